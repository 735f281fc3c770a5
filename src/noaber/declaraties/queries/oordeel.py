# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Reading declaraties: what was declared and granted before.

A declaratie may have a hundred thousand lines and an aanbieder millions of earlier ones. So a fixed
number of queries asks about all lines at once, and none reads more of the history than it needs.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

import polars as pl
from django.db import connection
from django.db.models import Max

from noaber.declaraties import models
from noaber.declaraties.types import GRANTED, USED, Stand, Verbruik
from noaber.kernel.money import Cents
from noaber.storage.copy import TEXTS, as_numbers, as_texts, copy_out

_BY_ID: Final = {"toewijzing_id": pl.Int64}
_GRANTED: Final = {**_BY_ID, **{k: v for k, v in GRANTED.items() if k != "toewijzing_nummer"}}
_USED: Final = {**_BY_ID, **{k: v for k, v in USED.items() if k != "toewijzing_nummer"}}

# OFFSET 0 keeps the planner from joining whole tables: per toewijzing one look in an index is
# cheaper, and stays so however long the history grows.
_COLUMNS: Final = """
    p.toewijzing_id, p.referentie_nummer, {bsn} AS bsn, p.product_categorie, p.product_code,
    p.begindatum - DATE '1970-01-01' AS begindatum, p.einddatum - DATE '1970-01-01' AS einddatum,
    p.geleverd_volume, p.eenheid, p.tarief_cents AS product_tarief, p.bedrag_cents AS bedrag,
    EXISTS (
        SELECT 1 FROM prestaties c
        WHERE c.lane_id = p.lane_id AND c.vorig_referentie_nummer = p.referentie_nummer
            AND c.is_granted AND c.is_credit
    ) AS is_credited
"""
_ON_SAME_DAY: Final = (
    "SELECT "  # noqa: S608  # made of our own text
    + _COLUMNS.format(bsn="NULL::text")
    + """
FROM unnest(%s::int[], %s::date[]) AS asked(toewijzing_id, begindatum)
CROSS JOIN LATERAL (
    SELECT * FROM prestaties
    WHERE toewijzing_id = asked.toewijzing_id AND begindatum = asked.begindatum
        AND is_granted AND NOT is_credit
    OFFSET 0
) p
"""
)
_BY_REFERENTIE: Final = (
    "SELECT "  # made of our own text
    + _COLUMNS.format(bsn="encode(persoon.bsn_index, 'hex')")
    + """
FROM prestaties p
JOIN toewijzingen t ON t.id = p.toewijzing_id
JOIN personen persoon ON persoon.id = t.persoon_id
WHERE p.lane_id = %s AND p.referentie_nummer = ANY("""
    + TEXTS
    + """) AND p.is_granted AND NOT p.is_credit
"""
)
_LAST_STAND: Final = """
SELECT asked.id AS toewijzing_id, p.stand_uren AS uren, p.stand_overig AS overig,
    p.stand_cents AS bedrag
FROM unnest(%s::int[]) AS asked(id)
CROSS JOIN LATERAL (
    SELECT stand_uren, stand_overig, stand_cents FROM prestaties
    WHERE toewijzing_id = asked.id AND is_granted
    ORDER BY declaratie_id DESC LIMIT 1
) p
"""
# References are mostly handed out in order. Then none of before lies between the first and the last
# of this message, and one look at that stretch of the index says so.
_REFERENTIES_BETWEEN: Final = """
(SELECT referentie_nummer FROM prestaties
 WHERE lane_id = %s AND is_granted AND referentie_nummer BETWEEN %s AND %s LIMIT %s)
UNION ALL
(SELECT referentie_nummer FROM prestaties
 WHERE lane_id = %s AND NOT is_granted AND referentie_nummer BETWEEN %s AND %s LIMIT %s)
"""
_REFERENTIES_AMONG: Final = (
    "SELECT asked.referentie FROM unnest("  # noqa: S608  # made of our own text
    + TEXTS
    + """) AS asked(referentie)
WHERE EXISTS (
    SELECT 1 FROM prestaties
    WHERE lane_id = %s AND is_granted AND referentie_nummer = asked.referentie
) OR EXISTS (
    SELECT 1 FROM prestaties
    WHERE lane_id = %s AND NOT is_granted AND referentie_nummer = asked.referentie
)
"""
)


# ── facts for a judgement ────────────────────────────────────────────────────────────────────────


def has_declaratie_nummer(lane_id: int, nummer: str) -> bool:
    """Whether a declaratie with this number counts in this lane (TR333)."""
    return models.Declaratie.objects.filter(
        lane_id=lane_id, declaratie_nummer=nummer, is_als_geheel_afgewezen=False
    ).exists()


