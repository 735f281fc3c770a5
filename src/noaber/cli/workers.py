# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Work on a folder of post over all cores: each worker has a database connection of its own."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from noaber.cli.options import moment

if TYPE_CHECKING:
    from noaber.access.types import Viewer
    from noaber.flows.types import Verwerkt
    from noaber.flows.verwerk_map import Ingenomen, Worker

_FILES_AT_A_TIME = 20
_MESSAGES_AT_A_TIME = 20
WORTH_A_PROCESS = 8_000_000
"""Bytes of messages from which a second process pays for its start."""


@dataclass(frozen=True, slots=True)
class Job:
    """What every worker needs to know."""

    viewer: Viewer
    outbox: Path
    vandaag: date | None
    """A day to act as if it were today, for exercises; None is the real one."""

    def clock(self) -> datetime:
        """The moment that counts."""
        return moment(self.vandaag)


class Pool:
    """One or more workers; with one it is this process itself. Use it in a ``with``."""

    def __init__(self, job: Job, processes: int) -> None:
        self._job = job
        self._processes = processes
        self._executor: ProcessPoolExecutor | None = None

    def __enter__(self) -> Pool:
        if self._processes > 1:
            import multiprocessing

            self._executor = ProcessPoolExecutor(
                self._processes, multiprocessing.get_context("spawn"), _start, (self._job,)
            )
        else:
            _begin(self._job)
        return self

    def __exit__(self, *_: object) -> None:
        if self._executor is not None:
            self._executor.shutdown(cancel_futures=True)

    def take_in(self, files: Sequence[tuple[Path, str]]) -> Iterator[list[Ingenomen]]:
        """Stores what is in these files; a batch of rows at a time, in the order of the files."""
        step = _FILES_AT_A_TIME
        batches = [files[n : n + step] for n in range(0, len(files), step)]
        if self._executor is None:
            yield from map(_take_in, batches)
        else:
            yield from self._executor.map(_take_in, batches)

    def work(self) -> Iterator[tuple[list[Verwerkt], list[str]]]:
        """Processes until nothing waits; what was done, and the kinds of errors of ours."""
        if self._executor is None:
            while any(found := _work()):
                yield found
            return
        busy: set[Future[Any]] = {self._executor.submit(_work) for _ in range(self._processes)}
        while busy:
            done, busy = wait(busy, return_when=FIRST_COMPLETED)
            for future in done:
                found = future.result()
                if any(found):
                    yield found
                    # A worker that found nothing is done; one that did may find more.
                    busy.add(self._executor.submit(_work))


# ── in a worker ──────────────────────────────────────────────────────────────────────────────────

_state: dict[str, Any] = {}


def _start(job: Job) -> None:
    # The cores are shared by the workers; threads beside them would only wait for each other.
    os.environ["POLARS_MAX_THREADS"] = "1"
    from noaber.config.start import start

    start(migrate=False)
    _begin(job)


def _begin(job: Job) -> None:
    from noaber.flows.verwerk_map import Worker

    _state["job"] = job
    _state["worker"] = Worker(job.outbox, job.viewer, job.clock)


def _take_in(batch: Sequence[tuple[Path, str]]) -> list[Ingenomen]:
    from noaber.flows.verwerk_map import take_in_file

    job: Job = _state["job"]
    return [row for path, name in batch for row in take_in_file(path, name, job.clock)]


def _work() -> tuple[list[Verwerkt], list[str]]:
    worker: Worker = _state["worker"]
    done = worker.work(_MESSAGES_AT_A_TIME)
    failures = [failure.kind for failure in worker.failures]
    worker.failures.clear()
    return done, failures
