# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""``noaber controleer``: whether everything in the books holds, and booking what is still open."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from noaber.cli.options import AsJson, Day, Name, moment, open_database, viewer

if TYPE_CHECKING:
    from noaber.flows.controleer import Uitslag

app = typer.Typer(
    help="Controleren of de boeken kloppen.", no_args_is_help=True, rich_markup_mode=None
)
_DOEL = "controleren van de administratie"
_Gemeente = Annotated[
    str | None,
    typer.Option(
        "--gemeente",
        "--administratie",
        metavar="CODE",
        help="Alleen de boeken van deze gemeente of aanbieder.",
        show_default=False,
    ),
]


@app.command("grootboek")
def grootboek(
    gemeente: _Gemeente = None,
    berichten: Annotated[
        bool,
        typer.Option(
            "--berichten", help="Open ook elk declaratie-antwoord en vergelijk het; dit duurt lang."
        ),
    ] = False,
    as_json: AsJson = False,
    vandaag: Day = None,
    door: Name = None,
) -> None:
    """Controleer alles wat in de boeken altijd moet kloppen. Er verandert niets.

    Eindigt met 0 als alles klopt en met 1 als er iets niet klopt. U ziet dan om welke declaratie,
    toewijzing of welk bericht het gaat, nooit om wie.
    """
    open_database()
    from noaber.flows.controleer import controleer

    found = []
    for uitslag in controleer(
        viewer=viewer(door, _DOEL),
        at=moment(vandaag),
        administratie=_code(gemeente),
        with_berichten=berichten,
    ):
        found.append(uitslag)
        if as_json:
            typer.echo(json.dumps(_row(uitslag), ensure_ascii=False))
        else:
            _show(uitslag)
    broken = [uitslag for uitslag in found if not uitslag.checked.holds]
    if not as_json:
        _close(len(found), len(broken))
    raise typer.Exit(1 if broken else 0)


def _row(uitslag: Uitslag) -> dict[str, object]:
    checked = uitslag.checked
    return {
        "regel": checked.invariant.name,
        "zegt": checked.invariant.says,
        "klopt": checked.holds,
        "bekeken": checked.looked_at,
        "gebroken": checked.broken,
        "breuken": [{"waar": where, "wat": what} for where, what in uitslag.breuken],
    }


def _show(uitslag: Uitslag) -> None:
    from noaber.cli.terminal import console

    screen, checked = console(), uitslag.checked
    count = f"{checked.looked_at:,}".replace(",", ".")
    name = f"{checked.invariant.name} ({count} bekeken)"
    if checked.holds:
        screen.print(f"✔ {name}", style="green", soft_wrap=True)
        screen.print(f"  {checked.invariant.says}", style="dim")
        return
    screen.print(f"✘ {name}: {checked.broken} keer niet", style="red", soft_wrap=True)
    screen.print(f"  {checked.invariant.says}")
    for where, what in uitslag.breuken:
        screen.print(f"    {where}: {what}", soft_wrap=True)
    if checked.broken > len(uitslag.breuken):
        screen.print(f"    en nog {checked.broken - len(uitslag.breuken)}")


def _close(looked_at: int, broken: int) -> None:
    if not broken:
        typer.echo(f"Alles klopt: {looked_at} regels gecontroleerd.")
    else:
        typer.echo(
            f"{broken} van de {looked_at} regels kloppen niet. Staat er bij een regel niet zelf "
            "wat te doen, verander dan niets met de hand en vraag wie noaber onderhoudt."
        )


@app.command("bijboeken")
def bijboeken(
    gemeente: _Gemeente = None,
    as_json: AsJson = False,
    vandaag: Day = None,
    door: Name = None,
) -> None:
    """Boek wat toewijzingen nu kosten.

    Nodig na een jaarwisseling, een nieuw tarief of een andere instelling. Alleen verschillen worden
    geboekt. Nog een keer boekt niets.
    """
    open_database()
    from noaber.cli.progress import Progress
    from noaber.flows.boek_bij import boek_bij
    from noaber.toewijzingen.queries.controle import count_toewijzingen

    code, count = _code(gemeente), count_toewijzingen()
    with Progress(quiet=as_json) as progress, progress.task("Bijboeken", count) as advance:
        done = boek_bij(
            viewer=viewer(door, _DOEL), at=moment(vandaag), administratie=code, advance=advance
        )
    if as_json:
        typer.echo(
            json.dumps(
                {
                    "toewijzingen": done.toewijzingen,
                    "gewijzigd": done.gewijzigd,
                    "boekingen": done.boekingen,
                    "niet_vast_te_leggen": done.niet_vast_te_leggen,
                }
            )
        )
        return
    typer.echo(
        f"{done.toewijzingen} toewijzingen bekeken: bij {done.gewijzigd} was er iets te boeken "
        f"({done.boekingen} boekingen)."
    )
    if done.niet_vast_te_leggen:
        typer.echo(
            f"Van {done.niet_vast_te_leggen} toewijzingen zijn de kosten niet vast te leggen: er "
            "is geen tarief voor, of geen omvang en geen budget. Leg het tarief vast en "
            "boek nog eens."
        )


def _code(gemeente: str | None) -> str | None:
    """The code of the books now, also when a code of before a herindeling was given."""
    from noaber.cli.boeken import get_books

    return None if gemeente is None else get_books(gemeente).code
