# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Writing parties and persons."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from noaber.access.sealing import keyring
from noaber.access.types import Recht, Viewer
from noaber.kernel.agb import AgbCode
from noaber.kernel.bsn import Bsn
from noaber.kernel.iban import Iban
from noaber.kernel.wet import Wet
from noaber.partijen import models, queries
from noaber.partijen.types import Administratie, Contactgegevens, Lane, Naaste, Persoonsgegevens

# ── parties ──────────────────────────────────────────────────────────────────────────────────────


def register_administratie(
    *, code: str, naam: str, in_envelop: bool, viewer: Viewer, iban: Iban | None = None
) -> Administratie:
    """Opens the books of a gemeente (4 digits) or aanbieder (8 digits), or changes what is known.

    ``iban``: the account that it pays from; None leaves what is known.

    Raises:
        NotAllowed: the viewer may not.
    """
    viewer.require(Recht.INRICHTEN, code)
    fields = {"naam": naam, "in_envelop": in_envelop}
    models.Administratie.objects.update_or_create(
        code=code, defaults=fields if iban is None else {**fields, "iban": iban.number}
    )
    found = queries.find_administratie(code)
    assert found is not None
    return found


def register_oude_code(*, code: str, administratie: Administratie, viewer: Viewer) -> None:
    """Messages to this gemeentecode of before a herindeling belong to these books now."""
    viewer.require(Recht.INRICHTEN, administratie.code)
    models.OudeCode.objects.update_or_create(
        code=code, defaults={"administratie_id": administratie.id}
    )


def register_aanbieder(*, agb: str, naam: str, kvk: str, viewer: Viewer) -> None:
    """Enters an aanbieder in the register, or changes what is known. Raises InvalidAgbCode."""
    viewer.require(Recht.INRICHTEN)
    models.Aanbieder.objects.update_or_create(agb=AgbCode(agb), defaults={"naam": naam, "kvk": kvk})


def open_lane(*, administratie: Administratie, gemeente: str, aanbieder: str, wet: Wet) -> Lane:
    """The lane between these two in these books; made when the first message asks for it."""
    row, _ = models.Lane.objects.get_or_create(
        administratie_id=administratie.id, gemeente=gemeente, aanbieder=aanbieder, wet=wet.value
    )
    return Lane(
        id=row.pk, administratie=administratie, gemeente=gemeente, aanbieder=aanbieder, wet=wet
    )


def lock_lane(lane_id: int) -> None:
    """Waits until nobody else works in this lane; it is ours until the transaction ends."""
    models.Lane.objects.select_for_update().filter(id=lane_id).values_list("id").get()


# ── persons ──────────────────────────────────────────────────────────────────────────────────────


@transaction.atomic
def register_persoon(*, administratie: Administratie, persoon: Persoonsgegevens) -> int:
    """The person with this bsn, entered or brought up to date; gives its number.

    Contacten and naasten that are given take the place of what was known from their day on; what
    is not given stays. Raises InvalidBsn.
    """
    ring = keyring()
    bsn = Bsn(persoon.bsn).number
    fields = {
        "achternaam": persoon.achternaam,
        "voorvoegsel": persoon.voorvoegsel,
        "partner_achternaam": persoon.partner_achternaam,
        "partner_voorvoegsel": persoon.partner_voorvoegsel,
        "voornamen": persoon.voornamen,
        "voorletters": persoon.voorletters,
        "naam_gebruik": persoon.naam_gebruik,
        "geboortedatum": persoon.geboortedatum,
        "datum_gebruik": persoon.datum_gebruik,
        "geslacht": persoon.geslacht,
        "overlijdensdatum": persoon.overlijdensdatum,
    }
    row, is_new = models.Persoon.objects.get_or_create(
        administratie_id=administratie.id,
        bsn_index=ring.blind_index(bsn),
        defaults={**fields, "bsn_sealed": ring.seal(bsn.encode())},
    )
    changed = {name: value for name, value in fields.items() if getattr(row, name) != value}
    if not is_new and changed:
        models.Persoon.objects.filter(id=row.pk).update(**changed)
    for contact in persoon.contacten:
        _put_contact(row, contact, administratie)
    for naaste in persoon.naasten:
        _put_naaste(row, naaste)
    return row.pk


