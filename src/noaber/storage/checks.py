# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Looking at an invariant with one query over all rows, however many there are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection

from noaber.kernel.controle import MOST_BREAKS, Break, Checked, Invariant


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """An invariant as SQL.

    Parameters stand in both queries as ``%(name)s``.
    """

    invariant: Invariant
    subject: str
    """What kind of thing a break is about."""
    looked_at: str
    """A query that gives one number: of how many things it is asked."""
    breaks: str
    """A query of which each row is a break: first ``id``, then what ``tell`` takes."""
    tell: Callable[..., str]
    """The other columns of such a row as a Dutch text."""


def look(check: Check, parameters: Mapping[str, Any]) -> Checked:
    """Looks at one invariant."""
    with connection.cursor() as cursor:
        cursor.execute(check.looked_at, parameters)
        counted = cursor.fetchone()
        assert counted is not None
        cursor.execute(
            f"SELECT count(*) OVER (), found.* FROM ({check.breaks}) found "  # noqa: S608  # our own text
            f"ORDER BY found.id LIMIT {MOST_BREAKS}",
            parameters,
        )
        rows = cursor.fetchall()
    return Checked(
        invariant=check.invariant,
        looked_at=counted[0],
        broken=rows[0][0] if rows else 0,
        breaks=tuple(Break(check.subject, row[1], check.tell(*row[2:])) for row in rows),
    )
