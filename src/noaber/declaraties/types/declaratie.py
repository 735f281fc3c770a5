# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The facts that a declaratie is judged by, and the judgement.

Facts come as columns, because a declaratie may have a hundred thousand lines. Every frame holds
the facts of one aanbieder, one gemeente and one law; it may hold more than the message needs.
Dates of periods are inclusive here, as in the message; an open end is null. Amounts are in
eurocents.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from noaber.kernel.wet import Wet

Schema = Mapping[str, pl.DataType | type[pl.DataType]]

# One row per toewijzing: its newest version (IV013). Deleted ones (reden 13) are there too.
TOEWIJZINGEN: Schema = {
    "toewijzing_nummer": pl.Int64,
    "bsn": pl.String,
    "product_categorie": pl.String,  # null: generiek
    "product_code": pl.String,  # null: aspecifiek or generiek
    "ingangsdatum": pl.Date,
    "einddatum": pl.Date,  # inclusive; null: open
    "volume": pl.Int64,  # null when there is no omvang
    "eenheid": pl.String,
    "frequentie": pl.String,
    "budget": pl.Int64,  # eurocents over the whole duration; null when there is none
    "is_output": pl.Boolean,  # uitvoeringsvariant of the product: outputgericht, else inspanning
    "is_deleted": pl.Boolean,
}

# One row per debit that was granted before, with what happened to it since. At least those that a
# credit in this message refers to, and on the toewijzingen of this message those whose
# ProductPeriode begins on a day on which one in this message begins.
GRANTED: Schema = {
    "referentie_nummer": pl.String,
    "bsn": pl.String,
    "toewijzing_nummer": pl.Int64,
    "product_categorie": pl.String,
    "product_code": pl.String,
    "begindatum": pl.Date,
    "einddatum": pl.Date,
    "geleverd_volume": pl.Int64,
    "eenheid": pl.String,
    "product_tarief": pl.Int64,  # null for eenheid 83
    "bedrag": pl.Int64,
    "is_credited": pl.Boolean,  # a granted credit has taken it back
}

# One row per toewijzing of this message on which anything is granted: all debits that are granted
# and not credited together. Hours stay apart, because what they count for follows from the eenheid
# that is assigned now.
USED: Schema = {
    "toewijzing_nummer": pl.Int64,
    "uren": pl.Int64,  # volume in eenheid 04
    "overig": pl.Int64,  # volume in every other eenheid
    "bedrag": pl.Int64,
}

# One row per contracted tariff version of a product at this aanbieder.
TARIEVEN: Schema = {
    "product_categorie": pl.String,
    "product_code": pl.String,
    "eenheid": pl.String,
    "tarief": pl.Int64,  # eurocents per eenheid; null for eenheid 83
    "geldig_van": pl.Date,
    "geldig_tot_en_met": pl.Date,  # inclusive; null: open
}


@dataclass(frozen=True)
class Facts:
    """All that lies outside the 323 and that levels 3 and 4 need."""

    wet: Wet
    vandaag: date
    is_known_gemeente: bool
    """Whether the gemeentecode in the header is in the list of CBS (TR378)."""
    used_identificaties: frozenset[str]
    """Identificaties of all 323's received before from this aanbieder (TR056)."""
    used_declaratie_nummers: frozenset[str]
    """DeclaratieNummers of this aanbieder under this law, of declaraties not wholly rejected."""
    last_declaratie_periode: date | None
    """First day of the newest DeclaratiePeriode of a declaratie that was not wholly rejected."""
    toewijzingen: pl.DataFrame
    granted: pl.DataFrame
    used: pl.DataFrame
    used_referenties: pl.Series
    """ReferentieNummers received before: of rejected lines too, not of wholly rejected messages."""
    tarieven: pl.DataFrame
    counts_week_without_sunday: bool = False
    """Setting of the gemeente: how much output fits in a toewijzing without any Sunday."""


@dataclass(frozen=True)
class Judgement:
    """The verdict of levels 3 and 4 on one declaratie.

    ``lines`` has one row per prestatie, in the order of the message: ``client``, ``prestatie``
    (positions from 1), ``bedrag``, ``debet_credit``, ``codes`` (retourcodes; empty when granted)
    and ``is_granted``.
    """

    header: str | None
    """Code that rejects the message: 9056, 8848 or S300."""
    declaratie: tuple[str, ...]
    """Codes that reject the declaratie as a whole: 9333, 8214."""
    clients: Mapping[int, tuple[str, ...]]
    """Codes per client (position from 1): 8187. All its prestaties are then not judged (0233)."""
    lines: pl.DataFrame
    toegekend: int
    """Eurocents granted: debits - credits; 0 when the message or declaratie is rejected."""
