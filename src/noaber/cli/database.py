# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""``noaber database``: where the data are and how much, and bringing the tables up to date."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import typer

from noaber.cli.options import AsJson, fail

if TYPE_CHECKING:
    from noaber.config.schema import DatabaseStand

app = typer.Typer(
    help="Zien waar de gegevens staan, en de tabellen bijwerken.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command("stand")
def stand(as_json: AsJson = False) -> None:
    """Toon waar de database is en wat erin zit.

    Er verandert niets. Van elke tabel worden de rijen geteld; dat duurt even als het er veel zijn.
    """
    from noaber.config import environment

    is_own, found = _ask()
    where = str(environment.data_folder() / "database") if is_own else found.plek
    keys = environment.key_file()
    if as_json:
        row = _row(found, where, is_own=is_own)
        row |= {"sleutels": str(keys), "sleutels_er": keys.is_file()}
        typer.echo(json.dumps(row, ensure_ascii=False))
        return
    whose = "van noaber zelf" if is_own else "uit DATABASE_URL"
    typer.echo(f"Database {whose}: {where}")
    typer.echo(f"PostgreSQL {found.versie}, {_size(found.bytes)}.")
    typer.echo(f"Sleutels: {keys}{'' if keys.is_file() else ' (dit bestand is er niet)'}")
    if not found.migraties:
        typer.echo("Er zijn nog geen tabellen. Die maakt: noaber database migreer.")
    elif found.wachtend:
        typer.echo(
            f"De tabellen zijn niet bij: {found.wachtend} migraties wachten. Maak een back-up en "
            "draai: noaber database migreer."
        )
    else:
        typer.echo(f"De tabellen zijn bij: {found.migraties} migraties toegepast.")
    if found.migraties:
        _show_tables(found)


def _ask() -> tuple[bool, DatabaseStand]:
    """Whether the database is noaber's own, and what is in it, or the end of the command."""
    from noaber.config.errors import NotReady
    from noaber.config.start import NO_ANSWER, connect

    try:
        is_own = connect()
    except NotReady as problem:
        fail(str(problem), code=1)
    from django.db.utils import OperationalError

    from noaber.config.schema import get_stand

    try:
        return is_own, get_stand()
    except OperationalError:
        fail(NO_ANSWER, code=1)


def _row(found: DatabaseStand, where: str, *, is_own: bool) -> dict[str, object]:
    return {
        "eigen": is_own,
        "plek": where,
        "postgresql": found.versie,
        "bytes": found.bytes,
        "migraties": found.migraties,
        "wachtend": found.wachtend,
        "tabellen": [
            {"tabel": table.naam, "rijen": table.rijen, "bytes": table.bytes}
            for table in found.tabellen
        ],
    }


def _show_tables(found: DatabaseStand) -> None:
    from noaber.cli.columns import Column, print_table

    filled = [table for table in found.tabellen if table.rijen]
    if not filled:
        typer.echo("Alle tabellen zijn leeg.")
        return
    print_table(
        "Tabellen met rijen",
        [
            Column(title="Tabel"),
            Column(title="Rijen", justify="right"),
            Column(title="Grootte", justify="right"),
        ],
        (
            [table.naam, f"{table.rijen:,}".replace(",", "."), _size(table.bytes)]
            for table in filled
        ),
    )


def _size(count: int) -> str:
    """A number of bytes as a person reads it; 1 MB is a million bytes."""
    if count >= 1_000_000_000:
        return f"{count / 1_000_000_000:.1f} GB".replace(".", ",")
    if count >= 1_000_000:
        return f"{count / 1_000_000:.1f} MB".replace(".", ",")
    return f"{count // 1000} kB"


@app.command("migreer")
def migreer() -> None:
    """Werk de tabellen bij naar deze versie van noaber.

    Maak eerst een back-up. In de eigen database van noaber gebeurt dit vanzelf; in een database uit
    DATABASE_URL alleen met dit commando. Nog een keer verandert niets.
    """
    from noaber.config.errors import NotReady
    from noaber.config.start import start

    before = _ask()[1]
    try:
        start(migrate=True)
    except NotReady as problem:
        fail(str(problem), code=1)
    if before.wachtend:
        typer.echo(f"De tabellen zijn bijgewerkt: {before.wachtend} migraties toegepast.")
    else:
        typer.echo("De tabellen waren al bij. Er is niets veranderd.")
