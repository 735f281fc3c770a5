# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""A verzoek that waits for an answer, as a line of a list. It shows no person."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from noaber.kernel.wet import Wet


@dataclass(frozen=True, slots=True, kw_only=True)
class VerzoekTermijn:
    """One verzoek with the last day for the next answer to it."""

    id: int
    bericht_id: int
    """The 315 or 317 in which it was asked."""
    administratie: str
    gemeente: str
    aanbieder: str
    wet: Wet
    soort: str
    referentie_aanbieder: str = field(repr=False)
    status: str
    uiterlijk: date
    is_onze: bool
    """Whether these are the books of the gemeente, which has to answer."""
