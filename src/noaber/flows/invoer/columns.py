# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Which columns a kind of row has, what kind a sheet is, and a sheet to rows of values."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from typing import Any, Final

from noaber.flows.invoer.cells import Read, is_empty
from noaber.flows.invoer.files import Cell, RawRow, Sheet, plain
from noaber.flows.invoer.problems import Findings, Place
from noaber.kernel.errors import InvalidValue

_A_NAME: Final = re.compile(r"[a-z][a-z_]{0,39}")
_MISSING: Final = "Deze kolom is leeg en moet gevuld zijn."


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its Dutch name, how a cell is read, and whether it may be left out."""

    name: str
    read: Read
    is_required: bool = False
    also: tuple[str, ...] = ()
    """Other names, as ``plain`` writes them."""
    empty: Any = None
    """The value of an empty cell; a column that is left out has no value at all."""


@dataclass(frozen=True)
class Kind:
    """A kind of row, known by its name or by its columns."""

    name: str
    columns: tuple[Column, ...]
    also: tuple[str, ...] = ()
    """Other names of the list in a JSON file."""

    @cached_property
    def by_name(self) -> dict[str, Column]:
        """Every column by each of its names."""
        return {name: column for column in self.columns for name in (column.name, *column.also)}

    @cached_property
    def required(self) -> frozenset[str]:
        """Names of the columns that must be there."""
        return frozenset(column.name for column in self.columns if column.is_required)

    def named(self, names: Iterable[str]) -> frozenset[str]:
        """The columns of this kind among these names."""
        return frozenset(self.by_name[name].name for name in names if name in self.by_name)


@dataclass(frozen=True, slots=True)
class Row:
    """One row; what was not told, or could not be read, is not in ``values``."""

    place: Place
    values: Mapping[str, Any]
    wrong: frozenset[str] = frozenset()
    """Columns of which it was told that they are wrong, so that nothing is made of them."""

    def get(self, name: str, otherwise: Any = None) -> Any:
        """The value of a column, or what to take when it is not told."""
        return self.values.get(name, otherwise)

    def reads(self, *names: str) -> bool:
        """Whether these columns can be trusted: none of them is wrong."""
        return self.wrong.isdisjoint(names)


def recognise(sheet: Sheet, kinds: Sequence[Kind], told: Iterable[str] = ()) -> Kind | None:
    """What kind a sheet is: by the name of its list, else the kind that its columns fit best.

    ``told``: columns that have a value for the whole file. None: no kind fits.
    """
    if sheet.soort is not None:
        return next((kind for kind in kinds if sheet.soort in (kind.name, *kind.also)), None)
    columns = {*sheet.columns, *told}
    fitting = [kind for kind in kinds if kind.required <= kind.named(columns)]
    return max(fitting, key=lambda kind: len(kind.named(sheet.columns)), default=None)


def explain_unrecognised(sheet: Sheet, kinds: Sequence[Kind]) -> str:
    """Why a sheet is no kind, and what to do. Repeats no name: it may be somebody's data."""
    if sheet.soort is not None:
        names = [kind.name for kind in kinds]
        near = _nearest(sheet.soort, [*names, *(name for kind in kinds for name in kind.also)])
        hint = f" Bedoelt u {near}?" if near else ""
        return f"Een lijst in dit bestand kent noaber niet.{hint} Kies uit: {', '.join(names)}."
    nearest = max(kinds, key=lambda kind: (len(kind.named(sheet.columns)), -len(kind.required)))
    found = nearest.named(sheet.columns)
    if not found:
        return (
            "Aan de kolommen is niet te zien wat dit is. De eerste rij moet de namen van de "
            "kolommen bevatten; maak voorbeelden met 'noaber inrichting voorbeeld MAP'."
        )
    missing = ", ".join(sorted(nearest.required - found))
    return f"Dit lijkt op {nearest.name}, maar er ontbreekt een kolom: {missing}."


def check_top(
    sheet: Sheet, kinds: Sequence[Kind], allowed: Collection[str], findings: Findings
) -> None:
    """What stands beside the lists of a JSON file; anything not allowed would be passed over."""
    for name in sheet.rest.keys() - set(allowed):
        known = next((kind.name for kind in kinds if name in (kind.name, *kind.also)), None)
        findings.refuse(
            Place(sheet.bestand, known or ""),
            "",
            "Hier moet een lijst staan, tussen [ en ]."
            if known
            else "Naast de lijsten staat iets dat noaber niet kent. Haal het weg.",
        )


def read_rows(
    sheet: Sheet,
    kind: Kind,
    findings: Findings,
    told: Mapping[str, Cell],
    advance: Callable[[int], None] = lambda _: None,
) -> list[Row]:
    """The rows of a sheet, as far as each can be read; what is wrong is noted.

    ``told``: cells that hold for every row that does not have that column itself.
    """
    _warn_unknown(sheet, kind, findings)
    rows = []
    for raw in sheet.rows:
        rows.append(_read_row(raw, kind, findings, told))
        advance(1)
    return rows


def _warn_unknown(sheet: Sheet, kind: Kind, findings: Findings) -> None:
    for number, name in enumerate(sheet.columns, 1):
        if name in kind.by_name:
            continue
        # A heading may have run into somebody's data: only what looks like one of ours is shown.
        near = _nearest(name, kind.by_name)
        is_shown = near is not None and _A_NAME.fullmatch(name)
        shown = f"'{name}'" if is_shown else f"nummer {number}"
        hint = f" Bedoelt u {kind.by_name[near].name}?" if near else ""
        findings.warn(
            Place(sheet.bestand, sheet.soort or ""),
            "",
            f"De kolom {shown} kent noaber niet; zij is overgeslagen.{hint}",
        )


def _nearest(name: str, known: Iterable[str]) -> str | None:
    return next(iter(get_close_matches(plain(name), list(known), n=1, cutoff=0.7)), None)


def _read_row(raw: RawRow, kind: Kind, findings: Findings, told: Mapping[str, Cell]) -> Row:
    place, cells = raw
    values: dict[str, Any] = {}
    before = len(findings.problems)
    for column, cell in _told(kind, cells, told, place, findings):
        try:
            values[column.name] = column.empty if is_empty(cell) else column.read(cell)
        except InvalidValue as problem:
            findings.refuse(place, column.name, problem)
    wrong = {problem.kolom for problem in findings.problems[before:]}
    for name in kind.required - wrong:
        if values.get(name) is None or values[name] == "":
            findings.refuse(place, name, _MISSING)
    return Row(place, values, frozenset(p.kolom for p in findings.problems[before:]))


def _told(
    kind: Kind,
    cells: Mapping[str, Cell],
    told: Mapping[str, Cell],
    place: Place,
    findings: Findings,
) -> list[tuple[Column, Cell]]:
    """The cells of a row under their columns; what holds for the whole file fills what is empty."""
    found: dict[str, Cell] = {}
    for name, cell in cells.items():
        column = kind.by_name.get(name)
        if column is None:
            continue
        if column.name in found:
            findings.refuse(place, column.name, "Deze kolom staat er twee keer, onder twee namen.")
        found[column.name] = cell
    for name, cell in told.items():
        if name in kind.by_name and is_empty(found.get(name)):
            found[name] = cell
    return [(kind.by_name[name], cell) for name, cell in found.items()]
