# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The installation that is made once, and how it stands when nothing disturbs it."""

import fcntl
import pickle
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from tests.crash.installation import Installation, copy, prepare
from tests.crash.state import State, assert_worth_comparing


@pytest.fixture(scope="session")
def base(servers: Path) -> Installation:
    return prepare(servers)


@pytest.fixture(scope="session")
def sent_before(base: Installation) -> set[str]:
    """What went out when the installation was made."""
    return set((base.root / "verzonden.txt").read_text().split())


@pytest.fixture
def install(servers: Path, base: Installation) -> Iterator[Callable[..., Installation]]:
    """Makes copies; they are removed again."""
    root = servers / uuid4().hex[:8]

    def made(name: str = "een", *, as_postbus: bool) -> Installation:
        return copy(base, root / name, as_postbus=as_postbus)

    yield made
    shutil.rmtree(root, ignore_errors=True)


@pytest.fixture(scope="session")
def undisturbed(servers: Path, base: Installation) -> State:
    """What one command makes of it that nothing disturbs; worked out by the first that asks."""
    kept = servers / "crash.ongestoord"
    with (servers / "crash.slot").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            calm = copy(base, servers / "crash-ongestoord", as_postbus=False)
            with calm.holding_server():
                calm.run()
                state = calm.state()
                calm.check_books()
            assert_worth_comparing(state)
            kept.write_bytes(pickle.dumps(state))
            shutil.rmtree(calm.root)
        found: State = pickle.loads(kept.read_bytes())
    return found
