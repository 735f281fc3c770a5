# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The inbox: one waiting message, judged, kept, booked and answered in one transaction.

Killed half-way, nothing has happened and the message still waits; killed after, it is done and its
answer lies ready to be carried.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from django.db import transaction

from noaber.access.types import Recht, Viewer
from noaber.audit.operations import record_verwerking
from noaber.berichten.answers import Codes
from noaber.berichten.definitions.registry import Rol
from noaber.berichten.judge import Outcome, Verdict, judge_bytes
from noaber.flows import (
    verwerk_antwoord,
    verwerk_declaratie,
    verwerk_declaratie_antwoord,
    verwerk_retour,
    verwerk_start_stop,
    verwerk_toewijzing,
    verwerk_verzoek,
)
from noaber.flows.antwoord import TECHNICAL, answer_with
from noaber.flows.types import Verwerkt, Work
from noaber.partijen.queries import get_lane
from noaber.postbus.envelop.ontvangst import read_post
from noaber.postbus.operations import (
    finish,
    put_in_quarantaine,
    refuse_for_schema,
    register_failure,
    take_next,
)
from noaber.postbus.types import Ontvangen, Quarantined, Uitkomst
from noaber.storage.locks import wait_for_turn

Flow = Callable[[Work, Verdict], Verwerkt]

FLOWS: Final[Mapping[str, Flow]] = {
    "301": verwerk_toewijzing.verwerk,
    "305": verwerk_start_stop.verwerk,
    "307": verwerk_start_stop.verwerk,
    "315": verwerk_verzoek.verwerk,
    "317": verwerk_verzoek.verwerk,
    "319": verwerk_antwoord.verwerk,
    "323": verwerk_declaratie.verwerk,
    "325": verwerk_declaratie_antwoord.verwerk,
}

_DOEL: Final = "uitwisselen van berichten over hulp (iWmo en iJw)"
_NOBODY: Final = "geen"
"""In the log: the message was for nobody here."""
_WRONG_SIDE: Final = (
    "Dit bericht gaat de verkeerde kant op: dit soort bericht ontvangt de andere partij. Zoek met "
    "de afzender uit wat de bedoeling was."
)
_UNREADABLE_ANSWER: Final = (
    "Dit antwoord klopt niet met het schema of met de technische regels, en op een antwoord gaat "
    "geen antwoord. Vraag de afzender om een goed antwoord."
)


def process_next(
    *, viewer: Viewer, at: datetime, lane_id: int | None = None
) -> tuple[Verwerkt, int | None] | None:
    """Takes the next waiting message and does all that it asks; with it the lane it was in.

    None when nothing waits that nobody else is at. An error of ours leaves the message waiting; it
    is counted, and after a few times the message goes to quarantaine.

    Raises:
        NotAllowed: the viewer may not process post.
    """
    viewer.require(Recht.POST_VERWERKEN)
    taken: Ontvangen | None = None
    try:
        with transaction.atomic():
            found = take_next(lane_id=lane_id)
            if found is None:
                return None
            taken = found.ontvangen
            done = _process(taken, found.data, viewer, at)
            _log(taken, viewer, at)
            return done, taken.lane_id
    except Exception as error:
        if taken is None or not _is_ours(error):
            raise
        register_failure(bericht_id=taken.id, error=type(error).__name__, at=at)
        raise ProcessingFailed(taken.id, type(error).__name__) from error


class ProcessingFailed(Exception):
    """An error of ours in one message; the others can go on. The text names no content."""

    def __init__(self, bericht_id: int, kind: str) -> None:
        super().__init__(f"processing message {bericht_id} ended in {kind}")
        self.bericht_id = bericht_id
        self.kind = kind


def _is_ours(error: Exception) -> bool:
    """Whether the message may be to blame: not when the database went away."""
    # Only who met an error needs these.
    from django.db.utils import InterfaceError, OperationalError  # noqa: PLC0415

    return not isinstance(error, OperationalError | InterfaceError)


