# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Work that is done by one at a time."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection, transaction
from psycopg.errors import LockNotAvailable

from noaber.storage.locks import wait_for_turn

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def other() -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    """Another program, which does not wait long for its turn."""
    settings = connection.get_connection_params()
    wanted = {
        name: settings[name] for name in ("dbname", "host", "port", "user") if name in settings
    }
    with psycopg.connect(**wanted) as found:
        found.execute("SET lock_timeout = '50ms'")
        found.commit()
        yield found
        found.rollback()


def key_of(work: str, *, shared: bool = False) -> int:
    """The number that stands for this work, as the database is asked for it."""
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    with CaptureQueriesContext(connection) as asked, transaction.atomic():
        wait_for_turn(work, shared=shared)
    (sql,) = (q["sql"] for q in asked.captured_queries if "advisory" in q["sql"])
    return int(sql.split("(")[1].rstrip(")"))


def take(other: psycopg.Connection[tuple[object, ...]], number: int, shared: str = "") -> None:
    other.execute(f"SELECT pg_advisory_xact_lock{shared}({number})")


def test_a_second_one_waits_until_the_transaction_of_the_first_ends(
    other: psycopg.Connection[tuple[object, ...]],
) -> None:
    number = key_of("WMO305 99010014 I1")
    with transaction.atomic():
        wait_for_turn("WMO305 99010014 I1")
        with pytest.raises(LockNotAvailable):
            take(other, number)
        other.rollback()
    take(other, number)


def test_other_work_does_not_wait(other: psycopg.Connection[tuple[object, ...]]) -> None:
    number = key_of("WMO305 99010014 I2")
    with transaction.atomic():
        wait_for_turn("WMO305 99010014 I1")
        take(other, number)


def test_what_is_shared_is_done_side_by_side_and_shuts_out_who_wants_it_alone(
    other: psycopg.Connection[tuple[object, ...]],
) -> None:
    number = key_of("samen")
    with transaction.atomic():
        wait_for_turn("samen", shared=True)
        take(other, number, "_shared")
        other.rollback()
        with pytest.raises(LockNotAvailable):
            take(other, number)
    other.rollback()


def test_a_turn_ends_when_the_work_fails(other: psycopg.Connection[tuple[object, ...]]) -> None:
    number = key_of("mislukt")
    with transaction.atomic():
        wait_for_turn("mislukt")
        transaction.set_rollback(True)
    take(other, number)
