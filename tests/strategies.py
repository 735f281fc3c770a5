# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Hypothesis strategies: any message that the schema accepts, as values, from the definitions.

A message need not obey the rules of level 2: dates may run backwards and amounts need not add up.
"""

from __future__ import annotations

from datetime import date
from functools import cache

from hypothesis import strategies as st

from noaber.berichten.definitions.messages import Bericht
from noaber.berichten.definitions.nodes import Branch, Leaf, Listing, Node
from noaber.berichten.definitions.registry import Definition, all_definitions
from noaber.berichten.definitions.simple import (
    Base,
    Maximum,
    MaxLength,
    Minimum,
    NotBlank,
    NotBlankText,
    Pattern,
    SimpleType,
    Value,
)

MOST_ITEMS = 3
MOST_CHARACTERS = 400
"""Of a text without a limit of its own."""

_XML_BLANK = " \t\n\r"
_ORDINARY = st.sampled_from("aeinorst AEIÉËÖÜçñ'-.,0123456789<>&\"")
# What XML allows in a text, line ends and tabs apart.
_ANY = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
_LINE = st.one_of(_ORDINARY, _ORDINARY, _ANY, st.just("\t"))
_LINES = st.one_of(_LINE, _LINE, st.sampled_from(_XML_BLANK))


@cache
def messages(definition: Definition) -> st.SearchStrategy[Bericht]:
    """Any message of that kind which the schema accepts."""
    return _branch(definition.root, wet=st.just(definition.wet))


def any_messages() -> st.SearchStrategy[tuple[Definition, Bericht]]:
    """Any message of any kind, with its definition."""
    return st.sampled_from(all_definitions()).flatmap(
        lambda definition: st.tuples(st.just(definition), messages(definition))
    )


def _branch(branch: Branch, **more: st.SearchStrategy[object]) -> st.SearchStrategy:
    fields = {child.field: _node(child) for child in branch.children if child.field}
    return st.builds(branch.cls, **fields, **more)


def _node(node: Node) -> st.SearchStrategy:
    if isinstance(node, Listing):
        items = st.lists(_node(node.item), min_size=1, max_size=MOST_ITEMS).map(tuple)
        return items if node.required else st.one_of(st.just(()), items)
    some = values(node.type) if isinstance(node, Leaf) else _branch(node)
    return some if node.required else st.one_of(st.none(), some)


def values(type_: SimpleType) -> st.SearchStrategy[Value]:
    """Any value of a simple type that is bound to a law."""
    if type_.codes is not None:
        return st.sampled_from([entry.code for entry in type_.codes])
    if type_.base is Base.WHOLE:
        lowest = max(facet.bound for facet in type_.facets if isinstance(facet, Minimum))
        highest = min(facet.bound for facet in type_.facets if isinstance(facet, Maximum))
        return st.integers(lowest, highest)
    if type_.base is Base.DATE:
        return st.one_of(st.dates(date(2021, 1, 1), date(2030, 12, 31)), st.dates())
    if type_.base is Base.TIME:
        return st.times()
    return _texts(type_)


def _texts(type_: SimpleType) -> st.SearchStrategy[str]:
    limits = (facet.length for facet in type_.facets if isinstance(facet, MaxLength))
    longest = min(limits, default=MOST_CHARACTERS)
    pattern = next((f.expression for f in type_.facets if isinstance(f, Pattern)), None)
    if pattern is not None:
        bounded = f"{pattern[:-1]}{{1,{longest}}}" if pattern[-1] in "+*" else pattern
        return st.from_regex(bounded, fullmatch=True)
    one_line = any(isinstance(facet, NotBlank) for facet in type_.facets)
    found = st.text(_LINE if one_line else _LINES, min_size=1, max_size=longest)
    if any(isinstance(facet, NotBlank | NotBlankText) for facet in type_.facets):
        return found.filter(lambda text: text.strip(_XML_BLANK) != "")
    return found
