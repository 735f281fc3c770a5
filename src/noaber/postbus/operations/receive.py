# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Taking in: what came is stored whole, once, before anything is done with it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import IntegrityError, transaction
from django.utils import timezone

from noaber.access.sealing import keyring
from noaber.berichten.definitions.registry import Definition, by_name
from noaber.kernel.calendar.workdays import ISTANDAARDEN
from noaber.postbus.envelop.stored import to_stored
from noaber.postbus.models import Bericht, Quarantaine
from noaber.postbus.operations.process import add_signaal
from noaber.postbus.operations.send import repeat_answer, store_content
from noaber.postbus.rules.answer_terms import answer_deadline, technical_answer
from noaber.postbus.rules.duplicates import bericht_key, envelop_key, judge_duplicate
from noaber.postbus.types import (
    Berichtenvelop,
    Duplicate,
    EarlierPost,
    Fo01,
    InStatus,
    Outcome,
    Post,
    Quarantined,
    Richting,
)
from noaber.storage.rows import add_row

# Messages of one day: first what answers ours, then decisions, requests, starts, stops and money.
_RANGEN: Final = {"301": 2, "319": 3, "315": 4, "317": 4, "305": 5, "307": 6, "323": 7, "325": 8}
_RANG_FOUT: Final = 0
_RANG_RETOUR: Final = 1
_RANG_UNKNOWN: Final = 9
_MOST_ATTEMPTS: Final = 3


@dataclass(frozen=True, slots=True)
class Received:
    """What was done with post that came in."""

    outcome: Outcome
    bericht_id: int | None
    """The stored message, of before when it was here before; None in quarantaine."""


def receive(
    *,
    post: Post,
    administratie_id: int | None,
    lane_id: int | None,
    at: datetime,
    werkdagen: str = ISTANDAARDEN,
) -> Received:
    """Stores post, unless it was here before or must wait for a person.

    ``administratie_id`` and ``lane_id``: whose it is; the flow knows the parties. ``werkdagen``:
    the calendar in which the term of our answer is counted.
    """
    for attempt in range(1, _MOST_ATTEMPTS + 1):
        try:
            with transaction.atomic():
                return _receive(post, administratie_id, lane_id, at, werkdagen)
        except IntegrityError:
            # Another worker stored the same post just now; the next look finds it.
            if attempt == _MOST_ATTEMPTS:
                raise
    raise AssertionError("the last attempt returns or raises")


def _receive(
    post: Post, administratie_id: int | None, lane_id: int | None, at: datetime, werkdagen: str
) -> Received:
    envelop, bericht = _same_envelop(post), _same_bericht(post)
    outcome = judge_duplicate(post, same_envelop=_earlier(envelop), same_bericht=_earlier(bericht))
    if isinstance(outcome, Quarantined):
        refuse(data=post.data, naam=post.name, outcome=outcome, at=at)
        return Received(outcome, None)
    if isinstance(outcome, Duplicate):
        first = bericht or envelop
        assert first is not None
        if outcome.new_envelop:
            repeat = _store(post, first.administratie_id, first.lane_id, at, of=first)
            repeat_answer(first, repeat, at)
        return Received(outcome, first.pk)
    return Received(outcome, _store(post, administratie_id, lane_id, at, werkdagen).pk)


def _same_envelop(post: Post) -> Bericht | None:
    key = envelop_key(post)
    if key is None:
        return None
    # Around an answer the node may be the zender; it is kept under who wrote the message.
    _, zender, _ = _parties(post)
    return Bericht.objects.filter(
        richting=Richting.IN, zender=zender, referentienummer=key.referentienummer
    ).first()


def _same_bericht(post: Post) -> Bericht | None:
    key = bericht_key(post)
    rows = Bericht.objects.filter(richting=Richting.IN, herhaling_van__isnull=True)
    if key is None:
        # No header to know it by: the same bytes are the same post.
        return rows.filter(sha256=bytes.fromhex(post.sha256)).first()
    assert post.kop is not None
    return rows.filter(
        zender=key.zender,
        functie=post.kop.functie,
        identificatie=key.identificatie,
        payload_sha256=_payload_hash(post),
    ).first()


def _earlier(row: Bericht | None) -> EarlierPost | None:
    if row is None:
        return None
    payload = row.payload_sha256
    return EarlierPost(
        sha256=bytes(row.sha256).hex(),
        payload_sha256=None if payload is None else bytes(payload).hex(),
    )


def _payload_hash(post: Post) -> bytes | None:
    found = post.payload_sha256
    return None if found is None else bytes.fromhex(found)


def _store(
    post: Post,
    administratie_id: int | None,
    lane_id: int | None,
    at: datetime,
    werkdagen: str = ISTANDAARDEN,
    of: Bericht | None = None,
) -> Bericht:
    functie, zender, ontvanger = _parties(post)
    day = timezone.localdate(at)
    is_first = of is None
    definition = by_name(functie) if functie else None
    kind = technical_answer(definition) if definition else None
    due = None
    if definition and kind and is_first:
        due = answer_deadline(definition, kind, day, werkdagen).due
    row = Bericht(
        richting=Richting.IN,
        administratie_id=administratie_id,
        lane_id=lane_id,
        functie=functie,
        zender=zender,
        ontvanger=ontvanger,
        identificatie=post.kop.identificatie if post.kop else "",
        herhaling_van=of,
        dagtekening=(post.kop and post.kop.dagtekening) or day,
        rang=_rang(post, definition),
        status=InStatus.ONTVANGEN if is_first else InStatus.HERHALING,
        at=at,
        uiterlijk=due,
        naam=post.name,
        sha256=bytes.fromhex(post.sha256),
        payload_sha256=_payload_hash(post),
        grootte=len(post.data),
        envelop=to_stored(post.envelop) if post.envelop else None,
        referentienummer=str(post.envelop.referentienummer) if post.envelop else None,
    )
    add_row(row)
    store_content(row.pk, post.data)
    return row


def _parties(post: Post) -> tuple[str, str, str]:
    """Functie, zender and ontvanger: as the header says, else as the envelop says."""
    if post.kop is not None:
        return post.kop.functie, post.kop.zender, post.kop.ontvanger
    if post.envelop is None:
        return "", "", ""
    functie = post.envelop.functie if isinstance(post.envelop, Berichtenvelop) else ""
    return functie, post.envelop.zender.organisatie, post.envelop.ontvanger.organisatie


def _rang(post: Post, definition: Definition | None) -> int:
    if isinstance(post.envelop, Fo01):
        return _RANG_FOUT
    if definition is None:
        return _RANG_UNKNOWN
    return _RANG_RETOUR if definition.is_retour else _RANGEN[definition.number]


@transaction.atomic
def refuse(*, data: bytes | None, naam: str, outcome: Quarantined, at: datetime) -> None:
    """Puts something aside that is not taken in, once, with the reason; a person decides."""
    _, is_new = Quarantaine.objects.get_or_create(
        sha256=hashlib.sha256(data or b"").digest(),
        naam=naam,
        afgehandeld_at=None,
        defaults={
            "at": at,
            "reden": outcome.reason,
            "sealed": keyring().pack(data) if data is not None else None,
        },
    )
    if is_new and outcome.alert is not None:
        add_signaal(outcome.alert.kind, outcome.alert.text, at)
