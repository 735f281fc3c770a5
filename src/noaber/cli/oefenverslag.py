# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The report of an exercise as a person reads it: tables, then what does not fit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from noaber.cli.terminal import console

if TYPE_CHECKING:
    from rich.table import Table

    from noaber.demo.verslag import Geldregel, Verslag

_MOST_SHOWN: Final = 40
_QUARANTAINE: Final = "quarantaine"


def show(verslag: Verslag, *, brief: bool = False) -> None:
    """All of it; ``brief`` adds the kinds of mistakes up per message."""
    screen = console()
    for table in (
        _fouten_per_bericht(verslag) if brief else _fouten(verslag),
        _berichten(verslag),
        _geld(verslag),
        _betalingen(verslag),
    ):
        if table.row_count:
            screen.print(table)
    _controles(verslag)
    _verschillen(verslag)
    screen.print()
    screen.print(_slot(verslag), style="green" if verslag.klopt else "red", soft_wrap=True)


def _table(title: str, columns: Sequence[tuple[str, bool]]) -> Table:
    from rich.table import Table

    table = Table(title=title, title_justify="left")
    for name, is_number in columns:
        table.add_column(name, justify="right" if is_number else "left")
    return table


def _aantal(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _euro(cents: int) -> str:
    from noaber.kernel.money import format_euro

    return format_euro(cents).removeprefix("€ ")


# ── mistakes ─────────────────────────────────────────────────────────────────────────────────────


def _fouten(verslag: Verslag) -> Table:
    table = _table(
        "Fouten die met opzet zijn gemaakt",
        (
            ("Bericht", False),
            ("Niveau", True),
            ("Wat er fout is", False),
            ("Komt terug als", False),
            ("Verwacht", True),
            ("Gevonden", True),
        ),
    )
    for line in verslag.soorten:
        soort = line.soort
        if line.verwacht or line.gevonden:
            table.add_row(
                soort.bericht or "–",
                str(soort.niveau),
                soort.tekst,
                _terug(soort.waar, soort.codes),
                _aantal(line.verwacht),
                _aantal(line.gevonden),
                style="" if line.verwacht == line.gevonden else "red",
            )
    _som(table, 4, [(line.verwacht, line.gevonden) for line in verslag.soorten])
    return table


def _terug(waar: str, codes: Sequence[str]) -> str:
    if waar == "schema":
        return "foutbericht"
    if waar == _QUARANTAINE:
        return "in quarantaine"
    return " ".join(codes) or "geen bezwaar"


def _som(table: Table, before: int, numbers: Sequence[tuple[int, int]]) -> None:
    if table.row_count:
        expected, found = (sum(column) for column in zip(*numbers, strict=True))
        table.add_section()
        table.add_row("Samen", *[""] * (before - 1), _aantal(expected), _aantal(found))


def _fouten_per_bericht(verslag: Verslag) -> Table:
    table = _table(
        "Fouten die met opzet zijn gemaakt",
        (("Bericht", False), ("Soorten fouten", True), ("Verwacht", True), ("Gevonden", True)),
    )
    kinds, expected, found = Counter[str](), Counter[str](), Counter[str]()
    for line in verslag.soorten:
        if line.verwacht or line.gevonden:
            bericht = line.soort.bericht or "geen bericht"
            kinds[bericht] += 1
            expected[bericht] += line.verwacht
            found[bericht] += line.gevonden
    for bericht in sorted(kinds):
        table.add_row(
            bericht, str(kinds[bericht]), _aantal(expected[bericht]), _aantal(found[bericht])
        )
    _som(table, 2, [(line.verwacht, line.gevonden) for line in verslag.soorten])
    return table


# ── messages ─────────────────────────────────────────────────────────────────────────────────────


def _berichten(verslag: Verslag) -> Table:
    """One row per kind of message, with what came of those that were received."""
    from noaber.berichten.definitions.registry import all_definitions
    from noaber.postbus.types import Richting, Uitkomst

    names = {one.name: f"{one.number} {one.kind.naam}" for one in all_definitions()}
    wetten = {one.name: str(one.wet) for one in all_definitions()}
    shown = (Uitkomst.AKKOORD, Uitkomst.DEELS, Uitkomst.AFGEKEURD)
    counts: dict[str, Counter[str]] = {}
    for line in verslag.berichten:
        if line.richting == Richting.IN:
            row = counts.setdefault(
                names.get(line.functie, f"{line.functie} foutbericht"), Counter()
            )
            row[wetten.get(line.functie, "")] += line.aantal
            row[line.stand if line.stand in shown else "anders"] += line.aantal
    columns = ("wmo", "jw", *shown, "anders")
    table = _table(
        "Ontvangen berichten",
        [("Bericht", False), *((name.capitalize(), True) for name in columns)],
    )
    for name in sorted(counts):
        cells = (counts[name][column] for column in columns)
        table.add_row(name, *(_aantal(cell) if cell else "" for cell in cells))
    return table


# ── money ────────────────────────────────────────────────────────────────────────────────────────


def _geld(verslag: Verslag) -> Table:
    table = _table(
        "Geld, in euro's",
        (
            ("Gemeente", False),
            ("Maand", False),
            ("Regels", True),
            ("Afgewezen", True),
            ("Ingediend", True),
            ("Toegekend", True),
            ("Betaald", True),
        ),
    )
    for gemeente in dict.fromkeys(line.gemeente for line in verslag.geld):
        lines = [line for line in verslag.geld if line.gemeente == gemeente]
        for line in lines:
            _geldregel(table, gemeente, f"{line.maand:%m-%Y}", [line])
        _geldregel(table, gemeente, "samen", lines)
        table.add_section()
    return table


def _geldregel(table: Table, gemeente: str, maand: str, lines: Sequence[Geldregel]) -> None:
    table.add_row(
        gemeente,
        maand,
        _aantal(sum(line.regels for line in lines)),
        _aantal(sum(line.afgewezen for line in lines)),
        _euro(sum(line.ingediend for line in lines)),
        _euro(sum(line.toegekend for line in lines)),
        _euro(sum(line.betaald for line in lines)),
    )


def _betalingen(verslag: Verslag) -> Table:
    table = _table(
        "Betalingen",
        (
            ("Gemeente", False),
            ("Betaalbestanden", True),
            ("Opdrachten", True),
            ("Terug van de bank", True),
            ("Betaald", True),
        ),
    )
    for gemeente in dict.fromkeys(ronde.gemeente for ronde in verslag.betalingen):
        rondes = [ronde for ronde in verslag.betalingen if ronde.gemeente == gemeente]
        table.add_row(
            gemeente,
            _aantal(len(rondes)),
            _aantal(sum(ronde.opdrachten for ronde in rondes)),
            _aantal(sum(ronde.terug for ronde in rondes)),
            _euro(sum(ronde.betaald for ronde in rondes)),
        )
    return table


# ── what must hold ───────────────────────────────────────────────────────────────────────────────


def _controles(verslag: Verslag) -> None:
    screen = console()
    screen.print("Controles")
    for controle in verslag.controles:
        style, sign = ("green", "✔") if controle.klopt else ("red", "✘")
        looked = f"({_aantal(controle.gekeken)} bekeken)"
        screen.print(f"{sign} {controle.zegt} {looked}", style=style, soft_wrap=True)
        for breuk in controle.breuken[:_MOST_SHOWN]:
            screen.print(f"    {breuk}", soft_wrap=True)


def _verschillen(verslag: Verslag) -> None:
    screen = console()
    for line in verslag.verschillen[:_MOST_SHOWN]:
        screen.print(
            f"✘ {line.bericht}, {line.plek}: verwacht {line.verwacht}, gevonden {line.gevonden}",
            style="red",
            soft_wrap=True,
        )
    if (more := len(verslag.verschillen) - _MOST_SHOWN) > 0:
        screen.print(f"  en nog {more} verschillen; zet --json achter het commando om ze te zien")


def _slot(verslag: Verslag) -> str:
    made = sum(line.verwacht for line in verslag.soorten)
    if verslag.klopt:
        return (
            f"Alles klopt: {_aantal(verslag.beantwoord)} berichten beantwoord zoals verwacht, alle "
            f"{_aantal(made)} gemaakte fouten teruggevonden, en de boeken sluiten op de cent."
        )
    broken = sum(not controle.klopt for controle in verslag.controles)
    return (
        f"Het klopt niet: {_aantal(len(verslag.verschillen))} verschillen, en {broken} van de "
        f"{len(verslag.controles)} controles gaan niet op."
    )
