# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What an aanbieder tells and asks: starts and stops, a VOT, a VOW.

Dates named einddatum are the last day. Amounts are in eurocents.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from noaber.berichten.definitions.groups import Omvang, Product, Verwijzer
from noaber.toewijzingen.types.besluit import Wens
from noaber.toewijzingen.types.wijziging import WijzigingRefused


@dataclass(frozen=True, slots=True, kw_only=True)
class Melding:
    """One start or stop that is reported, or taken back; a stop has an einddatum and a reden."""

    nummer: int | None = None
    """ToewijzingNummer; the product follows from the toewijzing."""
    product: Product | None = None
    """Instead of a number, of a product that is bought as a task (taakgericht)."""
    begindatum: date
    """First day of delivery; for a stop that of the start it ends."""
    einddatum: date | None = None
    reden: str | None = None
    """RedenBeeindiging; 20 is a pause."""
    is_delete: bool = False
    """StatusAanlevering 3: it was reported by mistake."""

    @property
    def is_stop(self) -> bool:
        """Whether it belongs in a 307."""
        return self.einddatum is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Beschikking:
    """The beschikking of the gemeente that a client already has."""

    nummer: int
    ingangsdatum: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Aanvraag:
    """One product of a VOT, with a reference of its own."""

    referentie: str = field(repr=False)
    wens: Wens
    verwijzer: Verwijzer
    is_onder_raamcontract: bool | None = None
    beschikking: Beschikking | None = field(default=None, repr=False)
    """To be told when the client has one (IV052)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vot:
    """Verzoek om toewijzing (315): new help for a client."""

    aanvragen: tuple[Aanvraag, ...]
    is_gezagsdrager_bekend: bool | None = None
    """iJw: the aanbieder knows who has the gezag over the client (OP002x1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gewenst:
    """What should become different of one toewijzing."""

    nummer: int
    vanaf: date
    """A day to come, or the ingangsdatum when it is for the whole duration (TR357, TR373)."""
    einddatum: date | None = None
    omvang: Omvang | None = None
    budget: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Vow:
    """Verzoek om wijziging (317); every current toewijzing that it does not name stays as it is."""

    referentie: str = field(repr=False)
    reden: str = "1"
    """WJ758: 1 the situation changed, 2 the zorgplan."""
    gewijzigd: tuple[Gewenst, ...] = ()
    nieuw: tuple[Wens, ...] = ()


Aanvraagsoort = Vot | Vow
"""Whatever leads to a 315 or 317."""


class MeldingRefused(WijzigingRefused):
    """A start or stop that the gemeente would have to reject."""


class VerzoekRefused(WijzigingRefused):
    """A verzoek that the gemeente would have to reject."""
