# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""One running term, extended and suspended: domain §2.26 and §3.1."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from noaber.kernel.calendar.deadline import Deadline
from noaber.kernel.calendar.terms import Term, TermUnit
from noaber.kernel.calendar.workdays import ISTANDAARDEN
from noaber.kernel.period import Period

SIX_WEEKS = Term.statutory(6, TermUnit.WEEKS)
TWO_WEEKS = Term.statutory(2, TermUnit.WEEKS)

events = st.dates(date(2012, 1, 1), date(2050, 12, 31))
stretches = st.lists(
    st.tuples(st.integers(1, 40), st.integers(0, 60)), max_size=4
)  # days after the event, length


def suspensions_after(event: date, pairs: list[tuple[int, int]]) -> tuple[Period, ...]:
    starts = [(event + timedelta(days=offset), length) for offset, length in pairs]
    return tuple(Period(start, start + timedelta(days=length)) for start, length in starts)


def test_verdaging_runs_on_and_leaves_the_original_day_alone() -> None:
    """Awb 7:10: with a committee 12 weeks, verdaging 6 weeks (domain §2.26)."""
    bezwaar = Deadline(event=date(2026, 6, 9), term=Term.statutory(12, TermUnit.WEEKS))
    extended = bezwaar.extended(SIX_WEEKS)
    assert extended.due == date(2026, 10, 13)
    assert extended.original_due == bezwaar.due == date(2026, 9, 1)


def test_further_uitstel_runs_on_from_the_verdaging() -> None:
    deadline = Deadline(event=date(2026, 6, 9), term=SIX_WEEKS)
    assert deadline.extended(SIX_WEEKS).extended(TWO_WEEKS).due == date(2026, 9, 15)


def test_verdaging_counts_from_the_end_by_counting_not_from_the_day_the_atw_made_of_it() -> None:
    """2 weeks end on Koningsdag; one week on is Monday 4 May, not Tuesday 5 May."""
    deadline = Deadline(event=date(2026, 4, 13), term=TWO_WEEKS)
    assert deadline.due == date(2026, 4, 28)
    assert deadline.extended(Term.statutory(1, TermUnit.WEEKS)).due == date(2026, 5, 4)


def test_an_aanvraag_waits_while_the_aanvrager_completes_it() -> None:
    """Awb 4:15: invited on 8 June, completed on 18 June: 9 to 17 June, 9 days, do not count."""
    aanvraag = Deadline(event=date(2026, 6, 1), term=TWO_WEEKS)
    assert aanvraag.due == date(2026, 6, 15)
    waiting = aanvraag.suspended(Period(date(2026, 6, 9), date(2026, 6, 18)))
    assert waiting.due == date(2026, 6, 24)
    assert waiting.original_due == date(2026, 6, 15)


def test_a_suspension_without_end_stops_the_clock() -> None:
    deadline = Deadline(event=date(2026, 6, 1), term=TWO_WEEKS)
    waiting = deadline.suspended(Period(date(2026, 6, 9), None))
    assert waiting.due is None


def test_after_a_suspension_the_atw_looks_again() -> None:
    """Monday 15 June plus 5 suspended days is Saturday 20 June."""
    deadline = Deadline(event=date(2026, 6, 1), term=TWO_WEEKS)
    assert deadline.suspended(Period(date(2026, 6, 9), date(2026, 6, 14))).due == date(2026, 6, 22)


def test_days_suspended_twice_count_once() -> None:
    deadline = Deadline(event=date(2026, 6, 1), term=TWO_WEEKS)
    twice = deadline.suspended(Period(date(2026, 6, 9), date(2026, 6, 14)))
    twice = twice.suspended(Period(date(2026, 6, 12), date(2026, 6, 18)))
    assert twice.due == date(2026, 6, 24)


def test_a_suspension_that_begins_after_the_last_day_comes_too_late() -> None:
    deadline = Deadline(event=date(2026, 6, 1), term=TWO_WEEKS)
    for too_late in (Period(date(2026, 6, 16), date(2026, 6, 30)), Period(date(2026, 6, 16), None)):
        assert deadline.suspended(too_late).due == date(2026, 6, 15)


def test_a_suspension_that_begins_in_the_days_of_an_earlier_one_still_counts() -> None:
    deadline = Deadline(event=date(2026, 6, 1), term=TWO_WEEKS)
    longer = deadline.suspended(Period(date(2026, 6, 9), date(2026, 6, 18)))  # now until 24 June
    longer = longer.suspended(Period(date(2026, 6, 22), date(2026, 6, 24)))
    assert longer.due == date(2026, 6, 26)


def test_a_suspension_that_begins_in_the_weekend_the_atw_added_runs_on_from_there() -> None:
    """2 weeks end on Saturday 13 June, so on Monday; Sunday to Tuesday do not count."""
    deadline = Deadline(event=date(2026, 5, 30), term=TWO_WEEKS)
    assert deadline.due == date(2026, 6, 15)
    waiting = deadline.suspended(Period(date(2026, 6, 14), date(2026, 6, 17)))
    assert waiting.due == date(2026, 6, 18)


def test_a_term_in_working_days_is_lengthened_by_working_days() -> None:
    deadline = Deadline(event=date(2026, 6, 1), term=Term.workdays(5, ISTANDAARDEN))
    assert deadline.due == date(2026, 6, 8)
    over_a_weekend = Period(date(2026, 6, 5), date(2026, 6, 9))  # Friday and Monday
    assert deadline.suspended(over_a_weekend).due == date(2026, 6, 10)


def test_verdaging_and_suspension_add_up_in_any_order() -> None:
    deadline = Deadline(event=date(2026, 6, 1), term=TWO_WEEKS)
    days = Period(date(2026, 6, 9), date(2026, 6, 18))
    assert deadline.extended(SIX_WEEKS).suspended(days) == deadline.suspended(days).extended(
        SIX_WEEKS
    )
    assert deadline.extended(SIX_WEEKS).suspended(days).due == date(2026, 8, 5)


@given(events, stretches)
def test_a_suspension_never_shortens_and_never_changes_the_original_day(event, pairs) -> None:
    plain = Deadline(event=event, term=SIX_WEEKS)
    suspended = Deadline(event=event, term=SIX_WEEKS, suspensions=suspensions_after(event, pairs))
    assert suspended.original_due == plain.due
    assert suspended.due is not None
    assert plain.due is not None
    assert suspended.due >= plain.due


@given(events, stretches)
def test_the_order_in_which_suspensions_are_recorded_does_not_matter(event, pairs) -> None:
    recorded = suspensions_after(event, pairs)
    forth = Deadline(event=event, term=SIX_WEEKS, suspensions=recorded)
    back = Deadline(event=event, term=SIX_WEEKS, suspensions=recorded[::-1])
    assert forth.due == back.due


@given(events, st.integers(1, 40), st.integers(0, 60))
def test_a_term_that_is_not_under_the_atw_grows_by_exactly_the_suspended_days(
    event, offset, length
) -> None:
    plain = Deadline(event=event, term=Term.agreed(6, TermUnit.WEEKS))
    days = suspensions_after(event, [(offset, length)])[0]
    assert plain.suspended(days).due == plain.original_due + timedelta(days=length)
