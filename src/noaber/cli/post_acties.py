# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""``noaber post``: one message, and what a person does about post."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from noaber.cli.options import AsJson, Day, Name, fail, moment, open_database, viewer
from noaber.cli.post import app, local, quarantaine_app
from noaber.cli.post_filters import DOEL
from noaber.cli.tabel import plain, shown

if TYPE_CHECKING:
    from noaber.flows.toon_bericht import Getoond
    from noaber.postbus.types import BerichtDetail, PostVerwijzing

__all__ = ["app"]  # with the commands of post and of this file

signaal_app = typer.Typer(
    help="Een signaal afhandelen.", no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(signaal_app, name="signaal")

_Nummer = Annotated[int, typer.Argument(min=1, metavar="NUMMER", help="Het nummer uit de lijst.")]
_Besluit = Annotated[
    str,
    typer.Option(
        "--besluit", metavar="TEKST", help="Wat u hebt besloten, zonder namen of andere "
        "persoonsgegevens."
    ),
]  # fmt: skip
_LONGEST = 2000


# ── look ─────────────────────────────────────────────────────────────────────────────────────────


@app.command("toon")
def toon(
    nummer: _Nummer,
    doel: Annotated[
        str,
        typer.Option("--doel", metavar="TEKST", help="Waarom u kijkt; dit komt in het logboek."),
    ] = DOEL,
    as_json: AsJson = False,
    vandaag: Day = None,
    door: Name = None,
) -> None:
    """Toon één bericht met alles wat ermee gebeurde.

    U ziet waar het staat, wat ermee gebeurde en wat erin staat. Persoonsgegevens zijn verhuld. Dat
    u kijkt, wordt vastgelegd.
    """
    open_database()
    from noaber.flows.toon_bericht import toon_bericht
    from noaber.postbus.queries import UnknownBericht

    try:
        found = toon_bericht(
            bericht_id=nummer, viewer=viewer(door, _text(doel, "--doel")), at=moment(vandaag)
        )
    except UnknownBericht as problem:
        fail(str(problem), code=1)
    if as_json:
        typer.echo(json.dumps(_as_json(found), ensure_ascii=False))
    else:
        _print(found)


def _as_json(found: Getoond) -> dict[str, object]:
    detail, regel = found.detail, found.detail.regel
    return {
        "nummer": regel.id,
        "richting": regel.richting.value,
        "administratie": regel.administratie,
        **{name.replace(" ", "_"): plain(value) for name, value in _facts(detail)},
        "gebeurtenissen": [
            {"moment": plain(local(event.at)), "wat": event.wat, "door": event.door or None}
            for event in detail.gebeurtenissen
        ],
        "logboek": [
            {"moment": plain(local(line.at)), "wie": line.actor, "wat": line.handeling,
             "doel": line.doel}
            for line in found.verwerkingen
        ],
        "inhoud": [
            {"diepte": line.depth, "naam": line.label, "waarde": line.text} for line in found.inhoud
        ],
        "bevindingen": list(found.bevindingen),
    }  # fmt: skip


def _facts(detail: BerichtDetail) -> list[tuple[str, Any]]:
    """The outside of a message, in the order in which a person reads it."""
    regel, envelop = detail.regel, detail.envelop
    facts: list[tuple[str, Any]] = [
        ("bericht", regel.soort),
        ("kenmerk", regel.identificatie or None),
        ("van", regel.zender or None),
        ("naar", regel.ontvanger or None),
        ("dagtekening", regel.dagtekening),
        ("stand", regel.stand),
        ("status", regel.status),
        ("retourcodes", " ".join(regel.retourcodes) or None),
        ("antwoord uiterlijk", regel.uiterlijk),
        ("antwoord", _pointers(detail.antwoorden)),
        ("antwoord op", _pointer(detail.antwoord_op)),
        ("herhaling van", _pointer(detail.herhaling_van)),
        ("herhaald als", _pointers(detail.herhalingen)),
        ("bestand", detail.naam or None),
        ("aantal bytes", detail.grootte),
        ("sha256", detail.sha256),
    ]
    if envelop is not None:
        facts += [
            ("envelop", envelop.soort),
            ("referentienummer", envelop.referentienummer),
            ("verwijst naar", envelop.verwijst_naar),
            ("envelop van", envelop.zender),
            ("envelop naar", envelop.ontvanger),
            ("moment van de envelop", local(envelop.tijdstip)),
            ("fout", envelop.fout or None),
        ]
    return facts


def _pointer(other: PostVerwijzing | None) -> str | None:
    return None if other is None else f"{other.wat}, nummer {other.id} ({other.stand})"


def _pointers(others: tuple[PostVerwijzing, ...]) -> str | None:
    return "; ".join(text for other in others if (text := _pointer(other))) or None


def _print(found: Getoond) -> None:
    from noaber.cli.screen import print_summary
    from noaber.cli.terminal import console

    screen, detail = console(), found.detail
    screen.print(f"Bericht {detail.regel.id}", style="bold")
    for name, value in _facts(detail):
        if value is not None:
            screen.print(f"  {name}: {shown(value)}", soft_wrap=True)
    screen.print("Wat ermee gebeurde", style="bold")
    for event in detail.gebeurtenissen:
        who = f" (door {event.door})" if event.door else ""
        screen.print(f"  {shown(local(event.at))}  {event.wat}{who}", soft_wrap=True)
    if found.verwerkingen:
        screen.print("Wie ermee werkte of ernaar keek", style="bold")
        for line in found.verwerkingen:
            screen.print(
                f"  {shown(local(line.at))}  {line.actor}: {line.handeling} ({line.doel})",
                soft_wrap=True,
            )
    if found.inhoud:
        screen.print("Inhoud, persoonsgegevens verhuld", style="bold")
        print_summary(found.inhoud)
    elif found.bevindingen:
        screen.print("De inhoud is niet te lezen", style="bold")
        for text in found.bevindingen:
            screen.print(f"  {text}", soft_wrap=True)


# ── decide ───────────────────────────────────────────────────────────────────────────────────────


@quarantaine_app.command("afhandelen")
def quarantaine_afhandelen(nummer: _Nummer, besluit: _Besluit, door: Name = None) -> None:
    """Leg vast wat u besloot over iets in quarantaine. Er wordt daarna niets meer mee gedaan."""
    open_database()
    from noaber.postbus.operations import AlreadySettled, settle_quarantaine

    text = _text(besluit, "--besluit")
    try:
        settle_quarantaine(
            quarantaine_id=nummer,
            besluit=text,
            again=False,
            viewer=viewer(door, DOEL),
            at=moment(None),
        )
    except AlreadySettled as problem:
        fail(str(problem), code=1)
    typer.echo(f"Nummer {nummer} is afgehandeld.")


@quarantaine_app.command("opnieuw")
def quarantaine_opnieuw(nummer: _Nummer, door: Name = None, vandaag: Day = None) -> None:
    """Verwerk iets uit quarantaine nog een keer.

    Doe dat als de oorzaak weg is.
    """
    open_database()
    from noaber.flows.verwerk_opnieuw import verwerk_opnieuw
    from noaber.postbus.operations import AlreadySettled, NothingKept

    try:
        done = verwerk_opnieuw(quarantaine_id=nummer, viewer=viewer(door, DOEL), at=moment(vandaag))
    except (AlreadySettled, NothingKept) as problem:
        fail(str(problem), code=1)
    if done.reden:
        fail(f"Het staat weer in quarantaine. {done.reden}", code=1)
    assert done.regel is not None
    what = f"Bericht {done.regel.id} ({done.regel.soort})"
    if done.waits:
        typer.echo(f"{what} wacht weer op verwerking. Het gaat mee met: noaber verwerk MAP.")
    else:
        typer.echo(
            f"{what} is verwerkt: {done.regel.stand}. Een antwoord gaat mee met: "
            "noaber verwerk MAP."
        )


@signaal_app.command("afhandelen")
def signaal_afhandelen(nummer: _Nummer, besluit: _Besluit, door: Name = None) -> None:
    """Leg vast wat u met een signaal hebt gedaan. Het gaat van de lijst."""
    open_database()
    from noaber.postbus.operations import AlreadySettled, settle_signaal

    text = _text(besluit, "--besluit")
    try:
        settle_signaal(signaal_id=nummer, besluit=text, viewer=viewer(door, DOEL), at=moment(None))
    except AlreadySettled as problem:
        fail(str(problem), code=1)
    typer.echo(f"Signaal {nummer} is afgehandeld.")


@app.command("opnieuw-verzenden")
def opnieuw_verzenden(nummer: _Nummer, door: Name = None, vandaag: Day = None) -> None:
    """Zet een bericht van ons nog een keer klaar.

    De inhoud blijft dezelfde; zo nodig gaat zij in een nieuwe envelop. Voor een bericht dat niet is
    afgeleverd, waarop geen antwoord kwam, of dat de ander niet heeft.
    """
    open_database()
    from noaber.flows.verzend_opnieuw import verzend_opnieuw
    from noaber.postbus.operations import NotResendable
    from noaber.postbus.queries import UnknownBericht

    try:
        number = verzend_opnieuw(bericht_id=nummer, viewer=viewer(door, DOEL), at=moment(vandaag))
    except (UnknownBericht, NotResendable) as problem:
        fail(str(problem), code=1)
    typer.echo(
        f"Bericht {nummer} ligt klaar als nummer {number}. Het gaat mee met: noaber verwerk MAP."
    )


@app.command("bewaak")
def bewaak(as_json: AsJson = False, vandaag: Day = None, door: Name = None) -> None:
    """Maak signalen van termijnen die voorbij zijn.

    Elke termijn geeft één keer een signaal. Dit gebeurt ook aan het eind van noaber verwerk.
    """
    open_database()
    from noaber.flows.bewaak import bewaak as watch

    found = watch(viewer=viewer(door, DOEL), at=moment(vandaag))
    if as_json:
        typer.echo(json.dumps({"berichten": found.berichten, "verzoeken": found.verzoeken}))
    elif found.nieuw:
        typer.echo(
            f"{found.nieuw} nieuwe signalen: {found.berichten} over berichten, "
            f"{found.verzoeken} over verzoeken. Kijk met: noaber post signalen."
        )
    else:
        typer.echo("Er zijn geen nieuwe signalen over termijnen.")


def _text(given: str, option: str) -> str:
    """What a person wrote, which will be kept: not empty, and without a bsn."""
    from noaber.kernel.bsn import without_bsn

    text = given.strip()
    if not text or len(text) > _LONGEST:
        fail(f"Schrijf bij {option} een korte tekst.")
    if without_bsn(text) != text:
        fail(
            f"In {option} staat een Bsn, en dat wordt bewaard. Schrijf het zonder persoonsgegevens."
        )
    return text
