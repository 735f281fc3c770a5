# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Reading code lists and asking them what is valid on a date."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from noaber.kernel.wet import Wet


class UnknownCodeList(LookupError):
    """There is no code list of that name."""


@dataclass(frozen=True, slots=True)
class Code:
    """One code: its Dutch meaning and the half-open period in which it may be used."""

    code: str
    omschrijving: str
    geldig_vanaf: date | None = None
    geldig_tot: date | None = None
    toelichting: str = ""

    def is_valid_on(self, day: date) -> bool:
        """Whether the code may be used in a message of that day (geldig_tot is exclusive)."""
        started = self.geldig_vanaf is None or self.geldig_vanaf <= day
        return started and (self.geldig_tot is None or day < self.geldig_tot)


@dataclass(frozen=True, slots=True)
class CodeList:
    """All codes of one list for one law, in the order of the standard."""

    name: str
    wet: Wet
    codes: dict[str, Code]

    @property
    def title(self) -> str:
        """Name of the list for this law: the laws give lists 002, 020 and 588 their own name."""
        both = self.name.split("-")
        return both[-1] if self.wet is Wet.JW else both[0]

    def __contains__(self, code: str) -> bool:
        return code in self.codes

    def __iter__(self) -> Iterator[Code]:
        return iter(self.codes.values())

    def on(self, day: date) -> dict[str, Code]:
        """The codes that may be used in a message of that day."""
        return {code: entry for code, entry in self.codes.items() if entry.is_valid_on(day)}

    def describe(self, code: str) -> str:
        """The Dutch meaning, or the code itself when the list does not hold it."""
        entry = self.codes.get(code)
        return entry.omschrijving if entry else code


def names() -> list[str]:
    """The names of all code lists, sorted."""
    folder = files("noaber.berichten.codelists") / "data"
    return sorted(entry.name[:-4] for entry in folder.iterdir() if entry.name.endswith(".csv"))


@cache
def code_list(name: str, wet: Wet) -> CodeList:
    """The code list of that name, as it holds for one law.

    Raises:
        UnknownCodeList: no list has that name.
    """
    source = files("noaber.berichten.codelists") / "data" / f"{name}.csv"
    if not source.is_file():
        raise UnknownCodeList(f"Codelijst {name} bestaat niet. Kies uit: {', '.join(names())}.")
    lines = source.read_text(encoding="utf-8").splitlines()
    rows = [row for row in csv.DictReader(lines) if row["wet"] in ("beide", wet.value)]
    return CodeList(
        name,
        wet,
        {
            row["code"]: Code(
                row["code"],
                row["omschrijving"],
                _day(row["geldig_vanaf"]),
                _day(row["geldig_tot"]),
                row["toelichting"],
            )
            for row in rows
        },
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
