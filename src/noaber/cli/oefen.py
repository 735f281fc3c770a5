# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""``noaber oefen``: months of business between fictitious parties, with mistakes in it."""

from __future__ import annotations

import json
import os
import shlex
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from noaber.cli.options import AsJson, fail, open_database

if TYPE_CHECKING:
    from noaber.demo.krachten import Krachten
    from noaber.demo.opzet import Opzet
    from noaber.demo.verslag import Verslag

_MOST_PROCESSES: Final = 32
_MIN: Final = 1


def oefen(
    *,
    gemeenten: Annotated[int, typer.Option(help="Hoeveel gemeenten meedoen.")] = 2,
    aanbieders: Annotated[int, typer.Option(help="Hoeveel aanbieders meedoen.")] = 20,
    clienten: Annotated[int, typer.Option(help="Hoeveel cliënten hulp krijgen.")] = 5000,
    maanden: Annotated[int, typer.Option(help="Hoeveel maanden de oefening duurt.")] = 12,
    zaad: Annotated[
        int,
        typer.Option(help="Begingetal van het toeval: hetzelfde getal geeft dezelfde oefening."),
    ] = 1,
    fouten: Annotated[
        bool,
        typer.Option(
            "--fouten/--geen-fouten",
            help="Maak met opzet fouten: 5 procent van de prestaties, en van elke soort bericht.",
        ),
    ] = True,
    processen: Annotated[int, typer.Option(help="Aantal processen; 0 is één per kern.")] = 0,
    map_: Annotated[
        Path | None,
        typer.Option(
            "--map",
            metavar="MAP",
            help="Lege of nieuwe map voor de oefening; anders een tijdelijke.",
            show_default=False,
        ),
    ] = None,
    bewaar: Annotated[
        bool, typer.Option("--bewaar", help="Laat de oefening staan om er verder in te kijken.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Oefen met verzonnen gemeenten en aanbieders, die elkaar echte berichten sturen.

    Er wordt toegewezen, gestart, gevraagd, gedeclareerd en betaald, met fouten waarvan vooraf
    vaststaat wat erop terug moet komen. Het verslag legt wat is verwacht naast wat is gevonden.

    De oefening heeft een eigen database en komt niet aan die van u. Zij wordt daarna weggegooid,
    tenzij u --bewaar gebruikt.

    Eindigt met 0 als alles klopt, met 1 als er iets anders is dan verwacht.
    """
    opzet = _opzet(gemeenten, aanbieders, clienten, maanden, zaad=zaad, fouten=fouten)
    _within(processen, 0, _MOST_PROCESSES, "Het aantal processen")
    folder = _folder(map_)
    verslag = draai(opzet, folder, processen, keep=bewaar, quiet=as_json)
    if as_json:
        row = verslag.as_json()
        typer.echo(json.dumps({**row, "map": str(folder)} if bewaar else row, ensure_ascii=False))
    else:
        _show(verslag, folder if bewaar else None)
    raise typer.Exit(0 if verslag.klopt else 1)


def _opzet(
    gemeenten: int, aanbieders: int, clienten: int, maanden: int, *, zaad: int, fouten: bool
) -> Opzet:
    from noaber.demo import opzet

    _within(gemeenten, _MIN, opzet.MOST_GEMEENTEN, "Het aantal gemeenten")
    _within(aanbieders, _MIN, opzet.MOST_AANBIEDERS, "Het aantal aanbieders")
    _within(clienten, _MIN, opzet.MOST_CLIENTEN, "Het aantal cliënten")
    _within(maanden, _MIN, opzet.MOST_MAANDEN, "Het aantal maanden")
    return opzet.Opzet(
        gemeenten=gemeenten,
        aanbieders=aanbieders,
        clienten=clienten,
        maanden=maanden,
        zaad=zaad,
        fouten=opzet.FOUTEN if fouten else 0,
    )


def _within(value: int, least: int, most: int, what: str) -> None:
    if not least <= value <= most:
        fail(f"{what} is van {least} tot en met {most}; u vroeg er {value}. Kies een ander getal.")


def _folder(chosen: Path | None) -> Path:
    if chosen is None:
        return Path(tempfile.mkdtemp(prefix="noaber-oefening-"))
    folder = chosen.expanduser().absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        is_empty = not any(folder.iterdir())
    except OSError:
        fail(f"De map {chosen} kan niet worden gebruikt. Kies een map waarin u mag schrijven.")
    if not is_empty:
        fail(f"De map {chosen} is niet leeg. Kies een lege of nieuwe map voor de oefening.")
    return folder


def draai(opzet: Opzet, folder: Path, processen: int, *, keep: bool, quiet: bool) -> Verslag:
    """The whole exercise in an installation of its own, which is gone when this program ends unless
    it is to be kept.
    """
    from noaber.cli.progress import Progress
    from noaber.config.apart import set_apart

    set_apart(folder, keep=keep)
    open_database()
    from noaber.cli.oefenkrachten import Alleen, Samen
    from noaber.cli.workers import WorkerStopped
    from noaber.demo.oefening import Oefening
    from noaber.demo.opdrachten import FoutInNoaber
    from noaber.demo.verslag import maak_verslag

    count = processen or os.cpu_count() or 1
    try:
        with ExitStack() as stack:
            krachten: Krachten = stack.enter_context(Samen(count)) if count > 1 else Alleen()
            progress = stack.enter_context(Progress(quiet=quiet, vanishing=True))
            oefening = Oefening(opzet, folder, krachten, progress)
            oefening.draai()
            return maak_verslag(oefening)
    except WorkerStopped:
        fail(
            "Een van de processen van de oefening is gestopt; zij is niet af. Kijk of er genoeg "
            "geheugen en ruimte op de schijf is, en begin opnieuw.",
            code=1,
        )
    except FoutInNoaber as problem:
        fail(f"De oefening stopt op een fout in noaber zelf ({problem}). Meld dit.", code=1)


def _show(verslag: Verslag, kept: Path | None) -> None:
    from noaber.cli import oefenverslag

    oefenverslag.show(verslag)
    if kept is not None:
        typer.echo(f"\n{look_further(kept)}")


def look_further(kept: Path) -> str:
    """How to look into an exercise that was kept."""
    there = f"NOABER_MAP={shlex.quote(str(kept))} ./run noaber"
    return (
        f"De oefening staat in {kept}. Kijk er verder in met NOABER_MAP, bijvoorbeeld:\n"
        f"  {there} post in\n"
        f"  {there} betaal stand --gemeente 1969\n"
        f"  {there} controleer grootboek"
    )
