# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""One page of a list: as a table, as JSON, or all of it as a file for a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, Generic, Literal, TypeVar

import typer

from noaber.cli.columns import Column, print_table
from noaber.cli.options import fail

T = TypeVar("T")

Aantal = Annotated[
    int,
    typer.Option(
        "--aantal", min=1, max=1000, metavar="GETAL", help="Hoeveel regels op een bladzijde."
    ),
]
Csv = Annotated[
    Path | None,
    typer.Option(
        "--csv",
        metavar="BESTAND",
        help="Schrijf de hele lijst naar een bestand voor een rekenblad (CSV).",
        show_default=False,
    ),
]


@dataclass(frozen=True, slots=True)
class Kolom(Generic[T]):
    """One column: its title, its name for machines, and what stands in it."""

    title: str
    name: str
    value: Callable[[T], Any]
    justify: Literal["left", "right"] = "left"
    is_shown: bool = True
    """Whether a person sees it; machines always do."""
    is_extra: bool = False
    """Left out on a screen too narrow for all."""
    is_below: bool = False
    """A long text, which gets lines of its own under its row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lijst(Generic[T]):
    """A list that pages by key."""

    title: str
    columns: Sequence[Kolom[T]]
    page: Callable[[Any, int], Sequence[T]]
    """The lines after a key; None is the beginning."""
    key: Callable[[T], Any]
    empty: str
    """What a person reads when there is nothing: why, and what to do."""


def show(lijst: Lijst[T], *, after: Any, count: int, as_json: bool, to: Path | None) -> None:
    """Shows the page after a key, or writes all pages to a file."""
    if to is not None:
        _write(lijst, to, after)
        return
    # One line more than is shown tells whether there is a next page.
    rows = list(lijst.page(after, count + 1))
    page, has_more = rows[:count], len(rows) > count
    if as_json:
        for row in page:
            typer.echo(json.dumps(as_row(lijst.columns, row), ensure_ascii=False))
        return
    if not page:
        typer.echo(lijst.empty if after is None else "Dit was de laatste bladzijde.")
        return
    print_rows(lijst.title, lijst.columns, page)
    if has_more:
        typer.echo(f"Er is meer. Zet --na {lijst.key(page[-1])} achter het commando.")


def as_row(columns: Iterable[Kolom[T]], row: T) -> dict[str, Any]:
    """The line for machines."""
    return {column.name: plain(column.value(row)) for column in columns}


def plain(value: Any) -> Any:
    """A value for machines."""
    return value.isoformat() if isinstance(value, date | datetime) else value


def print_rows(title: str, columns: Iterable[Kolom[T]], rows: Iterable[T]) -> None:
    """The lines for a person."""
    seen = [column for column in columns if column.is_shown]
    print_table(
        title,
        [
            Column(
                title=column.title,
                justify=column.justify,
                is_extra=column.is_extra,
                is_below=column.is_below,
            )
            for column in seen
        ],
        ([shown(column.value(row)) for column in seen] for row in rows),
    )


def shown(value: Any) -> str:
    """A value as a person reads it."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%d-%m-%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, list | tuple):
        return " ".join(map(str, value))
    return str(value)


# ── a file for a spreadsheet ─────────────────────────────────────────────────────────────────────

_AT_A_TIME = 1000
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def _write(lijst: Lijst[T], to: Path, after: Any) -> None:
    from noaber.cli.output import AlreadyThere, why_unwritable, write_whole

    if to.exists():
        fail(f"{to} bestaat al, en een lijst overschrijft noaber niet. Kies een andere naam.")
    text = io.StringIO()
    # Semicolons and a mark in front: so a spreadsheet in Dutch opens it right.
    writer = csv.writer(text, delimiter=";")
    writer.writerow(column.title for column in lijst.columns)
    count = 0
    while rows := lijst.page(after, _AT_A_TIME):
        for row in rows:
            writer.writerow(_cell(column.value(row)) for column in lijst.columns)
        after = lijst.key(rows[-1])
        count += len(rows)
    try:
        write_whole(to, ("\ufeff" + text.getvalue()).encode(), replace=False)
    except AlreadyThere as problem:
        fail(str(problem))
    except OSError as problem:
        fail(why_unwritable(to, problem), code=1)
    typer.echo(f"{count} {'regel' if count == 1 else 'regels'} geschreven naar {to}.")


def _cell(value: Any) -> str:
    """What came from outside must not become a formula in a spreadsheet."""
    text = shown(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
