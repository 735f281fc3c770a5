# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Columns in and out of the database, in the transaction of Django's own connection.

Both by COPY, as text that Polars reads and writes in compiled code: making objects of Python of
every value costs more than the query. The mark between values that come out, and what stands for
nothing, are control characters that no XML document can hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import Any, Final

import polars as pl
from django.db import connection
from psycopg import sql

Kind = pl.DataType | type[pl.DataType]
Schema = Mapping[str, Kind]

_VALUE_END: Final = "\x1f"
_NULL: Final = "\x1d"
_RETURN: Final = "\x1c"
"""A carriage return on its way out: Polars drops one that ends a value."""


@contextmanager
def _copying(statement: sql.Composed | str, parameters: Any = None) -> Iterator[Any]:
    """With errors as Django calls them: who calls has to know when the database went away."""
    with (
        connection.cursor() as cursor,
        connection.wrap_database_errors,
        cursor.cursor.copy(statement, parameters) as copy,
    ):
        yield copy


def copy_in(table: str, frame: pl.DataFrame) -> None:
    """Adds the rows of a frame; its columns have the names of those of the table.

    Lists must be written as PostgreSQL writes arrays (see ``as_array``).
    """
    buffer = BytesIO()
    frame.write_csv(buffer, include_header=False, null_value=_NULL, quote_style="necessary")
    statement = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT csv, NULL {})").format(
        sql.Identifier(table),
        sql.SQL(", ").join(map(sql.Identifier, frame.columns)),
        sql.Literal(_NULL),
    )
    with _copying(statement) as copy:
        copy.write(buffer.getbuffer())


def copy_out(
    query: str, parameters: Sequence[Any] | Mapping[str, Any], schema: Schema
) -> pl.DataFrame:
    """The rows of a query that names its columns as the schema does.

    A day must be selected as the number of days since 1970: ``column - DATE '1970-01-01'``.
    """
    values = ", ".join(_leaves_as(name, kind) for name, kind in schema.items())
    statement = (
        f"COPY (SELECT {values} FROM ({query}) found) "  # noqa: S608  # our own text
        f"TO STDOUT (FORMAT csv, DELIMITER E'{_VALUE_END}', NULL E'{_NULL}')"
    )
    with _copying(statement, parameters) as copy:
        text = b"".join(copy)
    if not text:
        return pl.DataFrame(schema=dict(schema))
    frame = pl.read_csv(
        text,
        has_header=False,
        schema={name: _travels_as(kind) for name, kind in schema.items()},
        separator=_VALUE_END,
        null_values=[_NULL],
        empty_string_is_null=False,
    )
    return frame.with_columns(_arrived(name, kind) for name, kind in schema.items())


def _leaves_as(name: str, kind: Kind) -> str:
    return f"translate({name}, E'\\r', E'{_RETURN}')" if kind == pl.String else name


def _travels_as(kind: Kind) -> Kind:
    """Days and truths travel as what both sides read fastest."""
    if kind == pl.Date:
        return pl.Int32
    return pl.String if kind == pl.Boolean else kind


def _arrived(name: str, kind: Kind) -> pl.Expr:
    column = pl.col(name)
    if kind == pl.Boolean:
        return column == "t"
    if kind == pl.String:
        return column.str.replace_all(_RETURN, "\r", literal=True)
    return column.cast(kind)


# ── parameters ───────────────────────────────────────────────────────────────────────────────────


def as_numbers(values: pl.Series) -> str:
    """Whole numbers or days as one parameter, for ``%s::int[]`` or ``%s::date[]``.

    Tens of thousands of values: put together here in a fraction of the time that a list takes.
    """
    return f"{{{values.cast(pl.String).str.join(',').item()}}}"


TEXTS: Final = f"string_to_array(%s, E'{_VALUE_END}')"
"""SQL for the texts that ``as_texts`` put together."""


def as_texts(values: pl.Series) -> str:
    """Texts as one parameter, for ``TEXTS``."""
    return str(values.str.join(_VALUE_END).item())


def as_array(lists: pl.Expr) -> pl.Expr:
    """Lists of plain codes as PostgreSQL writes an array of text; null stays null."""
    return pl.format("{{{}}}", lists.list.join(","))
