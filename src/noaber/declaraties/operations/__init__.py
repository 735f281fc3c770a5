# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Writing declaraties and what is paid for them.

``received`` (a 323 that came in, and a 325 on one of ours) · ``send`` (a 323 of ours) ·
``betalen`` (a batch: proposed, approved, released, withdrawn) · ``betaalbestand`` and
``exporteren`` (its file for the bank) · ``teruglezen`` (what the bank says came of it).
"""

from noaber.declaraties.operations.betaalbestand import UnusableBetaalbestand
from noaber.declaraties.operations.betalen import (
    NeedsAnotherPerson,
    NoName,
    NoPayingAccount,
    NotNow,
    UitvoerdatumIsOver,
    approve,
    lock_batch,
    lock_open_regels,
    propose,
    release,
    withdraw,
)
from noaber.declaraties.operations.exporteren import (
    NothingToExport,
    OtherBytes,
    PayingAccountChanged,
    export,
)
from noaber.declaraties.operations.received import (
    Judged,
    Outside,
    OutsideAntwoord,
    Sent,
    receive_antwoord,
    receive_declaratie,
    with_bsn_keys,
)
from noaber.declaraties.operations.send import compose_323
from noaber.declaraties.operations.teruglezen import OtherAccount, read_back

__all__ = [
    "Judged",
    "NeedsAnotherPerson",
    "NoName",
    "NoPayingAccount",
    "NotNow",
    "NothingToExport",
    "OtherAccount",
    "OtherBytes",
    "Outside",
    "OutsideAntwoord",
    "PayingAccountChanged",
    "Sent",
    "UitvoerdatumIsOver",
    "UnusableBetaalbestand",
    "approve",
    "compose_323",
    "export",
    "lock_batch",
    "lock_open_regels",
    "propose",
    "read_back",
    "receive_antwoord",
    "receive_declaratie",
    "release",
    "with_bsn_keys",
    "withdraw",
]
