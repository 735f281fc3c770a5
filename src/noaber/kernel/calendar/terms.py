# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Terms ("termijnen") and the day on which they end, by the Algemene termijnenwet (Atw).

Terms in hours ("24 uur", "onverwijld") are about moments and have no place here. The readings of
the law and worked examples stand in docs/algorithms/termijnen.md.
"""

from __future__ import annotations

import calendar as months_of
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from noaber.kernel.calendar.workdays import (
    ATW,
    add_workdays,
    count_workdays,
    next_workday,
    workday_on_or_after,
)
from noaber.kernel.errors import InvalidValue
from noaber.kernel.period import Period

_DAY: Final = timedelta(days=1)


class TermTooShort(InvalidValue):
    """A term of nothing, or less."""

    def __init__(self) -> None:
        super().__init__(
            "Een termijn duurt ten minste één dag: vul een getal in dat groter is dan 0."
        )


class TermUnit(StrEnum):
    """What a term is counted in; the value is the Dutch plural."""

    DAYS = "dagen"
    WEEKS = "weken"
    MONTHS = "maanden"
    YEARS = "jaren"
    WORKDAYS = "werkdagen"

    @property
    def singular(self) -> str:
        """The Dutch word for one of them."""
        return _SINGULAR[self]


_SINGULAR: Final = {
    TermUnit.DAYS: "dag",
    TermUnit.WEEKS: "week",
    TermUnit.MONTHS: "maand",
    TermUnit.YEARS: "jaar",
    TermUnit.WORKDAYS: "werkdag",
}

_DAYS: Final = {TermUnit.DAYS: 1, TermUnit.WEEKS: 7}
_MONTHS: Final = {TermUnit.MONTHS: 1, TermUnit.YEARS: 12}

_LONGEST_UNDER_ATW: Final = {TermUnit.DAYS: 90, TermUnit.WEEKS: 12, TermUnit.MONTHS: 3}
"""Atw art. 4 under a: a term of more than this, and any term in years, is not under the Atw."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """How long someone has: 6 weeks, 5 working days.

    Made by one of three constructors, because the source of a term decides how it ends:
    ``statutory`` (a law or AMvB: the Atw may lengthen it), ``agreed`` (contract, verordening,
    ministeriële regeling, a letter: it ends where it ends), ``workdays`` (a named calendar).

    Raises TermTooShort if count is below 1.
    """

    count: int
    unit: TermUnit
    is_statutory: bool = False
    calendar: str | None = None
    """Name of the calendar of working days; only for ``TermUnit.WORKDAYS``."""

    def __post_init__(self) -> None:
        if self.count < 1:
            raise TermTooShort
        if (self.unit is TermUnit.WORKDAYS) is (self.calendar is None):
            raise TypeError("a term has a calendar if and only if it is in working days")

    @classmethod
    def statutory(cls, count: int, unit: TermUnit) -> Term:
        """A term set by a law or an AMvB (Atw art. 1 and 5)."""
        return cls(count=count, unit=unit, is_statutory=True)

    @classmethod
    def agreed(cls, count: int, unit: TermUnit) -> Term:
        """A term set by a contract, verordening, ministeriële regeling or letter: no Atw."""
        return cls(count=count, unit=unit)

    @classmethod
    def workdays(cls, count: int, calendar: str) -> Term:
        """A term in working days of a named calendar, for example ``workdays.ISTANDAARDEN``."""
        return cls(count=count, unit=TermUnit.WORKDAYS, calendar=calendar)

    @property
    def is_under_atw(self) -> bool:
        """Does the Atw lengthen it where needed?

        Not a term of more than 90 days, 12 weeks or 3 months, in years, or outside law and AMvB
        (Atw art. 1, 4 and 5). A term in working days ends on a working day by itself.
        """
        return self.is_statutory and self.count <= _LONGEST_UNDER_ATW.get(self.unit, 0)

    def due(self, event: date) -> date:
        """The last day on which the act is in time, counted from the day of the event.

        The day of the event does not count. Under the Atw a last day that is a Saturday, Sunday or
        feestdag moves to the next ordinary day (art. 1), and a term of three days or more has at
        least two ordinary days (art. 2).

        Raises CalendarNotValid outside the years of the calendar.
        """
        return self.lengthened_by_atw(event, self.nominal_end(event))

    def latest_before(self, event: date) -> date:
        """The last day to act if this term must lie before the event ("uiterlijk 6 maanden voor").

        Counted backwards, so the Atw moves nothing (art. 1 lid 2).
        """
        return self._count(event, -self.count)

    def nominal_end(self, event: date) -> date:
        """The last day by counting alone, before the Atw looks at it."""
        return self._count(event, self.count)

    def lengthened_by_atw(self, event: date, last_day: date) -> date:
        """The last day after Atw art. 1 and 2, for a term that runs after the event."""
        if not self.is_under_atw:
            return last_day
        last_day = workday_on_or_after(last_day, ATW)
        if self.unit is not TermUnit.DAYS or self.count >= 3:
            while count_workdays(Period(event + _DAY, last_day + _DAY), ATW) < 2:
                last_day = next_workday(last_day, ATW)
        return last_day

    def _count(self, event: date, count: int) -> date:
        if self.calendar is not None:
            return add_workdays(event, count, self.calendar)
        if self.unit in _MONTHS:
            return _add_months(event, count * _MONTHS[self.unit])
        return event + timedelta(days=count * _DAYS[self.unit])

    def __str__(self) -> str:
        return f"{self.count} {self.unit.singular if self.count == 1 else self.unit.value}"


def _add_months(day: date, count: int) -> date:
    """The same day of the month, or the last day of a month that has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    last = months_of.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
