# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Proposing what to pay: who gets how much, on which account, and what stays open."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from noaber.access.types import NotAllowed
from noaber.declaraties.models import Betaalbatch, Betaalopdracht, Betaalregel
from noaber.declaraties.operations import NoName, NoPayingAccount, UitvoerdatumIsOver
from noaber.declaraties.queries import list_open_regels
from noaber.declaraties.types import OpdrachtStatus
from noaber.flows.betaal import stel_voor
from noaber.kernel.wet import Wet
from noaber.partijen.models import Administratie, Lane
from noaber.partijen.queries import get_administratie
from tests.betalen.wereld import (
    ANDERE,
    BO,
    CORA,
    REKENING,
    Betaalwereld,
    make_betaalwereld,
    open_cents,
    statuses,
)
from tests.declaraties.sepa.builders import account
from tests.flows.wereld import B2, B3, G1, P1, P2


def test_an_aanbieder_gets_one_amount_for_all_its_declaraties_of_both_laws(
    world: Betaalwereld,
) -> None:
    world.owe(9)
    world.owe(1, bsn=B2)
    world.owe(2, wet=Wet.JW)
    world.owe(5, aanbieder=P2)
    proposal = world.propose()
    assert [(row.aanbieder, row.bedrag, row.regels) for row in proposal.opdrachten] == [
        (P1, 12 * 6000, 3),
        (P2, 5 * 6000, 1),
    ]
    assert [row.iban for row in proposal.opdrachten] == [REKENING[P1], REKENING[P2]]
    assert [row.kenmerk for row in proposal.opdrachten] == ["NOABER-1969-1-1", "NOABER-1969-1-2"]
    assert proposal.totaal == 17 * 6000
    assert (proposal.nummer, proposal.verrekend, proposal.onbekend) == (1, (), ())
    assert open_cents() == 0


def test_only_what_was_granted_is_paid(world: Betaalwereld) -> None:
    answer = world.declare(world.debit(9), world.debit(999, bsn=B2))
    assert answer.codes == ("9321",)
    assert world.propose().totaal == 9 * 6000


def test_a_credit_is_taken_off(world: Betaalwereld) -> None:
    debit = world.owe(9)
    world.owe(4, bsn=B2)
    world.take_back(debit)
    proposal = world.propose()
    assert [(row.bedrag, row.regels) for row in proposal.opdrachten] == [(4 * 6000, 3)]


def test_what_is_credited_in_full_waits_for_a_later_batch(world: Betaalwereld) -> None:
    debit = world.owe(9)
    world.exported()
    world.take_back(debit)
    world.owe(4, bsn=B2)
    world.owe(2, aanbieder=P2)
    proposal = world.propose()
    assert [row.aanbieder for row in proposal.opdrachten] == [P2]
    (settled,) = proposal.verrekend
    assert (settled.aanbieder, settled.bedrag, settled.regels) == (P1, (4 - 9) * 6000, 2)
    assert "verrekend met een volgende batch" in settled.reden
    assert open_cents() == (4 - 9) * 6000

    world.owe(7, bsn=B3)
    assert world.propose().totaal == 2 * 6000


def test_a_debit_and_its_credit_together_are_nothing_to_pay(world: Betaalwereld) -> None:
    world.take_back(world.owe(9))
    proposal = world.propose()
    assert (proposal.batch_id, proposal.nummer, proposal.opdrachten) == (None, None, ())
    assert [row.bedrag for row in proposal.verrekend] == [0]
    assert not Betaalbatch.objects.exists()


def test_without_anything_open_there_is_no_batch(world: Betaalwereld) -> None:
    proposal = world.propose()
    assert (proposal.batch_id, proposal.totaal, proposal.opdrachten) == (None, 0, ())
    world.owe()
    assert world.propose().nummer == 1
    assert world.propose().batch_id is None
    assert Betaalbatch.objects.count() == 1


def test_batches_are_numbered_per_gemeente_and_no_number_comes_back(world: Betaalwereld) -> None:
    world.owe()
    first = world.propose()
    assert first.batch_id is not None
    world.withdraw(first.batch_id)
    second = world.propose()
    assert (first.nummer, second.nummer) == (1, 2)
    assert second.opdrachten[0].kenmerk == "NOABER-1969-2-1"


# ── accounts ─────────────────────────────────────────────────────────────────────────────────────


def test_an_aanbieder_without_an_account_is_held(db: None) -> None:
    world = make_betaalwereld(accounts=False)
    world.owe()
    proposal = world.propose()
    (held,) = proposal.geblokkeerd
    assert held.status is OpdrachtStatus.GEBLOKKEERD
    assert (held.iban, proposal.totaal) == (None, 0)
    assert "geen rekeningnummer bekend" in held.reden
    connection.check_constraints()


def test_a_changed_account_is_held_until_a_second_person_confirmed_it(
    world: Betaalwereld,
) -> None:
    world.owe()
    world.owe(3, aanbieder=P2)
    world.today += timedelta(days=1)
    world.give_account(P1, ANDERE[P1])
    proposal = world.propose()
    assert [row.status for row in proposal.opdrachten] == [
        OpdrachtStatus.GEBLOKKEERD,
        OpdrachtStatus.VOORGESTELD,
    ]
    assert "nog niet door een tweede persoon bevestigd" in proposal.opdrachten[0].reden
    assert proposal.totaal == 3 * 6000
    assert proposal.batch_id is not None
    world.withdraw(proposal.batch_id)
    world.confirm_account(P1)
    again = world.propose()
    assert [row.iban for row in again.opdrachten] == [ANDERE[P1], REKENING[P2]]
    assert again.geblokkeerd == ()


