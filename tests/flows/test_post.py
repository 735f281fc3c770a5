# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What a person does about post: watching terms, looking, processing again, sending again."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from noaber.access.types import Rol, Viewer
from noaber.audit.models import Verwerking
from noaber.berichten.xml.write import write
from noaber.flows import inbox, neem_in
from noaber.flows.beantwoord_verzoek import beantwoord_verzoek
from noaber.flows.bewaak import bewaak
from noaber.flows.termijnen import Plaats, TermijnRegel, WrongPlace, list_termijnen
from noaber.flows.toon_bericht import toon_bericht
from noaber.flows.verwerk_opnieuw import verwerk_opnieuw
from noaber.flows.verzend_opnieuw import verzend_opnieuw
from noaber.kernel.wet import Wet
from noaber.partijen import operations as partijen
from noaber.postbus import operations as postbus
from noaber.postbus import queries
from noaber.postbus.models import Bericht, Quarantaine, Signaal
from noaber.postbus.operations import NotResendable
from noaber.postbus.types import AlertKind, PostFilter, Quarantined, Status, Uitkomst
from noaber.toewijzingen.models import ToewijzingVersie, Verzoek
from noaber.toewijzingen.types import HonourVot, Investigate, Reject, VerzendStatus, VerzoekStatus
from tests.flows.twee_kanten import Sides, make_sides
from tests.flows.wereld import B1, G1, P1, World, make_world, moment, t1
from tests.postbus.builders import fo01
from tests.postbus.rijen import as_post, carry, status_of
from tests.toewijzingen.factories import OTHER, aangevraagd, bericht_305, start, vot

EVERYTHING = PostFilter()


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def sides(db: None) -> Sides:
    return make_sides()


def _broken() -> bytes:
    """Breaks its schema."""
    return write(bericht_305(start("2026-01-05", 1))).replace(b"999900134", b"99990013")


def _to_nobody() -> bytes:
    """For a gemeente that never was."""
    return write(bericht_305(start("2026-01-05", 1))).replace(b">1969<", b">9999<")


def due(world: World, before: date, **more: object) -> list[TermijnRegel]:
    return list_termijnen(viewer=world.viewer, before=before, wanted=EVERYTHING, **more)  # type: ignore[arg-type]


# ── terms ────────────────────────────────────────────────────────────────────────────────────────


def test_a_verzoek_states_its_term_and_shows_up_when_it_passes(world: World) -> None:
    answer = world.receive(vot())
    assert answer.done.uitkomst is Uitkomst.AKKOORD
    # Monday 16 March and five working days (OP274).
    last = date(2026, 3, 23)
    assert due(world, last) == []
    (line,) = due(world, date(2026, 3, 24))
    assert (line.uiterlijk, line.is_onze, line.andere) == (last, True, P1)
    assert line.bericht_id == answer.done.bericht_id
    assert bewaak(viewer=world.viewer, at=moment(last)).nieuw == 0
    assert bewaak(viewer=world.viewer, at=moment(date(2026, 3, 24))).verzoeken == 1
    assert bewaak(viewer=world.viewer, at=moment(date(2026, 3, 25))).nieuw == 0
    signal = Signaal.objects.get(soort=AlertKind.VERZOEK)
    assert signal.bericht_id == answer.done.bericht_id
    assert "23-03-2026" in signal.tekst
    assert B1 not in signal.tekst


def test_each_term_of_a_verzoek_is_watched_and_the_last_answer_ends_it(world: World) -> None:
    world.receive(vot())
    verzoek = Verzoek.objects.get()
    beantwoord_verzoek(
        lane=world.lane(), besluit=Investigate(referentie=verzoek.referentie_aanbieder),
        viewer=world.viewer, at=world.at,
    )  # fmt: skip
    # Eight weeks after the Dagtekening (16 March).
    assert [line.uiterlijk for line in due(world, date(2027, 1, 1))] == [date(2026, 5, 11)]
    assert bewaak(viewer=world.viewer, at=moment(date(2026, 5, 12))).verzoeken == 1
    world.today = date(2026, 5, 13)
    beantwoord_verzoek(
        lane=world.lane(), besluit=Reject(referentie=verzoek.referentie_aanbieder, reden="7"),
        viewer=world.viewer, at=world.at,
    )  # fmt: skip
    assert due(world, date(2027, 1, 1)) == []


def test_both_products_of_a_verzoek_are_watched_apart(world: World) -> None:
    world.receive(vot(aangevraagd("V1"), aangevraagd("V2", product=OTHER[Wet.WMO])))
    assert bewaak(viewer=world.viewer, at=moment(date(2026, 3, 24))).verzoeken == 2
    texts = set(Signaal.objects.values_list("tekst", flat=True))
    assert len(texts) == 2


