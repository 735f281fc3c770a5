# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""From a new situation to boekingen: docs/algorithms/verplichtingen.md, domain §1.14."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noaber.berichten.definitions.groups import Omvang
from noaber.budgetten.rules.verplichting import maandbedragen
from noaber.budgetten.rules.vrijval import book_situation
from noaber.budgetten.types import (
    Boeking,
    Gerealiseerd,
    Horizon,
    NietsVastTeLeggen,
    Opdracht,
    Soort,
    Stand,
)
from noaber.kernel.money import Cents
from tests.budgetten.factories import (
    BEGELEIDING,
    BUDGET,
    HORIZON,
    MARCH,
    T1,
    Grootboek,
    deleted,
    entries,
    opdracht,
    per,
    shown,
    tarief,
    until,
)
from tests.budgetten.situations import histories, opdrachten

OF_T1 = [
    (90_000, 81_000),
    (72_000, 64_800),
    (90_000, 81_000),
    (72_000, 64_800),
    (72_000, 64_800),
    (90_000, 81_000),
]

# ── the worked examples ──────────────────────────────────────────────────────────────────────────


def test_the_first_time_all_months_are_committed() -> None:
    grootboek = Grootboek()
    new = grootboek.book(T1)
    assert entries(new) == [
        (month, "verplichting", *amounts) for month, amounts in enumerate(OF_T1, start=1)
    ]
    assert {(b.boekmaand, b.toewijzing, b.kostendrager, b.declaratie) for b in new} == {
        (MARCH, 1, BEGELEIDING, None)
    }
    assert grootboek.committed() == OF_T1


def test_booking_again_adds_nothing() -> None:
    assert Grootboek().book(T1, T1) == ()


def test_shorter_releases_what_is_behind_the_end() -> None:
    grootboek = Grootboek()
    assert entries(grootboek.book(T1, until("2026-04-15"))) == [
        (4, "vrijval", -36_000, -32_400),
        (5, "vrijval", -72_000, -64_800),
        (6, "vrijval", -90_000, -81_000),
    ]
    assert entries(grootboek.book(T1)) == [
        (4, "verplichting", 36_000, 32_400),
        (5, "verplichting", 72_000, 64_800),
        (6, "verplichting", 90_000, 81_000),
    ]
    assert grootboek.committed() == OF_T1


def test_a_stop_releases_what_is_expected_and_not_what_is_bound() -> None:
    grootboek = Grootboek()
    stopped = replace(T1, gestopt_op=date(2026, 3, 20))
    assert entries(grootboek.book(T1, stopped)) == [
        (4, "vrijval", 0, -64_800),
        (5, "vrijval", 0, -64_800),
        (6, "vrijval", 0, -81_000),
    ]
    assert entries(grootboek.book(T1)) == [
        (4, "verplichting", 0, 64_800),
        (5, "verplichting", 0, 64_800),
        (6, "verplichting", 0, 81_000),
    ]


def test_a_stop_and_then_a_shorter_toewijzing_release_everything_behind_it() -> None:
    grootboek = Grootboek()
    stopped = replace(T1, gestopt_op=date(2026, 3, 20))
    assert entries(grootboek.book(T1, stopped, until("2026-03-31", stopped))) == [
        (4, "vrijval", -72_000, 0),
        (5, "vrijval", -72_000, 0),
        (6, "vrijval", -90_000, 0),
    ]
    assert grootboek.committed() == OF_T1[:3]


def test_what_is_realised_stays_committed() -> None:
    grootboek = Grootboek()
    grootboek.book(T1)
    grootboek.approve(T1, {3: "540,00"})
    assert entries(grootboek.book(until("2026-02-28"))) == [
        (3, "vrijval", -36_000, -27_000),
        (4, "vrijval", -72_000, -64_800),
        (5, "vrijval", -72_000, -64_800),
        (6, "vrijval", -90_000, -81_000),
    ]
    assert grootboek.committed()[2:] == [(54_000, 54_000)]


