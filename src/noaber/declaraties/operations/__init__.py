# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Writing declaraties and what is paid for them.

``received`` (a 323 that came in, and a 325 on one of ours).
"""

from noaber.declaraties.operations.received import (
    Judged,
    Outside,
    OutsideAntwoord,
    Sent,
    receive_antwoord,
    receive_declaratie,
    with_bsn_keys,
)

__all__ = [
    "Judged",
    "Outside",
    "OutsideAntwoord",
    "Sent",
    "receive_antwoord",
    "receive_declaratie",
    "with_bsn_keys",
]
