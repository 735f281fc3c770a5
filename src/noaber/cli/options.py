# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What all commands share: the option for machines, the clock and how a command fails."""

from __future__ import annotations

import sys
from datetime import date
from typing import Annotated, NoReturn

import typer

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
