# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What passes the front door: toewijzingen, leveringen, verzoeken, facts, plans and errors.

Dates that a message gives stay as the message has them: an ``einddatum`` is the last day, None is
open. ``ToewijzingVersion.period`` turns both into a ``Period`` with an exclusive end. Amounts are
in eurocents. Nothing here prints a BSN.
"""

from noaber.toewijzingen.types.facts import (
    AntwoordFacts,
    Facts,
    Granted,
    Judgement,
    StartStopFacts,
    ToewijzingFacts,
    VerzoekFacts,
)
from noaber.toewijzingen.types.levering import (
    Leveringen,
    Phase,
    StartKey,
    StartStop,
    StartStopKind,
    StopKey,
)
from noaber.toewijzingen.types.toewijzing import (
    VERWIJDERD,
    ToewijzingVersion,
)
from noaber.toewijzingen.types.verzoek import (
    Verzoek,
    VerzoekSoort,
    VerzoekStatus,
)
from noaber.toewijzingen.types.wijziging import (
    Agreement,
    AgreementKind,
    AlreadyDeleted,
    CannotAnswer,
    Decision,
    EndHasPassed,
    HasGrantedPrestaties,
    LosesLawfulness,
    NeedsAgreement,
    NeedsConsent,
    NeedsNewToewijzing,
    NotAVariant,
    NothingChanges,
    OutdatedDecision,
    OverlapsPgb,
    PassedDates,
    Pgb,
    Plan,
    Situation,
    Stacked,
    UnknownToewijzing,
    WantedDatePassed,
    WijzigingRefused,
    Wish,
    WrongDates,
    WrongReden,
)

__all__ = [
    "VERWIJDERD",
    "Agreement",
    "AgreementKind",
    "AlreadyDeleted",
    "AntwoordFacts",
    "CannotAnswer",
    "Decision",
    "EndHasPassed",
    "Facts",
    "Granted",
    "HasGrantedPrestaties",
    "Judgement",
    "Leveringen",
    "LosesLawfulness",
    "NeedsAgreement",
    "NeedsConsent",
    "NeedsNewToewijzing",
    "NotAVariant",
    "NothingChanges",
    "OutdatedDecision",
    "OverlapsPgb",
    "PassedDates",
    "Pgb",
    "Phase",
    "Plan",
    "Situation",
    "Stacked",
    "StartKey",
    "StartStop",
    "StartStopFacts",
    "StartStopKind",
    "StopKey",
    "ToewijzingFacts",
    "ToewijzingVersion",
    "UnknownToewijzing",
    "Verzoek",
    "VerzoekFacts",
    "VerzoekSoort",
    "VerzoekStatus",
    "WantedDatePassed",
    "WijzigingRefused",
    "Wish",
    "WrongDates",
    "WrongReden",
]
