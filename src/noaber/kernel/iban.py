# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The IBAN: checked once, shown masked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from noaber.kernel.errors import InvalidValue

_COMPACT: Final = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{10,30}")


class InvalidIban(InvalidValue):
    """The text is not an IBAN."""

    def __init__(self) -> None:
        super().__init__(
            "Dit rekeningnummer (IBAN) klopt niet, want de lengte of het controlegetal is fout: "
            "neem het over van een bankafschrift."
        )


@dataclass(frozen=True, slots=True, repr=False)
class Iban:
    """A bank account number of any country with IBANs; country, length and mod-97 are right.

    Whether the account exists, and whose it is, is not known here. It prints as its mask: an
    account may be that of a resident (pgb). The constructor takes the compact form only.

    Raises InvalidIban. Source: ISO 13616; domain §4.1.
    """

    number: str
    """The compact form: capitals and digits, no spaces."""

    def __post_init__(self) -> None:
        if not _is_iban(self.number):
            raise InvalidIban

    @classmethod
    def parse(cls, text: str) -> Iban:
        """Read an IBAN as people type it, with spaces or small letters. Raises InvalidIban."""
        return cls("".join(text.split()).upper())

    @property
    def masked(self) -> str:
        """What may be shown to recognise it: the country and the last four characters."""
        hidden = "*" * (len(self.number) - 6)
        return _in_groups(self.number[:2] + hidden + self.number[-4:])

    def __str__(self) -> str:
        return self.masked

    def __repr__(self) -> str:
        return f"Iban({self.masked})"


def _is_iban(text: str) -> bool:
    if not _COMPACT.fullmatch(text):
        return False
    # Here and not above: stdnum loads ssl and pydoc, which costs the start of the cli 45 ms.
    from stdnum import iban  # noqa: PLC0415

    # No checks per country: for some, stdnum knows banks by a list that lags behind the real one.
    return iban.is_valid(text, check_country=False)


def _in_groups(number: str) -> str:
    return " ".join(number[place : place + 4] for place in range(0, len(number), 4))
