# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Terms that passed: silence becomes an entry on somebody's list."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from django.db import connection, transaction
from django.utils import timezone

from noaber.postbus.models import Bericht, Signaal
from noaber.postbus.queries import to_verzonden
from noaber.postbus.rules.answer_terms import list_overdue
from noaber.postbus.types import AlertKind, InStatus, Richting, Status, Verlopen

_LOCK: Final = 7_206_002
"""Advisory lock: of two that watch at once one waits, and finds everything signalled."""


@transaction.atomic
def mark_overdue(*, vandaag: date, at: datetime) -> int:
    """Signals every answer that should have been there, once each; gives how many are new."""
    _wait_for_turn()
    theirs = note_overdue(kind=AlertKind.NO_ANSWER, verlopen=_theirs(vandaag), at=at)
    return theirs + note_overdue(kind=AlertKind.OWN_DEADLINE, verlopen=_ours(vandaag), at=at)


@transaction.atomic
def note_overdue(*, kind: AlertKind, verlopen: Iterable[Verlopen], at: datetime) -> int:
    """Makes a signaal for each of these terms, unless it has one; gives how many are new."""
    by_term = {entry.termijn: entry for entry in verlopen}
    if not by_term:
        return 0
    _wait_for_turn()
    known = set(Signaal.objects.filter(termijn__in=list(by_term)).values_list("termijn", flat=True))
    made = Signaal.objects.bulk_create(
        (
            Signaal(
                at=at,
                soort=kind,
                tekst=entry.tekst,
                bericht_id=entry.bericht_id,
                termijn=entry.termijn,
            )
            for entry in by_term.values()
            if entry.termijn not in known
        ),
        batch_size=1000,
    )
    return len(made)


def _wait_for_turn() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _theirs(vandaag: date) -> list[Verlopen]:
    rows = list(
        Bericht.objects.select_for_update(skip_locked=True)
        .filter(richting=Richting.UIT, status=Status.SENT, uiterlijk__lt=vandaag)
        .order_by("pk")
    )
    late = {found.message: found for found in list_overdue(map(to_verzonden, rows), vandaag)}
    verlopen = [
        Verlopen(termijn=_termijn(row), tekst=found.alert.text, bericht_id=row.pk)
        for row in rows
        if (found := late.get(to_verzonden(row))) is not None
    ]
    Bericht.objects.filter(pk__in=[entry.bericht_id for entry in verlopen]).update(
        status=Status.OVERDUE
    )
    return verlopen


def _ours(vandaag: date) -> list[Verlopen]:
    rows = Bericht.objects.filter(richting=Richting.IN, uiterlijk__lt=vandaag).order_by("pk")
    return [
        Verlopen(
            termijn=_termijn(row),
            tekst=f"Op een {row.functie or 'bericht'} van {timezone.localtime(row.at):%d-%m-%Y} "
            f"had uiterlijk {row.uiterlijk:%d-%m-%Y} ons antwoord moeten gaan. {_next(row)}",
            bericht_id=row.pk,
        )
        for row in rows
    ]


def _next(row: Bericht) -> str:
    if row.status == InStatus.QUARANTAINE:
        return "Het staat in quarantaine: kijk met 'noaber post quarantaine' waarom, en besluit."
    return "Verwerk het met 'noaber verwerk'."


def _termijn(row: Bericht) -> str:
    return f"bericht {row.pk} {row.uiterlijk}"
