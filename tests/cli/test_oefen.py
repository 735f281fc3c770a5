# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""``noaber oefen``: its own installation and no other, its report, and nothing left behind."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from noaber.cli import oefen
from noaber.demo.recepten import SOORTEN
from noaber.demo.verslag import Controle, Soortregel, Verslag
from noaber.demo.verwachting import Verschil
from tests.cli.running import Ran, run, run_apart
from tests.hostile.dutch import english_words

TINY = ("--gemeenten", "1", "--aanbieders", "1", "--clienten", "6", "--maanden", "1")
_PATIENCE = 600


@pytest.fixture(scope="module")
def place(servers: Path) -> Iterator[Path]:
    """A folder in which a database server can live."""
    folder = servers / "oefenen"
    folder.mkdir()
    yield folder
    shutil.rmtree(folder)


def users(folder: Path) -> list[psutil.Process]:
    """The processes that work in this folder or were told about it."""
    found = []
    for process in psutil.process_iter():
        try:
            if str(folder) in f"{process.cwd()} {process.cmdline()}":
                found.append(process)
        except psutil.Error:
            continue
    return found


# ── what is asked ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("option", "value", "words"),
    [
        ("--gemeenten", "0", "aantal gemeenten is van 1 tot en met 6"),
        ("--gemeenten", "7", "aantal gemeenten is van 1 tot en met 6"),
        ("--aanbieders", "0", "aantal aanbieders is van 1 tot en met 200"),
        ("--aanbieders", "201", "aantal aanbieders"),
        ("--clienten", "-3", "aantal cliënten is van 1 tot en met 9000"),
        ("--clienten", "9001", "aantal cliënten"),
        ("--maanden", "0", "aantal maanden is van 1 tot en met 36"),
        ("--maanden", "37", "aantal maanden"),
        ("--processen", "-1", "aantal processen is van 0 tot en met 32"),
    ],
)
def test_a_size_that_cannot_be_is_refused(option: str, value: str, words: str) -> None:
    ran = run("oefen", option, value)
    assert ran.code == 2
    ran.said_in_dutch(words, value)


def test_a_folder_that_is_in_use_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_text("van iemand anders", encoding="utf-8")
    for chosen, words in (
        (tmp_path, "niet leeg"),
        (tmp_path / "brief.txt", "niet worden gebruikt"),
    ):
        ran = run("oefen", "--map", chosen)
        assert ran.code == 2
        ran.said_in_dutch(words)
    assert [path.name for path in tmp_path.iterdir()] == ["brief.txt"]


def test_the_help_says_that_your_own_database_is_left_alone() -> None:
    ran = run("oefen", "--help")
    assert ran.code == 0
    assert "komt niet aan die van u" in " ".join(ran.out.split())


# ── what it says ─────────────────────────────────────────────────────────────────────────────────


def with_report(monkeypatch: pytest.MonkeyPatch, verslag: Verslag) -> None:
    def draai(*_: Any, **__: Any) -> Verslag:
        return verslag

    monkeypatch.setattr(oefen, "draai", draai)


def test_a_difference_is_told_and_ends_with_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    soort = next(soort for soort in SOORTEN if soort.naam == "tarief")
    verslag = Verslag(
        soorten=[Soortregel(soort, 3, 2)],
        controles=[
            Controle("naam", "Iets klopt altijd.", 5, klopt=False, breuken=("D1: een cent",))
        ],
        verschillen=[Verschil(f"WMO323 N{n}", "Prestatie R1", "0611", "geen") for n in range(50)],
    )
    with_report(monkeypatch, verslag)
    ran = run("oefen", "--map", tmp_path / "nieuw")
    assert ran.code == 1
    for words in (
        "WMO323 N0, Prestatie R1: verwacht 0611, gevonden geen",
        "en nog 10 verschillen",
        "✘ Iets klopt altijd. (5 bekeken)",
        "D1: een cent",
        "Het klopt niet: 50 verschillen, en 1 van de 1 controles gaan niet op.",
    ):
        assert words in ran.out
    assert english_words(ran.out) == []
    ran = run("oefen", "--map", tmp_path / "nieuw", "--json")
    assert ran.code == 1
    assert len(ran.rows()[0]["verschillen"]) == 50


