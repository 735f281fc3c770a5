# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The register of the rules of levels 3 and 4: which function checks which rule in which message.

Two kinds of check. A message check takes the message and the facts. An event check takes one
start or stop and what was reported before it; those are asked one class after another, because in
one message a delete goes before what is new.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TypeVar

from noaber.berichten.answers import Codes
from noaber.kernel.finding import Finding, Severity
from noaber.kernel.wet import Wet

HEADER = "Header"

_MODULES = (
    "every_message",
    "start_stop",
    "received_305_307",
    "received_315_317",
    "received_317",
    "received_301",
    "received_319",
)


@dataclass(frozen=True, slots=True)
class Breach:
    """One class that breaks a rule; ``text`` is a Dutch main clause without BSN or full stop."""

    place: str
    text: str


class Scope(StrEnum):
    """What a check looks at."""

    MESSAGE = "message"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Rule:
    """One published rule as it is checked in some messages, by whoever receives them."""

    code: str
    retourcode: str
    level: int
    numbers: tuple[str, ...]
    """Of the messages, such as 305."""
    wet: Wet | None
    """None: both laws."""
    mend: str
    """Who must do what; the second half of a finding."""
    scope: Scope
    name: str
    module: str
    check: Callable[..., Iterator[Breach]]

    def finding(self, breach: Breach) -> Finding:
        """The breach in one sentence: what, why, who must do what."""
        return Finding(
            rule=self.code,
            retourcode=self.retourcode,
            place=breach.place,
            line=None,
            text=f"{breach.text}; {self.mend}.",
        )


_RULES: list[Rule] = []
_Check = TypeVar("_Check", bound=Callable[..., Iterator[Breach]])


def rule(
    code: str, retourcode: str, *numbers: str, mend: str, level: int = 3, wet: Wet | None = None
) -> Callable[[_Check], _Check]:
    """Registers ``check(message, facts)``: yields a Breach for every class that is wrong."""

    def register(function: _Check) -> _Check:
        name, module = function.__name__, function.__module__
        _RULES.append(
            Rule(code, retourcode, level, numbers, wet, mend, Scope.MESSAGE, name, module, function)
        )
        return function

    return register


def event_rule(code: str, retourcode: str, *numbers: str, mend: str) -> Callable[[_Check], _Check]:
    """Registers ``check(event, leveringen)``: yields a Breach when the event may not be reported.

    The place is filled in by whoever asks; the check leaves it empty.
    """

    def register(function: _Check) -> _Check:
        name, module = function.__name__, function.__module__
        _RULES.append(
            Rule(code, retourcode, 3, numbers, None, mend, Scope.EVENT, name, module, function)
        )
        return function

    return register


@cache
def _load() -> None:
    for module in _MODULES:
        importlib.import_module(f"noaber.toewijzingen.rules.{module}")


def all_rules() -> tuple[Rule, ...]:
    """Every registered check, in order of rule code."""
    _load()
    return tuple(sorted(_RULES, key=lambda entry: (entry.code, entry.numbers, entry.name)))


@cache
def event_rules() -> tuple[Rule, ...]:
    """The checks on one start or stop."""
    return tuple(entry for entry in all_rules() if entry.scope is Scope.EVENT)


@cache
def message_rules(number: str, wet: Wet) -> tuple[Rule, ...]:
    """The checks that are made on one kind of message as a whole."""
    return tuple(
        entry
        for entry in all_rules()
        if entry.scope is Scope.MESSAGE and number in entry.numbers and entry.wet in (None, wet)
    )


def check_message(number: str, wet: Wet, message: object, facts: object) -> list[Finding]:
    """All breaches of message checks; when the header is wrong, only those of the header."""
    found = [
        entry.finding(breach)
        for entry in message_rules(number, wet)
        for breach in entry.check(message, facts)
    ]
    return [finding for finding in found if finding.place == HEADER] or found


# Of more than one fault in the header one code is answered: the one that says most.
_HEADER_ORDER = ("9056", "8848", "S300", "9374")


def codes_of(findings: Iterable[Finding]) -> Codes:
    """The codes that answer these findings: one in the header, else per class."""
    errors = [f for f in findings if f.severity is Severity.ERROR and f.retourcode]
    header = {f.retourcode for f in errors if f.place == HEADER}
    if header:
        return Codes(header=next(code for code in _HEADER_ORDER if code in header))
    classes: dict[str, tuple[str, ...]] = {}
    for finding in errors:
        earlier = classes.get(finding.place, ())
        if finding.retourcode is not None and finding.retourcode not in earlier:
            classes[finding.place] = (*earlier, finding.retourcode)
    return Codes(classes=classes)
