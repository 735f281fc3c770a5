# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What must always hold in the books, and where it does not."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Invariant:
    """Something that holds after every transaction, whatever came in."""

    name: str
    """Short, in Dutch, for machines too: ``declaratie-telt-op``."""
    says: str
    """One Dutch sentence that a financieel adviseur can read."""


@dataclass(frozen=True, slots=True)
class Break:
    """One place where an invariant does not hold. It never names a person."""

    subject: str
    """What kind of thing: declaratie, toewijzing, bericht, betaalbatch, administratie."""
    number: int
    """Its key in the database."""
    text: str
    """Dutch: what is there, and what should be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One invariant, looked at."""

    invariant: Invariant
    looked_at: int
    """How many things it was asked of."""
    broken: int
    """Of how many it does not hold."""
    breaks: tuple[Break, ...] = ()
    """The first of those."""

    @property
    def holds(self) -> bool:
        """Whether it holds everywhere."""
        return not self.broken


MOST_BREAKS = 50
"""Breaks that are told of one invariant; the others are counted."""


def as_checked(invariant: Invariant, looked_at: int, breaks: list[Break]) -> Checked:
    """An invariant of which every break is at hand."""
    return Checked(
        invariant=invariant,
        looked_at=looked_at,
        broken=len(breaks),
        breaks=tuple(breaks[:MOST_BREAKS]),
    )
