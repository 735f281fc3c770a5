# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Opdrachten for tests, written as a reader says them: "2026-01-01 to 2026-06-30", 60,00 an hour.

T1 is that of docs/algorithms/verplichtingen.md: 3 uur a week, inspanning, verzilveringsgraad 0,9.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from noaber.berichten.definitions.groups import Omvang
from noaber.budgetten.rules.openstaand import add_up
from noaber.budgetten.rules.verplichting import maandbedragen
from noaber.budgetten.rules.vrijval import book_situation
from noaber.budgetten.types import (
    Boeking,
    Gerealiseerd,
    Horizon,
    Kostendrager,
    Opdracht,
    Stand,
    Tarief,
)
from noaber.kernel.money import Cents, parse_euro
from noaber.kernel.period import Period
from noaber.kernel.wet import Wet

BEGELEIDING = Kostendrager(1, Wet.JW, "45", "45A04")
HUISHOUDEN = Kostendrager(1, Wet.WMO, "01", "01A01")
HORIZON = Horizon(2026, 0)
MARCH = date(2026, 3, 1)
"""The month in which tests book."""


def days(text: str) -> Period:
    """ "2026-01-01 to 2026-06-30", last day included; without the second, open."""
    begin, _, eind = text.partition(" to ")
    return Period.from_inclusive(
        date.fromisoformat(begin), date.fromisoformat(eind) if eind else None
    )


def tarief(euros: str, geldig: str = "2000-01-01", eenheid: str = "04") -> Tarief:
    return Tarief(parse_euro(euros), eenheid, days(geldig))


def opdracht(period: str | Period, **fields: Any) -> Opdracht:
    return Opdracht(
        **{
            "toewijzing": 1,
            "kostendrager": BEGELEIDING,
            "period": days(period) if isinstance(period, str) else period,
            **fields,
        }
    )


def per(
    frequentie: str, volume: int, euros: str, period: str, eenheid: str = "04", **fields: Any
) -> Opdracht:
    """So much per dag (1), week (2), maand (4) or in total (6), at one tarief."""
    omvang = Omvang(volume=volume, eenheid=eenheid, frequentie=frequentie)
    return opdracht(
        period, **{"omvang": omvang, "tarieven": (tarief(euros, eenheid=eenheid),), **fields}
    )


T1 = per("2", 3, "60,00", "2026-01-01 to 2026-06-30", verzilveringsgraad=Fraction(9, 10))
BUDGET = opdracht("2026-01-01 to 2026-04-30", budget=Cents(120_000))


def until(einddatum: str, base: Opdracht = T1) -> Opdracht:
    """The same with another last day."""
    return replace(
        base, period=Period.from_inclusive(base.period.start, date.fromisoformat(einddatum))
    )


def deleted(base: Opdracht = T1) -> Opdracht:
    return replace(base, period=Period(base.period.start, base.period.start))


def maxima(of: Opdracht, horizon: Horizon = HORIZON) -> list[int]:
    return [int(month.maximum) for month in maandbedragen(of, horizon)]


def expected(of: Opdracht, horizon: Horizon = HORIZON) -> list[int]:
    return [int(month.verwacht) for month in maandbedragen(of, horizon)]


def approved(of: Opdracht, bedragen: Mapping[int, str]) -> list[Gerealiseerd]:
    """Approved per month of 2026, by its number: {3: "540,00"}."""
    return [
        Gerealiseerd(
            toewijzing=of.toewijzing,
            kostendrager=of.kostendrager,
            maand=date(2026, month, 1),
            bedrag=parse_euro(bedrag),
        )
        for month, bedrag in bedragen.items()
    ]


class Grootboek:
    """A ledger in memory that books one situation after another."""

    def __init__(self, horizon: Horizon = HORIZON) -> None:
        self.horizon = horizon
        self.boekingen: list[Boeking] = []
        self.gerealiseerd: list[Gerealiseerd] = []

    def standen(self) -> tuple[Stand, ...]:
        return add_up(self.boekingen, self.gerealiseerd)

    def book(self, *situations: Opdracht) -> tuple[Boeking, ...]:
        """What the last of these adds."""
        new: tuple[Boeking, ...] = ()
        for situation in situations:
            own = [s for s in self.standen() if s.toewijzing == situation.toewijzing]
            new = book_situation(situation, own, self.horizon, MARCH)
            self.boekingen.extend(new)
        return new

    def approve(self, of: Opdracht, bedragen: Mapping[int, str]) -> None:
        self.gerealiseerd += approved(of, bedragen)

    def committed(self) -> list[tuple[int, int]]:
        """Maximum and verwacht per month in which anything is committed."""
        return shown((s.maximum, s.verwacht) for s in self.standen())


def shown(pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    return [(int(a), int(b)) for a, b in pairs if a or b]


def entries(boekingen: Iterable[Boeking]) -> list[tuple[int, str, int, int]]:
    """Number of the month, soort, maximum and verwacht."""
    return [(b.maand.month, str(b.soort), int(b.maximum), int(b.verwacht)) for b in boekingen]
