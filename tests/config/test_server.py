# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The server that comes along, in real life: started, shared, killed, left half, found again."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from uuid import uuid4

import psutil
import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from noaber.config import server
from noaber.config.server import ServerUnusable
from tests.crash.installation import kill_server

PATIENCE = 120
Use = Callable[..., "User"]
_USE = """
import os, sys
from pathlib import Path
from noaber.config.server import start_server
print(start_server(Path(sys.argv[1])), flush=True)
if sys.stdin.read() == "sterf":
    os._exit(9)
"""


class User:
    """A program that uses the server of a folder until it is told to end."""

    def __init__(self, root: Path, **environment: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", _USE, str(root)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, **environment},
            start_new_session=True,
        )
        self._address = ""

    @property
    def address(self) -> str:
        """Waits until the server is up."""
        if not self._address:
            assert self.process.stdout is not None
            self._address = self.process.stdout.readline().strip()
            assert self._address, self.process.communicate()[1]
        return self._address

    def ask(self, question: str) -> str:
        with psycopg.connect(self.address) as connection:
            row = connection.execute(question).fetchone()  # type: ignore[arg-type]
        assert row is not None
        return str(row[0])

    def do(self, statement: str) -> None:
        with psycopg.connect(self.address) as connection:
            connection.execute(statement)  # type: ignore[arg-type]

    def end(self) -> None:
        """As a program ends that is done."""
        assert self.process.communicate("", PATIENCE)[1] == ""
        assert self.process.returncode == 0

    def kill(self) -> None:
        self.process.kill()
        with self.process:
            pass


@pytest.fixture(scope="module")
def use() -> Iterator[Callable[..., User]]:
    """Starts programs; none is left when the tests are over."""
    users: list[User] = []

    def begin(root: Path, **environment: str) -> User:
        users.append(User(root, **environment))
        return users[-1]

    yield begin
    for user in users:
        user.kill()


@pytest.fixture(scope="module")
def made(servers: Path, use: Use) -> Path:
    """A data folder that was made by a start and an end."""
    root = servers / f"config-{uuid4().hex[:8]}"
    user = use(root)
    user.do("CREATE TABLE bewaard AS SELECT 1")
    user.end()
    return root


@pytest.fixture
def root(servers: Path, made: Path) -> Iterator[Path]:
    """A copy of it for one test."""
    folder = servers / f"config-{uuid4().hex[:8]}"
    subprocess.run(["cp", "-a", str(made), str(folder)], check=True)
    yield folder
    for process in alive(folder):
        with suppress(psutil.NoSuchProcess):
            process.kill()
            process.wait(PATIENCE)


def alive(root: Path) -> list[psutil.Process]:
    return list(server._processes(root.resolve() / "database").values())


def first_process(root: Path) -> int:
    mark = server._read_mark(root / "database")
    assert mark is not None
    return mark.number


@contextmanager
def a_process_of_the_server_account(root: Path) -> Iterator[int]:
    """The number of some program of the account that the server runs under."""
    owner = (root / "database").stat().st_uid
    with subprocess.Popen(["sleep", "1000"], user=owner if os.geteuid() == 0 else None) as sleeper:
        yield sleeper.pid
        sleeper.kill()


# ── who uses it ──────────────────────────────────────────────────────────────────────────────────


def test_two_programs_that_begin_at_once_make_one_server_and_the_last_one_stops_it(
    use: Use,
    servers: Path,
) -> None:
    root = servers / f"config-{uuid4().hex[:8]}"  # not made yet
    users = [use(root), use(root)]
    first = first_process(root) if users[0].address == users[1].address else 0
    users[0].end()
    assert users[1].ask("SELECT 1") == "1"
    assert first_process(root) == first
    users[1].end()
    assert alive(root) == []
    assert not (root / "database" / "postmaster.pid").exists()


def test_what_a_killed_program_leaves_running_is_used_by_the_next_and_stopped_after_it(
    use: Use,
    root: Path,
) -> None:
    dead = use(root)
    assert dead.ask("SELECT count(*) FROM bewaard") == "1"
    first = first_process(root)
    dead.kill()
    assert alive(root)
    user = use(root)
    assert user.ask("SELECT count(*) FROM bewaard") == "1"
    assert first_process(root) == first
    user.end()
    assert alive(root) == []


# ── after a crash ────────────────────────────────────────────────────────────────────────────────


def test_a_server_that_was_killed_starts_again_with_all_that_was_committed(
    use: Use, root: Path
) -> None:
    user = use(root)
    user.do("INSERT INTO bewaard VALUES (2)")
    kill_server(root, "server")
    user.end()
    again = use(root)
    assert again.ask("SELECT count(*) FROM bewaard") == "2"
    again.end()


def test_processes_that_a_killed_server_left_at_work_are_ended_first(use: Use, root: Path) -> None:
    user = use(root)
    with closing(psycopg.connect(user.address, autocommit=True)) as busy:
        busy.pgconn.send_query(b"SELECT count(*) FROM generate_series(1, 100000000000)")
        time.sleep(0.2)
        kill_server(root, "postmaster")
        user.kill()
        assert alive(root)
        again = use(root)
        assert again.ask("SELECT count(*) FROM bewaard") == "1"
    again.end()
    assert alive(root) == []


