# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Post in the database: stored once, answered once, put aside once, sent again when asked."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from noaber.access.types import Rol, Viewer
from noaber.berichten.judge import judge_bytes
from noaber.berichten.xml.write import write
from noaber.flows.neem_in import neem_in
from noaber.postbus import operations, queries
from noaber.postbus.envelop.read import read_envelop
from noaber.postbus.models import Bericht, BerichtInhoud, Quarantaine, Signaal
from noaber.postbus.operations import AlreadySettled, NothingKept, NotResendable
from noaber.postbus.queries import UnknownBericht
from noaber.postbus.types import (
    Accepted,
    AlertKind,
    Di01,
    Du01,
    Duplicate,
    Fo01,
    InStatus,
    Ontvangen,
    Opgesteld,
    Quarantined,
    Richting,
    Status,
    Uitkomst,
)
from tests.flows.wereld import G1, World, make_world, moment, t1
from tests.postbus.builders import fo01, number
from tests.postbus.rijen import answer_of, as_post, carry, in_envelop, status_of
from tests.toewijzingen.factories import bericht_305, start


@pytest.fixture
def world(db: None) -> World:
    return make_world()


START = start("2026-01-05", 1)


# ── in, once ─────────────────────────────────────────────────────────────────────────────────────


def test_what_comes_in_is_kept_to_the_byte(world: World) -> None:
    data = in_envelop(bericht_305(START))
    received = neem_in(as_post(data), at=world.at)
    assert isinstance(received.outcome, Accepted)
    assert received.bericht_id is not None
    assert queries.get_raw(received.bericht_id) == data
    assert data not in bytes(BerichtInhoud.objects.get().sealed)


def test_the_same_envelop_twice_is_one_message_with_one_answer(world: World) -> None:
    world.decide(t1())
    data = in_envelop(bericht_305(START))
    first = world.receive(data)
    again = neem_in(as_post(data), at=world.at)
    assert isinstance(again.outcome, Duplicate)
    assert not again.outcome.new_envelop
    assert again.bericht_id == first.done.bericht_id
    assert world.work() == {}
    assert Bericht.objects.filter(functie="WMO305").count() == 1
    assert Bericht.objects.filter(functie="WMO306").count() == 1


def test_the_same_message_in_a_new_envelop_gets_the_same_answer_again(world: World) -> None:
    world.decide(t1())
    message = bericht_305(START)
    first = world.receive(in_envelop(message, referentienummer=number("een")))
    world.take_in(in_envelop(message, referentienummer=number("twee")))
    assert world.work() == {}
    repeat = Bericht.objects.get(richting=Richting.IN, status=InStatus.HERHALING)
    given = Bericht.objects.get(functie="WMO306", herhaling_van__isnull=True)
    again = Bericht.objects.get(functie="WMO306", herhaling_van=given)
    assert (given.pk, again.antwoord_op_id) == (first.done.antwoord_id, repeat.pk)
    assert queries.get_raw(again.pk) == queries.get_raw(given.pk)
    one, two = (read_envelop(queries.get_uitgaand(row.pk).data) for row in (given, again))
    assert isinstance(one, Du01)
    assert isinstance(two, Du01)
    assert (one.cross_refnummer, two.cross_refnummer) == (number("een"), number("twee"))
    assert one.referentienummer != two.referentienummer


def test_a_repeat_before_the_answer_waits_with_the_first(world: World) -> None:
    message = bericht_305(START)
    world.take_in(in_envelop(message, referentienummer=number("een")))
    world.take_in(in_envelop(message, referentienummer=number("twee")))
    assert not Bericht.objects.filter(richting=Richting.UIT).exists()
    assert len(world.work()) == 1


def test_the_same_identificatie_around_other_content_is_a_message_of_its_own(world: World) -> None:
    world.decide(t1())
    world.receive(bericht_305(START, identificatie="I1"))
    other = world.take_in(bericht_305(start("2026-01-06", 1), identificatie="I1"))
    assert isinstance(other.outcome, Accepted)
    (done,) = world.work().values()
    assert done.retourcodes == ("9056",)


