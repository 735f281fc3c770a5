# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""A receiver in memory: what later is a flow with queries and operations, slow and obvious.

It writes every message to bytes, judges it at levels 1 and 2, fetches the facts for levels 3 and 4,
stores what an accepted message leaves behind, and makes the real answer.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from noaber.berichten.answers import Codes, Envelope, NoAnswer, answer
from noaber.berichten.definitions import classes as c
from noaber.berichten.definitions import messages as m
from noaber.berichten.definitions.groups import Product
from noaber.berichten.judge import Outcome, Verdict, judge_bytes
from noaber.berichten.xml.write import definition_of, write
from noaber.toewijzingen.rules.actueel import newest_versions
from noaber.toewijzingen.rules.received_301 import judge_toewijzing
from noaber.toewijzingen.rules.received_305_307 import judge_start_stop
from noaber.toewijzingen.rules.received_315_317 import judge_verzoek
from noaber.toewijzingen.rules.received_319 import judge_antwoord
from noaber.toewijzingen.rules.start_stop import replay
from noaber.toewijzingen.rules.verzoeken import after_301, after_319
from noaber.toewijzingen.types import (
    AntwoordFacts,
    Granted,
    Judgement,
    Leveringen,
    StartStop,
    StartStopFacts,
    ToewijzingFacts,
    ToewijzingVersion,
    Verzoek,
    VerzoekFacts,
)
from tests.toewijzingen.factories import B1, P1, PRODUCTCODES, TODAY

Key = tuple[Any, ...]


@dataclass
class Received:
    """What came of one message."""

    verdict: Verdict
    judgement: Judgement | None
    retour: m.Retourbericht | None
    """None: level 1, there is no answer."""

    @property
    def header_codes(self) -> tuple[str, ...]:
        assert self.retour is not None, "there is no retour"
        return self.retour.header.retour_codes

    @property
    def is_ok(self) -> bool:
        """A retour of only a header without codes."""
        return self.retour is not None and not self.header_codes and self.body is None

    @property
    def body(self) -> Any:
        return getattr(self.retour, "client", None) or getattr(self.retour, "antwoord", None)

    @property
    def codes(self) -> dict[str, tuple[str, ...]]:
        """What level 3 and 4 found, by class: ``{"StartProduct[2]": ("9019",)}``."""
        classes = self.judgement.codes.classes if self.judgement else {}
        return {place.rpartition("/")[2]: codes for place, codes in classes.items()}

    @property
    def warned(self) -> set[str]:
        """Codes of the rules that gave a warning."""
        assert self.judgement is not None
        return {finding.rule for finding in self.judgement.warnings}

    @property
    def broken(self) -> tuple[str, ...]:
        """Rules of levels 1 and 2 that are broken."""
        return self.verdict.rules


