# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Terms and the Algemene termijnenwet: domain §2.26 and §3.1, docs/algorithms/termijnen.md."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noaber.kernel.calendar.terms import Term, TermTooShort, TermUnit
from noaber.kernel.calendar.workdays import ATW, ISTANDAARDEN, count_workdays, is_workday
from noaber.kernel.period import Period

DAYS, WEEKS, MONTHS, YEARS = TermUnit.DAYS, TermUnit.WEEKS, TermUnit.MONTHS, TermUnit.YEARS

events = st.dates(date(2012, 1, 1), date(2050, 12, 31))
under_atw = st.one_of(
    st.integers(1, 90).map(lambda count: Term.statutory(count, DAYS)),
    st.integers(1, 12).map(lambda count: Term.statutory(count, WEEKS)),
    st.integers(1, 3).map(lambda count: Term.statutory(count, MONTHS)),
)


@pytest.mark.parametrize(
    ("event", "term", "due"),
    [
        # Wmo 2.3.2: melding Monday 2 March, onderzoek within 6 weeks.
        (date(2026, 3, 2), Term.statutory(6, WEEKS), date(2026, 4, 13)),
        # Wmo 2.3.5: aanvraag, 2 weeks; 27 April is Koningsdag.
        (date(2026, 4, 13), Term.statutory(2, WEEKS), date(2026, 4, 28)),
        # Awb 6:7: bekendmaking, 6 weeks for bezwaar.
        (date(2026, 4, 28), Term.statutory(6, WEEKS), date(2026, 6, 9)),
        # Awb 7:10: decision on bezwaar, from the last day for bezwaar.
        (date(2026, 6, 9), Term.statutory(6, WEEKS), date(2026, 7, 21)),
        (date(2026, 6, 9), Term.statutory(12, WEEKS), date(2026, 9, 1)),
        # Wgs 4: first talk, 4 weeks; threatening, 3 working days.
        (date(2026, 4, 24), Term.statutory(4, WEEKS), date(2026, 5, 22)),
        (date(2026, 4, 24), Term.workdays(3, ATW), date(2026, 4, 30)),
        # Start message and declaratie-antwoord of the standard.
        (date(2026, 4, 24), Term.workdays(5, ISTANDAARDEN), date(2026, 5, 4)),
        (date(2026, 5, 1), Term.workdays(10, ISTANDAARDEN), date(2026, 5, 19)),
        # Awb 4:17 lid 3: two weeks after the ingebrekestelling.
        (date(2026, 5, 18), Term.statutory(2, WEEKS), date(2026, 6, 1)),
    ],
)
def test_the_examples_of_the_domain_model(event, term, due) -> None:
    assert term.due(event) == due


@pytest.mark.parametrize(
    ("last_day", "due"),
    [
        (date(2026, 3, 14), date(2026, 3, 16)),  # Saturday
        (date(2026, 3, 15), date(2026, 3, 16)),  # Sunday
        (date(2026, 4, 3), date(2026, 4, 7)),  # Goede Vrijdag and Pasen
        (date(2026, 1, 1), date(2026, 1, 5)),  # Nieuwjaarsdag, 2 January gelijkgesteld
        (date(2026, 5, 14), date(2026, 5, 18)),  # Hemelvaartsdag, 15 May gelijkgesteld
        (date(2026, 12, 25), date(2026, 12, 28)),  # Kerst and a Sunday
        (date(2026, 3, 11), date(2026, 3, 11)),  # an ordinary Wednesday
    ],
)
def test_a_last_day_that_is_no_ordinary_day_moves_to_the_next_one(last_day, due) -> None:
    """Atw art. 1 lid 1."""
    assert Term.statutory(4, WEEKS).due(last_day - timedelta(weeks=4)) == due
    assert Term.agreed(4, WEEKS).due(last_day - timedelta(weeks=4)) == last_day


