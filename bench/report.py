# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The tables for people (text and markdown) and for machines (JSON)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from textwrap import fill
from typing import Any

from bench.rounds import Range
from bench.tables import Row, Table, Target

BEGIN, END = "<!-- bench:begin -->", "<!-- bench:end -->"


# Rows that took this many seconds say how busy the machine was.
_LONG_ENOUGH = 0.2
_STRAINED = 1.2
_WIDTH = 100


class NoMarkers(ValueError):
    """The page has no place for the table."""


@dataclass(frozen=True, slots=True)
class Result:
    """Everything that one run of the benchmarks found."""

    machine: str
    rounds: int
    tables: tuple[Table, ...]

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @staticmethod
    def from_json(found: dict[str, Any]) -> Result:
        tables = tuple(
            Table(**{**table, "rows": tuple(_row_from(row) for row in table["rows"])})
            for table in found["tables"]
        )
        return Result(found["machine"], found["rounds"], tables)


def _row_from(found: dict[str, Any]) -> Row:
    return Row(
        **{
            **found,
            "seconds": Range(**found["seconds"]),
            "ratio": Range(**found["ratio"]) if found["ratio"] else None,
            "target": Target(**found["target"]) if found["target"] else None,
        }
    )


# ── cells ────────────────────────────────────────────────────────────────────────────────────────


def _number(value: float, digits: int) -> str:
    text = f"{value:,.{digits}f}"
    return text.replace(",", " ").replace(".", ",").replace(" ", ".")


def _seconds(found: Range) -> str:
    digits = 3 if found.middle < 1 else 2 if found.middle < 20 else 1
    low, high = _number(found.low, digits), _number(found.high, digits)
    return f"{_number(found.middle, digits)} ({low}–{high})"


def _ratio(found: Range | None) -> str:
    if found is None:
        return "–"
    digits = 2 if found.middle < 20 else 0
    low, high = _number(found.low, digits), _number(found.high, digits)
    return f"{_number(found.middle, digits)}× ({low}–{high})"


def _target(target: Target | None) -> str:
    if target is None:
        return "–"
    sign = "≥" if target.at_least else "≤"
    number = _number(target.bound, 0 if target.bound == int(target.bound) else 1)
    return {
        "high": f"{sign} {_number(target.bound * 1000, 0)} ms (95 %)",
        "speed": f"{sign} {number}/s",
        "ratio": f"{sign} {number}×",
        "seconds": f"{sign} {number} s",
        "peak": f"{sign} {number} MB piek",
    }[target.of]


def _verdict(met: bool | None) -> str:
    return "–" if met is None else "goed" if met else "NIET"


def _heads(table: Table) -> list[str]:
    speed = [f"{table.unit}/s"] if table.unit else []
    return ["wat", *speed, "seconden", "CPU-s", "piek MB", "verhouding", "doel", "oordeel"]


def _cells(row: Row, table: Table) -> list[str]:
    speed = [_number(row.count / row.seconds.middle, 0)] if table.unit else []
    return [
        row.label,
        *speed,
        _seconds(row.seconds),
        _number(row.cpu, 2),
        _number(row.peak, 0),
        _ratio(row.ratio),
        _target(row.target),
        _verdict(row.met),
    ]


# ── tables ───────────────────────────────────────────────────────────────────────────────────────


def text(result: Result) -> str:
    """For a terminal."""
    words = f"Machine: {result.machine}.", _READ_AS.format(rounds=result.rounds)
    blocks = [fill(sentence, _WIDTH) for sentence in words]
    for table in result.tables:
        lines = [_heads(table), *(_cells(row, table) for row in table.rows)]
        widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
        shown = [
            "  ".join(
                cell.ljust(width) if index == 0 else cell.rjust(width)
                for index, (cell, width) in enumerate(zip(line, widths, strict=True))
            ).rstrip()
            for line in lines
        ]
        rule = "-" * sum(widths, 2 * len(widths) - 2)
        title = f"{table.title}\n(verhouding: {table.meaning})"
        blocks.append("\n".join([title, rule, shown[0], rule, *shown[1:]]))
    blocks.append(fill(f"{strain(result)} {summary(result)}".strip(), _WIDTH))
    return "\n\n".join(blocks)


_READ_AS = (
    "{rounds} ronden om en om, elk in een vers proces. Per rij de middelste ronde, tussen haakjes "
    "de laagste en de hoogste. Een verhouding deelt twee tijden van dezelfde ronde; kijk daarnaar, "
    "want seconden zeggen alleen iets over deze machine."
)


def strain(result: Result) -> str:
    """Whether the machine was doing other work meanwhile, which stretches seconds."""
    stretched = [
        row.seconds.middle / row.cpu
        for table in result.tables
        for row in table.rows
        if row.cpu >= _LONG_ENOUGH
    ]
    if not stretched or median(stretched) < _STRAINED:
        return ""
    return (
        "De machine deed intussen ook ander werk: een seconde rekenen duurde "
        f"{_number(median(stretched), 1)} seconde."
    )


def summary(result: Result) -> str:
    """How many targets were met, in one sentence."""
    judged = [row for table in result.tables for row in table.rows if row.met is not None]
    missed = [row.label for row in judged if not row.met]
    if not missed:
        return f"Alle {len(judged)} doelen zijn gehaald."
    return f"{len(missed)} van de {len(judged)} doelen zijn niet gehaald: {'; '.join(missed)}."


def markdown(result: Result, *, only_targets: bool = False) -> str:
    """For a page; ``only_targets`` leaves out the rows without one."""
    blocks = [_READ_AS.format(rounds=result.rounds)]
    for table in result.tables:
        rows = [row for row in table.rows if row.target is not None or not only_targets]
        if not rows:
            continue
        heads = _heads(table)
        aligned = [":--", *("--:" for _ in heads[1:-1]), ":--"]
        lines = [_line(heads), _line(aligned), *(_line(_cells(row, table)) for row in rows)]
        title = f"**{table.title}** (verhouding: {table.meaning})"
        blocks += [title, "\n".join(lines)]
    blocks += [summary(result), f"Machine: {result.machine}. {strain(result)}".strip()]
    return "\n\n".join(blocks)


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def write_between_markers(page: Path, content: str) -> None:
    """Puts the content between the markers of the page.

    Raises:
        NoMarkers: they are not there; the text is Dutch.
    """
    whole = page.read_text(encoding="utf-8")
    begin, found, rest = whole.partition(BEGIN)
    _, ended, end = rest.partition(END)
    if not found or not ended:
        raise NoMarkers(f"In {page.name} staan {BEGIN} en {END} niet; zet ze waar de tabel hoort.")
    page.write_text(f"{begin}{BEGIN}\n\n{content}\n\n{END}{end}", encoding="utf-8")
