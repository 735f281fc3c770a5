# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Reading parties and persons; ``instellingen`` reads what they chose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from types import SimpleNamespace
from typing import Any, Final

from django.db.models import Q

from noaber.access.sealing import keyring
from noaber.access.types import Viewer
from noaber.kernel.iban import Iban
from noaber.kernel.wet import Wet
from noaber.partijen import models
from noaber.partijen.queries.instellingen import instellingen_of
from noaber.partijen.queries.rekeningen import list_rekeningen as list_rekeningen
from noaber.partijen.queries.rekeningen import page_rekeningen as page_rekeningen
from noaber.partijen.types import (
    INSTELLINGEN,
    Aanbieder,
    Administratie,
    Contactgegevens,
    Gebied,
    Lane,
    Naaste,
    Persoonsgegevens,
)
from noaber.storage.compiled import Compiled


class UnknownPersoon(LookupError):
    """There is no such person in these books."""


class UnknownAdministratie(LookupError):
    """There are no such books here, or not for this viewer; the text is Dutch."""

    def __init__(self) -> None:
        super().__init__(
            "Van deze gemeente of aanbieder voert noaber hier geen administratie: controleer de "
            "code, of richt de administratie eerst in."
        )


class UnknownAanbieder(LookupError):
    """This AGB code is not in the register; the text is Dutch."""

    def __init__(self) -> None:
        super().__init__(
            "Deze aanbieder staat niet in het register: leg eerst de AGB-code en de naam vast."
        )


def find_administratie(code: str) -> Administratie | None:
    """The books of this gemeente or aanbieder; also by a code of before a herindeling."""
    row = models.Administratie.objects.filter(code=code).first()
    if row is None:
        old = models.OudeCode.objects.filter(code=code).select_related("administratie").first()
        row = old.administratie if old else None
    return None if row is None else _administratie(row)


def get_administratie(code: str, *, viewer: Viewer) -> Administratie:
    """As ``find_administratie``, for a viewer who may touch them.

    Raises:
        UnknownAdministratie: not there, or not for this viewer; the two look the same.
    """
    found = find_administratie(code)
    if found is None or not viewer.sees(found.code):
        raise UnknownAdministratie
    return found


def list_administraties(*, viewer: Viewer) -> list[Administratie]:
    """All books that the viewer may touch, by code."""
    rows = models.Administratie.objects.order_by("code")
    if viewer.administraties is not None:
        rows = rows.filter(code__in=viewer.administraties)
    return [_administratie(row) for row in rows]


_ADMINISTRATIE: Final = ("id", "code", "naam", "in_envelop", "iban")
_KEUZES: Final = tuple(one.naam for one in INSTELLINGEN)


def _lane_of_columns(row: tuple[Any, ...]) -> Lane:
    (number, gemeente, aanbieder, wet), rest = row[:4], row[4:]
    columns = dict(zip((*_ADMINISTRATIE, *_KEUZES), rest, strict=True))
    return Lane(
        id=number,
        administratie=_administratie(SimpleNamespace(**columns)),
        gemeente=gemeente,
        aanbieder=aanbieder,
        wet=Wet(wet),
    )


_LANE: Final = Compiled(
    1,
    lambda number: models.Lane.objects.filter(id=number).values_list(
        "id",
        "gemeente",
        "aanbieder",
        "wet",
        *(f"administratie__{name}" for name in (*_ADMINISTRATIE, *_KEUZES)),
    ),
    _lane_of_columns,
)


def get_lane(lane_id: int) -> Lane:
    """The lane with this number; it must exist."""
    (lane,) = _LANE(lane_id)
    return lane


def list_lanes(
    *, viewer: Viewer, administratie: str | None = None, aanbieder: str | None = None
) -> list[Lane]:
    """The lanes that the viewer may touch, by administratie, gemeente, aanbieder and wet."""
    rows = models.Lane.objects.select_related("administratie").order_by(
        "administratie__code", "gemeente", "aanbieder", "wet"
    )
    if administratie is not None:
        rows = rows.filter(administratie__code=administratie)
    if aanbieder is not None:
        rows = rows.filter(aanbieder=aanbieder)
    if viewer.administraties is not None:
        rows = rows.filter(administratie__code__in=viewer.administraties)
    return [_lane(row) for row in rows]


