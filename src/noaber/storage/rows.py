# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Few rows at a time, where that is done for every message.

Django puts the text of a statement together at each call, which costs more than the statement.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import connection, models


@dataclass(frozen=True, slots=True)
class _Insert:
    text: str
    """Up to the values."""
    values: str
    fields: tuple[models.Field[Any, Any], ...]

    def values_of(self, row: models.Model) -> list[Any]:
        return [
            field.get_db_prep_save(getattr(row, field.attname), connection) for field in self.fields
        ]


@cache
def _insert(model: type[models.Model]) -> _Insert:
    meta, quote = model._meta, connection.ops.quote_name  # noqa: SLF001  # Django's own name for it
    fields = tuple(field for field in meta.local_concrete_fields if field is not meta.pk)
    columns = ", ".join(quote(field.column or "") for field in fields)
    values = ", ".join(
        field.get_placeholder(None, None, connection) if hasattr(field, "get_placeholder") else "%s"
        for field in fields
    )
    text = f"INSERT INTO {quote(meta.db_table)} ({columns}) VALUES "  # noqa: S608  # names of our own
    return _Insert(text, f"({values})", fields)


def add_row(row: models.Model) -> int:
    """Adds a row as ``save(force_insert=True)`` does, and gives its number.

    For a model of which the key is a number that the database gives, called ``id``; no signal is
    sent.
    """
    insert = _insert(type(row))
    with connection.cursor() as cursor:
        cursor.execute(f"{insert.text}{insert.values} RETURNING id", insert.values_of(row))
        made = cursor.fetchone()
    assert made is not None
    row.pk, row._state.adding, row._state.db = made[0], False, connection.alias  # noqa: SLF001
    number: int = made[0]
    return number


def add_rows(rows: Iterable[models.Model]) -> None:
    """Adds rows of one model in one statement; they do not learn their number."""
    made = list(rows)
    if not made:
        return
    insert = _insert(type(made[0]))
    values = [value for row in made for value in insert.values_of(row)]
    with connection.cursor() as cursor:
        cursor.execute(insert.text + ", ".join([insert.values] * len(made)), values)
