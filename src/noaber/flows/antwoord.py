# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The answer to a message, made, kept and noted: what every flow ends with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from noaber.berichten.answers import FULLY_GRANTED, NO_REMARK, Codes, Envelope, answer
from noaber.berichten.declaratie_antwoord import LineCodes, write_antwoord
from noaber.berichten.definitions.messages import Retourbericht
from noaber.berichten.definitions.registry import Definition
from noaber.berichten.judge import Verdict
from noaber.berichten.xml.columns import Columns
from noaber.berichten.xml.write import write
from noaber.declaraties.types import Stand
from noaber.flows.types import Verwerkt
from noaber.kernel.finding import Finding
from noaber.postbus import operations as postbus
from noaber.postbus.types import Ontvangen, Opgesteld, Uitkomst

TECHNICAL: Final = "0001"


def answer_with(
    taken: Ontvangen,
    verdict: Verdict,
    codes: Codes,
    at: datetime,
    *,
    warnings: tuple[Finding, ...] = (),
) -> Verwerkt:
    """Answers a message with these codes and ends it.

    Raises:
        UnknownClass: a code is for a class that the message does not have.
    """
    if verdict.columns is not None:
        return answer_declaratie(taken, verdict.columns, codes, None, at)
    envelope = Envelope(postbus.next_identificatie(), taken.ontvangstdatum)
    made = answer(verdict, envelope, codes)
    assert isinstance(made, Retourbericht)
    if warnings:
        postbus.note_warnings(bericht_id=taken.id, findings=warnings, at=at)
    is_rejected = codes.header is not None or bool(codes.classes)
    answered = _Answered(
        functie=_functie_of_answer(verdict.definition),
        payload=write(made),
        uitkomst=Uitkomst.AFGEKEURD if is_rejected else Uitkomst.AKKOORD,
        retourcodes=tuple(made.header.retour_codes),
        codes=_rejecting(codes),
    )
    return _end(taken, answered, envelope, at)


def answer_declaratie(
    taken: Ontvangen, columns: Columns, codes: Codes | LineCodes, stand: Stand | None, at: datetime
) -> Verwerkt:
    """Answers a 323 with a 325 and ends it. ``stand`` is None when it counts as not sent."""
    envelope = Envelope(postbus.next_identificatie(), taken.ontvangstdatum)
    if isinstance(codes, Codes):  # the message or the declaratie as a whole
        shown = found = _rejecting(codes)
    else:
        found = _line_codes(codes)
        shown = (NO_REMARK,) if found else (FULLY_GRANTED,)
    answered = _Answered(
        functie=_functie_of_answer(columns.definition),
        payload=write_antwoord(columns, envelope, codes),
        uitkomst=_uitkomst(found, stand),
        retourcodes=shown,
        codes=found,
    )
    return replace(_end(taken, answered, envelope, at), declaratie=stand)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answered:
    functie: str
    payload: bytes
    uitkomst: Uitkomst
    retourcodes: tuple[str, ...]
    codes: tuple[str, ...]


def _end(taken: Ontvangen, answered: _Answered, envelope: Envelope, at: datetime) -> Verwerkt:
    message = Opgesteld(
        functie=answered.functie,
        identificatie=envelope.identificatie,
        dagtekening=envelope.dagtekening,
        payload=answered.payload,
    )
    number = postbus.answer(question=taken, message=message, at=at)
    postbus.finish(
        bericht_id=taken.id, uitkomst=answered.uitkomst, retourcodes=answered.retourcodes, at=at
    )
    return Verwerkt(
        bericht_id=taken.id,
        naam=taken.naam,
        functie=taken.functie,
        uitkomst=answered.uitkomst,
        retourcodes=answered.retourcodes,
        codes=answered.codes,
        antwoord_id=number,
    )


def _functie_of_answer(definition: Definition | None) -> str:
    assert definition is not None
    assert definition.answer is not None
    return definition.answer.name


def _uitkomst(found: tuple[str, ...], stand: Stand | None) -> Uitkomst:
    if not found:
        return Uitkomst.AKKOORD
    if stand is not None and stand.declaratie_id is not None and stand.afgewezen < stand.regels:
        return Uitkomst.DEELS
    return Uitkomst.AFGEKEURD


def _rejecting(codes: Codes) -> tuple[str, ...]:
    if codes.header is not None:
        return (codes.header,)
    return tuple(sorted({code for of_class in codes.classes.values() for code in of_class}))


def _line_codes(codes: LineCodes) -> tuple[str, ...]:
    of_clients = {code for of_client in codes.clients.values() for code in of_client}
    return tuple(sorted(of_clients | set(codes.lines.explode().drop_nulls().unique())))
