# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""A large message asks as many queries as a small one, and a long list as many as a short one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from noaber.audit.operations import record_verwerking
from noaber.audit.queries import list_verwerkingen
from noaber.contracten import operations as contracten
from noaber.contracten import queries as contracten_queries
from noaber.contracten.types import Overeenkomst, Product, Tarief
from noaber.flows.boek_verplichting import boek_verplichting
from noaber.kernel.iban import Iban
from noaber.kernel.period import Period
from noaber.kernel.wet import Wet
from noaber.partijen import operations as partijen
from noaber.partijen import queries as partijen_queries
from noaber.partijen.types import Gebied
from noaber.postbus.types import Uitkomst
from noaber.toewijzingen import queries as toewijzingen
from noaber.toewijzingen.models import Nummerreeks, Toewijzing, ToewijzingVersie, Verzoek
from noaber.toewijzingen.queries.genomen import page_open_verzoeken
from noaber.toewijzingen.queries.termijnen import list_verzoek_termijnen
from noaber.toewijzingen.types import VerzoekSoort, VerzoekStatus
from tests.declaraties.factories import credit_of
from tests.flows.declareren import bericht_323, prestatie
from tests.flows.wereld import B1, B2, B3, G1, P1, P2, PRODUCTS, World, make_world
from tests.toewijzingen.factories import (
    aangevraagd,
    bericht_305,
    bericht_307,
    start,
    stop,
    vot,
)

CLIENTS = (B1, B2, B3)
IBAN = Iban("NL91ABNA0417164300")


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def assign(world: World, nummers: Iterable[int], aanbieder: str = P1) -> None:
    """T1 once for each number, one client after the other."""
    lane = world.lane(aanbieder)
    reeks, _ = Nummerreeks.objects.get_or_create(
        administratie_id=lane.administratie.id, gemeente=lane.gemeente, wet=lane.wet.value
    )
    persons = [world.persoon(bsn) for bsn in CLIENTS]
    made = Toewijzing.objects.bulk_create(
        Toewijzing(
            lane_id=lane.id, reeks=reeks, nummer=nummer, persoon_id=persons[nummer % len(CLIENTS)]
        )
        for nummer in nummers
    )
    categorie, code = PRODUCTS[Wet.WMO][0]
    versions = ToewijzingVersie.objects.bulk_create(
        ToewijzingVersie(
            toewijzing=row,
            toewijzingsdatum=world.today,
            toewijzingstijd=time(9),
            product_categorie=categorie,
            product_code=code,
            ingangsdatum=date(2026, 1, 1),
            einddatum=date(2026, 6, 30),
            volume=3,
            eenheid="04",
            frequentie="2",
            status="verzonden",
            at=world.at,
        )
        for row in made
    )
    for row, version in zip(made, versions, strict=True):
        row.newest = version
    Toewijzing.objects.bulk_update(made, ["newest"])
    boek_verplichting(lane, [row.pk for row in made], on=world.today, at=world.at)


def queries_for(world: World, message: Any, expected: Uitkomst) -> list[str]:
    """What is asked to process this one message; taking it in is not counted."""
    received = world.take_in(message)
    with CaptureQueriesContext(connection) as asked:
        done = world.work()
    assert received.bericht_id is not None
    assert done[received.bericht_id].uitkomst is expected
    return [query["sql"] for query in asked.captured_queries]


# ── messages ─────────────────────────────────────────────────────────────────────────────────────


