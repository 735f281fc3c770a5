# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""``noaber betaal stand``: where the money is."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from noaber.cli.betaalscherm import (
    BATCH,
    DOEL,
    Gemeente,
    Na,
    as_batch_row,
    as_opdracht_row,
    books,
    euro,
    number_key,
    print_row,
    show_opdrachten,
    word,
)
from noaber.cli.options import AsJson, Day, Name, fail, moment, open_database, viewer
from noaber.cli.tabel import Aantal, Csv, Kolom, Lijst, show

if TYPE_CHECKING:
    from noaber.access.types import Viewer
    from noaber.declaraties.types.betalen import Batch, OpenRegel
    from noaber.partijen.types import Administratie

_FIRST = 10


# ── where the money is ───────────────────────────────────────────────────────────────────────────


def stand(
    nummer: Annotated[
        int | None,
        typer.Argument(min=1, metavar="NUMMER", help="Een batch, met wat erin zit."),
    ] = None,
    *,
    alleen_open: Annotated[
        bool, typer.Option("--open", help="Alleen wat open staat, de hele lijst.")
    ] = False,
    batches: Annotated[bool, typer.Option("--batches", help="Alleen de batches.")] = False,
    aantal: Aantal = 25,
    na: Na = None,
    to: Csv = None,
    gemeente: Gemeente = None,
    as_json: AsJson = False,
    vandaag: Day = None,
    door: Name = None,
) -> None:
    """Toon waar het geld is.

    Wat betaald, onderweg en open is (wat te laat is eerst), de batches, of één batch.
    """
    if (to is not None or na is not None) and not (alleen_open or batches):
        fail("Zet bij --csv of --na ook --open of --batches: welke lijst u bedoelt.")
    open_database()
    who, administratie = viewer(door, DOEL), books(gemeente)
    day = moment(vandaag).date()
    if nummer is not None:
        _show_batch(administratie, nummer, who, as_json=as_json)
    elif alleen_open:
        lijst = _open(administratie, who, day)
        show(lijst, after=_day_key(na), count=aantal, as_json=as_json, to=to)
    elif batches:
        every = _batches(administratie, who)
        show(every, after=number_key(na), count=aantal, as_json=as_json, to=to)
    else:
        _show_stand(administratie, who, day, as_json=as_json)


def _show_stand(administratie: Administratie, who: Viewer, day: date, *, as_json: bool) -> None:
    from noaber.declaraties.queries import get_betaalstand

    found = get_betaalstand(administratie, day, viewer=who)
    if as_json:
        print_row(
            {
                "gemeente": administratie.code,
                "toegekend_cents": int(found.toegekend),
                "betaald_cents": int(found.betaald),
                "onderweg_cents": int(found.onderweg),
                "open_cents": int(found.open),
                "open": found.open_regels,
                "te_laat": found.te_laat,
                "klopt": found.klopt,
            }
        )
        return
    typer.echo(f"Toegekend {euro(found.toegekend)}, daarvan:")
    for where, cents in (
        ("betaald", found.betaald),
        ("onderweg in een batch", found.onderweg),
        ("open", found.open),
    ):
        typer.echo(f"  {euro(cents):>18}  {where}")
    if not found.klopt:
        typer.echo("Let op: dit telt niet op. Betaal niets en meld dit aan de beheerder.", err=True)
    if found.te_laat:
        typer.echo(f"{found.te_laat} van {found.open_regels} open declaraties zijn te laat.")
    show(_open(administratie, who, day), after=None, count=_FIRST, as_json=False, to=None)
    if found.open_regels > _FIRST:
        typer.echo("De hele lijst: noaber betaal stand --open")
    show(_batches(administratie, who), after=None, count=_FIRST, as_json=False, to=None)


def _open(administratie: Administratie, who: Viewer, day: date) -> Lijst[OpenRegel]:
    from noaber.declaraties.queries import list_open_regels, open_key
    from noaber.kernel.bsn import without_bsn

    def page(after: str | tuple[date, int] | None, limit: int) -> list[OpenRegel]:
        key = _day_key(after) if isinstance(after, str) else after
        return list_open_regels(administratie, viewer=who, after_key=key, most=limit)

    def key(row: OpenRegel) -> str:
        day, declaratie_id = open_key(row)
        return f"{day.isoformat()}/{declaratie_id}"

    return Lijst(
        title="Open",
        columns=(
            Kolom("Uiterlijk", "uiterlijk", lambda row: row.uiterlijk),
            Kolom("Te laat", "te_laat", lambda row: row.is_late(day)),
            Kolom("Aanbieder", "aanbieder", lambda row: row.aanbieder),
            Kolom("Wet", "wet", lambda row: row.wet.value),
            Kolom("Declaratie", "declaratie", lambda row: without_bsn(row.declaratie_nummer)),
            Kolom("Bedrag", "bedrag", lambda row: euro(row.bedrag), justify="right"),
            Kolom("Bedrag (cent)", "bedrag_cents", lambda row: int(row.bedrag), is_shown=False),
        ),
        page=page,
        key=key,
        empty="Er staat niets open: alles wat is toegekend, is betaald of zit in een batch.",
    )


def _batches(administratie: Administratie, who: Viewer) -> Lijst[Batch]:
    from noaber.declaraties.queries import list_batches

    def page(after: str | int | None, limit: int) -> list[Batch]:
        before = number_key(after) if isinstance(after, str) else after
        return list_batches(administratie, viewer=who, before=before, most=limit)

    return Lijst(
        title="Batches",
        columns=BATCH,
        page=page,
        key=lambda row: str(row.nummer),
        empty="Er zijn nog geen batches. Begin met noaber betaal voorstel GEMEENTE.",
    )


def _day_key(key: str | None) -> tuple[date, int] | None:
    if key is None:
        return None
    day, _, number = key.partition("/")
    try:
        return (date.fromisoformat(day), int(number))
    except ValueError:
        fail("De sleutel bij --na klopt niet. Neem haar over van de vorige bladzijde.")


# ── one batch ────────────────────────────────────────────────────────────────────────────────────


def _show_batch(administratie: Administratie, nummer: int, who: Viewer, *, as_json: bool) -> None:
    from django.utils.timezone import localtime

    from noaber.declaraties.queries import UnknownBatch, find_batch, list_opdrachten

    try:
        batch = find_batch(administratie, nummer, viewer=who)
    except UnknownBatch as problem:
        fail(str(problem), code=1)
    rows = list_opdrachten(batch.id)
    if as_json:
        print_row({**as_batch_row(batch), "opdrachten": [as_opdracht_row(row) for row in rows]})
        return
    show_opdrachten(f"Batch {batch.nummer}: {word(batch.status)}", rows)
    typer.echo(f"Van rekening {batch.van_iban.masked}, op {batch.uitvoerdatum:%d-%m-%Y}.")
    for act, naam, at in (
        ("Voorgesteld", batch.voorgesteld_door, batch.voorgesteld_at),
        ("Akkoord", batch.gefiatteerd_door, batch.gefiatteerd_at),
        ("Vrijgegeven", batch.vrijgegeven_door, batch.vrijgegeven_at),
        ("Bestand gemaakt", batch.geexporteerd_door, batch.geexporteerd_at),
        ("Ingetrokken", batch.ingetrokken_door, batch.ingetrokken_at),
    ):
        if at is not None:
            typer.echo(f"{act} door {naam} op {localtime(at):%d-%m-%Y %H:%M}.")
