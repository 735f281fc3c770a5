# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Line numbers, found only when there is something to report."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

from lxml import etree

from noaber.berichten.definitions.nodes import split_place
from noaber.berichten.xml.parse import local_name
from noaber.berichten.xml.source import Source

_BLOCK = 1024 * 1024
_LONGEST_TAG = 256
# What looks like an element inside one of these is none.
_CLOSINGS = {b"<!--": b"-->", b"<![CDATA[": b"]]>", b"<?": b"?>"}


@cache
def _token(name: str) -> re.Pattern[bytes]:
    element = rf"(<(?:[^\s<>/:!?]+:)?{name}(?=[\s/>]))"
    return re.compile(rb"<!--|<!\[CDATA\[|<\?|" + element.encode())


def element_lines(source: Source, name: str, indexes: Collection[int]) -> dict[int, int]:
    """The line (from 1) on which the elements of that name with those indexes (from 0) begin."""
    wanted = set(indexes)
    if not wanted:
        return {}
    last = max(wanted)
    found = {}
    for index, line in enumerate(_starts(source, _token(name))):
        if index in wanted:
            found[index] = line
        if index >= last:
            break
    return found


def head_line(source: Source, place: str) -> int | None:
    """The line of an element that stands before the lines, such as the total of a declaratie."""
    line = None
    for name, _ in split_place(place):
        inside = line or 1
        found = next((n for n in _starts(source, _token(name)) if n >= inside), None)
        if found is None:
            break
        line = found
    return line


def tree_line(root: etree._Element, place: str) -> int | None:
    """The line of an element in a tree; of its nearest ancestor when it is absent."""
    element = root
    for name, position in split_place(place) if place else ():
        children = [child for child in element if local_name(child) == name]
        if len(children) < position:
            break
        element = children[position - 1]
    return element.sourceline


def _starts(source: Source, token: re.Pattern[bytes]) -> Iterator[int]:
    """The line of each element, from a file that is never in memory as a whole."""
    line, data, closing = 1, b"", b""
    with source.open() as stream:
        at_end = False
        while not at_end:
            block = stream.read(_BLOCK)
            at_end = not block
            data += block
            position = counted = 0
            while True:
                if closing:
                    end = data.find(closing, position)
                    if end < 0:  # the block may end in the first half of it
                        position = max(position, len(data) - len(closing) + 1)
                        break
                    position, closing = end + len(closing), b""
                found = token.search(data, position)
                if found is None:  # or in the first half of a tag
                    cut = data.rfind(b"<", max(position, len(data) - _LONGEST_TAG))
                    position = cut if cut >= 0 and not at_end else len(data)
                    break
                position = found.end()
                closing = _CLOSINGS.get(found[0], b"")
                if not closing:
                    line += data.count(b"\n", counted, found.start())
                    counted = found.start()
                    yield line
            line += data.count(b"\n", counted, position)
            data = data[position:]
