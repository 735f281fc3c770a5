# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What passes the front door of the payment: the file that goes to the bank and what comes back.

Amounts are whole eurocents. The fields that ISO 20022 names keep its words (``message_id`` is
MsgId, ``end_to_end_id`` EndToEndId). What may hold a person is left out of every repr. The choices
are explained in docs/algorithms/sepa.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from noaber.declaraties.types.bankreden import Bankreden
from noaber.kernel.bsn import is_bsn
from noaber.kernel.errors import InvalidValue
from noaber.kernel.iban import Iban
from noaber.kernel.money import Cents, total

AMSTERDAM: Final = ZoneInfo("Europe/Amsterdam")
"""The zone in which a bank reads the moment at which a file was made."""

MAX_BEDRAG: Final = Cents(99_999_999_999)
"""Most of one opdracht: 999.999.999,99 euro (SEPA Credit Transfer rulebook, AT-T002)."""

EER: Final = frozenset(
    [
        "AT",
        "BE",
        "BG",
        "CY",
        "CZ",
        "DE",
        "DK",
        "EE",
        "ES",
        "FI",
        "FR",
        "GR",
        "HR",
        "HU",
        "IE",
        "IS",
        "IT",
        "LI",
        "LT",
        "LU",
        "LV",
        "MT",
        "NL",
        "NO",
        "PL",
        "PT",
        "RO",
        "SE",
        "SI",
        "SK",
    ]
)
"""Countries of the EEA: there an IBAN says everything (regulation EU 260/2012). Elsewhere a bank
also wants a BIC and an address, which our file does not carry."""

LONGEST_KENMERK: Final = 35
LONGEST_OMSCHRIJVING: Final = 140
_LONGEST_NAAM: Final = 140  # as ISO 20022 stores it; what is written is cut to the 70 of EPC

_KENMERK: Final = re.compile(r"[A-Za-z0-9/?:().,'+ -]+")
_BIC: Final = re.compile(r"[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?")
_NINE_DIGITS: Final = re.compile(r"(?<![0-9])[0-9]{9}(?![0-9])")
_NOT_A_LINE: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]")
NOTPROVIDED: Final = "NOTPROVIDED"
"""What stands in a SEPA message where an obligatory reference is not given."""


class InvalidBetaling(InvalidValue):
    """A betaalopdracht or a betaalbestand cannot be like this; nothing of it is repeated."""


class InvalidAfschrift(InvalidValue):
    """What a bank says about an account contradicts itself; nothing of it is repeated."""


