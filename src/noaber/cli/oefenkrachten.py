# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Who does the work of an exercise: this process, or one that helps per core."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from typing import Any, TypeVar

from noaber.cli.workers import begin_process, noticing_death

Piece = TypeVar("Piece")
Result = TypeVar("Result")


class Alleen:
    """This process does everything."""

    def chains(
        self, function: Callable[[Piece], Result], chains: Sequence[Sequence[Piece]]
    ) -> Iterator[tuple[int, int, Result]]:
        """The pieces of each chain in order; see ``demo.krachten``."""
        for number, chain in enumerate(chains):
            for place, piece in enumerate(chain):
                yield number, place, function(piece)

    def until_done(
        self, function: Callable[[Piece], list[Result]], piece: Piece
    ) -> Iterator[list[Result]]:
        """The same piece over and over, until it gives nothing."""
        while found := function(piece):
            yield found


class Samen:
    """Processes beside this one, each with a database connection of its own; use it in a ``with``.

    Every method raises WorkerStopped when one of them is gone.
    """

    def __init__(self, processes: int) -> None:
        import multiprocessing

        self._processes = processes
        self._executor = ProcessPoolExecutor(
            processes, multiprocessing.get_context("spawn"), _begin_process
        )

    def __enter__(self) -> Samen:
        return self

    def __exit__(self, *_: object) -> None:
        self._executor.shutdown(cancel_futures=True)

    def chains(
        self, function: Callable[[Piece], Result], chains: Sequence[Sequence[Piece]]
    ) -> Iterator[tuple[int, int, Result]]:
        """The pieces of each chain in order, chains beside each other; see ``demo.krachten``."""
        busy: dict[Future[Result], tuple[int, int]] = {}

        def hand_out(number: int, place: int) -> None:
            if place < len(chains[number]):
                busy[self._executor.submit(function, chains[number][place])] = number, place

        with noticing_death():
            for number in range(len(chains)):
                hand_out(number, 0)
            while busy:
                done, _ = wait(busy, return_when=FIRST_COMPLETED)
                for future in done:
                    number, place = busy.pop(future)
                    result = future.result()
                    hand_out(number, place + 1)
                    yield number, place, result

    def until_done(
        self, function: Callable[[Piece], list[Result]], piece: Piece
    ) -> Iterator[list[Result]]:
        """The same piece over and over in every process, until it gives nothing."""
        busy: set[Future[Any]]
        with noticing_death():
            busy = {self._executor.submit(function, piece) for _ in range(self._processes)}
            while busy:
                done, busy = wait(busy, return_when=FIRST_COMPLETED)
                for future in done:
                    found = future.result()
                    if found:
                        # Who found nothing is done; who found something may find more.
                        busy.add(self._executor.submit(function, piece))
                        yield found


def _begin_process() -> None:
    # A stop from the keyboard reaches every process; the one that hands out the work acts on it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    begin_process()
