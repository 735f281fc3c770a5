# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""A retourbericht or foutbericht on a message of ours: noted there, with what it means for us."""

from __future__ import annotations

from datetime import datetime

from noaber.berichten.definitions.messages import Retourbericht
from noaber.berichten.definitions.registry import by_name
from noaber.berichten.judge import Verdict
from noaber.flows.types import Verwerkt, Work
from noaber.postbus import operations as postbus
from noaber.postbus.operations.answers import Answered
from noaber.postbus.queries import get_post
from noaber.postbus.types import Ontvangen, Post, Quarantined, Status, Uitkomst
from noaber.toewijzingen import operations as toewijzingen
from noaber.toewijzingen.types import VerzendStatus

_OF_301 = {
    Status.ANSWERED_OK: VerzendStatus.BEVESTIGD,
    Status.ANSWERED_REJECTED: VerzendStatus.AFGEKEURD,
    Status.FAULTED: VerzendStatus.NIET_AFGELEVERD,
}


def verwerk(work: Work, verdict: Verdict) -> Verwerkt:
    """One 302, 306, 308, 316, 318 or 320."""
    message = verdict.value
    assert isinstance(message, Retourbericht)
    codes = tuple(message.header.retour_codes)
    post = get_post(work.ontvangen.id)
    return _apply(work.ontvangen, post, work.at, is_rejection=bool(codes), codes=codes)


def verwerk_fout(taken: Ontvangen, post: Post, at: datetime) -> Verwerkt:
    """One foutbericht (Fo01)."""
    return _apply(taken, post, at, is_rejection=True, codes=())


def _apply(
    taken: Ontvangen, post: Post, at: datetime, *, is_rejection: bool, codes: tuple[str, ...]
) -> Verwerkt:
    answered = postbus.apply_answer(
        bericht_id=taken.id, post=post, is_rejection=is_rejection, at=at
    )
    if isinstance(answered, Quarantined):
        postbus.put_in_quarantaine(bericht_id=taken.id, outcome=answered, at=at)
        return _done(taken, Uitkomst.QUARANTAINE, codes, answered.reason)
    _pass_on(answered, at)
    uitkomst = Uitkomst.AFGEKEURD if is_rejection else Uitkomst.AKKOORD
    postbus.finish(bericht_id=taken.id, uitkomst=uitkomst, retourcodes=codes, at=at)
    return _done(taken, uitkomst, codes)


def _pass_on(answered: Answered, at: datetime) -> None:
    """What the fate of our message means for what it was about."""
    number = by_name(answered.functie).number if answered.functie else ""
    if number == "301" and answered.status in _OF_301:
        toewijzingen.apply_302(bericht_id=answered.bericht_id, status=_OF_301[answered.status])
    elif number == "319" and answered.status in (Status.ANSWERED_REJECTED, Status.FAULTED):
        toewijzingen.reopen_verzoeken(bericht_id=answered.bericht_id)
    elif number in ("315", "317"):
        toewijzingen.apply_retour_on_verzoek(
            bericht_id=answered.bericht_id,
            is_accepted=answered.status is Status.ANSWERED_OK,
        )
    elif number in ("305", "307"):
        toewijzingen.apply_retour_on_report(
            bericht_id=answered.first_id,
            is_accepted=answered.status is Status.ANSWERED_OK,
            at=at,
        )


def _done(
    taken: Ontvangen, uitkomst: Uitkomst, codes: tuple[str, ...], reden: str = ""
) -> Verwerkt:
    return Verwerkt(
        bericht_id=taken.id,
        naam=taken.naam,
        functie=taken.functie or "Fo01",
        uitkomst=uitkomst,
        retourcodes=codes,
        codes=codes,
        reden=reden,
    )
