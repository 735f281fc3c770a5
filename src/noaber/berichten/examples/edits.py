# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Changing a message by place: set a text, remove an element, repeat an element.

The definition of the message decides where a new element comes and in which namespace, so that
an edit says only what should become different.
"""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from noaber.berichten.definitions.nodes import Branch, Leaf, Listing, Node, split_place
from noaber.berichten.definitions.registry import Definition
from noaber.berichten.xml.parse import parse_tree

Edit = tuple[str, ...]
"""``("set", place, text)``, ``("remove", place)`` or ``("repeat", place)``."""

_Step = tuple[Node, int]
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\r\n'
_ARGUMENTS = {"set": 2, "remove": 1, "repeat": 1}


class UnusableEdit(ValueError):
    """The edit is not one of the three kinds, or cannot be done to that element."""


class UnknownPlace(LookupError):
    """The definition of the message has no element at that place."""


class EmptyPlace(LookupError):
    """The definition knows the place, but this message has no element there."""


def edit(message_bytes: bytes, definition: Definition, edits: tuple[Edit, ...]) -> bytes:
    """The message with the edits done, one after the other.

    Raises:
        UnusableEdit: an edit is not well made.
        UnknownPlace: an edit names an element that this kind of message does not have.
        EmptyPlace: an edit names an element that this message does not have.
    """
    root = parse_tree(message_bytes)
    for change in edits:
        _do(root, definition, change)
    etree.indent(root, "\t")
    lines = etree.tostring(root, encoding="UTF-8").replace(b"\n", b"\r\n")
    return _DECLARATION + lines + b"\r\n"


def _do(root: etree._Element, definition: Definition, change: Edit) -> None:
    kind, *arguments = change
    if _ARGUMENTS.get(kind) != len(arguments):
        raise UnusableEdit(
            f"De bewerking {list(change)} bestaat niet; schrijf er een als "
            '["set", plaats, tekst], ["remove", plaats] of ["repeat", plaats].'
        )
    steps = _steps(arguments[0], definition)
    if kind == "set":
        _set(root, definition, steps, arguments[1])
        return
    element = _find(root, definition, steps)
    if kind == "remove":
        _find(root, definition, steps[:-1]).remove(element)
        return
    if len(steps) < 2 or not isinstance(steps[-2][0], Listing):
        raise UnusableEdit(
            f"{arguments[0]} kan niet herhaald worden, want in {definition.name} komt dit "
            "element ten hoogste één keer voor."
        )
    element.addnext(deepcopy(element))


def _steps(place: str, definition: Definition) -> list[_Step]:
    """The definition of every element on the way to the place, with its position."""
    node: Node = definition.root
    steps: list[_Step] = []
    for name, position in split_place(place):
        known = _children(node)
        if name not in known:
            above = f"onder {node.name} " if steps else ""
            raise UnknownPlace(
                f"{place} bestaat niet in {definition.name}: {above}staat geen {name}. "
                f"Kies uit: {', '.join(known) or 'niets, dit element heeft alleen tekst'}."
            )
        if position < 1 or (position > 1 and not isinstance(node, Listing)):
            raise UnknownPlace(
                f"{place} bestaat niet in {definition.name}: {name} heeft daar geen "
                f"positie {position}."
            )
        node = known[name]
        steps.append((node, position))
    return steps


def _children(node: Node) -> dict[str, Node]:
    if isinstance(node, Branch):
        return node.by_name
    if isinstance(node, Listing):
        return {node.item.name: node.item}
    return {}


def _find(root: etree._Element, definition: Definition, steps: list[_Step]) -> etree._Element:
    element = root
    for node, position in steps:
        found = _same(element, definition, node)
        if len(found) < position:
            raise EmptyPlace(
                f"In deze {definition.name} staat geen {node.name}[{position}] onder "
                f"{etree.QName(element).localname}."
            )
        element = found[position - 1]
    return element


def _set(root: etree._Element, definition: Definition, steps: list[_Step], text: str) -> None:
    last = steps[-1][0]
    if not isinstance(last, Leaf):
        raise UnusableEdit(
            f"{last.name} kan geen tekst krijgen, want het bevat andere elementen; "
            "noem het element dat de tekst heeft."
        )
    element = root
    above: Node = definition.root
    for node, position in steps:
        found = _same(element, definition, node)
        if len(found) == position - 1:
            element = _add(element, definition, above, node)
        elif len(found) >= position:
            element = found[position - 1]
        else:
            raise EmptyPlace(
                f"{node.name}[{position}] kan niet toegevoegd worden: er "
                f"{'is' if len(found) == 1 else 'zijn'} er pas {len(found)}."
            )
        above = node
    element.text = text


def _add(parent: etree._Element, definition: Definition, above: Node, node: Node) -> etree._Element:
    """A new element after everything that must come before it."""
    order = list(_children(above))
    rank = order.index(node.name)
    index = sum(
        1 for child in parent.iterchildren("*") if etree.QName(child).localname in order[: rank + 1]
    )
    element = etree.Element(_tag(definition, node))
    parent.insert(index, element)
    return element


def _same(parent: etree._Element, definition: Definition, node: Node) -> list[etree._Element]:
    return list(parent.iterchildren(_tag(definition, node)))


def _tag(definition: Definition, node: Node) -> str:
    namespace = definition.basis_namespace if node.in_basis else definition.namespace
    return f"{{{namespace}}}{node.name}"
