# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""One filled database for all tests of a file; each test leaves it as it was."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction

from tests.betalen.wereld import Betaalwereld
from tests.storage.filled import fill_database


@pytest.fixture(scope="module")
def filled_once(django_db_setup: None, django_db_blocker: Any) -> Iterator[Betaalwereld]:
    with django_db_blocker.unblock(), transaction.atomic():
        world = fill_database()
        connection.check_constraints()
        yield world
        transaction.set_rollback(True)


@pytest.fixture
def filled(filled_once: Betaalwereld, db: None) -> Betaalwereld:
    """What ``db`` undoes after a test is what the test did: the rows were there before it."""
    return filled_once
