# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What a gemeente can decide about a client at an aanbieder: one value per row of flows §4 and §5.

Each names what is wanted; the number of a new toewijzing is taken when the decision is carried out.
Dates named einddatum are the last day.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from noaber.berichten.definitions.groups import Omvang, Product
from noaber.kernel.period import Period
from noaber.toewijzingen.types.wijziging import PassedDates


@dataclass(frozen=True, slots=True, kw_only=True)
class Wens:
    """What a new toewijzing should hold."""

    product: Product | None
    ingangsdatum: date
    einddatum: date | None = None
    omvang: Omvang | None = None
    budget: int | None = None
    """Eurocents."""
    commentaar: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assign:
    """A new toewijzing."""

    wens: Wens


@dataclass(frozen=True, slots=True, kw_only=True)
class Prolong:
    """A later einddatum: under the same number while the old end has not passed, else a new one."""

    nummer: int
    einddatum: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shorten:
    """An earlier einddatum (intrekken)."""

    nummer: int
    einddatum: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Delete:
    """Reden 13: it counts as never sent."""

    nummer: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeVolume:
    """Another total Volume (Frequentie 6)."""

    nummer: int
    volume: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeBudget:
    """Another Budget, in eurocents."""

    nummer: int
    budget: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Replace:
    """Another omvang or product from ``wens.ingangsdatum``: the old one ends the day before."""

    nummer: int
    wens: Wens


@dataclass(frozen=True, slots=True, kw_only=True)
class StartEarlier:
    """An earlier first day: an extra toewijzing in front of the one that is there."""

    nummer: int
    ingangsdatum: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Restart:
    """Another first day: delete, and the same under a new number."""

    nummer: int
    ingangsdatum: date


@dataclass(frozen=True, slots=True, kw_only=True)
class StartPgb:
    """The client gets a PGB: toewijzingen for that product end the day before (OP043)."""

    product: Product | None
    period: Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Died:
    """The client died on this day."""

    overlijdensdatum: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """The client is registered in another gemeente from this day on."""

    inschrijfdatum: date


@dataclass(frozen=True, slots=True, kw_only=True)
class HonourVot:
    """What is asked in a VOT under this reference; ``wens`` where the gemeente deviates (IV094)."""

    referentie: str = field(repr=False)
    wens: Wens | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HonourVow:
    """A VOW as a whole; ``passed``: what was settled about wanted dates that have passed."""

    referentie: str = field(repr=False)
    passed: PassedDates | None = None


Besluit = (
    Assign
    | Prolong
    | Shorten
    | Delete
    | ChangeVolume
    | ChangeBudget
    | Replace
    | StartEarlier
    | Restart
    | StartPgb
    | Died
    | Moved
    | HonourVot
    | HonourVow
)
"""Whatever leads to a 301."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Investigate:
    """Answer to a verzoek: in onderzoek."""

    referentie: str = field(repr=False)
    on_woonplaats: bool = False
    """Another gemeente may be responsible (iJw, VOT): then two weeks and not eight (OP359)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reject:
    """Answer to a verzoek: no. ``woonplaats_gemeente``: with reden 8 (iJw) who is responsible."""

    referentie: str = field(repr=False)
    reden: str
    """WJ759."""
    woonplaats_gemeente: str | None = None


Antwoordbesluit = Investigate | Reject
"""Whatever leads to a 319."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What became of one toewijzing by a decision or a message: for whoever books it."""

    toewijzing_id: int
    nummer: int
    product: Product | None
    omvang: Omvang | None
    budget: int | None
    period: Period
    """The days on which it is valid now; none when it is deleted."""
