# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""From a parsed message to its value.

Only call this on a tree that the schema accepted: nothing is checked twice here.
"""

from __future__ import annotations

from typing import Any

from lxml import etree

from noaber.berichten.definitions.messages import Bericht
from noaber.berichten.definitions.nodes import Branch, Leaf, Listing, Node
from noaber.berichten.definitions.registry import Definition


def to_value(root: etree._Element, definition: Definition) -> Bericht:
    """The value of a schema-valid message.

    Raises:
        ValueError: a date outside the years 1 to 9999, or the time 24:00.
    """
    value: Bericht = definition.root.cls(**_fields(root, definition.root), wet=definition.wet)
    return value


def part_to_value(element: etree._Element, node: Node) -> Any:
    """The value of one element inside a message."""
    if isinstance(node, Leaf):
        return node.type.parse(element.text or "")
    if isinstance(node, Listing):
        return tuple(part_to_value(child, node.item) for child in element)
    return node.cls(**_fields(element, node))


def _fields(element: etree._Element, branch: Branch) -> dict[str, Any]:
    by_tag = branch.by_tag
    values = {}
    for child in element:
        node = by_tag[str(child.tag)]
        if node.field:  # a fixed element is what the kind of message already says
            values[node.field] = part_to_value(child, node)
    return values
