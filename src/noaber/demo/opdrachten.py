# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What the parties of an exercise do: values that a worker carries out by the flows of noaber.

An opdracht holds no database object, so that it can go to another process.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Protocol

import polars as pl

from noaber.access.types import Viewer
from noaber.berichten.definitions.registry import definition
from noaber.berichten.xml.columns import line_layout
from noaber.demo.stand import Regel
from noaber.flows.beantwoord_verzoek import beantwoord_verzoek
from noaber.flows.declareer import declareer
from noaber.flows.doe_verzoek import doe_verzoek
from noaber.flows.ken_toe import ken_toe
from noaber.flows.meld_start_stop import meld_start_stop
from noaber.flows.types import Verwerkt
from noaber.flows.verwerk_map import Ingenomen, Worker, carry, take_in_postbus
from noaber.kernel.wet import Wet
from noaber.partijen import queries as partijen
from noaber.partijen.operations import open_lane, register_persoon
from noaber.partijen.types import Lane, Persoonsgegevens
from noaber.postbus.folder.outbox import Outbox
from noaber.toewijzingen.types import (
    Aanvraagsoort,
    Antwoordbesluit,
    Besluit,
    Decision,
    Melding,
)

MESSAGES_AT_A_TIME = 20


@dataclass(frozen=True, slots=True)
class LaneKey:
    """Which lane, in whose books."""

    administratie: str
    gemeente: str
    aanbieder: str
    wet: Wet


@dataclass(frozen=True, slots=True)
class Gedaan:
    """What came of one opdracht."""

    bericht_id: int | None = None
    """The message that goes out."""
    nummers: tuple[int, ...] = ()
    """ToewijzingNummers of the versions that are new."""
    number: int = 0
    """Of a person that was entered."""


class FoutInNoaber(Exception):
    """Processing a message ended in an error of ours; the text is Dutch and names nobody."""

    def __init__(self, wat: str) -> None:
        super().__init__(wat)


class Opdracht(Protocol):
    """Something to do, by the flows of noaber."""

    def voer_uit(self, viewer: Viewer) -> Gedaan:
        """Does it."""
        ...


@dataclass(frozen=True, slots=True)
class Brok:
    """A few opdrachten that are done in this order by one worker."""

    opdrachten: tuple[Opdracht, ...]
    viewer: Viewer


def doe(brok: Brok) -> list[Gedaan]:
    """Carries out opdrachten; what came of each, in the same order."""
    return [opdracht.voer_uit(brok.viewer) for opdracht in brok.opdrachten]


@cache
def lane_of(key: LaneKey) -> Lane:
    """The lane, opened when it is not there yet; asked once per process."""
    administratie = partijen.find_administratie(key.administratie)
    assert administratie is not None, "every party of the exercise has books"
    return open_lane(
        administratie=administratie,
        gemeente=key.gemeente,
        aanbieder=key.aanbieder,
        wet=key.wet,
    )


def persoon_of(key: LaneKey, bsn: str) -> int:
    """The number of a client in these books, where it is known."""
    found = partijen.find_persoon(lane_of(key).administratie.id, bsn)
    assert found is not None, "a client is known before anything is told about it"
    return found


# ── the gemeente ─────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class SchrijfIn:
    """A client, entered in somebody's books."""

    administratie: str
    persoon: Persoonsgegevens

    def voer_uit(self, viewer: Viewer) -> Gedaan:
        """Enters the client."""
        del viewer
        administratie = partijen.find_administratie(self.administratie)
        assert administratie is not None
        return Gedaan(number=register_persoon(administratie=administratie, persoon=self.persoon))


