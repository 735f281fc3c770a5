# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Two people at the same moment, each with a connection of their own."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, transaction

from noaber.declaraties.models import Betaalbatch, Betaalopdracht, Betaalregel
from noaber.declaraties.operations import NotNow
from noaber.declaraties.types import BatchStatus, OpdrachtStatus
from tests.betalen.wereld import (
    CORA,
    DIRK,
    Betaalwereld,
    afschrift,
    left,
    make_betaalwereld,
    payments,
    status_of,
)
from tests.flows.wereld import B1, B2, B3, P1, P2

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(transactional_db: None) -> Betaalwereld:
    """As elsewhere, and committed, so that another connection sees it."""
    made = make_betaalwereld()
    for bsn in (B1, B2, B3):
        for agb in (P1, P2):
            made.owe(2, bsn=bsn, aanbieder=agb)
    return made


@pytest.fixture
def people() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(max_workers=6) as pool:
        yield pool


def with_own_connection(act: Callable[[], Any]) -> Any:
    try:
        return act()
    finally:
        connection.close()


def wait_until_somebody_waits() -> None:
    """Until another connection stands before a lock of this one."""
    with connection.cursor() as cursor:
        while True:
            cursor.execute(
                "SELECT count(*) FROM pg_locks WHERE NOT granted "
                "AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
            )
            row = cursor.fetchone()
            if row is not None and row[0]:
                return


def test_who_proposes_second_waits_and_finds_nothing_left(
    world: Betaalwereld, people: ThreadPoolExecutor
) -> None:
    with transaction.atomic():
        first = world.propose()
        second: Future[Any] = people.submit(with_own_connection, world.propose)
        wait_until_somebody_waits()
    assert first.totaal == 6 * 2 * 6000
    assert (second.result().batch_id, second.result().totaal) == (None, 0)
    assert Betaalbatch.objects.count() == 1


def test_who_proposes_second_pays_all_when_the_first_changed_their_mind(
    world: Betaalwereld, people: ThreadPoolExecutor
) -> None:
    with transaction.atomic():
        world.propose()
        second: Future[Any] = people.submit(with_own_connection, world.propose)
        wait_until_somebody_waits()
        transaction.set_rollback(True)
    assert second.result().totaal == 6 * 2 * 6000
    assert second.result().nummer == 1


def test_what_comes_in_meanwhile_does_not_wait_for_a_proposal(
    world: Betaalwereld, people: ThreadPoolExecutor
) -> None:
    with transaction.atomic():
        world.propose()
        done = people.submit(with_own_connection, lambda: world.owe(5, begindatum="2026-02-01"))
        done.result(timeout=60)  # it would wait for ever
    assert Betaalregel.objects.filter(opdracht=None).count() == 1
    assert world.propose().nummer == 2


def test_six_people_who_propose_at_once_take_each_regel_once(
    world: Betaalwereld, people: ThreadPoolExecutor
) -> None:
    start = Barrier(6)

    def propose() -> Any:
        start.wait()
        return world.propose()

    proposals = [
        future.result()
        for future in [people.submit(with_own_connection, propose) for _ in range(6)]
    ]
    assert sum(proposal.totaal for proposal in proposals) == 6 * 2 * 6000
    assert [proposal.totaal for proposal in proposals if proposal.batch_id] == [6 * 2 * 6000]
    assert not Betaalregel.objects.filter(opdracht=None).exists()


def test_two_who_approve_at_once_are_one_fiat(
    world: Betaalwereld, people: ThreadPoolExecutor
) -> None:
    batch_id = world.propose().batch_id
    assert batch_id is not None
    with transaction.atomic():
        world.approve(batch_id, CORA)
        second = people.submit(with_own_connection, lambda: world.approve(batch_id, DIRK))
        wait_until_somebody_waits()
    with pytest.raises(NotNow):
        second.result()
    assert Betaalbatch.objects.get().gefiatteerd_door == "Cora"


def test_who_withdraws_while_the_file_is_made_is_too_late(
    world: Betaalwereld, people: ThreadPoolExecutor
) -> None:
    batch_id = world.released()
    with transaction.atomic():
        data = world.export(batch_id).data
        withdrawn = people.submit(with_own_connection, lambda: world.withdraw(batch_id))
        again = people.submit(with_own_connection, lambda: world.export(batch_id))
        wait_until_somebody_waits()
    with pytest.raises(NotNow):
        withdrawn.result()
    assert again.result().data == data
    assert status_of(batch_id) is BatchStatus.GEEXPORTEERD


def test_two_who_read_the_same_statement_confirm_once(
    world: Betaalwereld, people: ThreadPoolExecutor
) -> None:
    sent = world.exported()
    data = afschrift(map(left, payments(sent.data)))
    with transaction.atomic():
        first = world.read(data)
        second = people.submit(with_own_connection, lambda: world.read(data))
        wait_until_somebody_waits()
    told = second.result()
    assert (first.bevestigd, told.bevestigd, told.al_bekend, told.problemen) == (2, 0, 2, ())
    assert first.afgerond == (1,)
    assert told.afgerond == ()
    assert set(Betaalopdracht.objects.values_list("status", flat=True)) == {
        OpdrachtStatus.BEVESTIGD
    }
