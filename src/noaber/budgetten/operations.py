# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Writing the ledger: entries only, never a change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from noaber.budgetten import models
from noaber.budgetten.queries.controle import Unbooked
from noaber.budgetten.types import Boeking, Soort
from noaber.kernel.money import Cents
from noaber.kernel.wet import Wet


@dataclass(frozen=True, slots=True, kw_only=True)
class Realisatie:
    """What one declaratie brings for one product in one month of help."""

    product_categorie: str
    product_code: str
    maand: date
    """First day of the month."""
    bedrag: Cents
    """Debits minus credits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Boekstuk:
    """When and where something is written."""

    administratie_id: int
    boekmaand: date
    """First day of the month."""
    at: datetime

    @classmethod
    def of(cls, administratie_id: int, on: date, at: datetime) -> Boekstuk:
        """In the month of this day."""
        return cls(administratie_id=administratie_id, boekmaand=on.replace(day=1), at=at)


def book_realisatie(
    *, boekstuk: Boekstuk, wet: Wet, declaratie_id: int, realisaties: Iterable[Realisatie]
) -> None:
    """What was approved of one declaratie, per product and month of help."""
    models.Boeking.objects.bulk_create(
        models.Boeking(
            administratie_id=boekstuk.administratie_id,
            soort=Soort.REALISATIE,
            wet=wet.value,
            product_categorie=entry.product_categorie,
            product_code=entry.product_code,
            maand=entry.maand,
            boekmaand=boekstuk.boekmaand,
            bedrag_cents=entry.bedrag,
            declaratie_id=declaratie_id,
            at=boekstuk.at,
        )
        for entry in realisaties
    )


def book_entries(*, boekstuk: Boekstuk, unbooked: Unbooked) -> int:
    """Books what ``list_unbooked`` found; gives the number of entries."""
    rows = models.Boeking.objects.bulk_create(
        (_row(entry, boekstuk) for entries in unbooked.boekingen.values() for entry in entries),
        batch_size=5000,
    )
    return len(rows)


def _row(entry: Boeking, boekstuk: Boekstuk) -> models.Boeking:
    drager = entry.kostendrager
    return models.Boeking(
        administratie_id=drager.administratie,
        soort=entry.soort,
        wet=drager.wet.value,
        product_categorie=drager.product_categorie or "",
        product_code=drager.product_code or "",
        maand=entry.maand,
        boekmaand=entry.boekmaand,
        max_cents=entry.maximum,
        verwacht_cents=entry.verwacht,
        toewijzing_id=entry.toewijzing,
        at=boekstuk.at,
    )
