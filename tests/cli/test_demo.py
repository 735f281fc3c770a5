# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""``noaber demo``: it runs, it is Dutch, it shows nobody's data, and it leaves nothing behind."""

import re
from pathlib import Path

import pytest

from noaber.berichten.definitions.registry import all_definitions
from noaber.kernel.bsn import is_bsn
from tests.cli.running import Ran, put, run, run_apart


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """One run of the demo, in a folder of its own."""
    here = tmp_path_factory.mktemp("demo")
    found = run_apart("demo", cwd=here, env={"TMPDIR": str(here)})
    assert list(here.iterdir()) == [], "the demo left something behind"
    return found


def test_the_demo_runs_and_leaves_nothing(ran: Ran) -> None:
    assert (ran.code, ran.err) == (0, "")


def test_the_demo_judges_a_message_of_every_kind(ran: Ran) -> None:
    for definition in all_definitions():
        assert definition.name in ran.out
    for words in ("Geldig", "Afgekeurd", "28 geldig, ", " niet geldig, "):
        assert words in ran.out


def test_the_demo_explains_shows_and_answers(ran: Ran) -> None:
    for part in (
        "1. Controleren",
        "2. Uitleg",
        "3. Een bericht in gewone woorden",
        "4. Het retour",
    ):
        assert part in ran.out
    assert "TR335" in ran.out
    assert "RetourCode>0001<" in ran.out


def test_the_demo_shows_no_bsn(ran: Ran) -> None:
    numbers = re.findall(r"(?<!\d)\d{9}(?!\d)", ran.out)
    assert [number for number in numbers if is_bsn(number)] == []


def test_the_demo_says_the_same_every_time(ran: Ran, tmp_path: Path) -> None:
    again = run_apart("demo", cwd=tmp_path, env={"TMPDIR": str(tmp_path)})
    assert again == ran


def test_the_demo_keeps_its_messages_when_asked(tmp_path: Path) -> None:
    kept = run("demo", "--bewaar", tmp_path / "hier" / "diep")
    assert kept.code == 0
    names = {path.name for path in (tmp_path / "hier" / "diep").iterdir()}
    assert {f"{definition.name}.xml" for definition in all_definitions()} <= names
    assert str(tmp_path / "hier" / "diep") in kept.out


def test_the_demo_writes_nothing_into_a_folder_that_is_in_use(tmp_path: Path) -> None:
    put(tmp_path, "WMO305.xml")
    kept = run("demo", "--bewaar", tmp_path)
    assert kept.code == 2
    kept.said_in_dutch("bestaat al en is niet leeg")
    assert [path.name for path in tmp_path.iterdir()] == ["WMO305.xml"]
    kept = run("demo", "--bewaar", tmp_path / "WMO305.xml")
    assert kept.code == 2
    kept.said_in_dutch("bestaat al")
