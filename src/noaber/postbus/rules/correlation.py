# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Which message of ours an answer belongs to. To one, or to none: then it goes to quarantaine.

A caller asks ``answer_key`` what to look for, looks it up, and hands what it found to
``correlate``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from noaber.berichten.definitions.registry import by_name
from noaber.postbus.rules.foutcodes import fault_event
from noaber.postbus.rules.states import transition
from noaber.postbus.types import (
    Alert,
    AlertKind,
    Du01,
    Event,
    Fo01,
    Kop,
    Post,
    Quarantined,
    Status,
    Verzonden,
)


@dataclass(frozen=True, slots=True)
class ByReferentienummer:
    """Look for the message of ours that went out in the envelop of this number."""

    referentienummer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ByIdentificatie:
    """Look for the message of ours with these: the answer came without a reference to an envelop.

    So it is with a bare message, and with a 325 in a Di01, which has no crossRefnummer.
    """

    functie: str
    zender: str
    ontvanger: str
    identificatie: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """The one message that was answered.

    ``event`` is known for a foutbericht; for an answer it follows from its retourcodes.
    """

    message: Verzonden
    event: Event | None


def answer_key(post: Post) -> ByReferentienummer | ByIdentificatie | None:
    """By what to look for the message that this answers; None if this is no answer."""
    if isinstance(post.envelop, Du01 | Fo01):
        return ByReferentienummer(post.envelop.cross_refnummer)
    if post.kop is None or post.kop.antwoord_op is None:
        return None
    question = by_name(post.kop.functie).question
    assert question is not None
    return ByIdentificatie(
        functie=question.name,
        zender=post.kop.ontvanger,
        ontvanger=post.kop.zender,
        identificatie=post.kop.antwoord_op,
    )


def correlate(post: Post, message: Verzonden | None) -> Matched | Quarantined:
    """Whether this answer may be applied to the message that was found by its key."""
    if message is None:
        return _quarantined(AlertKind.UNKNOWN_REFERENCE, _UNKNOWN)
    if isinstance(post.envelop, Fo01):
        event = fault_event(post.envelop.code)
        return _if_possible(message, event, event)
    functie = post.kop.functie if post.kop else _functie(post)
    answer = by_name(message.functie).answer
    if answer is None or answer.name != functie or not _is_from_the_other(post.kop, message):
        return _quarantined(AlertKind.OTHER_MESSAGE, _OTHER)
    return _if_possible(message, Event.ANSWERED_OK, None)


_ACT: Final = "Er is niets mee gedaan. Zoek met de afzender uit bij welk bericht dit hoort."
_UNKNOWN: Final = f"Dit is een antwoord op een bericht dat hier niet bekend is. {_ACT}"
_OTHER: Final = (
    "Dit antwoord verwijst naar een bericht van ons, maar past er niet bij: soort, nummer of "
    f"partij is anders. {_ACT}"
)


def _functie(post: Post) -> str | None:
    return post.envelop.functie if isinstance(post.envelop, Du01) else None


def _is_from_the_other(kop: Kop | None, message: Verzonden) -> bool:
    """The header inside must name the same message and the same two parties.

    Without a readable header there is nothing to compare: level 1 refuses that answer.
    """
    return kop is None or (kop.zender, kop.ontvanger, kop.antwoord_op) == (
        message.ontvanger,
        message.zender,
        message.identificatie,
    )


def _if_possible(
    message: Verzonden, event: Event, known_event: Event | None
) -> Matched | Quarantined:
    meaning = transition(message.status, event)
    if meaning.to is not None:
        return Matched(message=message, event=known_event)
    is_answer = known_event is None
    kind = (
        AlertKind.ANSWER_AFTER_FAULT
        if is_answer and message.status is Status.FAULTED
        else AlertKind.SECOND_ANSWER
    )
    return _quarantined(kind, f"{meaning.reason} Er is niets mee gedaan. Beoordeel wat er geldt.")


def _quarantined(kind: AlertKind, reason: str) -> Quarantined:
    return Quarantined(reason=reason, alert=Alert(kind=kind, text=reason))
