# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Settings of an administratie, through real bytes: each in both positions."""

from datetime import date
from typing import Any

import pytest
from django.db.models import Sum

from noaber.access.types import NotAllowed, Rol, Viewer
from noaber.berichten.definitions.groups import Omvang
from noaber.berichten.definitions.groups import Product as Group
from noaber.berichten.judge import judge_bytes
from noaber.budgetten.models import Boeking
from noaber.contracten import operations as contracten
from noaber.contracten.types import Product, Tarief
from noaber.flows.stel_in import stel_in
from noaber.kernel.period import Period
from noaber.kernel.wet import Wet
from noaber.partijen.operations import UnknownInstelling
from noaber.partijen.queries import UnknownAdministratie
from noaber.partijen.queries.instellingen import list_instelling_wijzigingen
from noaber.partijen.types import INSTELLINGEN, Instellingen
from noaber.postbus import queries as postbus
from noaber.postbus.envelop.read import read_envelop
from noaber.postbus.envelop.write import write_envelop
from noaber.postbus.models import Bericht
from noaber.postbus.operations import mark_overdue, mark_sent
from noaber.postbus.types import GGK, Di01, Du01, Richting, Status, Systeem
from noaber.toewijzingen.models import Verzoek
from noaber.toewijzingen.types import Assign, Shorten, Wens
from tests.flows.declareren import april, bericht_323, prestatie
from tests.flows.wereld import B1, G1, P1, World, make_world, t1
from tests.postbus.builders import di01
from tests.postbus.rijen import status_of
from tests.toewijzingen.factories import (
    aangevraagd,
    bericht_305,
    bericht_307,
    start,
    stop,
    vot,
)


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def choose(world: World, door: str = "Bo", **waarden: str) -> None:
    viewer = Viewer(naam=door, rollen=frozenset(Rol), doel="toetsen van noaber")
    stel_in(code=G1, waarden=waarden, viewer=viewer, at=world.at)


# ── setting and remembering ──────────────────────────────────────────────────────────────────────


def test_nobody_chose_anything_and_the_standard_reading_holds(world: World) -> None:
    assert world.administratie().instellingen == Instellingen()
    assert list_instelling_wijzigingen(world.administratie()) == []
    for setting in INSTELLINGEN:
        assert setting.written(Instellingen()) == setting.waarden[0][0], "the first is the default"


def test_a_change_holds_at_once_and_is_remembered_with_who_and_when(world: World) -> None:
    choose(world, vijf_mei_is_werkdag="ja", reden_na_definitieve_stop="14")
    world.today = april()
    choose(world, "Jo", vijf_mei_is_werkdag="NEE ")
    assert world.administratie().instellingen == Instellingen(reden_na_definitieve_stop="14")
    assert [
        (one.naam, one.oud, one.nieuw, one.door, one.at.date())
        for one in list_instelling_wijzigingen(world.administratie())
    ] == [
        ("vijf_mei_is_werkdag", "ja", "nee", "Jo", date(2026, 4, 3)),
        ("reden_na_definitieve_stop", "12", "14", "Bo", date(2026, 3, 16)),
        ("vijf_mei_is_werkdag", "nee", "ja", "Bo", date(2026, 3, 16)),
    ]


def test_what_was_already_so_leaves_no_trace(world: World) -> None:
    choose(world, vijf_mei_is_werkdag="nee")
    assert list_instelling_wijzigingen(world.administratie()) == []


@pytest.mark.parametrize(
    ("waarden", "said"),
    [
        ({"kleur": "rood"}, "kleur bestaat niet: kies uit output_week_zonder_zondag, "),
        ({"vijf_mei_is_werkdag": "soms"}, "kan niet soms zijn: kies uit nee of ja"),
        ({"reden_na_definitieve_stop": "ja"}, "kies uit 12 of 14"),
        ({"vijf_mei_is_werkdag": "ja", "kleur": "rood"}, "kleur bestaat niet"),
    ],
)
def test_a_wrong_name_or_value_changes_nothing(
    world: World, waarden: dict[str, str], said: str
) -> None:
    with pytest.raises(UnknownInstelling, match=said):
        choose(world, **waarden)
    assert world.administratie().instellingen == Instellingen()


