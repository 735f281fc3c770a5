# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""300 mixed messages are handled while the database server is killed 10 times, by kill -9.

Nobody holds the server: each command finds it as the kill before left it, with its shared memory,
its lock files and sometimes its children, and starts it again.
"""

import json
import os
import random
import time
from collections import Counter
from collections.abc import Callable

from noaber.cli.app import _DATABASE_GONE
from noaber.cli.workers import WorkerStopped
from noaber.config.start import _OWN_GONE
from tests.crash.installation import Installation, Zygote, kill_server
from tests.crash.state import State, assert_answered_once, assert_equal, assert_outbox

KILLS = 10
SEED = int(os.environ.get("NOABER_TEST_SEED", "20260404"))
VICTIMS = ("server", "postmaster", "backend", "all")
DUTCH = (_DATABASE_GONE, _OWN_GONE, str(WorkerStopped()))
"""What a command may say when its server is gone."""


def plan(number: int, chance: random.Random) -> tuple[str, int]:
    """The phase and the step in it at which the server is killed."""
    if number % 7 == 0:
        return "beginnen", chance.randint(1, 10)
    if number < 3:
        return "innemen", chance.randint(1, 400)
    if number < 6:
        return "verwerken", chance.randint(1, 400)
    return "uitbrengen", chance.randint(1, 20)


def kill_in_zygote(
    installation: Installation, zygote: Zygote, number: int, chance: random.Random
) -> str:
    """The phase in which the server was killed. Every command ended as it should."""
    phase, step = plan(number, chance)
    victim = VICTIMS[number % len(VICTIMS)]
    delay = None if chance.random() < 0.5 else chance.uniform(0, 0.02)
    told = zygote.live(
        phase=phase, step=step, delay=delay, victim=victim, commands=chance.choice((1, 2))
    )
    said = installation.new_output()
    failed = [line for line in said if line in DUTCH]
    finished = [json.loads(line) for line in said if line not in DUTCH]
    assert all(run["fouten_in_noaber"] == {} for run in finished)
    if victim == "all":
        assert set(told["codes"]) <= {-9, 0, 1}
    else:
        assert set(told["codes"]) <= {0, 1}
        assert len(failed) + len(finished) == len(told["codes"])
        if delay is None:  # it stood still before this step, so it cannot have missed it
            assert 1 in told["codes"]
            assert failed
    fired: str = told["fired"]
    return fired


def kill_under_workers(installation: Installation) -> None:
    """The command as a user starts it, with two processes, when there is something to see."""
    before = len(list(installation.outbox.glob("*.xml")))
    with installation.start(*installation.words, "--processen", "2") as process:
        for _ in range(3000):
            if len(list(installation.outbox.glob("*.xml"))) > before or process.poll() is not None:
                break
            time.sleep(0.01)
        kill_server(installation.data, "server")
        said, wrong = process.communicate(timeout=120)
    assert (process.returncode, said) == (1, "")
    assert wrong.strip() in DUTCH


def test_the_server_killed_ten_times_every_message_is_answered_once_and_the_totals_are_the_same(
    install: Callable[..., Installation], undisturbed: State, sent_before: set[str]
) -> None:
    installation = install(as_postbus=False)
    chance = random.Random(SEED)
    hit: Counter[str] = Counter()
    with installation.zygote(holds_database=False) as zygote:
        for number in range(KILLS - 1):
            hit[kill_in_zygote(installation, zygote, number, chance)] += 1
            if number == 4:  # all is taken in by now
                kill_under_workers(installation)
    assert min(hit[phase] for phase in ("beginnen", "innemen", "verwerken", "uitbrengen")) >= 2, hit
    with installation.holding_server():
        installation.run()
        state = installation.state()
        assert_equal(state, undisturbed)
        assert_answered_once(state)
        assert_outbox(installation.outbox, state, sent_before)
        installation.check_books()
