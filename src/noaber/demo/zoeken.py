# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Looking for somebody with whom a mistake can be made, and sending the wrong message."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from noaber.berichten.definitions import messages as m
from noaber.berichten.xml.write import write
from noaber.demo.brieven import Brief, Versturen
from noaber.demo.declaraties import Nummering
from noaber.demo.fouten import Foutsoort
from noaber.demo.opdrachten import LaneKey
from noaber.demo.stand import Client, Toewijzing
from noaber.demo.taken import Dag, Taak
from noaber.demo.verwachting import HEADER, Verwachting, afgekeurd, niet_leesbaar
from noaber.kernel.wet import Wet

GEEN_GEMEENTE: Final = "9999"
GEEN_TOEWIJZING: Final = 900_000_000
"""Added to a number: a ToewijzingNummer that nobody was given."""
SCHEMA: Final = "schema"


@dataclass(slots=True)
class Zoeker:
    """The clients as they are before this round, each time from another one on.

    Wrong messages are dated the day before the others of their round, so that they are judged by
    what was before.
    """

    clienten: list[Client]
    dag: Dag
    nummering: Nummering
    """Of Identificaties."""
    onbekende_bsn: str
    declaraties: dict[tuple[str, str, Wet], list[tuple[str, date]]]
    """By lane the number and month of every declaratie that was granted, the last one last."""
    beurt: int = 0

    @property
    def gisteren(self) -> date:
        """Dagtekening of wrong messages."""
        return self.dag.datum - timedelta(days=1)

    def iedereen(self) -> Iterator[Client]:
        """All clients that are there, from another one on each time."""
        size = len(self.clienten)
        self.beurt += 17
        for n in range(size):
            client = self.clienten[(self.beurt + n) % size]
            if client.vanaf <= self.dag.n:
                yield client

    def met(self, past: Callable[[Toewijzing], bool]) -> Toewijzing | None:
        """A toewijzing that is there and fits, of a client without an open verzoek."""
        return next(
            (
                one
                for client in self.iedereen()
                if not client.gevraagd
                for one in client.toewijzingen
                if one.is_er and past(one)
            ),
            None,
        )

    def actuele(self, client: Client) -> list[Toewijzing]:
        """What is current on the Dagtekening."""
        return client.actuele(self.gisteren)

    def brief(
        self,
        client: Client,
        *,
        door_gemeente: bool = False,
        dagtekening: date | None = None,
        naar: str | None = None,
    ) -> Brief:
        """An empty letter between the parties of a client."""
        parties = (client.aanbieder.agb, naar or client.gemeente.code)
        van, aan = reversed(parties) if door_gemeente else parties
        number = f"F{self.nummering.volgende()[1:]}"
        return Brief(van, aan, client.wet, number, dagtekening or self.gisteren)


@dataclass(frozen=True, slots=True)
class Gemaakt:
    """A wrong message, and about whom it is."""

    client: Client
    brief: Brief
    bericht: m.Bericht | bytes
    plek: str = ""
    """Where the codes come back, when that differs per message."""


Recept = Callable[[Zoeker], Gemaakt | None]


@dataclass(frozen=True, slots=True)
class Berichtfout:
    """A kind of mistake in a whole message, when it is made, and how."""

    soort: Foutsoort
    ronde: str
    recept: Recept

    def maak(self, zoeker: Zoeker) -> Taak | None:
        """The task of sending one; None when there is nobody to make it with."""
        made = self.recept(zoeker)
        if made is None:
            return None
        brief = made.brief
        is_aanbieder = len(brief.van) == 8
        gemeente, aanbieder = (brief.naar, brief.van) if is_aanbieder else (brief.van, brief.naar)
        payload = made.bericht if isinstance(made.bericht, bytes) else write(made.bericht)
        return Taak(
            (brief.van, brief.naar, brief.wet),
            Versturen(
                lane=LaneKey(brief.van, gemeente, aanbieder, brief.wet),
                functie=f"{brief.wet.value.upper()}{self.soort.bericht}",
                nummer=brief.nummer,
                dagtekening=brief.dagtekening,
                payload=payload,
                at=zoeker.dag.at,
            ),
            verwacht=self._verwacht(made, is_aanbieder=is_aanbieder),
        )

    def _verwacht(self, made: Gemaakt, *, is_aanbieder: bool) -> Verwachting:
        soort = self.soort
        if soort.waar == SCHEMA:
            party = made.client.aanbieder if is_aanbieder else made.client.gemeente
            return niet_leesbaar(soort.naam, in_envelop=party.in_envelop)
        return afgekeurd(soort.naam, made.plek or soort.waar, *soort.codes)


FOUTEN: Final[list[Berichtfout]] = []
"""The mistakes in whole messages, gathered from the modules that make them."""


def fout(ronde: str, soort: Foutsoort) -> Callable[[Recept], Recept]:
    """Registers a recipe under its kind of mistake and the occasion on which it is made."""

    def register(recept: Recept) -> Recept:
        FOUTEN.append(Berichtfout(soort, ronde, recept))
        return recept

    return register


def regel(  # one row of the table of mistakes
    naam: str, bericht: str, niveau: int, codes: str, tekst: str, waar: str = HEADER
) -> Foutsoort:
    """A kind of mistake; ``codes`` with spaces between them."""
    return Foutsoort(naam, bericht, niveau, waar, tuple(sorted(codes.split())), tekst)
