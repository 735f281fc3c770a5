# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Rules about what is left of a toewijzing: debits take their turn, and what fits is granted.

The order is fixed: ProductPeriode, then ReferentieNummer. A refused line uses nothing up. A
toewijzing has no say over another, and where all its debits fit together each fits in its turn.
That is nearly always so and seen in columns; only the other toewijzingen are gone through one by
one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

import polars as pl

from noaber.declaraties.rules.columns import (
    BEDRAG,
    BEGIN,
    COUNTED_VOLUME,
    EENHEID,
    IN_HOURS,
    LIMIT_FACTOR,
    MINUTES_PER_HOUR,
    ROW,
    TOEW_BUDGET,
    TOEWIJZING,
    UUR,
    VOLUME,
)
from noaber.declaraties.rules.lookup import is_among
from noaber.declaraties.rules.marks import MARK_TYPE, mark_of
from noaber.declaraties.rules.plafonds import max_in_toewijzing_column
from noaber.declaraties.rules.registry import AskedOf, Claim, Room, room_rule, rules_asked_of

_PRODUCT_PERIODE = ("product_categorie", "product_code", "begindatum", "einddatum")
_KEY = ("toewijzing_nummer", *_PRODUCT_PERIODE)


@dataclass(frozen=True, slots=True)
class Before:
    """What was granted before this message, and what its credits take back of it."""

    granted: pl.DataFrame
    """Debits that still count, as in Facts: none that a credit of this message takes back."""
    used: pl.DataFrame
    """As in Facts: of before this message."""
    freed: pl.DataFrame
    """The credits of this message that are granted."""


@room_rule("TR389", "9389", level=3)
def product_periode_is_declared_once(claim: Claim, room: Room) -> bool:
    """No granted, not credited debit for this toewijzing, product and ProductPeriode."""
    return claim.product_periode in room.declared


@room_rule("TR322", "9322", level=3)
def volume_fits_in_toewijzing(claim: Claim, room: Room) -> bool:
    """What was granted and this line together at most the maximum of the whole toewijzing."""
    return room.volume_left is not None and claim.volume > room.volume_left


@room_rule("TR369", "9369", level=3)
def bedrag_fits_in_budget(claim: Claim, room: Room) -> bool:
    """What was granted and this line together at most the Budget.

    The standard says GeleverdVolume; hours against euros have no meaning (flows §10.1).
    """
    return room.budget_left is not None and claim.bedrag > room.budget_left


def refused(debits: pl.DataFrame, before: Before) -> pl.DataFrame:
    """The debits that do not fit when their turn comes: ``row`` and ``mark``.

    ``debits`` are those without a code so far, with their toewijzing.
    """
    claims = debits.select(
        "row",
        "referentie_nummer",
        *_KEY,
        BEDRAG,
        volume=COUNTED_VOLUME,
        in_hours=IN_HOURS,
        maximum=max_in_toewijzing_column() * LIMIT_FACTOR,
        budget=TOEW_BUDGET,
    )
    again, twice = _declared_before(claims, before.granted), _claimed_twice(claims)
    rooms = _rooms(claims, before)
    tight = rooms.filter(
        _does_not_fit()
        | is_among(TOEWIJZING, again["toewijzing_nummer"])
        | is_among(TOEWIJZING, twice)
    )
    waiting = (
        claims.join(tight, on="toewijzing_nummer", how="inner", validate="m:1")
        .sort("toewijzing_nummer", "begindatum", "referentie_nummer")
        .select(
            "toewijzing_nummer",
            "volume_left",
            "budget_left",
            is_among(ROW, again["row"]).alias("is_declared"),
            "row",
            ROW.min().over(_KEY).alias("product_periode"),
            "volume",
            "bedrag",
        )
    )
    return pl.DataFrame(
        list(_take_turns(waiting)),
        schema={"row": pl.get_index_type(), "mark": MARK_TYPE},
        orient="row",
    )


# ── in columns: which toewijzingen have room for all ─────────────────────────────────────────────


