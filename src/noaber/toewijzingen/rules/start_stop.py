# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The state machine of start and stop, as one table (flows §6, OP289, OP377 to OP379).

A start is looked at from how its toewijzing stands; a stop and a delete from how the start they
refer to stands. What the table cannot know (was this very key reported before, which day) is asked
beside it. Start and stop never touch a declaratie (OP364).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from noaber.toewijzingen.rules.registry import Breach, Rule, event_rule, event_rules
from noaber.toewijzingen.rules.wording import day
from noaber.toewijzingen.types import (
    Leveringen,
    Phase,
    StartKey,
    StartStop,
    StartStopKind,
    StopKey,
)

_START, _PAUSE, _END = StartStopKind.START, StartStopKind.PAUSE, StartStopKind.END
_DELETE_START, _DELETE_STOP = StartStopKind.DELETE_START, StartStopKind.DELETE_STOP


@dataclass(frozen=True, slots=True)
class Transition:
    """What happens to a levering in some phase when something is reported, and why."""

    to: Phase | None
    """The phase afterwards; None: refused, or back to what it was without what is deleted."""
    reason: str
    refused_by: str | None = None
    """Code of the rule that refuses it."""

    @property
    def is_allowed(self) -> bool:
        """Whether the table lets it through."""
        return self.refused_by is None


def _refuse(rule: str, reason: str) -> Transition:
    return Transition(None, reason, rule)


TRANSITIONS: Final[Mapping[tuple[Phase, StartStopKind], Transition]] = MappingProxyType(
    {
        (Phase.NONE, _START): Transition(Phase.RUNNING, "de levering begint"),
        (Phase.NONE, _PAUSE): _refuse("TR382", "er is geen start om te stoppen"),
        (Phase.NONE, _END): _refuse("TR382", "er is geen start om te stoppen"),
        (Phase.NONE, _DELETE_START): _refuse("TR063", "er is geen start om te verwijderen"),
        (Phase.NONE, _DELETE_STOP): _refuse("TR063", "er is geen stop om te verwijderen"),
        (Phase.RUNNING, _START): _refuse("TR326", "de vorige levering is nog niet gestopt"),
        (Phase.RUNNING, _PAUSE): Transition(Phase.PAUSED, "de levering stopt tijdelijk"),
        (Phase.RUNNING, _END): Transition(Phase.ENDED, "de levering stopt"),
        (Phase.RUNNING, _DELETE_START): Transition(None, "de start geldt als niet gemeld"),
        (Phase.RUNNING, _DELETE_STOP): _refuse("TR063", "er is geen stop om te verwijderen"),
        (Phase.PAUSED, _START): Transition(
            Phase.RUNNING, "de levering begint weer na een tijdelijke stop (OP379)"
        ),
        (Phase.PAUSED, _PAUSE): _refuse("TR413", "deze levering is al tijdelijk gestopt"),
        (Phase.PAUSED, _END): Transition(
            Phase.ENDED, "na een tijdelijke stop volgt de definitieve stop (OP378)"
        ),
        (Phase.PAUSED, _DELETE_START): _refuse("TR071", "de levering is al gestopt"),
        (Phase.PAUSED, _DELETE_STOP): Transition(None, "de tijdelijke stop geldt als niet gemeld"),
        (Phase.ENDED, _START): Transition(
            Phase.RUNNING, "de levering begint weer na een definitieve stop (OP379)"
        ),
        (Phase.ENDED, _PAUSE): _refuse("TR415", "deze levering is al definitief gestopt"),
        (Phase.ENDED, _END): _refuse("TR415", "deze levering is al definitief gestopt"),
        (Phase.ENDED, _DELETE_START): _refuse("TR071", "de levering is al gestopt"),
        (Phase.ENDED, _DELETE_STOP): Transition(None, "de stop geldt als niet gemeld"),
    }
)


@dataclass(frozen=True, slots=True)
class Applied:
    """What one start or stop does to what was reported before."""

    leveringen: Leveringen
    """Unchanged when it is refused."""
    transition: Transition
    refusals: tuple[tuple[Rule, Breach], ...] = ()
    """Every rule that refuses it, with what is wrong."""

    @property
    def is_refused(self) -> bool:
        """Whether a rule stops it."""
        return bool(self.refusals)


def transition(before: Leveringen, event: StartStop) -> Transition:
    """The row of the table that an event meets."""
    if event.kind is _START:
        return TRANSITIONS[before.phase_of(event.start.subject), event.kind]
    return TRANSITIONS[before.phase_of_start(event.start), event.kind]


def apply(before: Leveringen, event: StartStop) -> Applied:
    """The leveringen after one start or stop, or the rules that refuse it."""
    refusals = tuple(
        (entry, breach) for entry in event_rules() for breach in entry.check(event, before)
    )
    after = before if refusals else _accepted(before, event)
    return Applied(after, transition(before, event), refusals)


def replay(events: Iterable[StartStop]) -> Leveringen:
    """What stands after events that were accepted: in order of message, deletes first in each."""
    leveringen = Leveringen()
    for event in sorted(events, key=lambda e: (e.volgnummer, *processing_order(e))):
        leveringen = _accepted(leveringen, event)
    return leveringen


