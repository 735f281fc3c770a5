# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Rules about what was delivered: product and eenheid, against toewijzing and contract."""

from __future__ import annotations

import polars as pl

from noaber.declaraties.rules.columns import (
    CATEGORIE,
    CODE,
    EENHEID,
    EENHEID_IS_CONTRACTED,
    HAS_OMVANG,
    IN_HOURS,
    MINUUT,
    PRODUCT_IS_CONTRACTED,
    TOEW_CATEGORIE,
    TOEW_CODE,
    TOEW_EENHEID,
)
from noaber.declaraties.rules.registry import rule


@rule("TR339", "9339", level=3)
def categorie_is_the_assigned_one() -> pl.Expr:
    """ProductCategorie equals Categorie of the toewijzing, if filled (null compares to null)."""
    return CATEGORIE != TOEW_CATEGORIE


@rule("TR340", "9340", level=3)
def code_is_the_assigned_one() -> pl.Expr:
    """ProductCode equals Code of the toewijzing, if filled."""
    return CODE != TOEW_CODE


@rule("TR381", "S329", level=4)
def code_belongs_to_categorie() -> pl.Expr:
    """The contract has this ProductCode within this ProductCategorie."""
    return ~PRODUCT_IS_CONTRACTED


@rule("TR341", "9341", level=3)
def eenheid_is_the_assigned_one() -> pl.Expr:
    """The eenheid of the toewijzing, or minutes for hours; without Omvang one of the contract."""
    fits_toewijzing = (EENHEID == TOEW_EENHEID) | (IN_HOURS & (EENHEID == MINUUT))
    return pl.when(HAS_OMVANG).then(~fits_toewijzing).otherwise(~EENHEID_IS_CONTRACTED)
