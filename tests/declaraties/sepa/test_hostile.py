# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What a bank did not send: refused in one Dutch sentence, without repeating what it says."""

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noaber.declaraties.sepa import elements
from noaber.declaraties.sepa.check import check_betaalbestand
from noaber.declaraties.sepa.elements import UnreadableBankbericht
from noaber.declaraties.sepa.read import read_afschriften, read_statusrapport
from noaber.declaraties.sepa.write import write_betaalbestand
from tests.declaraties.sepa.builders import (
    CAMT,
    PAIN_002,
    batch,
    because,
    bestand,
    camt,
    detail,
    entry,
    pain_002,
    statement,
    transaction,
)

Read = Callable[[bytes], object]

KIND = CAMT[1]
STATEMENT = camt(
    statement([entry(-700, detail("GEHEIM-1", kind=KIND), kind=KIND)], 1000, 300), kind=KIND
)
REPORT = pain_002(
    "<GrpSts>PART</GrpSts>",
    batch(transaction("GEHEIM-1", "<TxSts>RJCT</TxSts>", because("AC01"))),
    kind=PAIN_002[1],
)
PAYMENT = write_betaalbestand(bestand())

LAUGHS = b"".join(
    b'<!ENTITY a%d "%s">' % (level, b"&a%d;" % (level - 1) * 10) for level in range(1, 10)
)
DOCTYPES = {
    "empty": b"<!DOCTYPE x>",
    "billion laughs": b'<!DOCTYPE x [<!ENTITY a0 "ha">' + LAUGHS + b"]>",
    "a file": b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>',
    "the network": b'<!DOCTYPE x SYSTEM "http://example.invalid/x.dtd">',
}


def swap(old: bytes, new: bytes, data: bytes) -> bytes:
    assert data.count(old) >= 1
    return data.replace(old, new, 1)


def any_xml(data: bytes) -> dict[str, bytes]:
    head = data.index(b"<Document")
    return {
        **{f"DOCTYPE: {name}": data[:head] + text + data[head:] for name, text in DOCTYPES.items()},
        "an entity in use": swap(
            b">EUR<", b">&a9;<", data[:head] + DOCTYPES["billion laughs"] + data[head:]
        )
        if b">EUR<" in data
        else data[:head] + DOCTYPES["a file"] + data[head:],
        "unknown entity": swap(b"<MsgId>", b"<MsgId>&f;", data),
        "no UTF-8": swap(b"<MsgId>", b"<MsgId>\xe9", data),
        "a control character": swap(b"<MsgId>", b"<MsgId>\x01", data),
        "empty file": b"",
        "no XML": b"GEHEIM",
        "gzip": b"\x1f\x8b\x08",
        "cut off": data[:-40],
        "something behind it": data + b"<x/>",
        "too deep": swap(b"<MsgId>", b"<MsgId>" + b"<a>" * 5000 + b"</a>" * 5000, data),
        "another root": b"<x/>",
        "another namespace": data.replace(b"urn:iso", b"urn:GEHEIM"),
        "no namespace": b"<Document><BkToCstmrStmt/></Document>",
    }


