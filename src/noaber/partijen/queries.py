# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Reading parties and persons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Q

from noaber.access.sealing import keyring
from noaber.access.types import Viewer
from noaber.kernel.iban import Iban
from noaber.kernel.wet import Wet
from noaber.partijen import models
from noaber.partijen.types import (
    Administratie,
    Contactgegevens,
    Lane,
    Naaste,
    Persoonsgegevens,
    Rekening,
)


class UnknownPersoon(LookupError):
    """There is no such person in these books."""


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


def list_administraties(*, viewer: Viewer) -> list[Administratie]:
    """All books that the viewer may touch, by code."""
    rows = models.Administratie.objects.order_by("code")
    if viewer.administraties is not None:
        rows = rows.filter(code__in=viewer.administraties)
    return [_administratie(row) for row in rows]


def get_lane(lane_id: int) -> Lane:
    """The lane with this number; it must exist."""
    return _lane(models.Lane.objects.select_related("administratie").get(id=lane_id))


def list_lanes(*, viewer: Viewer, administratie: str | None = None) -> list[Lane]:
    """The lanes that the viewer may touch, by administratie, gemeente, aanbieder and wet."""
    rows = models.Lane.objects.select_related("administratie").order_by(
        "administratie__code", "gemeente", "aanbieder", "wet"
    )
    if administratie is not None:
        rows = rows.filter(administratie__code=administratie)
    if viewer.administraties is not None:
        rows = rows.filter(administratie__code__in=viewer.administraties)
    return [_lane(row) for row in rows]


def find_aanbieder_naam(agb: str) -> str | None:
    """The name of an aanbieder, if it is registered."""
    return models.Aanbieder.objects.filter(agb=agb).values_list("naam", flat=True).first()


def get_aanbieder_id(agb: str) -> int:
    """The number of an aanbieder in the register.

    Raises:
        UnknownAanbieder: it is not registered.
    """
    found = models.Aanbieder.objects.filter(agb=agb).values_list("id", flat=True).first()
    if found is None:
        raise UnknownAanbieder
    return found


# ── persons ──────────────────────────────────────────────────────────────────────────────────────


def find_persoon(administratie_id: int, bsn: str) -> int | None:
    """The number of the person with this bsn in these books."""
    return (
        models.Persoon.objects.filter(
            administratie_id=administratie_id, bsn_index=keyring().blind_index(bsn)
        )
        .values_list("id", flat=True)
        .first()
    )


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
        geboortedatum=row.geboortedatum,
        geslacht=row.geslacht,
        telefoonnummer=row.telefoonnummer,
        geldig_van=row.geldig_van,
        geldig_tot=row.geldig_tot,
    )


# ── accounts ─────────────────────────────────────────────────────────────────────────────────────


def list_rekeningen(administratie_id: int, agb: str | None = None) -> list[Rekening]:
    """The accounts that a gemeente knows, per aanbieder the newest first."""
    rows = models.Rekening.objects.filter(administratie_id=administratie_id)
    if agb is not None:
        rows = rows.filter(aanbieder__agb=agb)
    return [
        Rekening(
            id=row.pk,
            aanbieder=row.aanbieder.agb,
            iban=Iban(row.iban),
            tenaamstelling=row.tenaamstelling,
            opgegeven_door=row.opgegeven_door,
            opgegeven_at=row.opgegeven_at,
            bevestigd_door=row.bevestigd_door or None,
            bevestigd_at=row.bevestigd_at,
        )
        for row in rows.select_related("aanbieder").order_by(
            "aanbieder__agb", "-opgegeven_at", "-id"
        )
    ]


def _administratie(row: models.Administratie) -> Administratie:
    return Administratie(
        id=row.pk,
        code=row.code,
        naam=row.naam,
        in_envelop=row.in_envelop,
        iban=Iban(row.iban) if row.iban else None,
    )


def _lane(row: models.Lane) -> Lane:
    return Lane(
        id=row.pk,
        administratie=_administratie(row.administratie),
        gemeente=row.gemeente,
        aanbieder=row.aanbieder,
        wet=Wet(row.wet),
    )
