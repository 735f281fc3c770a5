# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What may change leaves every version behind; what may not cannot, whatever SQL is typed."""

from __future__ import annotations

import pgtrigger
import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Model

from noaber.partijen.models import Persoon
from noaber.storage.history import history_of
from tests.betalen.wereld import Betaalwereld
from tests.storage.test_constraints import tables

CHANGES: dict[str, str] = {
    "administraties": "naam = 'Anders'",
    "aanbieders": "naam = 'Anders'",
    "personen": "achternaam = 'Anders'",
    "producten": "naam = 'Anders'",
    "overeenkomsten": "einddatum_tot = DATE '2031-01-01'",
    "tarieven": "vervallen_at = geregistreerd_at",
    "quarantaine": "reden = 'Anders.'",
    "signalen": "tekst = 'Anders.'",
    "verzoeken": "is_gezagsdrager_bekend = NOT is_gezagsdrager_bekend",
    "betaalbatches": "uitvoerdatum = uitvoerdatum + 1",
    "betaalopdrachten": "reden = 'Anders.'",
    "betaalregels": "opdracht_id = NULL",
}
"""By table with a history something that may be changed in it."""

NEVER_CHANGE = {
    "verwerkingen", "bericht_inhoud", "pgbs", "genomen_besluiten", "start_stops", "declaraties",
    "prestaties", "boekingen",
}  # fmt: skip
"""They only grow, and are too large to be kept twice."""

NEVER_GO = {
    "rekeningen", "berichten", "quarantaine", "signalen", "toewijzingen", "toewijzing_versies",
    "verzoeken", "betaalbatches", "betaalopdrachten", "betaalregels",
}  # fmt: skip


def run(sql: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return int(cursor.rowcount)


def by_table(name: str) -> type[Model]:
    (found,) = (model for model in tables() if model._meta.db_table == name)
    return found


def protected(operation: pgtrigger.Operation) -> set[str]:
    """Tables that refuse this by a trigger of their own, the histories aside."""
    return {
        model._meta.db_table
        for model in tables()
        for trigger in getattr(model._meta, "triggers", ())
        if isinstance(trigger, pgtrigger.Protect)
        and not isinstance(trigger, pgtrigger.ReadOnly)
        and str(operation) in str(trigger.operation)
        and trigger.condition is None
        and not model.__name__.endswith("Event")
    }


# ── a history ────────────────────────────────────────────────────────────────────────────────────


def test_these_tables_have_a_history_and_the_bulk_ones_have_none() -> None:
    tracked = {
        model._meta.db_table for model in tables() if getattr(model, "pgh_event_model", None)
    }
    assert tracked == set(CHANGES)
    assert not tracked & NEVER_CHANGE


@pytest.mark.parametrize("table", CHANGES)
def test_a_change_by_raw_sql_leaves_the_old_values_behind(filled: Betaalwereld, table: str) -> None:
    model = by_table(table)
    where = {"betaalbatches": "nummer = 2", "betaalregels": "opdracht_id IS NOT NULL"}
    pk = model._meta.pk.column
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT max({pk}) FROM {table} WHERE {where.get(table, 'TRUE')}")
        (number,) = cursor.fetchone()
    column = CHANGES[table].partition(" =")[0]
    old = model._default_manager.values_list(column, flat=True).get(pk=number)
    before = list(history_of(model).filter(pgh_obj_id=number).order_by("pgh_id"))
    assert [event.pgh_label for event in before][:1] == ["insert"]
    with transaction.atomic():
        assert run(f"UPDATE {table} SET {CHANGES[table]} WHERE {pk} = {number}") == 1
        new = model._default_manager.values_list(column, flat=True).get(pk=number)
        assert new != old
        events = history_of(model).filter(pgh_obj_id=number).order_by("pgh_id")
        assert [*events.values_list("pgh_label", column)][-2:] == [
            (before[-1].pgh_label, old),
            ("update", new),
        ]
        transaction.set_rollback(True)  # some may not be committed so


@pytest.mark.parametrize("table", CHANGES)
def test_a_history_itself_is_not_changed(filled: Betaalwereld, table: str) -> None:
    events = by_table(table).pgh_event_model._meta.db_table  # type: ignore[attr-defined]
    for sql in (f"UPDATE {events} SET pgh_label = 'x'", f"DELETE FROM {events}"):
        with pytest.raises(DatabaseError, match="pgtrigger: Cannot"), transaction.atomic():
            run(sql)


def test_a_history_of_persons_holds_no_sealed_number_twice(filled: Betaalwereld) -> None:
    columns = {field.name for field in history_of(Persoon).model._meta.get_fields()}
    assert "achternaam" in columns
    assert "bsn_sealed" not in columns


# ── no change ────────────────────────────────────────────────────────────────────────────────────


def test_these_tables_only_grow() -> None:
    assert protected(pgtrigger.Update) - {"lanes"} == NEVER_CHANGE
    assert protected(pgtrigger.Delete) == NEVER_CHANGE | NEVER_GO


@pytest.mark.parametrize("table", sorted({*NEVER_CHANGE, "lanes"}))
def test_a_row_is_not_changed(filled: Betaalwereld, table: str) -> None:
    column = by_table(table)._meta.concrete_fields[-1].column
    with pytest.raises(DatabaseError, match="pgtrigger: Cannot update"), transaction.atomic():
        run(f"UPDATE {table} SET {column} = {column}")


@pytest.mark.parametrize("table", sorted(NEVER_CHANGE | NEVER_GO))
def test_a_row_is_not_thrown_away(filled: Betaalwereld, table: str) -> None:
    with (
        pytest.raises(DatabaseError, match=r"pgtrigger: Cannot (update or )?delete"),
        transaction.atomic(),
    ):
        run(f"DELETE FROM {table}")


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("toewijzingen", "nummer = nummer + 100"),
        ("toewijzingen", "persoon_id = (SELECT max(id) FROM personen)"),
        ("toewijzing_versies", "einddatum = einddatum + 1"),
        ("toewijzing_versies", "volume = volume + 1"),
        ("rekeningen", "iban = 'NL91ABNA0417164300'"),
        ("rekeningen", "opgegeven_door = 'Iemand'"),
    ],
)
def test_what_was_decided_or_told_stays(filled: Betaalwereld, table: str, change: str) -> None:
    with pytest.raises(DatabaseError, match="pgtrigger: Cannot update"), transaction.atomic():
        run(f"UPDATE {table} SET {change}")


def test_how_far_a_toewijzing_is_on_its_way_may_change(filled: Betaalwereld) -> None:
    assert run("UPDATE toewijzing_versies SET status = 'bevestigd'") > 0


# ── lines of a declaratie, looked at all together ────────────────────────────────────────────────

_LINE = (
    "INSERT INTO prestaties SELECT (r).* FROM (SELECT jsonb_populate_record(p, %s::jsonb) AS r "
    "FROM prestaties p WHERE is_granted AND NOT is_credit LIMIT 1) made"
)


@pytest.mark.parametrize(
    "changes",
    [
        '{"regel": 99, "referentie_nummer": "X", "toewijzing_id": 2000000000}',
        '{"regel": 99, "referentie_nummer": "X", "declaratie_id": 2000000000}',
        '{"regel": 99, "referentie_nummer": "X", "lane_id": 2000000000}',
        '{"regel": 99, "referentie_nummer": "X"}',
    ],
    ids=["an unknown toewijzing", "an unknown declaratie", "another lane", "a line too many"],
)
def test_a_line_that_does_not_belong_is_refused(filled: Betaalwereld, changes: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_LINE, [changes])
