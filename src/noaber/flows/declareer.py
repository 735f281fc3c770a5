# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The aanbieder declares the help of a month (323).

The declaratie is kept in the post; what was granted comes into the books with its 325.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

import polars as pl
from django.db import transaction
from django.utils import timezone

from noaber.access.types import Recht, Viewer
from noaber.audit.operations import record_verwerking
from noaber.berichten.answers import Envelope
from noaber.declaraties import operations as declaraties
from noaber.flows.verstuur import verstuur
from noaber.partijen import queries as partijen
from noaber.partijen.types import Lane
from noaber.postbus import operations as postbus
from noaber.toewijzingen.types import BuitenBerichten

_MOST_LINES: Final = 17_000
"""In one declaratie. A line takes at most 1.090 bytes, also when it is the only one of its client,
so with a client to spare this stays within 25 MB (OP179)."""


@transaction.atomic
def declareer(
    *,
    lane: Lane,
    lines: pl.DataFrame,
    periode: date,
    viewer: Viewer,
    at: datetime,
    declaratie_nummer: str | None = None,
) -> int:
    """Sends these prestaties as the declaratie over a month; gives the number of the message.

    ``periode``: any day of that month. ``declaratie_nummer``: a number of the aanbieder's own, used
    once; by default that of the message.

    Raises:
        NotAllowed: the viewer may not.
        BuitenBerichten: no message may go out about one of these clients.
        ZeroPrestatie: a prestatie of 0 can never be taken back.
        NotSendable: the gemeente would have to reject it as a whole (0001).
        UnwritableMessage: a value does not fit in a message.
    """
    viewer.require(Recht.AANLEVEREN, lane.administratie.code)
    if partijen.list_buiten_berichten(lane.administratie.id, lines["bsn"].unique()):
        raise BuitenBerichten
    today = timezone.localdate(at)
    identificatie = postbus.next_identificatie()
    payload = declaraties.compose_323(
        lane=lane,
        lines=lines,
        periode=periode,
        declaratie_nummer=declaratie_nummer or identificatie,
        envelope=Envelope(identificatie, today),
    )
    bericht_id = verstuur(
        lane=lane, payload=payload, identificatie=identificatie, dagtekening=today, at=at
    )
    record_verwerking(
        at=at,
        actor=viewer.naam,
        doel=viewer.doel,
        handeling="declareren",
        administratie=lane.administratie.code,
        onderwerp=("bericht", bericht_id),
    )
    return bericht_id


@transaction.atomic
def declareer_in_delen(
    *, lane: Lane, lines: pl.DataFrame, periode: date, viewer: Viewer, at: datetime
) -> tuple[int, ...]:
    """As ``declareer``, over as many declaraties as it takes to keep each within 25 MB (OP179).

    Each has a number of its own; the lines of one client stay together, because a credit makes
    room for the debit beside it. All go out, or none.
    """
    return tuple(
        declareer(lane=lane, lines=part, periode=periode, viewer=viewer, at=at)
        for part in parts(lines)
    )


def parts(lines: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """The lines by declaratie, in order of client; one part when they fit."""
    before = pl.col("len").cum_sum() - pl.col("len")
    clients = lines.group_by("bsn").len().sort("bsn").select("bsn", part=before // _MOST_LINES)
    parted = lines.join(clients, on="bsn", maintain_order="left").sort("part", maintain_order=True)
    for part in parted.partition_by("part", maintain_order=True):
        yield part.drop("part")
