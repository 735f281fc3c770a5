# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What must hold between rows, and between a row and what is recorded already."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from noaber.access.types import Viewer
from noaber.contracten import queries as contracten
from noaber.flows.invoer.columns import Row
from noaber.flows.invoer.problems import Findings, Place
from noaber.flows.richt_in.rijen import complaints, has_address
from noaber.kernel import gemeentecode
from noaber.kernel.period import Period
from noaber.partijen import queries as partijen
from noaber.partijen.types import Administratie

Rows = Mapping[str, Sequence[Row]]
"""Rows by kind; a kind that is not there has none."""

_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "administraties": ("code",),
    "gebieden": ("gemeente", "code"),
    "aanbieders": ("agb",),
    "rekeningen": ("gemeente", "agb"),
    "producten": ("gemeente", "wet", "categorie", "code"),
    "overeenkomsten": ("gemeente", "nummer"),
    "personen": ("gemeente", "bsn"),
    "adressen": ("gemeente", "bsn", "soort_adres", "geldig_van"),
    "relaties": ("gemeente", "bsn", "nummer"),
}
"""What tells rows of a kind apart; tarieven by their days as well, see below."""
_PER_GEMEENTE: Final = ("producten", "overeenkomsten", "tarieven")
_IN_BOOKS: Final = ("gebieden", "rekeningen", "personen", "adressen", "relaties")

_NO_BOOKS: Final = (
    "Van deze gemeente of aanbieder voert noaber hier geen administratie. Neem haar op bij "
    "administraties, of controleer de code."
)
_NO_AANBIEDER: Final = (
    "Deze aanbieder staat niet in het register. Neem hem op bij aanbieders, of controleer de code."
)
_NO_OVEREENKOMST: Final = (
    "Deze overeenkomst is hier niet bekend. Neem haar op bij overeenkomsten, of controleer het "
    "nummer."
)
_NO_PRODUCT: Final = (
    "Dit product staat niet op de productlijst van deze gemeente, onder de wet van de "
    "overeenkomst. Neem het op bij producten, of controleer de categorie en de code."
)
_NO_PERSOON: Final = (
    "Deze persoon is hier niet bekend. Neem de persoon op bij personen, of controleer het nummer."
)
_NO_GEBIED: Final = "Dit gebied staat niet in de lijst van deze gemeente. Neem het op bij gebieden."
_OTHER_OVEREENKOMST: Final = (
    "Onder dit nummer is al een overeenkomst bekend met een andere aanbieder of onder een andere "
    "wet. Kies een ander nummer."
)


@dataclass(slots=True)
class Known:
    """What is recorded, together with what these rows are going to record."""

    administraties: dict[str, Administratie]
    codes: set[str]
    aanbieders: set[str]
    producten: set[tuple[Any, ...]]
    overeenkomsten: dict[tuple[str, str], tuple[str, str]]
    """By gemeente and nummer: AGB code and wet."""
    bsns: dict[str, frozenset[str]] = field(default_factory=dict)
    gebieden: dict[str, frozenset[str]] = field(default_factory=dict)


def read_known(rows: Rows, viewer: Viewer) -> Known:
    """With a fixed number of queries per gemeente."""
    books = {found.code: found for found in partijen.list_administraties(viewer=viewer)}
    agbs = _values(rows, ("rekeningen", "overeenkomsten"), "agb")
    known = Known(
        administraties=books,
        codes={*books, *(row.get("code") for row in _of(rows, "administraties"))},
        aanbieders={
            *partijen.list_aanbieder_ids(agbs),
            *(row.get("agb") for row in _of(rows, "aanbieders")),
        },
        producten=set(),
        overeenkomsten={},
    )
    for gemeente in _values(rows, _PER_GEMEENTE, "gemeente"):
        for product in contracten.list_producten(gemeente):
            known.producten.add((gemeente, product.wet, product.categorie, product.code))
        for one in contracten.list_overeenkomsten(gemeente):
            known.overeenkomsten[gemeente, one.nummer] = (one.aanbieder, one.wet)
    _read_persons(known, rows)
    return known


def _read_persons(known: Known, rows: Rows) -> None:
    for code, administratie in known.administraties.items():
        asked = {
            row.get("bsn")
            for kind in ("adressen", "relaties")
            for row in _of(rows, kind)
            if row.get("gemeente") == code and row.reads("bsn")
        }
        if asked:
            known.bsns[code] = partijen.list_known_bsns(administratie.id, asked)
        if any(row.get("gebied") for kind in ("personen", "adressen") for row in _of(rows, kind)):
            known.gebieden[code] = partijen.list_gebied_codes(administratie.id)


