# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Terms that passed: silence becomes an entry on somebody's list."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from noaber.postbus.models import Bericht, Signaal
from noaber.postbus.queries import to_verzonden
from noaber.postbus.rules.answer_terms import list_overdue
from noaber.postbus.types import AlertKind, Richting, Status


@transaction.atomic
def mark_overdue(*, vandaag: date, at: datetime) -> int:
    """Signals every answer that should have been there, once each; gives how many are new."""
    return _theirs(vandaag, at) + _ours(vandaag, at)


def _theirs(vandaag: date, at: datetime) -> int:
    rows = list(
        Bericht.objects.select_for_update(skip_locked=True)
        .filter(richting=Richting.UIT, status=Status.SENT, uiterlijk__lt=vandaag)
        .order_by("pk")
    )
    late = {found.message: found for found in list_overdue(map(to_verzonden, rows), vandaag)}
    signalen = []
    for row in rows:
        found = late.get(to_verzonden(row))
        if found is not None:
            signalen.append(
                Signaal(at=at, soort=found.alert.kind, tekst=found.alert.text, bericht=row)
            )
    Bericht.objects.filter(pk__in=[signaal.bericht_id for signaal in signalen]).update(
        status=Status.OVERDUE
    )
    Signaal.objects.bulk_create(signalen)
    return len(signalen)


def _ours(vandaag: date, at: datetime) -> int:
    rows = (
        Bericht.objects.filter(richting=Richting.IN, uiterlijk__lt=vandaag)
        .exclude(signalen__soort=AlertKind.OWN_DEADLINE)
        .order_by("pk")
    )
    signalen = [
        Signaal(
            at=at,
            soort=AlertKind.OWN_DEADLINE,
            tekst=f"Op een {row.functie or 'bericht'} van {row.at:%d-%m-%Y} had uiterlijk "
            f"{row.uiterlijk:%d-%m-%Y} ons antwoord moeten gaan. Verwerk het, of kijk in de "
            "quarantaine waarom het wacht.",
            bericht=row,
        )
        for row in rows
    ]
    Signaal.objects.bulk_create(signalen)
    return len(signalen)
