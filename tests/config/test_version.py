# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Which PostgreSQL the tests run on: a run that is to prove an older one must really use it."""

import os

import pytest

COMES_ALONG = 18


@pytest.mark.django_db
def test_the_tests_run_on_the_version_that_was_asked_for() -> None:
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        row = cursor.fetchone()
    assert row is not None
    version: str = row[0]
    found = int(version.partition(".")[0])
    asked = os.environ.get("NOABER_TEST_POSTGRESQL")
    if asked is not None:
        assert found == int(asked)
    elif "NOABER_TEST_DATABASE_URL" in os.environ:  # somebody's own
        assert 15 <= found <= 18
    else:
        assert found == COMES_ALONG


@pytest.mark.django_db
def test_every_migration_is_applied_and_no_model_lacks_one() -> None:
    from django.core.management import call_command  # noqa: PLC0415

    from noaber.config.schema import pending_migrations  # noqa: PLC0415

    assert pending_migrations() == 0
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
