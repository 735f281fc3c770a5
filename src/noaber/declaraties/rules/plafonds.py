# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""How much volume fits in a ProductPeriode (TR321) and in a toewijzing as a whole (TR322).

For many lines in columns, as arithmetic on day numbers. ``kernel.plafond`` tells the same for one
case in dates, as the standard tells it. Reasons and examples: docs/algorithms/plafonds.md.
"""

from __future__ import annotations

import polars as pl

from noaber.declaraties.rules.columns import (
    BEGIN,
    COUNTS_WEEK_WITHOUT_SUNDAY,
    EIND,
    TOEW_EIND,
    TOEW_FREQUENTIE,
    TOEW_INGANG,
    TOEW_IS_HUISHOUDEN,
    TOEW_IS_OUTPUT,
    TOEW_VOLUME,
)
from noaber.kernel.plafond import WEEKS_OF_HUISHOUDEN, Frequentie

# Polars counts days from Thursday 1 January 1970. Division rounds down, so day numbers of one
# Monday-to-Sunday week give one week number, and the next Monday gives the next.
_DAYS_FROM_MONDAY = 3
_DAYS_FROM_SUNDAY = 4


def _day(date: pl.Expr) -> pl.Expr:
    return date.cast(pl.Int64)


def _weeks_touched(begin: pl.Expr, eind: pl.Expr) -> pl.Expr:
    """The number of ISO weeks with a day from ``begin`` up to and including ``eind``."""
    return (_day(eind) + _DAYS_FROM_MONDAY) // 7 - (_day(begin) + _DAYS_FROM_MONDAY) // 7 + 1


def _sundays_up_to(day: pl.Expr) -> pl.Expr:
    """The number of Sundays from the first of 1970 up to and including that day number."""
    return (day + _DAYS_FROM_SUNDAY) // 7


def _months_touched(begin: pl.Expr, eind: pl.Expr) -> pl.Expr:
    years = eind.dt.year().cast(pl.Int64) - begin.dt.year()
    return years * 12 + eind.dt.month() - begin.dt.month() + 1


def _weeks_of_output() -> pl.Expr:
    eind = _day(TOEW_EIND)
    last_sunday = _sundays_up_to(eind) * 7 - _DAYS_FROM_SUNDAY
    has_sunday = last_sunday >= _day(TOEW_INGANG)
    has_broken_week = (
        (last_sunday != eind) & has_sunday & last_sunday.is_between(_day(BEGIN), _day(EIND))
    )
    sundays = _sundays_up_to(_day(EIND)) - _sundays_up_to(_day(BEGIN) - 1)
    is_one_week = COUNTS_WEEK_WITHOUT_SUNDAY & ~has_sunday.fill_null(value=True)
    weeks = sundays + has_broken_week.fill_null(value=False)
    return pl.when(is_one_week).then(1).otherwise(weeks)


def max_in_product_periode_column() -> pl.Expr:
    """``max_in_product_periode`` of every line; null without Omvang."""
    weeks = (
        pl.when(TOEW_IS_HUISHOUDEN)
        .then(WEEKS_OF_HUISHOUDEN)
        .when(TOEW_IS_OUTPUT)
        .then(_weeks_of_output())
        .otherwise(_weeks_touched(BEGIN, EIND))
    )
    times = (
        pl.when(TOEW_FREQUENTIE == Frequentie.DAG)
        .then(_day(EIND) - _day(BEGIN) + 1)
        .when(TOEW_FREQUENTIE == Frequentie.WEEK)
        .then(weeks)
        .when(TOEW_FREQUENTIE.is_in([Frequentie.MAAND, Frequentie.TOTAAL]))
        .then(1)
    )
    return TOEW_VOLUME * times


def max_in_toewijzing_column() -> pl.Expr:
    """``max_in_toewijzing`` of the toewijzing of every line; null without a maximum."""
    times = (
        pl.when(TOEW_FREQUENTIE == Frequentie.DAG)
        .then(_day(TOEW_EIND) - _day(TOEW_INGANG) + 1)
        .when(TOEW_FREQUENTIE == Frequentie.WEEK)
        .then(_weeks_touched(TOEW_INGANG, TOEW_EIND))
        .when(TOEW_FREQUENTIE == Frequentie.MAAND)
        .then(_months_touched(TOEW_INGANG, TOEW_EIND))
        .when(TOEW_FREQUENTIE == Frequentie.TOTAAL)
        .then(1)
    )
    return TOEW_VOLUME * times
