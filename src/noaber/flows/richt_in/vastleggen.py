# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Rows that were checked, to what modules record.

A column that was left out leaves what is known; an empty cell makes it empty.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, TypeVar

from noaber.access.types import Viewer
from noaber.contracten import operations as contracten
from noaber.contracten.types import Overeenkomst, Product, Tarief
from noaber.flows.invoer.columns import Row
from noaber.flows.richt_in.controle import Rows
from noaber.flows.richt_in.rijen import has_address
from noaber.kernel.period import Period
from noaber.partijen import operations as partijen
from noaber.partijen import queries
from noaber.partijen.types import (
    ALTIJD,
    Aanbieder,
    Administratie,
    Contactgegevens,
    Gebied,
    Naaste,
    NieuweAdministratie,
    Persoonsgegevens,
)
from noaber.storage.bulk import Counts

_AT_ONCE: Final = 1000
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Who records, when, and who wants to know how far it is."""

    viewer: Viewer
    at: datetime
    on: date
    """Today."""
    advance: Callable[[int], None]


def record(kind: str, rows: Sequence[Row], work: Work) -> Counts:
    """Records the rows of one kind; what was new, changed and unchanged."""
    counts = Counts()
    for part in _parts(rows):
        counts += _RECORDERS[kind](part, work)
        work.advance(len(part))
    return counts


def _parts(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    for start in range(0, len(rows), _AT_ONCE):
        yield rows[start : start + _AT_ONCE]


def _administratie(code: str) -> Administratie:
    found = queries.find_administratie(code)
    assert found is not None, "checked before"
    return found


# ── which columns were told ──────────────────────────────────────────────────────────────────────


def _alike(
    rows: Iterable[Row], names: Mapping[str, str]
) -> Iterator[tuple[frozenset[str], list[Row]]]:
    """Rows that tell the same columns, with the fields that they tell (column to field)."""
    groups: dict[frozenset[str], list[Row]] = {}
    for row in rows:
        told = frozenset(field for column, field in names.items() if column in row.values)
        groups.setdefault(told, []).append(row)
    yield from groups.items()


def _fields(row: Row, names: Mapping[str, str]) -> dict[str, Any]:
    return {field: row.values[name] for name, field in names.items() if name in row.values}


def _per_books(rows: Iterable[Row]) -> Iterator[tuple[Administratie, list[Row]]]:
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row.get("gemeente"), []).append(row)
    for code, found in groups.items():
        yield _administratie(code), found


def _total(counts: Iterable[Counts]) -> Counts:
    return sum(counts, Counts())


# ── parties ──────────────────────────────────────────────────────────────────────────────────────

_ADMINISTRATIE: Final = {"naam": "naam", "in_envelop": "in_envelop", "iban": "iban"}
_AANBIEDER: Final = {"naam": "naam", "kvk": "kvk"}


def _administraties(rows: Sequence[Row], work: Work) -> Counts:
    return _total(_administratie_of(row, work) for row in rows)


def _administratie_of(row: Row, work: Work) -> Counts:
    told = _fields(row, _ADMINISTRATIE)
    counts = partijen.register_administraties(
        administraties=[NieuweAdministratie(code=row.get("code"), **told)],
        viewer=work.viewer,
        given=frozenset(told),
    )
    codes = list(dict.fromkeys(row.get("oude_codes") or ()))
    if codes:
        moved = partijen.register_oude_codes(
            administratie=_administratie(row.get("code")), codes=codes, viewer=work.viewer
        )
        if counts.unchanged and moved.unchanged < len(codes):
            return Counts(changed=1)
    return counts


def _gebieden(rows: Sequence[Row], work: Work) -> Counts:
    return _total(
        partijen.register_gebieden(
            administratie=administratie,
            gebieden=[Gebied(code=row.get("code"), naam=row.get("naam")) for row in found],
            viewer=work.viewer,
        )
        for administratie, found in _per_books(rows)
    )


def _aanbieders(rows: Sequence[Row], work: Work) -> Counts:
    return _total(
        partijen.register_aanbieders(
            aanbieders=[Aanbieder(agb=row.get("agb"), **_fields(row, _AANBIEDER)) for row in alike],
            viewer=work.viewer,
            given=told,
        )
        for told, alike in _alike(rows, _AANBIEDER)
    )


def _rekeningen(rows: Sequence[Row], work: Work) -> Counts:
    new = changed = 0
    for administratie, found in _per_books(rows):
        before = {row.aanbieder for row in queries.list_rekeningen(administratie.id)}
        for row in found:
            is_new = partijen.register_rekening(
                administratie=administratie,
                agb=row.get("agb"),
                iban=row.get("iban"),
                tenaamstelling=row.get("tenaamstelling"),
                viewer=work.viewer,
                at=work.at,
            )
            new += is_new and row.get("agb") not in before
            changed += is_new and row.get("agb") in before
    return Counts.of(len(rows), new=new, changed=changed)


# ── contracts ────────────────────────────────────────────────────────────────────────────────────

_PRODUCT: Final = {
    "naam": "naam",
    "taakgericht": "is_taakgericht",
    "declaratiemoment": "declaratiemoment",
    "taakveld": "taakveld",
    "verzilveringsgraad": "verzilveringsgraad",
}


def _producten(rows: Sequence[Row], work: Work) -> Counts:
    return _total(
        contracten.register_producten(
            producten=[
                Product(
                    gemeente=row.get("gemeente"),
                    wet=row.get("wet"),
                    categorie=row.get("categorie"),
                    code=row.get("code"),
                    **_fields(row, _PRODUCT),
                )
                for row in alike
            ],
            viewer=work.viewer,
            given=told,
        )
        for told, alike in _alike(rows, _PRODUCT)
    )


def _overeenkomsten(rows: Sequence[Row], work: Work) -> Counts:
    numbers = queries.list_aanbieder_ids({row.get("agb") for row in rows})
    names = {"ingangsdatum": "ingangsdatum", "einddatum": "einddatum_tot"}
    return _total(
        contracten.register_overeenkomsten(
            overeenkomsten=[(_overeenkomst(row), numbers[row.get("agb")]) for row in alike],
            viewer=work.viewer,
            given=told,
        )
        for told, alike in _alike(rows, names)
    )


def _overeenkomst(row: Row) -> Overeenkomst:
    days = Period.from_inclusive(row.get("ingangsdatum"), row.get("einddatum"))
    return Overeenkomst(
        gemeente=row.get("gemeente"),
        aanbieder=row.get("agb"),
        wet=row.get("wet"),
        nummer=row.get("nummer"),
        ingangsdatum=days.start,
        einddatum_tot=days.end,
    )


def _tarieven(rows: Sequence[Row], work: Work) -> Counts:
    per_gemeente: dict[str, list[Row]] = {}
    for row in rows:
        per_gemeente.setdefault(row.get("gemeente"), []).append(row)
    return _total(
        contracten.register_tarieven(
            gemeente=gemeente,
            tarieven=[_tarief(row) for row in found],
            viewer=work.viewer,
            at=work.at,
        )
        for gemeente, found in per_gemeente.items()
    )


def _tarief(row: Row) -> Tarief:
    return Tarief(
        overeenkomst=row.get("overeenkomst"),
        categorie=row.get("categorie"),
        code=row.get("code"),
        eenheid=row.get("eenheid"),
        bedrag_cents=row.get("bedrag"),
        geldig=Period.from_inclusive(row.get("geldig_van"), row.get("geldig_tot_en_met")),
    )


# ── persons ──────────────────────────────────────────────────────────────────────────────────────

_PERSOON: Final = {
    "achternaam": "achternaam",
    "voorvoegsel": "voorvoegsel",
    "voornamen": "voornamen",
    "voorletters": "voorletters",
    "partner_achternaam": "partner_achternaam",
    "partner_voorvoegsel": "partner_voorvoegsel",
    "naamgebruik": "naam_gebruik",
    "geboortedatum": "geboortedatum",
    "onbekend_in_geboortedatum": "datum_gebruik",
    "geslacht": "geslacht",
    "overlijdensdatum": "overlijdensdatum",
}
_ADRES: Final = {
    "straatnaam": "straatnaam",
    "huisnummer": "huisnummer",
    "huisletter": "huisletter",
    "toevoeging": "toevoeging",
    "postcode": "postcode",
    "plaatsnaam": "plaatsnaam",
    "land": "land_code",
    "telefoonnummer": "telefoonnummer",
    "emailadres": "emailadres",
    "gebied": "gebied",
}
_NAASTE: Final = {
    "soort": "soort",
    "achternaam": "achternaam",
    "voorvoegsel": "voorvoegsel",
    "voornamen": "voornamen",
    "voorletters": "voorletters",
    "naamgebruik": "naam_gebruik",
    "geboortedatum": "geboortedatum",
    "geslacht": "geslacht",
    "telefoonnummer": "telefoonnummer",
}


def _personen(rows: Sequence[Row], work: Work) -> Counts:
    return _total(
        partijen.register_personen(
            administratie=administratie,
            personen=[_persoon(row) for row in alike],
            on=work.on,
            given=told,
        )
        for administratie, found in _per_books(rows)
        for told, alike in _alike(found, _PERSOON)
    )


def _persoon(row: Row) -> Persoonsgegevens:
    contact = _contact(row, row.get("soort_adres", "01"), row.get("woont_er_vanaf"), None)
    return Persoonsgegevens(
        bsn=row.get("bsn"),
        contacten=(contact,) if has_address(row) else (),
        **_fields(row, _PERSOON),
    )


def _contact(row: Row, soort: str, begin: date | None, end: date | None) -> Contactgegevens:
    days = Period.from_inclusive(begin or ALTIJD, end)
    return Contactgegevens(
        soort=soort, geldig_van=days.start, geldig_tot=days.end, **_fields(row, _ADRES)
    )


def _adressen(rows: Sequence[Row], work: Work) -> Counts:
    return _total(
        partijen.register_contacten(
            administratie=administratie,
            contacten=[
                (
                    row.get("bsn"),
                    _contact(
                        row,
                        row.get("soort_adres"),
                        row.get("geldig_van"),
                        row.get("geldig_tot_en_met"),
                    ),
                )
                for row in found
            ],
            on=work.on,
        )
        for administratie, found in _per_books(rows)
    )


def _relaties(rows: Sequence[Row], work: Work) -> Counts:
    names = {**_NAASTE, "geldig_van": "geldig_van", "geldig_tot_en_met": "geldig_tot"}
    return _total(
        partijen.register_naasten(
            administratie=administratie,
            naasten=[(row.get("bsn"), _naaste(row)) for row in alike],
            given=told,
        )
        for administratie, found in _per_books(rows)
        for told, alike in _alike(found, names)
    )


def _naaste(row: Row) -> Naaste:
    days = Period.from_inclusive(row.get("geldig_van") or ALTIJD, row.get("geldig_tot_en_met"))
    return Naaste(
        nummer=row.get("nummer"),
        geldig_van=days.start,
        geldig_tot=days.end,
        **_fields(row, _NAASTE),
    )


_RECORDERS: Final[Mapping[str, Callable[[Sequence[Row], Work], Counts]]] = {
    "administraties": _administraties,
    "gebieden": _gebieden,
    "aanbieders": _aanbieders,
    "rekeningen": _rekeningen,
    "producten": _producten,
    "overeenkomsten": _overeenkomsten,
    "tarieven": _tarieven,
    "personen": _personen,
    "adressen": _adressen,
    "relaties": _relaties,
}


def count_persons(rows: Rows) -> dict[str, int]:
    """Per administratie how many persons these rows are about."""
    found: dict[str, set[str]] = {}
    for kind in ("personen", "adressen", "relaties"):
        for row in rows.get(kind, ()):
            found.setdefault(row.get("gemeente"), set()).add(row.get("bsn"))
    return {code: len(bsns) for code, bsns in found.items()}
