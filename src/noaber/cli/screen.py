# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What a person sees: tables, findings and progress. Rich is loaded when it is needed."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any

from noaber.cli.columns import Column, print_table
from noaber.cli.terminal import console

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress

    from noaber.berichten.judge import Verdict
    from noaber.berichten.summary import Line

_WORDS = {
    "geldig": "Geldig",
    "afgekeurd-schema": "Afgekeurd: schema (niveau 1)",
    "afgekeurd-0001": "Afgekeurd: technische regel (niveau 2, code 0001)",
    "onbekend": "Geen bericht van iWmo of iJw 3.2",
}
_COLUMNS = {
    "geldig": "Geldig",
    "afgekeurd-schema": "Afgekeurd op schema",
    "afgekeurd-0001": "Afgekeurd op regel",
    "onbekend": "Onbekend",
}
_SIGNS = {"geldig": "✔", "afgekeurd-schema": "✘", "afgekeurd-0001": "✘", "onbekend": "?"}
_STYLES = {
    "geldig": "green",
    "afgekeurd-schema": "red",
    "afgekeurd-0001": "red",
    "onbekend": "yellow",
}
_MOST_FINDINGS = 10
_PROGRESS_FROM = 20


class Report:
    """Shows verdicts as they come and closes with a table of what was found."""

    def __init__(self, *, as_json: bool, brief: bool, total: int) -> None:
        self._json = as_json
        self._brief = brief
        self._total = total
        self._counts: Counter[tuple[str, str]] = Counter()
        self._outcomes: Counter[str] = Counter()
        self._progress: Progress | None = None
        self._console = None if as_json else console()

    @property
    def all_valid(self) -> bool:
        """Whether every message so far was valid."""
        return set(self._outcomes) <= {"geldig"}

    def __enter__(self) -> Report:
        if self._total >= _PROGRESS_FROM and sys.stderr.isatty():
            from rich.progress import (
                BarColumn,
                MofNCompleteColumn,
                Progress,
                TextColumn,
                TimeRemainingColumn,
            )

            self._progress = Progress(
                TextColumn("Berichten controleren"),
                BarColumn(),
                MofNCompleteColumn(),
                TimeRemainingColumn(),
                console=console(error=True),
                transient=True,
            )
            self._progress.start()
            self._progress.add_task("", total=self._total)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._progress is not None:
            self._progress.stop()

    def add(self, row: dict[str, Any]) -> None:
        """Shows one verdict."""
        self._outcomes[row["uitkomst"]] += 1
        self._counts[row["bericht"] or "–", row["uitkomst"]] += 1
        if self._progress is not None:
            self._progress.advance(self._progress.task_ids[0])
        if self._json:
            sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
        elif not self._brief and (row["bevindingen"] or self._total < _PROGRESS_FROM):
            self._show(row)

    def _show(self, row: dict[str, Any]) -> None:
        assert self._console is not None
        outcome = row["uitkomst"]
        self._console.print(
            f"{_SIGNS[outcome]} {row['bestand']}  {row['bericht'] or ''}  {_WORDS[outcome]}",
            style=_STYLES[outcome],
            soft_wrap=True,
        )
        findings = row["bevindingen"]
        width = max((len(entry["regel"]) for entry in findings[:_MOST_FINDINGS]), default=0)
        for entry in findings[:_MOST_FINDINGS]:
            print_finding(self._console, entry, width)
        if len(findings) > _MOST_FINDINGS:
            left = len(findings) - _MOST_FINDINGS
            self._console.print(f"    en nog {left} bevindingen (gebruik --json voor alles)")

    def close(self) -> None:
        """Shows the totals."""
        if self._console is None:
            sys.stdout.flush()
            return
        titles = _COLUMNS.values()
        print_table(
            "Oordelen",
            [Column(title="Bericht"), *(Column(title=title, justify="right") for title in titles)],
            (
                [message, *(_count(self._counts[message, outcome]) for outcome in _COLUMNS)]
                for message in sorted({message for message, _ in self._counts})
            ),
        )
        rejected = self._outcomes.total() - self._outcomes["geldig"]
        self._console.print(
            f"{self._outcomes['geldig']} geldig, {rejected} niet geldig, "
            f"{self._outcomes.total()} in totaal."
        )


def print_finding(screen: Console, entry: dict[str, Any], width: int) -> None:
    """One finding: rule, sentence, and where it is; the sentence wraps beside the rule."""
    from rich.table import Table

    line = f"regel {entry['regelnummer']} van het bestand" if entry["regelnummer"] else ""
    where = " · ".join(part for part in (entry["plek"], line) if part)
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=2)
    grid.add_column(width=width, no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row("", entry["regel"], entry["tekst"])
    if where:
        grid.add_row("", "", where, style="dim")
    screen.print(grid)


def _count(number: int) -> str:
    return f"{number:,}".replace(",", ".") if number else "·"


def print_summary(lines: Sequence[Line]) -> None:
    """The message as an indented list."""
    screen = console()
    for line in lines:
        name = f"{'  ' * line.depth}{line.label}"
        screen.print(
            f"{name}: {line.text}" if line.text else name, style=None if line.depth else "bold"
        )


def print_findings(verdict: Verdict) -> None:
    """Why there is nothing to show."""
    screen = console(error=True)
    screen.print(f"Dit bericht kan niet worden getoond: {_WORDS[verdict.outcome]}.")
    for entry in verdict.findings[:_MOST_FINDINGS]:
        screen.print(f"    {entry.rule}  {entry.text}")
