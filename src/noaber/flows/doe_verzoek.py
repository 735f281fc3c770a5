# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The aanbieder asks for help to be assigned or changed: kept and sent (315, 317)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from noaber.access.types import Recht, Viewer
from noaber.audit.operations import record_verwerking
from noaber.berichten.answers import Envelope
from noaber.berichten.xml.write import write
from noaber.flows.verstuur import verstuur
from noaber.partijen import queries as partijen
from noaber.partijen.operations import lock_lane
from noaber.partijen.types import Lane
from noaber.postbus import operations as postbus
from noaber.toewijzingen import operations as toewijzingen
from noaber.toewijzingen.types import Aanvraagsoort, BuitenBerichten, Vot


@transaction.atomic
def doe_verzoek(
    *, lane: Lane, persoon_id: int, gevraagd: Aanvraagsoort, viewer: Viewer, at: datetime
) -> int:
    """Sends a VOT as a 315 or a VOW as a 317; gives the number of the message.

    Raises:
        NotAllowed: the viewer may not.
        VerzoekRefused: the gemeente would have to reject it.
        BuitenBerichten: no message may go out about this client.
        NotSendable: a date or code makes a message that is not right in itself.
    """
    viewer.require(Recht.AANLEVEREN, lane.administratie.code)
    lock_lane(lane.id)
    today = timezone.localdate(at)
    persoon = partijen.get_persoon(persoon_id, on=today, viewer=viewer)
    if persoon.buiten_berichten:
        raise BuitenBerichten
    toewijzingen.check_verzoek(lane=lane, persoon_id=persoon_id, bsn=persoon.bsn, gevraagd=gevraagd)
    envelope = Envelope(postbus.next_identificatie(), today)
    message = (
        toewijzingen.compose_315(lane=lane, persoon=persoon, vot=gevraagd, envelope=envelope)
        if isinstance(gevraagd, Vot)
        else toewijzingen.compose_317(
            lane=lane, persoon_id=persoon_id, bsn=persoon.bsn, vow=gevraagd, envelope=envelope
        )
    )
    bericht_id = verstuur(
        lane=lane,
        payload=write(message),
        identificatie=envelope.identificatie,
        dagtekening=today,
        at=at,
    )
    toewijzingen.mark_verzoek_sent(
        lane=lane,
        persoon_id=persoon_id,
        bsn=persoon.bsn,
        gevraagd=gevraagd,
        on=today,
        bericht_id=bericht_id,
    )
    record_verwerking(
        at=at,
        actor=viewer.naam,
        doel=viewer.doel,
        handeling="verzoek doen",
        administratie=lane.administratie.code,
        onderwerp=("persoon", persoon_id),
    )
    return bericht_id
