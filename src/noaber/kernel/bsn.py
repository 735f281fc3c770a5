# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The burgerservicenummer: checked once, and never shown by accident.

A Bsn prints as its mask. The number itself is only in ``Bsn.number``, so every place that shows or
sends it can be found by searching for that (domain §3.3 rule 7).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from noaber.kernel.errors import InvalidValue

_NINE_DIGITS: Final = re.compile(r"[0-9]{9}")
_EIGHT_OR_NINE_DIGITS: Final = re.compile(r"[0-9]{8,9}")
_TEST_RANGE: Final = ("999900006", "999999990")


class InvalidBsn(InvalidValue):
    """The text is not a BSN."""

    def __init__(self) -> None:
        super().__init__(
            "Dit is geen geldig BSN: een BSN heeft 9 cijfers en doorstaat de elfproef. "
            "Controleer het nummer op een identiteitsbewijs."
        )


@dataclass(frozen=True, slots=True, repr=False)
class Bsn:
    """A burgerservicenummer: 9 digits that pass the elfproef, and not 000000000.

    Raises InvalidBsn for anything else: no spaces or dots are taken out and nothing is filled up,
    because the messages of iWmo and iJw allow neither. 000000000 (unborn) passes the elfproef of
    the XSLT but is nobody's number (flows §10.23); 999999999 (unknown) fails it.
    Source: Wabb; domain §4.1.
    """

    number: str
    """The 9 digits, with leading zeros."""

    def __post_init__(self) -> None:
        if not is_bsn(self.number):
            raise InvalidBsn

    @classmethod
    def padded(cls, text: str) -> Bsn:
        """A BSN from a source that may have lost the leading zero, such as a spreadsheet.

        Takes 8 or 9 digits. Raises InvalidBsn.
        """
        if not _EIGHT_OR_NINE_DIGITS.fullmatch(text):
            raise InvalidBsn
        return cls(text.zfill(9))

    @property
    def masked(self) -> str:
        """What may be shown to tell people apart: the last three digits."""
        return f"******{self.number[-3:]}"

    @property
    def is_test_range(self) -> bool:
        """Does it lie in the range that is never given to a person (999900006-999999990)?"""
        first, last = _TEST_RANGE
        return first <= self.number <= last

    def __str__(self) -> str:
        return self.masked

    def __repr__(self) -> str:
        return "Bsn(*********)"


def passes_elfproef(digits: str) -> bool:
    """Do these 9 digits pass the elfproef as the standard writes it (CS002)?

    000000000 passes; ``is_bsn`` is the question whether it can be somebody's number.
    """
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True)) % 11 == 0


def without_bsn(text: str) -> str:
    """The text with every run of digits in which a BSN may hide replaced by dots.

    For free text of others, such as a reference: some senders put a BSN in it.
    """
    return re.sub(r"[0-9]{9,}", lambda run: "•••" if _may_hide_bsn(run[0]) else run[0], text)


def _may_hide_bsn(digits: str) -> bool:
    return any(passes_elfproef(digits[i : i + 9]) for i in range(len(digits) - 8))


def is_bsn(text: str) -> bool:
    """Is this text, as it stands, a BSN?"""
    if not _NINE_DIGITS.fullmatch(text):
        return False
    # Here and not above: stdnum loads ssl and pydoc, which costs the start of the cli 45 ms.
    from stdnum.nl import bsn  # noqa: PLC0415

    return bsn.is_valid(text)
