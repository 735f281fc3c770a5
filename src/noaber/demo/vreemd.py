# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""An aanbieder whose books are elsewhere, with software that errs in ways that noaber never would.

It only has files. What it sends is put in the postbus of a gemeente by hand, and what it gets is
read from a folder.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from noaber.berichten.answers import Codes, Envelope, answer
from noaber.berichten.definitions.messages import Retourbericht
from noaber.berichten.judge import judge_bytes
from noaber.berichten.xml.write import write
from noaber.demo.brieven import Brief, brief_301, brief_305, start, toegewezen
from noaber.demo.fouten import Foutsoort
from noaber.demo.gevonden import lees_antwoord
from noaber.demo.koerier import Koerier
from noaber.demo.opzet import VREEMDE_AGB
from noaber.demo.stand import Client
from noaber.demo.taken import Dag
from noaber.demo.verwachting import HEADER, Antwoordsoort, Fout, Uitkomst, Verwachting
from noaber.postbus.envelop.ontvangst import read_post
from noaber.postbus.envelop.write import render_envelop
from noaber.postbus.folder.layout import Layout
from noaber.postbus.types import GGK, Di01, Du01, Referentienummer, Systeem, Versies, to_tijdstip

_VERSIES: Final = Versies(applicatie_versie="0001", applicatie_subversie="0000")
_SYSTEEM: Final = Systeem(organisatie=VREEMDE_AGB, applicatie="Elders")

QUARANTAINE: Final = "quarantaine"

POSTFOUTEN: Final = (
    Foutsoort("post-nieuwe-envelop", "305", 3, HEADER, (), "hetzelfde bericht in nieuwe envelop"),
    Foutsoort("305-identificatie", "305", 3, HEADER, ("9056",), "kenmerk al eerder gebruikt"),
    Foutsoort(
        "post-envelopnummer", "305", 3, "quarantaine", (), "nummer van de envelop hergebruikt"
    ),
    Foutsoort("post-geen-xml", "", 1, "quarantaine", (), "geen bericht maar een brief"),
    Foutsoort("post-onbekend-antwoord", "302", 3, "quarantaine", (), "antwoord op iets onbekends"),
)
"""Mistakes that only somebody else's software, or the post itself, can make."""


@dataclass(slots=True)
class Verstuurd:
    """One thing that it sent, what must come of it, and what came back."""

    naam: str
    verwacht: Verwachting
    gevonden: Uitkomst = field(default_factory=lambda: Uitkomst(antwoord=Antwoordsoort.GEEN))


