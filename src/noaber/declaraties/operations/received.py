# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""A declaratie that came in (323), or the answer to one of ours (325): judged and kept.

The facts that are ours are fetched in a fixed number of queries, all lines are judged in columns,
and the lines are stored with one COPY. The database checks that they add up.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

import polars as pl

from noaber.berichten.answers import Codes
from noaber.berichten.declaratie_antwoord import LineCodes
from noaber.berichten.definitions.messages import Header
from noaber.berichten.xml.columns import Columns
from noaber.declaraties import models, queries
from noaber.declaraties.rules.oordeel import judge
from noaber.declaraties.rules.toekenning import judge_antwoord
from noaber.declaraties.types import (
    TOEWIJZINGEN,
    AntwoordFacts,
    AntwoordJudgement,
    Facts,
    Judgement,
    PrestatieStatus,
    Realisatie,
    Stand,
    Toekenning,
    VerzondenDeclaratie,
)
from noaber.kernel.money import Cents
from noaber.partijen.queries import bsn_keys
from noaber.partijen.types import Lane
from noaber.storage.copy import as_array, copy_in

PAYMENT_TERM: Final = timedelta(days=30)
"""After the Dagtekening of the 323 (SAP; flows §2)."""

_IS_CREDIT = pl.col("debet_credit") == "C"
_IN_HOURS = pl.when(pl.col("eenheid") == "04").then("geleverd_volume").otherwise(0)
_SIGN = pl.when(_IS_CREDIT).then(-1).otherwise(1)
_KEY: Final = ("toewijzing_nummer", "bsn")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """What other modules know and the judgement of a 323 needs."""

    bericht_id: int
    ontvangstdatum: date
    """Also "today": what a message says of the future is judged on the day it came."""
    at: datetime
    is_known_gemeente: bool
    is_used_identificatie: bool
    toewijzingen: pl.DataFrame
    """As TOEWIJZINGEN, with ``toewijzing_id``; ``bsn`` is the key of partijen."""
    tarieven: pl.DataFrame
    """As TARIEVEN."""


@dataclass(frozen=True, slots=True)
class Judged:
    """The judgement of a 323, the codes that answer it, and what was kept of it."""

    judgement: Judgement
    codes: Codes | LineCodes
    stand: Stand


def with_bsn_keys(lines: pl.DataFrame) -> pl.DataFrame:
    """The lines with what each bsn is known by instead of the bsn itself."""
    keys = bsn_keys(lines["bsn"].unique())
    return lines.with_columns(pl.col("bsn").replace_strict(keys, return_dtype=pl.String))


def receive_declaratie(
    *, lane: Lane, columns: Columns, lines: pl.DataFrame, outside: Outside
) -> Judged:
    """A 323 that is right in itself, received by the gemeente.

    ``lines`` are those of ``columns``, with keys for bsns.
    """
    header, body = columns.header, columns.declaratie
    assert isinstance(header, Header)
    identificatie = header.bericht_identificatie
    linked = lines.join(
        outside.toewijzingen.select("toewijzing_id", *_KEY),
        on=_KEY,
        how="left",
        maintain_order="left",
        validate="m:1",
    )
    facts = _facts(lane, columns, linked, outside)
    judgement = judge(
        lines,
        identificatie.identificatie,
        identificatie.dagtekening,
        body.declaratie_nummer,
        body.declaratie_periode.begindatum,
        facts,
    )
    ingediend = Cents(body.totaal_ingediend_bedrag.cents)
    codes = answer_codes(judgement)
    if judgement.header is not None:
        stand = Stand(
            declaratie_id=None,
            regels=lines.height,
            ingediend=ingediend,
            toegekend=Cents(0),
            afgewezen=lines.height,
        )
        return Judged(judgement, codes, stand)
    verdict = linked.with_columns(
        judgement.lines.select("codes", "is_granted", is_known=pl.lit(value=True))
    )
    row = _store_declaratie(lane, columns, outside, judgement, ingediend)
    if not judgement.declaratie:
        _store_lines(row, verdict, facts.used)
        if judgement.toegekend:
            models.Betaalregel.objects.create(
                declaratie=row,
                lane_id=lane.id,
                bedrag_cents=judgement.toegekend,
                uiterlijk=identificatie.dagtekening + PAYMENT_TERM,
            )
    stand = Stand(
        declaratie_id=row.pk,
        regels=lines.height,
        ingediend=ingediend,
        toegekend=Cents(judgement.toegekend),
        afgewezen=row.regels - row.toegekende_regels,
        realisaties=_realisaties(verdict),
    )
    return Judged(judgement, codes, stand)


