# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Something to do in an exercise, with what must come of it and what is known afterwards."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from noaber.demo.opdrachten import (
    Antwoorden,
    Besluiten,
    Gedaan,
    LaneKey,
    Melden,
    Opdracht,
    Verzoeken,
)
from noaber.demo.rekenen import volgende_maand
from noaber.demo.stand import Client
from noaber.demo.verwachting import GOED, Verwachting
from noaber.toewijzingen.types import (
    Aanvraagsoort,
    Agreement,
    AgreementKind,
    Antwoordbesluit,
    Besluit,
    Decision,
    Melding,
)

AMSTERDAM: Final = ZoneInfo("Europe/Amsterdam")
DAG_BESLUIT: Final = 2
"""Day of the month on which gemeenten decide."""
DAG_MELDING: Final = 9
"""On which aanbieders report and ask."""
DAG_ANTWOORD: Final = 14
"""On which gemeenten answer, and aanbieders declare the month before."""
DAG_BETALING: Final = 20


@dataclass(frozen=True, slots=True)
class Dag:
    """A day of the exercise."""

    n: int
    """Number of the month, from 1."""
    datum: date

    @property
    def maand(self) -> date:
        """The first day of this month."""
        return self.datum.replace(day=1)

    @property
    def volgende(self) -> date:
        """The first day of next month."""
        return volgende_maand(self.maand)

    @property
    def vorige(self) -> date:
        """The first day of last month."""
        return volgende_maand(self.maand, -1)

    @property
    def at(self) -> datetime:
        """Noon."""
        return datetime.combine(self.datum, time(12), AMSTERDAM)


def _nothing(done: Gedaan) -> None:
    del done


@dataclass(slots=True, eq=False)
class Taak:
    """One opdracht, and what goes with it."""

    keten: Hashable
    """Tasks with one key are done in order, by one worker."""
    opdracht: Opdracht
    na: Callable[[Gedaan], None] = _nothing
    """Notes what the exercise knows now."""
    verwacht: Verwachting = field(default=GOED)


def gemeente_lane(client: Client) -> LaneKey:
    """The lane in the books of the gemeente."""
    code = client.gemeente.code
    return LaneKey(code, code, client.aanbieder.agb, client.wet)


def aanbieder_lane(client: Client) -> LaneKey:
    """The lane in the books of the aanbieder."""
    agb = client.aanbieder.agb
    return LaneKey(agb, client.gemeente.code, agb, client.wet)


def besluit(
    client: Client,
    dag: Dag,
    wat: Besluit,
    na: Callable[[Gedaan], None] = _nothing,
    *,
    reden: str | None = None,
) -> Taak:
    """The gemeente decides, in agreement with the aanbieder."""
    agreement = Agreement(kind=AgreementKind.OVEREENSTEMMING, datum=dag.datum)
    return Taak(
        client.reeks,
        Besluiten(
            lane=gemeente_lane(client),
            bsn=client.bsn,
            besluit=wat,
            decision=Decision(datum=dag.datum, tijd=time(12), reden=reden, agreement=agreement),
            at=dag.at,
        ),
        na,
    )


def antwoord(
    client: Client, dag: Dag, wat: Antwoordbesluit, na: Callable[[Gedaan], None] = _nothing
) -> Taak:
    """The gemeente answers a verzoek without assigning."""
    return Taak(client.reeks, Antwoorden(lane=gemeente_lane(client), besluit=wat, at=dag.at), na)


def melding(
    client: Client,
    dag: Dag,
    *meldingen: Melding,
    na: Callable[[Gedaan], None] = _nothing,
    verwacht: Verwachting = GOED,
) -> Taak:
    """The aanbieder reports starts or stops."""
    return Taak(
        client.lane,
        Melden(lane=aanbieder_lane(client), bsn=client.bsn, meldingen=meldingen, at=dag.at),
        na,
        verwacht,
    )


def verzoek(client: Client, dag: Dag, wat: Aanvraagsoort) -> Taak:
    """The aanbieder asks something."""
    return Taak(
        client.lane,
        Verzoeken(lane=aanbieder_lane(client), persoon=client.persoon, gevraagd=wat, at=dag.at),
    )
