# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Breaking what the database guards, on purpose, inside the transaction of a test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def by_hand() -> Iterator[None]:
    """Without the triggers and checks of the database, as somebody with all rights could be."""
    with connection.cursor() as cursor:
        # What was done properly is looked at now, and not again after it is broken.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute("SET session_replication_role = replica")
        yield
        cursor.execute("SET session_replication_role = DEFAULT")


def sql(text: str, *parameters: object) -> None:
    """Breaks something by hand; the text must change rows."""
    with by_hand(), connection.cursor() as cursor:
        cursor.execute(text, parameters)
        assert cursor.rowcount > 0, "nothing was broken"
