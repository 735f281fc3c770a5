# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Rows added, and questions asked, with SQL that is put together once."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from noaber.audit.models import Verwerking
from noaber.postbus.models import Bericht
from noaber.storage.compiled import Compiled
from noaber.storage.rows import add_row, add_rows

AT = datetime(2026, 2, 3, 9, 30, tzinfo=UTC)


def bericht(identificatie: str, **more: Any) -> Bericht:
    """Every kind of column: texts, a list, a moment, bytes, an object, nothing."""
    columns: dict[str, Any] = {
        "richting": "in", "status": "ontvangen", "functie": "WMO305", "zender": "99000001",
        "ontvanger": "1969", "identificatie": identificatie, "dagtekening": date(2026, 2, 2),
        "rang": 5, "retourcodes": ["0200", "8001"], "at": AT, "naam": "ë 'naam' %s",
        "sha256": identificatie.encode().ljust(32), "payload_sha256": b"\\x00" * 8, "grootte": 7,
        "envelop": {"soort": "Di01", "n": [1, None, "é"]}, "referentienummer": identificatie,
    }  # fmt: skip
    return Bericht(**columns | more)


def log(handeling: str) -> Verwerking:
    return Verwerking(
        at=AT,
        actor="Rosa",
        doel="regelen",
        handeling=handeling,
        administratie="1969",
        onderwerp_soort="bericht",
        onderwerp_id=1,
    )


@pytest.mark.django_db
def test_a_row_is_stored_as_django_stores_it() -> None:
    ours, theirs = bericht("A1"), bericht("A2")
    number = add_row(ours)
    theirs.save(force_insert=True)
    columns = [field.attname for field in Bericht._meta.concrete_fields]
    same = set(columns) - {"id", "identificatie", "sha256", "referentienummer"}
    one, other = (Bericht.objects.get(pk=row.pk) for row in (ours, theirs))
    assert number == ours.pk == one.pk
    assert {name: getattr(one, name) for name in same} == {
        name: getattr(other, name) for name in same
    }
    ours.naam = "later"
    ours.save()
    assert Bericht.objects.get(pk=number).naam == "later"
    assert Bericht.objects.count() == 2


@pytest.mark.django_db
def test_the_database_still_refuses_what_is_wrong() -> None:
    with pytest.raises(IntegrityError, match="bericht_status_bestaat"), transaction.atomic():
        add_row(bericht("A1", status="zomaar"))


@pytest.mark.django_db
def test_rows_are_added_in_one_statement() -> None:
    with CaptureQueriesContext(connection) as asked:
        add_rows(log(f"nummer {n}") for n in range(30))
        add_rows([])
    assert len(asked) == 1
    found = Verwerking.objects.filter(actor="Rosa").order_by("id")
    assert list(found.values_list("handeling", flat=True)) == [f"nummer {n}" for n in range(30)]


@pytest.mark.django_db
def test_a_compiled_question_takes_other_values_each_time() -> None:
    for n in (1, 2, 3):
        add_row(bericht(f"A{n}", rang=n))
    built = []

    def build(functie: Any, rang: Any, naam: Any) -> Any:
        built.append(functie)
        rows = Bericht.objects.filter(functie=functie, rang__gte=rang).exclude(naam=naam)
        return rows.filter(richting="in").order_by("-rang").values_list("identificatie", "rang")

    ask = Compiled(3, build, lambda row: f"{row[0]}:{row[1]}")
    assert ask("WMO305", 2, "") == ["A3:3", "A2:2"]
    assert ask("WMO305", 3, "%s") == ["A3:3"]
    assert ask("WMO305", 1, "ë 'naam' %s") == []
    assert ask("'; DROP TABLE berichten; --", 1, "") == []
    assert len(built) == 1
