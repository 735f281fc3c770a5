# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Agreements of the standard about the process, which no retourcode guards, on the real chain."""

from dataclasses import replace
from datetime import date, time

import pytest
from django.db import IntegrityError, transaction

from noaber.berichten.definitions import groups as g
from noaber.berichten.definitions.groups import Omvang
from noaber.berichten.definitions.groups import Product as Group
from noaber.berichten.judge import judge_bytes
from noaber.contracten import operations as contracten
from noaber.contracten import queries as contracten_queries
from noaber.contracten.types import Product, Tarief
from noaber.declaraties.models import Prestatie
from noaber.declaraties.operations.send import ZeroPrestatie
from noaber.flows.beantwoord_verzoek import beantwoord_verzoek
from noaber.flows.verstuur import NotSendable
from noaber.kernel.bsn import InvalidBsn
from noaber.kernel.period import Period
from noaber.kernel.wet import Wet
from noaber.partijen import operations as partijen
from noaber.partijen import queries as partijen_queries
from noaber.partijen.types import Naaste, Persoonsgegevens
from noaber.postbus import queries as postbus
from noaber.postbus.models import Bericht, Signaal
from noaber.toewijzingen.models import StartStop, Verzoek
from noaber.toewijzingen.operations import reopen_verzoeken
from noaber.toewijzingen.types import (
    Assign,
    BuitenBerichten,
    CannotAnswer,
    HonourVot,
    Investigate,
    Melding,
    NamesAPerson,
    OverlapsPgb,
    Prolong,
    Reject,
    Shorten,
    StartPgb,
    Vot,
    Wens,
)
from tests.flows.declareren import april, bericht_323, prestatie
from tests.flows.twee_kanten import Sides, aanvraag, make_sides
from tests.flows.wereld import (
    B1,
    B2,
    BACKOFFICE,
    G1,
    P1,
    P2,
    PRODUCTS,
    Answer,
    World,
    make_world,
    t1,
)
from tests.toewijzingen.factories import aangevraagd, bericht_305, bericht_307, start, stop, vot


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def sides(db: None) -> Sides:
    made = make_sides()
    made.decide(t1())
    made.settle()
    return made


def product(wet: Wet = Wet.WMO, n: int = 0) -> Group:
    categorie, code = PRODUCTS[wet][n]
    return Group(categorie=categorie, code=code)


def wens(**changes: object) -> Wens:
    return replace(t1().wens, **changes)  # type: ignore[arg-type]


def answer_verzoek(world: World, besluit: Investigate | Reject, wet: Wet = Wet.WMO) -> int:
    return beantwoord_verzoek(
        lane=world.lane(wet=wet), besluit=besluit, viewer=world.viewer, at=world.at
    )


def read(number: int | None):  # type: ignore[no-untyped-def]
    assert number is not None
    verdict = judge_bytes(postbus.get_payload(number))
    return verdict.value or verdict.columns


def warned() -> set[str]:
    return set(Signaal.objects.exclude(regel="").values_list("regel", flat=True))


# ── OP003: kept out of what is sent ──────────────────────────────────────────────────────────────


def keep_out(world: World, code: str, bsn: str, *, is_buiten: bool = True) -> None:
    administratie = world.administratie(code)
    number = partijen_queries.find_persoon(administratie.id, bsn)
    assert number is not None
    partijen.set_buiten_berichten(
        administratie=administratie,
        persoon_id=number,
        is_buiten=is_buiten,
        viewer=BACKOFFICE,
        at=world.at,
    )


@pytest.mark.regel("OP003")
def test_about_who_is_kept_out_a_gemeente_sends_nothing(world: World) -> None:
    world.receive(vot(aangevraagd("1")))
    keep_out(world, G1, B1)
    before = Bericht.objects.count()
    for act in (
        lambda: world.decide(t1()),
        lambda: world.decide(HonourVot(referentie="1")),
        lambda: answer_verzoek(world, Investigate(referentie="1")),
    ):
        with pytest.raises(BuitenBerichten, match="op papier"):
            act()
    assert Bericht.objects.count() == before
    world.decide(t1(), bsn=B2)
    keep_out(world, G1, B1, is_buiten=False)
    assert world.decide(HonourVot(referentie="1")).bericht_id is not None


