# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The line number of a finding is the line on which that Prestatie begins, whatever lies before."""

import os
import subprocess
import sys
from collections.abc import Iterable
from itertools import count
from pathlib import Path

import pytest

from noaber.berichten.examples import base_message
from noaber.berichten.judge import Outcome, judge_bytes
from tests.berichten.declarations import Tracked, bsns, pieces

MEGABYTE = 1024 * 1024
LOOKALIKE = "<wmo323:Prestatie>\r\n<x:Client>\r\n"


def broken(line: str) -> str:
    """The line with a unit for which it should have no tariff (CD087)."""
    return line.replace("Eenheid>04<", "Eenheid>83<")


def large(
    *, between: str = "", at_border: str = "", at_end: str = "", reference: str = "R{:08}"
) -> Tracked:
    """Some 3 MB; ``at_border`` lies across every border of a megabyte."""
    part = pieces()
    numbers = count()
    document = Tracked()
    document.add(part.start(0))
    for bsn in bsns():
        if document.size > 3.2 * MEGABYTE:
            break
        lines = []
        for _ in range(4):
            number = next(numbers)
            line = part.numbered_line(number)
            line = line.replace(f"R{number:08}", reference.format(number))
            lines.append(broken(line) if number % 41 == 0 else line)
        left = MEGABYTE - document.size % MEGABYTE
        if at_border and left < 6000:
            # Filled up to the border with blanks, so that the text lies across it.
            document.add(" " * (left - len(at_border.encode()) // 2) + at_border)
        document.add_client(bsn, lines, between)
    document.add(at_end + part.tail)
    return document


def reported(data: bytes, rule: str = "CD087") -> list[tuple[str, int | None]]:
    verdict = judge_bytes(data)
    assert verdict.outcome is Outcome.REJECTED_0001, verdict.findings[:3]
    return [(entry.place, entry.line) for entry in verdict.findings if entry.rule == rule]


def expected(document: Tracked, rows: Iterable[int]) -> list[tuple[str, int]]:
    place = "Declaratie/Clienten/Client[{}]/Prestaties/Prestatie[{}]/ProductTarief"
    return [(place.format(row // 4 + 1, row % 4 + 1), document.lines[row]) for row in rows]


def look(prefix: str, suffix: str, middle: str = "") -> str:
    return f"{prefix}\r\n{LOOKALIKE}{middle}{LOOKALIKE}{suffix}\r\n"


DOCUMENTS = {
    "plain": large,
    "comments with what looks like a line": lambda: large(between=look("<!--", "-->")),
    "instructions with what looks like a line": lambda: large(between=look("<?x", "?>")),
    "blank lines": lambda: large(between="\r\n \r\n\t"),
    "a long comment across the border": lambda: large(at_border=look("<!--", "-->", "x\n" * 900)),
    "a long instruction across the border": lambda: large(at_border=look("<?x", "?>", "x\n" * 900)),
    "a comment cut in its begin": lambda: large(at_border="<!--x-->"),
    # Ends before the border, so close that a reader in blocks may look at it twice.
    "a comment with the begin of an instruction before the border": lambda: large(
        at_border="<!-- <? -->" + " " * 700, at_end="<?x y?>"
    ),
    "a comment with the begin of CDATA before the border": lambda: large(
        at_border="<!-- <![CDATA[ -->" + " " * 700, at_end="<!-- ]]> -->"
    ),
    "an instruction with the begin of a comment before the border": lambda: large(
        at_border="<?x <!-- ?>" + " " * 700, at_end="<!-- x -->"
    ),
    "CDATA with what looks like a line": lambda: large(
        reference="<![CDATA[<x:Prestatie>{}]]>", between="<!-- x -->"
    ),
    "CDATA with what begins a comment": lambda: large(
        reference="<![CDATA[{}<!--]]>", between="<!-- x -->"
    ),
    "CDATA with what begins an instruction": lambda: large(
        reference="<![CDATA[{}<?]]>", between="<?x y?>"
    ),
}


@pytest.mark.parametrize("how", DOCUMENTS)
def test_a_finding_is_on_the_line_where_its_prestatie_begins(how: str) -> None:
    document = DOCUMENTS[how]()
    rows = range(0, len(document.lines), 41)
    assert 60 < len(rows) <= 100
    assert document.size > 3 * MEGABYTE
    assert reported(document.data()) == expected(document, rows)


def test_a_finding_about_a_client_is_on_the_line_where_the_client_begins() -> None:
    document = large(between=look("<!--", "-->"))
    text = document.data().decode()
    first = next(bsns())
    wrong = {700: f"Bsn>{int(first) + 1}<", 702: f"Bsn>{first}<"}
    parts = text.split("<wmo323:Bsn>")
    for client, bsn in wrong.items():
        parts[client] = bsn[4:] + parts[client][10:]
    changed = "<wmo323:Bsn>".join(parts)
    lines = {
        client: "<wmo323:Bsn>".join(parts[:client]).count("\n") for client in wrong
    }  # the Bsn stands one line below its Client
    assert reported(changed.encode(), "CS002") == [
        ("Declaratie/Clienten/Client[700]/Bsn", lines[700])
    ]
    assert reported(changed.encode(), "TR101") == [("Declaratie/Clienten/Client[702]", lines[702])]


@pytest.mark.parametrize(
    ("old", "new", "rule", "element"),
    [
        ("TotaalBedrag>404935", "TotaalBedrag>404936", "TR358", "TotaalIngediendBedrag"),
        ("Begindatum>2026-03-01", "Begindatum>2026-03-02", "CS340", "DeclaratiePeriode"),
        ("Einddatum>2026-03-31", "Einddatum>2026-04-30", "TR137", "Einddatum"),
    ],
)
@pytest.mark.parametrize("before", ["", "<!-- <wmo323:Declaratie>\r\n<x:Einddatum> -->\r\n"])
def test_a_finding_about_the_declaratie_is_on_the_line_of_its_element(
    old: str, new: str, rule: str, element: str, before: str
) -> None:
    text = base_message("WMO323").decode()
    changed = text.replace("\t<wmo323:Declaratie>", before + "\t<wmo323:Declaratie>")
    changed = changed.replace(old, new, 1)
    assert changed.count(new) > text.count(new)
    body = changed.index("\t<wmo323:Declaratie>")
    line = changed.count("\n", 0, changed.index(f":{element}>", body)) + 1
    assert [found for _, found in reported(changed.encode(), rule)] == [line]


@pytest.mark.parametrize("row", [0, 2000, 2900])
def test_a_finding_of_the_schema_is_on_its_own_line_also_beyond_65535(row: int) -> None:
    document = Tracked()
    part = pieces()
    document.add(part.start(0) + "\r\n" * 20_000)
    for client, bsn in zip(range(750), bsns(), strict=False):
        numbers = range(client * 4, client * 4 + 4)
        lines = [part.numbered_line(number) for number in numbers]
        document.add_client(
            bsn,
            [
                x.replace("Eenheid>04<", "Eenheid>0X<") if n == row else x
                for n, x in zip(numbers, lines, strict=True)
            ],
        )
    document.add(part.tail)
    data = document.data()
    verdict = judge_bytes(data)
    assert verdict.outcome is Outcome.REJECTED_SCHEMA
    (found,) = verdict.findings
    assert found.line == data[: data.index(b"Eenheid>0X<")].count(b"\n") + 1


STRICT_MEMORY = "glibc.malloc.tcache_count=0:glibc.malloc.perturb=165"
"""What has been freed is overwritten at once, so that whoever still uses it fails."""
READ_OFTEN = """
from tests.berichten.test_line_numbers import DOCUMENTS, reported
data = DOCUMENTS["an instruction with the begin of a comment before the border"]().data()
for _ in range(40):
    reported(data)
"""


def test_what_the_parser_still_writes_in_is_not_dropped() -> None:
    """An element was dropped with the text behind it, half of which was still to come."""
    done = subprocess.run(
        [sys.executable, "-c", READ_OFTEN],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "GLIBC_TUNABLES": STRICT_MEMORY},
        check=False,
    )
    assert done.returncode == 0
