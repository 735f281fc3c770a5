# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Money: docs/algorithms/geld.md, domain §0 rule 4, §2.8 and §2.9, flows scenario 79."""

import json
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noaber.kernel.money import (
    Cents,
    UnreadableAmount,
    UnusableWeights,
    format_euro,
    parse_euro,
    round_half_away,
    split_largest_remainder,
    total,
)

amounts = st.integers(-(10**12), 10**12)
ratios = st.fractions(min_value=-(10**9), max_value=10**9, max_denominator=10**6)
weights = st.lists(st.fractions(0, 1000, max_denominator=1000), min_size=1, max_size=20)


# ---------------------------------------------------------------------------- rounding


@pytest.mark.parametrize(
    ("numerator", "denominator", "expected"),
    [
        (1, 2, 1),
        (-1, 2, -1),
        (3, 2, 2),
        (-3, 2, -2),
        (5, 2, 3),  # half to even would give 2
        (49, 100, 0),
        (-49, 100, 0),
        (1, -2, -1),
        (0, 7, 0),
        (Decimal("2.5"), 1, 3),
        (Decimal("0.005"), Decimal("0.01"), 1),
        (Fraction(7, 2), 1, 4),
        (1, Fraction(2, 3), 2),
    ],
)
def test_a_half_goes_away_from_zero(numerator, denominator, expected) -> None:
    assert round_half_away(numerator, denominator) == expected


@given(ratios)
def test_rounding_is_symmetric(ratio) -> None:
    assert round_half_away(-ratio) == -round_half_away(ratio)


@given(ratios)
def test_rounding_is_never_off_by_more_than_a_half(ratio) -> None:
    assert abs(round_half_away(ratio) - ratio) <= Fraction(1, 2)


@given(st.integers(), st.integers(1, 10**6))
def test_a_whole_number_stays_as_it_is(number, factor) -> None:
    assert round_half_away(number) == number
    assert round_half_away(number * factor, factor) == number


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9))
def test_a_decimal_gives_the_same_as_its_fraction(number) -> None:
    assert round_half_away(number) == round_half_away(Fraction(number))


@pytest.mark.parametrize("numbers", [(0.5, 1), (1, 2.0)])
def test_a_float_is_refused(numbers) -> None:
    with pytest.raises(TypeError, match="float is not exact"):
        round_half_away(*numbers)


def test_a_denominator_of_zero_is_refused() -> None:
    with pytest.raises(ZeroDivisionError):
        round_half_away(1, 0)


# ---------------------------------------------------------------- tariff times volume


@pytest.mark.parametrize(
    ("tariff", "numerator", "denominator", "expected"),
    [
        (5000, 1, 60, 83),  # flows 79: ProductTarief 0,83 is only shown
        (5000, 95, 60, 7917),  # flows 79: 79,17 and not 95 x 0,83 = 78,85
        (5620, 1, 60, 94),  # domain 2.9: 0,94
        (5620, 45, 60, 4215),  # domain 2.9: 42,15 and not 45 x 0,94 = 42,30
        (6000, 18, 1, 108000),  # flows 73
        (5620, Decimal("1.0423"), 1, 5858),  # domain 2.8: 58,57726 after indexation
        (-5000, 95, 60, -7917),  # the credit is the mirror of the debit
    ],
)
def test_a_tariff_is_rounded_once_at_the_line(tariff, numerator, denominator, expected) -> None:
    assert Cents(tariff).scaled(numerator, denominator) == expected


def test_minutes_of_a_whole_period_are_added_before_they_become_hours() -> None:
    """Domain §2.9, flows 81: 4 x 95 minutes is 6 hours (the minimum of 1 is for the rule)."""
    assert round_half_away(4 * 95, 60) == 6
    assert round_half_away(20, 60) == 0


# ------------------------------------------------------------------------------ cents


def test_sums_differences_and_multiples_stay_cents() -> None:
    results = [
        Cents(5) + Cents(3),
        Cents(5) - 3,
        10 - Cents(2),
        2 * Cents(4),
        Cents(4) * 2,
        -Cents(-8),
        abs(Cents(-8)),
        sum([Cents(3), Cents(5)]),
        total([Cents(3), 5]),
    ]
    assert results == [8, 2, 8, 8, 8, 8, 8, 8, 8]
    assert {type(result) for result in results} == {Cents}


def test_the_total_of_nothing_is_zero_cents() -> None:
    assert total([]) == Cents(0)
    assert isinstance(total([]), Cents)


REFUSED = {
    "Cents(12.5)": lambda amount: Cents(12.5),
    "Cents('12')": lambda amount: Cents("12"),
    "Cents(Decimal)": lambda amount: Cents(Decimal(12)),
    "+ float": lambda amount: amount + 0.5,
    "- float": lambda amount: amount - 0.5,
    "* float": lambda amount: amount * 1.5,
    "* money": lambda amount: amount * amount,
    "/": lambda amount: amount / 2,
    "//": lambda amount: amount // 2,
    "%": lambda amount: amount % 2,
    "divmod": lambda amount: divmod(amount, 2),
    "number /": lambda amount: 100 / amount,
    "scaled(float)": lambda amount: amount.scaled(1.5),
}


@pytest.mark.parametrize("operation", REFUSED.values(), ids=REFUSED.keys())
def test_what_would_bring_in_a_float_or_a_second_rounding_is_refused(operation) -> None:
    with pytest.raises(TypeError):
        operation(Cents(100))


