# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Where every rule of the standard is honoured: which function, and which flow uses it.

Each module tells its own rules in its rulebook. What is more than one check on one message (an
agreement about the process, what the gemeente itself may not do) stands in ``handhaving.csv``; the
tests see to it that every name in it exists. No table and no flow is loaded to answer.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from noaber.berichten.rulebook import list_rules, rule_entry
from noaber.declaraties import rulebook as declaraties
from noaber.kernel.wet import Wet
from noaber.toewijzingen import rulebook as toewijzingen

INBOX: Final = "noaber.flows.inbox.process_next"
"""Levels 1 and 2 are judged here, before any flow."""
FLOW_OF: Final = {
    "301": "noaber.flows.verwerk_toewijzing.verwerk",
    "305": "noaber.flows.verwerk_start_stop.verwerk",
    "307": "noaber.flows.verwerk_start_stop.verwerk",
    "315": "noaber.flows.verwerk_verzoek.verwerk",
    "317": "noaber.flows.verwerk_verzoek.verwerk",
    "319": "noaber.flows.verwerk_antwoord.verwerk",
    "323": "noaber.flows.verwerk_declaratie.verwerk",
    "325": "noaber.flows.verwerk_declaratie_antwoord.verwerk",
}
"""The flow of a message, as in ``inbox.FLOWS``."""
_CHECKED: Final = ("TR", "CD", "CS")


@dataclass(frozen=True, slots=True)
class Plek:
    """One place where a rule is honoured."""

    plek: str
    """Function, class or module, with its full name."""
    stromen: tuple[str, ...]
    """The flows that use it, with their full names."""
    berichten: tuple[str, ...] = ()
    """The messages that are checked; none for a rule about the process."""
    wet: Wet | None = None
    """None: both laws."""
    via: str | None = None
    """The rule that works this one out, when that is where it is honoured."""

    @property
    def module(self) -> str:
        """Where the function stands."""
        return self.plek.rpartition(".")[0]

    @property
    def naam(self) -> str:
        """The function alone."""
        return self.plek.rpartition(".")[2]


def list_plekken(code: str) -> tuple[Plek, ...]:
    """Every place where this rule is honoured, its own checks first.

    An agreement that other rules work out is honoured where they are.
    """
    own = _own().get(code, ())
    return (*own, *_worked_out(code))


@cache
def _own() -> dict[str, tuple[Plek, ...]]:
    found: dict[str, list[Plek]] = defaultdict(list)
    for code, plek in (*_checks(), *_told()):
        found[code].append(plek)
    return {code: tuple(dict.fromkeys(places)) for code, places in found.items()}


def _checks() -> Iterator[tuple[str, Plek]]:
    for rule in list_rules():
        for check in rule_entry(rule.code).checks:
            name = f"{check.module}.{check.name}"
            yield rule.code, Plek(name, (INBOX,), check.numbers, check.wet)
    for judged in toewijzingen.all_rules():
        name = f"{judged.module}.{judged.name}"
        yield judged.code, Plek(name, _flows(judged.numbers), judged.numbers, judged.wet)
    for line in declaraties.all_rules():
        name = f"{line.module}.{line.name}"
        yield line.code, Plek(name, _flows(line.numbers), line.numbers)


def _flows(numbers: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(FLOW_OF[number] for number in numbers))


def _told() -> Iterator[tuple[str, Plek]]:
    text = (files("noaber.flows") / "handhaving.csv").read_text(encoding="utf-8")
    flows: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in csv.DictReader(text.splitlines()):
        flows[row["code"], row["plek"]].append(row["stroom"])
    for (code, plek), stromen in flows.items():
        yield code, Plek(plek, tuple(stromen))


def _worked_out(code: str) -> Iterator[Plek]:
    for other in rule_entry(code).text.uitgewerkt_in:
        if other.startswith(_CHECKED):
            for plek in _own().get(other, ()):
                yield Plek(plek.plek, plek.stromen, plek.berichten, plek.wet, via=other)
