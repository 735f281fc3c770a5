# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""One Betaalbestand is always the same bytes, and they say what it says."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from lxml import etree

from noaber.declaraties.sepa.tekens import to_sepa_tekens
from noaber.declaraties.sepa.write import UnwritableBetaalbestand, write_betaalbestand
from noaber.declaraties.types.betaling import Betaalbestand
from noaber.kernel.money import Cents
from tests.declaraties.sepa.builders import BSN, bestand, bestanden, opdracht

GOLDEN = """<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09">
	<CstmrCdtTrfInitn>
		<GrpHdr>
			<MsgId>NOABER-2026-04-02-1</MsgId>
			<CreDtTm>2026-04-02T09:30:00+02:00</CreDtTm>
			<NbOfTxs>1</NbOfTxs>
			<CtrlSum>1234.56</CtrlSum>
			<InitgPty>
				<Nm>Gemeente Voorbeeldstad</Nm>
			</InitgPty>
		</GrpHdr>
		<PmtInf>
			<PmtInfId>NOABER-2026-04-02-1</PmtInfId>
			<PmtMtd>TRF</PmtMtd>
			<BtchBookg>false</BtchBookg>
			<NbOfTxs>1</NbOfTxs>
			<CtrlSum>1234.56</CtrlSum>
			<PmtTpInf>
				<SvcLvl>
					<Cd>SEPA</Cd>
				</SvcLvl>
			</PmtTpInf>
			<ReqdExctnDt>
				<Dt>2026-04-03</Dt>
			</ReqdExctnDt>
			<Dbtr>
				<Nm>Gemeente Voorbeeldstad</Nm>
			</Dbtr>
			<DbtrAcct>
				<Id>
					<IBAN>NL20NOAB0100000001</IBAN>
				</Id>
			</DbtrAcct>
			<DbtrAgt>
				<FinInstnId>
					<Othr>
						<Id>NOTPROVIDED</Id>
					</Othr>
				</FinInstnId>
			</DbtrAgt>
			<ChrgBr>SLEV</ChrgBr>
			<CdtTrfTxInf>
				<PmtId>
					<EndToEndId>2026-03/1</EndToEndId>
				</PmtId>
				<Amt>
					<InstdAmt Ccy="EUR">1234.56</InstdAmt>
				</Amt>
				<Cdtr>
					<Nm>Zorgboerderij 't Hoogeland</Nm>
				</Cdtr>
				<CdtrAcct>
					<Id>
						<IBAN>NL37NOAB0200000002</IBAN>
					</Id>
				</CdtrAcct>
				<RmtInf>
					<Ustrd>Declaratie 1 maart 2026</Ustrd>
				</RmtInf>
			</CdtTrfTxInf>
		</PmtInf>
	</CstmrCdtTrfInitn>
</Document>
"""


WIDE_BSN = BSN.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"})
"""The same digits as a Japanese keyboard writes them."""


def values(data: bytes, name: str) -> list[str]:
    """The texts of all elements of this name, in the order of the file."""
    return [element.text or "" for element in etree.fromstring(data).iter(f"{{*}}{name}")]


def test_the_bytes_of_a_file_are_these() -> None:
    assert write_betaalbestand(bestand()).decode() == GOLDEN


def test_with_a_bic_the_bank_of_the_debiteur_is_named() -> None:
    data = write_betaalbestand(bestand(bic="NOABNL2A"))
    assert b"<BICFI>NOABNL2A</BICFI>" in data
    assert b"NOTPROVIDED" not in data


def test_the_moment_is_dutch_time_in_whole_seconds() -> None:
    winter = datetime(2026, 1, 31, 23, 59, 59, 999_999, tzinfo=UTC)
    made = bestand(aangemaakt_at=winter)
    assert b"<CreDtTm>2026-02-01T00:59:59+01:00</CreDtTm>" in write_betaalbestand(made)


@given(bestanden)
def test_the_same_value_is_the_same_bytes(made: Betaalbestand) -> None:
    assert write_betaalbestand(made) == write_betaalbestand(made)


@given(bestanden)
def test_amounts_and_totals_are_exact_to_the_cent(made: Betaalbestand) -> None:
    data = write_betaalbestand(made)
    amounts = [Decimal(text) for text in values(data, "InstdAmt")]
    assert [amount * 100 for amount in amounts] == [one.bedrag for one in made.opdrachten]
    assert values(data, "CtrlSum") == [str(sum(amounts))] * 2
    assert values(data, "NbOfTxs") == [str(len(made.opdrachten))] * 2


@given(bestanden)
def test_references_accounts_and_names_are_those_of_the_value(made: Betaalbestand) -> None:
    data = write_betaalbestand(made)
    assert values(data, "EndToEndId") == [one.end_to_end_id for one in made.opdrachten]
    assert values(data, "IBAN")[1:] == [one.iban.number for one in made.opdrachten]
    assert values(data, "MsgId") == values(data, "PmtInfId") == [made.message_id]
    assert values(data, "Nm")[2:] == [
        to_sepa_tekens(one.crediteur)[:70].rstrip() for one in made.opdrachten
    ]


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Coöperatie 't Noaberschap & Co", "Cooperatie 't Noaberschap + Co"),
        ('Stichting <Samen> "Thuis"', "Stichting .Samen. 'Thuis'"),
        ("x" * 71, "x" * 70),
        ("x" * 69 + " y", "x" * 69),
        ("ß" * 70, "s" * 70),
    ],
)
def test_a_name_is_written_in_the_letters_of_a_bank(name: str, written: str) -> None:
    data = write_betaalbestand(bestand(opdracht(crediteur=name)))
    assert values(data, "Nm")[2] == written


@pytest.mark.parametrize(("cents", "written"), [(1, "0.01"), (99_999_999_999, "999999999.99")])
def test_the_smallest_and_the_largest_amount(cents: int, written: str) -> None:
    data = write_betaalbestand(bestand(opdracht(bedrag=Cents(cents))))
    assert values(data, "InstdAmt") == [written]


@pytest.mark.parametrize(
    ("made", "says"),
    [
        (bestand(opdracht(), opdracht(2, crediteur="Ελλάς")), "De crediteur van opdracht 2"),
        (bestand(opdracht(omschrijving="Ελλάς")), "De omschrijving van opdracht 1"),
        (bestand(opdracht(omschrijving="€" * 47)), "De omschrijving van opdracht 1"),
        (bestand(debiteur="—"), "De debiteur"),
        (bestand(indiener="???"), "De indiener"),
        (bestand(opdracht(omschrijving=WIDE_BSN)), "De omschrijving van opdracht 1"),
        (bestand(opdracht(crediteur="x" * 61 + BSN + "0")), "De naam van de crediteur"),
    ],
    ids=["name", "text", "text that grows", "debiteur", "indiener", "wide BSN", "BSN by cutting"],
)
def test_what_a_bank_cannot_read_is_not_written(made: Betaalbestand, says: str) -> None:
    with pytest.raises(UnwritableBetaalbestand) as refused:
        write_betaalbestand(made)
    assert str(refused.value).startswith(says)
    for secret in ("Ελλάς", BSN, WIDE_BSN):
        assert secret not in str(refused.value)