def test_settings_are_for_who_may_and_sees_these_books(world: World) -> None:
    for viewer, problem in (
        (Viewer(naam="Bo", rollen=frozenset({Rol.BACKOFFICE}), doel="toets"), NotAllowed),
        (
            Viewer(
                naam="Bo",
                rollen=frozenset({Rol.BEHEERDER}),
                doel="toets",
                administraties=frozenset({"0344"}),
            ),
            UnknownAdministratie,
        ),
    ):
        with pytest.raises(problem):
            stel_in(code=G1, waarden={}, viewer=viewer, at=world.at)


# ── output_week_zonder_zondag ────────────────────────────────────────────────────────────────────


def assign_output(world: World) -> None:
    """300,00 a week of output, from Monday 30 March to Saturday 4 April: no Sunday."""
    contracten.register_product(
        product=Product(
            gemeente=G1, wet=Wet.WMO, categorie="07", code="07A83", naam="Een resultaat"
        ),
        viewer=world.viewer,
    )
    contracten.register_tarief(
        gemeente=G1,
        wet=Wet.WMO,
        tarief=Tarief(
            overeenkomst=f"{Wet.WMO}-{P1}",
            categorie="07",
            code="07A83",
            eenheid="83",
            bedrag_cents=None,
            geldig=Period(date(2020, 1, 1), None),
        ),
        viewer=world.viewer,
        at=world.at,
    )
    world.decide(
        Assign(
            wens=Wens(
                product=Group(categorie="07", code="07A83"),
                ingangsdatum=date(2026, 3, 30),
                einddatum=date(2026, 4, 4),
                omvang=Omvang(volume=30_000, eenheid="83", frequentie="2"),
            )
        )
    )


def committed() -> int:
    return Boeking.objects.aggregate(most=Sum("max_cents"))["most"] or 0


def result(begin: str, eind: str, cents: int = 30_000) -> bytes:
    line = prestatie(
        1,
        product_code="07A83",
        begindatum=begin,
        einddatum=eind,
        eenheid="83",
        product_tarief=None,
        geleverd_volume=cents,
    )
    return bericht_323([line], periode="2026-04-01", dagtekening="2026-05-04")


MARCH, APRIL = ("2026-03-30", "2026-03-31"), ("2026-04-01", "2026-04-04")


@pytest.mark.tegenspraak(7)
@pytest.mark.regel("TR321", "TR322", "IV077")
@pytest.mark.parametrize("month", [MARCH, APRIL])
def test_output_without_a_sunday_is_declared_once_when_the_gemeente_lets_it_count(
    world: World, month: tuple[str, str]
) -> None:
    assign_output(world)
    world.today = date(2026, 5, 4)
    assert committed() == 0
    assert world.receive(result(*month, 1)).codes == ("9321",)
    choose(world, output_week_zonder_zondag="ja")
    assert committed() == 30_000, "the ledger follows the setting"
    assert world.receive(result(*month, 30_001)).codes == ("9321",)
    assert world.receive(result(*month)).codes == ()
    other = APRIL if month == MARCH else MARCH
    assert world.receive(result(*other)).codes == ("9322",), "either month, and once"


@pytest.mark.tegenspraak(7)
def test_taking_the_choice_back_frees_what_is_not_realised(world: World) -> None:
    choose(world, output_week_zonder_zondag="ja")
    assign_output(world)
    assert committed() == 30_000
    choose(world, output_week_zonder_zondag="nee")
    assert committed() == 0


# ── werkdagen ────────────────────────────────────────────────────────────────────────────────────

THURSDAY = date(2026, 4, 2)
"""The day before Goede Vrijdag 2026."""


@pytest.mark.tegenspraak(18)
@pytest.mark.regel("OP090", "OP090x4")
@pytest.mark.parametrize(("chosen", "due"), [("nee", 9), ("ja", 8)])
def test_the_term_of_our_own_answer_counts_the_days_that_were_chosen(
    world: World, chosen: str, due: int
) -> None:
    choose(world, goede_vrijdag_is_werkdag=chosen)
    world.decide(t1())
    world.today = THURSDAY
    world.take_in(bericht_305(start("2026-04-01", 1)))
    assert Bericht.objects.get(richting=Richting.IN).uiterlijk == date(2026, 4, due)


