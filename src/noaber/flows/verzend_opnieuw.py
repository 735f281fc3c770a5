# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""A message of ours goes out once more, and what hung on its first sending goes along."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from noaber.access.types import Viewer
from noaber.audit.operations import record_verwerking
from noaber.partijen.operations import lock_lane
from noaber.postbus import operations as postbus
from noaber.postbus.operations import NotResendable
from noaber.postbus.queries import get_detail
from noaber.toewijzingen import operations as toewijzingen
from noaber.toewijzingen.types import CannotAnswer, VerzoekRefused


@transaction.atomic
def verzend_opnieuw(*, bericht_id: int, viewer: Viewer, at: datetime) -> int:
    """Makes a message ready to go again, and logs it; gives the number of the new sending.

    Raises:
        NotAllowed: the viewer may not.
        UnknownBericht: not a message of ours, or not for this viewer.
        NotResendable: it is still on its way, has arrived, or is overtaken.
    """
    detail = get_detail(viewer=viewer, bericht_id=bericht_id)
    if detail.lane_id is not None:
        lock_lane(detail.lane_id)
    new_id = postbus.resend(bericht_id=bericht_id, viewer=viewer, at=at)
    _pass_on(detail.regel.functie[-3:], bericht_id, new_id)
    record_verwerking(
        at=at,
        actor=viewer.naam,
        doel=viewer.doel,
        handeling=f"{detail.regel.soort} opnieuw verzenden",
        administratie=detail.regel.administratie or "geen",
        onderwerp=("bericht", bericht_id),
    )
    return new_id


def _pass_on(number: str, old_id: int, new_id: int) -> None:
    try:
        if number in ("301", "319"):
            toewijzingen.mark_resent(old_id=old_id, new_id=new_id)
        elif number in ("315", "317"):
            toewijzingen.mark_verzoek_resent(old_id=old_id, new_id=new_id)
    except CannotAnswer:
        raise NotResendable(
            "Op het verzoek waarop dit bericht antwoordt, is inmiddels een ander antwoord gegaan. "
            "Verzend dit bericht niet opnieuw; kijk wat de aanbieder nu heeft gekregen."
        ) from None
    except VerzoekRefused:
        raise NotResendable(
            "De referentie in dit verzoek is inmiddels gebruikt in een ander verzoek. Verzend dit "
            "bericht niet opnieuw; doe zo nodig een nieuw verzoek met een eigen referentie."
        ) from None
