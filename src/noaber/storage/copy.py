# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Columns in and out of the database, in the transaction of Django's own connection.

In by COPY. Out as one text that the server puts together: reading rows one by one in Python costs
more than the query. Both are what Polars reads and writes in compiled code. The marks between
values are control characters that no XML document can hold, so no value ever needs to be quoted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any, Final

import polars as pl
from django.db import connection
from psycopg import sql

Kind = pl.DataType | type[pl.DataType]
Schema = Mapping[str, Kind]

_ROW_END: Final = "\x1e"
_VALUE_END: Final = "\x1f"
_NULL: Final = "\x1d"
_RETURN: Final = "\x1c"
"""A carriage return on its way out: Polars drops one that ends a value."""


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
    with connection.cursor() as cursor, cursor.cursor.copy(statement) as copy:
        copy.write(buffer.getbuffer())


def copy_out(
    query: str, parameters: Sequence[Any] | Mapping[str, Any], schema: Schema
) -> pl.DataFrame:
    """The rows of a query that names its columns as the schema does.

    A day must be selected as the number of days since 1970: ``column - DATE '1970-01-01'``.
    """
    values = ", ".join(
        f"COALESCE({_as_text(name, kind)}, E'{_NULL}')" for name, kind in schema.items()
    )
    text = (
        f"SELECT string_agg(concat_ws(E'{_VALUE_END}', {values}), E'{_ROW_END}') "  # noqa: S608  # our own text
        f"FROM ({query}) found"
    )
    with connection.cursor() as cursor:
        cursor.execute(text, parameters)
        row = cursor.fetchone()
    assert row is not None
    if row[0] is None:
        return pl.DataFrame(schema=dict(schema))
    frame = pl.read_csv(
        row[0].encode(),
        has_header=False,
        schema={name: _travels_as(kind) for name, kind in schema.items()},
        separator=_VALUE_END,
        eol_char=_ROW_END,
        quote_char=None,
        null_values=[_NULL],
        empty_string_is_null=False,
    )
    return frame.with_columns(_arrived(name, kind) for name, kind in schema.items())


def _as_text(name: str, kind: Kind) -> str:
    return (
        f"translate({name}::text, E'\\r', E'{_RETURN}')" if kind == pl.String else f"{name}::text"
    )


def _travels_as(kind: Kind) -> Kind:
    """Days and truths travel as what both sides read fastest."""
    if kind == pl.Date:
        return pl.Int32
    return pl.String if kind == pl.Boolean else kind


def _arrived(name: str, kind: Kind) -> pl.Expr:
    column = pl.col(name)
    if kind == pl.Boolean:
        return column == "true"
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
