# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""A request of an aanbieder: VOT (315) or VOW (317)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from noaber.kernel.wet import Wet


class VerzoekSoort(StrEnum):
    """The two requests of an aanbieder."""

    VOT = "verzoek om toewijzing"
    VOW = "verzoek om wijziging"


class VerzoekStatus(StrEnum):
    """How a verzoek stands; the value is the Dutch word a user reads."""

    VERZONDEN = "verzonden"
    """The aanbieder waits for the retour; a gemeente never sees this state."""
    NIET_VERZONDEN = "geldt als niet verzonden"
    """Rejected by its retour; the same reference may be sent again (OP286)."""
    IN_BEHANDELING = "in behandeling"
    IN_ONDERZOEK = "in onderzoek"
    GEHONOREERD = "gehonoreerd"
    AFGEWEZEN = "afgewezen"

    @property
    def is_open(self) -> bool:
        """In treatment: no other verzoek for this client may be sent (TR374)."""
        return self in (VerzoekStatus.IN_BEHANDELING, VerzoekStatus.IN_ONDERZOEK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verzoek:
    """One request with its own reference: an AangevraagdProduct of a 315, or a whole 317.

    The reference is unique per aanbieder and wet (OP361).
    """

    gemeente: str
    wet: Wet
    aanbieder: str
    bsn: str = field(repr=False)
    soort: VerzoekSoort
    referentie_aanbieder: str = field(repr=False)
    status: VerzoekStatus
    dagtekening: date
    ontvangstdatum: date
    """Day on which the gemeente received it; for an aanbieder the day it was sent."""
    is_gezagsdrager_bekend: bool = False
    """The VOT says that the aanbieder knows the gezagsdrager (OP002x1)."""