WRONG_STATEMENT = {
    **any_xml(STATEMENT),
    "a report instead": REPORT,
    "a payment instead": PAYMENT,
    "an intraday report": STATEMENT.replace(b"camt.053", b"camt.052"),
    "an old version": STATEMENT.replace(b".001.08", b".001.04"),
    "no statement": camt(kind=KIND),
    "another message inside": STATEMENT.replace(b"BkToCstmrStmt", b"BkToCstmrAcctRpt"),
    "no account": STATEMENT.replace(b"Acct>", b"Akct>"),
    "two accounts": swap(b"</Acct>", b"</Acct><Acct/>", STATEMENT),
    "no direction": swap(b"<CdtDbtInd>DBIT</CdtDbtInd>", b"", STATEMENT),
    "another direction": swap(b">DBIT<", b">GEHEIM<", STATEMENT),
    "two amounts": swap(b"</Amt>", b'</Amt><Amt Ccy="EUR">1.00</Amt>', STATEMENT),
    "another currency": swap(b'Ccy="EUR">7', b'Ccy="USD">7', STATEMENT),
    "no currency": swap(b' Ccy="EUR">7', b">7", STATEMENT),
    "half a cent": swap(b">7.00<", b">7.005<", STATEMENT),
    "a comma": swap(b">7.00<", b">7,00<", STATEMENT),
    "a minus": swap(b">7.00<", b">-7.00<", STATEMENT),
    "a power": swap(b">7.00<", b">7e0<", STATEMENT),
    "no digits": swap(b">7.00<", b">.<", STATEMENT),
    "Arabic digits": swap(b">7.00<", ">\u0667.00<".encode(), STATEMENT),
    "a number without end": swap(b">7.00<", b">" + b"7" * 100_000 + b"<", STATEMENT),
    "an amount with elements": swap(b">7.00<", b">7.00<x/><", STATEMENT),
    "no status": swap(b"<Sts><Cd>BOOK</Cd></Sts>", b"", STATEMENT),
    "an unknown status": swap(b">BOOK<", b">GEHM<", STATEMENT),
    "an own status": swap(b"<Cd>BOOK</Cd>", b"<Prtry>GEHEIM</Prtry>", STATEMENT),
    "no day of booking": swap(b"<BookgDt><Dt>2026-04-03</Dt></BookgDt>", b"", STATEMENT),
    "a day that does not exist": swap(
        b"<BookgDt><Dt>2026-04-03", b"<BookgDt><Dt>2026-02-30", STATEMENT
    ),
    "a day and a moment": swap(
        b"<BookgDt>", b"<BookgDt><DtTm>2026-04-03T00:00:00</DtTm>", STATEMENT
    ),
    "a day in Dutch": swap(b"<BookgDt><Dt>2026-04-03", b"<BookgDt><Dt>03-04-2026", STATEMENT),
    "a reference too long": swap(b"GEHEIM-1", b"GEHEIM" * 6, STATEMENT),
    "a reference of two lines": swap(b"GEHEIM-1", b"GEHEIM\n1", STATEMENT),
    "two references": swap(b"</EndToEndId>", b"</EndToEndId><EndToEndId/>", STATEMENT),
    "neither reversal nor not": swap(b"<Sts>", b"<RvslInd>GEHEIM</RvslInd><Sts>", STATEMENT),
    "a batch of many": swap(
        b"<TxDtls>", b"<Btch><NbOfTxs>" + b"9" * 16 + b"</NbOfTxs></Btch><TxDtls>", STATEMENT
    ),
    "a reason that is no code": swap(
        b"</TxDtls>", b"<RtrInf><Rsn><Cd>GEHEIM</Cd></Rsn></RtrInf></TxDtls>", STATEMENT
    ),
    "a number that is none": swap(b"<ElctrncSeqNb>64", b"<ElctrncSeqNb>GEHEIM", STATEMENT),
}
WRONG_REPORT = {
    **any_xml(REPORT),
    "a statement instead": STATEMENT,
    "no group": REPORT.replace(b"OrgnlGrpInfAndSts", b"Grp"),
    "no number of ours": REPORT.replace(b"OrgnlMsgId", b"x"),
    "two statuses": swap(b"</GrpSts>", b"</GrpSts><GrpSts>RJCT</GrpSts>", REPORT),
    "an unknown status": swap(b">PART<", b">GEHM<", REPORT),
    "a status with elements": swap(b">PART<", b"><x/><", REPORT),
    "a reason that is no code": swap(b">AC01<", b">GEHEIM<", REPORT),
    "two reasons in one": swap(b"</Rsn>", b"</Rsn><Rsn/>", REPORT),
}


@pytest.mark.parametrize(
    ("read", "data"),
    [
        *(
            pytest.param(read_afschriften, data, id=f"statement: {name}")
            for name, data in WRONG_STATEMENT.items()
        ),
        *(
            pytest.param(read_statusrapport, data, id=f"report: {name}")
            for name, data in WRONG_REPORT.items()
        ),
    ],
)
def test_it_is_refused_in_one_dutch_sentence(read: Read, data: bytes) -> None:
    started = time.process_time()
    with pytest.raises(UnreadableBankbericht) as refused:
        read(data)
    assert time.process_time() - started < 2
    text = str(refused.value)
    assert text.startswith("Dit bankbestand wordt niet verwerkt, want ")
    assert text.endswith(".")
    assert ": " in text, "it says what to do"
    assert len(text) < 250
    for secret in ("GEHE", "Voorbeeld", "NOAB0100000001", "7.00", "2026-"):
        assert secret not in text


def test_the_base_of_the_cases_is_right() -> None:
    assert read_afschriften(STATEMENT)
    assert read_statusrapport(REPORT).afwijzingen


@pytest.mark.parametrize(
    ("read", "data"), [(read_afschriften, STATEMENT), (read_statusrapport, REPORT)]
)
def test_too_large_is_refused_before_it_is_read(
    read: Read, data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(elements, "MAX_TREE_BYTES", 100)
    with pytest.raises(UnreadableBankbericht, match="vraag de bank om het te verdelen"):
        read(data)


@pytest.mark.parametrize("data", any_xml(PAYMENT).values(), ids=any_xml(PAYMENT))
def test_a_hostile_payment_is_found(data: bytes) -> None:
    started = time.process_time()
    assert check_betaalbestand(data) != ()
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    ("read", "whole"), [(read_afschriften, STATEMENT), (read_statusrapport, REPORT)]
)
@given(data=st.data())
def test_any_change_ends_in_a_value_or_in_the_one_error(
    read: Read, whole: bytes, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(whole)))
    cut = data.draw(st.integers(0, 60))
    new = data.draw(
        st.binary(max_size=20) | st.sampled_from([b"<", b">", b"&", b"<a/>", b"-", b"9"])
    )
    try:
        read(whole[:at] + new + whole[at + cut :])
    except UnreadableBankbericht as refused:
        text = str(refused)
    else:
        return
    assert text.endswith(".")
