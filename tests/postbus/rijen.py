# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Post in the database: real bytes in and out of envelopes, and many rows at once for lists."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import connection

from noaber.berichten.definitions import messages as m
from noaber.berichten.xml.write import write
from noaber.postbus import operations, queries
from noaber.postbus.envelop.ontvangst import read_post
from noaber.postbus.envelop.write import render_envelop
from noaber.postbus.models import Bericht
from noaber.postbus.types import Envelop, InStatus, Post, Richting, Status
from tests.flows.wereld import P1, World
from tests.postbus.builders import di01, number


def in_envelop(message: m.Bericht | bytes, functie: str = "WMO305", **other: Any) -> bytes:
    """A message in a Di01, byte for byte as a node would hand it over."""
    payload = message if isinstance(message, bytes) else write(message)
    return render_envelop(di01(functie, payload=payload, **other))


def as_post(data: bytes | Envelop) -> Post:
    return read_post(data if isinstance(data, bytes) else render_envelop(data), "bericht.xml")


def carry(world: World, bericht_id: int) -> bytes:
    """Takes a message of ours out, as the carrier does; gives the file."""
    data = queries.get_uitgaand(bericht_id).data
    operations.mark_sent(bericht_id=bericht_id, naam=f"{bericht_id}.xml", at=world.at)
    return data


def status_of(bericht_id: int) -> str:
    return Bericht.objects.get(pk=bericht_id).status


def answer_of(bericht_id: int) -> int | None:
    """Our answer to a received message; not one that went again."""
    found = Bericht.objects.filter(
        antwoord_op_id=bericht_id, richting=Richting.UIT, herhaling_van__isnull=True
    )
    return found.values_list("id", flat=True).first()


def make_messages(
    world: World, count: int, richting: Richting, *, first: int = 0, **other: Any
) -> list[Bericht]:
    """So many messages that wait for an answer, numbered from the first."""
    lane = world.lane()
    is_in = richting is Richting.IN
    fields: dict[str, Any] = {
        "richting": richting,
        "administratie_id": lane.administratie.id,
        "lane_id": lane.id,
        "functie": "WMO305" if is_in else "WMO301",
        "zender": P1 if is_in else lane.gemeente,
        "ontvanger": lane.gemeente if is_in else P1,
        "dagtekening": world.today,
        "rang": 5,
        "status": InStatus.ONTVANGEN if is_in else Status.SENT,
        "afgerond_at": None if is_in else world.at,
        "uiterlijk": world.today,
        "grootte": 1,
    }
    return Bericht.objects.bulk_create(
        Bericht(
            identificatie=f"{richting.value.upper()}{n:08}",
            at=world.at + timedelta(minutes=n),
            sha256=bytes.fromhex(f"{n:064x}"),
            payload_sha256=bytes.fromhex(f"{n:064x}"),
            referentienummer=number(richting.value, n),
            **(fields | other),
        )
        for n in range(first, first + count)
    )


_MANY = """
INSERT INTO berichten (richting, administratie_id, lane_id, functie, zender, ontvanger,
    identificatie, dagtekening, rang, status, uitkomst, retourcodes, at, afgerond_at, uiterlijk,
    pogingen, naam, sha256, payload_sha256, grootte)
SELECT CASE WHEN n %% 2 = 0 THEN 'in' ELSE 'uit' END, %(administratie)s,
    (%(lanes)s::bigint[])[1 + n %% array_length(%(lanes)s::bigint[], 1)],
    CASE WHEN n %% 1000 < 2 THEN 'WMO315' WHEN n %% 2 = 0 THEN 'WMO305' ELSE 'WMO306' END,
    'z', 'o', 'K' || n, DATE '2026-01-01', 5,
    CASE WHEN n %% 2 = 0 THEN CASE WHEN n %% 1000 = 0 THEN 'quarantaine' ELSE 'verwerkt' END
        ELSE CASE WHEN n %% 1000 = 1 THEN 'antwoord te laat' ELSE 'verzonden' END END,
    CASE WHEN n %% 2 = 0 THEN 'akkoord' ELSE '' END, '{}',
    TIMESTAMPTZ '2026-01-01' + n * INTERVAL '1 minute', TIMESTAMPTZ '2026-03-16',
    CASE WHEN n %% 1000 < 2 THEN DATE '2026-01-01' + n / 1000 END,
    0, '', decode(md5(n::text) || md5(n::text), 'hex'), NULL, 1
FROM generate_series(1, %(count)s) n
"""


def fill(world: World, lanes: list[int], count: int) -> None:
    """Very many messages in these lanes, half of them in; few wait or are late."""
    parameters = {"administratie": world.administratie().id, "lanes": lanes, "count": count}
    with connection.cursor() as cursor:
        cursor.execute(_MANY, parameters)
        cursor.execute("""
            INSERT INTO signalen (at, soort, regel, tekst, bericht_id, termijn, afgehandeld_door,
                besluit, afgehandeld_at)
            SELECT at, 'antwoord is niet op tijd', '', 'x', id, '', 'Bo', 'klaar', at
            FROM berichten WHERE id % 20 = 0
        """)
        cursor.execute("""
            INSERT INTO quarantaine (at, naam, sha256, reden, bericht_id, afgehandeld_door, besluit,
                afgehandeld_at)
            SELECT at, '', sha256, 'x', id, 'Bo', 'klaar', at FROM berichten WHERE id % 20 = 0
        """)
        cursor.execute("ANALYZE berichten, signalen, quarantaine")
