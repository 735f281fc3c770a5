# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""From a Betaalbestand to the bytes of a SEPA Credit Transfer (pain.001.001.09).

UTF-8 without BOM, no prefixes, lines ending in LF. One value gives one sequence of bytes, always.
Whoever sends the bytes has them checked first (``check``), which this room does not do for itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from xml.sax.saxutils import escape

from noaber.declaraties.sepa.tekens import to_sepa_tekens
from noaber.declaraties.types.betaling import (
    AMSTERDAM,
    LONGEST_OMSCHRIJVING,
    NOTPROVIDED,
    Betaalbestand,
    Betaalopdracht,
    may_hold_bsn,
)
from noaber.kernel.money import Cents

_NAMESPACE: Final = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"
_LONGEST_NAAM: Final = 70


class UnwritableBetaalbestand(ValueError):
    """In the letters of a bank something is lost that may not be lost; a Dutch sentence tells."""


def write_betaalbestand(bestand: Betaalbestand) -> bytes:
    """The file as it goes to the bank.

    Names longer than 70 characters are cut; references never are.

    Raises:
        UnwritableBetaalbestand: in the bank's letters a name or an omschrijving has nothing to
            read, an omschrijving has more than 140, or a BSN appears that was not there before.
    """
    return "\n".join(_document(bestand)).encode()


def _document(bestand: Betaalbestand) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<Document xmlns="{_NAMESPACE}">'
    yield "\t<CstmrCdtTrfInitn>"
    yield from _group_header(bestand)
    yield "\t\t<PmtInf>"
    yield from _batch(bestand)
    for place, opdracht in enumerate(bestand.opdrachten, start=1):
        yield from _opdracht(opdracht, place)
    yield "\t\t</PmtInf>"
    yield "\t</CstmrCdtTrfInitn>"
    yield "</Document>"
    yield ""


def _group_header(bestand: Betaalbestand) -> Iterator[str]:
    moment = bestand.aangemaakt_at.astimezone(AMSTERDAM)
    yield "\t\t<GrpHdr>"
    yield _leaf(3, "MsgId", bestand.message_id)
    yield _leaf(3, "CreDtTm", moment.isoformat(timespec="seconds"))
    yield from _totals(bestand)
    yield from _name(3, "InitgPty", bestand.indiener, "De indiener van het betaalbestand")
    yield "\t\t</GrpHdr>"


def _batch(bestand: Betaalbestand) -> Iterator[str]:
    yield _leaf(3, "PmtInfId", bestand.message_id)
    yield _leaf(3, "PmtMtd", "TRF")
    yield _leaf(3, "BtchBookg", "false")  # so that each opdracht comes back under its own reference
    yield from _totals(bestand)
    yield "\t\t\t<PmtTpInf>"
    yield "\t\t\t\t<SvcLvl>"
    yield _leaf(5, "Cd", "SEPA")
    yield "\t\t\t\t</SvcLvl>"
    yield "\t\t\t</PmtTpInf>"
    yield "\t\t\t<ReqdExctnDt>"
    yield _leaf(4, "Dt", bestand.uitvoerdatum.isoformat())
    yield "\t\t\t</ReqdExctnDt>"
    yield from _name(3, "Dbtr", bestand.debiteur, "De debiteur van het betaalbestand")
    yield from _account(3, "DbtrAcct", bestand.iban.number)
    yield "\t\t\t<DbtrAgt>"
    yield "\t\t\t\t<FinInstnId>"
    if bestand.bic is not None:
        yield _leaf(5, "BICFI", bestand.bic)
    else:
        yield "\t\t\t\t\t<Othr>"
        yield _leaf(6, "Id", NOTPROVIDED)
        yield "\t\t\t\t\t</Othr>"
    yield "\t\t\t\t</FinInstnId>"
    yield "\t\t\t</DbtrAgt>"
    yield _leaf(3, "ChrgBr", "SLEV")


def _opdracht(opdracht: Betaalopdracht, place: int) -> Iterator[str]:
    omschrijving = to_sepa_tekens(opdracht.omschrijving)
    if not _is_readable(omschrijving) or len(omschrijving) > LONGEST_OMSCHRIJVING:
        raise UnwritableBetaalbestand(
            f"De omschrijving van opdracht {place} past niet in het betaalbestand, want in de "
            f"tekens van de bank heeft zij geen letters en cijfers, of meer dan "
            f"{LONGEST_OMSCHRIJVING} tekens: schrijf haar korter, in gewone letters en cijfers."
        )
    _refuse_bsn(omschrijving, f"De omschrijving van opdracht {place}")
    yield "\t\t\t<CdtTrfTxInf>"
    yield "\t\t\t\t<PmtId>"
    yield _leaf(5, "EndToEndId", opdracht.end_to_end_id)
    yield "\t\t\t\t</PmtId>"
    yield "\t\t\t\t<Amt>"
    yield f'\t\t\t\t\t<InstdAmt Ccy="EUR">{_euros(opdracht.bedrag)}</InstdAmt>'
    yield "\t\t\t\t</Amt>"
    yield from _name(4, "Cdtr", opdracht.crediteur, f"De crediteur van opdracht {place}")
    yield from _account(4, "CdtrAcct", opdracht.iban.number)
    yield "\t\t\t\t<RmtInf>"
    yield _leaf(5, "Ustrd", omschrijving)
    yield "\t\t\t\t</RmtInf>"
    yield "\t\t\t</CdtTrfTxInf>"


# ── parts ────────────────────────────────────────────────────────────────────────────────────────


def _totals(bestand: Betaalbestand) -> Iterator[str]:
    yield _leaf(3, "NbOfTxs", str(len(bestand.opdrachten)))
    yield _leaf(3, "CtrlSum", _euros(bestand.totaal))


def _name(depth: int, tag: str, name: str, whose: str) -> Iterator[str]:
    readable = to_sepa_tekens(name)[:_LONGEST_NAAM].rstrip()
    if not _is_readable(readable):
        raise UnwritableBetaalbestand(
            f"{whose} heeft een naam zonder letters of cijfers die de bank kan lezen: schrijf de "
            "naam in Latijnse letters."
        )
    _refuse_bsn(readable, f"De naam van {whose[0].lower()}{whose[1:]}")
    yield "\t" * depth + f"<{tag}>"
    yield _leaf(depth + 1, "Nm", readable)
    yield "\t" * depth + f"</{tag}>"


def _is_readable(text: str) -> bool:
    return any(map(str.isalnum, text))


def _refuse_bsn(text: str, what: str) -> None:
    """Again, because converting and cutting can make nine digits of what were none."""
    if may_hold_bsn(text):
        raise UnwritableBetaalbestand(
            f"{what} bevat in de tekens van de bank een getal dat een BSN kan zijn, en dat mag "
            "niet naar de bank: haal het getal weg."
        )


def _account(depth: int, tag: str, number: str) -> Iterator[str]:
    indent = "\t" * depth
    yield f"{indent}<{tag}>"
    yield f"{indent}\t<Id>"
    yield _leaf(depth + 2, "IBAN", number)
    yield f"{indent}\t</Id>"
    yield f"{indent}</{tag}>"


def _euros(bedrag: Cents) -> str:
    """Eurocents as the bank writes them: whole euros, a point, two digits."""
    euros, cents = divmod(int(bedrag), 100)
    return f"{euros}.{cents:02}"


def _leaf(depth: int, tag: str, text: str) -> str:
    return "\t" * depth + f"<{tag}>{escape(text)}</{tag}>"
