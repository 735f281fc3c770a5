# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Reading post.

``berichten`` (one message, and what others need of it) · ``lijsten`` (what a person pages through)
· ``detail`` (one message from all sides) · ``controle`` (what must always hold).
"""

from noaber.postbus.queries.berichten import (
    UnknownBericht,
    count_waiting,
    find_lane,
    find_received,
    find_sent,
    get_payload,
    get_post,
    get_raw,
    get_uitgaand,
    has_processed_identificatie,
    list_klaar,
    list_namen,
    list_uitkomsten,
    to_verzonden,
)
from noaber.postbus.queries.detail import get_detail
from noaber.postbus.queries.lijsten import (
    PAGE,
    TermijnKey,
    list_post,
    list_quarantaine,
    list_signalen,
    list_termijnen,
)

__all__ = [
    "PAGE",
    "TermijnKey",
    "UnknownBericht",
    "count_waiting",
    "find_lane",
    "find_received",
    "find_sent",
    "get_detail",
    "get_payload",
    "get_post",
    "get_raw",
    "get_uitgaand",
    "has_processed_identificatie",
    "list_klaar",
    "list_namen",
    "list_post",
    "list_quarantaine",
    "list_signalen",
    "list_termijnen",
    "list_uitkomsten",
    "to_verzonden",
]
