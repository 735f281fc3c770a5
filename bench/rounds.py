# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Running contenders in turn, each in a fresh process, and what comes out of the rounds."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]


def environment() -> dict[str, str]:
    """Our own, but Python may keep what it compiled, as it does for whoever uses noaber."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


class ContenderFailed(RuntimeError):
    """A contender stopped with an error or gave a wrong answer."""


@dataclass(frozen=True, slots=True)
class Sample:
    """What one run cost: seconds, seconds of all cores together, and megabytes."""

    wall: float
    cpu: float
    peak: float


@dataclass(frozen=True, slots=True)
class Range:
    """The middle one of the rounds, with the lowest and the highest."""

    middle: float
    low: float
    high: float

    @staticmethod
    def of(values: Sequence[float]) -> Range:
        return Range(median(values), min(values), max(values))


@dataclass(frozen=True, slots=True)
class Runner:
    """One contender of a comparison: a job of ``bench.contenders``, or a whole command."""

    key: str
    job: tuple[str, Path, int] | None = None
    command: tuple[str, ...] = ()
    scale: float = 1.0
    """How many times more the others do: their time is compared with this one's times the scale."""

    def run(self) -> Sample:
        """Does it once.

        Raises:
            ContenderFailed: with the last words of the process.
        """
        if self.job is None:
            return _run_command(self.command)
        name, path, count = self.job
        arguments = [sys.executable, "-m", "bench.contenders", name, str(path), str(count)]
        done = subprocess.run(
            arguments, cwd=ROOT, env=environment(), capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise ContenderFailed(f"{self.key}: {done.stderr.strip()[-2000:]}")
        found = json.loads(done.stdout.splitlines()[-1])
        scaled = found["wall"] * self.scale, found["cpu"] * self.scale
        return Sample(*scaled, found["peak"])


def _run_command(command: Sequence[str]) -> Sample:
    begin = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise ContenderFailed(f"{' '.join(command)}: ended with {process.returncode}")
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return Sample(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / unit)


@dataclass(slots=True)
class Measured:
    """The samples of all rounds, per contender."""

    samples: dict[str, list[Sample]] = field(default_factory=dict)

    def seconds(self, key: str) -> Range:
        return Range.of([sample.wall for sample in self.samples[key]])

    def cpu(self, key: str) -> float:
        return median(sample.cpu for sample in self.samples[key])

    def peak(self, key: str) -> float:
        return max(sample.peak for sample in self.samples[key])

    def ratio(self, numerator: str, denominator: str) -> Range:
        """Time of one divided by that of the other, round by round."""
        pairs = zip(self.samples[numerator], self.samples[denominator], strict=True)
        return Range.of([one.wall / other.wall for one, other in pairs])


def measure(
    runners: Sequence[Runner], rounds: int, say: Callable[[str], None], *, warm: bool = False
) -> Measured:
    """A B C, A B C, …; ``warm`` runs everything once before, for what is over in a moment."""
    if warm:
        for runner in runners:
            runner.run()
    measured = Measured({runner.key: [] for runner in runners})
    for number in range(1, rounds + 1):
        for runner in runners:
            sample = runner.run()
            measured.samples[runner.key].append(sample)
            say(f"  ronde {number}/{rounds}  {runner.key:<22} {sample.wall:8.2f} s")
    return measured
