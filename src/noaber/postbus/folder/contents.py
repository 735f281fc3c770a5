# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What is in a claimed file: one message or envelop, or a zip with several.

A zip is read through before anything of it is handed out: it is readable as a whole, or it is not.
Its entries are read in memory, one at a time, and never unpacked to the disk.
"""

from __future__ import annotations

import hashlib
import lzma
import os
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Final

from noaber.postbus.envelop.names import RECEIVED_MAX_BYTES
from noaber.postbus.folder.layout import cause, shown_name

MAX_ENTRIES: Final = 10_000
MAX_UNPACKED_BYTES: Final = 1024 * 1024 * 1024

_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_BLOCK: Final = 1024 * 1024
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
_SEND_AGAIN: Final = "Vraag de afzender om het opnieuw te sturen."


class UnreadableFile(Exception):
    """This file cannot be read; the text says why, in Dutch."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to take in. ``name`` is for people."""

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Contents:
    """A file that could be read."""

    name: str
    data: bytes = field(repr=False)
    is_zip: bool

    @property
    def stored_name(self) -> str:
        """The name under which it is kept: the same content, the same name."""
        return stored_name(self.data, "zip" if self.is_zip else "xml")

    def items(self) -> Iterator[Item]:
        """What is in it, in order."""
        if not self.is_zip:
            yield Item(self.name, self.data)
            return
        with zipfile.ZipFile(BytesIO(self.data)) as archive:
            for entry in _entries(archive):
                yield Item(f"{self.name}/{shown_name(entry.filename)}", archive.read(entry))


def stored_name(data: bytes, ending: str) -> str:
    """A name that follows from the content and tells nothing of it."""
    return f"{hashlib.sha256(data).hexdigest()}.{ending}"


def read_contents(path: Path) -> Contents:
    """The file at this path, checked so far that its items can be read.

    Raises:
        UnreadableFile: no plain file, too large, damaged, or a zip that we do not open.
    """
    data = _read_file(path)
    is_zip = data.startswith(_ZIP)
    if is_zip:
        _check_zip(data)
    return Contents(shown_name(path.name), data, is_zip)


def _read_file(path: Path) -> bytes:
    try:
        # A link could lead anywhere, and a pipe would never end.
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            _refuse_unreadable(os.fstat(descriptor))
            with os.fdopen(descriptor, "rb", closefd=False) as stream:
                return stream.read()
        finally:
            os.close(descriptor)
    except OSError as error:
        raise UnreadableFile(
            f"Het bestand kan niet worden gelezen ({cause(error)}). Controleer het bestand, de "
            "rechten erop en de schijf, en zet het daarna terug in de map in."
        ) from None


def _refuse_unreadable(state: os.stat_result) -> None:
    if not stat.S_ISREG(state.st_mode):
        raise UnreadableFile(
            "Dit is geen gewoon bestand (maar bijvoorbeeld een map). Zet berichten los in de map "
            "in."
        )
    if state.st_size > RECEIVED_MAX_BYTES:
        raise UnreadableFile(
            f"Het bestand is {state.st_size // 1_000_000} MB groot; meer dan "
            f"{RECEIVED_MAX_BYTES // (1024 * 1024)} MB wordt niet gelezen. Vraag de afzender om "
            "het te verdelen."
        )


def _check_zip(data: bytes) -> None:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = _entries(archive)
            _refuse_entries(entries)
            for entry in entries:
                with archive.open(entry) as stream:
                    while stream.read(_BLOCK):
                        pass  # the last piece checks the sum of the whole entry
    except _BROKEN:
        raise UnreadableFile(f"Het zip-bestand is beschadigd. {_SEND_AGAIN}") from None


def _entries(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    return [entry for entry in archive.infolist() if not entry.is_dir()]


def _refuse_entries(entries: list[zipfile.ZipInfo]) -> None:
    if not entries:
        raise UnreadableFile(f"Het zip-bestand is leeg. {_SEND_AGAIN}")
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableFile(
            "Het zip-bestand heeft een wachtwoord. Vraag de afzender om het zonder te sturen."
        )
    sizes = [entry.file_size for entry in entries]
    if (
        len(entries) > MAX_ENTRIES
        or max(sizes) > RECEIVED_MAX_BYTES
        or sum(sizes) > MAX_UNPACKED_BYTES
    ):
        raise UnreadableFile(
            f"Het zip-bestand bevat te veel: hoogstens {MAX_ENTRIES} bestanden, elk hoogstens "
            f"{RECEIVED_MAX_BYTES // (1024 * 1024)} MB en samen hoogstens "
            f"{MAX_UNPACKED_BYTES // (1024 * 1024)} MB. Vraag de afzender om het te verdelen."
        )
