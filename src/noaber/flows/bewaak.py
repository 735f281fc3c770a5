# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The watch over terms: an answer that did not come in time becomes a signaal, once.

Over messages (theirs and ours) and over verzoeken, which wait for a decision and not for a retour.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from noaber.access.types import Recht, Viewer
from noaber.kernel.bsn import without_bsn
from noaber.postbus import operations as postbus
from noaber.postbus.types import AlertKind, Verlopen
from noaber.toewijzingen.queries.termijnen import list_verzoek_termijnen
from noaber.toewijzingen.types.termijn import VerzoekTermijn


@dataclass(frozen=True, slots=True)
class Bewaakt:
    """How many signalen are new."""

    berichten: int
    verzoeken: int

    @property
    def nieuw(self) -> int:
        """Together."""
        return self.berichten + self.verzoeken


@transaction.atomic
def bewaak(*, viewer: Viewer, at: datetime) -> Bewaakt:
    """Signals every term that has passed, unless it was signalled before.

    Raises:
        NotAllowed: the viewer may not process post.
    """
    viewer.require(Recht.POST_VERWERKEN)
    vandaag = timezone.localdate(at)
    late = list_verzoek_termijnen(viewer=viewer, before=vandaag)
    return Bewaakt(
        berichten=postbus.mark_overdue(vandaag=vandaag, at=at),
        verzoeken=postbus.note_overdue(
            kind=AlertKind.VERZOEK, verlopen=[_verlopen(verzoek) for verzoek in late], at=at
        ),
    )


def _verlopen(verzoek: VerzoekTermijn) -> Verlopen:
    what = (
        f"het {verzoek.soort} {without_bsn(verzoek.referentie_aanbieder)} van aanbieder "
        f"{verzoek.aanbieder}"
    )
    until = f"{verzoek.uiterlijk:%d-%m-%Y}"
    if verzoek.is_onze:
        text = (
            f"Op {what} had uiterlijk {until} een antwoord moeten gaan; het is nog "
            f"{verzoek.status}. Neem een besluit, of laat weten dat het in onderzoek is."
        )
    else:
        text = (
            f"Op {what} had gemeente {verzoek.gemeente} uiterlijk {until} moeten antwoorden. "
            "Vraag de gemeente waar het besluit blijft."
        )
    return Verlopen(
        termijn=f"verzoek {verzoek.id} {verzoek.uiterlijk}",
        tekst=text,
        bericht_id=verzoek.bericht_id,
    )
