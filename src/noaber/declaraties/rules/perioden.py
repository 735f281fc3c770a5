# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Rules about the ProductPeriode: inside the toewijzing, a whole month, and how much fits in it."""

from __future__ import annotations

import polars as pl

from noaber.declaraties.rules.columns import (
    BEGIN,
    COUNTED_VOLUME,
    EIND,
    HAS_OMVANG,
    LIMIT_FACTOR,
    TOEW_EIND,
    TOEW_INGANG,
)
from noaber.declaraties.rules.plafonds import max_in_product_periode_column
from noaber.declaraties.rules.producten import eenheid_is_the_assigned_one
from noaber.declaraties.rules.registry import rule


@rule("TR307", "9307", level=3)
def product_periode_not_before_toewijzing() -> pl.Expr:
    """Begindatum on or after Ingangsdatum of the toewijzing."""
    return BEGIN < TOEW_INGANG


@rule("TR308", "9308", level=3)
def product_periode_not_after_toewijzing() -> pl.Expr:
    """Einddatum on or before Einddatum of the toewijzing, if that is filled."""
    return (EIND > TOEW_EIND).fill_null(value=False)


@rule("TR387", "9387", level=3)
def product_periode_begins_with_month_or_toewijzing() -> pl.Expr:
    """The first of the month, or Ingangsdatum when that lies later in that month."""
    first = BEGIN.dt.month_start()
    starts_here = first == TOEW_INGANG.dt.month_start()
    return pl.when(starts_here).then(TOEW_INGANG).otherwise(first) != BEGIN


@rule("TR388", "9388", level=3)
def product_periode_ends_with_month_or_toewijzing() -> pl.Expr:
    """The last of the month, or Einddatum of the toewijzing when that lies earlier in it."""
    last = EIND.dt.month_end()
    ends_here = last == TOEW_EIND.dt.month_end()
    return pl.when(ends_here).then(TOEW_EIND).otherwise(last) != EIND


@rule("TR321", "9321", level=3)
def volume_fits_in_product_periode() -> pl.Expr:
    """GeleverdVolume at most what the Omvang allows in this ProductPeriode.

    Not asked where it has no meaning: in another eenheid, or outside the toewijzing.
    """
    in_another_eenheid = eenheid_is_the_assigned_one()
    before, after = product_periode_not_before_toewijzing(), product_periode_not_after_toewijzing()
    is_asked = HAS_OMVANG & ~in_another_eenheid & ~before & ~after
    maximum = max_in_product_periode_column() * LIMIT_FACTOR
    return is_asked & (maximum < COUNTED_VOLUME)
