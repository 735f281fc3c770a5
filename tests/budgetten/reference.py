# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What an opdracht costs per month, once more: day by day, slow and obvious.

From docs/algorithms/verplichtingen.md alone; of the code it uses only the types, and for rounding
and splitting nothing at all.
"""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from math import floor

from noaber.budgetten.types import Horizon, Opdracht

Amounts = dict[date, int]


def months_of(opdracht: Opdracht, horizon: Horizon) -> dict[date, tuple[int, int]]:
    """Maximum and verwacht, by first day of the month."""
    maxima = _maxima(opdracht, list(_days(opdracht, horizon)))
    expected = _expected(opdracht, maxima)
    stop = opdracht.gestopt_op
    for month in maxima:
        if stop is not None and stop < max(month, opdracht.period.start):
            expected[month] = 0
    return {month: (maxima[month], expected[month]) for month in sorted(maxima)}


def _days(opdracht: Opdracht, horizon: Horizon) -> Iterator[date]:
    day = opdracht.period.start
    end = opdracht.period.end or date(horizon.boekjaar + horizon.extra_jaren, 12, 31) + _DAY
    while day < end:
        yield day
        day += _DAY


_DAY = timedelta(days=1)


def _maxima(opdracht: Opdracht, days: list[date]) -> Amounts:
    of_day: dict[date, Fraction] = defaultdict(Fraction)
    first_days: dict[date, date] = {}
    for day in days:
        first_days.setdefault(day.replace(day=1), day)
    if opdracht.budget is not None:
        for day in days:
            of_day[day] = Fraction(opdracht.budget, len(days))
        return _parts(int(opdracht.budget), _per_month(of_day, days))
    if opdracht.omvang is None:
        assert opdracht.schatting_per_maand is not None
        for day in days:
            of_day[day] = Fraction(opdracht.schatting_per_maand, monthrange(day.year, day.month)[1])
        return {month: _rounded(amount) for month, amount in _per_month(of_day, days).items()}
    if opdracht.omvang.frequentie == "6":
        for day in days:
            tarief = _tarief(opdracht, first_days[day.replace(day=1)])
            of_day[day] = Fraction(opdracht.omvang.volume * tarief, len(days))
        exact = _per_month(of_day, days)
        return _parts(_rounded(sum(exact.values(), Fraction(0))), exact)
    for day in _counted(opdracht, days):
        tarief = _tarief(opdracht, first_days[day.replace(day=1)])
        of_day[day] += opdracht.omvang.volume * tarief
    return {month: _rounded(amount) for month, amount in _per_month(of_day, days).items()}


def _counted(opdracht: Opdracht, days: list[date]) -> Iterator[date]:
    """The days on which one Volume is counted; a day may come twice."""
    assert opdracht.omvang is not None
    if opdracht.omvang.frequentie == "1":
        yield from days
    elif opdracht.omvang.frequentie == "4":
        yield from {day.replace(day=1): day for day in days}.values()
    elif opdracht.is_output and not opdracht.kostendrager.is_huishouden:
        sundays = [day for day in days if day.isoweekday() == 7]
        yield from sundays
        has_broken_week = not opdracht.period.is_open and days[-1].isoweekday() != 7
        if sundays and has_broken_week:
            yield sundays[-1]
        if not sundays and not opdracht.period.is_open and opdracht.counts_week_without_sunday:
            yield days[0]
    else:
        weeks: dict[tuple[int, int], date] = {}
        for day in days:
            weeks.setdefault(day.isocalendar()[:2], day)
        yield from weeks.values()


def _tarief(opdracht: Opdracht, day: date) -> int:
    """For opdrachten whose tarieven have no end: the last that began."""
    begun = [(t.geldig.start, t.cents) for t in opdracht.tarieven if t.geldig.start <= day]
    return int(max(begun)[1])


def _per_month(of_day: dict[date, Fraction], days: list[date]) -> dict[date, Fraction]:
    found: dict[date, Fraction] = {day.replace(day=1): Fraction(0) for day in days}
    for day, amount in of_day.items():
        found[day.replace(day=1)] += amount
    return found


def _expected(opdracht: Opdracht, maxima: Amounts) -> Amounts:
    if opdracht.budget is None and opdracht.omvang is None:
        return dict(maxima)
    exact = {month: maximum * opdracht.verzilveringsgraad for month, maximum in maxima.items()}
    return _parts(_rounded(sum(exact.values(), Fraction(0))), exact)


def _parts(whole: int, exact: dict[date, Fraction]) -> Amounts:
    """Shares in proportion to the exact amounts, cut down; a cent to the largest remainders."""
    everything = sum(exact.values(), Fraction(0))
    if everything == 0:
        return dict.fromkeys(exact, 0)
    shares = {month: whole * amount / everything for month, amount in exact.items()}
    parts = {month: floor(share) for month, share in shares.items()}
    by_remainder = sorted(exact, key=lambda month: (parts[month] - shares[month], month))
    for month in by_remainder[: whole - sum(parts.values())]:
        parts[month] += 1
    return parts


def _rounded(amount: Fraction) -> int:
    return floor(amount + Fraction(1, 2))
