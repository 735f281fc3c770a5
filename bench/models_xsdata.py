# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""A WMO323 as dataclasses for xsdata, written by hand, as its generator would lay them out."""

# ruff: noqa: RUF009 - a field made by a function is how xsdata wants its metadata
# xsdata reads the types of the fields when it runs, so they stay real types here.
from dataclasses import dataclass, field
from typing import Any

from xsdata.models.datatype import XmlDate

M = "http://www.istandaarden.nl/iwmo/3_2/wmo323/schema"
B = "http://www.istandaarden.nl/iwmo/3_2/basisschema/schema"


def _part(name: str, namespace: str = M, *, required: bool = True) -> Any:
    metadata = {"name": name, "type": "Element", "namespace": namespace, "required": required}
    return field(default=None, metadata=metadata)


def _parts(name: str) -> Any:
    metadata = {"name": name, "type": "Element", "namespace": M, "min_occurs": 1}
    return field(default_factory=list, metadata=metadata)


@dataclass(slots=True)
class Identificatie:
    identificatie: str | None = _part("Identificatie", B)
    dagtekening: XmlDate | None = _part("Dagtekening", B)


@dataclass(slots=True)
class Versies:
    basisschema_xsd_versie: str | None = _part("BasisschemaXsdVersie", B)
    bericht_xsd_versie: str | None = _part("BerichtXsdVersie", B)


@dataclass(slots=True)
class Header:
    bericht_code: str | None = _part("BerichtCode")
    bericht_versie: int | None = _part("BerichtVersie")
    bericht_subversie: int | None = _part("BerichtSubversie")
    afzender: str | None = _part("Afzender")
    ontvanger: str | None = _part("Ontvanger")
    bericht_identificatie: Identificatie | None = _part("BerichtIdentificatie")
    xsd_versie: Versies | None = _part("XsdVersie")


@dataclass(slots=True)
class Periode:
    begindatum: XmlDate | None = _part("Begindatum", B)
    einddatum: XmlDate | None = _part("Einddatum", B)


@dataclass(slots=True)
class TotaalBedrag:
    totaal_bedrag: int | None = _part("TotaalBedrag", B)
    debet_credit: str | None = _part("DebetCredit", B)


@dataclass(slots=True)
class Bedrag:
    bedrag: int | None = _part("Bedrag", B)
    debet_credit: str | None = _part("DebetCredit", B)


@dataclass(slots=True)
class Referentie:
    referentie_nummer: str | None = _part("ReferentieNummer", B)
    vorig_referentie_nummer: str | None = _part("VorigReferentieNummer", B, required=False)


@dataclass(slots=True)
class Prestatie:
    product_referentie: Referentie | None = _part("ProductReferentie")
    toewijzing_nummer: int | None = _part("ToewijzingNummer")
    product_categorie: str | None = _part("ProductCategorie")
    product_code: str | None = _part("ProductCode")
    product_periode: Periode | None = _part("ProductPeriode")
    geleverd_volume: int | None = _part("GeleverdVolume")
    eenheid: str | None = _part("Eenheid")
    product_tarief: int | None = _part("ProductTarief", required=False)
    ingediend_bedrag: Bedrag | None = _part("IngediendBedrag")


@dataclass(slots=True)
class Prestaties:
    prestatie: list[Prestatie] = _parts("Prestatie")


@dataclass(slots=True)
class Client:
    bsn: str | None = _part("Bsn")
    prestaties: Prestaties | None = _part("Prestaties")


@dataclass(slots=True)
class Clienten:
    client: list[Client] = _parts("Client")


@dataclass(slots=True)
class Declaratie:
    declaratie_nummer: str | None = _part("DeclaratieNummer")
    declaratie_periode: Periode | None = _part("DeclaratiePeriode")
    declaratie_dagtekening: XmlDate | None = _part("DeclaratieDagtekening")
    totaal_ingediend_bedrag: TotaalBedrag | None = _part("TotaalIngediendBedrag")
    clienten: Clienten | None = _part("Clienten")


@dataclass(slots=True)
class Bericht:
    class Meta:
        namespace = M

    header: Header | None = _part("Header")
    declaratie: Declaratie | None = _part("Declaratie")
