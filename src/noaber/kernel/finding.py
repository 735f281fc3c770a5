# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What a rule says about a message."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad it is; the value is the Dutch word a user reads."""

    ERROR = "fout"
    """The message, or the part of it that the standard says, is rejected."""
    WARNING = "waarschuwing"
    """Nothing is rejected; someone should look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One breach of one rule at one place in a message.

    A finding tells; it does not decide. What is rejected, and with which answer, follows from the
    level of the rule and the kind of message (flows §3).
    """

    rule: str
    """The code of the rule, such as "CS002"."""
    retourcode: str | None
    """The code of WJ001 that answers it, such as "0001"; None when no answer message carries it."""
    place: str
    """Element path from below the root, positions from 1 where an element repeats.

    Such as "Client/ToegewezenProducten/ToegewezenProduct[2]/Einddatum".
    """
    line: int | None
    """Line number in the file, from 1; None when it did not come from a file."""
    text: str
    """One Dutch sentence: what is wrong, why, who must do what. Never a BSN."""
    severity: Severity = Severity.ERROR
