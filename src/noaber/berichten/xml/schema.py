# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The XML schema of a message, generated from its definition, and the validator made of it.

One message has two schema documents, because the standard has two namespaces: one for the message
and one for the groups and simple types that messages share.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.sax.saxutils import quoteattr

from lxml import etree

from noaber.berichten.definitions.nodes import Branch, Listing, Node
from noaber.berichten.definitions.registry import Definition
from noaber.berichten.definitions.simple import SimpleType

_XS = 'xmlns:xs="http://www.w3.org/2001/XMLSchema"'


class SchemaFolderIncomplete(FileNotFoundError):
    """The folder with published schemas lacks a file that a message needs."""


@dataclass(frozen=True, slots=True)
class SchemaText:
    """The two documents of one message; ``message`` imports ``basis`` by ``basis_name``."""

    message: str
    basis: str
    message_name: str
    basis_name: str


@cache
def schema_text(definition: Definition) -> SchemaText:
    """The schema of a message as text."""
    basis_name = f"{definition.prefix}_basis.xsd"
    message_types: dict[str, str] = {}
    basis_types: dict[str, str] = {}
    _collect(definition.root, definition, message_types, basis_types)
    head = (
        f"  <!-- {definition.name}, iStandaarden release 3.2; "
        f"made from the noaber definition, xsd version {definition.xsd_version} -->\n"
    )
    message = (
        f"<xs:schema {_XS} xmlns:m={quoteattr(definition.namespace)} "
        f"xmlns:b={quoteattr(definition.basis_namespace)} "
        f'targetNamespace={quoteattr(definition.namespace)} elementFormDefault="qualified">\n'
        f"{head}"
        f"  <xs:import namespace={quoteattr(definition.basis_namespace)} "
        f'schemaLocation="{basis_name}"/>\n'
        f'  <xs:element name="Bericht" type="m:{definition.root.type_name}"/>\n'
        f"{''.join(message_types.values())}</xs:schema>\n"
    )
    basis = (
        f"<xs:schema {_XS} xmlns:b={quoteattr(definition.basis_namespace)} "
        f"targetNamespace={quoteattr(definition.basis_namespace)} "
        f'elementFormDefault="qualified">\n{head}'
        f"{''.join(basis_types.values())}</xs:schema>\n"
    )
    return SchemaText(message, basis, f"{definition.prefix}.xsd", basis_name)


def _collect(
    branch: Branch, definition: Definition, message: dict[str, str], basis: dict[str, str]
) -> None:
    target = basis if branch.is_group else message
    if branch.type_name in target:
        return
    target[branch.type_name] = ""  # holds the place, so that types keep the order of first use
    lines = [_element(child, definition, message, basis) for child in branch.children]
    target[branch.type_name] = (
        f'  <xs:complexType name="{branch.type_name}"><xs:sequence>\n'
        f"{''.join(lines)}  </xs:sequence></xs:complexType>\n"
    )


def _element(
    node: Node, definition: Definition, message: dict[str, str], basis: dict[str, str]
) -> str:
    occurs = "" if node.required else ' minOccurs="0"'
    if isinstance(node, Listing):
        message[node.name] = (
            f'  <xs:complexType name="{node.name}"><xs:sequence>\n'
            + _element(node.item, definition, message, basis).replace(
                "<xs:element ", '<xs:element maxOccurs="unbounded" ', 1
            )
            + "  </xs:sequence></xs:complexType>\n"
        )
        return f'    <xs:element name="{node.name}" type="m:{node.name}"{occurs}/>\n'
    if isinstance(node, Branch):
        _collect(node, definition, message, basis)
        prefix = "b" if node.is_group else "m"
        return f'    <xs:element name="{node.name}" type="{prefix}:{node.type_name}"{occurs}/>\n'
    if node.fixed is not None or node.type.is_local:
        return f'    <xs:element name="{node.name}">{_simple(node.type)}</xs:element>\n'
    type_name = f"LDT_{node.type.name}"
    basis.setdefault(type_name, f"  {_simple(node.type, name=type_name)}\n")
    return f'    <xs:element name="{node.name}" type="b:{type_name}"{occurs}/>\n'


def _simple(type_: SimpleType, name: str | None = None) -> str:
    named = f' name="{name}"' if name else ""
    facets = "".join(facet.xsd() for facet in type_.facets)
    return (
        f'<xs:simpleType{named}><xs:restriction base="{type_.base}">{facets}'
        "</xs:restriction></xs:simpleType>"
    )


class _BasisResolver(etree.Resolver):
    """Answers the one import of a generated schema from memory, and nothing else."""

    def __init__(self, text: SchemaText) -> None:
        super().__init__()
        self._text = text

    def resolve(  # type: ignore[no-untyped-def]  # the type of a context has no public name
        self, system_url: str | None, public_id: str | None, context
    ):
        if system_url and system_url.endswith(self._text.basis_name):
            return self.resolve_string(self._text.basis, context)
        raise ValueError(f"a generated schema imports its own basis and not {system_url}")


@cache
def generated_schema(definition: Definition) -> etree.XMLSchema:
    """The validator made of our own definition; compiled once per process."""
    text = schema_text(definition)
    parser = etree.XMLParser(no_network=True, resolve_entities=False)
    parser.resolvers.add(_BasisResolver(text))
    return etree.XMLSchema(etree.fromstring(text.message, parser))


@cache
def published_schema(definition: Definition, folder: Path) -> etree.XMLSchema:
    """The validator made of the published schema of a message.

    ``folder`` holds ``iwmo/WMO323.xsd`` or ``WMO323.xsd``, with its ``basisschema.xsd`` beside it.

    Raises:
        SchemaFolderIncomplete: the folder does not hold the schema of this message.
    """
    for candidate in (
        folder / definition.basis_prefix / f"{definition.name}.xsd",
        folder / f"{definition.name}.xsd",
    ):
        if candidate.is_file():
            parser = etree.XMLParser(no_network=True, resolve_entities=False)
            return etree.XMLSchema(etree.parse(candidate, parser))
    raise SchemaFolderIncomplete(
        f"In de map {folder} staat geen {definition.name}.xsd; zet de gepubliceerde schema's van "
        "release 3.2 in die map of haal de instelling weg."
    )
