# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Periods: docs/algorithms/perioden.md, domain §0 rule 3 and §2.10, flows §8."""

import csv
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noaber.kernel.period import EndBeforeStart, NoDays, NoEnd, Period

days = st.dates(date(2000, 1, 1), date(2060, 12, 31))


@st.composite
def periods(draw, *, can_be_open: bool = True) -> Period:
    start = draw(days)
    lengths = st.integers(0, 1500).map(lambda length: start + timedelta(days=length))
    return Period(start, draw(st.none() | lengths if can_be_open else lengths))


def until(begin: str, eind: str | None) -> Period:
    last = date.fromisoformat(eind) if eind else None
    return Period.from_inclusive(date.fromisoformat(begin), last)


# --------------------------------------------------------------------------- the border


def test_tot_en_met_becomes_an_exclusive_end_and_back() -> None:
    january = until("2026-01-01", "2026-01-31")
    assert january == Period(date(2026, 1, 1), date(2026, 2, 1)) == Period.month(2026, 1)
    assert january.last_day == date(2026, 1, 31)
    assert january.days == 31


def test_a_period_of_one_day_has_the_same_begin_and_eind() -> None:
    assert until("2026-03-02", "2026-03-02").days == 1


def test_no_einddatum_is_an_open_period() -> None:
    period = until("2026-01-01", None)
    assert period.is_open
    assert period.last_day is None
    assert period.contains(date(2100, 1, 1))


def test_31_december_9999_is_no_einddatum() -> None:
    assert until("2026-01-01", "9999-12-31").is_open


@pytest.mark.parametrize("make", [Period, Period.from_inclusive])
def test_an_einddatum_before_the_begindatum_is_refused_in_dutch(make) -> None:
    with pytest.raises(EndBeforeStart, match=r"^De einddatum ligt voor de begindatum: kies "):
        make(date(2026, 3, 2), date(2026, 3, 1))


def test_a_moment_is_not_a_day() -> None:
    with pytest.raises(TypeError):
        Period(datetime(2026, 1, 1, tzinfo=UTC), None)
    with pytest.raises(TypeError):
        Period(date(2026, 1, 1), datetime(2026, 2, 1, tzinfo=UTC))


@given(days, st.integers(0, 1000))
def test_the_border_gives_back_what_it_was_given(begin, length) -> None:
    eind = begin + timedelta(days=length)
    assert Period.from_inclusive(begin, eind).last_day == eind


# ---------------------------------------------------------------- empty, open, leap days


def test_a_period_that_ends_where_it_starts_has_no_days() -> None:
    empty = Period(date(2026, 1, 1), date(2026, 1, 1))
    assert empty.is_empty
    assert empty.days == 0
    assert not empty.contains(date(2026, 1, 1))
    assert (empty.months(), empty.iso_weeks, empty.sundays()) == ((), 0, ())
    with pytest.raises(NoDays, match=r"^Deze periode is leeg"):
        _ = empty.last_day


@pytest.mark.parametrize(
    "ask", [Period.days.fget, Period.months, Period.iso_weeks.fget, Period.sundays]
)
def test_the_days_of_an_open_period_cannot_be_counted(ask) -> None:
    with pytest.raises(NoEnd, match=r"^Deze periode heeft geen einddatum"):
        ask(Period(date(2026, 1, 1), None))


@pytest.mark.parametrize(("year", "expected"), [(2023, 28), (2024, 29), (2000, 29), (2100, 28)])
def test_february_has_a_leap_day_when_the_calendar_says_so(year, expected) -> None:
    assert Period.month(year, 2).days == expected
    assert Period.year(year).days == 337 + expected


def test_december_ends_at_new_year() -> None:
    assert Period.month(2026, 12).end == date(2027, 1, 1)


# ------------------------------------------------------------------------------ algebra


