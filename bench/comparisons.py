# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The comparisons: who runs against whom, on what, and which target goes with it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.declareren import compare as declareren
from bench.rounds import ROOT, Measured, Runner, environment, measure
from bench.tables import Row, Table, Target, dutch, judged

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured."""

    rounds: int
    lines: int
    """Lines of the declaratie in the first comparison."""
    slow_lines: int
    """Lines for what is too slow for all of them."""
    steps: tuple[int, ...]
    """Lines of the declaraties that show whether time grows in a straight line."""
    messages: int
    starts: int
    """Rounds for what is over in a moment."""
    declareren: declareren.Amount


FULL = Size(5, 100_000, 10_000, (10_000, 100_000, 500_000), 2_000, 15, declareren.FULL)
QUICK = Size(3, 10_000, 1_000, (2_000, 20_000), 400, 5, declareren.QUICK)


def generate(kind: str, path: Path, count: int) -> Path:
    """Makes the input, unless it is there."""
    if not path.exists():
        arguments = [sys.executable, "-m", "bench.generate", kind, str(path), str(count)]
        subprocess.run(arguments, cwd=ROOT, env=environment(), check=True)
    return path


def _declaratie(folder: Path, lines: int) -> Path:
    return generate("323", folder / f"WMO323_{lines}.xml", lines)


def _row(
    measured: Measured,
    key: str,
    label: str,
    count: int,
    ratio: tuple[str, str] | None = None,
    target: Target | None = None,
) -> Row:
    found = measured.ratio(*ratio) if ratio else None
    row = Row(label, count, measured.seconds(key), measured.cpu(key), measured.peak(key), found)
    return row if target is None else judged(row, target)


_BULK = (
    "bytes", "lxml", "lxml-schema-after", "lxml-schema-during", "noaber", "noaber-sure", "xsdata",
    "pydantic-xml",
)  # fmt: skip


def _bulk(folder: Path, size: Size, say: Say) -> Table:
    path, slow = _declaratie(folder, size.lines), _declaratie(folder, size.slow_lines)
    runners = [Runner(key, (key, path, size.lines)) for key in _BULK]
    scale = size.lines / size.slow_lines
    runners.append(Runner("xmlschema", ("xmlschema", slow, size.slow_lines), scale=scale))
    measured = measure(runners, size.rounds, say)
    fastest = _faster(measured, "lxml-schema-after", "lxml-schema-during")
    scaled = f"xmlschema: schema ({dutch(size.slow_lines)} regels, tijd × {scale:g})"
    labels = (
        ("noaber", "noaber: schema, regels van niveau 2, kolommen"),
        ("noaber-sure", "noaber: hetzelfde zonder scanner (libxml2)"),
        ("bytes", "alleen de bytes lezen"),
        ("lxml", "lxml: alleen lezen"),
        ("lxml-schema-after", "lxml: lezen, daarna schema"),
        ("lxml-schema-during", "lxml: lezen met schema"),
        ("xsdata", "xsdata: lezen in dataclasses"),
        ("pydantic-xml", "pydantic-xml: lezen in modellen"),
        ("xmlschema", scaled),
    )
    targets = {
        "noaber": Target("peak", 300, at_least=False),
        fastest: Target("ratio", 0.8, at_least=True),
        "xsdata": Target("ratio", 8, at_least=True),
        "pydantic-xml": Target("ratio", 8, at_least=True),
        "xmlschema": Target("ratio", 10, at_least=True),
    }
    rows = [
        _row(
            measured,
            key,
            f"{label} (maatstaf)" if key == fastest else label,
            size.lines,
            None if key == "noaber" else (key, "noaber"),
            targets.get(key),
        )
        for key, label in labels
    ]
    megabytes = path.stat().st_size / 1e6
    title = f"Declaratie (WMO323) van {dutch(size.lines)} regels, {megabytes:.0f} MB"
    return Table("declaratie", title, "regels", "noaber is zoveel keer zo snel", tuple(rows))


def _answer(folder: Path, size: Size, say: Say) -> Table:
    path = generate("325", folder / f"JW325_{size.lines}.xml", size.lines)
    keys = ("lxml-schema-after", "lxml-schema-during", "noaber")
    measured = measure([Runner(key, (key, path, size.lines)) for key in keys], size.rounds, say)
    rows = (
        _row(measured, "noaber", "noaber: schema, regels van niveau 2, kolommen", size.lines),
        _row(
            measured, "lxml-schema-after", "lxml: lezen, daarna schema", size.lines,
            ("lxml-schema-after", "noaber"),
        ),
        _row(
            measured, "lxml-schema-during", "lxml: lezen met schema", size.lines,
            ("lxml-schema-during", "noaber"),
        ),
    )  # fmt: skip
    megabytes = path.stat().st_size / 1e6
    title = f"Declaratie-antwoord (JW325) van {dutch(size.lines)} regels, {megabytes:.0f} MB"
    return Table("antwoord", title, "regels", "noaber is zoveel keer zo snel", rows)


def _growth(folder: Path, size: Size, say: Say) -> Table:
    runners = [
        Runner(f"{lines} regels", ("noaber", _declaratie(folder, lines), lines))
        for lines in size.steps
    ]
    measured = measure(runners, size.rounds, say)
    rows = []
    for index, lines in enumerate(size.steps):
        key, label = runners[index].key, f"noaber: {dutch(lines)} regels"
        if index == 0:
            rows.append(_row(measured, key, label, lines))
            continue
        times = lines / size.steps[index - 1]
        # Ten times the lines may take eleven times the time.
        target = Target("ratio", 1.1 * times, at_least=False)
        ratio = key, runners[index - 1].key
        rows.append(_row(measured, key, f"{label} (× {times:g})", lines, ratio, target))
    title = "Groeit de tijd gelijk op met het aantal regels?"
    return Table("groei", title, "regels", "keer de tijd van de rij erboven", tuple(rows))


def _folder(folder: Path, size: Size, say: Say) -> Table:
    path, count = folder / "klein", size.messages
    generate("small", path, count)
    command = (sys.executable, "-m", "noaber", "bericht", "controleer", str(path), "--kort")
    runners = [
        Runner("folder-1", ("folder-1", path, count)),
        Runner("folder-2", ("folder-2", path, count)),
        Runner("folder-lxml", ("folder-lxml", path, count)),
        Runner("command-1", command=(*command, "--processen", "1")),
        Runner("command-2", command=(*command, "--processen", "2")),
    ]
    measured = measure(runners, size.rounds, say, warm=True)
    target = Target("ratio", 1.6, at_least=True)
    rows = (
        _row(measured, "folder-lxml", "lxml: lezen en schema, 1 proces", count),
        _row(measured, "folder-1", "noaber: oordeel, 1 proces", count),
        _row(
            measured, "folder-2", "noaber: oordeel, 2 processen", count,
            ("folder-1", "folder-2"), target,
        ),
        _row(measured, "command-1", "noaber bericht controleer MAP --processen 1", count),
        _row(
            measured, "command-2", "noaber bericht controleer MAP --processen 2", count,
            ("command-1", "command-2"), target,
        ),
    )  # fmt: skip
    title = f"Map met {dutch(count)} kleine berichten, alle 28 soorten door elkaar"
    meaning = "2 processen zijn zoveel keer zo snel als 1"
    return Table("map", title, "berichten", meaning, rows)


def _start(folder: Path, size: Size, say: Say) -> Table:
    generate("small", folder / "start", 28)
    one = {name: next((folder / "start").glob(f"*_{name}.xml")) for name in ("WMO301", "WMO323")}
    noaber = (sys.executable, "-m", "noaber")
    runners = [
        Runner("python", command=(sys.executable, "-c", "pass")),
        Runner("help", command=(*noaber, "--help")),
        *(
            Runner(name, command=(*noaber, "bericht", "controleer", str(path)))
            for name, path in one.items()
        ),
    ]
    measured = measure(runners, size.starts, say, warm=True)
    target = Target("seconds", 0.4, at_least=False)
    check = "noaber bericht controleer"
    rows = (
        _row(measured, "python", "python -c pass", 0),
        _row(measured, "help", "noaber --help", 0, ("help", "python"), target),
        _row(measured, "WMO301", f"{check} WMO301.xml", 0, ("WMO301", "python"), target),
        _row(measured, "WMO323", f"{check} WMO323.xml", 0, ("WMO323", "python")),
    )
    title = "Starten van het commando, het hele proces"
    return Table("start", title, "", "keer de tijd van een lege python", rows)


def _declareren(folder: Path, size: Size, say: Say) -> list[Table]:
    place = folder / "declareren"
    place.mkdir()
    return declareren.tables(place, size.declareren, say)


_ALL: dict[str, Callable[[Path, Size, Say], Table | list[Table]]] = {
    "declaratie": _bulk,
    "antwoord": _answer,
    "groei": _growth,
    "map": _folder,
    "start": _start,
    "declareren": _declareren,
}
NAMES = tuple(_ALL)


def compare(names: Sequence[str], folder: Path, size: Size, say: Say) -> list[Table]:
    """The tables of these comparisons, in their own order."""
    tables: list[Table] = []
    for name in NAMES:
        if name in names:
            say(f"== {name}")
            found = _ALL[name](folder, size, say)
            tables += found if isinstance(found, list) else [found]
    return tables


def _faster(measured: Measured, one: str, other: str) -> str:
    return min(one, other, key=lambda key: measured.seconds(key).middle)
