# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The aanbieder receives the answer to a verzoek (319): judged, noted at the verzoek, answered."""

from __future__ import annotations

from noaber.berichten.definitions import messages as m
from noaber.berichten.judge import Verdict
from noaber.contracten import queries as contracten
from noaber.flows.antwoord import answer_with
from noaber.flows.buiten import used_identificaties
from noaber.flows.types import Verwerkt, Work
from noaber.toewijzingen import operations as toewijzingen


def verwerk(work: Work, verdict: Verdict) -> Verwerkt:
    """One 319."""
    message, lane = verdict.value, work.lane
    assert isinstance(message, m.Bericht319)
    judgement = toewijzingen.receive_antwoord(
        lane=lane,
        message=message,
        outside=toewijzingen.Outside(
            bericht_id=work.ontvangen.id,
            ontvangstdatum=work.vandaag,
            at=work.at,
            used_identificaties=used_identificaties(work),
            productcodes=contracten.list_productcodes(lane.gemeente, lane.wet),
        ),
        viewer=work.viewer,
    )
    return answer_with(
        work.ontvangen, verdict, judgement.codes, work.at, warnings=judgement.warnings
    )
