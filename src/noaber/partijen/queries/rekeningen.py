# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Accounts of aanbieders, as a gemeente knows them."""

from __future__ import annotations

from django.db.models import Exists, OuterRef

from noaber.kernel.iban import Iban
from noaber.partijen import models
from noaber.partijen.types import Rekening
from noaber.storage import paging


def list_rekeningen(administratie_id: int, agb: str | None = None) -> list[Rekening]:
    """The accounts that a gemeente knows, per aanbieder the newest first."""
    rows = models.Rekening.objects.filter(administratie_id=administratie_id)
    if agb is not None:
        rows = rows.filter(aanbieder__agb=agb)
    rows = rows.select_related("aanbieder")
    return [_rekening(row) for row in rows.order_by("aanbieder__agb", "-opgegeven_at", "-id")]


def page_rekeningen(
    *,
    administratie_id: int,
    only_waiting: bool = False,
    agb: str | None = None,
    after: tuple[str, int] | None = None,
    limit: int,
) -> list[Rekening]:
    """As ``list_rekeningen``, a page after this AGB code and number.

    ``only_waiting``: the newest of an aanbieder, when nobody has confirmed it yet.
    """
    order = ("aanbieder__agb", "-id")
    rows = models.Rekening.objects.filter(administratie_id=administratie_id)
    if agb is not None:
        rows = rows.filter(aanbieder__agb=agb)
    if only_waiting:
        newer = rows.filter(aanbieder=OuterRef("aanbieder"), id__gt=OuterRef("id"))
        rows = rows.filter(~Exists(newer), bevestigd_at__isnull=True)
    if after is not None:
        rows = rows.filter(paging.after(order, after))
    return [_rekening(row) for row in rows.select_related("aanbieder").order_by(*order)[:limit]]


def _rekening(row: models.Rekening) -> Rekening:
    return Rekening(
        id=row.pk,
        aanbieder=row.aanbieder.agb,
        iban=Iban(row.iban),
        tenaamstelling=row.tenaamstelling,
        opgegeven_door=row.opgegeven_door,
        opgegeven_at=row.opgegeven_at,
        bevestigd_door=row.bevestigd_door or None,
        bevestigd_at=row.bevestigd_at,
    )
