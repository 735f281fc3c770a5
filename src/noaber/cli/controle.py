# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Judging many messages, over all cores."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from noaber.cli.inputs import Input, UnreadableEntry
from noaber.kernel.finding import Finding, Severity

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext

Row = dict[str, Any]

# Below this a second process costs more than it brings.
_WORTH_A_PROCESS = 2_000_000
_AVERAGE_SMALL = 40_000
_BATCH = 16


def judge_all(inputs: Sequence[Input], schemas: Path | None, processes: int) -> Iterator[Row]:
    """One row per message, in the order of the inputs.

    Raises:
        SchemaFolderIncomplete: the folder with published schemas lacks one.
    """
    processes = processes or os.cpu_count() or 1
    # Starting the reader weighs as much as some ten kilobytes of message.
    work = sum(entry.size + _AVERAGE_SMALL for entry in inputs)
    if processes == 1 or len(inputs) == 1 or work < _WORTH_A_PROCESS:
        yield from (judge_row(entry, schemas) for entry in inputs)
        return
    from concurrent.futures import ProcessPoolExecutor

    import noaber.berichten.judge  # noqa: F401  # before the fork: every worker has it for free

    batch = max(1, min(_BATCH, len(inputs) // (processes * 4)))
    with ProcessPoolExecutor(processes, _context(), _start_worker) as pool:
        yield from pool.map(judge_row, inputs, [schemas] * len(inputs), chunksize=batch)


def _context() -> BaseContext:
    import multiprocessing

    # Forking is fast but unsafe once Polars runs threads; this process has not loaded it yet.
    can_fork = sys.platform == "linux" and "polars" not in sys.modules
    return multiprocessing.get_context("fork" if can_fork else "spawn")


def _start_worker() -> None:
    # The cores are shared by the processes; threads beside them would only wait for each other.
    os.environ.setdefault("POLARS_MAX_THREADS", "1")


def judge_row(entry: Input, schemas: Path | None) -> Row:
    """The verdict on one message, as the JSON output has it."""
    from noaber.berichten.judge import judge
    from noaber.berichten.xml.schema import SchemaFolderIncomplete
    from noaber.berichten.xml.source import finding

    if entry.problem:
        return _row(entry.name, None, "onbekend", ["XML"], [finding("XML", entry.problem)])
    try:
        verdict = judge(entry.source(), schemas)
    except SchemaFolderIncomplete:
        raise
    except OSError as error:
        return _row(entry.name, None, "onbekend", ["XML"], [finding("XML", why_unreadable(error))])
    name = verdict.definition.name if verdict.definition else None
    return _row(entry.name, name, verdict.outcome, list(verdict.rules), verdict.findings)


def why_unreadable(error: OSError) -> str:
    """What went wrong while reading, in Dutch; the system says it in its own language."""
    if isinstance(error, UnreadableEntry):
        return "Het bericht is niet uit het zip-bestand te halen; vraag de afzender om een nieuw."
    if isinstance(error, PermissionError):
        return "Het bestand mag niet worden gelezen; pas de rechten aan."
    if isinstance(error, FileNotFoundError):
        return "Het bestand is er niet meer; controleer de map."
    return "Het bestand kan niet worden gelezen; controleer de schijf of het netwerk."


def _row(
    file: str, message: str | None, outcome: str, rules: list[str], findings: Sequence[Finding]
) -> Row:
    return {
        "bestand": file,
        "bericht": message,
        "uitkomst": str(outcome),
        "regels": rules,
        "bevindingen": [_finding(entry) for entry in findings],
    }


def _finding(entry: Finding) -> Row:
    row: Row = {
        "regel": entry.rule,
        "retourcode": entry.retourcode,
        "plek": entry.place,
        "regelnummer": entry.line,
        "tekst": entry.text,
    }
    if entry.severity is Severity.WARNING:
        row["ernst"] = str(entry.severity)
    return row