@dataclass
class Postvak:
    """One receiver, gemeente or aanbieder, with everything it knows."""

    toewijzingen: list[ToewijzingVersion] = field(default_factory=list)
    today: date = TODAY
    productcodes: frozenset[Product] = PRODUCTCODES
    taakgericht: frozenset[Product] = frozenset()
    granted: dict[int, Granted] = field(default_factory=dict)
    verzoeken: list[Verzoek] = field(default_factory=list)
    start_stops: dict[Key, list[StartStop]] = field(default_factory=dict)
    identificaties: dict[Key, set[str]] = field(default_factory=dict)

    def receive(self, message: m.Heenbericht) -> Received:
        """Reads, judges, stores and answers."""
        return self.receive_bytes(write(message))

    def receive_bytes(self, data: bytes) -> Received:
        verdict = judge_bytes(data)
        judgement = None
        if verdict.outcome is Outcome.VALID:
            assert isinstance(verdict.value, m.Heenbericht)
            judgement = self._judge(verdict.value)
            self._store(verdict.value, judgement)
        codes = judgement.codes if judgement else Codes()
        try:
            retour = answer(verdict, Envelope("R1", self.today), codes)
        except NoAnswer:
            return Received(verdict, judgement, None)
        assert isinstance(retour, m.Retourbericht)
        write(retour)  # it fits the schema, or this fails
        return Received(verdict, judgement, retour)

    def answered(self, products: tuple[c.ToegewezenProduct, ...] | c.Antwoord) -> None:
        """A gemeente has sent a 301 or 319; the verzoeken that it answers know."""
        if isinstance(products, c.Antwoord):
            self._renew(after_319(self.verzoeken, products))
        else:
            self._renew(after_301(self.verzoeken, products))

    def leveringen(self, bsn: str = B1, aanbieder: str = P1) -> Leveringen:
        """What runs, over both laws."""
        events = [
            event
            for key, events in self.start_stops.items()
            if key[1:3] == (aanbieder, bsn)
            for event in events
        ]
        return replay(events)

    def newest(self, nummer: int) -> ToewijzingVersion:
        return newest_versions(self.toewijzingen)[nummer]

    # ── the facts, as queries would fetch them ───────────────────────────────────────────────────

    def _judge(self, message: m.Heenbericht) -> Judgement:
        gemeente, aanbieder = _parties(message)
        header = message.header
        number = definition_of(message).number
        common: dict[str, Any] = {
            "vandaag": self.today,
            "used_identificaties": frozenset(
                self.identificaties.get((message.wet, number, header.afzender), ())
            ),
            "productcodes": self.productcodes,
        }
        toewijzingen = tuple(
            v
            for v in self.toewijzingen
            if (v.gemeente, v.aanbieder, v.wet) == (gemeente, aanbieder, message.wet)
        )
        verzoeken = tuple(
            v for v in self.verzoeken if (v.aanbieder, v.wet) == (aanbieder, message.wet)
        )
        match message:
            case m.Bericht305() | m.Bericht307():
                bsn = message.client.bsn
                return judge_start_stop(
                    message,
                    StartStopFacts(
                        **common,
                        toewijzingen=tuple(v for v in toewijzingen if v.bsn == bsn),
                        start_stops=tuple(
                            self.start_stops.get((gemeente, aanbieder, bsn, message.wet), ())
                        ),
                        taakgericht=self.taakgericht,
                    ),
                )
            case m.Bericht315() | m.Bericht317():
                bsn = message.client.bsn
                return judge_verzoek(
                    message,
                    VerzoekFacts(
                        **common,
                        toewijzingen=tuple(v for v in toewijzingen if v.bsn == bsn),
                        verzoeken=tuple(
                            v for v in verzoeken if v.gemeente == gemeente and v.bsn == bsn
                        ),
                        used_referenties=frozenset(v.referentie_aanbieder for v in verzoeken),
                        granted=self.granted,
                    ),
                )
            case m.Bericht301():
                return judge_toewijzing(
                    message,
                    ToewijzingFacts(
                        **common,
                        toewijzingen=toewijzingen,
                        verzoeken=verzoeken,
                        granted=self.granted,
                    ),
                )
            case m.Bericht319():
                return judge_antwoord(message, AntwoordFacts(**common, verzoeken=verzoeken))
        raise AssertionError(f"no judge for a {number}")

    def _store(self, message: m.Heenbericht, judgement: Judgement) -> None:
        gemeente, aanbieder = _parties(message)
        number = definition_of(message).number
        used = self.identificaties.setdefault((message.wet, number, message.header.afzender), set())
        used.add(message.header.bericht_identificatie.identificatie)
        self.toewijzingen += judgement.toewijzingen
        self._renew(judgement.verzoeken)
        if judgement.start_stops:
            assert isinstance(message, m.Bericht305 | m.Bericht307)
            key = (gemeente, aanbieder, message.client.bsn, message.wet)
            stored = self.start_stops.setdefault(key, [])
            volgnummer = len({event.volgnummer for event in stored}) + 1
            stored += [replace(event, volgnummer=volgnummer) for event in judgement.start_stops]

    def _renew(self, verzoeken: tuple[Verzoek, ...]) -> None:
        def key(verzoek: Verzoek) -> Key:
            return verzoek.aanbieder, verzoek.wet, verzoek.referentie_aanbieder

        renewed = {key(verzoek) for verzoek in verzoeken}
        self.verzoeken = [v for v in self.verzoeken if key(v) not in renewed] + list(verzoeken)


def _parties(message: m.Heenbericht) -> tuple[str, str]:
    header = message.header
    if isinstance(message, m.Bericht301 | m.Bericht319):
        return header.afzender, header.ontvanger
    return header.ontvanger, header.afzender
