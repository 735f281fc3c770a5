# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The folders of one postbus, and how a file is called on a screen."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final


class FolderUnusable(Exception):
    """The folders cannot be used; the text is Dutch and says what to do."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The five folders under one root."""

    root: Path

    @property
    def incoming(self) -> Path:
        """Others put files here."""
        return self.root / "in"

    @property
    def busy(self) -> Path:
        """One folder per worker that is, or was, at work."""
        return self.root / "bezig"

    @property
    def done(self) -> Path:
        """What was taken in."""
        return self.root / "verwerkt"

    @property
    def quarantine(self) -> Path:
        """What waits for a person."""
        return self.root / "quarantaine"

    @property
    def outgoing(self) -> Path:
        """Others take files from here."""
        return self.root / "uit"

    def prepare(self) -> None:
        """Makes the folders that are not there.

        Raises:
            FolderUnusable: a folder cannot be made, or lies on another file system.
        """
        folders = (self.incoming, self.busy, self.done, self.quarantine, self.outgoing)
        try:
            for folder in folders:
                folder.mkdir(parents=True, exist_ok=True)
            systems = {folder.stat().st_dev for folder in folders}
        except OSError as error:
            raise FolderUnusable(
                f"De map {self.root} is niet te gebruiken als postbus ({cause(error)}): "
                "controleer of de map bestaat en of noaber er mag schrijven."
            ) from None
        if len(systems) > 1:
            raise FolderUnusable(
                f"De mappen in {self.root} staan op verschillende schijven, en dan is verplaatsen "
                "niet veilig: zet in, bezig, verwerkt, quarantaine en uit op één schijf."
            )


# A BSN, also when it is written with dots or spaces; an AGB code or a date goes along.
_DIGITS: Final = re.compile(r"\d(?:[\W_]?\d){7,}")


def shown_name(name: str) -> str:
    """The name of a file for people: without control characters and without long numbers."""
    printable = "".join(sign if sign.isprintable() else "?" for sign in name)
    return _DIGITS.sub("•••", printable)


_CAUSES: Final = {
    errno.EACCES: "geen rechten",
    errno.EPERM: "geen rechten",
    errno.EROFS: "de schijf is alleen-lezen",
    errno.ENOSPC: "de schijf is vol",
    errno.EFBIG: "het bestand is te groot voor deze schijf",
    errno.EDQUOT: "de ruimte voor deze gebruiker is op",
    errno.EIO: "de schijf geeft een leesfout of schrijffout",
    errno.ELOOP: "het is een verwijzing naar een ander bestand",
    errno.ENOENT: "een map of bestand is verdwenen",
    errno.EXDEV: "de mappen staan op verschillende schijven",
    errno.EBUSY: "het is in gebruik",
}


def cause(error: OSError) -> str:
    """Why the disk refused, in Dutch and without the name of a file."""
    return _CAUSES.get(error.errno or 0, f"fout {error.errno} van het besturingssysteem")


@contextmanager
def without_names(what: str) -> Iterator[None]:
    """An error of the disk as one sentence: Python's own text repeats the name of the file."""
    try:
        yield
    except OSError as error:
        raise FolderUnusable(
            f"{what} is niet gelukt ({cause(error)}): controleer of er ruimte op de schijf is en "
            "of noaber in de mappen van de postbus mag schrijven."
        ) from None
