# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Any message that fits the schema can be judged: no crash, no BSN, codes that fit the answer."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from noaber.berichten.answers import Envelope, answer
from noaber.berichten.definitions import messages as m
from noaber.berichten.definitions.registry import definition
from noaber.berichten.judge import Outcome, Verdict
from noaber.berichten.xml.source import Source
from noaber.berichten.xml.write import write
from noaber.kernel.wet import Wet
from noaber.toewijzingen.rules.received_301 import judge_toewijzing
from noaber.toewijzingen.rules.received_305_307 import judge_start_stop
from noaber.toewijzingen.rules.received_315_317 import judge_verzoek
from noaber.toewijzingen.rules.received_319 import judge_antwoord
from noaber.toewijzingen.types import (
    AntwoordFacts,
    Granted,
    Judgement,
    StartStopFacts,
    ToewijzingFacts,
    ToewijzingVersion,
    Verzoek,
    VerzoekFacts,
    VerzoekSoort,
    VerzoekStatus,
)
from tests.strategies import messages
from tests.toewijzingen.factories import T1, T2, TODAY

NUMBERS = ("301", "305", "307", "315", "317", "319")
generated = settings(derandomize=True, database=None, deadline=None, max_examples=40)


def known_to(message: m.Heenbericht) -> tuple[tuple[ToewijzingVersion, ...], tuple[Verzoek, ...]]:
    """Toewijzingen and verzoeken that the message refers to, so that rules have something to do."""
    bsn = getattr(getattr(message, "client", None), "bsn", "")
    versions = []
    for nummer, version in zip(_numbers(message), (T1, T2) * 50, strict=False):
        versions.append(replace(version, nummer=nummer, bsn=bsn or version.bsn))
    asked = [
        Verzoek(
            gemeente=T1.gemeente,
            wet=message.wet,
            aanbieder=T1.aanbieder,
            bsn=bsn,
            soort=soort,
            referentie_aanbieder=reference,
            status=VerzoekStatus.GEHONOREERD,
            dagtekening=TODAY,
            ontvangstdatum=TODAY,
        )
        for soort, reference in zip(VerzoekSoort, _references(message), strict=False)
    ]
    return tuple(versions), tuple(asked)


def _numbers(message: Any) -> list[int]:
    found: list[int | None]
    match message:
        case m.Bericht301():
            found = [p.toewijzing_nummer for p in message.client.toegewezen_producten]
        case m.Bericht305():
            found = [p.toewijzing_nummer for p in message.client.start_producten]
        case m.Bericht307():
            found = [p.toewijzing_nummer for p in message.client.stop_producten]
        case m.Bericht317():
            verzoek = message.client.verzoek
            found = [p.toewijzing_nummer for p in verzoek.te_wijzigen_producten]
            found += [p.toewijzing_nummer for p in verzoek.ongewijzigde_producten]
        case _:
            found = []
    return [nummer for nummer in found if nummer is not None]


def _references(message: Any) -> list[str]:
    match message:
        case m.Bericht301():
            return [p.referentie_aanbieder or "-" for p in message.client.toegewezen_producten]
        case m.Bericht319():
            return [message.antwoord.referentie_aanbieder]
        case _:
            return []


def judged(message: m.Heenbericht) -> Judgement:
    """The verdict, with facts that know the toewijzingen of the message."""
    toewijzingen, verzoeken = known_to(message)
    dagtekening = message.header.bericht_identificatie.dagtekening
    granted = {v.nummer: Granted(volume=5, cents=500, last_day=TODAY) for v in toewijzingen}
    match message:
        case m.Bericht305() | m.Bericht307():
            return judge_start_stop(
                message, StartStopFacts(vandaag=dagtekening, toewijzingen=toewijzingen)
            )
        case m.Bericht315() | m.Bericht317():
            return judge_verzoek(
                message,
                VerzoekFacts(vandaag=dagtekening, toewijzingen=toewijzingen, granted=granted),
            )
        case m.Bericht301():
            return judge_toewijzing(
                message,
                ToewijzingFacts(
                    vandaag=dagtekening,
                    toewijzingen=toewijzingen,
                    verzoeken=verzoeken,
                    granted=granted,
                ),
            )
        case m.Bericht319():
            return judge_antwoord(message, AntwoordFacts(vandaag=TODAY, verzoeken=verzoeken))
    raise AssertionError(message)


@pytest.mark.parametrize("wet", Wet)
@pytest.mark.parametrize("number", NUMBERS)
def test_any_message_can_be_judged_and_answered(number: str, wet: Wet) -> None:
    kind = definition(wet, number)

    @generated
    @given(messages(kind), st.sampled_from(["1969", "0014"]))
    def run(message: Any, gemeente: str) -> None:
        # A gemeente that exists, or nearly every message would end at its header.
        side = "afzender" if number in ("301", "319") else "ontvanger"
        message = replace(message, header=replace(message.header, **{side: gemeente}))
        header = message.header
        identity = header.bericht_identificatie
        if identity.dagtekening.year < 2020 or identity.dagtekening.year > 2100:
            identity = replace(identity, dagtekening=TODAY)
            message = replace(message, header=replace(header, bericht_identificatie=identity))

        judgement = judged(message)

        bsn = getattr(getattr(message, "client", None), "bsn", None)
        for finding in judgement.findings:
            assert finding.text.endswith(".")
            assert bsn is None or bsn not in finding.text
        if judgement.is_rejected:
            assert judgement.start_stops == ()
            assert judgement.verzoeken == ()
            assert judgement.toewijzingen == ()
        source = Source.from_bytes(b"", "x")
        verdict = Verdict(source, kind, Outcome.VALID, value=message)
        retour = answer(verdict, Envelope("R1", TODAY), judgement.codes)
        write(retour)
        placed = _places(retour)
        assert all(codes in placed for codes in judgement.codes.classes.values())

    run()


def _places(retour: Any) -> list[tuple[str, ...]]:
    """The codes of every class in the answer."""
    found: list[tuple[str, ...]] = []

    def walk(value: Any) -> None:
        if isinstance(value, tuple):
            for item in value:
                walk(item)
        elif hasattr(value, "__dataclass_fields__"):
            found.append(getattr(value, "retour_codes", ()))
            for name in value.__dataclass_fields__:
                walk(getattr(value, name))

    walk(retour)
    return found
