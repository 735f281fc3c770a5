# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What holds for every sequence of starts and stops, whatever an aanbieder sends."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from noaber.berichten.definitions.classes import StartProduct, StopProduct
from noaber.berichten.definitions.groups import Product
from noaber.kernel.wet import Wet
from noaber.toewijzingen.rules.received_305_307 import judge_start_stop
from noaber.toewijzingen.rules.start_stop import TRANSITIONS, apply, replay, transition
from noaber.toewijzingen.types import (
    Judgement,
    Leveringen,
    Phase,
    StartKey,
    StartStop,
    StartStopFacts,
    StartStopKind,
    StopKey,
)
from tests.toewijzingen.factories import (
    BEGELEIDING,
    PRODUCTCODES,
    T1,
    T2,
    TODAY,
    bericht_305,
    bericht_307,
)

generated = settings(derandomize=True, database=None, deadline=None, max_examples=150)

PRODUCT = BEGELEIDING[Wet.WMO]
# Few days, numbers and reasons, so that keys meet each other often.
DAYS = [date(2026, 1, 5) + timedelta(days=7 * week) for week in range(4)]
starts = st.builds(StartKey, st.sampled_from([1001, 1002]), st.just(PRODUCT), st.sampled_from(DAYS))
stops = st.builds(StopKey, starts, st.sampled_from(["19", "20", "22"]), st.sampled_from(DAYS))
events = st.builds(StartStop, key=st.one_of(starts, stops), is_delete=st.booleans())
sequences = st.lists(events, max_size=25)


def played(sequence: list[StartStop]) -> Leveringen:
    """What stands after a sequence in which refused events leave no trace."""
    leveringen = Leveringen()
    for event in sequence:
        leveringen = apply(leveringen, event).leveringen
    return leveringen


@generated
@given(sequences, events)
def test_what_is_refused_leaves_no_trace(sequence: list[StartStop], event: StartStop) -> None:
    before = played(sequence)
    applied = apply(before, event)
    assert applied.is_refused == (applied.leveringen == before)


@generated
@given(sequences)
def test_at_most_one_start_runs_as_long_as_no_stop_is_taken_back(
    sequence: list[StartStop],
) -> None:
    leveringen = Leveringen()
    for event in sequence:
        if event.kind is StartStopKind.DELETE_STOP:
            continue
        leveringen = apply(leveringen, event).leveringen
        assert len(leveringen.running(1001)) <= 1
        assert len(leveringen.running(1002)) <= 1


@generated
@given(sequences, starts)
def test_a_start_is_never_accepted_while_another_runs(
    sequence: list[StartStop], key: StartKey
) -> None:
    before = played(sequence)
    applied = apply(before, StartStop(key=key))
    if before.running(key.subject):
        assert applied.is_refused
    elif not applied.is_refused:
        assert applied.leveringen.running(key.subject) == (key,)


@generated
@given(sequences)
def test_every_start_has_at_most_one_pause_and_one_end_in_that_order(
    sequence: list[StartStop],
) -> None:
    leveringen = played(sequence)
    for start in leveringen.starts:
        pauses = [stop for stop in leveringen.stops_of(start) if stop.is_pause]
        ends = [stop for stop in leveringen.stops_of(start) if not stop.is_pause]
        assert len(pauses) <= 1
        assert len(ends) <= 1
        if pauses and ends:
            assert pauses[0].einddatum <= ends[0].einddatum


@generated
@given(sequences)
def test_no_stop_stands_without_its_start(sequence: list[StartStop]) -> None:
    leveringen = played(sequence)
    assert {stop.start for stop in leveringen.stops} <= leveringen.starts


@generated
@given(sequences, events)
def test_a_delete_is_the_inverse_of_new(sequence: list[StartStop], event: StartStop) -> None:
    before = played(sequence)
    new = apply(before, replace(event, is_delete=False))
    assume(not new.is_refused)

    taken_back = apply(new.leveringen, replace(event, is_delete=True))

    assert not taken_back.is_refused
    assert taken_back.leveringen == before


@generated
@given(sequences, events)
def test_the_table_and_the_rules_say_the_same(sequence: list[StartStop], event: StartStop) -> None:
    before = played(sequence)
    row, applied = transition(before, event), apply(before, event)
    codes = {rule.code for rule, _ in applied.refusals}

    if row.refused_by is not None:
        assert row.refused_by in codes
    else:
        # Beside the table only: this very key, and the order of days.
        assert codes <= {"TR063", "TR074", "TR414"}
    if not codes and row.to is not None:
        start = event.start
        assert applied.leveringen.phase_of_start(start) is row.to
        if event.kind is StartStopKind.START:
            assert applied.leveringen.phase_of(start.subject) is Phase.RUNNING


