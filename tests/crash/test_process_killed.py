# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""300 mixed messages are handled while the processes are killed 50 times, by kill -9.

The moments come from a number, so that a run that fails can be done again; NOABER_TEST_SEED is
another one. How far the commands are at that moment, and which of two is ahead, is chance as well.
"""

import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable

import pytest

from tests.crash.installation import Installation, Zygote, wait_until_gone
from tests.crash.state import State, assert_answered_once, assert_equal, assert_outbox

SEED = int(os.environ.get("NOABER_TEST_SEED", "20260403"))
REAL = (0.4, 0.7)
"""How far the kills are that hit the command as a user starts it, with two processes."""


def plan(number: int, kills: int, chance: random.Random) -> tuple[str, int]:
    """The phase and the step in it at which life ``number`` ends."""
    if number % 15 == 0:
        return "beginnen", chance.randint(1, 5)
    if number < 0.3 * kills:
        return "innemen", chance.randint(1, 400)
    if number < 0.75 * kills:
        return "verwerken", chance.randint(1, 300)
    return "uitbrengen", chance.randint(1, 20)


def kill_in_zygote(zygote: Zygote, number: int, kills: int, chance: random.Random) -> None:
    phase, step = plan(number, kills, chance)
    delay = None if chance.random() < 0.5 else chance.uniform(0, 0.02)
    commands = chance.choice((1, 2, 2))
    if number == kills - 1:  # of two, one may still process while the other puts out
        commands = 1
    fired = zygote.live(phase=phase, step=step, delay=delay, commands=commands)["fired"]
    if not fired:  # it came to its end before; the next one stops sooner
        assert zygote.live(phase=phase, delay=delay, commands=commands)["fired"]


def kill_real(installation: Installation, chance: random.Random) -> None:
    """Some time after there is something to see; the whole group, or the parent alone."""
    before = sum(1 for _ in installation.outbox.glob("*.xml"))
    with installation.start(*installation.words, "--processen", "2") as process:
        waited = 0
        while process.poll() is None and waited < 3000:
            if sum(1 for _ in installation.outbox.glob("*.xml")) > before:
                break
            time.sleep(0.01)
            waited += 1
        time.sleep(chance.uniform(0, 0.3))
        if chance.random() < 0.5:
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
        process.communicate()
        wait_until_gone(process.pid)


def phase_of(counts: tuple[int, int, int], total: int) -> str:
    received, waiting, ready = counts
    if received < total:
        return "innemen"
    if waiting:
        return "verwerken"
    return "uitbrengen" if ready else "klaar"


@pytest.mark.parametrize(
    ("as_postbus", "kills"), [(False, 8), (True, 50)], ids=["map-8", "postbus-50"]
)
def test_killed_again_and_again_every_message_is_answered_once_and_the_totals_are_the_same(
    as_postbus: bool,
    kills: int,
    install: Callable[..., Installation],
    undisturbed: State,
    sent_before: set[str],
) -> None:
    installation = install(as_postbus=as_postbus)
    chance = random.Random(SEED + as_postbus)
    hit: Counter[str] = Counter()
    with installation.zygote(holds_database=True) as zygote:
        for number in range(kills):
            if number in [int(share * kills) for share in REAL]:
                kill_real(installation, chance)
            else:
                kill_in_zygote(zygote, number, kills, chance)
            hit[phase_of(installation.counts(), len(undisturbed.files))] += 1
        least = 2 if kills > 10 else 1
        assert min(hit[phase] for phase in ("innemen", "verwerken", "uitbrengen")) >= least, hit
        installation.run()
        state = installation.state()
        assert_equal(state, undisturbed)
        assert_answered_once(state)
        assert_outbox(installation.outbox, state, sent_before)
        installation.check_books()
        installation.run()
        assert_equal(installation.state(), undisturbed)
