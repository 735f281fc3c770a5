# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Lists of post: which lines, in which order, page by page, and what they cost."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from noaber.access.types import NotAllowed, Rol, Viewer
from noaber.postbus import operations, queries
from noaber.postbus.models import Bericht, Quarantaine, Signaal
from noaber.postbus.queries import TermijnKey
from noaber.postbus.types import (
    AlertKind,
    InStatus,
    PostFilter,
    Quarantined,
    Richting,
    Status,
    Uitkomst,
)
from tests.flows.wereld import G1, P1, P2, World, make_world
from tests.postbus.rijen import fill, make_messages
from tests.toewijzingen.factories import bericht_305, start

ALL = PostFilter()


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def numbers(lines: Sequence[Any]) -> list[int]:
    return [line.id for line in lines]


def test_received_messages_come_newest_first_and_page_by_number(world: World) -> None:
    made = [row.pk for row in make_messages(world, 5, Richting.IN)]
    make_messages(world, 2, Richting.UIT)
    first = queries.list_post(viewer=world.viewer, richting=Richting.IN, limit=3)
    assert numbers(first) == made[:1:-1]
    rest = queries.list_post(viewer=world.viewer, richting=Richting.IN, before=first[-1].id)
    assert numbers(rest) == made[1::-1]


def test_a_line_says_what_came_of_a_message_and_what_answered_it(world: World) -> None:
    answer = world.receive(bericht_305(start("2026-01-05", 99)))
    (line,) = queries.list_post(viewer=world.viewer, richting=Richting.IN)
    assert (line.soort, line.stand, line.retourcodes) == ("WMO305", "afgekeurd", ("0200",))
    assert (line.zender, line.andere, line.administratie) == (P1, P1, G1)
    assert line.antwoord is not None
    assert line.antwoord.startswith("WMO306 N")
    (out,) = queries.list_post(viewer=world.viewer, richting=Richting.UIT)
    assert (out.id, out.stand, out.andere) == (answer.done.antwoord_id, "gemaakt", P1)


def test_filters_leave_what_they_name(world: World) -> None:
    first, *_, last = make_messages(world, 4, Richting.IN)
    Bericht.objects.filter(pk=first.pk).update(functie="JW323", lane=world.lane(P2).id)
    Bericht.objects.filter(pk=last.pk).update(
        status=InStatus.VERWERKT, uitkomst=Uitkomst.AFGEKEURD, afgerond_at=world.at
    )

    def found(**wanted: Any) -> list[int]:
        return numbers(
            queries.list_post(
                viewer=world.viewer, richting=Richting.IN, wanted=replace(ALL, **wanted)
            )
        )

    assert found(soort="JW323") == found(soort="323") == found(aanbieder=P2) == [first.pk]
    assert found(soort="WMO323") == []
    assert found(stand="afgekeurd") == found(stand="verwerkt") == [last.pk]
    assert len(found(stand="ontvangen")) == 3
    assert found(aanbieder="99010099") == []
    assert len(found(administratie=G1)) == 4
    assert found(sinds=world.today + timedelta(days=1)) == []
    assert len(found(sinds=world.today)) == 4


def test_an_aanbieder_is_found_by_a_message_that_lies_in_no_lane(world: World) -> None:
    row, _ = make_messages(world, 2, Richting.IN)
    Bericht.objects.filter(pk=row.pk).update(lane=None, zender=P2)
    wanted = PostFilter(aanbieder=P2)
    found = queries.list_post(viewer=world.viewer, richting=Richting.IN, wanted=wanted)
    assert numbers(found) == [row.pk]


def test_terms_come_oldest_first_whoever_has_to_answer(world: World) -> None:
    ours = make_messages(world, 2, Richting.IN)
    theirs = make_messages(world, 2, Richting.UIT)
    Bericht.objects.filter(pk=theirs[0].pk).update(uiterlijk=date(2026, 3, 10))
    Bericht.objects.filter(pk=ours[1].pk).update(uiterlijk=date(2026, 3, 20))

    def found(before: date, **more: Any) -> list[int]:
        return numbers(queries.list_termijnen(viewer=world.viewer, before=before, **more))

    assert found(date(2026, 3, 16)) == [theirs[0].pk]
    late = date(2026, 4, 1)
    order = [theirs[0].pk, ours[0].pk, theirs[1].pk, ours[1].pk]
    assert found(late) == order
    assert found(late, limit=2) == order[:2]
    assert found(late, after=TermijnKey(date(2026, 3, 16), order[1])) == order[2:]