# ── facts ────────────────────────────────────────────────────────────────────────────────────────


def _facts(lane: Lane, columns: Columns, linked: pl.DataFrame, outside: Outside) -> Facts:
    body, header = columns.declaratie, columns.header
    assert isinstance(header, Header)
    numbers = outside.toewijzingen.select("toewijzing_id", "toewijzing_nummer")
    known = linked.filter(pl.col("toewijzing_id").is_not_null())
    granted = pl.concat(
        [
            queries.granted_on_same_day(known.select("toewijzing_id", "begindatum")),
            queries.granted_by_referentie(lane.id, linked["vorig_referentie_nummer"]),
        ]
    ).unique("referentie_nummer", keep="last")  # the second has the bsn too
    nummer, identificatie = body.declaratie_nummer, header.bericht_identificatie.identificatie
    is_used = queries.has_declaratie_nummer(lane.id, nummer)
    return Facts(
        wet=lane.wet,
        vandaag=outside.ontvangstdatum,
        is_known_gemeente=outside.is_known_gemeente,
        used_identificaties=frozenset({identificatie} if outside.is_used_identificatie else ()),
        used_declaratie_nummers=frozenset({nummer} if is_used else ()),
        last_declaratie_periode=queries.find_last_periode(lane.id),
        toewijzingen=outside.toewijzingen.select(*TOEWIJZINGEN),
        granted=granted.join(numbers, on="toewijzing_id", how="left"),
        used=queries.used_on(known["toewijzing_id"]).join(numbers, on="toewijzing_id", how="left"),
        used_referenties=queries.used_referenties(lane.id, linked["referentie_nummer"]),
        tarieven=outside.tarieven,
        counts_week_without_sunday=lane.administratie.instellingen.output_week_zonder_zondag,
    )


# ── what is kept ─────────────────────────────────────────────────────────────────────────────────


def _store_declaratie(
    lane: Lane, columns: Columns, outside: Outside, judgement: Judgement, ingediend: Cents
) -> models.Declaratie:
    body = columns.declaratie
    granted = int(judgement.lines["is_granted"].sum())
    return models.Declaratie.objects.create(
        lane_id=lane.id,
        bericht_id=outside.bericht_id,
        is_ontvangen=True,
        declaratie_nummer=body.declaratie_nummer,
        periode=body.declaratie_periode.begindatum,
        dagtekening=body.declaratie_dagtekening,
        ingediend_cents=ingediend,
        toegekend_cents=judgement.toegekend,
        regels=judgement.lines.height,
        toegekende_regels=granted,
        is_als_geheel_afgewezen=bool(judgement.declaratie),
        retourcodes=list(judgement.declaratie),
        at=outside.at,
    )


def _store_lines(row: models.Declaratie, verdict: pl.DataFrame, used: pl.DataFrame) -> None:
    copy_in(
        models.Prestatie._meta.db_table,  # noqa: SLF001  # Django's own way to the name
        verdict.with_row_index("regel", offset=1)
        .join(_stand(verdict, used), on="toewijzing_id", how="left", maintain_order="left")
        .select(
            pl.lit(row.pk).alias("declaratie_id"),
            "regel",
            pl.lit(row.lane_id).alias("lane_id"),
            "toewijzing_id",
            "referentie_nummer",
            "vorig_referentie_nummer",
            "product_categorie",
            "product_code",
            "begindatum",
            "einddatum",
            "geleverd_volume",
            "eenheid",
            pl.col("product_tarief").alias("tarief_cents"),
            pl.col("bedrag").alias("bedrag_cents"),
            _IS_CREDIT.alias("is_credit"),
            "is_granted",
            pl.when(~pl.col("is_granted")).then(as_array(pl.col("codes"))).alias("codes"),
            *(
                pl.when("is_granted").then(name).alias(name)
                for name in ("stand_uren", "stand_overig", "stand_cents")
            ),
        ),
    )


def _stand(verdict: pl.DataFrame, used: pl.DataFrame) -> pl.DataFrame:
    """What is granted and not credited per toewijzing, this declaratie included."""
    names = ("uren", "overig", "bedrag")
    here = verdict.filter("is_granted").select(
        "toewijzing_id",
        uren=_SIGN * _IN_HOURS,
        overig=_SIGN * (pl.col("geleverd_volume") - _IN_HOURS),
        bedrag=_SIGN * pl.col("bedrag"),
    )
    return (
        pl.concat([used.select("toewijzing_id", *names), here], how="vertical_relaxed")
        .group_by("toewijzing_id")
        .sum()
        .rename({"uren": "stand_uren", "overig": "stand_overig", "bedrag": "stand_cents"})
    )


