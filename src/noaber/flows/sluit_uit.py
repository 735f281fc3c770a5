# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""A client is kept out of what is sent, or let in again (OP003)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from noaber.access.types import Viewer
from noaber.audit.operations import record_verwerking
from noaber.partijen.operations import set_buiten_berichten
from noaber.partijen.queries import UnknownPersoon, find_persoon, get_administratie


@transaction.atomic
def sluit_uit(*, code: str, bsn: str, is_buiten: bool, viewer: Viewer, at: datetime) -> None:
    """Keeps the client with this bsn out of every message of these books, or lets messages go.

    Raises:
        NotAllowed: the viewer may not.
        UnknownAdministratie: there are no such books, or not for this viewer.
        UnknownPersoon: nobody in these books has this bsn.
    """
    administratie = get_administratie(code, viewer=viewer)
    persoon_id = find_persoon(administratie.id, bsn)
    if persoon_id is None:
        raise UnknownPersoon
    set_buiten_berichten(
        administratie=administratie,
        persoon_id=persoon_id,
        is_buiten=is_buiten,
        viewer=viewer,
        at=at,
    )
    record_verwerking(
        at=at,
        actor=viewer.naam,
        doel=viewer.doel,
        handeling="buiten het berichtenverkeer houden" if is_buiten else "weer berichten toestaan",
        administratie=administratie.code,
        onderwerp=("persoon", persoon_id),
    )
