# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What one worker holds, and how another worker takes over what a dead one left.

A lease is a folder ``bezig/werker-<token>`` with a file ``slot`` in it that the worker keeps locked
(flock). The kernel drops that lock however the worker ends, so a lease whose lock can be had is of
a dead worker, and nobody has to guess from a clock. Inside, each claim is a folder
``<token>-<count>`` with the one file that was claimed under its own name; count says how often
it was handed out to be processed.

The rules that make it safe:

- A file or a claim folder is only ever renamed to a path that did not exist, in a folder that only
  the holder of the lock writes to. So nothing is overwritten, and of two takers one gets it.
- A lease counts only if its lock file is still the one at that path: a worker that made its folder
  and lost it before it had the lock sees that, and makes another.
- The lock file goes last, when no claim is left.
- A child made by fork shares the lock and keeps it after its parent's death: open a carrier in the
  process that uses it.
"""

from __future__ import annotations

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final, Self

_LOCK: Final = "slot"
_WORKER: Final = "werker-"
_HALF: Final = "half-"
"""Begin of the name of a file that is being written: worthless once its worker is dead."""


def new_token() -> str:
    """A name that no other worker makes."""
    return secrets.token_hex(8)


def half_in(lease: Path) -> Path:
    """Where this worker can write a file that is not whole yet."""
    return lease / f"{_HALF}{new_token()}"


class Lease:
    """The folder of one worker, locked for as long as it lives."""

    def __init__(self, folder: Path, descriptor: int) -> None:
        self.folder = folder
        self._descriptor = descriptor

    @classmethod
    def open(cls, busy: Path) -> Self:
        """A lease of its own."""
        while True:
            folder = busy / f"{_WORKER}{new_token()}"
            folder.mkdir()
            descriptor = _lock(folder / _LOCK)
            if descriptor is not None:
                return cls(folder, descriptor)

    def close(self) -> None:
        """Gives the lease up; what it still holds is for the next worker."""
        _give_up(self.folder, self._descriptor)

    def claims(self) -> Iterator[Path]:
        """The claim folders in this lease."""
        for path in sorted(self.folder.iterdir()):
            if path.is_dir() and not path.is_symlink():
                yield path

    def others_hold(self) -> bool:
        """Whether another worker holds a claim, or did something to one while this looked: then
        the claim may have got another name, so ask again.
        """
        try:
            return any(
                any(claim.iterdir())
                for folder in self.folder.parent.glob(f"{_WORKER}*")
                if folder != self.folder
                for claim in folder.iterdir()
                if claim.name != _LOCK and not claim.name.startswith(_HALF)
            )
        except FileNotFoundError:
            return True

    def adopt(self) -> int:
        """Takes over every claim of every dead worker; how many there were."""
        count = 0
        for folder in sorted(self.folder.parent.glob(f"{_WORKER}*")):
            if folder != self.folder:
                count += self._adopt_from(folder)
        return count

    def _adopt_from(self, folder: Path) -> int:
        descriptor = _lock(folder / _LOCK)
        if descriptor is None:
            return 0
        count = 0
        for path in list(folder.iterdir()):
            if path.name.startswith(_HALF):
                path.unlink()
            elif path.name != _LOCK:
                path.rename(self.folder / path.name)  # tokens differ, so the name is free
                count += 1
        _give_up(folder, descriptor)
        return count


def _lock(path: Path) -> int | None:
    """The lock, or None: another has it, or the lease is gone."""
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if path.stat().st_ino == os.fstat(descriptor).st_ino:
            return descriptor
    except (BlockingIOError, FileNotFoundError):
        pass
    os.close(descriptor)
    return None


def _give_up(folder: Path, descriptor: int) -> None:
    """Removes what is empty and drops the lock; a lease with claims in it stays, for the next."""
    for path in folder.iterdir():
        if path.name != _LOCK:
            with suppress(OSError):  # a claim that is not empty
                path.rmdir()
    if [path.name for path in folder.iterdir()] == [_LOCK]:
        (folder / _LOCK).unlink()
        with suppress(OSError):  # another worker looked in just now, and cleans it up
            folder.rmdir()
    os.close(descriptor)
