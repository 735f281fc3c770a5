# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Rows as values. For this module alone.

The names of the fields are what Django calls the columns: ``values_list(*VersieRij._fields)``.
"""

from __future__ import annotations

from datetime import date, time
from typing import NamedTuple

from noaber.berichten.definitions.groups import Omvang, Product
from noaber.partijen.types import Lane
from noaber.toewijzingen.types import StartKey, StartStop, StopKey, ToewijzingVersion


class VersieRij(NamedTuple):
    """The columns of a version."""

    toewijzing__nummer: int
    toewijzingsdatum: date
    toewijzingstijd: time
    ingangsdatum: date
    einddatum: date | None
    product_categorie: str | None
    product_code: str | None
    volume: int | None
    eenheid: str | None
    frequentie: str | None
    budget_cents: int | None
    reden_wijziging: str | None
    referentie_aanbieder: str | None
    commentaar: str | None


def to_version(row: VersieRij, lane: Lane, bsn: str) -> ToewijzingVersion:
    """The row as a value."""
    omvang = None
    if row.volume is not None:
        assert row.eenheid is not None
        assert row.frequentie is not None
        omvang = Omvang(volume=row.volume, eenheid=row.eenheid, frequentie=row.frequentie)
    return ToewijzingVersion(
        gemeente=lane.gemeente,
        wet=lane.wet,
        nummer=row.toewijzing__nummer,
        aanbieder=lane.aanbieder,
        bsn=bsn,
        product=product_of(row.product_categorie, row.product_code),
        toewijzingsdatum=row.toewijzingsdatum,
        toewijzingstijd=row.toewijzingstijd,
        ingangsdatum=row.ingangsdatum,
        einddatum=row.einddatum,
        reden_wijziging=row.reden_wijziging,
        omvang=omvang,
        budget=row.budget_cents,
        referentie_aanbieder=row.referentie_aanbieder,
        commentaar=row.commentaar,
    )


class StartStopRij(NamedTuple):
    """The columns of a start or stop."""

    toewijzing_nummer: int | None
    product_categorie: str | None
    product_code: str | None
    begindatum: date
    einddatum: date | None
    reden_beeindiging: str | None
    is_delete: bool
    volgnummer: int


def to_start_stop(row: StartStopRij) -> StartStop:
    """The row as a value."""
    start = StartKey(
        row.toewijzing_nummer, product_of(row.product_categorie, row.product_code), row.begindatum
    )
    key: StartKey | StopKey = start
    if row.einddatum is not None:
        assert row.reden_beeindiging is not None
        key = StopKey(start, row.reden_beeindiging, row.einddatum)
    return StartStop(key=key, is_delete=row.is_delete, volgnummer=row.volgnummer)


def product_of(categorie: str | None, code: str | None) -> Product | None:
    """None for a toewijzing that names none."""
    return None if categorie is None else Product(categorie=categorie, code=code)
