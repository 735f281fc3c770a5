# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Many rows at once: new ones are added, those that differ are changed, and both are counted."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from noaber.partijen.models import Aanbieder
from noaber.storage.bulk import Counts, Put, put_rows

KEY = ["agb"]


def row(number: int, naam: str, **more: Any) -> dict[str, Any]:
    return {"agb": f"{number:08}", "naam": naam, **more}


def put(*rows: dict[str, Any]) -> Put:
    return put_rows(Aanbieder.objects.filter(agb__in=[one["agb"] for one in rows]), KEY, rows)


def kept() -> dict[int, tuple[str, str]]:
    rows = Aanbieder.objects.values_list("agb", "naam", "kvk")
    return {int(agb): (naam, kvk) for agb, naam, kvk in rows}


def test_what_is_new_is_added_what_differs_is_changed_and_the_rest_is_left(db: None) -> None:
    put(row(1, "een"), row(2, "twee"))
    done = put(row(2, "anders"), row(3, "drie"), row(1, "een"))
    assert done.counts == Counts(new=1, changed=1, unchanged=1)
    assert kept() == {1: ("een", ""), 2: ("anders", ""), 3: ("drie", "")}
    assert [Aanbieder.objects.get(pk=key).agb[-1] for key in done.keys] == ["2", "3", "1"]


def test_what_is_not_told_stays_or_gets_its_default(db: None) -> None:
    put(row(1, "een", kvk="12345678"))
    assert put(row(1, "anders")).counts.changed == 1
    assert kept() == {1: ("anders", "12345678")}


def test_nothing_is_nothing(db: None) -> None:
    assert put().counts == Counts()
    assert Counts(new=1) + Counts(changed=2, unchanged=3) == Counts.of(6, new=1, changed=2)


def test_costly_values_are_made_for_new_rows_only(db: None) -> None:
    made: list[str] = []

    def only_new(told: Any) -> dict[str, Any]:
        made.append(told["agb"])
        return {"kvk": "87654321"}

    rows = [row(1, "een"), row(2, "twee")]
    put(rows[0])
    put_rows(Aanbieder.objects.all(), KEY, rows, only_new=only_new)
    assert made == ["00000002"]
    assert kept() == {1: ("een", ""), 2: ("twee", "87654321")}


def test_a_row_that_somebody_else_adds_meanwhile_is_changed_and_not_doubled(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    manager = type(Aanbieder._default_manager)
    original = manager.bulk_create

    def a_moment_too_late(self: Any, *arguments: Any, **options: Any) -> Any:
        if options.get("ignore_conflicts"):
            Aanbieder.objects.create(**row(1, "van een ander", kvk="12345678"))
        return original(self, *arguments, **options)

    monkeypatch.setattr(manager, "bulk_create", a_moment_too_late)
    done = put(row(1, "van ons"))
    assert kept() == {1: ("van ons", "12345678")}
    assert len(done.keys) == 1


def test_many_rows_take_as_many_queries_as_few(db: None) -> None:
    counts = []
    for most in (3, 300):
        with CaptureQueriesContext(connection) as asked:
            put(*(row(number, f"naam {most} {number}") for number in range(most)))
        counts.append(len(asked))
    assert counts[0] + 1 >= counts[1]
