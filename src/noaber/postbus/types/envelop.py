# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Envelopes.

The fields of an envelop have the names of StUF-GGk (koppelvlak ggk0210). What may hold a person is
left out of every repr.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final, Self
from zoneinfo import ZoneInfo

from noaber.kernel.errors import InvalidValue

AMSTERDAM: Final = ZoneInfo("Europe/Amsterdam")
"""The zone of every tijdstip: the standard writes Dutch local time and does not say so."""
GGK: Final = "GGk"
"""Applicatie of the ontvanger in every envelop that goes to the gegevensknooppunt."""

_UUID_4: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_FOUR_DIGITS: Final = re.compile(r"[0-9]{4}")
_NOT_A_LINE: Final = re.compile("[\x00-\x1f\ufffe\uffff\ud800-\udfff]")
_NOT_A_TEXT: Final = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")
_XML_BLANK: Final = " \t\r\n"


class InvalidReferentienummer(InvalidValue):
    """The text is no UUID of version 4 in lower case."""

    def __init__(self) -> None:
        super().__init__(
            "Dit is geen referentienummer: dat is een UUID van versie 4 in kleine letters. "
            "Vraag de leverancier van de afzender om dit te herstellen."
        )


class InvalidEnvelopField(InvalidValue):
    """A field of an envelop cannot have this value."""

    def __init__(self, name: str, must_be: str) -> None:
        super().__init__(f"Het veld {name} van de envelop is niet goed: {must_be}.")
        self.name = name


class Referentienummer(str):
    """UUID version 4 in lower case: the number of one envelop, unique for ever.

    Raises InvalidReferentienummer.
    """

    __slots__ = ()

    def __new__(cls, text: str) -> Self:
        if not _UUID_4.fullmatch(text):
            raise InvalidReferentienummer
        return super().__new__(cls, text)

    @classmethod
    def derived(cls, *parts: str) -> Self:
        """A number that follows from these texts: whoever makes the answer again makes the same.

        Its form is that of version 4; its digits are a hash instead of chance.
        """
        whole = "".join(f"{len(part)}:{part}" for part in parts)
        digits = list(hashlib.sha256(whole.encode()).hexdigest()[:32])
        digits[12] = "4"
        digits[16] = "89ab"[int(digits[16], 16) % 4]
        text = "".join(digits)
        return cls(f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}")


def to_tijdstip(moment: datetime) -> datetime:
    """The moment as an envelop can say it: whole seconds, Dutch local time."""
    if moment.tzinfo is None:
        raise TypeError("a moment without a time zone is no moment")
    return moment.astimezone(AMSTERDAM).replace(microsecond=0)


def _check_text(
    name: str, text: str, longest: int, shortest: int = 1, *, lines: bool = False
) -> None:
    forbidden = _NOT_A_TEXT if lines else _NOT_A_LINE
    if (
        not shortest <= len(text) <= longest
        or forbidden.search(text)
        or text != text.strip(_XML_BLANK)
    ):
        raise InvalidEnvelopField(
            name,
            f"het heeft {shortest} tot {longest} tekens, zonder stuurtekens en zonder spaties "
            "aan het begin of het einde",
        )


# ── envelopes ────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Systeem:
    """Zender or ontvanger: whose system, which program, which part of it.

    ``organisatie`` is a gemeentecode, an AGB code or a fixed name such as CAK, VECOZO or RINIS.
    """

    organisatie: str
    applicatie: str
    administratie: str | None = None
    gebruiker: str | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        _check_text("organisatie", self.organisatie, 200)
        _check_text("applicatie", self.applicatie, 50, 3)
        if self.administratie is not None:
            _check_text("administratie", self.administratie, 50)
        if self.gebruiker is not None:
            _check_text("gebruiker", self.gebruiker, 100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Versies:
    """Versions of the sending program and of the message, four digits each."""

    applicatie_versie: str
    applicatie_subversie: str
    functie_versie: str = "0003"
    functie_subversie: str = "0002"

    def __post_init__(self) -> None:
        for name in self.__slots__:
            if not _FOUR_DIGITS.fullmatch(getattr(self, name)):
                raise InvalidEnvelopField(
                    name.replace("_v", "V").replace("_s", "S"), "het heeft 4 cijfers"
                )


@dataclass(frozen=True, slots=True, kw_only=True)
class Stuurgegevens:
    """What every envelop says about itself."""

    zender: Systeem
    ontvanger: Systeem
    referentienummer: str
    tijdstip: datetime
    """Whole seconds in AMSTERDAM; see ``to_tijdstip``."""

    def __post_init__(self) -> None:
        if self.tijdstip.tzinfo is not AMSTERDAM or self.tijdstip.microsecond:
            raise TypeError("tijdstip is in whole seconds of Dutch local time: use to_tijdstip")


@dataclass(frozen=True, slots=True, kw_only=True)
class Berichtenvelop(Stuurgegevens):
    """An envelop with a message in it."""

    referentienummer: Referentienummer
    functie: str
    versies: Versies
    payload: bytes = field(repr=False)
    """The message, byte for byte as it was packed."""

    def __post_init__(self) -> None:
        Stuurgegevens.__post_init__(self)
        Referentienummer(self.referentienummer)
        _check_text("functie", self.functie, 30)
        if not self.payload:
            raise InvalidEnvelopField("xmlBestand", "er hoort een bericht in te zitten")


@dataclass(frozen=True, slots=True, kw_only=True)
class Di01(Berichtenvelop):
    """Envelop of a heenbericht."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Du01(Berichtenvelop):
    """Envelop of an answer; ``cross_refnummer`` is the referentienummer of the Di01 it answers."""

    cross_refnummer: Referentienummer

    def __post_init__(self) -> None:
        Berichtenvelop.__post_init__(self)
        Referentienummer(self.cross_refnummer)


class Plek(StrEnum):
    """Where the fault lies: with who sent the message, or with who received it."""

    CLIENT = "client"
    SERVER = "server"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fo01(Stuurgegevens):
    """Foutbericht: the message with ``cross_refnummer`` was not delivered or breaks its schema.

    Both numbers are plain texts: a node also reports on a number that is no UUID. The detailsXML
    is not kept, because it repeats a message, with the person in it; it stays in the raw post.
    """

    cross_refnummer: str
    code: str
    plek: Plek
    omschrijving: str = field(default="", repr=False)
    details: str | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        Stuurgegevens.__post_init__(self)
        _check_text("referentienummer", self.referentienummer, 40)
        _check_text("crossRefnummer", self.cross_refnummer, 40)
        _check_text("code", self.code, 7)
        _check_text("omschrijving", self.omschrijving, 200, 0, lines=True)
        if self.details is not None:
            _check_text("details", self.details, 1000, lines=True)


Envelop = Di01 | Du01 | Fo01
