# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Writing and moving so that a crash or a power cut leaves the old state or the new one."""

from __future__ import annotations

import os
from pathlib import Path


def place(data: bytes, target: Path, half: Path) -> None:
    """A file with exactly these bytes, there for good when this returns.

    It is written at ``half`` first; a crash may leave something there. Takes the place of a file
    that is there: only for names that follow from the content.

    Raises:
        OSError: the disk is full, for example; then nothing is left.
    """
    try:
        with half.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        move(half, target)
    except OSError:
        half.unlink(missing_ok=True)
        raise


def move(source: Path, target: Path) -> None:
    """To another place on the same file system, there for good when this returns.

    Takes the place of a file that is there: only for names that follow from the content.
    """
    source.rename(target)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """What was renamed in this folder is on the disk when this returns."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