def test_an_account_that_no_bank_can_be_asked_to_pay_is_held(world: Betaalwereld) -> None:
    world.owe()
    world.owe(3, aanbieder=P2)
    world.today += timedelta(days=1)
    world.give_account(P1, account("BUKB20201555555555", "GB"))
    world.give_account(P2, REKENING[P2], naam="Ω")
    for agb in (P1, P2):
        world.confirm_account(agb)
    proposal = world.propose()
    assert [row.status for row in proposal.opdrachten] == [OpdrachtStatus.GEBLOKKEERD] * 2
    assert "buiten de Europese Economische Ruimte" in proposal.opdrachten[0].reden
    assert "niet te schrijven in de letters van de bank" in proposal.opdrachten[1].reden


def test_an_aanbieder_that_is_not_registered_stays_open_and_is_told(world: Betaalwereld) -> None:
    world.owe(3, aanbieder=P2)
    world.owe()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE aanbieders SET agb = '99019999' WHERE agb = %s", [P1])
    proposal = world.propose()
    assert [row.aanbieder for row in proposal.opdrachten] == [P2]
    (unknown,) = proposal.onbekend
    assert (unknown.aanbieder, unknown.bedrag) == (P1, 9 * 6000)
    assert open_cents() == 9 * 6000


# ── the day ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("asked", "day"),
    [
        (date(2026, 4, 2), date(2026, 4, 2)),  # a Thursday
        (date(2026, 4, 3), date(2026, 4, 7)),  # Goede Vrijdag, the weekend, Pasen
        (date(2026, 4, 27), date(2026, 4, 27)),  # Koningsdag: banks work
        (date(2026, 5, 1), date(2026, 5, 4)),  # Dag van de Arbeid, on a Friday
        (date(2026, 12, 25), date(2026, 12, 28)),
    ],
)
def test_the_money_leaves_on_a_bank_day(world: Betaalwereld, asked: date, day: date) -> None:
    world.owe()
    assert world.propose(asked).uitvoerdatum == day
    assert Betaalbatch.objects.get().uitvoerdatum == day


def test_a_day_that_is_over_is_refused(world: Betaalwereld) -> None:
    world.owe()
    with pytest.raises(UitvoerdatumIsOver, match="kies vandaag of een latere dag"):
        world.propose(date(2026, 4, 1))
    assert open_cents() == 9 * 6000


# ── who and from what ────────────────────────────────────────────────────────────────────────────


def test_a_gemeente_without_an_account_cannot_pay(world: Betaalwereld) -> None:
    world.owe()
    Administratie.objects.filter(code=G1).update(iban="")
    with pytest.raises(NoPayingAccount, match="geen rekening bekend waarvan zij betaalt"):
        world.propose()


def test_only_who_may_propose_proposes(world: Betaalwereld) -> None:
    world.owe()
    with pytest.raises(NotAllowed, match="een betaalbatch voorstellen"):
        world.propose(viewer=CORA)
    with pytest.raises(NotAllowed):
        world.propose(viewer=replace(BO, administraties=frozenset({"0344"})))
    assert not Betaalbatch.objects.exists()


def test_nobody_is_nobody(world: Betaalwereld) -> None:
    world.owe()
    with pytest.raises(NoName, match="geef een naam op"):
        world.propose(viewer=replace(BO, naam="  "))


def test_what_another_gemeente_owes_is_not_touched(world: Betaalwereld) -> None:
    world.owe()
    other = Administratie.objects.create(code="0344", naam="Elders", iban=REKENING[P2].number)
    Lane.objects.create(administratie=other, gemeente="0344", aanbieder=P1, wet="wmo")
    elders = get_administratie("0344", viewer=BO)
    assert list_open_regels(elders, viewer=BO) == []
    empty = stel_voor(administratie=elders, uitvoerdatum=world.today, viewer=BO, at=world.at)
    assert empty.batch_id is None
    assert open_cents() == 9 * 6000


def test_proposing_asks_as_much_of_the_database_for_many_aanbieders_as_for_one(
    world: Betaalwereld,
) -> None:
    world.owe()
    with CaptureQueriesContext(connection) as one:
        first = world.propose()
    assert first.batch_id is not None
    world.withdraw(first.batch_id)
    world.owe(3, aanbieder=P2)
    world.owe(3, aanbieder=P2, wet=Wet.JW)
    world.owe(2, bsn=B2)
    with CaptureQueriesContext(connection) as many:
        second = world.propose()
    assert len(second.opdrachten) == 2
    assert len(many) == len(one)
    assert len(one) <= 12


def test_every_regel_is_in_the_opdracht_of_its_own_aanbieder(world: Betaalwereld) -> None:
    world.owe(9)
    world.owe(5, aanbieder=P2)
    batch_id = world.propose().batch_id
    assert batch_id is not None
    assert statuses(batch_id) == [OpdrachtStatus.VOORGESTELD] * 2
    for regel in Betaalregel.objects.select_related("lane", "opdracht__aanbieder"):
        assert regel.opdracht is not None
        assert regel.opdracht.aanbieder.agb == regel.lane.aanbieder
    assert Betaalopdracht.objects.count() == 2
