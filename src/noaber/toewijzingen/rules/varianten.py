# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The toewijzingsvarianten: which product, omvang, budget and einddatum go together (IV074).

Data, from the table of allowed variants of release 3.2. Where that table leaves Einddatum optional
beside a Budget, CD075 makes it mandatory (flows §10.12).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from noaber.berichten.definitions.groups import Omvang, Product
from noaber.kernel.wet import Wet
from noaber.toewijzingen.types import NotAVariant, ToewijzingVersion, Wish


class Uitvoering(StrEnum):
    """Paid for what was delivered, or for an agreed result."""

    INSPANNING = "inspanning"
    OUTPUT = "output"


class Vorm(StrEnum):
    """How much of the product is laid down."""

    SPECIFIEK = "specifiek"
    ASPECIFIEK = "aspecifiek"
    GENERIEK = "generiek"


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One allowed shape; with a product code there is an omvang in this eenheid."""

    vorm: Vorm
    uitvoering: frozenset[Uitvoering]
    """Both, where only the contract says which."""
    eenheid: str | None = None
    frequenties: frozenset[str] = frozenset()
    with_budget: bool = False
    only_categorie: str | None = None
    not_categorie: str | None = None
    only_wet: Wet | None = None

    def needs_einddatum(self, frequentie: str | None) -> bool:
        """With a Budget (CD075) or per week (CD076)."""
        return self.with_budget or frequentie == "2"

    def fits(self, shape: Shape, wet: Wet) -> bool:
        """Whether product, omvang and budget are those of this variant; not the einddatum."""
        categorie = None if shape.product is None else shape.product.categorie
        omvang = shape.omvang
        return (
            shape.vorm is self.vorm
            and (shape.budget is not None) is self.with_budget
            and (None if omvang is None else omvang.eenheid) == self.eenheid
            and (omvang is None or omvang.frequentie in self.frequenties)
            and self.only_categorie in (None, categorie)
            and (self.not_categorie is None or self.not_categorie != categorie)
            and self.only_wet in (None, wet)
        )


@dataclass(frozen=True, slots=True)
class Shape:
    """What decides on the variant."""

    product: Product | None
    omvang: Omvang | None
    budget: int | None
    einddatum: date | None

    @property
    def vorm(self) -> Vorm:
        """Generiek without product, aspecifiek without code."""
        if self.product is None:
            return Vorm.GENERIEK
        return Vorm.SPECIFIEK if self.product.code else Vorm.ASPECIFIEK


_ANY, _NOT_PER_DAY = frozenset("1246"), frozenset("246")
_INSPANNING, _OUTPUT = frozenset({Uitvoering.INSPANNING}), frozenset({Uitvoering.OUTPUT})
_BY_CONTRACT = _INSPANNING | _OUTPUT
LANDELIJK_INGEKOCHT: Final = "55"
"""iJw category of what is bought nationally: aspecifiek as a traject (output)."""


def _specifiek(eenheid: str, uitvoering: frozenset[Uitvoering], per: frozenset[str]) -> Variant:
    return Variant(vorm=Vorm.SPECIFIEK, uitvoering=uitvoering, eenheid=eenheid, frequenties=per)


VARIANTEN: Final = (
    _specifiek("01", _INSPANNING, _ANY),
    _specifiek("04", _INSPANNING, _ANY),
    _specifiek("14", _INSPANNING, _NOT_PER_DAY),
    _specifiek("16", _INSPANNING, _NOT_PER_DAY),
    _specifiek("84", _INSPANNING, _NOT_PER_DAY),
    _specifiek("82", _OUTPUT, _ANY),
    _specifiek("83", _OUTPUT, _NOT_PER_DAY),
    Variant(vorm=Vorm.ASPECIFIEK, uitvoering=_INSPANNING, not_categorie=LANDELIJK_INGEKOCHT),
    Variant(
        vorm=Vorm.ASPECIFIEK,
        uitvoering=_INSPANNING,
        with_budget=True,
        not_categorie=LANDELIJK_INGEKOCHT,
    ),
    Variant(
        vorm=Vorm.ASPECIFIEK,
        uitvoering=_OUTPUT,
        only_categorie=LANDELIJK_INGEKOCHT,
        only_wet=Wet.JW,
    ),
    Variant(
        vorm=Vorm.ASPECIFIEK,
        uitvoering=_OUTPUT,
        with_budget=True,
        only_categorie=LANDELIJK_INGEKOCHT,
        only_wet=Wet.JW,
    ),
    Variant(vorm=Vorm.GENERIEK, uitvoering=_BY_CONTRACT, with_budget=True),
)


def variant_of(toewijzing: ToewijzingVersion | Wish | Shape, wet: Wet) -> Variant:
    """The variant that this is.

    Raises:
        NotAVariant: it is none; the error says which rule and what to do.
    """
    shape = (
        toewijzing
        if isinstance(toewijzing, Shape)
        else Shape(toewijzing.product, toewijzing.omvang, toewijzing.budget, toewijzing.einddatum)
    )
    found = next((variant for variant in VARIANTEN if variant.fits(shape, wet)), None)
    frequentie = None if shape.omvang is None else shape.omvang.frequentie
    if found is not None and (shape.einddatum or not found.needs_einddatum(frequentie)):
        return found
    raise NotAVariant(*_why_not(shape))


def _why_not(shape: Shape) -> tuple[str, str]:
    """The rule that is broken first, and the sentence for a user."""
    has_code = shape.vorm is Vorm.SPECIFIEK
    checks = (
        (
            shape.product is None and shape.budget is None,
            "CD079",
            "Zonder product kan alleen met een budget: kies een productcategorie of vul er een in",
        ),
        (
            shape.budget is not None and shape.omvang is not None,
            "CD077",
            "Een toewijzing heeft een omvang of een budget, niet allebei: haal een van de twee weg",
        ),
        (
            has_code and shape.omvang is None,
            "CD041",
            "Bij een productcode hoort een omvang: vul volume, eenheid en frequentie in",
        ),
        (
            not has_code and shape.omvang is not None,
            "CD080",
            "Een omvang kan alleen bij een productcode: kies een productcode of haal de omvang weg",
        ),
        (
            shape.budget is not None and shape.einddatum is None,
            "CD075",
            "Een budget geldt voor een bekende periode: vul een einddatum in",
        ),
        (
            shape.omvang is not None and shape.omvang.frequentie == "2" and shape.einddatum is None,
            "CD076",
            "Een omvang per week geldt voor een bekende periode: vul een einddatum in",
        ),
        (
            shape.omvang is not None and shape.omvang.frequentie == "1",
            "CS338",
            "Deze eenheid kan niet per dag: kies per week, per maand of totaal",
        ),
    )
    return next(
        ((rule, text) for is_broken, rule, text in checks if is_broken),
        (
            "IV074",
            "Deze combinatie van product, omvang en budget bestaat niet: kies een andere variant",
        ),
    )