def test_a_referentienummer_around_other_content_waits_for_a_person(world: World) -> None:
    world.take_in(in_envelop(bericht_305(START)))
    other = in_envelop(bericht_305(start("2026-01-06", 1)))
    for _ in range(2):
        received = neem_in(as_post(other), at=world.at)
        assert isinstance(received.outcome, Quarantined)
        assert received.bericht_id is None
    assert Bericht.objects.count() == 1
    aside = Quarantaine.objects.get()
    assert aside.bericht is None
    assert aside.sealed is not None
    assert {row.soort for row in Signaal.objects.all()} == {AlertKind.REFERENCE_REUSED}


def test_what_cannot_be_taken_in_stands_aside_once_until_it_is_settled(world: World) -> None:
    def refuse() -> None:
        operations.refuse(
            data=b"geen bericht", naam="x.xml", outcome=Quarantined(reason="Dit is niets."),
            at=world.at,
        )  # fmt: skip

    refuse()
    refuse()
    first = Quarantaine.objects.get()
    operations.settle_quarantaine(
        quarantaine_id=first.pk, besluit="weg", again=False, viewer=world.viewer, at=world.at
    )
    refuse()
    assert Quarantaine.objects.count() == 2
    assert [line.id for line in queries.list_quarantaine(viewer=world.viewer)] != [first.pk]


# ── answered, once ───────────────────────────────────────────────────────────────────────────────


def test_the_database_refuses_a_second_answer(world: World) -> None:
    world.decide(t1())
    answer = world.receive(bericht_305(START))
    assert answer.data is not None
    second = Opgesteld(
        functie="WMO306", identificatie="N2", dagtekening=world.today, payload=answer.data
    )
    row = Bericht.objects.get(pk=answer.done.bericht_id)
    question = Ontvangen(
        id=row.pk,
        lane_id=row.lane_id,
        administratie_id=row.administratie_id,
        administratie=G1,
        functie=row.functie,
        zender=row.zender,
        ontvanger=row.ontvanger,
        identificatie=row.identificatie,
        ontvangstdatum=world.today,
        naam=row.naam,
        envelop=None,
    )
    with pytest.raises(IntegrityError, match="bericht_krijgt_een_antwoord"), transaction.atomic():
        operations.answer(question=question, message=second, at=world.at)


def test_an_answer_travels_as_its_question_came(world: World) -> None:
    bare = world.receive(bericht_305(START))
    assert bare.done.antwoord_id is not None
    assert carry(world, bare.done.antwoord_id) == bare.data
    enclosed = world.receive(in_envelop(bericht_305(start("2026-01-06", 1))))
    assert enclosed.done.antwoord_id is not None
    envelop = read_envelop(carry(world, enclosed.done.antwoord_id))
    assert isinstance(envelop, Du01)
    assert envelop.payload == enclosed.data
    assert envelop.zender.organisatie == G1
    # A 306 waits for nothing.
    assert status_of(enclosed.done.antwoord_id) == Status.SENT
    assert Bericht.objects.get(pk=enclosed.done.antwoord_id).uiterlijk is None


def test_carrying_again_gives_the_same_bytes(world: World) -> None:
    answer = world.receive(in_envelop(bericht_305(START)))
    assert answer.done.antwoord_id is not None
    once = queries.get_uitgaand(answer.done.antwoord_id).data
    assert carry(world, answer.done.antwoord_id) == once
    assert queries.get_uitgaand(answer.done.antwoord_id).data == once


def test_a_message_for_a_gemeente_that_never_was_is_told_so(world: World) -> None:
    data = write(bericht_305(START)).replace(b">1969<", b">9999<")
    answer = world.receive(data)
    assert answer.header == ("S300",)
    row = Bericht.objects.get(pk=answer.done.bericht_id)
    assert (row.lane_id, row.administratie_id, row.status) == (None, None, InStatus.VERWERKT)


