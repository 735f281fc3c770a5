# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""When each answer is due (flows §2)."""

import pytest

from noaber.toewijzingen.rules import termijnen
from tests.toewijzingen.factories import day


@pytest.mark.parametrize(
    ("received", "due"),
    [("2026-03-16", "2026-03-19"), ("2026-04-02", "2026-04-09"), ("2026-03-14", "2026-03-18")],
    ids=["monday", "before-easter", "saturday"],
)
def test_a_retour_within_3_working_days(received: str, due: str) -> None:
    """Scenario 112: a 301 of Thursday 2 April; Good Friday and Easter Monday do not count."""
    assert termijnen.retour_due(day(received)) == day(due)


def test_a_first_answer_within_5_working_days() -> None:
    assert termijnen.first_answer_due(day("2026-03-16")) == day("2026-03-23")


def test_a_final_answer_within_8_weeks_also_on_a_sunday() -> None:
    assert termijnen.final_answer_due(day("2026-03-15")) == day("2026-05-10")


def test_the_woonplaatsbeginsel_within_14_days() -> None:
    assert termijnen.woonplaats_due(day("2026-03-16")) == day("2026-03-30")


def test_a_start_within_5_working_days_after_the_start_or_the_toewijzing() -> None:
    assert termijnen.start_due(day("2026-03-16")) == day("2026-03-23")
    assert termijnen.start_due(day("2026-01-05"), day("2026-03-16")) == day("2026-03-23")
    assert termijnen.start_due(day("2026-03-16"), day("2026-01-05")) == day("2026-03-23")


def test_a_stop_within_5_working_days_after_the_end_or_after_it_is_known() -> None:
    assert termijnen.stop_due(day("2026-03-16")) == day("2026-03-23")
    assert termijnen.stop_due(day("2026-02-20"), day("2026-03-16")) == day("2026-03-23")