def get_aanbieder_id(agb: str) -> int:
    """The number of an aanbieder in the register.

    Raises:
        UnknownAanbieder: it is not registered.
    """
    found = models.Aanbieder.objects.filter(agb=agb).values_list("id", flat=True).first()
    if found is None:
        raise UnknownAanbieder
    return found


def find_aanbieders(agbs: Iterable[str]) -> dict[str, tuple[int, str]]:
    """By AGB code the number and the name of those that are registered."""
    rows = models.Aanbieder.objects.filter(agb__in=list(agbs))
    return {agb: (number, naam) for agb, number, naam in rows.values_list("agb", "id", "naam")}


def list_aanbieder_ids(agbs: Iterable[str]) -> dict[str, int]:
    """The numbers of those of these aanbieders that are registered."""
    rows = models.Aanbieder.objects.filter(agb__in=list(agbs))
    return dict(rows.values_list("agb", "id"))


def list_oude_codes() -> dict[str, str]:
    """Every gemeentecode of before a herindeling, with the code of the books it belongs to."""
    return dict(models.OudeCode.objects.values_list("code", "administratie__code"))


def list_gebied_codes(administratie_id: int) -> frozenset[str]:
    """The codes of the gebieden of a gemeente."""
    rows = models.Gebied.objects.filter(administratie_id=administratie_id)
    return frozenset(rows.values_list("code", flat=True))


# ── lists, a page at a time ──────────────────────────────────────────────────────────────────────


def page_aanbieders(*, zoek: str = "", after: str = "", limit: int) -> list[Aanbieder]:
    """Registered aanbieders by AGB code, after this one. ``zoek``: part of the code or the name."""
    rows = models.Aanbieder.objects.filter(agb__gt=after)
    if zoek:
        rows = rows.filter(Q(agb__contains=zoek) | Q(naam__icontains=zoek))
    return [
        Aanbieder(agb=row.agb, naam=row.naam, kvk=row.kvk) for row in rows.order_by("agb")[:limit]
    ]


def page_gebieden(*, administratie_id: int, after: str = "", limit: int) -> list[Gebied]:
    """The gebieden of a gemeente by code, after this one."""
    rows = models.Gebied.objects.filter(administratie_id=administratie_id, code__gt=after)
    return [Gebied(code=row.code, naam=row.naam) for row in rows.order_by("code")[:limit]]


# ── persons ──────────────────────────────────────────────────────────────────────────────────────


_PERSOON: Final = Compiled(
    2,
    lambda administratie, index: models.Persoon.objects.filter(
        administratie_id=administratie, bsn_index=index
    ).values_list("id"),
    lambda row: int(row[0]),
)


def find_persoon(administratie_id: int, bsn: str) -> int | None:
    """The number of the person with this bsn in these books."""
    found = _PERSOON(administratie_id, keyring().blind_index(bsn))
    return found[0] if found else None


def list_known_bsns(administratie_id: int, bsns: Iterable[str]) -> frozenset[str]:
    """Those of these bsns that stand in these books."""
    blind = keyring().blind_index
    indexes = {blind(bsn): bsn for bsn in bsns}
    rows = models.Persoon.objects.filter(
        administratie_id=administratie_id, bsn_index__in=list(indexes)
    )
    return frozenset(indexes[bytes(found)] for found in rows.values_list("bsn_index", flat=True))


def is_buiten_berichten(administratie_id: int, bsn: str) -> bool:
    """Whether no message may go out about the person with this bsn (OP003)."""
    return bool(list_buiten_berichten(administratie_id, [bsn]))


def list_buiten_berichten(administratie_id: int, bsns: Iterable[str]) -> list[int]:
    """The numbers of those among these persons about whom no message may go out (OP003)."""
    kept_out = models.Persoon.objects.filter(
        administratie_id=administratie_id, buiten_berichten=True
    )
    # Mostly there is nobody at all, and then no bsn has to be looked up.
    if not kept_out.exists():
        return []
    blind = keyring().blind_index
    rows = kept_out.filter(bsn_index__in=[blind(bsn) for bsn in bsns])
    return list(rows.order_by("id").values_list("id", flat=True))


