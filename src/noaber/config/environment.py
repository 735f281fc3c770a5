# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What an installation decides, read from the environment.

| variable | meaning |
|---|---|
| ``DATABASE_URL`` | a PostgreSQL of the municipality; without it noaber starts its own |
| ``NOABER_MAP`` | the folder for noaber's own data: database, key |
| ``NOABER_SLEUTEL`` | path of the file with the keys; by default in that folder |
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

DATABASE_URL: Final = "DATABASE_URL"
DATA_FOLDER: Final = "NOABER_MAP"
KEY_FILE: Final = "NOABER_SLEUTEL"


def data_folder() -> Path:
    """The folder for noaber's own data; it need not exist yet."""
    chosen = os.environ.get(DATA_FOLDER)
    if chosen:
        return Path(chosen).expanduser().absolute()
    base = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    return Path(base).expanduser().absolute() / "noaber"


def key_file() -> Path:
    """The file with the keys; it need not exist yet."""
    chosen = os.environ.get(KEY_FILE)
    return Path(chosen).expanduser().absolute() if chosen else data_folder() / "sleutels.json"


def database_url() -> str | None:
    """Where the database is, if somebody said so."""
    return os.environ.get(DATABASE_URL) or None
