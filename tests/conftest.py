# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What holds for every test: no network, one database server, and nothing left behind."""

import atexit
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# A busy machine is no reason to fail: examples are bounded by their number, not by a clock.
settings.register_profile(
    "noaber", parent=settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("noaber")

REPOSITORY = Path(__file__).resolve().parent.parent
BEFORE = pytest.StashKey[set[str]]()
LEFT = pytest.StashKey[set[str]]()
SERVERS = pytest.StashKey[Path]()


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """A test that needs the network fails at once, here as well as where there is none."""

    def guarded(method: Any) -> Any:
        def connect(self: socket.socket, address: Any, *rest: Any) -> Any:
            if self.family == socket.AF_UNIX:
                return method(self, address, *rest)
            self.close()
            # Not an OSError: code under test that copes with a bad network must not hide it.
            raise AssertionError(f"a test tried to reach the network: {address!r}")

        return connect

    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, guarded(getattr(socket.socket, name)))
        yield


@pytest.fixture(scope="session")
def shared_standards() -> Path:
    """The folder with what the standards body published, which lies beside the checkout."""
    folder = REPOSITORY.parent / "shared" / "standards"
    if not folder.is_dir():
        pytest.skip("shared/standards is not there: it lies beside the checkout, not in it")
    return folder


# One server for all workers of a run; each worker has a database of its own in it. Its data lie
# beside pytest's own folder for temporary files: every run of pytest closes that one to others, and
# as root the server is somebody else.


def pytest_configure(config: pytest.Config) -> None:
    given = getattr(config, "workerinput", {}).get("servers")
    if given is None:
        given = tempfile.mkdtemp(prefix="noaber-")
        atexit.register(shutil.rmtree, given, ignore_errors=True)  # when the server is stopped
    config.stash[SERVERS] = Path(given)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    node.workerinput["servers"] = str(node.config.stash[SERVERS])


@pytest.fixture(scope="session")
def servers(pytestconfig: pytest.Config) -> Path:
    """The folder of this run, shared by its workers, in which a database server can live."""
    return pytestconfig.stash[SERVERS]


@pytest.fixture(scope="session")
def database_url(servers: Path) -> str:
    """Address of the server: that of NOABER_TEST_DATABASE_URL, or one made for this run."""
    if given := os.environ.get("NOABER_TEST_DATABASE_URL"):
        return given
    from noaber.config.server import start_server  # noqa: PLC0415

    return start_server(servers / "tests")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, database_url: str
) -> None:
    """Points Django at that server, before the first test that asks for a database."""
    from django.db import connections  # noqa: PLC0415
    from psycopg.conninfo import conninfo_to_dict  # noqa: PLC0415

    parts = conninfo_to_dict(database_url)
    connections["default"].settings_dict.update(
        HOST=str(parts.get("host", "")),
        PORT=str(parts.get("port", "")),
        USER=str(parts.get("user", "")),
        PASSWORD=str(parts.get("password", "")),
    )


@pytest.fixture(scope="session", autouse=True)
def keys(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keys made for this run."""
    from django.conf import settings  # noqa: PLC0415

    from noaber.access.sealing import keyring, make_keys  # noqa: PLC0415

    path = tmp_path_factory.mktemp("sleutels") / "sleutels.json"
    make_keys(path)
    settings.NOABER_KEY_FILE = path
    keyring.cache_clear()
    yield
    keyring.cache_clear()


# Files left behind. Once per run, by the process that starts the workers: a look per test
# would cost more than most tests. It fails the run on the build machine only, since elsewhere
# somebody may be saving a file meanwhile.


def _state_of_tree() -> set[str] | None:
    status = subprocess.run(
        ["git", "status", "--porcelain", "--untracked-files=all"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    return set(status.stdout.splitlines()) if status.returncode == 0 else None


def pytest_sessionstart(session: pytest.Session) -> None:
    if not hasattr(session.config, "workerinput") and (state := _state_of_tree()) is not None:
        session.config.stash[BEFORE] = state


def pytest_sessionfinish(session: pytest.Session) -> None:
    before = session.config.stash.get(BEFORE, None)
    if before is None:
        return
    session.config.stash[LEFT] = left = (_state_of_tree() or set()) - before
    if left and "CI" in os.environ:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    if left := config.stash.get(LEFT, None):
        terminalreporter.section("files that changed during the tests", yellow=True)
        for line in sorted(left):
            terminalreporter.line(line)
