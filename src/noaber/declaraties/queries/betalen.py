# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Reading what is to be paid, what is under way and what is paid.

Whose books may not be seen are not there: the two look the same. Lists page by key.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django.db import connection
from django.db.models import Count, Min, Sum

from noaber.access.types import Viewer
from noaber.declaraties import models
from noaber.declaraties.types import BatchStatus, OpdrachtStatus
from noaber.declaraties.types.betalen import Batch, Betaalstand, Opdracht, OpenRegel
from noaber.kernel.iban import Iban
from noaber.kernel.money import Cents
from noaber.kernel.wet import Wet
from noaber.partijen.types import Administratie
from noaber.storage.paging import after

_STAYS_BEHIND: Final = (OpdrachtStatus.GEBLOKKEERD, OpdrachtStatus.VERVALLEN)

MOST: Final = 200
"""Rows of one page, unless the caller asks for another number."""


class UnknownBatch(LookupError):
    """There is no such batch in books that the viewer sees; the text is Dutch."""

    def __init__(self) -> None:
        super().__init__(
            "Deze betaalbatch bestaat niet. Kijk met 'noaber betaal stand' welke er zijn."
        )


# ── open ─────────────────────────────────────────────────────────────────────────────────────────

_OPEN_COLUMNS: Final = (
    "declaratie_id",
    "lane__aanbieder",
    "lane__wet",
    "declaratie__declaratie_nummer",
    "bedrag_cents",
    "uiterlijk",
)
_OPEN_ORDER: Final = ("uiterlijk", "declaratie_id")


def open_regels(administratie_id: int) -> Any:
    """The open regels of these books, for ``as_open_regel``; not read yet."""
    return models.Betaalregel.objects.filter(
        opdracht=None, lane__administratie_id=administratie_id
    ).values_list(*_OPEN_COLUMNS)


def as_open_regel(row: tuple[Any, ...]) -> OpenRegel:
    """One row of ``open_regels``."""
    declaratie_id, aanbieder, wet, nummer, cents, uiterlijk = row
    return OpenRegel(
        declaratie_id=declaratie_id,
        aanbieder=aanbieder,
        wet=Wet(wet),
        declaratie_nummer=nummer,
        bedrag=Cents(cents),
        uiterlijk=uiterlijk,
    )


def list_open_regels(
    administratie: Administratie,
    *,
    viewer: Viewer,
    after_key: tuple[date, int] | None = None,
    most: int = MOST,
) -> list[OpenRegel]:
    """What is in no batch, the most urgent first. The next page begins after ``open_key``."""
    if not viewer.sees(administratie.code):
        return []
    rows = open_regels(administratie.id).order_by(*_OPEN_ORDER)
    if after_key is not None:
        rows = rows.filter(after(_OPEN_ORDER, after_key))
    return [as_open_regel(row) for row in rows[:most]]


def open_key(regel: OpenRegel) -> tuple[date, int]:
    """The place of a regel in ``list_open_regels``."""
    return (regel.uiterlijk, regel.declaratie_id)


# ── batches ──────────────────────────────────────────────────────────────────────────────────────


def get_batch(batch_id: int, *, viewer: Viewer) -> Batch:
    """One batch. Raises UnknownBatch."""
    return _one({"id": batch_id}, viewer)


def find_batch(administratie: Administratie, nummer: int, *, viewer: Viewer) -> Batch:
    """The batch with this number in these books. Raises UnknownBatch."""
    return _one({"administratie_id": administratie.id, "nummer": nummer}, viewer)


def _one(which: dict[str, int], viewer: Viewer) -> Batch:
    row = models.Betaalbatch.objects.select_related("administratie").filter(**which).first()
    if row is None or not viewer.sees(row.administratie.code):
        raise UnknownBatch
    return _as_batches([row])[0]


def list_batches(
    administratie: Administratie,
    *,
    viewer: Viewer,
    before: int | None = None,
    most: int = MOST,
) -> list[Batch]:
    """The batches of these books, the newest first; the next page is ``before`` a number."""
    if not viewer.sees(administratie.code):
        return []
    rows = models.Betaalbatch.objects.filter(administratie_id=administratie.id)
    if before is not None:
        rows = rows.filter(nummer__lt=before)
    return _as_batches(list(rows.select_related("administratie").order_by("-nummer")[:most]))