@dataclass(slots=True)
class Vreemde:
    """The aanbieder elsewhere."""

    clienten: list[Client]
    """One per gemeente, each with one toewijzing."""
    koerier: Koerier
    verstuurd: dict[str, Verstuurd] = field(default_factory=dict)
    """By referentienummer of the envelop."""
    quarantaine: dict[str, str] = field(default_factory=dict)
    """By name of a file the kind of mistake for which it must be put aside."""
    herhaald: int = 0
    """How often it sent what it had sent before."""
    _eerste: dict[int, tuple[str, bytes]] = field(default_factory=dict)
    _teller: int = 0

    def stuur(self, dag: Dag) -> None:
        """What it sends this month: first a right start; then, in turn, all that can go wrong."""
        for client in self.clienten:
            if not client.toewijzingen:
                continue
            if client.index not in self._eerste:
                self._start(client, dag)
            elif dag.n % 2 == client.gemeente.index % 2:
                self._herhaal(client, dag)
            else:
                self._vergis(client, dag)

    def _payload(self, client: Client, dag: Dag, nummer: str, dagen: int) -> bytes:
        (one,) = client.toewijzingen
        brief = Brief(VREEMDE_AGB, client.gemeente.code, client.wet, nummer, dag.datum)
        begin = one.ingang + timedelta(days=dagen)
        return write(brief_305(brief, client, start(one, begin)))

    def _zend(
        self, client: Client, dag: Dag, nummer: str, payload: bytes, verwacht: Verwachting | None
    ) -> str:
        envelop = Di01(
            zender=_SYSTEEM,
            ontvanger=Systeem(organisatie=client.gemeente.code, applicatie=GGK),
            referentienummer=Referentienummer(nummer),
            tijdstip=to_tijdstip(dag.at),
            functie="WMO305",
            versies=_VERSIES,
            payload=payload,
        )
        self._teller += 1
        naam = f"elders-{self._teller}.xml"
        if verwacht is not None:
            self.verstuurd[nummer] = Verstuurd(naam, verwacht)
        self._bezorg(client, naam, render_envelop(envelop))
        return naam

    def _bezorg(self, client: Client, naam: str, data: bytes) -> None:
        bus = Layout(self.koerier.bus(client.gemeente.code))
        (bus.incoming / naam).write_bytes(data)

    def _start(self, client: Client, dag: Dag) -> None:
        nummer = _nummer(client, dag, "start")
        payload = self._payload(client, dag, f"E{client.gemeente.code}", 0)
        self._eerste[client.index] = nummer, payload
        self._zend(client, dag, nummer, payload, Verwachting())

    def _herhaal(self, client: Client, dag: Dag) -> None:
        """The same again: nothing is processed twice, and who asked in a new envelop is told."""
        nummer, payload = self._eerste[client.index]
        self._zend(client, dag, nummer, payload, None)
        nieuw = _nummer(client, dag, "nog eens")
        again = Verwachting(fouten=(Fout("post-nieuwe-envelop", HEADER, ()),))
        self._zend(client, dag, nieuw, payload, again)
        self.herhaald += 2
        brief = f"Beste gemeente, bijgaand de declaratie van maand {dag.n}.".encode()
        naam = f"brief-{client.gemeente.code}-{dag.n:02d}.xml"
        self.quarantaine[naam] = "post-geen-xml"
        self._bezorg(client, naam, brief)

    def _vergis(self, client: Client, dag: Dag) -> None:
        """Numbers that were used before, and an answer to something that was never asked."""
        eerste, _ = self._eerste[client.index]
        anders = self._payload(client, dag, f"E{client.gemeente.code}", dag.n)
        wrong = Verwachting(
            Uitkomst(header=("9056",)), (Fout("305-identificatie", HEADER, ("9056",)),)
        )
        self._zend(client, dag, _nummer(client, dag, "vergis"), anders, wrong)
        ander = self._payload(client, dag, f"E{client.gemeente.code}{dag.n}", dag.n)
        naam = self._zend(client, dag, eerste, ander, None)
        self.quarantaine[naam] = "post-envelopnummer"
        self._antwoord_op_niets(client, dag)

    def _antwoord_op_niets(self, client: Client, dag: Dag) -> None:
        brief = Brief(client.gemeente.code, VREEMDE_AGB, client.wet, f"X{dag.n}", dag.datum)
        nooit = brief_301(brief, client, toegewezen(client.toewijzingen[0], dag.datum))
        retour = answer(judge_bytes(write(nooit)), Envelope(f"X{dag.n}", dag.datum), Codes())
        assert isinstance(retour, Retourbericht)
        envelop = Du01(
            zender=_SYSTEEM,
            ontvanger=Systeem(organisatie=client.gemeente.code, applicatie=GGK),
            referentienummer=Referentienummer(_nummer(client, dag, "antwoord")),
            tijdstip=to_tijdstip(dag.at),
            functie="WMO302",
            versies=_VERSIES,
            payload=write(retour),
            cross_refnummer=Referentienummer(_nummer(client, dag, "nooit verstuurd")),
        )
        naam = f"antwoord-{client.gemeente.code}-{dag.n:02d}.xml"
        self.quarantaine[naam] = "post-onbekend-antwoord"
        self._bezorg(client, naam, render_envelop(envelop))

    # ── what comes back ──────────────────────────────────────────────────────────────────────────

    def lees(self, dag: Dag) -> None:
        """Answers what it is assigned, and reads the answers to what it sent."""
        waiting = deque(sorted(self.koerier.vreemd.glob("*.xml")))
        while waiting:
            path = waiting.popleft()
            post = read_post(path.read_bytes(), path.name)
            path.unlink()
            if isinstance(post.envelop, Du01) and post.payload is not None:
                asked = self.verstuurd.get(post.envelop.cross_refnummer)
                if asked is not None:
                    asked.gevonden = lees_antwoord(post.payload)
            elif post.payload is not None and post.kop is not None:
                self._beaam(post.payload, post.envelop, dag)

    def _beaam(self, payload: bytes, envelop: object, dag: Dag) -> None:
        """A 302 without remarks."""
        verdict = judge_bytes(payload)
        assert verdict.definition is not None
        assert verdict.definition.answer is not None
        self._teller += 1
        number = f"A{self._teller}"
        retour = answer(verdict, Envelope(number, dag.datum), Codes())
        assert isinstance(retour, Retourbericht)
        data = write(retour)
        if isinstance(envelop, Di01):
            data = render_envelop(
                Du01(
                    zender=_SYSTEEM,
                    ontvanger=Systeem(organisatie=retour.header.afzender, applicatie=GGK),
                    referentienummer=Referentienummer.derived("elders", envelop.referentienummer),
                    tijdstip=to_tijdstip(dag.at),
                    functie=verdict.definition.answer.name,
                    versies=_VERSIES,
                    payload=data,
                    cross_refnummer=envelop.referentienummer,
                )
            )
        bus = Layout(self.koerier.bus(retour.header.afzender))
        (bus.incoming / f"elders-antwoord-{number}.xml").write_bytes(data)


def _nummer(client: Client, dag: Dag, what: str) -> str:
    return str(Referentienummer.derived("elders", client.gemeente.code, str(dag.n), what))
