# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Two commands that begin at the same moment on the same post: nothing twice and none missed."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from noaber.berichten.examples import base_message
from noaber.postbus.folder import carrier
from noaber.postbus.folder.carrier import FolderCarrier
from noaber.postbus.types import Accepted
from tests.crash.installation import PATIENCE, Installation
from tests.crash.state import State, assert_answered_once, assert_equal, assert_outbox


def run_both(installation: Installation) -> list[dict[str, Any]]:
    """As two users would, each with a server to start and one of them with two processes."""
    found = []
    both = [installation.start(*installation.words, "--processen", processes) for processes in "12"]
    for process in both:
        with process:
            said, wrong = process.communicate(timeout=PATIENCE)
        assert wrong == ""
        assert process.returncode in (0, 1)  # 1: something waits for a person
        found.append(json.loads(said))
    return found


@pytest.mark.parametrize("as_postbus", [False, True], ids=["map", "postbus"])
def test_two_commands_at_once_answer_every_message_once_and_miss_none(
    as_postbus: bool,
    install: Callable[..., Installation],
    undisturbed: State,
    sent_before: set[str],
) -> None:
    installation = install(as_postbus=as_postbus)
    first, second = run_both(installation)
    assert (first["fouten_in_noaber"], second["fouten_in_noaber"]) == ({}, {})
    with installation.holding_server():
        state = installation.state()
        assert_equal(state, undisturbed)
        assert_answered_once(state)
        assert_outbox(installation.outbox, state, sent_before)
        installation.check_books()
    if as_postbus:  # each file went to one of them, and both had some
        names = [{row["bestand"] for row in run["berichten"]} for run in (first, second)]
        assert all(names)
        assert not names[0] & names[1]
        assert [path.name for path in (installation.post / "in").iterdir()] == []


def test_who_is_done_first_waits_for_what_another_still_takes_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "in").mkdir()
    for name in ("WMO305", "WMO307"):
        (tmp_path / "in" / f"{name}.xml").write_bytes(base_message(name))
    slow = FolderCarrier.open(tmp_path)
    assert slow.claim() is not None
    monkeypatch.setattr(carrier, "sleep", lambda _: slow.close())  # it dies with its file
    with FolderCarrier.open(tmp_path) as quick:
        assert quick.work_together(lambda _: Accepted()).accepted == 2
    assert len(list((tmp_path / "verwerkt").iterdir())) == 2