def test_more_realised_than_committed_releases_nothing() -> None:
    grootboek = Grootboek()
    grootboek.book(T1)
    grootboek.approve(T1, {3: "1080,00"})
    assert [month for month, *_ in entries(grootboek.book(until("2026-02-28")))] == [4, 5, 6]


def test_a_credit_gives_room_to_release() -> None:
    grootboek = Grootboek()
    grootboek.book(T1)
    grootboek.approve(T1, {3: "540,00"})
    grootboek.book(until("2026-02-28"))
    grootboek.approve(T1, {3: "-540,00"})
    assert entries(grootboek.book(until("2026-02-28"))) == [(3, "vrijval", -54_000, -54_000)]


def test_deleted_releases_everything() -> None:
    grootboek = Grootboek()
    assert entries(grootboek.book(T1, deleted())) == [
        (month, "vrijval", -maximum, -verwacht)
        for month, (maximum, verwacht) in enumerate(OF_T1, start=1)
    ]
    assert grootboek.committed() == []


def test_deleted_releases_also_what_is_realised() -> None:
    """It cannot be while lines are approved (TR385); then nothing is open, and that is all."""
    grootboek = Grootboek()
    grootboek.book(T1)
    grootboek.approve(T1, {3: "540,00"})
    grootboek.book(deleted())
    assert grootboek.committed() == []


def test_another_tarief_books_the_difference() -> None:
    grootboek = Grootboek()
    dearer = replace(T1, tarieven=(*T1.tarieven, tarief("62,00", "2026-04-01")))
    assert entries(grootboek.book(T1, dearer)) == [
        (4, "verplichting", 2_400, 2_160),
        (5, "verplichting", 2_400, 2_160),
        (6, "verplichting", 3_000, 2_700),
    ]


def test_another_verzilveringsgraad_leaves_the_maximum() -> None:
    grootboek = Grootboek()
    new = grootboek.book(T1, replace(T1, verzilveringsgraad=Fraction(1, 2)))
    assert {(b.soort, b.maximum) for b in new} == {(Soort.VRIJVAL, 0)}
    assert sum(b.verwacht for b in new) == 243_000 - 437_400


def test_amounts_that_go_different_ways_are_two_boekingen() -> None:
    other = replace(T1, verzilveringsgraad=Fraction(0), tarieven=(tarief("61,00"),))
    new = Grootboek().book(T1, until("2026-01-31", other))
    assert entries(new)[:2] == [(1, "verplichting", 1_500, 0), (1, "vrijval", 0, -81_000)]


def test_the_horizon_moves_a_year() -> None:
    of = per("4", 1, "10,00", "2026-11-01")
    grootboek = Grootboek(Horizon(2026, 0))
    assert len(grootboek.book(of)) == 2
    grootboek.horizon = Horizon(2027, 0)
    new = grootboek.book(of)
    assert [b.maand for b in new] == [date(2027, month, 1) for month in range(1, 13)]
    assert {(b.soort, b.maximum) for b in new} == {(Soort.VERPLICHTING, 1_000)}


def test_what_begins_after_the_horizon_waits() -> None:
    assert Grootboek(Horizon(2026, 0)).book(per("4", 1, "10,00", "2027-01-01")) == ()


# ── one amount for the whole duration ────────────────────────────────────────────────────────────


def maxima_of(grootboek: Grootboek) -> list[int]:
    return [maximum for maximum, _ in grootboek.committed()]


def test_a_lower_budget_spreads_what_is_left() -> None:
    grootboek = Grootboek()
    grootboek.book(BUDGET)
    assert maxima_of(grootboek) == [31_000, 28_000, 31_000, 30_000]
    grootboek.approve(BUDGET, {1: "310,00", 2: "280,00"})
    grootboek.book(replace(BUDGET, budget=Cents(60_000)))
    assert maxima_of(grootboek) == [31_000, 28_000, 508, 492]


def test_a_budget_below_what_is_realised_keeps_that() -> None:
    grootboek = Grootboek()
    grootboek.book(BUDGET)
    grootboek.approve(BUDGET, {1: "310,00", 2: "280,00"})
    grootboek.book(replace(BUDGET, budget=Cents(10_000)))
    assert maxima_of(grootboek) == [31_000, 28_000]