def find_last_periode(lane_id: int) -> date | None:
    """First day of the newest DeclaratiePeriode that counts in this lane (TR318)."""
    found: date | None = models.Declaratie.objects.filter(
        lane_id=lane_id, is_als_geheel_afgewezen=False
    ).aggregate(last=Max("periode"))["last"]
    return found


def used_referenties(lane_id: int, asked: pl.Series) -> pl.Series:
    """The ReferentieNummers of before in this lane, at least those that are asked (TR314)."""
    if asked.is_empty():
        return asked
    most = len(asked)
    part: list[int | str] = [lane_id, str(asked.min()), str(asked.max()), most + 1]
    with connection.cursor() as cursor:
        cursor.execute(_REFERENTIES_BETWEEN, [*part, *part])
        found = cursor.fetchall()
        if len(found) > most:  # too many to read them all: ask about each
            cursor.execute(_REFERENTIES_AMONG, [as_texts(asked.unique()), lane_id, lane_id])
            found = cursor.fetchall()
    return pl.Series(asked.name, [row[0] for row in found], dtype=pl.String)


def granted_on_same_day(asked: pl.DataFrame) -> pl.DataFrame:
    """Granted debits on these toewijzingen that begin on the day that is asked of each.

    ``asked`` has ``toewijzing_id`` and ``begindatum``. The bsn is left out: nobody asks.
    """
    pairs = asked.unique()
    return copy_out(
        _ON_SAME_DAY,
        [as_numbers(pairs["toewijzing_id"]), as_numbers(pairs["begindatum"])],
        _GRANTED,
    )


def granted_by_referentie(lane_id: int, referenties: pl.Series) -> pl.DataFrame:
    """The granted debits with these ReferentieNummers; bsn is the key of partijen."""
    asked = referenties.drop_nulls().unique()
    if asked.is_empty():
        return pl.DataFrame(schema=_GRANTED)
    return copy_out(_BY_REFERENTIE, [lane_id, as_texts(asked)], _GRANTED)


def used_on(toewijzing_ids: pl.Series) -> pl.DataFrame:
    """What is granted and not credited on each of these toewijzingen; none where nothing is."""
    return copy_out(_LAST_STAND, [as_numbers(toewijzing_ids.unique())], _USED)


def list_totalen(bericht_ids: Iterable[int]) -> dict[int, Stand]:
    """By number of the 323 the totals of the declaraties that were judged."""
    rows = models.Declaratie.objects.filter(bericht_id__in=list(bericht_ids))
    return {
        row.bericht_id: Stand(
            declaratie_id=row.pk,
            regels=row.regels,
            ingediend=Cents(row.ingediend_cents),
            toegekend=Cents(row.toegekend_cents),
            afgewezen=row.regels - row.toegekende_regels,
        )
        for row in rows
    }


# ── for other modules ────────────────────────────────────────────────────────────────────────────

_VERBRUIK: Final = """
SELECT p.toewijzing_id,
    sum(CASE WHEN p.eenheid = '04' THEN p.geleverd_volume ELSE 0 END),
    sum(CASE WHEN p.eenheid = '04' THEN 0 ELSE p.geleverd_volume END),
    sum(p.bedrag_cents), max(p.einddatum)
FROM prestaties p
WHERE p.toewijzing_id = ANY(%s) AND p.is_granted AND NOT p.is_credit AND NOT EXISTS (
    SELECT 1 FROM prestaties c
    WHERE c.lane_id = p.lane_id AND c.vorig_referentie_nummer = p.referentie_nummer
        AND c.is_granted AND c.is_credit
)
GROUP BY p.toewijzing_id
"""


def list_verbruik(toewijzing_ids: Iterable[int]) -> dict[int, Verbruik]:
    """By id what is granted and not credited on these toewijzingen, added up line by line."""
    asked = list(toewijzing_ids)
    if not asked:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_VERBRUIK, [asked])
        return {
            toewijzing_id: Verbruik(
                uren=int(uren), overig=int(overig), cents=int(cents), last_day=last_day
            )
            for toewijzing_id, uren, overig, cents, last_day in cursor.fetchall()
        }


_PER_MONTH: Final = """
SELECT toewijzing_id, date_trunc('month', begindatum)::date,
    sum(CASE WHEN is_credit THEN -bedrag_cents ELSE bedrag_cents END)
FROM prestaties
WHERE toewijzing_id = ANY(%s) AND is_granted
GROUP BY 1, 2
"""


def list_realised(toewijzing_ids: Iterable[int]) -> dict[int, dict[date, int]]:
    """By toewijzing and first day of the month of help: eurocents granted, credits taken off."""
    asked = list(toewijzing_ids)
    found: dict[int, dict[date, int]] = {}
    if not asked:
        return found
    with connection.cursor() as cursor:
        cursor.execute(_PER_MONTH, [asked])
        for toewijzing_id, month, cents in cursor.fetchall():
            found.setdefault(toewijzing_id, {})[month] = int(cents)
    return found
