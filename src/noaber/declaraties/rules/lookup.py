# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The facts set beside the lines, in a fixed number of joins whatever the number of lines.

The facts may be many times larger than the message: an aanbieder of years has millions of granted
lines. So they are first cut down to what the message names, by looking each fact up in the set of
what the message names; that costs a fraction of a join.

Facts that name one thing twice are refused by the join (``validate``): a line must not multiply.
"""

from __future__ import annotations

import polars as pl

from noaber.declaraties.rules.columns import (
    BEGIN,
    BSN,
    EENHEID,
    HAS_TOEWIJZING,
    MINUUT,
    REFERENTIE,
    REPEATED,
    TOEW_CATEGORIE,
    TOEWIJZING,
    UNCHANGED,
    UUR,
    VERZONDEN_PREFIX,
    VORIG_PREFIX,
)
from noaber.declaraties.types import Facts
from noaber.kernel.wet import Wet

_HUISHOUDEN = "01"
_TOEWIJZING_KEY = ("toewijzing_nummer", "bsn")
_PRODUCT = ("product_categorie", "product_code")
_PRODUCT_REFERENTIE = ("referentie_nummer", "vorig_referentie_nummer")
_PRESTATIE_KEY = ("bsn", *_PRODUCT_REFERENTIE)
_PRICED = (*_PRODUCT, "eenheid", "begindatum")


def is_among(column: pl.Expr, values: pl.Series) -> pl.Expr:
    """Whether the column holds one of these values."""
    return column.is_in(values.implode())


def with_referenties(lines: pl.DataFrame, facts: Facts) -> pl.DataFrame:
    """The lines, numbered, with whether their ReferentieNummer was received before."""
    used = facts.used_referenties
    used_here = used.filter(used.is_in(lines["referentie_nummer"].implode()))
    return lines.with_row_index("row").with_columns(
        is_among(REFERENTIE, used_here).alias("referentie_is_used")
    )


def with_toewijzing(lines: pl.DataFrame, facts: Facts) -> pl.DataFrame:
    """The lines with their toewijzing, and whether their client has any."""
    named = facts.toewijzingen.filter(is_among(TOEWIJZING, lines["toewijzing_nummer"])).select(
        *_TOEWIJZING_KEY,
        pl.exclude(_TOEWIJZING_KEY).name.prefix("toew_"),
        has_toewijzing=True,
    )
    is_huishouden = (TOEW_CATEGORIE == _HUISHOUDEN) if facts.wet is Wet.WMO else pl.lit(value=False)
    found = lines.join(
        named, on=_TOEWIJZING_KEY, how="left", maintain_order="left", validate="m:1"
    ).with_columns(
        HAS_TOEWIJZING.fill_null(value=False),
        is_huishouden.alias("toew_is_huishouden"),
        pl.lit(facts.counts_week_without_sunday).alias("counts_week_without_sunday"),
    )
    return found.with_columns(
        is_among(BSN, _unknown_bsns(found, facts.toewijzingen["bsn"])).alias("bsn_is_unknown")
    )


def _unknown_bsns(found: pl.DataFrame, known: pl.Series) -> pl.Series:
    # A line with a toewijzing proves its client; mostly nobody is left to be looked up.
    in_doubt = found.filter(~HAS_TOEWIJZING)["bsn"].unique()
    proven = known.filter(known.is_in(in_doubt.implode()))
    return in_doubt.filter(~in_doubt.is_in(proven.implode()))


def with_vorige(credits_: pl.DataFrame, granted: pl.DataFrame) -> pl.DataFrame:
    """The credits with the granted debit that they name; null when there is none."""
    named = granted.filter(is_among(REFERENTIE, credits_["vorig_referentie_nummer"])).select(
        pl.col("referentie_nummer").alias("vorig_referentie_nummer"),
        pl.col(*REPEATED, "is_credited").name.prefix(VORIG_PREFIX),
    )
    return credits_.join(
        named, on="vorig_referentie_nummer", how="left", maintain_order="left", validate="m:1"
    )


def with_contract(debits: pl.DataFrame, tarieven: pl.DataFrame) -> pl.DataFrame:
    """The debits with what the contract says of their product, eenheid and tarief.

    The contract is asked once per product, eenheid and Begindatum: a few hundred questions.
    """
    asked = debits.select(_PRICED).unique()
    products = tarieven.select(_PRODUCT).unique().with_columns(product_is_contracted=True)
    units = _units(tarieven.select("product_code", "eenheid"))
    answers = (
        asked.join(_tarieven_on_begindatum(asked, tarieven), on=_PRICED, how="left")
        .join(products, on=_PRODUCT, how="left")
        .join(units.with_columns(eenheid_is_contracted=True), on=units.columns, how="left")
        .with_columns(
            pl.col(
                "is_minutes_of_hour_tarief", "product_is_contracted", "eenheid_is_contracted"
            ).fill_null(value=False)
        )
    )
    return debits.join(answers, on=_PRICED, how="left", maintain_order="left", validate="m:1")


def _units(contracted: pl.DataFrame) -> pl.DataFrame:
    minutes = contracted.filter(EENHEID == UUR).with_columns(eenheid=pl.lit(MINUUT))
    return pl.concat([contracted, minutes]).unique()


def _tarieven_on_begindatum(asked: pl.DataFrame, tarieven: pl.DataFrame) -> pl.DataFrame:
    of_hour = pl.col("tarief_eenheid") == UUR
    begins, ends = pl.col("geldig_van"), pl.col("geldig_tot_en_met")
    is_valid = (begins <= BEGIN) & (ends.is_null() | (ends >= BEGIN))
    fits = (pl.col("tarief_eenheid") == EENHEID) | ((EENHEID == MINUUT) & of_hour)
    return (
        asked.join(tarieven.rename({"eenheid": "tarief_eenheid"}), on=_PRODUCT, how="inner")
        .filter(is_valid & fits)
        # A tarief of its own goes before the hour tariff. The standard knows no two versions of
        # one tarief on one day; if there are, the latest counts.
        .sort(pl.col("tarief_eenheid") != EENHEID, begins, descending=[False, True])
        .unique(_PRICED, keep="first", maintain_order=True)
        .select(
            *_PRICED,
            contract_tarief="tarief",
            is_minutes_of_hour_tarief=of_hour & (EENHEID == MINUUT),
        )
    )


def with_sent(returned: pl.DataFrame, sent: pl.DataFrame) -> pl.DataFrame:
    """The lines of a 325 with those of the 323 that we sent beside them; null when there is none.

    They belong together when client and ProductReferentie are the same. ``verzonden_row`` is the
    position in ``sent``, from 0.
    """
    named = (
        sent.select(*_PRESTATIE_KEY, pl.col(*UNCHANGED).name.prefix(VERZONDEN_PREFIX))
        .with_row_index(f"{VERZONDEN_PREFIX}row")
        .filter(is_among(REFERENTIE, returned["referentie_nummer"]))
    )
    of_anyone = named.select(_PRODUCT_REFERENTIE).unique()
    # A debit has no VorigReferentieNummer: there null is equal to null.
    return (
        returned.join(
            named,
            on=_PRESTATIE_KEY,
            how="left",
            maintain_order="left",
            validate="m:1",
            nulls_equal=True,
        )
        .join(
            of_anyone.with_columns(referentie_is_verzonden=True),
            on=_PRODUCT_REFERENTIE,
            how="left",
            maintain_order="left",
            nulls_equal=True,
        )
        .with_columns(
            pl.col("referentie_is_verzonden").fill_null(value=False),
            is_among(BSN, sent["bsn"].unique()).alias("client_is_verzonden"),
        )
    )
