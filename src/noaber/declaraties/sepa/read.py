# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""From what a bank sends to values: bank statements (camt.053) and status reports (pain.002).

Names, accounts and texts of the other side are not read: a statement of a gemeente is full of
residents, and a payment is found again by its reference.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from noaber.declaraties.sepa.elements import (
    UnreadableBankbericht,
    amount_of,
    count_of,
    day_of,
    is_true,
    many,
    maybe,
    maybe_text,
    one,
    parse_bankbericht,
    reden_of,
    signed,
    text_of,
)
from noaber.declaraties.types.bankreden import Bankreden
from noaber.declaraties.types.betaling import (
    NOTPROVIDED,
    Afschrift,
    Afschriftregel,
    Afwijzing,
    Bereik,
    InvalidAfschrift,
    Regelstatus,
    Statusrapport,
)
from noaber.kernel.iban import Iban, InvalidIban
from noaber.kernel.money import Cents, total

if TYPE_CHECKING:
    from lxml import etree

_AFSCHRIFT: Final = dict.fromkeys(("camt.053.001.02", "camt.053.001.08"), "BkToCstmrStmt")
_STATUSRAPPORT: Final = dict.fromkeys(("pain.002.001.03", "pain.002.001.10"), "CstmrPmtStsRpt")

_OPENING: Final = ("OPBD", "PRCD")
_CLOSING: Final = ("CLBD",)
_NOT_BOOKED: Final = ("PDNG", "INFO", "FUTR")

_REFUSED: Final = ("RJCT", "CANC")
_ACCEPTED: Final = ("ACCC", "ACCP", "ACFC", "ACSC", "ACSP", "ACTC", "ACWC", "ACWP")
_UNDER_WAY: Final = ("PART", "PATC", "PDNG", "RCVD")

_VRAAG_DE_BANK: Final = "vraag de bank wat er is gebeurd voordat u iets opnieuw betaalt"


def read_bankbericht(data: bytes) -> tuple[Afschrift, ...] | Statusrapport:
    """The bank statements or the status report in a file of which the kind is not known.

    Raises:
        UnreadableBankbericht: it is none of the two, or as for either of them.
    """
    kinds = {**_AFSCHRIFT, **_STATUSRAPPORT}
    message = parse_bankbericht(data, kinds, "dagafschrift of statusrapport")
    if str(message.tag).endswith(f"}}{_AFSCHRIFT['camt.053.001.02']}"):
        return _afschriften(message)
    return _statusrapport(message)


# ── camt.053 ─────────────────────────────────────────────────────────────────────────────────────


def read_afschriften(data: bytes) -> tuple[Afschrift, ...]:
    """The bank statements in a camt.053.001.02 or .08, in the order of the file.

    Raises:
        UnreadableBankbericht: the reason in Dutch; also when a statement does not add up.
    """
    return _afschriften(parse_bankbericht(data, _AFSCHRIFT, "dagafschrift"))


def _afschriften(message: etree._Element) -> tuple[Afschrift, ...]:
    statements = many(message, "Stmt")
    if not statements:
        raise UnreadableBankbericht("er staat geen afschrift in")
    return tuple(map(_afschrift, statements))


def _afschrift(statement: etree._Element) -> Afschrift:
    entries = many(statement, "Ntry")
    booked = [entry for entry in entries if _is_booked(entry)]
    number = maybe(statement, "ElctrncSeqNb")
    if number is None:
        number = maybe(statement, "LglSeqNb")
    closing = _balances(statement, _CLOSING)
    try:
        return Afschrift(
            afschrift_id=text_of(one(statement, "Id")),
            volgnummer=None if number is None else count_of(number),
            iban=Iban(text_of(one(statement, "Acct", "Id", "IBAN"))),
            beginsaldo=_saldo(_balances(statement, _OPENING), "beginsaldo (OPBD of PRCD)"),
            eindsaldo=_saldo(closing, "eindsaldo (CLBD)"),
            saldodatum=day_of(one(closing[0], "Dt")),
            regels=tuple(regel for entry in booked for regel in _regels(entry)),
            niet_geboekt=len(entries) - len(booked),
        )
    except InvalidIban:
        raise UnreadableBankbericht("het rekeningnummer van het afschrift klopt niet") from None
    except InvalidAfschrift:
        raise UnreadableBankbericht(
            "het beginsaldo en de regels samen zijn niet het eindsaldo, dus er ontbreekt iets"
        ) from None


