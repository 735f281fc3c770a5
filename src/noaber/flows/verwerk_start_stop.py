# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The gemeente receives a start (305) or stop (307): judged, kept, answered; the ledger follows."""

from __future__ import annotations

from noaber.berichten.definitions import messages as m
from noaber.berichten.judge import Verdict
from noaber.contracten import queries as contracten
from noaber.flows.antwoord import answer_with
from noaber.flows.boek_verplichting import boek_verplichting
from noaber.flows.buiten import used_identificaties
from noaber.flows.types import Verwerkt, Work
from noaber.toewijzingen import operations as toewijzingen
from noaber.toewijzingen.queries.controle import list_reduced_by_nummer
from noaber.toewijzingen.types import StartStop


def verwerk(work: Work, verdict: Verdict) -> Verwerkt:
    """One 305 or 307."""
    message, lane = verdict.value, work.lane
    assert isinstance(message, m.Bericht305 | m.Bericht307)
    products = contracten.list_is_taakgericht(lane.gemeente, lane.wet)
    judgement = toewijzingen.receive_start_stop(
        lane=lane,
        message=message,
        outside=toewijzingen.Outside(
            bericht_id=work.ontvangen.id,
            ontvangstdatum=work.vandaag,
            at=work.at,
            used_identificaties=used_identificaties(work),
            productcodes=frozenset(products),
            taakgericht=frozenset(product for product, is_task in products.items() if is_task),
        ),
    )
    if judgement.start_stops:
        _book(work, judgement.start_stops)
    return answer_with(
        work.ontvangen, verdict, judgement.codes, work.at, warnings=judgement.warnings
    )


def _book(work: Work, events: tuple[StartStop, ...]) -> None:
    """What stopped falls free, what runs again is expected again.

    That the costs of a toewijzing cannot be told was said when it was decided, not at every start.
    """
    lane = work.lane
    nummers = {nummer for event in events if (nummer := event.start.toewijzing_nummer)}
    # A start changes no cost unless there was a stop before it; what is bought as a task, never.
    reduced = list_reduced_by_nummer(lane, nummers) if nummers else []
    if reduced:
        boek_verplichting(lane, reduced, on=work.vandaag, at=work.at)