def volumes() -> list[pl.Expr]:
    """What a line uses up: volume in hours, volume in any other eenheid, and money."""
    # The eenheid in which hours are counted is that of the toewijzing now, so hours stay apart
    # until it is known.
    in_hours = pl.when(EENHEID == UUR).then(VOLUME).otherwise(0)
    return [in_hours.alias("uren"), (VOLUME - in_hours).alias("overig"), BEDRAG]


def _rooms(claims: pl.DataFrame, before: Before) -> pl.DataFrame:
    """What every toewijzing allows, what is used of it and what is claimed now."""
    amounts = ("uren", "overig", "bedrag")
    here = before.used.filter(is_among(TOEWIJZING, claims["toewijzing_nummer"].unique()))
    freed = before.freed.select(TOEWIJZING, *volumes()).with_columns(-pl.col(amounts))
    used = pl.concat([here.select("toewijzing_nummer", *amounts), freed]).group_by(
        "toewijzing_nummer"
    )
    used_hours = pl.col("uren") * pl.when("in_hours").then(MINUTES_PER_HOUR).otherwise(1)
    return (
        claims.group_by("toewijzing_nummer")
        .agg(
            pl.col("in_hours", "maximum", "budget").first(),
            claimed_volume=pl.col("volume").sum(),
            claimed_bedrag=BEDRAG.sum(),
        )
        .join(used.sum(), on="toewijzing_nummer", how="left", validate="1:1", suffix="_used")
        .select(
            "toewijzing_nummer",
            "claimed_volume",
            "claimed_bedrag",
            volume_left=pl.col("maximum") - (used_hours + pl.col("overig")).fill_null(0),
            budget_left=pl.col("budget") - pl.col("bedrag").fill_null(0),
        )
    )


def _does_not_fit() -> pl.Expr:
    too_much_volume = pl.col("claimed_volume") > pl.col("volume_left")
    too_much_bedrag = pl.col("claimed_bedrag") > pl.col("budget_left")
    return too_much_volume.fill_null(value=False) | too_much_bedrag.fill_null(value=False)


def _declared_before(claims: pl.DataFrame, before: pl.DataFrame) -> pl.DataFrame:
    """The claims whose product and ProductPeriode was granted before on the same toewijzing."""
    # Most of what was granted before is about other months: dates first, then five columns.
    same_day = before.filter(is_among(BEGIN, claims["begindatum"].unique()))
    return claims.join(same_day, on=_KEY, how="semi").select("row", "toewijzing_nummer")


def _claimed_twice(claims: pl.DataFrame) -> pl.Series:
    """The toewijzingen on which a product and ProductPeriode stands twice in this message."""
    several = claims.filter(TOEWIJZING.is_duplicated())
    return several.filter(pl.struct(_KEY).is_duplicated())["toewijzing_nummer"].unique()


# ── one by one ───────────────────────────────────────────────────────────────────────────────────


def _take_turns(waiting: pl.DataFrame) -> Iterator[tuple[int, int]]:
    """Row and mark of every claim that is refused."""
    rules = [
        (entry.on_room, mark_of([entry]))
        for entry in rules_asked_of(AskedOf.ORDERED_DEBIT)
        if entry.on_room is not None
    ]
    for _, group in groupby(waiting.iter_rows(), key=itemgetter(0)):
        turns = list(group)
        _, volume_left, budget_left, *_ = turns[0]
        room = Room({turn[5] for turn in turns if turn[3]}, volume_left, budget_left)
        for turn in turns:
            claim = Claim._make(turn[5:])
            mark = 0
            for is_broken, bit in rules:
                if is_broken(claim, room):
                    mark |= bit
            if mark:
                yield turn[4], mark
            else:
                _grant(claim, room)


def _grant(claim: Claim, room: Room) -> None:
    room.declared.add(claim.product_periode)
    if room.volume_left is not None:
        room.volume_left -= claim.volume
    if room.budget_left is not None:
        room.budget_left -= claim.bedrag
