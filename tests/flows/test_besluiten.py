# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Decisions that lead to nothing, that came before, or that are about somebody else."""

from datetime import date, time
from typing import Any

import pytest

from noaber.berichten.definitions.groups import Omvang, Product
from noaber.berichten.judge import judge_bytes
from noaber.flows.beantwoord_verzoek import beantwoord_verzoek
from noaber.kernel.period import Period
from noaber.kernel.wet import Wet
from noaber.partijen import operations as partijen
from noaber.partijen import queries as partijen_queries
from noaber.partijen.types import Contactgegevens, Naaste, Persoonsgegevens
from noaber.postbus.models import Bericht
from noaber.postbus.queries import get_raw
from noaber.toewijzingen.models import Pgb, ToewijzingVersie
from noaber.toewijzingen.types import (
    Assign,
    CannotAnswer,
    Died,
    HonourVot,
    Moved,
    NothingChanges,
    Reject,
    StartPgb,
    Wens,
)
from tests.flows.wereld import B1, B2, PRODUCTS, World, make_world, per_week, t1
from tests.toewijzingen.factories import aangevraagd, vot


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def other_product() -> Assign:
    """A second toewijzing, which goes on when T1 ends."""
    categorie, code = PRODUCTS[Wet.WMO][1]
    return Assign(
        wens=Wens(
            product=Product(categorie=categorie, code=code),
            ingangsdatum=date(2026, 1, 1),
            einddatum=date(2027, 12, 31),
            omvang=per_week(1),
        )
    )


@pytest.mark.parametrize(
    "event",
    [Died(overlijdensdatum=date(2026, 3, 10)), Moved(inschrijfdatum=date(2026, 5, 1))],
)
def test_an_event_that_ends_nothing_is_refused_and_sends_nothing(world: World, event: Any) -> None:
    with pytest.raises(NothingChanges):
        world.decide(event)
    world.decide(t1())
    world.decide(event, at=time(10, 0))
    count = Bericht.objects.count()
    with pytest.raises(NothingChanges):
        world.decide(event, at=time(11, 0))
    assert Bericht.objects.count() == count


def test_a_pgb_is_kept_where_nothing_runs_and_no_301_goes_without_news(world: World) -> None:
    world.decide(other_product())
    before = Bericht.objects.count()
    categorie, code = PRODUCTS[Wet.WMO][0]
    pgb = StartPgb(
        product=Product(categorie=categorie, code=code), period=Period(date(2026, 4, 1), None)
    )
    made = world.decide(pgb)
    assert (made.nummers, made.bericht_id) == ((), None)
    assert (Pgb.objects.count(), Bericht.objects.count()) == (1, before)
    with pytest.raises(NothingChanges):
        world.decide(pgb)
    assert Pgb.objects.count() == 1


def test_a_verzoek_is_honoured_for_who_it_is_about_and_while_it_is_open(world: World) -> None:
    monthly = Omvang(volume=4, eenheid="04", frequentie="4")
    later = aangevraagd("VOT-2", van="2027-01-01", tot=None, omvang=monthly)
    world.receive(vot(aangevraagd("VOT-1"), later))
    with pytest.raises(CannotAnswer) as refused:
        world.decide(HonourVot(referentie="VOT-1"), bsn=B2)
    assert refused.value.rule == "TR379"
    made = world.decide(HonourVot(referentie="VOT-1"))
    assert made.bericht_id is not None
    sent: Any = judge_bytes(get_raw(made.bericht_id)).value
    assert [p.referentie_aanbieder for p in sent.client.toegewezen_producten] == ["VOT-1"]
    with pytest.raises(CannotAnswer):
        world.decide(HonourVot(referentie="VOT-1"))
    beantwoord_verzoek(
        lane=world.lane(),
        besluit=Reject(referentie="VOT-2", reden="7"),
        viewer=world.viewer,
        at=world.at,
    )
    with pytest.raises(CannotAnswer):
        world.decide(HonourVot(referentie="VOT-2"))
    assert ToewijzingVersie.objects.count() == 1


# ── persons ──────────────────────────────────────────────────────────────────────────────────────


def test_what_a_message_tells_of_a_person_takes_its_place_in_time(world: World) -> None:
    def told(straat: str, vanaf: date, telefoon: str) -> Persoonsgegevens:
        return Persoonsgegevens(
            bsn=B1,
            achternaam="d'Hoogëveen",
            geboortedatum=date(1980, 5, 17),
            contacten=(
                Contactgegevens(
                    straatnaam=straat, huisnummer=1, postcode="9999ZX", geldig_van=vanaf
                ),
            ),
            naasten=(
                Naaste(nummer="1", soort="12", achternaam="De Buur", telefoonnummer=telefoon),
            ),
        )

    def on(day: date) -> Persoonsgegevens:
        return partijen_queries.get_persoon(world.persoon(B1), on=day, viewer=world.viewer)

    books = world.administratie()
    number = partijen.register_persoon(
        administratie=books, persoon=told("Kerklaan", date(2026, 4, 1), "0500000001")
    )
    assert number == world.persoon(B1)
    partijen.register_persoon(
        administratie=books, persoon=told("Postlaan", date(2026, 3, 1), "0500000002")
    )
    streets = [on(date(2026, month, 15)).contacten[0].straatnaam for month in (2, 3, 4)]
    assert streets == ["Dorpsstraat", "Postlaan", "Kerklaan"]
    assert [naaste.telefoonnummer for naaste in on(date(2026, 3, 1)).naasten] == ["0500000002"]
