# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What the gemeenten buy: products with their tarieven, and the shapes of a toewijzing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Final

from noaber.berichten.definitions.groups import Omvang, Product
from noaber.demo.opzet import Aanbieder, Gemeente
from noaber.kernel.wet import Wet

UUR, ETMAAL, DAGDEEL, STUKS, EURO, INSPANNING, MINUUT = "04", "14", "16", "82", "83", "84", "01"
NIEUW_TARIEF_OP: Final = date(2026, 7, 1)
"""From this day on everything costs a little more."""


@dataclass(frozen=True, slots=True)
class Dienst:
    """A product on the list of every gemeente, with its price per eenheid before any difference."""

    wet: Wet
    categorie: str
    code: str
    naam: str
    basis: Mapping[str, int | None] = field(default_factory=dict)
    """Eurocents per eenheid; None for euro's."""

    @property
    def is_taakgericht(self) -> bool:
        """Bought as a task: starts and stops only."""
        return not self.basis

    @property
    def product(self) -> Product:
        """As it stands in a message."""
        return Product(categorie=self.categorie, code=self.code)


DIENSTEN: Final = (
    Dienst(Wet.WMO, "01", "01H01", "Hulp bij het huishouden", {UUR: 3300}),
    Dienst(Wet.WMO, "02", "02A03", "Begeleiding individueel", {UUR: 6000, DAGDEEL: 21000}),
    Dienst(Wet.WMO, "02", "02B04", "Begeleiding specialistisch", {UUR: 7450}),
    Dienst(Wet.WMO, "07", "07A12", "Dagbesteding", {DAGDEEL: 4225}),
    Dienst(Wet.WMO, "04", "04K01", "Logeren", {ETMAAL: 18050}),
    Dienst(Wet.WMO, "06", "06R82", "Resultaat zelfstandig wonen", {STUKS: 25075}),
    Dienst(Wet.WMO, "10", "10M83", "Arrangement", {EURO: None}),
    Dienst(Wet.WMO, "08", "08V84", "Vervoer", {INSPANNING: 1215}),
    Dienst(Wet.WMO, "15", "15B14", "Beschermd wonen", {ETMAAL: 16000}),
    Dienst(Wet.WMO, "03", "03P04", "Persoonlijke verzorging", {UUR: 5525}),
    Dienst(Wet.WMO, "05", "05W14", "Woondienst", {ETMAAL: 9990}),
    Dienst(Wet.WMO, "09", "09T00", "Inloop in de wijk"),
    Dienst(Wet.JW, "45", "45A04", "Ambulante jeugdhulp", {UUR: 8000, DAGDEEL: 27500}),
    Dienst(Wet.JW, "45", "45B04", "Ambulante gezinshulp", {UUR: 9125}),
    Dienst(Wet.JW, "41", "41D16", "Dagbehandeling", {DAGDEEL: 9850}),
    Dienst(Wet.JW, "44", "44A09", "Pleegzorg", {ETMAAL: 6475}),
    Dienst(Wet.JW, "43", "43V14", "Behandelgroep", {ETMAAL: 31000}),
    Dienst(Wet.JW, "46", "46C82", "Crisisplaatsing", {STUKS: 90000}),
    Dienst(Wet.JW, "50", "50A83", "Traject op maat", {EURO: None}),
    Dienst(Wet.JW, "42", "42V84", "Vervoer jeugd", {INSPANNING: 1450}),
    Dienst(Wet.JW, "54", "54G04", "Jeugd-ggz", {UUR: 10400}),
    Dienst(Wet.JW, "40", "40P04", "Verzorging jeugd", {UUR: 5600}),
    Dienst(Wet.JW, "49", "49T00", "Preventie op school"),
)


@cache
def dienst(wet: Wet, code: str) -> Dienst:
    """The product with this code."""
    return next(one for one in DIENSTEN if one.wet is wet and one.code == code)


def tarief_basis(basis: int, gemeente: Gemeente, aanbieder: Aanbieder, *, verhoogd: bool) -> int:
    """What this gemeente pays this aanbieder, before and after the rise of three percent."""
    price = basis + 5 * gemeente.index + 11 * aanbieder.index
    return price * 103 // 100 if verhoogd else price


def tarief(gemeente: Gemeente, aanbieder: Aanbieder, which: tuple[Wet, str, str], op: date) -> int:
    """The contracted tarief in eurocents of (wet, code, eenheid) on a day.

    Minutes have none of their own: those of an hour tarief are a sixtieth of it, rounded.
    """
    wet, code, eenheid = which
    basis = dienst(wet, code).basis[UUR if eenheid == MINUUT else eenheid]
    assert basis is not None, "euro's have no tarief"
    return tarief_basis(basis, gemeente, aanbieder, verhoogd=op >= NIEUW_TARIEF_OP)


