# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""A file with decisions as a whole: what is wrong is told before anything is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from noaber.access.types import Viewer
from noaber.berichten.codelists import code_list
from noaber.berichten.definitions.registry import Rol
from noaber.flows.invoer.columns import (
    Row,
    check_top,
    explain_unrecognised,
    read_rows,
    recognise,
)
from noaber.flows.invoer.files import Sheet, read_sheets
from noaber.flows.invoer.problems import Findings, Place, Shows, UnreadableInput
from noaber.flows.wijs_toe.kolommen import ANSWERS, BESLUITEN, FIELDS, OPEN_END, WENS
from noaber.partijen import queries as partijen
from noaber.partijen.types import Administratie

Complaint = tuple[str, str]
"""Column and sentence."""
_EURO: Final = "83"
_AT_TOP: Final = "gemeente"


@dataclass(frozen=True, slots=True, kw_only=True)
class Regel:
    """One row that can be carried out."""

    place: Place
    administratie: Administratie
    soort: str
    """A word of ``FIELDS``."""
    values: Mapping[str, Any] = field(repr=False)

    @property
    def kenmerk(self) -> str | None:
        """The gemeente's own reference."""
        return self.values.get("kenmerk")

    def get(self, name: str) -> Any:
        """The value of a column; None when it is empty."""
        return self.values.get(name)


def read_besluiten(
    file: tuple[str, bytes],
    *,
    viewer: Viewer,
    gemeente: str | None,
    on: date,
    findings: Findings,
    shows: Shows,
) -> list[Regel]:
    """The rows of a file, by name and content; none when anything is wrong. ``on``: today."""
    name, data = file
    try:
        sheets = read_sheets(data, name, findings, only_list=BESLUITEN.name)
    except UnreadableInput as problem:
        findings.refuse(Place(name), "", problem)
        return []
    check_top(sheets[0], [BESLUITEN], {_AT_TOP}, findings)
    books = {found.code: found for found in partijen.list_administraties(viewer=viewer)}
    gemeenten = [code for code, found in books.items() if found.rol is Rol.GEMEENTE]
    if gemeente is None and len(gemeenten) == 1:
        gemeente = gemeenten[0]
    rows = []
    with shows.task("Lezen", sum(len(sheet.rows) for sheet in sheets)) as advance:
        for sheet in sheets:
            rows += _read_sheet(sheet, gemeente, findings, advance)
    for row in rows:
        for kolom, text in _complaints(row, on):
            if kolom not in row.wrong:
                findings.refuse(row.place, kolom, text)
    _check_kenmerken(rows, findings)
    _check_parties(rows, books, findings)
    if not rows and not findings.problems:
        findings.refuse(Place(name), "", "In dit bestand staan geen besluiten.")
    if findings.problems:
        return []
    return [
        Regel(
            place=row.place,
            administratie=books[row.get("gemeente")],
            soort=row.get("besluit"),
            values={name: value for name, value in row.values.items() if value is not None},
        )
        for row in rows
    ]


def _read_sheet(
    sheet: Sheet, gemeente: str | None, findings: Findings, advance: Callable[[int], None]
) -> list[Row]:
    told = {_AT_TOP: gemeente} if gemeente else {}
    told |= {_AT_TOP: sheet.rest[_AT_TOP]} if _AT_TOP in sheet.rest else {}
    if recognise(sheet, [BESLUITEN], told) is None:
        findings.refuse(Place(sheet.bestand), "", explain_unrecognised(sheet, [BESLUITEN]))
        return []
    return read_rows(sheet, BESLUITEN, findings, told, advance)


# ── one row ──────────────────────────────────────────────────────────────────────────────────────


def _complaints(row: Row, on: date) -> Iterator[Complaint]:
    soort = row.get("besluit")
    if soort is None:
        return
    fields = FIELDS[soort]
    for name in fields.required:
        if row.get(name) is None:
            yield name, f"Bij het besluit {soort} moet deze kolom gevuld zijn."
    for name, value in row.values.items():
        if value is not None and name not in fields.all:
            yield name, f"Deze kolom hoort niet bij het besluit {soort}. Maak haar leeg."
    if soort in ANSWERS:
        yield from _verzoek(row)
    if soort in ("toewijzen", "vervangen") or (soort == "honoreren" and has_wens(row)):
        yield from _wens(row, soort)
    is_volume = soort == "volume" and row.reads("volume", "bedrag")
    if is_volume and (row.get("volume") is None) == (row.get("bedrag") is None):
        yield "volume", "Vul volume in, of bij de eenheid euro bedrag, en niet allebei."
    if row.get("einddatum") == OPEN_END and soort == "inkorten":
        yield "einddatum", "Bij inkorten hoort een dag."
    yield from _product(row)
    yield from _days(row, on)


