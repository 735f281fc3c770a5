# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""From a value to the bytes of a message: UTF-8 without BOM, lines ending in CR/LF (OP192).

What leaves here has passed the schema: a value that breaks it is refused, not written.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast
from xml.sax.saxutils import escape

from noaber.berichten.definitions.messages import Bericht
from noaber.berichten.definitions.nodes import Branch, Leaf, Listing, Node
from noaber.berichten.definitions.registry import Definition, all_definitions
from noaber.berichten.definitions.simple import Value
from noaber.berichten.xml.diagnose import diagnose
from noaber.berichten.xml.parse import is_xml_text, parse_tree
from noaber.berichten.xml.schema import generated_schema
from noaber.kernel.finding import Finding

END = "\r\n"
# A bare carriage return would be read back as a line feed; a line feed travels as CR/LF.
ESCAPES = {"\r": "&#13;", "\n": END}


class UnwritableMessage(ValueError):
    """The value breaks the schema of its message; carries what is wrong."""

    def __init__(self, definition: Definition, findings: tuple[Finding, ...]) -> None:
        self.definition = definition
        self.findings = findings
        first = findings[0].text if findings else "onbekende afwijking"
        super().__init__(f"Dit {definition.name} kan niet worden geschreven: {first}.")


def definition_of(value: Bericht) -> Definition:
    """The definition of the message that this value is."""
    return next(
        entry
        for entry in all_definitions()
        if entry.kind.cls is type(value) and entry.wet is value.wet
    )


def write(value: Bericht) -> bytes:
    """The message as it goes out.

    Raises:
        UnwritableMessage: a text is too long, a code does not exist, an obligatory part is missing…
    """
    definition = definition_of(value)
    data = END.join(document_lines(value, definition)).encode("utf-8", "surrogatepass")
    check_written(data, definition)
    return data


def check_written(data: bytes, definition: Definition) -> None:
    """Refuses bytes that the schema of the message refuses.

    Raises:
        UnwritableMessage: with the findings.
    """
    if not is_xml_text(data.decode("utf-8", "surrogatepass")):
        problem = Finding(
            rule="XML",
            retourcode=None,
            place="",
            line=None,
            text="een tekst bevat een teken dat in XML niet is toegestaan",
        )
        raise UnwritableMessage(definition, (problem,))
    root = parse_tree(data)
    if not generated_schema(definition).validate(root):
        raise UnwritableMessage(definition, tuple(diagnose(root, definition)))


def document_lines(value: Bericht, definition: Definition) -> Iterator[str]:
    """The text of a message, line by line, without line ends."""
    m, b = definition.prefix, definition.basis_prefix
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield (
        f'<{m}:Bericht xmlns:{b}="{definition.basis_namespace}" xmlns:{m}="{definition.namespace}">'
    )
    yield from _inside(value, definition.root, m, b, "\t")
    yield f"</{m}:Bericht>"
    yield ""


def _inside(value: object, branch: Branch, m: str, b: str, indent: str) -> Iterator[str]:
    for node in branch.children:
        if isinstance(node, Leaf) and node.fixed is not None:
            yield f"{indent}<{m}:{node.name}>{node.fixed}</{m}:{node.name}>"
            continue
        content = getattr(value, node.field)
        if content is not None and content != ():
            yield from _element(content, node, m, b, indent)


def _element(content: object, node: Node, m: str, b: str, indent: str) -> Iterator[str]:
    tag = f"{b if node.in_basis else m}:{node.name}"
    if isinstance(node, Leaf):
        text = escape(node.type.show(cast("Value", content)), ESCAPES)
        yield f"{indent}<{tag}>{text}</{tag}>"
        return
    yield f"{indent}<{tag}>"
    if isinstance(node, Listing):
        assert isinstance(content, tuple)
        for item in content:
            yield from _element(item, node.item, m, b, indent + "\t")
    else:
        yield from _inside(content, node, m, b, indent + "\t")
    yield f"{indent}</{tag}>"
