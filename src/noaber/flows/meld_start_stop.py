# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The aanbieder reports starts or stops of a client: kept in its own books and sent (305, 307)."""

from __future__ import annotations

from collections.abc import Sequence
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
from noaber.toewijzingen.types import BuitenBerichten, Melding


@transaction.atomic
def meld_start_stop(
    *, lane: Lane, persoon_id: int, meldingen: Sequence[Melding], viewer: Viewer, at: datetime
) -> int:
    """Sends one 305 with these starts, or one 307 with these stops; gives its number.

    Raises:
        NotAllowed: the viewer may not.
        MeldingRefused: the gemeente would have to reject it.
        BuitenBerichten: no message may go out about this client.
        NotSendable: a date or code makes a message that is not right in itself.
        ValueError: nothing to report, or starts and stops at once.
    """
    viewer.require(Recht.AANLEVEREN, lane.administratie.code)
    if len({melding.is_stop for melding in meldingen}) != 1:
        raise ValueError("a message holds starts or stops, at least one")
    lock_lane(lane.id)
    today = timezone.localdate(at)
    persoon = partijen.get_persoon(persoon_id, on=today, viewer=viewer)
    if persoon.buiten_berichten:
        raise BuitenBerichten
    reported = toewijzingen.plan_report(
        lane=lane, persoon_id=persoon_id, bsn=persoon.bsn, meldingen=meldingen
    )
    compose = toewijzingen.compose_307 if meldingen[0].is_stop else toewijzingen.compose_305
    envelope = Envelope(postbus.next_identificatie(), today)
    message = compose(lane=lane, persoon=persoon, reported=reported, envelope=envelope)
    bericht_id = verstuur(
        lane=lane,
        payload=write(message),
        identificatie=envelope.identificatie,
        dagtekening=today,
        at=at,
    )
    toewijzingen.mark_reported(
        lane=lane, persoon_id=persoon_id, reported=reported, bericht_id=bericht_id
    )
    record_verwerking(
        at=at,
        actor=viewer.naam,
        doel=viewer.doel,
        handeling="start of stop melden",
        administratie=lane.administratie.code,
        onderwerp=("persoon", persoon_id),
    )
    return bericht_id
