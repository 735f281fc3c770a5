# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The simple types of iWmo/iJw 3.2, each with its bounds and the rule code of every bound.

Both laws share them; only the code lists 020 (productcategorie) and 588 (reden beëindiging)
differ per law. Amounts are in eurocents (IV024). Dates are days that belong to the period they
close: an Einddatum is inclusive.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Annotated

from noaber.berichten.definitions.simple import (
    Base,
    Facet,
    Maximum,
    MaxLength,
    Minimum,
    NotBlank,
    NotBlankText,
    NotEmpty,
    OneOf,
    Pattern,
    SimpleType,
    WithoutZone,
)


def _text(name: str, *facets: Facet) -> SimpleType:
    return SimpleType(name, Base.TEXT, facets)


def _line(name: str, length: int, rule: str) -> SimpleType:
    return _text(name, NotEmpty(), MaxLength(length, rule), NotBlank())


def _code(name: str, list_name: str, length: int, rule: str) -> SimpleType:
    return _text(name, MaxLength(length, rule), OneOf(list_name))


def _whole(name: str, highest: int, rule: str) -> SimpleType:
    return SimpleType(name, Base.WHOLE, (Minimum(0), Maximum(highest, rule)))


def fixed(value: str, rule: str, type_: SimpleType) -> SimpleType:
    """A type with one allowed value: what the header says about the message itself."""
    return replace(type_, facets=(*type_.facets, Pattern(value, f"is niet {value}", rule)))


BERICHT_CODE = _text("BerichtCode", MaxLength(3, "RS010"))
BERICHT_VERSIE = _whole("BerichtVersie", 99, "RS002")
BERICHT_SUBVERSIE = _whole("BerichtSubversie", 99, "RS002")
GEMEENTE = _text("Gemeente", Pattern("[0-9]{4}", "is geen gemeentecode van 4 cijfers", "RS035"))
AGB_CODE = _text(
    "AgbCode",
    MaxLength(8, "RS014"),
    Pattern("[0-9]{8}", "is geen AGB-code van 8 cijfers", "RS036"),
)
# Which of the two a party is follows from the direction of the message.
AFZENDER = _text("Afzender")
ONTVANGER = _text("Ontvanger")

