# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Reading the ledger. Nothing in it names a person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Sum

from noaber.budgetten import models
from noaber.budgetten.rules import openstaand as rules
from noaber.budgetten.types import (
    Boeking,
    Gerealiseerd,
    Kostendrager,
    Soort,
    Stand,
)
from noaber.kernel.money import Cents
from noaber.kernel.wet import Wet

_PRODUCT = ("administratie_id", "wet", "product_categorie", "product_code")


def list_standen(
    toewijzing_ids: Iterable[int], gerealiseerd: Iterable[Gerealiseerd] = ()
) -> tuple[Stand, ...]:
    """What is committed on these toewijzingen per month, beside what is realised."""
    rows = (
        models.Boeking.objects.filter(toewijzing_id__in=list(toewijzing_ids))
        .values("toewijzing_id", "maand", *_PRODUCT)
        .annotate(maximum=Sum("max_cents"), verwacht=Sum("verwacht_cents"))
    )
    return rules.add_up([entry for row in rows for entry in _net(row)], gerealiseerd)


def _net(row: dict[str, Any]) -> list[Boeking]:
    """The sum of the entries of one month: a verplichting, unless all of it fell free again.

    Below zero it never is; where it is after all, ``noaber controleer`` must be able to see it.
    """
    maximum, verwacht = row["maximum"], row["verwacht"]
    return [
        Boeking(
            soort=soort,
            kostendrager=_kostendrager(row),
            maand=row["maand"],
            boekmaand=row["maand"],
            maximum=Cents(pick(maximum, 0)),
            verwacht=Cents(pick(verwacht, 0)),
            toewijzing=row["toewijzing_id"],
        )
        for soort, pick in ((Soort.VERPLICHTING, max), (Soort.VRIJVAL, min))
        if pick(maximum, 0) or pick(verwacht, 0)
    ]


def _kostendrager(row: dict[str, Any]) -> Kostendrager:
    return Kostendrager(
        administratie=row["administratie_id"],
        wet=Wet(row["wet"]),
        product_categorie=row["product_categorie"] or None,
        product_code=row["product_code"] or None,
    )