def processing_order(event: StartStop) -> tuple[object, ...]:
    """The order within one message, whatever the order in the file: deletes first, then by day.

    A tijdelijke stop goes before a definitive one of the same day: both may be sent at once.
    """
    key = event.key
    last_day, is_end = event.start.begindatum, False
    if isinstance(key, StopKey):
        last_day, is_end = key.einddatum, not key.is_pause
    return not event.is_delete, event.start.begindatum, last_day, is_end, repr(key)


def _accepted(before: Leveringen, event: StartStop) -> Leveringen:
    if isinstance(event.key, StartKey):
        starts = before.starts - {event.key} if event.is_delete else before.starts | {event.key}
        return replace(before, starts=starts)
    stops = before.stops - {event.key} if event.is_delete else before.stops | {event.key}
    return replace(before, stops=stops)


# ── the published rules ──────────────────────────────────────────────────────────────────────────


def _has_key(leveringen: Leveringen, key: StartKey | StopKey) -> bool:
    return key in (leveringen.starts if isinstance(key, StartKey) else leveringen.stops)


@event_rule(
    "TR063",
    "9063",
    "305",
    "307",
    mend="de aanbieder controleert de sleutel; wat niet is gemeld, hoeft niet te worden verwijderd",
)
def deleted_key_was_reported(event: StartStop, before: Leveringen) -> Iterator[Breach]:
    """A delete names the key of an earlier delivery that still stands."""
    if event.is_delete and not _has_key(before, event.key):
        what = "start" if isinstance(event.key, StartKey) else "stop"
        yield Breach("", f"Er is geen eerdere {what} met deze sleutel om te verwijderen")


@event_rule(
    "TR071",
    "9071",
    "305",
    mend="de aanbieder verwijdert eerst de stop en daarna, in een volgend bericht, de start",
)
def start_with_a_stop_is_not_deleted(event: StartStop, before: Leveringen) -> Iterator[Breach]:
    """A start stays as long as a stop refers to it."""
    if transition(before, event).refused_by == "TR071":
        yield Breach("", "Deze start kan niet worden verwijderd, want er is al een stop bij gemeld")


@event_rule(
    "TR074",
    "9074",
    "305",
    "307",
    mend="de aanbieder hoeft niets te doen als dit een herhaling is; "
    "een verbetering gaat met verwijderen en opnieuw melden",
)
def new_key_was_not_reported(event: StartStop, before: Leveringen) -> Iterator[Breach]:
    """A first delivery has a key that does not stand yet; deleted ones do not count."""
    if not event.is_delete and _has_key(before, event.key):
        what = "start" if isinstance(event.key, StartKey) else "stop"
        yield Breach("", f"Deze {what} is al eerder gemeld met dezelfde sleutel")


@event_rule(
    "TR326",
    "9326",
    "305",
    mend="de aanbieder meldt eerst de stop van de lopende levering, of verwijdert die start",
)
def no_start_while_one_runs(event: StartStop, before: Leveringen) -> Iterator[Breach]:
    """At most one start of a toewijzing runs (OP289)."""
    if transition(before, event).refused_by == "TR326":
        running = before.running(event.start.subject)[0]
        yield Breach(
            "", f"De levering vanaf {day(running.begindatum)} loopt nog: er is geen stop gemeld"
        )


@event_rule(
    "TR382",
    "9069",
    "307",
    mend="de aanbieder neemt ToewijzingNummer, Product en Begindatum over uit de start, "
    "of meldt eerst de start",
)
def stop_refers_to_a_start(event: StartStop, before: Leveringen) -> Iterator[Breach]:
    """The key of the start stands unchanged in the stop (OP072)."""
    if transition(before, event).refused_by == "TR382":
        yield Breach(
            "",
            f"Er is geen start met deze sleutel en Begindatum {day(event.start.begindatum)}",
        )


@event_rule(
    "TR413",
    "9413",
    "307",
    mend="de aanbieder verwijdert eerst de eerdere tijdelijke stop, of meldt een definitieve stop",
)
def no_second_pause(event: StartStop, before: Leveringen) -> Iterator[Breach]:
    """One start is paused at most once."""
    if transition(before, event).refused_by == "TR413":
        (pause, *_) = before.stops_of(event.start)
        yield Breach("", f"Deze levering is al tijdelijk gestopt op {day(pause.einddatum)}")


@event_rule(
    "TR414",
    "9414",
    "307",
    mend="de aanbieder meldt een Einddatum op of na die van de eerdere stop, "
    "of verwijdert eerst de eerdere stop",
)
def stop_is_not_before_an_earlier_stop(event: StartStop, before: Leveringen) -> Iterator[Breach]:
    """The last day does not go back behind that of a stop that stands."""
    if event.kind not in (_PAUSE, _END) or not isinstance(event.key, StopKey):
        return
    earlier = before.stops_of(event.start)
    if earlier and event.key.einddatum < earlier[-1].einddatum:
        yield Breach(
            "",
            f"De Einddatum ({day(event.key.einddatum)}) ligt voor die van de eerdere stop "
            f"({day(earlier[-1].einddatum)})",
        )


@event_rule(
    "TR415",
    "9415",
    "307",
    mend="de aanbieder verwijdert eerst de definitieve stop als die niet juist is",
)
def no_stop_after_the_end(event: StartStop, before: Leveringen) -> Iterator[Breach]:
    """After a definitive stop nothing is reported on that start any more."""
    if transition(before, event).refused_by == "TR415":
        last = before.stops_of(event.start)[-1]
        yield Breach("", f"Deze levering is al definitief gestopt op {day(last.einddatum)}")