def _balances(statement: etree._Element, codes: tuple[str, ...]) -> list[etree._Element]:
    return [
        balance
        for balance in many(statement, "Bal")
        if maybe_text(balance, "Tp", "CdOrPrtry", "Cd") in codes
    ]


def _saldo(balances: list[etree._Element], what: str) -> Cents:
    """A bank may give one balance twice (OPBD and PRCD); then they must be equal."""
    found = {
        signed(amount_of(one(balance, "Amt")), one(balance, "CdtDbtInd")) for balance in balances
    }
    if len(found) != 1:
        raise UnreadableBankbericht(
            f"er staat niet precies één {what} in, zoals bij een deel van een afschrift",
            "haal het hele afschrift op bij de bank",
        )
    return found.pop()


def _is_booked(entry: etree._Element) -> bool:
    """Version 02 has the status as text, version 08 as a code inside."""
    status = one(entry, "Sts")
    code = maybe_text(status, "Cd") if len(status) else text_of(status)
    if code != "BOOK" and code not in _NOT_BOOKED:
        raise UnreadableBankbericht(
            "een regel heeft een status die noaber niet kent", "meld dit aan de beheerder"
        )
    return code == "BOOK"


@dataclass(frozen=True, slots=True)
class _Entry:
    """What the lines of one entry have in common."""

    element: etree._Element
    bedrag: Cents
    is_reversal: bool
    details: list[etree._Element]


def _regels(element: etree._Element) -> Iterator[Afschriftregel]:
    parts = many(element, "NtryDtls")
    entry = _Entry(
        element=element,
        bedrag=signed(amount_of(one(element, "Amt")), one(element, "CdtDbtInd")),
        is_reversal=is_true(maybe(element, "RvslInd")),
        details=[detail for part in parts for detail in many(part, "TxDtls")],
    )
    batches = [batch for part in parts if (batch := maybe(part, "Btch")) is not None]
    numbers = [count for batch in batches if (count := maybe(batch, "NbOfTxs")) is not None]
    promised = sum(map(count_of, numbers))
    if len(entry.details) > 1:
        yield from _split(entry, batches)
        return
    detail = entry.details[0] if entry.details else None
    yield _regel(entry, batches, detail, entry.bedrag, max(promised, 1))


def _split(entry: _Entry, batches: list[etree._Element]) -> Iterator[Afschriftregel]:
    amounts = [_detail_amount(entry, detail) for detail in entry.details]
    if total(amounts) != entry.bedrag:
        raise UnreadableBankbericht("de delen van een verzamelregel zijn samen niet het bedrag")
    for detail, bedrag in zip(entry.details, amounts, strict=True):
        yield _regel(entry, batches, detail, bedrag, 1)


def _detail_amount(entry: _Entry, detail: etree._Element) -> Cents:
    """Version 08 has it in Amt; in version 02 it is among the details of the amount."""
    for path in (("Amt",), ("AmtDtls", "TxAmt", "Amt"), ("AmtDtls", "InstdAmt", "Amt")):
        found = maybe(detail, *path)
        if found is not None:
            direction = maybe(detail, "CdtDbtInd")
            if direction is None:
                direction = one(entry.element, "CdtDbtInd")
            return signed(amount_of(found), direction)
    raise UnreadableBankbericht("een verzamelregel zegt niet hoe groot haar delen zijn")