def _realisaties(verdict: pl.DataFrame) -> tuple[Realisatie, ...]:
    sums = (
        verdict.filter("is_granted")
        .group_by(
            "product_categorie",
            "product_code",
            pl.col("begindatum").dt.month_start().alias("maand"),
        )
        .agg(bedrag=(_SIGN * pl.col("bedrag")).sum())
        .sort("product_categorie", "product_code", "maand")
    )
    return tuple(
        Realisatie(product_categorie=categorie, product_code=code, maand=maand, bedrag=Cents(cents))
        for categorie, code, maand, cents in sums.iter_rows()
        if cents
    )


# ── what is answered ─────────────────────────────────────────────────────────────────────────────


def answer_codes(judgement: Judgement) -> Codes | LineCodes:
    """The retourcodes as ``berichten.declaratie_antwoord`` takes them."""
    if judgement.header is not None:
        return Codes(header=judgement.header)
    if judgement.declaratie:
        return Codes(classes={"Declaratie": judgement.declaratie})
    return LineCodes(judgement.lines["codes"], judgement.clients)


# ── the aanbieder reads its answer ───────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Sent:
    """A 323 of ours, read back from the post."""

    bericht_id: int
    columns: Columns


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideAntwoord:
    """What other modules know and the judgement of a 325 needs."""

    ontvangstdatum: date
    at: datetime
    is_known_gemeente: bool
    is_used_identificatie: bool
    sent: Sent | None
    """The 323 that we sent, when the 325 names one."""
    toewijzingen: pl.DataFrame
    """As for a 323: those that its lines name."""


def receive_antwoord(
    *, lane: Lane, columns: Columns, outside: OutsideAntwoord
) -> AntwoordJudgement:
    """A 325 that is right in itself, received by the aanbieder: what was granted is kept."""
    identificatie = columns.header.bericht_identificatie.identificatie
    judgement = judge_antwoord(
        columns,
        AntwoordFacts(
            vandaag=outside.ontvangstdatum,
            is_known_gemeente=outside.is_known_gemeente,
            used_identificaties=frozenset({identificatie} if outside.is_used_identificatie else ()),
            declaratie=_sent_declaratie(outside),
        ),
    )
    toekenning, sent = judgement.toekenning, outside.sent
    if toekenning is not None and sent is not None and toekenning.counts_as_sent:
        _store_answered(lane, sent, toekenning, outside)
    return judgement


def _sent_declaratie(outside: OutsideAntwoord) -> VerzondenDeclaratie | None:
    if outside.sent is None:
        return None
    sent = outside.sent.columns
    header, body = sent.header, sent.declaratie
    assert isinstance(header, Header)
    return VerzondenDeclaratie(
        identificatie=header.bericht_identificatie.identificatie,
        dagtekening=header.bericht_identificatie.dagtekening,
        xsd_versie=header.xsd_versie,
        declaratie_nummer=body.declaratie_nummer,
        lines=sent.lines,
        is_answered=models.Declaratie.objects.filter(bericht_id=outside.sent.bericht_id).exists(),
    )


def _store_answered(
    lane: Lane, sent: Sent, toekenning: Toekenning, outside: OutsideAntwoord
) -> None:
    body = sent.columns.declaratie
    is_granted = pl.col("status") == PrestatieStatus.TOEGEKEND.value
    linked = with_bsn_keys(sent.columns.lines).join(
        outside.toewijzingen.select("toewijzing_id", *_KEY),
        on=_KEY,
        how="left",
        maintain_order="left",
        validate="m:1",
    )
    verdict = linked.with_columns(toekenning.lines.select(is_granted.alias("is_granted"), "codes"))
    row = models.Declaratie.objects.create(
        lane_id=lane.id,
        bericht_id=sent.bericht_id,
        is_ontvangen=False,
        declaratie_nummer=body.declaratie_nummer,
        periode=body.declaratie_periode.begindatum,
        dagtekening=body.declaratie_dagtekening,
        ingediend_cents=body.totaal_ingediend_bedrag.cents,
        toegekend_cents=toekenning.toegekend,
        regels=verdict.height,
        toegekende_regels=int(verdict["is_granted"].sum()),
        at=outside.at,
    )
    known = verdict.filter(pl.col("toewijzing_id").is_not_null())
    _store_lines(row, verdict, queries.used_on(known["toewijzing_id"]))
