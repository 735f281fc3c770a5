# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""``noaber instellingen``: what an administratie chose where the standard leaves room."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from noaber.cli.options import AsJson, Day, Name, fail, moment, open_database, viewer

if TYPE_CHECKING:
    from noaber.access.types import Viewer
    from noaber.partijen.types import Administratie, InstellingWijziging

_DOEL = "instellen hoe noaber met onduidelijkheden in de standaard omgaat"


def instellingen(
    code: Annotated[
        str | None,
        typer.Argument(
            help="Gemeentecode of AGB-code; mag weg als er één administratie is.",
            show_default=False,
        ),
    ] = None,
    *,
    zet: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAAM=WAARDE", help="Wijzig een instelling; mag vaker.", show_default=False
        ),
    ] = None,
    as_json: AsJson = False,
    vandaag: Day = None,
    door: Name = None,
) -> None:
    """Toon of wijzig de instellingen.

    Zonder --zet ziet u ze, met --zet wijzigt u ze. Elke instelling staat er met wat zij betekent,
    wat de standaard zegt, wat er nu geldt en wie dat wanneer koos. Een wijziging geldt direct en
    wordt bewaard met naam en tijd.
    """
    wanted = dict(_pair(text) for text in zet or ())
    open_database()
    who = viewer(door, _DOEL)
    administratie = _administratie(code, who)
    if wanted:
        from noaber.flows.stel_in import stel_in
        from noaber.partijen.operations import UnknownInstelling

        try:
            administratie = stel_in(
                code=administratie.code, waarden=wanted, viewer=who, at=moment(vandaag)
            )
        except UnknownInstelling as problem:
            fail(str(problem))
    from noaber.partijen.queries.instellingen import list_instelling_wijzigingen

    changes = list_instelling_wijzigingen(administratie)
    if as_json:
        for row in _rows(administratie, changes):
            typer.echo(json.dumps(row, ensure_ascii=False))
    else:
        _show(administratie, _rows(administratie, changes))


def _pair(text: str) -> tuple[str, str]:
    naam, is_there, waarde = text.partition("=")
    if not is_there or not naam.strip():
        fail(f"{text} is geen instelling met een waarde. Schrijf --zet naam=waarde.")
    return naam.strip(), waarde.strip()


def _administratie(code: str | None, who: Viewer) -> Administratie:
    from noaber.partijen.queries import (
        UnknownAdministratie,
        get_administratie,
        list_administraties,
    )

    if code is not None:
        try:
            return get_administratie(code, viewer=who)
        except UnknownAdministratie as problem:
            fail(str(problem))
    found = list_administraties(viewer=who)
    if not found:
        fail("Er is nog geen administratie. Begin met 'noaber inrichting voorbeeld'.")
    if len(found) > 1:
        codes = ", ".join(f"{one.code} ({one.naam})" for one in found)
        fail(f"Er zijn meer administraties: kies er een met haar code. Er zijn {codes}.")
    return found[0]


def _rows(
    administratie: Administratie, changes: Sequence[InstellingWijziging]
) -> list[dict[str, Any]]:
    from noaber.partijen.types import INSTELLINGEN

    rows = []
    for setting in INSTELLINGEN:
        value = setting.written(administratie.instellingen)
        last = next((change for change in changes if change.naam == setting.naam), None)
        rows.append(
            {
                "administratie": administratie.code,
                "naam": setting.naam,
                "waarde": value,
                "betekenis": setting.betekenis,
                "bronnen": setting.bronnen,
                "tegenspraak": setting.tegenspraak or None,
                "waarden": {written: words for written, _, words in setting.waarden},
                "gevolg": setting.gevolg,
                "gewijzigd_door": last.door if last else None,
                "gewijzigd_op": last.at.isoformat() if last else None,
                "was": last.oud if last else None,
            }
        )
    return rows


def _show(administratie: Administratie, rows: Sequence[dict[str, Any]]) -> None:
    from noaber.cli.terminal import console

    screen = console()
    screen.print(f"Instellingen van {administratie.naam} ({administratie.code})", style="bold")
    for row in rows:
        screen.print()
        screen.print(f"{row['naam']} = {row['waarde']}", style="bold")
        screen.print(row["betekenis"])
        number = f" (tegenspraak {row['tegenspraak']})" if row["tegenspraak"] else ""
        screen.print(f"In de bronnen: {row['bronnen']}{number}", style="dim")
        for written, words in row["waarden"].items():
            screen.print(f"  {'*' if written == row['waarde'] else ' '} {written}: {words}")
        screen.print(row["gevolg"], style="dim")
        screen.print(_history(row))


def _history(row: dict[str, Any]) -> str:
    if row["gewijzigd_op"] is None:
        return "Nooit gewijzigd."
    from datetime import datetime
    from zoneinfo import ZoneInfo

    at = datetime.fromisoformat(row["gewijzigd_op"]).astimezone(ZoneInfo("Europe/Amsterdam"))
    who = row["gewijzigd_door"] or "onbekend"
    return f"Gewijzigd op {at:%d-%m-%Y %H:%M} door {who}; was {row['was']}."
