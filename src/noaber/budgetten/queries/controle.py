# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What must always hold of the ledger, and what it would still book."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

import polars as pl

from noaber.budgetten.queries import list_standen
from noaber.budgetten.rules.vrijval import book_situation
from noaber.budgetten.types import (
    Boeking,
    Gerealiseerd,
    Horizon,
    NietVastTeLeggen,
    Opdracht,
    Soort,
    Stand,
)
from noaber.kernel.controle import Checked, Invariant
from noaber.kernel.money import format_euro
from noaber.storage.checks import Check, look
from noaber.storage.copy import copy_out

_IN_BOOKS: Final = "(%(books)s::bigint IS NULL OR b.administratie_id = %(books)s)"


def _euro(cents: Any) -> str:
    """Sums come from the database as decimals."""
    return format_euro(int(cents))


_NOT_BELOW_ZERO: Final = Check(
    invariant=Invariant(
        "verplichting-niet-onder-nul",
        "Wat op een toewijzing in een maand is vastgelegd, valt nooit verder vrij dan tot nul.",
    ),
    subject="toewijzing",
    looked_at=f"""
        SELECT count(DISTINCT b.toewijzing_id) FROM boekingen b
        WHERE b.toewijzing_id IS NOT NULL AND {_IN_BOOKS}""",  # noqa: S608  # our own text
    breaks=f"""
        SELECT found.toewijzing_id AS id, min(found.maand), count(*), min(found.least) FROM (
            SELECT b.toewijzing_id, b.maand,
                LEAST(sum(b.max_cents), sum(b.verwacht_cents)) AS least
            FROM boekingen b
            WHERE b.toewijzing_id IS NOT NULL AND {_IN_BOOKS}
            GROUP BY 1, 2
        ) found
        WHERE found.least < 0 GROUP BY 1""",  # noqa: S608  # our own text
    tell=lambda first, count, least: (
        f"{count} maanden staan onder nul, de eerste is {first:%m-%Y}; het laagste bedrag is "
        f"{_euro(least)}"
    ),
)


def check_budgetten(*, administratie_id: int | None) -> list[Checked]:
    """Every invariant of the ledger alone."""
    return [look(_NOT_BELOW_ZERO, {"books": administratie_id})]


# ── for checks that join modules ─────────────────────────────────────────────────────────────────

BOOKED: Final = {
    "administratie_id": pl.Int64,
    "declaratie_id": pl.Int64,
    "product_categorie": pl.String,
    "product_code": pl.String,
    "maand": pl.Date,
    "cents": pl.Int64,
}
"""Realisatie as the ledger has it: per declaratie, product and month."""


def booked_realisatie(*, administratie_id: int | None) -> pl.DataFrame:
    """All realisatie that is booked (``BOOKED``)."""
    query = f"""
        SELECT b.administratie_id, b.declaratie_id, b.product_categorie, b.product_code,
            b.maand - DATE '1970-01-01' AS maand, sum(b.bedrag_cents)::bigint AS cents
        FROM boekingen b WHERE b.soort = %(soort)s AND {_IN_BOOKS}
        GROUP BY 1, 2, 3, 4, 5"""  # noqa: S608  # our own text
    parameters = {"books": administratie_id, "soort": Soort.REALISATIE.value}
    return copy_out(query, parameters, BOOKED)


# ── what is not booked yet ───────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Unbooked:
    """What the situation of opdrachten asks for and the ledger has not."""

    boekingen: dict[int, tuple[Boeking, ...]] = field(default_factory=dict)
    """By toewijzing; only those with a difference."""
    unknown: dict[int, NietVastTeLeggen] = field(default_factory=dict)
    """By toewijzing why its cost cannot be told."""


def list_unbooked(
    opdrachten: Sequence[Opdracht],
    gerealiseerd: Iterable[Gerealiseerd],
    horizon: Horizon,
    boekmaand: date,
) -> Unbooked:
    """Works out what these opdrachten commit now and compares it with what is committed."""
    standen: dict[int, list[Stand]] = defaultdict(list)
    for stand in list_standen([opdracht.toewijzing for opdracht in opdrachten], gerealiseerd):
        standen[stand.toewijzing].append(stand)
    found = Unbooked()
    for opdracht in opdrachten:
        number = opdracht.toewijzing
        try:
            entries = book_situation(opdracht, standen[number], horizon, boekmaand)
        except NietVastTeLeggen as problem:
            found.unknown[number] = problem
        else:
            if entries:
                found.boekingen[number] = entries
    return found
