# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What one unit of an opdracht costs on a day."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Final

from noaber.budgetten.types import Opdracht, TariefOntbreekt
from noaber.kernel.money import Cents, round_half_away

MINUUT: Final = "01"
UUR: Final = "04"
EURO: Final = "83"
MINUTES_PER_HOUR: Final = 60

_OTHER_TIME: Final = {
    MINUUT: (UUR, Fraction(1, MINUTES_PER_HOUR)),
    UUR: (MINUUT, Fraction(MINUTES_PER_HOUR)),
}
"""The eenheid whose tarief serves too, and how many of those go in one of ours (IV081)."""


def price_per_unit(opdracht: Opdracht, day: date) -> Fraction:
    """Eurocents per unit of the Omvang on that day, exact; 1 for Eenheid 83.

    A tarief of the very eenheid goes before one in other units of time. Of two that hold the one
    that began last counts; when none holds, the last one that began before: next year's contract
    is often known late, and the difference is booked then.

    Raises TariefOntbreekt; TypeError without Omvang. Source: TR418, IV081.
    """
    if opdracht.omvang is None:
        raise TypeError("without Omvang there are no units")
    eenheid = opdracht.omvang.eenheid
    if eenheid == EURO:
        return Fraction(1)
    cents = _tarief_on(opdracht, eenheid, day)
    if cents is not None:
        return Fraction(cents)
    other, units = _OTHER_TIME.get(eenheid, (eenheid, Fraction(1)))
    cents = _tarief_on(opdracht, other, day)
    if cents is None:
        raise TariefOntbreekt
    return cents * units


def _tarief_on(opdracht: Opdracht, eenheid: str, day: date) -> int | None:
    begun = [
        tarief
        for tarief in opdracht.tarieven
        if tarief.eenheid == eenheid and tarief.geldig.start <= day
    ]
    if not begun:
        return None
    # Amount last, so that the order in which versions are handed in has no say.
    latest = max(begun, key=lambda t: (t.geldig.contains(day), t.geldig.start, t.cents))
    return int(latest.cents)


def amount_of(units: int, price: Fraction) -> Cents:
    """What so many units cost: rounded once, half away from zero (TR346)."""
    return Cents(round_half_away(price * units))
