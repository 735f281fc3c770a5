# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Mistakes of gemeenten in what they assign and answer: 301 and 319."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from noaber.berichten.definitions.classes import ToegewezenProduct
from noaber.berichten.definitions.groups import Product
from noaber.berichten.xml.write import write
from noaber.demo.brieven import brief_301, brief_319, toegewezen, zonder_cijfer
from noaber.demo.stand import Client, Toewijzing
from noaber.demo.zoeken import GEEN_TOEWIJZING, SCHEMA, Gemaakt, Zoeker, fout, regel

B = "besluit"
PRODUCT = "Client/ToegewezenProducten/ToegewezenProduct[1]"
ANTWOORD = "Antwoord"
_ONE_DAY = timedelta(days=1)


def _301(
    zoeker: Zoeker,
    past: Callable[[Toewijzing], bool],
    maak: Callable[[ToegewezenProduct], tuple[ToegewezenProduct, ...]],
) -> Gemaakt | None:
    one = zoeker.met(lambda one: past(one) and one.geldt_op(zoeker.gisteren))
    if one is None:
        return None
    brief = zoeker.brief(one.client, door_gemeente=True)
    products = maak(toegewezen(one, zoeker.gisteren))
    return Gemaakt(one.client, brief, brief_301(brief, one.client, *products))


def _specifiek(one: Toewijzing) -> bool:
    return one.product is not None and one.product.code is not None


@fout(B, regel("301-schema", "301", 1, "XSD", "bsn van 8 cijfers, in envelop", SCHEMA))
def schema(zoeker: Zoeker) -> Gemaakt | None:
    """It comes back as a foutbericht."""
    made = _301(zoeker, lambda one: one.client.gemeente.in_envelop, lambda product: (product,))
    if made is None or isinstance(made.bericht, bytes):
        return None
    return replace(made, bericht=zonder_cijfer(write(made.bericht)))


@fout(B, regel("301-overlap", "301", 2, "0001", "hetzelfde product twee keer tegelijk"))
def overlap(zoeker: Zoeker) -> Gemaakt | None:
    """TR302."""
    return _301(
        zoeker,
        _specifiek,
        lambda product: (
            product,
            replace(product, toewijzing_nummer=GEEN_TOEWIJZING + product.toewijzing_nummer),
        ),
    )


@fout(B, regel("301-reden", "301", 2, "0001", "reden 01 is vervallen"))
def vervallen_reden(zoeker: Zoeker) -> Gemaakt | None:
    """CS336."""
    return _301(zoeker, lambda one: True, lambda product: (replace(product, reden_wijziging="01"),))


@fout(B, regel("301-toekomst", "301", 4, "8848", "dagtekening van morgen"))
def dagtekening_van_morgen(zoeker: Zoeker) -> Gemaakt | None:
    """TR135."""
    one = zoeker.met(lambda one: one.geldt_op(zoeker.gisteren))
    if one is None:
        return None
    brief = zoeker.brief(one.client, door_gemeente=True, dagtekening=zoeker.dag.datum + _ONE_DAY)
    message = brief_301(brief, one.client, toegewezen(one, zoeker.gisteren))
    return Gemaakt(one.client, brief, message)


@fout(B, regel("301-nummer", "301", 3, "9332", "nummer van een andere cliënt", PRODUCT))
def nummer_van_ander(zoeker: Zoeker) -> Gemaakt | None:
    """TR332."""
    one = zoeker.met(lambda one: one.geldt_op(zoeker.gisteren))
    if one is None:
        return None
    other = zoeker.met(lambda o: o.client.lane == one.client.lane and o.client is not one.client)
    if other is None:
        return None
    brief = zoeker.brief(one.client, door_gemeente=True)
    wrong = replace(toegewezen(one, zoeker.gisteren), toewijzing_nummer=other.nummer)
    return Gemaakt(one.client, brief, brief_301(brief, one.client, wrong))


@fout(B, regel("301-referentie", "301", 3, "9379", "referentie van geen enkel verzoek", PRODUCT))
def referentie_van_niets(zoeker: Zoeker) -> Gemaakt | None:
    """TR379."""
    return _301(
        zoeker,
        lambda one: True,
        lambda product: (replace(product, referentie_aanbieder="ONBEKEND"),),
    )


@fout(B, regel("301-prestaties", "301", 3, "9385", "verwijdert wat al is gedeclareerd", PRODUCT))
def verwijder_gedeclareerde(zoeker: Zoeker) -> Gemaakt | None:
    """TR385."""
    return _301(
        zoeker,
        lambda one: bool(one.toegekend),
        lambda product: (replace(product, einddatum=product.ingangsdatum, reden_wijziging="13"),),
    )


@fout(B, regel("301-product", "301", 4, "S329", "productcode die niemand kent", PRODUCT))
def onbekende_code(zoeker: Zoeker) -> Gemaakt | None:
    """TR381."""

    def maak(product: ToegewezenProduct) -> tuple[ToegewezenProduct, ...]:
        assert product.product is not None
        return (
            replace(
                product,
                toewijzing_nummer=GEEN_TOEWIJZING + product.toewijzing_nummer,
                product=Product(categorie=product.product.categorie, code="ZZ999"),
            ),
        )

    return _301(zoeker, _specifiek, maak)


# ── 319 ──────────────────────────────────────────────────────────────────────────────────────────


def _319(
    zoeker: Zoeker,
    referentie_van: Callable[[Client], str | None],
    code: str = "1",
    reden: str | None = "7",
) -> Gemaakt | None:
    for client in zoeker.iedereen():
        referentie = referentie_van(client)
        if referentie is not None:
            brief = zoeker.brief(client, door_gemeente=True)
            return Gemaakt(client, brief, brief_319(brief, referentie, code, reden))
    return None


def _eerste(references: list[str]) -> str | None:
    return references[0] if references else None


@fout(B, regel("319-zonder-reden", "319", 2, "0001", "afwijzing zonder reden"))
def afwijzing_zonder_reden(zoeker: Zoeker) -> Gemaakt | None:
    """CD085."""
    return _319(zoeker, lambda client: _eerste(client.gehonoreerd), reden=None)


@fout(B, regel("319-referentie", "319", 3, "9355", "antwoord op geen enkel verzoek", ANTWOORD))
def antwoord_op_niets(zoeker: Zoeker) -> Gemaakt | None:
    """TR355."""
    return _319(
        zoeker, lambda client: "ONBEKEND" if client.toewijzingen or client.gevraagd else None
    )


@fout(B, regel("319-toegewezen", "319", 3, "9359", "afwijzing na een toewijzing", ANTWOORD))
def afwijzing_na_toewijzing(zoeker: Zoeker) -> Gemaakt | None:
    """TR359."""
    return _319(zoeker, lambda client: _eerste(client.gehonoreerd))


@fout(B, regel("319-onderzoek", "319", 3, "9360", "tweede keer in onderzoek", ANTWOORD))
def tweede_onderzoek(zoeker: Zoeker) -> Gemaakt | None:
    """TR360."""
    return _319(
        zoeker,
        lambda client: client.gevraagd[0].referentie if client.gevraagd else None,
        code="2",
        reden=None,
    )


@fout(B, regel("319-afgewezen", "319", 3, "9365", "tweede afwijzing", ANTWOORD))
def tweede_afwijzing(zoeker: Zoeker) -> Gemaakt | None:
    """TR365."""
    return _319(zoeker, lambda client: _eerste(client.afgewezen))
