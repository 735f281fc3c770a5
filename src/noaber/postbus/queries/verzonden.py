# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What became of the messages that we sent: many at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count

from noaber.postbus import models
from noaber.postbus.types import Richting, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    """How one message of ours stands, and the answer to it."""

    id: int
    functie: str
    identificatie: str
    zender: str
    status: Status
    antwoord_id: int | None


def list_lot(bericht_ids: Iterable[int]) -> list[Lot]:
    """How these messages of ours stand, in order of number."""
    asked = list(bericht_ids)
    answers = dict(
        models.Bericht.objects.filter(antwoord_op_id__in=asked, richting=Richting.IN).values_list(
            "antwoord_op_id", "id"
        )
    )
    rows = models.Bericht.objects.filter(pk__in=asked, richting=Richting.UIT).order_by("pk")
    return [
        Lot(
            id=number,
            functie=functie,
            identificatie=identificatie,
            zender=zender,
            status=Status(status),
            antwoord_id=answers.get(number),
        )
        for number, functie, identificatie, zender, status in rows.values_list(
            "pk", "functie", "identificatie", "zender", "status"
        )
    ]


def list_initiatieven(*, after: int, limit: int) -> list[int]:
    """Numbers of the messages that were sent on our own initiative, answers left out."""
    rows = models.Bericht.objects.filter(
        richting=Richting.UIT, antwoord_op__isnull=True, herhaling_van__isnull=True, pk__gt=after
    )
    return list(rows.order_by("pk").values_list("pk", flat=True)[:limit])


def count_per_soort() -> list[tuple[str, str, str, int]]:
    """How many messages there are: richting, functie, status or uitkomst, number."""
    rows = models.Bericht.objects.values_list("richting", "functie", "status", "uitkomst")
    return [
        (richting, functie, uitkomst or status, count)
        for richting, functie, status, uitkomst, count in rows.annotate(count=Count("pk")).order_by(
            "functie", "richting", "status", "uitkomst"
        )
    ]
