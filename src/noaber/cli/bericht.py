# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""``noaber bericht``: judge, show and answer messages, and print their schema."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from noaber.cli.options import AsJson, fail, today

if TYPE_CHECKING:
    from noaber.berichten.judge import Verdict

app = typer.Typer(
    help="Berichten van iWmo en iJw 3.2: controleren, tonen, beantwoorden.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

_Schemas = Annotated[
    Path | None,
    typer.Option(
        "--schemas",
        envvar="NOABER_SCHEMAS",
        help="Map met de gepubliceerde schema's; die beslissen dan mee.",
        show_default=False,
    ),
]


@app.command("controleer")
def controleer(
    paden: Annotated[
        list[Path],
        typer.Argument(help="Bestanden, mappen of zip-bestanden met berichten.", metavar="PAD…"),
    ],
    as_json: AsJson = False,
    schemas: _Schemas = None,
    processen: Annotated[
        int, typer.Option("--processen", min=0, help="Aantal processen; 0 is één per kern.")
    ] = 0,
    kort: Annotated[
        bool, typer.Option("--kort", help="Alleen de tabel met oordelen, geen bevindingen.")
    ] = False,
) -> None:
    """Controleer berichten op niveau 1 (schema) en 2 (technische regels).

    Eindigt met 0 als alles geldig is, 1 als er iets is afgekeurd, 2 bij verkeerd gebruik.
    """
    from noaber.berichten.xml.schema import SchemaFolderIncomplete
    from noaber.cli.controle import judge_all
    from noaber.cli.inputs import UnusableInput, find_inputs
    from noaber.cli.screen import Report

    try:
        inputs = find_inputs(paden)
    except UnusableInput as error:
        fail(str(error))
    if schemas is not None and not schemas.is_dir():
        fail(f"De map met schema's {schemas} bestaat niet. Controleer --schemas of NOABER_SCHEMAS.")
    report = Report(as_json=as_json, brief=kort, total=len(inputs))
    try:
        with report:
            for row in judge_all(inputs, schemas, processen):
                report.add(row)
    except SchemaFolderIncomplete as error:
        fail(str(error))
    report.close()
    raise typer.Exit(0 if report.all_valid else 1)


@app.command("toon")
def toon(
    pad: Annotated[Path, typer.Argument(help="Een bericht.", metavar="PAD")],
    onverhuld: Annotated[
        bool, typer.Option("--onverhuld", help="Toon ook namen, adressen en het hele BSN.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Toon een bericht leesbaar, met codes in woorden. Persoonsgegevens zijn verhuld."""
    from noaber.berichten.summary import summary
    from noaber.cli.screen import print_findings, print_summary

    verdict = _judged(pad)
    lines = summary(verdict, unmasked=onverhuld)
    if as_json:
        typer.echo(
            json.dumps(
                {
                    "bestand": str(pad),
                    "uitkomst": verdict.outcome,
                    "regels": [
                        {"diepte": line.depth, "naam": line.label, "waarde": line.text}
                        for line in lines
                    ],
                },
                ensure_ascii=False,
            )
        )
    elif lines:
        print_summary(lines)
    if not lines:
        if not as_json:
            print_findings(verdict)
        raise typer.Exit(1)


@app.command("antwoord")
def antwoord(
    pad: Annotated[
        Path, typer.Argument(help="Het bericht dat een antwoord vraagt.", metavar="PAD")
    ],
    uit: Annotated[
        Path,
        typer.Option("-o", "--uit", help="Waar het antwoord komt: een bestand of een map."),
    ],
    identificatie: Annotated[
        str | None,
        typer.Option(
            help="Eigen nummer van het antwoord (hoogstens 12 tekens); anders volgt het uit het "
            "bericht.",
            show_default=False,
        ),
    ] = None,
    dagtekening: Annotated[
        str | None, typer.Option(help="Datum van het antwoord (jjjj-mm-dd); anders vandaag.")
    ] = None,
    overschrijf: Annotated[
        bool, typer.Option("--overschrijf", help="Vervang een bestand dat er al is.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Maak het retourbericht, of bij een declaratie de 325, op grond van niveau 1 en 2."""
    from noaber.berichten.answers import Envelope, NoAnswer, answer
    from noaber.berichten.xml.write import UnwritableMessage, definition_of, write
    from noaber.cli.output import AlreadyThere, derived_number, why_unwritable, write_whole

    verdict = _judged(pad)
    envelope = Envelope(identificatie or derived_number(verdict.source), _day(dagtekening))
    try:
        value = answer(verdict, envelope)
        data = write(value)
    except (NoAnswer, UnwritableMessage) as error:
        fail(str(error), code=1)
    name = definition_of(value).name
    target = uit / f"{name}_{envelope.identificatie}.xml" if uit.is_dir() else uit
    try:
        write_whole(target, data, replace=overschrijf)
    except AlreadyThere as error:
        fail(str(error))
    except OSError as error:
        fail(why_unwritable(target, error))
    if as_json:
        typer.echo(
            json.dumps(
                {
                    "bestand": str(pad),
                    "uitkomst": verdict.outcome,
                    "antwoord": name,
                    "geschreven": str(target),
                },
                ensure_ascii=False,
            )
        )
    else:
        typer.echo(
            f"{name} geschreven naar {target} (oordeel over het bericht: {verdict.outcome})."
        )


@app.command("schema")
def schema(
    bericht: Annotated[str, typer.Argument(help="Naam van een bericht, bv. WMO323.")],
    uit: Annotated[
        Path | None,
        typer.Option("-o", "--uit", help="Map waarin beide schemabestanden komen."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Toon het XML-schema dat noaber van een bericht maakt (bericht en basisschema)."""
    from noaber.berichten.definitions.registry import UnknownMessage, by_name
    from noaber.berichten.xml.schema import schema_text
    from noaber.cli.output import why_unwritable, write_whole

    try:
        text = schema_text(by_name(bericht))
    except UnknownMessage as error:
        fail(str(error))
    if uit is not None:
        try:
            uit.mkdir(parents=True, exist_ok=True)
            write_whole(uit / text.message_name, text.message.encode(), replace=True)
            write_whole(uit / text.basis_name, text.basis.encode(), replace=True)
        except OSError as error:
            fail(why_unwritable(uit, error))
    if as_json:
        typer.echo(json.dumps({text.message_name: text.message, text.basis_name: text.basis}))
    elif uit is None:
        typer.echo(text.message, nl=False)
        typer.echo(text.basis, nl=False)
    else:
        typer.echo(f"Geschreven: {uit / text.message_name} en {uit / text.basis_name}.")


def _judged(path: Path) -> Verdict:
    from noaber.berichten.judge import judge
    from noaber.cli.controle import why_unreadable
    from noaber.cli.inputs import UnusableInput, find_inputs

    try:
        inputs = find_inputs([path])
    except UnusableInput as error:
        fail(str(error))
    if len(inputs) > 1:
        fail(f"{path} bevat {len(inputs)} berichten. Wijs één bericht aan.")
    try:
        return judge(inputs[0].source())
    except OSError as error:
        fail(f"{path}: {why_unreadable(error)}")


def _day(text: str | None) -> date:
    if text is None:
        return today()
    try:
        return date.fromisoformat(text)
    except ValueError:
        fail(f"{text} is geen datum. Schrijf de dagtekening als jjjj-mm-dd, bv. 2026-04-01.")
