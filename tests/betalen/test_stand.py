# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Where the money is: open, in which batch, paid per line. And how many queries that takes."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from noaber.declaraties import queries
from noaber.declaraties.models import Betaalregel, Declaratie
from noaber.declaraties.queries import UnknownBatch, UnknownDeclaratie
from noaber.declaraties.types import BatchStatus, OpdrachtStatus
from noaber.declaraties.types.betalen import BetaaldeDeclaratie, Betaling
from noaber.kernel.wet import Wet
from tests.betalen.wereld import (
    ANDERE,
    BO,
    Betaalwereld,
    afschrift,
    came_back,
    left,
    payments,
    statusrapport,
)
from tests.declaraties.factories import credit_of
from tests.flows.wereld import B1, B2, B3, P1, P2

ELSEWHERE = replace(BO, administraties=frozenset({"0344"}))


def find(world: Betaalwereld, nummer: str, aanbieder: str = P1) -> BetaaldeDeclaratie:
    (found,) = queries.list_betaalde_declaraties(
        world.administratie(), aanbieder, nummer, viewer=BO
    )
    return found


# ── open ─────────────────────────────────────────────────────────────────────────────────────────


def test_open_regels_come_in_order_of_the_last_day_to_pay(world: Betaalwereld) -> None:
    for days, uren in ((3, 1), (0, 2), (1, 3), (1, 4)):
        world.today = date(2026, 4, 1) + timedelta(days=days)
        bsn, wet = ((B1, Wet.WMO), (B2, Wet.WMO), (B3, Wet.WMO), (B1, Wet.JW))[uren - 1]
        world.owe(uren, bsn=bsn, wet=wet)
    world.today = date(2026, 5, 3)
    rows = queries.list_open_regels(world.administratie(), viewer=BO)
    assert [(row.uiterlijk, row.bedrag) for row in rows] == [
        (date(2026, 5, 1), 2 * 6000),
        (date(2026, 5, 2), 3 * 6000),
        (date(2026, 5, 2), 4 * 6000),
        (date(2026, 5, 4), 1 * 6000),
    ]
    assert [row.is_late(world.today) for row in rows] == [True, True, True, False]
    stand = queries.get_betaalstand(world.administratie(), world.today, viewer=BO)
    assert (stand.open_regels, stand.te_laat) == (4, 3)


def test_a_credit_is_never_late(world: Betaalwereld) -> None:
    debit = world.owe(9)
    world.exported()
    world.take_back(debit)
    (regel,) = queries.list_open_regels(world.administratie(), viewer=BO)
    assert regel.bedrag == -9 * 6000
    assert not regel.is_late(date(2027, 1, 1))
    assert queries.get_betaalstand(world.administratie(), date(2027, 1, 1), viewer=BO).te_laat == 0


def test_pages_of_open_regels_are_together_the_whole_list(world: Betaalwereld) -> None:
    for bsn in (B1, B2, B3):
        for wet in (Wet.WMO, Wet.JW):
            world.owe(2, bsn=bsn, wet=wet)
    administratie = world.administratie()
    whole = queries.list_open_regels(administratie, viewer=BO)
    assert len(whole) == 6
    pages = []
    key = None
    while page := queries.list_open_regels(administratie, viewer=BO, after_key=key, most=4):
        pages.append(len(page))
        assert page == whole[sum(pages) - len(page) : sum(pages)]
        key = queries.open_key(page[-1])
    assert pages == [4, 2]


# ── batches ──────────────────────────────────────────────────────────────────────────────────────


def test_batches_come_newest_first_with_what_is_in_them(world: Betaalwereld) -> None:
    world.owe(9)
    world.owe(5, aanbieder=P2)
    sent = world.exported()
    world.owe(1, bsn=B2)
    world.propose()
    two, one = queries.list_batches(world.administratie(), viewer=BO)
    assert (two.nummer, two.status, two.bedrag, two.opdrachten) == (
        2, BatchStatus.VOORGESTELD, 6000, 1,
    )  # fmt: skip
    assert (one.nummer, one.status, one.bedrag, one.opdrachten) == (
        1, BatchStatus.GEEXPORTEERD, 14 * 6000, 2,
    )  # fmt: skip
    assert one.uiterlijk == world.today + timedelta(days=30)
    assert queries.list_batches(world.administratie(), viewer=BO, before=2) == [one]
    assert queries.get_batch(sent.batch_id, viewer=BO) == one
    assert queries.find_batch(world.administratie(), 1, viewer=BO) == one
    rows = queries.list_opdrachten(one.id)
    assert [(row.aanbieder, row.regels) for row in rows] == [(P1, 1), (P2, 1)]
    regels = queries.list_regels(row.id for row in rows)
    assert [regel.bedrag for regel in regels[rows[0].id]] == [9 * 6000]


