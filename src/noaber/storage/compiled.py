# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""A question to the database that is put together once and asked many times.

Django writes the SQL of a question anew each time it is asked, which costs more than the answer.
For the few that are asked for every message.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import Expression, QuerySet

Row = TypeVar("Row")


class _Place(Expression):
    """Stands in a question where a value comes."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        return "%s", (self,)


class Compiled(Generic[Row]):
    """A question with places for values.

    ``build`` makes the queryset, given as many stand-ins for values as ``places``. It gives values
    (``values_list``) of columns that need no converting; each row becomes what ``make`` makes of
    it.
    """

    def __init__(
        self,
        places: int,
        build: Callable[..., QuerySet[Any, tuple[Any, ...]]],
        make: Callable[[tuple[Any, ...]], Row],
    ) -> None:
        self._build, self._make = build, make
        self._places = places
        self._text: str | None = None
        self._parameters: tuple[Any, ...] = ()

    def __call__(self, *values: Any) -> list[Row]:
        """The rows, with these values in their places, as the database takes them."""
        if self._text is None:
            rows = self._build(*map(_Place, range(self._places)))
            self._text, self._parameters = rows.query.sql_with_params()
        filled = [
            values[one.number] if isinstance(one, _Place) else one for one in self._parameters
        ]
        with connection.cursor() as cursor:
            cursor.execute(self._text, filled)
            return list(map(self._make, cursor.fetchall()))
