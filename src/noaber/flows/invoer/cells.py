# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""A cell to a value. Every reader takes a cell that is not empty and raises InvalidValue.

The text of an error never repeats the cell.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, Final, get_args

from noaber.berichten.codelists import code_list
from noaber.berichten.definitions.simple import SimpleType
from noaber.flows.invoer.problems import BadCell
from noaber.kernel.agb import AgbCode
from noaber.kernel.bsn import Bsn
from noaber.kernel.gemeentecode import Gemeentecode
from noaber.kernel.iban import Iban
from noaber.kernel.money import Cents, parse_euro
from noaber.kernel.wet import Wet

Read = Callable[[Any], Any]

_DUTCH_DAY: Final = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})")
_ISO_DAY: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_FIRST_YEAR: Final = 1850
_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cn", "Cs", "Zl", "Zp"})
"""Kinds of signs in Unicode that nobody sees: control, format, unknown, line end."""
MOST_CENTS: Final = 99_999_999
"""What fits in a Bedrag, a Budget or a Volume (RS005)."""


def is_empty(cell: Any) -> bool:
    """Whether nothing stands there."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


# ── texts ────────────────────────────────────────────────────────────────────────────────────────


def text(cell: Any) -> str:
    """A text on one line, its letters written in one way."""
    if not isinstance(cell, str):
        raise BadCell("Hier hoort tekst. Zet de waarde in JSON tussen aanhalingstekens.")
    found = unicodedata.normalize("NFC", cell).strip()
    if any(unicodedata.category(sign) in _INVISIBLE for sign in found):
        raise BadCell(
            "Hier staat een regeleinde of een onzichtbaar teken. Haal het weg; schrijf de waarde "
            "op één regel."
        )
    return found


def bounded(annotated: Any) -> Read:
    """A text within the bounds of a type of the standard, such as ``types.Straatnaam``."""
    bounds: SimpleType = get_args(annotated)[1].bind(Wet.WMO)

    def read(cell: Any) -> str:
        found = text(cell)
        complaint = bounds.complaint(found)
        if complaint is not None:
            raise BadCell(f"Deze waarde {complaint[1]}.")
        return found

    return read


def short(longest: int) -> Read:
    """A text of at most so many characters."""

    def read(cell: Any) -> str:
        found = text(cell)
        if len(found) > longest:
            raise BadCell(f"Deze waarde is te lang: ten hoogste {longest} tekens.")
        return found

    return read


def words(cell: Any) -> tuple[str, ...]:
    """Several texts: a list in JSON, or parted by spaces or commas."""
    if isinstance(cell, list):
        return tuple(text(one) for one in cell)
    return tuple(re.split(r"[\s,;|]+", text(cell)))


# ── numbers, money, days ─────────────────────────────────────────────────────────────────────────


def whole(lowest: int, highest: int) -> Read:
    """A whole number."""

    def read(cell: Any) -> int:
        if isinstance(cell, bool) or not isinstance(cell, int | str):
            raise BadCell("Hier hoort een heel getal.")
        shown = str(cell).strip()
        if not re.fullmatch(r"[0-9]{1,12}", shown):
            raise BadCell("Hier hoort een heel getal, met alleen cijfers.")
        if not lowest <= int(shown) <= highest:
            raise BadCell(f"Dit getal moet liggen tussen {lowest} en {highest}.")
        return int(shown)

    return read


def euros(cell: Any) -> Cents:
    """An amount in euro's, as cents: ``60,25`` or ``1.234,50``; in JSON also 60.25."""
    if isinstance(cell, str):
        cents = parse_euro(cell)
    elif isinstance(cell, int | Decimal) and not isinstance(cell, bool):
        exact = min(Decimal(cell), Decimal(MOST_CENTS)) * 100
        if exact != exact.to_integral_value():
            raise BadCell("Een bedrag heeft ten hoogste twee cijfers achter de komma.")
        cents = Cents(int(exact))
    else:
        raise BadCell("Hier hoort een bedrag in euro's, bijvoorbeeld 60,25.")
    if not 0 <= cents <= MOST_CENTS:
        raise BadCell("Dit bedrag kan niet: van € 0,00 tot en met € 999.999,99.")
    return cents


def part(cell: Any) -> Decimal:
    """A part of a whole, 0 to 1 with at most four decimals: ``0,95``."""
    wrong = BadCell("Hier hoort een deel van 0 tot en met 1, bijvoorbeeld 0,95.")
    try:
        found = Decimal(cell.strip().replace(",", ".") if isinstance(cell, str) else cell)
    except (InvalidOperation, TypeError, ValueError):
        raise wrong from None
    if isinstance(cell, bool) or not found.is_finite() or not 0 <= found <= 1:
        raise wrong
    if found != found.quantize(Decimal("0.0001")):
        raise BadCell("Dit deel heeft meer dan vier cijfers achter de komma.")
    return found


