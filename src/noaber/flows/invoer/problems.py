# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What is wrong in a file, and where."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, Protocol

from noaber.kernel.errors import InvalidValue


class UnreadableInput(InvalidValue):
    """A file that holds no rows at all; the text is Dutch and says what to do."""


class BadCell(InvalidValue):
    """A cell that cannot be what its column asks; the text is a Dutch sentence."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands, as whoever made the file finds it back."""

    bestand: str
    soort: str = ""
    """The list in a JSON file; a CSV file holds one kind and needs no name for it."""
    rij: int | None = None
    """Of a CSV file the row as a spreadsheet numbers it, headings included; of a list its place."""
    deel: str = ""
    """What in the row: "adres 2"."""

    def __str__(self) -> str:
        row = "" if self.rij is None else f"rij {self.rij}"
        return ", ".join(part for part in (self.bestand, self.soort, row, self.deel) if part)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, or worth a look."""

    place: Place
    kolom: str
    tekst: str

    def __str__(self) -> str:
        column = f", kolom {self.kolom}" if self.kolom else ""
        return f"{self.place}{column}: {self.tekst}"

    def as_row(self) -> dict[str, Any]:
        """For machines."""
        return {
            "bestand": self.place.bestand,
            "soort": self.place.soort or None,
            "rij": self.place.rij,
            "deel": self.place.deel or None,
            "kolom": self.kolom or None,
            "tekst": self.tekst,
        }


@dataclass(slots=True)
class Findings:
    """What was found in some files."""

    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def refuse(self, place: Place, kolom: str, text: str | Exception) -> None:
        """Something because of which nothing is done."""
        self.problems.append(Problem(place, kolom, str(text)))

    def warn(self, place: Place, kolom: str, text: str) -> None:
        """Something that somebody should look at."""
        self.warnings.append(Problem(place, kolom, text))


class Shows(Protocol):
    """Whatever shows how far long work is."""

    def task(self, name: str, total: int) -> AbstractContextManager[Callable[[int], None]]:
        """A bar for so many steps; call what it gives with every step that is done."""
