# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Judges files in a process of its own, with a limit on memory, and measures what that takes.

``python -m tests.hostile.child FILE…`` writes one JSON object per file.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from noaber.berichten.judge import judge_path

REPOSITORY = Path(__file__).resolve().parents[2]
ADDRESS_SPACE = 1_500_000_000
MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Measured:
    """What one judgement said and took; ``megabytes`` is the peak of the process until then."""

    outcome: str
    texts: list[str]
    seconds: float
    megabytes: int
    lines: int


def judge_in_child(paths: Sequence[Path], timeout: float = 60) -> list[Measured]:
    """The judgements of the files, one after the other in one process."""
    result = subprocess.run(
        [sys.executable, "-m", "tests.hostile.child", *map(str, paths)],
        cwd=REPOSITORY,
        env={**os.environ, "POLARS_MAX_THREADS": "2"},
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )
    assert result.returncode == 0, result.stderr[-2000:]
    assert result.stderr == ""
    return [Measured(**json.loads(line)) for line in result.stdout.splitlines()]


def peak_megabytes() -> int:
    """The most memory that this process held; what it was before it started does not count."""
    status = Path("/proc/self/status")
    if status.exists():
        for line in status.read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) // 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // MEGABYTE if sys.platform == "darwin" else peak // 1024


def measured(path: Path) -> dict[str, Any]:
    """One judgement."""
    start = time.process_time()
    verdict = judge_path(path)
    seconds = time.process_time() - start
    return {
        "outcome": str(verdict.outcome),
        "texts": [f"{entry.place} {entry.text}" for entry in verdict.findings[:1000]],
        "seconds": seconds,
        "megabytes": peak_megabytes(),
        "lines": verdict.columns.lines.height if verdict.columns is not None else 0,
    }


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    for argument in sys.argv[1:]:
        sys.stdout.write(json.dumps(measured(Path(argument))) + "\n")
        sys.stdout.flush()
