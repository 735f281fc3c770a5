# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Several real processes on one postbus, and processes that are killed in the middle of it."""

import hashlib
import os
import random
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest

from noaber.postbus.folder.carrier import FolderCarrier
from noaber.postbus.folder.layout import Layout
from noaber.postbus.folder.lease import Lease
from noaber.postbus.types import Accepted, Post
from tests.postbus.builders import message
from tests.postbus.worker import answer_to

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parents[1]
FILES = 300
KILLS = 20
MOST_PER_LIFE = 12
"""So that there is always something left to be killed at, however slow the machine is."""


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


class Process:
    """A script of ours in a process of its own; killed at the latest when the test is over."""

    def __init__(self, script: str, *arguments: object) -> None:
        self.popen = subprocess.Popen(
            [sys.executable, str(HERE / script), *map(str, arguments)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=REPOSITORY,
            env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        )

    def line(self) -> str:
        assert self.popen.stdout is not None
        return self.popen.stdout.readline().strip()

    def go(self) -> None:
        assert self.popen.stdin is not None
        self.popen.stdin.write("\n")
        self.popen.stdin.flush()

    def rest(self, ends_with: int = 0) -> list[str]:
        """What it says until it ends."""
        assert self.popen.stdout is not None
        lines = self.popen.stdout.read().split()
        assert self.popen.wait(60) == ends_with
        return lines

    def kill(self) -> list[str]:
        self.popen.send_signal(signal.SIGKILL)
        return self.rest(-signal.SIGKILL)

    def close(self) -> None:
        self.popen.kill()
        with self.popen:
            pass


@pytest.fixture
def start() -> Iterator[Callable[..., Process]]:
    with ExitStack() as stack:

        def started(script: str, *arguments: object) -> Process:
            process = Process(script, *arguments)
            stack.callback(process.close)
            return process

        yield started


@pytest.fixture
def start_worker(start: Callable[..., Process], tmp_path: Path) -> Callable[..., Process]:
    def started(pause_after: int = 0) -> Process:
        worker = start("worker.py", tmp_path, pause_after)
        assert worker.line() == "ready"
        return worker

    return started


@pytest.fixture
def inbox(tmp_path: Path) -> dict[str, bytes]:
    """A postbus with 300 messages: hash and content."""
    (tmp_path / "in").mkdir()
    messages = [message("WMO305", f"POST{number:08}") for number in range(FILES)]
    for number, data in enumerate(messages):
        (tmp_path / "in" / f"bericht {number}.xml").write_bytes(data)
    return {sha(data): data for data in messages}


def assert_all_is_there_once(root: Path, messages: dict[str, bytes]) -> None:
    assert list((root / "in").iterdir()) == []
    assert list((root / "bezig").iterdir()) == []
    assert list((root / "quarantaine").iterdir()) == []
    done = {path.stem: path.read_bytes() for path in (root / "verwerkt").iterdir()}
    assert done == messages
    out = sorted(path.read_bytes() for path in (root / "uit").iterdir())
    assert out == sorted(map(answer_to, messages))


def test_two_workers_on_one_inbox_get_each_file_exactly_once(
    tmp_path: Path, inbox: dict[str, bytes], start_worker: Callable[..., Process]
) -> None:
    workers = [start_worker(pause_after=1) for _ in range(2)]
    for worker in workers:
        worker.go()
    processed = [worker.line() for worker in workers]
    for worker in workers:  # now each has a file, so neither does all the work
        worker.go()
    processed += workers[0].rest() + workers[1].rest()
    assert Counter(processed) == Counter(list(inbox))
    assert_all_is_there_once(tmp_path, inbox)


def test_after_kill_9_nothing_is_lost_and_nothing_is_there_twice(
    tmp_path: Path, inbox: dict[str, bytes], start_worker: Callable[..., Process]
) -> None:
    chance = random.Random(20260402)
    processed: Counter[str] = Counter()
    for _ in range(KILLS):
        worker = start_worker(pause_after=MOST_PER_LIFE)
        worker.go()
        processed.update(worker.line() for _ in range(chance.randint(1, MOST_PER_LIFE)))
        processed.update(worker.kill())
    last = start_worker()
    last.go()
    processed.update(last.rest())
    assert processed.keys() == inbox.keys()
    assert processed.total() <= FILES + KILLS, "each kill may cost one file a second time"
    assert_all_is_there_once(tmp_path, inbox)


def test_two_workers_of_which_one_is_killed_again_and_again(
    tmp_path: Path, inbox: dict[str, bytes], start_worker: Callable[..., Process]
) -> None:
    steady = start_worker()
    steady.go()
    for _ in range(5):
        unlucky = start_worker()
        unlucky.go()
        unlucky.line()
        unlucky.close()
    steady.rest()
    last = start_worker()
    last.go()
    last.rest()
    assert_all_is_there_once(tmp_path, inbox)


def test_a_worker_takes_over_from_the_dead_and_leaves_the_living_alone(
    tmp_path: Path, start_worker: Callable[..., Process]
) -> None:
    mine, theirs = message("WMO305"), message("WMO307")
    inbox = tmp_path / "in"
    dead = start_worker()
    (lease,) = (tmp_path / "bezig").iterdir()
    with FolderCarrier.open(tmp_path) as alive, FolderCarrier.open(tmp_path) as other:
        (inbox / "een.xml").write_bytes(mine)
        held = alive.claim()
        assert held is not None
        claim = lease / "0123456789abcdef-1"
        claim.mkdir()
        (claim / "twee.xml").write_bytes(theirs)
        assert other.claim() is None, "both live, and still hold their files"
        dead.kill()
        taken = other.claim()
        assert taken is not None
        assert (held.path.read_bytes(), taken.path.read_bytes()) == (mine, theirs)
        assert not lease.exists()
        assert other.claim() is None
    with FolderCarrier.open(tmp_path) as last:
        assert last.work(lambda post: Accepted()).accepted == 2


def test_a_worker_may_be_killed_before_any_step_on_the_disk(
    tmp_path: Path, start: Callable[..., Process]
) -> None:
    said = start("crash_points.py", tmp_path).rest()
    assert int(said[-1]) > 60, "too few steps: it no longer sees what the carrier does"


def test_who_looks_whether_another_is_busy_does_not_trip_over_what_it_finishes(
    tmp_path: Path, inbox: dict[str, bytes]
) -> None:
    layout = Layout(tmp_path)
    layout.prepare()
    lease = Lease.open(layout.busy)
    looked: list[bool] = []

    def process(post: Post) -> Accepted:
        looked.append(lease.others_hold())
        return Accepted()

    with FolderCarrier.open(tmp_path) as busy:
        with ThreadPoolExecutor(1) as pool:
            work = pool.submit(busy.work, process)
            while not work.done():
                lease.others_hold()
        assert work.result().accepted == FILES
        assert not lease.others_hold()
    assert looked == [True] * FILES
    lease.close()


def test_workers_that_open_and_close_at_the_same_time_leave_nothing(
    tmp_path: Path, start_worker: Callable[..., Process]
) -> None:
    workers = [start_worker() for _ in range(6)]
    (tmp_path / "een.xml").write_bytes(message("WMO305"))
    (tmp_path / "een.xml").rename(tmp_path / "in" / "een.xml")
    for worker in workers:
        worker.go()
    assert sum(len(worker.rest()) for worker in workers) == 1
    assert list((tmp_path / "bezig").iterdir()) == []
