# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Taking in and putting out, by one worker of any number.

Each file is handed to one worker at a time and ends in ``verwerkt`` or ``quarantaine``. After a
crash it is handed out again, so what is done with post must come out the same the second time:
know it by its numbers (``rules.duplicates``) and put out the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import sleep
from types import TracebackType
from typing import Final, Self

from noaber.postbus.envelop.ontvangst import UnacceptablePost, read_post
from noaber.postbus.folder.aside import put_item_aside
from noaber.postbus.folder.claims import Claim, Inbox
from noaber.postbus.folder.contents import Item, UnreadableFile, read_contents
from noaber.postbus.folder.layout import Layout, shown_name, without_names
from noaber.postbus.folder.lease import Lease, half_in
from noaber.postbus.folder.outbox import put_out
from noaber.postbus.types import Accepted, Duplicate, Outcome, Post, Quarantined

_PAUSE: Final = 0.05
_ROUNDS: Final = 1200


class TryLater(Exception):
    """For who processes post: it cannot be done now, and the post is not to blame."""


Process = Callable[[Post], Outcome]
Refused = Callable[[str, str, bytes | None], None]
"""Is told of what never came to be post: its name, the reason in Dutch, and its bytes if read."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of the post of one round; ``reasons`` of what went to quarantaine."""

    accepted: int = 0
    duplicates: int = 0
    reasons: tuple[str, ...] = ()

    def plus(self, outcome: Outcome) -> Tally:
        """With one more."""
        if isinstance(outcome, Quarantined):
            return Tally(self.accepted, self.duplicates, (*self.reasons, outcome.reason))
        if isinstance(outcome, Duplicate):
            return Tally(self.accepted, self.duplicates + 1, self.reasons)
        return Tally(self.accepted + 1, self.duplicates, self.reasons)


class FolderCarrier:
    """A worker on the folders under one root; use it in a ``with``."""

    def __init__(self, layout: Layout, lease: Lease) -> None:
        self._layout = layout
        self._lease = lease
        self._inbox = Inbox(layout, lease)

    @classmethod
    def open(cls, root: Path) -> Self:
        """A new worker.

        Raises:
            FolderUnusable: the folders cannot be made or do not lie on one file system.
        """
        layout = Layout(root)
        layout.prepare()
        with without_names("De postbus openen"):
            return cls(layout, Lease.open(layout.busy))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends the work; what is still held is for the next worker."""
        with without_names("De postbus sluiten"):
            self._lease.close()

    def work(self, process: Process, refused: Refused | None = None) -> Tally:
        """Hands out all post that waits, one by one, until there is none.

        ``process`` decides what becomes of each. When it raises TryLater the file goes back
        uncounted; any other error counts, and after five the file goes to quarantaine.

        Raises:
            FolderUnusable: the folders cannot be read or written.
        """
        tally = Tally()
        while (claim := self.claim()) is not None:
            for outcome in self._settle(claim, process, refused or _ignore):
                tally = tally.plus(outcome)
        return tally

    def work_together(self, process: Process, refused: Refused | None = None) -> Tally:
        """As ``work``, and then waits for what other workers hold: what they take in may have to
        be processed before what this one took in. For a minute at most: they may stand still.
        """
        tally = self.work(process, refused)
        for _ in range(_ROUNDS):
            with without_names("Kijken wie er nog bezig is"):
                if not self._lease.others_hold():
                    break
            sleep(_PAUSE)
            more = self.work(process, refused)  # of one that died meanwhile
            tally = Tally(
                tally.accepted + more.accepted,
                tally.duplicates + more.duplicates,
                tally.reasons + more.reasons,
            )
        return tally

    def claim(self) -> Claim | None:
        """The next file, for this worker alone; None when nothing waits.

        Raises:
            FolderUnusable: the folders cannot be read or written.
        """
        return self._inbox.claim()

    def put(self, data: bytes, functie: str = "") -> Path:
        """Puts a message in ``uit``, whole, and on the disk when this returns.

        Raises:
            FolderUnusable, OutboxNameTaken: see ``outbox.put_out``.
        """
        half = half_in(self._lease.folder)
        return put_out(data, self._layout.outgoing, half, functie)

    def _settle(self, claim: Claim, process: Process, refused: Refused) -> list[Outcome]:
        outcomes: list[Outcome] = []
        try:
            try:
                contents = read_contents(claim.path)
            except UnreadableFile as problem:
                refused(shown_name(claim.path.name), str(problem), None)
                claim.quarantine(str(problem))
                return [Quarantined(reason=str(problem))]
            for item in contents.items():
                outcome = _outcome(item, process, refused)
                outcomes.append(outcome)
                if contents.is_zip and isinstance(outcome, Quarantined):
                    self._put_aside(item, outcome.reason)
                elif contents.is_zip and isinstance(outcome, Accepted):
                    claim = claim.start_over()
        except TryLater:
            self._inbox.release(claim)
            raise
        if not contents.is_zip and isinstance(outcomes[0], Quarantined):
            claim.quarantine(outcomes[0].reason, contents)
        else:
            claim.done(contents)
        return outcomes

    def _put_aside(self, item: Item, reason: str) -> None:
        with without_names("Een bericht in de map quarantaine zetten"):
            put_item_aside(item, reason, self._layout, self._lease.folder)


def _ignore(name: str, reason: str, data: bytes | None) -> None:
    """For who has no list of what was refused; the reason lies beside the file."""


def _outcome(item: Item, process: Process, refused: Refused) -> Outcome:
    try:
        post = read_post(item.data, item.name)
    except UnacceptablePost as problem:
        refused(item.name, str(problem), item.data)
        return Quarantined(reason=str(problem))
    return process(post)