def test_a_term_of_three_days_has_two_ordinary_days() -> None:
    """Atw art. 2: after Thursday 2 April come Goede Vrijdag and Pasen."""
    event = date(2026, 4, 2)
    assert Term.statutory(3, DAYS).due(event) == date(2026, 4, 8)
    assert Term.statutory(5, DAYS).due(event) == date(2026, 4, 8)
    assert Term.statutory(2, DAYS).due(event) == date(2026, 4, 7)  # art. 1 alone


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (Term.statutory(90, DAYS), True),
        (Term.statutory(91, DAYS), False),
        (Term.statutory(12, WEEKS), True),
        (Term.statutory(13, WEEKS), False),
        (Term.statutory(3, MONTHS), True),
        (Term.statutory(4, MONTHS), False),
        (Term.statutory(1, YEARS), False),
        (Term.agreed(2, WEEKS), False),
        (Term.workdays(5, ISTANDAARDEN), False),
    ],
)
def test_long_terms_and_terms_outside_the_law_are_not_under_the_atw(term, expected) -> None:
    """Atw art. 4 under a, art. 1 and art. 5."""
    assert term.is_under_atw is expected


def test_a_term_that_is_not_under_the_atw_may_end_on_a_sunday() -> None:
    sunday = date(2026, 3, 15)
    assert Term.statutory(13, WEEKS).due(sunday - timedelta(weeks=13)) == sunday
    assert Term.statutory(1, YEARS).due(date(2025, 3, 15)) == sunday


def test_a_term_counted_backwards_does_not_move() -> None:
    """Atw art. 1 lid 2: 4 weeks before Friday 1 May is Goede Vrijdag."""
    assert Term.statutory(4, WEEKS).latest_before(date(2026, 5, 1)) == date(2026, 4, 3)
    assert Term.agreed(6, MONTHS).latest_before(date(2026, 12, 31)) == date(2026, 6, 30)
    assert Term.workdays(20, ISTANDAARDEN).latest_before(date(2026, 6, 1)) == date(2026, 4, 29)


@pytest.mark.parametrize(
    ("event", "term", "due"),
    [
        (date(2026, 1, 31), Term.agreed(1, MONTHS), date(2026, 2, 28)),
        (date(2024, 1, 31), Term.agreed(1, MONTHS), date(2024, 2, 29)),
        (date(2024, 2, 29), Term.agreed(1, YEARS), date(2025, 2, 28)),
        (date(2024, 2, 29), Term.agreed(4, YEARS), date(2028, 2, 29)),
        (date(2026, 11, 30), Term.agreed(3, MONTHS), date(2027, 2, 28)),
        (date(2026, 12, 15), Term.agreed(1, MONTHS), date(2027, 1, 15)),
        (date(2026, 3, 31), Term.agreed(6, MONTHS), date(2026, 9, 30)),
    ],
)
def test_a_month_without_that_day_ends_on_its_last_day(event, term, due) -> None:
    assert term.due(event) == due


@given(events, under_atw)
def test_under_the_atw_the_last_day_is_ordinary_and_never_earlier(event, term) -> None:
    due = term.due(event)
    assert is_workday(due, ATW)
    assert due >= term.nominal_end(event)


@given(events, under_atw.filter(lambda term: term != Term.statutory(1, DAYS)))
def test_under_the_atw_there_are_two_ordinary_days_in_three_or_more(event, term) -> None:
    one_day = timedelta(days=1)
    ordinary = count_workdays(Period(event + one_day, term.due(event) + one_day), ATW)
    assert ordinary >= (1 if term == Term.statutory(2, DAYS) else 2)


@given(events, under_atw)
def test_a_later_event_never_has_an_earlier_last_day(event, term) -> None:
    assert term.due(event + timedelta(days=1)) >= term.due(event)


@pytest.mark.parametrize("count", [0, -1])
def test_a_term_of_nothing_is_refused_in_dutch(count) -> None:
    with pytest.raises(TermTooShort, match=r"^Een termijn duurt ten minste één dag"):
        Term.statutory(count, DAYS)


def test_only_working_days_have_a_calendar() -> None:
    with pytest.raises(TypeError):
        Term(count=5, unit=TermUnit.WORKDAYS)
    with pytest.raises(TypeError):
        Term(count=5, unit=DAYS, calendar=ATW)


def test_a_term_reads_as_dutch() -> None:
    terms = [Term.agreed(1, WEEKS), Term.agreed(6, WEEKS), Term.agreed(1, YEARS)]
    terms += [Term.workdays(5, ISTANDAARDEN), Term.workdays(1, ATW)]
    assert [str(term) for term in terms] == [
        "1 week",
        "6 weken",
        "1 jaar",
        "5 werkdagen",
        "1 werkdag",
    ]