def test_cents_go_where_an_int_goes() -> None:
    amount = Cents(7917)
    assert json.dumps({"bedrag": amount}) == '{"bedrag": 7917}'
    assert str(amount) == f"{amount}" == "7917"
    assert repr(amount) == "Cents(7917)"
    assert {amount: "x"}[7917] == "x"
    assert sorted([Cents(2), Cents(1)]) == [1, 2]


# ---------------------------------------------------------------------------- splitting


@pytest.mark.parametrize(
    ("amount", "by", "parts"),
    [
        (10000, [1, 1, 1], [3334, 3333, 3333]),
        (-10000, [1, 1, 1], [-3334, -3333, -3333]),
        (100, [1, 2, 3], [17, 33, 50]),
        (1, [1, 1], [1, 0]),
        (0, [1, 2], [0, 0]),
        (5, [0, 1, 0], [0, 5, 0]),
        (100, [Decimal("0.7"), Decimal("0.3")], [70, 30]),
        (1001, [Fraction(1, 3), Fraction(2, 3)], [334, 667]),
        (975000, [70, 30], [682500, 292500]),  # flows 103: 70 % and 30 % of 9750,00
    ],
)
def test_a_split_gives_the_cents_left_over_to_the_largest_remainders(amount, by, parts) -> None:
    assert split_largest_remainder(amount, by) == parts


@given(amounts, weights.filter(any))
def test_the_parts_add_up_to_the_whole(amount, by) -> None:
    assert total(split_largest_remainder(amount, by)) == amount


@given(amounts, weights.filter(any))
def test_no_part_is_a_cent_or_more_away_from_its_exact_share(amount, by) -> None:
    parts = split_largest_remainder(amount, by)
    shares = [Fraction(amount) * weight / sum(by) for weight in by]
    assert all(abs(int(part) - share) < 1 for part, share in zip(parts, shares, strict=True))


@given(amounts, weights.filter(any))
def test_the_split_of_a_credit_mirrors_that_of_the_debit(amount, by) -> None:
    mirrored = [-part for part in split_largest_remainder(amount, by)]
    assert split_largest_remainder(-amount, by) == mirrored


@given(amounts, weights.filter(any))
def test_a_weight_of_zero_gets_nothing(amount, by) -> None:
    parts = split_largest_remainder(amount, by)
    assert all(part == 0 for part, weight in zip(parts, by, strict=True) if weight == 0)


@given(amounts, weights.filter(any), st.integers(1, 1000))
def test_only_the_proportion_of_the_weights_matters(amount, by, factor) -> None:
    scaled = [weight * factor for weight in by]
    assert split_largest_remainder(amount, scaled) == split_largest_remainder(amount, by)


@pytest.mark.parametrize("by", [[], [0], [0, 0], [1, -1, 5]])
def test_weights_that_cannot_split_anything_are_refused(by) -> None:
    with pytest.raises(UnusableWeights, match=r"^Het bedrag is niet te verdelen, want .*: geef "):
        split_largest_remainder(100, by)


@pytest.mark.parametrize(("amount", "by"), [(1.0, [1]), (1, [0.5])])
def test_a_split_takes_no_float(amount, by) -> None:
    with pytest.raises(TypeError):
        split_largest_remainder(amount, by)


# ------------------------------------------------------------------------ Dutch notation


@pytest.mark.parametrize(
    ("cents", "text"),
    [
        (0, "€ 0,00"),
        (5, "€ 0,05"),
        (-5, "€ -0,05"),
        (7917, "€ 79,17"),
        (123456, "€ 1.234,56"),
        (-123456789, "€ -1.234.567,89"),
    ],
)
def test_an_amount_is_shown_as_a_dutch_reader_writes_it(cents, text) -> None:
    assert format_euro(cents) == text


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("1.234,56", 123456),
        ("1234,56", 123456),
        ("€ 12", 1200),
        ("€12,5", 1250),
        ("EUR 12,50", 1250),
        ("-3,5", -350),
        ("€ -3,50", -350),
        ("- € 3,50", -350),
        ("\u2212 3,50", -350),  # the minus of a word processor
        ("€\u00a01.234.567,89", 123456789),  # the space of a bank statement
        ("12,-", 1200),
        ("12,--", 1200),
        ("  7  ", 700),
        ("1.234", 123400),
    ],
)
def test_an_amount_is_read_as_people_type_it(text, cents) -> None:
    assert parse_euro(text) == cents


@given(amounts)
def test_what_is_shown_can_be_read_back(amount) -> None:
    assert parse_euro(format_euro(amount)) == amount


@pytest.mark.parametrize(
    "text",
    ["", "€", "12.50", "1.23,4", "1.2345", "1,234", "12,", ",50", "--3", "- -3", "twaalf", "1e3"],
)
def test_what_could_mean_two_things_is_refused_in_dutch(text) -> None:
    with pytest.raises(UnreadableAmount, match=r"^Dit bedrag is niet te lezen: schrijf euro's"):
        parse_euro(text)


def test_the_refusal_does_not_repeat_what_was_typed() -> None:
    with pytest.raises(UnreadableAmount) as refusal:
        parse_euro("BSN 123456782")
    assert "123456782" not in str(refusal.value)