def test_what_is_held_is_not_in_the_amount_of_a_batch(world: Betaalwereld) -> None:
    world.owe(9)
    world.owe(5, aanbieder=P2)
    world.today += timedelta(days=1)
    world.give_account(P2, ANDERE[P2])
    proposal = world.propose()
    assert proposal.batch_id is not None

    def shown() -> tuple[int, int]:
        batch = queries.list_batches(world.administratie(), viewer=BO)[0]
        return batch.opdrachten, batch.bedrag

    assert shown() == (1, 9 * 6000) == (1, proposal.totaal)
    world.approve(proposal.batch_id)
    world.release(proposal.batch_id)
    sent = world.export(proposal.batch_id)
    assert shown() == (1, sent.totaal)
    world.read(statusrapport(sent.data, "<GrpSts>RJCT</GrpSts>"))
    assert shown() == (1, sent.totaal)


def test_what_may_not_be_seen_is_not_there(world: Betaalwereld) -> None:
    world.owe(9)
    world.propose()
    administratie = world.administratie()
    nummer = Declaratie.objects.get().declaratie_nummer
    assert queries.list_open_regels(administratie, viewer=ELSEWHERE) == []
    assert queries.list_batches(administratie, viewer=ELSEWHERE) == []
    assert queries.get_betaalstand(administratie, world.today, viewer=ELSEWHERE).toegekend == 0
    with pytest.raises(UnknownBatch):
        queries.find_batch(administratie, 1, viewer=ELSEWHERE)
    with pytest.raises(UnknownDeclaratie):
        queries.list_betaalde_declaraties(administratie, P1, nummer, viewer=ELSEWHERE)
    with pytest.raises(UnknownDeclaratie):
        queries.list_betaalde_declaraties(administratie, P2, nummer, viewer=BO)


def test_lists_take_as_many_queries_for_many_rows_as_for_one(world: Betaalwereld) -> None:
    def count() -> dict[str, int]:
        administratie = world.administratie()
        batch = queries.list_batches(administratie, viewer=BO)[0]
        declaratie = find(world, "EERSTE")
        asked = {
            "open": lambda: queries.list_open_regels(administratie, viewer=BO),
            "batches": lambda: queries.list_batches(administratie, viewer=BO),
            "opdrachten": lambda: queries.list_opdrachten(batch.id),
            "regels": lambda: queries.list_regels([1, 2, 3]),
            "stand": lambda: queries.get_betaalstand(administratie, world.today, viewer=BO),
            "declaratie": lambda: find(world, "EERSTE"),
            "lines": lambda: queries.list_betaalde_regels(declaratie),
        }
        found = {}
        for name, ask in asked.items():
            with CaptureQueriesContext(connection) as captured:
                ask()
            found[name] = len(captured)
        return found

    world.declare(world.debit(9), nummer="EERSTE")
    world.exported()
    world.owe(1, bsn=B2)
    few = count()
    for bsn in (B2, B3):
        world.owe(2, bsn=bsn, wet=Wet.JW)
        world.owe(2, bsn=bsn, aanbieder=P2)
        world.propose()
    world.owe(3, bsn=B3)
    assert count() == few
    assert few == {
        "open": 1, "batches": 3, "opdrachten": 1, "regels": 1, "stand": 1,
        "declaratie": 2, "lines": 1,
    }  # fmt: skip


def test_the_parts_of_the_stand_add_up(world: Betaalwereld) -> None:
    world.owe(9)
    paid = world.exported()
    world.read(afschrift(map(left, payments(paid.data))))
    world.owe(5, aanbieder=P2)
    world.propose()
    world.owe(2, bsn=B2)
    stand = queries.get_betaalstand(world.administratie(), world.today, viewer=BO)
    assert (stand.betaald, stand.onderweg, stand.open) == (9 * 6000, 5 * 6000, 2 * 6000)
    assert stand.toegekend == 16 * 6000
    assert stand.klopt


