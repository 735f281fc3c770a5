# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The scanner: a 323 or 325 in one pass of one expression made from the definition.

The lines of a declaratie form a regular language, so an expression can describe exactly one
Prestatie with the client around it. It accepts only lines that the schema accepts; everything
around the lines goes through libxml2 and the schema as a small document with one line. Whatever is
unusual (comments, entities, other prefixes, a wrong value) makes the scanner say "I do not know",
never "invalid". docs/algorithms/scanner.md has the argument, tests hold it against libxml2.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache
from typing import BinaryIO

import polars as pl

from noaber.berichten.definitions.classes import Declaratie, DeclaratieAntwoord
from noaber.berichten.definitions.messages import (
    Bericht323,
    Bericht325,
    DeclaratieAntwoordHeader,
    Header,
)
from noaber.berichten.definitions.nodes import Branch, Leaf, Node
from noaber.berichten.definitions.registry import Definition
from noaber.berichten.definitions.simple import Base
from noaber.berichten.xml.columns import Columns, LineLayout, line_layout
from noaber.berichten.xml.parse import NotWellFormed, parse_tree
from noaber.berichten.xml.read import to_value
from noaber.berichten.xml.schema import generated_schema
from noaber.berichten.xml.source import Identity, Source, after_prolog

_BLOCK = 4 * 1024 * 1024
# A header is a few kilobytes; a client with 30,000 lines does not exist.
_MAX_AROUND = 1024 * 1024
_MAX_CLIENT = 32 * 1024 * 1024
_SPACE = r"[ \t\r\n]*+"
_CODE = re.compile(r">([^<]*)</")
_EPOCH = date(1970, 1, 1).toordinal()


class _NotSure(Exception):
    """The scanner met something that only libxml2 may judge."""


def scan(source: Source, identity: Identity) -> Columns | None:
    """The columns of a document that the schema accepts, or None when the scanner is not sure."""
    definition = identity.definition
    assert definition is not None
    try:
        with source.open() as stream:
            return _Scanner(stream, definition, identity).run()
    except (_NotSure, UnicodeDecodeError):
        return None


class _Scanner:
    def __init__(self, stream: BinaryIO, definition: Definition, identity: Identity) -> None:
        prefixes = {uri: prefix for prefix, uri in reversed(identity.prefixes)}
        if definition.basis_namespace not in prefixes:
            raise _NotSure
        message = prefixes[definition.namespace]
        self._definition = definition
        self._layout = line_layout(definition)
        self._row = _row_expression(definition, message, prefixes[definition.basis_namespace])
        self._open = f"<{_tag(message, 'Client')}>".encode()
        self._close = f"</{_tag(message, 'Client')}>".encode()
        self._line_close = f"</{_tag(message, 'Prestatie')}>".encode()
        self._stream = stream

    def run(self) -> Columns:
        head, buffer = self._head()
        skeleton = b""
        frames: list[pl.DataFrame] = []
        clients = 0
        while True:
            block = self._stream.read(_BLOCK)
            buffer += block
            cut = buffer.rfind(self._close) + len(self._close)
            if cut >= len(self._close):
                region, buffer = buffer[:cut], buffer[cut:]
                skeleton = skeleton or self._skeleton(region)
                frames.append(self._frame(region.decode("utf-8"), clients))
                clients = frames[-1]["client"][-1]
            elif len(buffer) > _MAX_CLIENT:
                raise _NotSure
            if not block:
                break
        if not frames:
            raise _NotSure
        header, body = self._around(head, skeleton, tail=buffer)
        return Columns(self._definition, header, body, pl.concat(frames, rechunk=True))

    def _head(self) -> tuple[bytes, bytes]:
        """What stands before the first client, and the rest of what was read."""
        data = self._stream.read(_BLOCK)
        start = data.find(self._open)
        if not 0 <= start <= _MAX_AROUND:
            raise _NotSure
        return data[:start], data[start:]

    def _skeleton(self, region: bytes) -> bytes:
        """The first client with its first line only: enough for libxml2 to see what it is in."""
        client = region[: region.index(self._close) + len(self._close)]
        first = client.find(self._line_close) + len(self._line_close)
        last = client.rfind(self._line_close) + len(self._line_close)
        return client[:first] + client[last:]

    def _around(
        self, head: bytes, skeleton: bytes, tail: bytes
    ) -> tuple[Header | DeclaratieAntwoordHeader, Declaratie | DeclaratieAntwoord]:
        """Header and body, judged by the schema as a document with one line."""
        # A comment or CDATA part that opens before the lines and closes after them would hide them.
        around = after_prolog(head) + tail
        if len(tail) > _MAX_AROUND or b"<!" in around or b"<?" in around:
            raise _NotSure
        try:
            root = parse_tree(head + skeleton + tail)
        except NotWellFormed:
            raise _NotSure from None
        if not generated_schema(self._definition).validate(root):
            raise _NotSure
        try:
            value = to_value(root, self._definition)
        except ValueError:
            raise _NotSure from None
        assert isinstance(value, Bericht323 | Bericht325)
        body = value.declaratie if isinstance(value, Bericht323) else value.declaratie_antwoord
        if body is None or [len(client.prestaties) for client in body.clienten] != [1]:
            raise _NotSure
        return value.header, replace(body, clienten=())

    def _frame(self, text: str, clients_before: int) -> pl.DataFrame:
        found = []
        position = 0
        # Each match begins where the last one ended: no gap, and no searching for a next one.
        while match := self._row.match(text, position):
            found.append(match.groups(""))
            position = match.end()
        if position != len(text):
            raise _NotSure
        return _to_frame(found, self._layout, clients_before)


