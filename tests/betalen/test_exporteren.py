# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The file for the bank: what is in it, what stays behind, and that it is the same file again."""

import re
from datetime import date, timedelta
from hashlib import sha256

import pgtrigger
import pytest
from django.db import transaction

from noaber.access.types import NotAllowed
from noaber.declaraties.models import Betaalbatch, Betaalopdracht
from noaber.declaraties.operations import (
    NothingToExport,
    NotNow,
    OtherBytes,
    PayingAccountChanged,
    UnusableBetaalbestand,
    betaalbestand,
)
from noaber.declaraties.sepa.check import check_betaalbestand
from noaber.declaraties.types import BatchStatus, OpdrachtStatus
from noaber.kernel.finding import Finding
from noaber.partijen.models import Administratie, Rekening
from noaber.partijen.operations import register_aanbieder
from tests.betalen.wereld import (
    ANDERE,
    BO,
    GEMEENTE,
    REKENING,
    Betaalwereld,
    Overboeking,
    afschrift,
    came_back,
    everything,
    left,
    make_betaalwereld,
    message_id,
    open_cents,
    payments,
    refused,
    status_of,
    statuses,
    statusrapport,
)
from tests.flows.wereld import B1, B2, B3, G1, P1, P2


def test_the_file_asks_the_bank_for_what_was_released(world: Betaalwereld) -> None:
    world.owe(9)
    world.owe(5, aanbieder=P2)
    exported = world.exported()
    assert check_betaalbestand(exported.data) == ()
    assert payments(exported.data) == [
        Overboeking("NOABER-1969-1-1", 9 * 6000, REKENING[P1].number),
        Overboeking("NOABER-1969-1-2", 5 * 6000, REKENING[P2].number),
    ]
    text = exported.data.decode()
    assert "<MsgId>NOABER-1969-1</MsgId>" in text
    assert "<CtrlSum>840.00</CtrlSum>" in text
    assert f"<IBAN>{GEMEENTE.number}</IBAN>" in text
    assert "<Nm>Stichting De Helpende Hand</Nm>" in text  # as on the account
    assert "<Ustrd>Declaraties Wmo en Jeugdwet, kenmerk NOABER-1969-1-2</Ustrd>" in text
    assert (exported.naam, exported.totaal) == ("NOABER-1969-1.xml", 14 * 6000)
    assert (exported.geblokkeerd, exported.is_herhaald) == ((), False)
    batch = Betaalbatch.objects.get()
    assert batch.status == BatchStatus.GEEXPORTEERD
    assert bytes(batch.bestand_sha256 or b"") == sha256(exported.data).digest()
    assert (batch.geexporteerd_door, batch.geexporteerd_at) == ("Cora", world.at)
    assert statuses(batch.pk) == [OpdrachtStatus.GEEXPORTEERD] * 2


def test_no_client_and_no_number_of_a_declaratie_is_in_the_file(world: Betaalwereld) -> None:
    world.declare(world.debit(9), nummer="B999900134")
    world.declare(world.debit(9, bsn=B2), nummer="Hoogeveen")
    data = world.exported().data
    for hidden in (B1, B2, B3, "Hoogeveen", "Hooge"):
        assert hidden.encode() not in data
    own = re.sub(rb"<IBAN>.*?</IBAN>", b"", data)
    assert re.findall(rb"\d{9}", own) == []


def test_nothing_is_exported_that_two_people_did_not_release(world: Betaalwereld) -> None:
    world.owe()
    batch_id = world.propose().batch_id
    assert batch_id is not None
    with pytest.raises(NotNow, match="Laat haar eerst fiatteren"):
        world.export(batch_id)
    world.approve(batch_id)
    with pytest.raises(NotNow, match="Een tweede persoon kan haar vrijgeven"):
        world.export(batch_id)
    world.release(batch_id)
    with pytest.raises(NotAllowed):
        world.export(batch_id, BO)
    assert world.export(batch_id).totaal == 9 * 6000


