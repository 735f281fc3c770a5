# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What a scenario plays in: the small world of the flows, its parties by name, and the post.

Everything goes through the real chain: bytes in, bytes out, one database. Gemeente G1 always keeps
its books here. An aanbieder does so when the scenario says it; then every message of the one is
delivered to the other. Without books an aanbieder takes whatever G1 sends.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from itertools import count
from typing import Any

from noaber.berichten.answers import Envelope, answer
from noaber.berichten.definitions import messages as m
from noaber.berichten.definitions.classes import ToewijzingClient
from noaber.berichten.definitions.groups import Product
from noaber.berichten.definitions.registry import by_name
from noaber.berichten.judge import Outcome, Verdict, judge_bytes
from noaber.berichten.xml.write import write
from noaber.flows.beantwoord_verzoek import beantwoord_verzoek
from noaber.flows.ken_toe import Toegekend, ken_toe
from noaber.flows.types import Verwerkt
from noaber.kernel.wet import Wet
from noaber.partijen import operations as partijen
from noaber.partijen import queries as partijen_queries
from noaber.partijen.types import Lane, Persoonsgegevens
from noaber.postbus import operations as postbus
from noaber.postbus import queries as post
from noaber.postbus.envelop.kop import read_kop
from noaber.postbus.models import Bericht, Quarantaine, Signaal
from noaber.postbus.queries.controle import check_post
from noaber.postbus.types import AlertKind, Duplicate, InStatus, Kop, Opgesteld, Richting
from noaber.toewijzingen import queries
from noaber.toewijzingen.types import (
    Agreement,
    AgreementKind,
    Antwoordbesluit,
    Assign,
    Besluit,
    Decision,
    Wens,
    WijzigingRefused,
)
from tests.flows.wereld import B1, B2, B3, G1, P1, P2, World, moment
from tests.postbus.rijen import answer_of
from tests.spec.lezen import Row, centen, misschien_dag, omvang, product

PARTIJEN = {"G1": G1, "P1": P1, "P2": P2}
CLIENTEN = {"B1": B1, "B2": B2, "B3": B3}
NAMEN = {code: naam for naam, code in PARTIJEN.items()}
VOORAF = timedelta(days=14)
"""So long before its first day a toewijzing is decided, unless said otherwise."""


@dataclass(frozen=True)
class Bekend:
    """What a name such as T1 stands for."""

    nummer: int
    bsn: str
    aanbieder: str
    wet: Wet
    product: Product | None


@dataclass
class Ontvangst:
    """One message as it was received, and what came of it."""

    kop: Kop | None
    oordeel: Verdict
    """Of the message itself, at levels 1 and 2."""
    bericht_id: int
    uiterlijk: date | None
    """Last day for the answer."""
    verwerkt: Verwerkt | None
    """None when it was here before and nothing was done."""
    antwoord_id: int | None = None
    antwoord: Verdict | None = None
    """Of the bytes that go back."""


