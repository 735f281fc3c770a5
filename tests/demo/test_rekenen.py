# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The exercise's own arithmetic, on dates that can be checked with a calendar on the wall."""

from datetime import date

import pytest

from noaber.demo import rekenen
from noaber.demo.aanbod import VORMEN, Vorm

JAN, FEB, MRT = date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)


def vorm(naam: str) -> Vorm:
    return next(vorm for vorm in VORMEN if vorm.naam == naam)


def test_the_last_day_of_a_month_knows_leap_years() -> None:
    assert rekenen.laatste_dag(date(2028, 2, 10)) == date(2028, 2, 29)
    assert rekenen.laatste_dag(date(2026, 2, 28)) == date(2026, 2, 28)
    assert rekenen.laatste_dag(date(2026, 12, 31)) == date(2026, 12, 31)


def test_months_go_over_the_year() -> None:
    assert rekenen.volgende_maand(date(2026, 12, 9)) == date(2027, 1, 1)
    assert rekenen.volgende_maand(date(2026, 1, 31), -1) == date(2025, 12, 1)
    assert rekenen.volgende_maand(JAN, 14) == date(2027, 3, 1)


@pytest.mark.parametrize(
    ("ingang", "eind", "expected"),
    [
        (date(2025, 1, 1), None, (FEB, date(2026, 2, 28))),
        (date(2026, 2, 9), None, (date(2026, 2, 9), date(2026, 2, 28))),
        (JAN, date(2026, 2, 9), (FEB, date(2026, 2, 9))),
        (date(2026, 2, 9), date(2026, 2, 9), (date(2026, 2, 9), date(2026, 2, 9))),
        (MRT, None, None),
        (JAN, date(2026, 1, 31), None),
    ],
)
def test_the_period_within_a_month(
    ingang: date, eind: date | None, expected: tuple[date, date] | None
) -> None:
    assert rekenen.in_maand(ingang, eind, date(2026, 2, 14)) == expected


def test_broken_weeks_count_and_sundays_are_sundays() -> None:
    assert rekenen.weken(JAN, date(2026, 1, 31)) == 5  # Thursday the 1st to Saturday the 31st
    assert rekenen.weken(date(2026, 1, 4), date(2026, 1, 5)) == 2  # a Sunday and a Monday
    assert rekenen.weken(date(2025, 12, 29), date(2026, 1, 4)) == 1  # one week, two years
    assert rekenen.zondagen(JAN, date(2026, 1, 31)) == 4
    assert rekenen.zondagen(MRT, date(2026, 3, 31)) == 5


@pytest.mark.parametrize(
    ("naam", "volume", "expected"),
    [
        ("02B04 1 × 04 per dag", 1, 31),
        ("02A03 4 × 04 per week", 4, 20),
        ("01H01 3 × 04 per week", 3, 18),  # huishouden: always six weeks
        ("46C82 1 × 82 per week", 1, 4),  # output: Sundays
        ("45B04 12 × 04 per maand", 12, 12),
    ],
)
def test_the_most_of_january(naam: str, volume: int, expected: int) -> None:
    assert rekenen.plafond_maand(vorm(naam), volume, JAN, date(2026, 1, 31)) == expected


def test_the_most_of_a_whole_toewijzing() -> None:
    first, last = date(2026, 1, 15), date(2026, 3, 10)
    assert rekenen.plafond_totaal(vorm("45B04 12 × 04 per maand"), 12, first, last) == 36
    assert rekenen.plafond_totaal(vorm("02A03 4 × 04 per week"), 4, first, last) == 36
    assert rekenen.plafond_totaal(vorm("02B04 1 × 04 per dag"), 1, first, last) == 55
    assert rekenen.plafond_totaal(vorm("02A03 60 × 04 totaal"), 60, first, None) == 60
    assert rekenen.plafond_totaal(vorm("02A03 4 × 04 per week"), 4, first, None) is None


def test_halves_go_upwards() -> None:
    assert [rekenen.afgerond(n, 4) for n in (4, 5, 6, 7, 8)] == [1, 1, 2, 2, 2]
    assert rekenen.afgerond(7450, 60) == 124