def test_a_message_for_a_gemeente_elsewhere_waits_for_a_person(world: World) -> None:
    data = write(bericht_305(START)).replace(b">1969<", b">0014<")
    received = world.take_in(data)
    assert isinstance(received.outcome, Quarantined)
    assert Quarantaine.objects.get().bericht is None


@pytest.mark.parametrize("enclosed", [False, True])
def test_level_one_is_answered_by_the_transport_or_not_at_all(
    world: World, *, enclosed: bool
) -> None:
    broken = write(bericht_305(START)).replace(b"999900134", b"99990013")
    answer = world.receive(in_envelop(broken, referentienummer=number("kapot"))
                           if enclosed else broken)  # fmt: skip
    assert answer.done.uitkomst is Uitkomst.NIET_LEESBAAR
    if not enclosed:
        assert answer.done.antwoord_id is None
        return
    assert answer.done.antwoord_id is not None
    fault = read_envelop(carry(world, answer.done.antwoord_id))
    assert isinstance(fault, Fo01)
    assert (fault.code, fault.cross_refnummer) == ("StUF055", number("kapot"))
    assert b"99990013" not in queries.get_uitgaand(answer.done.antwoord_id).data


# ── what a person decides ────────────────────────────────────────────────────────────────────────


def _aside(world: World) -> tuple[int, int]:
    received = world.take_in(bericht_305(START))
    assert received.bericht_id is not None
    outcome = Quarantined(reason="Er ging iets mis.")
    operations.put_in_quarantaine(bericht_id=received.bericht_id, outcome=outcome, at=world.at)
    return received.bericht_id, Quarantaine.objects.get().pk


def test_a_decision_ends_the_term_and_is_kept_with_who_took_it(world: World) -> None:
    bericht_id, aside = _aside(world)
    assert Bericht.objects.get(pk=bericht_id).uiterlijk == date(2026, 3, 19)
    operations.settle_quarantaine(
        quarantaine_id=aside, besluit="Gebeld.", again=False, viewer=world.viewer, at=world.at
    )
    row, kept = Bericht.objects.get(pk=bericht_id), Quarantaine.objects.get()
    assert (row.status, row.uiterlijk) == (InStatus.QUARANTAINE, None)
    assert (kept.besluit, kept.afgehandeld_door) == ("Gebeld.", world.viewer.naam)
    with pytest.raises(AlreadySettled):
        operations.settle_quarantaine(
            quarantaine_id=aside, besluit="Weer.", again=False, viewer=world.viewer, at=world.at
        )


def test_a_message_from_quarantaine_is_processed_as_if_it_came_now(world: World) -> None:
    bericht_id, aside = _aside(world)
    operations.settle_quarantaine(
        quarantaine_id=aside, besluit="opnieuw", again=True, viewer=world.viewer, at=world.at
    )
    assert Bericht.objects.get(pk=bericht_id).uiterlijk == date(2026, 3, 19)
    assert world.work()[bericht_id].uitkomst is Uitkomst.AFGEKEURD
    assert Bericht.objects.get(pk=bericht_id).uiterlijk is None


def test_what_was_never_read_cannot_be_processed_again(world: World) -> None:
    operations.refuse(data=None, naam="x", outcome=Quarantined(reason="Kapot."), at=world.at)
    with pytest.raises(NothingKept):
        operations.settle_quarantaine(
            quarantaine_id=Quarantaine.objects.get().pk, besluit="opnieuw", again=True,
            viewer=world.viewer, at=world.at,
        )  # fmt: skip
    assert Quarantaine.objects.get().afgehandeld_at is None


