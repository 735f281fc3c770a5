# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The scenarios of tests/spec, read from their features: for the manual and for whoever asks.

A scenario is known by its number, which stands in its title and in its tags: E73. Under one number
there may be more than one. Its other tags are the rules of the standard that it shows.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from gherkin.parser import Parser

FEATURES = Path(__file__).resolve().parents[1] / "tests" / "spec"
NUMBER = re.compile(r"[A-F]\d{1,3}")


@dataclass(frozen=True, slots=True)
class Step:
    """One sentence, with the table under it."""

    keyword: str
    """Gegeven, Als, Dan, En."""
    text: str
    table: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Scenario:
    """One scenario as it stands in a feature."""

    number: str
    """E73."""
    title: str
    """Without the number."""
    rules: tuple[str, ...]
    steps: tuple[Step, ...]
    examples: tuple[tuple[str, ...], ...]
    """The table of an Abstract Scenario, its head first."""


@dataclass(frozen=True, slots=True)
class Feature:
    """A group of scenarios: one file, one page."""

    name: str
    """Of the file, without its ending: e_declaratie."""
    title: str
    description: str
    scenarios: tuple[Scenario, ...]


class WrongScenario(ValueError):
    """A scenario whose tags and title do not say the same."""


@cache
def features() -> tuple[Feature, ...]:
    """All features, in order of their name."""
    return tuple(_feature(path) for path in sorted(FEATURES.glob("*.feature")))


def by_rule() -> dict[str, list[str]]:
    """By code of a rule the numbers of the scenarios that show it, in order."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for feature in features():
        for scenario in feature.scenarios:
            for rule in scenario.rules:
                if scenario.number not in found[rule]:
                    found[rule].append(scenario.number)
    return dict(sorted(found.items()))


def page_of(number: str) -> str:
    """The name of the feature in which a number stands."""
    return next(f.name for f in features() if any(s.number == number for s in f.scenarios))


def _feature(path: Path) -> Feature:
    document: Any = Parser().parse(path.read_text(encoding="utf-8"))
    told = document["feature"]
    return Feature(
        name=path.stem,
        title=told["name"],
        description=_joined(told["description"]),
        scenarios=tuple(_scenario(child["scenario"]) for child in told["children"]),
    )


def _scenario(told: dict[str, Any]) -> Scenario:
    tags = [tag["name"].removeprefix("@") for tag in told["tags"]]
    number, _, title = told["name"].partition(" ")
    if [tag for tag in tags if NUMBER.fullmatch(tag)] != [number] or not title:
        raise WrongScenario(f"{told['name']}: {tags}")
    return Scenario(
        number=number,
        title=title,
        rules=tuple(tag for tag in tags if tag != number),
        steps=tuple(_step(step) for step in told["steps"]),
        examples=tuple(
            row for examples in told["examples"] for row in _rows(examples, "tableHeader")
        ),
    )


def _step(told: dict[str, Any]) -> Step:
    table = told.get("dataTable")
    return Step(told["keyword"].strip(), told["text"], tuple(_rows(table)) if table else ())


def _rows(table: dict[str, Any], head: str = "") -> list[tuple[str, ...]]:
    rows = [table[head], *table["tableBody"]] if head else table["rows"]
    return [tuple(cell["value"] for cell in row["cells"]) for row in rows]


def _joined(text: str) -> str:
    return " ".join(text.split())
