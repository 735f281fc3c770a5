# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""When each answer is due. A late message is never a ground for rejection (flows §2).

Working days are those of the calendar that the administratie chose; weeks and days run on as agreed
between the parties, without the Algemene termijnenwet. The terms of retours are those of postbus.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from noaber.kernel.calendar.terms import Term, TermUnit
from noaber.kernel.calendar.workdays import ISTANDAARDEN
from noaber.toewijzingen.types import Verzoek, VerzoekStatus

_FIRST_ANSWER: Final = 5
"""OP274 (315, per AangevraagdProduct), OP346 (317): working days."""
FINAL_ANSWER: Final = Term.agreed(8, TermUnit.WEEKS)
"""OP274, OP346: after in onderzoek, from the Dagtekening of the verzoek."""
WOONPLAATS: Final = Term.agreed(14, TermUnit.DAYS)
"""OP359, iJw: refusal on the woonplaatsbeginsel, from receipt."""
_START_STOP: Final = 5
"""OP271, OP272: working days."""


def first_answer_due(received: date, werkdagen: str = ISTANDAARDEN) -> date:
    """Last day for the first answer to a VOT (per product) or VOW: 301, 319 with 1 or 2."""
    return Term.workdays(_FIRST_ANSWER, werkdagen).due(received)


def final_answer_due(dagtekening: date) -> date:
    """Last day for the final answer after in onderzoek."""
    return FINAL_ANSWER.due(dagtekening)


def woonplaats_due(received: date) -> date:
    """Last day to refuse a VOT on the woonplaatsbeginsel (iJw); the eight weeks do not apply."""
    return WOONPLAATS.due(received)


def start_due(
    begindatum: date, assigned: date | None = None, werkdagen: str = ISTANDAARDEN
) -> date:
    """Last day to report a start: after the real start, or after a 301 that came later."""
    return Term.workdays(_START_STOP, werkdagen).due(max(begindatum, assigned or begindatum))


def stop_due(einddatum: date, known: date | None = None, werkdagen: str = ISTANDAARDEN) -> date:
    """Last day to report a stop: after the real end.

    ``known``: after a tijdelijke stop, the day on which it was clear that delivery ended for good.
    """
    return Term.workdays(_START_STOP, werkdagen).due(max(einddatum, known or einddatum))


def answer_due(
    verzoek: Verzoek, *, werkdagen: str = ISTANDAARDEN, on_woonplaats: bool = False
) -> date | None:
    """Last day for what the gemeente must now answer; None when the verzoek is not open.

    ``on_woonplaats``: in onderzoek because another gemeente may be responsible.
    """
    match verzoek.status:
        case VerzoekStatus.VERZONDEN | VerzoekStatus.IN_BEHANDELING:
            return first_answer_due(verzoek.ontvangstdatum, werkdagen)
        case VerzoekStatus.IN_ONDERZOEK:
            if on_woonplaats:
                return woonplaats_due(verzoek.ontvangstdatum)
            return final_answer_due(verzoek.dagtekening)
        case _:
            return None
