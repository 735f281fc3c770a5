# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Persons, one or tens of thousands, with where they can be reached and who is around them.

Persons are named by bsn; a bsn is stored sealed and found by its blind index.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from noaber.access.sealing import keyring
from noaber.kernel.bsn import Bsn
from noaber.partijen import models
from noaber.partijen.operations.adressen import put_adressen
from noaber.partijen.queries import UnknownPersoon
from noaber.partijen.types import (
    ALTIJD,
    Administratie,
    Contactgegevens,
    Naaste,
    Persoonsgegevens,
)
from noaber.storage.bulk import Counts, Put, put_rows

_PERSON = (
    "achternaam",
    "voorvoegsel",
    "partner_achternaam",
    "partner_voorvoegsel",
    "voornamen",
    "voorletters",
    "naam_gebruik",
    "geboortedatum",
    "datum_gebruik",
    "geslacht",
    "overlijdensdatum",
)
_NAASTE = (
    "soort",
    "achternaam",
    "voorvoegsel",
    "voornamen",
    "voorletters",
    "naam_gebruik",
    "geboortedatum",
    "geslacht",
    "telefoonnummer",
    "geldig_van",
    "geldig_tot",
)


class UnknownGebied(LookupError):
    """This gemeente has no such gebied; the text is Dutch."""

    def __init__(self) -> None:
        super().__init__("Dit gebied staat niet in de lijst van deze gemeente: leg het eerst vast.")


def register_persoon(*, administratie: Administratie, persoon: Persoonsgegevens) -> int:
    """The person with this bsn, entered or brought up to date; gives its number.

    A contact or naaste that is given takes the place of what was known, from its day on; what is
    not given stays. Raises InvalidBsn, UnknownGebied.
    """
    return _register(administratie, [persoon], on=None, given=None)[0].keys[0]


def register_personen(
    *,
    administratie: Administratie,
    personen: Sequence[Persoonsgegevens],
    on: date,
    given: Collection[str] | None = None,
) -> Counts:
    """As ``register_persoon``, for many with different bsns.

    ``on``: the day on which this is told. A contact without a first day of its own (``ALTIJD``)
    that differs from the known one holds from then on. ``given``: the fields that are told; None
    is all of them.

    Raises InvalidBsn, UnknownGebied.
    """
    put, around = _register(administratie, personen, on=on, given=given)
    changed = (put.changed | around) - put.new
    return Counts.of(len(put.keys), new=len(put.new), changed=len(changed))


@transaction.atomic
def _register(
    administratie: Administratie,
    personen: Sequence[Persoonsgegevens],
    *,
    on: date | None,
    given: Collection[str] | None,
) -> tuple[Put, set[int]]:
    """Stores the persons; gives also whose contacten or naasten changed."""
    ring = keyring()
    names = [name for name in _PERSON if given is None or name in given]
    told = {ring.blind_index(Bsn(persoon.bsn).number): persoon for persoon in personen}
    rows = [
        {
            "administratie_id": administratie.id,
            "bsn_index": index,
            **{name: getattr(persoon, name) for name in names},
        }
        for index, persoon in told.items()
    ]

    def only_new(row: Mapping[str, Any]) -> dict[str, Any]:
        persoon = told[row["bsn_index"]]
        untold = {name: getattr(persoon, name) for name in _PERSON if name not in row}
        return {**untold, "bsn_sealed": ring.seal(persoon.bsn.encode())}

    put = put_rows(
        models.Persoon.objects.filter(administratie_id=administratie.id, bsn_index__in=list(told)),
        ["administratie_id", "bsn_index"],
        rows,
        only_new=only_new,
    )
    pairs = list(zip(put.keys, personen, strict=True))
    around = _put_contacten(
        administratie,
        [(number, contact) for number, persoon in pairs for contact in persoon.contacten],
        on,
    )
    naasten = [(number, naaste) for number, persoon in pairs for naaste in persoon.naasten]
    placed = _put_naasten(naasten)
    touched = placed.new | placed.changed
    around |= {
        number for (number, _), key in zip(naasten, placed.keys, strict=True) if key in touched
    }
    return put, around