def test_a_declaratie_of_a_thousand_lines_asks_as_many_queries_as_one_of_ten(
    world: World,
) -> None:
    assign(world, range(1, 1011))
    world.today = date(2026, 4, 3)

    def lines(nummers: range) -> list[dict[str, Any]]:
        return [prestatie(nummer, bsn=CLIENTS[nummer % len(CLIENTS)]) for nummer in nummers]

    few, many = lines(range(1, 11)), lines(range(11, 1011))
    short = queries_for(world, bericht_323(few), Uitkomst.AKKOORD)
    long = queries_for(world, bericht_323(many), Uitkomst.AKKOORD)
    assert len(long) == len(short)
    assert len(short) < 50

    # And taken back: what falls free is worked out for all toewijzingen at once.
    world.today = date(2026, 5, 4)
    month = {"periode": "2026-04-01", "dagtekening": "2026-05-04"}
    credits_of_few = bericht_323([credit_of(line) for line in few], **month)
    credits_of_many = bericht_323([credit_of(line) for line in many], **month)
    short = queries_for(world, credits_of_few, Uitkomst.AKKOORD)
    long = queries_for(world, credits_of_many, Uitkomst.AKKOORD)
    assert len(long) == len(short)

    # And rejected line by line.
    refused = [prestatie(1, bsn=CLIENTS[1], geleverd_volume=99)]
    wrong = [{**line, "referentie_nummer": f"X{at}"} for at, line in enumerate(many)]
    wrong = [{**line, "geleverd_volume": 99, "bedrag": 99 * 6000} for line in wrong]
    short = queries_for(world, bericht_323(refused, **month), Uitkomst.AFGEKEURD)
    long = queries_for(world, bericht_323(wrong, **month), Uitkomst.AFGEKEURD)
    assert len(long) == len(short)


def test_a_305_with_more_starts_and_a_longer_history_asks_as_many_queries(world: World) -> None:
    assign(world, range(3, 3 * 40, 3))  # all of B1
    short = queries_for(world, bericht_305(start("2026-01-05", 3)), Uitkomst.AKKOORD)
    more = [start("2026-01-05", nummer) for nummer in range(6, 33, 3)]
    long = queries_for(world, bericht_305(*more), Uitkomst.AKKOORD)
    assert len(long) == len(short)
    last = queries_for(world, bericht_305(start("2026-01-05", 60)), Uitkomst.AKKOORD)
    assert len(last) == len(short)
    ends = [stop("2026-01-05", "2026-02-10", "19", nummer) for nummer in range(6, 33, 3)]
    one = queries_for(
        world, bericht_307(stop("2026-01-05", "2026-02-10", "19", 3)), Uitkomst.AKKOORD
    )
    nine = queries_for(world, bericht_307(*ends), Uitkomst.AKKOORD)
    assert len(nine) == len(one)


def test_a_verzoek_asks_as_many_queries_whatever_the_client_has_elsewhere(world: World) -> None:
    first = queries_for(world, vot(aangevraagd("VOT-A"), bsn=B2), Uitkomst.AKKOORD)
    assign(world, range(3, 60, 3), aanbieder=P2)
    second = queries_for(world, vot(aangevraagd("VOT-B")), Uitkomst.AKKOORD)
    assert len(second) == len(first)
    lane, persoon = world.lane(), world.persoon(B1)
    with CaptureQueriesContext(connection) as asked:
        elsewhere = toewijzingen.list_versions_elsewhere(lane, persoon)
    assert {version.aanbieder for version in elsewhere} == {P2}
    assert len(elsewhere) == 19
    assert len(asked) == 1


# ── lists ────────────────────────────────────────────────────────────────────────────────────────


