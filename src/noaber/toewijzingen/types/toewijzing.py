# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""A toewijzing, as a row of versions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from noaber.berichten.definitions.groups import Omvang, Product
from noaber.kernel.period import Period
from noaber.kernel.wet import Wet

VERWIJDERD = "13"
_REDENEN_VERWIJDERD = frozenset({VERWIJDERD, "01"})


class VerzendStatus(StrEnum):
    """How far a version is on its way to the aanbieder (domain §1.9); a user reads the value."""

    VOORBEREID = "voorbereid"
    VERZONDEN = "verzonden"
    BEVESTIGD = "bevestigd"
    AFGEKEURD = "afgekeurd"
    """Its 302 rejected the message; the aanbieder has what it had before."""
    NIET_AFGELEVERD = "niet afgeleverd"
    ONTVANGEN = "ontvangen"
    """In the books of an aanbieder."""

    @property
    def is_there(self) -> bool:
        """Whether the aanbieder has this version, or will have it unless it says otherwise."""
        return self in (VerzendStatus.VERZONDEN, VerzendStatus.BEVESTIGD)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToewijzingVersion:
    """One version of one toewijzing, as decided by the gemeente (301, ToegewezenProduct).

    A toewijzing is known by gemeente, wet and nummer (OP275). Its version with the latest
    toewijzingsdatum and -tijd counts (IV013).
    """

    gemeente: str
    wet: Wet
    nummer: int
    aanbieder: str
    """AGB code."""
    bsn: str = field(repr=False)
    product: Product | None
    """None is generiek; a category without code is aspecifiek (IV075)."""
    toewijzingsdatum: date
    toewijzingstijd: time
    ingangsdatum: date
    einddatum: date | None = None
    reden_wijziging: str | None = None
    omvang: Omvang | None = None
    budget: int | None = None
    """Eurocents over the whole duration."""
    referentie_aanbieder: str | None = field(default=None, repr=False)
    """Of the verzoek that this version is the direct answer to (IV097); free text of the sender."""
    commentaar: str | None = field(default=None, repr=False)

    @property
    def decided_at(self) -> tuple[date, time]:
        """The moment of decision, by which versions are ordered."""
        return self.toewijzingsdatum, self.toewijzingstijd

    @property
    def is_deleted(self) -> bool:
        """Taken back: counts as not sent (reden 13, or the old 01, with end = start; OP087)."""
        return self.reden_wijziging in _REDENEN_VERWIJDERD and self.einddatum == self.ingangsdatum

    @property
    def has_total(self) -> bool:
        """Its Budget, or Volume at Frequentie 6, is for the whole duration."""
        is_total_volume = self.omvang is not None and self.omvang.frequentie == "6"
        return self.budget is not None or is_total_volume

    @property
    def period(self) -> Period:
        """The days on which it is valid; none when deleted."""
        if self.is_deleted or (self.einddatum is not None and self.einddatum < self.ingangsdatum):
            return Period(self.ingangsdatum, self.ingangsdatum)
        return Period.from_inclusive(self.ingangsdatum, self.einddatum)

    def is_current_on(self, day: date) -> bool:
        """*Actueel*: valid on or after that day, or yet to begin, and not deleted (TR349)."""
        return not self.is_deleted and (self.einddatum is None or self.einddatum >= day)
