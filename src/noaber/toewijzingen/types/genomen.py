# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""A decision that was carried out, and what waits for one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from noaber.kernel.wet import Wet
from noaber.toewijzingen.types.verzoek import VerzoekSoort, VerzoekStatus
from noaber.toewijzingen.types.wijziging import Agreement


@dataclass(frozen=True, slots=True, kw_only=True)
class GenomenBesluit:
    """A decision as it is kept: under which reference, what it led to, and what was agreed."""

    kenmerk: str | None
    afdruk: bytes
    """Keyed hash of what was decided (``operations.genomen.afdruk``)."""
    soort: str
    nummers: tuple[int, ...] = ()
    berichten: tuple[int, ...] = ()
    afspraak: Agreement | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenVerzoek:
    """A verzoek that waits for the gemeente, as a line of a list. It shows no person."""

    id: int
    administratie: str
    aanbieder: str
    wet: Wet
    soort: VerzoekSoort
    referentie_aanbieder: str = field(repr=False)
    """Free text of the aanbieder, in which a bsn may hide."""
    status: VerzoekStatus
    ontvangstdatum: date
    uiterlijk: date
    bericht_id: int
    """The 315 or 317 in which what is asked can be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gevraagd:
    """A verzoek to answer: where it lies, and whose it is."""

    lane_id: int
    persoon_id: int
    soort: VerzoekSoort
    referentie_aanbieder: str = field(repr=False)
