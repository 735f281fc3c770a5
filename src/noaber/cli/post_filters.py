# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Which lines of a list of post are wanted, as options of a command."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from noaber.cli.options import as_day, fail

if TYPE_CHECKING:
    from noaber.postbus.types import PostFilter

DOEL = "uitwisselen van berichten over hulp (iWmo en iJw)"
"""Purpose, as it stands in the log."""
_AGB_DIGITS = 8

Administratie = Annotated[
    str | None,
    typer.Option(
        "--administratie",
        "--gemeente",
        metavar="CODE",
        help="Alleen de boeken van deze gemeente of aanbieder.",
        show_default=False,
    ),
]
Aanbieder = Annotated[
    str | None,
    typer.Option(
        "--aanbieder", metavar="AGB", help="Alleen verkeer met deze aanbieder.", show_default=False
    ),
]
Soort = Annotated[
    str | None,
    typer.Option(
        "--soort",
        metavar="BERICHT",
        help="Alleen dit bericht: WMO323, of 323 voor beide wetten.",
        show_default=False,
    ),
]
Stand = Annotated[
    str | None,
    typer.Option(
        "--status",
        metavar="WOORD",
        help="Alleen met deze stand, bv. afgekeurd.",
        show_default=False,
    ),
]
Sinds = Annotated[
    date | None,
    typer.Option(
        "--sinds",
        parser=as_day,
        metavar="DATUM",
        help="Alleen vanaf deze dag (jjjj-mm-dd).",
        show_default=False,
    ),
]


def make_filter(
    administratie: str | None,
    aanbieder: str | None,
    soort: str | None,
    sinds: date | None,
    stand: str | None,
    states: Sequence[str],
) -> PostFilter:
    """The filter, or the end of the command when something in it does not exist."""
    from noaber.cli.boeken import get_books
    from noaber.postbus.queries.lijsten import functies
    from noaber.postbus.types import PostFilter

    if administratie is not None:
        administratie = get_books(administratie).code
    if aanbieder is not None and not (aanbieder.isdecimal() and len(aanbieder) == _AGB_DIGITS):
        fail("Een AGB-code heeft acht cijfers. Controleer --aanbieder.")
    if soort is not None and not functies(soort):
        fail(
            f"Het bericht {soort} bestaat niet in release 3.2. Schrijf bijvoorbeeld WMO323 of 323."
        )
    if stand is not None and stand not in states:
        names = ", ".join(dict.fromkeys(str(state) for state in states))
        fail(f"De status {stand} bestaat hier niet. Kies uit: {names}.")
    return PostFilter(
        administratie=administratie, aanbieder=aanbieder, soort=soort, stand=stand, sinds=sinds
    )
