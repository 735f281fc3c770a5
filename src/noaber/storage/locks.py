# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Work that is done by one at a time, where there is no row to lock."""

from __future__ import annotations

from hashlib import blake2b

from django.db import connection


def wait_for_turn(work: str, *, shared: bool = False) -> None:
    """Waits until nobody else does this work; it is ours until the transaction ends.

    ``shared``: others may do it too, as long as they ask for it in the same way.
    """
    number = int.from_bytes(blake2b(work.encode(), digest_size=8).digest(), "big", signed=True)
    with connection.cursor() as cursor:
        lock = "pg_advisory_xact_lock_shared" if shared else "pg_advisory_xact_lock"
        cursor.execute(f"SELECT {lock}(%s)", [number])
