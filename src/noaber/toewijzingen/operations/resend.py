# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""A 301 or 319 that is sent once more: what hung on the first sending hangs on the new one."""

from __future__ import annotations

from typing import Final

from noaber.storage.history import history_of
from noaber.toewijzingen import models
from noaber.toewijzingen.rules.verzoeken import VerzoekEvent, step
from noaber.toewijzingen.types import CannotAnswer, VerzendStatus, VerzoekStatus

_EVENTS: Final = {
    VerzoekStatus.GEHONOREERD: VerzoekEvent.TOEGEWEZEN,
    VerzoekStatus.AFGEWEZEN: VerzoekEvent.AFGEWEZEN,
    VerzoekStatus.IN_ONDERZOEK: VerzoekEvent.IN_ONDERZOEK,
}


def mark_resent(*, old_id: int, new_id: int) -> None:
    """The versions that the first sending carried are on their way again, in the new one.

    Verzoeken that it answered are answered by the new one; so are those that were opened again
    because it was not delivered.

    Raises:
        CannotAnswer: such a verzoek has another answer by now.
    """
    models.ToewijzingVersie.objects.filter(bericht_id=old_id).update(
        status=VerzendStatus.VERZONDEN, bericht_id=new_id
    )
    answered = history_of(models.Verzoek).filter(antwoord_id=old_id)
    for number in sorted(set(answered.values_list("pgh_obj_id", flat=True))):
        row = models.Verzoek.objects.select_for_update(no_key=True).get(pk=number)
        if row.antwoord_id != old_id:
            # As it stood when the message went out; its history knows.
            then = answered.filter(pgh_obj_id=number).order_by("-pgh_id")[0]
            event = _EVENTS[VerzoekStatus(then.status)]
            if step(VerzoekStatus(row.status), event).to is None:
                raise CannotAnswer(
                    "TR359", "Op het verzoek waarop dit bericht antwoordt, is al geantwoord"
                )
            row.status, row.uiterlijk = then.status, then.uiterlijk
        row.antwoord_id = new_id
        row.save(update_fields=["status", "uiterlijk", "antwoord"])
