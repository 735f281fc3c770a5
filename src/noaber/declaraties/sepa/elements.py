# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The parts of a message from a bank: elements by name, and the kinds of text that stand in them.

What is not asked for is skipped, because each bank adds things of its own. What is asked for is
there once, in the form of the standard, or the message is refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Final

from noaber.berichten.xml.parse import MAX_TREE_BYTES, NotWellFormed, parse_tree
from noaber.declaraties.types.bankreden import Bankreden
from noaber.kernel.money import Cents

if TYPE_CHECKING:
    from lxml import etree

_ISO_20022: Final = "urn:iso:std:iso:20022:tech:xsd:"
_BLANK: Final = " \t\r\n"
_LONGEST: Final = 35  # Max35Text: every reference in these messages
_OPNIEUW: Final = "haal het bestand opnieuw op bij de bank"

_DAY: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:Z|[+-][0-9]{2}:[0-9]{2})?")
_MOMENT: Final = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})T[0-9:.]{8,40}(?:Z|[+-][0-9]{2}:[0-9]{2})?"
)
_AMOUNT: Final = re.compile(r"\+?(?=\.?[0-9])([0-9]{0,16})(?:\.([0-9]{0,2})0{0,3})?")
_COUNT: Final = re.compile(r"[0-9]{1,15}")
_NOT_A_LINE: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_CODE: Final = re.compile(r"[A-Z0-9]{1,4}")


class UnreadableBankbericht(ValueError):
    """This message of a bank cannot be used; a Dutch sentence says why and what to do.

    It names elements of the standard only, and never repeats what was read.
    """

    def __init__(self, why: str, what_to_do: str = _OPNIEUW) -> None:
        super().__init__(f"Dit bankbestand wordt niet verwerkt, want {why}: {what_to_do}.")


def parse_bankbericht(data: bytes, kinds: Mapping[str, str], wanted: str) -> etree._Element:
    """The element below Document of a message of one of these kinds.

    ``kinds`` gives for each version ("camt.053.001.02") the name of that element; ``wanted``
    names the message in Dutch.

    Raises:
        UnreadableBankbericht: too large, no XML that we are willing to read, or another message.
    """
    if len(data) > MAX_TREE_BYTES:
        raise UnreadableBankbericht(
            f"het is groter dan {MAX_TREE_BYTES // (1024 * 1024)} MB",
            "vraag de bank om het te verdelen over meer bestanden",
        )
    try:
        root = parse_tree(data)
    except NotWellFormed as problem:
        text = problem.finding.text
        raise UnreadableBankbericht(text[0].lower() + text[1:]) from None
    for kind, name in kinds.items():
        if root.tag == f"{{{_ISO_20022}{kind}}}Document":
            return one(root, name)
    raise UnreadableBankbericht(
        f"het is geen {wanted}", f"kies bij de bank een {wanted} in {' of '.join(kinds)}"
    )


def many(parent: etree._Element, name: str) -> list[etree._Element]:
    """All children of this name."""
    namespace = str(parent.tag).rpartition("}")[0]
    wanted = f"{namespace}}}{name}"
    return [child for child in parent if child.tag == wanted]


def maybe(parent: etree._Element | None, *path: str) -> etree._Element | None:
    """The element at the end of this path, or None when it or one before it is not there.

    Raises:
        UnreadableBankbericht: there is more than one.
    """
    found = parent
    for name in path:
        if found is None:
            return None
        named = many(found, name)
        if len(named) > 1:
            raise UnreadableBankbericht(f"het element {name} staat er meer dan eens")
        found = named[0] if named else None
    return found


def one(parent: etree._Element, *path: str) -> etree._Element:
    """The element at the end of this path.

    Raises:
        UnreadableBankbericht: it is not there, or more than once.
    """
    found = maybe(parent, *path)
    if found is None:
        raise UnreadableBankbericht(f"het element {'/'.join(path)} ontbreekt")
    return found


def text_of(element: etree._Element) -> str:
    """The text of an element, without blanks around it: one line of 1 to 35 characters.

    Raises:
        UnreadableBankbericht: it holds something else.
    """
    text = (element.text or "").strip(_BLANK)
    if len(element) or not 0 < len(text) <= _LONGEST or _NOT_A_LINE.search(text):
        raise UnreadableBankbericht(
            f"de inhoud van {_name(element)} is geen tekst van 1 tot {_LONGEST} tekens"
        )
    return text


def maybe_text(parent: etree._Element | None, *path: str) -> str | None:
    """The text at the end of this path, or None when there is none or it is blank."""
    found = maybe(parent, *path)
    if found is None or not (len(found) or (found.text or "").strip(_BLANK)):
        return None
    return text_of(found)


def day_of(element: etree._Element) -> date:
    """The day in an element that holds a date (Dt) or a moment (DtTm), as the bank writes it.

    Raises:
        UnreadableBankbericht: it is no day of the calendar.
    """
    day, moment = maybe_text(element, "Dt"), maybe_text(element, "DtTm")
    if day is not None and moment is None:
        found = _DAY.fullmatch(day)
    elif day is None and moment is not None:
        found = _MOMENT.fullmatch(moment)
    else:
        found = None
    try:
        return date.fromisoformat(found[1] if found else "")
    except ValueError:
        raise UnreadableBankbericht(f"de datum in {_name(element)} klopt niet") from None


def amount_of(element: etree._Element) -> Cents:
    """The amount in an element in euros, in eurocents; never below zero.

    Raises:
        UnreadableBankbericht: it is no amount, has parts of a cent, or is not in euros.
    """
    if element.get("Ccy") != "EUR":
        raise UnreadableBankbericht(
            f"een bedrag in {_name(element)} is niet in euro's",
            "kies het afschrift van een rekening in euro's",
        )
    found = _AMOUNT.fullmatch(text_of(element))
    if found is None:
        raise UnreadableBankbericht(f"een bedrag in {_name(element)} is geen bedrag in centen")
    return Cents(int(found[1] + (found[2] or "").ljust(2, "0")))


def signed(amount: Cents, indicator: etree._Element) -> Cents:
    """The amount with the sign of CdtDbtInd: above zero came in, below zero went out."""
    direction = text_of(indicator)
    if direction not in ("CRDT", "DBIT"):
        raise UnreadableBankbericht("er staat niet bij of een bedrag erbij of eraf is (CdtDbtInd)")
    return amount if direction == "CRDT" else -amount


def count_of(element: etree._Element) -> int:
    """The whole number in an element."""
    text = text_of(element)
    if not _COUNT.fullmatch(text):
        raise UnreadableBankbericht(f"de inhoud van {_name(element)} is geen aantal")
    return int(text)


def is_true(element: etree._Element | None) -> bool:
    """Whether an indicator is there and set."""
    text = "false" if element is None else text_of(element)
    if text not in ("true", "false", "1", "0"):
        raise UnreadableBankbericht(f"de inhoud van {_name(element)} is geen ja of nee")
    return text in ("true", "1")


def reden_of(information: etree._Element) -> Bankreden:
    """The reason in a RtrInf or StsRsnInf; without a code when the bank has one of its own."""
    code = maybe_text(information, "Rsn", "Cd")
    if code is not None and not _CODE.fullmatch(code):
        raise UnreadableBankbericht("de code van een reden is geen code van vier tekens")
    return Bankreden(code)


def _name(element: etree._Element | None) -> str:
    """Only called for elements that were found by a name of the standard."""
    return "" if element is None else str(element.tag).rpartition("}")[2]
