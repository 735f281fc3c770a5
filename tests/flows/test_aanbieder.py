# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The aanbieder sends, the gemeente receives, and the answer comes back: real bytes both ways."""

from datetime import date, time, timedelta

import polars as pl
import pytest
from django.db.models import Sum

from noaber.access.types import NotAllowed, Rol, Viewer
from noaber.berichten.definitions.groups import Product
from noaber.declaraties.models import Declaratie, Prestatie
from noaber.flows.beantwoord_verzoek import beantwoord_verzoek
from noaber.flows.declareer import declareer
from noaber.flows.meld_start_stop import meld_start_stop
from noaber.flows.neem_in import neem_in
from noaber.flows.verstuur import NotSendable
from noaber.flows.verzend_opnieuw import verzend_opnieuw
from noaber.postbus import queries as postbus
from noaber.postbus.envelop.ontvangst import read_post
from noaber.postbus.envelop.write import render_envelop
from noaber.postbus.models import Bericht
from noaber.postbus.operations import mark_sent
from noaber.postbus.types import Referentienummer, Status, Systeem, Uitkomst
from noaber.toewijzingen.models import StartStop, Verzoek
from noaber.toewijzingen.types import (
    Delete,
    Gewenst,
    HonourVot,
    HonourVow,
    Investigate,
    Melding,
    MeldingRefused,
    Phase,
    Reject,
    VerzoekRefused,
    VerzoekStatus,
    Vot,
    Vow,
    Wens,
)
from tests.declaraties.factories import credit_of
from tests.declaraties.factories import lines as frame_of
from tests.flows.declareren import april, prestatie
from tests.flows.twee_kanten import Sides, aanvraag, hours, make_sides, product, sent
from tests.flows.wereld import B1, B2, G1, P1, t1
from tests.postbus.builders import fo01
from tests.postbus.rijen import status_of

JANUARY_5 = date(2026, 1, 5)


@pytest.fixture
def sides(db: None) -> Sides:
    """P1 has toewijzing 1 of client B1, three hours a week until 30 June."""
    world = make_sides()
    world.decide(t1())
    world.settle()
    return world


def start(begin: date = JANUARY_5, nummer: int = 1, *, is_delete: bool = False) -> Melding:
    return Melding(nummer=nummer, begindatum=begin, is_delete=is_delete)


def stop(eind: date, reden: str = "19", begin: date = JANUARY_5, nummer: int = 1) -> Melding:
    return Melding(nummer=nummer, begindatum=begin, einddatum=eind, reden=reden)


def lose(sides: Sides, number: int) -> None:
    """The message goes out, and the post brings back that it cannot be delivered (Fo01)."""
    mark_sent(bericht_id=number, naam="bericht.xml", at=sides.at)
    post = read_post(postbus.get_uitgaand(number).data, "bericht.xml")
    assert post.envelop is not None
    fault = fo01(
        ontvanger=Systeem(organisatie=P1, applicatie="noaber"),
        cross_refnummer=Referentienummer(post.envelop.referentienummer),
    )
    neem_in(read_post(render_envelop(fault), "fout.xml"), at=sides.at)
    sides.work()


# ── start and stop ───────────────────────────────────────────────────────────────────────────────


def test_what_is_assigned_stands_in_both_books(sides: Sides) -> None:
    theirs, own = sides.toewijzingen()
    assert theirs == own
    assert [version.nummer for version in own] == [1]


def test_a_start_and_a_stop_stand_on_both_sides(sides: Sides) -> None:
    number = sides.report(start())
    message = sent(number)
    (one,) = message.client.start_producten
    assert (one.toewijzing_nummer, one.product, one.toewijzing_ingangsdatum) == (
        1, product(), date(2026, 1, 1),
    )  # fmt: skip
    assert (message.header.afzender, message.header.ontvanger) == (P1, G1)
    assert [done.functie for done in sides.settle()] == ["WMO305", "WMO306"]
    assert status_of(number) == Status.ANSWERED_OK
    theirs, own = sides.leveringen()
    assert theirs == own
    assert own.phase_of(1) is Phase.RUNNING
    sides.report(stop(date(2026, 2, 27), "20"))
    sides.settle()
    sides.report(stop(date(2026, 3, 13)))
    sides.settle()
    theirs, own = sides.leveringen()
    assert theirs == own
    assert own.phase_of(1) is Phase.ENDED


