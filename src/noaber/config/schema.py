# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The tables in the database: whether they are those of this version, and bringing them there."""

from __future__ import annotations

from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.migrations.executor import MigrationExecutor

from noaber.config.errors import NotReady

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