def check(
    rows: Rows, known: Known, findings: Findings, on: date, advance: Callable[[int], None]
) -> None:
    """Notes all that is wrong. ``on``: today."""
    for kind, told in rows.items():
        for row in told:
            for kolom, text in complaints(kind, row, on):
                findings.refuse(row.place, kolom, text)
            advance(1)
        _check_doubles(kind, told, findings)
    for row, kolom, text in _references(rows, known):
        findings.refuse(row.place, kolom, text)
    _check_tarieven(_of(rows, "tarieven"), findings)
    _warn(rows, known, findings, on)


def _of(rows: Rows, kind: str) -> Sequence[Row]:
    return rows.get(kind, ())


def _values(rows: Rows, kinds: Iterable[str], column: str) -> set[str]:
    found = (row.get(column) for kind in kinds for row in _of(rows, kind))
    return {value for value in found if value is not None}


def _check_doubles(kind: str, told: Sequence[Row], findings: Findings) -> None:
    key = _KEYS.get(kind)
    if key is None:
        return
    first: dict[tuple[Any, ...], Place] = {}
    for row in (row for row in told if row.reads(*key)):
        found = first.setdefault(tuple(row.get(name) for name in key), row.place)
        if found is not row.place:
            findings.refuse(row.place, "", f"Dit staat er twee keer: ook in {found}.")


# ── what refers to what ──────────────────────────────────────────────────────────────────────────

_Complaint = tuple[Row, str, str]


def _references(rows: Rows, known: Known) -> Iterator[_Complaint]:
    if _is_sure(rows, "administraties", "code"):
        for kind in _IN_BOOKS:
            for row in _readable(rows, kind, "gemeente"):
                if row.get("gemeente") not in known.codes:
                    yield row, "gemeente", _NO_BOOKS
    if _is_sure(rows, "aanbieders", "agb"):
        for kind in ("rekeningen", "overeenkomsten"):
            for row in _readable(rows, kind, "agb"):
                if row.get("agb") not in known.aanbieders:
                    yield row, "agb", _NO_AANBIEDER
    yield from _old_codes(rows, known)
    yield from _contracts(rows, known)
    yield from _persons(rows, known)
    yield from _areas(rows, known)


def _readable(rows: Rows, kind: str, *columns: str) -> Iterator[Row]:
    """The rows of a kind of which these columns could be read."""
    return (row for row in _of(rows, kind) if row.reads(*columns))


def _is_sure(rows: Rows, kind: str, *columns: str) -> bool:
    """Whether all of a kind could be read: what could not may be what another row refers to."""
    return all(row.reads(*columns) for row in _of(rows, kind))


def _old_codes(rows: Rows, known: Known) -> Iterator[_Complaint]:
    told: dict[str, Row] = {}
    for row in _of(rows, "administraties"):
        for code in row.get("oude_codes") or ():
            if code in known.codes:
                yield row, "oude_codes", "Van een oude code voert noaber een administratie."
            elif told.setdefault(code, row) is not row:
                yield row, "oude_codes", f"Deze oude code staat ook in {told[code].place}."


_CONTRACT: Final = ("gemeente", "nummer", "agb", "wet")
_PRODUCT: Final = ("gemeente", "wet", "categorie", "code")


def _contracts(rows: Rows, known: Known) -> Iterator[_Complaint]:
    overeenkomsten = dict(known.overeenkomsten)
    for row in _readable(rows, "overeenkomsten", *_CONTRACT):
        key, told = (row.get("gemeente"), row.get("nummer")), (row.get("agb"), row.get("wet"))
        if overeenkomsten.setdefault(key, told) != told and key in known.overeenkomsten:
            yield row, "nummer", _OTHER_OVEREENKOMST
    producten = known.producten | {
        tuple(row.get(name) for name in _PRODUCT) for row in _readable(rows, "producten", *_PRODUCT)
    }
    is_sure = _is_sure(rows, "overeenkomsten", *_CONTRACT), _is_sure(rows, "producten", *_PRODUCT)
    for row in _readable(rows, "tarieven", "gemeente", "overeenkomst", "categorie", "code"):
        gemeente = row.get("gemeente")
        contract = overeenkomsten.get((gemeente, row.get("overeenkomst")))
        if contract is None:
            if is_sure[0]:
                yield row, "overeenkomst", _NO_OVEREENKOMST
        elif is_sure[1]:
            asked = (gemeente, contract[1], row.get("categorie"), row.get("code"))
            if asked not in producten:
                yield row, "code", _NO_PRODUCT


