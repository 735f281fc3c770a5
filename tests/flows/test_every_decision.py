# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Every kind of decision through the whole chain: a valid 301, kept versions, books in order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import get_args

import pytest

from noaber.berichten.judge import Outcome, judge_bytes
from noaber.flows.controleer import controleer
from noaber.kernel.period import Period
from noaber.postbus import queries as postbus
from noaber.toewijzingen.models import Pgb
from noaber.toewijzingen.queries import list_versions
from noaber.toewijzingen.types import (
    Assign,
    Besluit,
    ChangeBudget,
    ChangeVolume,
    Delete,
    Died,
    HonourVot,
    HonourVow,
    Moved,
    Prolong,
    Replace,
    Restart,
    Shorten,
    StartEarlier,
    StartPgb,
)
from tests.flows.twee_kanten import product
from tests.flows.wereld import B1, P2, World, make_world, per_week, t1

T1 = t1()
AS_TOTAL = Assign(wens=replace(T1.wens, omvang=replace(per_week(100), frequentie="6")))
AS_BUDGET = Assign(
    wens=replace(T1.wens, product=replace(product(0), code=None), omvang=None, budget=500_000)
)
MAY = date(2026, 5, 31)
PGB = StartPgb(product=product(0), period=Period(date(2026, 6, 1), None))

Version = tuple[int, date, date | None]
FIRST, LAST = T1.wens.ingangsdatum, T1.wens.einddatum
DECISIONS: dict[type, tuple[Assign, Besluit, str | None, list[Version]]] = {
    Assign: (
        T1,
        Assign(wens=replace(T1.wens, product=product(1))),
        None,
        [(1, FIRST, LAST), (2, FIRST, LAST)],
    ),
    Prolong: (
        T1,
        Prolong(nummer=1, einddatum=date(2026, 9, 30)),
        None,
        [(1, FIRST, date(2026, 9, 30))],
    ),
    Shorten: (T1, Shorten(nummer=1, einddatum=MAY), "05", [(1, FIRST, MAY)]),
    Delete: (T1, Delete(nummer=1), None, [(1, FIRST, FIRST)]),
    ChangeVolume: (AS_TOTAL, ChangeVolume(nummer=1, volume=120), None, [(1, FIRST, LAST)]),
    ChangeBudget: (AS_BUDGET, ChangeBudget(nummer=1, budget=600_000), None, [(1, FIRST, LAST)]),
    Replace: (
        T1,
        Replace(
            nummer=1,
            wens=replace(T1.wens, ingangsdatum=date(2026, 6, 1), omvang=per_week(5)),
        ),
        None,
        [(1, FIRST, MAY), (2, date(2026, 6, 1), LAST)],
    ),
    StartEarlier: (
        T1,
        StartEarlier(nummer=1, ingangsdatum=date(2025, 12, 1)),
        None,
        [(1, FIRST, LAST), (2, date(2025, 12, 1), date(2025, 12, 31))],
    ),
    Restart: (
        T1,
        Restart(nummer=1, ingangsdatum=date(2026, 2, 1)),
        None,
        [(1, FIRST, FIRST), (2, date(2026, 2, 1), LAST)],
    ),
    StartPgb: (T1, PGB, None, [(1, FIRST, MAY)]),
    Died: (T1, Died(overlijdensdatum=date(2026, 3, 10)), None, [(1, FIRST, date(2026, 3, 10))]),
    Moved: (T1, Moved(inschrijfdatum=date(2026, 6, 1)), None, [(1, FIRST, MAY)]),
}
IN_OTHER_TESTS = {HonourVot, HonourVow}
"""They answer a verzoek (test_aanbieder)."""


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def test_every_kind_of_decision_is_here() -> None:
    assert set(get_args(Besluit)) == set(DECISIONS) | IN_OTHER_TESTS


@pytest.mark.parametrize("kind", DECISIONS, ids=lambda kind: kind.__name__)
def test_a_decision_is_kept_sent_and_booked(world: World, kind: type) -> None:
    before, besluit, reden, expected = DECISIONS[kind]
    world.decide(before)
    made = world.decide(besluit, at=time(10), reden=reden)
    assert made.bericht_id is not None
    verdict = judge_bytes(postbus.get_raw(made.bericht_id))
    assert verdict.outcome is Outcome.VALID
    found = {
        version.nummer: (version.ingangsdatum, version.einddatum)
        for version in list_versions(world.lane(), world.persoon(), B1)
    }
    assert found == {nummer: (begin, end) for nummer, begin, end in expected}
    told = {
        one.toewijzing_nummer: (one.ingangsdatum, one.einddatum)
        for one in verdict.value.client.toegewezen_producten
    }
    assert set(made.nummers) <= set(told)
    assert {nummer: told[nummer] for nummer in made.nummers} == {
        nummer: found[nummer] for nummer in made.nummers
    }
    broken = [one.checked.invariant.name for one in controleer(viewer=world.viewer, at=world.at)
              if one.breuken]  # fmt: skip
    assert broken == []


def test_a_pgb_is_kept_and_warns_of_what_goes_on_at_another_aanbieder(world: World) -> None:
    world.decide(T1)
    world.decide(T1, aanbieder=P2)
    made = world.decide(PGB, at=time(10))
    assert made.nummers == (1,)
    texts = [finding.text for finding in made.warnings if finding.rule == "OP043"]
    assert [f"toewijzing 2 bij aanbieder {P2}" in text for text in texts] == [True]
    kept = Pgb.objects.get()
    assert (kept.product_code, kept.ingangsdatum) == ("07A12", date(2026, 6, 1))
