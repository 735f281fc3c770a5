# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Hypothesis strategies: any opdracht, and what may become of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from noaber.berichten.definitions.groups import Omvang
from noaber.budgetten.types import Kostendrager, Opdracht, Tarief
from noaber.kernel.money import Cents
from noaber.kernel.period import Period
from noaber.kernel.wet import Wet

EENHEID = "04"
LONG_AGO = date(2000, 1, 1)
SHAPES = ("volume", "total", "budget", "schatting")

# Around the turn of the years with a leap day (2024, 2028) and a week 53 (2026).
starts = st.dates(date(2023, 11, 1), date(2029, 3, 31))
cents = st.integers(0, 10_000_000).map(Cents)


@st.composite
def periods(draw: st.DrawFn) -> Period:
    start = draw(starts)
    length = draw(st.none() | st.integers(1, 7) | st.integers(1, 40) | st.integers(1, 900))
    return Period(start, None if length is None else start + timedelta(days=length))


@st.composite
def tarieven(draw: st.DrawFn) -> tuple[Tarief, ...]:
    """One that always holds, and sometimes a later one."""
    first = Tarief(draw(cents), EENHEID, Period(LONG_AGO, None))
    if draw(st.booleans()):
        return (first,)
    return first, Tarief(draw(cents), EENHEID, Period(draw(starts), None))


@st.composite
def opdrachten(draw: st.DrawFn, shapes: Sequence[str] = SHAPES) -> Opdracht:
    shape = draw(st.sampled_from(shapes))
    period = draw(periods())
    base = Opdracht(
        toewijzing=1,
        kostendrager=Kostendrager(
            1, draw(st.sampled_from(Wet)), draw(st.sampled_from(["01", "45"])), None
        ),
        period=period,
        is_output=draw(st.booleans()),
        counts_week_without_sunday=draw(st.booleans()),
        verzilveringsgraad=draw(st.fractions(0, 1, max_denominator=10_000)),
        gestopt_op=draw(st.none() | st.dates(date(2023, 11, 1), date(2031, 1, 1))),
    )
    return _shaped(draw, base, shape)


def _shaped(draw: st.DrawFn, base: Opdracht, shape: str) -> Opdracht:
    if shape == "budget":
        return replace(base, budget=draw(cents))
    if shape == "schatting":
        return replace(base, schatting_per_maand=draw(cents))
    frequentie = "6" if shape == "total" else draw(st.sampled_from("124"))
    omvang = Omvang(volume=draw(st.integers(0, 5_000)), eenheid=EENHEID, frequentie=frequentie)
    return replace(base, omvang=omvang, tarieven=draw(tarieven()))


@st.composite
def histories(draw: st.DrawFn) -> list[Opdracht]:
    """One opdracht and what became of it, in turn: another end, volume, price, or all of these."""
    first = draw(opdrachten())
    return [first, *draw(st.lists(st.builds(_changed, st.just(first), opdrachten()), max_size=5))]


def _changed(first: Opdracht, other: Opdracht) -> Opdracht:
    """The other situation, of the first toewijzing; its days may be none."""
    end = other.period.end
    period = Period(first.period.start, None if end is None else max(first.period.start, end))
    return replace(other, kostendrager=first.kostendrager, period=period)