@pytest.mark.regel("OP003")
def test_about_who_is_kept_out_an_aanbieder_sends_nothing(sides: Sides) -> None:
    keep_out(sides, P1, B1)
    sides.today = april()
    before = Bericht.objects.count()
    later = wens(ingangsdatum=date(2026, 7, 1), einddatum=date(2026, 12, 31))
    for act in (
        lambda: sides.report(Melding(nummer=1, begindatum=date(2026, 1, 5))),
        lambda: sides.ask(Vot(aanvragen=(aanvraag("1", later),))),
        lambda: sides.declare(prestatie(1), periode=date(2026, 3, 1)),
    ):
        with pytest.raises(BuitenBerichten):
            act()
    assert Bericht.objects.count() == before


# ── OP043: no toewijzing beside a pgb ────────────────────────────────────────────────────────────


@pytest.mark.regel("OP043")
def test_a_pgb_is_remembered_and_nothing_is_assigned_on_its_days(world: World) -> None:
    world.decide(t1())
    pgb = StartPgb(product=product(), period=Period(date(2026, 5, 1), None))
    world.decide(pgb, at=time(10))
    with pytest.raises(OverlapsPgb):
        world.decide(Prolong(nummer=1, einddatum=date(2026, 12, 31)), at=time(11))
    with pytest.raises(OverlapsPgb):
        world.decide(Assign(wens=wens(ingangsdatum=date(2026, 6, 1))), aanbieder=P2, at=time(11))
    other = Assign(wens=wens(product=product(n=1), ingangsdatum=date(2026, 6, 1)))
    assert world.decide(other, at=time(12)).bericht_id is not None


@pytest.mark.regel("OP043")
def test_what_runs_at_another_aanbieder_beside_a_pgb_is_pointed_out(world: World) -> None:
    world.decide(t1(), aanbieder=P2)
    world.decide(t1())
    pgb = StartPgb(product=product(), period=Period(date(2026, 5, 1), None))
    made = world.decide(pgb, at=time(10))
    texts = [finding.text for finding in made.warnings if finding.rule == "OP043"]
    assert len(texts) == 1
    assert P2 in texts[0]
    # The other toewijzing can be ended with the same decision there.
    assert not [w for w in world.decide(pgb, aanbieder=P2, at=time(11)).warnings if w.rule]


# ── OP191: free text names nobody ────────────────────────────────────────────────────────────────


@pytest.mark.regel("OP191")
@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"Bel over {B1}", "een BSN"),
        ("Mail naar bo@voorbeeld.nl", "een e-mailadres"),
        ("Bel 06-12 34 56 78", "een telefoonnummer"),
        ("Bel +31 20 123 4567", "een telefoonnummer"),
    ],
)
def test_a_commentaar_that_points_at_a_person_is_not_sent(
    world: World, text: str, said: str
) -> None:
    with pytest.raises(NamesAPerson, match=said) as refused:
        world.decide(Assign(wens=wens(commentaar=text)))
    assert text not in str(refused.value)
    assert not Bericht.objects.exists()


@pytest.mark.regel("OP191")
def test_neither_by_an_aanbieder(sides: Sides) -> None:
    asked = wens(ingangsdatum=date(2026, 7, 1), einddatum=date(2026, 12, 31), commentaar=B2)
    with pytest.raises(NamesAPerson):
        sides.ask(Vot(aanvragen=(aanvraag("1", asked),)))


@pytest.mark.regel("OP191")
def test_a_long_commentaar_is_pointed_out_and_sent(world: World) -> None:
    made = world.decide(Assign(wens=wens(commentaar="rustig " * 40)))
    assert "OP191" in {finding.rule for finding in made.warnings}
    short = world.decide(Assign(wens=wens(commentaar="2 ochtenden")), bsn=B2)
    assert "OP191" not in {finding.rule for finding in short.warnings}


# ── OP296: what is asked is in the contract ──────────────────────────────────────────────────────


@pytest.mark.regel("OP296")
@pytest.mark.parametrize(
    ("asked", "is_warned"),
    [
        ({}, False),
        ({"van": "2019-06-01", "tot": "2019-12-31"}, True),  # before the contract
        ({"product": Group(categorie="07"), "omvang": None}, False),
        ({"product": Group(categorie="03"), "omvang": None}, True),
    ],
)
def test_a_verzoek_outside_the_contract_is_accepted_and_pointed_out(
    world: World, asked: dict[str, object], is_warned: bool
) -> None:
    answer = world.receive(vot(aangevraagd("1", **asked)))  # type: ignore[arg-type]
    assert answer.codes == ()
    assert ("OP296" in warned()) is is_warned


# ── OP359 and OP274: who waits how long ──────────────────────────────────────────────────────────


