# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""``noaber betaal``: from what was granted to a file for the bank, and what the bank says of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from noaber.cli.betaalbank import export, lees_terug
from noaber.cli.betaald import betaald
from noaber.cli.betaalscherm import (
    DOEL,
    Gemeente,
    Nummer,
    as_batch_row,
    as_opdracht_row,
    books,
    euro,
    opdrachten,
    or_fail,
    print_row,
    show_opdrachten,
)
from noaber.cli.betaalstand import stand
from noaber.cli.options import AsJson, Day, Name, as_day, moment, open_database, viewer

if TYPE_CHECKING:
    from noaber.access.types import Viewer
    from noaber.declaraties.types.betalen import Batch, BlijftOpen, Voorstel

app = typer.Typer(
    help="Betalen wat is toegekend. Een voorstel, akkoord van twee mensen, een bestand voor de "
    "bank, en teruglezen wat de bank zegt. Wie iets doet, geeft u op met --door. Op de "
    "opdrachtregel gelooft noaber die naam: wie bij deze computer kan, kan elke naam opgeven. "
    "Spreek dus af dat twee mensen het echt zelf doen.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


# ── propose ──────────────────────────────────────────────────────────────────────────────────────


@app.command("voorstel")
def voorstel(
    code: Annotated[
        str | None,
        typer.Argument(
            metavar="GEMEENTE",
            help="Code van de gemeente; mag weg als er maar één is.",
            show_default=False,
        ),
    ] = None,
    gemeente: Gemeente = None,
    uitvoerdatum: Annotated[
        date | None,
        typer.Option(
            parser=as_day,
            metavar="DATUM",
            help="Dag waarop de bank betaalt (jjjj-mm-dd); anders de eerstvolgende bankdag. Een "
            "dag waarop banken niet werken, wordt de eerste dag erna.",
            show_default=False,
        ),
    ] = None,
    as_json: AsJson = False,
    vandaag: Day = None,
    door: Name = None,
) -> None:
    """Stel voor alles te betalen wat open staat.

    Per aanbieder komt er één opdracht, credits eraf. Niets gaat weg voordat twee mensen akkoord
    zijn. Is er niets te betalen, dan komt er geen batch.
    """
    open_database()
    from noaber.flows.betaal import stel_voor
    from noaber.kernel.calendar.workdays import BANK, next_workday

    at, administratie = moment(vandaag), books(code or gemeente)
    made = or_fail(
        lambda: stel_voor(
            administratie=administratie,
            uitvoerdatum=uitvoerdatum or next_workday(at.date(), BANK),
            viewer=viewer(door, DOEL),
            at=at,
        )
    )
    if as_json:
        print_row(_voorstel_row(made))
        return
    _show_voorstel(made, administratie.code)


def _voorstel_row(made: Voorstel) -> dict[str, Any]:
    return {
        "batch": made.nummer,
        "uitvoerdatum": made.uitvoerdatum.isoformat(),
        "totaal_cents": int(made.totaal),
        "opdrachten": [as_opdracht_row(row) for row in made.opdrachten],
        "verrekend": [_open_row(row) for row in made.verrekend],
        "onbekend": [_open_row(row) for row in made.onbekend],
    }


def _open_row(row: BlijftOpen) -> dict[str, Any]:
    return {
        "aanbieder": row.aanbieder,
        "naam": row.naam,
        "bedrag_cents": int(row.bedrag),
        "declaraties": row.regels,
        "reden": row.reden,
    }


def _show_voorstel(made: Voorstel, gemeente: str) -> None:
    if made.nummer is None:
        typer.echo("Er is niets te betalen, dus er is geen batch gemaakt.")
    else:
        show_opdrachten(f"Batch {made.nummer}: voorstel", made.opdrachten)
        typer.echo(
            f"Op {made.uitvoerdatum:%d-%m-%Y} gaat er {euro(made.totaal)} weg als twee mensen "
            f"akkoord zijn.\nNu: noaber betaal akkoord {made.nummer} --gemeente {gemeente} "
            "--door NAAM"
        )
    _tell_open("Blijft open", made.verrekend)
    _tell_open("Niet te betalen", made.onbekend)
    if made.geblokkeerd:
        typer.echo(f"Let op: geblokkeerd: {opdrachten(len(made.geblokkeerd))}.")


def _tell_open(title: str, rows: Sequence[BlijftOpen]) -> None:
    for row in rows:
        naam = f" {row.naam}" if row.naam else ""
        typer.echo(f"{title}: {row.aanbieder}{naam}, {euro(row.bedrag)}. {row.reden}")


# ── two people, or none ──────────────────────────────────────────────────────────────────────────


@app.command("akkoord")
def akkoord(
    nummer: Nummer,
    gemeente: Gemeente = None,
    as_json: AsJson = False,
    vandaag: Day = None,
    door: Name = None,
) -> None:
    """Ga als eerste persoon akkoord met een batch (fiatteren)."""
    open_database()
    from noaber.flows import betaal

    batch = _step(nummer, gemeente, viewer(door, DOEL), vandaag, betaal.fiatteer)
    _tell_step(
        batch,
        as_json,
        f"Batch {batch.nummer} is gefiatteerd door {batch.gefiatteerd_door}. Een ander geeft haar "
        f"vrij: noaber betaal vrijgeven {batch.nummer} --gemeente {batch.administratie} "
        "--door NAAM",
    )


@app.command("vrijgeven")
def vrijgeven(
    nummer: Nummer,
    gemeente: Gemeente = None,
    as_json: AsJson = False,
    vandaag: Day = None,
    door: Name = None,
) -> None:
    """Geef als tweede persoon een batch vrij. Dat is een ander dan wie akkoord ging."""
    open_database()
    from noaber.flows import betaal

    batch = _step(nummer, gemeente, viewer(door, DOEL), vandaag, betaal.geef_vrij)
    _tell_step(
        batch,
        as_json,
        f"Batch {batch.nummer} is vrijgegeven door {batch.vrijgegeven_door}, na akkoord van "
        f"{batch.gefiatteerd_door}. Maak nu het bestand: noaber betaal export {batch.nummer} "
        f"--gemeente {batch.administratie}",
    )


@app.command("intrekken")
def intrekken(
    nummer: Nummer,
    gemeente: Gemeente = None,
    as_json: AsJson = False,
    vandaag: Day = None,
    door: Name = None,
) -> None:
    """Trek een batch in waarvan nog geen bestand is gemaakt. Alles erin staat daarna weer open."""
    open_database()
    from noaber.flows import betaal

    batch = _step(nummer, gemeente, viewer(door, DOEL), vandaag, betaal.trek_in)
    _tell_step(
        batch,
        as_json,
        f"Batch {batch.nummer} is ingetrokken door {batch.ingetrokken_door}. Wat erin zat, staat "
        "weer open voor een volgend voorstel.",
    )


def _step(
    nummer: int,
    gemeente: str | None,
    who: Viewer,
    vandaag: date | None,
    act: Callable[..., None],
) -> Batch:
    """Takes one step with a batch; gives it as it is then."""
    from noaber.declaraties.queries import find_batch, get_batch

    administratie = books(gemeente)

    def step() -> Batch:
        batch = find_batch(administratie, nummer, viewer=who)
        act(batch_id=batch.id, viewer=who, at=moment(vandaag))
        return get_batch(batch.id, viewer=who)

    return or_fail(step)


def _tell_step(batch: Batch, as_json: bool, text: str) -> None:
    if as_json:
        print_row(as_batch_row(batch))
    else:
        typer.echo(text)


# In the order in which they are used; the menu shows them so.
app.command("export")(export)
app.command("lees-terug")(lees_terug)
app.command("stand")(stand)
app.command("betaald")(betaald)
