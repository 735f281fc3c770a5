# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What must always hold of toewijzingen, and facts about many of them at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any, Final

import polars as pl
from django.db import connection

from noaber.kernel.controle import Checked, Invariant
from noaber.partijen.types import Lane
from noaber.storage.checks import Check, look
from noaber.storage.copy import copy_out
from noaber.toewijzingen import models
from noaber.toewijzingen.queries import last_stops
from noaber.toewijzingen.queries.rijen import StartStopRij, to_start_stop
from noaber.toewijzingen.rules.start_stop import replay

_IN_BOOKS: Final = "(%(books)s::bigint IS NULL OR l.administratie_id = %(books)s)"
# As rules.actueel ranks versions (IV013), up to where only the rest of the content decides.
_RANK: Final = """({v}.toewijzingsdatum, {v}.toewijzingstijd,
    COALESCE({v}.reden_wijziging, '') COLLATE "C",
    COALESCE({v}.reden_wijziging IN ('13', '01') AND {v}.einddatum = {v}.ingangsdatum, false),
    COALESCE({v}.einddatum, 'infinity'::date))"""
_NEWEST: Final = Check(
    invariant=Invariant(
        "nieuwste-versie-telt",
        "Elke toewijzing wijst naar haar nieuwste besluit, en dat besluit is van haar zelf.",
    ),
    subject="toewijzing",
    looked_at=f"""
        SELECT count(*) FROM toewijzingen t JOIN lanes l ON l.id = t.lane_id
        WHERE {_IN_BOOKS}""",  # noqa: S608  # our own text
    breaks=f"""
        SELECT t.id, n.id AS newest, n.toewijzing_id = t.id AS is_own
        FROM toewijzingen t
        JOIN lanes l ON l.id = t.lane_id
        LEFT JOIN toewijzing_versies n ON n.id = t.newest_id
        WHERE {_IN_BOOKS} AND (
            n.id IS NULL OR n.toewijzing_id <> t.id
            OR EXISTS (
                SELECT 1 FROM toewijzing_versies v
                WHERE v.toewijzing_id = t.id AND {_RANK.format(v="v")} > {_RANK.format(v="n")}
            )
        )""",  # noqa: S608  # our own text
    tell=lambda newest, is_own: (
        "heeft geen versie die telt"
        if newest is None
        else "wijst naar een ouder besluit"
        if is_own
        else "wijst naar een besluit over een andere toewijzing"
    ),
)


def check_toewijzingen(*, administratie_id: int | None) -> list[Checked]:
    """Every invariant of toewijzingen themselves."""
    return [look(_NEWEST, {"books": administratie_id})]


# ── for checks that join modules ─────────────────────────────────────────────────────────────────

CEILINGS: Final = {
    "toewijzing_id": pl.Int64,
    "budget": pl.Int64,
    "volume": pl.Int64,
    "is_in_hours": pl.Boolean,
}
"""The most that was ever assigned as one amount: eurocents, or volume in its eenheid."""


def highest_ceilings(*, administratie_id: int | None) -> pl.DataFrame:
    """Toewijzingen that always had a Budget, or a Volume for the whole duration (``CEILINGS``)."""
    query = f"""
        SELECT v.toewijzing_id,
            CASE WHEN bool_and(v.budget_cents IS NOT NULL) THEN max(v.budget_cents) END AS budget,
            CASE WHEN bool_and(v.frequentie IS NOT DISTINCT FROM '6') THEN max(v.volume) END
                AS volume,
            bool_and(v.eenheid IS NOT DISTINCT FROM '04') AS is_in_hours
        FROM toewijzing_versies v
        JOIN toewijzingen t ON t.id = v.toewijzing_id
        JOIN lanes l ON l.id = t.lane_id
        WHERE {_IN_BOOKS}
        GROUP BY 1
        HAVING bool_and(v.budget_cents IS NOT NULL)
            OR bool_and(v.frequentie IS NOT DISTINCT FROM '6')"""  # noqa: S608  # our own text
    return copy_out(query, {"books": administratie_id}, CEILINGS)


def name_toewijzingen(ids: list[int]) -> dict[int, str]:
    """How a person knows these toewijzingen: number, gemeente and wet."""
    rows = models.Toewijzing.objects.filter(pk__in=ids).values_list(
        "pk", "nummer", "lane__gemeente", "lane__wet"
    )
    return {pk: f"toewijzing {nummer} van {code} ({wet})" for pk, nummer, code, wet in rows}


def count_toewijzingen() -> int:
    """How many toewijzingen are kept."""
    return models.Toewijzing.objects.count()


# ── many at once ─────────────────────────────────────────────────────────────────────────────────


def list_ids(lane: Lane, *, after: int = 0, limit: int) -> list[int]:
    """Toewijzingen of a lane, by id."""
    rows = models.Toewijzing.objects.filter(lane_id=lane.id, pk__gt=after)
    return list(rows.order_by("pk").values_list("pk", flat=True)[:limit])


_REDUCED: Final = """
SELECT t.id FROM toewijzingen t
WHERE {which} AND (
    EXISTS (
        SELECT 1 FROM start_stops s
        WHERE s.lane_id = t.lane_id AND s.persoon_id = t.persoon_id AND s.einddatum IS NOT NULL
    )
    OR EXISTS (
        SELECT 1 FROM toewijzing_versies v WHERE v.toewijzing_id = t.id AND v.id <> t.newest_id
    )
)
ORDER BY t.id
"""


def list_reduced(toewijzing_ids: Iterable[int]) -> list[int]:
    """Those of these toewijzingen of which less may be needed than there was: they were decided on
    more than once, or a stop of the client came in.
    """
    return _reduced("t.id = ANY(%s)", [list(toewijzing_ids)])


def list_reduced_by_nummer(lane: Lane, nummers: Iterable[int]) -> list[int]:
    """As ``list_reduced``, for toewijzingen of a lane by their number; gives ids."""
    return _reduced("t.lane_id = %s AND t.nummer = ANY(%s)", [lane.id, list(nummers)])


def _reduced(which: str, parameters: list[Any]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(_REDUCED.format(which=which), parameters)
        return [number for (number,) in cursor.fetchall()]


def list_stopped_among(lane: Lane, toewijzing_ids: Iterable[int]) -> dict[int, date]:
    """As ``last_stops``, for the clients of all of these toewijzingen in one query."""
    personen = models.Toewijzing.objects.filter(pk__in=list(toewijzing_ids)).values("persoon_id")
    rows = models.StartStop.objects.filter(lane_id=lane.id, persoon_id__in=personen)
    found: dict[int, date] = {}
    for _, of_one in groupby(
        rows.order_by("persoon_id", "volgnummer", "id").values_list(
            "persoon_id", *StartStopRij._fields
        ),
        key=lambda row: row[0],
    ):
        found |= last_stops(replay([to_start_stop(StartStopRij._make(row)) for _, *row in of_one]))
    return found
