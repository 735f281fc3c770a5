# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What is still to come: docs/algorithms/verplichtingen.md, domain §1.14, requirement E9."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noaber.budgetten.rules.openstaand import add_up, client_lines, outstanding
from noaber.budgetten.types import (
    Boeking,
    Clientregel,
    Gerealiseerd,
    Kostendrager,
    Levering,
    Openstaand,
    Soort,
    Stand,
)
from noaber.kernel.money import Cents, parse_euro
from noaber.kernel.period import Period
from noaber.kernel.wet import Wet
from tests.budgetten.factories import (
    BEGELEIDING,
    BUDGET,
    MARCH,
    T1,
    Grootboek,
    approved,
    days,
    shown,
)

RUNS = Levering(client=7, geleverd=(days("2026-01-05"),), betaald=parse_euro("850,00"))


def ledger_of_t1() -> Grootboek:
    """January and February are approved, March is not declared yet."""
    grootboek = Grootboek()
    grootboek.book(T1)
    grootboek.approve(T1, {1: "850,00", 2: "700,00"})
    return grootboek


def open_maxima(grootboek: Grootboek) -> list[int]:
    return [int(one.maximum) for one in outstanding(grootboek.standen())]


# ── per month ────────────────────────────────────────────────────────────────────────────────────


def test_open_is_committed_and_not_realised() -> None:
    found = outstanding(ledger_of_t1().standen())
    assert [one.maximum for one in found] == [5_000, 2_000, 90_000, 72_000, 72_000, 90_000]
    assert [one.verwacht for one in found] == [0, 0, 81_000, 64_800, 64_800, 81_000]


def test_a_month_with_more_than_was_committed_takes_from_the_last_one() -> None:
    grootboek = Grootboek()
    grootboek.book(BUDGET)
    grootboek.approve(BUDGET, {1: "400,00"})
    assert open_maxima(grootboek) == [0, 28_000, 31_000, 21_000]


def test_when_everything_is_used_nothing_is_open() -> None:
    grootboek = Grootboek()
    grootboek.book(BUDGET)
    grootboek.approve(BUDGET, {1: "1300,00"})
    assert open_maxima(grootboek) == [0, 0, 0, 0]


def test_after_a_stop_the_maximum_is_open_and_nothing_is_expected() -> None:
    grootboek = Grootboek()
    grootboek.book(replace(T1, gestopt_op=date(2026, 3, 20)))
    assert [(one.maximum, one.verwacht) for one in outstanding(grootboek.standen())][3:] == [
        (72_000, 0),
        (72_000, 0),
        (90_000, 0),
    ]


def test_one_toewijzing_takes_nothing_from_another() -> None:
    grootboek = Grootboek()
    other = replace(BUDGET, toewijzing=2)
    grootboek.book(BUDGET, other)
    grootboek.approve(BUDGET, {1: "1300,00"})
    assert open_maxima(grootboek) == [0, 0, 0, 0, 31_000, 28_000, 31_000, 30_000]


# ── the sum of boekingen ─────────────────────────────────────────────────────────────────────────


def test_a_realisatie_is_counted_by_its_lines() -> None:
    """The ledger has it per declaratie; per toewijzing it comes from the lines."""
    grootboek = ledger_of_t1()
    realisatie = Boeking(
        soort=Soort.REALISATIE,
        kostendrager=BEGELEIDING,
        maand=date(2026, 1, 1),
        boekmaand=MARCH,
        bedrag=parse_euro("850,00"),
        declaratie=5,
    )
    assert add_up([*grootboek.boekingen, realisatie], grootboek.gerealiseerd) == grootboek.standen()


def test_a_month_can_be_realised_without_being_committed() -> None:
    (found,) = add_up((), approved(T1, {3: "540,00", 4: "0,00"})[:1])
    assert found == Stand(
        toewijzing=1, kostendrager=BEGELEIDING, maand=MARCH, gerealiseerd=Cents(54_000)
    )
    assert outstanding([found]) == (Openstaand(found, Cents(0), Cents(0)),)