# ── the same file again ──────────────────────────────────────────────────────────────────────────


def test_exporting_again_gives_the_same_bytes_whatever_happened_since(
    world: Betaalwereld,
) -> None:
    world.owe(9)
    world.owe(5, aanbieder=P2)
    first = world.exported()
    one, two = payments(first.data)
    world.today += timedelta(days=7)
    world.read(statusrapport(first.data, batches=refused(two)))
    world.read(afschrift([left(one), came_back(one)]))
    world.give_account(P1, ANDERE[P1], "Een heel andere naam")
    world.confirm_account(P1)
    Administratie.objects.filter(code=G1).update(naam="Zandkwartier", iban=ANDERE[P1].number)
    register_aanbieder(agb=P2, naam="De Slapende Hand", kvk="", viewer=world.viewer)
    before = everything()
    again = world.export(first.batch_id)
    assert again.data == first.data
    assert (again.is_herhaald, again.naam, again.totaal) == (True, first.naam, first.totaal)
    assert everything() == before


def test_a_file_that_became_another_is_not_given(world: Betaalwereld) -> None:
    world.owe()
    batch_id = world.exported().batch_id
    with pgtrigger.ignore("partijen.Rekening:opgave_ligt_vast"):
        Rekening.objects.update(tenaamstelling="Boef")
    with pytest.raises(OtherBytes, match="stuur niets naar de bank"):
        world.export(batch_id)


def test_killed_before_the_end_nothing_has_happened_and_the_export_can_be_done_again(
    world: Betaalwereld,
) -> None:
    world.owe()
    batch_id = world.released()
    before = everything()

    lost = b""

    def killed_during_the_export() -> None:
        nonlocal lost
        with transaction.atomic():
            lost = world.export(batch_id).data
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        killed_during_the_export()
    assert everything() == before
    assert world.export(batch_id).data == lost


# ── what stays behind ────────────────────────────────────────────────────────────────────────────


def test_an_account_that_changed_since_the_proposal_stays_behind(world: Betaalwereld) -> None:
    world.owe(9)
    world.owe(5, aanbieder=P2)
    batch_id = world.released()
    world.today += timedelta(days=1)
    world.give_account(P1, ANDERE[P1])
    exported = world.export(batch_id)
    assert [one.iban for one in payments(exported.data)] == [REKENING[P2].number]
    (held,) = exported.geblokkeerd
    assert (held.aanbieder, held.status) == (P1, OpdrachtStatus.VERVALLEN)
    assert "nog niet door een tweede persoon bevestigd" in held.reden
    assert open_cents() == 9 * 6000

    world.confirm_account(P1)
    (later,) = world.propose().opdrachten
    assert (later.bedrag, later.iban) == (9 * 6000, ANDERE[P1])


def test_also_a_confirmed_change_is_not_paid_by_who_did_not_see_it(world: Betaalwereld) -> None:
    world.owe(9)
    world.owe(5, aanbieder=P2)
    batch_id = world.released()
    world.today += timedelta(days=1)
    world.give_account(P1, ANDERE[P1])
    world.confirm_account(P1)
    (held,) = world.export(batch_id).geblokkeerd
    assert "gewijzigd sinds de batch werd voorgesteld" in held.reden


def test_what_was_held_at_the_proposal_stays_behind_also_when_it_is_confirmed_since(
    world: Betaalwereld,
) -> None:
    world.owe(9)
    world.owe(5, aanbieder=P2)
    world.today += timedelta(days=1)
    world.give_account(P1, ANDERE[P1])
    batch_id = world.released()
    world.confirm_account(P1)
    exported = world.export(batch_id)
    assert [row.aanbieder for row in exported.opdrachten] == [P2]
    assert statuses(batch_id) == [OpdrachtStatus.VERVALLEN, OpdrachtStatus.GEEXPORTEERD]
    assert open_cents() == 9 * 6000
    assert [row.aanbieder for row in world.export(batch_id).geblokkeerd] == [P1]