def _process(taken: Ontvangen, data: bytes, viewer: Viewer, at: datetime) -> Verwerkt:
    if taken.envelop is not None:
        post = read_post(data, taken.naam)
        if taken.is_fout:
            return verwerk_retour.verwerk_fout(taken, post, at)
        assert post.payload is not None, "only a foutbericht holds no message"
        data = post.payload
    verdict = judge_bytes(data, taken.naam)
    if taken.identificatie:  # is used once per sender, so also over lanes (TR056)
        wait_for_turn(f"{taken.functie} {taken.zender} {taken.identificatie}")
    definition = verdict.definition
    if definition is not None and definition.question is not None:
        return _answer_of_others(taken, verdict, viewer, at)
    if verdict.outcome in (Outcome.REJECTED_SCHEMA, Outcome.UNKNOWN):
        answer = refuse_for_schema(bericht_id=taken.id, at=at)
        finish(bericht_id=taken.id, uitkomst=Uitkomst.NIET_LEESBAAR, retourcodes=(), at=at)
        return _verwerkt(taken, Uitkomst.NIET_LEESBAAR, antwoord_id=answer)
    if taken.lane_id is None:
        return answer_with(taken, verdict, _unknown_gemeente(taken, verdict), at)
    if verdict.outcome is Outcome.REJECTED_0001:
        return answer_with(taken, verdict, Codes(header=TECHNICAL), at)
    return _heenbericht(taken, verdict, viewer, at)


def _heenbericht(taken: Ontvangen, verdict: Verdict, viewer: Viewer, at: datetime) -> Verwerkt:
    assert taken.lane_id is not None
    assert verdict.definition is not None
    work = Work(ontvangen=taken, lane=get_lane(taken.lane_id), viewer=viewer, at=at)
    if work.lane.rol is verdict.definition.sender:
        return _aside(taken, _WRONG_SIDE, at)
    return FLOWS[verdict.definition.number](work, verdict)


def _answer_of_others(taken: Ontvangen, verdict: Verdict, viewer: Viewer, at: datetime) -> Verwerkt:
    assert verdict.definition is not None
    if verdict.outcome is not Outcome.VALID:
        return _aside(taken, _UNREADABLE_ANSWER, at)
    if taken.lane_id is None:
        return _aside(taken, _WRONG_SIDE, at)
    work = Work(ontvangen=taken, lane=get_lane(taken.lane_id), viewer=viewer, at=at)
    if verdict.definition.is_retour:
        return verwerk_retour.verwerk(work, verdict)
    if work.lane.rol is Rol.AANBIEDER:
        return FLOWS[verdict.definition.number](work, verdict)
    return _aside(taken, _WRONG_SIDE, at)


def _unknown_gemeente(taken: Ontvangen, verdict: Verdict) -> Codes:
    """TR135 says more than TR378 when both are broken."""
    header = verdict.columns.header if verdict.columns else getattr(verdict.value, "header", None)
    assert header is not None
    dagtekening = header.bericht_identificatie.dagtekening
    return Codes(header="8848" if dagtekening > taken.ontvangstdatum else "S300")


def _aside(taken: Ontvangen, reason: str, at: datetime) -> Verwerkt:
    put_in_quarantaine(bericht_id=taken.id, outcome=Quarantined(reason=reason), at=at)
    return replace(_verwerkt(taken, Uitkomst.QUARANTAINE), reden=reason)


def _verwerkt(taken: Ontvangen, uitkomst: Uitkomst, antwoord_id: int | None = None) -> Verwerkt:
    return Verwerkt(
        bericht_id=taken.id,
        naam=taken.naam,
        functie=taken.functie,
        uitkomst=uitkomst,
        antwoord_id=antwoord_id,
    )


def _log(taken: Ontvangen, viewer: Viewer, at: datetime) -> None:
    """Whatever came of it: to judge a message is to read it."""
    record_verwerking(
        at=at,
        actor=viewer.naam,
        doel=_DOEL,
        handeling=f"{taken.functie or 'bericht'} verwerken",
        administratie=taken.administratie or _NOBODY,
        onderwerp=("bericht", taken.id),
    )
