# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""A small world in the database: one gemeente, two aanbieders, a contract, a few clients.

``World`` is what a test speaks to: it puts real bytes in, lets noaber work, and reads the real
bytes of the answer. The base data are those of the scenarios (flows §11).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from noaber.access.types import Rol, Viewer
from noaber.berichten.definitions import messages as m
from noaber.berichten.definitions.groups import Omvang
from noaber.berichten.judge import judge_bytes
from noaber.berichten.xml.write import write
from noaber.contracten import operations as contracten
from noaber.contracten.types import Overeenkomst, Product, Tarief
from noaber.flows.inbox import process_next
from noaber.flows.ken_toe import Toegekend, ken_toe
from noaber.flows.neem_in import neem_in
from noaber.flows.types import Verwerkt
from noaber.kernel.period import Period
from noaber.kernel.wet import Wet
from noaber.partijen import operations as partijen
from noaber.partijen import queries as partijen_queries
from noaber.partijen.types import Administratie, Contactgegevens, Lane, Persoonsgegevens
from noaber.postbus import queries as postbus
from noaber.postbus.envelop.ontvangst import read_post
from noaber.postbus.operations import Received
from noaber.toewijzingen.types import Agreement, AgreementKind, Assign, Besluit, Decision, Wens

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
G1 = "1969"
P1, P2 = "99010014", "99010035"
B1, B2, B3 = "999900134", "999900122", "999900146"
TODAY = date(2026, 3, 16)
PRODUCTS = {
    Wet.WMO: (("07", "07A12"), ("02", "02A03")),
    Wet.JW: (("45", "45A04"), ("44", "44A09")),
}

BACKOFFICE = Viewer(naam="Bo", rollen=frozenset(Rol), doel="toetsen van noaber")


def moment(day: date, at: time = time(12, 0)) -> datetime:
    """That day at noon, Dutch time."""
    return datetime.combine(day, at, AMSTERDAM)


@dataclass
class Answer:
    """What came of a message, and the bytes that went back."""

    done: Verwerkt
    data: bytes | None
    message: Any = None
    columns: Any = None

    @property
    def codes(self) -> tuple[str, ...]:
        return self.done.codes

    @property
    def header(self) -> tuple[str, ...]:
        """Retourcodes in the header."""
        assert self.message is not None or self.columns is not None
        return tuple((self.message or self.columns).header.retour_codes)


@dataclass
class World:
    """The installation of one gemeente."""

    today: date = TODAY
    viewer: Viewer = BACKOFFICE
    numbers: Any = field(default=None)

    @property
    def at(self) -> datetime:
        return moment(self.today)

    def administratie(self, code: str = G1) -> Administratie:
        found = partijen_queries.find_administratie(code)
        assert found is not None
        return found

    def lane(self, aanbieder: str = P1, wet: Wet = Wet.WMO, gemeente: str = G1) -> Lane:
        return partijen.open_lane(
            administratie=self.administratie(gemeente),
            gemeente=gemeente,
            aanbieder=aanbieder,
            wet=wet,
        )

    def persoon(self, bsn: str = B1) -> int:
        found = partijen_queries.find_persoon(self.administratie().id, bsn)
        assert found is not None
        return found

    # ── what happens ─────────────────────────────────────────────────────────────────────────────

    def decide(
        self,
        besluit: Besluit,
        *,
        bsn: str = B1,
        aanbieder: str = P1,
        wet: Wet = Wet.WMO,
        at: time = time(9, 0),
        reden: str | None = None,
        afspraak: AgreementKind | None = AgreementKind.OVEREENSTEMMING,
    ) -> Toegekend:
        agreement = None if afspraak is None else Agreement(kind=afspraak, datum=self.today)
        return ken_toe(
            lane=self.lane(aanbieder, wet),
            persoon_id=self.persoon(bsn),
            besluit=besluit,
            decision=Decision(datum=self.today, tijd=at, reden=reden, agreement=agreement),
            viewer=self.viewer,
            at=moment(self.today, at),
        )

    def take_in(self, message: m.Bericht | bytes, naam: str = "bericht.xml") -> Received:
        """Stores one message; nothing is done with it yet."""
        data = message if isinstance(message, bytes) else write(message)
        return neem_in(read_post(data, naam), at=self.at)

    def work(self) -> dict[int, Verwerkt]:
        """Processes all that waits."""
        done = {}
        while (step := process_next(viewer=self.viewer, at=self.at)) is not None:
            done[step[0].bericht_id] = step[0]
        return done

    def receive(self, message: m.Bericht | bytes, naam: str = "bericht.xml") -> Answer:
        """Takes one message in and processes all that waits; the answer to this one."""
        received = self.take_in(message, naam)
        assert received.bericht_id is not None, received.outcome
        verwerkt = self.work()[received.bericht_id]
        if verwerkt.antwoord_id is None:
            return Answer(verwerkt, None)
        answer = postbus.get_raw(verwerkt.antwoord_id)
        verdict = judge_bytes(answer) if answer else None
        return Answer(verwerkt, answer, verdict and verdict.value, verdict and verdict.columns)


