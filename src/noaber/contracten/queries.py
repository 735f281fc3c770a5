# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Reading products, overeenkomsten and tarieven. None of it is about a person."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

import polars as pl
from django.db.models import QuerySet

from noaber.berichten.definitions import groups as g
from noaber.contracten import models
from noaber.contracten.types import Overeenkomst, Prijs, Product, Tarief
from noaber.kernel.period import Period
from noaber.kernel.wet import Wet

_ONE_DAY: Final = timedelta(days=1)
TARIEVEN_SCHEMA: Final = {
    "product_categorie": pl.String,
    "product_code": pl.String,
    "eenheid": pl.String,
    "tarief": pl.Int64,
    "geldig_van": pl.Date,
    "geldig_tot_en_met": pl.Date,
}


def list_productcodes(gemeente: str, wet: Wet) -> frozenset[g.Product]:
    """The list of products of a gemeente, lapsed ones too (TR381)."""
    rows = models.Product.objects.filter(gemeente=gemeente, wet=wet.value)
    return frozenset(
        g.Product(categorie=categorie, code=code)
        for categorie, code in rows.values_list("categorie", "code")
    )


def list_taakgericht(gemeente: str, wet: Wet) -> frozenset[g.Product]:
    """The products that are bought as a task: start and stop without a toewijzing (D8)."""
    rows = models.Product.objects.filter(gemeente=gemeente, wet=wet.value, is_taakgericht=True)
    return frozenset(
        g.Product(categorie=categorie, code=code)
        for categorie, code in rows.values_list("categorie", "code")
    )


def tarieven_frame(gemeente: str, aanbieder: str, wet: Wet) -> pl.DataFrame:
    """Every tarief in force between these two, as columns (``TARIEVEN_SCHEMA``).

    ``geldig_tot_en_met`` is the last day, as rules on messages count; null is open.
    """
    rows = _in_force(gemeente, aanbieder, wet).values_list(
        "product__categorie",
        "product__code",
        "eenheid",
        "bedrag_cents",
        "geldig_van",
        "geldig_tot",
    )
    return pl.DataFrame(
        [(*row[:5], row[5] and row[5] - _ONE_DAY) for row in rows],
        schema=TARIEVEN_SCHEMA,
        orient="row",
    )


def list_prijzen(
    gemeente: str, aanbieder: str, wet: Wet
) -> dict[tuple[str, str], tuple[Prijs, ...]]:
    """The prices of every contracted product by categorie and code, in order of time."""
    found: dict[tuple[str, str], list[Prijs]] = {}
    rows = _in_force(gemeente, aanbieder, wet).select_related("product").order_by("geldig_van")
    for row in rows:
        found.setdefault((row.product.categorie, row.product.code), []).append(
            Prijs(
                eenheid=row.eenheid,
                bedrag_cents=row.bedrag_cents,
                geldig=Period(row.geldig_van, row.geldig_tot),
                verzilveringsgraad=row.product.verzilveringsgraad,
            )
        )
    return {product: tuple(prijzen) for product, prijzen in found.items()}


def list_producten(gemeente: str) -> list[Product]:
    """The products of a gemeente, by wet, categorie and code."""
    rows = models.Product.objects.filter(gemeente=gemeente).order_by("wet", "categorie", "code")
    return [
        Product(
            gemeente=row.gemeente,
            wet=Wet(row.wet),
            categorie=row.categorie,
            code=row.code,
            naam=row.naam,
            is_taakgericht=row.is_taakgericht,
            taakveld=row.taakveld,
            verzilveringsgraad=row.verzilveringsgraad,
        )
        for row in rows
    ]


def list_overeenkomsten(gemeente: str) -> list[Overeenkomst]:
    """The contracts of a gemeente, by aanbieder and nummer."""
    rows = (
        models.Overeenkomst.objects.filter(gemeente=gemeente)
        .select_related("aanbieder")
        .order_by("aanbieder__agb", "nummer")
    )
    return [
        Overeenkomst(
            gemeente=row.gemeente,
            aanbieder=row.aanbieder.agb,
            wet=Wet(row.wet),
            nummer=row.nummer,
            ingangsdatum=row.ingangsdatum,
            einddatum_tot=row.einddatum_tot,
        )
        for row in rows
    ]


def list_tarieven(gemeente: str, overeenkomst: str) -> list[Tarief]:
    """Every tarief of a contract that was ever known, by product, eenheid and time."""
    rows = (
        models.Tarief.objects.filter(
            overeenkomst__gemeente=gemeente, overeenkomst__nummer=overeenkomst
        )
        .select_related("product")
        .order_by(
            "product__categorie", "product__code", "eenheid", "geldig_van", "geregistreerd_at"
        )
    )
    return [
        Tarief(
            overeenkomst=overeenkomst,
            categorie=row.product.categorie,
            code=row.product.code,
            eenheid=row.eenheid,
            bedrag_cents=row.bedrag_cents,
            geldig=Period(row.geldig_van, row.geldig_tot),
            geregistreerd_at=row.geregistreerd_at,
            vervallen_at=row.vervallen_at,
        )
        for row in rows
    ]


def _in_force(gemeente: str, aanbieder: str, wet: Wet) -> QuerySet[models.Tarief]:
    return models.Tarief.objects.filter(
        overeenkomst__gemeente=gemeente,
        overeenkomst__aanbieder__agb=aanbieder,
        overeenkomst__wet=wet.value,
        vervallen_at__isnull=True,
    )
