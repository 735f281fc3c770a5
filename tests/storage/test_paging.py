# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Pages by key: every row once, also when somebody adds or removes rows meanwhile."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from noaber.partijen.models import Aanbieder
from noaber.storage.paging import after

Key = tuple[Any, ...]
ORDERS: list[tuple[str, ...]] = [("agb",), ("naam", "agb"), ("-naam", "agb"), ("naam", "-agb")]


def put(number: int, naam: str) -> Aanbieder:
    return Aanbieder.objects.create(agb=f"{number:08}", naam=naam, kvk="")


def page(order: tuple[str, ...], key: Key | None, limit: int) -> list[Aanbieder]:
    rows = Aanbieder.objects.all() if key is None else Aanbieder.objects.filter(after(order, key))
    return list(rows.order_by(*order)[:limit])


def key_of(row: Aanbieder, order: tuple[str, ...]) -> Key:
    return tuple(getattr(row, name.removeprefix("-")) for name in order)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(
    names=st.lists(st.sampled_from("ab"), min_size=1, max_size=9),
    order=st.sampled_from(ORDERS),
    limit=st.integers(1, 4),
)
def test_pages_together_are_the_whole_list_in_order(
    db: None, names: list[str], order: tuple[str, ...], limit: int
) -> None:
    Aanbieder.objects.all().delete()
    for number, naam in enumerate(names):
        put(number, naam)
    seen: list[Aanbieder] = []
    key: Key | None = None
    while rows := page(order, key, limit):
        seen += rows
        key = key_of(rows[-1], order)
    assert seen == list(Aanbieder.objects.order_by(*order))


def test_rows_that_come_and_go_meanwhile_move_no_other_row(db: None) -> None:
    for number in (10, 20, 30, 40):
        put(number, "b")
    order = ("naam", "agb")
    first = page(order, None, 2)
    put(5, "a")  # before what was seen: not shown
    put(25, "b")  # still to come: shown
    first[0].delete()  # seen already
    first[1].delete()  # even the row whose key is the place
    rest = page(order, key_of(first[1], order), 10)
    assert [row.agb[-2:] for row in [*first, *rest]] == ["10", "20", "25", "30", "40"]


def test_a_key_of_the_wrong_length_is_an_error() -> None:
    with pytest.raises(ValueError, match="argument"):
        after(("naam", "agb"), ("a",))
