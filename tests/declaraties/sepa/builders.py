# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Payments, files, statements and reports for the tests of sepa, and what hypothesis makes.

Accounts are of a bank that does not exist (NOAB). A test names only what differs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from noaber.declaraties.sepa.tekens import to_sepa_tekens
from noaber.declaraties.types.betaling import AMSTERDAM, Betaalbestand, Betaalopdracht
from noaber.kernel.bsn import is_bsn
from noaber.kernel.iban import Iban
from noaber.kernel.money import Cents

BSN = "999990019"
"""Passes the elfproef, and is never given to a person."""
CAMT = ("camt.053.001.02", "camt.053.001.08")
PAIN_002 = ("pain.002.001.03", "pain.002.001.10")


def with_check_digits(bban: str, country: str = "NL") -> str:
    """The number of this account, whether or not its length is right."""
    digits = "".join(str(int(sign, 36)) for sign in f"{bban}{country}00")
    return f"{country}{98 - int(digits) % 97:02}{bban}"


def account(bban: str, country: str = "NL") -> Iban:
    return Iban(with_check_digits(bban, country))


GEMEENTE = account("NOAB0100000001")
AANBIEDER = account("NOAB0200000002")


def opdracht(number: int = 1, **other: Any) -> Betaalopdracht:
    fields: dict[str, Any] = {
        "end_to_end_id": f"2026-03/{number}",
        "crediteur": "Zorgboerderij 't Hoogeland",
        "iban": AANBIEDER,
        "bedrag": Cents(123_456),
        "omschrijving": f"Declaratie {number} maart 2026",
    }
    return Betaalopdracht(**fields | other)


def bestand(*opdrachten: Betaalopdracht, **other: Any) -> Betaalbestand:
    fields: dict[str, Any] = {
        "message_id": "NOABER-2026-04-02-1",
        "aangemaakt_at": datetime(2026, 4, 2, 9, 30, tzinfo=AMSTERDAM),
        "uitvoerdatum": date(2026, 4, 3),
        "indiener": "Gemeente Voorbeeldstad",
        "debiteur": "Gemeente Voorbeeldstad",
        "iban": GEMEENTE,
        "opdrachten": opdrachten or (opdracht(),),
    }
    return Betaalbestand(**fields | other)


# ── any file ─────────────────────────────────────────────────────────────────────────────────────

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
_NINE_DIGITS = re.compile(r"(?<![0-9])[0-9]{9}(?![0-9])")
_NAAM = st.one_of(
    st.sampled_from("abcdeinorstz ABZ 'ëéïöüßøæÆñçł&-.()/’–€\"<>"),
    st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="\ufffe\uffff"),
)


def _no_bsn(text: str) -> bool:
    return not any(map(is_bsn, _NINE_DIGITS.findall(text)))


def texts(longest: int) -> st.SearchStrategy[str]:
    """A line that has something a bank can read, and maybe much that it cannot."""
    more = st.text(_NAAM, max_size=longest - 1)
    lines = st.builds(lambda first, rest: (first + rest).strip(), st.sampled_from(_LETTERS), more)
    return lines.filter(lambda text: _no_bsn(text) and _no_bsn(to_sepa_tekens(text)))


kenmerken = (
    st.text(_LETTERS + "/?:().,'+ -", min_size=1, max_size=35)
    .filter(lambda text: text == text.strip(" /") and "//" not in text and text != "NOTPROVIDED")
    .filter(_no_bsn)
)
accounts = st.one_of(
    st.builds(lambda digits: account(f"NOAB{digits:010}"), st.integers(0, 9_999_999_999)),
    st.builds(lambda digits: account(f"{digits:018}", "DE"), st.integers(0, 10**18 - 1)),
    st.builds(lambda digits: account(f"{digits:012}", "BE"), st.integers(0, 10**12 - 1)),
)
bedragen = st.one_of(st.integers(1, 1_000_000), st.integers(1, 99_999_999_999)).map(Cents)
opdrachten = st.builds(
    Betaalopdracht,
    end_to_end_id=kenmerken,
    crediteur=texts(100),
    iban=accounts,
    bedrag=bedragen,
    omschrijving=texts(25),
)
_seconds = st.integers(0, 60 * 365 * 24 * 3600)
_moments = _seconds.map(lambda count: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(seconds=count))


def _made(moment: datetime, days: int, **fields: Any) -> Betaalbestand:
    day = moment.astimezone(AMSTERDAM).date() + timedelta(days=days)
    return Betaalbestand(aangemaakt_at=moment, uitvoerdatum=day, **fields)


bestanden = st.builds(
    _made,
    _moments,
    st.integers(0, 60),
    message_id=kenmerken,
    indiener=texts(80),
    debiteur=texts(80),
    iban=accounts,
    bic=st.none() | st.sampled_from(["NOABNL2A", "NOABNL2AXXX"]),
    opdrachten=st.lists(
        opdrachten, min_size=1, max_size=5, unique_by=lambda one: one.end_to_end_id
    ).map(tuple),
)


# ── what a bank sends ────────────────────────────────────────────────────────────────────────────


