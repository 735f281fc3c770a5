# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The addresses of a person as a line of time, one line per soort.

What is told takes its place from its first day up to the next address that is known. What held
before ends the day before; nothing that begins later is lost.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from noaber.partijen import models
from noaber.partijen.types import ALTIJD, Contactgegevens

_TOLD = (
    "straatnaam",
    "huisnummer",
    "huisletter",
    "toevoeging",
    "postcode",
    "plaatsnaam",
    "land_code",
    "telefoonnummer",
    "emailadres",
    "gebied_id",
)
_Line = tuple[int, str]
"""Person and soort."""


def put_adressen(
    contacten: Sequence[tuple[int, Contactgegevens]],
    gebieden: Mapping[str, int],
    on: date | None,
) -> list[bool]:
    """Puts these in their lines; gives for each whether it changed anything.

    ``gebieden``: number by code. ``on``: as in ``register_personen``; None: an address without a
    first day has always held.
    """
    known: dict[_Line, list[models.Adres]] = defaultdict(list)
    rows = models.Adres.objects.filter(persoon_id__in=list({number for number, _ in contacten}))
    for row in rows.order_by("geldig_van"):
        known[row.persoon_id, row.soort].append(row)
    before = {row.pk: row.geldig_tot for line in known.values() for row in line}
    told = [
        _place(_adres(number, contact, gebieden), known[number, contact.soort], on)
        for number, contact in contacten
    ]
    touched = {
        (number, contact.soort)
        for (number, contact), is_new in zip(contacten, told, strict=True)
        if is_new
    }
    _store([row for line in touched for row in known[line]], touched, before)
    return told


def _store(
    rows: Sequence[models.Adres], touched: set[_Line], before: Mapping[int, date | None]
) -> None:
    """In this order: the database refuses two addresses on one day at every moment."""
    kept = {row.pk for row in rows}
    soorten = models.Adres.objects.filter(persoon_id__in=list({number for number, _ in touched}))
    gone = [
        number
        for number, persoon_id, soort in soorten.values_list("pk", "persoon_id", "soort")
        if number not in kept and (persoon_id, soort) in touched
    ]
    models.Adres.objects.filter(pk__in=gone).delete()
    ended = [row for row in rows if row.pk and row.geldig_tot != before[row.pk]]
    models.Adres.objects.bulk_update(ended, ["geldig_tot"], batch_size=500)
    models.Adres.objects.bulk_create([row for row in rows if not row.pk], batch_size=2000)


def _adres(persoon_id: int, contact: Contactgegevens, gebieden: Mapping[str, int]) -> models.Adres:
    return models.Adres(
        persoon_id=persoon_id,
        soort=contact.soort,
        straatnaam=contact.straatnaam,
        huisnummer=contact.huisnummer,
        huisletter=contact.huisletter,
        toevoeging=contact.toevoeging,
        postcode=contact.postcode,
        plaatsnaam=contact.plaatsnaam,
        land_code=contact.land_code,
        telefoonnummer=contact.telefoonnummer,
        emailadres=contact.emailadres,
        gebied_id=None if contact.gebied is None else gebieden[contact.gebied],
        geldig_van=contact.geldig_van,
        geldig_tot=contact.geldig_tot,
    )


def _place(wanted: models.Adres, line: list[models.Adres], on: date | None) -> bool:
    """Works one address into a line, in order of time; whether anything changes."""
    end = wanted.geldig_tot
    if wanted.geldig_van == ALTIJD and on is not None and line and (end is None or end > on):
        wanted.geldig_van = on
    later = [row.geldig_van for row in line if row.geldig_van > wanted.geldig_van]
    wanted.geldig_tot = min((day for day in (end, *later[:1]) if day is not None), default=None)
    holding = next((row for row in line if _holds(row, wanted.geldig_van)), None)
    if holding is not None and _says_the_same(holding, wanted):
        if holding.geldig_tot == wanted.geldig_tot:
            return False
        holding.geldig_tot = wanted.geldig_tot
        return True
    if holding is not None:
        _make_room(holding, wanted, line)
    line.append(wanted)
    line.sort(key=lambda row: row.geldig_van)
    return True


def _make_room(holding: models.Adres, wanted: models.Adres, line: list[models.Adres]) -> None:
    """What held on the first day of the new one ends; after the new one it may hold again."""
    end = holding.geldig_tot
    if wanted.geldig_tot is not None and (end is None or wanted.geldig_tot < end):
        again = _copy(holding)
        again.geldig_van = wanted.geldig_tot
        line.append(again)
    if holding.geldig_van == wanted.geldig_van:
        line.remove(holding)
    else:
        holding.geldig_tot = wanted.geldig_van


def _copy(row: models.Adres) -> models.Adres:
    values = {name: getattr(row, name) for name in _TOLD}
    return models.Adres(
        persoon_id=row.persoon_id,
        soort=row.soort,
        geldig_van=row.geldig_van,
        geldig_tot=row.geldig_tot,
        **values,
    )


def _holds(row: models.Adres, day: date) -> bool:
    return row.geldig_van <= day and (row.geldig_tot is None or day < row.geldig_tot)


def _says_the_same(one: models.Adres, other: models.Adres) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in _TOLD)
