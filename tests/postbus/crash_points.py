# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Kills a worker before each of its steps on the disk: ``python crash_points.py <folder>``.

In a process of its own, because it forks. For each step: a new postbus, a worker that is killed
before that step (SIGKILL, as by kill -9), then one that may finish, and a look whether all is there
once. Then the same with a second worker killed at some step too. The last line it says is how
many steps there were.
"""

import fcntl
import hashlib
import itertools
import os
import random
import signal
import sys
import traceback
import zipfile
from collections.abc import Callable
from pathlib import Path

from noaber.postbus.folder.carrier import FolderCarrier
from noaber.postbus.types import Accepted, Outcome, Post, Quarantined
from tests.postbus.builders import message
from tests.postbus.worker import answer_to

STEPS = {os: ("rename", "mkdir", "rmdir", "unlink", "fsync", "open"), fcntl: ("flock",)}
ONE, TWO, THREE = (message("WMO305", f"KRAS{number:08}") for number in range(3))
REFUSED = message("WMO307")
JUNK, LOOSE_JUNK = b"<geen-bericht/>", b"<ook-geen-bericht/>"


def fill(root: Path) -> None:
    inbox = root / "in"
    inbox.mkdir(parents=True)
    (inbox / "een.xml").write_bytes(ONE)
    (inbox / "nog eens een.xml").write_bytes(ONE)
    (inbox / "geweigerd.xml").write_bytes(REFUSED)
    (inbox / "los.xml").write_bytes(LOOSE_JUNK)
    (inbox / "map").mkdir()
    with zipfile.ZipFile(inbox / "twee.zip", "w") as archive:
        for name, data in (("twee.xml", TWO), ("x.xml", JUNK), ("drie.xml", THREE)):
            archive.writestr(zipfile.ZipInfo(name), data)


def work(root: Path) -> None:
    def process(post: Post) -> Outcome:
        if post.data == REFUSED:
            return Quarantined(reason="Geweigerd.")
        assert post.payload_sha256 is not None
        carrier.put(answer_to(post.payload_sha256))
        return Accepted()

    with FolderCarrier.open(root) as carrier:
        carrier.work(process)


def kill_before(step: int) -> None:
    count = itertools.count(1)

    def counted(original: Callable[..., object]) -> Callable[..., object]:
        def run(*args: object, **kwargs: object) -> object:
            if next(count) == step:
                os.kill(os.getpid(), signal.SIGKILL)
            # The order of the steps is what counts here; waiting for the disk is not.
            return None if original.__name__ == "fsync" else original(*args, **kwargs)

        return run

    for module, names in STEPS.items():
        for name in names:
            setattr(module, name, counted(getattr(module, name)))


def in_a_child(root: Path, step: int) -> bool:
    """Whether a worker that is killed before this step got to its end."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            kill_before(step)
            work(root)
            code = 0
        except BaseException:  # noqa: BLE001 - the child must not return into the parent's code
            traceback.print_exc()
        finally:
            os._exit(code)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status in (0, -signal.SIGKILL), f"step {step}: a worker failed"
    if (root / "quarantaine").exists():
        aside = names(root / "quarantaine")
        files = {name for name in aside if not name.endswith(".reden.txt")}
        assert {f"{name}.reden.txt" for name in files} <= aside, f"step {step}: no reason"
    return status == 0


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def check(root: Path, step: object) -> None:
    assert names(root / "in") == set(), step
    assert names(root / "bezig") == set(), step
    expected_out = {f"{sha(answer_to(sha(data)))}.xml" for data in (ONE, TWO, THREE)}
    assert names(root / "uit") == expected_out, step
    done = names(root / "verwerkt")
    assert len(done) == 2, step
    assert f"{sha(ONE)}.xml" in done, step
    aside = names(root / "quarantaine")
    files = {name for name in aside if not name.endswith(".reden.txt")}
    assert {f"{name}.reden.txt" for name in files} == aside - files, step
    assert {f"{sha(data)}.xml" for data in (JUNK, LOOSE_JUNK, REFUSED)} < files, step
    assert len(files) == 4, step
    for folder in ("uit", "verwerkt", "quarantaine"):
        for path in (root / folder).iterdir():
            if path.suffix in (".xml", ".zip"):
                assert sha(path.read_bytes()) == path.stem, step


def main(folder: Path) -> None:
    never = sys.maxsize
    steps = 0
    for step in itertools.count(1):
        root = folder / f"enkel-{step}"
        fill(root)
        ended = in_a_child(root, step)
        assert in_a_child(root, never)
        check(root, step)
        if ended:
            steps = step - 1
            break
    chance = random.Random(20260402)
    for round_ in range(60):
        root = folder / f"dubbel-{round_}"
        fill(root)
        killed = [chance.randint(1, steps) for _ in range(chance.randint(2, 4))]
        for step in killed:
            in_a_child(root, step)
        assert in_a_child(root, never)
        check(root, killed)
    print(steps)  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]))
