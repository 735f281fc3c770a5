# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The generated messages are what they promise: accepted by the schema, of every kind."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from noaber.berichten.definitions.messages import Bericht
from noaber.berichten.definitions.nodes import Branch, Leaf, Listing, Node
from noaber.berichten.definitions.registry import Definition, all_definitions, by_name
from noaber.berichten.xml.schema import generated_schema
from tests.strategies import messages


def tree(bericht: Bericht, definition: Definition) -> etree._Element:
    """The message as elements: slow and obvious, to hold against the real writer."""
    root = etree.Element(f"{{{definition.namespace}}}Bericht")
    fill(root, definition.root, bericht, definition)
    return root


def fill(element: etree._Element, node: Node, value: object, definition: Definition) -> None:
    if isinstance(node, Leaf):
        element.text = node.fixed if node.fixed is not None else node.type.show(value)
    elif isinstance(node, Listing):
        for item in value:
            fill(add(element, node.item, definition), node.item, item, definition)
    else:
        for child in node.children:
            content = getattr(value, child.field) if child.field else None
            if content not in (None, ()) or (isinstance(child, Leaf) and child.fixed is not None):
                fill(add(element, child, definition), child, content, definition)


def add(parent: etree._Element, node: Leaf | Branch | Listing, definition: Definition):
    namespace = definition.basis_namespace if node.in_basis else definition.namespace
    return etree.SubElement(parent, f"{{{namespace}}}{node.name}")


@pytest.mark.parametrize("name", [definition.name for definition in all_definitions()])
@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_the_schema_accepts_every_message(name: str, data: st.DataObject) -> None:
    definition = by_name(name)
    bericht = data.draw(messages(definition))
    assert type(bericht) is definition.kind.cls
    schema = generated_schema(definition)
    # Once through text, as what a tree holds need not survive in XML.
    document = etree.fromstring(etree.tostring(tree(bericht, definition)))
    assert schema.validate(document), schema.error_log
