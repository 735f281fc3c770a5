# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Free text in a message stays short and names nobody (OP191).

Who receives it stores it as it stands, and a machine cannot take a person out of it again. So what
surely points at one is refused before it is sent; what only is long is pointed out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from noaber.kernel.bsn import without_bsn
from noaber.kernel.finding import Finding
from noaber.toewijzingen.rules.wording import warning
from noaber.toewijzingen.types import NamesAPerson

LONG: Final = 200
"""Characters; the schema allows far more, the standard says "zo kort mogelijk"."""

_EMAIL: Final = re.compile(r"[^\s@]+@[^\s@]+\.[a-zA-Z]{2,}")
_PHONE: Final = re.compile(r"(?<!\d)(?:\+31|0031|0)[\s-]?(?:\d[\s-]?){8}\d(?!\d)")


def check_commentaar(text: str | None) -> None:
    """Refuses a bsn, an e-mail address or a telephone number. Raises NamesAPerson."""
    if text is None:
        return
    for is_there, what in (
        (without_bsn(text) != text, "een BSN"),
        (_EMAIL.search(text) is not None, "een e-mailadres"),
        (_PHONE.search(text) is not None, "een telefoonnummer"),
    ):
        if is_there:
            raise NamesAPerson(
                "OP191",
                f"In het commentaar staat {what}, en vrije tekst mag niet naar een persoon te "
                "herleiden zijn: haal dat weg, of zet het in het veld dat ervoor is",
            )


def long_commentaar(nummer: int, text: str | None) -> Iterator[Finding]:
    """A text that is longer than it should be."""
    if text is not None and len(text) > LONG:
        yield warning(
            "OP191",
            f"Het commentaar bij toewijzing {nummer} is lang ({len(text)} tekens); houd vrije "
            "tekst zo kort mogelijk en zet er niets in wat in een ander veld past.",
        )
