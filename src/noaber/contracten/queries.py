# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Reading products, overeenkomsten and tarieven. None of it is about a person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

import polars as pl
from django.db.models import Q, QuerySet

from noaber.berichten.definitions import groups as g
from noaber.contracten import models
from noaber.contracten.types import Overeenkomst, Prijs, Product, Tarief
from noaber.kernel.period import Period
from noaber.kernel.wet import Wet
from noaber.storage import paging
from noaber.storage.compiled import Compiled

_ONE_DAY: Final = timedelta(days=1)
TARIEVEN_SCHEMA: Final = {
    "product_categorie": pl.String,
    "product_code": pl.String,
    "eenheid": pl.String,
    "tarief": pl.Int64,
    "geldig_van": pl.Date,
    "geldig_tot_en_met": pl.Date,
}


_PRODUCTS: Final = Compiled(
    2,
    lambda gemeente, wet: models.Product.objects.filter(gemeente=gemeente, wet=wet).values_list(
        "categorie", "code", "is_taakgericht"
    ),
    lambda row: (g.Product(categorie=row[0], code=row[1]), bool(row[2])),
)


def list_productcodes(gemeente: str, wet: Wet) -> frozenset[g.Product]:
    """The list of products of a gemeente, lapsed ones too (TR381)."""
    return frozenset(list_is_taakgericht(gemeente, wet))


def list_is_taakgericht(gemeente: str, wet: Wet) -> dict[g.Product, bool]:
    """Of every product of a gemeente, lapsed ones too, whether it is bought as a task.

    What is bought as a task starts and stops without a toewijzing (D8).
    """
    return dict(_PRODUCTS(gemeente, wet.value))


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
    return [_product(row) for row in rows]


def list_overeenkomsten(gemeente: str) -> list[Overeenkomst]:
    """The contracts of a gemeente, by aanbieder and nummer."""
    rows = models.Overeenkomst.objects.filter(gemeente=gemeente).select_related("aanbieder")
    return [_overeenkomst(row) for row in rows.order_by("aanbieder__agb", "nummer")]


# ── lists, a page at a time ──────────────────────────────────────────────────────────────────────

_PRODUCTEN: Final = ("wet", "categorie", "code")
_OVEREENKOMSTEN: Final = ("aanbieder__agb", "nummer")
_TARIEVEN: Final = (
    "overeenkomst__nummer",
    "product__categorie",
    "product__code",
    "eenheid",
    "geldig_van",
)


def page_producten(
    *, gemeente: str, zoek: str = "", after: Sequence[str] = (), limit: int
) -> list[Product]:
    """The products of a gemeente after this wet, categorie and code.

    ``zoek``: part of the categorie, the code or the name.
    """
    rows = models.Product.objects.filter(gemeente=gemeente)
    if zoek:
        rows = rows.filter(Q(naam__icontains=zoek) | Q(code__icontains=zoek) | Q(categorie=zoek))
    if after:
        rows = rows.filter(paging.after(_PRODUCTEN, after))
    return [_product(row) for row in rows.order_by(*_PRODUCTEN)[:limit]]


def page_overeenkomsten(
    *, gemeente: str, zoek: str = "", after: Sequence[str] = (), limit: int
) -> list[Overeenkomst]:
    """The contracts of a gemeente after this AGB code and nummer.

    ``zoek``: part of the nummer, or of the AGB code or the name of the aanbieder.
    """
    rows = models.Overeenkomst.objects.filter(gemeente=gemeente).select_related("aanbieder")
    if zoek:
        rows = rows.filter(
            Q(nummer__icontains=zoek)
            | Q(aanbieder__agb__contains=zoek)
            | Q(aanbieder__naam__icontains=zoek)
        )
    if after:
        rows = rows.filter(paging.after(_OVEREENKOMSTEN, after))
    return [_overeenkomst(row) for row in rows.order_by(*_OVEREENKOMSTEN)[:limit]]


def page_tarieven(
    *, gemeente: str, zoek: str = "", after: Sequence[str] = (), limit: int
) -> list[Tarief]:
    """The tarieven in force of a gemeente after this key.

    The key: overeenkomst, categorie, code, eenheid, and the first day as jjjj-mm-dd. ``zoek``: part
    of the nummer of the overeenkomst, or of the code or the name of the product.
    """
    rows = models.Tarief.objects.filter(
        overeenkomst__gemeente=gemeente, vervallen_at__isnull=True
    ).select_related("product", "overeenkomst")
    if zoek:
        rows = rows.filter(
            Q(overeenkomst__nummer__icontains=zoek)
            | Q(product__code__icontains=zoek)
            | Q(product__naam__icontains=zoek)
        )
    if after:
        rows = rows.filter(paging.after(_TARIEVEN, after))
    return [_tarief(row) for row in rows.order_by(*_TARIEVEN)[:limit]]


# ── rows as values ───────────────────────────────────────────────────────────────────────────────


def _product(row: models.Product) -> Product:
    return Product(
        gemeente=row.gemeente,
        wet=Wet(row.wet),
        categorie=row.categorie,
        code=row.code,
        naam=row.naam,
        is_taakgericht=row.is_taakgericht,
        declaratiemoment=row.declaratiemoment,
        taakveld=row.taakveld,
        verzilveringsgraad=row.verzilveringsgraad,
    )


def _overeenkomst(row: models.Overeenkomst) -> Overeenkomst:
    return Overeenkomst(
        gemeente=row.gemeente,
        aanbieder=row.aanbieder.agb,
        wet=Wet(row.wet),
        nummer=row.nummer,
        ingangsdatum=row.ingangsdatum,
        einddatum_tot=row.einddatum_tot,
    )


def _tarief(row: models.Tarief) -> Tarief:
    return Tarief(
        overeenkomst=row.overeenkomst.nummer,
        categorie=row.product.categorie,
        code=row.product.code,
        eenheid=row.eenheid,
        bedrag_cents=row.bedrag_cents,
        geldig=Period(row.geldig_van, row.geldig_tot),
        geregistreerd_at=row.geregistreerd_at,
        vervallen_at=row.vervallen_at,
    )


def _in_force(gemeente: str, aanbieder: str, wet: Wet) -> QuerySet[models.Tarief]:
    return models.Tarief.objects.filter(
        overeenkomst__gemeente=gemeente,
        overeenkomst__aanbieder__agb=aanbieder,
        overeenkomst__wet=wet.value,
        vervallen_at__isnull=True,
    )
