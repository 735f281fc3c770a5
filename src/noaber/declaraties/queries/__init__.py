# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Reading declaraties and what is paid for them.

``oordeel`` (what was declared and granted before, for a judgement and for other modules) ·
``betalen`` (open regels, batches, where the money is) · ``betaald`` (of one declaratie and its
lines).
"""

from noaber.declaraties.queries.betaald import (
    UnknownDeclaratie,
    list_betaalde_declaraties,
    list_betaalde_regels,
)
from noaber.declaraties.queries.betalen import (
    UnknownBatch,
    as_opdracht,
    as_open_regel,
    find_batch,
    get_batch,
    get_betaalstand,
    list_batches,
    list_opdrachten,
    list_open_regels,
    list_regels,
    open_key,
    open_regels,
)
from noaber.declaraties.queries.oordeel import (
    find_last_periode,
    granted_by_referentie,
    granted_on_same_day,
    has_declaratie_nummer,
    list_realised,
    list_totalen,
    list_verbruik,
    used_on,
    used_referenties,
)

__all__ = [
    "UnknownBatch",
    "UnknownDeclaratie",
    "as_opdracht",
    "as_open_regel",
    "find_batch",
    "find_last_periode",
    "get_batch",
    "get_betaalstand",
    "granted_by_referentie",
    "granted_on_same_day",
    "has_declaratie_nummer",
    "list_batches",
    "list_betaalde_declaraties",
    "list_betaalde_regels",
    "list_opdrachten",
    "list_open_regels",
    "list_realised",
    "list_regels",
    "list_totalen",
    "list_verbruik",
    "open_key",
    "open_regels",
    "used_on",
    "used_referenties",
]
