# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""``noaber uitsluiting``: keep a client out of what is sent (OP003)."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from noaber.cli.options import Day, Name, fail, moment, open_database, viewer

_DOEL = "bewaken dat er geen berichten gaan over wie daardoor gevaar loopt"


def uitsluiting(
    code: Annotated[str, typer.Argument(help="Gemeentecode of AGB-code van de administratie.")],
    *,
    ophef: Annotated[
        bool, typer.Option("--ophef", help="Laat weer berichten over deze cliënt gaan.")
    ] = False,
    vandaag: Day = None,
    door: Name = None,
) -> None:
    """Houd een cliënt buiten de berichten.

    Dat kan als een professional het nodig vindt. Het BSN wordt gevraagd en niet getoond. Er gaan
    dan geen toewijzingen, antwoorden, meldingen of declaraties meer uit over deze cliënt; wat al
    verstuurd is, blijft verstuurd. Regel de hulp verder op papier.
    """
    bsn = typer.prompt("BSN", hide_input=sys.stdin.isatty()).strip()
    open_database()
    from noaber.flows.sluit_uit import sluit_uit
    from noaber.partijen.queries import UnknownAdministratie, UnknownPersoon

    who = viewer(door, _DOEL)
    try:
        sluit_uit(code=code, bsn=bsn, is_buiten=not ophef, viewer=who, at=moment(vandaag))
    except UnknownAdministratie as problem:
        fail(str(problem))
    except UnknownPersoon:
        fail("Er is hier geen cliënt met dit BSN. Controleer het nummer.", code=1)
    if ophef:
        typer.echo("Over deze cliënt gaan weer berichten.")
    else:
        typer.echo("Over deze cliënt gaan geen berichten meer. Regel de hulp verder op papier.")