# ── per client line ──────────────────────────────────────────────────────────────────────────────


def line_of_t1(levering: Levering = RUNS, peildatum: date = date(2026, 4, 16)) -> Clientregel:
    (line,) = client_lines(outstanding(ledger_of_t1().standen()), {1: levering}, peildatum)
    return line


def test_a_client_line() -> None:
    line = line_of_t1()
    assert (line.client, line.toewijzing, line.kostendrager) == (7, 1, BEGELEIDING)
    assert (line.maximum, line.verwacht, line.open_maximum) == (486_000, 437_400, 331_000)
    assert line.nog_te_leveren == 210_600
    assert line.geleverd_niet_gedeclareerd == 81_000
    assert line.niet_geleverd == 0
    assert (line.gedeclareerd, line.betaald, line.niet_betaald) == (155_000, 85_000, 70_000)


@pytest.mark.parametrize(
    ("peildatum", "to_come", "delivered"),
    [
        (date(2026, 3, 31), 291_600, 0),
        (date(2026, 4, 1), 210_600, 81_000),
        (date(2026, 6, 30), 81_000, 210_600),
        (date(2026, 7, 1), 0, 291_600),
    ],
)
def test_a_month_is_delivered_when_it_is_over(
    peildatum: date, to_come: int, delivered: int
) -> None:
    line = line_of_t1(peildatum=peildatum)
    assert (line.nog_te_leveren, line.geleverd_niet_gedeclareerd) == (to_come, delivered)


@pytest.mark.parametrize(
    "geleverd", [(), (days("2026-01-05 to 2026-02-28"),)], ids=["never started", "stopped"]
)
def test_without_delivery_someone_should_look(geleverd: tuple[Period, ...]) -> None:
    line = line_of_t1(replace(RUNS, geleverd=geleverd))
    assert (line.geleverd_niet_gedeclareerd, line.niet_geleverd) == (0, 81_000)


def test_one_day_of_delivery_is_enough_for_its_month() -> None:
    line = line_of_t1(replace(RUNS, geleverd=(days("2026-03-31 to 2026-03-31"),)))
    assert line.geleverd_niet_gedeclareerd == 81_000


def test_a_credit_after_payment_is_to_be_settled() -> None:
    assert line_of_t1(replace(RUNS, betaald=Cents(160_000))).niet_betaald == -5_000


def test_lines_are_in_order_of_client() -> None:
    grootboek = Grootboek()
    grootboek.book(replace(T1, toewijzing=1), replace(T1, toewijzing=2), replace(T1, toewijzing=3))
    leveringen = {1: replace(RUNS, client=9), 2: RUNS, 3: RUNS}
    lines = client_lines(outstanding(grootboek.standen()), leveringen, MARCH)
    assert [(line.client, line.toewijzing) for line in lines] == [(7, 2), (7, 3), (9, 1)]


def test_a_toewijzing_without_levering_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        client_lines(outstanding(ledger_of_t1().standen()), {}, MARCH)


# ── what always holds ────────────────────────────────────────────────────────────────────────────

MONTHS = [date(2026, month, 1) for month in range(1, 13)]
amounts = st.integers(0, 10_000).map(Cents)


@st.composite
def standen(draw: st.DrawFn) -> list[Stand]:
    keys = st.tuples(st.integers(1, 3), st.sampled_from(MONTHS))
    return [
        Stand(
            toewijzing=toewijzing,
            kostendrager=Kostendrager(1, Wet.WMO, "02", f"0200{toewijzing % 2}"),
            maand=month,
            maximum=maximum,
            verwacht=Cents(draw(st.integers(0, maximum))),
            gerealiseerd=Cents(draw(st.integers(-50, 15_000))),
        )
        for toewijzing, month in draw(st.lists(keys, unique=True, max_size=20))
        for maximum in [draw(amounts)]
    ]


