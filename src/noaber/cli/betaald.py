# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""``noaber betaal betaald``: whether, when and in which batch a declaratie was paid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from noaber.cli.betaalscherm import DOEL, Gemeente, Na, books, euro, number_key, print_row, word
from noaber.cli.options import AsJson, Name, fail, open_database, viewer
from noaber.cli.tabel import Aantal, Kolom, Lijst, show

if TYPE_CHECKING:
    from noaber.declaraties.types.betalen import BetaaldeDeclaratie, BetaaldeRegel, Betaling


def betaald(
    nummer: Annotated[
        str, typer.Argument(metavar="DECLARATIENUMMER", help="Zoals het in de declaratie staat.")
    ],
    *,
    aanbieder: Annotated[
        str, typer.Option(metavar="AGB", help="AGB-code van de aanbieder (8 cijfers).")
    ],
    prestatie: Annotated[
        str | None,
        typer.Option(
            metavar="REFERENTIE",
            help="Alleen de regel met dit ReferentieNummer.",
            show_default=False,
        ),
    ] = None,
    aantal: Aantal = 25,
    na: Na = None,
    gemeente: Gemeente = None,
    as_json: AsJson = False,
    door: Name = None,
) -> None:
    """Toon of een declaratie is betaald.

    En wanneer, in welke batch, en welke regels ervan.
    """
    open_database()
    from noaber.declaraties.queries import UnknownDeclaratie, list_betaalde_declaraties

    administratie = books(gemeente)
    try:
        found = list_betaalde_declaraties(
            administratie, aanbieder, nummer, viewer=viewer(door, DOEL)
        )
    except UnknownDeclaratie as problem:
        fail(str(problem), code=1)
    for row in found:
        if as_json:
            print_row(_declaratie_row(row))
        else:
            _show_declaratie(row)
        after = number_key(na)
        show(_regels(row, prestatie), after=after, count=aantal, as_json=as_json, to=None)


def _declaratie_row(row: BetaaldeDeclaratie) -> dict[str, Any]:
    betaling = row.betaling
    return {
        "declaratie": row.declaratie_nummer,
        "aanbieder": row.aanbieder,
        "gemeente": row.gemeente,
        "wet": row.wet.value,
        "maand": row.periode.isoformat(),
        "dagtekening": row.dagtekening.isoformat(),
        "ingediend_cents": int(row.ingediend),
        "toegekend_cents": int(row.toegekend),
        "regels": row.regels,
        "toegekende_regels": row.toegekende_regels,
        "betaald": betaling.is_betaald,
        "geboekt": betaling.boekdatum.isoformat() if betaling.boekdatum else None,
        "batch": betaling.batch,
        "batch_status": betaling.batch_status.value if betaling.batch_status else None,
        "kenmerk": betaling.kenmerk or None,
        "uiterlijk": betaling.uiterlijk.isoformat() if betaling.uiterlijk else None,
    }


def _show_declaratie(row: BetaaldeDeclaratie) -> None:
    typer.echo(
        f"Declaratie {row.declaratie_nummer} van {row.aanbieder} ({row.wet.naam}), "
        f"{row.periode:%m-%Y}: ingediend {euro(row.ingediend)}, toegekend {euro(row.toegekend)} "
        f"({row.toegekende_regels} van {row.regels} regels)."
    )
    typer.echo(_told(row.betaling))


def _told(betaling: Betaling) -> str:
    if betaling.uiterlijk is None:
        return "Er is niets te betalen."
    if betaling.batch is None or betaling.batch_status is None:
        return f"Nog niet betaald: staat open, uiterlijk {betaling.uiterlijk:%d-%m-%Y}."
    where = f"batch {betaling.batch}, kenmerk {betaling.kenmerk}"
    if betaling.is_betaald and betaling.boekdatum is not None:
        how = "Betaald" if betaling.bedrag > 0 else "Verrekend"
        return f"{how} op {betaling.boekdatum:%d-%m-%Y} in {where}."
    return (
        f"Nog niet betaald: zit in {where} ({word(betaling.batch_status)}), uiterlijk "
        f"{betaling.uiterlijk:%d-%m-%Y}."
    )


def _regels(declaratie: BetaaldeDeclaratie, referentie: str | None) -> Lijst[BetaaldeRegel]:
    from noaber.declaraties.queries import list_betaalde_regels

    betaling = declaratie.betaling
    boekdatum = betaling.boekdatum if betaling.is_betaald else None

    def page(after: str | int | None, limit: int) -> list[BetaaldeRegel]:
        place = number_key(after) if isinstance(after, str) else after
        return list_betaalde_regels(
            declaratie, referentie=referentie, after_regel=place or 0, most=limit
        )

    return Lijst(
        title="Regels",
        columns=(
            Kolom("Regel", "regel", lambda row: row.regel, justify="right"),
            Kolom("Referentie", "referentie", lambda row: row.referentie),
            Kolom("Product", "product", lambda row: f"{row.product_categorie} {row.product_code}"),
            Kolom("Van", "van", lambda row: row.begindatum),
            Kolom("Tot en met", "tot_en_met", lambda row: row.einddatum),
            Kolom("Bedrag", "bedrag", lambda row: euro(row.bedrag), justify="right"),
            Kolom("Bedrag (cent)", "bedrag_cents", lambda row: int(row.bedrag), is_shown=False),
            Kolom("Toegekend", "toegekend", lambda row: row.is_toegekend),
            Kolom(
                "Betaald op",
                "betaald_op",
                lambda row: boekdatum if row.is_toegekend else None,
                is_extra=True,
            ),
            Kolom("Gecrediteerd", "gecrediteerd", lambda row: row.is_gecrediteerd, is_extra=True),
        ),
        page=page,
        key=lambda row: str(row.regel),
        empty="Er is geen regel met deze referentie in deze declaratie.",
    )