def test_a_301_without_answer_is_late_in_the_books_of_both(sides: Sides) -> None:
    sides.decide(t1())
    for number in queries.list_klaar():
        going = queries.get_uitgaand(number)
        postbus.mark_sent(bericht_id=number, naam="x.xml", at=sides.at)
        neem_in.neem_in(as_post(going.data), at=sides.at)
    lines = due(sides, date(2026, 3, 20))
    assert sorted((line.is_onze, line.administratie) for line in lines) == [
        (False, "1969"),
        (True, P1),
    ]


def test_messages_and_verzoeken_are_one_list_that_pages_without_a_gap(world: World) -> None:
    world.receive(vot(aangevraagd("V1"), aangevraagd("V2", product=OTHER[Wet.WMO])))
    made = world.decide(t1())
    assert made.bericht_id is not None
    carry(world, made.bericht_id)
    world.take_in(bericht_305(start("2026-01-05", 1)))
    whole = due(world, date(2026, 12, 31))
    assert [line.plaats.soort for line in whole] == ["bericht", "bericht", "verzoek", "verzoek"]
    assert all(one.plaats < two.plaats for one, two in pairwise(whole))
    paged: list[TermijnRegel] = []
    while page := due(
        world, date(2026, 12, 31), after=paged[-1].plaats if paged else None, limit=1
    ):
        paged += page
    assert paged == whole
    assert Plaats.parse(str(whole[-1].plaats)) == whole[-1].plaats


@pytest.mark.parametrize(
    "text", ["", "x", "2026-03-16.bericht", "2026-03-16.iets.3", "16-03-2026.bericht.3",
             "2026-03-16.bericht.-1", "2026-03-16.bericht.99999999999999999999"],
)  # fmt: skip
def test_a_place_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(WrongPlace):
        Plaats.parse(text)


# ── looking ──────────────────────────────────────────────────────────────────────────────────────


def test_a_look_shows_the_outside_the_history_and_the_content_masked(world: World) -> None:
    world.decide(t1())
    answer = world.receive(bericht_305(start("2026-01-05", 1)))
    found = toon_bericht(bericht_id=answer.done.bericht_id, viewer=world.viewer, at=world.at)
    assert found.detail.regel.stand == "akkoord"
    assert [pointer.id for pointer in found.detail.antwoorden] == [answer.done.antwoord_id]
    assert [event.wat for event in found.detail.gebeurtenissen][:1] == ["ontvangen en bewaard"]
    assert any("verwerkt: akkoord" in event.wat for event in found.detail.gebeurtenissen)
    text = " ".join(line.text for line in found.inhoud)
    assert "2026" in text
    assert B1 not in text
    assert found.bevindingen == ()


def test_every_look_is_logged_with_who_and_why(world: World) -> None:
    answer = world.receive(bericht_305(start("2026-01-05", 1)))
    viewer = Viewer(naam="An", rollen=frozenset({Rol.BACKOFFICE}), doel="klacht van een bewoner")
    before = Verwerking.objects.count()
    for _ in range(2):
        found = toon_bericht(bericht_id=answer.done.bericht_id, viewer=viewer, at=world.at)
    assert Verwerking.objects.count() == before + 2
    row = Verwerking.objects.latest("pk")
    assert (row.actor, row.doel, row.handeling) == (
        "An", "klacht van een bewoner", "WMO305 bekijken",
    )  # fmt: skip
    assert (row.onderwerp_soort, row.onderwerp_id) == ("bericht", answer.done.bericht_id)
    # The second look sees the first, and that it was processed.
    assert [line.actor for line in found.verwerkingen] == ["An", world.viewer.naam]


def test_what_could_not_be_read_shows_why(world: World) -> None:
    answer = world.receive(_broken())
    found = toon_bericht(bericht_id=answer.done.bericht_id, viewer=world.viewer, at=world.at)
    assert found.inhoud == ()
    assert found.bevindingen
    assert found.detail.regel.stand == "schema klopt niet"
    assert "99990013" not in " ".join(found.bevindingen)


def test_a_foutbericht_shows_its_code_and_what_to_do(world: World) -> None:
    bericht_id = _enclosed_301(world)
    fault_id = _not_delivered(world, bericht_id)
    found = toon_bericht(bericht_id=fault_id, viewer=world.viewer, at=world.at)
    assert found.detail.regel.soort == "Fo01"
    assert found.detail.envelop is not None
    assert found.detail.envelop.fout.startswith("IB010: ")
    assert found.detail.antwoord_op is not None
    assert found.detail.antwoord_op.id == bericht_id
    assert found.inhoud == ()