def _regel(
    entry: _Entry,
    batches: list[etree._Element],
    detail: etree._Element | None,
    bedrag: Cents,
    aantal: int,
) -> Afschriftregel:
    end_to_end_id = maybe_text(detail, "Refs", "EndToEndId")
    batch = batches[0] if len(batches) == 1 else None
    reden = _retour(detail)
    is_retour = entry.is_reversal or reden is not None
    return Afschriftregel(
        end_to_end_id=None if aantal > 1 or end_to_end_id == NOTPROVIDED else end_to_end_id,
        message_id=maybe_text(detail, "Refs", "MsgId") or maybe_text(batch, "MsgId"),
        payment_information_id=(
            maybe_text(detail, "Refs", "PmtInfId") or maybe_text(batch, "PmtInfId")
        ),
        bank_kenmerk=(
            maybe_text(detail, "Refs", "AcctSvcrRef") or maybe_text(entry.element, "AcctSvcrRef")
        ),
        bedrag=bedrag,
        boekdatum=day_of(one(entry.element, "BookgDt")),
        status=Regelstatus.GERETOURNEERD if is_retour else Regelstatus.GEBOEKT,
        reden=reden,
        aantal=aantal,
    )


def _retour(detail: etree._Element | None) -> Bankreden | None:
    information = maybe(detail, "RtrInf")
    return None if information is None else reden_of(information)


# ── pain.002 ─────────────────────────────────────────────────────────────────────────────────────


def read_statusrapport(data: bytes) -> Statusrapport:
    """The answer in a pain.002.001.03 or .10 to one betaalbestand.

    Raises:
        UnreadableBankbericht: the reason in Dutch; also for a status that we do not know, because
            it might be a refusal, and for an opdracht that is accepted in a refused file.
    """
    return _statusrapport(parse_bankbericht(data, _STATUSRAPPORT, "statusrapport"))


def _statusrapport(message: etree._Element) -> Statusrapport:
    group = one(message, "OrgnlGrpInfAndSts")
    if not text_of(one(group, "OrgnlMsgNmId")).startswith("pain.001"):
        raise UnreadableBankbericht(
            "het gaat niet over een betaalbestand (pain.001)",
            "kies het statusrapport van het betaalbestand",
        )
    status = _status(group, "GrpSts")
    afwijzingen = []
    if status in _REFUSED:
        afwijzingen.append(Afwijzing(bereik=Bereik.BESTAND, redenen=_redenen(group)))
    for batch in many(message, "OrgnlPmtInfAndSts"):
        afwijzingen += _afwijzingen(batch, is_refused=status in _REFUSED)
    return Statusrapport(
        message_id=text_of(one(group, "OrgnlMsgId")),
        status=status,
        afwijzingen=tuple(afwijzingen),
    )


def _afwijzingen(batch: etree._Element, *, is_refused: bool) -> Iterator[Afwijzing]:
    number = text_of(one(batch, "OrgnlPmtInfId"))
    status = _status(batch, "PmtInfSts", is_refused=is_refused)
    if status in _REFUSED:
        yield Afwijzing(bereik=Bereik.BATCH, payment_information_id=number, redenen=_redenen(batch))
        is_refused = True
    for opdracht in many(batch, "TxInfAndSts"):
        own = _status(opdracht, "TxSts", is_refused=is_refused)
        if own in _REFUSED or (own is None and is_refused):
            yield Afwijzing(
                bereik=Bereik.OPDRACHT,
                payment_information_id=number,
                end_to_end_id=text_of(one(opdracht, "OrgnlEndToEndId")),
                redenen=_redenen(opdracht),
            )


def _status(element: etree._Element, name: str, *, is_refused: bool = False) -> str | None:
    """The status in an element; ``is_refused`` tells whether what it is part of is refused.

    Both a status that we do not know and one that contradicts the whole are left to a person: who
    takes a payment for refused pays it again.
    """
    status = maybe_text(element, name)
    if status is None or status in _REFUSED:
        return status
    if status not in _ACCEPTED + _UNDER_WAY:
        raise UnreadableBankbericht(f"de status in {name} kent noaber niet", _VRAAG_DE_BANK)
    if is_refused:
        raise UnreadableBankbericht(
            "de bank weigert het geheel en aanvaardt toch een deel", _VRAAG_DE_BANK
        )
    return status


def _redenen(element: etree._Element) -> tuple[Bankreden, ...]:
    return tuple(map(reden_of, many(element, "StsRsnInf")))
