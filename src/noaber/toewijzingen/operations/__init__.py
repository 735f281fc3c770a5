# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Writing toewijzingen, verzoeken and leveringen.

``received`` (a message that came in) · ``decide`` (what the gemeente decides) · ``send`` (301 and
319, and what their retour means) · ``store`` (the rows; private).
"""

from noaber.toewijzingen.operations.decide import About, decide, preview
from noaber.toewijzingen.operations.received import (
    Outside,
    receive_antwoord,
    receive_start_stop,
    receive_toewijzing,
    receive_verzoek,
)
from noaber.toewijzingen.operations.send import (
    Composed,
    apply_302,
    apply_retour_on_verzoek,
    compose_301,
    compose_319,
    mark_301_sent,
    mark_319_sent,
    reopen_verzoeken,
)

__all__ = [
    "About",
    "Composed",
    "Outside",
    "apply_302",
    "apply_retour_on_verzoek",
    "compose_301",
    "compose_319",
    "decide",
    "mark_301_sent",
    "mark_319_sent",
    "preview",
    "receive_antwoord",
    "receive_start_stop",
    "receive_toewijzing",
    "receive_verzoek",
    "reopen_verzoeken",
]