def test_the_number_of_a_killed_server_may_be_that_of_another_program_now(
    use: Use, root: Path
) -> None:
    user = use(root)
    assert user.address
    kill_server(root, "server")
    user.end()
    with a_process_of_the_server_account(root) as other:
        for name in ("postmaster.pid", ".s.PGSQL.5432.lock"):
            path = root / "database" / name
            lines = path.read_text().splitlines(keepends=True)
            path.write_text("".join([f"{other}\n", *lines[1:]]))
        again = use(root)
        assert again.ask("SELECT count(*) FROM bewaard") == "1"
        again.end()
        assert psutil.pid_exists(other)


def test_a_program_that_ends_while_the_server_reads_back_leaves_none_that_hangs(
    use: Use,
    root: Path,
) -> None:
    user = use(root)
    user.do("INSERT INTO bewaard SELECT generate_series(1, 200000)")
    kill_server(root, "backend")
    user.end()
    assert alive(root) == []
    again = use(root)
    assert again.ask("SELECT count(*) FROM bewaard") == "200001"
    again.end()


def test_a_server_that_never_ends_stopping_is_ended(
    use: Use, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = use(root)
    with psycopg.connect(user.address):
        os.kill(first_process(root), signal.SIGTERM)  # waits until this connection is closed
        wait_until_stopping(root)
        monkeypatch.setattr(server, "_PATIENCE_WITH_STOPPING", 0.0)
        cluster = server._cluster(root)
        socket = server._start(cluster)
        assert conninfo_to_dict(server._address(socket))["host"] == str(socket)
    server._stop(cluster)
    user.end()
    assert alive(root) == []


def wait_until_stopping(root: Path) -> None:
    for _ in range(PATIENCE * 100):
        mark = server._read_mark(root / "database")
        if mark is not None and mark.is_stopping:
            return
        time.sleep(0.01)
    raise AssertionError("it does not stop")


def test_a_data_folder_that_was_half_made_is_made_again(use: Use, servers: Path) -> None:
    root = servers / f"config-{uuid4().hex[:8]}"
    half = root / "database.half-0000"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    user = use(root)
    assert user.ask("SELECT 1") == "1"
    user.end()
    assert not half.exists()


# ── where it listens ─────────────────────────────────────────────────────────────────────────────


def test_it_is_not_on_the_network_and_only_its_owner_gets_to_its_socket(
    use: Use, root: Path
) -> None:
    user = use(root)
    assert user.ask("SHOW listen_addresses") == ""
    process = psutil.Process(first_process(root))
    assert process.net_connections("inet") == []
    folder = Path(str(conninfo_to_dict(user.address)["host"]))
    assert folder.stat().st_mode & 0o077 == 0
    assert process.uids().real == folder.stat().st_uid != 0
    user.end()


def test_it_has_our_settings_and_not_those_that_it_was_made_with(use: Use, root: Path) -> None:
    user = use(root)
    assert user.ask("SHOW shared_buffers") == "256MB"
    assert user.ask("SHOW max_wal_size") == "2GB"
    assert user.ask("SHOW max_connections") == "60"
    user.end()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the server as another account")
def test_the_server_of_root_has_no_group_of_root(use: Use, root: Path) -> None:
    user = use(root)
    assert user.ask("SELECT 1") == "1"
    process = psutil.Process(first_process(root))
    lines = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii").splitlines()
    (groups,) = [line.split()[1:] for line in lines if line.startswith("Groups:")]
    gids = process.gids()
    assert 0 not in {gids.real, gids.effective, gids.saved, *map(int, groups)}
    user.end()


def test_a_folder_with_a_long_or_odd_name_gets_its_socket_elsewhere_and_leaves_nothing_there(
    use: Use, made: Path, servers: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    for name in ("lang" * 30, "met 'aanhaling' , $(touch x) é"):
        root = servers / uuid4().hex[:8] / name
        root.parent.mkdir()
        subprocess.run(["cp", "-a", str(made), str(root)], check=True)
        user = use(root)
        assert user.ask("SELECT count(*) FROM bewaard") == "1"
        folder = Path(str(conninfo_to_dict(user.address)["host"]))
        assert len(os.fsencode(folder / ".s.PGSQL.5432")) < 104
        assert root not in folder.parents
        assert folder.stat().st_mode & 0o077 == 0
        kill_server(root, "server")
        user.end()
        again = use(root)
        assert again.ask("SELECT 1") == "1"
        assert not folder.exists()  # that of the killed one
        folder = Path(str(conninfo_to_dict(again.address)["host"]))
        again.end()
        assert not folder.exists()
        assert alive(root) == []


def test_a_port_in_the_environment_of_one_program_does_not_hide_the_server_from_another(
    use: Use,
    root: Path,
) -> None:
    one, other = use(root, PGPORT="5999"), use(root)
    assert (one.ask("SELECT 1"), other.ask("SELECT 1")) == ("1", "1")
    one.end()
    other.end()


# ── when it cannot ───────────────────────────────────────────────────────────────────────────────


def test_a_data_folder_that_is_damaged_is_told_in_dutch_and_not_replaced(root: Path) -> None:
    control = root / "database" / "global" / "pg_control"
    control.write_bytes(b"")
    with pytest.raises(ServerUnusable, match="wat de database zelf meldt, staat in database/log"):
        server.start_server(root)
    assert control.read_bytes() == b""


def test_a_folder_that_is_a_file_is_told_in_dutch(servers: Path) -> None:
    path = servers / f"config-{uuid4().hex[:8]}"
    path.write_text("")
    with pytest.raises(ServerUnusable, match="Controleer of er ruimte op de schijf is"):
        server.start_server(path)
