# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""``noaber toewijs``: decisions from a file, and ``noaber verzoeken``: what waits for one."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from noaber.cli.inrichting import read_files
from noaber.cli.options import AsJson, Day, Name, fail, moment, open_database, viewer
from noaber.cli.tabel import Aantal, Csv, Kolom, Lijst, print_rows, show

if TYPE_CHECKING:
    from noaber.flows.wijs_toe import Besloten
    from noaber.flows.wijs_toe.uitvoeren import Uitkomst
    from noaber.toewijzingen.types.genomen import OpenVerzoek

_DOEL = "toewijzen van hulp en antwoorden op verzoeken"
_PAGE = 25


def toewijs(
    path: Annotated[
        Path, typer.Argument(help="Bestand met besluiten, in JSON of CSV.", metavar="BESTAND")
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
    naar: Annotated[
        Path | None,
        typer.Option(
            metavar="MAP",
            help="Zet de berichten in deze map; anders liggen ze klaar voor 'noaber verwerk'.",
            show_default=False,
        ),
    ] = None,
    proef: Annotated[
        bool, typer.Option("--proef", help="Doe alles, en draai het daarna terug.")
    ] = False,
    as_json: AsJson = False,
    vandaag: Day = None,
    door: Name = None,
) -> None:
    """Voer de besluiten in een bestand uit.

    Toewijzen, wijzigen, een verzoek beantwoorden. Elke rij staat op zichzelf. Klopt er iets niet
    aan het bestand zelf, dan wordt niets gedaan. Een rij met een kenmerk wordt één keer uitgevoerd,
    hoe vaak u het bestand ook geeft.

    Eindigt met 0 als alles gedaan is, met 1 als een rij is geweigerd of mislukt, met 2 bij
    verkeerd gebruik of een bestand dat niet klopt.
    """
    (file,) = read_files([path])
    open_database()
    from noaber.access.types import NotAllowed
    from noaber.cli.progress import Progress
    from noaber.flows.wijs_toe import wijs_toe

    try:
        with Progress(quiet=as_json) as progress:
            done = wijs_toe(
                file,
                viewer=viewer(door, _DOEL),
                clock=lambda: moment(vandaag),
                shows=progress,
                gemeente=gemeente,
                proef=proef,
            )
    except NotAllowed as problem:
        fail(str(problem), code=1)
    files = {} if proef else _carry(done, naar, vandaag)
    if as_json:
        typer.echo(json.dumps(_as_json(done, files, proef=proef), ensure_ascii=False))
    else:
        _show(done, files, naar, proef=proef)
    if done.findings.problems:
        raise typer.Exit(2)
    raise typer.Exit(0 if done.is_done else 1)


def _carry(done: Besloten, folder: Path | None, vandaag: date | None) -> dict[int, str]:
    """Puts out what lies ready, when a folder was given; the file of each message of this run."""
    from noaber.flows.verwerk_map import carry_all
    from noaber.postbus.folder.layout import FolderUnusable
    from noaber.postbus.folder.outbox import OutboxNameTaken
    from noaber.postbus.queries import list_namen

    if folder is not None:
        try:
            carry_all(folder, lambda: moment(vandaag))
        except (FolderUnusable, OutboxNameTaken) as problem:
            fail(
                f"De besluiten zijn genomen, maar de berichten liggen nog klaar. {problem}", code=1
            )
    numbers = [number for one in done.uitkomsten for number in one.berichten]
    return {number: name.naam for number, name in list_namen(numbers).items() if name.naam}


def _as_json(done: Besloten, files: dict[int, str], *, proef: bool) -> dict[str, Any]:
    return {
        "proef": proef,
        "totaal": dict(Counter(str(one.stand) for one in done.uitkomsten)),
        "besluiten": [_row(one, files) for one in done.uitkomsten],
        "problemen": [problem.as_row() for problem in done.findings.problems],
        "waarschuwingen": [problem.as_row() for problem in done.findings.warnings],
    }


def _row(one: Uitkomst, files: dict[int, str]) -> dict[str, Any]:
    return {
        "rij": one.rij,
        "kenmerk": one.kenmerk,
        "besluit": one.soort,
        "uitkomst": str(one.stand),
        "reden": one.reden or None,
        "toewijzingnummers": list(one.nummers),
        "berichten": [
            {"bericht": name, "bestand": files.get(number)}
            for number, name in zip(one.berichten, one.namen, strict=True)
        ],
        "waarschuwingen": [
            {"regel": warning.rule or None, "tekst": warning.text} for warning in one.warnings
        ],
    }


def _show(done: Besloten, files: dict[int, str], folder: Path | None, *, proef: bool) -> None:
    for warning in done.findings.warnings:
        typer.echo(f"Let op: {warning}", err=True)
    if done.findings.problems:
        for problem in done.findings.problems:
            typer.echo(str(problem), err=True)
        count = len(done.findings.problems)
        typer.echo(
            f"Er is niets gedaan: {count} {'punt klopt' if count == 1 else 'punten kloppen'} niet. "
            "Verbeter het bestand en probeer het opnieuw.",
            err=True,
        )
        return
    _show_rows(done, proef=proef)
    counts = Counter(str(one.stand) for one in done.uitkomsten)
    typer.echo(", ".join(f"{number} {stand}" for stand, number in counts.items()) + ".")
    if proef:
        typer.echo("Dit was een proef: er is niets vastgelegd en niets verstuurd.")
    else:
        _tell_where(done, files, folder)


def _show_rows(done: Besloten, *, proef: bool) -> None:
    from noaber.cli.terminal import console

    print_rows("Besluiten", _kolommen(proef=proef), done.uitkomsten)
    screen = console()
    for one in done.uitkomsten:
        name = f"Rij {one.rij}" + (f" ({one.kenmerk})" if one.kenmerk else "")
        if one.reden:
            screen.print(f"{name}: {one.stand}. {one.reden}", style="red", soft_wrap=True)
        for warning in one.warnings:
            screen.print(f"{name}: let op. {warning.text}", style="yellow", soft_wrap=True)


def _kolommen(*, proef: bool) -> list[Kolom[Uitkomst]]:
    def berichten(row: Uitkomst) -> str:
        # A message of a try-out gets another number when it is made in earnest.
        return ", ".join(name.split()[0] if proef else name for name in row.namen)

    return [
        Kolom("Rij", "rij", lambda row: row.rij or None, "right"),
        Kolom("Kenmerk", "kenmerk", lambda row: row.kenmerk),
        Kolom("Besluit", "besluit", lambda row: row.soort),
        Kolom("Uitkomst", "uitkomst", lambda row: row.stand),
        Kolom("Toewijzing", "toewijzing", lambda row: row.nummers),
        Kolom("Bericht", "bericht", berichten),
    ]


def _tell_where(done: Besloten, files: dict[int, str], folder: Path | None) -> None:
    numbers = {number for one in done.uitkomsten for number in one.berichten}
    if folder is not None and numbers:
        typer.echo(f"De berichten staan in {folder}.")
    waiting = len(numbers - files.keys())
    if waiting:
        typer.echo(
            f"{waiting} berichten liggen klaar. Ze gaan mee met 'noaber verwerk', of geef --naar "
            "MAP."
        )


# ── what waits ───────────────────────────────────────────────────────────────────────────────────


def verzoeken(
    *,
    gemeente: Annotated[
        str | None,
        typer.Option(metavar="CODE", help="Alleen van deze gemeente.", show_default=False),
    ] = None,
    aanbieder: Annotated[
        str | None,
        typer.Option(metavar="AGB", help="Alleen van deze aanbieder.", show_default=False),
    ] = None,
    na: Annotated[
        str | None,
        typer.Option(
            "--na", metavar="SLEUTEL", help="Ga verder na deze regel.", show_default=False
        ),
    ] = None,
    aantal: Aantal = _PAGE,
    as_json: AsJson = False,
    to_csv: Csv = None,
) -> None:
    """Toon de verzoeken die op een besluit wachten.

    Verzoeken van aanbieders (315 en 317). Het dringendste staat bovenaan. Wat er gevraagd wordt,
    ziet u met 'noaber post toon' en het nummer van het bericht. Beantwoorden doet u met 'noaber
    toewijs'.
    """
    open_database()
    from noaber.toewijzingen.queries.genomen import page_open_verzoeken

    who = viewer(None, _DOEL)
    lijst: Lijst[OpenVerzoek] = Lijst(
        title="Verzoeken die op een besluit wachten",
        columns=[
            Kolom("Verzoek", "verzoek", lambda row: row.id, "right"),
            Kolom("Gemeente", "gemeente", lambda row: row.administratie, is_shown=False),
            Kolom("Aanbieder", "aanbieder", lambda row: row.aanbieder),
            Kolom("Wet", "wet", lambda row: row.wet.value),
            Kolom("Soort", "soort", lambda row: row.soort.value),
            Kolom("Ontvangen", "ontvangen", lambda row: row.ontvangstdatum),
            Kolom("Uiterlijk", "uiterlijk", lambda row: row.uiterlijk),
            Kolom("Status", "status", lambda row: row.status.value),
            Kolom("Referentie", "referentie", _referentie),
            Kolom("Bericht nr", "bericht", lambda row: row.bericht_id, "right"),
            Kolom("Sleutel", "sleutel", _key, is_shown=False),
        ],
        page=lambda after, limit: page_open_verzoeken(
            viewer=who,
            administratie=gemeente,
            aanbieder=aanbieder,
            after=_after(after),
            limit=limit,
        ),
        key=_key,
        empty="Er wacht geen verzoek op een besluit.",
    )
    show(lijst, after=na, count=aantal, as_json=as_json, to=to_csv)


def _referentie(row: OpenVerzoek) -> str:
    """Free text of the aanbieder; some put a bsn in it."""
    from noaber.kernel.bsn import without_bsn

    return without_bsn(row.referentie_aanbieder)


def _key(row: OpenVerzoek) -> str:
    return f"{row.uiterlijk.isoformat()}/{row.id}"


def _after(key: str | None) -> tuple[date, int] | None:
    if key is None:
        return None
    day, _, number = key.partition("/")
    try:
        return date.fromisoformat(day), int(number)
    except ValueError:
        fail("De sleutel bij --na klopt niet. Neem haar over van de vorige bladzijde.")
