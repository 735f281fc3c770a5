# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The whole chain through real bytes: from a decision to what is to be paid and booked."""

from datetime import date

import pytest
from django.db.models import Sum

from noaber.berichten.definitions.messages import Bericht301
from noaber.berichten.judge import Outcome, judge_bytes
from noaber.budgetten.models import Boeking
from noaber.declaraties.models import Betaalregel, Declaratie, Prestatie
from noaber.postbus import queries as postbus
from noaber.postbus.models import Bericht
from noaber.postbus.types import Duplicate, InStatus, Uitkomst
from noaber.toewijzingen.models import ToewijzingVersie
from noaber.toewijzingen.types import Delete, HasGrantedPrestaties, Shorten
from tests.declaraties.factories import credit_of
from tests.flows.declareren import april, bericht_323, prestatie
from tests.flows.wereld import B1, B2, World, make_world, t1
from tests.postbus.rijen import answer_of
from tests.toewijzingen.factories import bericht_305, bericht_307, start, stop


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def committed() -> dict[date, tuple[int, int]]:
    rows = Boeking.objects.values_list("maand").annotate(
        most=Sum("max_cents"), expected=Sum("verwacht_cents")
    )
    return {month: (most, expected) for month, most, expected in rows.order_by("maand")}


def test_a_decision_is_kept_sent_and_committed_at_once(world: World) -> None:
    made = world.decide(t1())
    assert made.nummers == (1,)
    assert made.bericht_id is not None
    sent = judge_bytes(postbus.get_raw(made.bericht_id))
    assert sent.outcome is Outcome.VALID
    assert isinstance(sent.value, Bericht301)
    (product,) = sent.value.client.toegewezen_producten
    assert (product.toewijzing_nummer, product.einddatum) == (1, date(2026, 6, 30))
    assert ToewijzingVersie.objects.get().status == "verzonden"
    # docs/algorithms/verplichtingen.md, T1: 5, 4, 5, 4, 4 and 5 weeks of 3 hours at 60,00.
    assert [most for most, _ in committed().values()] == [
        90_000, 72_000, 90_000, 72_000, 72_000, 90_000,
    ]  # fmt: skip


def test_start_and_stop_are_judged_by_what_came_before(world: World) -> None:
    world.decide(t1())
    assert world.receive(bericht_305(start("2026-01-05", 1))).done.uitkomst is Uitkomst.AKKOORD
    second = world.receive(bericht_305(start("2026-02-02", 1)))
    assert (second.header, second.codes) == (("0200",), ("9326",))
    unknown = world.receive(bericht_305(start("2026-02-02", 99)))
    assert unknown.codes == ("9019",)
    ended = world.receive(bericht_307(stop("2026-01-05", "2026-02-10", "19", 1)))
    assert ended.done.uitkomst is Uitkomst.AKKOORD
    # A definitive stop frees what is expected of later months; the toewijzing stays valid.
    assert committed()[date(2026, 3, 1)] == (90_000, 0)
    assert committed()[date(2026, 2, 1)] == (72_000, 72_000)


def test_a_declaratie_is_judged_kept_booked_and_to_be_paid(world: World) -> None:
    world.decide(t1())
    world.today = april()
    good, too_much = prestatie(1), prestatie(1, begindatum="2026-02-01", geleverd_volume=99)
    answer = world.receive(bericht_323([good, too_much]))
    assert answer.done.uitkomst is Uitkomst.DEELS
    assert answer.codes == ("9321",)
    assert answer.columns.lines["referentie_nummer"].to_list() == [too_much["referentie_nummer"]]
    assert answer.columns.antwoord.totaal_toegekend_bedrag.cents == 54_000
    stand = answer.done.declaratie
    assert stand is not None
    assert (stand.regels, stand.afgewezen, stand.toegekend) == (2, 1, 54_000)
    assert Declaratie.objects.get().toegekend_cents == 54_000
    assert Betaalregel.objects.get().bedrag_cents == 54_000
    realised = Boeking.objects.get(soort="realisatie")
    assert (realised.maand, realised.boekmaand, realised.bedrag_cents) == (
        date(2026, 3, 1), date(2026, 4, 1), 54_000,
    )  # fmt: skip