def make_world(*, wet: Wet = Wet.WMO) -> World:
    """G1 with P1 and P2 under contract for every product, and clients B1, B2 and B3."""
    world = World()
    gemeente = partijen.register_administratie(
        code=G1, naam="Waterkwartier", in_envelop=False, viewer=world.viewer
    )
    for agb, naam in ((P1, "Zorg Dichtbij"), (P2, "De Helpende Hand")):
        partijen.register_aanbieder(agb=agb, naam=naam, kvk="", viewer=world.viewer)
    for law, products in PRODUCTS.items():
        for categorie, code in products:
            contracten.register_product(
                product=Product(
                    gemeente=G1, wet=law, categorie=categorie, code=code, naam=f"Product {code}"
                ),
                viewer=world.viewer,
            )
        for agb in (P1, P2):
            contracten.register_overeenkomst(
                overeenkomst=Overeenkomst(
                    gemeente=G1,
                    aanbieder=agb,
                    wet=law,
                    nummer=f"{law}-{agb}",
                    ingangsdatum=date(2020, 1, 1),
                ),
                aanbieder_id=partijen_queries.get_aanbieder_id(agb),
                viewer=world.viewer,
            )
            for categorie, code in products:
                contracten.register_tarief(
                    gemeente=G1,
                    wet=law,
                    tarief=Tarief(
                        overeenkomst=f"{law}-{agb}",
                        categorie=categorie,
                        code=code,
                        eenheid="04",
                        bedrag_cents=6000,
                        geldig=Period(date(2020, 1, 1), None),
                    ),
                    viewer=world.viewer,
                    at=world.at,
                )
    for bsn in (B1, B2, B3):
        partijen.register_persoon(
            administratie=gemeente,
            persoon=Persoonsgegevens(
                bsn=bsn,
                achternaam="d'Hoogëveen",
                geboortedatum=date(1980, 5, 17),
                geslacht="2",
                contacten=(
                    Contactgegevens(
                        straatnaam="Dorpsstraat",
                        huisnummer=7,
                        postcode="9999ZZ",
                        plaatsnaam="Waterkwartier",
                    ),
                ),
            ),
        )
    return world


def per_week(volume: int = 3, eenheid: str = "04") -> Omvang:
    return Omvang(volume=volume, eenheid=eenheid, frequentie="2")


def t1(wet: Wet = Wet.WMO) -> Assign:
    """T1: 3 hours a week, 2026-01-01 to 2026-06-30."""
    from noaber.berichten.definitions.groups import Product as Group  # noqa: PLC0415

    categorie, code = PRODUCTS[wet][0]
    return Assign(
        wens=Wens(
            product=Group(categorie=categorie, code=code),
            ingangsdatum=date(2026, 1, 1),
            einddatum=date(2026, 6, 30),
            omvang=per_week(),
        )
    )