def has_wens(row: Row | Regel) -> bool:
    """Whether a row says what the gemeente assigns instead of what was asked."""
    return any(row.get(name) is not None for name in WENS)


def _verzoek(row: Row) -> Iterator[Complaint]:
    if (row.get("verzoek") is None) == (row.get("referentie") is None):
        yield "verzoek", "Vul verzoek in (het nummer uit 'noaber verzoeken'), of referentie."
    if row.get("referentie") is not None:
        for name in ("aanbieder", "wet"):
            if row.get(name) is None:
                yield name, "Bij een referentie moet deze kolom gevuld zijn."


def _wens(row: Row, soort: str) -> Iterator[Complaint]:
    if soort == "honoreren" and row.get("ingangsdatum") is None:
        yield "ingangsdatum", "Als u afwijkt van wat is gevraagd, vul dan ook deze kolom in."
    if row.get("productcode") is not None and row.get("categorie") is None:
        yield "categorie", "Bij een productcode moet deze kolom gevuld zijn."
    is_euro = row.get("eenheid") == _EURO
    amount = "bedrag" if is_euro else "volume"
    parts = {name: row.get(name) for name in (amount, "eenheid", "frequentie")}
    if any(value is not None for value in parts.values()):
        for name, value in parts.items():
            if value is None:
                yield name, "Een omvang is volume, eenheid en frequentie samen. Vul alle drie in."
    if is_euro and row.get("volume") is not None:
        yield "volume", "Bij de eenheid euro vult u bedrag in, en niet volume."
    if not is_euro and row.get("bedrag") is not None:
        yield "bedrag", "Een bedrag hoort bij de eenheid euro. Vul anders volume in."


def _product(row: Row) -> Iterator[Complaint]:
    wet, categorie = row.get("wet"), row.get("categorie")
    is_told = wet is not None and categorie is not None
    if is_told and categorie not in code_list("WMO020-JZ020", wet):
        yield "categorie", f"Deze productcategorie bestaat niet in de {wet.naam}."


def _days(row: Row, on: date) -> Iterator[Complaint]:
    begin, end = row.get("ingangsdatum"), row.get("einddatum")
    if begin is not None and isinstance(end, date) and end < begin:
        yield "einddatum", "Deze dag ligt voor de ingangsdatum. Kijk beide na."
    if row.get("afspraak") is None:
        for name in ("afspraak_datum", "afspraak_toelichting"):
            if row.get(name) is not None:
                yield "afspraak", "Vul hier overleg of overeenstemming in."
    for name in ("afspraak_datum", "overlijdensdatum"):
        day = row.get(name)
        if day is not None and day > on:
            yield name, "Deze dag ligt na vandaag."


# ── rows together, and who they are about ────────────────────────────────────────────────────────


def _check_kenmerken(rows: Sequence[Row], findings: Findings) -> None:
    first: dict[tuple[str, str], Place] = {}
    for row in rows:
        if row.get("kenmerk") is None:
            continue
        key = (row.get("gemeente"), row.get("kenmerk"))
        if first.setdefault(key, row.place) is not row.place:
            findings.refuse(row.place, "kenmerk", f"Dit kenmerk staat ook in {first[key]}.")


def _check_parties(
    rows: Sequence[Row], books: Mapping[str, Administratie], findings: Findings
) -> None:
    agbs = partijen.list_aanbieder_ids({row.get("aanbieder") for row in rows} - {None})
    for row in rows:
        if row.reads("gemeente") and row.get("gemeente") not in books:
            findings.refuse(
                row.place,
                "gemeente",
                "Van deze gemeente voert noaber hier geen administratie. Controleer de code.",
            )
        if row.get("aanbieder") is not None and row.get("aanbieder") not in agbs:
            findings.refuse(
                row.place,
                "aanbieder",
                "Deze aanbieder staat niet in het register. Leg hem eerst vast met 'noaber "
                "inrichting laad', of controleer de code.",
            )
    for code, administratie in books.items():
        of_books = [row for row in rows if row.get("gemeente") == code and row.get("bsn")]
        known = partijen.list_known_bsns(administratie.id, {row.get("bsn") for row in of_books})
        for row in of_books:
            if row.get("bsn") not in known:
                findings.refuse(
                    row.place,
                    "bsn",
                    "Deze persoon is bij deze gemeente niet bekend. Leg de persoon eerst vast met "
                    "'noaber inrichting laad', of controleer het nummer.",
                )
