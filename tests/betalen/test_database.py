# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The database itself refuses what would lose a cent, pay it twice, or pay it unseen.

Each test types SQL that no code of noaber sends.
"""

import pytest
from django.db import DatabaseError, connection, transaction

from noaber.declaraties.models import Betaalopdracht, Betaalregel, Declaratie
from noaber.partijen.models import Aanbieder
from tests.betalen.wereld import (
    ANDERE,
    Betaalwereld,
    afschrift,
    came_back,
    everything,
    left,
    payments,
)
from tests.flows.wereld import P1, P2


def run(*statements: tuple[str, list[object]]) -> None:
    """Runs these one after another in a transaction of their own, up to the end of its commit."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            for sql, parameters in statements:
                cursor.execute(sql, parameters)
                assert cursor.rowcount > 0, "the statement touched nothing"
        connection.check_constraints()


def refuses(sql: str, *parameters: object, because: str) -> None:
    """The statement, or the commit after it, is refused, and nothing changed."""
    before = everything()
    with pytest.raises(DatabaseError, match=because):
        run((sql, list(parameters)))
    assert everything() == before


@pytest.fixture
def paid(world: Betaalwereld) -> Betaalwereld:
    """Batch 1 is paid (P1 540,00, P2 300,00), batch 2 (P1 60,00) is proposed; 120,00 is open."""
    world.owe(9)
    world.owe(5, aanbieder=P2)
    sent = world.exported()
    world.read(afschrift(map(left, payments(sent.data))))
    world.owe(1, bsn="999900122")
    world.propose()
    world.owe(2, aanbieder=P2, bsn="999900122")
    connection.check_constraints()
    return world


SUM = "not the sum of its betaalregels"


# ── the sum of the betaalregels is what was granted ──────────────────────────────────────────────


def test_an_amount_is_not_changed(paid: Betaalwereld) -> None:
    refuses("UPDATE betaalregels SET bedrag_cents = bedrag_cents + 1", because="pgtrigger")
    refuses("UPDATE betaalopdrachten SET bedrag_cents = bedrag_cents + 1", because="pgtrigger")


@pytest.mark.parametrize("table", ["betaalregels", "betaalopdrachten", "betaalbatches"])
def test_nothing_is_thrown_away(paid: Betaalwereld, table: str) -> None:
    refuses(f"DELETE FROM {table}", because="Cannot delete")


def test_a_regel_is_not_added_to_a_declaratie_that_has_none(paid: Betaalwereld) -> None:
    """Granted and credited in one declaratie: nothing is to be paid, so nothing may be added."""
    rejected = paid.debit(999)
    paid.declare(rejected)
    nothing = Declaratie.objects.get(toegekend_cents=0)
    refuses(
        "INSERT INTO betaalregels (declaratie_id, lane_id, bedrag_cents, uiterlijk) "
        "VALUES (%s, %s, 100, '2026-05-01')",
        nothing.pk,
        nothing.lane_id,
        because="not what was granted",
    )


def test_a_regel_does_not_move_to_another_declaratie(paid: Betaalwereld) -> None:
    paid.declare(paid.debit(999))
    nothing = Declaratie.objects.get(toegekend_cents=0)
    refuses(
        "UPDATE betaalregels SET declaratie_id = %s WHERE opdracht_id IS NULL",
        nothing.pk,
        because="pgtrigger",
    )


def test_a_granted_declaratie_is_not_kept_without_its_regel(paid: Betaalwereld) -> None:
    refuses(
        "INSERT INTO declaraties (lane_id, bericht_id, is_ontvangen, declaratie_nummer, periode, "
        "dagtekening, ingediend_cents, toegekend_cents, regels, toegekende_regels, "
        "is_als_geheel_afgewezen, retourcodes, at) "
        "SELECT lane_id, (SELECT max(id) FROM berichten), true, 'RUW', periode, dagtekening, 100, "
        "100, 0, 0, false, '{}', at FROM declaraties ORDER BY id LIMIT 1",
        because="not what was granted",
    )


# ── no cent is paid twice or lost ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("batch", [1, 2])
def test_a_regel_is_not_taken_out_of_an_opdracht_that_lives(paid: Betaalwereld, batch: int) -> None:
    refuses(
        "UPDATE betaalregels SET opdracht_id = NULL WHERE opdracht_id IN (SELECT o.id FROM "
        "betaalopdrachten o JOIN betaalbatches b ON b.id = o.batch_id WHERE b.nummer = %s)",
        batch,
        because=SUM,
    )


def test_a_regel_is_not_moved_to_another_opdracht(paid: Betaalwereld) -> None:
    refuses(
        "UPDATE betaalregels SET opdracht_id = (SELECT max(id) FROM betaalopdrachten) "
        "WHERE opdracht_id = (SELECT min(id) FROM betaalopdrachten)",
        because=SUM,
    )


@pytest.mark.parametrize("cents", [12_000, 11_999, 12_001])
def test_an_opdracht_is_not_added_without_the_regels_it_pays(
    paid: Betaalwereld, cents: int
) -> None:
    add = (
        "WITH new AS (INSERT INTO betaalopdrachten (batch_id, aanbieder_id, bedrag_cents, kenmerk, "
        f"status, reden) SELECT b.id, a.id, {cents}, 'RUW', 'geblokkeerd', 'x' "
        "FROM betaalbatches b, aanbieders a WHERE b.nummer = 2 AND a.agb = %s RETURNING id) "
    )
    refuses(add + "SELECT * FROM new", P2, because=SUM)


