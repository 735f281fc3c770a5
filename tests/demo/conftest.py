# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Exercises within a test: in this process, in the database of the test."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from noaber.cli.oefenkrachten import Alleen
from noaber.cli.progress import Progress
from noaber.demo.oefening import Oefening
from noaber.demo.opdrachten import lane_of
from noaber.demo.opzet import Opzet

Doen = Callable[[Opzet, Path], Oefening]


@contextmanager
def rolled_back() -> Iterator[None]:
    """Everything that is done in here is undone, after the constraints have had their say."""
    from django.db import connection, transaction  # noqa: PLC0415

    lane_of.cache_clear()
    with transaction.atomic():
        yield
        connection.check_constraints()
        transaction.set_rollback(True)
    lane_of.cache_clear()


@pytest.fixture(scope="session")
def doe_oefening() -> Doen:
    """Runs an exercise from begin to end."""

    def doe(opzet: Opzet, folder: Path) -> Oefening:
        with Progress(quiet=True) as progress:
            oefening = Oefening(opzet, folder, Alleen(), progress)
            oefening.draai()
        return oefening

    return doe