# ── the shapes of a toewijzing ───────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Vorm:
    """One way in which help is assigned, and what is declared on it."""

    naam: str
    wet: Wet
    product: Product | None
    omvang: Omvang | None = None
    budget: int | None = None
    geleverd: tuple[tuple[str, str], ...]
    """(code, eenheid) of what is declared."""

    @property
    def frequentie(self) -> str | None:
        """Of its omvang."""
        return None if self.omvang is None else self.omvang.frequentie

    @property
    def is_huishouden(self) -> bool:
        """Hulp bij het huishouden: six weeks in every month."""
        return self.wet is Wet.WMO and self.product is not None and self.product.categorie == "01"

    @property
    def is_output(self) -> bool:
        """Paid for a result."""
        return self.omvang is not None and self.omvang.eenheid in (STUKS, EURO)

    @property
    def mag_open(self) -> bool:
        """Whether it can do without an einddatum."""
        return self.budget is None and self.frequentie in (None, "1", "4")


def _specifiek(wet: Wet, code: str, omvang: tuple[int, str, str], in_eenheid: str = "") -> Vorm:
    volume, eenheid, frequentie = omvang
    per = {"1": "per dag", "2": "per week", "4": "per maand", "6": "totaal"}[frequentie]
    declared = in_eenheid or eenheid
    return Vorm(
        naam=f"{code} {volume} × {eenheid} {per}" + (f" in {declared}" if in_eenheid else ""),
        wet=wet,
        product=dienst(wet, code).product,
        omvang=Omvang(volume=volume, eenheid=eenheid, frequentie=frequentie),
        geleverd=((code, declared),),
    )


def _aspecifiek(wet: Wet, code: str, eenheid: str, budget: int | None) -> Vorm:
    categorie = dienst(wet, code).categorie
    return Vorm(
        naam=f"{categorie} aspecifiek" + (" met budget" if budget else ""),
        wet=wet,
        product=Product(categorie=categorie),
        budget=budget,
        geleverd=((code, eenheid),),
    )


def _generiek(wet: Wet, budget: int, *geleverd: tuple[str, str]) -> Vorm:
    return Vorm(naam="generiek budget", wet=wet, product=None, budget=budget, geleverd=geleverd)


VORMEN: Final = (
    _specifiek(Wet.WMO, "01H01", (3, UUR, "2")),
    _specifiek(Wet.WMO, "02A03", (4, UUR, "2")),
    _specifiek(Wet.WMO, "02A03", (60, UUR, "6")),
    _specifiek(Wet.WMO, "02B04", (20, UUR, "4"), MINUUT),
    _specifiek(Wet.WMO, "02B04", (1, UUR, "1")),
    _specifiek(Wet.WMO, "07A12", (4, DAGDEEL, "2")),
    _specifiek(Wet.WMO, "04K01", (30, ETMAAL, "6")),
    _specifiek(Wet.WMO, "06R82", (2, STUKS, "4")),
    _specifiek(Wet.WMO, "10M83", (150_000, EURO, "4")),
    _specifiek(Wet.WMO, "08V84", (4, INSPANNING, "2")),
    _specifiek(Wet.WMO, "15B14", (31, ETMAAL, "4")),
    _aspecifiek(Wet.WMO, "03P04", UUR, 900_000),
    _aspecifiek(Wet.WMO, "05W14", ETMAAL, None),
    _generiek(Wet.WMO, 2_500_000, ("02A03", UUR), ("07A12", DAGDEEL)),
    _specifiek(Wet.JW, "45A04", (3, UUR, "2")),
    _specifiek(Wet.JW, "45A04", (80, UUR, "6"), MINUUT),
    _specifiek(Wet.JW, "45B04", (12, UUR, "4")),
    _specifiek(Wet.JW, "41D16", (5, DAGDEEL, "2")),
    _specifiek(Wet.JW, "44A09", (7, ETMAAL, "2")),
    _specifiek(Wet.JW, "43V14", (31, ETMAAL, "4")),
    _specifiek(Wet.JW, "46C82", (1, STUKS, "2")),
    _specifiek(Wet.JW, "50A83", (975_000, EURO, "6")),
    _specifiek(Wet.JW, "42V84", (30, INSPANNING, "4")),
    _aspecifiek(Wet.JW, "54G04", UUR, 1_200_000),
    _aspecifiek(Wet.JW, "40P04", UUR, None),
    _generiek(Wet.JW, 3_000_000, ("45A04", UUR), ("43V14", ETMAAL)),
)


def vormen(wet: Wet) -> Iterator[Vorm]:
    """Every shape under this wet."""
    return (vorm for vorm in VORMEN if vorm.wet is wet)