@pytest.mark.regel("OP274", "OP346", "OP359")
@pytest.mark.parametrize(
    ("wet", "on_woonplaats", "due"),
    [
        (Wet.WMO, False, date(2026, 5, 11)),  # 8 weeks after the Dagtekening
        (Wet.JW, False, date(2026, 5, 11)),
        (Wet.JW, True, date(2026, 3, 30)),  # 14 days after receipt
    ],
)
def test_in_onderzoek_gives_eight_weeks_and_for_the_woonplaats_two(
    world: World, wet: Wet, on_woonplaats: bool, due: date
) -> None:
    world.receive(vot(aangevraagd("1", product=product(wet)), wet=wet))
    assert Verzoek.objects.get().uiterlijk == date(2026, 3, 23), "five working days"
    answer_verzoek(world, Investigate(referentie="1", on_woonplaats=on_woonplaats), wet)
    assert Verzoek.objects.get().uiterlijk == due


@pytest.mark.regel("OP359")
def test_the_woonplaatsbeginsel_is_no_reason_under_the_wmo(world: World) -> None:
    world.receive(vot(aangevraagd("1")))
    with pytest.raises(CannotAnswer, match="Jeugdwet"):
        answer_verzoek(world, Investigate(referentie="1", on_woonplaats=True))
    assert Verzoek.objects.get().status == "in behandeling"


@pytest.mark.regel("TR360", "OP344")
def test_a_rejected_319_leaves_a_verzoek_in_onderzoek_that_was_so_before(world: World) -> None:
    """In onderzoek may be told once; what the aanbieder accepted stays told."""
    world.receive(vot(aangevraagd("1")))
    answer_verzoek(world, Investigate(referentie="1"))
    told = Verzoek.objects.get()
    number = answer_verzoek(world, Reject(referentie="1", reden="7"))
    reopen_verzoeken(bericht_id=number)
    again = Verzoek.objects.get()
    assert (again.status, again.uiterlijk, again.antwoord_id) == (
        "in onderzoek",
        told.uiterlijk,
        told.antwoord_id,
    )
    with pytest.raises(CannotAnswer, match="één keer"):
        answer_verzoek(world, Investigate(referentie="1"))
    # But when the message "in onderzoek" itself was rejected, nothing was told.
    reopen_verzoeken(bericht_id=told.antwoord_id)
    assert Verzoek.objects.get().status == "in behandeling"


# ── persons around a client ──────────────────────────────────────────────────────────────────────

CHILD = "999900158"


def child(*naasten: Naaste) -> Persoonsgegevens:
    """A girl of ten."""
    world = World()
    known = partijen_queries.get_persoon(world.persoon(B1), on=world.today, viewer=BACKOFFICE)
    return replace(
        known, bsn=CHILD, geboortedatum=date(2016, 1, 9), achternaam="Kind", naasten=naasten
    )


