# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What a user points at: files, folders and zip files, as a list of messages."""

from __future__ import annotations

import lzma
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from noaber.berichten.xml.source import MAX_BYTES, Source

# A zip can unpack to more than a disk holds. More entries than this is no post of a gemeente.
MAX_ENTRIES = 100_000
# What the zipfile module lets through when an entry is damaged or packed in an unknown way.
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    KeyError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)
_ENDINGS = (".xml", ".zip")


class UnreadableEntry(OSError):
    """A message cannot be taken out of its zip file."""


class UnusableInput(Exception):
    """A path that cannot be used; the text is Dutch and says what to do."""


@dataclass(frozen=True, slots=True)
class Input:
    """One message: a file, or an entry of a zip file. Small, so that it can go to a worker."""

    path: Path
    entry: str | None = None
    size: int = 0
    problem: str = ""
    """Why there is nothing to judge, in Dutch: a zip in a folder that cannot be opened."""

    @property
    def name(self) -> str:
        """How the message is called on screen."""
        return f"{self.path}/{self.entry}" if self.entry else str(self.path)

    def source(self) -> Source:
        """The message, ready to be judged."""
        if self.entry is None:
            return Source.from_path(self.path)
        return Source(self.name, self.size, self._open_entry)

    def _open_entry(self) -> BinaryIO:
        # Read whole, and no more than the size the zip promised: a lying zip is cut off.
        assert self.entry is not None
        try:
            with zipfile.ZipFile(self.path) as archive, archive.open(self.entry) as stream:
                return BytesIO(stream.read(min(self.size, MAX_BYTES)))
        except _DAMAGED as error:
            raise UnreadableEntry(self.name) from error


def find_inputs(paths: Iterable[Path]) -> list[Input]:
    """All messages at those paths; of folders every .xml and .zip, also in folders below.

    Raises:
        UnusableInput: a path does not exist, a zip cannot be read, or nothing was found.
    """
    found = [entry for path in paths for entry in _at(path)]
    if not found:
        raise UnusableInput(
            "Er is geen bericht gevonden: in de map staat geen .xml of .zip. "
            "Geef een bestand, een map met berichten of een zip-bestand."
        )
    return found


def _at(path: Path) -> Iterator[Input]:
    if not path.exists():
        raise UnusableInput(f"{path} bestaat niet. Controleer de naam van het bestand of de map.")
    if path.is_dir():
        inside = (p for p in path.rglob("*") if p.is_file() and p.suffix.lower() in _ENDINGS)
        for file in sorted(inside):
            try:
                yield from _at(file)
            except UnusableInput as problem:  # the other files in the folder are still judged
                yield Input(file, problem=str(problem))
    elif path.suffix.lower() == ".zip":
        yield from _entries(path)
    elif path.is_file():
        yield Input(path, size=path.stat().st_size)
    else:
        raise UnusableInput(f"{path} is geen gewoon bestand en wordt niet gelezen.")


def _entries(path: Path) -> Iterator[Input]:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    except (zipfile.BadZipFile, OSError, NotImplementedError):
        raise UnusableInput(
            f"{path} is geen leesbaar zip-bestand. Vraag de afzender om het opnieuw te sturen."
        ) from None
    if len(entries) > MAX_ENTRIES:
        raise UnusableInput(
            f"{path} bevat {len(entries)} bestanden; meer dan {MAX_ENTRIES} wordt niet gelezen. "
            "Verdeel de berichten over meer zip-bestanden."
        )
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnusableInput(f"{path} heeft een wachtwoord. Pak het eerst uit.")
    for entry in sorted(entries, key=lambda entry: entry.filename):
        yield Input(path, entry.filename, entry.file_size)
