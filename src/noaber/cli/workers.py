# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Work on a folder of post over all cores: each worker has a database connection of its own."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from importlib import import_module
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from noaber.cli.options import moment
from noaber.config.environment import DATABASE_URL

if TYPE_CHECKING:
    from noaber.access.types import Viewer
    from noaber.flows.types import Verwerkt
    from noaber.flows.verwerk_map import Ingenomen, Worker

Result = TypeVar("Result")

_FILES_AT_A_TIME = 20
_MESSAGES_AT_A_TIME = 20
_READ_FIRST = (
    "polars", "lxml.etree", "psycopg", "django.contrib.postgres.fields", "noaber.berichten.judge",
)  # fmt: skip
"""What takes long to read and asks for no settings."""
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


class WorkerStopped(Exception):
    """A process of ours ended in the middle of its work; the text is Dutch."""

    def __init__(self) -> None:
        super().__init__(
            "Een van de processen van noaber is midden in het werk gestopt. Wat af was, is "
            "bewaard; van wat nog bezig was, is niets gebeurd. Start het commando opnieuw, en kijk "
            "als dat niet helpt of de database draait en of er genoeg geheugen is."
        )


@contextmanager
def noticing_death() -> Iterator[None]:
    """Says it in our own words when a process that helps is gone."""
    try:
        yield
    except BrokenProcessPool:
        raise WorkerStopped from None


class Pool:
    """One or more workers; with one it is this process itself. Use it in a ``with``.

    Workers start at once, and read the program while this process makes the database ready; say
    with ``open`` that it is.
    """

    def __init__(self, job: Job, processes: int) -> None:
        self._job = job
        self._processes = processes
        self._executor: ProcessPoolExecutor | None = None
        self._address = ""

    def __enter__(self) -> Pool:
        if self._processes > 1:
            import multiprocessing

            self._executor = ProcessPoolExecutor(
                self._processes, multiprocessing.get_context("spawn"), _start
            )
            self._executor.submit(_nothing)  # starts all of them
        return self

    def __exit__(self, *_: object) -> None:
        if self._executor is not None:
            # They end while this process goes on; it waits for them at its own end.
            self._executor.shutdown(wait=False, cancel_futures=True)

    def open(self) -> None:
        """The database can be used."""
        self._address = os.environ[DATABASE_URL]
        if self._executor is None:
            _begin(self._job)

    def take_in(self, files: Sequence[tuple[Path, str]]) -> Iterator[list[Ingenomen]]:
        """Stores what is in these files; a batch of rows at a time, in the order of the files.

        Raises:
            WorkerStopped: not all was done; what was done is kept.
        """
        # Small enough that no worker waits while another has the last files, and they may be large.
        step = min(_FILES_AT_A_TIME, ceil(len(files) / (2 * self._processes)) or 1)
        batches = [files[n : n + step] for n in range(0, len(files), step)]
        if self._executor is None:
            yield from map(_take_in, batches)
        else:
            task = partial(_in_worker, self._address, self._job, _take_in)
            with noticing_death():
                yield from self._executor.map(task, batches)

    def work(self) -> Iterator[tuple[list[Verwerkt], list[str]]]:
        """Processes until nothing waits; what was done, and the kinds of errors of ours.

        Raises:
            WorkerStopped: not all was done; what was done is kept.
        """
        if self._executor is None:
            while any(found := _work()):
                yield found
        else:
            with noticing_death():
                yield from self._work_together(self._executor)

    def _work_together(
        self, executor: ProcessPoolExecutor
    ) -> Iterator[tuple[list[Verwerkt], list[str]]]:
        task = partial(_in_worker, self._address, self._job, _work)
        busy: set[Future[Any]] = {executor.submit(task) for _ in range(self._processes)}
        while busy:
            done, busy = wait(busy, return_when=FIRST_COMPLETED)
            for future in done:
                found = future.result()
                if any(found):
                    yield found
                    # A worker that found nothing is done; one that did may find more.
                    busy.add(executor.submit(task))


# ── in a worker ──────────────────────────────────────────────────────────────────────────────────

_state: dict[str, Any] = {}


def _start() -> None:
    """All that a worker can do before there is a database."""
    _end_with_parent()
    _share_cores()
    for name in _READ_FIRST:
        import_module(name)


def _nothing() -> None:
    """The first task: it makes the processes start."""


def _in_worker(address: str, job: Job, task: Callable[..., Result], *arguments: Any) -> Result:
    if not _state:
        os.environ[DATABASE_URL] = address
        _open_database()
        _begin(job)
    return task(*arguments)


def begin_process() -> None:
    """Makes a process that was started to help ready: it ends with its parent, and has a database
    connection of its own.
    """
    _end_with_parent()
    _share_cores()
    _open_database()


def _share_cores() -> None:
    """The cores are shared by the workers; threads beside them would only wait for each other."""
    os.environ["POLARS_MAX_THREADS"] = "1"


def _open_database() -> None:
    from noaber.config.errors import NotReady
    from noaber.config.start import start

    try:
        start(migrate=False)
    except NotReady:  # the parent sees that this process is gone, and says so
        os._exit(1)


def _end_with_parent() -> None:
    """A worker whose parent was killed would wait for work forever, with its connection."""
    import threading
    from multiprocessing import connection, parent_process

    parent = parent_process()
    assert parent is not None

    def watch(sentinel: int) -> None:
        connection.wait([sentinel])
        os._exit(1)

    threading.Thread(target=watch, args=(parent.sentinel,), daemon=True).start()


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
