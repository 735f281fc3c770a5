# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""How much volume fits in a ProductPeriode (TR321) and in a toewijzing as a whole (TR322).

It lies on the ground floor because two processes need it: a declaratie is judged by it and a
verplichting is computed from it. Here it is told for one case, in dates, as the standard tells it;
``declaraties.rules.plafonds`` says the same for many in columns. Reasons and examples:
docs/algorithms/plafonds.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from noaber.kernel.period import Period

WEEKS_OF_HUISHOUDEN: Final = 6
"""Weeks in a ProductPeriode of Categorie 01 of the iWmo, whatever its days are (TR321)."""


class Frequentie(StrEnum):
    """The time the Volume is counted over (WMO757)."""

    DAG = "1"
    WEEK = "2"
    MAAND = "4"
    TOTAAL = "6"


@dataclass(frozen=True, slots=True)
class Toegewezen:
    """How much is assigned, and how it is counted."""

    volume: int
    """Whole units of the Eenheid per Frequentie; eurocents for Eenheid 83."""
    frequentie: Frequentie
    is_output: bool = False
    """Outputgericht; else inspanningsgericht. Differs for weeks only (IV077)."""
    is_huishouden: bool = False
    """Hulp bij het huishouden: Categorie 01 of the iWmo."""
    counts_week_without_sunday: bool = False
    """Of a toewijzing of output in which no Sunday falls its one week counts all the same; the
    sources do not say (tegenspraak 7)."""


def max_in_product_periode(omvang: Toegewezen, toewijzing: Period, product_periode: Period) -> int:
    """The most that may be declared in a ProductPeriode that lies within the toewijzing.

    In the Eenheid of the Volume. Raises NoEnd if the ProductPeriode is open. Source: TR321, IV076
    to IV078.
    """
    match omvang.frequentie:
        case Frequentie.DAG:
            return omvang.volume * product_periode.days
        case Frequentie.WEEK:
            return omvang.volume * _weeks(omvang, toewijzing, product_periode)
        case Frequentie.MAAND | Frequentie.TOTAAL:
            return omvang.volume


def max_in_toewijzing(omvang: Toegewezen, toewijzing: Period) -> int | None:
    """The most that may be declared over the whole duration; None without a maximum.

    In the Eenheid of the Volume. Source: TR322.
    """
    if omvang.frequentie is Frequentie.TOTAAL:
        return omvang.volume
    if toewijzing.is_open:
        return None
    match omvang.frequentie:
        case Frequentie.DAG:
            return omvang.volume * toewijzing.days
        case Frequentie.WEEK:
            return omvang.volume * toewijzing.iso_weeks
        case Frequentie.MAAND:
            return omvang.volume * len(toewijzing.months())


def _weeks(omvang: Toegewezen, toewijzing: Period, product_periode: Period) -> int:
    if omvang.is_huishouden:
        return WEEKS_OF_HUISHOUDEN
    if not omvang.is_output:
        return product_periode.iso_weeks
    if omvang.counts_week_without_sunday and _has_no_sunday(toewijzing):
        return 1
    # A week of output belongs to the month of its Sunday. The last, broken week of the toewijzing
    # has none, and goes to the month with the last Sunday it does have.
    return len(product_periode.sundays()) + _has_broken_week(toewijzing, product_periode)


def _has_no_sunday(toewijzing: Period) -> bool:
    return not toewijzing.is_open and not toewijzing.sundays()


def _has_broken_week(toewijzing: Period, product_periode: Period) -> bool:
    if toewijzing.is_open:
        return False
    sundays = toewijzing.sundays()
    return (
        bool(sundays)
        and sundays[-1] != toewijzing.last_day
        and product_periode.contains(sundays[-1])
    )
