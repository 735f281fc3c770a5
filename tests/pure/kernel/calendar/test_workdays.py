# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Working days by a named calendar: domain §2.26 and §3.1, flows §10.18 and scenario 112."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noaber.kernel.calendar import workdays
from noaber.kernel.calendar.workdays import (
    ATW,
    BANK,
    ISTANDAARDEN,
    ZAKELIJK,
    CalendarNotValid,
    UnknownCalendar,
    add_workdays,
    count_workdays,
    is_workday,
    istandaarden,
    list_calendars,
    next_workday,
    workday_on_or_after,
)
from noaber.kernel.period import Period

days = st.dates(date(2012, 1, 1), date(2050, 12, 31))
counts = st.integers(0, 60)
MET_VRIJDAG, MET_MEI = istandaarden(goede_vrijdag=True), istandaarden(vijf_mei=True)
MET_BEIDE = istandaarden(goede_vrijdag=True, vijf_mei=True)
OF_THE_STANDARD = {ISTANDAARDEN, MET_VRIJDAG, MET_MEI, MET_BEIDE}
EVERY = {ATW, BANK, ZAKELIJK, *OF_THE_STANDARD}
calendars = st.sampled_from(sorted(EVERY))


@pytest.mark.parametrize(
    ("start", "count", "calendar", "due"),
    [
        # Flows 112: Good Friday, the weekend and Easter Monday are skipped.
        (date(2026, 4, 2), 3, ISTANDAARDEN, date(2026, 4, 9)),
        # Domain 2.26: start of care, 5 working days, 27 April is a holiday.
        (date(2026, 4, 24), 5, ISTANDAARDEN, date(2026, 5, 4)),
        # Domain 2.26: declaratie received, 10 working days, 5 and 14 May are holidays.
        (date(2026, 5, 1), 10, ISTANDAARDEN, date(2026, 5, 19)),
        # The same where a contract counts Bevrijdingsdag as a working day.
        (date(2026, 5, 1), 10, ZAKELIJK, date(2026, 5, 18)),
        # And by the Atw, where 15 May is put on a par with a feestdag.
        (date(2026, 5, 1), 10, ATW, date(2026, 5, 20)),
        # Domain 2.26: Wgs, threatening, 3 working days.
        (date(2026, 4, 24), 3, ATW, date(2026, 4, 30)),
        # A stop of energy is announced 20 working days before.
        (date(2026, 6, 1), -20, ISTANDAARDEN, date(2026, 4, 29)),
    ],
)
def test_working_days_are_counted_from_the_day_after(start, count, calendar, due) -> None:
    assert add_workdays(start, count, calendar) == due


@pytest.mark.tegenspraak(18)
@pytest.mark.parametrize(
    ("day", "names"),
    [
        (date(2026, 3, 16), EVERY),  # a Monday
        (date(2026, 3, 14), set()),  # a Saturday
        (date(2026, 4, 3), {MET_VRIJDAG, MET_BEIDE}),  # Goede Vrijdag
        (date(2026, 4, 27), {BANK}),  # Koningsdag
        (date(2026, 5, 1), EVERY - {BANK}),  # Dag van de Arbeid
        (date(2026, 5, 14), {BANK}),  # Hemelvaartsdag
        (date(2026, 5, 5), {BANK, ZAKELIJK, MET_MEI, MET_BEIDE}),  # Bevrijdingsdag
        (date(2026, 5, 15), EVERY - {ATW}),  # gelijkgesteld, for the Atw alone
        (date(2025, 4, 28), EVERY),  # Koningsdag was on Saturday
        (date(2013, 4, 30), {BANK}),  # Koninginnedag
        (date(2014, 4, 30), EVERY),
    ],
)
def test_which_days_count_depends_on_the_calendar(day, names) -> None:
    assert {name for name in list_calendars() if is_workday(day, name)} == names


