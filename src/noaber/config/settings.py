# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Settings of Django: the parts that noaber uses, and no more.

Read after ``start.start`` has put the address of the database in the environment.
"""

from __future__ import annotations

from typing import Any

from psycopg.conninfo import conninfo_to_dict

from noaber.config.environment import database_url, key_file


def _database(url: str) -> dict[str, Any]:
    parts = {name: str(value) for name, value in conninfo_to_dict(url).items() if value}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname", ""),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": parts.pop("port", ""),
        # One command is one connection; a server with many clients sets an age.
        "CONN_MAX_AGE": None,
        "OPTIONS": parts,
    }


DATABASES = {"default": _database(database_url() or "postgresql:///noaber")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    # pghistory refers to the user of a request; nobody logs in yet.
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "pgtrigger",
    "pghistory",
    "noaber.audit",
    "noaber.partijen",
    "noaber.contracten",
    "noaber.postbus",
    "noaber.toewijzingen",
    "noaber.declaraties",
    "noaber.budgetten",
]

USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"
LANGUAGE_CODE = "nl"

# Migrations bring triggers; nothing may make them behind our back.
PGTRIGGER_MIGRATIONS = True
# History is append-only: what happened stays as it was told.
PGHISTORY_APPEND_ONLY = True

NOABER_KEY_FILE = key_file()
