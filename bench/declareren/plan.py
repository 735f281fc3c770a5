# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What is in the database and who declares what: the same for whoever asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

GEMEENTE: Final = "1969"
CATEGORIE, CODE, EENHEID = "07", "07A12", "04"
TARIEF: Final = 6000
"""Eurocents an hour."""
PER_WEEK: Final = 3
"""Hours that a toewijzing allows."""
FIRST: Final = date(2025, 1, 1)
"""First day of every toewijzing, and the first month that is declared."""
LAST: Final = date(2027, 12, 31)
TODAY: Final = date(2027, 6, 1)
"""When it is all processed: after the last month that is declared."""
AANBIEDERS: Final = 20
LARGEST: Final = 15_000
"""Lines in a file: half of what the standard allows (25 MB)."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How many toewijzingen; every aanbieder has an equal part of them."""

    toewijzingen: int

    @property
    def each(self) -> int:
        """Toewijzingen of one aanbieder."""
        return self.toewijzingen // AANBIEDERS

    def nummers(self, aanbieder: int) -> range:
        """ToewijzingNummers of one aanbieder, counted from 0."""
        return range(aanbieder * self.each + 1, (aanbieder + 1) * self.each + 1)


def agb(aanbieder: int) -> str:
    """An AGB code that nobody has."""
    return f"9901{aanbieder:04}"


def month(number: int) -> tuple[date, date]:
    """First and last day of the month with this number, counted from 0."""
    start = date(
        FIRST.year + (FIRST.month - 1 + number) // 12, (FIRST.month - 1 + number) % 12 + 1, 1
    )
    return start, (start + timedelta(days=31)).replace(day=1) - timedelta(days=1)
