# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What goes out. It is stored in the transaction that decides on it, and carried away after.

So a crash in between loses nothing: what is made and not carried is found again (``list_klaar``),
and carrying it again gives the same bytes under the same number.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Final
from uuid import uuid4

from django.db import connection, transaction
from django.utils import timezone

import noaber
from noaber.access.sealing import keyring
from noaber.berichten.definitions.registry import by_name
from noaber.partijen.queries.instellingen import get_instellingen
from noaber.partijen.types import Lane
from noaber.postbus.envelop.stored import as_berichtenvelop, to_stored
from noaber.postbus.models import Bericht
from noaber.postbus.rules import replies
from noaber.postbus.rules.answer_terms import answer_deadline, technical_answer
from noaber.postbus.rules.replies import Stempel
from noaber.postbus.types import (
    GGK,
    Di01,
    Du01,
    Envelop,
    Ontvangen,
    Opgesteld,
    Referentienummer,
    Richting,
    Status,
    Systeem,
    Versies,
    to_tijdstip,
)
from noaber.storage.rows import add_row

_SENT: Final = """
UPDATE berichten SET status = %s, afgerond_at = %s, uiterlijk = %s, naam = %s WHERE id = %s
"""
_CONTENT: Final = "INSERT INTO bericht_inhoud (bericht_id, sealed) VALUES (%s, %s)"
APPLICATIE: Final = "noaber"
_MAJOR, _MINOR = noaber.__version__.split(".")[:2]
VERSIES: Final = Versies(applicatie_versie=_MAJOR.zfill(4), applicatie_subversie=_MINOR.zfill(4))


