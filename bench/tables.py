# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What a comparison reports: rows with what they cost, and whether a target was met."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bench.rounds import Range


@dataclass(frozen=True, slots=True)
class Target:
    """A bound on the ratio, the seconds or the megabytes of a row."""

    of: str
    """``ratio``, ``seconds``, ``high`` (of the seconds), ``speed`` or ``peak``."""
    bound: float
    at_least: bool

    def is_met(self, value: float) -> bool:
        return value >= self.bound if self.at_least else value <= self.bound


@dataclass(frozen=True, slots=True)
class Row:
    """What is reported about one contender."""

    label: str
    count: int
    """Lines or messages in the input; 0 where there is nothing to count."""
    seconds: Range
    cpu: float
    peak: float
    ratio: Range | None = None
    target: Target | None = None
    met: bool | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One comparison as it is reported."""

    key: str
    title: str
    unit: str
    meaning: str
    """What the ratio says, in Dutch."""
    rows: tuple[Row, ...]


def judged(row: Row, target: Target) -> Row:
    """The row, with its target and whether it was met."""
    value = {
        "ratio": row.ratio.middle if row.ratio else 0.0,
        "seconds": row.seconds.middle,
        "high": row.seconds.high,
        "speed": row.count / row.seconds.middle,
        "peak": row.peak,
    }[target.of]
    return replace(row, target=target, met=target.is_met(value))


def dutch(number: int) -> str:
    """A whole number with dots."""
    return f"{number:,}".replace(",", ".")
