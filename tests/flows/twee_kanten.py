# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Both sides of every message in one database: what one sends out is what the other takes in.

``Sides`` adds the books of P1 to the small world. Nothing passes between them but the bytes that
would go through the post.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from noaber.berichten.definitions.groups import Omvang, Verwijzer
from noaber.berichten.definitions.groups import Product as Group
from noaber.berichten.judge import Outcome, judge_bytes
from noaber.flows.declareer import declareer
from noaber.flows.doe_verzoek import doe_verzoek
from noaber.flows.meld_start_stop import meld_start_stop
from noaber.flows.neem_in import neem_in
from noaber.flows.types import Verwerkt
from noaber.kernel.wet import Wet
from noaber.partijen import operations as partijen
from noaber.partijen import queries as partijen_queries
from noaber.partijen.types import Lane
from noaber.postbus import queries as postbus
from noaber.postbus.envelop.ontvangst import read_post
from noaber.postbus.operations import mark_sent
from noaber.toewijzingen import queries as toewijzingen
from noaber.toewijzingen.rules.start_stop import replay
from noaber.toewijzingen.types import (
    Aanvraag,
    Aanvraagsoort,
    Leveringen,
    Melding,
    ToewijzingVersion,
    VerzoekStatus,
    Wens,
)
from tests.declaraties.factories import Row
from tests.declaraties.factories import lines as frame_of
from tests.flows.wereld import B1, G1, P1, PRODUCTS, World, make_world


@dataclass
class Sides(World):
    """The gemeente and P1, each with books of its own."""

    seen: list[bytes] = field(default_factory=list)
    """Every message that was carried, as it went."""

    def ours(self, wet: Wet = Wet.WMO) -> Lane:
        """The lane in the books of P1."""
        found = partijen_queries.find_administratie(P1)
        assert found is not None
        return partijen.open_lane(administratie=found, gemeente=G1, aanbieder=P1, wet=wet)

    def client(self, bsn: str = B1) -> int:
        """The number of a client in the books of P1."""
        found = partijen_queries.find_persoon(self.ours().administratie.id, bsn)
        assert found is not None, "P1 has not heard of this client"
        return found

    # ── what the aanbieder does ──────────────────────────────────────────────────────────────────

    def report(self, *meldingen: Melding, bsn: str = B1) -> int:
        return meld_start_stop(
            lane=self.ours(),
            persoon_id=self.client(bsn),
            meldingen=meldingen,
            viewer=self.viewer,
            at=self.at,
        )

    def ask(self, gevraagd: Aanvraagsoort, bsn: str = B1) -> int:
        return doe_verzoek(
            lane=self.ours(),
            persoon_id=self.client(bsn),
            gevraagd=gevraagd,
            viewer=self.viewer,
            at=self.at,
        )

    def declare(self, *rows: Row, **more: Any) -> int:
        return declareer(
            lane=self.ours(),
            lines=frame_of(rows).drop("client", "prestatie", strict=False),
            periode=more.pop("periode", self.today.replace(day=1)),
            viewer=self.viewer,
            at=self.at,
            **more,
        )

    # ── the post ─────────────────────────────────────────────────────────────────────────────────

    def carry(self) -> list[Verwerkt]:
        """Carries all that lies ready to its addressee, who does all that it asks; once."""
        for number in postbus.list_klaar():
            going = postbus.get_uitgaand(number)
            self.seen.append(going.data)
            mark_sent(bericht_id=number, naam=f"{number}.xml", at=self.at)
            received = neem_in(read_post(going.data, "bericht.xml"), at=self.at)
            assert received.bericht_id is not None, received.outcome
        return list(self.work().values())

    def settle(self) -> list[Verwerkt]:
        """As ``carry``, until nothing is on its way any more."""
        done: list[Verwerkt] = []
        while found := self.carry():
            done += found
        return done

    # ── how it stands ────────────────────────────────────────────────────────────────────────────

    def leveringen(self, bsn: str = B1) -> tuple[Leveringen, Leveringen]:
        """What counts as started and stopped: for the gemeente, and for P1."""
        theirs = partijen_queries.find_persoon(self.administratie().id, bsn)
        own = partijen_queries.find_persoon(self.ours().administratie.id, bsn)
        return (
            replay(toewijzingen.list_start_stops(self.lane(), theirs)),
            replay(toewijzingen.list_start_stops(self.ours(), own)),
        )

    def toewijzingen(self, bsn: str = B1) -> tuple[list[ToewijzingVersion], ...]:
        """The newest versions: for the gemeente, and for P1."""
        return tuple(
            list(
                toewijzingen.list_versions(
                    lane, partijen_queries.find_persoon(lane.administratie.id, bsn), bsn
                )
            )
            for lane in (self.lane(), self.ours())
        )

    def verzoek(self, referentie: str) -> tuple[VerzoekStatus, ...]:
        """How a verzoek stands: for the gemeente, if it has it, and for P1."""
        return tuple(
            verzoek.status
            for lane in (self.lane(), self.ours())
            for verzoek in toewijzingen.list_verzoeken_by_referentie(
                lane, [referentie], viewer=self.viewer
            )
        )


def make_sides(*, in_envelop: bool = False) -> Sides:
    """The small world, and P1 with books of its own."""
    world = make_world()
    for code, naam in ((P1, "Zorg Dichtbij"), (G1, "Waterkwartier")):
        partijen.register_administratie(
            code=code, naam=naam, in_envelop=in_envelop, viewer=world.viewer
        )
    return Sides(today=world.today)


def sent(number: int) -> Any:
    """The value of a message of ours; it passes levels 1 and 2."""
    verdict = judge_bytes(postbus.get_payload(number))
    assert verdict.outcome is Outcome.VALID, verdict.findings
    return verdict.value or verdict.columns


def product(n: int = 0, wet: Wet = Wet.WMO) -> Group:
    categorie, code = PRODUCTS[wet][n]
    return Group(categorie=categorie, code=code)


def aanvraag(referentie: str, wens: Wens) -> Aanvraag:
    return Aanvraag(referentie=referentie, wens=wens, verwijzer=Verwijzer(type="06"))


def hours(volume: int, frequentie: str = "2") -> Omvang:
    return Omvang(volume=volume, eenheid="04", frequentie=frequentie)
