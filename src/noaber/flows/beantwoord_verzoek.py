# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The gemeente answers a verzoek without assigning: in onderzoek, or no. Sent as a 319."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from noaber.access.types import Recht, Viewer
from noaber.audit.operations import record_verwerking
from noaber.berichten.answers import Envelope
from noaber.berichten.definitions.registry import definition
from noaber.berichten.xml.write import write
from noaber.partijen import queries as partijen
from noaber.partijen.operations import lock_lane
from noaber.partijen.types import Lane
from noaber.postbus import operations as postbus
from noaber.postbus.types import Opgesteld
from noaber.toewijzingen import operations as toewijzingen
from noaber.toewijzingen import queries
from noaber.toewijzingen.types import (
    Antwoordbesluit,
    BuitenBerichten,
    CannotAnswer,
    Investigate,
)


@transaction.atomic
def beantwoord_verzoek(
    *, lane: Lane, besluit: Antwoordbesluit, viewer: Viewer, at: datetime
) -> int:
    """Answers a verzoek and sends the 319; gives the number of the message.

    Raises:
        NotAllowed: the viewer may not.
        CannotAnswer: there is no such verzoek, or this answer is not possible (any more).
    """
    viewer.require(Recht.TOEWIJZEN, lane.administratie.code)
    lock_lane(lane.id)
    found = queries.list_verzoeken_by_referentie(lane, [besluit.referentie], viewer=viewer)
    if not found:
        raise CannotAnswer("TR355", "Er is geen verzoek met deze referentie van deze aanbieder")
    verzoek, today = found[-1], timezone.localdate(at)
    if partijen.is_buiten_berichten(lane.administratie.id, verzoek.bsn):
        raise BuitenBerichten
    identificatie = postbus.next_identificatie()
    message = toewijzingen.compose_319(
        lane=lane, verzoek=verzoek, besluit=besluit, envelope=Envelope(identificatie, today)
    )
    number = postbus.send(
        lane=lane,
        message=Opgesteld(
            functie=definition(lane.wet, "319").name,
            identificatie=identificatie,
            dagtekening=today,
            payload=write(message),
        ),
        at=at,
    )
    toewijzingen.mark_319_sent(
        lane=lane,
        verzoek=verzoek,
        message=message,
        bericht_id=number,
        on_woonplaats=isinstance(besluit, Investigate) and besluit.on_woonplaats,
    )
    persoon_id = partijen.find_persoon(lane.administratie.id, verzoek.bsn)
    assert persoon_id is not None
    record_verwerking(
        at=at,
        actor=viewer.naam,
        doel=viewer.doel,
        handeling="verzoek beantwoorden",
        administratie=lane.administratie.code,
        onderwerp=("persoon", persoon_id),
    )
    return number
