# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The run of an exercise: month after month, three rounds of post and one of payments.

Each round the parties do what they do, wrong messages among it, and then everything is carried,
judged and answered until nothing is on its way any more.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, time
from pathlib import Path
from typing import Final

from noaber.demo import maand
from noaber.demo.bank import Bank
from noaber.demo.clienten import maak_clienten, onbekende_bsn, vreemde_clienten
from noaber.demo.declaraties import Nummering
from noaber.demo.inrichting import BEHEERDER, richt_in, schrijf_in
from noaber.demo.koerier import Koerier
from noaber.demo.krachten import Krachten, Voortgang
from noaber.demo.maanddeclaraties import Declarant
from noaber.demo.opzet import Opzet, Partijen
from noaber.demo.postkamer import Postkamer
from noaber.demo.recepten import FOUTEN
from noaber.demo.stand import Client
from noaber.demo.taken import (
    AMSTERDAM,
    DAG_ANTWOORD,
    DAG_BESLUIT,
    DAG_BETALING,
    DAG_MELDING,
    Dag,
    Taak,
)
from noaber.demo.uitbetalen import Betaalronde, betaal
from noaber.demo.verdeling import Gemaakt
from noaber.demo.vreemd import Vreemde
from noaber.demo.zoeken import Zoeker
from noaber.flows.boek_bij import boek_bij
from noaber.toewijzingen.queries.controle import count_toewijzingen

_LAATSTE_DAG: Final = 28
_CLIENTEN_PER_FOUT: Final = 2500
"""For so many clients each kind of mistake in a message is made once a month."""


