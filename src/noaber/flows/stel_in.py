# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""An administratie changes its settings, and the ledger follows where money depends on them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from noaber.access.types import Viewer
from noaber.flows.boek_verplichting import boek_verplichting
from noaber.partijen.operations import lock_lane, set_instellingen
from noaber.partijen.queries import get_administratie, get_lane
from noaber.partijen.types import Administratie
from noaber.toewijzingen.queries import list_short_output


@transaction.atomic
def stel_in(
    *, code: str, waarden: Mapping[str, str], viewer: Viewer, at: datetime
) -> Administratie:
    """Changes settings, all or none; ``waarden`` are by name, as a user writes them.

    Raises:
        NotAllowed: the viewer may not.
        UnknownAdministratie: there are no such books, or not for this viewer.
        UnknownInstelling: a name or value does not exist.
    """
    before = get_administratie(code, viewer=viewer).instellingen
    after = set_instellingen(code=code, waarden=waarden, viewer=viewer, at=at)
    if before.output_week_zonder_zondag != after.instellingen.output_week_zonder_zondag:
        _book_again(after, at)
    return after


def _book_again(administratie: Administratie, at: datetime) -> None:
    """What may be declared on a toewijzing without Sunday is another amount now."""
    on = timezone.localdate(at)
    for lane_id, ids in list_short_output(administratie.id).items():
        lock_lane(lane_id)
        boek_verplichting(get_lane(lane_id), ids, on=on, at=at)