def test_what_was_granted_before_counts_and_a_credit_frees_it(world: World) -> None:
    world.decide(t1())
    world.today = april()
    first = prestatie(1, geleverd_volume=18)
    assert world.receive(bericht_323([first])).done.uitkomst is Uitkomst.AKKOORD
    again = world.receive(bericht_323([prestatie(1)]))
    assert again.codes == ("9389",)
    mended = prestatie(1, geleverd_volume=9)
    both = world.receive(bericht_323([mended, credit_of(first)]))
    assert both.done.uitkomst is Uitkomst.AKKOORD
    assert both.done.declaratie is not None
    assert both.done.declaratie.toegekend == 54_000 - 108_000
    last = Prestatie.objects.filter(is_granted=True).order_by("-declaratie_id").first()
    assert last is not None
    assert (last.stand_uren, last.stand_overig, last.stand_cents) == (9, 0, 54_000)
    twice = world.receive(bericht_323([credit_of(first)]))
    assert twice.codes == ("9390",)


def test_a_client_without_any_toewijzing_is_refused_and_nothing_of_it_is_kept(
    world: World,
) -> None:
    world.decide(t1())
    world.today = april()
    answer = world.receive(bericht_323([prestatie(1), prestatie(1, bsn=B2)]))
    assert answer.codes == ("8187",)
    refused = Prestatie.objects.get(is_granted=False)
    assert (refused.toewijzing_id, refused.codes) == (None, [])


def test_the_same_message_twice_is_processed_once(world: World) -> None:
    world.decide(t1())
    message = bericht_305(start("2026-01-05", 1))
    first = world.receive(message)
    count = Bericht.objects.count()
    again = world.take_in(message)
    assert isinstance(again.outcome, Duplicate)
    assert again.bericht_id == first.done.bericht_id
    assert world.work() == {}
    assert Bericht.objects.count() == count
    assert answer_of(first.done.bericht_id) == first.done.antwoord_id


def test_another_message_under_a_used_identificatie_gets_9056(world: World) -> None:
    world.decide(t1())
    world.receive(bericht_305(start("2026-01-05", 1), identificatie="I1"))
    answer = world.receive(bericht_305(start("2026-01-06", 1), identificatie="I1"))
    assert answer.header == ("9056",)
    other_kind = world.receive(
        bericht_307(stop("2026-01-05", "2026-01-30", "19", 1), identificatie="I1")
    )
    assert other_kind.done.uitkomst is Uitkomst.AKKOORD


def test_a_toewijzing_with_granted_prestaties_is_not_deleted(world: World) -> None:
    world.decide(t1())
    world.today = april()
    world.receive(bericht_323([prestatie(1)]))
    with pytest.raises(HasGrantedPrestaties):
        world.decide(Delete(nummer=1), bsn=B1)


def test_after_shortening_what_was_approved_stays_and_the_rest_falls_free(world: World) -> None:
    world.decide(t1())
    world.today = april()
    world.receive(bericht_323([prestatie(1)]))
    world.decide(Shorten(nummer=1, einddatum=date(2026, 2, 28)), reden="05")
    # 540,00 is approved in March and stays committed; the rest of March and later months go.
    assert [most for most, _ in committed().values()] == [90_000, 72_000, 54_000, 0, 0, 0]
    later = world.receive(bericht_323([prestatie(1, begindatum="2026-03-01")]))
    assert later.codes == ("9308",)


def test_a_message_that_breaks_its_schema_is_kept_and_not_answered(world: World) -> None:
    answer = world.receive(_broken_305())
    assert answer.done.uitkomst is Uitkomst.NIET_LEESBAAR
    assert answer.data is None
    assert Bericht.objects.get().status == InStatus.VERWERKT


def _broken_305() -> bytes:
    from noaber.berichten.xml.write import write  # noqa: PLC0415

    return write(bericht_305(start("2026-01-05", 1))).replace(b"999900134", b"99990013")
