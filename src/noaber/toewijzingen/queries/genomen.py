# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Decisions that were carried out, what waits for one, and what a decision has to know first."""

from __future__ import annotations

from datetime import date, time

from django.db.models import F

from noaber.access.types import Recht, Viewer
from noaber.kernel.wet import Wet
from noaber.partijen.types import Lane
from noaber.storage.paging import after as rows_after
from noaber.toewijzingen import models
from noaber.toewijzingen.queries import list_versions
from noaber.toewijzingen.rules.herhaling import find_equal, repeated
from noaber.toewijzingen.types import VerzoekSoort, VerzoekStatus, Wens
from noaber.toewijzingen.types.genomen import GenomenBesluit, Gevraagd, OpenVerzoek

_OPEN = (VerzoekStatus.IN_BEHANDELING, VerzoekStatus.IN_ONDERZOEK)
_GEMEENTE = r"^[0-9]{4}$"


def find_genomen_besluit(administratie_id: int, kenmerk: str) -> GenomenBesluit | None:
    """The decision under this kenmerk. Its agreement is left out: nobody asks."""
    row = models.GenomenBesluit.objects.filter(
        administratie_id=administratie_id, kenmerk=kenmerk
    ).first()
    if row is None:
        return None
    return GenomenBesluit(
        kenmerk=row.kenmerk,
        afdruk=bytes(row.afdruk),
        soort=row.soort,
        nummers=tuple(row.nummers),
        berichten=tuple(row.berichten),
    )


# ── toewijzingen of a client ─────────────────────────────────────────────────────────────────────


def find_last_decision(lane: Lane, persoon_id: int) -> tuple[date, time] | None:
    """The moment of the latest decision about a client in a lane."""
    return (
        models.ToewijzingVersie.objects.filter(
            toewijzing__lane_id=lane.id, toewijzing__persoon_id=persoon_id
        )
        .order_by("-toewijzingsdatum", "-toewijzingstijd")
        .values_list("toewijzingsdatum", "toewijzingstijd")
        .first()
    )


def list_lane_ids(
    persoon_id: int,
    *,
    aanbieder: str | None = None,
    wet: Wet | None = None,
    nummer: int | None = None,
) -> list[int]:
    """The lanes in which a client has or had a toewijzing, in order.

    ``aanbieder``, ``wet``, ``nummer``: only with that one.
    """
    rows = models.Toewijzing.objects.filter(persoon_id=persoon_id)
    if aanbieder is not None:
        rows = rows.filter(lane__aanbieder=aanbieder)
    if wet is not None:
        rows = rows.filter(lane__wet=wet.value)
    if nummer is not None:
        rows = rows.filter(nummer=nummer)
    return sorted(set(rows.values_list("lane_id", flat=True)))


def find_eenheid(lane: Lane, persoon_id: int, nummer: int) -> str | None:
    """The eenheid of a toewijzing as it stands now."""
    return (
        models.ToewijzingVersie.objects.filter(
            toewijzing__lane_id=lane.id,
            toewijzing__persoon_id=persoon_id,
            toewijzing__nummer=nummer,
            toewijzing__newest_id=F("id"),
        )
        .values_list("eenheid", flat=True)
        .first()
    )


def find_assigned(lane: Lane, persoon_id: int, wens: Wens) -> int | None:
    """A toewijzing of a client that holds just what is wanted, on just these days."""
    return find_equal(list_versions(lane, persoon_id, bsn=""), wens)


def find_repeated(lane: Lane, persoon_id: int, nummers: tuple[int, ...]) -> int | None:
    """An older toewijzing that holds the same as one of these, on the same days."""
    return repeated(list_versions(lane, persoon_id, bsn=""), nummers)


# ── verzoeken ────────────────────────────────────────────────────────────────────────────────────


def page_open_verzoeken(
    *,
    viewer: Viewer,
    administratie: str | None = None,
    aanbieder: str | None = None,
    after: tuple[date, int] | None = None,
    limit: int,
) -> list[OpenVerzoek]:
    """The verzoeken that wait for an answer of a gemeente whose books are kept here.

    The nearest term first; ``after``: the term and the number of the last line of the page before.

    Raises:
        NotAllowed: the viewer may not.
    """
    viewer.require(Recht.POST_BEKIJKEN, administratie)
    order = ("uiterlijk", "id")
    rows = models.Verzoek.objects.filter(
        status__in=_OPEN, uiterlijk__isnull=False, lane__administratie__code__regex=_GEMEENTE
    )
    if administratie is not None:
        rows = rows.filter(lane__administratie__code=administratie)
    if viewer.administraties is not None:
        rows = rows.filter(lane__administratie__code__in=viewer.administraties)
    if aanbieder is not None:
        rows = rows.filter(lane__aanbieder=aanbieder)
    if after is not None:
        rows = rows.filter(rows_after(order, after))
    found = rows.select_related("lane__administratie").order_by(*order)[:limit]
    return [_open_verzoek(row) for row in found]


def _open_verzoek(row: models.Verzoek) -> OpenVerzoek:
    assert row.uiterlijk is not None
    return OpenVerzoek(
        id=row.pk,
        administratie=row.lane.administratie.code,
        aanbieder=row.lane.aanbieder,
        wet=Wet(row.lane.wet),
        soort=VerzoekSoort(row.soort),
        referentie_aanbieder=row.referentie_aanbieder,
        status=VerzoekStatus(row.status),
        ontvangstdatum=row.ontvangstdatum,
        uiterlijk=row.uiterlijk,
        bericht_id=row.bericht_id,
    )


def find_gevraagd(administratie_id: int, verzoek_id: int) -> Gevraagd | None:
    """The verzoek with this number of ours."""
    row = models.Verzoek.objects.filter(
        pk=verzoek_id, lane__administratie_id=administratie_id
    ).first()
    return None if row is None else _gevraagd(row)


def find_gevraagd_by_referentie(
    administratie_id: int, aanbieder: str, wet: Wet, referentie: str
) -> Gevraagd | None:
    """The verzoek with this reference of the aanbieder; not one that counts as not sent."""
    row = (
        models.Verzoek.objects.filter(
            lane__administratie_id=administratie_id,
            lane__aanbieder=aanbieder,
            lane__wet=wet.value,
            referentie_aanbieder=referentie,
        )
        .exclude(status=VerzoekStatus.NIET_VERZONDEN)
        .order_by("-pk")
        .first()
    )
    return None if row is None else _gevraagd(row)


def _gevraagd(row: models.Verzoek) -> Gevraagd:
    return Gevraagd(
        lane_id=row.lane_id,
        persoon_id=row.persoon_id,
        soort=VerzoekSoort(row.soort),
        referentie_aanbieder=row.referentie_aanbieder,
    )
