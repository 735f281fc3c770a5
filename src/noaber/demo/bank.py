# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""A bank for exercises: reads a betaalbestand (pain.001) and says what it booked (camt.053).

Now and then it sends money back, because an account is closed. It knows nothing of noaber but the
file; so the file must say all that a bank needs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

_OPDRACHT: Final = re.compile(
    r"<EndToEndId>(?P<kenmerk>[^<]+)</EndToEndId>.*?"
    r'<InstdAmt Ccy="EUR">(?P<euro>\d+)\.(?P<cent>\d\d)</InstdAmt>',
    re.DOTALL,
)
_REKENING: Final = re.compile(r"<DbtrAcct>\s*<Id>\s*<IBAN>([^<]+)</IBAN>")
_TERUG: Final = 11
"""One of so many payments comes back."""
OPGEHEVEN: Final = "AC04"


@dataclass(slots=True)
class Afgeschreven:
    """What the bank did with one file."""

    afschrift: bytes
    betaald: int
    """Eurocents that stay with the crediteuren."""
    terug: tuple[str, ...]
    """Kenmerken of what came back."""


@dataclass(slots=True)
class Bank:
    """One bank, which remembers how many payments it has seen."""

    gezien: int = 0
    saldo: int = 100_000_000_000
    """Eurocents on the account of a gemeente, enough for every exercise."""

    def verwerk(self, betaalbestand: bytes, op: date) -> Afgeschreven:
        """Books every opdracht of a file on one day."""
        text = betaalbestand.decode()
        iban = _REKENING.search(text)
        assert iban is not None, "a betaalbestand names the account that pays"
        entries, back, paid = [], [], 0
        begin = self.saldo
        for found in _OPDRACHT.finditer(text):
            cents = int(found["euro"]) * 100 + int(found["cent"])
            self.gezien += 1
            entries.append(_boeking(-cents, found["kenmerk"], op))
            self.saldo -= cents
            if self.gezien % _TERUG == 0:
                entries.append(_boeking(cents, found["kenmerk"], op, OPGEHEVEN))
                self.saldo += cents
                back.append(found["kenmerk"])
            else:
                paid += cents
        statement = _afschrift(iban[1], self.gezien, begin, self.saldo, op, "".join(entries))
        return Afgeschreven(statement.encode(), paid, tuple(back))


def _bedrag(cents: int) -> str:
    side = "DBIT" if cents < 0 else "CRDT"
    euros = f"{abs(cents) // 100}.{abs(cents) % 100:02d}"
    return f'<Amt Ccy="EUR">{euros}</Amt><CdtDbtInd>{side}</CdtDbtInd>'


def _boeking(cents: int, kenmerk: str, op: date, reden: str = "") -> str:
    retour = f"<RtrInf><Rsn><Cd>{reden}</Cd></Rsn></RtrInf>" if reden else ""
    return (
        f"<Ntry>{_bedrag(cents)}<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>{op}</Dt></BookgDt>"
        "<BkTxCd><Prtry><Cd>586</Cd></Prtry></BkTxCd><NtryDtls><TxDtls>"
        f"<Refs><EndToEndId>{kenmerk}</EndToEndId></Refs>{_bedrag(cents)}{retour}"
        "</TxDtls></NtryDtls></Ntry>"
    )


def _saldo(code: str, cents: int, op: date) -> str:
    return (
        f"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp>{_bedrag(cents)}"
        f"<Dt><Dt>{op}</Dt></Dt></Bal>"
    )


def _afschrift(  # the parts of one statement
    iban: str, number: int, begin: int, end: int, op: date, entries: str
) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>'
        f"<GrpHdr><MsgId>OEFENBANK-{number}</MsgId><CreDtTm>{op}T23:00:00</CreDtTm></GrpHdr>"
        f"<Stmt><Id>AFSCHRIFT-{number}</Id><ElctrncSeqNb>{number}</ElctrncSeqNb>"
        f"<CreDtTm>{op}T23:00:00+01:00</CreDtTm>"
        f"<Acct><Id><IBAN>{iban}</IBAN></Id><Ccy>EUR</Ccy></Acct>"
        f"{_saldo('OPBD', begin, op)}{_saldo('CLBD', end, op)}{entries}"
        "</Stmt></BkToCstmrStmt></Document>"
    )
