# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Keeping which decisions were carried out, so that none is carried out twice."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from noaber.access.sealing import keyring
from noaber.access.types import Viewer
from noaber.partijen.types import Administratie
from noaber.toewijzingen import models
from noaber.toewijzingen.types.genomen import GenomenBesluit


def afdruk(told: Mapping[str, str]) -> bytes:
    """What tells one decision from another and gives nothing of it away: it holds a bsn."""
    return keyring().blind_index(json.dumps(dict(told), sort_keys=True))


def record_besluit(
    *, administratie: Administratie, besluit: GenomenBesluit, viewer: Viewer, at: datetime
) -> None:
    """Keeps a decision, in the transaction that carries it out.

    Whoever calls knows that its kenmerk is not used yet in these books.
    """
    afspraak = besluit.afspraak
    models.GenomenBesluit.objects.create(
        administratie_id=administratie.id,
        kenmerk=besluit.kenmerk,
        afdruk=besluit.afdruk,
        soort=besluit.soort,
        nummers=list(besluit.nummers),
        berichten=list(besluit.berichten),
        afspraak_soort=afspraak.kind if afspraak else "",
        afspraak_datum=afspraak.datum if afspraak else None,
        afspraak_toelichting=afspraak.note if afspraak else "",
        door=viewer.naam,
        at=at,
    )
