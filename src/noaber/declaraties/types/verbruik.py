# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What is granted so far, for other modules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from noaber.kernel.money import Cents


@dataclass(frozen=True, slots=True, kw_only=True)
class Verbruik:
    """What is granted and not credited on one toewijzing."""

    uren: int
    """Volume in eenheid 04."""
    overig: int
    """Volume in every other eenheid."""
    cents: int
    last_day: date
    """Last day of the latest ProductPeriode."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Realisatie:
    """What one declaratie brings for one product in one month of help; below zero for credits."""

    product_categorie: str
    product_code: str
    maand: date
    """First day of the month in which the help was given."""
    bedrag: Cents


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """The totals of one declaratie."""

    declaratie_id: int | None
    """None when it counts as not sent."""
    regels: int
    ingediend: Cents
    toegekend: Cents
    afgewezen: int
    """Lines that were not granted."""
    realisaties: tuple[Realisatie, ...] = ()