def test_a_longer_budget_does_not_grow() -> None:
    grootboek = Grootboek()
    grootboek.book(BUDGET)
    grootboek.approve(BUDGET, {1: "310,00"})
    grootboek.book(until("2026-08-28", BUDGET))  # twice as many days
    assert sum(maxima_of(grootboek)) == 120_000
    assert maxima_of(grootboek)[0] == 31_000
    assert len(maxima_of(grootboek)) == 8


def test_a_hold_may_push_the_next_month_below_what_it_keeps() -> None:
    """January held leaves too little for February, which is then held too."""
    grootboek = Grootboek()
    grootboek.book(BUDGET)
    grootboek.approve(BUDGET, {1: "310,00", 2: "150,00"})
    grootboek.book(replace(BUDGET, budget=Cents(70_000)))  # shares: 180,83 163,33 180,83 175,00
    assert maxima_of(grootboek)[:2] == [31_000, 15_000]
    assert sum(maxima_of(grootboek)) == 70_000


def test_more_hours_in_total() -> None:
    of = per("6", 100, "60,00", "2026-01-01 to 2026-06-30")
    more = replace(of, omvang=Omvang(volume=120, eenheid="04", frequentie="6"))
    grootboek = Grootboek()
    new = grootboek.book(of, more)
    assert sum(b.maximum for b in new) == 120_000
    assert sum(maxima_of(grootboek)) == 720_000


# ── what cannot be ───────────────────────────────────────────────────────────────────────────────


def stand(**fields: Any) -> Stand:
    return Stand(
        **{"toewijzing": 1, "kostendrager": BEGELEIDING, "maand": MARCH, **fields},
    )


@pytest.mark.parametrize(
    "standen",
    [[stand(toewijzing=2)], [stand(), stand()]],
    ids=["of another toewijzing", "a month twice"],
)
def test_standen_that_do_not_belong_are_a_mistake_of_ours(standen: Sequence[Stand]) -> None:
    with pytest.raises(TypeError, match="one stand per month"):
        book_situation(T1, standen, HORIZON, MARCH)


def test_what_cannot_be_told_is_refused_by_name() -> None:
    with pytest.raises(NietsVastTeLeggen):
        book_situation(opdracht("2026-01-01"), (), HORIZON, MARCH)


COMMITTED = {"soort": Soort.VERPLICHTING, "toewijzing": 1, "maximum": Cents(1)}
REALISED = {"soort": Soort.REALISATIE, "declaratie": 1, "bedrag": Cents(1)}


def boeking(**fields: Any) -> Boeking:
    return Boeking(**{"kostendrager": BEGELEIDING, "maand": MARCH, "boekmaand": MARCH, **fields})


