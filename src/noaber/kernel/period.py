# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Periods of calendar days: the end is not part of it.

Standards, letters and screens say "tot en met"; that is turned into an exclusive end once, at the
border, by ``Period.from_inclusive``, and back by ``Period.last_day`` (domain §0 rule 3). Worked
examples stand in docs/algorithms/perioden.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from noaber.kernel.errors import InvalidValue

_DAY = timedelta(days=1)
_SUNDAY = 7


class EndBeforeStart(InvalidValue):
    """A period would end before it starts."""

    def __init__(self) -> None:
        super().__init__(
            "De einddatum ligt voor de begindatum: kies een einddatum op of na de begindatum."
        )


class NoEnd(InvalidValue):
    """An open period was asked for something that only a period with an end has."""

    def __init__(self) -> None:
        super().__init__(
            "Deze periode heeft geen einddatum, dus de dagen zijn niet te tellen: "
            "geef een einddatum of beperk de periode eerst."
        )


class NoDays(InvalidValue):
    """An empty period was asked for its last day."""

    def __init__(self) -> None:
        super().__init__(
            "Deze periode is leeg en heeft dus geen laatste dag: kies een latere einddatum."
        )


@dataclass(frozen=True, slots=True)
class Period:
    """Days from ``start`` up to but not including ``end``; ``end`` None means open.

    ``start == end`` is a period without days. Two empty periods with another start are not equal,
    but behave the same.

    Raises EndBeforeStart; TypeError for a datetime (a moment is not a day).
    """

    start: date
    end: date | None

    def __post_init__(self) -> None:
        if not _is_day(self.start) or not (self.end is None or _is_day(self.end)):
            raise TypeError("a Period is made of dates, not moments")
        if self.end is not None and self.end < self.start:
            raise EndBeforeStart

    @classmethod
    def from_inclusive(cls, begin: date, eind: date | None) -> Period:
        """The period "begin tot en met eind"; ``eind`` None is open.

        31 December 9999 also becomes open: registers use it for "no end", and there is no later day
        to be the exclusive end. Raises EndBeforeStart if eind lies before begin, also by one day:
        "tot en met" cannot say an empty period.
        """
        if eind is None or eind == date.max:
            return cls(begin, None)
        if eind < begin:
            raise EndBeforeStart
        return cls(begin, eind + _DAY)

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        """A whole calendar month; month is 1 to 12."""
        return cls(date(year, month, 1), _first_of_next_month(date(year, month, 1)))

    @classmethod
    def year(cls, year: int) -> Period:
        """A whole calendar year."""
        return cls(date(year, 1, 1), date(year + 1, 1, 1))

    @property
    def is_empty(self) -> bool:
        return self.start == self.end

    @property
    def is_open(self) -> bool:
        return self.end is None

    @property
    def last_day(self) -> date | None:
        """The last day that belongs to it ("tot en met"); None if open. Raises NoDays if empty."""
        if self.end is None:
            return None
        if self.is_empty:
            raise NoDays
        return self.end - _DAY

    @property
    def days(self) -> int:
        """The number of days. Raises NoEnd if open."""
        return (self._known_end() - self.start).days

    def contains(self, day: date) -> bool:
        """Does this day belong to it?"""
        return self.start <= day and (self.end is None or day < self.end)

    def covers(self, other: Period) -> bool:
        """Does every day of the other belong to this one? An empty period is always covered."""
        return other.is_empty or self.intersect(other) == other

    def overlaps(self, other: Period) -> bool:
        """Do they have a day in common? An empty period overlaps nothing."""
        return not self.intersect(other).is_empty

    def intersect(self, other: Period) -> Period:
        """The days they have in common; an empty period if there are none."""
        start = max(self.start, other.start)
        ends = [end for end in (self.end, other.end) if end is not None]
        if not ends:
            return Period(start, None)
        return Period(start, max(start, min(ends)))

    def months(self) -> tuple[Period, ...]:
        """Its days per calendar month, in order; the first and last month may be broken.

        This is how a toewijzing falls apart in productperioden (IV089). Raises NoEnd if open.
        """
        end = self._known_end()
        parts, start = [], self.start
        while start < end:
            next_start = min(_first_of_next_month(start), end)
            parts.append(Period(start, next_start))
            start = next_start
        return tuple(parts)

    @property
    def iso_weeks(self) -> int:
        """How many ISO weeks it touches, a broken week too (IV077). Raises NoEnd if open."""
        end = self._known_end()
        return 0 if self.is_empty else _week(end - _DAY) - _week(self.start) + 1

    def sundays(self) -> tuple[date, ...]:
        """Its Sundays, in order: what the weekly ceiling of output counts (IV077).

        Raises NoEnd if open.
        """
        end = self._known_end()
        first = self.start + timedelta(days=_SUNDAY - self.start.isoweekday())
        return tuple(first + timedelta(days=days) for days in range(0, (end - first).days, 7))

    def _known_end(self) -> date:
        if self.end is None:
            raise NoEnd
        return self.end


def _is_day(value: object) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def _week(day: date) -> int:
    """The number of its week, Monday to Sunday, since the year 1: that began on a Monday."""
    return (day.toordinal() - 1) // 7


def _first_of_next_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)
