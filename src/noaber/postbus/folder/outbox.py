# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Putting out: a message appears in a folder whole, and there for good, or not at all.

Its name follows from its content: the same bytes twice are one file.
"""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Final, Self

from noaber.postbus.folder.contents import stored_name
from noaber.postbus.folder.durable import place, sync_folder
from noaber.postbus.folder.layout import FolderUnusable, cause, without_names
from noaber.postbus.folder.lease import Lease, half_in

BUSY: Final = ".bezig"
"""Where this worker writes what is not whole yet; hidden, so that nobody takes it away."""


class OutboxNameTaken(Exception):
    """A file in ``uit`` has the name of what should go out, and another content."""

    def __init__(self) -> None:
        super().__init__(
            "In de map uit staat al een bestand met de naam van dit bericht, maar met een andere "
            "inhoud: iemand heeft het veranderd. Haal dat bestand weg en verzend het opnieuw."
        )


def put_out(data: bytes, folder: Path, half: Path, functie: str = "") -> Path:
    """Places a message in a folder. ``half``: where it can be written first, on the same disk.

    Raises:
        FolderUnusable: the disk is full, for example; nothing is in the folder then.
        OutboxNameTaken: a file of that name was changed by somebody.
    """
    name = stored_name(data, "xml")
    target = folder / (f"{functie}-{name}" if functie else name)
    with without_names("Een bericht in de map uit zetten"):
        if not _is_there(target, data):
            place(data, target, half)
        else:  # by a worker that may have died before it was there for good
            sync_folder(folder)
    return target


def _is_there(target: Path, data: bytes) -> bool:
    """Whether exactly this is in ``uit`` already."""
    try:
        found = target.read_bytes()
    except FileNotFoundError:
        return False
    if found != data:
        raise OutboxNameTaken
    return True


class Outbox:
    """A worker on one folder for what goes out; use it in a ``with``."""

    def __init__(self, folder: Path, lease: Lease) -> None:
        self._folder = folder
        self._lease = lease

    @classmethod
    def open(cls, folder: Path) -> Self:
        """A new worker. What a dead one left half-written is removed.

        Raises:
            FolderUnusable: the folder cannot be made or written.
        """
        busy = folder / BUSY
        try:
            busy.mkdir(parents=True, exist_ok=True)
            lease = Lease.open(busy)
            lease.adopt()
        except OSError as error:
            raise FolderUnusable(
                f"De map {folder} is niet te gebruiken voor antwoorden ({cause(error)}): "
                "controleer of noaber er mag schrijven, of kies met --uit een andere map."
            ) from None
        return cls(folder, lease)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with without_names("De map voor antwoorden sluiten"):
            self._lease.close()

    def put(self, data: bytes, functie: str) -> Path:
        """As ``put_out``."""
        return put_out(data, self._folder, half_in(self._lease.folder), functie)
