# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The world around an exercise: the bank and the courier."""

import re
from datetime import date
from pathlib import Path

import pytest

from noaber.berichten.examples import base_message
from noaber.declaraties.sepa.read import read_afschriften
from noaber.demo.bank import Bank
from noaber.demo.koerier import Koerier
from noaber.postbus.folder.layout import Layout

_OPDRACHT = '<EndToEndId>K{0}</EndToEndId></PmtId><Amt><InstdAmt Ccy="EUR">{0}.05</InstdAmt></Amt>'
_BESTAND = (
    "<DbtrAcct><Id><IBAN>NL91ABNA0417164300</IBAN></Id></DbtrAcct>"
    + "".join(_OPDRACHT.format(n) for n in range(1, 12))
).encode()
GEMEENTE, AANBIEDER = "1969", "99020001"


def voor(code: str) -> bytes:
    """A message for this party."""
    return re.sub(rb"(:Ontvanger>)\d+<", rb"\g<1>%s<" % code.encode(), base_message("WMO305"))


def test_the_bank_books_every_opdracht_and_sends_the_eleventh_back() -> None:
    bank = Bank()
    before = bank.saldo
    booked = bank.verwerk(_BESTAND, date(2026, 2, 22))
    paid = sum(100 * n + 5 for n in range(1, 11))
    assert (booked.betaald, booked.terug) == (paid, ("K11",))
    assert bank.saldo == before - paid
    (afschrift,) = read_afschriften(booked.afschrift)
    lines = [(line.end_to_end_id, line.bedrag) for line in afschrift.regels]
    assert lines == [(f"K{n}", -100 * n - 5) for n in range(1, 12)] + [("K11", 1105)]


def test_the_courier_reads_only_who_it_is_for_and_delivers_some_things_twice(
    tmp_path: Path,
) -> None:
    koerier = Koerier(tmp_path, frozenset({GEMEENTE, AANBIEDER}), tmp_path / "elders")
    koerier.open()
    for number in range(40):
        code = GEMEENTE if number % 2 else AANBIEDER
        (koerier.uit / f"{number:02d}.xml").write_bytes(voor(code))
    koerier.bezorg()
    assert list(koerier.uit.iterdir()) == []
    counts = [
        len(list(Layout(koerier.bus(code)).incoming.iterdir())) for code in (GEMEENTE, AANBIEDER)
    ]
    assert (counts, koerier.dubbel) == ([20, 20], 0)
    koerier.bezorg()
    assert koerier.dubbel == 1
    assert (Layout(koerier.bus(GEMEENTE)).incoming / "nog-eens-39.xml").exists()


@pytest.mark.parametrize("data", [voor("9999"), b"geen bericht"])
def test_what_is_for_nobody_goes_to_the_first_party(tmp_path: Path, data: bytes) -> None:
    koerier = Koerier(tmp_path, frozenset({GEMEENTE, AANBIEDER}), tmp_path / "elders")
    koerier.open()
    (koerier.uit / "x.xml").write_bytes(data)
    koerier.bezorg()
    assert [path.name for path in Layout(koerier.bus(GEMEENTE)).incoming.iterdir()] == ["x.xml"]
