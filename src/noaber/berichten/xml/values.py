# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""From rows of the columns back to values, for the few lines that need to be a value."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import groupby
from typing import Any

import polars as pl

from noaber.berichten.definitions import groups as g
from noaber.berichten.definitions.classes import Prestatie
from noaber.berichten.xml.columns import Columns


def rows_by_client(
    columns: Columns, clients: Collection[int]
) -> Iterator[tuple[int, list[dict[str, Any]]]]:
    """The lines of some clients (positions from 1), per client, in document order."""
    kept = columns.lines.filter(pl.col("client").is_in(list(clients))).iter_rows(named=True)
    for client, rows in groupby(kept, key=lambda row: int(row["client"])):
        yield client, list(rows)


def prestatie_of(row: dict[str, Any]) -> Prestatie:
    """The Prestatie that a row holds."""
    return Prestatie(
        product_referentie=g.Referentie(
            referentie_nummer=row["referentie_nummer"],
            vorig_referentie_nummer=row["vorig_referentie_nummer"],
        ),
        toewijzing_nummer=row["toewijzing_nummer"],
        product_categorie=row["product_categorie"],
        product_code=row["product_code"],
        product_periode=g.GeslotenPeriode(begindatum=row["begindatum"], einddatum=row["einddatum"]),
        geleverd_volume=row["geleverd_volume"],
        eenheid=row["eenheid"],
        product_tarief=row["product_tarief"],
        ingediend_bedrag=g.BedragMetDC(bedrag=row["bedrag"], debet_credit=row["debet_credit"]),
        retour_codes=tuple(row.get("retour_codes") or ()),
    )
