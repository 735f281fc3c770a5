# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""States of what is paid (domain §1.12), and the steps between them. No other step exists."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class BatchStatus(StrEnum):
    """How far a batch is; the value is the Dutch word a user reads."""

    VOORGESTELD = "voorgesteld"
    GEFIATTEERD = "gefiatteerd"
    """By one person; a second has to release it."""
    VRIJGEGEVEN = "vrijgegeven"
    GEEXPORTEERD = "geexporteerd"
    BEVESTIGD = "bevestigd"
    """The bank has said of every opdracht what became of it."""
    VERVALLEN = "vervallen"


class OpdrachtStatus(StrEnum):
    """How far an opdracht is; the value is the Dutch word a user reads."""

    VOORGESTELD = "voorgesteld"
    GEBLOKKEERD = "geblokkeerd"
    """Held: no account, or a changed one that nobody has confirmed yet."""
    GEEXPORTEERD = "geexporteerd"
    BEVESTIGD = "bevestigd"
    GEWEIGERD = "geweigerd"
    """By the bank, or returned; its regels are open again."""
    VERVALLEN = "vervallen"
    """Its batch was withdrawn, or it stayed behind as held; its regels are open again."""


BATCH_STEPS: Final = (
    (BatchStatus.VOORGESTELD, BatchStatus.GEFIATTEERD),
    (BatchStatus.GEFIATTEERD, BatchStatus.VRIJGEGEVEN),
    (BatchStatus.VRIJGEGEVEN, BatchStatus.GEEXPORTEERD),
    (BatchStatus.GEEXPORTEERD, BatchStatus.BEVESTIGD),
    # Withdrawn: as long as no file has left.
    (BatchStatus.VOORGESTELD, BatchStatus.VERVALLEN),
    (BatchStatus.GEFIATTEERD, BatchStatus.VERVALLEN),
    (BatchStatus.VRIJGEGEVEN, BatchStatus.VERVALLEN),
)

OPDRACHT_STEPS: Final = (
    (OpdrachtStatus.VOORGESTELD, OpdrachtStatus.GEEXPORTEERD),
    (OpdrachtStatus.VOORGESTELD, OpdrachtStatus.VERVALLEN),
    (OpdrachtStatus.GEBLOKKEERD, OpdrachtStatus.VERVALLEN),
    (OpdrachtStatus.GEEXPORTEERD, OpdrachtStatus.BEVESTIGD),
    (OpdrachtStatus.GEEXPORTEERD, OpdrachtStatus.GEWEIGERD),
    # Returned: the money left and came back.
    (OpdrachtStatus.BEVESTIGD, OpdrachtStatus.GEWEIGERD),
)
