# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What was declared, granted and paid per administratie and DeclaratiePeriode."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import connection

from noaber.declaraties.types import OpdrachtStatus
from noaber.kernel.money import Cents

_PER_MONTH: Final = """
SELECT a.code, d.periode, d.is_ontvangen, count(*), sum(d.regels),
    sum(CASE WHEN d.is_als_geheel_afgewezen THEN 0 ELSE d.regels - d.toegekende_regels END),
    sum(d.ingediend_cents), sum(d.toegekend_cents),
    COALESCE(sum(r.bedrag_cents) FILTER (WHERE o.status = %s), 0)
FROM declaraties d
JOIN lanes l ON l.id = d.lane_id
JOIN administraties a ON a.id = l.administratie_id
LEFT JOIN betaalregels r ON r.declaratie_id = d.id
LEFT JOIN betaalopdrachten o ON o.id = r.opdracht_id
WHERE NOT d.is_als_geheel_afgewezen
GROUP BY a.code, d.periode, d.is_ontvangen
ORDER BY a.code, d.periode
"""
_PER_LANE: Final = """
SELECT l.gemeente, l.aanbieder, l.wet, d.is_ontvangen,
    md5(string_agg(concat_ws('|', d.declaratie_nummer, d.periode, d.ingediend_cents,
        d.toegekend_cents, d.regels, d.toegekende_regels), ',' ORDER BY d.declaratie_nummer))
FROM declaraties d JOIN lanes l ON l.id = d.lane_id
WHERE NOT d.is_als_geheel_afgewezen
GROUP BY l.gemeente, l.aanbieder, l.wet, d.is_ontvangen
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Maandtotaal:
    """All declaraties over one month in the books of one party."""

    administratie: str
    periode: date
    is_ontvangen: bool
    declaraties: int
    regels: int
    afgewezen: int
    ingediend: Cents
    toegekend: Cents
    betaald: Cents
    """What the bank has booked; in the books of an aanbieder always zero."""


def list_maandtotalen() -> list[Maandtotaal]:
    """Per administratie and month; declaraties that count as not sent are left out."""
    with connection.cursor() as cursor:
        cursor.execute(_PER_MONTH, [OpdrachtStatus.BEVESTIGD.value])
        return [
            Maandtotaal(
                administratie=code,
                periode=periode,
                is_ontvangen=is_ontvangen,
                declaraties=count,
                regels=int(regels),
                afgewezen=int(afgewezen),
                ingediend=Cents(int(ingediend)),
                toegekend=Cents(int(toegekend)),
                betaald=Cents(int(betaald)),
            )
            for (
                code,
                periode,
                is_ontvangen,
                count,
                regels,
                afgewezen,
                ingediend,
                toegekend,
                betaald,
            ) in cursor.fetchall()
        ]


def digest_per_lane() -> dict[tuple[str, str, str, bool], str]:
    """By gemeente, aanbieder, wet and whether the gemeente has it: all declaraties in one text.

    Where both sides keep their books here, the two texts must be equal.
    """
    with connection.cursor() as cursor:
        cursor.execute(_PER_LANE)
        return {
            (gemeente, aanbieder, wet, is_gemeente): digest
            for gemeente, aanbieder, wet, is_gemeente, digest in cursor.fetchall()
        }
