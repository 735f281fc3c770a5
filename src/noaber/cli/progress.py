# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Progress of long work, on standard error and only where a person is watching."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

_WORTH_SHOWING = 20


class Progress:
    """Bars under each other, one per task; use it in a ``with``."""

    def __init__(self, *, quiet: bool, vanishing: bool = False) -> None:
        """``vanishing``: a bar goes when its task is done, for work of very many tasks."""
        self._quiet = quiet or not sys.stderr.isatty()
        self._vanishing = vanishing
        self._bars: Any = None

    def __enter__(self) -> Progress:
        if not self._quiet:
            from rich.progress import (
                BarColumn,
                MofNCompleteColumn,
                TextColumn,
                TimeRemainingColumn,
            )
            from rich.progress import Progress as Bars

            from noaber.cli.terminal import console

            self._bars = Bars(
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                TimeRemainingColumn(),
                console=console(error=True),
                transient=True,
            )
            self._bars.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bars is not None:
            self._bars.stop()

    @contextmanager
    def task(self, name: str, total: int) -> Iterator[Callable[[int], None]]:
        """A bar for this task; call what it gives with every step that is done."""
        if self._bars is None or total < _WORTH_SHOWING:
            yield lambda _: None
            return
        number = self._bars.add_task(name, total=total)
        yield lambda steps: self._bars.advance(number, steps)
        if self._vanishing:
            self._bars.remove_task(number)
