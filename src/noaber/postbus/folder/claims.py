# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Handing out each file to one worker, and again if that worker did not finish.

A file is taken by renaming it into a claim folder of the worker: of two takers one succeeds. What
a dead worker held is taken over as it is, with the count of how often it was handed out.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from noaber.postbus.folder.aside import put_file_aside
from noaber.postbus.folder.contents import Contents
from noaber.postbus.folder.durable import move
from noaber.postbus.folder.layout import FolderUnusable, Layout, cause, without_names
from noaber.postbus.folder.lease import Lease, new_token

MAX_ATTEMPTS: Final = 5
"""How often a file is handed out: one that ends its worker every time would stop all post."""
UNFINISHED: Final = (".tmp", ".part", ".filepart", ".crdownload")
"""Names of files that somebody is still writing end so, or begin with a dot: left alone."""

_POISON: Final = (
    f"De verwerking van dit bestand is {MAX_ATTEMPTS} keer begonnen en niet één keer afgemaakt. "
    "Laat de leverancier van de software uitzoeken waarom."
)


@dataclass(frozen=True, slots=True)
class Claim:
    """One file that this worker holds. It ends with ``done``, ``quarantine`` or ``release``."""

    token: str
    path: Path
    layout: Layout
    lease: Lease

    def done(self, contents: Contents) -> None:
        """Taken in: to ``verwerkt``, under the hash of its content."""
        with without_names("Een bestand naar de map verwerkt verplaatsen"):
            move(self.path, self.layout.done / contents.stored_name)
            self.path.parent.rmdir()

    def quarantine(self, reason: str, contents: Contents | None = None) -> None:
        """Put aside, with the reason beside it; without contents, when it could not be read."""
        name = contents.stored_name if contents else f"ongelezen-{self.token}"
        with without_names("Een bestand naar de map quarantaine verplaatsen"):
            put_file_aside(self.path, name, reason, self.layout, self.lease.folder)
            self.path.parent.rmdir()

    def start_over(self) -> Claim:
        """Counted as handed out for the first time: something of a zip was taken in.

        So only what never gets any further is put aside, and not a long zip in a bad week.
        """
        folder = self.path.parent
        if _count(folder) == 1:
            return self
        fresh = folder.with_name(f"{self.token}-1")
        with without_names("Een bestand vasthouden"):
            folder.rename(fresh)
        return replace(self, path=fresh / self.path.name)

    def release(self) -> None:
        """Back among what waits, as if it had not been handed out."""
        folder = self.path.parent
        with without_names("Een bestand teruggeven"):
            folder.rename(folder.with_name(f"{self.token}-{_count(folder) - 1}"))


class Inbox:
    """What this worker may take: new files, and what dead workers left."""

    def __init__(self, layout: Layout, lease: Lease) -> None:
        self._layout = layout
        self._lease = lease
        self._listed: deque[Path] = deque()
        self._held: set[str] = set()
        self._stuck: dict[Path, str] = {}

    def claim(self) -> Claim | None:
        """The next file, for this worker alone; None when nothing waits.

        Raises:
            FolderUnusable: the folders cannot be read or written; or, when all else is done, there
                are files in ``in`` that cannot be moved.
        """
        with without_names("De map in lezen"):
            while True:
                claim = self._fresh() or self._left_behind()
                if claim is not None:
                    return claim
                self._listed.extend(self._list())
                if not self._lease.adopt() and not self._listed:
                    break
        if self._stuck:
            raise FolderUnusable(
                f"In de map in staan bestanden die niet te verplaatsen zijn: {len(self._stuck)} "
                f"({', '.join(sorted(set(self._stuck.values())))}). Controleer de rechten."
            )
        return None

    def release(self, claim: Claim) -> None:
        """Gives a claim back; it may be handed out again."""
        claim.release()
        self._held.discard(claim.token)

    def _list(self) -> list[Path]:
        return sorted(
            path
            for path in self._layout.incoming.iterdir()
            if not path.name.startswith(".")
            and not path.name.lower().endswith(UNFINISHED)
            and path not in self._stuck
        )

    def _fresh(self) -> Claim | None:
        while self._listed:
            path = self._listed.popleft()
            token = new_token()
            folder = self._lease.folder / f"{token}-1"
            folder.mkdir()
            try:
                path.rename(folder / path.name)
            except FileNotFoundError:  # another worker was first
                folder.rmdir()
            except OSError as error:
                folder.rmdir()
                self._stuck[path] = cause(error)
            else:
                return self._hand_out(folder, token)
        return None

    def _left_behind(self) -> Claim | None:
        for folder in list(self._lease.claims()):
            token = folder.name.partition("-")[0]
            if token in self._held or not any(folder.iterdir()):
                continue  # an empty one is of a worker that died just before it took, or after
            counted = folder.with_name(f"{token}-{_count(folder) + 1}")
            folder.rename(counted)
            claim = self._hand_out(counted, token)
            if _count(counted) <= MAX_ATTEMPTS:
                return claim
            claim.quarantine(_POISON)
        return None

    def _hand_out(self, folder: Path, token: str) -> Claim:
        (path,) = folder.iterdir()
        self._held.add(token)
        return Claim(token, path, self._layout, self._lease)


def _count(folder: Path) -> int:
    return int(folder.name.partition("-")[2])
