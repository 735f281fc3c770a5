# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""A new account number of an aanbieder is held until a second person has confirmed it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from noaber.access.types import NotAllowed
from noaber.declaraties.types import OpdrachtStatus
from noaber.partijen import operations
from noaber.partijen.operations.rekeningen import (
    NeedsAnotherPerson,
    OtherRekening,
    UnknownRekening,
)
from noaber.partijen.queries import list_rekeningen, page_rekeningen
from noaber.partijen.types import Rekening
from tests.betalen.wereld import (
    ANDERE,
    BO,
    CORA,
    DIRK,
    REKENING,
    Betaalwereld,
    make_betaalwereld,
    statuses,
)
from tests.flows.wereld import P1, P2


@pytest.fixture
def world(db: None) -> Betaalwereld:
    """P1 and P2 have confirmed accounts."""
    return make_betaalwereld()


def newest(world: Betaalwereld, agb: str = P1) -> Rekening:
    return list_rekeningen(world.administratie().id, agb)[0]


def test_a_changed_account_holds_the_payment_until_it_is_confirmed(world: Betaalwereld) -> None:
    world.owe(9)
    world.give_account(P1, ANDERE[P1])
    held = world.propose().batch_id
    assert held is not None
    assert statuses(held) == [OpdrachtStatus.GEBLOKKEERD]
    world.withdraw(held)
    world.confirm_account(P1)
    free = world.propose().batch_id
    assert free is not None
    assert statuses(free) == [OpdrachtStatus.VOORGESTELD]


def test_the_old_account_stays_in_the_list_behind_the_new_one(world: Betaalwereld) -> None:
    world.give_account(P1, ANDERE[P1])
    found = [
        (row.iban, row.bevestigd_door)
        for row in list_rekeningen(world.administratie().id)
        if row.aanbieder == P1
    ]
    assert found == [(ANDERE[P1], None), (REKENING[P1], "Dirk")]
    waiting = page_rekeningen(
        administratie_id=world.administratie().id, only_waiting=True, limit=10
    )
    assert [(row.aanbieder, row.iban) for row in waiting] == [(P1, ANDERE[P1])]


def test_the_account_that_is_known_is_no_new_one(world: Betaalwereld) -> None:
    before = list_rekeningen(world.administratie().id)
    world.give_account(P1, REKENING[P1], "Zorg Dichtbij B.V.")
    assert list_rekeningen(world.administratie().id) == before
    world.give_account(P1, REKENING[P1], "Een andere naam")  # that is another one
    assert newest(world).bevestigd_door is None


@pytest.mark.parametrize("naam", ["Cora", " cora ", "CORA"])
def test_nobody_confirms_an_account_of_their_own(world: Betaalwereld, naam: str) -> None:
    world.give_account(P1, ANDERE[P1])  # by Cora
    with pytest.raises(NeedsAnotherPerson, match="een ander"):
        operations.confirm_rekening(
            administratie=world.administratie(),
            agb=P1,
            viewer=replace(DIRK, naam=naam),
            at=world.at,
        )
    assert newest(world).bevestigd_door is None


def test_another_number_than_was_typed_is_not_confirmed(world: Betaalwereld) -> None:
    world.give_account(P1, ANDERE[P1])
    with pytest.raises(OtherRekening):
        operations.confirm_rekening(
            administratie=world.administratie(),
            agb=P1,
            viewer=DIRK,
            at=world.at,
            iban=ANDERE[P2],
        )
    assert newest(world).bevestigd_door is None


def test_nothing_is_confirmed_twice_or_out_of_nothing(world: Betaalwereld) -> None:
    with pytest.raises(UnknownRekening):
        world.confirm_account(P1)
    with pytest.raises(UnknownRekening):
        world.confirm_account("99019999")


def test_only_who_may_confirms(world: Betaalwereld) -> None:
    world.give_account(P1, ANDERE[P1])
    with pytest.raises(NotAllowed):
        operations.confirm_rekening(
            administratie=world.administratie(), agb=P1, viewer=BO, at=world.at
        )
    with pytest.raises(NotAllowed):
        operations.register_rekening(
            administratie=world.administratie(),
            agb=P1,
            iban=ANDERE[P1],
            tenaamstelling="X",
            viewer=CORA,
            at=world.at,
        )
