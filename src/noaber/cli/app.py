# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The tree of commands. What a command needs is imported when it runs: the menu starts fast."""

from __future__ import annotations

import io
import sys
from typing import Annotated

import typer

import noaber
from noaber.cli import (
    bericht,
    betaal,
    controleer,
    database,
    demo,
    inrichting,
    instellingen,
    oefen,
    post_acties,
    regels,
    toewijs,
    uitsluiting,
    verwerk,
)

_DATABASE_GONE = (
    "De database is weggevallen terwijl noaber bezig was. Wat af was, is bewaard; van wat nog "
    "bezig was, is niets gebeurd. Start het commando opnieuw, en kijk als dat niet helpt of de "
    "database draait en of er ruimte op de schijf is."
)

app = typer.Typer(
    name="noaber",
    help="noaber: het platform voor het sociaal domein. Berichten van iWmo en iJw 3.2.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(bericht.app, name="bericht")
app.add_typer(inrichting.app, name="inrichting")
app.command("toewijs")(toewijs.toewijs)
app.command("verzoeken")(toewijs.verzoeken)
app.command("verwerk")(verwerk.verwerk)
app.add_typer(post_acties.app, name="post")
app.add_typer(betaal.app, name="betaal")
app.add_typer(controleer.app, name="controleer")
app.add_typer(database.app, name="database")
app.command("regels")(regels.regels)
app.command("instellingen")(instellingen.instellingen)
app.command("uitsluiting")(uitsluiting.uitsluiting)
app.command("oefen")(oefen.oefen)
app.command("demo")(demo.demo)


def _show_version(asked: bool) -> None:
    if asked:
        typer.echo(f"noaber {noaber.__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option("--versie", callback=_show_version, is_eager=True, help="Toon de versie."),
    ] = False,
) -> None:
    """Options of noaber itself."""


def main() -> None:
    """Entry point of the command ``noaber``."""
    # A file name may hold bytes that are no letter, and a terminal may lack one: show a question
    # mark rather than stop.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        code = app(standalone_mode=False)
    except typer.Abort:
        print("Afgebroken.", file=sys.stderr)
        code = 130
    except typer.TyperException as error:
        print(wrong_use(error), file=sys.stderr)
        code = error.exit_code
    except Exception as error:
        if not _is_database_gone(error):
            raise
        print(_DATABASE_GONE, file=sys.stderr)
        code = 1
    sys.exit(code)


def _is_database_gone(error: Exception) -> bool:
    if "django" not in sys.modules:  # then nobody has asked a database anything
        return False
    from django.db.utils import InterfaceError, OperationalError

    return isinstance(error, InterfaceError | OperationalError)


def wrong_use(error: typer.TyperException) -> str:
    """What is wrong with the words of a command, in Dutch; typer says it in English.

    The classes of these errors are private to typer, so their public attributes tell them apart.
    """
    option, parameter = getattr(error, "option_name", None), getattr(error, "param", None)
    context = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError" and context is not None:
        return str(context.get_help())
    if option:
        what = f"De optie {option} bestaat niet of mist een waarde"
    elif parameter is not None:
        what = f"De waarde bij {parameter.opts[-1]} ontbreekt of kan niet"
    else:
        what = "Dit commando bestaat niet, of er staat een woord te veel of te weinig"
    return f"{what}. Zet --help achter het commando om te zien wat er kan."
