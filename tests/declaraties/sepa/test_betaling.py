# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""A payment, a file and a statement that cannot be right do not come into being."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from noaber.declaraties.types.bankreden import Bankreden, InvalidBankreden
from noaber.declaraties.types.betaling import (
    Afschrift,
    Afschriftregel,
    Afwijzing,
    Bereik,
    InvalidAfschrift,
    InvalidBetaling,
    Regelstatus,
    Statusrapport,
)
from noaber.kernel.money import Cents
from tests.declaraties.sepa.builders import AANBIEDER, BSN, GEMEENTE, account, bestand, opdracht


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"end_to_end_id": ""}, id="no reference"),
        pytest.param({"end_to_end_id": "x" * 36}, id="reference too long"),
        pytest.param({"end_to_end_id": "/1"}, id="slash in front"),
        pytest.param({"end_to_end_id": "1/"}, id="slash behind"),
        pytest.param({"end_to_end_id": "1//2"}, id="two slashes"),
        pytest.param({"end_to_end_id": " 1"}, id="space in front"),
        pytest.param({"end_to_end_id": "één"}, id="letters no bank reads"),
        pytest.param({"end_to_end_id": "1\n"}, id="line end"),
        pytest.param({"end_to_end_id": "NOTPROVIDED"}, id="the word for none"),
        pytest.param({"end_to_end_id": f"B{BSN}"}, id="a BSN as reference"),
        pytest.param({"omschrijving": f"Declaratie {BSN}"}, id="a BSN in the text"),
        pytest.param({"omschrijving": ""}, id="no text"),
        pytest.param({"omschrijving": "x" * 141}, id="text too long"),
        pytest.param({"omschrijving": "twee\nregels"}, id="two lines"),
        pytest.param({"crediteur": ""}, id="no name"),
        pytest.param({"crediteur": " Zorggroep"}, id="space in front of a name"),
        pytest.param({"crediteur": "Zorg\x00groep"}, id="control character"),
        pytest.param({"bedrag": Cents(0)}, id="nothing"),
        pytest.param({"bedrag": Cents(-1)}, id="less than nothing"),
        pytest.param({"bedrag": Cents(100_000_000_000)}, id="more than a bank takes"),
    ],
)
def test_an_opdracht_that_a_bank_would_refuse_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(InvalidBetaling) as refused:
        opdracht(**wrong)
    text = str(refused.value)
    assert ":" in text, "it says what to do"
    assert BSN not in text
    assert AANBIEDER.number not in text


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"message_id": "x" * 36}, id="reference too long"),
        pytest.param({"message_id": f"NOABER {BSN}"}, id="a BSN as reference"),
        pytest.param({"opdrachten": ()}, id="no opdrachten"),
        pytest.param({"opdrachten": (opdracht(1), opdracht(1))}, id="one reference twice"),
        pytest.param({"uitvoerdatum": date(2026, 4, 1)}, id="before it was made"),
        pytest.param({"bic": "NOAB"}, id="BIC too short"),
        pytest.param({"bic": "noabnl2a"}, id="BIC in small letters"),
        pytest.param({"bic": ""}, id="empty BIC"),
        pytest.param({"debiteur": ""}, id="no debiteur"),
        pytest.param({"indiener": "Gemeente\tx"}, id="tab in a name"),
    ],
)
def test_a_file_that_a_bank_would_refuse_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(InvalidBetaling) as refused:
        bestand(**wrong)
    assert ":" in str(refused.value)
    assert GEMEENTE.number not in str(refused.value)


def test_an_account_outside_the_eea_needs_more_than_a_file_has() -> None:
    with pytest.raises(InvalidBetaling, match="buiten de Europese Economische Ruimte"):
        opdracht(iban=account("NOAB00000000000000", "GB"))


def test_a_moment_without_a_zone_is_a_mistake_of_the_programmer() -> None:
    with pytest.raises(TypeError):
        bestand(aangemaakt_at=datetime(2026, 4, 2, 9, 30))  # noqa: DTZ001
    with pytest.raises(TypeError):
        bestand(uitvoerdatum=datetime(2026, 4, 3, tzinfo=UTC))


