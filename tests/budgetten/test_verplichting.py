# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What a toewijzing costs per month: docs/algorithms/verplichtingen.md, domain §2.10 and §2.11."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noaber.budgetten.rules.verplichting import maandbedragen
from noaber.budgetten.types import (
    Horizon,
    Kostendrager,
    Maandbedrag,
    NietsVastTeLeggen,
    NietVastTeLeggen,
    OnmogelijkeHorizon,
    OnmogelijkeVerzilveringsgraad,
    Opdracht,
    Tarief,
    TariefOntbreekt,
)
from noaber.kernel.money import Cents, round_half_away
from noaber.kernel.period import Period
from noaber.kernel.plafond import (
    Frequentie,
    Toegewezen,
    max_in_product_periode,
    max_in_toewijzing,
)
from noaber.kernel.wet import Wet
from tests.budgetten.factories import (
    HORIZON,
    HUISHOUDEN,
    T1,
    days,
    deleted,
    expected,
    maxima,
    opdracht,
    per,
    tarief,
    until,
)
from tests.budgetten.reference import months_of
from tests.budgetten.situations import opdrachten

# ── the worked examples ──────────────────────────────────────────────────────────────────────────


def test_t1_commits_every_week_once_in_the_month_where_it_begins() -> None:
    assert maxima(T1) == [90_000, 72_000, 90_000, 72_000, 72_000, 90_000]
    assert expected(T1) == [81_000, 64_800, 81_000, 64_800, 64_800, 81_000]
    assert (sum(maxima(T1)), sum(expected(T1))) == (486_000, 437_400)


EXAMPLES = [
    ("3 uur a week", per("2", 3, "60,00", "2022-07-11 to 2022-09-04"), [54_000, 90_000, 0]),
    (
        "capped at 39 uur",
        per("2", 3, "56,20", "2025-10-07 to 2025-12-30"),
        [67_440, 67_440, 84_300],
    ),
    (
        "output, ends on a Friday",
        per("2", 30_000, "0", "2025-07-07 to 2025-09-05", "83", is_output=True),
        [90_000, 180_000, 0],
    ),
    (
        "output, ends on a Sunday",
        per("2", 30_000, "0", "2025-07-07 to 2025-09-07", "83", is_output=True),
        [90_000, 150_000, 30_000],
    ),
    (
        "output, ends with the year",
        per("2", 30_000, "0", "2025-10-01 to 2025-12-31", "83", is_output=True),
        [120_000, 150_000, 150_000],
    ),
    (
        "output without a Sunday",
        per("2", 30_000, "0", "2026-03-02 to 2026-03-06", "83", is_output=True),
        [0],
    ),
    (
        "hulp bij het huishouden",
        per("2", 1, "30,00", "2022-05-01 to 2022-07-31", kostendrager=HUISHOUDEN),
        [18_000, 12_000, 12_000],
    ),
    (
        "the same as output",
        per("2", 1, "30,00", "2022-05-01 to 2022-07-31", kostendrager=HUISHOUDEN, is_output=True),
        [18_000, 12_000, 12_000],
    ),
    ("week 53", per("2", 3, "60,00", "2026-12-28 to 2027-01-10"), [18_000, 18_000]),
    ("a broken month", per("4", 15, "50,00", "2021-10-12 to 2021-12-31"), [75_000] * 3),
    (
        "minutes at an hour tariff",
        per("1", 100, "0", "2026-01-01 to 2026-01-31", "01", tarieven=(tarief("50,00"),)),
        [258_333],
    ),
    (
        "hours at a minute tariff",
        per("4", 2, "0", "2026-01-01 to 2026-01-31", tarieven=(tarief("0,83", eenheid="01"),)),
        [9_960],
    ),
    ("a leap day", per("1", 1, "10,00", "2028-02-15 to 2028-03-15", "14"), [15_000, 15_000]),
    (
        "total volume",
        per("6", 100, "60,00", "2026-01-01 to 2026-06-30"),
        [102_762, 92_818, 102_762, 99_448, 102_762, 99_448],
    ),
    (
        "total in euro's",
        per("6", 600_000, "0", "2026-01-01 to 2026-06-30", "83"),
        [102_762, 92_818, 102_762, 99_448, 102_762, 99_448],
    ),
    (
        "budget",
        opdracht("2026-01-15 to 2026-03-31", budget=Cents(1_000_000)),
        [223_684, 368_421, 407_895],
    ),
    (
        "another tarief in the new year",
        per(
            "4",
            10,
            "0",
            "2025-11-01 to 2026-01-31",
            tarieven=(
                tarief("58,58", "2026-01-01"),
                tarief("56,20", "2025-01-01 to 2025-12-31"),
            ),
        ),
        [56_200, 56_200, 58_580],
    ),
    (
        "schatting",
        opdracht("2026-01-01 to 2026-02-10", schatting_per_maand=Cents(31_000)),
        [31_000, 11_071],
    ),
]


