# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Classes: the parts of a message about which an answer can say something.

Every class has room for retourcodes. In a heenbericht there are none; in the retourbericht (and in
the 325) the same class comes back unchanged with at least one. That is why a heenbericht and its
answer share one definition here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from noaber.berichten.definitions import groups as g
from noaber.berichten.definitions import types as t
from noaber.kernel.wet import Wet


@dataclass(frozen=True, slots=True, kw_only=True)
class Klasse:
    """A message class. ``retour_codes`` comes last in the XML, and only in an answer.

    ``element`` is the name of the element in a list, where it is not the name of the class.
    """

    element: ClassVar[str] = ""

    retour_codes: tuple[t.RetourCode, ...] = ()


@dataclass(frozen=True, slots=True)
class Only:
    """Marks an element that exists in the messages of one law only."""

    wet: Wet


# ── 301 and 302: toewijzing ──────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact(Klasse):
    """Where a client or relatie can be reached; ``periode`` only for soort 04 (CD009)."""

    soort: t.AdresSoort
    adres: g.Adres | None = None
    organisatie: t.Organisatienaam | None = None
    telefoon: g.Telefoonnummers | None = None
    emailadres: t.Emailadres | None = None
    periode: g.OpenPeriode | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relatie(Klasse):
    """A person around the client; ``nummer`` never changes per gemeente and client (OP071)."""

    nummer: t.Persoonsid
    volgorde: t.RelatieVolgorde | None = None
    soort: t.SoortRelatie
    geboortedatum: g.Geboortedatum | None = None
    geslacht: t.Geslacht | None = None
    naam: g.VolledigeNaam
    contact: Contact


@dataclass(frozen=True, slots=True, kw_only=True)
class ToegewezenProduct(Klasse):
    """One version of one toewijzing; ``einddatum`` is the last day, None is open.

    The version with the latest ``toewijzingsdatum`` and ``toewijzingstijd`` counts (IV013).
    ``budget`` is in eurocents for the whole duration.
    """

    toewijzing_nummer: t.Nummer
    referentie_aanbieder: t.ReferentieAanbieder | None = None
    product: g.Product | None = None
    toewijzingsdatum: t.Datum
    toewijzingstijd: t.Tijd
    ingangsdatum: t.Datum
    einddatum: t.Datum | None = None
    reden_wijziging: t.RedenWijziging | None = None
    omvang: g.Omvang | None = None
    budget: t.Budget | None = None
    commentaar: t.Commentaar | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ToewijzingClient(Klasse):
    """The client of a 301, with everything an aanbieder needs to start."""

    bsn: t.BurgerServicenummer
    geboortedatum: g.Geboortedatum
    geslacht: t.Geslacht
    naam: g.VolledigeNaam
    communicatie: g.Communicatie | None = None
    juridische_status: t.JuridischeStatus | None = None
    wettelijke_vertegenwoordiging: t.WettelijkeVertegenwoordiging | None = None
    commentaar: t.Commentaar | None = None
    relaties: tuple[Relatie, ...] = ()
    contactgegevens: tuple[Contact, ...]
    toegewezen_producten: tuple[ToegewezenProduct, ...]


# ── 305 to 308: start and stop ───────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class StartProduct(Klasse):
    """The first day of delivery; ``status_aanlevering`` 1 is new, 3 takes back (OP033)."""

    toewijzing_nummer: t.Nummer | None = None
    product: g.Product | None = None
    toewijzing_ingangsdatum: t.Datum | None = None
    begindatum: t.Datum
    status_aanlevering: t.StatusAanlevering


@dataclass(frozen=True, slots=True, kw_only=True)
class StopProduct(Klasse):
    """The last day of delivery (``einddatum``, inclusive); reden 20 is a pause."""

    toewijzing_nummer: t.Nummer | None = None
    product: g.Product | None = None
    toewijzing_ingangsdatum: t.Datum | None = None
    begindatum: t.Datum
    reden_beeindiging: t.RedenBeeindiging
    einddatum: t.Datum
    status_aanlevering: t.StatusAanlevering


