# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Rules about what a line refers to: itself, the debit it takes back, the toewijzing."""

from __future__ import annotations

import polars as pl

from noaber.declaraties.rules.columns import (
    HAS_TOEWIJZING,
    REFERENTIE,
    REFERENTIE_IS_USED,
    REPEATED,
    TOEW_IS_DELETED,
    VORIG_IS_CREDITED,
    VORIG_PREFIX,
)
from noaber.declaraties.rules.registry import AskedOf, rule


@rule("TR314", "8021", level=3, asked_of=AskedOf.PRESTATIE)
def referentie_nummer_is_new() -> pl.Expr:
    """Not received before and not twice in the message; of two equal ones neither is right.

    To be asked of the message as a whole: lines that are judged no further still count.
    """
    return REFERENTIE_IS_USED | REFERENTIE.is_duplicated()


@rule("TR323", "8017", level=3, asked_of=AskedOf.CREDIT)
def credit_repeats_a_granted_debit() -> pl.Expr:
    """VorigReferentieNummer is that of a granted debit with the same data (IV091)."""
    return ~pl.all_horizontal(
        pl.col(name).eq_missing(pl.col(VORIG_PREFIX + name)) for name in REPEATED
    )


@rule("TR390", "9390", level=3, asked_of=AskedOf.CREDIT)
def debit_is_credited_once() -> pl.Expr:
    """The debit with that number was not taken back before.

    The standard says "equal ProductReferentie"; meant is VorigReferentieNummer (OP360).
    """
    return VORIG_IS_CREDITED


@rule("TR338", "9338", level=3, asked_of=AskedOf.DEBIT)
def toewijzing_exists() -> pl.Expr:
    """The client has a toewijzing with this ToewijzingNummer."""
    return ~HAS_TOEWIJZING


@rule("TR384", "9384", level=3, asked_of=AskedOf.DEBIT)
def toewijzing_is_not_deleted() -> pl.Expr:
    """The newest version of the toewijzing does not have RedenWijziging 13."""
    return TOEW_IS_DELETED
