# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""An installation for a while: a folder of its own, with a database and keys that go with it.

For exercises. Whatever the environment says about the real installation is put aside for this
process and those it starts. A second process holds the other end of a pipe: when it sees that the
first one is gone, however that ended, it stops the server and throws the folder away.
"""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

from noaber.config.environment import DATA_FOLDER, DATABASE_URL, KEY_FILE
from noaber.config.server import stop_server

_PAUSE: Final = 0.1
_TRIES: Final = 100
_KEEP, _THROW = "keep", "throw"


class NotApart(Exception):
    """This process uses a database already, so nothing can be set apart from that."""


def set_apart(folder: Path, *, keep: bool) -> None:
    """Makes this process use a fresh installation in this folder; call it before anything else.

    ``keep``: leave the folder as it is at the end, the server stopped.

    Raises:
        NotApart: it is too late for that.
    """
    django = sys.modules.get("django.conf")
    if django is not None and django.settings.configured:
        raise NotApart
    os.environ[DATA_FOLDER] = str(folder)
    for name in (DATABASE_URL, KEY_FILE):
        os.environ.pop(name, None)
    # Nobody misses the last moments of an exercise that was cut off.
    os.environ["PGOPTIONS"] = "-c synchronous_commit=off"
    watcher = subprocess.Popen(  # noqa: S603  # this file, by this Python
        [sys.executable, "-m", __name__, str(folder), _KEEP if keep else _THROW],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # what stops us from the keyboard is not for the watcher
    )
    atexit.register(_wait_for, watcher, os.getpid())  # before the server's: so it runs after it


def _wait_for(watcher: subprocess.Popen[bytes], owner: int) -> None:
    if os.getpid() == owner:
        assert watcher.stdin is not None
        watcher.stdin.close()
        watcher.wait()


def _watch(folder: Path, *, keep: bool) -> None:
    sys.stdin.buffer.read()  # ends when the other end of the pipe is closed
    for _ in range(_TRIES):
        if stop_server(folder):
            break
        time.sleep(_PAUSE)  # a worker has not noticed yet that its parent is gone
    for _ in range(_TRIES):
        if keep or not folder.exists():
            return
        shutil.rmtree(folder, ignore_errors=True)
        time.sleep(_PAUSE)


if __name__ == "__main__":
    _watch(Path(sys.argv[1]), keep=sys.argv[2] == _KEEP)
