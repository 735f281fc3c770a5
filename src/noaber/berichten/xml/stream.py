# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The sure path for a 323 or 325: libxml2 parses and validates, one Prestatie at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

import polars as pl
from lxml import etree

from noaber.berichten.definitions.messages import Bericht323, Bericht325
from noaber.berichten.definitions.nodes import Branch, Leaf
from noaber.berichten.definitions.registry import Definition
from noaber.berichten.definitions.simple import UnreadableValue
from noaber.berichten.xml.columns import Columns, line_layout
from noaber.berichten.xml.diagnose import MOST_FINDINGS, Diagnosis
from noaber.berichten.xml.parse import NotWellFormed, iterate, local_name
from noaber.berichten.xml.read import part_to_value, to_value
from noaber.berichten.xml.source import Source, finding
from noaber.kernel.finding import Finding

_ROWS_A_FRAME = 20_000


def read_stream(source: Source, definition: Definition, schema: etree.XMLSchema) -> Columns:
    """The columns of a document that the schema accepts.

    Raises:
        NotWellFormed: the document is not well-formed, or the schema refuses it (rule XSD).
        UnreadableValue: a date outside the years 1 to 9999.
    """
    return _Reader(definition).read(source, schema)


class _Reader:
    def __init__(self, definition: Definition) -> None:
        self._definition = definition
        self._layout = line_layout(definition)
        self._frames: list[pl.DataFrame] = []
        self._rows: list[dict[str, Any]] = []
        self._trail = _Trail()
        self._required = {leaf.field for leaf in self._layout.leaves if leaf.required}
        self._client_tag = f"{{{definition.namespace}}}Client"
        self._client = 1
        self._prestatie = 0

    def read(self, source: Source, schema: etree.XMLSchema) -> Columns:
        root = None
        try:
            for element in iterate(source, _bulk_tags(self._definition), schema):
                self._trail.drop()
                match local_name(element):
                    case "Prestatie":
                        self._line(element)
                    case "Client":
                        self._end_of_client(element)
                    case _:
                        root = element
        except (KeyError, IndexError, AttributeError, TypeError, StopIteration):
            # The schema tells its verdict at the end; what does not fit here will not pass there.
            raise NotWellFormed(_REFUSED) from None
        if root is None:  # iterate raises before this; a root is what ends it
            raise NotWellFormed(_REFUSED)
        self._flush()
        value = to_value(root, self._definition)
        assert isinstance(value, Bericht323 | Bericht325)
        body = value.declaratie if isinstance(value, Bericht323) else value.declaratie_antwoord
        lines = pl.concat(self._frames, rechunk=True) if self._frames else self._layout.empty()
        rest = replace(body, clienten=()) if body is not None else None
        return Columns(self._definition, value.header, rest, lines)

    def _line(self, element: etree._Element) -> None:
        self._prestatie += 1
        bsn = next(element.iterancestors(self._client_tag))[0].text
        row: dict[str, Any] = {"client": self._client, "prestatie": self._prestatie, "bsn": bsn}
        _fill(element, self._layout.prestatie, row)
        if not self._required <= row.keys():  # the schema will say so at the end: do not wait
            raise NotWellFormed(_REFUSED)
        self._rows.append(row)
        self._trail.add(element)

    def _end_of_client(self, element: etree._Element) -> None:
        if self._prestatie == 0:
            raise NotWellFormed(_REFUSED)
        if self._layout.has_codes:
            codes = [code.text for code in element[-1]]
            for row in self._rows[len(self._rows) - self._prestatie :]:
                row["client_retour_codes"] = codes
        self._client += 1
        self._prestatie = 0
        if len(self._rows) >= _ROWS_A_FRAME:
            self._flush()
        self._trail.add(element)
        self._refuse_leftovers(element)

    def _refuse_leftovers(self, client: etree._Element) -> None:
        """Stops early when things pile up that no valid message has: memory stays bounded."""
        prestaties = client.find(f"{{{self._definition.namespace}}}Prestaties")
        if len(client) > len(self._layout.client.children) or (
            prestaties is not None and len(prestaties) > 0
        ):
            raise NotWellFormed(_REFUSED)

    def _flush(self) -> None:
        if self._rows:
            self._frames.append(pl.DataFrame(self._rows, schema=dict(self._layout.schema)))
            self._rows = []


_REFUSED = finding("XSD", "Het bericht voldoet niet aan het schema")


def _fill(element: etree._Element, branch: Branch, row: dict[str, Any]) -> None:
    by_tag = branch.by_tag
    for child in element:
        node = by_tag[str(child.tag)]
        if isinstance(node, Branch):
            _fill(child, node, row)
        elif isinstance(node, Leaf):
            row[node.field] = _parsed(child.text or "", node)
        else:
            row[node.field] = list(part_to_value(child, node))


def _parsed(text: str, leaf: Leaf) -> Any:
    try:
        return leaf.type.parse(text)
    except UnreadableValue:
        raise
    except ValueError:
        raise NotWellFormed(_REFUSED) from None


class _Trail:
    """Drops what has been read, one element late.

    The parser is ahead of us, and may be in the middle of the text behind the element that it gave
    last. To drop that text under its hands makes it write in memory that is no longer its own.
    """

    def __init__(self) -> None:
        self._last: etree._Element | None = None

    def add(self, element: etree._Element) -> None:
        """This one has been read, and can go when the next comes."""
        self._last = element

    def drop(self) -> None:
        """The next has come."""
        last, self._last = self._last, None
        parent = last.getparent() if last is not None else None
        if last is None or parent is None:
            return
        if last.tail and last.tail.strip():  # text between elements is for the parent to explain
            parent.text = (parent.text or "") + last.tail
        parent.remove(last)


def _bulk_tags(definition: Definition) -> tuple[str, ...]:
    return tuple(f"{{{definition.namespace}}}{name}" for name in ("Prestatie", "Client", "Bericht"))


def explain_stream(source: Source, definition: Definition) -> list[Finding]:
    """Why the schema refused a bulk message: at most a hundred findings."""
    return list(islice(_explanation(source, definition), MOST_FINDINGS))


def _explanation(source: Source, definition: Definition) -> Iterator[Finding]:
    layout = line_layout(definition)
    diagnosis = Diagnosis(definition)
    clients = f"{layout.body.name}/{layout.clienten.name}/Client"
    client = prestatie = 0
    trail = _Trail()
    try:
        for element in iterate(source, _bulk_tags(definition)):
            trail.drop()
            place = f"{clients}[{client + 1}]"
            name = local_name(element)
            if name == "Prestatie" and _stands_in(element, "Prestaties", "Client", "Clienten"):
                prestatie += 1
                inner = f"{place}/{layout.prestaties.name}/Prestatie[{prestatie}]"
                yield from diagnosis.element(element, layout.prestatie, inner)
                trail.add(element)
            elif name == "Client" and _stands_in(element, "Clienten", layout.body.name, "Bericht"):
                diagnosis.judged = {layout.prestaties.name: prestatie}
                yield from diagnosis.element(element, layout.client, place)
                client, prestatie = client + 1, 0
                trail.add(element)
            elif name == "Bericht":
                diagnosis.judged = {layout.clienten.name: client}
                yield from diagnosis.element(element, definition.root, "")
    except NotWellFormed as problem:
        yield problem.finding


def _stands_in(element: etree._Element, *ancestors: str) -> bool:
    """Whether the nearest ancestors have these names; a stray element is left for the root."""
    parent = element.getparent()
    for name in ancestors:
        if parent is None or local_name(parent) != name:
            return False
        parent = parent.getparent()
    return True
