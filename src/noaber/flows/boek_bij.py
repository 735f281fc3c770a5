# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The ledger follows what changed outside a toewijzing: a new year, a tarief, a setting.

Every toewijzing is worked out anew, lane by lane, and only differences are booked. Doing it twice
books nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils import timezone

from noaber.access.types import Recht, Viewer
from noaber.audit.operations import record_verwerking
from noaber.berichten.definitions.registry import Rol
from noaber.budgetten import operations as budgetten
from noaber.flows.boek_verplichting import Berekend, bereken
from noaber.partijen.operations import lock_lane
from noaber.partijen.queries import list_lanes
from noaber.partijen.types import Lane
from noaber.toewijzingen.queries.controle import list_ids

AT_A_TIME: Final = 2000
"""Toewijzingen that are worked out together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bijgeboekt:
    """What was booked."""

    toewijzingen: int
    """Looked at."""
    gewijzigd: int
    """Of which something was booked."""
    boekingen: int
    niet_vast_te_leggen: int
    """Of which the cost cannot be told: there is no tarief, or nothing to count."""


def boek_bij(
    *,
    viewer: Viewer,
    at: datetime,
    administratie: str | None = None,
    advance: Callable[[int], None] = lambda _: None,
) -> Bijgeboekt:
    """Brings what is committed to the situation of today; each step is a transaction of its own.

    Raises:
        NotAllowed: the viewer may not.
    """
    viewer.require(Recht.GROOTBOEK_CONTROLEREN, administratie)
    on = timezone.localdate(at)
    looked_at = changed = entries = unknown = 0
    for lane in gemeente_lanes(viewer, administratie):
        for ids in _parts(lane):
            with transaction.atomic():
                lock_lane(lane.id)
                found = bereken(lane, ids, on=on).unbooked
                boekstuk = budgetten.Boekstuk.of(lane.administratie.id, on, at)
                booked = budgetten.book_entries(boekstuk=boekstuk, unbooked=found)
                if booked:
                    record_verwerking(
                        at=at,
                        actor=viewer.naam,
                        doel=viewer.doel,
                        handeling="verplichtingen bijboeken",
                        administratie=lane.administratie.code,
                        onderwerp=("lane", lane.id),
                    )
            looked_at += len(ids)
            changed += len(found.boekingen)
            entries += booked
            unknown += len(found.unknown)
            advance(len(ids))
    return Bijgeboekt(
        toewijzingen=looked_at, gewijzigd=changed, boekingen=entries, niet_vast_te_leggen=unknown
    )


def bereken_alles(
    viewer: Viewer, administratie: str | None, on: date
) -> Iterator[tuple[list[int], Berekend]]:
    """As ``boek_bij``, without booking: which toewijzingen, and what they ask for."""
    for lane in gemeente_lanes(viewer, administratie):
        for ids in _parts(lane):
            yield ids, bereken(lane, ids, on=on)


def gemeente_lanes(viewer: Viewer, administratie: str | None) -> list[Lane]:
    """Where something is committed: an aanbieder commits nothing."""
    lanes = list_lanes(viewer=viewer, administratie=administratie)
    return [lane for lane in lanes if lane.rol is Rol.GEMEENTE]


def _parts(lane: Lane) -> Iterator[list[int]]:
    after = 0
    while ids := list_ids(lane, after=after, limit=AT_A_TIME):
        yield ids
        after = ids[-1]