# ── to the bank ──────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Betaalopdracht:
    """One amount to one crediteur.

    Raises InvalidBetaling. Source: SEPA Credit Transfer customer-to-bank implementation
    guidelines (EPC132-08); domain §1.12.
    """

    end_to_end_id: str
    """Our reference, which the bank repeats whatever happens: at most 35 characters."""
    crediteur: str = field(repr=False)
    """Name of the one who is paid, as in the register; the file has it in the bank's letters."""
    iban: Iban
    """Account of the crediteur, in the EEA."""
    bedrag: Cents
    """Eurocents, more than zero."""
    omschrijving: str
    """What the crediteur reads: our own reference of what is paid, never a person."""

    def __post_init__(self) -> None:
        _check_kenmerk("kenmerk van de betaalopdracht", self.end_to_end_id)
        if self.end_to_end_id == NOTPROVIDED:
            raise InvalidBetaling(
                "NOTPROVIDED kan geen kenmerk van een betaalopdracht zijn, want banken bedoelen "
                "daarmee dat er geen kenmerk is: geef een eigen kenmerk."
            )
        _check_text("naam van de crediteur", self.crediteur, _LONGEST_NAAM)
        _check_text("omschrijving van de betaalopdracht", self.omschrijving, LONGEST_OMSCHRIJVING)
        if not 0 < Cents(self.bedrag) <= MAX_BEDRAG:
            raise InvalidBetaling(
                "Dit bedrag kan niet worden betaald, want een overboeking is minstens 0,01 en "
                "hoogstens 999.999.999,99 euro: verreken credits eerst, of verdeel het bedrag."
            )
        if self.iban.number[:2] not in EER:
            raise InvalidBetaling(
                "Deze rekening ligt buiten de Europese Economische Ruimte, en dan vraagt de bank "
                "meer gegevens dan dit bestand heeft: geef deze betaling zelf op bij de bank."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Betaalbestand:
    """One batch of betaalopdrachten from one account, to be carried out on one day.

    Raises InvalidBetaling; TypeError for a moment without a time zone.
    """

    message_id: str
    """Number of the file and of its one batch (MsgId and PmtInfId): at most 35 characters, unique
    for ever at the bank."""
    aangemaakt_at: datetime
    """When it was made; aware. Written in whole seconds."""
    uitvoerdatum: date
    """Day on which the bank takes the money; on a day without banking it takes the next one."""
    indiener: str
    """Name of the organisation that hands in the file (InitgPty)."""
    debiteur: str
    """Name of the holder of the account that pays."""
    iban: Iban
    """Account that pays."""
    bic: str | None = None
    """BIC of the bank of that account; without it the bank finds itself by the IBAN."""
    opdrachten: tuple[Betaalopdracht, ...]

    def __post_init__(self) -> None:
        if self.aangemaakt_at.tzinfo is None:
            raise TypeError("a moment without a time zone is no moment")
        if isinstance(self.uitvoerdatum, datetime):
            raise TypeError("uitvoerdatum is a date, not a moment")
        _check_kenmerk("kenmerk van het betaalbestand", self.message_id)
        _check_text("naam van de indiener", self.indiener, _LONGEST_NAAM)
        _check_text("naam van de debiteur", self.debiteur, _LONGEST_NAAM)
        if self.bic is not None and not _BIC.fullmatch(self.bic):
            raise InvalidBetaling(
                "Deze BIC klopt niet, want een BIC heeft 8 of 11 hoofdletters en cijfers: neem "
                "hem over van een bankafschrift, of laat hem leeg."
            )
        if self.uitvoerdatum < self.aangemaakt_at.astimezone(AMSTERDAM).date():
            raise InvalidBetaling(
                "De uitvoerdatum ligt voor de dag waarop het bestand is gemaakt, en dat weigert de "
                "bank: kies vandaag of een latere dag."
            )
        self._check_opdrachten()

    def _check_opdrachten(self) -> None:
        if not self.opdrachten:
            raise InvalidBetaling(
                "In dit betaalbestand staat geen opdracht, en een leeg bestand weigert de bank: "
                "kies eerst wat er betaald wordt."
            )
        seen: set[str] = set()
        for place, opdracht in enumerate(self.opdrachten, start=1):
            if opdracht.end_to_end_id in seen:
                raise InvalidBetaling(
                    f"Opdracht {place} heeft hetzelfde kenmerk als een eerdere, en dan is niet te "
                    "zien welke van de twee de bank bevestigt: geef elke opdracht een eigen "
                    "kenmerk."
                )
            seen.add(opdracht.end_to_end_id)

    @property
    def totaal(self) -> Cents:
        """Sum of all opdrachten, in eurocents."""
        return total(opdracht.bedrag for opdracht in self.opdrachten)


def _check_kenmerk(what: str, text: str) -> None:
    if (
        not _KENMERK.fullmatch(text)
        or len(text) > LONGEST_KENMERK
        or text != text.strip(" /")
        or "//" in text
    ):
        raise InvalidBetaling(
            f"Het {what} is niet goed, want de bank leest hoogstens {LONGEST_KENMERK} gewone "
            "letters, cijfers en leestekens, zonder spatie of schuine streep aan het begin of het "
            "einde en zonder twee schuine strepen naast elkaar: geef een ander kenmerk."
        )
    _refuse_bsn(what, text)


def _check_text(what: str, text: str, longest: int) -> None:
    if not 0 < len(text) <= longest or _NOT_A_LINE.search(text) or text != text.strip():
        raise InvalidBetaling(
            f"De {what} is niet goed, want die heeft 1 tot {longest} tekens op één regel, zonder "
            "spaties aan het begin of het einde: pas de tekst aan."
        )
    _refuse_bsn(what, text)


def may_hold_bsn(text: str) -> bool:
    """Whether nine digits in one run pass the elfproef: nobody can tell that it is no BSN."""
    return any(map(is_bsn, _NINE_DIGITS.findall(text)))


def _refuse_bsn(what: str, text: str) -> None:
    if may_hold_bsn(text):
        raise InvalidBetaling(
            f"In het veld '{what}' staat een getal dat een BSN kan zijn, en een BSN mag niet naar "
            "de bank: gebruik een eigen kenmerk zonder negen cijfers achter elkaar."
        )


# ── from the bank ────────────────────────────────────────────────────────────────────────────────


class Regelstatus(StrEnum):
    """What happened with the money of a line."""

    GEBOEKT = "geboekt"
    """It moved as the sign of the amount says."""
    GERETOURNEERD = "geretourneerd"
    """It moved back: the line undoes an earlier one, in whole or in part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Afschriftregel:
    """One movement on the account. Who the other side was is not kept: we match by reference.

    Raises InvalidAfschrift.
    """

    end_to_end_id: str | None = field(repr=False)
    """Reference of the one who ordered the payment; None when the bank gives none, and for a
    batch that is booked as a whole."""
    message_id: str | None = field(default=None, repr=False)
    """Our message_id when the bank gives it."""
    payment_information_id: str | None = field(default=None, repr=False)
    """Number of the batch; in our files the same as the message_id."""
    bank_kenmerk: str | None = field(default=None, repr=False)
    """The bank's own reference (AcctSvcrRef)."""
    bedrag: Cents
    """Eurocents: above zero came in, below zero went out."""
    boekdatum: date
    status: Regelstatus
    reden: Bankreden | None = None
    """Why it was returned; None for what was not, or when the bank does not say."""
    aantal: int = 1
    """How many opdrachten the amount is of: more than one for a batch without details."""

    def __post_init__(self) -> None:
        if self.reden is not None and self.status is not Regelstatus.GERETOURNEERD:
            raise InvalidAfschrift(
                "Een regel die niet is geretourneerd heeft toch een reden van retour, dus de regel "
                "spreekt zichzelf tegen: vraag de bank om een nieuw afschrift."
            )
        if self.aantal < 1:
            raise InvalidAfschrift(
                "Een regel gaat over minder dan één betaling, en dat kan niet: vraag de bank om "
                "een nieuw afschrift."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Afschrift:
    """What a bank booked on one account between two balances. It adds up, to the cent.

    Raises InvalidAfschrift.
    """

    afschrift_id: str
    """Number that the bank gave it (Stmt/Id)."""
    volgnummer: int | None
    """Place in the series of this account, when the bank counts."""
    iban: Iban
    beginsaldo: Cents
    """Eurocents; below zero for a debt to the bank."""
    eindsaldo: Cents
    saldodatum: date
    """Day of the eindsaldo."""
    regels: tuple[Afschriftregel, ...]
    niet_geboekt: int = 0
    """How many entries the bank announces but has not booked; no line tells of them."""

    def __post_init__(self) -> None:
        if self.beginsaldo + total(regel.bedrag for regel in self.regels) != self.eindsaldo:
            raise InvalidAfschrift(
                "Het beginsaldo en de regels samen zijn niet gelijk aan het eindsaldo, dus het "
                "afschrift is niet volledig: haal het opnieuw op bij de bank."
            )


class Bereik(StrEnum):
    """How much of a file the bank refuses."""

    BESTAND = "bestand"
    BATCH = "batch"
    OPDRACHT = "opdracht"


@dataclass(frozen=True, slots=True, kw_only=True)
class Afwijzing:
    """The bank refuses a file, a batch or one opdracht: that money does not move."""

    bereik: Bereik
    payment_information_id: str | None = None
    """Of the batch; None for a whole file."""
    end_to_end_id: str | None = None
    """Of the opdracht; None for a batch or a file."""
    redenen: tuple[Bankreden, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statusrapport:
    """The answer of a bank to one of our files, before anything is booked.

    No afwijzing does not mean paid: only an Afschrift says that.
    """

    message_id: str
    """Of the Betaalbestand it is about."""
    status: str | None
    """What the bank says of the whole file (GrpSts), such as "ACTC" or "PART"."""
    afwijzingen: tuple[Afwijzing, ...]

    def find_afwijzing(self, end_to_end_id: str) -> Afwijzing | None:
        """The afwijzing that holds for this opdracht of the file: the most precise one.

        Our files have one batch, so the refusal of a batch holds for all opdrachten.
        """
        for bereik in (Bereik.OPDRACHT, Bereik.BATCH, Bereik.BESTAND):
            for afwijzing in self.afwijzingen:
                if afwijzing.bereik is bereik and afwijzing.end_to_end_id in (None, end_to_end_id):
                    return afwijzing
        return None
