# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Groups: elements with children that never carry a retourcode of their own.

A group is written in the namespace of the basisschema. A field's name is the element's name in
snake case (``referentie_nummer`` ↔ ``ReferentieNummer``); a field with ``| None`` is optional.
"""

from __future__ import annotations

from dataclasses import dataclass

from noaber.berichten.definitions import types as t


class Groep:
    """Marks a group of the basisschema (a composed data type)."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Achternaam(Groep):
    """Surname, with the prefix apart (IV007)."""

    achternaam: t.Naam
    voorvoegsel: t.Voorvoegsel | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VolledigeNaam(Groep):
    """Name of a client or relatie in a toewijzing; ``naam_gebruik`` is the wanted form (COD700)."""

    geslachtsnaam: Achternaam
    partnernaam: Achternaam | None = None
    voornamen: t.Naam | None = None
    voorletters: t.Voorletters | None = None
    naam_gebruik: t.NaamGebruik


@dataclass(frozen=True, slots=True, kw_only=True)
class VerkorteNaam(Groep):
    """Name of a client in messages that only need to recognise the person."""

    geslachtsnaam: Achternaam
    voornamen: t.Naam | None = None
    voorletters: t.Voorletters | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Geboortedatum(Groep):
    """Date of birth; ``datum_gebruik`` says which part of it is unknown (COD170, CS139)."""

    datum: t.Datum
    datum_gebruik: t.DatumGebruik | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Huis(Groep):
    """House number with what belongs to it."""

    huisnummer: t.Huisnummer
    huisletter: t.Huisletter | None = None
    huisnummer_toevoeging: t.HuisnummerToevoeging | None = None
    aanduiding_woonadres: t.AanduidingWoonadres | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Adres(Groep):
    """Postal or residential address."""

    huis: Huis | None = None
    postcode: t.Postcode | None = None
    straatnaam: t.Straatnaam | None = None
    plaatsnaam: t.Plaatsnaam | None = None
    land_code: t.LandCode | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Telefoon(Groep):
    """One telephone number."""

    telefoonnummer: t.Telefoonnummer
    landnummer: t.Landnummer


@dataclass(frozen=True, slots=True, kw_only=True)
class Telefoonnummers(Groep):
    """One or two telephone numbers."""

    telefoon01: Telefoon
    telefoon02: Telefoon | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Communicatie(Groep):
    """What is needed to speak with the client (COD747); ``taal`` only with vorm 1 (CD007)."""

    vorm: t.Communicatievorm
    taal: t.Taal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPeriode(Groep):
    """A period of which either end may be unknown; both dates belong to it."""

    begindatum: t.Datum | None = None
    einddatum: t.Datum | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GeslotenPeriode(Groep):
    """A period with two known ends; both dates belong to it."""

    begindatum: t.Datum
    einddatum: t.Datum


@dataclass(frozen=True, slots=True, kw_only=True)
class Product(Groep):
    """A product: category alone is *aspecifiek*, with code *specifiek* (IV075)."""

    categorie: t.ProductCategorie
    code: t.ProductCode | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Omvang(Groep):
    """How much per period (IV042): volume in eurocents for eenheid 83, else in whole units."""

    volume: t.Volume
    eenheid: t.Eenheid
    frequentie: t.Frequentie


@dataclass(frozen=True, slots=True, kw_only=True)
class Verwijzer(Groep):
    """Who referred the client to the aanbieder (COD327)."""

    type: t.TypeVerwijzer
    naam: t.NaamVerwijzer | None = None
    zorgverlener_code: t.AgbCode | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Referentie(Groep):
    """Number of a prestatie, and for a credit the number of the debit that it takes back."""

    referentie_nummer: t.ReferentieNummer
    vorig_referentie_nummer: t.ReferentieNummer | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BedragMetDC(Groep):
    """An amount in eurocents; C takes money back."""

    bedrag: t.Bedrag
    debet_credit: t.DebetCredit

    @property
    def cents(self) -> int:
        """The amount in eurocents, negative for a credit."""
        return self.bedrag if self.debet_credit == "D" else -self.bedrag


@dataclass(frozen=True, slots=True, kw_only=True)
class TotaalBedragMetDC(Groep):
    """A total in eurocents; C when the credits are larger than the debits."""

    totaal_bedrag: t.TotaalBedrag
    debet_credit: t.DebetCredit

    @property
    def cents(self) -> int:
        """The total in eurocents, negative for a credit."""
        return self.totaal_bedrag if self.debet_credit == "D" else -self.totaal_bedrag


@dataclass(frozen=True, slots=True, kw_only=True)
class BerichtIdentificatie(Groep):
    """Number and date that the sender gave the message (TR056: unique per sender and kind)."""

    identificatie: t.IdentificatieBericht
    dagtekening: t.Datum


@dataclass(frozen=True, slots=True, kw_only=True)
class XsdVersie(Groep):
    """Versions of the schemas on which the message is based (IV034)."""

    basisschema_xsd_versie: t.Versie
    bericht_xsd_versie: t.Versie
