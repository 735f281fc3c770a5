# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What an administratie chose where the sources leave room, and who changed that when."""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise
from typing import Any

from noaber.partijen import models
from noaber.partijen.types import (
    INSTELLINGEN,
    Administratie,
    Instellingen,
    InstellingWijziging,
)
from noaber.storage.history import history_of


def get_instellingen(administratie_id: int | None) -> Instellingen:
    """What these books chose; without books what holds when nobody chose."""
    if administratie_id is None:
        return Instellingen()
    row = models.Administratie.objects.filter(id=administratie_id).first()
    return Instellingen() if row is None else instellingen_of(row)


def list_instelling_wijzigingen(administratie: Administratie) -> list[InstellingWijziging]:
    """Every change of a setting of these books, the newest first."""
    rows = list(
        history_of(models.Administratie)
        .filter(pgh_obj_id=administratie.id)
        .select_related("pgh_context")
        .order_by("pgh_id")
    )
    found = []
    for before, after in pairwise(rows):
        told = after.pgh_context.metadata if after.pgh_context else {}
        old, new = instellingen_of(before), instellingen_of(after)
        found += [
            InstellingWijziging(
                naam=one.naam,
                oud=one.written(old),
                nieuw=one.written(new),
                door=told.get("door", ""),
                at=datetime.fromisoformat(told["at"]) if "at" in told else after.pgh_created_at,
            )
            for one in INSTELLINGEN
            if one.written(old) != one.written(new)
        ]
    return found[::-1]


def instellingen_of(row: Any) -> Instellingen:
    """Of a row of administraties or of its history. For this module alone."""
    return Instellingen(**{one.naam: getattr(row, one.naam) for one in INSTELLINGEN})