# ── the whole of it, tiny ────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def bewaard(place: Path) -> tuple[Ran, Path]:
    """An exercise that is kept, done by one process, while the environment speaks of another
    installation.
    """
    other, kept = place / "van-mij", place / "bewaard"
    env = {
        "DATABASE_URL": "postgresql://niemand@/nergens?host=/nergens",
        "NOABER_MAP": str(other),
        "NOABER_SLEUTEL": str(other / "sleutel.json"),
    }
    options = ("--processen", "1", "--map", kept, "--bewaar", "--json")
    ran = run_apart("oefen", *TINY, *options, cwd=place, env=env, timeout=_PATIENCE)
    assert (ran.code, ran.err) == (0, "")
    assert not other.exists(), "that installation is none of its business"
    assert users(kept) == []
    return ran, kept


def test_an_exercise_finds_what_it_expects(bewaard: tuple[Ran, Path]) -> None:
    ran, kept = bewaard
    (verslag,) = ran.rows()
    assert verslag["klopt"]
    assert verslag["map"] == str(kept)
    assert verslag["verschillen"] == []
    assert sum(line["verwacht"] for line in verslag["fouten"]) >= 10
    assert all(line["verwacht"] == line["gevonden"] for line in verslag["fouten"])


def test_an_exercise_that_is_kept_can_be_looked_into(
    bewaard: tuple[Ran, Path], place: Path
) -> None:
    _, kept = bewaard
    env = {"NOABER_MAP": str(kept)}
    ran = run_apart("controleer", "grootboek", "--json", cwd=place, env=env, timeout=_PATIENCE)
    assert (ran.code, ran.err) == (0, "")
    assert all(row["klopt"] for row in ran.rows())
    assert sum(row["bekeken"] for row in ran.rows()) > 100
    assert users(kept) == []


def test_two_processes_find_the_same_as_one_and_leave_nothing(
    bewaard: tuple[Ran, Path], place: Path
) -> None:
    folder = place / "even"
    options = ("--processen", "2", "--map", folder, "--json")
    ran = run_apart("oefen", *TINY, *options, cwd=place, timeout=_PATIENCE)
    assert (ran.code, ran.err) == (0, "")
    assert not folder.exists()
    assert users(folder) == []
    (alone,), (together,) = bewaard[0].rows(), ran.rows()
    del alone["map"]
    assert together == alone


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_an_exercise_that_is_cut_off_leaves_nothing_running(place: Path, how: int) -> None:
    folder = place / f"afgebroken-{how}"
    command = [sys.executable, "-m", "noaber", "oefen", "--map", str(folder), "--processen", "2"]
    with subprocess.Popen(
        command, cwd=place, env=os.environ, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as process:
        wait_until(lambda: (folder / "post").exists() or process.poll() is not None)
        assert process.poll() is None, "it was to be busy still"
        process.send_signal(how)
        _, said = process.communicate()
    assert b"Traceback" not in said
    wait_until(lambda: not folder.exists() and not users(folder))


def wait_until(holds: Any) -> None:
    deadline = time.monotonic() + _PATIENCE
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_the_report_as_a_person_reads_it_is_dutch(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    verslag = Verslag(soorten=[Soortregel(soort, 1, 1) for soort in SOORTEN], beantwoord=1234)
    with_report(monkeypatch, verslag)
    ran: Ran = run("oefen", "--map", tmp_path / "nieuw", "--bewaar")
    assert (ran.code, ran.err) == (0, "")
    assert all(soort.tekst in ran.out for soort in SOORTEN)
    for words in (
        "Alles klopt: 1.234 berichten",
        f"alle {len(SOORTEN)} gemaakte fouten teruggevonden",
        f"NOABER_MAP={tmp_path / 'nieuw'} ./run noaber post in",
    ):
        assert words in ran.out
    assert english_words(ran.out) == []
    assert json.loads(run("oefen", "--map", tmp_path / "anders", "--json").out)["klopt"]
