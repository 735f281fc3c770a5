# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The gemeente receives a verzoek (315 or 317): judged, kept with its term, answered technically.

Whether the help is granted is a decision that follows: ``ken_toe`` or ``beantwoord_verzoek``.
"""

from __future__ import annotations

from noaber.berichten.definitions import messages as m
from noaber.berichten.judge import Verdict
from noaber.contracten import queries as contracten
from noaber.flows.antwoord import answer_with
from noaber.flows.buiten import gecontracteerd, granted_of, used_identificaties
from noaber.flows.types import Verwerkt, Work
from noaber.toewijzingen import operations as toewijzingen


def verwerk(work: Work, verdict: Verdict) -> Verwerkt:
    """One 315 or 317."""
    message, lane = verdict.value, work.lane
    assert isinstance(message, m.Bericht315 | m.Bericht317)
    judgement = toewijzingen.receive_verzoek(
        lane=lane,
        message=message,
        outside=toewijzingen.Outside(
            bericht_id=work.ontvangen.id,
            ontvangstdatum=work.vandaag,
            at=work.at,
            used_identificaties=used_identificaties(work),
            productcodes=contracten.list_productcodes(lane.gemeente, lane.wet),
            granted=granted_of(lane, message.client.bsn),
            gecontracteerd=gecontracteerd(lane),
        ),
        viewer=work.viewer,
    )
    return answer_with(
        work.ontvangen, verdict, judgement.codes, work.at, warnings=judgement.warnings
    )
