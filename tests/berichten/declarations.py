# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Declaraties of any size, put together as text from the lines of a base message."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import count, islice

from noaber.berichten.examples import base_message
from noaber.kernel.bsn import passes_elfproef

BSN = "999900134"
"""Of a client who stands in every base message that has a client."""
FIRST_BSN = 999_900_006


@dataclass(frozen=True, slots=True)
class Pieces:
    """A base message taken apart: what stands around the clients, and one line of a client."""

    prefix: str
    head: str
    tail: str
    line: str

    def client(self, bsn: str, lines: Iterable[str]) -> str:
        """One client with those lines."""
        p = self.prefix
        return (
            f"\t\t\t<{p}:Client>\r\n\t\t\t\t<{p}:Bsn>{bsn}</{p}:Bsn>\r\n\t\t\t\t<{p}:Prestaties>\r\n"
            f"{''.join(lines)}\t\t\t\t</{p}:Prestaties>\r\n\t\t\t</{p}:Client>\r\n"
        )

    def numbered_line(self, number: int) -> str:
        """A debit of 1125,00 with its own ReferentieNummer and ToewijzingNummer."""
        changed = self.line.replace("MRT26-00101", f"R{number:08}", 1)
        return changed.replace("260101<", f"{300_000_000 + number}<", 1)

    def start(self, lines: int) -> str:
        """What stands before the clients of so many lines, with the right total."""
        total = f"TotaalBedrag>{lines * 112_500}<"
        return re.sub(r"TotaalBedrag>[0-9]+<", total, self.head, count=1)


@cache
def pieces(name: str = "WMO323") -> Pieces:
    """The pieces of a 323."""
    text = base_message(name).decode()
    prefix = name.lower()
    first = re.search(rf"[ \t]*<{prefix}:Client>", text)
    line = re.search(rf"[ \t]*<{prefix}:Prestatie>.*?</{prefix}:Prestatie>\s*\n", text, re.DOTALL)
    assert first is not None
    assert line is not None
    end = f"</{prefix}:Client>\r\n"
    one = line[0]
    for element, value in (
        ("ReferentieNummer", "MRT26-00101"),
        ("ToewijzingNummer", "260101"),
        ("Bedrag", "112500"),
    ):
        one = re.sub(rf"(:{element}>)[^<]*", rf"\g<1>{value}", one, count=1)
    return Pieces(prefix, text[: first.start()], text[text.rindex(end) + len(end) :], one)


def bsns() -> Iterator[str]:
    """The valid numbers of the range for tests, each once."""
    return (str(n) for n in count(FIRST_BSN) if passes_elfproef(str(n)))


def declaration_in_pieces(clients: int, lines_each: int, name: str = "WMO323") -> Iterator[str]:
    """A valid declaratie of any size, without holding it whole."""
    part = pieces(name)
    yield part.start(clients * lines_each)
    number = count(1)
    for bsn in islice(bsns(), clients):
        yield part.client(bsn, (part.numbered_line(next(number)) for _ in range(lines_each)))
    yield part.tail


def declaration(clients: int = 2, lines_each: int = 2, name: str = "WMO323") -> bytes:
    """A valid declaratie with so many clients of so many lines."""
    return "".join(declaration_in_pieces(clients, lines_each, name)).encode()


@dataclass(slots=True)
class Tracked:
    """A declaratie under construction that knows on which line each Prestatie begins."""

    name: str = "WMO323"
    text: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    size: int = 0
    _line: int = 1

    def add(self, text: str) -> None:
        """More text, which holds no Prestatie or only what looks like one."""
        self.text.append(text)
        self.size += len(text)
        self._line += text.count("\n")

    def add_client(self, bsn: str, lines: Iterable[str], between: str = "") -> None:
        """A client, with the same text before each of its lines."""
        part = pieces(self.name)
        before, after = part.client(bsn, "\0").split("\0")
        self.add(before)
        for line in lines:
            self.add(between)
            start = line.index(f"<{part.prefix}:Prestatie>")
            self.lines.append(self._line + line.count("\n", 0, start))
            self.add(line)
        self.add(after)

    def data(self) -> bytes:
        """The message."""
        return "".join(self.text).encode()
