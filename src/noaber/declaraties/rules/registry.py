# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The register of levels 3 and 4 of a 323 and a 325: which function checks which rule, of what.

The gemeente judges a 323 and answers with codes. The aanbieder judges a 325, which is never
answered: a broken rule becomes a sentence for a person.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import NamedTuple, TypeVar

import polars as pl

from noaber.berichten.definitions.classes import DeclaratieAntwoord
from noaber.berichten.definitions.messages import DeclaratieAntwoordHeader
from noaber.declaraties.types import AntwoordFacts, Facts
from noaber.kernel.finding import Finding, Severity

_MODULES = (
    "bericht",
    "verwijzingen",
    "producten",
    "bedragen",
    "perioden",
    "room",
    "received_325",
)


class AskedOf(StrEnum):
    """What a rule is asked of. Who stands outside it is never judged by the rule."""

    BERICHT = "bericht"
    """The message as a whole: the code goes into the Header and nothing else is looked at."""
    DECLARATIE = "declaratie"
    """The declaratie as a whole: nothing is granted and no line is looked at."""
    CLIENT = "client"
    """Every client: the code goes to the client and its lines are not judged."""
    PRESTATIE = "prestatie"
    """Every line, debit or credit."""
    CREDIT = "credit"
    """Every credit."""
    DEBIT = "debit"
    """Every debit: the toewijzing must be there before anything else can be asked."""
    ASSIGNED_DEBIT = "assigned debit"
    """Every debit on a toewijzing that exists and is not deleted."""
    ORDERED_DEBIT = "ordered debit"
    """Every debit without a code so far, one after the other: what was granted before counts."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above the lines of a 323 and is judged before them."""

    identificatie: str
    dagtekening: date
    declaratie_nummer: str
    periode_begin: date


class Claim(NamedTuple):
    """One debit that waits for its turn: what it would use up."""

    product_periode: int
    """Stands for product and ProductPeriode together: what is declared once per toewijzing."""
    volume: int
    """In the unit of the toewijzing; in minutes where hours are assigned."""
    bedrag: int


@dataclass(slots=True)
class Room:
    """What is left of one toewijzing at one moment; the only thing here that changes."""

    declared: set[int]
    """The product_periode of every granted debit that is not credited."""
    volume_left: int | None
    """Below zero when more was granted than is assigned now; None when there is no maximum."""
    budget_left: int | None


@dataclass(frozen=True, slots=True)
class Antwoord:
    """A 325 as it is judged."""

    header: DeclaratieAntwoordHeader
    body: DeclaratieAntwoord | None
    """The DeclaratieAntwoord without its clients; None when the Header says it all."""
    lines: pl.DataFrame
    """The returned lines with those that we sent beside them (``lookup.with_sent``)."""


@dataclass(frozen=True, slots=True)
class Breach:
    """One place in a 325 that breaks a rule; ``text`` is a Dutch main clause without full stop."""

    place: str
    text: str


HeadingCheck = Callable[[Heading, Facts], bool]
LineCheck = Callable[[], pl.Expr]
RoomCheck = Callable[[Claim, Room], bool]
AntwoordCheck = Callable[[Antwoord, AntwoordFacts], Iterator[Breach]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One published rule. Exactly one of the four checks is there.

    The three of a 323 are true when the rule is broken; that of a 325 yields what breaks it.
    """

    code: str
    retourcode: str
    """Empty when the standard gives none."""
    level: int
    asked_of: AskedOf
    name: str
    module: str
    on_heading: HeadingCheck | None = None
    on_lines: LineCheck | None = None
    on_room: RoomCheck | None = None
    on_antwoord: AntwoordCheck | None = None
    numbers: tuple[str, ...] = ("323",)
    """Of the messages."""
    mend: str = ""
    """Who must do what; the second half of a finding."""
    severity: Severity = Severity.ERROR

    def finding(self, breach: Breach) -> Finding:
        """The breach in one sentence: what, why, who must do what."""
        return Finding(
            rule=self.code,
            retourcode=self.retourcode or None,
            place=breach.place,
            line=None,
            text=f"{breach.text}; {self.mend}.",
            severity=self.severity,
        )


_RULES: list[Rule] = []
_Heading = TypeVar("_Heading", bound=HeadingCheck)
_Line = TypeVar("_Line", bound=LineCheck)
_Room = TypeVar("_Room", bound=RoomCheck)
_Antwoord = TypeVar("_Antwoord", bound=AntwoordCheck)


def heading_rule(
    code: str, retourcode: str, *, level: int, asked_of: AskedOf
) -> Callable[[_Heading], _Heading]:
    """Registers a check on the message or the declaratie as a whole."""

    def register(check: _Heading) -> _Heading:
        name, module = check.__name__, check.__module__
        _RULES.append(Rule(code, retourcode, level, asked_of, name, module, on_heading=check))
        return check

    return register


def rule(
    code: str, retourcode: str, *, level: int, asked_of: AskedOf = AskedOf.ASSIGNED_DEBIT
) -> Callable[[_Line], _Line]:
    """Registers an expression over many lines at once."""

    def register(check: _Line) -> _Line:
        name, module = check.__name__, check.__module__
        _RULES.append(Rule(code, retourcode, level, asked_of, name, module, on_lines=check))
        return check

    return register


def room_rule(code: str, retourcode: str, *, level: int) -> Callable[[_Room], _Room]:
    """Registers a check on one debit and what is left when its turn comes."""

    def register(check: _Room) -> _Room:
        asked_of = AskedOf.ORDERED_DEBIT
        name, module = check.__name__, check.__module__
        _RULES.append(Rule(code, retourcode, level, asked_of, name, module, on_room=check))
        return check

    return register


def antwoord_rule(
    code: str,
    retourcode: str,
    *,
    level: int,
    asked_of: AskedOf,
    mend: str,
    severity: Severity = Severity.ERROR,
) -> Callable[[_Antwoord], _Antwoord]:
    """Registers a check on a 325 that we received: yields a Breach for every place that is wrong.

    ``mend`` ends the sentence of its findings. With ``severity`` a warning the 325 still counts.
    """

    def register(check: _Antwoord) -> _Antwoord:
        _RULES.append(
            Rule(
                code,
                retourcode,
                level,
                asked_of,
                name=check.__name__,
                module=check.__module__,
                on_antwoord=check,
                numbers=("325",),
                mend=mend,
                severity=severity,
            )
        )
        return check

    return register


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every registered rule: by module in the order they are asked, then as they stand in it."""
    for module in _MODULES:
        importlib.import_module(f"noaber.declaraties.rules.{module}")
    places = {f"noaber.declaraties.rules.{name}": place for place, name in enumerate(_MODULES)}
    return tuple(sorted(_RULES, key=lambda entry: places[entry.module]))


def rules_asked_of(asked_of: AskedOf, number: str = "323") -> tuple[Rule, ...]:
    """The rules about that part of that message, in the order they are asked."""
    return tuple(
        entry for entry in all_rules() if entry.asked_of is asked_of and number in entry.numbers
    )
