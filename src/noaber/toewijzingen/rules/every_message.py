# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Rules about the header and the product codes of every message (TR056, TR135, TR378, TR381)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from noaber.berichten.definitions import messages as m
from noaber.berichten.definitions.classes import StartProduct, StopProduct
from noaber.berichten.definitions.groups import Product
from noaber.kernel import gemeentecode
from noaber.toewijzingen.rules.registry import HEADER, Breach, rule
from noaber.toewijzingen.rules.wording import day, product_name, shown
from noaber.toewijzingen.types import Facts, StartStopFacts, VerzoekFacts

_ALL = ("301", "305", "307", "315", "317", "319")


@rule(
    "TR056",
    "9056",
    *_ALL,
    mend="de afzender stuurt het bericht opnieuw met een nieuwe Identificatie, "
    "tenzij het een herhaling is",
)
def identificatie_is_not_used_before(message: m.Heenbericht, facts: Facts) -> Iterator[Breach]:
    """Identificatie unique per kind of message and sender, rejected messages included."""
    identificatie = message.header.bericht_identificatie.identificatie
    if identificatie in facts.used_identificaties:
        yield Breach(
            HEADER,
            f"Identificatie {shown(identificatie)} is al gebruikt in een eerder bericht van deze "
            "soort van dezelfde afzender",
        )


@rule(
    "TR135",
    "8848",
    *_ALL,
    level=4,
    mend="de afzender stuurt het bericht opnieuw met de datum waarop het is gemaakt",
)
def dagtekening_is_not_in_the_future(message: m.Heenbericht, facts: Facts) -> Iterator[Breach]:
    """Dagtekening not later than the day of the receiver."""
    dagtekening = message.header.bericht_identificatie.dagtekening
    if dagtekening > facts.vandaag:
        yield Breach(
            HEADER, f"De Dagtekening ({day(dagtekening)}) ligt na vandaag ({day(facts.vandaag)})"
        )


@rule(
    "TR378",
    "S300",
    *_ALL,
    level=4,
    mend="de afzender zoekt de gemeentecode op in de lijst van het CBS en stuurt het bericht "
    "opnieuw",
)
def gemeentecode_is_known(message: m.Heenbericht, facts: Facts) -> Iterator[Breach]:
    """The gemeente in the header exists on the Dagtekening, or on an Ingangsdatum in the message.

    The second holds for gemeenten that a herindeling has ended.
    """
    header = message.header
    gemeente = header.afzender if _gemeente_sends(message) else header.ontvanger
    days = {header.bericht_identificatie.dagtekening, *_ingangsdatums(message, facts)}
    if not any(gemeentecode.is_known(gemeente, on=on) for on in days):
        yield Breach(
            HEADER, f"Gemeentecode {shown(gemeente)} staat niet in de lijst van gemeenten (CBS)"
        )


@rule(
    "TR378",
    "S300",
    "319",
    level=4,
    mend="de gemeente stuurt het antwoord opnieuw met de code van een bestaande gemeente",
)
def woonplaats_gemeente_is_known(message: m.Bericht319, facts: Facts) -> Iterator[Breach]:
    """The gemeente that is named by the woonplaatsbeginsel exists (iJw)."""
    woonplaats = message.antwoord.woonplaatsbeginsel
    if woonplaats is None:
        return
    on = message.header.bericht_identificatie.dagtekening
    if not gemeentecode.is_known(woonplaats.gemeente, on=on):
        yield Breach(
            "Antwoord/Woonplaatsbeginsel",
            f"Gemeentecode {woonplaats.gemeente} staat niet in de lijst van gemeenten (CBS)",
        )


@rule(
    "TR381",
    "S329",
    "301",
    "305",
    "307",
    "315",
    "317",
    level=4,
    mend="de afzender kiest een productcode uit de afgesproken lijst en stuurt het bericht opnieuw",
)
def productcode_belongs_to_categorie(message: m.Heenbericht, facts: Facts) -> Iterator[Breach]:
    """Categorie and Code stand together on the list that the parties agreed."""
    # On a delete no content is looked at (TR063).
    for place, product in _products(message):
        if product is not None and product.code and product not in facts.productcodes:
            yield Breach(
                place,
                f"Product {product_name(product)} staat niet in de productcodelijst die partijen "
                "hebben afgesproken",
            )


def _gemeente_sends(message: m.Heenbericht) -> bool:
    return isinstance(message, m.Bericht301 | m.Bericht319)


def _ingangsdatums(message: m.Heenbericht, facts: Facts) -> Iterator[date]:
    match message:
        case m.Bericht301():
            yield from (t.ingangsdatum for t in message.client.toegewezen_producten)
        case m.Bericht305():
            starts = message.client.start_producten
            yield from (s.toewijzing_ingangsdatum for s in starts if s.toewijzing_ingangsdatum)
        case m.Bericht307():
            stops = message.client.stop_producten
            yield from (s.toewijzing_ingangsdatum for s in stops if s.toewijzing_ingangsdatum)
        case m.Bericht315():
            asked = message.client.aangevraagde_producten
            yield from (a.toewijzing_ingangsdatum for a in asked)
    if isinstance(facts, StartStopFacts | VerzoekFacts):
        named = set(_nummers(message))
        yield from (t.ingangsdatum for t in facts.toewijzingen if t.nummer in named)


def _nummers(message: m.Heenbericht) -> Iterator[int | None]:
    match message:
        case m.Bericht305():
            yield from (s.toewijzing_nummer for s in message.client.start_producten)
        case m.Bericht307():
            yield from (s.toewijzing_nummer for s in message.client.stop_producten)
        case m.Bericht317():
            verzoek = message.client.verzoek
            yield from (o.toewijzing_nummer for o in verzoek.ongewijzigde_producten)
            yield from (w.toewijzing_nummer for w in verzoek.te_wijzigen_producten)


def _products(message: m.Heenbericht) -> Iterator[tuple[str, Product | None]]:
    where, products = _listing(message)
    for n, product in enumerate(products, 1):
        yield f"{where}[{n}]", product


def _unless_delete(klasse: StartProduct | StopProduct) -> Product | None:
    return None if klasse.status_aanlevering == "3" else klasse.product


def _listing(message: m.Heenbericht) -> tuple[str, list[Product | None]]:
    match message:
        case m.Bericht301():
            toegewezen = message.client.toegewezen_producten
            where = "Client/ToegewezenProducten/ToegewezenProduct"
            return where, [t.product for t in toegewezen]
        case m.Bericht305():
            starts = message.client.start_producten
            return "Client/StartProducten/StartProduct", [_unless_delete(start) for start in starts]
        case m.Bericht307():
            stops = message.client.stop_producten
            return "Client/StopProducten/StopProduct", [_unless_delete(stop) for stop in stops]
        case m.Bericht315():
            asked = message.client.aangevraagde_producten
            return "Client/AangevraagdeProducten/AangevraagdProduct", [a.product for a in asked]
        case m.Bericht317():
            new = message.client.verzoek.nieuwe_producten
            return "Client/Verzoek/NieuweProducten/NieuwProduct", [n.product for n in new]
        case _:
            return "", []
