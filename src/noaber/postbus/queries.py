# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Reading post."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from noaber.access.sealing import keyring
from noaber.access.types import Recht, Viewer
from noaber.postbus import models
from noaber.postbus.envelop.ontvangst import read_post
from noaber.postbus.envelop.stored import from_stored
from noaber.postbus.envelop.write import render_envelop
from noaber.postbus.types import (
    Afgehandeld,
    InStatus,
    Ontvangen,
    Post,
    PostFilter,
    PostRegel,
    QuarantaineRegel,
    Referentienummer,
    Richting,
    SignaalRegel,
    Status,
    Uitgaand,
    Verzonden,
)

PAGE = 100
"""Lines of a list at a time."""


class UnknownBericht(LookupError):
    """There is no such message; the text is Dutch."""

    def __init__(self) -> None:
        super().__init__("Dit bericht is hier niet bekend. Kijk met 'noaber post' wat er is.")


# ── one message ──────────────────────────────────────────────────────────────────────────────────


def get_raw(bericht_id: int) -> bytes:
    """The bytes of a message as they are kept: for what came in exactly what came."""
    sealed = models.BerichtInhoud.objects.values_list("sealed", flat=True).get(pk=bericht_id)
    return keyring().unpack(bytes(sealed))


def get_post(bericht_id: int) -> Post:
    """A received message as post."""
    naam = models.Bericht.objects.values_list("naam", flat=True).get(pk=bericht_id)
    return read_post(get_raw(bericht_id), naam)


def get_payload(bericht_id: int) -> bytes:
    """The message itself, out of its envelop."""
    row = models.Bericht.objects.only("richting", "envelop").get(pk=bericht_id)
    if row.richting == Richting.UIT or row.envelop is None:
        return get_raw(bericht_id)
    payload = get_post(bericht_id).payload
    assert payload is not None, "a foutbericht holds no message"
    return payload


def get_uitgaand(bericht_id: int) -> Uitgaand:
    """A message of ours as it goes: the same bytes every time."""
    row = models.Bericht.objects.get(pk=bericht_id, richting=Richting.UIT)
    payload = get_raw(bericht_id)
    if row.envelop is None:
        return Uitgaand(id=row.pk, functie=row.functie, data=payload)
    envelop = from_stored(row.envelop, payload or None)
    return Uitgaand(id=row.pk, functie=row.functie or "Fo01", data=render_envelop(envelop))


def list_klaar() -> list[int]:
    """Messages that are made and not carried yet, in the order in which they were made."""
    rows = models.Bericht.objects.filter(richting=Richting.UIT, status=Status.MADE)
    return list(rows.order_by("id").values_list("id", flat=True))


def list_uitkomsten(bericht_ids: Iterable[int]) -> dict[int, Afgehandeld]:
    """By number what came of received messages before, as far as they are processed."""
    asked = list(bericht_ids)
    answers = models.Bericht.objects.filter(
        antwoord_op_id__in=asked, richting=Richting.UIT, herhaling_van__isnull=True
    )
    antwoorden = dict(answers.values_list("antwoord_op_id", "naam"))
    return {
        number: Afgehandeld(
            functie=functie,
            uitkomst=uitkomst or status,
            retourcodes=tuple(codes),
            antwoord=antwoorden.get(number) or None,
        )
        for number, functie, uitkomst, status, codes in models.Bericht.objects.filter(
            pk__in=asked
        ).values_list("pk", "functie", "uitkomst", "status", "retourcodes")
    }


def find_antwoord(bericht_id: int) -> int | None:
    """Our answer to a received message."""
    return (
        models.Bericht.objects.filter(
            antwoord_op_id=bericht_id, richting=Richting.UIT, herhaling_van__isnull=True
        )
        .values_list("id", flat=True)
        .first()
    )


def find_sent(*, lane_id: int, number: str, identificatie: str) -> int | None:
    """The message of this kind that we sent in this lane under this Identificatie."""
    return (
        models.Bericht.objects.filter(
            richting=Richting.UIT,
            lane_id=lane_id,
            functie__endswith=number,
            identificatie=identificatie,
        )
        .order_by("pk")
        .values_list("id", flat=True)
        .first()
    )


def has_processed_identificatie(ontvangen: Ontvangen) -> bool:
    """Whether another message of this kind with this Identificatie was processed (TR056)."""
    return (
        models.Bericht.objects.filter(
            richting=Richting.IN,
            zender=ontvangen.zender,
            functie=ontvangen.functie,
            identificatie=ontvangen.identificatie,
            status=InStatus.VERWERKT,
        )
        .exclude(pk=ontvangen.id)
        .exists()
    )


def get_status(bericht_id: int) -> str:
    """How a message stands."""
    return models.Bericht.objects.values_list("status", flat=True).get(pk=bericht_id)