@generated
@given(sequences)
def test_replaying_what_was_accepted_gives_the_same(sequence: list[StartStop]) -> None:
    leveringen, accepted = Leveringen(), []
    for number, event in enumerate(sequence, 1):
        applied = apply(leveringen, event)
        leveringen = applied.leveringen
        if not applied.is_refused:
            accepted.append(replace(event, volgnummer=number))
    assert replay(reversed(accepted)) == leveringen


def test_the_table_has_a_reason_for_every_phase_and_event() -> None:
    assert set(TRANSITIONS) == {(phase, kind) for phase in Phase for kind in StartStopKind}
    assert all(row.reason for row in TRANSITIONS.values())
    assert all(row.is_allowed or row.to is None for row in TRANSITIONS.values())


# ── a whole message ──────────────────────────────────────────────────────────────────────────────


def klasse(event: StartStop) -> StartProduct | StopProduct:
    """The event as it stands in a message."""
    status = "3" if event.is_delete else "1"
    start = event.start
    if isinstance(event.key, StartKey):
        return StartProduct(
            toewijzing_nummer=start.toewijzing_nummer,
            product=start.product,
            begindatum=start.begindatum,
            status_aanlevering=status,
        )
    return StopProduct(
        toewijzing_nummer=start.toewijzing_nummer,
        product=start.product,
        begindatum=start.begindatum,
        einddatum=event.key.einddatum,
        reden_beeindiging=event.key.reden_beeindiging,
        status_aanlevering=status,
    )


def judged(before: list[StartStop], message_events: list[StartStop]) -> Judgement:
    """The verdict on a message with these classes, after these events."""
    facts = StartStopFacts(
        vandaag=TODAY,
        productcodes=PRODUCTCODES,
        toewijzingen=(T1, replace(T2, product=PRODUCT)),
        start_stops=tuple(before),
    )
    klassen = [klasse(event) for event in message_events]
    if isinstance(message_events[0].key, StartKey):
        found = (k for k in klassen if isinstance(k, StartProduct))
        return judge_start_stop(bericht_305(*found), facts)
    ended = (k for k in klassen if isinstance(k, StopProduct))
    return judge_start_stop(bericht_307(*ended), facts)


def accepted_events(sequence: list[StartStop]) -> list[StartStop]:
    leveringen, accepted = Leveringen(), []
    for number, event in enumerate(sequence, 1):
        applied = apply(leveringen, event)
        if not applied.is_refused:
            accepted.append(replace(event, volgnummer=number))
        leveringen = applied.leveringen
    return accepted


def one_kind(key: st.SearchStrategy[StartKey] | st.SearchStrategy[StopKey]) -> st.SearchStrategy:
    """The classes of one message: a key at most once (TR101)."""
    one = st.builds(StartStop, key=key, is_delete=st.booleans())
    return st.lists(one, min_size=1, max_size=4, unique_by=lambda event: event.key)


@generated
@given(sequences, st.one_of(one_kind(starts), one_kind(stops)), st.randoms())
def test_the_order_within_a_message_does_not_matter(
    sequence: list[StartStop], message: list[StartStop], chance: object
) -> None:
    before = accepted_events(sequence)
    shuffled = list(message)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]

    one, other = judged(before, message), judged(before, shuffled)

    def by_key(judgement: Judgement, order: list[StartStop]) -> dict[StartStop, tuple[str, ...]]:
        return {
            order[int(place.rpartition("[")[2].rstrip("]")) - 1]: codes
            for place, codes in judgement.codes.classes.items()
        }

    assert one.start_stops == other.start_stops
    assert by_key(one, message) == by_key(other, shuffled)


@generated
@given(sequences, st.one_of(one_kind(starts), one_kind(stops)))
def test_a_message_is_accepted_or_rejected_as_a_whole(
    sequence: list[StartStop], message: list[StartStop]
) -> None:
    before = accepted_events(sequence)
    judgement = judged(before, message)
    if judgement.is_rejected:
        assert judgement.start_stops == ()
        return
    assert len(judgement.start_stops) == len(message)
    stored = [*before, *(replace(e, volgnummer=99) for e in judgement.start_stops)]
    after = replay(stored)
    for event in message:
        keys = after.starts | after.stops
        assert (event.key in keys) is not event.is_delete


@pytest.mark.regel("IV096")
def test_taakgericht_is_kept_apart_by_product() -> None:
    """Without a number the Product decides what runs (IV096)."""
    dagbesteding, vervoer = Product(categorie="07"), Product(categorie="08")
    one = StartStop(key=StartKey(None, dagbesteding, DAYS[0]))
    again = StartStop(key=StartKey(None, dagbesteding, DAYS[1]))
    other = StartStop(key=StartKey(None, vervoer, DAYS[1]))
    running = played([one])

    assert apply(running, again).is_refused
    assert not apply(running, other).is_refused
