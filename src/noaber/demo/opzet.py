# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Who takes part in an exercise, and how large it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from noaber.demo import namen
from noaber.kernel.wet import Wet

MOST_GEMEENTEN: Final = len(namen.GEMEENTEN)
MOST_AANBIEDERS: Final = 200
MOST_CLIENTEN: Final = 9000
"""There are 9.091 numbers in the test range that pass the elfproef."""
MOST_MAANDEN: Final = 36
FOUTEN: Final = 5
"""Part of the prestaties that is wrong on purpose, in percent."""
VREEMDE_AGB: Final = "99029999"
"""An aanbieder under contract that keeps its books elsewhere, with software that errs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opzet:
    """The size of an exercise; the same numbers give the same exercise."""

    gemeenten: int = 2
    aanbieders: int = 20
    clienten: int = 5000
    maanden: int = 12
    fouten: int = FOUTEN
    """Part of the prestaties that is wrong on purpose, in percent."""
    zaad: int = 1
    begin: date = date(2026, 1, 1)

    def maand(self, n: int) -> date:
        """The first day of the n-th month, from 1; 0 is the month before the exercise."""
        months = self.begin.year * 12 + self.begin.month - 1 + n - 1
        return date(months // 12, months % 12 + 1, 1)

    @property
    def is_klein(self) -> bool:
        """Too small to make every mistake every month: then each is made once."""
        return self.clienten < 500


@dataclass(frozen=True, slots=True)
class Gemeente:
    """One gemeente: a code from the list of CBS, a name from a story."""

    index: int
    code: str
    naam: str

    @property
    def in_envelop(self) -> bool:
        """Whether its own messages travel in StUF envelopes."""
        return self.index % 2 == 0


@dataclass(frozen=True, slots=True)
class Aanbieder:
    """One fictitious aanbieder."""

    index: int
    agb: str
    naam: str
    wetten: tuple[Wet, ...]

    @property
    def in_envelop(self) -> bool:
        """Whether its own messages travel in StUF envelopes."""
        return self.index % 2 == 0


@dataclass(frozen=True, slots=True)
class Partijen:
    """Everybody who keeps books in the exercise, and the one who keeps them elsewhere."""

    gemeenten: tuple[Gemeente, ...]
    aanbieders: tuple[Aanbieder, ...]
    vreemde: Aanbieder

    @classmethod
    def van(cls, opzet: Opzet) -> Partijen:
        """The parties of an exercise of this size."""
        gemeenten = tuple(
            Gemeente(index, code, naam)
            for index, (code, naam) in enumerate(namen.GEMEENTEN[: opzet.gemeenten])
        )
        aanbieders = tuple(_aanbieder(index, opzet) for index in range(opzet.aanbieders))
        vreemde = Aanbieder(opzet.aanbieders, VREEMDE_AGB, "Zorg van Elders", (Wet.WMO,))
        return cls(gemeenten, aanbieders, vreemde)

    def onder_contract(self, wet: Wet) -> list[Aanbieder]:
        """The aanbieders that deliver under this wet; every gemeente has a contract with them."""
        return [aanbieder for aanbieder in self.aanbieders if wet in aanbieder.wetten]

    def contracten(self) -> Iterator[tuple[Gemeente, Aanbieder, Wet]]:
        """Every contract."""
        for gemeente in self.gemeenten:
            for aanbieder in (*self.aanbieders, self.vreemde):
                for wet in aanbieder.wetten:
                    yield gemeente, aanbieder, wet


def _aanbieder(index: int, opzet: Opzet) -> Aanbieder:
    wetten = ((Wet.WMO, Wet.JW), (Wet.WMO,), (Wet.JW,))[index % 3]
    return Aanbieder(
        index,
        f"9902{index + 1:04d}",
        namen.aanbieder(index),
        tuple(Wet) if opzet.aanbieders < 3 else wetten,
    )
