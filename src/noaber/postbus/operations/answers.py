# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""An answer to a message of ours: applied to that one message, or to none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from noaber.postbus.models import Bericht
from noaber.postbus.operations.process import add_signaal
from noaber.postbus.queries import to_verzonden
from noaber.postbus.rules.correlation import (
    ByIdentificatie,
    ByReferentienummer,
    answer_key,
    correlate,
)
from noaber.postbus.rules.states import transition
from noaber.postbus.types import (
    AlertKind,
    Event,
    Fo01,
    Post,
    Quarantined,
    Richting,
    Status,
)


@dataclass(frozen=True, slots=True)
class Answered:
    """The message of ours that was answered, and how it stands now."""

    bericht_id: int
    first_id: int
    """Its first sending, when it was sent again; else itself."""
    functie: str
    lane_id: int | None
    status: Status


def apply_answer(
    *, bericht_id: int, post: Post, is_rejection: bool, at: datetime
) -> Answered | Quarantined:
    """Notes an answer or a foutbericht at the message of ours that it answers.

    ``is_rejection``: its header carries retourcodes; of a foutbericht the code says enough.
    """
    row = _find(answer_key(post))
    matched = correlate(post, None if row is None else to_verzonden(row))
    if isinstance(matched, Quarantined):
        return matched
    assert row is not None
    event = matched.event or (Event.ANSWERED_REJECTED if is_rejection else Event.ANSWERED_OK)
    to = transition(Status(row.status), event).to
    assert to is not None, "correlate lets through what the table allows"
    row.status, row.uiterlijk = to, None
    row.save(update_fields=["status", "uiterlijk"])
    Bericht.objects.filter(pk=bericht_id).update(
        antwoord_op=row, lane_id=row.lane_id, administratie_id=row.administratie_id
    )
    if isinstance(post.envelop, Fo01) and to is Status.FAULTED:
        add_signaal(
            AlertKind.NOT_DELIVERED,
            f"De {row.functie} met kenmerk {row.identificatie} is niet afgeleverd (code "
            f"{post.envelop.code}). Neem de oorzaak weg en verzend haar opnieuw.",
            at,
            bericht_id=row.pk,
        )
    if to is Status.ANSWERED_REJECTED:
        add_signaal(
            AlertKind.REJECTED,
            f"De {row.functie} met kenmerk {row.identificatie} is afgekeurd; wat erin stond, geldt "
            "niet. Bekijk de retourcodes, herstel de oorzaak en stuur een nieuw bericht.",
            at,
            bericht_id=row.pk,
        )
    return Answered(row.pk, _first(row), row.functie, row.lane_id, to)


def _first(row: Bericht) -> int:
    while row.herhaling_van is not None:
        row = row.herhaling_van
    return row.pk


def _find(key: ByReferentienummer | ByIdentificatie | None) -> Bericht | None:
    rows = Bericht.objects.select_for_update(no_key=True).filter(richting=Richting.UIT)
    match key:
        case ByReferentienummer(number):
            return rows.filter(referentienummer=number).first()
        case ByIdentificatie():
            # Of a message that was sent again, the last sending is the one that still waits.
            return (
                rows.filter(
                    functie=key.functie,
                    zender=key.zender,
                    ontvanger=key.ontvanger,
                    identificatie=key.identificatie,
                )
                .order_by("-pk")
                .first()
            )
        case None:
            return None
