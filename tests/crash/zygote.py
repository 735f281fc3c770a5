# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Runs the command noaber without waiting for Python to start, and kills it: ``python zygote.py``.

It has everything imported, and forks a child for each command. The child runs the command as a user
would, from its words to its exit code. A line on standard input asks for a life::

    {"words": ["verwerk", …], "commands": 2, "phase": "verwerken", "step": 17, "delay": 0.004,
     "victim": "group", "output": "/…"}

``commands`` children begin at the same moment, in one process group. When one of them is about to
take this step of this phase (a statement to the database, or a change on the disk; the first step
after the phase, when it has fewer), the victim is killed with SIGKILL: after ``delay`` seconds,
while they go on; at once, before the step, when that is null. The victim is the ``group``, some of
the database server (see ``kill_server``), or ``all`` of both. Without a phase nothing is killed. A
line on standard output says ``{"fired": …, "codes": […]}``: the phase in which it was, null when
the commands ended before, and their exit codes.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from psycopg.conninfo import make_conninfo

from noaber.config import environment, server
from tests.crash.installation import kill_server

STEPS = ("rename", "mkdir", "rmdir", "unlink", "fsync", "link")
PHASES = {  # begins with the first call of this one in flows.verwerk_map
    "take_in_file": "innemen",
    "take_in_postbus": "innemen",
    "process_next": "verwerken",
    "carry_all": "uitbrengen",
}
ORDER = ("beginnen", "innemen", "verwerken", "uitbrengen")
Life = dict[str, Any]


def warm_up() -> None:
    """Imports, and schemas; no thread and no connection, for those do not survive a fork."""
    place = environment.data_folder().resolve() / "database"
    os.environ[environment.DATABASE_URL] = make_conninfo(
        host=str(place), user="postgres", dbname="postgres"
    )
    os.environ["DJANGO_SETTINGS_MODULE"] = "noaber.config.settings"
    import django  # noqa: PLC0415

    django.setup()
    import noaber.cli.uitkomsten  # noqa: PLC0415
    import noaber.cli.workers  # noqa: PLC0415
    import noaber.flows.verwerk_map  # noqa: F401, PLC0415
    from noaber.berichten.examples import base_message  # noqa: PLC0415
    from noaber.berichten.judge import judge_bytes  # noqa: PLC0415

    for wet in ("WMO", "JW"):
        for number in ("301", "302", "305", "307", "315", "317"):
            judge_bytes(base_message(f"{wet}{number}"))
    del os.environ[environment.DATABASE_URL]  # each command starts the server, or finds it running


class Trigger:
    """Counts the steps of a child, and says when it is time."""

    def __init__(self, life: Life, fire: Callable[[str], None]) -> None:
        self._life = life
        self._fire = fire
        self._phase = "beginnen"
        self._count = 0
        self._fired = False
        self._lock = threading.Lock()

    def install(self) -> None:
        from django.db import connection  # noqa: PLC0415

        from noaber.flows import verwerk_map  # noqa: PLC0415

        def statement(execute: Any, *given: Any) -> Any:
            self.step()
            return execute(*given)

        connection.execute_wrappers.append(statement)
        for name in STEPS:
            setattr(os, name, self._counted(getattr(os, name)))
        for name, phase in PHASES.items():
            setattr(verwerk_map, name, self._opening(phase, getattr(verwerk_map, name)))

    def step(self) -> None:
        wanted, now = ORDER.index(self._life["phase"]), ORDER.index(self._phase)
        with self._lock:
            if self._fired or now < wanted:
                return
            self._count += 1
            if now > wanted or self._count == self._life["step"]:
                self._fired = True
                self._fire(self._phase)

    def _counted(self, original: Any) -> Any:
        def run(*given: Any, **named: Any) -> Any:
            self.step()
            return original(*given, **named)

        return run

    def _opening(self, phase: str, original: Any) -> Any:
        def run(*given: Any, **named: Any) -> Any:
            if self._phase != phase:
                self._phase, self._count = phase, 0
            return original(*given, **named)

        return run


def run_command(life: Life, fire: Callable[[str], None]) -> int:
    if life.get("phase"):
        Trigger(life, fire).install()
    from noaber.cli.app import main  # noqa: PLC0415

    sys.argv = ["noaber", *life["words"]]
    try:
        main()
    except SystemExit as done:
        return int(done.code or 0)
    return 0


def child(life: Life, group: int, told: int) -> None:
    """Never returns."""
    code = 70
    try:
        os.setpgid(0, group)
        output = os.open(life["output"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        for stream in (1, 2):
            os.dup2(output, stream)

        def fire(phase: str) -> None:
            os.write(told, bytes([ORDER.index(phase)]))
            if life["delay"] is None:
                signal.pause()  # until the parent has killed us

        code = run_command(life, fire)
        atexit._run_exitfuncs()
        sys.stdout.flush()
    except BaseException:  # noqa: BLE001 - the child must not return into the parent's code
        traceback.print_exc()
    finally:
        os._exit(code)


def kill(victim: str, group: int) -> None:
    if victim in ("group", "all"):
        os.killpg(group, signal.SIGKILL)
    if victim != "group":
        kill_server(environment.data_folder(), "server" if victim == "all" else victim)


def live(life: Life) -> dict[str, Any]:
    reading, told = os.pipe()
    children: list[int] = []
    for _ in range(life["commands"]):
        number = os.fork()
        if number == 0:
            os.close(reading)
            child(life, children[0] if children else 0, told)
        children.append(number)
        with suppress(PermissionError, ProcessLookupError):  # it did so itself, or is gone
            os.setpgid(number, children[0])
    os.close(told)
    fired = os.read(reading, 1)  # nothing: all of them ended
    if fired:
        time.sleep(life["delay"] or 0)
        kill(life["victim"], children[0])
        if life["delay"] is None and life["victim"] not in ("group", "all"):
            os.killpg(children[0], signal.SIGUSR1)
    codes = [os.waitstatus_to_exitcode(os.waitpid(number, 0)[1]) for number in children]
    os.close(reading)
    return {"fired": ORDER[fired[0]] if fired else None, "codes": codes}


def main() -> None:
    # What wakes a child that stood still while the server was killed.
    signal.signal(signal.SIGUSR1, lambda *_: None)
    if "--houd-database" in sys.argv:
        server.start_server()
    warm_up()
    print(json.dumps({"ready": True}), flush=True)  # noqa: T201
    for line in sys.stdin:
        print(json.dumps(live(json.loads(line))), flush=True)  # noqa: T201


if __name__ == "__main__":
    assert Path(__file__).name == "zygote.py"
    main()
