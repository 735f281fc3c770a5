# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Working days ("werkdagen") by a named calendar.

Standards and contracts say "werkdag" without a definition, so which days count is data: the
calendars of ``data/werkdagen.toml``, each valid from and to a date. The reasons stand in
docs/algorithms/termijnen.md.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final

from noaber.kernel.calendar.feestdagen import feestdagen_in, gelijkgestelde_dagen_in
from noaber.kernel.errors import InvalidValue
from noaber.kernel.period import Period

ATW: Final = "atw"
"""The ordinary days of the Algemene termijnenwet, gelijkgestelde dagen left out."""
ISTANDAARDEN: Final = "istandaarden"
"""Working days for the answers and messages of iWmo and iJw (flows §10.18)."""
ZAKELIJK: Final = "zakelijk"
"""As istandaarden, but Bevrijdingsdag is a working day."""
BANK: Final = "bank"
"""Days on which banks settle payments in euros with each other (T2)."""

_MET_GOEDE_VRIJDAG: Final = "istandaarden-met-goede-vrijdag"
_MET_VIJF_MEI: Final = "istandaarden-met-5-mei"
_MET_BEIDE: Final = "istandaarden-met-goede-vrijdag-en-5-mei"

_DAY: Final = timedelta(days=1)
_WEEKDAYS: Final = (
    "maandag",
    "dinsdag",
    "woensdag",
    "donderdag",
    "vrijdag",
    "zaterdag",
    "zondag",
)


class UnknownCalendar(InvalidValue):
    """There is no calendar of working days with this name."""

    def __init__(self) -> None:
        names = ", ".join(sorted(list_calendars()))
        super().__init__(f"Deze werkdagenkalender bestaat niet: kies een van {names}.")


class CalendarNotValid(InvalidValue):
    """The calendar says nothing about a day: it lies before or after the years it holds for."""

    def __init__(self, calendar: str, day: date) -> None:
        super().__init__(
            f"De werkdagenkalender {calendar} geldt niet op {day:%d-%m-%Y}: "
            "controleer de datum of laat de beheerder de kalender aanvullen."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkCalendar:
    """One line of ``werkdagen.toml``: which days are worked, in the days that it holds for."""

    name: str
    label: str
    source: str
    valid: Period
    weekdays: frozenset[int]
    free: frozenset[str]
    also_free: frozenset[str]
    """Other free days of every year, as month-day: no feestdag of the Atw."""
    with_gelijkgestelde_dagen: bool

    def is_workday(self, day: date) -> bool:
        """Is this day, one that the calendar holds for, a working day?"""
        if day.weekday() not in self.weekdays or f"{day:%m-%d}" in self.also_free:
            return False
        if self.with_gelijkgestelde_dagen and day in gelijkgestelde_dagen_in(day.year):
            return False
        feestdagen = feestdagen_in(day.year).items()
        return not any(day == free_day for name, free_day in feestdagen if name in self.free)


def istandaarden(*, goede_vrijdag: bool = False, vijf_mei: bool = False) -> str:
    """Name of the calendar for iWmo and iJw in which these two days are worked, or not."""
    if goede_vrijdag and vijf_mei:
        return _MET_BEIDE
    if goede_vrijdag:
        return _MET_GOEDE_VRIJDAG
    return _MET_VIJF_MEI if vijf_mei else ISTANDAARDEN


def is_workday(day: date, calendar: str) -> bool:
    """Is this a working day? One look in the days of that year, which are made once.

    Raises UnknownCalendar, CalendarNotValid.
    """
    try:
        return _days_of(calendar, day.year)[day]
    except KeyError:
        raise CalendarNotValid(calendar, day) from None


def workday_on_or_after(day: date, calendar: str) -> date:
    """The day itself if it is a working day, else the first one after it."""
    while not is_workday(day, calendar):
        day += _DAY
    return day


def next_workday(day: date, calendar: str) -> date:
    """The first working day after this day."""
    return workday_on_or_after(day + _DAY, calendar)


def add_workdays(day: date, count: int, calendar: str) -> date:
    """The count-th working day after this day, or before it if count is negative.

    The day itself does not count, and need not be a working day; with 0 it is the answer. A 301 of
    Thursday 2 April 2026, 3 working days: Thursday 9 April (OP090, flows scenario 112).
    """
    step = _DAY if count >= 0 else -_DAY
    to_go = abs(count)
    while to_go:
        day += step
        to_go -= is_workday(day, calendar)
    return day


def count_workdays(period: Period, calendar: str) -> int:
    """The number of working days in a period. Raises NoEnd if it is open."""
    days = (period.start + timedelta(days=number) for number in range(period.days))
    return sum(is_workday(day, calendar) for day in days)


def list_calendars() -> Mapping[str, tuple[WorkCalendar, ...]]:
    """Every calendar by name, with its lines in order of validity."""
    return _read_calendars()


@lru_cache(maxsize=512)
def _days_of(calendar: str, year: int) -> Mapping[date, bool]:
    """Every day of a year that the calendar holds for: is it a working day?"""
    versions = list_calendars().get(calendar)
    if versions is None:
        raise UnknownCalendar
    first = date(year, 1, 1)
    days = [first + timedelta(days=number) for number in range(Period.year(year).days)]
    return {
        day: line.is_workday(day) for line in versions for day in days if line.valid.contains(day)
    }


@cache
def _read_calendars() -> Mapping[str, tuple[WorkCalendar, ...]]:
    text = files(__package__).joinpath("data", "werkdagen.toml").read_text(encoding="utf-8")
    calendars: dict[str, tuple[WorkCalendar, ...]] = {}
    for line in tomllib.loads(text)["calendar"]:
        calendar = _read_calendar(line)
        calendars[calendar.name] = (*calendars.get(calendar.name, ()), calendar)
    return calendars


def _read_calendar(line: Mapping[str, Any]) -> WorkCalendar:
    return WorkCalendar(
        name=line["name"],
        label=line["label"],
        source=line["source"],
        valid=Period(line["valid_from"], line.get("valid_to")),
        weekdays=frozenset(map(_WEEKDAYS.index, line["weekdays"])),
        free=frozenset(line["free"]),
        also_free=frozenset(line.get("also_free", ())),
        with_gelijkgestelde_dagen=line["gelijkgestelde_dagen"],
    )
