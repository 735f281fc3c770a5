# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What came of a message that we received."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.db import connection, transaction
from django.utils import timezone

from noaber.access.sealing import keyring
from noaber.access.types import Recht, Viewer
from noaber.kernel.finding import Finding
from noaber.postbus.models import Bericht, Quarantaine, Signaal
from noaber.postbus.types import (
    AlertKind,
    InStatus,
    Ontvangen,
    Opgepakt,
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
# Of one kind on one day their numbers decide, 9 before 10: who took in which file first must not
# matter. The index bericht_wacht has the same order.
_ORDER: Final = "dagtekening, rang, length(identificatie), identificatie, payload_sha256, id"
# All of a message in one question: it is asked for every one.
_MESSAGE: Final = """
SELECT b.id, b.lane_id, b.administratie_id, a.code, b.functie, b.zender, b.ontvanger,
    b.identificatie, b.naam, b.envelop ->> 'soort', b.at, i.sealed
FROM ({first}) f
JOIN berichten b ON b.id = f.id
JOIN bericht_inhoud i ON i.bericht_id = b.id
LEFT JOIN administraties a ON a.id = b.administratie_id
"""
_DESCRIBED: Final = (
    "id", "lane_id", "administratie_id", "administratie", "functie", "zender", "ontvanger",
    "identificatie", "naam", "envelop",
)  # fmt: skip
"""Its first columns, as ``Ontvangen`` calls them."""
_FIRST_IN_LANE: Final = _MESSAGE.format(
    first=f"""
    SELECT id FROM berichten
    WHERE lane_id = %s AND richting = 'in' AND status = 'ontvangen'
    ORDER BY {_ORDER} LIMIT 1"""  # noqa: S608  # made of our own text
)
_WITHOUT_LANE: Final = _MESSAGE.format(
    first=f"""
    SELECT id FROM berichten
    WHERE lane_id IS NULL AND richting = 'in' AND status = 'ontvangen'
    ORDER BY {_ORDER} LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED"""  # noqa: S608  # made of our own text
)
_FINISH: Final = """
UPDATE berichten
SET status = %s, uitkomst = %s, retourcodes = %s::varchar(4)[], afgerond_at = %s, uiterlijk = NULL
WHERE id = %s
"""


def take_next(*, lane_id: int | None = None) -> Opgepakt | None:
    """The next message to process, in a lane that is locked until the transaction ends.

    ``lane_id``: only in this lane, where the worker was just now. None when nothing waits that
    nobody else is at.
    """
    only, asked = ("", []) if lane_id is None else ("AND l.id = %s", [lane_id])
    with connection.cursor() as cursor:
        while True:
            cursor.execute(_LOCK_A_LANE.format(only=only), asked)
            lane = cursor.fetchone()
            if lane is not None:
                cursor.execute(_FIRST_IN_LANE, lane)
            elif lane_id is None:
                cursor.execute(_WITHOUT_LANE)
            else:
                return None
            found = cursor.fetchone()
            if found is not None:
                return _opgepakt(found)
            if lane is None:
                return None
            # Another worker finished the last of this lane just before we locked it: look again.


def _opgepakt(row: tuple[Any, ...]) -> Opgepakt:
    *described, at, sealed = row
    ontvangen = Ontvangen(
        **dict(zip(_DESCRIBED, described, strict=True)), ontvangstdatum=timezone.localdate(at)
    )
    return Opgepakt(ontvangen, keyring().unpack(bytes(sealed)))


def finish(
    *, bericht_id: int, uitkomst: Uitkomst, retourcodes: Iterable[str], at: datetime
) -> None:
    """The message is processed: its term ends here, its answer goes out with this transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            _FINISH,
            [InStatus.VERWERKT.value, uitkomst.value, list(retourcodes), at, bericht_id],
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
        super().__init__(
            "Hier staat niets open met dit nummer. Kijk met 'noaber post quarantaine' of 'noaber "
            "post signalen' wat er open staat."
        )


class NothingKept(LookupError):
    """What stands in quarantaine could not be read, so it cannot be processed; Dutch."""

    def __init__(self) -> None:
        super().__init__(
            "Dit bestand was niet te lezen en is niet bewaard, dus het kan niet opnieuw worden "
            "verwerkt. Vraag de afzender om het opnieuw te sturen en handel deze regel af."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What stood in quarantaine and was decided about."""

    bericht_id: int | None
    """The message, when it was taken in; it waits again if that was decided."""
    naam: str
    data: bytes | None = field(repr=False)
    """What came in, when it was not taken in."""


@transaction.atomic
def settle_quarantaine(
    *, quarantaine_id: int, besluit: str, again: bool, viewer: Viewer, at: datetime
) -> Settled:
    """A person decided about something in quarantaine.

    ``again``: it is to be processed once more. Otherwise nothing is done with it any more, and
    nobody waits for an answer to it.

    Raises:
        NotAllowed: the viewer may not.
        AlreadySettled: it is not open, or not for this viewer.
        NothingKept: it cannot be processed again.
    """
    viewer.require(Recht.POST_VERWERKEN)
    row = (
        Quarantaine.objects.select_for_update(of=("self",))
        .select_related("bericht__administratie")
        .filter(pk=quarantaine_id, afgehandeld_at__isnull=True)
        .first()
    )
    if row is None or not _is_seen(row.bericht, viewer):
        raise AlreadySettled
    if again and row.bericht_id is None and row.sealed is None:
        raise NothingKept
    row.afgehandeld_at, row.afgehandeld_door, row.besluit = at, viewer.naam, besluit
    row.save(update_fields=["afgehandeld_at", "afgehandeld_door", "besluit"])
    if row.bericht_id is not None:
        changes: dict[str, Any] = {"uiterlijk": None}
        if again:
            changes = {
                "status": InStatus.ONTVANGEN,
                "uitkomst": "",
                "afgerond_at": None,
                "pogingen": 0,
            }
        Bericht.objects.filter(pk=row.bericht_id, richting=Richting.IN).update(**changes)
    data = None if row.sealed is None else keyring().unpack(bytes(row.sealed))
    return Settled(bericht_id=row.bericht_id, naam=row.naam, data=data)


def _is_seen(row: Bericht | None, viewer: Viewer) -> bool:
    """What belongs to no books is everybody's who may settle."""
    return row is None or row.administratie is None or viewer.sees(row.administratie.code)


@transaction.atomic
def settle_signaal(*, signaal_id: int, besluit: str, viewer: Viewer, at: datetime) -> None:
    """A person looked.

    Raises:
        NotAllowed: the viewer may not.
        AlreadySettled: it is not open, or not for this viewer.
    """
    viewer.require(Recht.POST_VERWERKEN)
    row = (
        Signaal.objects.select_for_update(of=("self",))
        .select_related("bericht__administratie")
        .filter(pk=signaal_id, afgehandeld_at__isnull=True)
        .first()
    )
    if row is None or not _is_seen(row.bericht, viewer):
        raise AlreadySettled
    row.afgehandeld_at, row.afgehandeld_door, row.besluit = at, viewer.naam, besluit
    row.save(update_fields=["afgehandeld_at", "afgehandeld_door", "besluit"])
