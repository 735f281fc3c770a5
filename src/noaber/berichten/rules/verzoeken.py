# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Rules about requests and their answer (315, 317, 319)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from noaber.berichten.definitions.messages import Bericht315, Bericht317, Bericht319
from noaber.berichten.rules.registry import Breach, rule
from noaber.berichten.rules.wording import day
from noaber.kernel.wet import Wet

_AANGEVRAAGD = "Client/AangevraagdeProducten/AangevraagdProduct"
# Referrers of which the AGB code may be known: huisarts, jeugdarts, GI, medisch specialist.
_WITH_AGB = {"02", "03", "04", "05"}


@rule("TR352", "317")
def vow_names_a_current_toewijzing(message: Bericht317) -> Iterator[Breach]:
    """At least one OngewijzigdProduct or TeWijzigenProduct."""
    verzoek = message.client.verzoek
    if not verzoek.ongewijzigde_producten and not verzoek.te_wijzigen_producten:
        yield Breach(
            "Client/Verzoek",
            "Het verzoek noemt geen lopende toewijzing (OngewijzigdProduct of TeWijzigenProduct)",
        )


@rule("TR353", "317")
def vow_asks_for_a_change(message: Bericht317) -> Iterator[Breach]:
    """At least one TeWijzigenProduct or NieuwProduct."""
    verzoek = message.client.verzoek
    if not verzoek.te_wijzigen_producten and not verzoek.nieuwe_producten:
        yield Breach(
            "Client/Verzoek",
            "Het verzoek vraagt niets: er is geen TeWijzigenProduct en geen NieuwProduct",
        )


@rule("TR380", "317")
def new_product_starts_after_dagtekening(message: Bericht317) -> Iterator[Breach]:
    """GewensteIngangsdatum of a NieuwProduct strictly later than the Dagtekening."""
    dagtekening = message.header.bericht_identificatie.dagtekening
    for position, product in enumerate(message.client.verzoek.nieuwe_producten, 1):
        if product.gewenste_ingangsdatum <= dagtekening:
            yield Breach(
                f"Client/Verzoek/NieuweProducten/NieuwProduct[{position}]/GewensteIngangsdatum",
                f"De GewensteIngangsdatum ({day(product.gewenste_ingangsdatum)}) moet na de "
                f"Dagtekening ({day(dagtekening)}) liggen",
            )


@rule("TR383", "315")
def every_request_has_its_own_reference(message: Bericht315) -> Iterator[Breach]:
    """ReferentieAanbieder differs for each AangevraagdProduct."""
    products = message.client.aangevraagde_producten
    counts = Counter(product.referentie_aanbieder for product in products)
    for position, product in enumerate(products, 1):
        if counts[product.referentie_aanbieder] > 1:
            yield Breach(
                f"{_AANGEVRAAGD}[{position}]/ReferentieAanbieder",
                "Deze ReferentieAanbieder staat ook bij een ander AangevraagdProduct",
            )


@rule("CD043", "315")
def beschikking_number_goes_with_date(message: Bericht315) -> Iterator[Breach]:
    """BeschikkingNummer and BeschikkingIngangsdatum are both there or both absent."""
    for position, product in enumerate(message.client.aangevraagde_producten, 1):
        place = f"{_AANGEVRAAGD}[{position}]/BeschikkingIngangsdatum"
        if product.beschikking_nummer is not None and product.beschikking_ingangsdatum is None:
            yield Breach(place, "BeschikkingIngangsdatum ontbreekt bij een BeschikkingNummer")
        elif product.beschikking_nummer is None and product.beschikking_ingangsdatum is not None:
            yield Breach(place, "BeschikkingIngangsdatum is gevuld zonder BeschikkingNummer")


