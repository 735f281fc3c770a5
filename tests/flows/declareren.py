# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Real 323's, from lines of which a test names only what differs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import count
from typing import Any

import polars as pl

from noaber.berichten.definitions import groups as g
from noaber.berichten.definitions import messages as m
from noaber.berichten.definitions.classes import Declaratie
from noaber.berichten.definitions.registry import definition
from noaber.berichten.xml.write_columns import write_columns
from noaber.kernel.period import Period
from noaber.kernel.wet import Wet
from tests.declaraties.factories import Row, day, lines
from tests.flows.wereld import B1, G1, P1, PRODUCTS

_numbers = count(1)


def prestatie(nummer: int = 1, wet: Wet = Wet.WMO, **changes: Any) -> Row:
    """A debit of 9 uur at 60,00 in March 2026. The end of the month and the bedrag follow."""
    categorie, code = PRODUCTS[wet][0]
    row: Row = {
        "bsn": B1,
        "referentie_nummer": f"P{next(_numbers):06}",  # R is for credits of the factories
        "vorig_referentie_nummer": None,
        "toewijzing_nummer": nummer,
        "product_categorie": categorie,
        "product_code": code,
        "begindatum": "2026-03-01",
        "einddatum": None,
        "geleverd_volume": 9,
        "eenheid": "04",
        "product_tarief": 6000,
        "bedrag": None,
        "debet_credit": "D",
        **changes,
    }
    row["begindatum"] = day(row["begindatum"])
    last = Period.month(row["begindatum"].year, row["begindatum"].month).last_day
    row["einddatum"] = day(row["einddatum"]) if row["einddatum"] else last
    if row["bedrag"] is None:
        row["bedrag"] = row["geleverd_volume"] * (row["product_tarief"] or 1)
    return row


def bericht_323(
    prestaties: Iterable[Row],
    *,
    wet: Wet = Wet.WMO,
    van: str = P1,
    naar: str = G1,
    periode: str = "2026-03-01",
    dagtekening: str = "2026-04-03",
    nummer: str | None = None,
    identificatie: str | None = None,
) -> bytes:
    """A declaratie with these prestaties, with an Identificatie and number of its own."""
    return bericht_van(
        lines(prestaties),
        wet=wet,
        van=van,
        naar=naar,
        periode=periode,
        dagtekening=dagtekening,
        nummer=nummer,
        identificatie=identificatie,
    )


def bericht_van(
    frame: pl.DataFrame,
    *,
    wet: Wet = Wet.WMO,
    van: str = P1,
    naar: str = G1,
    periode: str = "2026-03-01",
    dagtekening: str = "2026-04-03",
    nummer: str | None = None,
    identificatie: str | None = None,
) -> bytes:
    """The same, of lines that are columns already."""
    number = next(_numbers)
    month = Period.month(day(periode).year, day(periode).month)
    assert month.last_day is not None
    is_credit = pl.col("debet_credit") == "C"
    cents = frame.select(
        pl.when(is_credit).then(-pl.col("bedrag")).otherwise("bedrag").sum()
    ).item()
    version = definition(wet, "323").xsd_version
    sent = day(dagtekening)
    value = m.Bericht323(
        wet=wet,
        header=m.Header(
            afzender=van,
            ontvanger=naar,
            bericht_identificatie=g.BerichtIdentificatie(
                identificatie=identificatie or f"D{number:08}", dagtekening=sent
            ),
            xsd_versie=g.XsdVersie(basisschema_xsd_versie=version, bericht_xsd_versie=version),
        ),
        declaratie=Declaratie(
            declaratie_nummer=nummer or f"DN{number:06}",
            declaratie_periode=g.GeslotenPeriode(begindatum=month.start, einddatum=month.last_day),
            declaratie_dagtekening=sent,
            totaal_ingediend_bedrag=g.TotaalBedragMetDC(
                totaal_bedrag=abs(cents), debet_credit="C" if cents < 0 else "D"
            ),
            clienten=(),
        ),
    )
    return write_columns(value, frame)


def april(n: int = 3) -> date:
    """A day on which March is declared."""
    return date(2026, 4, n)
