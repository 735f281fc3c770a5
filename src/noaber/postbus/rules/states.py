# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What can happen to a message that we send: one table, with a reason for every pair.

A resend after a fault is a message of its own, with a new referentienummer and the same payload;
the one that was not delivered stays so. A message on which no answer is due (a retour, a 325) ends
as sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from noaber.postbus.types import Event, Status

S: Final = Status
E: Final = Event


@dataclass(frozen=True, slots=True)
class Transition:
    """What an event means for a message in a state. ``to`` None: nothing, and a person must look.

    ``to`` equal to ``status``: it was known already, or changes nothing.
    """

    status: Status
    event: Event
    to: Status | None
    reason: str
    """Dutch, for the history of the message or for the reason of the quarantaine."""


_NOT_SENT = "Het bericht is nog niet verzonden, dus er loopt geen termijn."
_PROOF = "Het antwoord bewijst dat het bericht is verzonden, ook al was dat nog niet vastgelegd."
_NEW_NUMBER = "Een bericht wordt opnieuw verzonden met een nieuw referentienummer."
_LATE = "Een antwoord dat te laat is, geldt ook."
_FAULT = "Een knooppunt of de ontvanger meldt dat het bericht niet is aangenomen."
_NO_ANSWER_DUE = "Na een foutbericht komt er geen antwoord, dus er loopt geen termijn."
_AFTER_FAULT = "Het bericht gold als niet afgeleverd en krijgt toch een antwoord."
_SECOND_FAULT = "Er was al een foutbericht over dit bericht."
_SECOND = "Dit bericht is al beantwoord."
_FAULT_AFTER_ANSWER = "Dit bericht is al beantwoord, dus het is wel afgeleverd."
_ANSWERED = "Het bericht is al beantwoord, dus er loopt geen termijn."
_ALREADY_SENT = "Het bericht is al beantwoord, dus het is al verzonden."
_SEEN = "De eerste keer is het aangekomen; deze tweede keer is geweigerd."

TRANSITIONS: Final = (
    Transition(S.MADE, E.SENT, S.SENT, "Het bericht is aan de drager gegeven."),
    Transition(S.MADE, E.ANSWERED_OK, S.ANSWERED_OK, _PROOF),
    Transition(S.MADE, E.ANSWERED_REJECTED, S.ANSWERED_REJECTED, _PROOF),
    Transition(S.MADE, E.NOT_DELIVERED, S.FAULTED, _FAULT),
    Transition(S.MADE, E.SEEN_BEFORE, S.SENT, _SEEN),
    Transition(S.MADE, E.DEADLINE_PASSED, None, _NOT_SENT),
    Transition(S.SENT, E.SENT, S.SENT, "Hetzelfde bestand is nog eens klaargezet."),
    Transition(S.SENT, E.ANSWERED_OK, S.ANSWERED_OK, "De ontvanger heeft het bericht aangenomen."),
    Transition(
        S.SENT, E.ANSWERED_REJECTED, S.ANSWERED_REJECTED, "De ontvanger heeft het afgekeurd."
    ),
    Transition(S.SENT, E.NOT_DELIVERED, S.FAULTED, _FAULT),
    Transition(S.SENT, E.SEEN_BEFORE, S.SENT, _SEEN),
    Transition(S.SENT, E.DEADLINE_PASSED, S.OVERDUE, "Er kwam op tijd geen antwoord."),
    Transition(S.OVERDUE, E.SENT, None, _NEW_NUMBER),
    Transition(S.OVERDUE, E.ANSWERED_OK, S.ANSWERED_OK, _LATE),
    Transition(S.OVERDUE, E.ANSWERED_REJECTED, S.ANSWERED_REJECTED, _LATE),
    Transition(S.OVERDUE, E.NOT_DELIVERED, S.FAULTED, _FAULT),
    Transition(S.OVERDUE, E.SEEN_BEFORE, S.OVERDUE, _SEEN),
    Transition(S.OVERDUE, E.DEADLINE_PASSED, S.OVERDUE, "Dit is al gesignaleerd."),
    Transition(S.FAULTED, E.SENT, None, _NEW_NUMBER),
    Transition(S.FAULTED, E.ANSWERED_OK, None, _AFTER_FAULT),
    Transition(S.FAULTED, E.ANSWERED_REJECTED, None, _AFTER_FAULT),
    Transition(S.FAULTED, E.NOT_DELIVERED, None, _SECOND_FAULT),
    Transition(S.FAULTED, E.SEEN_BEFORE, None, _SECOND_FAULT),
    Transition(S.FAULTED, E.DEADLINE_PASSED, None, _NO_ANSWER_DUE),
    Transition(S.ANSWERED_OK, E.SENT, None, _ALREADY_SENT),
    Transition(S.ANSWERED_OK, E.ANSWERED_OK, None, _SECOND),
    Transition(S.ANSWERED_OK, E.ANSWERED_REJECTED, None, _SECOND),
    Transition(S.ANSWERED_OK, E.NOT_DELIVERED, None, _FAULT_AFTER_ANSWER),
    Transition(S.ANSWERED_OK, E.SEEN_BEFORE, S.ANSWERED_OK, _SEEN),
    Transition(S.ANSWERED_OK, E.DEADLINE_PASSED, None, _ANSWERED),
    Transition(S.ANSWERED_REJECTED, E.SENT, None, _ALREADY_SENT),
    Transition(S.ANSWERED_REJECTED, E.ANSWERED_OK, None, _SECOND),
    Transition(S.ANSWERED_REJECTED, E.ANSWERED_REJECTED, None, _SECOND),
    Transition(S.ANSWERED_REJECTED, E.NOT_DELIVERED, None, _FAULT_AFTER_ANSWER),
    Transition(S.ANSWERED_REJECTED, E.SEEN_BEFORE, S.ANSWERED_REJECTED, _SEEN),
    Transition(S.ANSWERED_REJECTED, E.DEADLINE_PASSED, None, _ANSWERED),
)

_BY_PAIR: Final[Mapping[tuple[Status, Event], Transition]] = MappingProxyType(
    {(entry.status, entry.event): entry for entry in TRANSITIONS}
)


def transition(status: Status, event: Event) -> Transition:
    """What this event means for a message in this state."""
    return _BY_PAIR[status, event]
