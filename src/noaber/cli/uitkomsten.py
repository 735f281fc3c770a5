# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What came of a folder of messages: rows for machines, tables for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from noaber.cli.columns import Column, print_table
from noaber.kernel.money import format_euro

if TYPE_CHECKING:
    from noaber.declaraties.types import Stand
    from noaber.flows.types import Verwerkt
    from noaber.flows.verwerk_map import Ingenomen

Row = dict[str, Any]
_COLUMNS = {
    "akkoord": "Akkoord",
    "deels toegekend": "Deels",
    "afgekeurd": "Afgekeurd",
    "schema klopt niet": "Schema",
    "quarantaine": "Quarantaine",
}
_MOST_REASONS = 12


# ── rows ─────────────────────────────────────────────────────────────────────────────────────────


def row_of(
    taken: Ingenomen, done: Mapping[int, Verwerkt], before: Mapping[int, Row], outbox: Path
) -> Row:
    """What came of one thing that came in."""
    if taken.bericht_id is None:
        return _row(taken, {"uitkomst": "quarantaine", "reden": taken.reden})
    verwerkt = done.get(taken.bericht_id)
    if verwerkt is None or not taken.is_new:
        return _row(taken, before.get(taken.bericht_id, {"uitkomst": "ontvangen"}))
    return _row(taken, _of_verwerkt(verwerkt, outbox))


def _row(taken: Ingenomen, rest: Row) -> Row:
    return {
        "bestand": taken.bestand,
        "bericht": None,
        "uitkomst": "",
        "retourcodes": [],
        "antwoord": None,
        **rest,
        "al_bekend": not taken.is_new,
    }


def _of_verwerkt(verwerkt: Verwerkt, outbox: Path) -> Row:
    from noaber.postbus.queries import list_uitkomsten

    answered = list_uitkomsten([verwerkt.bericht_id]).get(verwerkt.bericht_id)
    row: Row = {
        "bericht": verwerkt.functie or None,
        "uitkomst": str(verwerkt.uitkomst),
        "retourcodes": list(verwerkt.retourcodes),
        "codes": list(verwerkt.codes),
        "antwoord": _path(answered.antwoord if answered else None, outbox),
    }
    if verwerkt.declaratie is not None:
        row["declaratie"] = _declaratie(verwerkt.declaratie)
    if verwerkt.reden:
        row["reden"] = verwerkt.reden
    return row


def earlier_rows(bericht_ids: Iterable[int], outbox: Path) -> dict[int, Row]:
    """What came of messages in an earlier run."""
    from noaber.declaraties.queries import list_totalen
    from noaber.postbus.queries import list_uitkomsten

    asked = list(bericht_ids)
    if not asked:
        return {}
    totals = list_totalen(asked)
    rows: dict[int, Row] = {}
    for number, found in list_uitkomsten(asked).items():
        rows[number] = {
            "bericht": found.functie or None,
            "uitkomst": found.uitkomst,
            "retourcodes": list(found.retourcodes),
            "antwoord": _path(found.antwoord, outbox),
        }
        if number in totals:
            rows[number]["declaratie"] = _declaratie(totals[number])
    return rows


def _declaratie(stand: Stand) -> Row:
    return {
        "ingediend_cents": int(stand.ingediend),
        "toegekend_cents": int(stand.toegekend),
        "regels": stand.regels,
        "afgekeurd": stand.afgewezen,
    }


def _path(name: str | None, outbox: Path) -> str | None:
    return None if not name else str(outbox / name)


# ── tables ───────────────────────────────────────────────────────────────────────────────────────


def show_rows(rows: Sequence[Row], failures: Counter[str], outbox: Path) -> None:
    """Per kind of message what came of it and why, the money, and what waits for a person."""
    from noaber.cli.terminal import console

    screen = console()
    if not rows:
        screen.print(
            "Er is niets om te verwerken. Zet berichten (.xml of .zip) in de map en probeer het "
            "opnieuw."
        )
        return
    _show_kinds(rows)
    _show_reasons(screen, rows)
    _show_money(screen, rows)
    _show_aside(screen, rows)
    known = sum(row["al_bekend"] for row in rows)
    if known:
        screen.print(
            f"{_number(known, 'bericht was', 'berichten waren')} al bekend; daarvoor is niets "
            "opnieuw gedaan."
        )
    for kind, count in failures.items():
        screen.print(
            f"Bij {_number(count, 'bericht', 'berichten')} ging er in noaber iets mis ({kind}). "
            "Dat wacht; draai het commando opnieuw, en meld het als dat niet helpt.",
            style="red",
        )
    screen.print(f"Antwoorden staan in {outbox}.", soft_wrap=True)


def _show_kinds(rows: Sequence[Row]) -> None:
    counts: Counter[tuple[str, str]] = Counter(
        (row["bericht"] or "onbekend", row["uitkomst"]) for row in rows
    )
    used = [name for name in _COLUMNS if any(counts[kind, name] for kind, _ in counts)]
    titles = ["Aantal", *(_COLUMNS[name] for name in used)]
    kinds = sorted({kind for kind, _ in counts})
    totals = Counter(row["bericht"] or "onbekend" for row in rows)
    print_table(
        "Verwerkte berichten",
        [Column(title="Bericht"), *(Column(title=title, justify="right") for title in titles)],
        (
            [kind, _count(totals[kind]), *(_count(counts[kind, name]) for name in used)]
            for kind in kinds
        ),
    )


def _show_reasons(screen: Any, rows: Sequence[Row]) -> None:
    reasons: Counter[tuple[str, str]] = Counter(
        (row["bericht"] or "", code)
        for row in rows
        for code in (row["codes"] if "codes" in row else row["retourcodes"])
        if code not in ("0200", "8001")
    )
    if not reasons:
        return
    print_table(
        "Waarom",
        [
            Column(title="Bericht"),
            Column(title="Code"),
            Column(title="Berichten", justify="right"),
            Column(title="Betekenis"),
        ],
        (
            [kind, code, _count(count), _meaning(code)]
            for (kind, code), count in reasons.most_common(_MOST_REASONS)
        ),
    )
    left = len(reasons) - _MOST_REASONS
    if left > 0:
        screen.print(f"en nog {left} redenen (zie --json)")


def _show_money(screen: Any, rows: Sequence[Row]) -> None:
    declaraties = [row["declaratie"] for row in rows if row.get("declaratie")]
    if not declaraties:
        return

    def total(name: str) -> int:
        return sum(entry[name] for entry in declaraties)

    screen.print(
        f"Declaraties: {_count(len(declaraties))} met {_count(total('regels'))} regels, "
        f"ingediend {format_euro(total('ingediend_cents'))}, "
        f"toegekend {format_euro(total('toegekend_cents'))}, "
        f"afgekeurd: {_number(total('afgekeurd'), 'regel', 'regels')}."
    )


def _show_aside(screen: Any, rows: Sequence[Row]) -> None:
    for row in rows:
        if row.get("reden"):
            screen.print(f"Quarantaine: {row['bestand']}  {row['reden']}", style="yellow")


@cache
def _meaning(code: str) -> str:
    from noaber.berichten.codelists import code_list
    from noaber.kernel.wet import Wet

    found = code_list("WJ001", Wet.WMO).codes.get(code)
    return found.omschrijving if found else ""


def _number(number: int, one: str, more: str) -> str:
    return f"{number:,} {one if number == 1 else more}".replace(",", ".")


def _count(number: int) -> str:
    return f"{number:,}".replace(",", ".") if number else "·"