def get_verzonden(bericht_id: int) -> Verzonden:
    """A message of ours, as far as the rules about answers need."""
    return to_verzonden(models.Bericht.objects.get(pk=bericht_id, richting=Richting.UIT))


def to_verzonden(row: models.Bericht) -> Verzonden:
    """The row as a value. For this module alone."""
    sent = row.afgerond_at
    return Verzonden(
        referentienummer=Referentienummer(row.referentienummer) if row.referentienummer else None,
        functie=row.functie,
        zender=row.zender,
        ontvanger=row.ontvanger,
        identificatie=row.identificatie,
        status=Status(row.status),
        verzenddatum=timezone.localdate(sent) if sent else None,
    )


# ── lists ────────────────────────────────────────────────────────────────────────────────────────


def list_post(
    *, viewer: Viewer, wanted: PostFilter, before: int | None = None, limit: int = PAGE
) -> list[PostRegel]:
    """The newest messages first; ``before`` is the number of the last line of the page before.

    Raises:
        NotAllowed: the viewer may not.
    """
    viewer.require(Recht.POST_BEKIJKEN, wanted.administratie)
    rows = _visible(viewer).filter(richting=wanted.richting)
    if wanted.administratie is not None:
        rows = rows.filter(administratie__code=wanted.administratie)
    if wanted.functie is not None:
        rows = rows.filter(functie__iendswith=wanted.functie)
    if wanted.stand is not None:
        rows = rows.filter(Q(status=wanted.stand) | Q(uitkomst=wanted.stand))
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return _regels(rows.order_by("-pk")[:limit])


def list_overdue(*, viewer: Viewer, vandaag: date, limit: int = PAGE) -> list[PostRegel]:
    """Messages whose answer, theirs or ours, should have been there; the oldest term first.

    Raises:
        NotAllowed: the viewer may not.
    """
    viewer.require(Recht.POST_BEKIJKEN)
    rows = _visible(viewer).filter(uiterlijk__lt=vandaag)
    return _regels(rows.order_by("uiterlijk", "pk")[:limit])


def list_quarantaine(
    *, viewer: Viewer, after: int = 0, limit: int = PAGE
) -> list[QuarantaineRegel]:
    """What waits for a decision, the oldest first.

    Raises:
        NotAllowed: the viewer may not.
    """
    viewer.require(Recht.POST_BEKIJKEN)
    rows = models.Quarantaine.objects.filter(afgehandeld_at__isnull=True, pk__gt=after)
    return [
        QuarantaineRegel(id=row.pk, at=row.at, naam=row.naam, reden=row.reden)
        for row in rows.order_by("pk").defer("sealed")[:limit]
    ]


def list_signalen(*, viewer: Viewer, after: int = 0, limit: int = PAGE) -> list[SignaalRegel]:
    """What a person should look at, the oldest first.

    Raises:
        NotAllowed: the viewer may not.
    """
    viewer.require(Recht.POST_BEKIJKEN)
    rows = models.Signaal.objects.filter(afgehandeld_at__isnull=True, pk__gt=after)
    if viewer.administraties is not None:
        rows = rows.filter(
            Q(bericht__isnull=True) | Q(bericht__administratie__code__in=viewer.administraties)
        )
    return [
        SignaalRegel(
            id=row.pk,
            at=row.at,
            soort=row.soort,
            regel=row.regel,
            tekst=row.tekst,
            bericht=f"{row.bericht.functie} {row.bericht.identificatie}" if row.bericht else None,
        )
        for row in rows.order_by("pk").select_related("bericht")[:limit]
    ]


def count_waiting() -> int:
    """How many messages wait to be processed."""
    return models.Bericht.objects.filter(richting=Richting.IN, status=InStatus.ONTVANGEN).count()


def list_unanswered() -> list[int]:
    """Processed messages that should have an answer of ours and have none: there are never any."""
    answered = models.Bericht.objects.filter(antwoord_op=OuterRef("pk"), richting=Richting.UIT)
    rows = models.Bericht.objects.filter(
        ~Exists(answered),
        richting=Richting.IN,
        status=InStatus.VERWERKT,
        uiterlijk__isnull=False,
    )
    return list(rows.values_list("pk", flat=True))


def _visible(viewer: Viewer) -> QuerySet[models.Bericht]:
    rows = models.Bericht.objects.all()
    if viewer.administraties is not None:
        rows = rows.filter(administratie__code__in=viewer.administraties)
    return rows


def _regels(rows: QuerySet[models.Bericht]) -> list[PostRegel]:
    found = list(rows.select_related("administratie"))
    antwoorden = {
        question: f"{functie} {identificatie}"
        for question, functie, identificatie in models.Bericht.objects.filter(
            antwoord_op__in=[row.pk for row in found]
        )
        .annotate(question=F("antwoord_op_id"))
        .values_list("question", "functie", "identificatie")
    }
    return [
        PostRegel(
            id=row.pk,
            richting=Richting(row.richting),
            administratie=row.administratie.code if row.administratie else None,
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
