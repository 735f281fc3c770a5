# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Running a command while its memory is watched: that of all its processes, and of the database."""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import psutil

from bench.rounds import ROOT, ContenderFailed, Sample, environment

_PAUSE = 0.25
_MEGABYTE = 1024 * 1024


def run(command: Sequence[str], server: Path | None = None) -> tuple[Sample, str]:
    """Does it once, and gives what it wrote.

    ``peak`` is of all processes together at one moment, those of the database server in this
    folder included; what processes share counts once. ``cpu`` is without the server.

    Raises:
        ContenderFailed: with the last words of the process.
    """
    before = os.times()
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    peak, done = [0.0], threading.Event()
    watcher = threading.Thread(target=_watch, args=(process.pid, server, peak, done))
    begin = os.times().elapsed
    watcher.start()
    out, error = process.communicate()
    wall = os.times().elapsed - begin
    done.set()
    watcher.join()
    if process.returncode:
        raise ContenderFailed(f"{' '.join(command)}: {error.strip()[-2000:]}")
    after = os.times()
    used = after.children_user + after.children_system
    used -= before.children_user + before.children_system
    return Sample(wall, used, peak[0]), out


def _watch(pid: int, server: Path | None, peak: list[float], done: threading.Event) -> None:
    roots = [pid]
    if server is not None:
        roots.append(int((server / "postmaster.pid").read_text(encoding="utf-8").split()[0]))
    while not done.wait(_PAUSE):
        peak[0] = max(peak[0], sum(_in_use(root) for root in roots) / _MEGABYTE)


def _in_use(root: int) -> float:
    total = 0.0
    with suppress(psutil.Error):
        parent = psutil.Process(root)
        for process in [parent, *parent.children(recursive=True)]:
            with suppress(psutil.Error):
                full = process.memory_full_info()
                # On Linux a page that three processes share counts for a third in each.
                total += getattr(full, "pss", full.uss)
    return total
