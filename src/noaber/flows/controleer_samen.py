# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Invariants that join modules: each gives its own side in columns, and here they are compared."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

import polars as pl

from noaber.access.types import Viewer
from noaber.audit.queries import logged_ids
from noaber.berichten.judge import judge_bytes
from noaber.budgetten.queries.controle import booked_realisatie
from noaber.budgetten.types import Boeking
from noaber.declaraties.queries.controle import (
    granted_by_administratie,
    most_granted,
    realised_by_lines,
    totalen,
)
from noaber.flows.boek_bij import bereken_alles
from noaber.kernel.controle import Break, Checked, Invariant, as_checked
from noaber.kernel.money import format_euro
from noaber.partijen.queries import list_lanes
from noaber.postbus.queries import get_payload
from noaber.postbus.queries.controle import antwoorden_op_323, lanes_of_post, processed_ids
from noaber.toewijzingen.queries.controle import highest_ceilings

# ── realisatie ───────────────────────────────────────────────────────────────────────────────────

_REALISATIE: Final = Invariant(
    "realisatie-is-regels",
    "De realisatie in het grootboek is per declaratie, product en maand wat de toegekende regels "
    "samen zijn.",
)
_TOTAL: Final = Invariant(
    "realisatie-totaal",
    "Alle realisatie van een administratie is samen wat zij op haar declaraties heeft toegekend.",
)
_KEY: Final = ["administratie_id", "declaratie_id", "product_categorie", "product_code", "maand"]


def check_realisatie(books: int | None) -> Iterator[Checked]:
    """The ledger beside the lines of declaraties, and beside what declaraties say of themselves."""
    lines = realised_by_lines(administratie_id=books)
    booked = booked_realisatie(administratie_id=books)
    wrong = (
        lines.join(booked, on=_KEY, how="full", coalesce=True, suffix="_booked")
        .with_columns(pl.col("cents", "cents_booked").fill_null(0))
        .filter(pl.col("cents") != pl.col("cents_booked"))
        .sort(_KEY)
    )
    breaks = [
        Break("declaratie", part["declaratie_id"][0], _told_realisatie(part))
        for part in wrong.partition_by("declaratie_id", maintain_order=True)
    ]
    yield as_checked(_REALISATIE, lines.height, breaks)

    granted = granted_by_administratie(administratie_id=books)
    totals = dict(booked.group_by("administratie_id").agg(pl.col("cents").sum()).iter_rows())
    yield as_checked(
        _TOTAL,
        len(granted.keys() | totals.keys()),
        [
            Break(
                "administratie",
                number,
                f"toegekend is {format_euro(granted.get(number, 0))}, het grootboek zegt "
                f"{format_euro(totals.get(number, 0))}",
            )
            for number in sorted(granted.keys() | totals.keys())
            if granted.get(number, 0) != totals.get(number, 0)
        ],
    )


def _told_realisatie(part: pl.DataFrame) -> str:
    first = part.row(0, named=True)
    return (
        f"{part.height} bedragen verschillen; product {first['product_categorie']} "
        f"{first['product_code']} in {first['maand']:%m-%Y}: de regels zijn "
        f"{format_euro(first['cents'])}, het grootboek {format_euro(first['cents_booked'])}"
    )


# ── verplichting ─────────────────────────────────────────────────────────────────────────────────

_VERPLICHTING: Final = Invariant(
    "verplichting-is-bij",
    "Wat op elke toewijzing is vastgelegd, is wat zij met de gegevens van vandaag kost: opnieuw "
    "boeken zou niets boeken. Na een jaarwisseling of een nieuw tarief is er wel wat te boeken; "
    "draai dan noaber controleer bijboeken.",
)


def check_verplichtingen(viewer: Viewer, administratie: str | None, on: date) -> Checked:
    """Works out every toewijzing anew and compares it with the ledger."""
    looked_at = 0
    breaks: list[Break] = []
    for ids, found in bereken_alles(viewer, administratie, on):
        looked_at += len(ids)
        breaks += [
            Break("toewijzing", number, _difference(boekingen))
            for number, boekingen in sorted(found.unbooked.boekingen.items())
        ]
    return as_checked(_VERPLICHTING, looked_at, breaks)


def _difference(boekingen: tuple[Boeking, ...]) -> str:
    maximum = sum(entry.maximum for entry in boekingen)
    verwacht = sum(entry.verwacht for entry in boekingen)
    first = min(entry.maand for entry in boekingen)
    return (
        f"nog te boeken: {format_euro(maximum)} (verwacht {format_euro(verwacht)}) in "
        f"{len({entry.maand for entry in boekingen})} maanden vanaf {first:%m-%Y}"
    )


# ── plafonds ─────────────────────────────────────────────────────────────────────────────────────

_PLAFOND: Final = Invariant(
    "toegekend-past",
    "Op een toewijzing met een budget, of met een volume voor de hele duur, is nooit meer "
    "toegekend dan het grootste budget of volume dat zij ooit had.",
)