@pytest.mark.parametrize(
    ("of", "amounts"), [case[1:] for case in EXAMPLES], ids=[case[0] for case in EXAMPLES]
)
def test_an_example_comes_out(of: Opdracht, amounts: list[int]) -> None:
    assert maxima(of) == amounts


def test_verwacht_is_rounded_as_a_whole() -> None:
    of = per("4", 5, "0", "2026-01-01 to 2026-03-31", "83", verzilveringsgraad=Fraction(1, 2))
    assert (maxima(of), expected(of)) == ([5, 5, 5], [3, 3, 2])


def test_a_schatting_is_an_expectation_already() -> None:
    of = opdracht("2026-01-01 to 2026-02-10", schatting_per_maand=Cents(31_000))
    assert expected(replace(of, verzilveringsgraad=Fraction(1, 2))) == [31_000, 11_071]


def test_a_schatting_does_not_replace_a_maximum() -> None:
    assert maxima(replace(T1, schatting_per_maand=Cents(1))) == maxima(T1)


def test_total_volume_has_in_each_month_the_price_of_that_month() -> None:
    """100 uur over 59 days of which 31 cost 56,20 and 28 cost 58,58: 5732,9491... in all."""
    tarieven = (tarief("56,20", "2026-01-01 to 2026-01-31"), tarief("58,58", "2026-02-01"))
    of = per("6", 100, "0", "2026-01-01 to 2026-02-28", tarieven=tarieven)
    assert sum(maxima(of)) == round_half_away(100 * (31 * 5620 + 28 * 5858), 59)
    assert maxima(of) == [295_288, 278_007]


def test_a_year_keeps_its_last_months() -> None:
    """Filled from the front up to TR322 alone, nothing would be left for December."""
    year = per("2", 1, "1,00", "2026-01-01 to 2026-12-31")
    assert maxima(year) == [500, 400, 500, 400, 400, 500, 400, 500, 400, 400, 500, 400]


# ── open ends ────────────────────────────────────────────────────────────────────────────────────


def test_an_open_end_is_committed_up_to_the_horizon() -> None:
    of = per("4", 1, "10,00", "2026-11-15")
    assert maxima(of, Horizon(2026, 0)) == [1_000] * 2
    assert maxima(of, Horizon(2026, 1)) == [1_000] * 14


def test_an_end_is_committed_beyond_the_horizon() -> None:
    assert maxima(per("4", 1, "10,00", "2026-11-15 to 2027-02-01"), Horizon(2026, 0)) == [1_000] * 4


def test_what_begins_after_the_horizon_is_not_committed_yet() -> None:
    of = per("4", 1, "10,00", "2027-01-01")
    assert maxima(of, Horizon(2026, 0)) == []
    assert maxima(of, Horizon(2027, 0)) == [1_000] * 12


def test_a_total_without_end_is_spread_up_to_the_horizon() -> None:
    of = opdracht("2026-10-01", budget=Cents(9_200))
    assert maxima(of, Horizon(2026, 0)) == [3_100, 3_000, 3_100]
    assert sum(maxima(of, Horizon(2027, 0))) == 9_200


