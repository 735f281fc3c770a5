# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Something in quarantaine is processed once more, because a person decided so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from noaber.access.types import Viewer
from noaber.flows.inbox import ProcessingFailed, process_next
from noaber.flows.neem_in import neem_in
from noaber.postbus import operations as postbus
from noaber.postbus.envelop.ontvangst import UnacceptablePost, read_post
from noaber.postbus.operations import Settled
from noaber.postbus.queries import get_detail
from noaber.postbus.types import InStatus, PostRegel, Quarantined

_BESLUIT: Final = "opnieuw verwerken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opnieuw:
    """What came of it."""

    regel: PostRegel | None
    """The message as it stands now; None when it was not taken in."""
    reden: str = ""
    """Why it is in quarantaine again, in Dutch."""

    @property
    def waits(self) -> bool:
        """Whether it is taken in and its turn has not come."""
        return self.regel is not None and self.regel.status == InStatus.ONTVANGEN


def verwerk_opnieuw(*, quarantaine_id: int, viewer: Viewer, at: datetime) -> Opnieuw:
    """Takes it in again if it was not, and processes its lane up to and including it.

    A message that is in no lane waits for the next run over all post.

    Raises:
        NotAllowed: the viewer may not.
        AlreadySettled: it is not open.
        NothingKept: its bytes were never there.
    """
    with transaction.atomic():
        settled = postbus.settle_quarantaine(
            quarantaine_id=quarantaine_id, besluit=_BESLUIT, again=True, viewer=viewer, at=at
        )
        bericht_id, reason = settled.bericht_id, ""
        if bericht_id is None:
            bericht_id, reason = _take_in(settled, at)
    if bericht_id is None:
        return Opnieuw(regel=None, reden=reason)
    return _process(bericht_id, viewer, at)


def _take_in(settled: Settled, at: datetime) -> tuple[int | None, str]:
    assert settled.data is not None
    try:
        post = read_post(settled.data, settled.naam)
    except UnacceptablePost as problem:
        outcome = Quarantined(reason=str(problem))
        postbus.refuse(data=settled.data, naam=settled.naam, outcome=outcome, at=at)
        return None, outcome.reason
    received = neem_in(post, at=at)
    if isinstance(received.outcome, Quarantined):
        return received.bericht_id, received.outcome.reason
    return received.bericht_id, ""


def _process(bericht_id: int, viewer: Viewer, at: datetime) -> Opnieuw:
    detail = get_detail(viewer=viewer, bericht_id=bericht_id)
    while detail.lane_id is not None and detail.regel.status == InStatus.ONTVANGEN:
        try:
            is_taken = process_next(viewer=viewer, at=at, lane_id=detail.lane_id) is None
        except ProcessingFailed:
            is_taken = False  # counted; after a few times it steps aside, and the lane goes on
        if is_taken:
            break  # somebody else is at this lane
        detail = get_detail(viewer=viewer, bericht_id=bericht_id)
    reason = ""
    if detail.regel.status == InStatus.QUARANTAINE:
        reason = detail.gebeurtenissen[-1].wat
    return Opnieuw(regel=detail.regel, reden=reason)