@dataclass(frozen=True, slots=True, kw_only=True)
class StartClient(Klasse):
    """The client of a 305."""

    bsn: t.BurgerServicenummer
    geboortedatum: g.Geboortedatum
    geslacht: t.Geslacht
    naam: g.VerkorteNaam
    start_producten: tuple[StartProduct, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StopClient(Klasse):
    """The client of a 307."""

    bsn: t.BurgerServicenummer
    geboortedatum: g.Geboortedatum
    geslacht: t.Geslacht
    naam: g.VerkorteNaam
    stop_producten: tuple[StopProduct, ...]


# ── 315 to 320: requests and their answer ────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class AangevraagdProduct(Klasse):
    """One request for a toewijzing; each has its own reference and gets its own answer."""

    referentie_aanbieder: t.ReferentieAanbieder
    beschikking_nummer: t.Nummer | None = None
    product: g.Product | None = None
    beschikking_ingangsdatum: t.Datum | None = None
    toewijzing_ingangsdatum: t.Datum
    toewijzing_einddatum: t.Datum | None = None
    omvang: g.Omvang | None = None
    budget: t.Budget | None = None
    verwijzer: g.Verwijzer
    raamcontract: t.JaNee | None = None
    commentaar: t.Commentaar | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AanvraagClient(Klasse):
    """The client of a 315; iJw asks whether the holder of parental authority is known (OP002x1)."""

    bsn: t.BurgerServicenummer
    geboortedatum: g.Geboortedatum
    geslacht: t.Geslacht
    naam: g.VerkorteNaam
    gezagsdrager_bekend: Annotated[t.JaNee | None, Only(Wet.JW)] = None
    commentaar: t.Commentaar | None = None
    aangevraagde_producten: tuple[AangevraagdProduct, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OngewijzigdProduct(Klasse):
    """A current toewijzing that stays as it is."""

    toewijzing_nummer: t.Nummer


@dataclass(frozen=True, slots=True, kw_only=True)
class TeWijzigenProduct(Klasse):
    """A current toewijzing with what should become different from ``gewenste_ingangsdatum``."""

    toewijzing_nummer: t.Nummer
    gewenste_ingangsdatum: t.Datum
    einddatum: t.Datum | None = None
    omvang: g.Omvang | None = None
    budget: t.Budget | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NieuwProduct(Klasse):
    """A product for which there is no current toewijzing."""

    product: g.Product | None = None
    gewenste_ingangsdatum: t.Datum
    einddatum: t.Datum | None = None
    omvang: g.Omvang | None = None
    budget: t.Budget | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verzoek(Klasse):
    """The whole wanted situation of one client at one aanbieder (OP308)."""

    referentie_aanbieder: t.ReferentieAanbieder
    reden_verzoek: t.RedenVerzoek
    ongewijzigde_producten: tuple[OngewijzigdProduct, ...] = ()
    te_wijzigen_producten: tuple[TeWijzigenProduct, ...] = ()
    nieuwe_producten: tuple[NieuwProduct, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WijzigingClient(Klasse):
    """The client of a 317."""

    bsn: t.BurgerServicenummer
    verzoek: Verzoek


@dataclass(frozen=True, slots=True, kw_only=True)
class Woonplaatsbeginsel(Klasse):
    """The gemeente that is responsible according to the woonplaatsbeginsel (Jeugdwet art. 1.1)."""

    gemeente: t.Gemeente


@dataclass(frozen=True, slots=True, kw_only=True)
class Antwoord(Klasse):
    """Answer to a request: 1 refused (with reason), 2 being looked into."""

    referentie_aanbieder: t.ReferentieAanbieder
    verzoek_antwoord: t.VerzoekAntwoord
    reden_afwijzing_verzoek: t.RedenAfwijzingVerzoek | None = None
    woonplaatsbeginsel: Annotated[Woonplaatsbeginsel | None, Only(Wet.JW)] = None


# ── 323 and 325: declaratie ──────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Prestatie(Klasse):
    """One declared line: one product in one month on one toewijzing.

    ``product_tarief`` is in eurocents per eenheid, absent for eenheid 83 (CD087).
    """

    product_referentie: g.Referentie
    toewijzing_nummer: t.Nummer
    product_categorie: t.ProductCategorie
    product_code: t.ProductCode
    product_periode: g.GeslotenPeriode
    geleverd_volume: t.Volume
    eenheid: t.Eenheid
    product_tarief: t.Bedrag | None = None
    ingediend_bedrag: g.BedragMetDC


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaratieClient(Klasse):
    """A client with the prestaties that are declared (323) or rejected (325)."""

    element: ClassVar[str] = "Client"

    bsn: t.BurgerServicenummer
    prestaties: tuple[Prestatie, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaratie:
    """What an aanbieder declares over one calendar month; corrections of older months included.

    Not a ``Klasse``: errors in it are answered in the DeclaratieAntwoord of the 325.
    """

    declaratie_nummer: t.DeclaratieNummer
    declaratie_periode: g.GeslotenPeriode
    declaratie_dagtekening: t.Datum
    totaal_ingediend_bedrag: g.TotaalBedragMetDC
    clienten: tuple[DeclaratieClient, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaratieAntwoord(Klasse):
    """The verdict on one declaratie: totals, and only the prestaties that were rejected."""

    declaratie_nummer: t.IdentificatieDeclaratie
    totaal_ingediend_bedrag: g.TotaalBedragMetDC
    totaal_toegekend_bedrag: g.TotaalBedragMetDC
    clienten: tuple[DeclaratieClient, ...] = ()
