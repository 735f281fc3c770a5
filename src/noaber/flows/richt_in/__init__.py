# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What the chain needs is recorded from files: all of it, or nothing and everything that is wrong.

``soorten`` (kinds and their columns) · ``rijen`` (what must hold in a row) · ``controle`` (between
rows, and with what is known) · ``vastleggen`` (to the modules).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from noaber.access.types import Recht, Viewer
from noaber.audit.operations import record_verwerking
from noaber.flows.invoer.columns import (
    Row,
    check_top,
    explain_unrecognised,
    read_rows,
    recognise,
)
from noaber.flows.invoer.files import RawRow, Sheet, plain, read_sheets
from noaber.flows.invoer.problems import Findings, Place, Shows, UnreadableInput
from noaber.flows.richt_in.controle import Rows, check, read_known
from noaber.flows.richt_in.soorten import NESTED, SOORTEN
from noaber.flows.richt_in.vastleggen import Work, count_persons, record
from noaber.partijen.queries import list_administraties
from noaber.storage.bulk import Counts
from noaber.storage.locks import wait_for_turn

_WORK: Final = "richt in"
_AT_TOP: Final = "gemeente"
"""What a JSON file may say at its top, for every row."""


@dataclass(slots=True)
class Ingericht:
    """What came of some files."""

    findings: Findings = field(default_factory=Findings)
    counts: dict[str, Counts] = field(default_factory=dict)
    """By kind; empty when anything is wrong."""

    @property
    def is_done(self) -> bool:
        """Whether nothing was wrong."""
        return not self.findings.problems


def richt_in(
    files: Iterable[tuple[str, bytes]],
    *,
    viewer: Viewer,
    at: datetime,
    shows: Shows,
    gemeente: str | None = None,
    proef: bool = False,
) -> Ingericht:
    """Records what stands in these files, by name and content, in one transaction.

    ``gemeente``: for rows that do not say it themselves. ``proef``: everything, and then nothing
    of it stays. With one thing wrong nothing is recorded.

    Raises:
        NotAllowed: the viewer may not.
    """
    viewer.require(Recht.INRICHTEN)
    done = Ingericht()
    rows = _read(files, gemeente, done.findings, shows)
    if done.findings.problems and not any(rows.values()):
        return done
    with transaction.atomic():
        wait_for_turn(_WORK)
        _check(rows, viewer, at, done.findings, shows)
        if done.is_done:
            done.counts = _record(rows, viewer, at, shows)
        if proef or not done.is_done:
            transaction.set_rollback(True)
    return done


def _read(
    files: Iterable[tuple[str, bytes]], gemeente: str | None, findings: Findings, shows: Shows
) -> dict[str, list[Row]]:
    sheets: list[Sheet] = []
    for name, data in files:
        try:
            found = read_sheets(data, name, findings)
        except UnreadableInput as problem:
            findings.refuse(Place(name), "", problem)
            continue
        check_top(found[0], SOORTEN, {_AT_TOP}, findings)
        sheets += [one for sheet in found for one in _unfolded(sheet, findings)]
    rows: dict[str, list[Row]] = {kind.name: [] for kind in SOORTEN}
    with shows.task("Lezen", sum(len(sheet.rows) for sheet in sheets)) as advance:
        for sheet in sheets:
            _read_sheet(sheet, gemeente, rows, findings, advance)
    return {kind: told for kind, told in rows.items() if told}


def _read_sheet(
    sheet: Sheet,
    gemeente: str | None,
    rows: dict[str, list[Row]],
    findings: Findings,
    advance: Callable[[int], None],
) -> None:
    told = {_AT_TOP: gemeente} if gemeente else {}
    told |= {_AT_TOP: sheet.rest[_AT_TOP]} if _AT_TOP in sheet.rest else {}
    kind = recognise(sheet, SOORTEN, told)
    if kind is None:
        findings.refuse(Place(sheet.bestand), "", explain_unrecognised(sheet, SOORTEN))
        return
    if not sheet.rows:
        findings.warn(Place(sheet.bestand, sheet.soort or ""), "", "Hier staan geen rijen.")
    rows[kind.name] += read_rows(sheet, kind, findings, told, advance)


def _unfolded(sheet: Sheet, findings: Findings) -> list[Sheet]:
    """The sheet, and one per list that its rows hold."""
    kind_of_sheet = recognise(sheet, SOORTEN) if sheet.soort is not None else None
    nested = NESTED.get(kind_of_sheet.name) if kind_of_sheet is not None else None
    if not nested:
        return [sheet]
    inner: dict[str, list[RawRow]] = {kind: [] for kind, _, _ in nested}
    outer: list[RawRow] = []
    for place, cells in sheet.rows:
        outer.append((place, {key: cell for key, cell in cells.items() if key not in inner}))
        for kind, word, taken in nested:
            entries = cells.get(kind)
            if entries is None:
                continue
            if not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
                findings.refuse(place, kind, "Hier moet een lijst van objecten staan.")
                continue
            over = {mine: cells[theirs] for mine, theirs in taken if theirs in cells}
            inner[kind] += _inner_rows(place, word, over, entries)
    made = [
        Sheet(sheet.bestand, kind, _names(rows), rows, sheet.rest) for kind, rows in inner.items()
    ]
    return [
        Sheet(sheet.bestand, sheet.soort, _names(outer), outer, sheet.rest),
        *(one for one in made if one.rows),
    ]


def _inner_rows(
    place: Place, word: str, over: Mapping[str, Any], entries: Sequence[Mapping[str, Any]]
) -> list[RawRow]:
    return [
        (
            Place(place.bestand, place.soort, place.rij, f"{word} {number}"),
            {**over, **{plain(key): cell for key, cell in entry.items()}},
        )
        for number, entry in enumerate(entries, 1)
    ]


def _names(rows: Sequence[RawRow]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for _, cells in rows for name in cells))


def _check(rows: Rows, viewer: Viewer, at: datetime, findings: Findings, shows: Shows) -> None:
    total = sum(len(told) for told in rows.values())
    with shows.task("Controleren", total) as advance:
        check(rows, read_known(rows, viewer), findings, timezone.localdate(at), advance)


def _record(rows: Rows, viewer: Viewer, at: datetime, shows: Shows) -> dict[str, Counts]:
    total = sum(len(told) for told in rows.values())
    with shows.task("Vastleggen", total) as advance:
        work = Work(viewer=viewer, at=at, on=timezone.localdate(at), advance=advance)
        counts = {kind: record(kind, told, work) for kind, told in rows.items()}
    persons = count_persons(rows)
    for administratie in list_administraties(viewer=viewer):
        if administratie.code in persons:
            record_verwerking(
                at=at,
                actor=viewer.naam,
                doel=viewer.doel,
                handeling=f"{persons[administratie.code]} personen vastleggen",
                administratie=administratie.code,
                onderwerp=("administratie", administratie.id),
            )
    return counts
