# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Two people release a batch, or it is withdrawn (domain §1.12 and §3.3 rule 5)."""

from dataclasses import replace

import pytest

from noaber.access.types import NotAllowed, Rol, Viewer
from noaber.declaraties.models import Betaalbatch
from noaber.declaraties.operations import NeedsAnotherPerson, NoName, NotNow
from noaber.declaraties.types import BatchStatus, OpdrachtStatus
from noaber.flows.betaal import UnknownBatch
from tests.betalen.wereld import (
    BO,
    CORA,
    DIRK,
    Betaalwereld,
    open_cents,
    status_of,
    statuses,
)

EVERY_ROLE = replace(BO, rollen=frozenset(Rol))


@pytest.fixture
def batch_id(world: Betaalwereld) -> int:
    world.owe()
    found = world.propose().batch_id
    assert found is not None
    return found


def test_one_person_approves_and_another_releases(world: Betaalwereld, batch_id: int) -> None:
    world.approve(batch_id, CORA)
    assert status_of(batch_id) is BatchStatus.GEFIATTEERD
    world.release(batch_id, DIRK)
    batch = Betaalbatch.objects.get()
    assert batch.status == BatchStatus.VRIJGEGEVEN
    assert (batch.voorgesteld_door, batch.gefiatteerd_door, batch.vrijgegeven_door) == (
        "Bo", "Cora", "Dirk",
    )  # fmt: skip
    assert batch.gefiatteerd_at == batch.vrijgegeven_at == world.at


@pytest.mark.parametrize("naam", ["Cora", "cora", " Cora ", "CORA"])
def test_who_approved_does_not_release_however_the_name_is_written(
    world: Betaalwereld, batch_id: int, naam: str
) -> None:
    world.approve(batch_id, CORA)
    with pytest.raises(NeedsAnotherPerson, match="Vraag een collega"):
        world.release(batch_id, replace(CORA, naam=naam))
    assert status_of(batch_id) is BatchStatus.GEFIATTEERD


def test_who_proposed_may_be_one_of_the_two_but_not_both(
    world: Betaalwereld, batch_id: int
) -> None:
    """The domain asks for two persons who agree; a proposal is a sum, and agrees to nothing."""
    world.approve(batch_id, EVERY_ROLE)
    with pytest.raises(NeedsAnotherPerson):
        world.release(batch_id, EVERY_ROLE)
    world.release(batch_id, DIRK)
    assert status_of(batch_id) is BatchStatus.VRIJGEGEVEN


def test_by_the_roles_whoever_proposes_does_not_release(world: Betaalwereld, batch_id: int) -> None:
    with pytest.raises(NotAllowed, match="een betaalbatch vrijgeven"):
        world.approve(batch_id, BO)
    world.approve(batch_id, CORA)
    with pytest.raises(NotAllowed):
        world.release(batch_id, BO)


def test_nothing_is_released_that_nobody_approved(world: Betaalwereld, batch_id: int) -> None:
    with pytest.raises(NotNow) as refused:
        world.release(batch_id)
    assert str(refused.value) == (
        "Batch 1 kan niet worden vrijgegeven, want zij is alleen voorgesteld. Laat haar eerst "
        "fiatteren."
    )


def test_a_step_is_taken_once(world: Betaalwereld, batch_id: int) -> None:
    world.approve(batch_id)
    with pytest.raises(NotNow, match="Een tweede persoon kan haar vrijgeven"):
        world.approve(batch_id, DIRK)
    world.release(batch_id)
    with pytest.raises(NotNow, match="Maak nu het bestand voor de bank"):
        world.release(batch_id, CORA)


def test_nobody_approves_or_releases_without_a_name(world: Betaalwereld, batch_id: int) -> None:
    nobody = replace(CORA, naam="")
    with pytest.raises(NoName):
        world.approve(batch_id, nobody)
    world.approve(batch_id)
    with pytest.raises(NoName):
        world.release(batch_id, nobody)
    with pytest.raises(NoName):
        world.withdraw(batch_id, nobody)


@pytest.mark.parametrize("steps", [0, 1, 2])
def test_a_batch_is_withdrawn_as_long_as_no_file_was_made(
    world: Betaalwereld, batch_id: int, steps: int
) -> None:
    for step in (world.approve, world.release)[:steps]:
        step(batch_id)
    assert open_cents() == 0
    world.withdraw(batch_id)
    assert status_of(batch_id) is BatchStatus.VERVALLEN
    assert statuses(batch_id) == [OpdrachtStatus.VERVALLEN]
    assert open_cents() == 9 * 6000
    assert Betaalbatch.objects.get().ingetrokken_door == "Bo"
    assert world.propose().totaal == 9 * 6000


def test_after_the_file_was_made_a_batch_is_not_withdrawn(world: Betaalwereld) -> None:
    world.owe()
    exported = world.exported()
    with pytest.raises(NotNow, match="Lees terug wat de bank ervan zegt"):
        world.withdraw(exported.batch_id)
    assert open_cents() == 0


def test_what_was_withdrawn_does_nothing_any_more(world: Betaalwereld, batch_id: int) -> None:
    world.withdraw(batch_id)
    for act in (world.approve, world.release, world.withdraw, world.export):
        with pytest.raises(NotNow, match=r"ingetrokken\. Doe een nieuw voorstel\."):
            act(batch_id)


def test_a_controller_may_stop_a_batch_too_and_others_may_not(
    world: Betaalwereld, batch_id: int
) -> None:
    stranger = Viewer(naam="Els", rollen=frozenset({Rol.CONTRACTMANAGER}), doel="kijken")
    with pytest.raises(NotAllowed):
        world.withdraw(batch_id, stranger)
    world.withdraw(batch_id, CORA)
    assert status_of(batch_id) is BatchStatus.VERVALLEN


def test_the_batch_of_another_gemeente_is_not_there(world: Betaalwereld, batch_id: int) -> None:
    elsewhere = replace(EVERY_ROLE, administraties=frozenset({"0344"}))
    for act in (world.approve, world.release, world.withdraw, world.export):
        with pytest.raises(UnknownBatch):
            act(batch_id, elsewhere)
        with pytest.raises(UnknownBatch):
            act(batch_id + 1000, CORA)
    assert status_of(batch_id) is BatchStatus.VOORGESTELD
