# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What an opdracht costs per month: at most, and as expected.

Formulas and examples: docs/algorithms/verplichtingen.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from noaber.budgetten.rules.tarieven import amount_of, price_per_unit
from noaber.budgetten.types import NIETS, Horizon, Maandbedrag, NietsVastTeLeggen, Opdracht
from noaber.kernel.money import Cents, Exact, round_half_away, split_largest_remainder, total
from noaber.kernel.period import Period
from noaber.kernel.plafond import (
    Frequentie,
    Toegewezen,
    max_in_product_periode,
    max_in_toewijzing,
)


def maandbedragen(opdracht: Opdracht, horizon: Horizon) -> tuple[Maandbedrag, ...]:
    """The months of an opdracht in order, those of an amount of 0 too.

    None for a deleted opdracht, and for an open one that begins after the horizon. After a
    definitive stop nothing is expected in the months that begin after the last day of delivery;
    the maximum stays, because the toewijzing does.

    Raises TariefOntbreekt, NietsVastTeLeggen. Source: domain §2.10 and §2.11, TR321, TR322, IV089.
    """
    days = committed_days(opdracht, horizon)
    product_perioden = days.months()
    if not product_perioden:
        return ()
    maxima = _maxima(opdracht, product_perioden)
    expected = _expected(opdracht, maxima)
    return tuple(
        Maandbedrag(
            month.start.replace(day=1),
            maximum,
            NIETS if _is_after_stop(opdracht, month) else verwacht,
        )
        for month, maximum, verwacht in zip(product_perioden, maxima, expected, strict=True)
    )


def committed_days(opdracht: Opdracht, horizon: Horizon) -> Period:
    """Its days; those before the horizon when it has no end."""
    if not opdracht.period.is_open:
        return opdracht.period
    start = opdracht.period.start
    return Period(start, max(start, horizon.end))


def _expected(opdracht: Opdracht, maxima: Sequence[Cents]) -> Sequence[Cents]:
    if opdracht.omvang is None and opdracht.budget is None:
        return maxima  # a schatting is an expectation already
    whole = total(maxima).scaled(opdracht.verzilveringsgraad)
    return _split(whole, maxima)


def _is_after_stop(opdracht: Opdracht, month: Period) -> bool:
    stop = opdracht.gestopt_op
    return stop is not None and stop < month.start


# ── the maximum ──────────────────────────────────────────────────────────────────────────────────


def _maxima(opdracht: Opdracht, months: Sequence[Period]) -> list[Cents]:
    if opdracht.budget is not None:
        return _split(opdracht.budget, [month.days for month in months])
    if opdracht.omvang is None:
        return _estimates(opdracht, months)
    if opdracht.has_total:
        return _spread_volume(opdracht, opdracht.omvang.volume, months)
    return [
        amount_of(units, price_per_unit(opdracht, month.start))
        for units, month in zip(_units_per_month(opdracht, months), months, strict=True)
    ]


def _estimates(opdracht: Opdracht, months: Sequence[Period]) -> list[Cents]:
    if opdracht.schatting_per_maand is None:
        raise NietsVastTeLeggen
    return [
        opdracht.schatting_per_maand.scaled(
            month.days, Period.month(month.start.year, month.start.month).days
        )
        for month in months
    ]


def _spread_volume(opdracht: Opdracht, volume: int, months: Sequence[Period]) -> list[Cents]:
    """Every month its share of the volume by days, each at its own price."""
    days = sum(month.days for month in months)
    shares = [
        price_per_unit(opdracht, month.start) * Fraction(volume * month.days, days)
        for month in months
    ]
    return _split(round_half_away(sum(shares, Fraction(0))), shares)


def _split(amount: int, weights: Sequence[Exact]) -> list[Cents]:
    if not amount:  # nothing to split, also where all weights are zero
        return [NIETS] * len(weights)
    return split_largest_remainder(amount, weights)


# ── the volume of a month ────────────────────────────────────────────────────────────────────────


def _units_per_month(opdracht: Opdracht, months: Sequence[Period]) -> list[int]:
    """What fits in each month (TR321), with the months before it no more than TR322 allows.

    TR322 is asked of the days up to and including that month, not of the whole. So a week that two
    months share is committed in the first of them, and a change at the end leaves earlier months
    as they are.
    """
    omvang = _toegewezen(opdracht)
    start, end = months[0].start, months[-1].end
    units: list[int] = []
    for month in months:
        in_month = max_in_product_periode(omvang, opdracht.period, month)
        # A week of output has one month already: that of its Sunday, which may be the next one.
        has_own_month = omvang.is_output and not omvang.is_huishouden
        so_far = Period(start, end if has_own_month else month.end)
        in_total = max_in_toewijzing(omvang, so_far)
        assert in_total is not None  # these days have an end
        units.append(min(in_month, in_total - sum(units)))
    return units


def _toegewezen(opdracht: Opdracht) -> Toegewezen:
    assert opdracht.omvang is not None
    return Toegewezen(
        opdracht.omvang.volume,
        Frequentie(opdracht.omvang.frequentie),
        is_output=opdracht.is_output,
        is_huishouden=opdracht.kostendrager.is_huishouden,
        counts_week_without_sunday=opdracht.counts_week_without_sunday,
    )
