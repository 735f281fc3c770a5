# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What must always hold of post."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

import polars as pl
from django.utils import timezone

from noaber.berichten.definitions.registry import all_definitions
from noaber.kernel.controle import Checked, Invariant
from noaber.postbus import models
from noaber.postbus.types import Fo01, Uitkomst
from noaber.storage.checks import Check, look
from noaber.storage.copy import copy_out

_QUESTIONS: Final = {entry.name: entry.answer.name for entry in all_definitions() if entry.answer}
_IN_BOOKS: Final = "(%(books)s::bigint IS NULL OR b.administratie_id = %(books)s)"
_IS_FOUT: Final = "COALESCE(b.envelop->>'soort' = %(fout)s, false)"
# Of what came in and was processed: a bare message that breaks its schema gets no answer at all.
_IS_ANSWERED: Final = f"""b.richting = 'in' AND b.status = 'verwerkt' AND CASE
    WHEN b.uitkomst = %(unreadable)s THEN b.envelop IS NOT NULL AND NOT {_IS_FOUT}
    ELSE b.functie = ANY(%(questions)s) END"""
_IS_ANSWER: Final = f"""(b.functie = ANY(%(answers)s) OR {_IS_FOUT})
    AND (b.richting = 'uit' OR b.status = 'verwerkt')
    AND b.uitkomst IS DISTINCT FROM %(unreadable)s"""
_MESSAGES: Final = "SELECT count(*) FROM berichten b WHERE "

_ANSWERED: Final = Check(
    invariant=Invariant(
        "heenbericht-beantwoord", "Elk verwerkt heenbericht heeft precies één antwoord."
    ),
    subject="bericht",
    looked_at=f"{_MESSAGES} {_IN_BOOKS} AND {_IS_ANSWERED}",
    breaks=f"""
        SELECT b.id, count(a.id) FROM berichten b
        LEFT JOIN berichten a ON a.antwoord_op_id = b.id AND a.richting = 'uit'
            AND a.herhaling_van_id IS NULL
        WHERE {_IN_BOOKS} AND {_IS_ANSWERED}
        GROUP BY b.id HAVING count(a.id) <> 1""",  # noqa: S608  # our own text
    tell=lambda count: f"heeft {count} antwoorden in plaats van 1",
)
_ASKED: Final = Check(
    invariant=Invariant(
        "antwoord-heeft-vraag",
        "Elk antwoord hoort bij precies één bericht, van de soort waar het een antwoord op is.",
    ),
    subject="bericht",
    looked_at=f"{_MESSAGES} {_IN_BOOKS} AND {_IS_ANSWER}",
    breaks=f"""
        SELECT b.id, q.id AS question, q.functie FROM berichten b
        LEFT JOIN berichten q ON q.id = b.antwoord_op_id
        WHERE {_IN_BOOKS} AND {_IS_ANSWER} AND (
            q.id IS NULL OR q.richting = b.richting
            OR (NOT {_IS_FOUT} AND (q.functie, b.functie) NOT IN (
                SELECT * FROM unnest(%(questions)s::text[], %(in_order)s::text[])
            ))
        )""",  # noqa: S608  # our own text
    tell=lambda question, functie: (
        "hoort bij geen enkel bericht"
        if question is None
        else f"staat als antwoord bij bericht {question} ({functie or 'foutbericht'}) en past daar "
        "niet bij"
    ),
)
_ENDED: Final = Check(
    invariant=Invariant(
        "eindtijd-vastgelegd", "Wat verwerkt of verzonden is, heeft een moment waarop dat gebeurde."
    ),
    subject="bericht",
    looked_at=f"{_MESSAGES} {_IN_BOOKS} AND b.status IN ('verwerkt', 'quarantaine', 'verzonden')",
    breaks=f"""
        SELECT b.id, b.status FROM berichten b
        WHERE {_IN_BOOKS} AND b.status IN ('verwerkt', 'quarantaine', 'verzonden')
            AND b.afgerond_at IS NULL""",  # noqa: S608  # our own text
    tell=lambda status: f"is {status} zonder moment",
)
_NOT_STUCK: Final = Check(
    invariant=Invariant(
        "niets-blijft-liggen",
        "Geen bericht wacht langer dan een dag op verwerking, of op de weg naar buiten.",
    ),
    subject="bericht",
    looked_at=f"{_MESSAGES} {_IN_BOOKS} AND b.status IN ('ontvangen', 'gemaakt')",
    breaks=f"""
        SELECT b.id, b.status, b.at FROM berichten b
        WHERE {_IN_BOOKS} AND b.status IN ('ontvangen', 'gemaakt')
            AND b.at < %(since)s""",  # noqa: S608  # our own text
    tell=lambda status, at: (
        f"is {status} op {timezone.localtime(at):%d-%m-%Y} en wacht nog; draai noaber verwerk"
    ),
)
_DUE: Final = Check(
    invariant=Invariant(
        "termijn-bewaakt",
        "Elk bericht dat op een antwoord wacht, heeft een uiterste dag; wat klaar is, heeft er "
        "geen.",
    ),
    subject="bericht",
    looked_at=f"{_MESSAGES} {_IN_BOOKS} AND b.functie = ANY(%(questions)s)",
    breaks=f"""
        SELECT b.id, b.status, b.uiterlijk FROM berichten b
        WHERE {_IN_BOOKS} AND b.functie = ANY(%(questions)s) AND CASE
            WHEN b.status IN ('ontvangen', 'verzonden') THEN b.uiterlijk IS NULL
            WHEN b.status IN ('verwerkt', 'herhaling', 'gemaakt', 'akkoord', 'afgekeurd')
                THEN b.uiterlijk IS NOT NULL
            ELSE false END""",  # noqa: S608  # our own text
    tell=lambda status, due: (
        f"is {status} en heeft geen uiterste dag"
        if due is None
        else f"is {status} en heeft nog de uiterste dag {due:%d-%m-%Y}"
    ),
)
_CHECKS: Final = (_ANSWERED, _ASKED, _ENDED, _NOT_STUCK, _DUE)