def test_a_float_is_no_amount() -> None:
    with pytest.raises(TypeError):
        opdracht(bedrag=12.5)


def test_the_day_of_making_is_the_dutch_one() -> None:
    just_after_midnight = datetime(2026, 4, 2, 22, 30, tzinfo=UTC)
    assert bestand(aangemaakt_at=just_after_midnight, uitvoerdatum=date(2026, 4, 3))
    with pytest.raises(InvalidBetaling, match="uitvoerdatum"):
        bestand(aangemaakt_at=just_after_midnight, uitvoerdatum=date(2026, 4, 2))


def test_the_total_is_the_sum_to_the_cent() -> None:
    made = bestand(*(opdracht(n, bedrag=Cents(10)) for n in range(1, 4)))
    assert made.totaal == Cents(30)


def test_nine_digits_that_are_no_bsn_may_be_a_reference() -> None:
    assert opdracht(omschrijving="Factuur 999990018").omschrijving == "Factuur 999990018"
    assert opdracht(omschrijving=f"Factuur 1{BSN}"), "ten digits are no BSN"


def test_a_print_shows_no_name_and_no_account() -> None:
    shown = repr(bestand(opdracht()))
    assert "Hoogeland" not in shown
    assert AANBIEDER.number not in shown


# ── what the bank says ───────────────────────────────────────────────────────────────────────────


def regel(cents: int, **other: Any) -> Afschriftregel:
    fields: dict[str, Any] = {
        "end_to_end_id": "2026-03/1",
        "bedrag": Cents(cents),
        "boekdatum": date(2026, 4, 3),
        "status": Regelstatus.GEBOEKT,
    }
    return Afschriftregel(**fields | other)


def afschrift(begin: int, end: int, *regels: Afschriftregel) -> Afschrift:
    return Afschrift(
        afschrift_id="64",
        volgnummer=64,
        iban=GEMEENTE,
        beginsaldo=Cents(begin),
        eindsaldo=Cents(end),
        saldodatum=date(2026, 4, 3),
        regels=regels,
    )


def test_a_statement_adds_up_or_is_none() -> None:
    assert afschrift(1000, 300, regel(-800), regel(100))
    assert afschrift(1000, 1000)
    with pytest.raises(InvalidAfschrift, match="niet volledig"):
        afschrift(1000, 301, regel(-800), regel(100))


def test_only_a_returned_line_has_a_reason() -> None:
    with pytest.raises(InvalidAfschrift):
        regel(100, reden=Bankreden("AC04"))
    with pytest.raises(InvalidAfschrift):
        regel(100, aantal=0)


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("AC04", "De rekening is opgeheven (AC04): "),
        ("MD07", "De rekeninghouder is overleden (MD07): "),
        ("AC01", "Het rekeningnummer klopt niet of bestaat niet (AC01): "),
        ("ZZ99", "De bank geeft een reden die noaber niet kent (ZZ99): "),
        (None, "De bank geeft een reden die noaber niet kent: "),
    ],
)
def test_a_reason_says_in_dutch_what_it_means_and_what_to_do(code: str | None, says: str) -> None:
    reden = Bankreden(code)
    assert str(reden).startswith(says)
    assert str(reden) == f"{says}{reden.actie}."
    assert reden.is_known is (code in ("AC04", "MD07", "AC01"))


@pytest.mark.parametrize("code", ["", "ac04", "AC040", "A 04", "AC04\n"])
def test_a_text_that_is_no_code_is_no_reason(code: str) -> None:
    with pytest.raises(InvalidBankreden):
        Bankreden(code)


def test_the_most_precise_refusal_holds() -> None:
    whole = Afwijzing(bereik=Bereik.BATCH, payment_information_id="B1")
    one = Afwijzing(bereik=Bereik.OPDRACHT, payment_information_id="B1", end_to_end_id="2026-03/1")
    rapport = Statusrapport(message_id="B1", status="RJCT", afwijzingen=(whole, one))
    assert rapport.find_afwijzing("2026-03/1") is one
    assert rapport.find_afwijzing("2026-03/2") is whole
    part = Statusrapport(message_id="B1", status="PART", afwijzingen=(one,))
    assert part.find_afwijzing("2026-03/2") is None
