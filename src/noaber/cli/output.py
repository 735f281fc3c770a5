# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Writing files so that there is never a half one."""

from __future__ import annotations

import errno
import hashlib
import os
from pathlib import Path

from noaber.berichten.xml.source import Source


class AlreadyThere(Exception):
    """The file exists and may not be replaced; the text is Dutch."""


def write_whole(path: Path, data: bytes, *, replace: bool) -> None:
    """The file with exactly these bytes, or nothing: first beside it, then in its place.

    Raises:
        AlreadyThere: the file exists and ``replace`` is false.
        OSError: the folder cannot be written.
    """
    if not path.parent.is_dir():
        raise AlreadyThere(f"De map {path.parent} bestaat niet. Maak die eerst.")
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with beside.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if replace:
            beside.replace(path)
        else:
            os.link(beside, path)  # fails when the name is taken, also by another process just now
    except FileExistsError:
        raise AlreadyThere(
            f"{path} bestaat al. Kies een andere naam of geef --overschrijf."
        ) from None
    finally:
        beside.unlink(missing_ok=True)


def why_unwritable(path: Path, error: OSError) -> str:
    """What went wrong while writing, in Dutch; the system says it in its own language."""
    if error.errno == errno.ENOSPC:
        return f"{path} is niet geschreven, want de schijf is vol. Maak ruimte en probeer opnieuw."
    if isinstance(error, PermissionError):
        return f"{path} is niet geschreven, want dat mag u hier niet. Kies een andere map."
    if isinstance(error, FileExistsError | NotADirectoryError):
        return f"{path} is geen map maar een bestand. Kies een andere map."
    return (
        f"{path} is niet geschreven. Controleer de schijf of het netwerk, of kies een andere map."
    )


def derived_number(source: Source) -> str:
    """A number for the answer that follows from the message: the same message, the same number."""
    digest = hashlib.sha256()
    with source.open() as stream:
        while block := stream.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()[:12].upper()