def check_post(*, administratie_id: int | None, since: datetime) -> list[Checked]:
    """Every invariant of post itself. ``since``: what waits from before this moment waits long."""
    parameters = {**_parameters(administratie_id), "since": since}
    return [look(check, parameters) for check in _CHECKS]


def _parameters(administratie_id: int | None) -> dict[str, Any]:
    answers = list(_QUESTIONS.values())
    return {
        "books": administratie_id,
        "fout": Fo01.__name__,
        "unreadable": Uitkomst.NIET_LEESBAAR.value,
        "questions": list(_QUESTIONS),
        "in_order": answers,
        "answers": answers,
    }


# ── for checks that join modules ─────────────────────────────────────────────────────────────────

LANES: Final = {
    "lane_id": pl.Int64,
    "administratie_id": pl.Int64,
    "zender": pl.String,
    "ontvanger": pl.String,
    "is_fout": pl.Boolean,
    "bericht_id": pl.Int64,
    "berichten": pl.Int64,
}
"""Who exchanged messages in a lane: one row per pair, with the first of their messages."""


def lanes_of_post(*, administratie_id: int | None) -> pl.DataFrame:
    """By lane the parties of its messages, and the books they stand in (``LANES``)."""
    query = f"""
        SELECT b.lane_id, b.administratie_id, b.zender, b.ontvanger,
            ({_IS_FOUT} OR b.functie = '') AS is_fout, min(b.id) AS bericht_id,
            count(*) AS berichten
        FROM berichten b WHERE b.lane_id IS NOT NULL AND {_IN_BOOKS}
        GROUP BY 1, 2, 3, 4, 5"""  # noqa: S608  # made of our own text
    return copy_out(query, {"books": administratie_id, "fout": Fo01.__name__}, LANES)


def processed_ids(*, administratie_id: int | None) -> pl.Series:
    """The numbers of all received messages that were processed."""
    query = f"""
        SELECT b.id FROM berichten b
        WHERE b.richting = 'in' AND b.status = 'verwerkt' AND {_IN_BOOKS}"""  # noqa: S608  # our own text
    return copy_out(query, {"books": administratie_id}, {"id": pl.Int64})["id"]


ANTWOORDEN_323: Final = {"vraag_id": pl.Int64, "antwoord_id": pl.Int64}


def antwoorden_op_323(*, administratie_id: int | None) -> pl.DataFrame:
    """By number of a processed 323 that of its 325 (``ANTWOORDEN_323``), sent or received.

    A 323 that was sent again is known by its first sending.
    """
    query = f"""
        WITH RECURSIVE sent (id, first_id) AS (
            SELECT id, id FROM berichten
            WHERE functie IN ('WMO323', 'JW323') AND herhaling_van_id IS NULL
            UNION ALL
            SELECT again.id, sent.first_id FROM berichten again
            JOIN sent ON again.herhaling_van_id = sent.id AND again.richting = 'uit'
        )
        SELECT sent.first_id AS vraag_id, b.id AS antwoord_id
        FROM berichten b JOIN sent ON sent.id = b.antwoord_op_id
        WHERE b.functie IN ('WMO325', 'JW325') AND b.herhaling_van_id IS NULL
            AND (b.richting = 'uit' OR b.status = 'verwerkt') AND {_IN_BOOKS}"""  # noqa: S608  # our own text
    return copy_out(query, {"books": administratie_id}, ANTWOORDEN_323)


def name_berichten(numbers: list[int]) -> dict[int, str]:
    """How a person knows these messages."""
    rows = models.Bericht.objects.filter(pk__in=numbers).values_list("pk", "functie", "zender")
    return {
        pk: f"bericht {pk} ({functie or 'foutbericht'} van {zender or 'onbekend'})"
        for pk, functie, zender in rows
    }
