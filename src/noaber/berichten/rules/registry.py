# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The register of level-2 rules: which function checks which rule in which message."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from noaber.berichten.definitions.messages import Bericht
from noaber.berichten.rules.wording import day
from noaber.kernel.bsn import without_bsn
from noaber.kernel.wet import Wet

if TYPE_CHECKING:
    import polars as pl

    from noaber.berichten.xml.columns import Columns

# Of one rule so many places are named: enough to see what is wrong, whatever the size of the file.
MOST = 100

# The modules register themselves when imported. Those with columns need Polars, which takes a
# fifth of a second to load, so they are loaded only when a 323 or 325 comes along.
_VALUE_MODULES = ("personen", "adressen", "producten", "sleutels", "start_stop", "verzoeken")
_COLUMN_MODULES = ("declaratie_323", "declaratie_antwoord_325")


@dataclass(frozen=True, slots=True)
class Breach:
    """One place where a message breaks a rule; ``text`` is a Dutch main clause without BSN."""

    place: str
    text: str
    row: int | None = None
    """Index of the line in the columns, for a 323 or 325."""


ValueCheck = Callable[[Any], Iterator[Breach]]
LineCheck = Callable[["Columns"], "pl.Expr"]
WholeCheck = Callable[["Columns"], Iterator[Breach]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One published rule as it is checked in some messages.

    Exactly one of the three checks is there: on a value, on every line at once (an expression that
    is true where the line breaks the rule), or on a declaratie as a whole.
    """

    code: str
    numbers: tuple[str, ...]
    wet: Wet | None
    name: str
    module: str
    on_value: ValueCheck | None = None
    on_lines: LineCheck | None = None
    on_whole: WholeCheck | None = None
    place: str = ""
    """For a line rule: the element within the Prestatie that is wrong."""
    text: str = ""
    """For a line rule: what is wrong, with the columns of the line between braces."""

    def applies_to(self, number: str, wet: Wet) -> bool:
        """Whether this check is made on that message."""
        return number in self.numbers and self.wet in (None, wet)


_RULES: list[Rule] = []
_Check = TypeVar("_Check", bound=Callable[..., Any])


def rule(code: str, *numbers: str, wet: Wet | None = None) -> Callable[[_Check], _Check]:
    """Registers a check on message values: yields a Breach for every place that is wrong."""

    def register(function: _Check) -> _Check:
        _RULES.append(
            Rule(code, numbers, wet, function.__name__, function.__module__, on_value=function)
        )
        return function

    return register


def line_rule(code: str, *numbers: str, place: str, text: str) -> Callable[[_Check], _Check]:
    """Registers an expression over declared lines: true where a line breaks the rule."""

    def register(function: _Check) -> _Check:
        _RULES.append(
            Rule(
                code,
                numbers,
                None,
                function.__name__,
                function.__module__,
                on_lines=function,
                place=place,
                text=text,
            )
        )
        return function

    return register


def whole_rule(code: str, *numbers: str) -> Callable[[_Check], _Check]:
    """Registers a check on a declaratie or its answer as a whole."""

    def register(function: _Check) -> _Check:
        _RULES.append(
            Rule(code, numbers, None, function.__name__, function.__module__, on_whole=function)
        )
        return function

    return register


@cache
def _load(modules: tuple[str, ...]) -> None:
    for module in modules:
        importlib.import_module(f"noaber.berichten.rules.{module}")


def all_rules() -> tuple[Rule, ...]:
    """Every registered check, in order of rule code."""
    _load(_VALUE_MODULES)
    _load(_COLUMN_MODULES)
    return tuple(sorted(_RULES, key=lambda entry: (entry.code, entry.numbers)))


@cache
def _value_rules(number: str, wet: Wet) -> tuple[tuple[str, ValueCheck], ...]:
    _load(_VALUE_MODULES)
    return tuple(
        (entry.code, entry.on_value)
        for entry in sorted(_RULES, key=lambda entry: entry.code)
        if entry.on_value is not None and entry.applies_to(number, wet)
    )


def check(value: Bericht, number: str) -> Iterator[tuple[str, Breach]]:
    """All breaches of level 2 in a message with one client, with the code of the rule."""
    for code, function in _value_rules(number, value.wet):
        found = list(function(value))
        for breach in found[:MOST]:
            yield code, breach
        if len(found) > MOST:
            yield (
                code,
                Breach("", f"Dezelfde fout staat op nog {len(found) - MOST} andere plaatsen"),
            )


@cache
def _column_rules(number: str, wet: Wet) -> tuple[Rule, ...]:
    _load(_COLUMN_MODULES)
    return tuple(
        entry
        for entry in sorted(_RULES, key=lambda entry: entry.code)
        if entry.on_value is None and entry.applies_to(number, wet)
    )


def check_columns(columns: Columns) -> Iterator[tuple[str, Breach]]:
    """All breaches of level 2 in a 323 or 325; of each rule at most ``MOST`` and how many more."""
    rules = _column_rules(columns.definition.number, columns.definition.wet)
    line_rules = [entry for entry in rules if entry.on_lines is not None]
    broken = _broken_line_rules(columns, line_rules)
    for entry in rules:
        if entry.on_whole is not None:
            for breach in entry.on_whole(columns):
                yield entry.code, breach
        elif entry in broken:
            for breach in _line_breaches(columns, entry):
                yield entry.code, breach


def _broken_line_rules(columns: Columns, line_rules: list[Rule]) -> list[Rule]:
    # One pass over the lines for all rules; only what is broken is looked at again.
    if columns.lines.is_empty():
        return []
    expressions = [
        entry.on_lines(columns).fill_null(False).any().alias(str(index))
        for index, entry in enumerate(line_rules)
        if entry.on_lines is not None
    ]
    answers = columns.lines.select(expressions).row(0)
    return [entry for entry, is_broken in zip(line_rules, answers, strict=True) if is_broken]


def _line_breaches(columns: Columns, entry: Rule) -> Iterator[Breach]:
    assert entry.on_lines is not None
    hits = columns.lines.with_row_index("row").filter(entry.on_lines(columns))
    for line in hits.head(MOST).iter_rows(named=True):
        shown = {name: _shown(value) for name, value in line.items() if name != "bsn"}
        place = (
            f"{columns.lines_place}/Client[{line['client']}]/Prestaties/"
            f"Prestatie[{line['prestatie']}]/{entry.place}".rstrip("/")
        )
        who = f"Cliënt {line['client']}, prestatie {shown['referentie_nummer']}: "
        yield Breach(place, who + entry.text.format_map(shown), row=line["row"])
    if hits.height > MOST:
        yield Breach(
            columns.lines_place,
            f"Dezelfde fout staat in nog {hits.height - MOST} andere prestaties",
        )


def _shown(value: object) -> str:
    if isinstance(value, date):
        return day(value)
    return without_bsn(str(value))  # a reference is free text, and a finding never repeats a BSN
