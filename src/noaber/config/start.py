# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Everything that has to stand before a model can be used: server, key, settings, tables."""

from __future__ import annotations

import os
from typing import Final

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from noaber.config import environment
from noaber.config.errors import NotReady
from noaber.config.server import ServerUnusable, start_server

NO_ANSWER: Final = (
    "De database antwoordt niet. Controleer het adres in DATABASE_URL en of de server draait."
)
_OWN_GONE: Final = (
    "De database is weggevallen terwijl noaber begon. Er is niets gebeurd. Start het commando "
    "opnieuw."
)


def start(*, migrate: bool | None = None) -> None:
    """Makes the database usable for this process. Calling it again does nothing.

    ``migrate``: bring the tables up to date. By default only in noaber's own database; in one of
    the municipality that is a deliberate step of its administrator.

    Raises:
        NotReady: the server does not start or answer, the tables are of another version, or the
            keys are not there.
    """
    is_own = connect()
    from django.db.utils import InterfaceError, OperationalError  # noqa: PLC0415

    from noaber.config.schema import bring_up_to_date  # noqa: PLC0415

    try:
        bring_up_to_date(allowed=is_own if migrate is None else migrate)
        _check_keys()
    except (InterfaceError, OperationalError):
        raise NotReady(_OWN_GONE if is_own else NO_ANSWER) from None


def connect() -> bool:
    """Makes the database reachable, whatever is in it; whether it is noaber's own.

    Raises:
        NotReady: the server does not start, or the address is none.
    """
    is_own = environment.database_url() is None
    if is_own:
        try:
            os.environ[environment.DATABASE_URL] = start_server()
        except ServerUnusable as problem:
            raise NotReady(str(problem)) from None
    _check_address()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "noaber.config.settings")
    import django  # noqa: PLC0415  # after the address of the database is known

    django.setup()
    return is_own


def _check_address() -> None:
    try:
        conninfo_to_dict(environment.database_url() or "")
    except ProgrammingError:
        raise NotReady(
            "Het adres in DATABASE_URL is geen adres van een PostgreSQL. Schrijf het als "
            "postgresql://naam:wachtwoord@server:5432/database."
        ) from None


def _check_keys() -> None:
    from noaber.access.sealing import KeysUnusable, keyring, make_keys  # noqa: PLC0415
    from noaber.audit.operations import OtherKeys, claim_installation  # noqa: PLC0415
    from noaber.audit.queries import is_claimed  # noqa: PLC0415

    try:
        if not is_claimed():  # the first start: there is nothing yet that old keys must open
            make_keys(environment.key_file())
        claim_installation(keyring().fingerprint)
    except (KeysUnusable, OtherKeys) as problem:
        raise NotReady(str(problem)) from None
