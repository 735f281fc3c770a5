# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Lists of post. They page by key, and ask as many queries for three lines as for three hundred."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from django.db.models import Q, QuerySet
from django.utils import timezone

from noaber.access.types import Recht, Viewer
from noaber.berichten.definitions.registry import all_definitions
from noaber.partijen.queries import list_administraties, list_lanes
from noaber.postbus import models
from noaber.postbus.types import (
    AlertKind,
    Fo01,
    InStatus,
    PostFilter,
    PostRegel,
    QuarantaineRegel,
    Richting,
    SignaalRegel,
)

PAGE: Final = 100
"""Lines of a list at a time."""
_ALL: Final = PostFilter()
_UNREADABLE: Final = "onleesbaar"
_IN_STATES: Final = frozenset(status.value for status in InStatus)


@dataclass(frozen=True, slots=True, order=True)
class TermijnKey:
    """Place of a line in a list of terms."""

    uiterlijk: date
    id: int


def list_post(
    *,
    viewer: Viewer,
    richting: Richting,
    wanted: PostFilter = _ALL,
    before: int | None = None,
    limit: int = PAGE,
) -> list[PostRegel]:
    """The newest messages first; ``before`` is the number of the last line of the page before.

    Raises:
        NotAllowed: the viewer may not.
    """
    rows = _messages(viewer, wanted).filter(richting=richting)
    if wanted.stand is not None:
        # What came of a message is told by its uitkomst, how far it is by its status.
        is_status = richting is Richting.UIT or wanted.stand in _IN_STATES
        rows = rows.filter(**{"status" if is_status else "uitkomst": wanted.stand})
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return to_regels(rows.order_by("-pk")[:limit])


def list_termijnen(
    *,
    viewer: Viewer,
    before: date,
    wanted: PostFilter = _ALL,
    after: TermijnKey | None = None,
    limit: int = PAGE,
) -> list[PostRegel]:
    """Messages that wait for an answer, ours or theirs, due before this day; the oldest term first.

    Raises:
        NotAllowed: the viewer may not.
    """
    rows = _messages(viewer, wanted).filter(uiterlijk__lt=before)
    if wanted.stand is not None:
        rows = rows.filter(status=wanted.stand)
    if after is not None:
        rows = rows.filter(
            Q(uiterlijk__gt=after.uiterlijk) | Q(uiterlijk=after.uiterlijk, pk__gt=after.id),
            uiterlijk__gte=after.uiterlijk,
        )
    return to_regels(rows.order_by("uiterlijk", "pk")[:limit])


def list_quarantaine(
    *, viewer: Viewer, wanted: PostFilter = _ALL, after: int = 0, limit: int = PAGE
) -> list[QuarantaineRegel]:
    """What waits for a decision, the oldest first.

    Raises:
        NotAllowed: the viewer may not.
    """
    viewer.require(Recht.POST_BEKIJKEN, wanted.administratie)
    rows = models.Quarantaine.objects.filter(afgehandeld_at__isnull=True, pk__gt=after)
    rows = rows.filter(_about(viewer, wanted))
    if wanted.soort is not None:
        rows = rows.filter(bericht__functie__in=functies(wanted.soort))
    found = rows.order_by("pk").defer("sealed").select_related("bericht__administratie")
    return [
        QuarantaineRegel(
            id=row.pk,
            at=row.at,
            naam=row.naam,
            reden=row.reden,
            administratie=_administratie(row.bericht),
            bericht=row.bericht_id,
            omschrijving=_told(row.bericht) or "",
        )
        for row in found[:limit]
    ]


def list_signalen(
    *,
    viewer: Viewer,
    wanted: PostFilter = _ALL,
    kinds: Iterable[AlertKind] | None = None,
    after: int = 0,
    limit: int = PAGE,
) -> list[SignaalRegel]:
    """What a person should look at, the oldest first. ``kinds``: only of these kinds.

    Raises:
        NotAllowed: the viewer may not.
    """
    viewer.require(Recht.POST_BEKIJKEN, wanted.administratie)
    rows = models.Signaal.objects.filter(afgehandeld_at__isnull=True, pk__gt=after)
    rows = rows.filter(_about(viewer, wanted))
    if wanted.soort is not None:
        rows = rows.filter(bericht__functie__in=functies(wanted.soort))
    if kinds is not None:
        rows = rows.filter(soort__in=list(kinds))
    return [
        SignaalRegel(
            id=row.pk,
            at=row.at,
            soort=row.soort,
            regel=row.regel,
            tekst=row.tekst,
            bericht=_told(row.bericht),
            bericht_id=row.bericht_id,
            administratie=_administratie(row.bericht),
        )
        for row in rows.order_by("pk").select_related("bericht__administratie")[:limit]
    ]


