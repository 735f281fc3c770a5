# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""AGB code, IBAN and gemeentecode: domain §4.1."""

from datetime import date

import pytest

from noaber.kernel.agb import AgbCode, InvalidAgbCode
from noaber.kernel.gemeentecode import (
    Gemeentecode,
    InvalidGemeentecode,
    find_gemeente,
    is_known,
    list_gemeenten,
)
from noaber.kernel.iban import Iban, InvalidIban

WRONG_DIGITS = ["", "1234567x", " 1234567", "１２３４５６７８", "12345678\n"]


# ---------------------------------------------------------------------------------- agb


def test_an_agb_code_is_8_digits_of_which_two_tell_the_kind_of_care() -> None:
    code = AgbCode("06012345")
    assert code == "06012345"
    assert code.zorgsoort == "06"
    assert isinstance(code, str)


@pytest.mark.parametrize("text", [*WRONG_DIGITS, "6012345", "060123456"])
def test_what_is_no_agb_code_is_refused_in_dutch(text) -> None:
    with pytest.raises(InvalidAgbCode, match=r"^Dit is geen AGB-code: een AGB-code heeft 8"):
        AgbCode(text)


# --------------------------------------------------------------------------------- iban


def test_an_iban_is_read_as_typed_and_shown_masked() -> None:
    iban = Iban.parse("nl91 abna 0417 1643 00")
    assert iban == Iban("NL91ABNA0417164300")
    assert iban.masked == str(iban) == "NL** **** **** **43 00"
    assert repr(iban) == "Iban(NL** **** **** **43 00)"


def test_an_iban_of_another_country_has_its_own_length() -> None:
    assert Iban.parse("BE68 5390 0754 7034").number == "BE68539007547034"
    assert Iban.parse("DE89 3704 0044 0532 0130 00").masked == "DE** **** **** **** **30 00"


@pytest.mark.parametrize(
    "text",
    [
        "NL91ABNA0417164301",  # mod-97 gives 28
        "NL91ABNA041716430",
        "XX91ABNA0417164300",
        "91ABNA0417164300",
        "",
        "NL91-ABNA-0417-1643-00",
    ],
)
def test_what_is_no_iban_is_refused_in_dutch_and_not_repeated(text) -> None:
    with pytest.raises(InvalidIban, match=r"^Dit rekeningnummer \(IBAN\) klopt niet") as refusal:
        Iban.parse(text)
    assert not text or text not in str(refusal.value)


def test_the_constructor_takes_the_compact_form_only() -> None:
    with pytest.raises(InvalidIban):
        Iban("NL91 ABNA 0417 1643 00")


# ------------------------------------------------------------------------- gemeentecode


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("1969", "Westerkwartier"),
        ("0059", "Achtkarspelen"),
        ("0737", "Tytsjerksteradiel"),
        ("1979", "Eemsdelta"),
        ("0889", "Beesel"),
        ("0893", "Bergen (L.)"),
        ("0907", "Gennep"),
        ("1507", "Horst aan de Maas"),
        ("1894", "Peel en Maas"),
        ("0983", "Venlo"),
        ("0984", "Venray"),
    ],
)
def test_the_gemeenten_of_the_domain_model_are_in_the_list(code, name) -> None:
    gemeente = find_gemeente(code, on=date(2026, 1, 1))
    assert gemeente is not None
    assert (gemeente.code, gemeente.name) == (code, name)


@pytest.mark.parametrize(
    ("day", "count"),
    [
        (date(2015, 1, 1), 393),
        (date(2016, 1, 1), 390),
        (date(2017, 1, 1), 388),
        (date(2018, 1, 1), 380),
        (date(2019, 1, 1), 355),
        (date(2020, 1, 1), 355),
        (date(2021, 1, 1), 352),
        (date(2022, 1, 1), 345),
        (date(2022, 3, 24), 344),
        (date(2023, 1, 1), 342),
        (date(2026, 1, 1), 342),
    ],
)
def test_there_are_as_many_gemeenten_as_cbs_counts(day, count) -> None:
    assert len(list_gemeenten(on=day)) == count


@pytest.mark.parametrize(
    ("code", "last_day"),
    [
        ("0010", date(2020, 12, 31)),  # Delfzijl, into Eemsdelta
        ("0003", date(2020, 12, 31)),
        ("0024", date(2020, 12, 31)),
        ("0015", date(2018, 12, 31)),  # Grootegast, into Westerkwartier
        ("0457", date(2022, 3, 23)),  # Weesp, into Amsterdam
    ],
)
def test_a_code_is_known_until_the_herindeling_and_not_on_that_day(code, last_day) -> None:
    assert is_known(code, on=last_day)
    assert not is_known(code, on=last_day.replace(day=1).replace(year=last_day.year + 1))
    assert not is_known(code, on=date.fromordinal(last_day.toordinal() + 1))


def test_a_new_gemeente_is_known_from_its_first_day() -> None:
    assert not is_known("1979", on=date(2020, 12, 31))
    assert is_known("1979", on=date(2021, 1, 1))


@pytest.mark.parametrize("code", ["0000", "9999", "59", "", "GM0059"])
def test_a_code_that_never_was_is_not_known(code) -> None:
    assert not is_known(code, on=date(2026, 1, 1))


def test_the_list_is_silent_before_2015() -> None:
    assert not is_known("0059", on=date(2014, 12, 31))


def test_a_code_keeps_its_leading_zero() -> None:
    assert Gemeentecode("0059") == "0059"


@pytest.mark.parametrize("text", ["59", "00059", "", "005x", "００５９"])
def test_what_is_no_gemeentecode_is_refused_in_dutch(text) -> None:
    with pytest.raises(InvalidGemeentecode, match=r"^Dit is geen gemeentecode: .* 4 cijfers"):
        Gemeentecode(text)


def test_the_list_says_the_same_as_the_published_one(shared_standards) -> None:
    published = shared_standards / "codelists" / "CBS_gemeentecodes_2026-01-01.csv"
    lines = published.read_text(encoding="utf-8").splitlines()[1:]
    codes = {line.split(",")[0] for line in lines}
    assert {gemeente.code for gemeente in list_gemeenten(on=date(2026, 1, 1))} == codes
