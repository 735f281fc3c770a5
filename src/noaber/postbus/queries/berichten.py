# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""One message, and what of it others need."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.db import connection
from django.utils import timezone

from noaber.access.sealing import keyring
from noaber.postbus import models
from noaber.postbus.envelop.ontvangst import read_post
from noaber.postbus.envelop.stored import from_stored
from noaber.postbus.envelop.write import render_envelop
from noaber.postbus.types import (
    Afgehandeld,
    Genoemd,
    InStatus,
    Ontvangen,
    Post,
    Referentienummer,
    Richting,
    Status,
    Uitgaand,
    Verzonden,
)
from noaber.storage.compiled import Compiled

_IS_USED: Final = """
SELECT EXISTS (
    SELECT 1 FROM berichten
    WHERE richting = 'in' AND zender = %s AND functie = %s AND identificatie = %s
        AND status = 'verwerkt' AND id <> %s
)
"""


class UnknownBericht(LookupError):
    """There is no such message; the text is Dutch."""

    def __init__(self) -> None:
        super().__init__("Dit bericht is hier niet bekend. Kijk met 'noaber post in' wat er is.")


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
    functie, stored, sealed = models.Bericht.objects.values_list(
        "functie", "envelop", "inhoud__sealed"
    ).get(pk=bericht_id, richting=Richting.UIT)
    payload = keyring().unpack(bytes(sealed))
    if stored is None:
        return Uitgaand(id=bericht_id, functie=functie, data=payload)
    envelop = from_stored(stored, payload or None)
    return Uitgaand(id=bericht_id, functie=functie or "Fo01", data=render_envelop(envelop))


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


def list_namen(bericht_ids: Iterable[int]) -> dict[int, Genoemd]:
    """By number what these messages are called."""
    rows = models.Bericht.objects.filter(pk__in=list(bericht_ids))
    return {
        number: Genoemd(functie=functie, identificatie=identificatie, naam=naam)
        for number, functie, identificatie, naam in rows.values_list(
            "pk", "functie", "identificatie", "naam"
        )
    }


_WITH_BYTES: Final = Compiled(
    1,
    lambda sha256: (
        models.Bericht.objects.filter(richting=Richting.IN, sha256=sha256)
        .order_by("id")
        .values_list("herhaling_van_id", "id")[:1]
    ),
    lambda row: int(row[0] or row[1]),
)


def find_received(sha256: str) -> int | None:
    """The message that came in with exactly these bytes; the first, when it was sent again."""
    found = _WITH_BYTES(bytes.fromhex(sha256))
    return found[0] if found else None


def find_lane(referentienummer: str) -> tuple[int | None, int | None]:
    """The administratie and the lane of the message that we sent in the envelop of this number."""
    found = (
        models.Bericht.objects.filter(richting=Richting.UIT, referentienummer=referentienummer)
        .values_list("administratie_id", "lane_id")
        .first()
    )
    return found or (None, None)


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
    with connection.cursor() as cursor:
        cursor.execute(
            _IS_USED,
            [ontvangen.zender, ontvangen.functie, ontvangen.identificatie, ontvangen.id],
        )
        row = cursor.fetchone()
    assert row is not None
    found: bool = row[0]
    return found


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
        uiterlijk=row.uiterlijk,
    )


# ── how much ─────────────────────────────────────────────────────────────────────────────────────


def count_waiting() -> int:
    """How many messages wait to be processed."""
    return models.Bericht.objects.filter(richting=Richting.IN, status=InStatus.ONTVANGEN).count()
