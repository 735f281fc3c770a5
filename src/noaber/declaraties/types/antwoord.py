# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What the aanbieder knows when a 325 comes in, and what the 325 then means for its declaratie.

Facts are about one aanbieder, one gemeente and one law. Dates are inclusive, amounts are in
eurocents. Nothing here prints a BSN, but the lines hold it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

import polars as pl

from noaber.berichten.definitions.groups import XsdVersie
from noaber.declaraties.types.declaratie import Schema
from noaber.kernel.finding import Finding, Severity


class PrestatieStatus(StrEnum):
    """What became of a line that we sent."""

    TOEGEKEND = "toegekend"
    AFGEWEZEN = "afgewezen"
    """Refused for what is in the line itself: its codes say why."""
    NIET_BEOORDEELD = "niet beoordeeld"
    """Refused with its client (0233), or with the whole message or declaratie."""


# One row per prestatie of the 323, as ``berichten.xml.columns`` gives them.
VERZONDEN: Schema = {
    "client": pl.Int64,  # position in the message, from 1
    "prestatie": pl.Int64,  # position within the client, from 1
    "bsn": pl.String,
    "referentie_nummer": pl.String,
    "vorig_referentie_nummer": pl.String,  # null for a debit
    "toewijzing_nummer": pl.Int64,
    "product_categorie": pl.String,
    "product_code": pl.String,
    "begindatum": pl.Date,
    "einddatum": pl.Date,
    "geleverd_volume": pl.Int64,
    "eenheid": pl.String,
    "product_tarief": pl.Int64,  # null for eenheid 83
    "bedrag": pl.Int64,
    "debet_credit": pl.String,
}

# One row per prestatie of the 323, in the order in which the lines were given.
BEANTWOORD: Schema = {
    "client": pl.Int64,
    "prestatie": pl.Int64,
    "referentie_nummer": pl.String,
    "bedrag": pl.Int64,
    "debet_credit": pl.String,
    "status": pl.String,  # a PrestatieStatus
    "codes": pl.List(pl.String),  # of the line itself; empty when granted
    "client_codes": pl.List(pl.String),  # of its client, when that was refused
}


@dataclass(frozen=True)
class VerzondenDeclaratie:
    """A 323 as we sent it.

    ``lines`` has the columns of VERZONDEN; a client, ReferentieNummer and VorigReferentieNummer
    stand there together once (TR101).
    """

    identificatie: str
    dagtekening: date
    xsd_versie: XsdVersie
    declaratie_nummer: str
    lines: pl.DataFrame = field(repr=False)
    is_answered: bool = False
    """An earlier 325 about it counts. One that we laid aside does not."""


@dataclass(frozen=True)
class AntwoordFacts:
    """All that lies outside the 325 and that levels 3 and 4 need."""

    vandaag: date
    is_known_gemeente: bool
    """Whether the gemeentecode of the Afzender is in the list of CBS (TR378)."""
    used_identificaties: frozenset[str]
    """Identificaties of all 325's received before from this gemeente (TR056)."""
    declaratie: VerzondenDeclaratie | None
    """The 323 that we sent to this gemeente with the Identificatie that the 325 names."""


@dataclass(frozen=True)
class Toekenning:
    """What the gemeente decided about one 323."""

    header: tuple[str, ...]
    """Codes that reject the message: 0001, 9056, 8848 or S300."""
    declaratie: tuple[str, ...]
    """Codes that reject the declaratie as a whole: 9333, 8214."""
    lines: pl.DataFrame
    """With the columns of BEANTWOORD."""
    toegekend: int
    """Eurocents granted: debits - credits; 0 when the message or declaratie is rejected."""

    @property
    def counts_as_sent(self) -> bool:
        """False: its DeclaratieNummer and ReferentieNummers are free again (IV087)."""
        return not (self.header or self.declaratie)


@dataclass(frozen=True)
class AntwoordJudgement:
    """The verdict of levels 3 and 4 on one 325.

    ``findings`` are for a person: a 325 is never answered, so the retourcodes in them go nowhere.
    """

    findings: tuple[Finding, ...]
    toekenning: Toekenning | None
    """None when an error was found: then nothing is taken over and every line keeps waiting."""

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings for which the 325 does not count; warnings are left out."""
        return tuple(entry for entry in self.findings if entry.severity is Severity.ERROR)