# ── which ────────────────────────────────────────────────────────────────────────────────────────


def functies(soort: str) -> list[str]:
    """The names of messages that a user means: WMO301 itself, or 301 under either law."""
    asked = soort.upper()
    return [entry.name for entry in all_definitions() if asked in (entry.name, entry.number)]


def visible(viewer: Viewer) -> QuerySet[models.Bericht]:
    """The messages in books that this viewer may touch. For this module alone."""
    books = _books(viewer, None)
    rows = models.Bericht.objects.all()
    return rows if books is None else rows.filter(administratie_id__in=books)


def _books(viewer: Viewer, code: str | None) -> list[int] | None:
    """The administraties that are meant; None is all, and what belongs to none.

    By number and not by a join on their code: then the planner knows how much it asks for.
    """
    if code is None and viewer.administraties is None:
        return None
    seen = list_administraties(viewer=viewer)
    return [books.id for books in seen if code is None or books.code == code]


def _messages(viewer: Viewer, wanted: PostFilter) -> QuerySet[models.Bericht]:
    viewer.require(Recht.POST_BEKIJKEN, wanted.administratie)
    books = _books(viewer, wanted.administratie)
    rows = models.Bericht.objects.all()
    if books is not None:
        rows = rows.filter(administratie_id__in=books)
    if wanted.aanbieder is not None:
        rows = rows.filter(_with_aanbieder(viewer, wanted.aanbieder))
    if wanted.soort is not None:
        rows = rows.filter(functie__in=functies(wanted.soort))
    if wanted.sinds is not None:
        rows = rows.filter(at__gte=_begin(wanted.sinds))
    return rows


def _with_aanbieder(viewer: Viewer, agb: str, prefix: str = "") -> Q:
    """Traffic in the lanes of an aanbieder, and what came from it or goes to it in no lane."""
    lanes = [lane.id for lane in list_lanes(viewer=viewer, aanbieder=agb)]
    loose = Q(**{f"{prefix}zender": agb}) | Q(**{f"{prefix}ontvanger": agb})
    return Q(**{f"{prefix}lane_id__in": lanes}) | (Q(**{f"{prefix}lane__isnull": True}) & loose)


def _about(viewer: Viewer, wanted: PostFilter) -> Q:
    """For what may be about a message: where it is, the viewer must see that message."""
    condition = Q()
    books = _books(viewer, wanted.administratie)
    if books is not None:
        condition &= Q(bericht__administratie_id__in=books)
        if wanted.administratie is None:
            condition |= Q(bericht__isnull=True)
    if wanted.aanbieder is not None:
        condition &= Q(bericht__isnull=False)
        condition &= _with_aanbieder(viewer, wanted.aanbieder, "bericht__")
    if wanted.sinds is not None:
        condition &= Q(at__gte=_begin(wanted.sinds))
    return condition


def _begin(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


# ── rows as lines ────────────────────────────────────────────────────────────────────────────────


def to_regels(rows: Iterable[models.Bericht]) -> list[PostRegel]:
    """These messages as lines, each with the answer to it. For this module alone."""
    found = list(rows.select_related("administratie") if isinstance(rows, QuerySet) else rows)
    antwoorden = {
        question: f"{functie or Fo01.__name__} {identificatie}".strip()
        for question, functie, identificatie in models.Bericht.objects.filter(
            antwoord_op__in=[row.pk for row in found]
        )
        .order_by("pk")
        .values_list("antwoord_op_id", "functie", "identificatie")
    }
    return [
        PostRegel(
            id=row.pk,
            richting=Richting(row.richting),
            administratie=_administratie(row),
            soort=soort_of(row),
            functie=row.functie,
            zender=row.zender,
            ontvanger=row.ontvanger,
            identificatie=row.identificatie,
            status=row.status,
            uitkomst=row.uitkomst,
            retourcodes=tuple(row.retourcodes),
            dagtekening=row.dagtekening,
            at=row.at,
            uiterlijk=row.uiterlijk,
            antwoord=antwoorden.get(row.pk),
        )
        for row in found
    ]


def soort_of(row: models.Bericht) -> str:
    """What kind of message it is, for people. For this module alone."""
    if row.functie:
        return row.functie
    is_fout = (row.envelop or {}).get("soort") == Fo01.__name__
    return Fo01.__name__ if is_fout else _UNREADABLE


def _administratie(row: models.Bericht | None) -> str | None:
    return row.administratie.code if row is not None and row.administratie is not None else None


def _told(row: models.Bericht | None) -> str | None:
    return None if row is None else f"{soort_of(row)} {row.identificatie}".strip()
