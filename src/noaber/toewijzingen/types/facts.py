# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What lies outside a message and is needed to judge it, and the judgement.

A flow fills one of the containers per message, with a fixed number of queries. All of it is of the
gemeente, the aanbieder and the wet of the message; it may hold more than the message needs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from noaber.berichten.answers import Codes
from noaber.berichten.definitions.groups import Product
from noaber.kernel.calendar.workdays import ISTANDAARDEN
from noaber.kernel.finding import Finding, Severity
from noaber.kernel.period import Period
from noaber.toewijzingen.types.levering import StartStop
from noaber.toewijzingen.types.toewijzing import ToewijzingVersion
from noaber.toewijzingen.types.verzoek import Verzoek


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What every message is judged by."""

    vandaag: date
    used_identificaties: frozenset[str] = frozenset()
    """Of all messages of this kind ever received from this sender, rejected ones too (TR056)."""
    werkdagen: str = ISTANDAARDEN
    """Calendar of working days that the administratie chose."""
    productcodes: frozenset[Product] = frozenset()
    """Every Categorie with Code on the list that the parties agreed, lapsed ones too (TR381)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StartStopFacts(Facts):
    """For a 305 or 307."""

    toewijzingen: tuple[ToewijzingVersion, ...] = ()
    """Of this client at this aanbieder; at least the newest version of each."""
    start_stops: tuple[StartStop, ...] = ()
    """Every start and stop accepted before, of this client at this aanbieder."""
    taakgericht: frozenset[Product] = frozenset()
    """Products contracted taakgericht; one without code stands for its whole category."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Granted:
    """What is approved and not credited on one toewijzing."""

    volume: int
    """In the Eenheid of the toewijzing."""
    cents: int
    last_day: date
    """Last day of the latest ProductPeriode."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerzoekFacts(Facts):
    """For a 315 or 317."""

    toewijzingen: tuple[ToewijzingVersion, ...] = ()
    """Of this client at this aanbieder; at least the newest version of each."""
    verzoeken: tuple[Verzoek, ...] = ()
    """At least the open ones of this client at this aanbieder."""
    used_referenties: frozenset[str] = frozenset()
    """Of all verzoeken of this aanbieder, of any client; not of rejected messages (TR347)."""
    granted: Mapping[int, Granted] = field(default_factory=dict)
    """By ToewijzingNummer."""
    gecontracteerd: Mapping[Product, tuple[Period, ...]] | None = None
    """What this aanbieder may deliver by its contracts, and when; None is not looked up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToewijzingFacts(Facts):
    """For a 301 that we receive as aanbieder."""

    toewijzingen: tuple[ToewijzingVersion, ...] = ()
    """Those of this client, and of any client those whose number stands in the message."""
    verzoeken: tuple[Verzoek, ...] = ()
    """Those of this client, and those whose reference stands in the message."""
    granted: Mapping[int, Granted] = field(default_factory=dict)
    """By ToewijzingNummer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AntwoordFacts(Facts):
    """For a 319 that we receive as aanbieder. A 319 names no client: the reference is the link."""

    verzoeken: tuple[Verzoek, ...] = ()
    """Those whose reference stands in the message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """The verdict of levels 3 and 4 on one message, and what an accepted message leaves behind.

    A rejected message leaves nothing: its content counts as not sent (OP286).
    """

    codes: Codes
    findings: tuple[Finding, ...] = ()
    """Errors first, then warnings, which reject nothing."""
    start_stops: tuple[StartStop, ...] = ()
    """New starts and stops, deletes first; ``volgnummer`` is for whoever stores them."""
    verzoeken: tuple[Verzoek, ...] = ()
    """New verzoeken, or existing ones with their new status."""
    toewijzingen: tuple[ToewijzingVersion, ...] = ()
    """Versions that were not known yet."""

    @property
    def is_rejected(self) -> bool:
        """Whether the message counts as not sent."""
        return self.codes.header is not None or bool(self.codes.classes)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """What someone should look at."""
        return tuple(f for f in self.findings if f.severity is Severity.WARNING)