@pytest.mark.tegenspraak(18)
def test_an_administratie_may_count_goede_vrijdag_and_5_mei_as_working_days() -> None:
    """The standard does not say what a werkdag is (flows §10.18): a calendar per choice."""
    assert len(OF_THE_STANDARD) == 4
    assert istandaarden() == ISTANDAARDEN
    thursday = date(2026, 4, 2)
    due = {name: add_workdays(thursday, 3, name) for name in (ISTANDAARDEN, MET_VRIJDAG)}
    assert due == {ISTANDAARDEN: date(2026, 4, 9), MET_VRIJDAG: date(2026, 4, 8)}
    assert add_workdays(date(2026, 5, 4), 1, MET_MEI) == date(2026, 5, 5)
    assert add_workdays(date(2026, 5, 4), 1, ISTANDAARDEN) == date(2026, 5, 6)


def test_a_day_that_is_a_working_day_is_its_own_first_one() -> None:
    thursday, tuesday = date(2026, 4, 2), date(2026, 4, 7)
    assert workday_on_or_after(thursday, ATW) == thursday
    assert next_workday(thursday, ATW) == tuesday
    assert workday_on_or_after(date(2026, 4, 3), ATW) == tuesday


def test_working_days_of_a_month_are_counted() -> None:
    assert count_workdays(Period.month(2026, 5), ISTANDAARDEN) == 18
    assert count_workdays(Period.month(2026, 5), ZAKELIJK) == 19
    assert count_workdays(Period.month(2026, 5), ATW) == 17


@given(days, counts, calendars)
def test_there_and_back_again_is_the_same_working_day(day, count, calendar) -> None:
    start = workday_on_or_after(day, calendar)
    assert add_workdays(add_workdays(start, count, calendar), -count, calendar) == start


@given(days, counts.filter(bool), calendars)
def test_the_days_counted_are_the_working_days_in_between(day, count, calendar) -> None:
    due = add_workdays(day, count, calendar)
    one_day = timedelta(days=1)
    assert is_workday(due, calendar)
    assert count_workdays(Period(day + one_day, due + one_day), calendar) == count


@given(days, counts, counts, calendars)
def test_working_days_may_be_added_in_two_steps(day, first, second, calendar) -> None:
    in_steps = add_workdays(add_workdays(day, first, calendar), second, calendar)
    assert in_steps == add_workdays(day, first + second, calendar)


def test_a_calendar_that_does_not_exist_is_refused_in_dutch() -> None:
    with pytest.raises(
        UnknownCalendar,
        match=r"^Deze werkdagenkalender bestaat niet: kies een van atw, bank, istandaarden, "
        r"istandaarden-met-5-mei, .*, zakelijk\.$",
    ):
        is_workday(date(2026, 1, 1), "feest")


@pytest.mark.parametrize("day", [date(2009, 12, 31), date(2009, 12, 26)])
def test_a_day_before_the_calendar_is_refused_and_not_guessed(day) -> None:
    with pytest.raises(CalendarNotValid, match=r"atw geldt niet op \d\d-12-2009: controleer"):
        is_workday(day, ATW)
    with pytest.raises(CalendarNotValid):
        add_workdays(date(2010, 1, 4), -1, ATW)


def test_every_calendar_says_where_it_comes_from_and_frees_known_days() -> None:
    known = {"koninginnedag", "koningsdag", "bevrijdingsdag", "goede_vrijdag", "nieuwjaarsdag"}
    known |= {"tweede_paasdag", "hemelvaartsdag", "tweede_pinksterdag"}
    known |= {"eerste_kerstdag", "tweede_kerstdag"}
    for lines in list_calendars().values():
        assert all(line.source and line.label and line.free <= known for line in lines)
        for before, after in pairwise(lines):
            assert not before.valid.overlaps(after.valid)


def test_the_days_of_a_year_are_worked_out_once() -> None:
    workdays._days_of.cache_clear()
    for number in range(366):
        is_workday(date(2044, 1, 1) + timedelta(days=number), ATW)
    assert workdays._days_of.cache_info().misses == 1
