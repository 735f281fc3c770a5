# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What passes the front door: opdrachten, boekingen, standen, what is open, and errors.

Amounts are in eurocents. A month is the date of its first day. Periods have an exclusive end. Keys
are those of our own administration; no BSN comes in here. Words and formulas:
docs/algorithms/verplichtingen.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from noaber.berichten.definitions.groups import Omvang
from noaber.kernel.errors import InvalidValue
from noaber.kernel.money import Cents
from noaber.kernel.period import Period
from noaber.kernel.plafond import Frequentie
from noaber.kernel.wet import Wet

NIETS = Cents(0)
HUISHOUDEN = "01"
"""Hulp bij het huishouden: Categorie of the iWmo (WMO020)."""


# ── expected failures ────────────────────────────────────────────────────────────────────────────


class NietVastTeLeggen(InvalidValue):
    """What an opdracht costs cannot be told, so there is nothing to book: someone must look."""


class TariefOntbreekt(NietVastTeLeggen):
    """No tarief fits the Eenheid of the opdracht on or before a month of it."""

    def __init__(self) -> None:
        super().__init__(
            "De kosten van deze toewijzing zijn niet vast te leggen, want er is geen tarief voor "
            "de eenheid in een van de maanden: leg het tarief vast bij de overeenkomst."
        )


class NietsVastTeLeggen(NietVastTeLeggen):
    """There is no Omvang, no Budget and no schatting."""

    def __init__(self) -> None:
        super().__init__(
            "De kosten van deze toewijzing zijn niet vast te leggen, want er is geen omvang en "
            "geen budget: geef voor dit product een schatting per maand."
        )


class OnmogelijkeVerzilveringsgraad(InvalidValue):
    """A verzilveringsgraad below 0 or above 1."""

    def __init__(self) -> None:
        super().__init__(
            "Deze verzilveringsgraad kan niet, want er wordt nooit minder dan niets en nooit meer "
            "dan het maximum gedeclareerd: kies een waarde van 0 tot en met 1."
        )


class OnmogelijkeHorizon(InvalidValue):
    """A horizon before the end of the booking year."""

    def __init__(self) -> None:
        super().__init__(
            "Deze horizon kan niet, want de verplichtingen lopen ten minste tot het einde van het "
            "boekjaar: kies nul of meer extra jaren."
        )


# ── what comes in ────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Kostendrager:
    """What costs are counted by: a product under one wet, in the books of one gemeente."""

    administratie: int
    """Key of the books."""
    wet: Wet
    product_categorie: str | None
    """None is generiek."""
    product_code: str | None
    """None is aspecifiek or generiek."""

    @property
    def is_huishouden(self) -> bool:
        """Hulp bij het huishouden, which has a weekly ceiling of its own (TR321)."""
        return self.wet is Wet.WMO and self.product_categorie == HUISHOUDEN


