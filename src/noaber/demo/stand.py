# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What the exercise itself knows: clients, their toewijzingen, and what should have been granted.

It follows from what was done and from the mistakes that were made on purpose, and is never read
back from the database. So it can be laid beside what is there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from random import Random

from noaber.berichten.definitions.groups import Omvang, Product
from noaber.demo import rekenen
from noaber.demo.aanbod import MINUUT, UUR, Vorm
from noaber.demo.opzet import Aanbieder, Gemeente
from noaber.kernel.wet import Wet
from noaber.partijen.types import Persoonsgegevens


@dataclass(frozen=True, slots=True, kw_only=True)
class Regel:
    """One prestatie."""

    referentie: str
    vorig: str | None = None
    bsn: str = field(repr=False)
    nummer: int
    categorie: str
    code: str
    begin: date
    eind: date
    volume: int
    eenheid: str
    tarief: int | None
    bedrag: int

    @property
    def is_credit(self) -> bool:
        """Takes an earlier one back."""
        return self.vorig is not None

    @property
    def cents(self) -> int:
        """Eurocents, below zero for a credit."""
        return -self.bedrag if self.is_credit else self.bedrag

    def als_rij(self) -> dict[str, object]:
        """Under the names that a prestatie has in columns."""
        return {
            "bsn": self.bsn,
            "referentie_nummer": self.referentie,
            "vorig_referentie_nummer": self.vorig,
            "toewijzing_nummer": self.nummer,
            "product_categorie": self.categorie,
            "product_code": self.code,
            "begindatum": self.begin,
            "einddatum": self.eind,
            "geleverd_volume": self.volume,
            "eenheid": self.eenheid,
            "product_tarief": self.tarief,
            "bedrag": self.bedrag,
            "debet_credit": "C" if self.is_credit else "D",
        }

    def als_credit(self, referentie: str) -> Regel:
        """The credit that takes this debit back (IV091)."""
        return replace(self, referentie=referentie, vorig=self.referentie)


@dataclass(slots=True)
class Levering:
    """One start, with how it ended."""

    begin: date
    pauze: date | None = None
    einde: tuple[str, date] | None = None
    """Reden and last day of the definitive stop."""

    @property
    def loopt(self) -> bool:
        """No stop refers to it."""
        return self.pauze is None and self.einde is None


@dataclass(slots=True, eq=False)
class Toewijzing:
    """One toewijzing of a client, as it stands now."""

    client: Client
    vorm: Vorm
    ingang: date
    eind: date | None
    omvang: Omvang | None
    budget: int | None
    nummer: int = 0
    """0 until the gemeente has assigned it."""
    is_verwijderd: bool = False
    start_niet: bool = False
    """Nothing is delivered on it."""
    einde_reden: str | None = None
    """RedenBeeindiging when it ends for another reason than the plan."""
    leveringen: list[Levering] = field(default_factory=list)
    toegekend: list[Regel] = field(default_factory=list)
    """Debits that are granted and not credited."""
    gecrediteerd: list[tuple[Regel, str]] = field(default_factory=list)
    """Debits that were granted and credited, each with the ReferentieNummer of its credit."""
    te_herstellen: list[date] = field(default_factory=list)
    """First days of months that went out wrong, to be declared again."""

    @property
    def product(self) -> Product | None:
        """What is assigned."""
        return self.vorm.product

    @property
    def is_er(self) -> bool:
        """Assigned and not deleted."""
        return self.nummer > 0 and not self.is_verwijderd

    def geldt_op(self, day: date) -> bool:
        """Whether it is valid on this day."""
        return self.is_er and self.ingang <= day and (self.eind is None or day <= self.eind)

    def is_actueel_op(self, day: date) -> bool:
        """Valid on this day or later (TR349)."""
        return self.is_er and (self.eind is None or self.eind >= day)

    @property
    def levering(self) -> Levering | None:
        """The latest start."""
        return self.leveringen[-1] if self.leveringen else None

    @property
    def loopt(self) -> bool:
        """Whether a start runs."""
        return any(levering.loopt for levering in self.leveringen)

    # ── what is left ─────────────────────────────────────────────────────────────────────────────

    @property
    def in_minuten(self) -> int:
        """What a volume of the omvang is multiplied by: hours are counted in minutes."""
        return 60 if self.omvang is not None and self.omvang.eenheid == UUR else 1

    def geteld(self, volume: int, eenheid: str) -> int:
        """A declared volume as it counts."""
        return volume * (60 if self.in_minuten == 60 and eenheid == UUR else 1)

    def rest(self) -> int | None:
        """Counted volume that is left over the whole duration; None without such a limit."""
        if self.omvang is None:
            return None
        total = rekenen.plafond_totaal(self.vorm, self.omvang.volume, self.ingang, self.eind)
        if total is None:
            return None
        used = sum(self.geteld(one.volume, one.eenheid) for one in self.toegekend)
        return total * self.in_minuten - used

    def rest_budget(self) -> int | None:
        """Eurocents that are left of the budget; None without one."""
        if self.budget is None:
            return None
        return self.budget - sum(one.bedrag for one in self.toegekend)

    def is_gedeclareerd(self, code: str, begin: date) -> bool:
        """Whether a debit for this product and ProductPeriode stands (TR389)."""
        return any((one.code, one.begin) == (code, begin) for one in self.toegekend)

    @property
    def declareert_minuten(self) -> bool:
        """Assigned in hours, declared in minutes."""
        return self.vorm.geleverd[0][1] == MINUUT


@dataclass(slots=True, eq=False)
class Gevraagd:
    """One verzoek that waits, and what is known when it is honoured."""

    referentie: str
    bij_honoreren: Callable[[tuple[int, ...]], None]
    """Takes the ToewijzingNummers of the versions that are new."""


@dataclass(slots=True, eq=False)
class Client:
    """One fictitious client at one aanbieder."""

    index: int
    gemeente: Gemeente
    aanbieder: Aanbieder
    wet: Wet
    persoon: Persoonsgegevens
    vanaf: int
    """Number of the month in which it begins."""
    verloop: str
    """Name of how it goes (``verloop``)."""
    kans: Random
    """Chance of this client's own: nobody else's life depends on it."""
    huishouden: int | None = None
    """Who have the same number in one gemeente live together."""
    uitstel: int = 0
    """Months by which what happens to it comes later."""
    toont_verloop: bool = False
    """One of the first, who show every course twice."""
    toewijzingen: list[Toewijzing] = field(default_factory=list)
    gevraagd: list[Gevraagd] = field(default_factory=list)
    """What waits for an answer of the gemeente."""
    gehonoreerd: list[str] = field(default_factory=list)
    """References of verzoeken that were honoured."""
    afgewezen: list[str] = field(default_factory=list)
    """References of verzoeken that were rejected."""
    referenties: int = 0

    @property
    def bsn(self) -> str:
        """Out of the test range."""
        return self.persoon.bsn

    def nieuwe_referentie(self) -> str:
        """For a verzoek; never given before to this aanbieder."""
        self.referenties += 1
        return f"V{self.index:05d}-{self.referenties}"

    def actuele(self, day: date) -> list[Toewijzing]:
        """The toewijzingen that are current on a day."""
        return [one for one in self.toewijzingen if one.is_actueel_op(day)]

    @property
    def reeks(self) -> tuple[str, Wet]:
        """Within which ToewijzingNummers are given out."""
        return self.gemeente.code, self.wet

    @property
    def lane(self) -> tuple[str, str, Wet]:
        """Gemeente, aanbieder and wet."""
        return self.gemeente.code, self.aanbieder.agb, self.wet