@dataclass(slots=True)
class Oefening:
    """One exercise: who takes part, what was done and what must have come of it."""

    opzet: Opzet
    map: Path
    krachten: Krachten
    voortgang: Voortgang
    partijen: Partijen = field(init=False)
    clienten: list[Client] = field(init=False)
    vreemde: Vreemde = field(init=False)
    postkamer: Postkamer = field(init=False)
    declarant: Declarant = field(init=False)
    betalingen: list[Betaalronde] = field(default_factory=list)
    gemaakt: Gemaakt = field(default_factory=Counter)
    _banken: dict[str, Bank] = field(default_factory=dict)
    _nummers: Nummering = field(default_factory=Nummering)

    def __post_init__(self) -> None:
        opzet = self.opzet
        self.partijen = Partijen.van(opzet)
        self.clienten = maak_clienten(opzet, self.partijen)
        codes = {g.code for g in self.partijen.gemeenten} | {
            a.agb for a in self.partijen.aanbieders
        }
        koerier = Koerier(self.map / "post", frozenset(codes), self.map / "post" / "elders")
        self.vreemde = Vreemde(vreemde_clienten(opzet, self.partijen), koerier)
        self.postkamer = Postkamer(koerier, self.vreemde, self.krachten, self.voortgang)
        self.declarant = Declarant(opzet, self.clienten, onbekende_bsn(), self.gemaakt)
        self._banken = {gemeente.code: Bank() for gemeente in self.partijen.gemeenten}

    # ── the run ──────────────────────────────────────────────────────────────────────────────────

    def draai(self) -> None:
        """Everything, from the first contract to the last payment."""
        self._begin()
        for n in range(1, self.opzet.maanden + 1):
            self._jaarwisseling(self._dag(n, DAG_BESLUIT))
            self._besluiten(self._dag(n, DAG_BESLUIT))
            self._meldingen(self._dag(n, DAG_MELDING))
            self._antwoorden(self._dag(n, DAG_ANTWOORD))
            self._betalen(self._dag(n, DAG_BETALING))
        last = self.opzet.maanden + 1
        self._jaarwisseling(self._dag(last, DAG_BESLUIT))
        self._antwoorden(self._dag(last, DAG_ANTWOORD))
        # What comes back from the bank is paid once more, until nothing does.
        for later in range(_LAATSTE_DAG - DAG_BETALING):
            self._betalen(self._dag(last, DAG_BETALING + later))

    @property
    def slot(self) -> datetime:
        """The moment after which nothing happens any more."""
        return self._dag(self.opzet.maanden + 1, _LAATSTE_DAG).at

    def _dag(self, n: int, day: int) -> Dag:
        return Dag(n, self.opzet.maand(n).replace(day=day))

    def _begin(self) -> None:
        first = self.opzet.begin
        at = datetime.combine(first, time(9), AMSTERDAM)
        self.postkamer.koerier.open()
        total = len(self.partijen.gemeenten) + len(self.partijen.aanbieders) + 1
        total += sum(1 for _ in self.partijen.contracten())
        with self.voortgang.task("Partijen en contracten", total) as advance:
            for _ in richt_in(self.partijen, at):
                advance(1)
        everybody = [*self.clienten, *self.vreemde.clienten]
        with self.voortgang.task("Cliënten inschrijven", len(everybody)) as advance:
            for count in schrijf_in(everybody, first):
                advance(count)

    # ── the rounds ───────────────────────────────────────────────────────────────────────────────

    def _jaarwisseling(self, dag: Dag) -> None:
        """In January what goes on is booked for a year further."""
        if dag.n == 1 or dag.datum.month != 1:
            return
        count = count_toewijzingen()
        with self.voortgang.task(f"Maand {dag.n}: bijboeken", count) as advance:
            boek_bij(viewer=BEHEERDER, at=dag.at, advance=advance)

    def _besluiten(self, dag: Dag) -> None:
        tasks = self._fouten("besluit", dag)
        tasks += maand.besluiten([*self.clienten, *self.vreemde.clienten], dag)
        self.postkamer.doe(f"Maand {dag.n}: besluiten", tasks)
        self.postkamer.reis(f"Maand {dag.n}: toewijzingen", dag)

    def _meldingen(self, dag: Dag) -> None:
        tasks = self._fouten("melding", dag)
        tasks += maand.meldingen(self.clienten, dag)
        self.postkamer.doe(f"Maand {dag.n}: starten, stoppen, vragen", tasks)
        if self.opzet.fouten:
            self.vreemde.stuur(dag)
        self.postkamer.reis(f"Maand {dag.n}: starts, stops, verzoeken", dag)

    def _antwoorden(self, dag: Dag) -> None:
        """Answers to verzoeken first, because they change what is declared on."""
        tasks = self._fouten("antwoord", dag)
        if dag.n <= self.opzet.maanden:
            tasks += maand.antwoorden(self.clienten, dag)
        self.postkamer.doe(f"Maand {dag.n}: antwoorden", tasks)
        if dag.n > 1:
            self.postkamer.doe(f"Maand {dag.n}: declareren", self.declarant.declareer(dag))
        self.postkamer.reis(f"Maand {dag.n}: antwoorden en declaraties", dag)

    def _betalen(self, dag: Dag) -> None:
        for gemeente in self.partijen.gemeenten:
            ronde = betaal(gemeente, self._banken[gemeente.code], dag)
            if ronde is not None:
                self.betalingen.append(ronde)

    def _fouten(self, ronde: str, dag: Dag) -> list[Taak]:
        """Wrong messages of this round, made of how things stand before it."""
        if not self.opzet.fouten:
            return []
        zoeker = Zoeker(
            clienten=self.clienten,
            dag=dag,
            nummering=self._nummers,
            onbekende_bsn=self.declarant.onbekende_bsn,
            declaraties=self.declarant.verstuurd,
            beurt=31 * dag.n + self.opzet.zaad,
        )
        tasks = []
        for fout in FOUTEN:
            if fout.ronde != ronde:
                continue
            for _ in range(self._hoe_vaak(fout.soort.naam)):
                task = fout.maak(zoeker)
                if task is not None:
                    tasks.append(task)
                    self.gemaakt[fout.soort.naam] += 1
        return tasks

    def _hoe_vaak(self, soort: str) -> int:
        if self.opzet.is_klein:
            return 0 if self.gemaakt[soort] else 1
        return max(1, self.opzet.clienten // _CLIENTEN_PER_FOUT)
