# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What holds for every test: no network, and nothing left behind."""

import os
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
BEFORE = pytest.StashKey[set[str]]()
LEFT = pytest.StashKey[set[str]]()


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
