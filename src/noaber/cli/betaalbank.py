# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""``noaber betaal export`` and ``lees-terug``: to the bank and back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from noaber.cli.betaalscherm import (
    DOEL,
    Gemeente,
    Nummer,
    as_opdracht_row,
    books,
    euro,
    opdrachten,
    or_fail,
    print_row,
)
from noaber.cli.options import AsJson, Day, Name, fail, moment, open_database, viewer

if TYPE_CHECKING:
    from noaber.declaraties.types.betalen import Betaalexport, Teruggelezen

_LARGEST: Final = 64 * 1024 * 1024


# ── to the bank ──────────────────────────────────────────────────────────────────────────────────


def export(
    nummer: Nummer,
    naar: Annotated[
        Path,
        typer.Option(metavar="MAP", help="Map voor het bestand; anders de map waar u bent."),
    ] = Path(),
    gemeente: Gemeente = None,
    as_json: AsJson = False,
    vandaag: Day = None,
    door: Name = None,
) -> None:
    """Maak het bestand voor de bank (pain.001).

    Dat kan van een batch die is vrijgegeven. Nog een keer geeft hetzelfde bestand, byte voor byte.
    Een ander bestand met dezelfde naam wordt nooit overschreven. Bied het bestand één keer aan bij
    de bank.
    """
    if not naar.is_dir():
        fail(f"De map {naar} bestaat niet. Maak die eerst.")
    open_database()
    from noaber.declaraties.queries import find_batch
    from noaber.flows.betaal import exporteer

    who, administratie = viewer(door, DOEL), books(gemeente)
    made = or_fail(
        lambda: exporteer(
            batch_id=find_batch(administratie, nummer, viewer=who).id,
            viewer=who,
            at=moment(vandaag),
        )
    )
    path = naar / made.naam
    is_new = _write(path, made.data)
    if as_json:
        print_row(_export_row(made, path))
    else:
        _show_export(made, path, is_new=is_new)


def _write(path: Path, data: bytes) -> bool:
    """Puts the file in its place; whether it was not there yet."""
    from noaber.cli.output import AlreadyThere, why_unwritable, write_whole

    try:
        write_whole(path, data, replace=False)
    except AlreadyThere:
        if path.is_file() and path.read_bytes() == data:
            return False
        fail(
            f"Er staat al iets anders met de naam {path}, en dat overschrijft noaber niet. Geef "
            "met --naar een andere map; het bestand wordt hetzelfde.",
            code=1,
        )
    except OSError as problem:
        fail(f"{why_unwritable(path, problem)} Draai het commando daarna nog eens.", code=1)
    return True


def _export_row(made: Betaalexport, path: Path) -> dict[str, Any]:
    from hashlib import sha256

    return {
        "batch": made.nummer,
        "bestand": str(path),
        "sha256": sha256(made.data).hexdigest(),
        "herhaald": made.is_herhaald,
        "uitvoerdatum": made.uitvoerdatum.isoformat(),
        "totaal_cents": int(made.totaal),
        "opdrachten": [as_opdracht_row(row) for row in made.opdrachten],
        "geblokkeerd": [as_opdracht_row(row) for row in made.geblokkeerd],
    }


def _show_export(made: Betaalexport, path: Path, *, is_new: bool) -> None:
    typer.echo(f"{path} {'is geschreven' if is_new else 'stond er al, en is hetzelfde bestand'}.")
    typer.echo(
        f"Batch {made.nummer}: {opdrachten(len(made.opdrachten))}, samen {euro(made.totaal)}, uit "
        f"te voeren op {made.uitvoerdatum:%d-%m-%Y}."
    )
    if made.is_herhaald:
        typer.echo(
            "Dit bestand was al eerder gemaakt. Bied het niet nog eens aan als dat al is gebeurd."
        )
    for row in made.geblokkeerd:
        typer.echo(f"Niet meegegaan: {row.aanbieder} {row.naam}, {euro(row.bedrag)}. {row.reden}")


# ── from the bank ────────────────────────────────────────────────────────────────────────────────


