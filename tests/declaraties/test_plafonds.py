# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Volume ceilings: docs/algorithms/plafonds.md, flows §8, and every published example."""

import csv
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from noaber.declaraties.rules.bedragen import (
    rounded_column,
    whole_hours,
)
from noaber.declaraties.rules.plafonds import (
    max_in_product_periode_column,
    max_in_toewijzing_column,
)
from noaber.kernel.money import round_half_away
from noaber.kernel.period import Period
from noaber.kernel.plafond import (
    Frequentie,
    Toegewezen,
    max_in_product_periode,
    max_in_toewijzing,
)

VECTORS = Path(__file__).with_name("vectors_volume.csv")


class Case(NamedTuple):
    """A toewijzing with one of its ProductPeriodes; last days included."""

    omvang: Toegewezen
    ingang: date
    einde: date | None
    begin: date
    eind: date


def in_dates(case: Case) -> tuple[int, int | None]:
    """Both maxima, from the plain functions."""
    toewijzing = Period.from_inclusive(case.ingang, case.einde)
    product_periode = Period.from_inclusive(case.begin, case.eind)
    return (
        max_in_product_periode(case.omvang, toewijzing, product_periode),
        max_in_toewijzing(case.omvang, toewijzing),
    )


def in_columns(cases: list[Case]) -> list[tuple[int, int | None]]:
    """Both maxima of many cases, from the expressions."""
    schema = {
        "toew_volume": pl.Int64,
        "toew_frequentie": pl.String,
        "toew_is_output": pl.Boolean,
        "toew_is_huishouden": pl.Boolean,
        "toew_ingangsdatum": pl.Date,
        "toew_einddatum": pl.Date,
        "begindatum": pl.Date,
        "einddatum": pl.Date,
        "counts_week_without_sunday": pl.Boolean,
    }
    rows = [
        (
            *(o.volume, str(o.frequentie), o.is_output, o.is_huishouden),
            *days,
            o.counts_week_without_sunday,
        )
        for o, *days in cases
    ]
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    return frame.select(
        in_product_periode=max_in_product_periode_column(),
        in_toewijzing=max_in_toewijzing_column(),
    ).rows()


# ── the published examples ───────────────────────────────────────────────────────────────────────


def vectors() -> list[dict[str, str]]:
    with VECTORS.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def case_of(row: dict[str, str]) -> Case:
    omvang = Toegewezen(
        int(row["volume"]),
        Frequentie(row["frequentie"]),
        is_output=row["variant"] == "output",
        is_huishouden=row["categorie"].startswith("01"),
    )
    names = ("ingangsdatum", "einddatum", "productperiode_begin", "productperiode_eind")
    return Case(omvang, *(date.fromisoformat(row[name]) for name in names))


def expected_of(row: dict[str, str]) -> tuple[int, int]:
    return int(row["max_productperiode"]), int(row["max_total"])


def name_of(row: dict[str, str]) -> str:
    months = f"{row['ingangsdatum']} to {row['einddatum']}, from {row['productperiode_begin']}"
    return f"{row['source']}, {row['variant']}, {months}"


def test_there_are_72_examples() -> None:
    assert len(vectors()) == 72


@pytest.mark.tegenspraak(5)
@pytest.mark.regel("IV077", "IV078")
@pytest.mark.parametrize("row", vectors(), ids=name_of)
def test_an_example_comes_out_in_dates(row: dict[str, str]) -> None:
    assert in_dates(case_of(row)) == expected_of(row)


@pytest.mark.tegenspraak(5)
@pytest.mark.regel("IV077", "IV078")
def test_all_examples_come_out_in_columns() -> None:
    assert in_columns([case_of(row) for row in vectors()]) == [expected_of(r) for r in vectors()]


REFERENCE = [  # domain §2.10: recomputed with the dates of now
    (False, "2025-07-07", "2025-09-07", [12, 15, 3], 27),
    (False, "2025-10-07", "2025-12-30", [12, 15, 15], 39),
    (True, "2025-07-07", "2025-09-07", [9, 15, 3], 27),
    (True, "2025-07-07", "2025-09-06", [9, 18, 0], 27),
    (True, "2025-07-07", "2025-09-05", [9, 18, 0], 27),
    (True, "2025-10-01", "2025-12-31", [12, 15, 15], 42),
    (True, "2025-10-07", "2025-12-31", [9, 15, 15], 39),
]


@pytest.mark.tegenspraak(5)
@pytest.mark.regel("IV077", "IV078")
@pytest.mark.parametrize(("is_output", "ingang", "einde", "months", "total"), REFERENCE)
def test_three_months_at_three_a_week(
    is_output: bool, ingang: str, einde: str, months: list[int], total: int
) -> None:
    omvang = Toegewezen(3, Frequentie.WEEK, is_output=is_output)
    toewijzing = Period.from_inclusive(date.fromisoformat(ingang), date.fromisoformat(einde))
    found = [max_in_product_periode(omvang, toewijzing, month) for month in toewijzing.months()]
    assert found == months
    assert max_in_toewijzing(omvang, toewijzing) == total


# ── what always holds ────────────────────────────────────────────────────────────────────────────

days = st.dates(date(2015, 1, 1), date(2045, 12, 31))


