# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Installations to kill things in: each a copy of one that was made once, with its own server."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg.conninfo import make_conninfo

from tests.crash.state import State, read_state

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parents[1]
DAY = "2026-04-03"
_HOLD = """
import sys
from noaber.config.server import start_server
start_server()
print("ready", flush=True)
sys.stdin.read()
"""
PATIENCE = 120
"""Seconds after which a process that should have ended is said to hang."""


@dataclass(frozen=True)
class Installation:
    """A data folder of noaber and a folder with post beside it."""

    root: Path

    @property
    def data(self) -> Path:
        return self.root / "noaber"

    @property
    def post(self) -> Path:
        return self.root / "post"

    @property
    def outbox(self) -> Path:
        return self.post / "uit"

    @property
    def output(self) -> Path:
        """What the commands in a zygote say."""
        return self.root / "uitvoer.txt"

    @property
    def address(self) -> str:
        """Of the server, as long as it runs."""
        place = self.data.resolve() / "database"
        return make_conninfo(host=str(place), user="postgres", dbname="postgres")

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        path = os.pathsep.join(filter(None, [str(REPOSITORY), kept.get("PYTHONPATH", "")]))
        return {**kept, "NOABER_MAP": str(self.data), "PYTHONPATH": path}

    @property
    def words(self) -> list[str]:
        """The command that handles the post."""
        return ["verwerk", str(self.post), "--vandaag", DAY, "--json"]

    # ── commands ─────────────────────────────────────────────────────────────────────────────────

    def start(self, *words: str) -> subprocess.Popen[str]:
        """The command as a user starts it, in a process group of its own."""
        return subprocess.Popen(
            [sys.executable, "-m", "noaber", *(words or self.words)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=self.environment,
            cwd=REPOSITORY,
            start_new_session=True,
        )

    def run(self, *words: str) -> dict[str, Any]:
        """The command to its end; what it said."""
        with self.start(*(words or self.words)) as process:
            said, wrong = process.communicate(timeout=PATIENCE)
        assert wrong == ""
        assert process.returncode in (0, 1)  # 1: something waits for a person
        found: dict[str, Any] = json.loads(said)
        assert found["fouten_in_noaber"] == {}
        return found

    def check_books(self) -> None:
        """All that must always hold in the books does, says the command that looks at it."""
        with self.start("controleer", "grootboek", "--vandaag", DAY, "--json") as process:
            said, wrong = process.communicate(timeout=PATIENCE)
        looked = [json.loads(line) for line in said.splitlines()]
        assert [row for row in looked if not row["klopt"]] == []
        assert len([row for row in looked if row["bekeken"]]) > 10
        assert (process.returncode, wrong) == (0, "")

    @contextmanager
    def holding_server(self) -> Iterator[None]:
        """The server runs as long as this does, whatever commands come and go."""
        with subprocess.Popen(
            [sys.executable, "-c", _HOLD],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=self.environment,
            cwd=REPOSITORY,
        ) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            yield
            process.communicate(timeout=PATIENCE)
            assert process.returncode == 0

    @contextmanager
    def zygote(self, *, holds_database: bool) -> Iterator[Zygote]:
        """Where commands start at once. ``holds_database``: the server runs as long as it does."""
        script = [sys.executable, str(HERE / "zygote.py")]
        with subprocess.Popen(
            script + (["--houd-database"] if holds_database else []),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=self.environment,
            cwd=REPOSITORY,
        ) as process:
            found = Zygote(self, process)
            assert found.answer() == {"ready": True}
            yield found
            assert process.stdin is not None
            process.stdin.close()
            assert process.wait(PATIENCE) == 0

    # ── what there is ────────────────────────────────────────────────────────────────────────────

    def state(self) -> State:
        return read_state(self.address, self.data / "sleutels.json")

    def counts(self) -> tuple[int, int, int]:
        """Messages that came in, those that wait, and those of ours that lie ready."""
        with psycopg.connect(self.address) as connection:
            row = connection.execute(
                """
                SELECT count(*) FILTER (WHERE richting = 'in'),
                    count(*) FILTER (WHERE status = 'ontvangen'),
                    count(*) FILTER (WHERE status = 'gemaakt')
                FROM berichten
                """
            ).fetchone()
        assert row is not None
        return row

    def new_output(self) -> list[str]:
        """The lines that commands in a zygote said since the last time."""
        lines = self.output.read_text().splitlines() if self.output.exists() else []
        self.output.unlink(missing_ok=True)
        return lines


class Zygote:
    """See zygote.py."""

    def __init__(self, installation: Installation, process: subprocess.Popen[str]) -> None:
        self._installation = installation
        self._process = process

    def live(
        self,
        *,
        phase: str | None = None,
        step: int = 1,
        delay: float | None = None,
        victim: str = "group",
        commands: int = 1,
    ) -> dict[str, Any]:
        """One life of so many commands; the phase of the kill, if any, and their exit codes."""
        life = {
            "words": self._installation.words,
            "commands": commands,
            "phase": phase,
            "step": step,
            "delay": delay,
            "victim": victim,
            "output": str(self._installation.output),
        }
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(life) + "\n")
        self._process.stdin.flush()
        return self.answer()

    def answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        said: dict[str, Any] = json.loads(self._process.stdout.readline())
        return said


# ── making them ──────────────────────────────────────────────────────────────────────────────────


def prepare(folder: Path) -> Installation:
    """The one that all others are copies of; made by the first that asks."""
    base = Installation(folder / "crash")
    with (folder / "crash.slot").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not base.root.exists():
            half = Installation(folder / "crash-half")
            half.root.mkdir()
            subprocess.run(
                [sys.executable, str(HERE / "build.py"), str(half.post)],
                env=half.environment,
                cwd=REPOSITORY,
                check=True,
                timeout=PATIENCE,
            )
            half.root.rename(base.root)
    return base


def copy(base: Installation, root: Path, *, as_postbus: bool) -> Installation:
    """A copy that nobody else uses. As a postbus, or as a folder whose files stay."""
    root.mkdir(parents=True)
    made = Installation(root)
    # Owners too: as root the server is somebody else.
    subprocess.run(["cp", "-a", str(base.data), str(made.data)], check=True)
    target = made.post / "in" if as_postbus else made.post
    shutil.copytree(base.post, target)
    return made


def kill_server(data: Path, victim: str) -> None:
    """With SIGKILL: ``server`` is all its processes, the first one first; ``postmaster`` that one
    alone, so that the others are left; ``backend`` one of the others.
    """
    from noaber.config import server  # noqa: PLC0415

    place = data.resolve() / "database"
    mark = server._read_mark(place)
    alive = server._processes(place)
    first = mark.number if mark else None
    chosen = {
        "server": sorted(alive, key=lambda number: number != first),
        "postmaster": [number for number in alive if number == first],
        "backend": [number for number in alive if number != first][-1:],
    }[victim]
    for number in chosen:
        with suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)


def wait_until_gone(group: int) -> None:
    """Until no process of this group is left."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.02)
    os.killpg(group, signal.SIGKILL)
    raise AssertionError("processes went on when their parent was killed")
