# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Facts and lines for tests of declaraties, after the base data of the scenarios (flows §11).

Toewijzing T1 of client B1: inspanning, iJw 45/45A04, 3 uur per week, 2026-01-01 to 2026-06-30, at
60,00 per uur; nothing declared before; today is 2026-03-16. A test names only what differs. Days
may be written as text: "2026-03-01".
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import count
from typing import Any

import polars as pl

from noaber.declaraties.rules.oordeel import judge
from noaber.declaraties.types import GRANTED, TARIEVEN, TOEWIJZINGEN, USED, Facts, Judgement
from noaber.kernel.wet import Wet

Row = dict[str, Any]

B1, B2, B3 = "999900134", "999900146", "999900158"
T1 = 260101

LINES: dict[str, Any] = {
    "client": pl.Int64,
    "prestatie": pl.Int64,
    "bsn": pl.String,
    "referentie_nummer": pl.String,
    "vorig_referentie_nummer": pl.String,
    "toewijzing_nummer": pl.Int64,
    "product_categorie": pl.String,
    "product_code": pl.String,
    "begindatum": pl.Date,
    "einddatum": pl.Date,
    "geleverd_volume": pl.Int64,
    "eenheid": pl.String,
    "product_tarief": pl.Int64,
    "bedrag": pl.Int64,
    "debet_credit": pl.String,
}
"""The columns of ``berichten.xml.columns.Columns.lines``."""

_numbers = count(1)


def day(value: date | str) -> date:
    """A day, from text or as it is."""
    return date.fromisoformat(value) if isinstance(value, str) else value


# ── rows ─────────────────────────────────────────────────────────────────────────────────────────


def toewijzing(**changes: Any) -> Row:
    """T1, or what differs from it."""
    return _row(
        TOEWIJZINGEN,
        {
            "toewijzing_nummer": T1,
            "bsn": B1,
            "product_categorie": "45",
            "product_code": "45A04",
            "ingangsdatum": "2026-01-01",
            "einddatum": "2026-06-30",
            "volume": 3,
            "eenheid": "04",
            "frequentie": "2",
            "budget": None,
            "is_output": False,
            "is_deleted": False,
        },
        changes,
    )


def without_omvang(**changes: Any) -> Row:
    """An aspecifieke toewijzing: Categorie 45 and no more; with a Budget if one is named."""
    empty = {"product_code": None, "volume": None, "eenheid": None, "frequentie": None}
    return toewijzing(**{**empty, **changes})


def tarief(**changes: Any) -> Row:
    """60,00 per uur for 45A04, from 2020 on."""
    return _row(
        TARIEVEN,
        {
            "product_categorie": "45",
            "product_code": "45A04",
            "eenheid": "04",
            "tarief": 6000,
            "geldig_van": "2020-01-01",
            "geldig_tot_en_met": None,
        },
        changes,
    )


def prestatie(**changes: Any) -> Row:
    """A debit of 9 uur on T1 in March 2026: 540,00.

    ``bedrag`` follows from volume and tarief, and ``einddatum`` is the last of the month of the
    Begindatum, unless they are named. Every prestatie has a ReferentieNummer of its own.
    """
    row = _row(
        LINES,
        {
            "client": 1,
            "prestatie": 0,
            "bsn": B1,
            "referentie_nummer": f"R{next(_numbers):06}",
            "vorig_referentie_nummer": None,
            "toewijzing_nummer": T1,
            "product_categorie": "45",
            "product_code": "45A04",
            "begindatum": "2026-03-01",
            "einddatum": None,
            "geleverd_volume": 9,
            "eenheid": "04",
            "product_tarief": 6000,
            "bedrag": None,
            "debet_credit": "D",
        },
        changes,
    )
    if row["einddatum"] is None:
        row["einddatum"] = last_of_month(row["begindatum"])
    if row["eenheid"] == "83" and "product_tarief" not in changes:
        row["product_tarief"] = None
    if row["bedrag"] is None:
        row["bedrag"] = row["geleverd_volume"] * (row["product_tarief"] or 1)
    return row


def credit_of(debit: Row, **changes: Any) -> Row:
    """The credit that takes back a prestatie: equal but for its references and the C."""
    references = {
        "referentie_nummer": f"R{next(_numbers):06}",
        "vorig_referentie_nummer": debit["referentie_nummer"],
        "debet_credit": "C",
    }
    return {**debit, **references, **changes}


