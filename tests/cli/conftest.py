# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Zip files for the command."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture
def zip_of(tmp_path: Path) -> Callable[[str, dict[str, bytes]], Path]:
    """Makes a zip file with these entries in the folder of the test."""

    def make(name: str, entries: dict[str, bytes]) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for entry, data in entries.items():
                archive.writestr(entry, data)
        return path

    return make


@pytest.fixture(autouse=True)
def no_setting_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with schemas on this machine may not change what is tested."""
    monkeypatch.delenv("NOABER_SCHEMAS", raising=False)


@pytest.fixture
def installation(database_url: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Commands that run in this process use the database of the test; gives its address and keys
    as variables for a process of its own. Ask for ``db`` or ``transactional_db`` as well.
    """
    from django.conf import settings  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415
    from psycopg.conninfo import conninfo_to_dict, make_conninfo  # noqa: PLC0415

    parts = {**conninfo_to_dict(database_url), "dbname": connection.settings_dict["NAME"]}
    variables = {
        "DATABASE_URL": make_conninfo(**parts),
        "NOABER_SLEUTEL": str(settings.NOABER_KEY_FILE),
    }
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    return variables
