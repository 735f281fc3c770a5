# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The feestdagen of article 3 of the Algemene termijnenwet, as dates in a year."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from noaber.kernel.period import Period

_SUNDAY = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Feestdag:
    """One line of ``feestdagen.toml``: how a feestdag is found in a year, and by which law."""

    name: str
    source: str
    valid: Period
    month_day: tuple[int, int] | None
    easter_offset: int | None
    if_sunday: int

    def day_in(self, year: int) -> date | None:
        """The date in this year; None if it was not, or no longer, a feestdag by then."""
        if self.month_day is not None:
            day = date(year, *self.month_day)
        else:
            day = easter_sunday(year) + timedelta(days=self.easter_offset or 0)
        if day.isoweekday() == _SUNDAY:
            day += timedelta(days=self.if_sunday)
        return day if self.valid.contains(day) else None


def easter_sunday(year: int) -> date:
    """Easter Sunday in the Gregorian calendar, by the computus of Meeus, Jones and Butcher.

    Written out here because the library that has it had no release for over a year; tests hold it
    against the holidays library.
    """
    golden = year % 19
    century, year_of_century = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    moon_shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - moon_shift + 15) % 30
    leaps, rest = divmod(year_of_century, 4)
    to_sunday = (32 + 2 * century_rest + 2 * leaps - epact - rest) % 7
    correction = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * correction + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=256)
def feestdagen_in(year: int) -> Mapping[str, date]:
    """Name and date of the feestdagen of Atw art. 3 lid 1 and 2 (so with Goede Vrijdag).

    Not the Sundays (eerste Paasdag, eerste Pinksterdag): the law does not need them. The days of
    lid 3 are ``gelijkgestelde_dagen_in``.
    """
    dates = {feestdag.name: feestdag.day_in(year) for feestdag in _list_feestdagen()}
    return MappingProxyType({name: day for name, day in dates.items() if day is not None})


def gelijkgestelde_dagen_in(year: int) -> frozenset[date]:
    """The days put on a par with a feestdag by koninklijk besluit (Atw art. 3 lid 3).

    Empty too if the besluit for that year is not in our data: see ``has_besluit_for``.
    """
    return _read_besluiten().get(year, frozenset())


def has_besluit_for(year: int) -> bool:
    """Are the gelijkgestelde dagen of this year known here?

    If not, a term in that year may be computed a day or more too short. For a coming year that is
    the moment to add the new besluit to ``feestdagen.toml``.
    """
    return year in _read_besluiten()


@cache
def _list_feestdagen() -> tuple[Feestdag, ...]:
    return tuple(_read_feestdag(line) for line in _read_file()["feestdag"])


def _read_feestdag(line: Mapping[str, Any]) -> Feestdag:
    month_day = None
    if "date" in line:
        month, day = line["date"].split("-")
        month_day = (int(month), int(day))
    return Feestdag(
        name=line["name"],
        source=line["source"],
        valid=Period(line.get("valid_from", date.min), line.get("valid_to")),
        month_day=month_day,
        easter_offset=line.get("easter"),
        if_sunday=line.get("if_sunday", 0),
    )


@cache
def _read_besluiten() -> Mapping[int, frozenset[date]]:
    return {
        year: frozenset(day for day in besluit["dates"] if day.year == year)
        for besluit in _read_file()["gelijkgesteld"]
        for year in besluit["years"]
    }


@cache
def _read_file() -> dict[str, Any]:
    text = files(__package__).joinpath("data", "feestdagen.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
