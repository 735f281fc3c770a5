# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The world in which is paid."""

from collections.abc import Iterator

import pytest
from django.db import connection

from tests.betalen.wereld import Betaalwereld, make_betaalwereld


@pytest.fixture
def world(db: None) -> Iterator[Betaalwereld]:
    """At the end the triggers that look at commit have their say too."""
    yield make_betaalwereld()
    if not connection.needs_rollback:
        connection.check_constraints()
