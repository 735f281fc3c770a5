# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What passes the front door of declaraties."""

from noaber.declaraties.types.antwoord import (
    BEANTWOORD,
    VERZONDEN,
    AntwoordFacts,
    AntwoordJudgement,
    PrestatieStatus,
    Toekenning,
    VerzondenDeclaratie,
)
from noaber.declaraties.types.declaratie import (
    GRANTED,
    TARIEVEN,
    TOEWIJZINGEN,
    USED,
    Facts,
    Judgement,
    Schema,
)
from noaber.declaraties.types.uitbetaling import (
    BATCH_STEPS,
    OPDRACHT_STEPS,
    BatchStatus,
    OpdrachtStatus,
)
from noaber.declaraties.types.verbruik import Realisatie, Stand, Verbruik

__all__ = [
    "BATCH_STEPS",
    "BEANTWOORD",
    "GRANTED",
    "OPDRACHT_STEPS",
    "TARIEVEN",
    "TOEWIJZINGEN",
    "USED",
    "VERZONDEN",
    "AntwoordFacts",
    "AntwoordJudgement",
    "BatchStatus",
    "Facts",
    "Judgement",
    "OpdrachtStatus",
    "PrestatieStatus",
    "Realisatie",
    "Schema",
    "Stand",
    "Toekenning",
    "Verbruik",
    "VerzondenDeclaratie",
]
