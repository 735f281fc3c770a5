# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Money: whole cents, one rounding, one way to split, Dutch notation.

The decisions and worked examples stand in docs/algorithms/geld.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from math import lcm
from typing import Final, NoReturn, Self, TypeAlias

from noaber.kernel.errors import InvalidValue

Exact: TypeAlias = int | Fraction | Decimal
"""A number without hidden rounding: what may be multiplied with money. Never a float."""


class UnreadableAmount(InvalidValue):
    """The text is not an amount in Dutch notation."""

    def __init__(self) -> None:
        super().__init__(
            "Dit bedrag is niet te lezen: schrijf euro's en centen met een komma ertussen, "
            "bijvoorbeeld 1.234,56."
        )


class UnusableWeights(InvalidValue):
    """A total cannot be split by these weights: none, a negative one, or only zeros."""

    def __init__(self) -> None:
        super().__init__(
            "Het bedrag is niet te verdelen, want de verdeelsleutel is leeg, negatief of overal "
            "nul: geef ten minste één aandeel dat groter is dan nul."
        )


class Cents(int):
    """An amount of money in whole eurocents; below zero for a credit.

    An ``int`` in every place where an int goes (database, XML, JSON, columns), with two
    differences: sums, differences and whole multiples stay ``Cents``, and everything that would
    bring in a float or a second rounding is a ``TypeError``. What a subclass of int cannot refuse
    is a float on the left (``1.5 * amount``); its result is a float, which no function here takes.
    """

    __slots__ = ()

    def __new__(cls, value: int) -> Self:
        return super().__new__(cls, _whole(value))

    def scaled(self, numerator: Exact, denominator: Exact = 1) -> Cents:
        """This amount x numerator / denominator, rounded once, half away from zero.

        An hour tariff of 50,00 for 95 minutes: ``Cents(5000).scaled(95, 60)`` is 79,17 (IV081).
        """
        return Cents(round_half_away(_exact(numerator) * int(self), denominator))

    def __add__(self, other: int, /) -> Cents:
        return Cents(int(self) + _whole(other))

    __radd__ = __add__  # sum() starts with a plain 0

    def __sub__(self, other: int, /) -> Cents:
        return Cents(int(self) - _whole(other))

    def __rsub__(self, other: int, /) -> Cents:
        return Cents(_whole(other) - int(self))

    def __mul__(self, other: int, /) -> Cents:
        if isinstance(other, Cents):
            raise TypeError("money times money has no meaning")
        return Cents(int(self) * _whole(other))

    __rmul__ = __mul__

    def __neg__(self) -> Cents:
        return Cents(-int(self))

    def __abs__(self) -> Cents:
        return Cents(abs(int(self)))

    def _refuse(self, other: object, /) -> NoReturn:
        raise TypeError("dividing money rounds: use Cents.scaled or split_largest_remainder")

    __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = _refuse
    __mod__ = __rmod__ = __divmod__ = __rdivmod__ = _refuse

    def __repr__(self) -> str:
        return f"Cents({int(self)})"

    def __str__(self) -> str:
        return str(int(self))  # the bare number, as messages carry it (IV024)


def total(amounts: Iterable[int]) -> Cents:
    """The sum of amounts in cents; zero for none. Totals are sums of rounded lines (domain §0)."""
    return Cents(sum(map(int, amounts)))


def round_half_away(numerator: Exact, denominator: Exact = 1) -> int:
    """numerator / denominator as a whole number; a half goes away from zero (0,5 -> 1, -0,5 -> -1).

    The only rounding in noaber (house, name rule 7). Exact: no float at any moment.

    Raises TypeError for a float, ZeroDivisionError for a denominator of zero.
    Source: domain §2.9 and IV081 ("commercial rounding").
    """
    ratio = Fraction(_exact(numerator)) / Fraction(_exact(denominator))
    whole, rest = divmod(abs(ratio.numerator), ratio.denominator)
    if 2 * rest >= ratio.denominator:
        whole += 1
    return whole if ratio >= 0 else -whole


def split_largest_remainder(amount: int, weights: Sequence[Exact]) -> list[Cents]:
    """Split an amount in cents by weight; the parts add up to it, to the cent.

    Each part is its exact share rounded towards zero; the cents left over go one by one to the
    largest remainders, and of equal ones to the first. A weight of zero gets nothing. A negative
    amount gives the mirror image of the positive one.

    Raises UnusableWeights if there is no weight, one is negative, or all are zero.
    Source: domain §0 rule 4 (largest-remainder method).
    """
    exact = [Fraction(_exact(weight)) for weight in weights]
    if not any(exact) or min(exact) < 0:
        raise UnusableWeights
    scale = lcm(*(weight.denominator for weight in exact))
    shares = [int(weight * scale) for weight in exact]
    all_shares = sum(shares)
    parts, remainders = [], []
    for share in shares:
        part, remainder = divmod(abs(_whole(amount)) * share, all_shares)
        parts.append(part)
        remainders.append(remainder)
    left_over = abs(amount) - sum(parts)
    by_remainder = sorted(range(len(parts)), key=lambda place: -remainders[place])  # stable
    for place in by_remainder[:left_over]:
        parts[place] += 1
    sign = 1 if amount >= 0 else -1
    return [Cents(sign * part) for part in parts]


def format_euro(amount: int) -> str:
    """An amount in cents as a Dutch reader writes it: ``€ 1.234,56``, ``€ -0,05``."""
    euros, cents = divmod(abs(_whole(amount)), 100)
    sign = "-" if amount < 0 else ""
    return f"€ {sign}{euros:,}".replace(",", ".") + f",{cents:02d}"


_AMOUNT: Final = re.compile(
    r"(?P<minus>-?)\ ?(?:(?:€|EUR)\ ?)?(?P<minus_inside>-?)\ ?"
    r"(?P<euros>[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,15})"
    r"(?:,(?P<cents>[0-9]{1,2}|-{1,2}))?",
)
_TYPED_OTHERWISE: Final = str.maketrans({"\u2212": "-", "\u00a0": " ", "\u202f": " "})


def parse_euro(text: str) -> Cents:
    """Read an amount as people type it: ``1.234,56``, ``€ 12``, ``-3,5``, ``12,-``.

    A dot parts thousands and nothing else, so ``12.50`` is refused rather than guessed. Spaces
    around and after the sign are allowed; a minus may stand before or after the euro sign.

    Raises UnreadableAmount for anything else, also for more than two decimals.
    """
    found = _AMOUNT.fullmatch(text.translate(_TYPED_OTHERWISE).strip())
    if found is None or (found["minus"] and found["minus_inside"]):
        raise UnreadableAmount
    decimals = (found["cents"] or "").strip("-").ljust(2, "0")
    cents = int(found["euros"].replace(".", "") + decimals)
    return Cents(-cents if found["minus"] or found["minus_inside"] else cents)


def _whole(value: int) -> int:
    if isinstance(value, int):
        return int(value)
    raise TypeError(f"money is whole cents (int), not {type(value).__name__}")


def _exact(value: Exact) -> int | Fraction:
    if isinstance(value, int):
        return int(value)
    if isinstance(value, Fraction | Decimal):
        return Fraction(value)
    raise TypeError(f"{type(value).__name__} is not exact: use int, Fraction or Decimal")