def test_what_is_of_other_books_looks_as_if_it_is_not_there(world: World) -> None:
    bericht_id, aside = _aside(world)
    operations.mark_overdue(vandaag=date(2026, 4, 1), at=world.at)
    other = Viewer(
        naam="An", rollen=frozenset({Rol.BACKOFFICE}), doel="x", administraties=frozenset({"0014"})
    )
    with pytest.raises(AlreadySettled):
        operations.settle_quarantaine(
            quarantaine_id=aside, besluit="x", again=False, viewer=other, at=world.at
        )
    with pytest.raises(AlreadySettled):
        operations.settle_signaal(
            signaal_id=Signaal.objects.get().pk, besluit="x", viewer=other, at=world.at
        )
    with pytest.raises(UnknownBericht):
        queries.get_detail(viewer=other, bericht_id=bericht_id)


# ── again ────────────────────────────────────────────────────────────────────────────────────────


def _enclosed_301(world: World) -> int:
    books = world.administratie()
    _travel_in_envelop(books.id)
    made = world.decide(t1())
    assert made.bericht_id is not None
    carry(world, made.bericht_id)
    return made.bericht_id


def _travel_in_envelop(administratie_id: int) -> None:
    from noaber.partijen.models import Administratie  # noqa: PLC0415

    Administratie.objects.filter(pk=administratie_id).update(in_envelop=True)


def _not_delivered(world: World, bericht_id: int, code: str = "IB010") -> None:
    sent = Bericht.objects.get(pk=bericht_id)
    assert sent.referentienummer is not None
    world.take_in(_bytes(fo01(cross_refnummer=sent.referentienummer, code=code)))
    world.work()


def _bytes(envelop: Fo01) -> bytes:
    from noaber.postbus.envelop.write import render_envelop  # noqa: PLC0415

    return render_envelop(envelop)


def test_after_a_fault_the_same_message_goes_in_a_new_envelop(world: World) -> None:
    first = _enclosed_301(world)
    _not_delivered(world, first)
    assert status_of(first) == Status.FAULTED
    again = operations.resend(bericht_id=first, viewer=world.viewer, at=world.at)
    old, new = (read_envelop(queries.get_uitgaand(pk).data) for pk in (first, again))
    assert isinstance(old, Di01)
    assert isinstance(new, Di01)
    assert new.payload == old.payload
    assert new.referentienummer != old.referentienummer
    carry(world, again)
    row = Bericht.objects.get(pk=again)
    assert (row.status, row.uiterlijk, row.herhaling_van_id) == (
        Status.SENT, date(2026, 3, 19), first,
    )  # fmt: skip
    # The answer refers to the new envelop, and ends the waiting there.
    assert _sent_identificatie(first) == _sent_identificatie(again)


def _sent_identificatie(bericht_id: int) -> str:
    value = judge_bytes(queries.get_payload(bericht_id)).value
    found: str = value.header.bericht_identificatie.identificatie  # type: ignore[union-attr]
    return found


def test_a_message_without_answer_goes_again_and_waits_in_one_place(world: World) -> None:
    made = world.decide(t1())
    assert made.bericht_id is not None
    data = carry(world, made.bericht_id)
    late = date(2026, 3, 20)
    assert operations.mark_overdue(vandaag=late, at=moment(late)) == 1
    again = operations.resend(bericht_id=made.bericht_id, viewer=world.viewer, at=moment(late))
    assert queries.get_uitgaand(again).data == data  # bare: the same file
    world.today = late
    carry(world, again)
    waiting = queries.list_termijnen(viewer=world.viewer, before=date(2026, 5, 1))
    assert [line.id for line in waiting] == [again]