@dataclass
class Wereld:
    world: World
    wet: Wet = Wet.WMO
    toewijzingen: dict[str, Bekend] = field(default_factory=dict)
    regels: dict[str, Any] = field(default_factory=dict)
    """By ReferentieNummer the lines of declaraties as they were sent."""
    verzoeken: dict[str, Wens | None] = field(default_factory=dict)
    """By reference what was asked in a VOT; None for a VOW."""
    client_301: ToewijzingClient | None = None
    """The client as the next 301 that is written by hand tells of it."""
    gezagsdrager_bekend: bool = False
    onderweg: bytes | None = None
    """A message that was sent and did not arrive yet."""
    p1_zwijgt: bool = False
    veel: int = 0
    """How many clients, or lines, there are of what is made in bulk."""
    vragen: int = 0
    """How many queries the last message in bulk took."""
    delen: tuple[int, ...] = ()
    """The messages that one declaratie was parted over."""
    uren: int | None = None
    """What minutes add up to."""
    laatste: Ontvangst | None = None
    reeks: list[Ontvangst] = field(default_factory=list)
    """What came one after the other in one step."""
    besluit: Toegekend | None = None
    weigering: Exception | None = None
    """What G1 wanted and noaber refused; the next step must be about it."""
    in_quarantaine: int = 0
    """How many messages a step has said to be there."""
    besluiten: int = 0
    """How many there were: each is taken a minute later."""

    # ── names ────────────────────────────────────────────────────────────────────────────────────

    @property
    def vandaag(self) -> date:
        return self.world.today

    def op(self, day: date | None) -> None:
        if day is not None:
            self.world.today = day

    def heeft_boeken(self, code: str) -> bool:
        return partijen_queries.find_administratie(code) is not None

    def lane(self, boeken: str, aanbieder: str, wet: Wet, gemeente: str = G1) -> Lane:
        """The lane between a gemeente and an aanbieder in the books of one of them."""
        return partijen.open_lane(
            administratie=self.world.administratie(boeken),
            gemeente=gemeente,
            aanbieder=aanbieder,
            wet=wet,
        )

    def persoon(self, bsn: str, boeken: str = G1) -> int | None:
        return partijen_queries.find_persoon(self.world.administratie(boeken).id, bsn)

    def naam_van(self, nummer: int, wet: Wet) -> str:
        """T1 for its number; a number that has no name yet gets the next one."""
        for naam, bekend in self.toewijzingen.items():
            if (bekend.nummer, bekend.wet) == (nummer, wet):
                return naam
        return next(naam for n in count(1) if (naam := f"T{n}") not in self.toewijzingen)

    # ── decisions of the gemeente ────────────────────────────────────────────────────────────────

    def neem_besluit(
        self,
        besluit: Besluit,
        lane: Lane,
        *,
        bsn: str = B1,
        reden: str | None = None,
        afspraak: AgreementKind | None = AgreementKind.OVEREENSTEMMING,
    ) -> Toegekend | None:
        """Carries out a decision of G1; a refusal is kept for the next step."""
        self.besluit = self.weigering = None
        persoon_id = self.persoon(bsn)
        assert persoon_id is not None
        self.besluiten += 1
        tijd = time(9, self.besluiten)
        try:
            self.besluit = ken_toe(
                lane=lane,
                persoon_id=persoon_id,
                besluit=besluit,
                decision=Decision(
                    datum=self.vandaag,
                    tijd=tijd,
                    reden=reden,
                    agreement=afspraak and Agreement(kind=afspraak, datum=self.vandaag),
                ),
                viewer=self.world.viewer,
                at=moment(self.vandaag, tijd),
            )
        except WijzigingRefused as refused:
            self.weigering = refused
            return None
        self._noem(self.besluit.nummers, lane, persoon_id, bsn)
        self.bezorg()
        return self.besluit

    def antwoord(self, besluit: Antwoordbesluit) -> int | None:
        """G1 answers a verzoek with a 319; a refusal is kept for the next step."""
        self.weigering = None
        try:
            number = beantwoord_verzoek(
                lane=self.lane(G1, P1, self.wet),
                besluit=besluit,
                viewer=self.world.viewer,
                at=self.world.at,
            )
        except WijzigingRefused as refused:
            self.weigering = refused
            return None
        self.bezorg()
        return number

    def _noem(self, nummers: tuple[int, ...], lane: Lane, persoon_id: int, bsn: str) -> None:
        for version in queries.list_versions(lane, persoon_id, bsn):
            if version.nummer in nummers:
                naam = self.naam_van(version.nummer, lane.wet)
                self.toewijzingen[naam] = Bekend(
                    version.nummer, bsn, lane.aanbieder, lane.wet, version.product
                )

    def wijs_toe(self, row: Row, wet: Wet | None = None) -> None:
        """A toewijzing as a row tells it: decided, sent and accepted before the scenario begins."""
        ingangsdatum = misschien_dag(row["van"])
        assert ingangsdatum is not None
        budget = row.get("budget", "")
        wens = Wens(
            product=product(row.get("product", "")),
            ingangsdatum=ingangsdatum,
            einddatum=misschien_dag(row["tot en met"]),
            omvang=omvang(row.get("omvang", "")),
            budget=centen(budget) if budget else None,
        )
        besloten = misschien_dag(row.get("besloten", "")) or ingangsdatum - VOORAF
        now, self.world.today = self.world.today, min(besloten, self.world.today)
        aanbieder = PARTIJEN[row.get("aanbieder") or "P1"]
        lane = self.lane(G1, aanbieder, wet or self.wet, row.get("gemeente") or G1)
        bsn = CLIENTEN[row.get("cliënt") or "B1"]
        made = self.neem_besluit(Assign(wens=wens), lane, bsn=bsn)
        self.world.today = now
        assert made is not None, self.weigering
        assert list(self.toewijzingen)[-1] == row["toewijzing"], "toewijzingen heten T1, T2 …"

    # ── post ─────────────────────────────────────────────────────────────────────────────────────

    def stuur(self, message: m.Bericht | bytes) -> Ontvangst:
        """One message goes to whom it is for, and all that follows from it happens."""
        data = message if isinstance(message, bytes) else write(message)
        self._boek_bij_afzender(data)
        return self.ontvang(data)

    def ontvang(self, data: bytes, naam: str = "bericht.xml") -> Ontvangst:
        """Something comes in, is processed and answered."""
        received = self.world.take_in(data, naam)
        assert received.bericht_id is not None, received.outcome
        return self._verwerk(received.bericht_id)

    def verwerk_wat_ligt(self, data: bytes) -> Ontvangst:
        """Something that was taken in before is processed and answered now."""
        again = self.world.take_in(data)
        assert isinstance(again.outcome, Duplicate)
        assert again.bericht_id is not None
        return self._verwerk(again.bericht_id)

    def _verwerk(self, bericht_id: int) -> Ontvangst:
        self.besluit = None
        is_fout = Bericht.objects.get(pk=bericht_id).functie == ""
        payload = b"" if is_fout else post.get_payload(bericht_id)
        uiterlijk = Bericht.objects.values_list("uiterlijk", flat=True).get(pk=bericht_id)
        self.laatste = Ontvangst(
            kop=read_kop(payload),
            oordeel=judge_bytes(payload),
            bericht_id=bericht_id,
            uiterlijk=uiterlijk,
            verwerkt=self.world.work().get(bericht_id),
            antwoord_id=answer_of(bericht_id),
        )
        if self.laatste.antwoord_id is not None:
            answer_bytes = post.get_raw(self.laatste.antwoord_id)
            if answer_bytes:
                self.laatste.antwoord = judge_bytes(answer_bytes)
                assert self.laatste.antwoord.outcome is Outcome.VALID, "wij antwoorden nooit fout"
        self.bezorg()
        return self.laatste

    def bezorg(self) -> None:
        """Whatever lies ready goes out, and comes in at who keeps its books here."""
        kept = self.laatste
        while ready := post.list_klaar():
            for number in ready:
                self._bezorg_een(number)
        self.laatste = kept

    def _bezorg_een(self, number: int) -> None:
        postbus.mark_sent(bericht_id=number, naam=f"{number}.xml", at=self.world.at)
        row = Bericht.objects.get(pk=number)
        data = post.get_uitgaand(number).data
        if not row.functie or row.envelop is not None:
            return  # an envelop goes to the knooppunt; the steps about envelopes play that part
        if self.heeft_boeken(row.ontvanger):
            received = self.world.take_in(data)
            assert received.bericht_id is not None
            self.world.work()
        elif by_name(row.functie).number in ("301", "319") and not self.p1_zwijgt:
            accepted = answer(judge_bytes(data), Envelope(f"R{number:07}", self.vandaag))
            self.world.take_in(write(accepted))
            self.world.work()

    def _boek_bij_afzender(self, data: bytes) -> None:
        """G1 knows what it sent, also when a scenario wrote it out by hand."""
        kop = read_kop(data)
        if kop is None or kop.zender != G1:
            return
        kind = by_name(kop.functie)
        number = postbus.send(
            lane=self.lane(G1, kop.ontvanger, kind.wet),
            message=Opgesteld(
                functie=kop.functie,
                identificatie=kop.identificatie,
                dagtekening=kop.dagtekening or self.vandaag,
                payload=data,
            ),
            at=self.world.at,
        )
        postbus.mark_sent(bericht_id=number, naam=f"{number}.xml", at=self.world.at)

    # ── an aanbieder with books here ─────────────────────────────────────────────────────────────

    def client_bij(self, aanbieder: str, bsn: str) -> int:
        """The client in the books of an aanbieder; who asks for help first, enters the client."""
        found = self.persoon(bsn, aanbieder)
        return found or partijen.register_persoon(
            administratie=self.world.administratie(aanbieder),
            persoon=Persoonsgegevens(
                bsn=bsn, achternaam="Voorbeeld", geboortedatum=date(1980, 5, 17), geslacht="2"
            ),
        )

    def gaat_uit(self, number: int) -> bytes:
        """A message that noaber made for an aanbieder leaves."""
        postbus.mark_sent(bericht_id=number, naam=f"{number}.xml", at=self.world.at)
        return post.get_uitgaand(number).data

    def stuur_uit_boeken(self, number: int) -> Ontvangst:
        """A message that noaber made for an aanbieder goes to G1, and all that follows happens."""
        return self.ontvang(self.gaat_uit(number))

    # ── what is there afterwards ─────────────────────────────────────────────────────────────────

    def laatste_uit(self, number: str, naar: str) -> tuple[int, Verdict]:
        """The newest message of this kind that went to somebody."""
        row = (
            Bericht.objects.filter(richting=Richting.UIT, functie__endswith=number, ontvanger=naar)
            .order_by("-pk")
            .first()
        )
        assert row is not None, f"er ging geen {number} uit"
        verdict = judge_bytes(post.get_raw(row.pk))
        assert verdict.outcome is Outcome.VALID, verdict.findings
        return row.pk, verdict

    def aandachtspunten(self) -> list[str]:
        """Codes of the rules that warned at the last message or decision."""
        bericht_id = self.laatste.bericht_id if self.laatste else None
        if self.besluit is not None:
            return sorted(finding.rule for finding in self.besluit.warnings)
        found = Signaal.objects.filter(bericht_id=bericht_id, soort=AlertKind.WARNING)
        return sorted(found.values_list("regel", flat=True))

    def controleer(self) -> None:
        """What holds after every scenario."""
        assert self.weigering is None, self.weigering
        of_post = check_post(administratie_id=None, since=self.world.at - timedelta(days=3650))
        assert [one.invariant.name for one in of_post if not one.holds] == []
        assert not Bericht.objects.filter(status=InStatus.ONTVANGEN).exists(), "er wacht nog post"
        redenen = list(Quarantaine.objects.values_list("reden", flat=True))
        assert len(redenen) == self.in_quarantaine, redenen