def test_what_was_reported_by_mistake_is_taken_back_on_both_sides(sides: Sides) -> None:
    sides.report(start())
    sides.settle()
    number = sides.report(start(is_delete=True), start(date(2026, 1, 7)))
    assert [one.status_aanlevering for one in sent(number).client.start_producten] == ["3", "1"]
    sides.settle()
    theirs, own = sides.leveringen()
    assert theirs == own
    assert [one.begindatum for one in own.starts] == [date(2026, 1, 7)]


def test_what_the_gemeente_rejects_counts_as_not_reported(sides: Sides) -> None:
    number = sides.report(start())
    assert sides.leveringen()[1].phase_of(1) is Phase.RUNNING
    # It crosses the start, of which the gemeente knows nothing yet.
    sides.decide(Delete(nummer=1), at=time(14))
    done = {one.functie: one for one in sides.settle()}
    assert done["WMO305"].codes == ("9019",)
    assert status_of(number) == Status.ANSWERED_REJECTED
    theirs, own = sides.leveringen()
    assert theirs == own
    assert not own.starts
    assert StartStop.objects.count() == 1, "what was reported stays to be read"


def test_what_a_message_took_back_stands_again_when_it_was_not_delivered(db: None) -> None:
    sides = make_sides(in_envelop=True)
    sides.decide(t1())
    sides.settle()
    sides.report(start())
    sides.settle()
    number = sides.report(start(is_delete=True), start(date(2026, 1, 7)))
    assert [one.begindatum for one in sides.leveringen()[1].starts] == [date(2026, 1, 7)]
    lose(sides, number)
    theirs, own = sides.leveringen()
    assert theirs == own
    assert [one.begindatum for one in own.starts] == [JANUARY_5]


@pytest.mark.parametrize(
    ("melding", "rule"),
    [
        (start(nummer=99), "TR019"),
        (start(date(2026, 2, 2)), "TR326"),
        (start(), "TR074"),
        (stop(date(2026, 2, 27), begin=date(2026, 1, 6)), "TR382"),
        (Melding(nummer=1, begindatum=date(2026, 1, 6), is_delete=True), "TR063"),
    ],
)
def test_what_the_gemeente_must_reject_is_not_sent(
    sides: Sides, melding: Melding, rule: str
) -> None:
    sides.report(start())
    sides.settle()
    count = Bericht.objects.count()
    with pytest.raises(MeldingRefused) as refused:
        sides.report(melding)
    assert refused.value.rule == rule
    assert Bericht.objects.count() == count
    assert StartStop.objects.count() == 2, "one in each of the books"


def test_a_message_that_is_wrong_in_itself_is_not_sent(sides: Sides) -> None:
    with pytest.raises(NotSendable) as refused:
        sides.report(start(sides.today + timedelta(days=1)))
    assert refused.value.rule == "TR134"
    assert not StartStop.objects.exists()
    with pytest.raises(ValueError, match="starts or stops"):
        sides.report(start(), stop(date(2026, 2, 27)))


def test_only_who_may_deliver_for_an_aanbieder_may_report(sides: Sides) -> None:
    controller = Viewer(naam="Co", rollen=frozenset({Rol.CONTROLLER}), doel="toetsen")
    with pytest.raises(NotAllowed):
        meld_start_stop(
            lane=sides.ours(),
            persoon_id=sides.client(),
            meldingen=[start()],
            viewer=controller,
            at=sides.at,
        )


def test_a_start_that_was_not_delivered_counts_again_when_a_second_sending_arrives(
    db: None,
) -> None:
    sides = make_sides(in_envelop=True)
    sides.decide(t1())
    sides.settle()
    number = sides.report(start())
    lose(sides, number)
    assert status_of(number) == Status.FAULTED
    assert not sides.leveringen()[1].starts
    again = verzend_opnieuw(bericht_id=number, viewer=sides.viewer, at=sides.at)
    sides.settle()
    assert status_of(again) == Status.ANSWERED_OK
    theirs, own = sides.leveringen()
    assert theirs == own
    assert own.phase_of(1) is Phase.RUNNING


# ── verzoeken ────────────────────────────────────────────────────────────────────────────────────

S = VerzoekStatus


def vot(referentie: str = "VOT-1", *, code: int = 1) -> Vot:
    wens = Wens(
        product=product(code),
        ingangsdatum=date(2026, 4, 1),
        einddatum=date(2026, 12, 31),
        omvang=hours(2),
    )
    return Vot(aanvragen=(aanvraag(referentie, wens),))