def test_what_is_on_its_way_or_has_arrived_is_not_sent_again(world: World) -> None:
    made = world.decide(t1())
    assert made.bericht_id is not None

    def refused() -> str:
        with pytest.raises(NotResendable) as refusal:
            operations.resend(bericht_id=made.bericht_id, viewer=world.viewer, at=world.at)
        return str(refusal.value)

    assert "ligt nog klaar" in refused()
    carry(world, made.bericht_id)
    assert "19-03-2026" in refused()
    Bericht.objects.filter(pk=made.bericht_id).update(status=Status.ANSWERED_OK, uiterlijk=None)
    assert "al beantwoord" in refused()
    Bericht.objects.filter(pk=made.bericht_id).update(status=Status.FAULTED)
    operations.resend(bericht_id=made.bericht_id, viewer=world.viewer, at=world.at)
    assert "al opnieuw verzonden" in refused()


def test_only_a_message_of_ours_is_sent_again(world: World) -> None:
    received = world.take_in(bericht_305(START))
    assert received.bericht_id is not None
    for number_ in (received.bericht_id, 10**9):
        with pytest.raises(UnknownBericht):
            operations.resend(bericht_id=number_, viewer=world.viewer, at=world.at)


def test_an_answer_that_the_other_never_got_is_given_again(world: World) -> None:
    answer = world.receive(in_envelop(bericht_305(START)))
    assert answer.done.antwoord_id is not None
    carry(world, answer.done.antwoord_id)
    again = operations.resend(bericht_id=answer.done.antwoord_id, viewer=world.viewer, at=world.at)
    envelop = read_envelop(queries.get_uitgaand(again).data)
    assert isinstance(envelop, Du01)
    assert envelop.payload == answer.data
    assert answer_of(answer.done.bericht_id) == answer.done.antwoord_id


# ── the watch ────────────────────────────────────────────────────────────────────────────────────


def test_a_message_of_ours_is_overdue_the_day_after_its_term_and_signalled_once(
    world: World,
) -> None:
    made = world.decide(t1())
    assert made.bericht_id is not None
    carry(world, made.bericht_id)
    last = date(2026, 3, 19)
    assert Bericht.objects.get(pk=made.bericht_id).uiterlijk == last
    assert operations.mark_overdue(vandaag=last, at=moment(last)) == 0
    late = date(2026, 3, 20)
    assert operations.mark_overdue(vandaag=late, at=moment(late)) == 1
    assert operations.mark_overdue(vandaag=late, at=moment(late)) == 0
    assert status_of(made.bericht_id) == Status.OVERDUE
    signal = Signaal.objects.get()
    assert (signal.soort, signal.bericht_id) == (AlertKind.NO_ANSWER, made.bericht_id)


def test_a_settled_signal_does_not_come_back(world: World) -> None:
    world.take_in(bericht_305(START))
    late = date(2026, 3, 20)
    assert operations.mark_overdue(vandaag=late, at=moment(late)) == 1
    (line,) = queries.list_signalen(viewer=world.viewer)
    assert line.soort == AlertKind.OWN_DEADLINE
    operations.settle_signaal(
        signaal_id=line.id, besluit="Gezien.", viewer=world.viewer, at=moment(late)
    )
    assert queries.list_signalen(viewer=world.viewer) == []
    assert operations.mark_overdue(vandaag=late, at=moment(late)) == 0
    assert Signaal.objects.count() == 1


def test_the_database_refuses_to_signal_a_term_twice(world: World) -> None:
    Signaal.objects.create(at=world.at, soort=AlertKind.VERZOEK, tekst="x", termijn="t")
    with pytest.raises(IntegrityError, match="termijn_wordt_een_keer_gemeld"), transaction.atomic():
        Signaal.objects.create(at=world.at, soort=AlertKind.VERZOEK, tekst="x", termijn="t")


def test_an_answer_that_is_late_still_counts(world: World) -> None:
    received = world.take_in(bericht_305(START))
    late = date(2026, 3, 20)
    operations.mark_overdue(vandaag=late, at=moment(late))
    world.today = late
    assert received.bericht_id is not None
    assert world.work()[received.bericht_id].uitkomst is Uitkomst.AFGEKEURD
    assert queries.list_termijnen(viewer=world.viewer, before=date(2027, 1, 1)) == []
