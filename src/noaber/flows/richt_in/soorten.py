# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What can be recorded, kind by kind: the columns that a user fills in.

The order is that of recording: what is referred to comes first.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from noaber.berichten.definitions import types as t
from noaber.flows.invoer import cells
from noaber.flows.invoer.columns import Column, Kind
from noaber.flows.invoer.problems import BadCell


def _required(name: str, read: cells.Read, *also: str) -> Column:
    return Column(name=name, read=read, is_required=True, also=also)


def _text(name: str, read: cells.Read, *also: str) -> Column:
    """May be empty; then it is an empty text."""
    return Column(name=name, read=read, also=also, empty="")


def _maybe(name: str, read: cells.Read, *also: str) -> Column:
    """May be empty; then it has no value."""
    return Column(name=name, read=read, also=also)


def postcode(cell: Any) -> str:
    """A postcode without the space that people put in it; abroad as it is."""
    found = cells.text(cell)
    bare = "".join(found.split()).upper()
    return bare if re.fullmatch(r"[0-9]{4}[A-Z]{2}", bare) else cells.bounded(t.Postcode)(found)


def telefoon(cell: Any) -> str:
    """Digits; spaces and hyphens that make it readable are taken out, and +31 becomes 0."""
    found = re.sub(r"[\s().-]", "", cells.text(cell))
    return str(cells.bounded(t.Telefoonnummer)(re.sub(r"^(\+|00)31", "0", found)))


def voorletters(cell: Any) -> str:
    """Letters; the dots and spaces that people put between them are taken out."""
    return str(cells.bounded(t.Voorletters)(re.sub(r"[\s.]", "", cells.text(cell))))


def land(cell: Any) -> str:
    """A code of COD032, in capitals."""
    return str(cells.bounded(t.LandCode)(cells.text(cell).upper()))


def kvk(cell: Any) -> str:
    """Eight digits."""
    found = str(cell).strip()
    if not re.fullmatch(r"[0-9]{8}", found):
        raise BadCell("Hier hoort een KvK-nummer: 8 cijfers, ook als het met een nul begint.")
    return found


GESLACHT: Final = cells.choice(
    {"onbekend": "0", "man": "1", "vrouw": "2"},
    {"0": "onbekend", "1": "man", "2": "vrouw", "m": "man", "v": "vrouw", "x": "onbekend"},
)
DECLARATIEMOMENT: Final = cells.choice(
    {moment: moment for moment in ("einde", "mijlpaal", "periodiek")}
)
NAAMGEBRUIK: Final = cells.choice(
    {"eigen": "1", "partner": "2", "partner eigen": "3", "eigen partner": "4"},
    {"1": "eigen", "2": "partner", "3": "partner eigen", "4": "eigen partner"},
)
NAAMGEBRUIK_RELATIE: Final = cells.choice(
    {"eigen": "1", "organisatie": "6"}, {"1": "eigen", "6": "organisatie"}
)
ONBEKEND: Final = cells.choice(
    {"dag": "1", "dag en maand": "2", "alles": "3"},
    {"1": "dag", "2": "dag en maand", "3": "alles"},
)
RELATIES: Final = {
    "ouder": "10",
    "voogd": "11",
    "partner": "12",
    "pleegouder": "13",
    "bewindvoerder": "14",
    "mentor": "15",
    "kind": "16",
    "curator": "03",
}
ADRESSOORTEN: Final = {
    "brp": "01",
    "correspondentie": "02",
    "verblijf": "03",
    "tijdelijk": "04",
}
_SOORT_ADRES: Final = cells.code("COD757", ADRESSOORTEN)

_ADMINISTRATIE: Final = _required("gemeente", cells.administratie, "administratie", "gemeentecode")
_GEMEENTE: Final = _required("gemeente", cells.gemeente, "gemeentecode")
_AGB: Final = _required("agb", cells.agb, "agb_code", "agbcode", "aanbieder")
_BSN: Final = _required("bsn", cells.bsn, "burgerservicenummer")
_WET: Final = _required("wet", cells.WET)
_CATEGORIE: Final = _required("categorie", cells.code_of_either("WMO020-JZ020"), "productcategorie")
_PRODUCTCODE: Final = _required("code", cells.bounded(t.ProductCode), "productcode")
_TOT: Final = ("geldig_tot", "geldig_t_m", "geldig_tot_met", "tot_en_met", "t_m")
_ADRES: Final = (
    _text("straatnaam", cells.bounded(t.Straatnaam), "straat"),
    _maybe("huisnummer", cells.whole(1, 99_999)),
    _text("huisletter", cells.bounded(t.Huisletter)),
    _text("toevoeging", cells.bounded(t.HuisnummerToevoeging), "huisnummertoevoeging"),
    _text("postcode", postcode),
    _text("plaatsnaam", cells.bounded(t.Plaatsnaam), "plaats", "woonplaats"),
    replace(_text("land", land, "landcode", "land_code"), empty="NL"),
    _text("telefoonnummer", telefoon, "telefoon"),
    _text("emailadres", cells.bounded(t.Emailadres), "email", "e_mail"),
    _maybe("gebied", cells.short(50)),
)

