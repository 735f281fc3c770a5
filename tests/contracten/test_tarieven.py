# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""A tarief is valid over days and known from a moment: nothing that was known is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from noaber.access.types import NotAllowed
from noaber.contracten import models, operations, queries
from noaber.contracten.types import Overeenkomst, Product, Tarief
from noaber.kernel.period import Period
from noaber.kernel.wet import Wet
from noaber.partijen.queries import get_aanbieder_id
from tests.flows.wereld import G1, P1, World, make_world

NUMMER = f"wmo-{P1}"
START = date(2020, 1, 1)


@pytest.fixture
def world(db: None) -> World:
    """07A12 is 60,00 per uur from 2020 on."""
    return make_world()


def tell(
    world: World,
    cents: int | None,
    van: str,
    tot: str | None = None,
    *,
    at: datetime | None = None,
    **other: Any,
) -> bool:
    end = None if tot is None else date.fromisoformat(tot)
    return operations.register_tarief(
        gemeente=G1,
        wet=Wet.WMO,
        tarief=_tarief(cents, Period(date.fromisoformat(van), end), **other),
        viewer=world.viewer,
        at=at or world.at,
    )


def _tarief(cents: int | None, geldig: Period, **other: Any) -> Tarief:
    fields: dict[str, Any] = {
        "overeenkomst": NUMMER,
        "categorie": "07",
        "code": "07A12",
        "eenheid": "04",
        "bedrag_cents": cents,
        "geldig": geldig,
    }
    return Tarief(**fields | other)


def in_force() -> list[tuple[date, date | None, int]]:
    frame = queries.tarieven_frame(G1, P1, Wet.WMO)
    rows = frame.filter((frame["product_code"] == "07A12") & (frame["eenheid"] == "04"))
    return rows.sort("geldig_van").select("geldig_van", "geldig_tot_en_met", "tarief").rows()


def ever_known() -> list[Tarief]:
    rows = models.Tarief.objects.filter(
        overeenkomst__nummer=NUMMER, product__code="07A12", eenheid="04"
    )
    return [queries._tarief(row) for row in rows.order_by("geldig_van", "geregistreerd_at")]


def test_a_new_price_ends_the_old_one_the_day_before(world: World) -> None:
    assert tell(world, 6300, "2026-01-01") is True
    assert in_force() == [
        (START, date(2025, 12, 31), 6000),
        (date(2026, 1, 1), None, 6300),
    ]


def test_a_price_for_some_days_lies_inside_the_one_that_goes_on(world: World) -> None:
    tell(world, 9900, "2026-05-01", "2026-06-01")
    assert in_force() == [
        (START, date(2026, 4, 30), 6000),
        (date(2026, 5, 1), date(2026, 5, 31), 9900),
        (date(2026, 6, 1), None, 6000),
    ]


def test_what_was_known_before_a_correction_can_still_be_seen(world: World) -> None:
    later = world.at + timedelta(days=3)
    tell(world, 6300, "2026-01-01", at=later)
    ended = [row for row in ever_known() if row.vervallen_at is not None]
    assert [(row.bedrag_cents, row.geldig, row.vervallen_at) for row in ended] == [
        (6000, Period(START, None), later)
    ]
    # On the day itself the old one was what counted.
    known_then = [
        row
        for row in ever_known()
        if row.geregistreerd_at is not None and row.geregistreerd_at <= world.at
    ]
    assert [(row.bedrag_cents, row.geldig) for row in known_then] == [(6000, Period(START, None))]


def test_telling_what_is_known_changes_nothing(world: World) -> None:
    before = ever_known()
    assert tell(world, 6000, "2020-01-01") is False
    assert tell(world, 6000, "2026-05-01", "2026-06-01") is False
    assert ever_known() == before


def test_a_price_told_on_a_day_before_the_last_one_still_ends_after_it_began(
    world: World,
) -> None:
    tell(world, 6300, "2026-01-01", at=world.at - timedelta(days=30))
    assert [row for row in ever_known() if row.vervallen_at and row.geregistreerd_at] != []
    assert in_force()[-1] == (date(2026, 1, 1), None, 6300)


