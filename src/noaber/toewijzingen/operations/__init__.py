# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Writing toewijzingen, verzoeken and leveringen.

``received`` (a message that came in) · ``decide`` (what the gemeente decides) · ``send`` (301 and
319, and what a retour means) · ``report`` and ``request`` (what the aanbieder reports and asks) ·
``resend`` (once more) · ``store`` (the rows; private).
"""

from noaber.toewijzingen.operations.decide import About, decide
from noaber.toewijzingen.operations.received import (
    Outside,
    receive_antwoord,
    receive_start_stop,
    receive_toewijzing,
    receive_verzoek,
)
from noaber.toewijzingen.operations.report import (
    Reported,
    apply_retour_on_report,
    compose_305,
    compose_307,
    mark_reported,
    plan_report,
)
from noaber.toewijzingen.operations.request import (
    check_verzoek,
    compose_315,
    compose_317,
    mark_verzoek_resent,
    mark_verzoek_sent,
)
from noaber.toewijzingen.operations.resend import mark_resent
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
    "Reported",
    "apply_302",
    "apply_retour_on_report",
    "apply_retour_on_verzoek",
    "check_verzoek",
    "compose_301",
    "compose_305",
    "compose_307",
    "compose_315",
    "compose_317",
    "compose_319",
    "decide",
    "mark_301_sent",
    "mark_319_sent",
    "mark_reported",
    "mark_resent",
    "mark_verzoek_resent",
    "mark_verzoek_sent",
    "plan_report",
    "receive_antwoord",
    "receive_start_stop",
    "receive_toewijzing",
    "receive_verzoek",
    "reopen_verzoeken",
]