@given(standen())
def test_open_is_at_most_what_the_month_and_the_whole_leave(many: list[Stand]) -> None:
    found = outstanding(many)
    assert len(found) == len(many)
    for one in found:
        of_month = max(0, one.stand.maximum - one.stand.gerealiseerd)
        assert 0 <= one.verwacht <= one.maximum <= of_month
        assert one.verwacht <= max(0, one.stand.verwacht - one.stand.gerealiseerd)
    for toewijzing in {stand.toewijzing for stand in many}:
        own = [one for one in found if one.stand.toewijzing == toewijzing]
        left = sum(one.stand.maximum - one.stand.gerealiseerd for one in own)
        by_month = sum(max(0, one.stand.maximum - one.stand.gerealiseerd) for one in own)
        assert sum(one.maximum for one in own) == max(0, min(left, by_month))


@given(standen())
def test_as_long_as_no_month_is_overdrawn_it_is_committed_minus_realised(
    many: list[Stand],
) -> None:
    within = [replace(s, gerealiseerd=max(Cents(0), min(s.gerealiseerd, s.maximum))) for s in many]
    for one in outstanding(within):
        assert one.maximum == one.stand.maximum - one.stand.gerealiseerd
        assert one.verwacht == max(0, one.stand.verwacht - one.stand.gerealiseerd)


@given(standen(), st.randoms(use_true_random=False))
def test_the_order_of_standen_has_no_say(many: list[Stand], random: Any) -> None:
    assert outstanding(random.sample(many, len(many))) == outstanding(many)


@given(standen(), st.dates(date(2025, 12, 1), date(2027, 1, 31)), st.booleans())
def test_lines_are_the_same_money(many: list[Stand], peildatum: date, runs: bool) -> None:
    found = outstanding(many)
    levering = Levering(client=1, geleverd=(days("2026-03-15 to 2026-08-02"),) if runs else ())
    lines = client_lines(found, dict.fromkeys(range(1, 4), levering), peildatum)
    for field in ("maximum", "verwacht"):
        assert sum(getattr(line, field) for line in lines) == sum(getattr(s, field) for s in many)
    assert sum(one.verwacht for one in found) == sum(
        line.nog_te_leveren + line.geleverd_niet_gedeclareerd + line.niet_geleverd for line in lines
    )
    assert sum(line.gedeclareerd for line in lines) == sum(s.gerealiseerd for s in many)


@given(
    st.lists(st.tuples(st.integers(1, 3), st.sampled_from(MONTHS), st.integers(-99, 99))),
    st.randoms(use_true_random=False),
)
def test_standen_are_sums_in_any_order(rows: list[tuple[int, date, int]], random: Any) -> None:
    boekingen = [
        Boeking(
            soort=Soort.VERPLICHTING if amount >= 0 else Soort.VRIJVAL,
            kostendrager=BEGELEIDING,
            maand=month,
            boekmaand=MARCH,
            maximum=Cents(amount),
            toewijzing=toewijzing,
        )
        for toewijzing, month, amount in rows
    ]
    lines = [
        Gerealiseerd(
            toewijzing=toewijzing, kostendrager=BEGELEIDING, maand=month, bedrag=Cents(amount)
        )
        for toewijzing, month, amount in rows
    ]
    found = add_up(boekingen, lines)
    assert {(s.toewijzing, s.maand): s.maximum for s in found} == {
        key: sum(amount for *other, amount in rows if tuple(other) == key)
        for key in {(toewijzing, month) for toewijzing, month, _ in rows}
    }
    assert all(s.gerealiseerd == s.maximum for s in found)
    assert add_up(random.sample(boekingen, len(rows)), random.sample(lines, len(rows))) == found
    assert [(s.toewijzing, s.maand) for s in found] == sorted(
        (s.toewijzing, s.maand) for s in found
    )
    assert shown((s.maximum, s.verwacht) for s in found) == [
        (s.maximum, 0) for s in found if s.maximum
    ]
