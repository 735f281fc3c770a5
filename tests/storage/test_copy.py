# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Columns go into the database and come back as they were, whatever is in them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import polars as pl
import pytest
from django.db import DataError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from noaber.storage.copy import (
    TEXTS,
    as_array,
    as_numbers,
    as_texts,
    copy_in,
    copy_out,
)

AWKWARD = [
    *("", " ", " x ", "\t", "a\tb", "a\nb", "a\r\nb", "\\", "\\N", "\\.", "a\\nb", '"', '""'),
    *('a"b,c', "'", "’", "ë", "d'Hoogëveen", "ﬀ", "𝄞", "NULL", "null", "{", "{a,b}", ";", ","),
    *("%s", "%%", "$$", "0012", "1e3", "true", "\u00a0", "\u2028"),
]
_SIGNS = st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\t\n\r")
SCHEMA = {
    "plek": pl.Int64,
    "tekst": pl.String,
    "getal": pl.Int64,
    "dag": pl.Date,
    "waar": pl.Boolean,
}
BACK = "SELECT plek, tekst, getal, dag - DATE '1970-01-01' AS dag, waar FROM awkward ORDER BY plek"


@pytest.fixture
def table(db: None) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE awkward (plek bigint, tekst text, getal bigint, dag date, "
            "waar boolean, codes text[])"
        )
        yield
        cursor.execute("DROP TABLE awkward")


def frame_of(texts: list[str | None]) -> pl.DataFrame:
    count = len(texts)
    return pl.DataFrame(
        {
            "plek": range(count),
            "tekst": texts,
            "getal": [None if n % 3 == 0 else n - 2**40 for n in range(count)],
            "dag": [None if n % 4 == 0 else date(1890 + n, 2, 28) for n in range(count)],
            "waar": [[True, False, None][n % 3] for n in range(count)],
        },
        schema=SCHEMA,
    )


def test_awkward_values_come_back_as_they_went(table: None) -> None:
    frame = frame_of([None, *AWKWARD, None])
    copy_in("awkward", frame)
    assert copy_out(BACK, [], SCHEMA).equals(frame)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.lists(st.none() | st.text(_SIGNS), min_size=1, max_size=8))
def test_any_text_that_xml_can_hold_comes_back_as_it_went(
    table: None, texts: list[str | None]
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE awkward")
    frame = frame_of(texts)
    copy_in("awkward", frame)
    assert copy_out(BACK, [], SCHEMA).equals(frame)


def test_nothing_is_copied_as_nothing(table: None) -> None:
    copy_in("awkward", frame_of([]))
    found = copy_out(BACK, [], SCHEMA)
    assert (found.height, found.schema) == (0, pl.Schema(SCHEMA))


def test_columns_are_named_so_their_order_does_not_matter(table: None) -> None:
    copy_in("awkward", frame_of(["a", "b"]).select("waar", "tekst", "plek"))
    assert copy_out(BACK, [], SCHEMA)["tekst"].to_list() == ["a", "b"]


def test_lists_of_codes_become_arrays_and_none_stays_none(table: None) -> None:
    frame = pl.DataFrame(
        {"plek": [1, 2, 3], "codes": [["0001", "S329"], [], None]},
        schema={"plek": pl.Int64, "codes": pl.List(pl.String)},
    )
    copy_in("awkward", frame.with_columns(as_array(pl.col("codes"))))
    with connection.cursor() as cursor:
        cursor.execute("SELECT codes FROM awkward ORDER BY plek")
        assert [row[0] for row in cursor.fetchall()] == [["0001", "S329"], [], None]


def test_many_texts_travel_as_one_parameter(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {TEXTS}", [as_texts(pl.Series(AWKWARD))])
        assert cursor.fetchone()[0] == AWKWARD
        cursor.execute(f"SELECT {TEXTS}", [as_texts(pl.Series([], dtype=pl.String))])
        assert cursor.fetchone()[0] == []


@pytest.mark.parametrize("numbers", [[], [0], [3, -1, 2**31 - 1]])
def test_many_numbers_travel_as_one_parameter(db: None, numbers: list[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::int[]", [as_numbers(pl.Series(numbers, dtype=pl.Int64))])
        assert cursor.fetchone()[0] == numbers


def test_many_days_travel_as_one_parameter(db: None) -> None:
    days = [date(1890, 1, 1), date(2026, 2, 28)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::date[]", [as_numbers(pl.Series(days))])
        assert cursor.fetchone()[0] == days


def test_a_refusal_on_the_way_is_an_error_as_django_calls_it(table: None) -> None:
    with pytest.raises(DataError), transaction.atomic():
        copy_out(
            "SELECT 1 / (plek - plek) AS plek FROM (VALUES (1)) v(plek)", [], {"plek": pl.Int64}
        )
    with pytest.raises(DataError), transaction.atomic():
        copy_in("awkward", pl.DataFrame({"plek": ["geen getal"]}))
