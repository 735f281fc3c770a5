# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Opening a lane, and being alone in it."""

from __future__ import annotations

from typing import Final

from noaber.kernel.wet import Wet
from noaber.partijen import models
from noaber.partijen.types import Administratie, Lane
from noaber.storage.compiled import Compiled

_LANE: Final = Compiled(
    4,
    lambda administratie, gemeente, aanbieder, wet: models.Lane.objects.filter(
        administratie_id=administratie, gemeente=gemeente, aanbieder=aanbieder, wet=wet
    ).values_list("id"),
    lambda row: int(row[0]),
)


def open_lane(*, administratie: Administratie, gemeente: str, aanbieder: str, wet: Wet) -> Lane:
    """The lane between these two in these books; made when the first message asks for it."""
    found = _LANE(administratie.id, gemeente, aanbieder, wet.value)
    if not found:
        row, _ = models.Lane.objects.get_or_create(
            administratie_id=administratie.id, gemeente=gemeente, aanbieder=aanbieder, wet=wet.value
        )
        found = [row.pk]
    return Lane(
        id=found[0], administratie=administratie, gemeente=gemeente, aanbieder=aanbieder, wet=wet
    )


def lock_lane(lane_id: int) -> None:
    """Waits until nobody else works in this lane; it is ours until the transaction ends."""
    models.Lane.objects.select_for_update().filter(id=lane_id).values_list("id").get()
