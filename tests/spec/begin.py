# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The world that a scenario begins with: built once, and after that copied back as it was.

Building takes hundreds of queries and is tested elsewhere; copying takes one per table. Half of all
scenarios begin with toewijzing T1, decided, sent and accepted: that world is kept as well.
"""

from __future__ import annotations

from django.db import connection
from psycopg import sql

from tests.flows.wereld import World, make_world
from tests.spec.stappen_basis import T1, wijs_t1_toe
from tests.spec.wereld import Wereld

Rows = dict[str, bytes]
"""By table what is in it, as PostgreSQL copies it; empty tables left out."""

_kept: dict[bool, Rows] = {}
"""The world with and without T1."""


def begin(*, with_t1: bool) -> Wereld:
    """Gemeente G1, aanbieders P1 and P2 under contract, clients B1 to B3; it is 16 March 2026."""
    if with_t1 in _kept:
        _restore(_kept[with_t1])
        return _known(World(), with_t1=with_t1)
    before = _rows()
    made = Wereld(world=make_world())
    if with_t1:
        wijs_t1_toe(made)
    _kept[with_t1] = {table: rows for table, rows in _rows().items() if table not in before}
    return _known(made.world, with_t1=with_t1)


def _known(world: World, *, with_t1: bool) -> Wereld:
    return Wereld(world=world, toewijzingen={"T1": T1} if with_t1 else {}, besluiten=int(with_t1))


def _rows() -> Rows:
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            statement = sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(table))
            with cursor.cursor.copy(statement) as copy:
                if rows := b"".join(bytes(part) for part in copy):
                    found[table] = rows
    return found


def _restore(kept: Rows) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table, rows in kept.items():
            statement = sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(table))
            with cursor.cursor.copy(statement) as copy:
                copy.write(rows)
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
