# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What passes the front door: products, overeenkomsten and tarieven.

Amounts are in eurocents. A date that ends in _tot is exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from noaber.kernel.period import Period
from noaber.kernel.wet import Wet


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """A kind of help that a gemeente buys."""

    gemeente: str
    wet: Wet
    categorie: str
    code: str
    naam: str
    is_taakgericht: bool = False
    declaratiemoment: str = ""
    """Of a result: at its ``einde``, per ``mijlpaal`` or ``periodiek`` (OP264)."""
    taakveld: str = ""
    verzilveringsgraad: Decimal = Decimal(1)
    """Part of what is assigned that is usually declared, 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overeenkomst:
    """A contract between one gemeente and one aanbieder under one wet."""

    gemeente: str
    aanbieder: str
    wet: Wet
    nummer: str
    ingangsdatum: date
    einddatum_tot: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tarief:
    """The price of a product per eenheid (WJ756) over a period."""

    overeenkomst: str
    """Nummer within the gemeente."""
    categorie: str
    code: str
    eenheid: str
    bedrag_cents: int | None
    """Per eenheid; None for eenheid 83."""
    geldig: Period
    geregistreerd_at: datetime | None = None
    vervallen_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Prijs:
    """What a product costs at one aanbieder in one period, and how much of it is usually used."""

    eenheid: str
    bedrag_cents: int | None
    geldig: Period
    verzilveringsgraad: Decimal