@pytest.mark.tegenspraak(7)
@pytest.mark.parametrize(("chosen", "amounts"), [(False, [0, 0]), (True, [30_000, 0])])
def test_output_without_a_sunday_commits_what_may_be_declared(
    chosen: bool, amounts: list[int]
) -> None:
    """Once, in the first month, though either month may declare it (flows §10.7)."""
    days_of_it = "2026-03-30 to 2026-04-04"
    of = per("2", 30_000, "0", days_of_it, "83", is_output=True, counts_week_without_sunday=chosen)
    assert maxima(of) == amounts


def test_an_open_week_of_output_has_no_broken_last_week() -> None:
    """31-12-2026 is a Thursday: the horizon ends the months, not the toewijzing."""
    of = per("2", 100, "0", "2026-12-01", "83", is_output=True)
    assert maxima(of, Horizon(2026, 0)) == [400]
    assert maxima(per("2", 100, "0", "2026-12-01 to 2026-12-31", "83", is_output=True)) == [500]


def test_a_horizon_lies_at_the_end_of_a_booking_year() -> None:
    assert Horizon(2026, 2).end == date(2029, 1, 1)
    with pytest.raises(OnmogelijkeHorizon):
        Horizon(2026, -1)


# ── stopped, deleted ─────────────────────────────────────────────────────────────────────────────


def test_a_stop_leaves_its_own_month_and_the_maximum_whole() -> None:
    stopped = replace(T1, gestopt_op=date(2026, 3, 20))
    assert maxima(stopped) == maxima(T1)
    assert expected(stopped) == [81_000, 64_800, 81_000, 0, 0, 0]


@pytest.mark.parametrize("last_day", [date(2026, 3, 1), date(2026, 3, 31)])
def test_a_stop_on_any_day_of_a_month_is_the_same(last_day: date) -> None:
    assert expected(replace(T1, gestopt_op=last_day))[2:4] == [81_000, 0]


def test_a_stop_before_a_first_broken_month_is_over_leaves_it_whole() -> None:
    of = per("4", 1, "10,00", "2026-03-10 to 2026-04-30", gestopt_op=date(2026, 3, 12))
    assert expected(of) == [1_000, 0]


def test_a_stop_before_the_first_day_leaves_nothing_to_expect() -> None:
    of = per("4", 1, "10,00", "2026-03-10 to 2026-04-30", gestopt_op=date(2026, 3, 9))
    assert (maxima(of), expected(of)) == ([1_000, 1_000], [0, 0])


def test_deleted_has_no_months_and_needs_no_tarief() -> None:
    assert deleted().is_deleted
    assert maandbedragen(replace(deleted(), tarieven=()), HORIZON) == ()


# ── the tarief ───────────────────────────────────────────────────────────────────────────────────


def test_the_first_day_in_the_month_decides_the_tarief() -> None:
    tarieven = (tarief("10,00", "2026-01-01 to 2026-01-14"), tarief("20,00", "2026-01-15"))
    assert maxima(per("4", 1, "0", "2026-01-14 to 2026-01-31", tarieven=tarieven)) == [1_000]
    assert maxima(per("4", 1, "0", "2026-01-15 to 2026-01-31", tarieven=tarieven)) == [2_000]


def test_the_last_tarief_goes_on_until_there_is_a_new_one() -> None:
    tarieven = (
        tarief("9,00", "2025-01-01 to 2025-12-31"),
        tarief("10,00", "2026-01-01 to 2026-12-31"),
    )
    of = per("4", 1, "0", "2026-12-01 to 2027-01-31", tarieven=tarieven)
    assert maxima(of) == [1_000, 1_000]


def test_the_order_of_tarieven_has_no_say_and_the_latest_begin_counts() -> None:
    tarieven = (tarief("9,00", "2025-01-01"), tarief("10,00", "2026-01-01"))
    for order in (tarieven, tarieven[::-1]):
        assert maxima(per("4", 1, "0", "2026-02-01 to 2026-02-28", tarieven=order)) == [1_000]


def test_a_tarief_that_holds_goes_before_one_that_began_later_and_ended() -> None:
    tarieven = (tarief("9,00", "2025-01-01"), tarief("10,00", "2026-01-01 to 2026-01-31"))
    assert maxima(per("4", 1, "0", "2026-02-01 to 2026-02-28", tarieven=tarieven)) == [900]


