# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The gemeentecode of CBS, and which codes existed on which day.

``data/gemeenten.csv`` has one line per code that was valid on some day since 1 January 2015, when
Wmo 2015 and Jeugdwet began. ``valid_from`` empty: already there on that day. ``valid_to`` is the
first day without the code; empty: still there on 1 January 2026, the date of the CBS list. The
codes that ended and their dates are from BRP table 33 (RvIG). The number of gemeenten per year
agrees with CBS (a test checks it).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Final, Self

from noaber.kernel.errors import InvalidValue
from noaber.kernel.period import Period

_FOUR_DIGITS: Final = re.compile(r"[0-9]{4}")
_LIST_BEGINS: Final = date(2015, 1, 1)


class InvalidGemeentecode(InvalidValue):
    """The text is not a gemeentecode."""

    def __init__(self) -> None:
        super().__init__(
            "Dit is geen gemeentecode: een gemeentecode heeft 4 cijfers, ook als hij met een nul "
            "begint. Zoek de code op in de lijst van het CBS."
        )


class Gemeentecode(str):
    """4 digits, leading zeros kept. Whether it exists depends on the day: see ``is_known``.

    A plain ``str`` for messages and tables. Raises InvalidGemeentecode.
    """

    __slots__ = ()

    def __new__(cls, text: str) -> Self:
        if not _FOUR_DIGITS.fullmatch(text):
            raise InvalidGemeentecode
        return super().__new__(cls, text)


@dataclass(frozen=True, slots=True)
class Gemeente:
    """A line of the list: the code, the name and the days on which it is valid."""

    code: Gemeentecode
    name: str
    valid: Period


def is_known(code: str, *, on: date) -> bool:
    """Did a gemeente with this code exist on this day? Before 2015 the list is silent: False."""
    return find_gemeente(code, on=on) is not None


def was_ever_known(code: str) -> bool:
    """Did a gemeente with this code exist on any day since 2015?"""
    return code in _read_gemeenten()


def find_gemeente(code: str, *, on: date) -> Gemeente | None:
    """The gemeente with this code on this day; None if there is none."""
    gemeente = _read_gemeenten().get(code)
    return gemeente if gemeente is not None and gemeente.valid.contains(on) else None


def list_gemeenten(*, on: date) -> tuple[Gemeente, ...]:
    """All gemeenten on this day, by code."""
    return tuple(gemeente for gemeente in _read_gemeenten().values() if gemeente.valid.contains(on))


@cache
def _read_gemeenten() -> Mapping[str, Gemeente]:
    text = files(__package__).joinpath("data", "gemeenten.csv").read_text(encoding="utf-8")
    gemeenten = (
        Gemeente(
            code=Gemeentecode(line["code"]),
            name=line["name"],
            valid=Period(
                _read_date(line["valid_from"]) or _LIST_BEGINS, _read_date(line["valid_to"])
            ),
        )
        for line in csv.DictReader(text.splitlines())
    )
    return {str(gemeente.code): gemeente for gemeente in gemeenten}


def _read_date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