def test_a_batch_in_which_everything_is_held_is_not_exported(db: None) -> None:
    world = make_betaalwereld(accounts=False)
    world.owe()
    batch_id = world.released()
    with pytest.raises(NothingToExport, match="trek de batch in en doe een nieuw voorstel"):
        world.export(batch_id)
    assert status_of(batch_id) is BatchStatus.VRIJGEGEVEN
    world.withdraw(batch_id)
    assert open_cents() == 9 * 6000


def test_another_account_of_the_gemeente_is_not_paid_from_unseen(world: Betaalwereld) -> None:
    world.owe()
    batch_id = world.released()
    Administratie.objects.filter(code=G1).update(iban=ANDERE[P1].number)
    with pytest.raises(PayingAccountChanged, match="trek de batch in"):
        world.export(batch_id)
    assert status_of(batch_id) is BatchStatus.VRIJGEGEVEN


# ── what may not go ──────────────────────────────────────────────────────────────────────────────


def test_a_file_that_the_check_rejects_is_not_kept(
    world: Betaalwereld, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.owe()
    batch_id = world.released()
    wrong = Finding(
        rule="SEPA-TELLING", retourcode=None, place="", line=1, text="Het totaal klopt niet."
    )
    monkeypatch.setattr(betaalbestand, "check_betaalbestand", lambda _: (wrong,))
    with pytest.raises(UnusableBetaalbestand, match=r"SEPA-TELLING\). Het totaal klopt niet"):
        world.export(batch_id)
    assert status_of(batch_id) is BatchStatus.VRIJGEGEVEN
    assert Betaalbatch.objects.get().bestand_sha256 is None


def test_a_name_of_the_gemeente_that_no_bank_reads_stops_the_file(world: Betaalwereld) -> None:
    Administratie.objects.filter(code=G1).update(naam="Ωβγ")
    world.owe()
    batch_id = world.released()
    with pytest.raises(UnusableBetaalbestand, match="Er is geen bestand gemaakt"):
        world.export(batch_id)
    assert status_of(batch_id) is BatchStatus.VRIJGEGEVEN


def test_a_bsn_in_the_name_on_an_account_holds_that_opdracht(world: Betaalwereld) -> None:
    world.today += timedelta(days=1)
    world.give_account(P1, REKENING[P1], "Zorg 999900134")
    world.confirm_account(P1)
    world.owe()
    (held,) = world.propose().geblokkeerd
    assert "BSN" in held.reden
    assert "999900134" not in held.reden


# ── the day ──────────────────────────────────────────────────────────────────────────────────────


def test_a_day_that_passed_since_becomes_the_next_bank_day(world: Betaalwereld) -> None:
    world.owe()
    batch_id = world.released()  # to be carried out on Thursday 2 April
    world.today = date(2026, 4, 3)  # Goede Vrijdag
    exported = world.export(batch_id)
    assert exported.uitvoerdatum == date(2026, 4, 7)
    assert b"<Dt>2026-04-07</Dt>" in exported.data
    world.today = date(2026, 5, 20)
    assert world.export(batch_id).data == exported.data


def test_a_day_to_come_is_kept(world: Betaalwereld) -> None:
    world.owe()
    batch_id = world.propose(date(2026, 4, 20)).batch_id
    assert batch_id is not None
    world.approve(batch_id)
    world.release(batch_id)
    assert world.export(batch_id).uitvoerdatum == date(2026, 4, 20)


def test_each_batch_has_a_number_of_its_own_at_the_bank(world: Betaalwereld) -> None:
    world.owe()
    first = world.exported()
    world.owe(2, bsn=B2)
    second = world.exported()
    assert message_id(first.data) != message_id(second.data)
    assert {row.kenmerk for row in Betaalopdracht.objects.all()} == {
        "NOABER-1969-1-1", "NOABER-1969-2-1",
    }  # fmt: skip