def test_the_money_of_one_aanbieder_does_not_go_to_another(paid: Betaalwereld) -> None:
    regel = Betaalregel.objects.get(opdracht=None)
    assert regel.lane.aanbieder == P2
    opdracht = Betaalopdracht.objects.get(batch__nummer=2)
    assert opdracht.aanbieder.agb == P1
    batch = (
        "INSERT INTO betaalbatches (administratie_id, nummer, status, uitvoerdatum, van_iban, "
        "van_naam, voorgesteld_door, voorgesteld_at, gefiatteerd_door, vrijgegeven_door, "
        "geexporteerd_door, ingetrokken_door) SELECT administratie_id, 99, 'voorgesteld', "
        "uitvoerdatum, van_iban, van_naam, 'x', now(), '', '', '', '' "
        "FROM betaalbatches WHERE nummer = 2"
    )
    add = (
        "INSERT INTO betaalopdrachten (batch_id, aanbieder_id, bedrag_cents, kenmerk, status, "
        "reden) SELECT id, %s, %s, 'RUW', 'geblokkeerd', 'x' FROM betaalbatches WHERE nummer = 99"
    )
    take = (
        "UPDATE betaalregels SET opdracht_id = (SELECT id FROM betaalopdrachten WHERE kenmerk = "
        "'RUW') WHERE opdracht_id IS NULL"
    )
    whose = Aanbieder.objects.get(agb=P2).pk
    before = everything()
    with pytest.raises(DatabaseError, match=SUM):
        run((batch, []), (add, [opdracht.aanbieder_id, regel.bedrag_cents]), (take, []))
    with pytest.raises(DatabaseError, match=SUM):
        run((batch, []), (add, [whose, regel.bedrag_cents - 1]), (take, []))
    assert everything() == before
    # The same with the right aanbieder and amount is what a proposal does.
    run((batch, []), (add, [whose, regel.bedrag_cents]), (take, []))


def test_a_refused_opdracht_does_not_keep_its_regels(paid: Betaalwereld) -> None:
    refuses(
        "UPDATE betaalopdrachten SET status = 'geweigerd', reden = 'x' WHERE status = 'bevestigd'",
        because=SUM,
    )
    refuses(
        "UPDATE betaalopdrachten SET status = 'vervallen' WHERE status = 'voorgesteld'",
        because=SUM,
    )


def test_what_came_back_is_not_called_paid_again(paid: Betaalwereld) -> None:
    first = Betaalopdracht.objects.order_by("id")[0]
    paid.read(
        afschrift(
            came_back(one)
            for one in payments(paid.export(first.batch_id).data)
            if one.kenmerk == first.kenmerk
        )
    )
    refuses(
        "UPDATE betaalopdrachten SET status = 'bevestigd' WHERE status = 'geweigerd'",
        because="Invalid transition",
    )


# ── nothing is paid unseen ───────────────────────────────────────────────────────────────────────


def test_a_batch_does_not_skip_a_person(paid: Betaalwereld) -> None:
    where = "WHERE nummer = 2"
    refuses(
        f"UPDATE betaalbatches SET status = 'vrijgegeven' {where}", because="Invalid transition"
    )
    refuses(
        f"UPDATE betaalbatches SET status = 'gefiatteerd' {where}",
        because="batch_heet_niet_zomaar_gefiatteerd",
    )
    paid.approve(Betaalopdracht.objects.get(batch__nummer=2).batch_id)
    for naam in ("Cora", " cora "):
        refuses(
            "UPDATE betaalbatches SET status = 'vrijgegeven', vrijgegeven_door = %s, "
            f"vrijgegeven_at = now() {where}",
            naam,
            because="batch_vrijgegeven_door_twee",
        )
    refuses(
        f"UPDATE betaalbatches SET status = 'vrijgegeven', vrijgegeven_at = now() {where}",
        because="batch_vrijgegeven_door_twee",
    )
    refuses(
        f"UPDATE betaalbatches SET gefiatteerd_door = 'Iemand anders' {where}",
        because="Cannot update",
    )


def test_an_opdracht_does_not_leave_without_a_released_batch_or_account(
    paid: Betaalwereld,
) -> None:
    leave = "UPDATE betaalopdrachten SET status = 'geexporteerd' WHERE status = 'voorgesteld'"
    refuses(leave, because="leaves without a released batch")
    refuses(
        "UPDATE betaalopdrachten SET rekening_id = NULL WHERE status = 'voorgesteld'",
        because="Cannot update",
    )


def test_a_file_that_went_out_is_not_another_file(paid: Betaalwereld) -> None:
    where = "WHERE nummer = 1"
    for change in (
        r"bestand_sha256 = '\x00'",
        "geexporteerd_at = now()",
        "uitvoerdatum = uitvoerdatum + 1",
        "van_iban = 'NL00NOAB0000000000'",
    ):
        refuses(f"UPDATE betaalbatches SET {change} {where}", because="Cannot update")
    refuses(f"UPDATE betaalbatches SET status = 'vervallen' {where}", because="Invalid transition")


def test_a_confirmed_account_does_not_become_another_number(paid: Betaalwereld) -> None:
    refuses("UPDATE rekeningen SET iban = %s", ANDERE[P1].number, because="Cannot update")
    refuses("UPDATE rekeningen SET tenaamstelling = 'Boef'", because="Cannot update")