def fill(world: World, numbers: range) -> None:
    """One row per number in every list."""
    gemeente, viewer, at = world.administratie(), world.viewer, world.at
    producten = [
        Product(gemeente=G1, wet=Wet.WMO, categorie="03", code=f"03B{n:02}", naam=f"Hulp {n}")
        for n in numbers
    ]
    contracten.register_producten(producten=producten, viewer=viewer)
    for n in numbers:
        agb = f"9902{n:04}"
        partijen.register_aanbieder(agb=agb, naam=f"Zorg {n}", kvk="", viewer=viewer)
        number = partijen_queries.get_aanbieder_id(agb)
        contracten.register_overeenkomst(
            overeenkomst=Overeenkomst(
                gemeente=G1, aanbieder=agb, wet=Wet.WMO, nummer=f"N{n}",
                ingangsdatum=date(2020, 1, 1),
            ),
            aanbieder_id=number,
            viewer=viewer,
        )  # fmt: skip
        contracten.register_tarief(
            gemeente=G1,
            wet=Wet.WMO,
            tarief=Tarief(
                overeenkomst=f"N{n}", categorie="03", code=f"03B{n:02}", eenheid="04",
                bedrag_cents=n, geldig=Period(date(2020, 1, 1), None),
            ),
            viewer=viewer,
            at=at,
        )  # fmt: skip
        partijen.register_rekening(
            administratie=gemeente, agb=agb, iban=IBAN, tenaamstelling="Z", viewer=viewer, at=at
        )
        record_verwerking(
            at=at, actor="Bo", doel="toets", handeling="kijken", administratie=G1,
            onderwerp=("persoon", 1),
        )  # fmt: skip
        world.lane(agb)
    asked = world.receive(vot(aangevraagd(f"VOT-{numbers[0]}"), bsn=CLIENTS[1 + (numbers[0] > 1)]))
    Verzoek.objects.bulk_create(
        Verzoek(
            lane_id=world.lane().id,
            persoon_id=world.persoon(),
            soort=VerzoekSoort.VOT,
            referentie_aanbieder=f"VOT-{n}",
            status=VerzoekStatus.IN_BEHANDELING,
            dagtekening=world.today,
            ontvangstdatum=world.today,
            bericht_id=asked.done.bericht_id,
            uiterlijk=world.today + timedelta(days=n),
        )
        for n in numbers[1:]
    )
    partijen.register_gebieden(
        administratie=gemeente,
        gebieden=[Gebied(code=f"W{n:03}", naam=f"Wijk {n}") for n in numbers],
        viewer=viewer,
    )


LISTS: dict[str, tuple[int, Callable[[World], list[Any]]]] = {
    "producten": (
        1,
        lambda world: contracten_queries.page_producten(gemeente=G1, zoek="Hulp", limit=100),
    ),
    "overeenkomsten": (
        1,
        lambda world: contracten_queries.page_overeenkomsten(gemeente=G1, zoek="9902", limit=100),
    ),
    "tarieven": (
        1,
        lambda world: contracten_queries.page_tarieven(gemeente=G1, zoek="03B", limit=100),
    ),
    "aanbieders": (1, lambda world: partijen_queries.page_aanbieders(zoek="9902", limit=100)),
    "gebieden": (
        1,
        lambda world: partijen_queries.page_gebieden(
            administratie_id=world.administratie().id, limit=100
        ),
    ),
    "rekeningen": (
        1,
        lambda world: partijen_queries.page_rekeningen(
            administratie_id=world.administratie().id, only_waiting=True, limit=100
        ),
    ),
    "lanes": (
        1,
        lambda world: [
            lane
            for lane in partijen_queries.list_lanes(viewer=world.viewer)
            if lane.aanbieder.startswith("9902")
        ],
    ),
    "verzoeken": (1, lambda world: page_open_verzoeken(viewer=world.viewer, limit=100)),
    "terms of verzoeken": (
        2,
        lambda world: list_verzoek_termijnen(
            viewer=world.viewer, before=world.today + timedelta(days=90)
        ),
    ),
    "log": (1, lambda world: list_verwerkingen("persoon", 1)),
}


def test_every_list_asks_as_many_queries_for_thirty_rows_as_for_three(world: World) -> None:
    fill(world, range(1, 4))
    few = {name: _asked(world, ask) for name, (_, ask) in LISTS.items()}
    fill(world, range(4, 31))
    many = {name: _asked(world, ask) for name, (_, ask) in LISTS.items()}
    assert {name: rows for name, (rows, _) in few.items()} == dict.fromkeys(LISTS, 3)
    assert {name: rows for name, (rows, _) in many.items()} == dict.fromkeys(LISTS, 30)
    expected = {name: asked for name, (asked, _) in LISTS.items()}
    assert {name: asked for name, (_, asked) in few.items()} == expected
    assert {name: asked for name, (_, asked) in many.items()} == expected


def _asked(world: World, ask: Callable[[World], list[Any]]) -> tuple[int, int]:
    """Rows, and queries on the list itself: looking up the books is not counted."""
    with CaptureQueriesContext(connection) as asked:
        rows = ask(world)
    of_books = 'FROM "administraties"'
    return len(rows), sum(of_books not in query["sql"] for query in asked.captured_queries)
