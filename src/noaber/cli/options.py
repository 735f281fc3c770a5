# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What all commands share: the option for machines, the clock and how a command fails."""

from __future__ import annotations

import sys
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from noaber.access.types import Viewer

AsJson = Annotated[
    bool, typer.Option("--json", help="Uitvoer voor machines, één JSON-object per regel.")
]


def fail(text: str, code: int = 2) -> NoReturn:
    """Ends the command with one Dutch sentence on standard error."""
    print(text, file=sys.stderr)
    raise typer.Exit(code)


def today() -> date:
    """The clock of this door: floors below take the date as an argument."""
    return date.today()  # noqa: TID251, DTZ011


# ── commands that use the database ───────────────────────────────────────────────────────────────

Day = Annotated[
    date | None,
    typer.Option(
        "--vandaag",
        parser=lambda text: as_day(text),  # noqa: PLW0108  # it stands below
        metavar="DATUM",
        help="Doe alsof het deze dag is (jjjj-mm-dd); om te oefenen.",
        show_default=False,
    ),
]
Name = Annotated[
    str | None,
    typer.Option(
        "--door",
        metavar="NAAM",
        help="Wie dit doet; anders de naam waarmee u op deze computer bent aangemeld.",
        show_default=False,
    ),
]


def as_day(text: str) -> date:
    """A day as an option, written as in a file or as on a screen, or the end of the command."""
    from noaber.flows.invoer.cells import day
    from noaber.flows.invoer.problems import BadCell

    try:
        return day(text)
    except BadCell:
        fail("Dat is geen datum. Schrijf een datum als 2026-03-16 of 16-03-2026.")


def open_database() -> None:
    """Makes the database ready, or ends the command with what to do."""
    from noaber.config.errors import NotReady
    from noaber.config.start import start

    try:
        start()
    except NotReady as problem:
        fail(str(problem), code=1)


def viewer(name: str | None, doel: str) -> Viewer:
    """Whoever runs the command: with this access to the machine every role is theirs.

    The name is what the log and the four-eyes checks go by.
    """
    import getpass

    from noaber.access.types import Rol, Viewer

    return Viewer(naam=name or getpass.getuser(), rollen=frozenset({Rol.BEHEERDER}), doel=doel)


def moment(vandaag: date | None) -> datetime:
    """The clock of this door; noon of the day that was asked for, if any."""
    from zoneinfo import ZoneInfo

    zone = ZoneInfo("Europe/Amsterdam")
    if vandaag is None:
        return datetime.now(zone)  # noqa: TID251
    return datetime.combine(vandaag, time(12), zone)