def _to_frame(
    found: list[tuple[str, ...]], layout: LineLayout, clients_before: int
) -> pl.DataFrame:
    """The rows of whole clients as columns.

    Plain Python up to the finished lists: Polars costs a fixed millisecond for every step, which is
    most of the work on a small declaratie, and on a large one it is no faster here.
    """
    closes = -2 if layout.has_codes else -1
    clients = _Clients([row[0] for row in found], [row[closes] for row in found], clients_before)
    series = [
        pl.Series("client", clients.numbers, dtype=pl.Int64),
        pl.Series("prestatie", clients.prestaties, dtype=pl.Int64),
        pl.Series("bsn", clients.spread([row[0] for row in found]), dtype=pl.String),
        *(_typed([row[n] for row in found], leaf) for n, leaf in enumerate(layout.leaves, 1)),
    ]
    if layout.has_codes:
        of_client = clients.spread([row[-1] for row in found], at_end=True)
        series.append(_code_lists("retour_codes", [row[-3] for row in found]))
        series.append(_code_lists("client_retour_codes", of_client))
    return pl.DataFrame(series)


class _Clients:
    """Which client each row belongs to: it opens on one row and closes on the same or a later."""

    def __init__(self, opens: list[str], closes: list[str], before: int) -> None:
        self._before = before
        self._first_rows: list[int] = []
        self.numbers: list[int] = []
        self.prestaties: list[int] = []
        number, prestatie, must_open = before, 0, True
        for row, (opened, closed) in enumerate(zip(opens, closes, strict=True)):
            if (opened != "") is not must_open:
                raise _NotSure
            if must_open:
                self._first_rows.append(row)
                number, prestatie = number + 1, 0
            prestatie += 1
            self.numbers.append(number)
            self.prestaties.append(prestatie)
            must_open = closed != ""
        if not must_open:
            raise _NotSure

    def spread(self, texts: list[str], *, at_end: bool = False) -> list[str]:
        """What stands on the first (or the last) row of a client, on every row of it."""
        last_rows = [*(row - 1 for row in self._first_rows[1:]), len(texts) - 1]
        kept = [texts[row] for row in (last_rows if at_end else self._first_rows)]
        return [kept[number - self._before - 1] for number in self.numbers]


def _typed(texts: list[str], leaf: Leaf) -> pl.Series:
    values: list[str | None] = [text or None for text in texts] if not leaf.required else [*texts]
    if leaf.type.base is Base.WHOLE:
        numbers = [None if text is None else int(text) for text in values]
        return pl.Series(leaf.field, numbers, dtype=pl.Int64)
    if leaf.type.base is Base.DATE:
        days = {text: _days(text) for text in set(texts)}
        return pl.Series(leaf.field, [days[text] for text in texts], dtype=pl.Int32).cast(pl.Date)
    return pl.Series(leaf.field, values, dtype=pl.String)


def _days(text: str) -> int:
    try:
        return date.fromisoformat(text).toordinal() - _EPOCH
    except ValueError:
        raise _NotSure from None


def _code_lists(name: str, texts: list[str]) -> pl.Series:
    # A message uses few combinations of codes: make each list once, then point at it.
    indexes = {text: index for index, text in enumerate(dict.fromkeys(texts))}
    lists = pl.Series(name, [_CODE.findall(text) for text in indexes], dtype=pl.List(pl.String))
    return lists.gather([indexes[text] for text in texts])


def _tag(prefix: str, name: str) -> str:
    return f"{prefix}:{name}" if prefix else name


def _pattern(prefix: str, name: str) -> str:
    return re.escape(_tag(prefix, name))  # a prefix may hold dots


@cache
def _row_expression(definition: Definition, message: str, basis: str) -> re.Pattern[str]:
    layout = line_layout(definition)
    codes = (
        _expression(layout.client.by_name["RetourCodes"], message, basis)
        if layout.has_codes
        else ""
    )
    client, prestaties = _pattern(message, "Client"), _pattern(message, "Prestaties")
    bsn = _expression(layout.client.by_name["Bsn"], message, basis)
    opens = f"{_SPACE}<{client}>{bsn}{_SPACE}<{prestaties}>"
    closes = f"({_SPACE}</{prestaties}>){codes}{_SPACE}</{client}>"
    line = _expression(layout.prestatie, message, basis)
    return re.compile(f"(?:{opens})?+{line}(?:{closes})?+")


def _expression(node: Node, message: str, basis: str) -> str:
    """An expression for one element; each leaf, and each list of codes, is one group."""
    tag = _pattern(basis if node.in_basis else message, node.name)
    if isinstance(node, Leaf):
        inside = node.type.scan()
        if re.compile(inside).groups:
            raise ValueError(f"{node.type.name}: an expression with groups cannot be scanned")
        text = f"{_SPACE}<{tag}>({inside})</{tag}>"
    elif isinstance(node, Branch):
        children = "".join(_expression(child, message, basis) for child in node.children)
        text = f"{_SPACE}<{tag}>{children}{_SPACE}</{tag}>"
    else:
        assert isinstance(node.item, Leaf)
        item = _pattern(message, node.item.name)
        one = f"{_SPACE}<{item}>{node.item.type.scan()}</{item}>"
        text = f"{_SPACE}<{tag}>((?:{one})++){_SPACE}</{tag}>"
    return text if node.required else f"(?:{text})?+"
