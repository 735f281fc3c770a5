# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What the commands of ``noaber betaal`` share: options, columns and how they fail."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated, Any, Final, TypeVar

import typer

from noaber.cli.options import fail
from noaber.cli.tabel import Kolom, as_row, print_rows

if TYPE_CHECKING:
    from noaber.declaraties.types import BatchStatus, OpdrachtStatus
    from noaber.declaraties.types.betalen import Batch, Opdracht
    from noaber.partijen.types import Administratie

T = TypeVar("T")
DOEL: Final = "betalen van aanbieders"

Nummer = Annotated[int, typer.Argument(min=1, metavar="NUMMER", help="Nummer van de batch.")]
Gemeente = Annotated[
    str | None,
    typer.Option(
        "--gemeente",
        metavar="CODE",
        help="De gemeente die betaalt; mag weg als er maar één is.",
        show_default=False,
    ),
]
Na = Annotated[
    str | None,
    typer.Option("--na", metavar="SLEUTEL", help="Ga verder na deze regel.", show_default=False),
]


def books(code: str | None) -> Administratie:
    """The books of the gemeente that pays, or the end of the command."""
    from noaber.cli.boeken import get_gemeente

    return get_gemeente(code, DOEL)


def euro(cents: int) -> str:
    """An amount as a person reads it."""
    from noaber.kernel.money import format_euro

    return format_euro(cents)


def word(status: BatchStatus | OpdrachtStatus) -> str:
    """A status as a person reads it; the database has no diaeresis."""
    return status.value.replace("geex", "geëx")


def opdrachten(count: int) -> str:
    """So many opdrachten."""
    return "1 opdracht" if count == 1 else f"{count} opdrachten"


def or_fail(act: Callable[[], T]) -> T:
    """What came of it, or the end of the command with what to do."""
    from noaber.access.types import NotAllowed
    from noaber.declaraties import operations as failures
    from noaber.flows.betaal import UnknownBatch

    try:
        return act()
    except (
        NotAllowed,
        UnknownBatch,
        failures.NeedsAnotherPerson,
        failures.NoName,
        failures.NoPayingAccount,
        failures.NotNow,
        failures.NothingToExport,
        failures.OtherBytes,
        failures.PayingAccountChanged,
        failures.UitvoerdatumIsOver,
        failures.UnusableBetaalbestand,
    ) as problem:
        fail(str(problem), code=1)


def number_key(key: str | None) -> int | None:
    """The key of a list in which a number tells the rows apart, or the end of the command."""
    if key is None:
        return None
    if not key.isascii() or not key.isdigit():
        fail("De sleutel bij --na klopt niet. Neem haar over van de vorige bladzijde.")
    return int(key)


# ── rows ──────────────────────────────────────────────────────────────────────────────────────────


BATCH: tuple[Kolom[Batch], ...] = (
    Kolom("Batch", "batch", lambda row: row.nummer, justify="right"),
    Kolom("Status", "status", lambda row: word(row.status)),
    Kolom("Aantal", "opdrachten", lambda row: row.opdrachten, justify="right", is_extra=True),
    Kolom("Bedrag", "bedrag", lambda row: euro(row.bedrag), justify="right"),
    Kolom("Bedrag (cent)", "bedrag_cents", lambda row: int(row.bedrag), is_shown=False),
    Kolom("Uitvoeren", "uitvoerdatum", lambda row: row.uitvoerdatum),
    Kolom("Uiterlijk", "uiterlijk", lambda row: row.uiterlijk, is_extra=True),
    Kolom("Voorgesteld door", "voorgesteld_door", lambda row: row.voorgesteld_door, is_shown=False),
    Kolom("Akkoord", "gefiatteerd_door", lambda row: row.gefiatteerd_door or None),
    Kolom("Vrijgave", "vrijgegeven_door", lambda row: row.vrijgegeven_door or None),
    Kolom(
        "Bestand door",
        "geexporteerd_door",
        lambda row: row.geexporteerd_door or None,
        is_shown=False,
    ),
    Kolom(
        "Ingetrokken door",
        "ingetrokken_door",
        lambda row: row.ingetrokken_door or None,
        is_shown=False,
    ),
)


_OPDRACHT: tuple[Kolom[Opdracht], ...] = (
    Kolom("Kenmerk", "kenmerk", lambda row: row.kenmerk),
    Kolom("Aanbieder", "aanbieder", lambda row: f"{row.naam} ({row.aanbieder})"),
    Kolom("Bedrag", "bedrag", lambda row: euro(row.bedrag), justify="right"),
    Kolom(
        "Rek.", "rekening", lambda row: row.iban.masked.replace(" ", "")[-4:] if row.iban else ""
    ),
    Kolom("Status", "status", lambda row: word(row.status)),
    Kolom("Geboekt", "geboekt", lambda row: row.boekdatum),
    Kolom("Reden", "reden", lambda row: row.reden, is_below=True),
)


def as_batch_row(batch: Batch) -> dict[str, Any]:
    """A batch for machines."""
    return as_row(BATCH, batch)


def show_opdrachten(title: str, rows: Sequence[Opdracht]) -> None:
    """A table of opdrachten, and below a row why it is held or was refused."""
    print_rows(title, _OPDRACHT, rows)


def as_opdracht_row(row: Opdracht) -> dict[str, Any]:
    """An opdracht for machines."""
    return {
        "kenmerk": row.kenmerk,
        "aanbieder": row.aanbieder,
        "naam": row.naam,
        "bedrag_cents": int(row.bedrag),
        "declaraties": row.regels,
        "rekening": row.iban.masked if row.iban else None,
        "status": row.status.value,
        "geboekt": row.boekdatum.isoformat() if row.boekdatum else None,
        "reden": row.reden,
    }


def print_row(row: dict[str, Any]) -> None:
    """One object for machines, on a line of its own."""
    typer.echo(json.dumps(row, ensure_ascii=False))
