# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The retourcodes of a line as one whole number, the mark: a bit per code, 0 for none.

A hundred thousand lines have only a few different sets of codes. So each rule adds a bit, in
columns, and a list of text is made once per set and not once per line.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import polars as pl

from noaber.declaraties.rules.registry import AskedOf, Rule, all_rules, rules_asked_of

MARK = pl.col("mark")
MARK_TYPE = pl.UInt32
_WHOLE = (AskedOf.BERICHT, AskedOf.DECLARATIE, AskedOf.CLIENT)


@cache
def _bits() -> dict[str, int]:
    codes = {
        entry.retourcode
        for entry in all_rules()
        if entry.asked_of not in _WHOLE and "323" in entry.numbers
    }
    return {code: 1 << place for place, code in enumerate(sorted(codes))}


def mark_of(rules: Iterable[Rule]) -> int:
    """The mark of a line that breaks these rules."""
    mark = 0
    for entry in rules:
        mark |= _bits()[entry.retourcode]
    return mark


def codes_of(mark: int) -> list[str]:
    """The retourcodes in a mark, sorted."""
    return [code for code, bit in _bits().items() if mark & bit]


def broken_rules(asked_of: AskedOf) -> pl.Expr:
    """The mark of every line, from all rules that are asked of that kind of line.

    Where a rule has nothing to compare with (null), it is not broken.
    """
    bits = [
        pl.when(entry.on_lines()).then(pl.lit(mark_of([entry]), MARK_TYPE)).otherwise(0)
        for entry in rules_asked_of(asked_of)
        if entry.on_lines is not None
    ]
    return pl.sum_horizontal(bits).cast(MARK_TYPE)


def codes_column(marks: pl.Series) -> pl.Series:
    """The retourcodes of every mark, as lists."""
    sets = marks.unique().sort()
    lists = pl.Series("codes", [codes_of(mark) for mark in sets], dtype=pl.List(pl.String))
    return lists.gather(sets.search_sorted(marks))
