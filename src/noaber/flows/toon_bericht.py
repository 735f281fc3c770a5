# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""One message as a person looks at it: the outside, its history, and its content masked.

A look is logged in the transaction in which it happens: nothing is shown that was not logged.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from noaber.access.types import Viewer
from noaber.audit.operations import record_verwerking
from noaber.audit.queries import list_verwerkingen
from noaber.audit.types import Logregel
from noaber.berichten.judge import judge_bytes
from noaber.berichten.summary import Line, summary
from noaber.postbus.queries import get_detail, get_payload
from noaber.postbus.types import BerichtDetail, Fo01

_MOST_FINDINGS: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Getoond:
    """What there is to see of a message."""

    detail: BerichtDetail
    inhoud: tuple[Line, ...]
    """Masked; empty when it could not be read, or holds nothing."""
    bevindingen: tuple[str, ...]
    """Why it could not be read. Dutch, without persons."""
    verwerkingen: tuple[Logregel, ...]
    """Who did something with it before, the newest first."""


@transaction.atomic
def toon_bericht(*, bericht_id: int, viewer: Viewer, at: datetime) -> Getoond:
    """Shows one message, and logs that it was looked at.

    Raises:
        NotAllowed: the viewer may not.
        UnknownBericht: not there, or not for this viewer.
    """
    detail = get_detail(viewer=viewer, bericht_id=bericht_id)
    before = list_verwerkingen("bericht", bericht_id)
    record_verwerking(
        at=at,
        actor=viewer.naam,
        doel=viewer.doel,
        handeling=f"{detail.regel.soort} bekijken",
        administratie=detail.regel.administratie or "geen",
        onderwerp=("bericht", bericht_id),
    )
    inhoud, bevindingen = _content(detail)
    return Getoond(
        detail=detail, inhoud=inhoud, bevindingen=bevindingen, verwerkingen=tuple(before)
    )


def _content(detail: BerichtDetail) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    if detail.envelop is not None and detail.envelop.soort == Fo01.__name__:
        return (), ()
    verdict = judge_bytes(get_payload(detail.regel.id))
    lines = tuple(summary(verdict))
    if lines:
        return lines, ()
    return (), tuple(f"{f.rule}: {f.text}" for f in verdict.findings[:_MOST_FINDINGS])