def test_a_tarief_of_the_very_eenheid_goes_before_one_in_other_time() -> None:
    tarieven = (tarief("60,00"), tarief("0,90", eenheid="01"))
    assert maxima(per("4", 10, "0", "2026-02-01 to 2026-02-28", "01", tarieven=tarieven)) == [900]


@pytest.mark.parametrize(
    "tarieven",
    [(), (tarief("60,00", eenheid="14"),), (tarief("60,00", "2026-01-02"),)],
    ids=["none", "other eenheid", "begins later"],
)
def test_without_a_tarief_there_is_nothing_to_commit(tarieven: tuple[Tarief, ...]) -> None:
    with pytest.raises(TariefOntbreekt):
        maandbedragen(replace(T1, tarieven=tarieven), HORIZON)


def test_without_omvang_budget_and_schatting_there_is_nothing_to_commit() -> None:
    with pytest.raises(NietsVastTeLeggen):
        maandbedragen(opdracht("2026-01-01"), HORIZON)


# ── what cannot be ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("graad", [Fraction(-1, 100), Fraction(101, 100)])
def test_a_verzilveringsgraad_is_a_part(graad: Fraction) -> None:
    with pytest.raises(OnmogelijkeVerzilveringsgraad):
        replace(T1, verzilveringsgraad=graad)


def test_an_omvang_with_a_budget_is_a_mistake_of_ours() -> None:
    with pytest.raises(TypeError, match="not both"):
        replace(T1, budget=Cents(1))


@pytest.mark.parametrize(
    ("month", "maximum", "verwacht"), [(date(2026, 1, 2), 1, 1), (date(2026, 1, 1), 1, 2)]
)
def test_a_maandbedrag_that_cannot_be(month: date, maximum: int, verwacht: int) -> None:
    with pytest.raises(TypeError):
        Maandbedrag(month, Cents(maximum), Cents(verwacht))


@pytest.mark.parametrize(
    "refusal",
    [TariefOntbreekt, NietsVastTeLeggen, OnmogelijkeVerzilveringsgraad, OnmogelijkeHorizon],
)
def test_a_refusal_says_what_is_wrong_and_what_to_do(refusal: type[Exception]) -> None:
    text = str(refusal())
    assert text[0].isupper()
    assert text.endswith(".")
    assert ", want " in text
    assert ": " in text


def test_what_cannot_be_committed_is_caught_as_one() -> None:
    assert issubclass(TariefOntbreekt, NietVastTeLeggen)
    assert issubclass(NietsVastTeLeggen, NietVastTeLeggen)


@pytest.mark.parametrize(
    ("wet", "categorie", "is_huishouden"),
    [(Wet.WMO, "01", True), (Wet.JW, "01", False), (Wet.WMO, "02", False), (Wet.WMO, None, False)],
)
def test_hulp_bij_het_huishouden_is_categorie_01_of_the_iwmo(
    wet: Wet, categorie: str | None, is_huishouden: bool
) -> None:
    assert Kostendrager(1, wet, categorie, None).is_huishouden is is_huishouden


# ── what always holds ────────────────────────────────────────────────────────────────────────────


def toegewezen(of: Opdracht) -> Toegewezen:
    assert of.omvang is not None
    return Toegewezen(
        of.omvang.volume,
        Frequentie(of.omvang.frequentie),
        of.is_output,
        of.kostendrager.is_huishouden,
        of.counts_week_without_sunday,
    )


horizons = st.builds(Horizon, st.integers(2024, 2030), st.integers(0, 2))


@given(opdrachten(), horizons)
def test_day_by_day_gives_the_same(of: Opdracht, horizon: Horizon) -> None:
    found = {
        bedrag.maand: (bedrag.maximum, bedrag.verwacht) for bedrag in maandbedragen(of, horizon)
    }
    assert found == months_of(of, horizon)


@given(opdrachten(), horizons)
def test_months_follow_each_other_and_cover_all_days(of: Opdracht, horizon: Horizon) -> None:
    end = horizon.end if of.period.end is None else of.period.end
    days_of_it = Period(of.period.start, max(of.period.start, end))
    months = [month.start.replace(day=1) for month in days_of_it.months()]
    assert [bedrag.maand for bedrag in maandbedragen(of, horizon)] == months


