# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The catalogue: the Dutch text of every rule of iWmo/iJw 3.2, of all levels."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


class UnknownRule(LookupError):
    """There is no rule of that code."""


@dataclass(frozen=True, slots=True)
class RuleText:
    """One rule as the standard has it, in our words."""

    code: str
    wet: str
    """``beide``, ``wmo`` or ``jw``."""
    soort: str
    berichten: tuple[str, ...]
    elementen: str
    retourcode: str
    niveau: str
    tekst: str
    toelichting: str
    uitgewerkt_in: tuple[str, ...]
    software: str
    waar: str
    stand: str
    """``gebouwd``; ``later``; ``geen``: it asks nothing of software."""


@cache
def catalogue() -> dict[str, RuleText]:
    """All rules by code, in the order of the standard."""
    source = files("noaber.berichten.rules") / "catalogus.csv"
    lines = source.read_text(encoding="utf-8").splitlines()
    return {
        row["code"]: RuleText(
            row["code"],
            row["wet"],
            row["soort"],
            tuple(row["berichten"].split()),
            row["elementen"],
            row["retourcode"],
            row["niveau"],
            row["tekst"],
            row["toelichting"],
            tuple(row["uitgewerkt_in"].split()),
            row["software"],
            row["waar"],
            row["stand"],
        )
        for row in csv.DictReader(lines)
    }


@cache
def _by_upper_case() -> dict[str, RuleText]:
    return {code.upper(): text for code, text in catalogue().items()}


def rule_text(code: str) -> RuleText:
    """The text of one rule; case and spaces do not matter.

    Raises:
        UnknownRule: no rule has that code.
    """
    found = _by_upper_case().get(code.strip().upper())
    if found is None:
        raise UnknownRule(
            f"Regel {code} bestaat niet in iWmo/iJw 3.2; een code ziet eruit als TR335, CD041, "
            "CS002, RS037, OP090 of IV077."
        )
    return found
