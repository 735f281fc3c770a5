# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The feestdagen of Atw art. 3: docs/algorithms/termijnen.md."""

import tomllib
from datetime import date, timedelta
from importlib.resources import files

import holidays
import pytest

from noaber.kernel.calendar.feestdagen import (
    feestdagen_in,
    gelijkgestelde_dagen_in,
    has_besluit_for,
)


def test_the_feestdagen_of_2026() -> None:
    assert dict(feestdagen_in(2026)) == {
        "nieuwjaarsdag": date(2026, 1, 1),
        "goede_vrijdag": date(2026, 4, 3),
        "tweede_paasdag": date(2026, 4, 6),
        "koningsdag": date(2026, 4, 27),
        "bevrijdingsdag": date(2026, 5, 5),
        "hemelvaartsdag": date(2026, 5, 14),
        "tweede_pinksterdag": date(2026, 5, 25),
        "eerste_kerstdag": date(2026, 12, 25),
        "tweede_kerstdag": date(2026, 12, 26),
    }


@pytest.mark.parametrize("year", range(2010, 2061))
def test_a_library_knows_the_same_days(year) -> None:
    """It also has the Sundays of Pasen and Pinksteren, which are no working days anyway."""
    theirs = holidays.country_holidays("NL", years=year, categories=("public", "optional"))
    easter = feestdagen_in(year)["tweede_paasdag"] - timedelta(days=1)
    sundays = {easter, easter + timedelta(days=49)}
    assert set(feestdagen_in(year).values()) == set(theirs) - sundays


@pytest.mark.parametrize(
    ("year", "name", "day"),
    [
        (2025, "koningsdag", date(2025, 4, 26)),  # 27 April is a Sunday
        (2026, "koningsdag", date(2026, 4, 27)),
        (2013, "koninginnedag", date(2013, 4, 30)),
        (2014, "koningsdag", date(2014, 4, 26)),
    ],
)
def test_koningsdag_is_not_on_a_sunday_and_came_after_koninginnedag(year, name, day) -> None:
    assert feestdagen_in(year)[name] == day
    assert len({"koningsdag", "koninginnedag"} & set(feestdagen_in(year))) == 1


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_bevrijdingsdag_is_a_feestdag_every_year_and_not_once_in_five(year) -> None:
    assert feestdagen_in(year)["bevrijdingsdag"] == date(year, 5, 5)


def test_two_feestdagen_may_fall_on_one_day() -> None:
    assert feestdagen_in(2016)["hemelvaartsdag"] == feestdagen_in(2016)["bevrijdingsdag"]


def test_gelijkgestelde_dagen_come_from_a_besluit() -> None:
    assert gelijkgestelde_dagen_in(2026) == {date(2026, 1, 2), date(2026, 5, 15)}
    assert gelijkgestelde_dagen_in(2019) == {date(2019, 5, 31), date(2019, 12, 27)}
    assert has_besluit_for(2026)


@pytest.mark.parametrize("year", [2013, 2020, 2021, 2022, 2029])
def test_a_year_without_its_besluit_says_so(year) -> None:
    assert not has_besluit_for(year)
    assert gelijkgestelde_dagen_in(year) == set()


def test_every_line_of_the_data_has_a_source_and_no_date_is_left_out() -> None:
    data = files("noaber.kernel.calendar").joinpath("data", "feestdagen.toml")
    lines = tomllib.loads(data.read_text(encoding="utf-8"))
    assert all(line["source"] for line in [*lines["feestdag"], *lines["gelijkgesteld"]])
    for besluit in lines["gelijkgesteld"]:
        assert {day.year for day in besluit["dates"]} <= set(besluit["years"])
        # An ordinary day: on a weekend or feestdag a besluit would be of no use.
        assert all(day.isoweekday() <= 5 for day in besluit["dates"])
        assert all(day not in feestdagen_in(day.year).values() for day in besluit["dates"])