@given(periods(), periods())
def test_to_overlap_is_to_have_a_day_in_common(one, other) -> None:
    assert one.overlaps(other) == other.overlaps(one) == (not one.intersect(other).is_empty)


@given(periods(), periods(), days)
def test_a_day_lies_in_the_intersection_if_it_lies_in_both(one, other, day) -> None:
    assert one.intersect(other).contains(day) == (one.contains(day) and other.contains(day))


@given(periods(), periods(), periods())
def test_the_order_of_intersecting_does_not_matter(a, b, c) -> None:
    assert a.intersect(b) == b.intersect(a)
    assert a.intersect(b).intersect(c) == a.intersect(b.intersect(c))
    assert a.intersect(a) == a


@given(periods(), periods())
def test_a_period_covers_what_it_has_in_common_with_another(one, other) -> None:
    assert one.covers(one.intersect(other))
    assert one.covers(other) == (other.is_empty or one.intersect(other) == other)


def test_periods_that_touch_do_not_overlap() -> None:
    january, february = Period.month(2026, 1), Period.month(2026, 2)
    assert not january.overlaps(february)
    assert january.overlaps(until("2026-01-31", "2026-02-01"))


# ------------------------------------------------------------------------------- months


def test_a_toewijzing_falls_apart_in_broken_and_whole_months() -> None:
    """Flows scenario 82."""
    assert until("2026-04-08", "2026-06-17").months() == (
        until("2026-04-08", "2026-04-30"),
        until("2026-05-01", "2026-05-31"),
        until("2026-06-01", "2026-06-17"),
    )


@given(periods(can_be_open=False))
def test_the_months_are_the_period_again(period) -> None:
    months = period.months()
    assert sum(month.days for month in months) == period.days
    assert all(Period.month(m.start.year, m.start.month).covers(m) for m in months)
    assert all(not month.is_empty for month in months)
    if months:
        assert (months[0].start, months[-1].end) == (period.start, period.end)


# -------------------------------------------------------------------------------- weeks


def test_a_week_around_new_year_is_one_week() -> None:
    """Flows §8 and scenario 105."""
    assert until("2026-12-28", "2027-01-10").iso_weeks == 2
    assert until("2024-12-30", "2025-01-01").iso_weeks == 1


@pytest.mark.parametrize(
    ("begin", "eind", "weeks", "sundays"),
    [
        ("2025-07-07", "2025-07-31", 4, 3),  # domain 2.10
        ("2025-08-01", "2025-08-31", 5, 5),
        ("2025-09-01", "2025-09-07", 1, 1),
        ("2025-07-07", "2025-09-07", 9, 9),
        ("2025-10-07", "2025-12-30", 13, 12),
        ("2026-11-12", "2026-11-30", 4, 3),  # weeks 46-49, not the printed 3
        ("2026-03-01", "2026-03-31", 6, 5),  # flows 73: 6 x 3 hours
    ],
)
def test_a_broken_week_counts_and_a_sunday_counts_once(begin, eind, weeks, sundays) -> None:
    period = until(begin, eind)
    assert (period.iso_weeks, len(period.sundays())) == (weeks, sundays)


def test_weeks_and_sundays_agree_with_the_published_volume_examples(shared_standards) -> None:
    with (shared_standards / "vectors_volume.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["iso_weeks"] and row["sundays"]]
    for row in rows:
        period = until(row["productperiode_begin"], row["productperiode_eind"])
        counted = (period.iso_weeks, len(period.sundays()))
        assert counted == (int(row["iso_weeks"]), int(row["sundays"])), row
    assert rows


@given(periods(can_be_open=False))
def test_the_weeks_are_those_of_its_days_and_the_sundays_are_among_them(period) -> None:
    all_days = [period.start + timedelta(days=number) for number in range(period.days)]
    assert period.iso_weeks == len({day.isocalendar()[:2] for day in all_days})
    assert list(period.sundays()) == [day for day in all_days if day.isoweekday() == 7]
