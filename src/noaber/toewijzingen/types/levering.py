# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Start and stop of delivery: what is reported, and how it then stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from noaber.berichten.definitions.groups import Product


class StartStopKind(StrEnum):
    """What a StartProduct or StopProduct tells; the value is the Dutch word a user reads."""

    START = "start"
    PAUSE = "tijdelijke stop"
    END = "definitieve stop"
    DELETE_START = "verwijdering van een start"
    DELETE_STOP = "verwijdering van een stop"


@dataclass(frozen=True, slots=True)
class StartKey:
    """Logical key of a start (IV008); taakgericht the Product stands in for the number (IV096)."""

    toewijzing_nummer: int | None
    product: Product | None
    begindatum: date

    @property
    def subject(self) -> int | Product | None:
        """What is delivered on: at most one start of it runs at a time (OP289)."""
        return self.product if self.toewijzing_nummer is None else self.toewijzing_nummer


@dataclass(frozen=True, slots=True)
class StopKey:
    """Logical key of a stop: that of its start with reden and last day (IV008)."""

    start: StartKey
    reden_beeindiging: str
    einddatum: date

    @property
    def is_pause(self) -> bool:
        """A *tijdelijke stop*; every other reden is definitive."""
        return self.reden_beeindiging == "20"


@dataclass(frozen=True, slots=True, kw_only=True)
class StartStop:
    """One StartProduct or StopProduct as received, of one client at one aanbieder."""

    key: StartKey | StopKey
    is_delete: bool = False
    """StatusAanlevering 3: takes back the earlier delivery with this key (OP033)."""
    volgnummer: int = 0
    """Order in which its message was accepted, from 1. Within one message deletes go first."""

    @property
    def start(self) -> StartKey:
        """The start that is meant."""
        return self.key if isinstance(self.key, StartKey) else self.key.start

    @property
    def kind(self) -> StartStopKind:
        """What it tells."""
        if isinstance(self.key, StartKey):
            return StartStopKind.DELETE_START if self.is_delete else StartStopKind.START
        if self.is_delete:
            return StartStopKind.DELETE_STOP
        return StartStopKind.PAUSE if self.key.is_pause else StartStopKind.END


class Phase(StrEnum):
    """How a levering stands; the value is the Dutch word a user reads."""

    NONE = "niet gestart"
    RUNNING = "loopt"
    PAUSED = "tijdelijk gestopt"
    ENDED = "gestopt"


@dataclass(frozen=True, slots=True)
class Leveringen:
    """All starts and stops of one client at one aanbieder that have not been taken back."""

    starts: frozenset[StartKey] = frozenset()
    stops: frozenset[StopKey] = frozenset()

    def stops_of(self, start: StartKey) -> tuple[StopKey, ...]:
        """The stops of one start, in order of their last day, a pause first."""
        found = (stop for stop in self.stops if stop.start == start)
        return tuple(sorted(found, key=lambda s: (s.einddatum, not s.is_pause)))

    def running(self, subject: int | Product | None) -> tuple[StartKey, ...]:
        """The starts of a toewijzing (taakgericht: of a product) that no stop refers to."""
        stopped = {stop.start for stop in self.stops}
        found = (s for s in self.starts - stopped if s.subject == subject)
        return tuple(sorted(found, key=lambda start: start.begindatum))

    def phase_of_start(self, start: StartKey) -> Phase:
        """How one start stands."""
        if start not in self.starts:
            return Phase.NONE
        stops = self.stops_of(start)
        if not stops:
            return Phase.RUNNING
        return Phase.PAUSED if all(stop.is_pause for stop in stops) else Phase.ENDED

    def phase_of(self, subject: int | Product | None) -> Phase:
        """How a toewijzing stands: it runs when any start runs, else as its latest start."""
        if self.running(subject):
            return Phase.RUNNING
        starts = [start for start in self.starts if start.subject == subject]
        if not starts:
            return Phase.NONE
        latest = max(starts, key=lambda start: start.begindatum)
        return self.phase_of_start(latest)
