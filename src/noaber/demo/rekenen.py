# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Dates and limits, counted here once more: day by day, as the text of the standard says it.

The judging code has its own arithmetic. What the exercise expects must not follow from that.
"""

from __future__ import annotations

from datetime import date, timedelta

from noaber.demo.aanbod import Vorm

_DAY = timedelta(days=1)
_SUNDAY = 7


def dagen(begin: date, eind: date) -> list[date]:
    """Every day from the first up to and including the last."""
    return [begin + n * _DAY for n in range((eind - begin).days + 1)]


def laatste_dag(maand: date) -> date:
    """The last day of the month of this day."""
    first = maand.replace(day=28) + timedelta(days=4)
    return first.replace(day=1) - _DAY


def volgende_maand(maand: date, n: int = 1) -> date:
    """The first day of a later (or earlier) month."""
    months = maand.year * 12 + maand.month - 1 + n
    return date(months // 12, months % 12 + 1, 1)


def in_maand(ingang: date, eind: date | None, maand: date) -> tuple[date, date] | None:
    """The days of a toewijzing within a month: its ProductPeriode (IV089)."""
    begin, last = max(ingang, maand.replace(day=1)), laatste_dag(maand)
    if eind is not None:
        last = min(last, eind)
    return (begin, last) if begin <= last else None


def weken(begin: date, eind: date) -> int:
    """The number of weeks, Monday to Sunday, with a day in this period; broken ones too (IV077)."""
    return len({day.isocalendar()[:2] for day in dagen(begin, eind)})


def zondagen(begin: date, eind: date) -> int:
    """The number of Sundays in this period."""
    return sum(day.isoweekday() == _SUNDAY for day in dagen(begin, eind))


def plafond_maand(vorm: Vorm, volume: int, begin: date, eind: date) -> int:
    """The most that may be declared in a ProductPeriode, in the eenheid of the omvang (TR321).

    For output per week the sure part: the Sundays, without the broken last week.
    """
    match vorm.frequentie:
        case "1":
            return volume * len(dagen(begin, eind))
        case "2" if vorm.is_huishouden:
            return volume * 6
        case "2" if vorm.is_output:
            return volume * zondagen(begin, eind)
        case "2":
            return volume * weken(begin, eind)
        case _:
            return volume


def plafond_totaal(vorm: Vorm, volume: int, ingang: date, eind: date | None) -> int | None:
    """The most over the whole toewijzing (TR322); None when there is no such limit."""
    if vorm.frequentie == "6":
        return volume
    if eind is None:
        return None
    match vorm.frequentie:
        case "1":
            return volume * len(dagen(ingang, eind))
        case "2":
            return volume * weken(ingang, eind)
        case _:
            months = (eind.year - ingang.year) * 12 + eind.month - ingang.month + 1
            return volume * months


def afgerond(teller: int, noemer: int) -> int:
    """A quotient, halves upwards: amounts are not below zero here."""
    return (2 * teller + noemer) // (2 * noemer)