def next_identificatie() -> str:
    """A number for a message of ours, never given before: at most 12 characters (TR056)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('bericht_nummers')")
        row = cursor.fetchone()
    assert row is not None
    return f"N{row[0]:011d}"


def send(*, lane: Lane, message: Opgesteld, at: datetime) -> int:
    """A message on our own initiative; gives its number. It is carried after this transaction."""
    envelop = None
    if lane.administratie.in_envelop:
        stempel = new_stempel(at)
        envelop = Di01(
            zender=Systeem(organisatie=lane.eigen_code, applicatie=APPLICATIE),
            ontvanger=Systeem(organisatie=lane.andere_code, applicatie=GGK),
            referentienummer=stempel.referentienummer,
            tijdstip=stempel.tijdstip,
            functie=message.functie,
            versies=VERSIES,
            payload=message.payload,
        )
    row = Bericht(
        administratie_id=lane.administratie.id,
        lane_id=lane.id,
        zender=lane.eigen_code,
        ontvanger=lane.andere_code,
    )
    return store_outgoing(_described(row, message), message.payload, envelop, at)


def answer(*, question: Ontvangen, message: Opgesteld, at: datetime) -> int:
    """Our answer to a message; it travels as its question came. Gives its number."""
    row = Bericht(
        administratie_id=question.administratie_id,
        lane_id=question.lane_id,
        zender=question.ontvanger,
        ontvanger=question.zender,
        antwoord_op_id=question.id,
    )
    envelop: Envelop | None = None
    if question.envelop is not None:
        asked = Bericht.objects.select_related("administratie").get(pk=question.id)
        envelop = _envelop_of_answer(asked, message.functie, message.payload, at)
    return store_outgoing(_described(row, message), message.payload, envelop, at)


def _described(row: Bericht, message: Opgesteld) -> Bericht:
    row.functie, row.identificatie = message.functie, message.identificatie
    row.dagtekening, row.rang = message.dagtekening, 0
    return row


def refuse_for_schema(*, bericht_id: int, at: datetime) -> int | None:
    """The foutbericht on a message that breaks its schema; a bare message gets none."""
    question = Bericht.objects.get(pk=bericht_id)
    if question.envelop is None:
        return None
    received = as_berichtenvelop(question.envelop, b"-")
    envelop = replies.refuse_for_schema(received, new_stempel(at))
    row = Bericht(
        administratie_id=question.administratie_id,
        lane_id=question.lane_id,
        functie="",
        zender=question.ontvanger,
        ontvanger=question.zender,
        identificatie=next_identificatie(),
        antwoord_op=question,
        dagtekening=timezone.localdate(at),
        rang=0,
    )
    return store_outgoing(row, b"", envelop, at)


def repeat_answer(first: Bericht, repeat: Bericht, at: datetime) -> None:
    """The same answer once more, in an envelop that refers to the repeated question.

    Nothing when there is no answer yet: the first question still waits, and so does who asked.
    """
    given = Bericht.objects.filter(
        antwoord_op=first, richting=Richting.UIT, herhaling_van__isnull=True
    ).first()
    if given is None:
        return
    payload = keyring().unpack(bytes(given.inhoud.sealed))
    row = Bericht(
        administratie_id=given.administratie_id,
        lane_id=given.lane_id,
        functie=given.functie,
        zender=given.zender,
        ontvanger=given.ontvanger,
        identificatie=given.identificatie,
        antwoord_op=repeat,
        herhaling_van=given,
        dagtekening=given.dagtekening,
        rang=0,
    )
    assert repeat.envelop is not None
    if payload:
        envelop: Envelop | None = _envelop_of_answer(repeat, given.functie, payload, at)
    else:
        received = as_berichtenvelop(repeat.envelop, b"-")
        envelop = replies.refuse_for_schema(received, new_stempel(at))
    store_outgoing(row, payload, envelop, at)


@transaction.atomic
def mark_sent(*, bericht_id: int, naam: str, at: datetime) -> None:
    """The message was given to the carrier, under this name; its answer is waited for now."""
    row = Bericht.objects.filter(pk=bericht_id)
    status, functie, administratie_id = (
        row.select_for_update().values_list("status", "functie", "administratie_id").get()
    )
    if status != Status.MADE:
        return
    due = None
    if functie:
        definition = by_name(functie)
        kind = technical_answer(definition)
        if kind is not None:
            werkdagen = get_instellingen(administratie_id).werkdagen
            due = answer_deadline(definition, kind, timezone.localdate(at), werkdagen).due
    with connection.cursor() as cursor:
        cursor.execute(_SENT, [Status.SENT.value, at, due, naam, bericht_id])


def new_stempel(at: datetime) -> Stempel:
    """What is new in an envelop of ours. For this module alone."""
    return Stempel(
        referentienummer=Referentienummer(str(uuid4())),
        tijdstip=to_tijdstip(at),
        applicatie=APPLICATIE,
        versies=VERSIES,
    )


def _envelop_of_answer(
    question: Bericht, functie: str, payload: bytes, at: datetime
) -> Di01 | Du01 | None:
    if question.envelop is None:
        return None
    heen = as_berichtenvelop(question.envelop, b"-")
    assert isinstance(heen, Di01), "only a heenbericht is answered"
    administratie = question.administratie
    as_di01 = (
        administratie is not None
        and administratie.antwoord_323_als_di01
        and by_name(functie).number == "325"
    )
    make = replies.declaratie_antwoord_di01 if as_di01 else replies.answer_di01
    return make(heen, functie, payload, new_stempel(at))


def store_outgoing(row: Bericht, payload: bytes, envelop: Envelop | None, at: datetime) -> int:
    """Keeps a message that goes out; gives its number. For this module alone."""
    digest = hashlib.sha256(payload).digest()
    row.richting, row.status, row.at = Richting.UIT, Status.MADE, at
    row.sha256, row.payload_sha256, row.grootte = digest, digest, len(payload)
    row.envelop = to_stored(envelop) if envelop else None
    row.referentienummer = str(envelop.referentienummer) if envelop else None
    add_row(row)
    store_content(row.pk, payload)
    return row.pk


def store_content(bericht_id: int, data: bytes) -> None:
    """Keeps the bytes of a message, sealed. For this module alone."""
    with connection.cursor() as cursor:
        cursor.execute(_CONTENT, [bericht_id, keyring().pack(data)])