@rule("CD066", "315")
def no_name_beside_agb_code_of_verwijzer(message: Bericht315) -> Iterator[Breach]:
    """Naam stays empty when the AGB code of a referrer of type 02-05 is known."""
    for position, product in enumerate(message.client.aangevraagde_producten, 1):
        verwijzer = product.verwijzer
        if verwijzer.type in _WITH_AGB and verwijzer.zorgverlener_code and verwijzer.naam:
            yield Breach(
                f"{_AANGEVRAAGD}[{position}]/Verwijzer/Naam",
                "De Naam van de verwijzer mag niet gevuld zijn naast de ZorgverlenerCode",
            )


@rule("CD067", "315")
def verwijzer_without_agb_code_has_a_name(message: Bericht315) -> Iterator[Breach]:
    """Naam is needed when a referrer of type 02-05 has no AGB code."""
    for position, product in enumerate(message.client.aangevraagde_producten, 1):
        verwijzer = product.verwijzer
        if verwijzer.type in _WITH_AGB and not verwijzer.zorgverlener_code and not verwijzer.naam:
            yield Breach(
                f"{_AANGEVRAAGD}[{position}]/Verwijzer/Naam",
                "De verwijzer heeft geen Naam en ook geen ZorgverlenerCode",
            )


@rule("CD068", "315")
def only_some_verwijzers_have_an_agb_code(message: Bericht315) -> Iterator[Breach]:
    """ZorgverlenerCode only for referrers of type 02-05."""
    for position, product in enumerate(message.client.aangevraagde_producten, 1):
        verwijzer = product.verwijzer
        if verwijzer.type not in _WITH_AGB and verwijzer.zorgverlener_code:
            yield Breach(
                f"{_AANGEVRAAGD}[{position}]/Verwijzer/ZorgverlenerCode",
                f"Een verwijzer van type {verwijzer.type} heeft geen ZorgverlenerCode",
            )


@rule("CD085", "319")
def refusal_has_a_reason(message: Bericht319) -> Iterator[Breach]:
    """RedenAfwijzingVerzoek with VerzoekAntwoord 1."""
    antwoord = message.antwoord
    if antwoord.verzoek_antwoord == "1" and antwoord.reden_afwijzing_verzoek is None:
        yield Breach("Antwoord/RedenAfwijzingVerzoek", "De reden van de afwijzing ontbreekt")


@rule("CD086", "319")
def no_reason_while_looking_into_it(message: Bericht319) -> Iterator[Breach]:
    """No RedenAfwijzingVerzoek with VerzoekAntwoord 2."""
    antwoord = message.antwoord
    if antwoord.verzoek_antwoord == "2" and antwoord.reden_afwijzing_verzoek is not None:
        yield Breach(
            "Antwoord/RedenAfwijzingVerzoek",
            "Een verzoek dat nog in onderzoek is, heeft geen reden van afwijzing",
        )


@rule("TR377", "319", wet=Wet.JW)
def woonplaats_refusal_names_the_gemeente(message: Bericht319) -> Iterator[Breach]:
    """Woonplaatsbeginsel with RedenAfwijzingVerzoek 8."""
    antwoord = message.antwoord
    if antwoord.reden_afwijzing_verzoek == "8" and antwoord.woonplaatsbeginsel is None:
        yield Breach(
            "Antwoord/Woonplaatsbeginsel",
            "Bij reden 8 (woonplaatsbeginsel) moet de verantwoordelijke gemeente worden genoemd",
        )


@rule("TR409", "319", wet=Wet.JW)
def gemeente_only_with_woonplaats_refusal(message: Bericht319) -> Iterator[Breach]:
    """No Woonplaatsbeginsel with another reason than 8."""
    antwoord = message.antwoord
    reden = antwoord.reden_afwijzing_verzoek
    if reden not in (None, "8") and antwoord.woonplaatsbeginsel is not None:
        yield Breach(
            "Antwoord/Woonplaatsbeginsel",
            f"Bij reden {reden} hoort geen Woonplaatsbeginsel; dat is alleen voor reden 8",
        )