def check_plafonds(books: int | None) -> Checked:
    """What was granted beside what was assigned.

    A line is judged by the version of that day, so the bound is the largest of all versions. Other
    frequenties have a bound that also hangs on the days; that is left to the judgement itself.
    """
    compared = highest_ceilings(administratie_id=books).join(
        most_granted(administratie_id=books), on="toewijzing_id", how="inner"
    )
    used = pl.when(pl.col("is_in_hours")).then(pl.col("minuten")).otherwise(pl.col("aantal"))
    room = pl.when(pl.col("is_in_hours")).then(pl.col("volume") * 60).otherwise(pl.col("volume"))
    wrong = compared.filter(
        (pl.col("cents") > pl.col("budget")).fill_null(value=False)
        | (used > room).fill_null(value=False)
    ).sort("toewijzing_id")
    return as_checked(
        _PLAFOND,
        compared.height,
        [
            Break("toewijzing", row["toewijzing_id"], _too_much(row))
            for row in wrong.iter_rows(named=True)
        ],
    )


def _too_much(row: dict[str, Any]) -> str:
    if row["budget"] is not None and row["cents"] > row["budget"]:
        return f"toegekend is {format_euro(row['cents'])}, het budget {format_euro(row['budget'])}"
    if row["is_in_hours"]:
        return f"toegekend zijn {row['minuten']} minuten, toegewezen {row['volume']} uur"
    return f"toegekend is een volume van {row['aantal']}, toegewezen {row['volume']}"


# ── post ─────────────────────────────────────────────────────────────────────────────────────────

_LANES: Final = Invariant(
    "bericht-in-juiste-boeken",
    "Elk bericht staat in de boeken en bij de twee partijen waar zijn verkeer bij hoort.",
)
_LOG: Final = Invariant(
    "verwerking-in-logboek",
    "Van elk verwerkt bericht staat in het logboek wie het verwerkte en waarom.",
)
_ANTWOORD_323: Final = Invariant(
    "antwoord-zegt-hetzelfde",
    "Elk declaratie-antwoord (325) noemt dezelfde bedragen en evenveel afgewezen regels als wat "
    "van de declaratie is bewaard.",
)


def check_lanes(viewer: Viewer, books: int | None) -> Checked:
    """The parties and books of messages beside those of their lane."""
    lanes = {lane.id: lane for lane in list_lanes(viewer=viewer)}
    found = lanes_of_post(administratie_id=books)
    breaks = []
    for row in found.sort("bericht_id").iter_rows(named=True):
        lane = lanes[row["lane_id"]]
        is_theirs = {row["zender"], row["ontvanger"]} == {lane.gemeente, lane.aanbieder}
        if row["administratie_id"] != lane.administratie.id:
            what = "in andere boeken dan die van hun verkeer"
        elif not is_theirs and not row["is_fout"]:
            what = f"tussen {lane.gemeente} en {lane.aanbieder}, en noemen andere partijen"
        else:
            continue
        breaks.append(
            Break(
                "bericht", row["bericht_id"], f"dit en {row['berichten'] - 1} andere staan {what}"
            )
        )
    return as_checked(_LANES, int(found["berichten"].sum()), breaks)


def check_log(books: int | None) -> Checked:
    """The log beside the messages that were processed."""
    processed = processed_ids(administratie_id=books)
    missing = processed.filter(~processed.is_in(logged_ids("bericht").implode())).sort()
    breaks = [Break("bericht", number, "staat niet in het logboek") for number in missing]
    return as_checked(_LOG, len(processed), breaks)


def check_antwoorden_323(books: int | None) -> Checked:
    """Opens every 325 and compares it with what is kept of its declaratie."""
    kept = totalen(administratie_id=books).join(
        antwoorden_op_323(administratie_id=books),
        left_on="bericht_id",
        right_on="vraag_id",
        how="left",
    )
    breaks = [
        Break("declaratie", row["declaratie_id"], text)
        for row in kept.sort("declaratie_id").iter_rows(named=True)
        if (text := _compare(row))
    ]
    return as_checked(_ANTWOORD_323, kept.height, breaks)


def _compare(row: dict[str, int | None]) -> str | None:
    if row["antwoord_id"] is None:
        return "heeft geen declaratie-antwoord"
    columns = judge_bytes(get_payload(row["antwoord_id"])).columns
    if columns is None or columns.antwoord is None:
        return "het declaratie-antwoord noemt geen bedragen"
    said = {
        "ingediend_cents": columns.antwoord.totaal_ingediend_bedrag.cents,
        "toegekend_cents": columns.antwoord.totaal_toegekend_bedrag.cents,
        "afgewezen": columns.lines.height,
    }
    wrong = [
        f"{name.removesuffix('_cents')}: bewaard {row[name]}, in het antwoord {value}"
        for name, value in said.items()
        if row[name] != value
    ]
    return "; ".join(wrong) or None