def naaste(**changes: object) -> Naaste:
    base = Naaste(
        nummer="1",
        soort="10",
        achternaam="Ouder",
        geboortedatum=date(1985, 2, 3),
        geslacht="1",
        telefoonnummer="0201234567",
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def assigned_child(world: World, *naasten: Naaste):  # type: ignore[no-untyped-def]
    partijen.register_persoon(administratie=world.administratie(), persoon=child(*naasten))
    made = world.decide(t1(Wet.JW), bsn=CHILD, wet=Wet.JW)
    return read(made.bericht_id), {finding.rule for finding in made.warnings}


@pytest.mark.regel("OP001", "OP002", "OP071", "OP076", "OP091", "IV002", "IV046", "IV047")
def test_the_ouder_of_a_child_is_recorded_and_stands_in_the_jw301(world: World) -> None:
    message, rules = assigned_child(world, naaste())
    assert not rules & {"OP002", "OP002x2"}
    (relatie,) = message.client.relaties
    assert (relatie.nummer, relatie.soort) == ("1", "10")
    assert relatie.naam.geslachtsnaam.achternaam == "Ouder"
    assert message.header.afzender == G1
    for contact in (*message.client.contactgegevens, relatie.contact):
        assert contact.soort
        assert contact.organisatie is None
    # A number stays with its person: told again it is the same relatie, brought up to date.
    again = child(naaste(telefoonnummer="0207654321"))
    partijen.register_persoon(administratie=world.administratie(), persoon=again)
    known = partijen_queries.get_persoon(world.persoon(CHILD), on=world.today, viewer=BACKOFFICE)
    assert [(n.nummer, n.telefoonnummer) for n in known.naasten] == [("1", "0207654321")]


@pytest.mark.regel("OP002")
def test_a_child_without_a_gezagsdrager_is_pointed_out(world: World) -> None:
    assert "OP002" in assigned_child(world)[1]


@pytest.mark.regel("OP002x2")
def test_a_client_who_is_a_relatie_too_is_pointed_out(world: World) -> None:
    client = child()
    twice = naaste(
        nummer="2",
        achternaam=client.achternaam,
        geboortedatum=client.geboortedatum,
        geslacht=client.geslacht,
    )
    assert "OP002x2" in assigned_child(world, naaste(), twice)[1]


@pytest.mark.regel("IV045")
def test_an_organisation_that_is_voogd_is_named_as_one(sides: Sides) -> None:
    voogd = naaste(soort="11", achternaam="Jeugdbescherming", geboortedatum=None, naam_gebruik="6")
    message, rules = assigned_child(sides, replace(voogd, geslacht=""))
    assert message.client.relaties[0].naam.naam_gebruik == "6"
    assert "OP002" not in rules
    sides.settle()
    known = partijen_queries.get_persoon(sides.client(CHILD), on=sides.today, viewer=BACKOFFICE)
    assert [(n.achternaam, n.naam_gebruik) for n in known.naasten] == [("Jeugdbescherming", "6")]


# ── what does not matter to the verdict ──────────────────────────────────────────────────────────


@pytest.mark.regel("OP039")
def test_other_personal_data_than_ours_are_no_ground_to_refuse(world: World) -> None:
    world.decide(t1())
    message = bericht_305(start("2026-01-05", 1))
    other = replace(
        message.client,
        geslacht="1",
        geboortedatum=g.Geboortedatum(datum=date(1971, 7, 7)),
        naam=replace(message.client.naam, geslachtsnaam=g.Achternaam(achternaam="Anders")),
    )
    assert world.receive(replace(message, client=other)).codes == ()


@pytest.mark.regel("OP369", "OP271", "OP272", "OP295")
def test_a_start_is_kept_with_the_day_on_which_help_began_and_late_is_only_pointed_out(
    world: World,
) -> None:
    world.decide(t1())
    assert world.receive(bericht_307(stop("2026-01-05", "2026-01-30", "19", 1))).codes == ("9069",)
    world.today = date(2026, 3, 30)
    late = {"dagtekening": "2026-03-30"}
    assert world.receive(bericht_305(start("2026-01-05", 1), **late)).codes == ()
    assert world.receive(bericht_307(stop("2026-01-05", "2026-01-30", "19", 1), **late)).codes == ()
    assert {"OP271", "OP272"} <= warned()
    assert StartStop.objects.filter(einddatum=None).get().begindatum == date(2026, 1, 5)
    tomorrow = world.receive(bericht_305(start("2026-03-31", 1), **late))
    assert tomorrow.header == ("0001",), "not before it happened (TR134)"


# ── contracts ────────────────────────────────────────────────────────────────────────────────────


def contract(world: World, code: str, eenheid: str, cents: int | None, **told: object) -> None:
    contracten.register_product(
        product=Product(
            gemeente=G1,
            wet=Wet.WMO,
            categorie="07",
            code=code,
            naam="Hulp",
            **told,  # type: ignore[arg-type]
        ),
        viewer=world.viewer,
    )
    contracten.register_tarief(
        gemeente=G1,
        wet=Wet.WMO,
        tarief=Tarief(
            overeenkomst=f"{Wet.WMO}-{P1}",
            categorie="07",
            code=code,
            eenheid=eenheid,
            bedrag_cents=cents,
            geldig=Period(date(2020, 1, 1), None),
        ),
        viewer=world.viewer,
        at=world.at,
    )


@pytest.mark.regel("OP305")
@pytest.mark.parametrize(("eenheid", "is_warned"), [("84", False), ("82", True)])
def test_what_is_contracted_as_pieces_of_effort_is_assigned_as_such(
    world: World, eenheid: str, is_warned: bool
) -> None:
    """Eenheid 82 is output and has no price here: what it costs cannot be told."""
    contract(world, "07A84", "84", 5000)
    asked = wens(
        product=Group(categorie="07", code="07A84"),
        omvang=Omvang(volume=2, eenheid=eenheid, frequentie="4"),
    )
    made = world.decide(Assign(wens=asked))
    assert any("tarief" in finding.text for finding in made.warnings) is is_warned


@pytest.mark.regel("OP261", "OP264")
def test_how_a_product_is_bought_and_when_a_result_is_declared_is_recorded(world: World) -> None:
    contract(world, "07A82", "82", 90_000, declaratiemoment="einde")
    contract(world, "07A99", "04", 4000, is_taakgericht=True)
    known = {p.code: p for p in contracten_queries.list_producten(G1)}
    assert (known["07A82"].declaratiemoment, known["07A82"].is_taakgericht) == ("einde", False)
    assert (known["07A99"].declaratiemoment, known["07A99"].is_taakgericht) == ("", True)
    without_number = start("2026-01-05", None, product=Group(categorie="07", code="07A99"))
    assert world.receive(bericht_305(without_number)).codes == ()


@pytest.mark.regel("OP262", "OP263")
@pytest.mark.parametrize(
    ("eenheid", "cents", "is_possible"),
    [
        ("04", 6000, True),
        ("84", 5000, True),
        ("82", 90_000, True),
        ("83", None, True),
        ("83", 100, False),
        ("04", None, False),
        ("99", 100, False),
    ],
)
def test_a_tarief_is_per_unit_and_euros_have_none(
    world: World, eenheid: str, cents: int | None, is_possible: bool
) -> None:
    if is_possible:
        contract(world, "07A50", eenheid, cents)
        return
    with pytest.raises(IntegrityError), transaction.atomic():
        contract(world, "07A50", eenheid, cents)


# ── decisions become messages ────────────────────────────────────────────────────────────────────


@pytest.mark.regel("OP086", "OP258")
def test_a_toewijzing_begins_and_ends_with_a_301(world: World) -> None:
    for besluit, eind, reden in (
        (t1(), date(2026, 6, 30), None),
        (Shorten(nummer=1, einddatum=date(2026, 4, 30)), date(2026, 4, 30), "05"),
    ):
        made = world.decide(besluit, at=time(10 if reden else 9), reden=reden)
        (told,) = read(made.bericht_id).client.toegewezen_producten
        assert (told.toewijzing_nummer, told.einddatum, told.reden_wijziging) == (1, eind, reden)


@pytest.mark.tegenspraak(11)
@pytest.mark.regel("IV094", "OP344")
def test_who_wants_something_else_may_deviate_or_reject_and_assign_apart(world: World) -> None:
    world.receive(vot(aangevraagd("1"), aangevraagd("2", product=product(n=1))))
    other = wens(ingangsdatum=date(2026, 4, 1), einddatum=date(2026, 8, 31))
    deviating = read(world.decide(HonourVot(referentie="1", wens=other)).bericht_id)
    (first,) = deviating.client.toegewezen_producten
    assert (first.referentie_aanbieder, first.einddatum) == ("1", date(2026, 8, 31))
    rejected = read(answer_verzoek(world, Reject(referentie="2", reden="7")))
    assert rejected.antwoord.verzoek_antwoord == "1"
    apart = wens(product=product(n=1), ingangsdatum=date(2026, 5, 1), einddatum=date(2026, 8, 31))
    message = read(world.decide(Assign(wens=apart), at=time(10)).bericht_id)
    second = message.client.toegewezen_producten[-1]
    assert (second.product, second.referentie_aanbieder) == (product(n=1), None)


# ── size, zero, nine zeros ───────────────────────────────────────────────────────────────────────


@pytest.mark.regel("OP179")
def test_a_message_that_would_be_larger_than_25_mb_is_not_sent(
    sides: Sides, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Scenario 14, with a limit that a small message passes."""
    sides.today = april()
    monkeypatch.setattr("noaber.flows.verstuur.SENT_MAX_BYTES", 5_000)
    before = Bericht.objects.count()
    with pytest.raises(NotSendable, match="meer declaraties over dezelfde maand"):
        sides.declare(prestatie(1), periode=date(2026, 3, 1))
    assert Bericht.objects.count() == before
    monkeypatch.undo()
    assert sides.declare(prestatie(1), periode=date(2026, 3, 1))


@pytest.mark.tegenspraak(22)
def test_a_prestatie_of_nothing_is_not_sent_and_is_granted_when_it_comes(sides: Sides) -> None:
    sides.today = april()
    nothing = prestatie(1, geleverd_volume=0)
    with pytest.raises(ZeroPrestatie, match="nooit meer worden gecrediteerd"):
        sides.declare(nothing, periode=date(2026, 3, 1))
    assert sides.receive(bericht_323([nothing])).codes == ()
    assert Prestatie.objects.get().is_granted


@pytest.mark.tegenspraak(23)
def test_nine_zeros_are_nobody(world: World) -> None:
    with pytest.raises(InvalidBsn):
        partijen.register_persoon(
            administratie=world.administratie(),
            persoon=Persoonsgegevens(
                bsn="000000000", achternaam="Niemand", geboortedatum=date(1980, 1, 1)
            ),
        )
    world.decide(t1())
    world.today = april()
    answer: Answer = world.receive(bericht_323([prestatie(1), prestatie(1, bsn="000000000")]))
    assert answer.codes == ("8187",)
