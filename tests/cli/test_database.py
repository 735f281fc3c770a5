# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""``noaber database`` as an administrator sees it."""

from __future__ import annotations

from pathlib import Path

import pytest

from noaber.config import start
from noaber.partijen.models import Aanbieder
from tests.cli.running import run, run_apart

pytestmark = pytest.mark.usefixtures("installation", "db")
UNREACHABLE = {"DATABASE_URL": "postgresql://naam:geheim@127.0.0.1:1/nergens"}


def test_the_stand_counts_the_rows_of_every_table() -> None:
    Aanbieder.objects.create(agb="99010014", naam="Zorg Dichtbij")
    (row,) = run("database", "stand", "--json").rows()
    tables = {table["tabel"]: table for table in row["tabellen"]}
    assert tables["aanbieders"]["rijen"] == Aanbieder.objects.count()
    assert tables["berichten"]["rijen"] == 0
    assert row["wachtend"] == 0
    assert row["migraties"] > 0
    assert row["bytes"] >= sum(table["bytes"] for table in tables.values())


def test_a_person_sees_where_it_is_and_only_tables_with_rows() -> None:
    Aanbieder.objects.create(agb="99010014", naam="Zorg Dichtbij")
    out = run("database", "stand").out
    assert out.startswith("Database uit DATABASE_URL: ")
    assert "De tabellen zijn bij" in out
    assert "aanbieders" in out
    assert "betaalbatches" not in out
    assert "Zorg Dichtbij" not in out


def test_migrating_what_is_up_to_date_changes_nothing() -> None:
    ran = run("database", "migreer")
    assert (ran.code, ran.out) == (0, "De tabellen waren al bij. Er is niets veranderd.\n")


@pytest.mark.parametrize("command", ["stand", "migreer"])
def test_a_database_that_does_not_answer_is_said_without_its_password(
    command: str, tmp_path: Path
) -> None:
    ran = run_apart("database", command, cwd=tmp_path, env=UNREACHABLE)
    assert ran.code == 1
    assert ran.err == f"{start.NO_ANSWER}\n"
    assert "geheim" not in ran.out + ran.err