@pytest.mark.tegenspraak(18)
@pytest.mark.regel("OP090")
@pytest.mark.parametrize(("chosen", "due"), [("nee", 9), ("ja", 8)])
def test_the_watch_over_their_answer_counts_the_days_that_were_chosen(
    world: World, chosen: str, due: int
) -> None:
    choose(world, goede_vrijdag_is_werkdag=chosen)
    world.today = THURSDAY
    number = world.decide(t1()).bericht_id
    assert number is not None
    mark_sent(bericht_id=number, naam="WMO301.xml", at=world.at)
    row = Bericht.objects.get(pk=number)
    assert row.uiterlijk == date(2026, 4, due)
    assert mark_overdue(vandaag=date(2026, 4, due), at=world.at) == 0
    assert status_of(number) == Status.SENT
    assert mark_overdue(vandaag=date(2026, 4, due + 1), at=world.at) == 1
    assert status_of(number) == Status.OVERDUE


@pytest.mark.tegenspraak(18)
@pytest.mark.regel("OP274")
@pytest.mark.parametrize(("chosen", "due"), [("nee", 12), ("ja", 11)])
def test_the_term_of_a_verzoek_counts_the_days_that_were_chosen(
    world: World, chosen: str, due: int
) -> None:
    """Received on Monday 4 May 2026, the day before Bevrijdingsdag."""
    choose(world, vijf_mei_is_werkdag=chosen)
    world.today = date(2026, 5, 4)
    assert world.receive(vot(aangevraagd("1"), dagtekening="2026-05-04")).codes == ()
    assert Verzoek.objects.get().uiterlijk == date(2026, 5, due)


# ── antwoord_323_als_di01 ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("chosen", "kind"), [("nee", Du01), ("ja", Di01)])
def test_a_325_travels_as_the_gemeente_chose(
    world: World, chosen: str, kind: type[Du01 | Di01]
) -> None:
    """The public material of release 3 does not say (flows: traffic)."""
    choose(world, antwoord_323_als_di01=chosen)
    world.decide(t1())
    world.today = april()
    envelop = di01(
        "WMO323",
        bericht_323([prestatie(1)]),
        zender=Systeem(organisatie=P1, applicatie="noaber"),
        ontvanger=Systeem(organisatie=G1, applicatie=GGK),
    )
    received = world.take_in(write_envelop(envelop))
    assert received.bericht_id is not None
    done = world.work()[received.bericht_id]
    assert done.antwoord_id is not None
    answer = read_envelop(postbus.get_uitgaand(done.antwoord_id).data)
    assert type(answer) is kind
    assert answer.functie == "WMO325"
    if isinstance(answer, Du01):
        assert answer.cross_refnummer == envelop.referentienummer


# ── reden_na_definitieve_stop ────────────────────────────────────────────────────────────────────


@pytest.mark.tegenspraak(10)
@pytest.mark.parametrize("chosen", ["12", "14"])
def test_after_a_definitive_stop_the_chosen_reden_is_filled_in(world: World, chosen: str) -> None:
    choose(world, reden_na_definitieve_stop=chosen)
    world.decide(t1())
    world.receive(bericht_305(start("2026-01-05", 1)))
    world.receive(bericht_307(stop("2026-01-05", "2026-03-10", "19", 1)))
    world.today = date(2026, 3, 17)
    world.decide(Shorten(nummer=1, einddatum=date(2026, 3, 31)))
    (product,) = _newest_301().client.toegewezen_producten
    assert (product.einddatum, product.reden_wijziging) == (date(2026, 3, 31), chosen)


@pytest.mark.tegenspraak(10)
@pytest.mark.parametrize("told", ["12", "14"])
def test_the_other_reden_can_still_be_chosen(world: World, told: str) -> None:
    world.decide(t1())
    world.receive(bericht_305(start("2026-01-05", 1)))
    world.receive(bericht_307(stop("2026-01-05", "2026-03-10", "19", 1)))
    world.today = date(2026, 3, 17)
    world.decide(Shorten(nummer=1, einddatum=date(2026, 3, 31)), reden=told, bsn=B1)
    (product,) = _newest_301().client.toegewezen_producten
    assert product.reden_wijziging == told


def _newest_301() -> Any:
    number = Bericht.objects.filter(functie="WMO301").latest("pk").pk
    return judge_bytes(postbus.get_payload(number)).value