# ── what stands around a person ──────────────────────────────────────────────────────────────────


@transaction.atomic
def register_contacten(
    *,
    administratie: Administratie,
    contacten: Sequence[tuple[str, Contactgegevens]],
    on: date,
) -> Counts:
    """Where persons can be reached, by bsn. New is the first one of a soort for a person.

    Raises UnknownPersoon, UnknownGebied.
    """
    numbers = _numbers(administratie, [bsn for bsn, _ in contacten])
    asked = [(numbers[bsn], contact) for bsn, contact in contacten]
    before = set(
        models.Adres.objects.filter(persoon_id__in=numbers.values()).values_list(
            "persoon_id", "soort"
        )
    )
    told = put_adressen(asked, _gebieden(administratie, asked), on)
    new = sum((number, contact.soort) not in before for number, contact in asked)
    return Counts.of(len(asked), new=new, changed=sum(told) - new)


@transaction.atomic
def register_naasten(
    *,
    administratie: Administratie,
    naasten: Sequence[tuple[str, Naaste]],
    given: Collection[str] | None = None,
) -> Counts:
    """Who is around persons, by bsn; no person has two of one nummer here.

    Raises UnknownPersoon.
    """
    numbers = _numbers(administratie, [bsn for bsn, _ in naasten])
    return _put_naasten([(numbers[bsn], naaste) for bsn, naaste in naasten], given).counts


def _numbers(administratie: Administratie, bsns: Iterable[str]) -> dict[str, int]:
    blind = keyring().blind_index
    indexes = {bsn: blind(bsn) for bsn in bsns}
    rows = models.Persoon.objects.filter(
        administratie_id=administratie.id, bsn_index__in=list(indexes.values())
    )
    known = {bytes(index): number for index, number in rows.values_list("bsn_index", "id")}
    if len(known) < len(set(indexes.values())):
        raise UnknownPersoon
    return {bsn: known[index] for bsn, index in indexes.items()}


def _put_contacten(
    administratie: Administratie,
    contacten: Sequence[tuple[int, Contactgegevens]],
    on: date | None,
) -> set[int]:
    told = put_adressen(contacten, _gebieden(administratie, contacten), on)
    return {number for (number, _), is_new in zip(contacten, told, strict=True) if is_new}


def _gebieden(
    administratie: Administratie, contacten: Sequence[tuple[int, Contactgegevens]]
) -> Mapping[str, int]:
    asked = {contact.gebied for _, contact in contacten} - {None}
    if not asked:
        return {}
    rows = models.Gebied.objects.filter(administratie_id=administratie.id, code__in=asked)
    found = dict(rows.values_list("code", "id"))
    if len(found) < len(asked):
        raise UnknownGebied
    return found


def _put_naasten(
    naasten: Sequence[tuple[int, Naaste]], given: Collection[str] | None = None
) -> Put:
    names = [name for name in _NAASTE if given is None or name in given]
    rows: list[dict[str, Any]] = [
        {
            "persoon_id": persoon_id,
            "nummer": naaste.nummer,
            **{name: getattr(naaste, name) for name in names},
        }
        for persoon_id, naaste in naasten
    ]
    return put_rows(
        models.Relatie.objects.filter(persoon_id__in=list({row["persoon_id"] for row in rows})),
        ["persoon_id", "nummer"],
        rows,
        only_new=lambda row: {} if "geldig_van" in row else {"geldig_van": ALTIJD},
    )


@transaction.atomic
def register_huishouden(
    *, administratie: Administratie, soort: str, leden: Iterable[int], vanaf: date
) -> int:
    """A household of these persons from that day on; gives its number."""
    row = models.Huishouden.objects.create(administratie_id=administratie.id, soort=soort)
    models.Lidmaatschap.objects.bulk_create(
        models.Lidmaatschap(huishouden=row, persoon_id=persoon_id, geldig_van=vanaf)
        for persoon_id in leden
    )
    return row.pk