def _put_contact(
    persoon: models.Persoon, contact: Contactgegevens, administratie: Administratie
) -> None:
    gebied = None
    if contact.gebied is not None:
        gebied = models.Gebied.objects.get(administratie_id=administratie.id, code=contact.gebied)
    wanted = models.Adres(
        persoon=persoon,
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
        gebied=gebied,
        geldig_van=contact.geldig_van,
        geldig_tot=contact.geldig_tot,
    )
    known = persoon.adressen.filter(soort=contact.soort, geldig_tot=None).first()
    if known is not None:
        if _says_the_same(known, wanted):
            return
        if known.geldig_van >= contact.geldig_van:
            known.delete()
        else:
            known.geldig_tot = contact.geldig_van
            known.save(update_fields=["geldig_tot"])
    wanted.save()


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


def _says_the_same(one: models.Adres, other: models.Adres) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in _TOLD)


def _put_naaste(persoon: models.Persoon, naaste: Naaste) -> None:
    persoon.relaties.update_or_create(
        nummer=naaste.nummer,
        defaults={
            "soort": naaste.soort,
            "achternaam": naaste.achternaam,
            "voorvoegsel": naaste.voorvoegsel,
            "voornamen": naaste.voornamen,
            "voorletters": naaste.voorletters,
            "geboortedatum": naaste.geboortedatum,
            "geslacht": naaste.geslacht,
            "telefoonnummer": naaste.telefoonnummer,
            "geldig_van": naaste.geldig_van,
            "geldig_tot": naaste.geldig_tot,
        },
    )


def register_gebied(*, administratie: Administratie, code: str, naam: str, viewer: Viewer) -> None:
    """Enters a gebied of a gemeente, or changes its name."""
    viewer.require(Recht.INRICHTEN, administratie.code)
    models.Gebied.objects.update_or_create(
        administratie_id=administratie.id, code=code, defaults={"naam": naam}
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


# ── accounts ─────────────────────────────────────────────────────────────────────────────────────


class NeedsAnotherPerson(PermissionError):
    """The second pair of eyes must be somebody else's; the text is Dutch."""

    def __init__(self) -> None:
        super().__init__(
            "Dit moet een ander doen dan degene die het opgaf: zo ziet altijd een tweede paar ogen "
            "een gewijzigd rekeningnummer."
        )


class UnknownRekening(LookupError):
    """There is no account that waits for confirmation; the text is Dutch."""

    def __init__(self) -> None:
        super().__init__(
            "Er wacht geen rekeningnummer van deze aanbieder op bevestiging. Kijk met 'noaber "
            "inrichting toon' wat er bekend is."
        )


@transaction.atomic
def register_rekening(
    *,
    administratie: Administratie,
    agb: str,
    iban: Iban,
    tenaamstelling: str,
    viewer: Viewer,
    at: datetime,
) -> bool:
    """Records an account for an aanbieder; it waits for confirmation by somebody else.

    Gives whether anything is new: the account that is known already changes nothing.
    """
    viewer.require(Recht.INRICHTEN, administratie.code)
    aanbieder = models.Aanbieder.objects.select_for_update().get(agb=agb)
    newest = (
        models.Rekening.objects.filter(administratie_id=administratie.id, aanbieder=aanbieder)
        .order_by("-opgegeven_at", "-id")
        .first()
    )
    if newest and (newest.iban, newest.tenaamstelling) == (iban.number, tenaamstelling):
        return False
    models.Rekening.objects.create(
        administratie_id=administratie.id,
        aanbieder=aanbieder,
        iban=iban.number,
        tenaamstelling=tenaamstelling,
        opgegeven_door=viewer.naam,
        opgegeven_at=at,
    )
    return True


@transaction.atomic
def confirm_rekening(
    *, administratie: Administratie, agb: str, viewer: Viewer, at: datetime
) -> None:
    """Confirms the newest account of an aanbieder.

    Raises:
        NotAllowed: the viewer may not.
        UnknownRekening: nothing waits.
        NeedsAnotherPerson: the viewer is who recorded it.
    """
    viewer.require(Recht.REKENING_BEVESTIGEN, administratie.code)
    row = (
        models.Rekening.objects.select_for_update()
        .filter(administratie_id=administratie.id, aanbieder__agb=agb)
        .order_by("-opgegeven_at", "-id")
        .first()
    )
    if row is None or row.bevestigd_at is not None:
        raise UnknownRekening
    if row.opgegeven_door == viewer.naam:
        raise NeedsAnotherPerson
    row.bevestigd_door, row.bevestigd_at = viewer.naam, at
    row.save(update_fields=["bevestigd_door", "bevestigd_at"])
