# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The BSN: domain §4.1 and §3.3 rule 7, flows §10.23. All numbers here are test numbers."""

import copy
import traceback

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.nl import bsn as library

from noaber.kernel.bsn import Bsn, InvalidBsn, is_bsn

digits = st.text("0123456789", min_size=9, max_size=9)


@st.composite
def bsns(draw) -> str:
    """Nine digits that pass the elfproef, by trying the last digit (it fails for one in eleven)."""
    first_eight = draw(st.text("0123456789", min_size=8, max_size=8).filter(int))
    return draw(
        st.sampled_from([first_eight + last for last in "0123456789"]).filter(library.is_valid)
    )


@pytest.mark.parametrize("number", ["123456782", "111222333", "999990019", "010464554"])
def test_nine_digits_that_pass_the_elfproef_are_a_bsn(number) -> None:
    assert Bsn(number).number == number


@pytest.mark.tegenspraak(23)
@pytest.mark.parametrize(
    "text",
    [
        "123456781",  # fails the elfproef
        "000000000",  # passes it, but is nobody's number
        "999999999",  # CBS: unknown
        "12345678",  # 8 digits
        "1234567820",
        "",
        "123 456 782",
        "1234.56.782",
        "12345678x",
        "１２３４５６７８２",  # digits of another script
        "123456782\n",
    ],
)
def test_anything_else_is_refused_in_dutch_and_not_repeated(text) -> None:
    with pytest.raises(InvalidBsn, match=r"^Dit is geen geldig BSN: een BSN heeft 9") as refusal:
        Bsn(text)
    shown = "".join(traceback.format_exception_only(refusal.value))
    assert not text.strip() or text.strip() not in shown
    assert not is_bsn(text)


@given(digits)
def test_the_elfproef_is_the_weighted_sum_of_the_standard(number) -> None:
    weighted = sum(w * int(d) for w, d in zip([9, 8, 7, 6, 5, 4, 3, 2, -1], number, strict=True))
    assert is_bsn(number) == (weighted % 11 == 0 and number != "000000000")


@given(bsns(), st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(number, place, shift) -> None:
    wrong = str((int(number[place]) + shift) % 10)
    assert not is_bsn(number[:place] + wrong + number[place + 1 :])


@given(bsns())
def test_a_lost_leading_zero_is_put_back_only_when_asked(number) -> None:
    assert Bsn.padded(number) == Bsn(number)
    if number[0] == "0":
        short = number[1:]
        assert not is_bsn(short)
        assert Bsn.padded(short) == Bsn(number)


@pytest.mark.parametrize("text", ["1234567", "", "1046455 4", "12345678"])
def test_padding_does_not_make_a_bsn_of_something_else(text) -> None:
    with pytest.raises(InvalidBsn):
        Bsn.padded(text)


@given(bsns())
def test_a_bsn_never_prints_as_its_number(number) -> None:
    bsn = Bsn(number)
    shown = [str(bsn), repr(bsn), f"{bsn}", f"{bsn!r}", repr([bsn]), bsn.masked, str({"bsn": bsn})]
    assert all(number not in text and number[:6] not in text for text in shown)


def test_the_mask_leaves_three_digits() -> None:
    assert Bsn("123456782").masked == str(Bsn("123456782")) == "******782"
    assert repr(Bsn("123456782")) == "Bsn(*********)"


def test_two_of_the_same_number_are_one() -> None:
    assert {Bsn("123456782"), Bsn("123456782")} == {copy.deepcopy(Bsn("123456782"))}
    assert Bsn("123456782") != Bsn("111222333")


@pytest.mark.parametrize(
    ("number", "expected"),
    [("999900006", True), ("999990019", True), ("123456782", False), ("111222333", False)],
)
def test_the_range_that_is_never_given_out_is_recognised(number, expected) -> None:
    assert Bsn(number).is_test_range is expected