def test_every_message_that_is_processed_is_in_the_log(world: World) -> None:
    world.receive(bericht_305(start("2026-01-05", 1)))
    world.receive(_broken())
    world.receive(_to_nobody())
    processed = set(Bericht.objects.filter(status="verwerkt").values_list("pk", flat=True))
    logged = set(Verwerking.objects.values_list("onderwerp_id", flat=True))
    assert len(processed) == 3
    assert processed <= logged


# ── processing again ─────────────────────────────────────────────────────────────────────────────


def test_a_message_is_processed_again_when_the_cause_is_gone(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.decide(t1())
    received = world.take_in(bericht_305(start("2026-01-05", 1)))
    with monkeypatch.context() as broken:
        broken.setitem(inbox.FLOWS, "305", _break)  # type: ignore[arg-type]
        for _ in range(3):
            with pytest.raises(inbox.ProcessingFailed):
                inbox.process_next(viewer=world.viewer, at=world.at)
    aside = Quarantaine.objects.get()
    assert "RuntimeError" in aside.reden
    done = verwerk_opnieuw(quarantaine_id=aside.pk, viewer=world.viewer, at=world.at)
    assert done.regel is not None
    assert (done.regel.id, done.regel.stand, done.reden) == (received.bericht_id, "akkoord", "")
    assert Quarantaine.objects.get().besluit == "opnieuw verwerken"
    history = queries.get_detail(viewer=world.viewer, bericht_id=done.regel.id).gebeurtenissen
    assert any(event.door == world.viewer.naam for event in history)


def _break(*_: object) -> None:
    raise RuntimeError("een fout van ons")


def test_what_is_still_wrong_stands_in_quarantaine_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    received = world.take_in(bericht_305(start("2026-01-05", 1)))
    assert received.bericht_id is not None
    postbus.put_in_quarantaine(
        bericht_id=received.bericht_id, outcome=Quarantined(reason="Wacht."), at=world.at
    )
    monkeypatch.setitem(inbox.FLOWS, "305", _break)  # type: ignore[arg-type]
    done = verwerk_opnieuw(
        quarantaine_id=Quarantaine.objects.get().pk, viewer=world.viewer, at=world.at
    )
    assert done.regel is not None
    assert done.regel.stand == "quarantaine"
    assert "RuntimeError" in done.reden
    assert Quarantaine.objects.filter(afgehandeld_at__isnull=True).count() == 1


def test_post_for_books_that_are_opened_later_is_taken_in_again(world: World) -> None:
    data = write(bericht_305(start("2026-01-05", 1))).replace(b">1969<", b">0014<")
    world.take_in(data)
    first = Quarantaine.objects.get()
    still = verwerk_opnieuw(quarantaine_id=first.pk, viewer=world.viewer, at=world.at)
    assert still.regel is None
    assert "geen administratie" in still.reden
    partijen.register_administratie(
        code="0014", naam="Groningen", in_envelop=False, viewer=world.viewer
    )
    again = Quarantaine.objects.get(afgehandeld_at__isnull=True)
    assert again.pk != first.pk
    done = verwerk_opnieuw(quarantaine_id=again.pk, viewer=world.viewer, at=world.at)
    assert done.regel is not None
    assert (done.regel.administratie, done.regel.stand) == ("0014", "afgekeurd")
    assert not Quarantaine.objects.filter(afgehandeld_at__isnull=True).exists()


def test_a_message_in_no_lane_waits_for_the_next_run(world: World) -> None:
    received = world.take_in(_to_nobody())
    assert received.bericht_id is not None
    postbus.put_in_quarantaine(
        bericht_id=received.bericht_id, outcome=Quarantined(reason="Wacht."), at=world.at
    )
    done = verwerk_opnieuw(
        quarantaine_id=Quarantaine.objects.get().pk, viewer=world.viewer, at=world.at
    )
    assert done.waits


# ── sending again ────────────────────────────────────────────────────────────────────────────────


def _enclosed_301(world: World) -> int:
    from noaber.partijen.models import Administratie  # noqa: PLC0415

    Administratie.objects.filter(pk=world.administratie().id).update(in_envelop=True)
    made = world.decide(t1())
    assert made.bericht_id is not None
    carry(world, made.bericht_id)
    return made.bericht_id


def _not_delivered(world: World, bericht_id: int) -> int:
    sent = Bericht.objects.get(pk=bericht_id)
    assert sent.referentienummer is not None
    fault = fo01(cross_refnummer=sent.referentienummer, referentienummer=_next_number())
    received = neem_in.neem_in(as_post(fault), at=world.at)
    assert received.bericht_id is not None
    world.work()
    return received.bericht_id


def _next_number() -> str:
    from uuid import uuid4  # noqa: PLC0415

    return str(uuid4())


def test_a_toewijzing_that_was_not_delivered_is_on_its_way_again(world: World) -> None:
    first = _enclosed_301(world)
    _not_delivered(world, first)
    assert ToewijzingVersie.objects.get().status == VerzendStatus.NIET_AFGELEVERD
    again = verzend_opnieuw(bericht_id=first, viewer=world.viewer, at=world.at)
    version = ToewijzingVersie.objects.get()
    assert (version.status, version.bericht_id) == (VerzendStatus.VERZONDEN, again)
    carry(world, again)
    _not_delivered(world, again)
    assert status_of(again) == Status.FAULTED
    assert ToewijzingVersie.objects.get().status == VerzendStatus.NIET_AFGELEVERD
    with pytest.raises(NotResendable):
        verzend_opnieuw(bericht_id=first, viewer=world.viewer, at=world.at)


def _honoured(world: World) -> int:
    from noaber.partijen.models import Administratie  # noqa: PLC0415

    world.receive(vot())
    Administratie.objects.filter(pk=world.administratie().id).update(in_envelop=True)
    made = world.decide(HonourVot(referentie=Verzoek.objects.get().referentie_aanbieder))
    assert made.bericht_id is not None
    carry(world, made.bericht_id)
    return made.bericht_id


def test_a_verzoek_is_answered_again_with_the_301_that_goes_again(world: World) -> None:
    first = _honoured(world)
    _not_delivered(world, first)
    verzoek = Verzoek.objects.get()
    assert (verzoek.status, verzoek.antwoord_id) == (VerzoekStatus.IN_BEHANDELING, None)
    again = verzend_opnieuw(bericht_id=first, viewer=world.viewer, at=world.at)
    verzoek = Verzoek.objects.get()
    assert (verzoek.status, verzoek.antwoord_id, verzoek.uiterlijk) == (
        VerzoekStatus.GEHONOREERD, again, None,
    )  # fmt: skip


def test_a_message_that_goes_again_is_logged_once_and_one_that_does_not_is_not(
    world: World,
) -> None:
    first = _enclosed_301(world)
    _not_delivered(world, first)
    viewer = Viewer(naam="An", rollen=frozenset({Rol.BACKOFFICE}), doel="storing bij de aanbieder")
    before = Verwerking.objects.count()
    again = verzend_opnieuw(bericht_id=first, viewer=viewer, at=world.at)
    assert Verwerking.objects.count() == before + 1
    row = Verwerking.objects.latest("pk")
    assert (row.actor, row.doel, row.handeling, row.administratie) == (
        "An", "storing bij de aanbieder", "WMO301 opnieuw verzenden", G1,
    )  # fmt: skip
    assert (row.onderwerp_soort, row.onderwerp_id) == ("bericht", first)
    with pytest.raises(NotResendable):  # it still lies ready
        verzend_opnieuw(bericht_id=again, viewer=viewer, at=world.at)
    assert Verwerking.objects.count() == before + 1


def test_an_answer_that_was_overtaken_does_not_go_again(world: World) -> None:
    first = _honoured(world)
    _not_delivered(world, first)
    beantwoord_verzoek(
        lane=world.lane(),
        besluit=Reject(referentie=Verzoek.objects.get().referentie_aanbieder, reden="7"),
        viewer=world.viewer,
        at=world.at,
    )
    count = Bericht.objects.count()
    with pytest.raises(NotResendable, match="ander antwoord"):
        verzend_opnieuw(bericht_id=first, viewer=world.viewer, at=world.at)
    assert Bericht.objects.count() == count
    assert Verzoek.objects.get().status == VerzoekStatus.AFGEWEZEN


def test_a_late_301_goes_again_and_its_answer_confirms_it(sides: Sides) -> None:
    made = sides.decide(t1())
    assert made.bericht_id is not None
    carry(sides, made.bericht_id)  # and lost on the way
    sides.today = date(2026, 3, 20)
    assert bewaak(viewer=sides.viewer, at=sides.at).berichten == 1
    again = verzend_opnieuw(bericht_id=made.bericht_id, viewer=sides.viewer, at=sides.at)
    sides.settle()
    assert status_of(again) == Status.ANSWERED_OK
    assert status_of(made.bericht_id) == Status.OVERDUE
    version = ToewijzingVersie.objects.get(toewijzing__lane=sides.lane().id)
    assert (version.status, version.bericht_id) == (VerzendStatus.BEVESTIGD, again)
    assert due(sides, date(2027, 1, 1)) == []
