# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""A message of ours goes out only when it is right at levels 1 and 2, and not too large."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from noaber.berichten.judge import Outcome, judge_bytes
from noaber.partijen.types import Lane
from noaber.postbus import operations as postbus
from noaber.postbus.envelop.names import SENT_MAX_BYTES
from noaber.postbus.types import Opgesteld
from noaber.toewijzingen.types import WijzigingRefused

_ENVELOP_BYTES: Final = 4_000


class NotSendable(WijzigingRefused):
    """What was decided, reported or asked makes a message that the other party has to reject."""


def verstuur(
    *, lane: Lane, payload: bytes, identificatie: str, dagtekening: date, at: datetime
) -> int:
    """Makes a message ready to be carried; gives its number.

    Raises:
        NotSendable: it breaks a rule of level 1 or 2, or is too large (OP179).
    """
    _check_size(payload)
    verdict = judge_bytes(payload)
    if verdict.outcome is not Outcome.VALID or verdict.definition is None:
        first = verdict.findings[0]
        raise NotSendable(
            first.rule,
            f"Hiervan komt een bericht dat de ontvanger moet afkeuren: {first.text} Vul de "
            "gegevens aan en probeer het opnieuw",
        )
    return postbus.send(
        lane=lane,
        message=Opgesteld(
            functie=verdict.definition.name,
            identificatie=identificatie,
            dagtekening=dagtekening,
            payload=payload,
        ),
        at=at,
    )


def _check_size(payload: bytes) -> None:
    """OP179, with the message as an envelop holds it: base64, and room for the rest.

    Also of a message that leaves without envelop: somebody puts one around it.
    """
    size = -(-len(payload) // 3) * 4 + _ENVELOP_BYTES
    if size > SENT_MAX_BYTES:
        raise NotSendable(
            "OP179",
            f"Dit bericht is {size / 1_000_000:.0f} MB groot en mag 25 MB zijn: verdeel de inhoud "
            "over meer berichten. Voor een declaratie zijn dat meer declaraties over dezelfde "
            "maand, elk met een eigen nummer",
        )
