# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""When an answer is due, and which answers did not come.

The terms are dated data in ``antwoordtermijnen.csv``. They run from receipt; a sender, who does not
see the receipt, counts from the day of sending. A late answer is signalled and still taken.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files

from noaber.berichten.definitions.registry import Definition, by_name
from noaber.kernel.calendar.deadline import Deadline
from noaber.kernel.calendar.terms import Term
from noaber.kernel.errors import InvalidValue
from noaber.kernel.period import Period
from noaber.postbus.types import Alert, AlertKind, AnswerKind, Status, Verzonden


class NoAnswerExpected(InvalidValue):
    """This message waits for no such answer."""

    def __init__(self, functie: str, kind: AnswerKind) -> None:
        super().__init__(
            f"Op een {functie} hoort geen {kind} te komen: er loopt dus geen termijn voor."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerTerm:
    """One line of ``antwoordtermijnen.csv``."""

    numbers: frozenset[str]
    kind: AnswerKind
    term: Term
    rule: str
    valid: Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Overdue:
    """A message of ours on which no answer came in time."""

    message: Verzonden
    due: date
    alert: Alert


def list_answer_terms(definition: Definition, on: date) -> tuple[AnswerTerm, ...]:
    """The answers that a message received on this day waits for, with their terms."""
    return tuple(
        line
        for line in _read_terms()
        if definition.number in line.numbers and line.valid.contains(on)
    )


def answer_deadline(
    definition: Definition, kind: AnswerKind, received: date, werkdagen: str | None = None
) -> Deadline:
    """The deadline of one answer to a message received on this day.

    ``werkdagen``: the calendar that an administratie chose; None is that of the data.

    Raises NoAnswerExpected; CalendarNotValid outside the years of the calendar.
    """
    for line in list_answer_terms(definition, received):
        if line.kind is kind:
            term = line.term if werkdagen is None else replace(line.term, calendar=werkdagen)
            return Deadline(event=received, term=term)
    raise NoAnswerExpected(definition.name, kind)


def technical_answer(definition: Definition) -> AnswerKind | None:
    """The answer that a message itself waits for: a retour, a 325, or none."""
    if definition.answer is None:
        return None
    return AnswerKind.RETOUR if definition.answer.is_retour else AnswerKind.DECLARATIE_ANTWOORD


def list_overdue(messages: Iterable[Verzonden], today: date) -> list[Overdue]:
    """The messages of which the answer is not there while its last day has passed.

    Only those that are sent and not yet signalled; the last day itself is in time.
    """
    found = []
    for message in messages:
        due = _due(message)
        if due is not None and today > due:
            found.append(Overdue(message=message, due=due, alert=_alert(message, due)))
    return found


def _due(message: Verzonden) -> date | None:
    if message.status is not Status.SENT or message.verzenddatum is None:
        return None
    if message.uiterlijk is not None:
        return message.uiterlijk
    definition = by_name(message.functie)
    kind = technical_answer(definition)
    if kind is None:
        return None
    return answer_deadline(definition, kind, message.verzenddatum).due


def _alert(message: Verzonden, due: date) -> Alert:
    answer = by_name(message.functie).answer
    assert answer is not None
    assert message.verzenddatum is not None
    return Alert(
        kind=AlertKind.NO_ANSWER,
        text=(
            f"Op een {message.functie}, verzonden op {_shown(message.verzenddatum)}, is geen "
            f"{answer.name} gekomen; dat kon tot en met {_shown(due)}. "
            "Vraag de ontvanger waar het antwoord blijft."
        ),
    )


def _shown(day: date) -> str:
    return f"{day.day:02}-{day.month:02}-{day.year:04}"


@cache
def _read_terms() -> tuple[AnswerTerm, ...]:
    text = (files("noaber.postbus.rules") / "antwoordtermijnen.csv").read_text(encoding="utf-8")
    return tuple(
        AnswerTerm(
            numbers=frozenset(line["berichten"].split()),
            kind=AnswerKind(line["antwoord"]),
            term=Term.workdays(int(line["werkdagen"]), line["kalender"]),
            rule=line["regel"],
            valid=Period(
                date.fromisoformat(line["geldig_vanaf"]),
                date.fromisoformat(line["geldig_tot"]) if line["geldig_tot"] else None,
            ),
        )
        for line in csv.DictReader(text.splitlines())
    )
