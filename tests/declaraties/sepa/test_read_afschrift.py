# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""A bank statement in either version gives the same lines, which add up, and no persons."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noaber.declaraties.sepa.elements import UnreadableBankbericht
from noaber.declaraties.sepa.read import read_afschriften
from noaber.declaraties.types.bankreden import Bankreden
from noaber.declaraties.types.betaling import Afschrift, Afschriftregel, Regelstatus
from noaber.kernel.money import Cents
from tests.declaraties.sepa.builders import (
    CAMT,
    GEMEENTE,
    balance,
    camt,
    detail,
    entry,
    statement,
)

BTCH = "<Btch><PmtInfId>NOABER-1</PmtInfId><NbOfTxs>{}</NbOfTxs></Btch>"
REVERSAL = "<RvslInd>true</RvslInd>"


@pytest.fixture(params=CAMT)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def read_one(entries: list[str], begin: int, end: int, *, kind: str, **other: str) -> Afschrift:
    (afschrift,) = read_afschriften(camt(statement(entries, begin, end, **other), kind=kind))
    return afschrift


def regel(**other: object) -> Afschriftregel:
    fields: dict[str, object] = {
        "end_to_end_id": "2026-03/1",
        "bank_kenmerk": "BANK-1",
        "boekdatum": date(2026, 4, 3),
        "status": Regelstatus.GEBOEKT,
    }
    return Afschriftregel(**fields | other)  # type: ignore[arg-type]


def test_a_payment_that_was_booked(kind: str) -> None:
    afschrift = read_one(
        [entry(-123_456, detail("2026-03/1", kind=kind), kind=kind)], 200_000, 76_544, kind=kind
    )
    assert afschrift == Afschrift(
        afschrift_id="AFSCHRIFT-64",
        volgnummer=64,
        iban=GEMEENTE,
        beginsaldo=Cents(200_000),
        eindsaldo=Cents(76_544),
        saldodatum=date(2026, 4, 3),
        regels=(regel(bedrag=Cents(-123_456)),),
    )


@pytest.mark.parametrize(
    ("reden", "read"),
    [
        ("<Cd>AC04</Cd>", Bankreden("AC04")),
        ("<Cd>MD07</Cd>", Bankreden("MD07")),
        ("<Prtry>Rekening van J. Voorbeeld is weg</Prtry>", Bankreden(None)),
    ],
)
def test_a_payment_that_came_back(kind: str, reden: str, read: Bankreden) -> None:
    back = entry(123_456, detail("2026-03/1", kind=kind, reden=reden), kind=kind)
    (found,) = read_one([back], 0, 123_456, kind=kind).regels
    assert found == regel(bedrag=Cents(123_456), status=Regelstatus.GERETOURNEERD, reden=read)


def test_a_reversal_without_a_reason_came_back_too(kind: str) -> None:
    back = entry(500, detail("2026-03/1", kind=kind), kind=kind, before=REVERSAL)
    (found,) = read_one([back], 0, 500, kind=kind).regels
    assert (found.status, found.reden) == (Regelstatus.GERETOURNEERD, None)
    not_back = entry(500, kind=kind, before="<RvslInd>false</RvslInd>")
    (found,) = read_one([not_back], 0, 500, kind=kind).regels
    assert found.status is Regelstatus.GEBOEKT


def test_a_batch_with_details_is_a_line_for_each_opdracht(kind: str) -> None:
    details = BTCH.format(2) + detail("A", -700, kind=kind) + detail("B", -300, kind=kind)
    regels = read_one([entry(-1000, details, kind=kind)], 5000, 4000, kind=kind).regels
    batch = {"payment_information_id": "NOABER-1"}
    assert regels == (
        regel(end_to_end_id="A", bedrag=Cents(-700), **batch),
        regel(end_to_end_id="B", bedrag=Cents(-300), **batch),
    )


def test_a_batch_in_which_one_came_back(kind: str) -> None:
    details = detail("A", 700, kind=kind) + detail("B", 300, kind=kind, reden="<Cd>AC01</Cd>")
    first, second = read_one([entry(1000, details, kind=kind)], 0, 1000, kind=kind).regels
    assert first.status is Regelstatus.GEBOEKT
    assert (second.status, second.reden) == (Regelstatus.GERETOURNEERD, Bankreden("AC01"))


def test_details_may_go_both_ways_in_version_08() -> None:
    kind = CAMT[1]
    details = detail("A", -700, kind=kind) + detail("B", 300, kind=kind)
    first, second = read_one([entry(-400, details, kind=kind)], 400, 0, kind=kind).regels
    assert (first.bedrag, second.bedrag) == (-700, 300)


def test_the_ordered_amount_counts_when_the_bank_gives_no_other(kind: str) -> None:
    detailed = "".join(
        f"<TxDtls><Refs><EndToEndId>{name}</EndToEndId></Refs><AmtDtls><InstdAmt>"
        f'<Amt Ccy="EUR">{euros}</Amt></InstdAmt></AmtDtls></TxDtls>'
        for name, euros in (("A", "7.00"), ("B", "3"))
    )
    regels = read_one([entry(-1000, detailed, kind=kind)], 1000, 0, kind=kind).regels
    assert [found.bedrag for found in regels] == [-700, -300]


@pytest.mark.parametrize("details", ["", "one"])
def test_a_batch_without_details_is_one_line_of_many(kind: str, details: str) -> None:
    inside = BTCH.format(12) + (detail("A", kind=kind) if details else "")
    (found,) = read_one([entry(-1000, inside, kind=kind)], 1000, 0, kind=kind).regels
    assert found == regel(
        end_to_end_id=None,
        payment_information_id="NOABER-1",
        bedrag=Cents(-1000),
        aantal=12,
    )