def _as_batches(rows: list[models.Betaalbatch]) -> list[Batch]:
    """With what is in each of them, in two queries for all."""
    ids = [row.pk for row in rows]
    opdrachten = {
        batch_id: (count, cents)
        for batch_id, count, cents in models.Betaalopdracht.objects.filter(batch_id__in=ids)
        .exclude(status__in=_STAYS_BEHIND)
        .values_list("batch_id")
        .annotate(count=Count("id"), cents=Sum("bedrag_cents"))
    }
    urgent = dict(
        models.Betaalregel.objects.filter(opdracht__batch_id__in=ids, bedrag_cents__gt=0)
        .values_list("opdracht__batch_id")
        .annotate(first=Min("uiterlijk"))
    )
    found = []
    for row in rows:
        count, cents = opdrachten.get(row.pk, (0, 0))
        found.append(
            Batch(
                id=row.pk,
                administratie=row.administratie.code,
                nummer=row.nummer,
                status=BatchStatus(row.status),
                uitvoerdatum=row.uitvoerdatum,
                van_iban=Iban(row.van_iban),
                voorgesteld_door=row.voorgesteld_door,
                voorgesteld_at=row.voorgesteld_at,
                gefiatteerd_door=row.gefiatteerd_door,
                gefiatteerd_at=row.gefiatteerd_at,
                vrijgegeven_door=row.vrijgegeven_door,
                vrijgegeven_at=row.vrijgegeven_at,
                geexporteerd_door=row.geexporteerd_door,
                geexporteerd_at=row.geexporteerd_at,
                ingetrokken_door=row.ingetrokken_door,
                ingetrokken_at=row.ingetrokken_at,
                opdrachten=count,
                bedrag=Cents(cents),
                uiterlijk=urgent.get(row.pk),
            )
        )
    return found


def list_opdrachten(batch_id: int) -> list[Opdracht]:
    """All opdrachten of a batch that ``get_batch`` gave, by their place in the file."""
    rows = (
        models.Betaalopdracht.objects.filter(batch_id=batch_id)
        .select_related("aanbieder", "rekening")
        .annotate(aantal=Count("regels"))
        .order_by("id")
    )
    return [as_opdracht(row, row.aantal) for row in rows]


def as_opdracht(row: models.Betaalopdracht, regels: int) -> Opdracht:
    """A row with its aanbieder and rekening, as a value."""
    return Opdracht(
        id=row.pk,
        aanbieder=row.aanbieder.agb,
        naam=row.aanbieder.naam,
        bedrag=Cents(row.bedrag_cents),
        kenmerk=row.kenmerk,
        status=OpdrachtStatus(row.status),
        reden=row.reden,
        boekdatum=row.boekdatum,
        iban=Iban(row.rekening.iban) if row.rekening else None,
        regels=regels,
    )


def list_regels(opdracht_ids: Iterable[int]) -> dict[int, list[OpenRegel]]:
    """By opdracht the declaraties that are paid with it; none when it let go of them."""
    rows = (
        models.Betaalregel.objects.filter(opdracht_id__in=list(opdracht_ids))
        .order_by("declaratie_id")
        .values_list("opdracht_id", *_OPEN_COLUMNS)
    )
    found: dict[int, list[OpenRegel]] = {}
    for opdracht_id, *row in rows:
        found.setdefault(opdracht_id, []).append(as_open_regel(tuple(row)))
    return found


# ── where the money is ───────────────────────────────────────────────────────────────────────────

_STAND: Final = """
SELECT
    COALESCE((
        SELECT sum(d.toegekend_cents) FROM declaraties d JOIN lanes l ON l.id = d.lane_id
        WHERE l.administratie_id = %(administratie)s AND d.is_ontvangen
    ), 0),
    COALESCE(sum(r.bedrag_cents) FILTER (WHERE o.id IS NULL), 0),
    COALESCE(sum(r.bedrag_cents) FILTER (WHERE o.status NOT IN ('bevestigd')), 0),
    COALESCE(sum(r.bedrag_cents) FILTER (WHERE o.status = 'bevestigd'), 0),
    count(*) FILTER (WHERE o.id IS NULL),
    count(*) FILTER (
        WHERE o.id IS NULL AND r.bedrag_cents > 0 AND r.uiterlijk < %(vandaag)s
    )
FROM betaalregels r
JOIN lanes l ON l.id = r.lane_id
LEFT JOIN betaalopdrachten o ON o.id = r.opdracht_id
WHERE l.administratie_id = %(administratie)s
"""


def get_betaalstand(administratie: Administratie, vandaag: date, *, viewer: Viewer) -> Betaalstand:
    """All that was ever granted, by where the money is; all zero in books that are not seen."""
    asked = administratie.id if viewer.sees(administratie.code) else None
    with connection.cursor() as cursor:
        cursor.execute(_STAND, {"administratie": asked, "vandaag": vandaag})
        row = cursor.fetchone()
    assert row is not None
    toegekend, is_open, onderweg, betaald = (Cents(int(cents)) for cents in row[:4])
    return Betaalstand(
        toegekend=toegekend,
        open=is_open,
        onderweg=onderweg,
        betaald=betaald,
        open_regels=row[4],
        te_laat=row[5],
    )
