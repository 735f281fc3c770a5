# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The gemeente decides about a client at an aanbieder: kept, sent as a 301, and committed.

One transaction: there is no toewijzing without its message, and no message without its money.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from noaber.access.types import Recht, Viewer
from noaber.audit.operations import record_verwerking
from noaber.berichten.answers import Envelope
from noaber.berichten.definitions import messages as m
from noaber.berichten.judge import judge_bytes
from noaber.berichten.xml.write import write
from noaber.flows.boek_verplichting import boek_verplichting
from noaber.flows.buiten import granted_for
from noaber.flows.verstuur import verstuur
from noaber.kernel.finding import Finding
from noaber.partijen import queries as partijen
from noaber.partijen.operations import lock_lane
from noaber.partijen.types import Lane
from noaber.postbus import operations as postbus
from noaber.postbus.queries import get_payload
from noaber.toewijzingen import operations as toewijzingen
from noaber.toewijzingen import queries
from noaber.toewijzingen.types import (
    Besluit,
    BuitenBerichten,
    CannotAnswer,
    Decision,
    HonourVot,
    HonourVow,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Toegekend:
    """What a decision led to."""

    nummers: tuple[int, ...]
    """ToewijzingNummers of the versions that are new, in order."""
    bericht_id: int | None
    """The 301; None when nothing had to be sent."""
    warnings: tuple[Finding, ...] = field(default=())


@transaction.atomic
def ken_toe(
    *,
    lane: Lane,
    persoon_id: int,
    besluit: Besluit,
    decision: Decision,
    viewer: Viewer,
    at: datetime,
) -> Toegekend:
    """Carries out a decision and sends the 301.

    Raises:
        NotAllowed: the viewer may not.
        WijzigingRefused: the decision is not allowed; the text says what to do instead.
    """
    viewer.require(Recht.TOEWIJZEN, lane.administratie.code)
    lock_lane(lane.id)
    persoon = partijen.get_persoon(persoon_id, on=timezone.localdate(at), viewer=viewer)
    if persoon.buiten_berichten:
        raise BuitenBerichten
    about = toewijzingen.About(
        lane=lane,
        persoon_id=persoon_id,
        bsn=persoon.bsn,
        granted=granted_for(lane, persoon_id, persoon.bsn),
        verzoek=_verzoek(lane, besluit),
    )
    plan = toewijzingen.decide(about=about, besluit=besluit, decision=decision, at=at)
    composed = None
    if plan.versions or plan.vow_referentie is not None:
        composed = toewijzingen.compose_301(
            lane=lane,
            persoon_id=persoon_id,
            persoon=persoon,
            envelope=Envelope(postbus.next_identificatie(), decision.datum),
            vow_referentie=plan.vow_referentie,
        )
    nummers = tuple(version.nummer for version in plan.versions)
    warnings = plan.warnings
    bericht_id = None
    if composed is not None:
        bericht_id = _send(lane, composed.message, at)
        toewijzingen.mark_301_sent(
            lane=lane, persoon_id=persoon_id, message=composed.message, bericht_id=bericht_id
        )
        warnings += composed.warnings
    ids = queries.find_toewijzing_ids(lane, nummers)
    warnings += boek_verplichting(lane, ids.values(), on=decision.datum, at=at)
    record_verwerking(
        at=at,
        actor=viewer.naam,
        doel=viewer.doel,
        handeling=f"besluit {type(besluit).__name__}",
        administratie=lane.administratie.code,
        onderwerp=("persoon", persoon_id),
    )
    if bericht_id is not None and warnings:
        postbus.note_warnings(bericht_id=bericht_id, findings=warnings, at=at)
    return Toegekend(nummers=nummers, bericht_id=bericht_id, warnings=warnings)


def _send(lane: Lane, message: m.Bericht301, at: datetime) -> int:
    identificatie = message.header.bericht_identificatie
    return verstuur(
        lane=lane,
        payload=write(message),
        identificatie=identificatie.identificatie,
        dagtekening=identificatie.dagtekening,
        at=at,
    )


def _verzoek(lane: Lane, besluit: Besluit) -> m.Bericht315 | m.Bericht317 | None:
    """The message with the verzoek that this decision answers, read back from the post."""
    if not isinstance(besluit, HonourVot | HonourVow):
        return None
    found = queries.find_verzoek_bericht(lane, besluit.referentie)
    if found is None:
        raise CannotAnswer("TR379", "Er is geen verzoek met deze referentie van deze aanbieder")
    value = judge_bytes(get_payload(found[0])).value
    assert isinstance(value, m.Bericht315 | m.Bericht317)
    return value
