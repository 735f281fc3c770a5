# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""How much volume fits in a ProductPeriode (TR321) and in a toewijzing as a whole (TR322).

Twice the same: for one case in dates, as the standard tells it, and for many in columns, as
arithmetic on day numbers. Reasons and examples: docs/algorithms/plafonds.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import polars as pl

from noaber.declaraties.rules.columns import (
    BEGIN,
    EIND,
    TOEW_EIND,
    TOEW_FREQUENTIE,
    TOEW_INGANG,
    TOEW_IS_HUISHOUDEN,
    TOEW_IS_OUTPUT,
    TOEW_VOLUME,
)
from noaber.kernel.period import Period

WEEKS_OF_HUISHOUDEN: Final = 6


class Frequentie(StrEnum):
    """The time the Volume is counted over (WMO757)."""

    DAG = "1"
    WEEK = "2"
    MAAND = "4"
    TOTAAL = "6"


# ── one case ─────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Toegewezen:
    """How much is assigned, and how it is counted."""

    volume: int
    frequentie: Frequentie
    is_output: bool = False
    is_huishouden: bool = False
    """Hulp bij het huishouden: Categorie 01 of the iWmo."""


def max_in_product_periode(omvang: Toegewezen, toewijzing: Period, product_periode: Period) -> int:
    """The most that may be declared in a ProductPeriode that lies within the toewijzing."""
    match omvang.frequentie:
        case Frequentie.DAG:
            return omvang.volume * product_periode.days
        case Frequentie.WEEK:
            return omvang.volume * _weeks(omvang, toewijzing, product_periode)
        case Frequentie.MAAND | Frequentie.TOTAAL:
            return omvang.volume


def max_in_toewijzing(omvang: Toegewezen, toewijzing: Period) -> int | None:
    """The most that may be declared over the whole duration; None without a maximum."""
    if omvang.frequentie is Frequentie.TOTAAL:
        return omvang.volume
    if toewijzing.is_open:
        return None
    match omvang.frequentie:
        case Frequentie.DAG:
            return omvang.volume * toewijzing.days
        case Frequentie.WEEK:
            return omvang.volume * len(toewijzing.iso_weeks())
        case Frequentie.MAAND:
            return omvang.volume * len(toewijzing.months())


def _weeks(omvang: Toegewezen, toewijzing: Period, product_periode: Period) -> int:
    if omvang.is_huishouden:
        return WEEKS_OF_HUISHOUDEN
    if not omvang.is_output:
        return len(product_periode.iso_weeks())
    # A week of output belongs to the month of its Sunday. The last, broken week of the toewijzing
    # has none, and goes to the month with the last Sunday it does have.
    return len(product_periode.sundays()) + _has_broken_week(toewijzing, product_periode)


def _has_broken_week(toewijzing: Period, product_periode: Period) -> bool:
    if toewijzing.is_open:
        return False
    sundays = toewijzing.sundays()
    return (
        bool(sundays)
        and sundays[-1] != toewijzing.last_day
        and product_periode.contains(sundays[-1])
    )


# ── many: expressions over the columns of a line with its toewijzing ─────────────────────────────

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
    has_broken_week = (
        (last_sunday != eind)
        & (last_sunday >= _day(TOEW_INGANG))
        & last_sunday.is_between(_day(BEGIN), _day(EIND))
    )
    sundays = _sundays_up_to(_day(EIND)) - _sundays_up_to(_day(BEGIN) - 1)
    return sundays + has_broken_week.fill_null(value=False)


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
