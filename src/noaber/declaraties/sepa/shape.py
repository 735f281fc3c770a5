# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What a betaalbestand may look like: the part of pain.001.001.09 that noaber uses, as data.

The order of the elements is that of the message; the lengths and letters are those of the
customer-to-bank guidelines of the EPC (EPC132-08). All that we do not use is left out, so that it
is refused: an address or a second line of text could hold a person.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_LETTERS: Final = r"[A-Za-z0-9/?:().,'+ -]"
_DAY: Final = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"


@dataclass(frozen=True, slots=True)
class Shape:
    """One element: what must be inside, or what its text must look like. It is obligatory."""

    name: str
    inside: tuple[Shape, ...] = ()
    instead: tuple[Shape, ...] = ()
    """What may be inside in the place of ``inside``."""
    repeats: bool = False
    """Whether it may stand there more than once."""
    text: re.Pattern[str] | None = None
    """What the whole text must match; None for an element that holds elements."""
    must_be: str = ""
    """The same in Dutch, as what must stand there."""
    attributes: tuple[tuple[str, str], ...] = ()
    """Exactly the attributes that it has, with their value."""


def _fixed(name: str, value: str) -> Shape:
    return Shape(name, text=re.compile(re.escape(value)), must_be=f"altijd {value}")


def _line(name: str, longest: int) -> Shape:
    return Shape(
        name,
        text=re.compile(rf"(?! )(?=.*[A-Za-z0-9]){_LETTERS}{{1,{longest}}}(?<! )"),
        must_be=(
            f"een tekst van 1 tot {longest} tekens die elke bank leest, met minstens "
            "één letter of cijfer"
        ),
    )


def _kenmerk(name: str) -> Shape:
    return Shape(
        name,
        text=re.compile(rf"(?![ /])(?!.*//)(?!NOTPROVIDED\Z){_LETTERS}{{1,35}}(?<![ /])"),
        must_be=(
            "een eigen kenmerk van 1 tot 35 tekens die elke bank leest, zonder schuine streep aan "
            "een van de einden of twee achter elkaar"
        ),
    )


def _naam(name: str) -> Shape:
    return Shape(name, inside=(_line("Nm", 70),))


def _rekening(name: str) -> Shape:
    iban = Shape(
        "IBAN",
        text=re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}"),
        must_be="een IBAN zonder spaties, in hoofdletters",
    )
    return Shape(name, inside=(Shape("Id", inside=(iban,)),))


_TELLING: Final = (
    Shape("NbOfTxs", text=re.compile(r"[0-9]{1,15}"), must_be="een aantal van 1 tot 15 cijfers"),
    Shape(
        "CtrlSum",
        text=re.compile(r"[0-9]{1,16}\.[0-9]{2}"),
        must_be="een totaal in euro's met een punt en twee cijfers",
    ),
)

_GROUP_HEADER: Final = Shape(
    "GrpHdr",
    inside=(
        _kenmerk("MsgId"),
        Shape(
            "CreDtTm",
            text=re.compile(
                rf"{_DAY}T[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}(?:Z|[+-][0-9]{{2}}:[0-9]{{2}})?"
            ),
            must_be="een moment als jjjj-mm-ddTuu:mm:ss",
        ),
        *_TELLING,
        _naam("InitgPty"),
    ),
)

_BANK: Final = Shape(
    "FinInstnId",
    inside=(
        Shape(
            "BICFI",
            text=re.compile(r"[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?"),
            must_be="een BIC van 8 of 11 hoofdletters en cijfers",
        ),
    ),
    instead=(Shape("Othr", inside=(_fixed("Id", "NOTPROVIDED"),)),),
)

_BEDRAG: Final = Shape(
    "InstdAmt",
    text=re.compile(r"[0-9]{1,9}\.[0-9]{2}"),
    must_be="een bedrag tot en met 999999999.99, met een punt en twee cijfers",
    attributes=(("Ccy", "EUR"),),
)

_OPDRACHT: Final = Shape(
    "CdtTrfTxInf",
    repeats=True,
    inside=(
        Shape("PmtId", inside=(_kenmerk("EndToEndId"),)),
        Shape("Amt", inside=(_BEDRAG,)),
        _naam("Cdtr"),
        _rekening("CdtrAcct"),
        Shape("RmtInf", inside=(_line("Ustrd", 140),)),
    ),
)

_BATCH: Final = Shape(
    "PmtInf",
    inside=(
        _kenmerk("PmtInfId"),
        _fixed("PmtMtd", "TRF"),
        Shape("BtchBookg", text=re.compile(r"true|false"), must_be="true of false"),
        *_TELLING,
        Shape("PmtTpInf", inside=(Shape("SvcLvl", inside=(_fixed("Cd", "SEPA"),)),)),
        Shape(
            "ReqdExctnDt",
            inside=(Shape("Dt", text=re.compile(_DAY), must_be="een dag als jjjj-mm-dd"),),
        ),
        _naam("Dbtr"),
        _rekening("DbtrAcct"),
        Shape("DbtrAgt", inside=(_BANK,)),
        _fixed("ChrgBr", "SLEV"),
        _OPDRACHT,
    ),
)

DOCUMENT: Final = Shape(
    "Document", inside=(Shape("CstmrCdtTrfInitn", inside=(_GROUP_HEADER, _BATCH)),)
)
"""The whole message."""
