# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What came of a message that we received."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.db import connection, transaction
from django.utils import timezone

from noaber.access.types import Recht, Viewer
from noaber.kernel.finding import Finding
from noaber.postbus.models import Bericht, Quarantaine, Signaal
from noaber.postbus.types import (
    AlertKind,
    Fo01,
    InStatus,
    Ontvangen,
    Quarantined,
    Richting,
    Uitkomst,
)

MAX_FAILURES: Final = 3
"""How often processing one message may end in an error of ours before a person looks."""

# A lane is taken by locking its row; of two workers one gets it and the other goes on to the next.
# NO KEY: storing new post in the lane does not have to wait for it.
_LOCK_A_LANE: Final = """
SELECT l.id FROM lanes l
WHERE l.id IN (
    SELECT DISTINCT lane_id FROM berichten
    WHERE richting = 'in' AND status = 'ontvangen' AND lane_id IS NOT NULL
)
{only}
ORDER BY l.id LIMIT 1 FOR NO KEY UPDATE OF l SKIP LOCKED
"""
_FIRST_IN_LANE: Final = """
SELECT id FROM berichten
WHERE lane_id = %s AND richting = 'in' AND status = 'ontvangen'
ORDER BY dagtekening, rang, id LIMIT 1
"""
_WITHOUT_LANE: Final = """
SELECT id FROM berichten
WHERE lane_id IS NULL AND richting = 'in' AND status = 'ontvangen'
ORDER BY dagtekening, rang, id LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED
"""


def take_next(*, lane_id: int | None = None) -> Ontvangen | None:
    """The next message to process, in a lane that is locked until the transaction ends.

    ``lane_id``: only in this lane, where the worker was just now. None when nothing waits that
    nobody else is at.
    """
    with connection.cursor() as cursor:
        if lane_id is None:
            cursor.execute(_LOCK_A_LANE.format(only=""))
        else:
            cursor.execute(_LOCK_A_LANE.format(only="AND l.id = %s"), [lane_id])
        lane = cursor.fetchone()
        if lane is not None:
            cursor.execute(_FIRST_IN_LANE, [lane[0]])
        elif lane_id is None:
            cursor.execute(_WITHOUT_LANE)
        else:
            return None
        # Another worker may have finished the last of this lane just before we locked it.
        found = cursor.fetchone()
    return None if found is None else _ontvangen(found[0])


def _ontvangen(bericht_id: int) -> Ontvangen:
    row = Bericht.objects.select_related("administratie").get(pk=bericht_id)
    return Ontvangen(
        id=row.pk,
        lane_id=row.lane_id,
        administratie=row.administratie.code if row.administratie else None,
        functie=row.functie,
        zender=row.zender,
        identificatie=row.identificatie,
        ontvangstdatum=timezone.localdate(row.at),
        naam=row.naam,
        is_fout=(row.envelop or {}).get("soort") == Fo01.__name__,
    )


def finish(
    *, bericht_id: int, uitkomst: Uitkomst, retourcodes: Iterable[str], at: datetime
) -> None:
    """The message is processed: its term ends here, its answer goes out with this transaction."""
    Bericht.objects.filter(pk=bericht_id).update(
        status=InStatus.VERWERKT,
        uitkomst=uitkomst,
        retourcodes=list(retourcodes),
        afgerond_at=at,
        uiterlijk=None,
    )


def put_in_quarantaine(*, bericht_id: int, outcome: Quarantined, at: datetime) -> None:
    """A stored message that cannot be processed waits for a person."""
    row = Bericht.objects.get(pk=bericht_id)
    row.status, row.afgerond_at = InStatus.QUARANTAINE, at
    row.uitkomst = Uitkomst.QUARANTAINE
    row.save(update_fields=["status", "afgerond_at", "uitkomst"])
    Quarantaine.objects.create(
        at=at, naam=row.naam, sha256=row.sha256, reden=outcome.reason, bericht=row
    )
    if outcome.alert is not None:
        add_signaal(outcome.alert.kind, outcome.alert.text, at, bericht_id=bericht_id)


@transaction.atomic
def register_failure(*, bericht_id: int, error: str, at: datetime) -> None:
    """Processing ended in an error of ours. After a few times the message waits for a person.

    ``error``: name of the kind of error; its text could hold what was read.
    """
    row = Bericht.objects.select_for_update().get(pk=bericht_id)
    if row.status != InStatus.ONTVANGEN:
        return
    row.pogingen += 1
    row.save(update_fields=["pogingen"])
    if row.pogingen >= MAX_FAILURES:
        reason = (
            f"Het verwerken van dit bericht is {row.pogingen} keer misgegaan door een fout in "
            f"noaber ({error}). Er is niets mee gedaan. Laat de leverancier van noaber uitzoeken "
            "waarom, en verwerk het daarna opnieuw."
        )
        put_in_quarantaine(bericht_id=bericht_id, outcome=Quarantined(reason=reason), at=at)


def note_warnings(*, bericht_id: int, findings: Iterable[Finding], at: datetime) -> None:
    """What a rule says that a person should look at; nothing is rejected for it."""
    Signaal.objects.bulk_create(
        Signaal(
            at=at,
            soort=AlertKind.WARNING,
            regel=finding.rule,
            tekst=finding.text,
            bericht_id=bericht_id,
        )
        for finding in findings
    )


def add_signaal(
    kind: AlertKind, tekst: str, at: datetime, *, bericht_id: int | None = None
) -> None:
    """Something that a person should look at. For this module alone."""
    Signaal.objects.create(at=at, soort=kind, tekst=tekst, bericht_id=bericht_id)


class AlreadySettled(LookupError):
    """There is nothing open with this number; the text is Dutch."""

    def __init__(self) -> None:
        super().__init__("Hier staat niets open met dit nummer. Kijk met 'noaber post' wat er is.")


@transaction.atomic
def settle_quarantaine(
    *, quarantaine_id: int, besluit: str, again: bool, viewer: Viewer, at: datetime
) -> None:
    """A person decided about something in quarantaine.

    ``again``: a stored message is to be processed once more.

    Raises:
        NotAllowed: the viewer may not.
        AlreadySettled: it is not open.
    """
    viewer.require(Recht.POST_VERWERKEN)
    row = (
        Quarantaine.objects.select_for_update()
        .filter(pk=quarantaine_id, afgehandeld_at__isnull=True)
        .first()
    )
    if row is None:
        raise AlreadySettled
    row.afgehandeld_at, row.afgehandeld_door, row.besluit = at, viewer.naam, besluit
    row.save(update_fields=["afgehandeld_at", "afgehandeld_door", "besluit"])
    if again and row.bericht_id is not None:
        Bericht.objects.filter(pk=row.bericht_id, richting=Richting.IN).update(
            status=InStatus.ONTVANGEN, uitkomst="", afgerond_at=None, pogingen=0
        )


def settle_signaal(*, signaal_id: int, besluit: str, viewer: Viewer, at: datetime) -> None:
    """A person looked. Raises NotAllowed, AlreadySettled."""
    viewer.require(Recht.POST_VERWERKEN)
    changed = Signaal.objects.filter(pk=signaal_id, afgehandeld_at__isnull=True).update(
        afgehandeld_at=at, afgehandeld_door=viewer.naam, besluit=besluit
    )
    if not changed:
        raise AlreadySettled