def test_a_viewer_sees_only_the_post_of_its_own_books(world: World) -> None:
    make_messages(world, 2, Richting.IN)
    world.take_in(bericht_305(start("2026-01-05", 1)))
    operations.put_in_quarantaine(
        bericht_id=Bericht.objects.latest("pk").pk,
        outcome=Quarantined(reason="Wacht."),
        at=world.at,
    )
    operations.mark_overdue(vandaag=date(2026, 4, 1), at=world.at)
    other = Viewer(
        naam="An",
        rollen=frozenset({Rol.BACKOFFICE}),
        doel="toets",
        administraties=frozenset({"0014"}),
    )
    late = date(2026, 5, 1)
    for viewer, count in ((world.viewer, 3), (other, 0)):
        assert len(queries.list_post(viewer=viewer, richting=Richting.IN)) == count
        assert len(queries.list_termijnen(viewer=viewer, before=late)) == count
        assert len(queries.list_signalen(viewer=viewer)) == count
        assert len(queries.list_quarantaine(viewer=viewer)) == count // 3
    with pytest.raises(NotAllowed):
        queries.list_post(viewer=other, richting=Richting.IN, wanted=PostFilter(administratie=G1))


def test_who_may_not_see_post_sees_no_list(world: World) -> None:
    viewer = Viewer(naam="An", rollen=frozenset({Rol.SYSTEEM}), doel="toets")
    for ask in (
        lambda: queries.list_post(viewer=viewer, richting=Richting.IN),
        lambda: queries.list_termijnen(viewer=viewer, before=world.today),
        lambda: queries.list_quarantaine(viewer=viewer),
        lambda: queries.list_signalen(viewer=viewer),
        lambda: queries.get_detail(viewer=viewer, bericht_id=1),
    ):
        with pytest.raises(NotAllowed):
            ask()


def test_quarantaine_and_signalen_page_from_the_oldest_and_know_their_message(
    world: World,
) -> None:
    rows = make_messages(world, 3, Richting.IN)
    for row in rows:
        operations.put_in_quarantaine(
            bericht_id=row.pk, outcome=Quarantined(reason="Wacht."), at=world.at
        )
    operations.refuse(data=b"?", naam="los", outcome=Quarantined(reason="Los."), at=world.at)
    first, *rest = queries.list_quarantaine(viewer=world.viewer)
    assert (first.bericht, first.omschrijving) == (rows[0].pk, "WMO305 IN00000000")
    assert (rest[-1].bericht, rest[-1].naam, rest[-1].administratie) == (None, "los", None)
    after = queries.list_quarantaine(viewer=world.viewer, after=first.id, limit=2)
    assert [line.bericht for line in after] == [rows[1].pk, rows[2].pk]
    wanted = PostFilter(aanbieder=P1)
    assert len(queries.list_quarantaine(viewer=world.viewer, wanted=wanted)) == 3

    operations.mark_overdue(vandaag=date(2026, 4, 1), at=world.at)
    lines = queries.list_signalen(viewer=world.viewer, kinds=[AlertKind.OWN_DEADLINE], limit=2)
    assert [line.bericht_id for line in lines] == [rows[0].pk, rows[1].pk]
    assert queries.list_signalen(viewer=world.viewer, kinds=[AlertKind.WARNING]) == []
    assert len(queries.list_signalen(viewer=world.viewer, after=lines[-1].id)) == 1


# ── what a list costs ────────────────────────────────────────────────────────────────────────────

Ask = Callable[[World], Sequence[Any]]
_FULL = PostFilter(administratie=G1, aanbieder=P1, sinds=date(2026, 1, 1))
ASKS: dict[str, Ask] = {
    "in": lambda w: queries.list_post(viewer=w.viewer, richting=Richting.IN, limit=1000),
    "in, filtered": lambda w: queries.list_post(
        viewer=w.viewer, richting=Richting.IN, wanted=_FULL, limit=1000
    ),
    "out": lambda w: queries.list_post(viewer=w.viewer, richting=Richting.UIT, limit=1000),
    "terms": lambda w: queries.list_termijnen(
        viewer=w.viewer, before=date(2026, 6, 1), wanted=_FULL, limit=1000
    ),
    "quarantaine": lambda w: queries.list_quarantaine(viewer=w.viewer, wanted=_FULL, limit=1000),
    "signalen": lambda w: queries.list_signalen(viewer=w.viewer, wanted=_FULL, limit=1000),
}


