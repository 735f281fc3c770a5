# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Rules about how a client or relatie can be reached (301)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from noaber.berichten.definitions.classes import Contact
from noaber.berichten.definitions.messages import Bericht301
from noaber.berichten.rules.registry import Breach, rule

# Lower case passes: the official check accepts it.
_DUTCH_POSTCODE = re.compile(r"[1-9][0-9]{3}[A-Za-z]{2}")


def _contacts(message: Bericht301) -> Iterator[tuple[str, Contact]]:
    for position, relatie in enumerate(message.client.relaties, 1):
        yield f"Client/Relaties/Relatie[{position}]/Contact", relatie.contact
    for position, contact in enumerate(message.client.contactgegevens, 1):
        yield f"Client/Contactgegevens/Contact[{position}]", contact


@rule("TR006", "301")
def contact_can_be_reached(message: Bericht301) -> Iterator[Breach]:
    """Every Contact has a Telefoon, or Huis together with Postcode."""
    for place, contact in _contacts(message):
        adres = contact.adres
        has_address = adres is not None and adres.huis is not None and adres.postcode is not None
        if contact.telefoon is None and not has_address:
            yield Breach(place, "Dit Contact heeft geen Telefoon en ook geen Huis met Postcode")


@rule("TR061", "301")
def client_has_a_lasting_address(message: Bericht301) -> Iterator[Breach]:
    """At least one Contact of the client with Soort 01, 02 or 03."""
    if not any(contact.soort in {"01", "02", "03"} for contact in message.client.contactgegevens):
        yield Breach(
            "Client/Contactgegevens",
            "De cliënt heeft alleen een tijdelijk adres; er is ook een BRP-, correspondentie- of "
            "verblijfadres nodig (Soort 01, 02 of 03)",
        )


@rule("CD005", "301")
def land_code_goes_with_postcode(message: Bericht301) -> Iterator[Breach]:
    """LandCode and Postcode are both there or both absent."""
    for place, contact in _contacts(message):
        if contact.adres is None:
            continue
        if contact.adres.postcode is not None and contact.adres.land_code is None:
            yield Breach(f"{place}/Adres/LandCode", "LandCode ontbreekt terwijl Postcode is gevuld")
        elif contact.adres.postcode is None and contact.adres.land_code is not None:
            yield Breach(f"{place}/Adres/LandCode", "LandCode is gevuld zonder Postcode")


@rule("CD009", "301")
def periode_only_for_temporary_address(message: Bericht301) -> Iterator[Breach]:
    """Periode of a Contact only with Soort 04."""
    for place, contact in _contacts(message):
        if contact.periode is not None and contact.soort != "04":
            yield Breach(
                f"{place}/Periode", "Periode mag alleen bij een tijdelijk adres (Soort 04)"
            )


@rule("CD025", "301")
def dutch_address_has_a_house(message: Bericht301) -> Iterator[Breach]:
    """Huis with LandCode NL."""
    for place, contact in _contacts(message):
        adres = contact.adres
        if adres is not None and adres.land_code == "NL" and adres.huis is None:
            yield Breach(f"{place}/Adres/Huis", "Huis ontbreekt in een Nederlands adres")


@rule("CD034", "301")
def home_address_has_a_postcode(message: Bericht301) -> Iterator[Breach]:
    """Postcode with Soort 01 (BRP) or 03 (verblijf)."""
    for place, contact in _contacts(message):
        postcode = contact.adres.postcode if contact.adres is not None else None
        if contact.soort in {"01", "03"} and postcode is None:
            yield Breach(
                f"{place}/Adres/Postcode",
                f"Postcode ontbreekt; bij Soort {contact.soort} is die nodig",
            )


@rule("CS089", "301")
def dutch_postcode_has_its_form(message: Bericht301) -> Iterator[Breach]:
    """Postcode in the Netherlands: 1234AB, first digit not 0, no space."""
    for place, contact in _contacts(message):
        adres = contact.adres
        if adres is None or adres.land_code != "NL":
            continue
        if not _DUTCH_POSTCODE.fullmatch(adres.postcode or ""):
            yield Breach(
                f"{place}/Adres/Postcode",
                "De Postcode heeft niet de vorm 1234AB (4 cijfers, eerste niet 0, dan 2 letters)",
            )