def _persons(rows: Rows, known: Known) -> Iterator[_Complaint]:
    if not _is_sure(rows, "personen", "gemeente", "bsn"):
        return
    told = {(row.get("gemeente"), row.get("bsn")) for row in _of(rows, "personen")}
    for kind in ("adressen", "relaties"):
        for row in _readable(rows, kind, "gemeente", "bsn"):
            gemeente, bsn = row.get("gemeente"), row.get("bsn")
            if (gemeente, bsn) not in told and bsn not in known.bsns.get(gemeente, ()):
                yield row, "bsn", _NO_PERSOON


def _areas(rows: Rows, known: Known) -> Iterator[_Complaint]:
    if not _is_sure(rows, "gebieden", "gemeente", "code"):
        return
    told = {(row.get("gemeente"), row.get("code")) for row in _of(rows, "gebieden")}
    for kind in ("personen", "adressen"):
        for row in _readable(rows, kind, "gemeente", "gebied"):
            gemeente, gebied = row.get("gemeente"), row.get("gebied")
            recorded = known.gebieden.get(gemeente, ())
            if gebied and (gemeente, gebied) not in told and gebied not in recorded:
                yield row, "gebied", _NO_GEBIED


# ── tarieven ─────────────────────────────────────────────────────────────────────────────────────


_TARIEF: Final = (
    "gemeente",
    "overeenkomst",
    "categorie",
    "code",
    "eenheid",
    "geldig_van",
    "geldig_tot_en_met",
)


def _check_tarieven(told: Sequence[Row], findings: Findings) -> None:
    """Two tarieven for one product and eenheid on one day: which holds cannot be known."""
    by_key: dict[tuple[Any, ...], list[tuple[Period, Place]]] = {}
    for row in (row for row in told if row.reads(*_TARIEF)):
        begin, end = row.get("geldig_van"), row.get("geldig_tot_en_met")
        if end is not None and end < begin:
            continue  # told already
        key = tuple(row.get(name) for name in _TARIEF[:5])
        by_key.setdefault(key, []).append((Period.from_inclusive(begin, end), row.place))
    for found in by_key.values():
        found.sort(key=lambda entry: entry[0].start)
        open_until = found[0]
        for period, place in found[1:]:
            if period.overlaps(open_until[0]):
                findings.refuse(
                    place,
                    "geldig_van",
                    f"Dit tarief geldt op dezelfde dagen als dat in {open_until[1]}. Vul daar "
                    "geldig_tot_en_met in.",
                )
            if _ends_later(period, open_until[0]):
                open_until = (period, place)


def _ends_later(one: Period, other: Period) -> bool:
    return other.end is not None and (one.end is None or one.end > other.end)


# ── what is worth a look ─────────────────────────────────────────────────────────────────────────


def _warn(rows: Rows, known: Known, findings: Findings, on: date) -> None:
    seen: set[str] = set()
    for kind in _PER_GEMEENTE:
        for row in _of(rows, kind):
            gemeente = row.get("gemeente")
            if row.reads("gemeente") and gemeente not in known.codes and gemeente not in seen:
                seen.add(gemeente)
                findings.warn(
                    replace(row.place, rij=None, deel=""),
                    "gemeente",
                    f"Van gemeente {gemeente} voert noaber hier geen administratie. Dat past bij "
                    "een aanbieder; controleer anders de code.",
                )
    for row in _readable(rows, "administraties", "code"):
        code = row.get("code")
        if len(code) == 4 and not gemeentecode.is_known(code, on=on):
            findings.warn(
                row.place, "code", "Deze gemeentecode staat vandaag niet in de lijst van het CBS."
            )
    _warn_unreachable(rows, findings)


def _warn_unreachable(rows: Rows, findings: Findings) -> None:
    reachable = {(row.get("gemeente"), row.get("bsn")) for row in _of(rows, "adressen")}
    without = [
        row
        for row in _of(rows, "personen")
        if not row.wrong
        and not has_address(row)
        and (row.get("gemeente"), row.get("bsn")) not in reachable
    ]
    if without:
        findings.warn(
            replace(without[0].place, rij=None, deel=""),
            "",
            f"Bij {len(without)} personen staat geen adres. Zolang er geen adres bekend is, kan "
            "een toewijzing niet worden verstuurd.",
        )
