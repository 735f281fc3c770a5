# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""``noaber demo``: it runs, it is Dutch, it shows nobody's data, and it leaves nothing behind."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from noaber.berichten.definitions.registry import all_definitions
from noaber.cli import demo
from noaber.kernel.bsn import is_bsn
from tests.cli.running import Ran, put, run, run_apart
from tests.hostile.dutch import english_words

_PATIENCE = 900


@pytest.fixture(scope="module")
def place(servers: Path) -> Iterator[Path]:
    """A folder in which a database server can live."""
    folder = servers / "demo"
    folder.mkdir()
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def ran(place: Path) -> Ran:
    """One run of the demo, in a folder of its own, with an installation that is to be left alone.

    It keeps its messages in ``berichten``.
    """
    mine = place / "van-mij"
    found = run_apart(
        "demo",
        *("--bewaar", place / "berichten"),
        cwd=place,
        env={"TMPDIR": str(place), "NOABER_MAP": str(mine)},
        timeout=_PATIENCE,
    )
    assert [path.name for path in place.iterdir()] == ["berichten"], "it left something behind"
    return found


def test_the_demo_runs_and_leaves_nothing(ran: Ran) -> None:
    assert (ran.code, ran.err) == (0, "")
    assert english_words(ran.out) == []


def test_the_demo_does_the_main_job_and_shows_it_in_tables(ran: Ran) -> None:
    for words in (
        "1. Een oefening",
        "Fouten die met opzet zijn gemaakt",
        "Ontvangen berichten",
        "Geld, in euro's",
        "Betalingen",
        "Controles",
        "Alles klopt: ",
    ):
        assert words in ran.out
    for definition in all_definitions():
        assert f"{definition.number} {definition.kind.naam}" in ran.out
    assert "✘ " not in ran.out.partition("2. Uitleg")[0]


def test_the_demo_explains_and_shows_messages(ran: Ran) -> None:
    for part in ("2. Uitleg bij twee", "3. Een bericht in gewone woorden", "Zelf verder kijken"):
        assert part in ran.out
    assert "TR335" in ran.out
    assert "TR018" in ran.out


def test_the_demo_shows_no_bsn(ran: Ran) -> None:
    numbers = re.findall(r"(?<!\d)\d{9}(?!\d)", ran.out)
    assert [number for number in numbers if is_bsn(number)] == []


def test_every_command_that_the_demo_tells_of_is_there(ran: Ran) -> None:
    told = re.findall(r"\./run noaber (\w+)", ran.out)
    assert {"oefen", "bericht", "regels"} <= set(told)
    for name in set(told):
        assert run(name, "--help").code == 0


def test_the_demo_keeps_its_messages_when_asked(ran: Ran, place: Path) -> None:
    names = {path.name for path in (place / "berichten").iterdir()}
    assert {f"{definition.name}.xml" for definition in all_definitions()} <= names
    assert str(place / "berichten") in ran.out


def test_what_is_explained_is_the_same_every_time(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No clock and no chance; what the exercise shows follows from its seed."""
    said = []
    for name in ("eerst", "later"):
        (tmp_path / name).mkdir()
        demo._write_messages(tmp_path / name)
        demo._explain(tmp_path / name)
        said.append(capsys.readouterr().out)
    assert said[0] == said[1] != ""


def test_the_demo_writes_nothing_into_a_folder_that_is_in_use(tmp_path: Path) -> None:
    put(tmp_path, "WMO305.xml")
    kept = run("demo", "--bewaar", tmp_path)
    assert kept.code == 2
    kept.said_in_dutch("bestaat al en is niet leeg")
    assert [path.name for path in tmp_path.iterdir()] == ["WMO305.xml"]
    kept = run("demo", "--bewaar", tmp_path / "WMO305.xml")
    assert kept.code == 2
    kept.said_in_dutch("bestaat al")