def test_a_verzoek_om_toewijzing_is_asked_taken_in_treatment_and_honoured(sides: Sides) -> None:
    number = sides.ask(vot())
    assert sent(number).client.aangevraagde_producten[0].referentie_aanbieder == "VOT-1"
    assert sides.verzoek("VOT-1") == (S.VERZONDEN,)
    sides.settle()
    assert sides.verzoek("VOT-1") == (S.IN_BEHANDELING, S.IN_BEHANDELING)
    sides.decide(HonourVot(referentie="VOT-1"))
    sides.settle()
    assert sides.verzoek("VOT-1") == (S.GEHONOREERD, S.GEHONOREERD)
    theirs, own = sides.toewijzingen()
    assert theirs == own
    assert own[1].referentie_aanbieder == "VOT-1"


def test_an_answer_without_toewijzing_is_noted_by_both(sides: Sides) -> None:
    sides.ask(vot())
    sides.settle()
    for besluit, status in (
        (Investigate(referentie="VOT-1"), S.IN_ONDERZOEK),
        (Reject(referentie="VOT-1", reden="7"), S.AFGEWEZEN),
    ):
        beantwoord_verzoek(lane=sides.lane(), besluit=besluit, viewer=sides.viewer, at=sides.at)
        sides.settle()
        assert sides.verzoek("VOT-1") == (status, status)


def test_a_verzoek_om_wijziging_names_every_current_toewijzing(sides: Sides) -> None:
    sides.ask(vot())
    sides.settle()
    sides.decide(HonourVot(referentie="VOT-1"))
    sides.settle()
    more = Gewenst(nummer=1, vanaf=date(2026, 4, 1), einddatum=date(2026, 6, 30), omvang=hours(5))
    number = sides.ask(Vow(referentie="VOW-1", gewijzigd=(more,)))
    verzoek = sent(number).client.verzoek
    assert [kept.toewijzing_nummer for kept in verzoek.ongewijzigde_producten] == [2]
    sides.settle()
    sides.decide(HonourVow(referentie="VOW-1"), at=time(14))
    sides.settle()
    assert sides.verzoek("VOW-1") == (S.GEHONOREERD, S.GEHONOREERD)
    theirs, own = sides.toewijzingen()
    assert theirs == own
    assert [(v.nummer, v.omvang and v.omvang.volume) for v in own] == [(1, 3), (2, 2), (3, 5)]


def test_a_rejected_verzoek_counts_as_not_sent_and_its_reference_is_free(sides: Sides) -> None:
    wens = Wens(
        product=Product(categorie="02", code="99999"),
        ingangsdatum=date(2026, 4, 1),
        omvang=hours(2, "4"),
    )
    sides.ask(Vot(aanvragen=(aanvraag("VOT-1", wens),)))
    done = {one.functie: one for one in sides.settle()}
    assert done["WMO315"].codes == ("S329",)
    assert sides.verzoek("VOT-1") == (S.NIET_VERZONDEN,)
    sides.ask(vot("VOT-1"))
    sides.settle()
    assert sides.verzoek("VOT-1") == (S.IN_BEHANDELING, S.NIET_VERZONDEN, S.IN_BEHANDELING)


def test_a_second_verzoek_waits_for_the_first(sides: Sides) -> None:
    sides.ask(vot())
    for _ in range(2):  # on its way, and in treatment
        with pytest.raises(VerzoekRefused) as refused:
            sides.ask(vot("VOT-2"))
        assert refused.value.rule == "TR374"
        sides.settle()
    beantwoord_verzoek(
        lane=sides.lane(),
        besluit=Reject(referentie="VOT-1", reden="7"),
        viewer=sides.viewer,
        at=sides.at,
    )
    sides.settle()
    with pytest.raises(VerzoekRefused) as refused:
        sides.ask(vot("VOT-1"))
    assert refused.value.rule == "TR347"
    sides.ask(vot("VOT-2"))


def test_the_aanbieder_watches_the_term_of_its_verzoek(sides: Sides) -> None:
    sides.ask(vot())
    (row,) = Verzoek.objects.all()
    assert row.uiterlijk == date(2026, 3, 23)
    sides.settle()
    row.refresh_from_db()
    assert (row.status, row.uiterlijk) == (S.IN_BEHANDELING, date(2026, 3, 23))