def bsn_keys(bsns: Iterable[str]) -> dict[str, str]:
    """What each bsn is known by in facts for rules: a stable text that is no bsn."""
    blind = keyring().blind_index
    return {bsn: blind(bsn).hex() for bsn in bsns}


def get_bsns(persoon_ids: Iterable[int], *, viewer: Viewer) -> Mapping[int, str]:
    """The bsns of these persons, opened, as far as the viewer may touch their books."""
    rows = models.Persoon.objects.filter(id__in=list(persoon_ids))
    if viewer.administraties is not None:
        rows = rows.filter(administratie__code__in=viewer.administraties)
    unseal = keyring().open
    return {
        number: unseal(bytes(sealed)).decode()
        for number, sealed in rows.values_list("id", "bsn_sealed")
    }


def get_persoon(persoon_id: int, *, on: date, viewer: Viewer) -> Persoonsgegevens:
    """A person with the addresses and naasten of that day.

    Raises:
        UnknownPersoon: not there, or not for this viewer; the two look the same.
    """
    row = (
        models.Persoon.objects.filter(id=persoon_id)
        .select_related("administratie")
        .prefetch_related()
        .first()
    )
    if row is None or not viewer.sees(row.administratie.code):
        raise UnknownPersoon
    valid = Q(geldig_van__lte=on) & (Q(geldig_tot__isnull=True) | Q(geldig_tot__gt=on))
    return Persoonsgegevens(
        bsn=keyring().open(bytes(row.bsn_sealed)).decode(),
        achternaam=row.achternaam,
        geboortedatum=row.geboortedatum,
        geslacht=row.geslacht,
        voorvoegsel=row.voorvoegsel,
        partner_achternaam=row.partner_achternaam,
        partner_voorvoegsel=row.partner_voorvoegsel,
        voornamen=row.voornamen,
        voorletters=row.voorletters,
        naam_gebruik=row.naam_gebruik,
        datum_gebruik=row.datum_gebruik,
        overlijdensdatum=row.overlijdensdatum,
        buiten_berichten=row.buiten_berichten,
        contacten=tuple(
            _contact(adres)
            for adres in row.adressen.filter(valid).select_related("gebied").order_by("soort", "id")
        ),
        naasten=tuple(
            _naaste(relatie) for relatie in row.relaties.filter(valid).order_by("nummer")
        ),
    )


def _contact(row: models.Adres) -> Contactgegevens:
    return Contactgegevens(
        soort=row.soort,
        straatnaam=row.straatnaam,
        huisnummer=row.huisnummer,
        huisletter=row.huisletter,
        toevoeging=row.toevoeging,
        postcode=row.postcode,
        plaatsnaam=row.plaatsnaam,
        land_code=row.land_code,
        telefoonnummer=row.telefoonnummer,
        emailadres=row.emailadres,
        gebied=row.gebied.code if row.gebied else None,
        geldig_van=row.geldig_van,
        geldig_tot=row.geldig_tot,
    )


def _naaste(row: models.Relatie) -> Naaste:
    return Naaste(
        nummer=row.nummer,
        soort=row.soort,
        achternaam=row.achternaam,
        voorvoegsel=row.voorvoegsel,
        voornamen=row.voornamen,
        voorletters=row.voorletters,
        naam_gebruik=row.naam_gebruik,
        geboortedatum=row.geboortedatum,
        geslacht=row.geslacht,
        telefoonnummer=row.telefoonnummer,
        geldig_van=row.geldig_van,
        geldig_tot=row.geldig_tot,
    )


def _administratie(row: Any) -> Administratie:
    """Of a row of administraties, or of its columns."""
    return Administratie(
        id=row.id,
        code=row.code,
        naam=row.naam,
        in_envelop=row.in_envelop,
        iban=Iban(row.iban) if row.iban else None,
        instellingen=instellingen_of(row),
    )


def _lane(row: models.Lane) -> Lane:
    return Lane(
        id=row.pk,
        administratie=_administratie(row.administratie),
        gemeente=row.gemeente,
        aanbieder=row.aanbieder,
        wet=Wet(row.wet),
    )