AanduidingWoonadres = Annotated[str, _code("AanduidingWoonadres", "NUM061", 2, "RS009")]
AdresSoort = Annotated[str, _code("AdresSoort", "COD757", 2, "RS009")]
Afzender = Annotated[str, AFZENDER]
AgbCode = Annotated[str, AGB_CODE]
Bedrag = Annotated[int, _whole("Bedrag", 99_999_999, "RS005")]
Budget = Annotated[int, _whole("Budget", 99_999_999, "RS005")]
BurgerServicenummer = Annotated[
    str,
    _text(
        "BurgerServicenummer",
        MaxLength(9, "RS015"),
        Pattern("[0-9]{9}", "heeft niet precies 9 cijfers", "RS037"),
    ),
]
Commentaar = Annotated[str, _text("Commentaar", NotBlankText())]
Communicatievorm = Annotated[str, _code("Communicatievorm", "COD747", 1, "RS008")]
Datum = Annotated[
    date,
    SimpleType(
        "Datum",
        Base.DATE,
        (WithoutZone("RS032", "[^:Z]*", "heeft een tijdzone; een datum is jjjj-mm-dd"),),
    ),
]
DatumGebruik = Annotated[str, _code("DatumGebruik", "COD170", 1, "RS008")]
DebetCredit = Annotated[str, _code("DebetCredit", "COD043", 1, "RS008")]
DeclaratieNummer = Annotated[
    str,
    SimpleType(
        "DeclaratieNummer",
        Base.TEXT,
        (
            NotEmpty(),
            MaxLength(12, "RS017"),
            Pattern("[a-zA-Z0-9]+", "heeft andere tekens dan letters en cijfers", "CS319"),
        ),
        is_local=True,
    ),
]
Eenheid = Annotated[str, _code("Eenheid", "WJ756", 2, "RS009")]
Emailadres = Annotated[str, _line("Emailadres", 80, "RS026")]
Frequentie = Annotated[str, _code("Frequentie", "WMO757", 1, "RS008")]
Gemeente = Annotated[str, GEMEENTE]
Geslacht = Annotated[str, _code("Geslacht", "COD046", 1, "RS008")]
Huisletter = Annotated[str, _line("Huisletter", 1, "RS008")]
Huisnummer = Annotated[int, _whole("Huisnummer", 99_999, "RS004")]
HuisnummerToevoeging = Annotated[str, _line("HuisnummerToevoeging", 4, "RS011")]
IdentificatieBericht = Annotated[str, _line("IdentificatieBericht", 12, "RS017")]
IdentificatieDeclaratie = Annotated[
    str, _text("IdentificatieDeclaratie", NotEmpty(), MaxLength(12, "RS017"))
]
JaNee = Annotated[str, _code("JaNee", "COD260", 1, "RS008")]
JuridischeStatus = Annotated[str, _code("JuridischeStatus", "WJ232", 2, "RS009")]
LandCode = Annotated[str, _code("LandCode", "COD032", 2, "RS009")]
Landnummer = Annotated[str, _line("Landnummer", 4, "RS011")]
Naam = Annotated[str, _line("Naam", 200, "RS028")]
NaamGebruik = Annotated[str, _code("NaamGebruik", "COD700", 1, "RS008")]
NaamVerwijzer = Annotated[str, _line("NaamVerwijzer", 64, "RS025")]
Nummer = Annotated[int, _whole("Nummer", 999_999_999, "RS006")]
Ontvanger = Annotated[str, ONTVANGER]
Organisatienaam = Annotated[str, _line("Organisatienaam", 35, "RS023")]
Persoonsid = Annotated[str, _line("Persoonsid", 20, "RS019")]
Plaatsnaam = Annotated[str, _line("Plaatsnaam", 80, "RS026")]
Postcode = Annotated[str, _line("Postcode", 8, "RS014")]
ProductCategorie = Annotated[str, _code("ProductCategorie", "WMO020-JZ020", 2, "RS009")]
ProductCode = Annotated[str, _line("ProductCode", 5, "RS012")]
RedenAfwijzingVerzoek = Annotated[str, _code("RedenAfwijzingVerzoek", "WJ759", 2, "RS009")]
RedenBeeindiging = Annotated[str, _code("RedenBeeindiging", "WMO588-JZ588", 2, "RS009")]
RedenVerzoek = Annotated[str, _code("RedenVerzoek", "WJ758", 1, "RS008")]
RedenWijziging = Annotated[str, _code("RedenWijziging", "WMO002-JZ002", 2, "RS009")]
ReferentieAanbieder = Annotated[str, _line("Referentie", 36, "RS024")]
ReferentieNummer = Annotated[str, _text("ReferentieNummer", NotEmpty(), MaxLength(20, "RS019"))]
RelatieVolgorde = Annotated[int, _whole("RelatieVolgorde", 99, "RS002")]
RetourCode = Annotated[str, _code("RetourCode", "WJ001", 4, "RS011")]
SoortRelatie = Annotated[str, _code("SoortRelatie", "COD472", 2, "RS009")]
StatusAanlevering = Annotated[str, _code("StatusAanlevering", "COD467", 1, "RS008")]
Straatnaam = Annotated[str, _line("Straatnaam", 24, "RS020")]
Taal = Annotated[str, _line("Taal", 25, "RS021")]
Telefoonnummer = Annotated[
    str,
    _text(
        "Telefoonnummer",
        NotEmpty(),
        MaxLength(15, "RS018"),
        Pattern("[0-9]*", "heeft andere tekens dan cijfers", "RS046"),
    ),
]
Tijd = Annotated[
    time,
    SimpleType(
        "Tijd",
        Base.TIME,
        (WithoutZone("RS034", "[^Z+-]+", "heeft een tijdzone; een tijd is uu:mm:ss"),),
    ),
]
TotaalBedrag = Annotated[int, _whole("TotaalBedrag", 999_999_999_999, "RS040")]
TypeVerwijzer = Annotated[str, _code("TypeVerwijzer", "COD327", 2, "RS009")]
Versie = Annotated[
    str,
    _text(
        "Versie",
        Pattern(
            "(0|[1-9][0-9]*)[.](0|[1-9][0-9]*)[.](0|[1-9][0-9]*)",
            "is geen versie van drie getallen met punten ertussen",
            "RS048",
        ),
    ),
]
VerzoekAntwoord = Annotated[str, _code("VerzoekAntwoord", "WJ760", 1, "RS008")]
Volume = Annotated[int, _whole("Volume", 99_999_999, "RS005")]
Voorletters = Annotated[
    str,
    _text(
        "Voorletters",
        NotEmpty(),
        MaxLength(6, "RS013"),
        Pattern("[a-zA-ZÀ-ỳ]+", "heeft andere tekens dan letters", "RS045"),
    ),
]
Voorvoegsel = Annotated[str, _line("Voorvoegsel", 10, "RS016")]
WettelijkeVertegenwoordiging = Annotated[
    str, _code("WettelijkeVertegenwoordiging", "WJ003", 2, "RS009")
]