@dataclass(frozen=True, slots=True, kw_only=True)
class Besluiten:
    """A decision of the gemeente, with its 301."""

    lane: LaneKey
    bsn: str = field(repr=False)
    besluit: Besluit
    decision: Decision
    at: datetime

    def voer_uit(self, viewer: Viewer) -> Gedaan:
        """Decides and sends."""
        done = ken_toe(
            lane=lane_of(self.lane),
            persoon_id=persoon_of(self.lane, self.bsn),
            besluit=self.besluit,
            decision=self.decision,
            viewer=viewer,
            at=self.at,
        )
        return Gedaan(done.bericht_id, done.nummers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Antwoorden:
    """An answer to a verzoek without assigning, with its 319."""

    lane: LaneKey
    besluit: Antwoordbesluit
    at: datetime

    def voer_uit(self, viewer: Viewer) -> Gedaan:
        """Answers and sends."""
        return Gedaan(
            beantwoord_verzoek(
                lane=lane_of(self.lane), besluit=self.besluit, viewer=viewer, at=self.at
            )
        )


# ── the aanbieder ────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Melden:
    """Starts or stops of one client (305, 307)."""

    lane: LaneKey
    bsn: str = field(repr=False)
    meldingen: tuple[Melding, ...]
    at: datetime

    def voer_uit(self, viewer: Viewer) -> Gedaan:
        """Reports and sends."""
        return Gedaan(
            meld_start_stop(
                lane=lane_of(self.lane),
                persoon_id=persoon_of(self.lane, self.bsn),
                meldingen=self.meldingen,
                viewer=viewer,
                at=self.at,
            )
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Verzoeken:
    """A VOT or VOW (315, 317); a client that the aanbieder did not know yet is entered first."""

    lane: LaneKey
    persoon: Persoonsgegevens
    gevraagd: Aanvraagsoort
    at: datetime

    def voer_uit(self, viewer: Viewer) -> Gedaan:
        """Asks and sends."""
        lane = lane_of(self.lane)
        persoon_id = partijen.find_persoon(lane.administratie.id, self.persoon.bsn)
        if persoon_id is None:
            persoon_id = register_persoon(administratie=lane.administratie, persoon=self.persoon)
        return Gedaan(
            doe_verzoek(
                lane=lane,
                persoon_id=persoon_id,
                gevraagd=self.gevraagd,
                viewer=viewer,
                at=self.at,
            )
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Declareren:
    """A declaratie (323)."""

    lane: LaneKey
    regels: tuple[Regel, ...] = field(repr=False)
    periode: date
    at: datetime
    declaratie_nummer: str | None = None

    def voer_uit(self, viewer: Viewer) -> Gedaan:
        """Declares and sends."""
        return Gedaan(
            declareer(
                lane=lane_of(self.lane),
                lines=frame_of(self.regels, self.lane.wet),
                periode=self.periode,
                viewer=viewer,
                at=self.at,
                declaratie_nummer=self.declaratie_nummer,
            )
        )


def frame_of(regels: tuple[Regel, ...], wet: Wet) -> pl.DataFrame:
    """Prestaties as columns."""
    schema = dict(line_layout(definition(wet, "323")).schema)
    del schema["client"], schema["prestatie"]
    return pl.DataFrame([regel.als_rij() for regel in regels], schema=schema, orient="row")


# ── the post ─────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Post:
    """What a worker needs to know to handle post."""

    uit: Path
    """Where what goes out is put."""
    viewer: Viewer
    at: datetime

    def clock(self) -> datetime:
        """The moment of the exercise."""
        return self.at


@dataclass(frozen=True, slots=True)
class Stapel:
    """Messages of ours that go out together."""

    bericht_ids: tuple[int, ...]
    post: Post


def draag(stapel: Stapel) -> int:
    """Puts out these messages; how many."""
    with Outbox.open(stapel.post.uit) as outbox:
        for bericht_id in stapel.bericht_ids:
            carry(bericht_id, outbox, stapel.post.clock)
    return len(stapel.bericht_ids)


@dataclass(frozen=True, slots=True)
class Bus:
    """One postbus with files in it."""

    root: Path
    post: Post


def neem_in(bus: Bus) -> list[Ingenomen]:
    """Takes in all that waits in a postbus."""
    return take_in_postbus(bus.root, bus.post.clock)


def verwerk(post: Post) -> list[Verwerkt]:
    """Processes some of what waits; nothing when there is nothing that nobody else is at.

    Raises:
        FoutInNoaber: processing a message ended in an error of ours.
    """
    worker = Worker(post.uit, post.viewer, post.clock)
    done = worker.work(MESSAGES_AT_A_TIME)
    if worker.failures:
        raise FoutInNoaber(worker.failures[0].kind)
    return done