def lees_terug(
    paths: Annotated[
        list[Path],
        typer.Argument(help="Bestanden van de bank, oudste eerst.", metavar="BESTAND…"),
    ],
    gemeente: Gemeente = None,
    as_json: AsJson = False,
    vandaag: Day = None,
    door: Name = None,
) -> None:
    """Lees wat de bank zegt.

    Dat zijn afschriften (camt.053) en statusrapporten (pain.002). Een bestand nog een keer lezen
    verandert niets. Wat niet past, wordt gemeld en verandert niets.

    Eindigt met 0 als alles paste, met 1 als er iets te melden is of een bestand niet te lezen was.
    """
    for path in paths:
        if not path.is_file():
            fail(f"Het bestand {path} bestaat niet. Controleer de naam.")
        if path.stat().st_size > _LARGEST:
            fail(f"Het bestand {path} is groter dan 64 MB. Vraag de bank om het te verdelen.")
    open_database()
    from noaber.access.types import NotAllowed
    from noaber.declaraties.operations import OtherAccount
    from noaber.declaraties.sepa.elements import UnreadableBankbericht
    from noaber.flows import betaal

    administratie, who, is_clean = books(gemeente), viewer(door, DOEL), True
    for path in paths:
        try:
            read = betaal.lees_terug(
                administratie=administratie, data=_read(path), viewer=who, at=moment(vandaag)
            )
        except (NotAllowed, OtherAccount, UnreadableBankbericht) as problem:
            is_clean = False
            _tell_unread(path, str(problem), as_json)
        else:
            is_clean = is_clean and not read.problemen
            _tell_read(path, read, as_json)
    raise typer.Exit(0 if is_clean else 1)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        fail(f"Het bestand {path} is niet te lezen. Controleer of u dat mag.", code=1)


def _tell_unread(path: Path, text: str, as_json: bool) -> None:
    if as_json:
        print_row({"bestand": str(path), "soort": None, "fout": text})
    else:
        typer.echo(f"{path}: {text}")


def _tell_read(path: Path, read: Teruggelezen, as_json: bool) -> None:
    if as_json:
        print_row(
            {
                "bestand": str(path),
                "soort": read.soort.value,
                "bevestigd": read.bevestigd,
                "bevestigd_cents": int(read.bevestigd_bedrag),
                "geweigerd": read.geweigerd,
                "geweigerd_cents": int(read.geweigerd_bedrag),
                "teruggekomen": read.teruggekomen,
                "teruggekomen_cents": int(read.teruggekomen_bedrag),
                "al_bekend": read.al_bekend,
                "overig": read.overig,
                "niet_geboekt": read.niet_geboekt,
                "afgerond": list(read.afgerond),
                "problemen": list(read.problemen),
            }
        )
        return
    typer.echo(f"{path} ({read.soort.value}): {_summary(read)}")
    for nummer in read.afgerond:
        typer.echo(f"  Batch {nummer} is afgerond: van elke opdracht is bekend hoe zij afliep.")
    for problem in read.problemen:
        typer.echo(f"  Let op: {problem}")


def _summary(read: Teruggelezen) -> str:
    parts = [
        f"{count} {word} ({euro(cents)})"
        for count, word, cents in (
            (read.bevestigd, "betaald", read.bevestigd_bedrag),
            (read.geweigerd, "geweigerd, staat weer open", read.geweigerd_bedrag),
            (read.teruggekomen, "teruggekomen, staat weer open", read.teruggekomen_bedrag),
        )
        if count
    ]
    parts += [
        f"{count} {word}"
        for count, word in (
            (read.al_bekend, "al bekend"),
            (read.overig, "andere regels"),
            (read.niet_geboekt, "aangekondigd en nog niet geboekt"),
        )
        if count
    ]
    if parts:
        return ", ".join(parts) + "."
    if read.soort.value == "pain.002":
        return "de bank weigert niets. Betaald is het pas als het afschrift het zegt."
    return "er staat niets in over betalingen."
