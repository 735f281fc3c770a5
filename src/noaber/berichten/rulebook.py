# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The book of rules: text, source, retourcode, where it is checked, and examples.

The front door to the rules for screens, commands and generated pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from noaber.berichten.definitions.nodes import Branch, Leaf, Node
from noaber.berichten.definitions.registry import all_definitions
from noaber.berichten.examples import Example, examples
from noaber.berichten.rules import (
    Rule,
    RuleText,
    Tegenspraak,
    Toets,
    UnknownRule,
    all_rules,
    catalogue,
    rule_text,
    tegenspraken,
    toetsen,
)

__all__ = [
    "RuleEntry",
    "RuleText",
    "Tegenspraak",
    "Toets",
    "UnknownRule",
    "list_rules",
    "list_tegenspraken",
    "list_toetsen",
    "rule_entry",
]


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """One rule with everything noaber knows about it."""

    text: RuleText
    checks: tuple[Rule, ...]
    """The functions of level 2 that check it, one per kind of message."""
    facets: tuple[str, ...]
    """For a rule of level 1: the simple types whose bound carries it."""
    examples: tuple[Example, ...]


def list_rules() -> list[RuleText]:
    """All rules of the standard, in its order."""
    return list(catalogue().values())


def list_toetsen(code: str) -> tuple[tuple[Toets, str | None], ...]:
    """The tests that guard a rule, and for one that others work out also theirs, with their code.

    Raises:
        UnknownRule: no rule has that code.
    """
    text, known = rule_text(code), toetsen()
    own: list[tuple[Toets, str | None]] = [(test, None) for test in known.get(text.code, ())]
    return (*own, *((test, via) for via in text.uitgewerkt_in for test in known.get(via, ())))


def list_tegenspraken() -> tuple[Tegenspraak, ...]:
    """Where the public sources contradict each other, by number."""
    return tegenspraken()


def rule_entry(code: str) -> RuleEntry:
    """Everything about one rule.

    Raises:
        UnknownRule: no rule has that code.
    """
    text = rule_text(code)
    return RuleEntry(
        text,
        tuple(entry for entry in all_rules() if entry.code == text.code),
        _facets().get(text.code, ()),
        examples(text.code),
    )


@cache
def _facets() -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}

    def walk(node: Node) -> None:
        if isinstance(node, Leaf):
            for facet in node.type.facets:
                found.setdefault(facet.rule or "", set()).add(node.type.name)
        elif isinstance(node, Branch):
            for child in node.children:
                walk(child)
        else:
            walk(node.item)

    for definition in all_definitions():
        walk(definition.root)
    return {code: tuple(sorted(types)) for code, types in found.items()}