def euros(cents: int) -> str:
    return f"{abs(cents) // 100}.{abs(cents) % 100:02}"


def signed(cents: int, ccy: str = "EUR") -> str:
    side = "DBIT" if cents < 0 else "CRDT"
    return f'<Amt Ccy="{ccy}">{euros(cents)}</Amt><CdtDbtInd>{side}</CdtDbtInd>'


def balance(code: str, cents: int, day: str = "2026-04-03") -> str:
    return (
        f"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp>{signed(cents)}"
        f"<Dt><Dt>{day}</Dt></Dt></Bal>"
    )


def entry(cents: int, details: str = "", *, kind: str, **other: str) -> str:
    """One Ntry; ``before`` the status, ``status`` and ``day`` may differ."""
    status = other.get("status", "BOOK")
    status = status if kind.endswith("02") else f"<Cd>{status}</Cd>"
    day = other.get("day", "<Dt>2026-04-03</Dt>")
    inside = f"<NtryDtls>{details}</NtryDtls>" if details else ""
    return (
        f"<Ntry>{signed(cents)}{other.get('before', '')}<Sts>{status}</Sts>"
        f"<BookgDt>{day}</BookgDt><AcctSvcrRef>BANK-1</AcctSvcrRef>"
        "<BkTxCd><Prtry><Cd>586</Cd></Prtry></BkTxCd>"
        f"{inside}</Ntry>"
    )


def detail(end_to_end_id: str, cents: int | None = None, *, kind: str, reden: str = "") -> str:
    """One TxDtls, with its own amount when it is part of a batch."""
    amount = ""
    if cents is not None and kind.endswith("02"):
        amount = f'<AmtDtls><TxAmt><Amt Ccy="EUR">{euros(cents)}</Amt></TxAmt></AmtDtls>'
    elif cents is not None:
        amount = signed(cents)
    person = "<Nm>J. Voorbeeld</Nm>"
    person = person if kind.endswith("02") else f"<Pty>{person}</Pty>"
    parties = f"<RltdPties><Cdtr>{person}</Cdtr></RltdPties>"
    text = "<RmtInf><Ustrd>Declaratie maart 2026</Ustrd></RmtInf>"
    retour = f"<RtrInf><Rsn>{reden}</Rsn></RtrInf>" if reden else ""
    return (
        f"<TxDtls><Refs><EndToEndId>{end_to_end_id}</EndToEndId></Refs>{amount}{parties}{text}"
        f"{retour}</TxDtls>"
    )


def statement(entries: Iterable[str], begin: int, end: int, **other: str) -> str:
    opening = other.get("opening", balance("OPBD", begin, "2026-04-02"))
    closing = other.get("closing", balance("CLBD", end))
    iban = other.get("iban", f"<IBAN>{GEMEENTE.number}</IBAN>")
    return (
        "<Stmt><Id>AFSCHRIFT-64</Id><ElctrncSeqNb>64</ElctrncSeqNb>"
        "<CreDtTm>2026-04-03T23:00:00+02:00</CreDtTm>"
        f"<Acct><Id>{iban}</Id><Ccy>EUR</Ccy></Acct>"
        f"{opening}{closing}{''.join(entries)}</Stmt>"
    )


def camt(*statements: str, kind: str) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:{kind}"><BkToCstmrStmt>'
        "<GrpHdr><MsgId>BANK-2026-04-03</MsgId><CreDtTm>2026-04-03T23:00:00</CreDtTm></GrpHdr>"
        f"{''.join(statements)}</BkToCstmrStmt></Document>"
    ).encode()


def pain_002(
    group: str = "", batches: str = "", *, kind: str, about: str = "pain.001.001.09"
) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:{kind}"><CstmrPmtStsRpt>'
        "<GrpHdr><MsgId>BANK-STATUS-1</MsgId><CreDtTm>2026-04-02T10:00:00</CreDtTm></GrpHdr>"
        "<OrgnlGrpInfAndSts><OrgnlMsgId>NOABER-2026-04-02-1</OrgnlMsgId>"
        f"<OrgnlMsgNmId>{about}</OrgnlMsgNmId>{group}</OrgnlGrpInfAndSts>"
        f"{batches}</CstmrPmtStsRpt></Document>"
    ).encode()


def batch(inside: str) -> str:
    return (
        "<OrgnlPmtInfAndSts><OrgnlPmtInfId>NOABER-2026-04-02-1</OrgnlPmtInfId>"
        f"{inside}</OrgnlPmtInfAndSts>"
    )


def transaction(end_to_end_id: str, status: str = "", reden: str = "") -> str:
    return (
        f"<TxInfAndSts><OrgnlEndToEndId>{end_to_end_id}</OrgnlEndToEndId>{status}{reden}"
        "</TxInfAndSts>"
    )


def because(code: str) -> str:
    return (
        f"<StsRsnInf><Rsn><Cd>{code}</Cd></Rsn><AddtlInf>Rekening van J. Voorbeeld</AddtlInf>"
        "</StsRsnInf>"
    )
