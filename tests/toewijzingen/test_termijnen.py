# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""When each answer is due (flows §2)."""

import pytest

from noaber.kernel.calendar.workdays import istandaarden
from noaber.toewijzingen.rules import termijnen
from tests.toewijzingen.factories import day


def test_a_first_answer_within_5_working_days() -> None:
    assert termijnen.first_answer_due(day("2026-03-16")) == day("2026-03-23")


def test_a_final_answer_within_8_weeks_also_on_a_sunday() -> None:
    assert termijnen.final_answer_due(day("2026-03-15")) == day("2026-05-10")


@pytest.mark.regel("OP359")
def test_the_woonplaatsbeginsel_within_14_days() -> None:
    assert termijnen.woonplaats_due(day("2026-03-16")) == day("2026-03-30")


def test_a_start_within_5_working_days_after_the_start_or_the_toewijzing() -> None:
    assert termijnen.start_due(day("2026-03-16")) == day("2026-03-23")
    assert termijnen.start_due(day("2026-01-05"), day("2026-03-16")) == day("2026-03-23")
    assert termijnen.start_due(day("2026-03-16"), day("2026-01-05")) == day("2026-03-23")


def test_a_stop_within_5_working_days_after_the_end_or_after_it_is_known() -> None:
    assert termijnen.stop_due(day("2026-03-16")) == day("2026-03-23")
    assert termijnen.stop_due(day("2026-02-20"), day("2026-03-16")) == day("2026-03-23")


@pytest.mark.tegenspraak(18)
def test_working_days_are_those_that_the_administratie_chose() -> None:
    """Thursday 2 April 2026: Goede Vrijdag, Easter Monday; and 5 May (flows §10.18)."""
    friday, may = istandaarden(goede_vrijdag=True), istandaarden(vijf_mei=True)
    assert termijnen.first_answer_due(day("2026-04-02")) == day("2026-04-13")
    assert termijnen.first_answer_due(day("2026-04-02"), friday) == day("2026-04-10")
    assert termijnen.start_due(day("2026-05-04"), werkdagen=may) == day("2026-05-11")
    assert termijnen.stop_due(day("2026-05-04"), werkdagen=may) == day("2026-05-11")
    assert termijnen.stop_due(day("2026-05-04")) == day("2026-05-12")
