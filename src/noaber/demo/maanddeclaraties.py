# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The declaraties of all aanbieders over one month, with so many mistakes in their lines."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Final

from noaber.demo import declaraties
from noaber.demo.declaraties import Declaratie, Nummering
from noaber.demo.foute_regels import Omgeving
from noaber.demo.fouten import EXTRA, REGELFOUTEN
from noaber.demo.opdrachten import Declareren
from noaber.demo.opzet import Opzet
from noaber.demo.stand import Client, Regel
from noaber.demo.taken import Dag, Taak, aanbieder_lane
from noaber.demo.verdeling import Deel, Gemaakt, verdeel
from noaber.demo.verwachting import Uitkomst, Verwachting
from noaber.kernel.wet import Wet

Lane = tuple[str, str, Wet]
_MOST_WRONG: Final = 3
"""At least every third line is right, however small the exercise."""


@dataclass(frozen=True, slots=True)
class Bedrag:
    """What one declaratie says and must bring."""

    gemeente: str
    maand: date
    ingediend: int
    toegekend: int
    regels: int
    afgewezen: int


@dataclass(slots=True)
class Declarant:
    """Makes the declaraties of all lanes, and remembers what went out."""

    opzet: Opzet
    clienten: list[Client]
    onbekende_bsn: str
    gemaakt: Gemaakt
    verstuurd: dict[Lane, list[tuple[str, date]]] = field(default_factory=dict)
    """By lane the number and month of every declaratie that was judged by its lines."""
    bedragen: list[Bedrag] = field(default_factory=list)
    _afgekeurd: dict[Lane, list[Regel]] = field(default_factory=lambda: defaultdict(list))
    _nummers: Nummering = field(default_factory=Nummering)

    def declareer(self, dag: Dag) -> list[Taak]:
        """The declaraties over last month."""
        eerste = f"R{self._nummers.laatste + 1:08d}"
        delen = [
            Deel(declaratie, self._omgeving(lane, dag.vorige, eerste))
            for lane, declaratie in self._declaraties(dag.vorige).items()
        ]
        lines = sum(len(deel.declaratie.posten) for deel in delen)
        kans = Random(f"{self.opzet.zaad}/{dag.n}")  # noqa: S311  # to be repeatable
        verdeel(delen, self._hoeveel(lines), self.gemaakt, kans)
        return [self._taak(deel, dag, number) for number, deel in enumerate(delen)]

    def _declaraties(self, maand: date) -> dict[Lane, Declaratie]:
        found: dict[Lane, Declaratie] = {}
        for client in self.clienten:
            posten = list(declaraties.van_client(client, maand, self._nummers))
            if posten:
                declaratie = found.setdefault(client.lane, Declaratie(client, maand))
                declaratie.posten += posten
        return found

    def _omgeving(self, lane: Lane, maand: date, eerste: str) -> Omgeving:
        return Omgeving(
            maand=maand,
            nummers=self._nummers,
            eerste=eerste,
            lane=[client for client in self.clienten if client.lane == lane],
            afgekeurd=self._afgekeurd[lane],
            onbekende_bsn=self.onbekende_bsn,
        )

    def _hoeveel(self, lines: int) -> int:
        """So many percent; in a small exercise at least one of every kind."""
        if not self.opzet.fouten:
            return 0
        wanted = round(lines * self.opzet.fouten / 100)
        if self.opzet.is_klein:
            names = [soort.naam for soort, _ in (*REGELFOUTEN, *EXTRA)]
            wanted = max(wanted, sum(not self.gemaakt[name] for name in names))
        return min(wanted, lines // _MOST_WRONG)

    def _taak(self, deel: Deel, dag: Dag, number: int) -> Taak:
        declaratie = deel.declaratie
        client = declaratie.client
        nummer = f"D{dag.n:03d}{number:05d}"
        self.verstuurd.setdefault(client.lane, []).append((nummer, declaratie.maand))
        wrong = [post.regel for post in declaratie.posten if not post.is_goed]
        self._afgekeurd[client.lane] += [
            regel for regel in wrong if regel.vorig is None and regel.bsn != self.onbekende_bsn
        ]
        self.bedragen.append(
            Bedrag(
                gemeente=client.gemeente.code,
                maand=declaratie.maand,
                ingediend=declaratie.ingediend,
                toegekend=declaratie.toegekend,
                regels=len(declaratie.posten),
                afgewezen=len(wrong),
            )
        )
        uitkomst = Uitkomst(
            header=("0200",),
            codes={fout.plek: fout.codes for fout in deel.fouten},
            toegekend=declaratie.toegekend,
        )
        return Taak(
            client.lane,
            Declareren(
                lane=aanbieder_lane(client),
                regels=tuple(post.regel for post in declaratie.posten),
                periode=declaratie.maand,
                at=dag.at,
                declaratie_nummer=nummer,
            ),
            verwacht=Verwachting(uitkomst, tuple(deel.fouten)),
        )
