# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The judgement of levels 3 and 4 on one declaratie: which rule is asked of what, and when.

The order matters and is fixed: message, declaratie, client, credits over the whole message, then
debits (OP366). Reasons and examples: docs/algorithms/declaratie-oordeel.md.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from noaber.declaraties.rules.columns import (
    CLIENT,
    IS_DEBIT,
    REFERENTIE,
    ROW,
    SIGNED_BEDRAG,
    TOEWIJZING,
)
from noaber.declaraties.rules.lookup import (
    is_among,
    with_contract,
    with_referenties,
    with_toewijzing,
    with_vorige,
)
from noaber.declaraties.rules.marks import MARK, MARK_TYPE, broken_rules, codes_column
from noaber.declaraties.rules.registry import AskedOf, Heading, rules_asked_of
from noaber.declaraties.rules.room import Before, refused
from noaber.declaraties.types import Facts, Judgement

_ANSWERED = ("client", "prestatie", "bedrag", "debet_credit")


def judge(
    lines: pl.DataFrame,
    identificatie: str,
    dagtekening: date,
    declaratie_nummer: str,
    periode_begin: date,
    facts: Facts,
) -> Judgement:
    """Judges a 323 that is right in itself (levels 1 and 2) by what lies outside it.

    ``lines`` are those of ``berichten.xml.columns``; ``periode_begin`` is the first day of the
    DeclaratiePeriode.
    """
    heading = Heading(identificatie, dagtekening, declaratie_nummer, periode_begin)
    if codes := _broken_by_heading(AskedOf.BERICHT, heading, facts):
        return _refused_as_a_whole(lines, header=codes[0])
    if codes := _broken_by_heading(AskedOf.DECLARATIE, heading, facts):
        return _refused_as_a_whole(lines, declaratie=tuple(sorted(codes)))
    return _judge_lines(lines, facts)


def _broken_by_heading(asked_of: AskedOf, heading: Heading, facts: Facts) -> list[str]:
    return [
        entry.retourcode
        for entry in rules_asked_of(asked_of)
        if entry.on_heading is not None and entry.on_heading(heading, facts)
    ]


def _refused_as_a_whole(
    lines: pl.DataFrame, header: str | None = None, declaratie: tuple[str, ...] = ()
) -> Judgement:
    answered = lines.select(
        *_ANSWERED, pl.lit([], pl.List(pl.String)).alias("codes"), is_granted=False
    )
    return Judgement(header, declaratie, {}, answered, 0)


def _judge_lines(lines: pl.DataFrame, facts: Facts) -> Judgement:
    # Lines of unknown clients are judged no further, but their ReferentieNummers are taken.
    asked = with_toewijzing(with_referenties(lines, facts), facts).with_columns(
        broken_rules(AskedOf.PRESTATIE).alias("mark")
    )
    clients = _refused_clients(asked)
    is_refused_client = CLIENT.is_in(list(clients))
    known = asked.filter(~is_refused_client)
    credits_ = _judged_credits(known.filter(~IS_DEBIT), facts)
    debits = _judged_debits(known.filter(IS_DEBIT), facts)
    freed = credits_.filter(MARK == 0)
    marks = pl.concat(
        [
            asked.filter(is_refused_client).select(ROW, pl.lit(None, MARK_TYPE).alias("mark")),
            credits_.select(ROW, MARK),
            _after_their_turn(debits, freed, facts).select(ROW, MARK),
        ]
    ).sort(ROW)["mark"]
    answered = lines.select(
        *_ANSWERED,
        codes_column(marks.fill_null(0)),
        (marks == 0).fill_null(value=False).alias("is_granted"),
    )
    toegekend = answered.filter("is_granted").select(SIGNED_BEDRAG.sum()).item()
    return Judgement(None, (), clients, answered, toegekend)


def _refused_clients(asked: pl.DataFrame) -> dict[int, tuple[str, ...]]:
    refused_clients: dict[int, tuple[str, ...]] = {}
    for entry in rules_asked_of(AskedOf.CLIENT):
        if entry.on_lines is not None:
            for client in asked.filter(entry.on_lines())["client"].unique().sort():
                earlier = refused_clients.get(client, ())
                refused_clients[client] = (*earlier, entry.retourcode)
    return refused_clients


def _judged_credits(credits_: pl.DataFrame, facts: Facts) -> pl.DataFrame:
    """Credits are judged by the debit they name and nothing else (IV085)."""
    return with_vorige(credits_, facts.granted).with_columns(
        MARK | broken_rules(AskedOf.CREDIT),
    )


def _judged_debits(debits: pl.DataFrame, facts: Facts) -> pl.DataFrame:
    """Debits with all codes that do not depend on their turn."""
    is_unassigned = broken_rules(AskedOf.DEBIT)
    return with_contract(debits, facts.tarieven).with_columns(
        MARK
        | pl.when(is_unassigned == 0)
        .then(broken_rules(AskedOf.ASSIGNED_DEBIT))
        .otherwise(is_unassigned)
    )


def _after_their_turn(debits: pl.DataFrame, freed: pl.DataFrame, facts: Facts) -> pl.DataFrame:
    """All debits with their mark, after those without a code took their turn."""
    waiting = debits.filter(MARK == 0)
    counting = facts.granted.filter(
        is_among(TOEWIJZING, waiting["toewijzing_nummer"])
        & ~pl.col("is_credited")
        & ~is_among(REFERENTIE, freed["vorig_referentie_nummer"])
    )
    return debits.update(refused(waiting, Before(counting, facts.used, freed)), on="row")