@dataclass(frozen=True, slots=True)
class Tarief:
    """One version of the price per eenheid in the contract."""

    cents: Cents
    """For one ``eenheid``."""
    eenheid: str
    """WJ756: of the volume, or hours (04) for minutes (01) and the other way round."""
    geldig: Period
    """Days on which it holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opdracht:
    """What was assigned and how it stands now, as far as the ledger has to know it.

    Raises OnmogelijkeVerzilveringsgraad; TypeError with both an Omvang and a Budget.
    """

    toewijzing: int
    """Key of the toewijzing. Not its ToewijzingNummer, which is unique per gemeente and wet."""
    kostendrager: Kostendrager
    """As assigned."""
    period: Period
    """Days on which it is valid; may be open. Without days it is deleted."""
    omvang: Omvang | None = None
    """Volume in whole units; in eurocents for Eenheid 83, which has no tarief."""
    budget: Cents | None = None
    """For the whole duration."""
    schatting_per_maand: Cents | None = None
    """For a whole calendar month; used only without Omvang and Budget."""
    is_output: bool = False
    """Outputgericht; else inspanningsgericht."""
    counts_week_without_sunday: bool = False
    """Setting of the gemeente, for output per week on days without any Sunday (TR321)."""
    tarieven: tuple[Tarief, ...] = ()
    """All known versions, in any order."""
    verzilveringsgraad: Fraction = Fraction(1)
    """Part of the maximum that is expected to be declared: 0 to 1."""
    gestopt_op: date | None = None
    """Last day of delivery, after a definitive stop that stands."""

    def __post_init__(self) -> None:
        if self.omvang is not None and self.budget is not None:
            raise TypeError("an opdracht has an Omvang or a Budget, not both")
        if not 0 <= self.verzilveringsgraad <= 1:
            raise OnmogelijkeVerzilveringsgraad

    @property
    def is_deleted(self) -> bool:
        """No day is left: it counts as not sent (OP033x1)."""
        return self.period.is_empty

    @property
    def has_total(self) -> bool:
        """Its Budget, or Volume at Frequentie 6, is one amount for the whole duration."""
        is_total_volume = self.omvang is not None and self.omvang.frequentie == Frequentie.TOTAAL
        return self.budget is not None or is_total_volume


@dataclass(frozen=True, slots=True)
class Horizon:
    """How far an opdracht without end is committed. Raises OnmogelijkeHorizon."""

    boekjaar: int
    extra_jaren: int
    """Whole years after the booking year; a setting of the gemeente, 0 or more."""

    def __post_init__(self) -> None:
        if self.extra_jaren < 0:
            raise OnmogelijkeHorizon

    @property
    def end(self) -> date:
        """First day that is no longer committed."""
        return date(self.boekjaar + self.extra_jaren + 1, 1, 1)


# ── the ledger ───────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Maandbedrag:
    """What an opdracht costs in one month. Raises TypeError unless 0 <= verwacht <= maximum."""

    maand: date
    maximum: Cents
    """The most that the gemeente is bound to; the schatting where there is no maximum."""
    verwacht: Cents
    """What of that is expected to be declared."""

    def __post_init__(self) -> None:
        _check_month(self.maand)
        if not 0 <= self.verwacht <= self.maximum:
            raise TypeError("verwacht lies between 0 and maximum")


class Soort(StrEnum):
    """What a boeking does; the value is the Dutch word a user reads."""

    VERPLICHTING = "verplichting"
    """Adds to what is committed."""
    VRIJVAL = "vrijval"
    """Takes off what was committed: its amounts are below zero."""
    REALISATIE = "realisatie"
    """What is approved of one declaratie, debits minus credits: may be below zero."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Boeking:
    """One entry of the ledger, which is added and never changed.

    Amounts carry their sign, so that every figure is a plain sum. A verplichting and a vrijval
    belong to a toewijzing and fill ``maximum`` and ``verwacht``; a realisatie belongs to a
    declaratie and fills ``bedrag``. Raises TypeError otherwise, and for a month that is not the
    first day of one.
    """

    soort: Soort
    kostendrager: Kostendrager
    """As assigned; of a realisatie as declared."""
    maand: date
    """Month in which the help is given."""
    boekmaand: date
    """Month in which it is written."""
    maximum: Cents = NIETS
    verwacht: Cents = NIETS
    bedrag: Cents = NIETS
    toewijzing: int | None = None
    declaratie: int | None = None

    def __post_init__(self) -> None:
        _check_month(self.maand)
        _check_month(self.boekmaand)
        is_right = self._realises if self.soort is Soort.REALISATIE else self._commits
        if not is_right:
            raise TypeError(f"these amounts and keys do not belong to a {self.soort}")

    @property
    def _realises(self) -> bool:
        has_its_key_only = self.declaratie is not None and self.toewijzing is None
        return has_its_key_only and self.maximum == self.verwacht == 0

    @property
    def _commits(self) -> bool:
        sign = 1 if self.soort is Soort.VERPLICHTING else -1
        has_its_key_only = self.toewijzing is not None and self.declaratie is None
        has_its_sign = min(sign * self.maximum, sign * self.verwacht) >= 0
        return has_its_key_only and has_its_sign and self.bedrag == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Gerealiseerd:
    """What is approved on one toewijzing in one month: debits minus credits.

    The sum of its lines, which the ledger holds per declaratie only.
    """

    toewijzing: int
    kostendrager: Kostendrager
    """As assigned."""
    maand: date
    bedrag: Cents


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """What is committed and realised on one toewijzing in one month."""

    toewijzing: int
    kostendrager: Kostendrager
    """As assigned."""
    maand: date
    maximum: Cents = NIETS
    """Committed at most."""
    verwacht: Cents = NIETS
    """Committed as expected."""
    gerealiseerd: Cents = NIETS


# ── what is still to come ────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Openstaand:
    """A stand with what is open of it: never below zero, and verwacht never above maximum."""

    stand: Stand
    maximum: Cents
    """Committed at most and not realised."""
    verwacht: Cents
    """Expected and not realised."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Levering:
    """What happened on one toewijzing outside the ledger."""

    client: int
    """Key of the person."""
    geleverd: tuple[Period, ...] = ()
    """Days on which delivery ran, by the reported starts and stops; open while it runs."""
    betaald: Cents = NIETS
    """Paid on its approved lines, over all months."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clientregel:
    """How one toewijzing of one client stands (E9); as expected, unless it says otherwise."""

    client: int
    toewijzing: int
    kostendrager: Kostendrager
    maximum: Cents
    """Committed at most, over all months."""
    verwacht: Cents
    """Committed as expected, over all months."""
    open_maximum: Cents
    """What may still be declared at most."""
    nog_te_leveren: Cents
    """Open in this month and later ones."""
    geleverd_niet_gedeclareerd: Cents
    """Open in earlier months in which delivery ran."""
    niet_geleverd: Cents
    """Open in earlier months without delivery."""
    gedeclareerd: Cents
    """Approved, over all months."""
    betaald: Cents
    """Paid of that."""

    @property
    def niet_betaald(self) -> Cents:
        """Approved and not paid; below zero when a credit is still to be settled."""
        return self.gedeclareerd - self.betaald


def _check_month(day: date) -> None:
    if day.day != 1:
        raise TypeError("a month is the date of its first day")
