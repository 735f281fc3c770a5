# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What is to be paid, and what came of it: what a person who pays sees. No clients are in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from noaber.declaraties.types.uitbetaling import BatchStatus, OpdrachtStatus
from noaber.kernel.iban import Iban
from noaber.kernel.money import Cents, total
from noaber.kernel.wet import Wet
from noaber.partijen.types import Rekening

_NIETS: Final = Cents(0)

# ── to propose ───────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Crediteur:
    """Who may be paid, as partijen knows it."""

    aanbieder_id: int
    agb: str
    naam: str
    rekening: Rekening | None
    """The newest account that was given, confirmed or not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRegel:
    """What one declaratie brings and is in no batch."""

    declaratie_id: int
    aanbieder: str
    """AGB code."""
    wet: Wet
    declaratie_nummer: str
    bedrag: Cents
    """Debits minus credits, so it may be below zero."""
    uiterlijk: date
    """Last day to pay."""

    def is_late(self, vandaag: date) -> bool:
        """Whether the aanbieder should have had this money by now."""
        return self.bedrag > 0 and self.uiterlijk < vandaag


@dataclass(frozen=True, slots=True, kw_only=True)
class BlijftOpen:
    """What an aanbieder is not paid this time; its regels wait for the next batch."""

    aanbieder: str
    naam: str
    bedrag: Cents
    """All its open regels together."""
    regels: int
    reden: str
    """Dutch: why, and what to do if anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opdracht:
    """What one aanbieder gets in one batch."""

    id: int
    aanbieder: str
    naam: str
    bedrag: Cents
    kenmerk: str
    status: OpdrachtStatus
    reden: str = ""
    """Why it is held or was refused, in Dutch."""
    boekdatum: date | None = None
    """When it left the account of the gemeente."""
    iban: Iban | None = None
    regels: int = 0
    """How many declaraties are paid with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voorstel:
    """What is proposed to pay, and what not."""

    batch_id: int | None
    """None when there is nothing to pay."""
    nummer: int | None
    uitvoerdatum: date
    """A bank day: the asked one, or the first after it."""
    opdrachten: tuple[Opdracht, ...] = ()
    """Those that are held too."""
    verrekend: tuple[BlijftOpen, ...] = ()
    """Aanbieders that credited at least as much as they are owed: settled with a later batch."""
    onbekend: tuple[BlijftOpen, ...] = ()
    """Aanbieders that are not in the register, so nobody can be paid."""

    @property
    def geblokkeerd(self) -> tuple[Opdracht, ...]:
        """Those that do not go to the bank as things are."""
        return tuple(row for row in self.opdrachten if row.status is OpdrachtStatus.GEBLOKKEERD)

    @property
    def totaal(self) -> Cents:
        """What goes to the bank if nothing changes."""
        return total(
            row.bedrag for row in self.opdrachten if row.status is OpdrachtStatus.VOORGESTELD
        )


# ── a batch ──────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """A batch as a list shows it."""

    id: int
    administratie: str
    """Code of the gemeente."""
    nummer: int
    status: BatchStatus
    uitvoerdatum: date
    van_iban: Iban
    voorgesteld_door: str
    voorgesteld_at: datetime
    gefiatteerd_door: str
    gefiatteerd_at: datetime | None
    vrijgegeven_door: str
    vrijgegeven_at: datetime | None
    geexporteerd_door: str
    geexporteerd_at: datetime | None
    ingetrokken_door: str
    ingetrokken_at: datetime | None
    opdrachten: int
    """How many are in its file, or will be: not those that are held, stayed behind or lapsed."""
    bedrag: Cents
    """Of those opdrachten: the sum of its file. What the bank then refused is in it."""
    uiterlijk: date | None
    """The first last day to pay of the regels in it; None when it holds none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Betaalexport:
    """The file for the bank."""

    batch_id: int
    nummer: int
    naam: str
    """A name for the file; it names nobody."""
    data: bytes = field(repr=False)
    uitvoerdatum: date
    opdrachten: tuple[Opdracht, ...]
    """Those in the file."""
    geblokkeerd: tuple[Opdracht, ...]
    """Those that stayed behind; their regels are open again."""
    is_herhaald: bool
    """It was exported before, and this is the same file."""

    @property
    def totaal(self) -> Cents:
        """The sum in the file."""
        return total(row.bedrag for row in self.opdrachten)


# ── what the bank says ───────────────────────────────────────────────────────────────────────────


class Banksoort(StrEnum):
    """Which message of the bank was read."""

    AFSCHRIFT = "camt.053"
    STATUSRAPPORT = "pain.002"


@dataclass(frozen=True, slots=True, kw_only=True)
class Teruggelezen:
    """What a file of the bank changed, and what a person has to look at."""

    soort: Banksoort
    bevestigd: int = 0
    """Opdrachten that left the account."""
    bevestigd_bedrag: Cents = _NIETS
    geweigerd: int = 0
    """Opdrachten that the bank did not carry out."""
    geweigerd_bedrag: Cents = _NIETS
    teruggekomen: int = 0
    """Opdrachten of which the money came back."""
    teruggekomen_bedrag: Cents = _NIETS
    al_bekend: int = 0
    """What an earlier file had told already."""
    overig: int = 0
    """Lines that are not about payments of noaber."""
    niet_geboekt: int = 0
    """Lines that the bank announces and has not booked."""
    afgerond: tuple[int, ...] = ()
    """Numbers of the batches of which every opdracht has an end now."""
    problemen: tuple[str, ...] = ()
    """Dutch: what does not fit, of which nothing was changed."""


# ── where it stands ──────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Betaalstand:
    """All that was ever granted to aanbieders, by where the money is. The parts add up."""

    toegekend: Cents
    open: Cents
    onderweg: Cents
    """In a batch that has no end yet."""
    betaald: Cents
    open_regels: int
    te_laat: int
    """Open regels above zero of which the last day to pay is over."""

    @property
    def klopt(self) -> bool:
        """Whether nothing is lost and nothing paid twice."""
        return self.toegekend == self.open + self.onderweg + self.betaald


@dataclass(frozen=True, slots=True, kw_only=True)
class Betaling:
    """Whether, when and in which batch what a declaratie brought was paid."""

    bedrag: Cents
    """Granted debits minus granted credits; zero when nothing is to be paid."""
    uiterlijk: date | None
    batch: int | None = None
    """Number; None when it is open."""
    batch_status: BatchStatus | None = None
    opdracht_status: OpdrachtStatus | None = None
    kenmerk: str = ""
    boekdatum: date | None = None

    @property
    def is_betaald(self) -> bool:
        """Whether the bank has booked it. A credit is paid when it is settled."""
        return self.opdracht_status is OpdrachtStatus.BEVESTIGD


@dataclass(frozen=True, slots=True, kw_only=True)
class BetaaldeDeclaratie:
    """One declaratie and the payment of all that was granted on it."""

    declaratie_id: int
    declaratie_nummer: str
    aanbieder: str
    gemeente: str
    wet: Wet
    periode: date
    dagtekening: date
    ingediend: Cents
    toegekend: Cents
    regels: int
    toegekende_regels: int
    betaling: Betaling


@dataclass(frozen=True, slots=True, kw_only=True)
class BetaaldeRegel:
    """One prestatie, granted or not. It is paid with its declaratie."""

    regel: int
    referentie: str
    """ReferentieNummer, with what may be a bsn in it taken out."""
    product_categorie: str
    product_code: str
    begindatum: date
    einddatum: date
    bedrag: Cents
    """Below zero for a credit."""
    is_toegekend: bool
    is_gecrediteerd: bool
    """A later line took it back."""