ADMINISTRATIES: Final = Kind(
    "administraties",
    (
        _required("code", cells.administratie, "gemeentecode"),
        _required("naam", cells.short(200)),
        _maybe("iban", cells.iban, "rekeningnummer"),
        replace(_maybe("in_envelop", cells.yes_no, "stuf"), empty=False),
        replace(_maybe("oude_codes", cells.words, "oude_code"), empty=()),
    ),
    also=("administratie", "gemeenten", "gemeente"),
)
GEBIEDEN: Final = Kind(
    "gebieden",
    (
        _ADMINISTRATIE,
        _required("code", cells.short(50), "gebied", "gebiedscode"),
        _required("naam", cells.short(200)),
    ),
    also=("gebied",),
)
AANBIEDERS: Final = Kind(
    "aanbieders",
    (_AGB, _required("naam", cells.short(200)), _text("kvk", kvk, "kvk_nummer")),
    also=("aanbieder",),
)
REKENINGEN: Final = Kind(
    "rekeningen",
    (
        _GEMEENTE,
        _AGB,
        _required("iban", cells.iban, "rekeningnummer"),
        _required("tenaamstelling", cells.short(70), "op_naam_van"),
    ),
    also=("rekening",),
)
PRODUCTEN: Final = Kind(
    "producten",
    (
        _GEMEENTE,
        _WET,
        _CATEGORIE,
        _PRODUCTCODE,
        _required("naam", cells.short(200), "omschrijving"),
        replace(_maybe("taakgericht", cells.yes_no), empty=False),
        _text("declaratiemoment", DECLARATIEMOMENT),
        _text("taakveld", cells.short(6)),
        replace(_maybe("verzilveringsgraad", cells.part), empty=Decimal(1)),
    ),
    also=("product",),
)
OVEREENKOMSTEN: Final = Kind(
    "overeenkomsten",
    (
        _GEMEENTE,
        _AGB,
        _WET,
        _required("nummer", cells.short(60), "overeenkomst", "contractnummer"),
        _required("ingangsdatum", cells.day),
        _maybe("einddatum", cells.day),
    ),
    also=("overeenkomst", "contracten"),
)
TARIEVEN: Final = Kind(
    "tarieven",
    (
        _GEMEENTE,
        _required("overeenkomst", cells.short(60), "nummer", "contractnummer"),
        _CATEGORIE,
        _PRODUCTCODE,
        _required("eenheid", cells.eenheid()),
        _maybe("bedrag", cells.euros, "tarief", "prijs"),
        _required("geldig_van", cells.day, "geldig_vanaf", "ingangsdatum"),
        _maybe("geldig_tot_en_met", cells.day, *_TOT, "einddatum"),
    ),
    also=("tarief",),
)
PERSONEN: Final = Kind(
    "personen",
    (
        _ADMINISTRATIE,
        _BSN,
        _required("achternaam", cells.bounded(t.Naam), "geslachtsnaam"),
        _text("voorvoegsel", cells.bounded(t.Voorvoegsel), "tussenvoegsel", "voorvoegsels"),
        _text("voornamen", cells.bounded(t.Naam), "voornaam"),
        _text("voorletters", voorletters),
        _text("partner_achternaam", cells.bounded(t.Naam)),
        _text("partner_voorvoegsel", cells.bounded(t.Voorvoegsel)),
        replace(_maybe("naamgebruik", NAAMGEBRUIK), empty="1"),
        _required("geboortedatum", cells.day),
        _text("onbekend_in_geboortedatum", ONBEKEND, "datumgebruik", "datum_gebruik"),
        replace(_maybe("geslacht", GESLACHT), empty="0"),
        _maybe("overlijdensdatum", cells.day),
        *_ADRES,
        replace(_maybe("soort_adres", _SOORT_ADRES, "soortadres"), empty="01"),
        _maybe("woont_er_vanaf", cells.day, "adres_vanaf"),
    ),
    also=("persoon", "clienten", "inwoners"),
)
ADRESSEN: Final = Kind(
    "adressen",
    (
        _ADMINISTRATIE,
        _BSN,
        _required("soort_adres", _SOORT_ADRES, "soort", "soortadres"),
        *_ADRES,
        _maybe("geldig_van", cells.day, "geldig_vanaf", "woont_er_vanaf"),
        _maybe("geldig_tot_en_met", cells.day, *_TOT),
    ),
    also=("adres", "contacten"),
)
RELATIES_KIND: Final = Kind(
    "relaties",
    (
        _ADMINISTRATIE,
        _BSN,
        _required("nummer", cells.bounded(t.Persoonsid), "relatienummer"),
        _required("soort", cells.code("COD472", RELATIES), "soort_relatie"),
        _required("achternaam", cells.bounded(t.Naam), "geslachtsnaam"),
        _text("voorvoegsel", cells.bounded(t.Voorvoegsel), "tussenvoegsel"),
        _text("voornamen", cells.bounded(t.Naam), "voornaam"),
        _text("voorletters", voorletters),
        replace(_maybe("naamgebruik", NAAMGEBRUIK_RELATIE), empty="1"),
        _maybe("geboortedatum", cells.day),
        _text("geslacht", GESLACHT),
        _required("telefoonnummer", telefoon, "telefoon"),
        _maybe("geldig_van", cells.day, "geldig_vanaf"),
        _maybe("geldig_tot_en_met", cells.day, *_TOT),
    ),
    also=("relatie", "naasten"),
)

SOORTEN: Final = (
    ADMINISTRATIES,
    GEBIEDEN,
    AANBIEDERS,
    REKENINGEN,
    PRODUCTEN,
    OVEREENKOMSTEN,
    TARIEVEN,
    PERSONEN,
    ADRESSEN,
    RELATIES_KIND,
)
"""In the order in which they are recorded."""

NESTED: Final[Mapping[str, tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]]] = {
    "personen": (
        ("adressen", "adres", (("gemeente", "gemeente"), ("bsn", "bsn"))),
        ("relaties", "relatie", (("gemeente", "gemeente"), ("bsn", "bsn"))),
    ),
    "overeenkomsten": (
        ("tarieven", "tarief", (("gemeente", "gemeente"), ("overeenkomst", "nummer"))),
    ),
}
"""Per kind: which lists a row may hold in JSON, what an entry is called, and what it takes over
from its row (its own column, that of the row)."""