@pytest.mark.parametrize("reference", ["NOTPROVIDED", "", " "])
def test_no_reference_is_none(kind: str, reference: str) -> None:
    found = read_one([entry(1, detail(reference, kind=kind), kind=kind)], 0, 1, kind=kind)
    assert found.regels[0].end_to_end_id is None


def test_references_of_the_batch_and_of_the_bank_are_kept(kind: str) -> None:
    refs = (
        "<TxDtls><Refs><MsgId>M</MsgId><AcctSvcrRef>OWN</AcctSvcrRef><PmtInfId>P</PmtInfId>"
        "<EndToEndId>E</EndToEndId></Refs></TxDtls>"
    )
    (found,) = read_one([entry(1, refs, kind=kind)], 0, 1, kind=kind).regels
    assert (found.message_id, found.payment_information_id) == ("M", "P")
    assert (found.bank_kenmerk, found.end_to_end_id) == ("OWN", "E")


def test_what_is_announced_is_counted_and_no_line(kind: str) -> None:
    entries = [entry(100, kind=kind), entry(999, kind=kind, status="PDNG")]
    afschrift = read_one(entries, 0, 100, kind=kind)
    assert [found.bedrag for found in afschrift.regels] == [100]
    assert afschrift.niet_geboekt == 1


def test_a_moment_of_booking_is_the_day_that_the_bank_writes(kind: str) -> None:
    late = entry(1, kind=kind, day="<DtTm>2026-04-03T23:59:59.999+02:00</DtTm>")
    with_zone = entry(1, kind=kind, day="<Dt>2026-04-04Z</Dt>")
    regels = read_one([late, with_zone], 0, 2, kind=kind).regels
    assert [found.boekdatum.day for found in regels] == [3, 4]


def test_a_debt_is_below_zero_and_a_month_without_lines_is_a_statement(kind: str) -> None:
    afschrift = read_one([], -50, -50, kind=kind)
    assert (afschrift.beginsaldo, afschrift.eindsaldo, afschrift.regels) == (-50, -50, ())


def test_the_previous_closing_balance_is_an_opening_balance(kind: str) -> None:
    both = balance("PRCD", 10, "2026-04-02") + balance("OPBD", 10) + balance("CLAV", 99)
    assert read_one([], 10, 10, kind=kind, opening=both).beginsaldo == 10


def test_a_file_may_hold_more_statements(kind: str) -> None:
    data = camt(statement([], 0, 0), statement([], 7, 7), kind=kind)
    assert [found.beginsaldo for found in read_afschriften(data)] == [0, 7]


@pytest.mark.parametrize("version", CAMT)
@given(cents=st.lists(st.integers(-(10**12), 10**12), max_size=8), begin=st.integers(-(10**9), 0))
def test_any_amounts_are_read_to_the_cent(version: str, cents: list[int], begin: int) -> None:
    entries = [entry(one, kind=version) for one in cents]
    afschrift = read_one(entries, begin, begin + sum(cents), kind=version)
    assert [found.bedrag for found in afschrift.regels] == cents


def test_no_name_and_no_text_of_the_other_side_is_kept(kind: str) -> None:
    back = detail("2026-03/1", kind=kind, reden="<Prtry>J. Voorbeeld</Prtry>")
    afschrift = read_one([entry(1, back, kind=kind)], 0, 1, kind=kind)
    fields = [getattr(afschrift.regels[0], name) for name in Afschriftregel.__slots__]
    assert "Voorbeeld" not in str(fields)
    assert "Declaratie" not in str(fields)
    assert "2026-03" not in repr(afschrift)


# ── what is refused ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("begin", "end"), [(0, 101), (1, 100), (0, -100)], ids=["end", "begin", "sign"]
)
def test_a_statement_that_does_not_add_up_is_refused(kind: str, begin: int, end: int) -> None:
    with pytest.raises(UnreadableBankbericht, match="er ontbreekt iets"):
        read_one([entry(100, kind=kind)], begin, end, kind=kind)


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("", balance("CLBD", 0)),
        (balance("OPBD", 0), ""),
        (balance("ITBD", 0), balance("CLBD", 0)),
        (balance("OPBD", 0), balance("ITBD", 0)),
        (balance("OPBD", 0) + balance("PRCD", 1), balance("CLBD", 0)),
    ],
    ids=["no opening", "no closing", "a later page", "an earlier page", "two openings"],
)
def test_half_a_statement_is_refused(kind: str, opening: str, closing: str) -> None:
    with pytest.raises(UnreadableBankbericht, match="saldo"):
        read_one([], 0, 0, kind=kind, opening=opening, closing=closing)


def test_details_that_are_not_the_amount_are_refused(kind: str) -> None:
    details = detail("A", -700, kind=kind) + detail("B", -301, kind=kind)
    with pytest.raises(UnreadableBankbericht, match="samen niet het bedrag"):
        read_one([entry(-1000, details, kind=kind)], 1000, 0, kind=kind)
    without = detail("A", kind=kind) + detail("B", kind=kind)
    with pytest.raises(UnreadableBankbericht, match="hoe groot"):
        read_one([entry(-1000, without, kind=kind)], 1000, 0, kind=kind)


@pytest.mark.parametrize(
    "iban",
    [
        "<IBAN>NL00NOAB0100000001</IBAN>",
        "<IBAN>nl20noab0100000001</IBAN>",
        "<Othr><Id>12345</Id></Othr>",
    ],
)
def test_an_account_without_an_iban_is_refused(kind: str, iban: str) -> None:
    with pytest.raises(UnreadableBankbericht):
        read_one([], 0, 0, kind=kind, iban=iban)
