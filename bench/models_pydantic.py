# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""A WMO323 as models for pydantic-xml, written by hand, as its manual shows."""

# pydantic-xml reads the types of the fields when it runs, so they stay real types here.
from datetime import date
from typing import Any

from pydantic_xml import BaseXmlModel, element

_NAMES = {
    "m": "http://www.istandaarden.nl/iwmo/3_2/wmo323/schema",
    "b": "http://www.istandaarden.nl/iwmo/3_2/basisschema/schema",
}


def _m(tag: str, **more: Any) -> Any:
    return element(tag=tag, ns="m", nsmap=_NAMES, **more)


def _b(tag: str, **more: Any) -> Any:
    return element(tag=tag, ns="b", nsmap=_NAMES, **more)


class Identificatie(BaseXmlModel):
    identificatie: str = _b("Identificatie")
    dagtekening: date = _b("Dagtekening")


class Versies(BaseXmlModel):
    basisschema_xsd_versie: str = _b("BasisschemaXsdVersie")
    bericht_xsd_versie: str = _b("BerichtXsdVersie")


class Header(BaseXmlModel):
    bericht_code: str = _m("BerichtCode")
    bericht_versie: int = _m("BerichtVersie")
    bericht_subversie: int = _m("BerichtSubversie")
    afzender: str = _m("Afzender")
    ontvanger: str = _m("Ontvanger")
    bericht_identificatie: Identificatie = _m("BerichtIdentificatie")
    xsd_versie: Versies = _m("XsdVersie")


class Periode(BaseXmlModel):
    begindatum: date = _b("Begindatum")
    einddatum: date = _b("Einddatum")


class TotaalBedrag(BaseXmlModel):
    totaal_bedrag: int = _b("TotaalBedrag")
    debet_credit: str = _b("DebetCredit")


class Bedrag(BaseXmlModel):
    bedrag: int = _b("Bedrag")
    debet_credit: str = _b("DebetCredit")


class Referentie(BaseXmlModel):
    referentie_nummer: str = _b("ReferentieNummer")
    vorig_referentie_nummer: str | None = _b("VorigReferentieNummer", default=None)


class Prestatie(BaseXmlModel):
    product_referentie: Referentie = _m("ProductReferentie")
    toewijzing_nummer: int = _m("ToewijzingNummer")
    product_categorie: str = _m("ProductCategorie")
    product_code: str = _m("ProductCode")
    product_periode: Periode = _m("ProductPeriode")
    geleverd_volume: int = _m("GeleverdVolume")
    eenheid: str = _m("Eenheid")
    product_tarief: int | None = _m("ProductTarief", default=None)
    ingediend_bedrag: Bedrag = _m("IngediendBedrag")


class Prestaties(BaseXmlModel):
    prestatie: list[Prestatie] = _m("Prestatie")


class Client(BaseXmlModel):
    bsn: str = _m("Bsn")
    prestaties: Prestaties = _m("Prestaties")


class Clienten(BaseXmlModel):
    client: list[Client] = _m("Client")


class Declaratie(BaseXmlModel):
    declaratie_nummer: str = _m("DeclaratieNummer")
    declaratie_periode: Periode = _m("DeclaratiePeriode")
    declaratie_dagtekening: date = _m("DeclaratieDagtekening")
    totaal_ingediend_bedrag: TotaalBedrag = _m("TotaalIngediendBedrag")
    clienten: Clienten = _m("Clienten")


class Bericht(BaseXmlModel, tag="Bericht", ns="m", nsmap=_NAMES):  # type: ignore[call-arg]
    header: Header = _m("Header")
    declaratie: Declaratie = _m("Declaratie")
