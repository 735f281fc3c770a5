# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Verzoeken of which the term passes."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from noaber.access.types import Recht, Viewer
from noaber.berichten.definitions.registry import Rol
from noaber.partijen.queries import list_lanes
from noaber.toewijzingen import models
from noaber.toewijzingen.types.termijn import VerzoekTermijn


def list_verzoek_termijnen(
    *,
    viewer: Viewer,
    before: date,
    administratie: str | None = None,
    aanbieder: str | None = None,
    after: tuple[date, int] | None = None,
    limit: int | None = None,
) -> list[VerzoekTermijn]:
    """Verzoeken that wait for an answer, due before this day; the oldest term first.

    ``after``: the term and number of the last line of the page before. In three queries, however
    many there are.

    Raises:
        NotAllowed: the viewer may not.
    """
    viewer.require(Recht.POST_BEKIJKEN, administratie)
    lanes = {
        lane.id: lane
        for lane in list_lanes(viewer=viewer, administratie=administratie, aanbieder=aanbieder)
    }
    rows = models.Verzoek.objects.filter(uiterlijk__lt=before)
    if administratie is not None or aanbieder is not None or viewer.administraties is not None:
        rows = rows.filter(lane_id__in=list(lanes))
    if after is not None:
        day, number = after
        rows = rows.filter(
            Q(uiterlijk__gt=day) | Q(uiterlijk=day, pk__gt=number), uiterlijk__gte=day
        )
    found = []
    for row in rows.order_by("uiterlijk", "pk")[:limit]:
        lane = lanes[row.lane_id]
        assert row.uiterlijk is not None
        found.append(
            VerzoekTermijn(
                id=row.pk,
                bericht_id=row.bericht_id,
                administratie=lane.administratie.code,
                gemeente=lane.gemeente,
                aanbieder=lane.aanbieder,
                wet=lane.wet,
                soort=row.soort,
                referentie_aanbieder=row.referentie_aanbieder,
                status=row.status,
                uiterlijk=row.uiterlijk,
                is_onze=lane.rol is Rol.GEMEENTE,
            )
        )
    return found
