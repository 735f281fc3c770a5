# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What must always hold of declaraties, added up from their lines, and of what is paid for them.

Each is one query over all rows. A million prestaties are grouped in about a second; looking at them
one by one would take minutes.
"""

from __future__ import annotations

from typing import Any, Final

import polars as pl

from noaber.declaraties import models
from noaber.kernel.controle import Checked, Invariant
from noaber.kernel.money import format_euro
from noaber.storage.checks import Check, look
from noaber.storage.copy import copy_out

_IN_BOOKS: Final = "(%(books)s::bigint IS NULL OR l.administratie_id = %(books)s)"
_DECLARATIES: Final = "SELECT count(*) FROM declaraties d JOIN lanes l ON l.id = d.lane_id WHERE "
_SIGN: Final = "CASE WHEN p.is_credit THEN -1 ELSE 1 END"


def _euro(cents: Any) -> str:
    """Sums come from the database as decimals."""
    return format_euro(int(cents))


# ── lines ────────────────────────────────────────────────────────────────────────────────────────

_ADDS_UP: Final = Check(
    invariant=Invariant(
        "declaratie-telt-op",
        "De regels van een declaratie zijn er allemaal en tellen op tot wat de declaratie zegt: "
        "aantal, ingediend en toegekend.",
    ),
    subject="declaratie",
    looked_at=f"{_DECLARATIES} {_IN_BOOKS}",
    breaks=f"""
        SELECT d.id, d.is_als_geheel_afgewezen, d.regels, d.toegekende_regels, d.ingediend_cents,
            d.toegekend_cents, COALESCE(p.regels, 0), COALESCE(p.granted, 0),
            COALESCE(p.claimed_cents, 0), COALESCE(p.granted_cents, 0)
        FROM declaraties d
        JOIN lanes l ON l.id = d.lane_id
        LEFT JOIN (
            SELECT p.declaratie_id, count(*) AS regels,
                count(*) FILTER (WHERE p.is_granted) AS granted,
                sum({_SIGN} * p.bedrag_cents::bigint) AS claimed_cents,
                COALESCE(sum({_SIGN} * p.bedrag_cents::bigint) FILTER (WHERE p.is_granted), 0)
                    AS granted_cents
            FROM prestaties p GROUP BY 1
        ) p ON p.declaratie_id = d.id
        WHERE {_IN_BOOKS} AND CASE WHEN d.is_als_geheel_afgewezen
            THEN p.regels IS NOT NULL OR d.toegekend_cents <> 0 OR d.toegekende_regels <> 0
            ELSE (d.regels, d.toegekende_regels, d.ingediend_cents, d.toegekend_cents)
                IS DISTINCT FROM (COALESCE(p.regels, 0), COALESCE(p.granted, 0),
                    COALESCE(p.claimed_cents, 0), COALESCE(p.granted_cents, 0)) END""",  # noqa: S608  # our own text
    tell=lambda is_whole, regels, granted, claimed, cents, *lines: _told_sums(
        is_whole=is_whole, said=(regels, granted, claimed, cents), lines=lines
    ),
)


def _told_sums(*, is_whole: bool, said: tuple[int, ...], lines: tuple[int, ...]) -> str:
    if is_whole:
        return f"is als geheel afgewezen en heeft toch {lines[0]} regels of een toegekend bedrag"
    names = ("regels", "toegekende regels", "ingediend", "toegekend")
    return "; ".join(
        f"{name}: de declaratie zegt {_shown(name, one)}, de regels {_shown(name, other)}"
        for name, one, other in zip(names, said, lines, strict=True)
        if one != other
    )


def _shown(name: str, number: int) -> str:
    return str(number) if "regels" in name else _euro(number)


# The stand of a line is that of its toewijzing after its whole declaratie. The window adds up the
# history once; every stand in it must be the running sum, so the last one is the whole sum.
_STANDS: Final = Check(
    invariant=Invariant(
        "stand-is-optelsom",
        "De stand bij elke toegekende prestatie is de som van alles wat tot en met die declaratie "
        "op de toewijzing is toegekend, credits eraf.",
    ),
    subject="toewijzing",
    looked_at=f"""
        SELECT count(DISTINCT p.toewijzing_id) FROM prestaties p JOIN lanes l ON l.id = p.lane_id
        WHERE p.is_granted AND {_IN_BOOKS}""",  # noqa: S608  # our own text
    breaks=f"""
        SELECT found.toewijzing_id AS id, min(found.declaratie_id), count(*)
        FROM (
            SELECT per.*, sum(uren) OVER w AS all_uren, sum(overig) OVER w AS all_overig,
                sum(cents) OVER w AS all_cents
            FROM (
                SELECT p.toewijzing_id, p.declaratie_id,
                    sum({_SIGN} * CASE WHEN p.eenheid = '04' THEN p.geleverd_volume ELSE 0 END)
                        AS uren,
                    sum({_SIGN} * CASE WHEN p.eenheid = '04' THEN 0 ELSE p.geleverd_volume END)
                        AS overig,
                    sum({_SIGN} * p.bedrag_cents::bigint) AS cents,
                    min(p.stand_uren) AS least_uren, max(p.stand_uren) AS most_uren,
                    min(p.stand_overig) AS least_overig, max(p.stand_overig) AS most_overig,
                    min(p.stand_cents) AS least_cents, max(p.stand_cents) AS most_cents
                FROM prestaties p JOIN lanes l ON l.id = p.lane_id
                WHERE p.is_granted AND {_IN_BOOKS}
                GROUP BY 1, 2
            ) per
            WINDOW w AS (PARTITION BY toewijzing_id ORDER BY declaratie_id)
        ) found
        WHERE (least_uren, most_uren, least_overig, most_overig, least_cents, most_cents)
            IS DISTINCT FROM (all_uren, all_uren, all_overig, all_overig, all_cents, all_cents)
        GROUP BY 1""",  # noqa: S608  # our own text
    tell=lambda first, count: (
        f"de stand klopt niet na {count} declaraties, de eerste is declaratie {first}"
    ),
)
_CREDITS: Final = Check(
    invariant=Invariant(
        "credit-volgt-debet",
        "Elke toegekende credit neemt precies één eerder toegekende debet terug, van dezelfde "
        "grootte, en geen debet wordt twee keer gecrediteerd.",
    ),
    subject="declaratie",
    looked_at=f"""
        SELECT count(*) FROM prestaties p JOIN lanes l ON l.id = p.lane_id
        WHERE p.is_granted AND p.is_credit AND {_IN_BOOKS}""",  # noqa: S608  # our own text
    breaks=f"""
        SELECT credits.declaratie_id AS id, min(credits.regel), count(*) FROM (
            SELECT p.*, count(*) OVER (PARTITION BY p.lane_id, p.vorig_referentie_nummer) AS times
            FROM prestaties p JOIN lanes l ON l.id = p.lane_id
            WHERE p.is_granted AND p.is_credit AND {_IN_BOOKS}
        ) credits
        LEFT JOIN prestaties debit ON debit.lane_id = credits.lane_id
            AND debit.referentie_nummer = credits.vorig_referentie_nummer
            AND debit.is_granted AND NOT debit.is_credit
        WHERE credits.times > 1 OR debit.declaratie_id IS NULL
            OR debit.declaratie_id >= credits.declaratie_id
            OR (debit.toewijzing_id, debit.product_categorie, debit.product_code, debit.begindatum,
                debit.einddatum, debit.geleverd_volume, debit.eenheid, debit.bedrag_cents)
                IS DISTINCT FROM (credits.toewijzing_id, credits.product_categorie,
                credits.product_code, credits.begindatum, credits.einddatum,
                credits.geleverd_volume, credits.eenheid, credits.bedrag_cents)
        GROUP BY 1""",  # noqa: S608  # our own text
    tell=lambda first, count: (
        f"{count} toegekende credits horen niet bij een gelijke, eerder toegekende debet; de "
        f"eerste is regel {first}"
    ),
)

# ── money ────────────────────────────────────────────────────────────────────────────────────────

_BETAALREGELS: Final = Check(
    invariant=Invariant(
        "betaalregel-is-toegekend",
        "Wat voor een ontvangen declaratie te betalen is, is wat ervan is toegekend; voor een "
        "declaratie die wij verzonden, is hier niets te betalen.",
    ),
    subject="declaratie",
    looked_at=f"{_DECLARATIES} {_IN_BOOKS}",
    breaks=f"""
        SELECT d.id, d.is_ontvangen, d.toegekend_cents, r.bedrag_cents
        FROM declaraties d
        JOIN lanes l ON l.id = d.lane_id
        LEFT JOIN betaalregels r ON r.declaratie_id = d.id
        WHERE {_IN_BOOKS} AND CASE WHEN d.is_ontvangen
            THEN COALESCE(r.bedrag_cents, 0) <> d.toegekend_cents
            ELSE r.declaratie_id IS NOT NULL END""",  # noqa: S608  # our own text
    tell=lambda is_ours, granted, to_pay: (
        f"toegekend is {_euro(granted)}, te betalen is {_euro(to_pay or 0)}"
        if is_ours
        else f"is door ons verzonden en heeft toch een betaalregel van {_euro(to_pay)}"
    ),
)
_OPDRACHTEN: Final = Check(
    invariant=Invariant(
        "opdracht-is-som-van-regels",
        "Een betaalopdracht is de som van haar regels; een geweigerde of vervallen opdracht heeft "
        "haar regels losgelaten.",
    ),
    subject="betaalopdracht",
    looked_at=f"""
        SELECT count(*) FROM betaalopdrachten o JOIN betaalbatches l ON l.id = o.batch_id
        WHERE {_IN_BOOKS}""",  # noqa: S608  # our own text
    breaks=f"""
        SELECT o.id, o.kenmerk, o.status, o.bedrag_cents, COALESCE(sum(r.bedrag_cents), 0),
            count(r.declaratie_id)
        FROM betaalopdrachten o
        JOIN betaalbatches l ON l.id = o.batch_id
        LEFT JOIN betaalregels r ON r.opdracht_id = o.id
        WHERE {_IN_BOOKS}
        GROUP BY o.id
        HAVING CASE WHEN o.status IN ('geweigerd', 'vervallen') THEN count(r.declaratie_id) > 0
            ELSE COALESCE(sum(r.bedrag_cents), 0) <> o.bedrag_cents END""",  # noqa: S608  # our own text
    tell=lambda kenmerk, status, cents, regels, count: (
        f"{kenmerk} ({status}) is {_euro(cents)}, haar {count} regels zijn {_euro(regels)}"
    ),
)
_BATCHES: Final = Check(
    invariant=Invariant(
        "batch-past-bij-opdrachten",
        "De stand van een betaalbatch past bij de stand van haar opdrachten, en wat eruit ging is "
        "door twee verschillende mensen vrijgegeven.",
    ),
    subject="betaalbatch",
    looked_at=f"SELECT count(*) FROM betaalbatches l WHERE {_IN_BOOKS}",  # noqa: S608  # our own text
    breaks=f"""
        SELECT l.id, l.nummer, l.status, string_agg(DISTINCT o.status, ', ' ORDER BY o.status)
        FROM betaalbatches l
        LEFT JOIN betaalopdrachten o ON o.batch_id = l.id
        WHERE {_IN_BOOKS}
        GROUP BY l.id
        HAVING count(o.id) = 0
            OR bool_or(NOT CASE
                WHEN l.status = 'vervallen' THEN o.status = 'vervallen'
                WHEN l.status IN ('voorgesteld', 'gefiatteerd', 'vrijgegeven')
                    THEN o.status IN ('voorgesteld', 'geblokkeerd')
                WHEN l.status = 'geexporteerd'
                    THEN o.status IN ('geexporteerd', 'bevestigd', 'geweigerd', 'vervallen')
                ELSE o.status IN ('bevestigd', 'geweigerd', 'vervallen') END)
            OR (l.status IN ('vrijgegeven', 'geexporteerd', 'bevestigd') AND (
                l.gefiatteerd_at IS NULL OR l.vrijgegeven_at IS NULL
                OR lower(btrim(l.gefiatteerd_door)) = lower(btrim(l.vrijgegeven_door))
            ))""",  # noqa: S608  # our own text
    tell=lambda nummer, status, opdrachten: (
        f"batch {nummer} is {status}, haar opdrachten zijn: {opdrachten or 'er niet'}"
    ),
)
_WHERE_MONEY_IS: Final = Check(
    invariant=Invariant(
        "betaald-onderweg-open",
        "Wat betaald, onderweg en open is, is samen wat ooit is toegekend, per administratie.",
    ),
    subject="administratie",
    looked_at=f"""
        SELECT count(DISTINCT l.administratie_id) FROM declaraties d
        JOIN lanes l ON l.id = d.lane_id WHERE d.is_ontvangen AND {_IN_BOOKS}""",  # noqa: S608  # our own text
    breaks=f"""
        SELECT granted.id, granted.cents, COALESCE(money.betaald, 0), COALESCE(money.onderweg, 0),
            COALESCE(money.open, 0)
        FROM (
            SELECT l.administratie_id AS id, sum(d.toegekend_cents) AS cents
            FROM declaraties d JOIN lanes l ON l.id = d.lane_id
            WHERE d.is_ontvangen AND {_IN_BOOKS} GROUP BY 1
        ) granted
        LEFT JOIN (
            SELECT l.administratie_id AS id,
                COALESCE(sum(r.bedrag_cents) FILTER (WHERE o.status = 'bevestigd'), 0) AS betaald,
                COALESCE(sum(r.bedrag_cents) FILTER (
                    WHERE o.status IN ('voorgesteld', 'geblokkeerd', 'geexporteerd')
                ), 0) AS onderweg,
                COALESCE(sum(r.bedrag_cents) FILTER (WHERE o.id IS NULL), 0) AS open
            FROM betaalregels r
            JOIN lanes l ON l.id = r.lane_id
            LEFT JOIN betaalopdrachten o ON o.id = r.opdracht_id
            GROUP BY 1
        ) money ON money.id = granted.id
        WHERE granted.cents <> COALESCE(money.betaald + money.onderweg + money.open, 0)""",  # noqa: S608  # our own text
    tell=lambda granted, betaald, onderweg, is_open: (
        f"toegekend is {_euro(granted)}; betaald {_euro(betaald)}, onderweg {_euro(onderweg)} en "
        f"open {_euro(is_open)} zijn samen {_euro(betaald + onderweg + is_open)}"
    ),
)
_CHECKS: Final = (
    _ADDS_UP,
    _STANDS,
    _CREDITS,
    _BETAALREGELS,
    _OPDRACHTEN,
    _BATCHES,
    _WHERE_MONEY_IS,
)


def check_declaraties(*, administratie_id: int | None) -> list[Checked]:
    """Every invariant of declaraties and of what is paid for them."""
    return [look(check, {"books": administratie_id}) for check in _CHECKS]


# ── for checks that join modules ─────────────────────────────────────────────────────────────────

REALISED: Final = {
    "administratie_id": pl.Int64,
    "declaratie_id": pl.Int64,
    "product_categorie": pl.String,
    "product_code": pl.String,
    "maand": pl.Date,
    "cents": pl.Int64,
}
"""What was granted by a gemeente, as the ledger counts it: per declaratie, product and month."""


def realised_by_lines(*, administratie_id: int | None) -> pl.DataFrame:
    """Added up from the lines; nothing where debits and credits cancel out (``REALISED``)."""
    query = f"""
        SELECT l.administratie_id, p.declaratie_id, p.product_categorie, p.product_code,
            date_trunc('month', p.begindatum)::date - DATE '1970-01-01' AS maand,
            sum({_SIGN} * p.bedrag_cents::bigint) AS cents
        FROM prestaties p
        JOIN declaraties d ON d.id = p.declaratie_id AND d.is_ontvangen
        JOIN lanes l ON l.id = d.lane_id
        WHERE p.is_granted AND {_IN_BOOKS}
        GROUP BY 1, 2, 3, 4, 5 HAVING sum({_SIGN} * p.bedrag_cents::bigint) <> 0"""  # noqa: S608  # our own text
    return copy_out(query, {"books": administratie_id}, REALISED)


def granted_by_administratie(*, administratie_id: int | None) -> dict[int, int]:
    """Eurocents granted on received declaraties, as these say themselves."""
    query = f"""
        SELECT l.administratie_id, sum(d.toegekend_cents)::bigint AS cents
        FROM declaraties d JOIN lanes l ON l.id = d.lane_id
        WHERE d.is_ontvangen AND {_IN_BOOKS} GROUP BY 1"""  # noqa: S608  # our own text
    frame = copy_out(
        query, {"books": administratie_id}, {"administratie_id": pl.Int64, "cents": pl.Int64}
    )
    return dict(frame.iter_rows())


MOST_GRANTED: Final = {
    "toewijzing_id": pl.Int64,
    "minuten": pl.Int64,
    "aantal": pl.Int64,
    "cents": pl.Int64,
}
"""The highest that was granted on a toewijzing, credits taken off: hours with minutes in minutes,
volume as it was declared, and money."""


def most_granted(*, administratie_id: int | None) -> pl.DataFrame:
    """By toewijzing of a gemeente the highest stand it ever had (``MOST_GRANTED``)."""
    query = f"""
        SELECT p.toewijzing_id, max(p.stand_uren * 60 + p.stand_overig) AS minuten,
            max(p.stand_uren + p.stand_overig) AS aantal, max(p.stand_cents) AS cents
        FROM prestaties p
        JOIN declaraties d ON d.id = p.declaratie_id AND d.is_ontvangen
        JOIN lanes l ON l.id = d.lane_id
        WHERE p.is_granted AND {_IN_BOOKS}
        GROUP BY 1"""  # noqa: S608  # our own text
    return copy_out(query, {"books": administratie_id}, MOST_GRANTED)


TOTALEN: Final = {
    "declaratie_id": pl.Int64,
    "bericht_id": pl.Int64,
    "ingediend_cents": pl.Int64,
    "toegekend_cents": pl.Int64,
    "afgewezen": pl.Int64,
}


def totalen(*, administratie_id: int | None) -> pl.DataFrame:
    """What every declaratie says of itself, with the number of its 323 (``TOTALEN``)."""
    query = f"""
        SELECT d.id AS declaratie_id, d.bericht_id, d.ingediend_cents, d.toegekend_cents,
            CASE WHEN d.is_als_geheel_afgewezen THEN 0 ELSE d.regels - d.toegekende_regels END
                AS afgewezen
        FROM declaraties d JOIN lanes l ON l.id = d.lane_id WHERE {_IN_BOOKS}"""  # noqa: S608  # our own text
    return copy_out(query, {"books": administratie_id}, TOTALEN)


def name_declaraties(numbers: list[int]) -> dict[int, str]:
    """How a person knows these declaraties: number, aanbieder and periode."""
    rows = models.Declaratie.objects.filter(pk__in=numbers).values_list(
        "pk", "declaratie_nummer", "lane__aanbieder", "lane__wet", "periode"
    )
    return {
        pk: f"declaratie {nummer} van {aanbieder} ({wet}, {periode:%m-%Y})"
        for pk, nummer, aanbieder, wet, periode in rows
    }
