# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Reading the log."""

from __future__ import annotations

import polars as pl

from noaber.audit.models import Installatie, Verwerking
from noaber.audit.types import Logregel
from noaber.storage.copy import copy_out


def is_claimed() -> bool:
    """Whether this database is tied to keys."""
    return Installatie.objects.exists()


def list_verwerkingen(soort: str, number: int, *, limit: int = 100) -> list[Logregel]:
    """What was done with the data of one subject, the newest first."""
    rows = Verwerking.objects.filter(onderwerp_soort=soort, onderwerp_id=number)
    return [
        Logregel(at=row.at, actor=row.actor, doel=row.doel, handeling=row.handeling)
        for row in rows.order_by("-pk")[:limit]
    ]


def logged_ids(soort: str) -> pl.Series:
    """The numbers of all subjects of this kind of which something is logged."""
    query = "SELECT DISTINCT onderwerp_id FROM verwerkingen WHERE onderwerp_soort = %s"
    return copy_out(query, [soort], {"onderwerp_id": pl.Int64})["onderwerp_id"]
