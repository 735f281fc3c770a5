# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Why a message is not valid at level 1, in Dutch, with place, line and rule code.

libxml2 decides whether a message is valid; this walk over the definition explains. It is a second,
independent check of the same definition: tests hold the two against each other on every mutant.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice

from lxml import etree

from noaber.berichten.definitions.nodes import Branch, Leaf, Listing, Node
from noaber.berichten.definitions.registry import Definition, all_definitions
from noaber.berichten.xml.parse import local_name
from noaber.berichten.xml.source import finding
from noaber.kernel.finding import Finding

_XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
_HARMLESS = {f"{_XSI}{name}" for name in ("schemaLocation", "noNamespaceSchemaLocation")}
_BLANK = " \t\n\r"


# Nobody reads more, and a file of a few megabytes can be wrong in a million places.
MOST_FINDINGS = 100


def diagnose(root: etree._Element, definition: Definition) -> Iterator[Finding]:
    """Where a message differs from its definition, in document order; at most MOST_FINDINGS."""
    if root.tag != definition.root.tag:
        yield finding(
            "XSD", f"Het eerste element is niet dat van een {definition.name}", 1, "Bericht"
        )
        return
    found = Diagnosis(definition).element(root, definition.root, "")
    yield from islice(found, MOST_FINDINGS)


@cache
def _known_names() -> frozenset[str]:
    def names(node: Node) -> Iterator[str]:
        yield node.name
        below = (
            ()
            if isinstance(node, Leaf)
            else ((node.item,) if isinstance(node, Listing) else node.children)
        )
        for child in below:
            yield from names(child)

    return frozenset(name for entry in all_definitions() for name in names(entry.root))


class Diagnosis:
    """The walk. ``judged`` counts items of a list that were walked over and removed before."""

    def __init__(self, definition: Definition) -> None:
        self._message = definition.namespace
        self._basis = definition.basis_namespace
        self.judged: dict[str, int] = {}

    def element(self, element: etree._Element, node: Node, place: str) -> Iterator[Finding]:
        """All places where this element differs from its node."""
        yield from self._attributes(element, node, place)
        if isinstance(node, Leaf):
            yield from self._leaf(element, node, place)
        elif isinstance(node, Listing):
            yield from self._listing(element, node, place)
        else:
            yield from self._branch(element, node, place)

    def _attributes(self, element: etree._Element, node: Node, place: str) -> Iterator[Finding]:
        for name in element.attrib:
            if not str(name).startswith(_XSI):
                yield self._at(
                    element, place, "heeft een attribuut; berichten kennen geen attributen"
                )
            elif name == f"{_XSI}type":
                if self._named_type(element) != self._type(node):
                    yield self._at(element, place, "noemt een ander type dan het schema")
            elif name not in _HARMLESS:
                yield self._at(element, place, "heeft een attribuut dat het schema niet toestaat")

    def _named_type(self, element: etree._Element) -> tuple[str | None, str]:
        prefix, colon, name = element.get(f"{_XSI}type", "").strip(_BLANK).rpartition(":")
        return element.nsmap.get(prefix if colon else None), name

    def _type(self, node: Node) -> tuple[str, str] | None:
        """The type that a message may name for this element; one of its own has no name."""
        if isinstance(node, Leaf):
            has_name = node.fixed is None and not node.type.is_local
            return (self._basis, f"LDT_{node.type.name}") if has_name else None
        if isinstance(node, Listing):
            return self._message, node.name
        return self._basis if node.is_group else self._message, node.type_name

    def _leaf(self, element: etree._Element, node: Leaf, place: str) -> Iterator[Finding]:
        if len(element):
            yield self._at(element, place, "mag alleen tekst bevatten, maar bevat een element")
            return
        problem = node.type.complaint(element.text or "")
        if problem:
            rule, phrase = problem
            yield self._at(element, place, phrase, rule)

    def _listing(self, element: etree._Element, node: Listing, place: str) -> Iterator[Finding]:
        yield from self._no_text(element, place)
        count = self.judged.get(node.name, 0)
        for child in element:
            if child.tag == node.item.tag:
                count += 1
                yield from self.element(child, node.item, f"{place}/{node.item.name}[{count}]")
            else:
                yield self._unexpected(child, place, f"alleen {node.item.name} is hier toegestaan")
        if count == 0:
            yield self._at(element, place, f"is leeg; er hoort ten minste één {node.item.name} in")

    def _branch(self, element: etree._Element, node: Branch, place: str) -> Iterator[Finding]:
        yield from self._no_text(element, place)
        expected = list(node.children)
        for child in element:
            index = next((i for i, c in enumerate(expected) if child.tag == c.tag), None)
            if index is None:
                yield self._unexpected(child, place, self._why(child, node))
                continue
            for skipped in expected[:index]:
                if skipped.required:
                    yield self._at(element, f"{place}/{skipped.name}".lstrip("/"), "ontbreekt")
            found = expected[index]
            del expected[: index + 1]
            yield from self.element(child, found, f"{place}/{found.name}".lstrip("/"))
        for left in expected:
            if left.required:
                yield self._at(element, f"{place}/{left.name}".lstrip("/"), "ontbreekt")

    def _no_text(self, element: etree._Element, place: str) -> Iterator[Finding]:
        texts = [element.text or "", *(child.tail or "" for child in element)]
        if any(text.strip(_BLANK) for text in texts):
            yield self._at(element, place or "Bericht", "mag geen losse tekst bevatten")

    def _why(self, child: etree._Element, node: Branch) -> str:
        known = node.by_name.get(local_name(child))
        if known is None:
            return "dit element bestaat hier niet"
        if child.tag != known.tag:
            return "dit element staat in de verkeerde namespace"
        return "dit element staat dubbel of op de verkeerde plaats"

    def _unexpected(self, child: etree._Element, place: str, why: str) -> Finding:
        if not isinstance(child.tag, str):
            return self._at(child, place, "bevat een verwijzing (&…;) die niet wordt gelezen")
        name = local_name(child)
        if name not in _known_names():  # what is not of the standard may hold anything
            return self._at(child, place, "bevat een element dat niet in de standaard bestaat")
        return self._at(child, f"{place}/{name}".lstrip("/"), f"hoort hier niet: {why}")

    def _at(
        self, element: etree._Element, place: str, phrase: str, rule: str | None = None
    ) -> Finding:
        name = place.rsplit("/", 1)[-1] or "Bericht"
        return finding(rule or "XSD", f"{name} {phrase}", element.sourceline, place or "Bericht")