@pytest.mark.parametrize(
    "wrong",
    [
        COMMITTED | {"maximum": Cents(-1)},
        COMMITTED | {"verwacht": Cents(-1)},
        COMMITTED | {"soort": Soort.VRIJVAL},
        COMMITTED | {"bedrag": Cents(1)},
        COMMITTED | {"toewijzing": None},
        COMMITTED | {"declaratie": 1},
        COMMITTED | {"maand": date(2026, 3, 2)},
        COMMITTED | {"boekmaand": date(2026, 3, 2)},
        REALISED | {"maximum": Cents(1)},
        REALISED | {"verwacht": Cents(1)},
        REALISED | {"toewijzing": 1},
        REALISED | {"declaratie": None},
    ],
)
def test_a_boeking_that_cannot_be(wrong: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        boeking(**wrong)


def test_boekingen_that_can_be() -> None:
    boeking(**COMMITTED)
    boeking(**COMMITTED | {"soort": Soort.VRIJVAL, "maximum": Cents(-1)})
    boeking(**REALISED)
    boeking(**REALISED | {"bedrag": Cents(-1)})


# ── what always holds ────────────────────────────────────────────────────────────────────────────

horizons = st.builds(Horizon, st.integers(2024, 2030), st.integers(0, 2))


def situation(of: Opdracht, horizon: Horizon) -> list[tuple[int, int]]:
    return shown((month.maximum, month.verwacht) for month in maandbedragen(of, horizon))


@given(histories(), horizons)
def test_the_sum_is_the_situation_as_it_is_now(history: list[Opdracht], horizon: Horizon) -> None:
    grootboek = Grootboek(horizon)
    grootboek.book(*history)
    assert grootboek.committed() == situation(history[-1], horizon)
    assert grootboek.book(history[-1]) == ()


@given(histories(), st.randoms(use_true_random=False), horizons)
def test_the_way_it_came_about_has_no_say(
    history: list[Opdracht], random: Any, horizon: Horizon
) -> None:
    *before, last = history
    other = random.sample(before, len(before))
    one_way, other_way = Grootboek(horizon), Grootboek(horizon)
    one_way.book(*before, last)
    other_way.book(*other, last)
    assert one_way.committed() == other_way.committed()


@given(histories(), horizons)
def test_no_month_falls_below_zero_at_any_moment(history: list[Opdracht], horizon: Horizon) -> None:
    grootboek = Grootboek(horizon)
    for of in history:
        grootboek.book(of)
        assert all(s.maximum >= 0 and s.verwacht >= 0 for s in grootboek.standen())


@given(histories(), horizons)
def test_deleted_in_the_end_leaves_nothing(history: list[Opdracht], horizon: Horizon) -> None:
    grootboek = Grootboek(horizon)
    grootboek.book(*history, deleted(history[0]))
    assert grootboek.committed() == []


@st.composite
def with_approved(draw: st.DrawFn, shapes: Sequence[str]) -> tuple[Grootboek, Opdracht, Opdracht]:
    """A ledger with one opdracht on which anything is approved, and a new situation of it."""
    first = draw(opdrachten(shapes))
    other = replace(draw(opdrachten(shapes)), kostendrager=first.kostendrager)
    grootboek = Grootboek(draw(horizons))
    grootboek.book(first)
    for one in grootboek.standen():
        bedrag = Cents(draw(st.integers(0, one.maximum) | st.integers(-5, 2 * one.maximum + 5)))
        grootboek.gerealiseerd.append(
            Gerealiseerd(
                toewijzing=1, kostendrager=one.kostendrager, maand=one.maand, bedrag=bedrag
            )
        )
    return grootboek, first, other


def kept(committed: int, one: Stand) -> int:
    return max(0, min(committed, one.gerealiseerd))


@given(with_approved(("volume", "total", "budget", "schatting")))
def test_no_more_is_released_than_was_open(case: tuple[Grootboek, Opdracht, Opdracht]) -> None:
    grootboek, _, other = case
    before = {one.maand: one for one in grootboek.standen()}
    grootboek.book(other)
    for one in grootboek.standen():
        was = before.get(one.maand, one)
        assert one.maximum >= kept(was.maximum, one)
        assert one.verwacht >= kept(was.verwacht, one)
    assert grootboek.book(other) == ()


@given(with_approved(("volume", "schatting")))
def test_months_stand_on_their_own(case: tuple[Grootboek, Opdracht, Opdracht]) -> None:
    grootboek, _, other = case
    before = {one.maand: one for one in grootboek.standen()}
    grootboek.book(other)
    wanted = {month.maand: month for month in maandbedragen(other, grootboek.horizon)}
    for one in grootboek.standen():
        was, new = before.get(one.maand), wanted.get(one.maand)
        assert one.maximum == max(new.maximum if new else 0, kept(was.maximum, was) if was else 0)


@given(with_approved(("total", "budget")))
def test_one_amount_is_never_committed_twice(case: tuple[Grootboek, Opdracht, Opdracht]) -> None:
    grootboek, _, other = case
    least = sum(kept(one.maximum, one) for one in grootboek.standen())
    whole = sum(month.maximum for month in maandbedragen(other, grootboek.horizon))
    grootboek.book(other)
    assert sum(one.maximum for one in grootboek.standen()) == max(whole, least)