@st.composite
def omvangen(draw: st.DrawFn) -> Toegewezen:
    return Toegewezen(
        draw(st.integers(0, 99_999_999)),
        draw(st.sampled_from(Frequentie)),
        is_output=draw(st.booleans()),
        is_huishouden=draw(st.integers(0, 9)) == 0,
        counts_week_without_sunday=draw(st.booleans()),
    )


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Any toewijzing, and any days of one month within it: also a ProductPeriode that is wrong."""
    ingang = draw(days)
    length = draw(st.none() | st.integers(0, 8) | st.integers(0, 40) | st.integers(0, 1500))
    einde = None if length is None else ingang + timedelta(days=length)
    begin = ingang + timedelta(days=draw(st.integers(0, 1500 if length is None else length)))
    last = min(Period.month(begin.year, begin.month).last_day or begin, einde or date.max)
    eind = begin + timedelta(days=draw(st.integers(0, (last - begin).days)))
    return Case(draw(omvangen()), ingang, einde, begin, eind)


@settings(deadline=None)  # the first expression takes Polars longer
@given(st.lists(cases(), min_size=1, max_size=20))
def test_columns_give_what_dates_give(many: list[Case]) -> None:
    assert in_columns(many) == [in_dates(case) for case in many]


def months_of(omvang: Toegewezen, toewijzing: Period) -> list[int]:
    return [max_in_product_periode(omvang, toewijzing, month) for month in toewijzing.months()]


@st.composite
def closed(draw: st.DrawFn) -> Period:
    start = draw(days)
    return Period(start, start + timedelta(days=draw(st.integers(1, 1200))))


@given(omvangen(), closed())
def test_every_maximum_is_so_many_times_the_volume(omvang: Toegewezen, toewijzing: Period) -> None:
    once = replace(omvang, volume=1)
    times = months_of(once, toewijzing)
    assert months_of(omvang, toewijzing) == [omvang.volume * time for time in times]


@pytest.mark.tegenspraak(6)
@given(closed())
def test_weeks_of_output_are_divided_over_the_months_without_rest(toewijzing: Period) -> None:
    """Each week belongs to one month, so the months together are the whole."""
    omvang = Toegewezen(1, Frequentie.WEEK, is_output=True)
    total = max_in_toewijzing(omvang, toewijzing)
    assert sum(months_of(omvang, toewijzing)) == (total if toewijzing.sundays() else 0)


@given(closed())
def test_weeks_of_inspanning_count_again_in_every_month_they_touch(toewijzing: Period) -> None:
    omvang = Toegewezen(1, Frequentie.WEEK)
    total = max_in_toewijzing(omvang, toewijzing)
    assert total is not None
    in_months = sum(months_of(omvang, toewijzing))
    assert total <= in_months <= total + len(toewijzing.months()) - 1


@given(closed())
def test_days_are_divided_over_the_months_without_rest(toewijzing: Period) -> None:
    omvang = Toegewezen(1, Frequentie.DAG)
    assert sum(months_of(omvang, toewijzing)) == toewijzing.days
    assert max_in_toewijzing(omvang, toewijzing) == toewijzing.days


@pytest.mark.parametrize("frequentie", [Frequentie.DAG, Frequentie.WEEK, Frequentie.MAAND])
def test_without_an_end_there_is_no_total(frequentie: Frequentie) -> None:
    assert max_in_toewijzing(Toegewezen(3, frequentie), Period(date(2026, 1, 1), None)) is None


def test_a_total_is_a_total_also_without_an_end() -> None:
    omvang = Toegewezen(100, Frequentie.TOTAAL)
    assert max_in_toewijzing(omvang, Period(date(2026, 1, 1), None)) == 100


def test_an_open_week_of_output_has_no_broken_last_week() -> None:
    omvang = Toegewezen(1, Frequentie.WEEK, is_output=True)
    march = Period.month(2026, 3)
    assert max_in_product_periode(omvang, Period(date(2026, 1, 1), None), march) == 5


@pytest.mark.tegenspraak(7)
def test_output_without_a_sunday_has_nothing_or_one_week_as_the_gemeente_chose() -> None:
    """Monday to Saturday: the standard counts Sundays and says no more (flows §10.7)."""
    turn_of_the_month = Period.from_inclusive(date(2026, 3, 30), date(2026, 4, 4))
    for chosen, months in ((False, [0, 0]), (True, [3, 3])):
        omvang = Toegewezen(3, Frequentie.WEEK, is_output=True, counts_week_without_sunday=chosen)
        assert months_of(omvang, turn_of_the_month) == months
        # In whichever month it is declared, the whole has room for it once.
        assert max_in_toewijzing(omvang, turn_of_the_month) == 3
        with_sunday = Period.from_inclusive(date(2026, 3, 30), date(2026, 4, 5))
        assert months_of(omvang, with_sunday) == [0, 3]


def test_hulp_bij_het_huishouden_has_six_weeks_whatever_the_variant() -> None:
    one_day = Period(date(2026, 3, 4), date(2026, 3, 5))
    for is_output in (True, False):
        omvang = Toegewezen(2, Frequentie.WEEK, is_output=is_output, is_huishouden=True)
        assert max_in_product_periode(omvang, one_day, one_day) == 12
        assert max_in_toewijzing(omvang, one_day) == 2


# ── amounts ──────────────────────────────────────────────────────────────────────────────────────


@settings(deadline=None)  # the first expression takes Polars longer
@given(st.lists(st.integers(0, 10**12), min_size=1), st.integers(1, 1000))
def test_columns_round_as_money_does(numerators: list[int], denominator: int) -> None:
    column = pl.DataFrame({"n": numerators}).select(rounded_column(pl.col("n"), denominator))
    assert column.to_series().to_list() == [round_half_away(n, denominator) for n in numerators]


@pytest.mark.parametrize(
    ("minutes", "hours"), [(0, 0), (1, 1), (29, 1), (89, 1), (90, 2), (149, 2), (150, 3)]
)
def test_time_is_added_up_first_and_then_rounded(minutes: int, hours: int) -> None:
    assert whole_hours(minutes) == hours
