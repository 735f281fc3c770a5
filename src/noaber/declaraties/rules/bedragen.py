# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Tarief, amount and rounded time of one prestatie, and the rules about them.

An hour tariff may be declared in minutes. ProductTarief is then the rounded minute tariff, which is
only shown; the amount comes from the hour tariff and is rounded once (IV081).
"""

from __future__ import annotations

import polars as pl

from noaber.declaraties.rules.columns import (
    BEDRAG,
    CONTRACT_TARIEF,
    EENHEID,
    EURO,
    IS_MINUTES_OF_HOUR_TARIEF,
    MINUTES_PER_HOUR,
    TARIEF,
    VOLUME,
)
from noaber.declaraties.rules.registry import rule
from noaber.kernel.money import round_half_away

# ── one prestatie ────────────────────────────────────────────────────────────────────────────────


def whole_hours(minutes: int) -> int:
    """The hours to declare for all minutes of one ProductPeriode together (IV079).

    Half an hour counts as one, and whoever delivered anything declares at least an hour.
    """
    return max(round_half_away(minutes, MINUTES_PER_HOUR), min(minutes, 1))


# ── many ─────────────────────────────────────────────────────────────────────────────────────────


def rounded_column(numerator: pl.Expr, denominator: int) -> pl.Expr:
    """``round_half_away`` over whole numbers that are not below zero, as in a message."""
    return (2 * numerator + denominator) // (2 * denominator)


@rule("TR418", "0611", level=3)
def tarief_is_the_contracted_one() -> pl.Expr:
    """ProductTarief is that of the contract on the Begindatum; in minutes the rounded part of it.

    Eenheid 83 (euro's) has no tarief. Without a contracted one, none is right.
    """
    per_minute = rounded_column(CONTRACT_TARIEF, MINUTES_PER_HOUR)
    expected = pl.when(IS_MINUTES_OF_HOUR_TARIEF).then(per_minute).otherwise(CONTRACT_TARIEF)
    return (EENHEID != EURO) & (expected.is_null() | TARIEF.ne_missing(expected))


@rule("TR346", "9346", level=4)
def bedrag_is_volume_times_tarief() -> pl.Expr:
    """IngediendBedrag = GeleverdVolume x ProductTarief; of minutes x hour tariff, rounded once.

    With Eenheid 83 the amount is the volume, which level 2 has checked (CS339).
    """
    of_minutes = rounded_column(CONTRACT_TARIEF * VOLUME, MINUTES_PER_HOUR)
    expected = pl.when(IS_MINUTES_OF_HOUR_TARIEF).then(of_minutes).otherwise(VOLUME * TARIEF)
    return (EENHEID != EURO) & BEDRAG.ne_missing(expected)
