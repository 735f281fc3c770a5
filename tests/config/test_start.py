# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What stands before the first command: an address, tables of this version, and the right keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from noaber.access.sealing import keyring, make_keys
from noaber.audit.models import Installatie
from noaber.config import environment, schema
from noaber.config.errors import NotReady
from noaber.config.start import start
from tests.hostile.dutch import english_words


@pytest.fixture
def given(
    db: None, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> Iterator[pytest.MonkeyPatch]:
    """The database of the tests, as one that the gemeente keeps itself."""
    monkeypatch.setenv(environment.DATABASE_URL, database_url)
    monkeypatch.setenv(environment.KEY_FILE, str(settings.NOABER_KEY_FILE))
    keyring.cache_clear()
    yield monkeypatch
    keyring.cache_clear()


def refusal() -> str:
    with pytest.raises(NotReady) as refused:
        start()
    text = str(refused.value)
    assert english_words(text) == []
    assert text.endswith(".")
    return text


def behind() -> None:
    """As if the last step were not taken yet."""
    last = MigrationRecorder.Migration.objects.filter(app="postbus").latest("id")
    last.delete()


# ── start ────────────────────────────────────────────────────────────────────────────────────────


def test_the_first_start_ties_the_database_to_the_keys_and_the_next_changes_nothing(
    given: pytest.MonkeyPatch,
) -> None:
    start()
    mark = Installatie.objects.get().sleutel_kenmerk
    assert mark == keyring().fingerprint
    start()
    assert Installatie.objects.get().sleutel_kenmerk == mark


def test_a_new_installation_gets_keys(given: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "nieuw" / "sleutels.json"
    given.setenv(environment.KEY_FILE, str(path))
    given.setattr(settings, "NOABER_KEY_FILE", path)
    start()
    assert path.exists()


def test_keys_that_are_gone_are_not_made_anew(given: pytest.MonkeyPatch, tmp_path: Path) -> None:
    start()
    path = tmp_path / "weg.json"
    given.setenv(environment.KEY_FILE, str(path))
    given.setattr(settings, "NOABER_KEY_FILE", path)
    keyring.cache_clear()
    assert "back-up" in refusal()
    assert not path.exists()


def test_other_keys_than_those_of_the_database_are_refused(
    given: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    start()
    path = tmp_path / "andere.json"
    make_keys(path)
    given.setenv(environment.KEY_FILE, str(path))
    given.setattr(settings, "NOABER_KEY_FILE", path)
    keyring.cache_clear()
    assert "horen niet bij deze database" in refusal()


@pytest.mark.parametrize("address", ["zomaar iets", "http://voorbeeld.nl/x", "postgresql://a b"])
def test_an_address_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv(environment.DATABASE_URL, address)
    assert "geen adres van een PostgreSQL" in refusal()


# ── tables ───────────────────────────────────────────────────────────────────────────────────────


def test_tables_of_another_version_are_left_alone_in_a_database_of_the_gemeente(
    given: pytest.MonkeyPatch,
) -> None:
    behind()
    assert schema.pending_migrations() == 1
    assert "van een andere versie" in refusal()
    assert schema.pending_migrations() == 1


def test_tables_are_brought_up_to_date_where_that_is_allowed(given: pytest.MonkeyPatch) -> None:
    behind()
    with connection.cursor() as cursor:
        cursor.execute("DROP SEQUENCE bericht_nummers")
    start(migrate=True)
    assert schema.pending_migrations() == 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('bericht_nummers')")
        assert cursor.fetchone() == (1,)


# ── the environment ──────────────────────────────────────────────────────────────────────────────


def test_without_anything_said_the_data_lie_in_the_home_folder(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in (environment.DATA_FOLDER, environment.KEY_FILE, environment.DATABASE_URL):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", "~/gegevens")
    folder = Path("~/gegevens/noaber").expanduser()
    assert environment.data_folder() == folder
    assert environment.key_file() == folder / "sleutels.json"
    assert environment.database_url() is None


def test_what_was_said_counts_and_empty_is_nothing_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(environment.DATA_FOLDER, "hier")
    monkeypatch.setenv(environment.KEY_FILE, "daar/sleutels.json")
    monkeypatch.setenv(environment.DATABASE_URL, "")
    assert environment.data_folder() == Path.cwd() / "hier"
    assert environment.key_file() == Path.cwd() / "daar" / "sleutels.json"
    assert environment.database_url() is None
