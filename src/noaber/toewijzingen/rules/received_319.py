# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The aanbieder receives a 319: verdict of levels 3 and 4, and the verzoek that it answers.

A 319 names no client: ReferentieAanbieder is the only link to the verzoek.
"""

from __future__ import annotations

from collections.abc import Iterator

from noaber.berichten.definitions import messages as m
from noaber.toewijzingen.rules.registry import Breach, check_message, codes_of, rule
from noaber.toewijzingen.rules.verzoeken import after_319, event_of_answer, step
from noaber.toewijzingen.rules.wording import shown
from noaber.toewijzingen.types import AntwoordFacts, Judgement, Verzoek, VerzoekStatus

_PLACE = "Antwoord"


def judge_antwoord(message: m.Bericht319, facts: AntwoordFacts) -> Judgement:
    """The verdict on a 319, and the verzoek with its new status."""
    findings = check_message("319", message.wet, message, facts)
    codes = codes_of(findings)
    is_rejected = codes.header is not None or bool(codes.classes)
    return Judgement(
        codes=codes,
        findings=tuple(findings),
        verzoeken=() if is_rejected else after_319(facts.verzoeken, message.antwoord),
    )


def _named(message: m.Bericht319, facts: AntwoordFacts) -> Verzoek | None:
    """The verzoek of this reference; one that counts as not sent is nobody's."""
    return next(
        (
            verzoek
            for verzoek in facts.verzoeken
            if verzoek.referentie_aanbieder == message.antwoord.referentie_aanbieder
            and verzoek.status is not VerzoekStatus.NIET_VERZONDEN
        ),
        None,
    )


def _refused(message: m.Bericht319, facts: AntwoordFacts, rule_code: str) -> str | None:
    verzoek = _named(message, facts)
    if verzoek is None:
        return None
    answer = step(verzoek.status, event_of_answer(message.antwoord))
    return answer.reason if rule_code in answer.refused_by else None


@rule("TR355", "9355", "319", mend="de gemeente neemt de ReferentieAanbieder over uit het verzoek")
def antwoord_names_a_verzoek(message: m.Bericht319, facts: AntwoordFacts) -> Iterator[Breach]:
    """The reference is that of a 315 or 317 that we sent."""
    if _named(message, facts) is None:
        yield Breach(
            _PLACE,
            f"ReferentieAanbieder {shown(message.antwoord.referentie_aanbieder)} staat niet in een "
            "verzoek dat wij hebben gestuurd",
        )


@rule("TR359", "9359", "319", mend="de gemeente stuurt geen antwoord meer op dit verzoek")
def no_antwoord_after_a_toewijzing(message: m.Bericht319, facts: AntwoordFacts) -> Iterator[Breach]:
    """A 301 with this reference has ended the verzoek."""
    if reason := _refused(message, facts, "TR359"):
        yield Breach(_PLACE, f"Dit antwoord kan niet meer: {reason}")


@rule(
    "TR360", "9360", "319", mend="de gemeente stuurt een besluit: een toewijzing of een afwijzing"
)
def in_onderzoek_once(message: m.Bericht319, facts: AntwoordFacts) -> Iterator[Breach]:
    """In onderzoek only when there is no 319 yet."""
    if reason := _refused(message, facts, "TR360"):
        yield Breach(_PLACE, f"Dit antwoord kan niet meer: {reason}")


@rule("TR365", "9365", "319", mend="de gemeente stuurt geen antwoord meer op dit verzoek")
def no_antwoord_after_a_rejection(message: m.Bericht319, facts: AntwoordFacts) -> Iterator[Breach]:
    """After a rejection no 319 follows."""
    if reason := _refused(message, facts, "TR365"):
        yield Breach(_PLACE, f"Dit antwoord kan niet meer: {reason}")
