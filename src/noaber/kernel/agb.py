# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The AGB code ("Algemeen GegevensBeheer", Vektis): who delivers the care."""

from __future__ import annotations

import re
from typing import Final, Self

from noaber.kernel.errors import InvalidValue

_EIGHT_DIGITS: Final = re.compile(r"[0-9]{8}")


class InvalidAgbCode(InvalidValue):
    """The text is not an AGB code."""

    def __init__(self) -> None:
        super().__init__(
            "Dit is geen AGB-code: een AGB-code heeft 8 cijfers, ook als hij met een nul begint. "
            "Zoek de code op in het AGB-register."
        )


class AgbCode(str):
    """8 digits, leading zeros kept: two for the zorgsoort, six for the number.

    There is no check digit, so a typing error of one digit passes here; only the register of Vektis
    tells whether the code is given out (domain §4.1). A plain ``str`` for messages and tables.

    Raises InvalidAgbCode.
    """

    __slots__ = ()

    def __new__(cls, text: str) -> Self:
        if not _EIGHT_DIGITS.fullmatch(text):
            raise InvalidAgbCode
        return super().__new__(cls, text)

    @property
    def zorgsoort(self) -> str:
        """The first two digits: the kind of care provider."""
        return self[:2]
