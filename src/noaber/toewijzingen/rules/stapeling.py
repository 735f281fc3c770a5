# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Stapeling: the same product twice for one client at one aanbieder on one day (OP259, OP347)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from noaber.berichten.definitions.groups import Product
from noaber.kernel.wet import Wet
from noaber.toewijzingen.types import ToewijzingVersion

# iWmo rolstoelen, vervoer- and woonvoorzieningen and other aids may overlap.
HULPMIDDELEN = frozenset({"11", "12", "13", "14"})


def is_same_product(one: Product | None, other: Product | None, wet: Wet) -> bool:
    """Same code, or same category where a code is missing; no product is like any (TR302)."""
    if wet is Wet.WMO and any(p is not None and p.categorie in HULPMIDDELEN for p in (one, other)):
        return False
    if one is None or other is None:
        return True
    if one.categorie != other.categorie:
        return False
    return one.code == other.code or one.code is None or other.code is None


def stacked(
    versions: Iterable[ToewijzingVersion],
) -> Iterator[tuple[ToewijzingVersion, ToewijzingVersion]]:
    """Every pair that may not stand beside each other; deleted toewijzingen do not count."""
    for one, other in combinations(versions, 2):
        if is_same_product(one.product, other.product, one.wet) and one.period.overlaps(
            other.period
        ):
            yield one, other