def test_a_verzoek_that_was_not_delivered_is_sent_again_and_taken_in_treatment(db: None) -> None:
    sides = make_sides(in_envelop=True)
    sides.decide(t1())
    sides.settle()
    number = sides.ask(vot())
    lose(sides, number)
    assert sides.verzoek("VOT-1") == (S.NIET_VERZONDEN,)
    verzend_opnieuw(bericht_id=number, viewer=sides.viewer, at=sides.at)
    assert sides.verzoek("VOT-1") == (S.VERZONDEN,)
    sides.settle()
    assert sides.verzoek("VOT-1") == (S.IN_BEHANDELING, S.IN_BEHANDELING)


# ── declaraties ──────────────────────────────────────────────────────────────────────────────────


def test_a_declaratie_is_judged_and_both_sides_keep_the_same(sides: Sides) -> None:
    sides.today = april()
    good, too_much = prestatie(1), prestatie(1, begindatum="2026-02-01", geleverd_volume=99)
    number = sides.declare(too_much, good, periode=date(2026, 3, 15))
    columns = sent(number)
    assert columns.declaratie.declaratie_periode.begindatum == date(2026, 3, 1)
    assert columns.declaratie.totaal_ingediend_bedrag.cents == good["bedrag"] + too_much["bedrag"]
    done = {one.functie: one for one in sides.settle()}
    assert done["WMO323"].uitkomst is Uitkomst.DEELS
    assert done["WMO323"].codes == ("9321",)
    assert done["WMO325"].uitkomst is Uitkomst.DEELS
    theirs, own = Declaratie.objects.order_by("-is_ontvangen")
    assert (theirs.is_ontvangen, own.is_ontvangen) == (True, False)
    for name in ("declaratie_nummer", "periode", "ingediend_cents", "toegekend_cents", "regels"):
        assert getattr(theirs, name) == getattr(own, name)
    granted = Prestatie.objects.filter(is_granted=True).values("declaratie_id")
    assert list(granted.annotate(sum=Sum("bedrag_cents")).values_list("sum", flat=True)) == [
        good["bedrag"],
        good["bedrag"],
    ]


def test_lines_of_several_clients_come_together_in_the_message(sides: Sides) -> None:
    sides.decide(t1(), bsn=B2)
    sides.settle()
    sides.today = april()
    number = sides.declare(
        prestatie(1),
        prestatie(2, bsn=B2),
        prestatie(1, begindatum="2026-02-01"),
        periode=date(2026, 3, 1),
    )
    lines = sent(number).lines
    assert lines["client"].to_list() == [1, 2, 2]
    assert lines["prestatie"].to_list() == [1, 1, 2]
    assert lines["bsn"].to_list() == sorted([B1, B1, B2])
    assert {one.uitkomst for one in sides.settle()} == {Uitkomst.AKKOORD}


def test_a_declaratie_that_the_gemeente_must_reject_is_not_sent(sides: Sides) -> None:
    sides.today = april()
    twice = [prestatie(1), prestatie(1)]  # the same product and period twice (TR416)
    with pytest.raises(NotSendable) as refused:
        sides.declare(*twice, periode=date(2026, 3, 1))
    assert refused.value.rule == "TR416"
    assert not Bericht.objects.filter(functie="WMO323").exists()


def test_a_declaratie_of_only_credits_takes_back(sides: Sides) -> None:
    sides.today = april()
    debit = prestatie(1)
    sides.declare(debit, periode=date(2026, 3, 1))
    sides.settle()
    number = sides.declare(credit_of(debit), periode=date(2026, 3, 1))
    assert sent(number).declaratie.totaal_ingediend_bedrag.debet_credit == "C"
    sides.settle()
    totals = Declaratie.objects.values_list("is_ontvangen").annotate(sum=Sum("toegekend_cents"))
    assert dict(totals) == {True: 0, False: 0}


def test_lines_may_come_in_any_order_and_with_columns_that_a_message_does_not_have(
    sides: Sides,
) -> None:
    sides.today = april()
    frame = frame_of([prestatie(1), prestatie(1, begindatum="2026-02-01")])
    number = declareer(
        lane=sides.ours(),
        lines=frame.reverse().with_columns(client=pl.lit(7), note=pl.lit("eigen aantekening")),
        periode=date(2026, 3, 1),
        declaratie_nummer="MAART1",
        viewer=sides.viewer,
        at=sides.at,
    )
    columns = sent(number)
    assert columns.declaratie.declaratie_nummer == "MAART1"
    assert columns.lines["begindatum"].to_list() == [date(2026, 2, 1), date(2026, 3, 1)]
