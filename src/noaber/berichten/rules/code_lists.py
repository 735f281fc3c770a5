# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Codes that exist, but not on the day of the message.

The schema knows one list for the whole release; the lists themselves say from and until when a code
may be used. The standard has no rule that rejects such a message, so this is a warning.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from noaber.berichten.definitions.messages import Bericht
from noaber.berichten.definitions.nodes import Branch, Leaf, Listing, Node
from noaber.berichten.definitions.registry import Definition
from noaber.berichten.rules.registry import Breach
from noaber.berichten.rules.wording import day

if TYPE_CHECKING:
    from noaber.berichten.xml.columns import Columns


@dataclass(frozen=True, slots=True)
class _Dated:
    """An element that is or holds a code with a date; the rest of a message is not walked."""

    node: Node
    children: tuple[_Dated, ...] = ()


def codes_of_another_day(
    value: Bericht, definition: Definition, on: date
) -> Iterator[tuple[str, Breach]]:
    """Codes in the message that its code list does not have on that day, with the list's name."""
    dated = _dated_parts(definition)
    if dated is not None:
        yield from _walk(value, dated, "", on)


def codes_of_another_day_in_lines(
    columns: Columns, leaves: tuple[Leaf, ...], on: date
) -> Iterator[tuple[str, Breach]]:
    """The same for the lines of a 323 or 325: one breach per code, at its first line."""
    for leaf in leaves:
        if not _has_dates(leaf):
            continue
        for code in columns.lines[leaf.field].unique().sort():
            problem = _problem(leaf, code, on)
            row = columns.lines[leaf.field].index_of(code) if problem else None
            if problem and row is not None:
                place = f"{columns.lines_place}/Client[{columns.lines['client'][row]}]"
                yield problem[0], Breach(place, problem[1], row=row)


@cache
def _dated_parts(definition: Definition) -> _Dated | None:
    return _dated(definition.root)


def _dated(node: Node) -> _Dated | None:
    if isinstance(node, Leaf):
        return _Dated(node) if _has_dates(node) else None
    below = (node.item,) if isinstance(node, Listing) else node.children
    children = tuple(found for child in below if (found := _dated(child)) is not None)
    return _Dated(node, children) if children else None


def _has_dates(leaf: Leaf) -> bool:
    return any(entry.geldig_vanaf or entry.geldig_tot for entry in leaf.type.codes or ())


def _walk(value: object, dated: _Dated, place: str, on: date) -> Iterator[tuple[str, Breach]]:
    node = dated.node
    if isinstance(node, Leaf):
        problem = _problem(node, value, on)
        if problem:
            yield problem[0], Breach(place, problem[1])
    elif isinstance(node, Branch):
        for child in dated.children:
            content = getattr(value, child.node.field)
            if content is not None:
                yield from _walk(content, child, f"{place}/{child.node.name}".lstrip("/"), on)
    elif isinstance(value, tuple):
        for position, item in enumerate(value, 1):
            yield from _walk(item, dated.children[0], f"{place}/{node.item.name}[{position}]", on)


def _problem(leaf: Leaf, value: object, on: date) -> tuple[str, str] | None:
    codes = leaf.type.codes
    if codes is None or not isinstance(value, str):
        return None
    entry = codes.codes.get(value)
    if entry is None or entry.is_valid_on(on):
        return None
    return codes.title, (
        f"{leaf.name} {value} ({entry.omschrijving}) staat op {day(on)} niet in codelijst "
        f"{codes.title}"
    )
