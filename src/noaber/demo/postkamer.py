# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Where the work of a round is done: opdrachten first, then post until nothing is on its way."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from typing import Final

from noaber.demo.inrichting import BEHEERDER
from noaber.demo.koerier import Koerier
from noaber.demo.krachten import Krachten, Voortgang
from noaber.demo.opdrachten import Brok, Bus, Post, Stapel, doe, draag, neem_in, verwerk
from noaber.demo.taken import Dag, Taak
from noaber.demo.verwachting import Verwachting
from noaber.demo.vreemd import Vreemde
from noaber.flows.types import Verwerkt
from noaber.flows.verwerk_map import Ingenomen
from noaber.postbus.queries import count_waiting, list_klaar
from noaber.postbus.types import Uitkomst

_TEGELIJK: Final = 25
"""Opdrachten, or messages, that a worker does before it tells how far it is."""
_STAPELS: Final = 8
"""Piles in which what goes out is divided, for as many workers as there are."""


@dataclass(slots=True)
class Postkamer:
    """Carries out tasks, and remembers what must come back and what was put aside."""

    koerier: Koerier
    vreemde: Vreemde
    krachten: Krachten
    voortgang: Voortgang
    verwacht: dict[int, Verwachting] = field(default_factory=dict)
    """By number of a message of ours."""
    terzijde: dict[str, str] = field(default_factory=dict)
    """By name of a file why it was put aside."""
    dubbel: int = 0
    """How often something came in that was known already."""
    verwerkt: int = 0

    def doe(self, naam: str, tasks: list[Taak]) -> None:
        """Carries out tasks: those with one key in order, the others beside each other."""
        chains = _ketens(tasks)
        pieces = [
            [Brok(tuple(task.opdracht for task in piece), BEHEERDER) for piece in chain]
            for chain in chains
        ]
        with self.voortgang.task(naam, len(tasks)) as advance:
            for chain, place, results in self.krachten.chains(doe, pieces):
                for task, done in zip(chains[chain][place], results, strict=True):
                    task.na(done)
                    if done.bericht_id is not None:
                        self.verwacht[done.bericht_id] = task.verwacht
                advance(len(results))

    def reis(self, naam: str, dag: Dag) -> None:
        """Carries, takes in, processes and answers until nothing is on its way any more."""
        post = Post(self.koerier.uit, BEHEERDER, dag.at)
        self._draag(naam, post)
        while True:
            self.koerier.bezorg()
            self.vreemde.lees(dag)
            bussen = [Bus(root, post) for root in self.koerier.gevulde()]
            if not bussen:
                break
            for _, _, rows in self.krachten.chains(neem_in, [[bus] for bus in bussen]):
                self._noteer_ingenomen(rows)
            self._verwerk(naam, post)
        self.koerier.ruim_op()

    def _draag(self, naam: str, post: Post) -> None:
        ids = list_klaar()
        piles = [tuple(ids[n::_STAPELS]) for n in range(_STAPELS)]
        chains = [
            [Stapel(pile[n : n + _TEGELIJK], post) for n in range(0, len(pile), _TEGELIJK)]
            for pile in piles
        ]
        with self.voortgang.task(f"{naam}, versturen", len(ids)) as advance:
            for _, _, count in self.krachten.chains(draag, [c for c in chains if c]):
                advance(count)

    def _verwerk(self, naam: str, post: Post) -> None:
        with self.voortgang.task(f"{naam}, verwerken", count_waiting()) as advance:
            for done in self.krachten.until_done(verwerk, post):
                self._noteer_verwerkt(done)
                advance(len(done))

    def _noteer_ingenomen(self, rows: Iterable[Ingenomen]) -> None:
        for row in rows:
            if row.reden:
                self.terzijde[row.bestand] = row.reden
            elif not row.is_new:
                self.dubbel += 1

    def _noteer_verwerkt(self, done: Iterable[Verwerkt]) -> None:
        for one in done:
            self.verwerkt += 1
            if one.uitkomst is Uitkomst.QUARANTAINE:
                self.terzijde[one.naam] = one.reden


def _ketens(tasks: Iterable[Taak]) -> list[list[list[Taak]]]:
    """The tasks per key, in pieces."""
    chains: dict[Hashable, list[Taak]] = {}
    for task in tasks:
        chains.setdefault(task.keten, []).append(task)
    return [
        [chain[n : n + _TEGELIJK] for n in range(0, len(chain), _TEGELIJK)]
        for chain in chains.values()
    ]