def day(cell: Any) -> date:
    """A day: ``2026-03-16`` or ``16-03-2026``."""
    shown = cell.strip() if isinstance(cell, str) else ""
    if found := _ISO_DAY.fullmatch(shown):
        year, month, number = found.groups()
    elif found := _DUTCH_DAY.fullmatch(shown):
        number, month, year = found.groups()
    else:
        raise BadCell("Hier hoort een datum: 2026-03-16 of 16-03-2026.")
    try:
        value = date(int(year), int(month), int(number))
    except ValueError:
        raise BadCell("Deze dag bestaat niet. Kijk de datum na.") from None
    if value.year < _FIRST_YEAR:
        raise BadCell("Dit jaartal kan niet. Schrijf het jaar met vier cijfers.")
    return value


# ── choices ──────────────────────────────────────────────────────────────────────────────────────

_YES: Final = frozenset({"ja", "j", "1", "waar", "true", "x"})
_NO: Final = frozenset({"nee", "n", "0", "onwaar", "false"})


def yes_no(cell: Any) -> bool:
    """``ja`` or ``nee``."""
    shown = str(cell).strip().casefold()
    if shown not in _YES | _NO:
        raise BadCell("Hier hoort ja of nee.")
    return shown in _YES


def choice(options: Mapping[str, Any], also: Mapping[str, str] | None = None) -> Read:
    """One of these words. ``also``: other words for the same, which a message does not show."""

    def read(cell: Any) -> Any:
        shown = " ".join(str(cell).casefold().replace("_", " ").split())
        shown = (also or {}).get(shown, shown)
        if shown not in options:
            raise BadCell(f"Dit woord kent noaber hier niet. Kies uit: {', '.join(options)}.")
        return options[shown]

    return read


def code(list_name: str, words: Mapping[str, str] | None = None) -> Read:
    """A code of a code list that both laws share, or a word for it."""
    codes = {entry.code: entry.omschrijving for entry in code_list(list_name, Wet.WMO)}
    known = {word: found for word, found in (words or {}).items() if found in codes}
    named = ", ".join(f"{found} ({word})" for word, found in known.items()) or ", ".join(codes)

    def read(cell: Any) -> str:
        shown = " ".join(str(cell).casefold().split()) if not isinstance(cell, bool) else ""
        found = known.get(shown, shown)
        if found not in codes and found.zfill(2) in codes:
            found = found.zfill(2)  # a spreadsheet takes the zero in front away
        if found not in codes:
            raise BadCell(f"Deze code staat niet in de codelijst. Kies uit: {named}.")
        return found

    return read


def code_of_either(list_name: str) -> Read:
    """A code of a list that differs per law; which law it is, is checked with the whole row."""
    codes = {entry.code for wet in Wet for entry in code_list(list_name, wet)}

    def read(cell: Any) -> str:
        found = _digits(cell).zfill(2)
        if found not in codes:
            raise BadCell("Deze code staat niet in de codelijst van de Wmo of van de Jeugdwet.")
        return found

    return read


WET: Final = choice(
    {wet.value: wet for wet in Wet},
    {"jeugdwet": "jw", "ijw": "jw", "iwmo": "wmo", "wmo 2015": "wmo"},
)
EENHEDEN: Final = {
    "minuut": "01",
    "uur": "04",
    "etmaal": "14",
    "dagdeel": "16",
    "stuks output": "82",
    "euro": "83",
    "stuks inspanning": "84",
}
FREQUENTIES: Final = {"per dag": "1", "per week": "2", "per maand": "4", "totaal": "6"}


@cache
def eenheid() -> Read:
    """A code of WJ756, or a word for it."""
    return code("WJ756", EENHEDEN)


@cache
def frequentie() -> Read:
    """A code of WMO757, or a word for it."""
    return code("WMO757", FREQUENTIES)


# ── who ──────────────────────────────────────────────────────────────────────────────────────────


def _digits(cell: Any) -> str:
    if isinstance(cell, int) and not isinstance(cell, bool):
        return str(cell)
    return text(cell)


def bsn(cell: Any) -> str:
    """Nine digits; a zero in front that a spreadsheet took away comes back."""
    return Bsn.padded(_digits(cell)).number


def agb(cell: Any) -> str:
    """An AGB code."""
    return str(AgbCode(_digits(cell)))


def gemeente(cell: Any) -> str:
    """A gemeentecode."""
    return str(Gemeentecode(_digits(cell)))


def administratie(cell: Any) -> str:
    """A gemeentecode or an AGB code: whose books."""
    shown = _digits(cell)
    if not re.fullmatch(r"[0-9]{4}|[0-9]{8}", shown):
        raise BadCell(
            "Hier hoort een gemeentecode van 4 cijfers of een AGB-code van 8 cijfers. Een nul "
            "vooraan hoort erbij."
        )
    return shown


def iban(cell: Any) -> Iban:
    """A bank account number, with or without spaces."""
    return Iban.parse(text(cell))
