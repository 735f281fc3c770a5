# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""``noaber inrichting``: record what the chain needs, and show what is recorded."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from noaber.cli.inrichting_lijsten import toon
from noaber.cli.options import AsJson, Day, Name, fail, moment, open_database, viewer

if TYPE_CHECKING:
    from noaber.flows.richt_in import Ingericht
    from noaber.partijen.types import Rekening

_DOEL = "vastleggen van wie er hulp krijgt, wie die levert en wat die kost"
_LARGEST = 200 * 1024 * 1024
_DECISIONS = "besluiten"

app = typer.Typer(
    help="Leg vast wat nodig is. Gemeenten, aanbieders, producten, contracten, tarieven, personen.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.command("toon")(toon)


@app.command()
def laad(
    paths: Annotated[
        list[Path],
        typer.Argument(help="Bestanden in JSON of CSV.", metavar="BESTAND…"),
    ],
    *,
    gemeente: Annotated[
        str | None,
        typer.Option(
            metavar="CODE",
            help="Gemeentecode voor rijen zonder kolom gemeente.",
            show_default=False,
        ),
    ] = None,
    proef: Annotated[
        bool, typer.Option("--proef", help="Controleer alles en leg niets vast.")
    ] = False,
    as_json: AsJson = False,
    vandaag: Day = None,
    door: Name = None,
) -> None:
    """Leg vast wat in deze bestanden staat.

    Alles, of niets als er iets niet klopt. Wat er al zo staat, verandert niet. Maak voorbeelden met
    'noaber inrichting voorbeeld MAP'.

    Eindigt met 0 als het gelukt is, met 1 als er iets niet klopt (dan is niets vastgelegd), met 2
    bij verkeerd gebruik.
    """
    files = read_files(paths)
    open_database()
    from noaber.access.types import NotAllowed
    from noaber.cli.progress import Progress
    from noaber.flows.richt_in import richt_in

    try:
        with Progress(quiet=as_json) as progress:
            done = richt_in(
                files,
                viewer=viewer(door, _DOEL),
                at=moment(vandaag),
                shows=progress,
                gemeente=gemeente,
                proef=proef,
            )
    except NotAllowed as problem:
        fail(str(problem), code=1)
    if as_json:
        typer.echo(json.dumps(_as_json(done, proef=proef), ensure_ascii=False))
    else:
        _show(done, proef=proef)
    raise typer.Exit(0 if done.is_done else 1)


def read_files(paths: Sequence[Path]) -> list[tuple[str, bytes]]:
    """Name and content of every file, or the end of the command."""
    names = [path.name for path in paths]
    found = []
    for path in paths:
        if not path.is_file():
            fail(f"Het bestand {path} bestaat niet. Controleer de naam.")
        if path.stat().st_size > _LARGEST:
            fail(f"Het bestand {path} is groter dan 200 MB. Verdeel het over meer bestanden.")
        try:
            data = path.read_bytes()
        except OSError:
            fail(f"Het bestand {path} is niet te lezen. Controleer of u dat mag.")
        found.append((str(path) if names.count(path.name) > 1 else path.name, data))
    return found


def _as_json(done: Ingericht, *, proef: bool) -> dict[str, Any]:
    return {
        "vastgelegd": done.is_done and not proef,
        "proef": proef,
        "soorten": {
            kind: {
                "nieuw": counts.new,
                "gewijzigd": counts.changed,
                "ongewijzigd": counts.unchanged,
            }
            for kind, counts in done.counts.items()
        },
        "problemen": [problem.as_row() for problem in done.findings.problems],
        "waarschuwingen": [problem.as_row() for problem in done.findings.warnings],
    }


def _show(done: Ingericht, *, proef: bool) -> None:
    for warning in done.findings.warnings:
        typer.echo(f"Let op: {warning}", err=True)
    for problem in done.findings.problems:
        typer.echo(str(problem), err=True)
    if not done.is_done:
        count = len(done.findings.problems)
        typer.echo(
            f"Er is niets vastgelegd: {count} {'punt klopt' if count == 1 else 'punten kloppen'} "
            "niet. Verbeter dat en laad opnieuw.",
            err=True,
        )
        return
    if done.counts:
        _show_counts(done)
    is_new = any(counts.new or counts.changed for counts in done.counts.values())
    if proef:
        typer.echo("Dit was een proef: alles klopt, en er is niets vastgelegd.")
    elif is_new:
        typer.echo("Alles is vastgelegd.")
    else:
        typer.echo("Er is niets veranderd: dit stond er al zo.")


def _show_counts(done: Ingericht) -> None:
    from noaber.cli.columns import Column, print_table

    titles = ("Nieuw", "Gewijzigd", "Ongewijzigd")
    print_table(
        "Inrichting",
        [Column(title="Soort"), *(Column(title=title, justify="right") for title in titles)],
        (
            [kind, *(f"{number:,}".replace(",", ".") for number in numbers)]
            for kind, counts in done.counts.items()
            for numbers in [(counts.new, counts.changed, counts.unchanged)]
        ),
    )


@app.command()
def bevestig(
    agb: Annotated[str, typer.Argument(help="AGB-code van de aanbieder.", metavar="AGB")],
    *,
    gemeente: Annotated[
        str, typer.Option(metavar="CODE", help="De gemeente die op deze rekening gaat betalen.")
    ],
    iban: Annotated[
        str | None,
        typer.Option(
            metavar="IBAN",
            help="Het rekeningnummer zoals u het van de aanbieder hebt; noaber vergelijkt het.",
            show_default=False,
        ),
    ] = None,
    as_json: AsJson = False,
    vandaag: Day = None,
    door: Name = None,
) -> None:
    """Bevestig een nieuw rekeningnummer van een aanbieder.

    Dat doet een tweede persoon. Vergelijk het nummer eerst met een brief of een bankafschrift van
    de aanbieder, niet met een mail. Pas daarna wordt op deze rekening betaald.
    """
    number = _iban(iban)
    open_database()
    from noaber.access.types import NotAllowed
    from noaber.cli.boeken import get_gemeente
    from noaber.partijen.operations import (
        NeedsAnotherPerson,
        OtherRekening,
        UnknownRekening,
        confirm_rekening,
    )
    from noaber.partijen.queries import list_rekeningen

    administratie = get_gemeente(gemeente, _DOEL)
    try:
        confirm_rekening(
            administratie=administratie,
            agb=agb,
            viewer=viewer(door, _DOEL),
            at=moment(vandaag),
            iban=number,
        )
    except (NeedsAnotherPerson, NotAllowed, OtherRekening, UnknownRekening) as problem:
        fail(str(problem), code=1)
    _show_rekening(list_rekeningen(administratie.id, agb)[0], as_json=as_json)


def _iban(text: str | None) -> Any:
    from noaber.kernel.iban import Iban, InvalidIban

    try:
        return None if text is None else Iban.parse(text)
    except InvalidIban as problem:
        fail(str(problem))


def _show_rekening(rekening: Rekening, *, as_json: bool) -> None:
    if as_json:
        row = {
            "aanbieder": rekening.aanbieder,
            "iban": rekening.iban.masked,
            "tenaamstelling": rekening.tenaamstelling,
            "opgegeven_door": rekening.opgegeven_door,
            "bevestigd_door": rekening.bevestigd_door,
        }
        typer.echo(json.dumps(row, ensure_ascii=False))
        return
    typer.echo(
        f"Rekening {rekening.iban.masked} op naam van {rekening.tenaamstelling} is bevestigd. "
        f"Opgegeven door {rekening.opgegeven_door}, bevestigd door {rekening.bevestigd_door}."
    )


@app.command()
def voorbeeld(
    folder: Annotated[
        Path, typer.Argument(help="Lege of nieuwe map voor de voorbeelden.", metavar="MAP")
    ],
) -> None:
    """Schrijf bestanden om mee te beginnen.

    Van elke soort een CSV, en alles in één JSON. Alles erin is verzonnen. Laad ze om te oefenen, of
    vervang de rijen door uw eigen gegevens.
    """
    from importlib.resources import files

    from noaber.cli.output import why_unwritable

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        fail(f"{folder} bestaat al en is niet leeg. Kies een lege of nieuwe map.")
    names = []
    try:
        (folder / _DECISIONS).mkdir(parents=True, exist_ok=True)
        for entry in sorted(files("noaber.cli").joinpath("voorbeelden").iterdir(), key=str):
            data = entry.read_bytes()
            # A spreadsheet sees by this mark that the file is in UTF-8.
            mark = b"\xef\xbb\xbf" if entry.name.endswith(".csv") else b""
            # Decisions are for another command: so *.csv is all that can be loaded.
            inner = _DECISIONS if entry.name.startswith(_DECISIONS) else ""
            (folder / inner / entry.name).write_bytes(mark + data)
            names.append(f"{inner}/{entry.name}" if inner else entry.name)
    except OSError as problem:
        fail(why_unwritable(folder, problem), code=1)
    typer.echo(f"In {folder} staan nu: {', '.join(names)}.")
    typer.echo(f"Begin met: noaber inrichting laad {folder}/inrichting.json --proef")
