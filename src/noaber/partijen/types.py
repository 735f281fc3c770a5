# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What passes the front door: settings, administraties, lanes, persons and accounts.

Nothing here prints a bsn or a name. A date that ends in _tot is exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from noaber.berichten.definitions.registry import Rol
from noaber.kernel.calendar.workdays import istandaarden
from noaber.kernel.iban import Iban
from noaber.kernel.wet import Wet

# ── settings ─────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Instellingen:
    """What one administratie chose where the public sources leave room (``INSTELLINGEN``)."""

    output_week_zonder_zondag: bool = False
    goede_vrijdag_is_werkdag: bool = False
    vijf_mei_is_werkdag: bool = False
    antwoord_323_als_di01: bool = False
    reden_na_definitieve_stop: str = "12"

    @property
    def werkdagen(self) -> str:
        """Name of the calendar of working days that terms of messages are counted in."""
        return istandaarden(
            goede_vrijdag=self.goede_vrijdag_is_werkdag, vijf_mei=self.vijf_mei_is_werkdag
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Instelling:
    """One setting: what it decides and what it may be. All texts are Dutch, for a user."""

    naam: str
    tegenspraak: int
    """Number of the contradiction in the sources that it settles; 0 where they are silent."""
    betekenis: str
    bronnen: str
    """What the standard says, in our words."""
    gevolg: str
    """From when a change counts."""
    waarden: tuple[tuple[str, bool | str, str], ...]
    """As written, as kept, and what it means; the first is what holds when nobody chose."""

    def written(self, instellingen: Instellingen) -> str:
        """The value as a user writes it."""
        kept = getattr(instellingen, self.naam)
        return next(text for text, value, _ in self.waarden if value == kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class InstellingWijziging:
    """One change of one setting; values as a user writes them."""

    naam: str
    oud: str
    nieuw: str
    door: str
    at: datetime


_VANAF_NU: Final = "Geldt voor berichten die vanaf nu binnenkomen of uitgaan."
_TERMIJNEN: Final = (
    "Geldt voor termijnen die vanaf nu gaan lopen. Wat al op de lijst staat, houdt zijn datum."
)

INSTELLINGEN: Final = (
    Instelling(
        naam="output_week_zonder_zondag",
        tegenspraak=7,
        betekenis="Hoeveel mag worden gedeclareerd op een outputgerichte toewijzing per week die "
        "zo kort is dat er geen zondag in valt.",
        bronnen="De standaard telt bij output de zondagen. Zonder zondag komt daar 0 uit, terwijl "
        "er wel iets is toegewezen. Zij zegt niet of dat de bedoeling is.",
        gevolg="Geldt voor declaraties die vanaf nu binnenkomen. De verplichtingen van zulke "
        "toewijzingen worden meteen bijgeboekt.",
        waarden=(
            ("nee", False, "het maximum is 0; partijen maken zelf een afspraak"),
            ("ja", True, "het maximum is één keer het Volume"),
        ),
    ),
    Instelling(
        naam="goede_vrijdag_is_werkdag",
        tegenspraak=18,
        betekenis="Of Goede Vrijdag meetelt in termijnen van werkdagen.",
        bronnen="De standaard rekent in werkdagen en zegt niet welke dagen dat zijn. De Algemene "
        "termijnenwet noemt Goede Vrijdag als dag die niet telt; veel organisaties werken dan.",
        gevolg=_TERMIJNEN,
        waarden=(("nee", False, "Goede Vrijdag telt niet mee"), ("ja", True, "wel")),
    ),
    Instelling(
        naam="vijf_mei_is_werkdag",
        tegenspraak=18,
        betekenis="Of 5 mei meetelt in termijnen van werkdagen.",
        bronnen="De standaard rekent in werkdagen en zegt niet welke dagen dat zijn. De Algemene "
        "termijnenwet noemt 5 mei, elk jaar; in veel cao's is het eens in de vijf jaar vrij.",
        gevolg=_TERMIJNEN,
        waarden=(("nee", False, "5 mei telt niet mee"), ("ja", True, "wel")),
    ),
    Instelling(
        naam="antwoord_323_als_di01",
        tegenspraak=0,
        betekenis="In welke envelop het antwoord op een declaratie (325) reist.",
        bronnen="De openbare stukken van release 3 zeggen het niet. De foutcodes laten zien dat "
        "het antwoord naar de declaratie moet verwijzen; een Du01 doet dat in de envelop.",
        gevolg=_VANAF_NU,
        waarden=(
            ("nee", False, "als Du01, met een verwijzing naar de envelop van de 323"),
            ("ja", True, "als Di01; de verwijzing staat alleen in het bericht"),
        ),
    ),
    Instelling(
        naam="reden_na_definitieve_stop",
        tegenspraak=10,
        betekenis="Welke RedenWijziging noaber invult als een toewijzing wordt ingetrokken nadat "
        "de aanbieder een definitieve stop heeft gestuurd en niemand een reden koos.",
        bronnen="De codelijst noemt 14 voor intrekken na een definitieve stop. De uitgewerkte "
        "casussen 10 en 11 gebruiken 12. Beide worden aangenomen.",
        gevolg="Geldt voor besluiten die vanaf nu worden genomen.",
        waarden=(
            ("12", "12", "geïnitieerd door de aanbieder"),
            ("14", "14", "administratieve correctie"),
        ),
    ),
)
"""Every setting of an administratie: one place for screen, command and page."""


# ── parties ──────────────────────────────────────────────────────────────────────────────────────


ALTIJD: Final = date(1900, 1, 1)
"""First day of what has held for as long as anybody knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NieuweAdministratie:
    """The books of a gemeente (code of 4 digits) or aanbieder (8), as they are told to noaber."""

    code: str
    naam: str
    in_envelop: bool = False
    iban: Iban | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Aanbieder:
    """A provider of help in the register."""

    agb: str
    naam: str
    kvk: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gebied:
    """A part of a gemeente, as the gemeente itself draws it."""

    code: str
    naam: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Administratie:
    """The books that this installation keeps for one gemeente or aanbieder."""

    id: int
    code: str
    naam: str
    in_envelop: bool
    iban: Iban | None = None
    """The account that a gemeente pays from."""
    instellingen: Instellingen = Instellingen()

    @property
    def rol(self) -> Rol:
        """Whose books these are."""
        return Rol.GEMEENTE if len(self.code) == 4 else Rol.AANBIEDER


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """The traffic between one gemeente and one aanbieder under one wet, in the books of one."""

    id: int
    administratie: Administratie
    gemeente: str
    aanbieder: str
    wet: Wet

    @property
    def rol(self) -> Rol:
        """Which of the two keeps these books."""
        return self.administratie.rol

    @property
    def eigen_code(self) -> str:
        """The code under which the owner of these books sends and receives here."""
        return self.gemeente if self.rol is Rol.GEMEENTE else self.aanbieder

    @property
    def andere_code(self) -> str:
        """The code of the other party."""
        return self.aanbieder if self.rol is Rol.GEMEENTE else self.gemeente


@dataclass(frozen=True, slots=True, kw_only=True)
class Contactgegevens:
    """Where a person can be reached from some day on (COD757); empty fields are unknown."""

    soort: str = "01"
    straatnaam: str = field(default="", repr=False)
    huisnummer: int | None = field(default=None, repr=False)
    huisletter: str = field(default="", repr=False)
    toevoeging: str = field(default="", repr=False)
    postcode: str = field(default="", repr=False)
    plaatsnaam: str = field(default="", repr=False)
    land_code: str = "NL"
    telefoonnummer: str = field(default="", repr=False)
    emailadres: str = field(default="", repr=False)
    gebied: str | None = None
    """Code of the gebied of the gemeente."""
    geldig_van: date = ALTIJD
    geldig_tot: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Naaste:
    """A person around the client, as a Relatie in a 301 (COD472)."""

    nummer: str
    soort: str
    achternaam: str = field(repr=False)
    voorvoegsel: str = field(default="", repr=False)
    voornamen: str = field(default="", repr=False)
    voorletters: str = field(default="", repr=False)
    naam_gebruik: str = "1"
    """COD700; 6 is an organisation, whose name stands in achternaam (IV045)."""
    geboortedatum: date | None = field(default=None, repr=False)
    geslacht: str = ""
    telefoonnummer: str = field(default="", repr=False)
    geldig_van: date = ALTIJD
    geldig_tot: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Persoonsgegevens:
    """A person as an administratie knows it."""

    bsn: str = field(repr=False)
    achternaam: str = field(repr=False)
    geboortedatum: date = field(repr=False)
    geslacht: str = "0"
    """COD046."""
    voorvoegsel: str = field(default="", repr=False)
    partner_achternaam: str = field(default="", repr=False)
    partner_voorvoegsel: str = field(default="", repr=False)
    voornamen: str = field(default="", repr=False)
    voorletters: str = field(default="", repr=False)
    naam_gebruik: str = "1"
    datum_gebruik: str = ""
    overlijdensdatum: date | None = None
    buiten_berichten: bool = False
    """No message goes out about this person (OP003); set by ``operations.set_buiten_berichten``."""
    contacten: tuple[Contactgegevens, ...] = ()
    naasten: tuple[Naaste, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rekening:
    """The account of an aanbieder as one gemeente pays it."""

    id: int
    aanbieder: str
    iban: Iban
    tenaamstelling: str
    opgegeven_door: str
    opgegeven_at: datetime
    bevestigd_door: str | None
    bevestigd_at: datetime | None

    @property
    def is_bevestigd(self) -> bool:
        """Whether a second person has confirmed it."""
        return self.bevestigd_at is not None