# ── paid per line ────────────────────────────────────────────────────────────────────────────────


def test_a_declaratie_is_followed_from_open_to_paid_and_back(world: Betaalwereld) -> None:
    world.declare(world.debit(9), nummer="MRT26")
    uiterlijk = world.today + timedelta(days=30)
    assert find(world, "MRT26").betaling == Betaling(bedrag=9 * 6000, uiterlijk=uiterlijk)

    batch_id = world.released()
    waiting = find(world, "MRT26").betaling
    assert (waiting.batch, waiting.batch_status) == (1, BatchStatus.VRIJGEGEVEN)
    assert not waiting.is_betaald

    (one,) = payments(world.export(batch_id).data)
    world.read(afschrift([left(one, "2026-04-07")]))
    paid = find(world, "MRT26").betaling
    assert (paid.is_betaald, paid.boekdatum, paid.kenmerk) == (
        True, date(2026, 4, 7), "NOABER-1969-1-1",
    )  # fmt: skip
    assert paid.opdracht_status is OpdrachtStatus.BEVESTIGD

    world.read(afschrift([came_back(one)]))
    assert find(world, "MRT26").betaling == Betaling(bedrag=9 * 6000, uiterlijk=uiterlijk)


def test_a_declaratie_with_nothing_granted_has_nothing_to_pay(world: Betaalwereld) -> None:
    world.declare(world.debit(999), nummer="NIETS")
    found = find(world, "NIETS")
    assert found.betaling == Betaling(bedrag=0, uiterlijk=None)
    assert (found.regels, found.toegekende_regels, found.ingediend) == (1, 0, 999 * 6000)


def test_lines_tell_what_was_granted_and_what_was_taken_back(world: Betaalwereld) -> None:
    first, second = world.debit(9), world.debit(2, bsn=B2)
    world.declare(first, world.debit(999, bsn=B3), second, nummer="EEN")
    world.declare(credit_of(first), nummer="TWEE")
    lines = queries.list_betaalde_regels(find(world, "EEN"))
    assert {row.bedrag: (row.is_toegekend, row.is_gecrediteerd) for row in lines} == {
        9 * 6000: (True, True),
        999 * 6000: (False, False),
        2 * 6000: (True, False),
    }
    (credit,) = queries.list_betaalde_regels(find(world, "TWEE"))
    assert (credit.bedrag, credit.is_toegekend, credit.is_gecrediteerd) == (-9 * 6000, True, False)
    only = queries.list_betaalde_regels(find(world, "EEN"), referentie=second["referentie_nummer"])
    assert [row.referentie for row in only] == [second["referentie_nummer"]]


def test_lines_page_by_their_place(world: Betaalwereld) -> None:
    world.declare(*(world.debit(2, bsn=bsn) for bsn in (B1, B2, B3)), nummer="EEN")
    declaratie = find(world, "EEN")
    whole = queries.list_betaalde_regels(declaratie)
    assert [row.regel for row in whole] == [1, 2, 3]
    first = queries.list_betaalde_regels(declaratie, most=2)
    rest = queries.list_betaalde_regels(declaratie, after_regel=first[-1].regel, most=2)
    assert [*first, *rest] == whole


def test_a_bsn_in_a_reference_is_not_shown(world: Betaalwereld) -> None:
    world.declare(world.debit(2, referentie_nummer="CL999900134-1"), nummer="999900122")
    found = find(world, "999900122")
    (line,) = queries.list_betaalde_regels(found)
    assert "999900134" not in line.referentie
    assert "999900122" not in found.declaratie_nummer
    assert Betaalregel.objects.count() == 1


def test_one_number_may_be_used_under_each_law(world: Betaalwereld) -> None:
    world.declare(world.debit(2), nummer="X")
    world.declare(world.debit(3, wet=Wet.JW), wet=Wet.JW, nummer="X")
    found = queries.list_betaalde_declaraties(world.administratie(), P1, "X", viewer=BO)
    assert [(row.wet, row.toegekend) for row in found] == [(Wet.WMO, 12_000), (Wet.JW, 18_000)]