@given(opdrachten(), horizons)
def test_verwacht_adds_up_and_is_never_above_the_maximum(of: Opdracht, horizon: Horizon) -> None:
    running = replace(of, gestopt_op=None)
    amounts = maxima(running, horizon)
    whole = sum(amounts)
    has_maximum = of.omvang is not None or of.budget is not None
    graad = of.verzilveringsgraad if has_maximum else Fraction(1)
    assert sum(expected(running, horizon)) == round_half_away(whole * graad)
    for maximum, verwacht in zip(amounts, expected(of, horizon), strict=True):
        assert 0 <= verwacht <= maximum


@given(opdrachten(shapes=("budget", "total")), horizons)
def test_one_amount_adds_up_to_the_cent(of: Opdracht, horizon: Horizon) -> None:
    amounts = maxima(of, horizon)
    whole = of.budget if of.omvang is None else of.omvang.volume * of.tarieven[0].cents
    if len(of.tarieven) == 1 and amounts:
        assert sum(amounts) == whole


@given(opdrachten(shapes=("budget", "total")), horizons)
def test_a_month_of_one_amount_is_within_a_cent_of_its_days(of: Opdracht, horizon: Horizon) -> None:
    amounts = maxima(of, horizon)
    if len(of.tarieven) > 1 or not amounts:
        return
    end = horizon.end if of.period.end is None else of.period.end
    whole, all_days = sum(amounts), (end - of.period.start).days
    for month, amount in zip(Period(of.period.start, end).months(), amounts, strict=True):
        assert abs(amount - Fraction(whole * month.days, all_days)) < 1


@given(opdrachten(shapes=("volume",)))
def test_both_limits_hold(of: Opdracht) -> None:
    """At one cent per unit the amounts are the units."""
    one_cent = replace(of, tarieven=(tarief("0,01"),))
    horizon = Horizon(2030, 0)
    amounts = maxima(one_cent, horizon)
    omvang = toegewezen(of)
    end = horizon.end if of.period.end is None else of.period.end
    months = Period(of.period.start, max(end, of.period.start)).months()
    limits = [max_in_product_periode(omvang, of.period, month) for month in months]
    assert all(0 <= amount <= limit for amount, limit in zip(amounts, limits, strict=True))
    so_far = [max_in_toewijzing(omvang, Period(of.period.start, month.end)) for month in months]
    whole = so_far[-1] if so_far else 0
    assert whole is not None
    assert sum(amounts) <= whole
    is_output = of.is_output and not omvang.is_huishouden
    if not is_output:
        assert list(accumulate(amounts)) == so_far
    elif omvang.frequentie is Frequentie.WEEK and (of.period.is_open or of.period.sundays()):
        assert amounts == limits


@given(opdrachten(shapes=("volume",)), st.integers(0, 400))
def test_another_end_leaves_the_months_before_it_as_they_are(of: Opdracht, length: int) -> None:
    """Except for the week of output that has no Sunday: it goes with the last one there is."""
    one = until(date.fromordinal(of.period.start.toordinal() + length).isoformat(), of)
    other = until(date.fromordinal(of.period.start.toordinal() + length + 40).isoformat(), of)
    if of.is_output:
        return
    shorter, longer = maxima(one), maxima(other)
    assert shorter[:-1] == longer[: len(shorter) - 1]
    assert shorter[-1] <= longer[len(shorter) - 1]


@given(opdrachten(), horizons)
def test_the_order_of_tarieven_has_no_say(of: Opdracht, horizon: Horizon) -> None:
    turned = replace(of, tarieven=of.tarieven[::-1])
    assert maandbedragen(turned, horizon) == maandbedragen(of, horizon)


@given(st.integers(2015, 2045))
def test_a_year_of_weeks_has_all_its_weeks_once(year: int) -> None:
    """Week 53, and the week that the years share."""
    of = per("2", 1, "1,00", f"{year}-01-01 to {year}-12-31")
    assert sum(maxima(of)) == 100 * days(f"{year}-01-01 to {year}-12-31").iso_weeks
    assert set(maxima(of)) <= {400, 500, 600}
