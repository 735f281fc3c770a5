# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The tables in the database: whether they are those of this version, and bringing them there."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from noaber.config.errors import NotReady


@dataclass(frozen=True, slots=True)
class Tabel:
    """One table, by what it takes."""

    naam: str
    rijen: int
    bytes: int


@dataclass(frozen=True, slots=True)
class DatabaseStand:
    """What is in the database."""

    versie: str
    """Of PostgreSQL."""
    plek: str
    """Host and name, without user and password."""
    bytes: int
    migraties: int
    wachtend: int
    """Migrations that are still to be applied."""
    tabellen: tuple[Tabel, ...]


_TABLES = """
SELECT c.relname, pg_total_relation_size(c.oid) FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND n.nspname = current_schema() ORDER BY c.relname
"""


def get_stand() -> DatabaseStand:
    """What is in the database now. Every table is counted, which takes a while when it is large.

    Raises:
        OperationalError: the database does not answer.
    """
    settings = connection.settings_dict
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('server_version'), pg_database_size(current_database())"
        )
        versie, size = cursor.fetchone()
        cursor.execute(_TABLES)
        sizes = cursor.fetchall()
        tables = []
        for name, table_size in sizes:
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(name)}")  # noqa: S608  # our own text
            tables.append(Tabel(name, cursor.fetchone()[0], table_size))
    return DatabaseStand(
        versie=versie,
        plek=f"{settings['HOST'] or 'localhost'}, database {settings['NAME']}",
        bytes=size,
        migraties=len(MigrationRecorder(connection).applied_migrations()),
        wachtend=pending_migrations(),
        tabellen=tuple(tables),
    )


_LOCK = 7_206_001
"""Advisory lock: of two programs that start at once, one migrates and the other waits."""


def pending_migrations() -> int:
    """How many steps the tables are behind.

    Raises:
        OperationalError: the database does not answer.
    """
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def bring_up_to_date(*, allowed: bool) -> None:
    """Migrates when needed.

    Raises:
        NotReady: migrating is needed and not allowed.
        OperationalError: the database does not answer.
    """
    if not pending_migrations():
        return
    if not allowed:
        raise NotReady(
            "De tabellen in de database zijn van een andere versie van noaber. Maak een back-up en "
            "draai dan: noaber database migreer."
        )
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        try:
            if pending_migrations():
                call_command("migrate", verbosity=0, interactive=False)
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