def _add(world: World, first: int, count: int) -> None:
    for richting in Richting:
        rows = make_messages(world, count, richting, first=first)
        Quarantaine.objects.bulk_create(
            Quarantaine(at=world.at, naam=str(row.pk), sha256=row.sha256, reden="x", bericht=row)
            for row in rows
        )
        Signaal.objects.bulk_create(
            Signaal(at=world.at, soort=AlertKind.WARNING, tekst="x", bericht=row) for row in rows
        )


@pytest.mark.parametrize("name", ASKS)
def test_a_list_of_three_hundred_asks_as_many_queries_as_one_of_ten(
    world: World, name: str
) -> None:
    _add(world, 0, 10)
    with CaptureQueriesContext(connection) as few:
        short = ASKS[name](world)
    _add(world, 10, 290)
    with CaptureQueriesContext(connection) as many:
        long = ASKS[name](world)
    assert 30 * len(short) == len(long) >= 300
    assert len(few) == len(many) <= 4


def _scans(plan: dict[str, Any]) -> set[tuple[str, str]]:
    """Every table that a plan reads, with the way in which."""
    own = {(plan["Node Type"], plan["Relation Name"])} if "Relation Name" in plan else set()
    return own.union(*(_scans(part) for part in plan.get("Plans", [])))


SELECTIVE: dict[str, Ask] = {
    "in": lambda w: queries.list_post(viewer=w.viewer, richting=Richting.IN),
    "a later page": lambda w: queries.list_post(
        viewer=w.viewer, richting=Richting.IN, before=_middle()
    ),
    "of one gemeente": lambda w: queries.list_post(
        viewer=w.viewer, richting=Richting.UIT, wanted=PostFilter(administratie=G1)
    ),
    "of one aanbieder": lambda w: queries.list_post(
        viewer=w.viewer, richting=Richting.IN, wanted=PostFilter(aanbieder=P2)
    ),
    "of one kind": lambda w: queries.list_post(
        viewer=w.viewer, richting=Richting.IN, wanted=PostFilter(soort="315")
    ),
    "of one stand": lambda w: queries.list_post(
        viewer=w.viewer, richting=Richting.UIT, wanted=PostFilter(stand=Status.OVERDUE)
    ),
    "of the last days": lambda w: queries.list_post(
        viewer=w.viewer, richting=Richting.IN, wanted=PostFilter(sinds=date(2026, 3, 10))
    ),
    "terms": lambda w: queries.list_termijnen(viewer=w.viewer, before=date(2026, 6, 1)),
    "terms of one aanbieder, later": lambda w: queries.list_termijnen(
        viewer=w.viewer,
        before=date(2026, 6, 1),
        wanted=PostFilter(aanbieder=P2),
        after=TermijnKey(date(2026, 2, 1), 0),
    ),
    "quarantaine": lambda w: queries.list_quarantaine(viewer=w.viewer),
    "signalen": lambda w: queries.list_signalen(viewer=w.viewer),
}


def _middle() -> int:
    return Bericht.objects.order_by("pk").values_list("pk", flat=True)[1000]


def test_no_list_reads_a_whole_table_of_messages(world: World) -> None:
    lanes = [world.lane(P1).id] * 49 + [world.lane(P2).id]
    fill(world, lanes, 30_000)
    read: dict[str, set[tuple[str, str]]] = {}
    for name, ask in SELECTIVE.items():
        with CaptureQueriesContext(connection) as asked:
            ask(world)
        read[name] = set()
        for query in asked.captured_queries:
            with connection.cursor() as cursor:
                cursor.execute("EXPLAIN (FORMAT json) " + query["sql"].replace("%", "%%"))
                (explained,) = cursor.fetchone()
            plans = json.loads(explained) if isinstance(explained, str) else explained
            read[name] |= _scans(plans[0]["Plan"])
    big = {"berichten", "signalen", "quarantaine"}
    whole = {
        name: tables
        for name, scans in read.items()
        if (tables := {table for way, table in scans if way == "Seq Scan" and table in big})
    }
    assert whole == {}
