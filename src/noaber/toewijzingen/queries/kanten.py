# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What both sides of a lane know, each in one text: where both keep books here, they are equal."""

from __future__ import annotations

from typing import Final

from django.db import connection

_TOEWIJZINGEN: Final = """
SELECT l.gemeente, l.aanbieder, l.wet, length(a.code) = 4,
    md5(string_agg(concat_ws('|', t.nummer, encode(p.bsn_index, 'hex'),
        COALESCE(v.product_categorie, '-'), COALESCE(v.product_code, '-'), v.toewijzingsdatum,
        v.toewijzingstijd, v.ingangsdatum, COALESCE(v.einddatum::text, '-'),
        COALESCE(v.volume::text, '-'), COALESCE(v.eenheid, '-'), COALESCE(v.frequentie, '-'),
        COALESCE(v.budget_cents::text, '-')), ',' ORDER BY t.nummer))
FROM toewijzingen t
JOIN toewijzing_versies v ON v.id = t.newest_id
JOIN personen p ON p.id = t.persoon_id
JOIN lanes l ON l.id = t.lane_id
JOIN administraties a ON a.id = l.administratie_id
GROUP BY l.gemeente, l.aanbieder, l.wet, length(a.code) = 4
"""
_START_STOPS: Final = """
SELECT gemeente, aanbieder, wet, is_gemeente, md5(string_agg(line, ',' ORDER BY line)) FROM (
    SELECT l.gemeente, l.aanbieder, l.wet, length(a.code) = 4 AS is_gemeente,
        concat_ws('|', encode(p.bsn_index, 'hex'), COALESCE(s.toewijzing_nummer::text, '-'),
            COALESCE(s.product_categorie, '-'), COALESCE(s.product_code, '-'), s.begindatum,
            COALESCE(s.einddatum::text, '-'), COALESCE(s.reden_beeindiging, '-'), s.is_delete)
            AS line
    FROM start_stops s
    JOIN personen p ON p.id = s.persoon_id
    JOIN lanes l ON l.id = s.lane_id
    JOIN administraties a ON a.id = l.administratie_id
    WHERE NOT EXISTS (SELECT 1 FROM niet_verzonden_meldingen n WHERE n.bericht_id = s.bericht_id)
) told GROUP BY gemeente, aanbieder, wet, is_gemeente
"""
_VERZOEKEN: Final = """
SELECT l.gemeente, l.aanbieder, l.wet, length(a.code) = 4,
    md5(string_agg(concat_ws('|', z.referentie_aanbieder, z.soort, z.status, z.dagtekening,
        encode(p.bsn_index, 'hex')), ',' ORDER BY z.referentie_aanbieder))
FROM verzoeken z
JOIN personen p ON p.id = z.persoon_id
JOIN lanes l ON l.id = z.lane_id
JOIN administraties a ON a.id = l.administratie_id
WHERE z.status <> 'geldt als niet verzonden'
GROUP BY l.gemeente, l.aanbieder, l.wet, length(a.code) = 4
"""
_QUERIES: Final = {
    "toewijzingen": _TOEWIJZINGEN,
    "starts en stops": _START_STOPS,
    "verzoeken": _VERZOEKEN,
}

Side = tuple[str, str, str, bool]
"""Gemeente, aanbieder, wet, and whether these are the books of the gemeente."""


def digests() -> dict[str, dict[Side, str]]:
    """Per kind of knowledge, by side of a lane, all of it in one text."""
    found: dict[str, dict[Side, str]] = {}
    with connection.cursor() as cursor:
        for name, query in _QUERIES.items():
            cursor.execute(query)
            found[name] = {
                (gemeente, aanbieder, wet, is_gemeente): digest
                for gemeente, aanbieder, wet, is_gemeente, digest in cursor.fetchall()
            }
    return found