def test_each_eenheid_and_product_has_a_line_of_its_own(world: World) -> None:
    tell(world, 100, "2026-01-01", eenheid="01")
    tell(world, None, "2026-01-01", eenheid="83")
    assert in_force() == [(START, None, 6000)]
    prijzen = queries.list_prijzen(G1, P1, Wet.WMO)["07", "07A12"]
    assert {prijs.eenheid: prijs.bedrag_cents for prijs in prijzen} == {
        "04": 6000, "01": 100, "83": None,
    }  # fmt: skip


def test_a_price_without_contract_or_product_is_refused_in_dutch(world: World) -> None:
    before = ever_known()
    with pytest.raises(operations.UnknownOvereenkomst, match="NIET-1"):
        tell(world, 1, "2026-01-01", overeenkomst="NIET-1")
    with pytest.raises(operations.UnknownProduct, match="07 07Z99"):
        tell(world, 1, "2026-01-01", code="07Z99")
    assert ever_known() == before


def test_of_many_prices_with_one_that_is_wrong_none_is_kept(world: World) -> None:
    before = ever_known()
    period = Period(date(2026, 1, 1), None)
    with pytest.raises(operations.UnknownProduct):
        operations.register_tarieven(
            gemeente=G1,
            tarieven=[_tarief(1, period), _tarief(2, period, code="07Z99")],
            viewer=world.viewer,
            at=world.at,
        )
    assert ever_known() == before


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(
    told=st.lists(
        st.tuples(st.integers(0, 40), st.integers(1, 20) | st.none(), st.integers(1, 4)),
        min_size=1,
        max_size=6,
    )
)
def test_on_every_day_the_last_that_was_told_of_it_counts(
    world: World, told: list[tuple[int, int | None, int]]
) -> None:
    models.Tarief.objects.all().delete()
    expected: dict[int, int] = {}
    rows = []
    for begin, length, cents in told:
        end = None if length is None else START + timedelta(days=begin + length)
        rows.append(_tarief(cents, Period(START + timedelta(days=begin), end)))
        expected |= dict.fromkeys(range(begin, 70 if length is None else begin + length), cents)
    operations.register_tarieven(gemeente=G1, tarieven=rows, viewer=world.viewer, at=world.at)
    found = {}
    for van, tot, cents in in_force():
        last = 69 if tot is None else (tot - START).days
        found |= dict.fromkeys(range((van - START).days, last + 1), cents)
    assert found == expected


# ── products and contracts ───────────────────────────────────────────────────────────────────────


def test_a_product_and_a_contract_told_again_are_changed_and_not_doubled(world: World) -> None:
    product = Product(gemeente=G1, wet=Wet.WMO, categorie="07", code="07A12", naam="Nieuwe naam")
    operations.register_product(product=product, viewer=world.viewer)
    names = {(row.wet, row.code): row.naam for row in queries.list_producten(G1)}
    assert names[Wet.WMO, "07A12"] == "Nieuwe naam"
    assert len(names) == 4
    contract = Overeenkomst(
        gemeente=G1, aanbieder=P1, wet=Wet.WMO, nummer=NUMMER, ingangsdatum=START,
        einddatum_tot=date(2027, 1, 1),
    )  # fmt: skip
    operations.register_overeenkomst(
        overeenkomst=contract, aanbieder_id=get_aanbieder_id(P1), viewer=world.viewer
    )
    assert queries.list_overeenkomsten(G1).count(contract) == 1
    assert len(queries.list_overeenkomsten(G1)) == 4


def test_who_may_not_set_up_changes_nothing(world: World) -> None:
    stranger = replace(world.viewer, administraties=frozenset({"0014"}))
    product = Product(gemeente=G1, wet=Wet.WMO, categorie="07", code="07A99", naam="X")
    with pytest.raises(NotAllowed):
        operations.register_product(product=product, viewer=stranger)
    with pytest.raises(NotAllowed):
        tell(replace(world, viewer=stranger), 1, "2026-01-01")
    assert in_force() == [(START, None, 6000)]