def granted(debit: Row, *, is_credited: bool = False) -> Row:
    """A prestatie as it is remembered once it was granted."""
    return {**{name: debit[name] for name in GRANTED if name in debit}, "is_credited": is_credited}


def last_of_month(value: date | str) -> date:
    last: date = pl.Series([day(value)]).dt.month_end().item()
    return last


def _row(schema: Any, base: Row, changes: Row) -> Row:
    assert changes.keys() <= schema.keys(), changes.keys() - schema.keys()
    row = {**base, **changes}
    return {
        name: day(value) if value is not None and schema[name] == pl.Date else value
        for name, value in row.items()
    }


# ── frames ───────────────────────────────────────────────────────────────────────────────────────


def lines(prestaties: Iterable[Row]) -> pl.DataFrame:
    """The lines of a message: clients by Bsn in order of appearance, numbered as in a message."""
    clients: dict[str, list[Row]] = {}
    for row in prestaties:
        clients.setdefault(row["bsn"], []).append(row)
    rows = [
        {**row, "client": client, "prestatie": number}
        for client, of_client in enumerate(clients.values(), start=1)
        for number, row in enumerate(of_client, start=1)
    ]
    return pl.DataFrame(rows, schema=LINES, orient="row")


def facts(**changes: Any) -> Facts:
    """The base facts, or what differs from them. Frames may be given as rows.

    Unless named, ``used_referenties`` are those of the granted lines.
    """
    before = changes.pop("granted", [])
    values: dict[str, Any] = {
        "wet": Wet.JW,
        "vandaag": "2026-03-16",
        "is_known_gemeente": True,
        "used_identificaties": frozenset[str](),
        "used_declaratie_nummers": frozenset[str](),
        "last_declaratie_periode": None,
        "toewijzingen": [toewijzing()],
        "granted": before,
        "used_referenties": [row["referentie_nummer"] for row in before],
        "tarieven": [tarief()],
        "counts_week_without_sunday": False,
    }
    assert changes.keys() <= values.keys(), changes.keys() - values.keys()
    values |= changes
    values["vandaag"] = day(values["vandaag"])
    if values["last_declaratie_periode"] is not None:
        values["last_declaratie_periode"] = day(values["last_declaratie_periode"])
    for name in ("used_identificaties", "used_declaratie_nummers"):
        values[name] = frozenset(values[name])
    values["used"] = pl.DataFrame(used_of(before), schema=USED, orient="row")
    for name, schema in (
        ("toewijzingen", TOEWIJZINGEN),
        ("granted", GRANTED),
        ("tarieven", TARIEVEN),
    ):
        if not isinstance(values[name], pl.DataFrame):
            values[name] = pl.DataFrame(values[name], schema=schema, orient="row")
    values["used_referenties"] = pl.Series(values["used_referenties"], dtype=pl.String)
    return Facts(**values)


def used_of(granted_rows: Iterable[Row]) -> list[Row]:
    """What is used of every toewijzing, added up line by line."""
    found: dict[int, Row] = {}
    for row in granted_rows:
        if row["is_credited"]:
            continue
        nummer = row["toewijzing_nummer"]
        empty = {"toewijzing_nummer": nummer, "uren": 0, "overig": 0, "bedrag": 0}
        used = found.setdefault(nummer, empty)
        used["uren" if row["eenheid"] == "04" else "overig"] += row["geleverd_volume"]
        used["bedrag"] += row["bedrag"]
    return list(found.values())


# ── a judgement in short ─────────────────────────────────────────────────────────────────────────


def judged(prestaties: Iterable[Row], heading: Row | None = None, **changes: Any) -> Judgement:
    """The judgement on these prestaties, declared over March 2026, with facts that differ."""
    above: Row = {
        "identificatie": "323-1",
        "dagtekening": "2026-03-16",
        "declaratie_nummer": "D-1",
        "periode_begin": "2026-03-01",
        **(heading or {}),
    }
    above |= {name: day(above[name]) for name in ("dagtekening", "periode_begin")}
    return judge(lines(prestaties), facts=facts(**changes), **above)


def codes(prestaties: Iterable[Row], **changes: Any) -> list[list[str]]:
    """The codes of every prestatie, in the order of the message, with facts that differ."""
    return judged(prestaties, **changes).lines["codes"].to_list()
