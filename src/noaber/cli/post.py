# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""``noaber post``: what came in and went out, what waits for whom, and what a person decides."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from noaber.cli.options import AsJson, Day, fail, moment, open_database, viewer
from noaber.cli.post_filters import (
    DOEL,
    Aanbieder,
    Administratie,
    Sinds,
    Soort,
    Stand,
    make_filter,
)
from noaber.cli.tabel import Aantal, Csv, Kolom, Lijst, show

if TYPE_CHECKING:
    from noaber.flows.termijnen import TermijnRegel
    from noaber.postbus.types import PostRegel, QuarantaineRegel, Richting, SignaalRegel

app = typer.Typer(
    help="Zien wat binnenkwam, uitging, te laat is en op u wacht.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
quarantaine_app = typer.Typer(
    help="Wat niet verwerkt kon worden en op een besluit wacht.",
    invoke_without_command=True,
    rich_markup_mode=None,
)
app.add_typer(quarantaine_app, name="quarantaine")

_NaNummer = Annotated[
    int | None,
    typer.Option(
        "--na", min=0, metavar="NUMMER", help="Ga verder na dit nummer.", show_default=False
    ),
]
_PAGE = 25


# ── in and out ───────────────────────────────────────────────────────────────────────────────────


@app.command("in")
def post_in(
    *,
    administratie: Administratie = None,
    aanbieder: Aanbieder = None,
    soort: Soort = None,
    status: Stand = None,
    sinds: Sinds = None,
    na: _NaNummer = None,
    aantal: Aantal = _PAGE,
    as_json: AsJson = False,
    to_csv: Csv = None,
) -> None:
    """Toon de ontvangen berichten, de nieuwste eerst."""
    open_database()
    from noaber.postbus.types import InStatus, Richting, Uitkomst

    states = [*InStatus, *Uitkomst]
    wanted = make_filter(administratie, aanbieder, soort, sinds, status, states)
    empty = (
        "Er zijn geen ontvangen berichten die hieraan voldoen. Zet ze in een map en draai: "
        "noaber verwerk MAP."
    )
    lijst = _post_list(Richting.IN, wanted, empty)
    show(lijst, after=na, count=aantal, as_json=as_json, to=to_csv)


@app.command("uit")
def post_uit(
    *,
    administratie: Administratie = None,
    aanbieder: Aanbieder = None,
    soort: Soort = None,
    status: Stand = None,
    sinds: Sinds = None,
    na: _NaNummer = None,
    aantal: Aantal = _PAGE,
    as_json: AsJson = False,
    to_csv: Csv = None,
) -> None:
    """Toon de berichten van onze kant, de nieuwste eerst."""
    open_database()
    from noaber.postbus.types import Richting, Status

    wanted = make_filter(administratie, aanbieder, soort, sinds, status, list(Status))
    empty = (
        "Er zijn geen berichten van onze kant die hieraan voldoen. Antwoorden ontstaan met "
        "noaber verwerk MAP, toewijzingen door een besluit."
    )
    lijst = _post_list(Richting.UIT, wanted, empty)
    show(lijst, after=na, count=aantal, as_json=as_json, to=to_csv)


def _post_list(richting: Richting, wanted: Any, empty: str) -> Lijst[PostRegel]:
    from noaber.postbus.queries import list_post
    from noaber.postbus.types import Richting as Way

    who = viewer(None, DOEL)
    is_in = richting is Way.IN
    columns: list[Kolom[PostRegel]] = [
        Kolom("Nr", "nummer", lambda row: row.id, "right"),
        Kolom("Ontvangen" if is_in else "Gemaakt", "moment", lambda row: local(row.at)),
        Kolom("Bericht", "bericht", lambda row: row.soort),
        Kolom("Kenmerk", "kenmerk", lambda row: row.identificatie),
        Kolom("Administratie", "administratie", lambda row: row.administratie, is_shown=False),
        Kolom("Van", "van", lambda row: row.zender, is_shown=is_in),
        Kolom("Naar", "naar", lambda row: row.ontvanger, is_shown=not is_in),
        Kolom("Stand", "stand", lambda row: row.stand),
        Kolom("Status", "status", lambda row: row.status, is_shown=False),
        Kolom("Codes", "retourcodes", lambda row: list(row.retourcodes), is_shown=is_in),
        Kolom("Antwoord uiterlijk", "uiterlijk", lambda row: row.uiterlijk, is_extra=is_in),
        Kolom("Antwoord", "antwoord", lambda row: row.antwoord, is_extra=True),
    ]
    return Lijst(
        title="Ontvangen" if is_in else "Verzonden",
        columns=columns,
        page=lambda after, limit: list_post(
            viewer=who, richting=richting, wanted=wanted, before=after, limit=limit
        ),
        key=lambda row: row.id,
        empty=empty,
    )


def local(at: datetime) -> datetime:
    """The moment on a clock in the Netherlands."""
    from django.utils import timezone

    return timezone.localtime(at).replace(tzinfo=None, microsecond=0)


# ── what is late ─────────────────────────────────────────────────────────────────────────────────


@app.command("te-laat")
def te_laat(
    *,
    administratie: Administratie = None,
    aanbieder: Aanbieder = None,
    soort: Soort = None,
    binnen: Annotated[
        int,
        typer.Option(
            "--binnen",
            min=0,
            max=400,
            metavar="DAGEN",
            help="Toon ook wat binnen zoveel dagen moet; 0 toont alleen wat te laat is.",
        ),
    ] = 3,
    na: Annotated[
        str | None,
        typer.Option(
            "--na", metavar="PLAATS", help="Ga verder na deze plaats.", show_default=False
        ),
    ] = None,
    aantal: Aantal = _PAGE,
    as_json: AsJson = False,
    to_csv: Csv = None,
    vandaag: Day = None,
) -> None:
    """Toon wat te laat is of bijna.

    Dat zijn berichten waarop een antwoord moet komen: van ons, of van de ander. Ook verzoeken (315,
    317) waarop nog een besluit moet komen. De oudste termijn staat bovenaan.
    """
    open_database()
    from noaber.flows.termijnen import Plaats, WrongPlace, list_termijnen

    wanted = make_filter(administratie, aanbieder, soort, None, None, [])
    today = moment(vandaag).date()
    who = viewer(None, DOEL)
    try:
        after = None if na is None else Plaats.parse(na)
    except WrongPlace as problem:
        fail(str(problem))
    columns: list[Kolom[TermijnRegel]] = [
        Kolom("Uiterlijk", "uiterlijk", lambda row: row.uiterlijk),
        Kolom("Hoe laat", "hoe_laat", lambda row: _how_late((row.uiterlijk - today).days)),
        Kolom("Wie antwoordt", "wie", lambda row: "wij" if row.is_onze else "de ander"),
        Kolom("Wat", "wat", lambda row: row.wat),
        Kolom("Andere partij", "andere_partij", lambda row: row.andere),
        Kolom("Administratie", "administratie", lambda row: row.administratie, is_shown=False),
        Kolom("Stand", "stand", lambda row: row.stand),
        Kolom("Bericht nr", "bericht", lambda row: row.bericht_id, "right"),
        Kolom("Te laat", "is_te_laat", lambda row: row.uiterlijk < today, is_shown=False),
    ]
    lijst: Lijst[TermijnRegel] = Lijst(
        title="Te laat of bijna",
        columns=columns,
        page=lambda after, limit: list_termijnen(
            viewer=who,
            before=today + timedelta(days=binnen),
            wanted=wanted,
            after=after,
            limit=limit,
        ),
        key=lambda row: row.plaats,
        empty="Er is niets te laat. Met --binnen 10 ziet u wat er de komende tien dagen moet.",
    )
    show(lijst, after=after, count=aantal, as_json=as_json, to=to_csv)


def _how_late(days: int) -> str:
    if days < 0:
        return f"{-days} {'dag' if days == -1 else 'dagen'} te laat"
    return "vandaag" if days == 0 else f"over {days} {'dag' if days == 1 else 'dagen'}"


# ── what waits for a person ──────────────────────────────────────────────────────────────────────


@quarantaine_app.callback()
def quarantaine(
    context: typer.Context,
    *,
    administratie: Administratie = None,
    aanbieder: Aanbieder = None,
    soort: Soort = None,
    sinds: Sinds = None,
    na: _NaNummer = None,
    aantal: Aantal = _PAGE,
    as_json: AsJson = False,
    to_csv: Csv = None,
) -> None:
    """Toon wat in quarantaine staat, met de reden. De oudste eerst."""
    if context.invoked_subcommand is not None:
        return
    open_database()
    from noaber.postbus.queries import list_quarantaine

    wanted = make_filter(administratie, aanbieder, soort, sinds, None, [])
    who = viewer(None, DOEL)
    columns: list[Kolom[QuarantaineRegel]] = [
        Kolom("Nr", "nummer", lambda row: row.id, "right"),
        Kolom("Sinds", "moment", lambda row: local(row.at)),
        Kolom("Bestand", "bestand", lambda row: row.naam),
        Kolom("Bericht", "omschrijving", lambda row: row.omschrijving),
        Kolom("Bericht nr", "bericht", lambda row: row.bericht, "right"),
        Kolom("Administratie", "administratie", lambda row: row.administratie, is_shown=False),
        Kolom("Reden", "reden", lambda row: row.reden, is_below=True),
    ]
    lijst: Lijst[QuarantaineRegel] = Lijst(
        title="Quarantaine",
        columns=columns,
        page=lambda after, limit: list_quarantaine(
            viewer=who, wanted=wanted, after=after or 0, limit=limit
        ),
        key=lambda row: row.id,
        empty="Er staat niets in quarantaine. U hoeft hier niets te doen.",
    )
    show(lijst, after=na, count=aantal, as_json=as_json, to=to_csv)


@app.command("signalen")
def signalen(
    *,
    administratie: Administratie = None,
    aanbieder: Aanbieder = None,
    soort: Annotated[
        str | None,
        typer.Option(
            "--soort",
            metavar="WOORDEN",
            help="Alleen signalen met deze woorden in hun soort.",
            show_default=False,
        ),
    ] = None,
    sinds: Sinds = None,
    na: _NaNummer = None,
    aantal: Aantal = _PAGE,
    as_json: AsJson = False,
    to_csv: Csv = None,
) -> None:
    """Toon waar iemand naar moet kijken.

    Antwoorden die uitblijven, waarschuwingen van regels, en meer.
    """
    open_database()
    from noaber.postbus.queries import list_signalen
    from noaber.postbus.types import AlertKind

    wanted = make_filter(administratie, aanbieder, None, sinds, None, [])
    kinds = [kind for kind in AlertKind if soort is None or soort.lower() in kind.value.lower()]
    if not kinds:
        fail(f"Deze soort signaal bestaat niet. Kies uit: {', '.join(AlertKind)}.")
    who = viewer(None, DOEL)
    columns: list[Kolom[SignaalRegel]] = [
        Kolom("Nr", "nummer", lambda row: row.id, "right"),
        Kolom("Sinds", "moment", lambda row: local(row.at)),
        Kolom("Soort", "soort", lambda row: row.soort),
        Kolom("Bericht", "omschrijving", lambda row: row.bericht),
        Kolom("Bericht nr", "bericht", lambda row: row.bericht_id, "right"),
        Kolom("Administratie", "administratie", lambda row: row.administratie, is_shown=False),
        Kolom("Regel", "regel", lambda row: row.regel),
        Kolom("Wat", "tekst", lambda row: row.tekst, is_below=True),
    ]
    lijst: Lijst[SignaalRegel] = Lijst(
        title="Signalen",
        columns=columns,
        page=lambda after, limit: list_signalen(
            viewer=who,
            wanted=wanted,
            kinds=None if soort is None else kinds,
            after=after or 0,
            limit=limit,
        ),
        key=lambda row: row.id,
        empty="Er zijn geen signalen. Nieuwe komen bij noaber verwerk, en met noaber post bewaak.",
    )
    show(lijst, after=na, count=aantal, as_json=as_json, to=to_csv)
