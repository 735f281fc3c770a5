# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What passes the front door: administraties, lanes, persons and accounts.

Nothing here prints a bsn or a name. A date that ends in _tot is exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from noaber.berichten.definitions.registry import Rol
from noaber.kernel.iban import Iban
from noaber.kernel.wet import Wet


@dataclass(frozen=True, slots=True, kw_only=True)
class Administratie:
    """The books that this installation keeps for one gemeente or aanbieder."""

    id: int
    code: str
    naam: str
    in_envelop: bool
    iban: Iban | None = None
    """The account that a gemeente pays from."""

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
    geldig_van: date = date(1900, 1, 1)
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
    geboortedatum: date | None = field(default=None, repr=False)
    geslacht: str = ""
    telefoonnummer: str = field(default="", repr=False)
    geldig_van: date = date(1900, 1, 1)
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
