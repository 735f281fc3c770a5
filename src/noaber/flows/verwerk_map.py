# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""A folder of post, from files to answers, by any number of workers.

First everything is taken in: stored, once, whatever the order. Then the messages of each lane are
processed in order; then their answers are carried to the outbox. Each step can be repeated after a
crash: what was stored is known again, what was processed is not waiting any more, and an answer is
the same file twice.

A *postbus* is a folder with ``in`` in it: files are moved from there to ``verwerkt`` or
``quarantaine``. In any other folder files are read where they are and never touched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from django.db.utils import InterfaceError, OperationalError

from noaber.access.types import Viewer
from noaber.flows.inbox import ProcessingFailed, process_next
from noaber.flows.neem_in import neem_in
from noaber.flows.types import Verwerkt
from noaber.postbus import operations as postbus
from noaber.postbus import queries
from noaber.postbus.envelop.ontvangst import UnacceptablePost, read_post
from noaber.postbus.folder.carrier import FolderCarrier, TryLater
from noaber.postbus.folder.contents import UnreadableFile, read_contents
from noaber.postbus.folder.layout import Layout, shown_name
from noaber.postbus.folder.outbox import BUSY, Outbox
from noaber.postbus.types import Duplicate, Outcome, Post, Quarantined

Clock = Callable[[], datetime]
_ENDINGS: Final = (".xml", ".zip")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingenomen:
    """What became of one thing that came in, before it was processed."""

    bestand: str
    bericht_id: int | None
    """None in quarantaine."""
    is_new: bool
    reden: str = ""
    """Why it waits in quarantaine, in Dutch."""


def is_postbus(folder: Path) -> bool:
    """Whether files in this folder are handed over, and may be moved."""
    return Layout(folder).incoming.is_dir()


def list_files(folder: Path, outbox: Path) -> list[Path]:
    """The messages in a folder that is no postbus, by name; the outbox is not looked in."""
    skipped = outbox.resolve()
    return sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in _ENDINGS
        and path.is_file()
        and skipped not in path.resolve().parents
        and BUSY not in path.parts
    )


# ── in ───────────────────────────────────────────────────────────────────────────────────────────


def take_in_file(path: Path, name: str, clock: Clock) -> Iterator[Ingenomen]:
    """Stores what is in one file, which stays where it is."""
    try:
        contents = read_contents(path)
    except UnreadableFile as problem:
        outcome = Quarantined(reason=str(problem))
        postbus.refuse(data=None, naam=shown_name(name), outcome=outcome, at=clock())
        yield Ingenomen(bestand=name, bericht_id=None, is_new=True, reden=outcome.reason)
        return
    for item in contents.items():
        shown = name + item.name.removeprefix(contents.name)
        try:
            post = read_post(item.data, item.name)
        except UnacceptablePost as problem:
            outcome = Quarantined(reason=str(problem))
            postbus.refuse(data=item.data, naam=item.name, outcome=outcome, at=clock())
            yield Ingenomen(bestand=shown, bericht_id=None, is_new=True, reden=outcome.reason)
        else:
            yield _take_in(post, shown, clock)[1]


def take_in_postbus(root: Path, clock: Clock) -> list[Ingenomen]:
    """Stores all post that waits in a postbus and moves the files out of ``in``."""
    taken: list[Ingenomen] = []

    def process(post: Post) -> Outcome:
        with _not_to_blame():
            outcome, row = _take_in(post, post.name, clock)
        taken.append(row)
        return outcome

    def refuse(name: str, reason: str, data: bytes | None) -> None:
        outcome = Quarantined(reason=reason)
        with _not_to_blame():
            postbus.refuse(data=data, naam=name, outcome=outcome, at=clock())
        taken.append(Ingenomen(bestand=name, bericht_id=None, is_new=True, reden=reason))

    with FolderCarrier.open(root) as carrier:
        try:
            carrier.work_together(process, refuse)
        except TryLater as later:
            raise later.__cause__ or later from None
    return taken


@contextmanager
def _not_to_blame() -> Iterator[None]:
    """A file that is at hand when the database goes away did nothing wrong: it waits again."""
    try:
        yield
    except (InterfaceError, OperationalError) as gone:
        raise TryLater from gone


def _take_in(post: Post, name: str, clock: Clock) -> tuple[Outcome, Ingenomen]:
    received = neem_in(post, at=clock())
    outcome = received.outcome
    row = Ingenomen(
        bestand=name,
        bericht_id=received.bericht_id,
        is_new=not isinstance(outcome, Duplicate),
        reden=outcome.reason if isinstance(outcome, Quarantined) else "",
    )
    return outcome, row


# ── work ─────────────────────────────────────────────────────────────────────────────────────────


class Worker:
    """Processes waiting messages, a lane at a time, and carries their answers out."""

    def __init__(self, outbox: Path, viewer: Viewer, clock: Clock) -> None:
        self._folder = outbox
        self._viewer = viewer
        self._clock = clock
        self._lane: int | None = None
        self.failures: list[ProcessingFailed] = []

    def work(self, most: int) -> list[Verwerkt]:
        """At most so many messages; none when nothing waits that nobody else is at."""
        done: list[Verwerkt] = []
        with Outbox.open(self._folder) as outbox:
            while len(done) + len(self.failures) < most:
                step = self._step()
                if step is None:
                    break
                done.append(step)
                if step.antwoord_id is not None:
                    carry(step.antwoord_id, outbox, self._clock)
        return done

    def _step(self) -> Verwerkt | None:
        while True:
            try:
                found = process_next(viewer=self._viewer, at=self._clock(), lane_id=self._lane)
            except ProcessingFailed as failure:
                self.failures.append(failure)
                continue
            if found is not None:
                verwerkt, self._lane = found
                return verwerkt
            if self._lane is None:
                return None
            self._lane = None


# ── out ──────────────────────────────────────────────────────────────────────────────────────────


def carry(bericht_id: int, outbox: Outbox, clock: Clock) -> Path:
    """Puts a message of ours in the outbox, and notes that it is there."""
    message = queries.get_uitgaand(bericht_id)
    path = outbox.put(message.data, message.functie)
    postbus.mark_sent(bericht_id=bericht_id, naam=path.name, at=clock())
    return path


def carry_all(folder: Path, clock: Clock) -> int:
    """Puts out everything that lies ready; how many there were.

    Also what a worker left that died between deciding and carrying.
    """
    count = 0
    with Outbox.open(folder) as outbox:
        for bericht_id in queries.list_klaar():
            carry(bericht_id, outbox, clock)
            count += 1
    return count
