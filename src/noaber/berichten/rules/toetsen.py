# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Which tests guard which rule: the list that ``scripts/list_tests.py`` makes of the tests."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Toets:
    """One test that fails when a rule is no longer honoured."""

    soort: str
    """``toets``, ``scenario``, ``voorbeeld`` or ``vector``."""
    toets: str
    """File and function, or file and name of the scenario."""
    aantal: int
    """How many cases of it are about the rule."""


@cache
def toetsen() -> dict[str, tuple[Toets, ...]]:
    """Every test by code of the rule."""
    text = (files("noaber.berichten.rules") / "toetsen.csv").read_text(encoding="utf-8")
    found: dict[str, list[Toets]] = defaultdict(list)
    for row in csv.DictReader(text.splitlines()):
        found[row["code"]].append(Toets(row["soort"], row["toets"], int(row["aantal"])))
    return {code: tuple(tests) for code, tests in found.items()}
