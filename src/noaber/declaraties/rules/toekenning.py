# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The judgement of levels 3 and 4 on a 325, and what it means for every line that we sent.

A 325 counts as a whole or not at all: after one error nothing is taken over. Reasons and examples:
docs/algorithms/declaratie-antwoord.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

import polars as pl

from noaber.berichten.answers import FULLY_GRANTED, NO_REMARK, NOT_JUDGED
from noaber.berichten.definitions.classes import DeclaratieAntwoord
from noaber.berichten.definitions.messages import DeclaratieAntwoordHeader
from noaber.berichten.xml.columns import Columns
from noaber.declaraties.rules.columns import BSN, CLIENT_CODES, CODES, SIGNED_BEDRAG
from noaber.declaraties.rules.lookup import with_sent
from noaber.declaraties.rules.received_325 import (
    STILL_COUNTS,
    UNTIL_THEN,
    client_place,
    prestatie_name,
    prestatie_place,
)
from noaber.declaraties.rules.registry import Antwoord, AskedOf, rules_asked_of
from noaber.declaraties.types import (
    BEANTWOORD,
    AntwoordFacts,
    AntwoordJudgement,
    PrestatieStatus,
    Toekenning,
    VerzondenDeclaratie,
)
from noaber.kernel.finding import Finding, Severity
from noaber.kernel.money import format_euro

_REJECTS_NOTHING: Final = (NO_REMARK, FULLY_GRANTED)
_ANSWERED: Final = ("client", "prestatie", "referentie_nummer", "bedrag", "debet_credit")
_STATUS = pl.col("status")
_IS_NOT_JUDGED = (pl.col("client_codes").list.len() > 0) | pl.col("codes").list.contains(NOT_JUDGED)


def judge_antwoord(columns: Columns, facts: AntwoordFacts) -> AntwoordJudgement:
    """Judges a 325 that is right in itself (levels 1 and 2) by the 323 that it answers.

    Raises:
        PolarsError: the facts hold a client, ReferentieNummer and VorigReferentieNummer twice.
    """
    header, sent = columns.header, facts.declaratie
    assert isinstance(header, DeclaratieAntwoordHeader)
    antwoord = Antwoord(header, columns.antwoord, columns.lines)
    findings = _broken(antwoord, facts, AskedOf.BERICHT)
    if sent is None or _has_errors(findings):
        return AntwoordJudgement(tuple(findings), None)
    antwoord = replace(antwoord, lines=with_sent(columns.lines, sent.lines))
    for stage in (_of_the_declaratie, _of_the_lines, _of_the_totals):
        findings += stage(antwoord, facts)
        if _has_errors(findings):
            return AntwoordJudgement(tuple(findings), None)
    return AntwoordJudgement(tuple(findings), _toekenning(antwoord, sent))


# ── what is wrong, from the head down ────────────────────────────────────────────────────────────


def _broken(antwoord: Antwoord, facts: AntwoordFacts, *asked_of: AskedOf) -> list[Finding]:
    return [
        entry.finding(breach)
        for part in asked_of
        for entry in rules_asked_of(part, "325")
        if entry.on_antwoord is not None
        for breach in entry.on_antwoord(antwoord, facts)
    ]


def _has_errors(findings: Iterable[Finding]) -> bool:
    return any(entry.severity is Severity.ERROR for entry in findings)


def _of_the_declaratie(antwoord: Antwoord, facts: AntwoordFacts) -> list[Finding]:
    return [*_broken(antwoord, facts, AskedOf.DECLARATIE), *_two_verdicts(antwoord)]


def _of_the_lines(antwoord: Antwoord, facts: AntwoordFacts) -> list[Finding]:
    return _broken(antwoord, facts, AskedOf.CLIENT, AskedOf.PRESTATIE)


def _of_the_totals(antwoord: Antwoord, facts: AntwoordFacts) -> list[Finding]:
    sent = facts.declaratie
    if sent is None or antwoord.body is None or _codes(antwoord.body.retour_codes):
        return []  # nothing is granted, and level 2 has seen to that (TR342)
    return [
        *_other_total(antwoord.body, antwoord.lines, sent.lines),
        *_half_refused_clients(antwoord.lines, sent.lines),
        *_without_reason(antwoord.body, antwoord.lines),
    ]


# ── IV087: the shape of a 325, as far as level 2 cannot see it ───────────────────────────────────


def _two_verdicts(antwoord: Antwoord) -> Iterator[Finding]:
    """Either the Header rejects the message, or the DeclaratieAntwoord says what is granted."""
    codes = _codes(antwoord.header.retour_codes)
    if codes and antwoord.body is not None:
        yield _shape(
            "DeclaratieAntwoord",
            f"De Header keurt de hele declaratie af ({', '.join(codes)}), maar er staat ook een "
            "DeclaratieAntwoord",
        )
    if not codes and antwoord.body is None:
        yield _shape(
            "Header/RetourCodes",
            "De Header keurt niets af, maar een DeclaratieAntwoord ontbreekt",
        )


def _other_total(
    body: DeclaratieAntwoord, returned: pl.DataFrame, sent: pl.DataFrame
) -> Iterator[Finding]:
    """TotaalToegekendBedrag is the sum of what was sent and did not come back.

    Level 2 compares it with TotaalIngediendBedrag as the gemeente has it; we know our own.
    """
    granted = sent.select(SIGNED_BEDRAG.sum()).item() - returned.select(SIGNED_BEDRAG.sum()).item()
    if body.totaal_toegekend_bedrag.cents != granted:
        yield _shape(
            "DeclaratieAntwoord/TotaalToegekendBedrag",
            f"TotaalToegekendBedrag is {format_euro(body.totaal_toegekend_bedrag.cents)}, maar "
            f"onze prestaties die niet zijn afgewezen zijn samen {format_euro(granted)}",
        )


def _half_refused_clients(returned: pl.DataFrame, sent: pl.DataFrame) -> Iterator[Finding]:
    """Of a refused client all prestaties come back."""
    refused = returned.filter(_rejecting(CLIENT_CODES).list.len() > 0)
    came_back = refused.group_by("client", maintain_order=True).agg(BSN.first(), back=pl.len())
    declared = sent.group_by("bsn").agg(declared=pl.len())
    for client, back, of in (
        came_back.join(declared, on="bsn", how="inner", maintain_order="left")
        .filter(pl.col("back") != pl.col("declared"))
        .select("client", "back", "declared")
        .iter_rows()
    ):
        yield _shape(
            client_place(client),
            f"Cliënt {client} in dit antwoord is afgewezen, maar het antwoord noemt {back} van "
            f"zijn {of} prestaties",
        )


def _without_reason(body: DeclaratieAntwoord, returned: pl.DataFrame) -> Iterator[Finding]:
    """What comes back is rejected (TR342), also when no code says so: a person asks why."""
    if FULLY_GRANTED in body.retour_codes and not returned.is_empty():
        yield _doubtful(
            "DeclaratieAntwoord/RetourCodes",
            f"Code {FULLY_GRANTED} zegt dat alles is toegekend, maar er staan afgewezen prestaties "
            "in het antwoord",
        )
    no_reasons = [*_REJECTS_NOTHING, NOT_JUDGED]
    has_no_reason = pl.all_horizontal(
        codes.list.eval(pl.element().is_in(no_reasons)).list.all()
        for codes in (CODES, CLIENT_CODES)
    )
    for row in returned.filter(has_no_reason).iter_rows(named=True):
        yield _doubtful(
            prestatie_place(row), f"{prestatie_name(row)} is afgewezen zonder code die zegt waarom"
        )


def _shape(place: str, text: str) -> Finding:
    return Finding(
        rule="IV087",
        retourcode=None,
        place=place,
        line=None,
        text=f"{text}; vraag de gemeente wat zij toekent, {UNTIL_THEN}.",
    )


def _doubtful(place: str, text: str) -> Finding:
    return Finding(
        rule="IV087",
        retourcode=None,
        place=place,
        line=None,
        text=f"{text}; vraag de gemeente waarom, {STILL_COUNTS}.",
        severity=Severity.WARNING,
    )


# ── what it means for every line ─────────────────────────────────────────────────────────────────


def _toekenning(antwoord: Antwoord, sent: VerzondenDeclaratie) -> Toekenning:
    header = _codes(antwoord.header.retour_codes)
    declaratie = _codes(antwoord.body.retour_codes) if antwoord.body is not None else ()
    if header or declaratie:
        nothing = pl.lit([], pl.List(pl.String))
        lines = sent.lines.select(
            *_ANSWERED,
            pl.lit(PrestatieStatus.NIET_BEOORDEELD.value).alias("status"),
            nothing.alias("codes"),
            nothing.alias("client_codes"),
        )
        return Toekenning(header, declaratie, lines.select(*BEANTWOORD), 0)
    lines = _answered(antwoord.lines, sent.lines)
    granted = lines.filter(PrestatieStatus.TOEGEKEND.value == _STATUS)
    return Toekenning(header, declaratie, lines, granted.select(SIGNED_BEDRAG.sum()).item())


def _answered(returned: pl.DataFrame, sent: pl.DataFrame) -> pl.DataFrame:
    refused = returned.select(
        pl.col("verzonden_row").alias("row"),
        codes=_rejecting(CODES),
        client_codes=_rejecting(CLIENT_CODES),
    ).with_columns(
        pl.when(_IS_NOT_JUDGED)
        .then(pl.lit(PrestatieStatus.NIET_BEOORDEELD.value))
        .otherwise(pl.lit(PrestatieStatus.AFGEWEZEN.value))
        .alias("status")
    )
    nothing = pl.lit([], pl.List(pl.String))
    return (
        sent.select(_ANSWERED)
        .with_row_index("row")
        .join(refused, on="row", how="left", maintain_order="left", validate="1:1")
        .select(
            *_ANSWERED,
            _STATUS.fill_null(PrestatieStatus.TOEGEKEND.value),
            pl.col("codes", "client_codes").fill_null(nothing),
        )
    )


def _codes(codes: Iterable[str]) -> tuple[str, ...]:
    """Those that reject something."""
    return tuple(code for code in codes if code not in _REJECTS_NOTHING)


def _rejecting(codes: pl.Expr) -> pl.Expr:
    """The same for a column of lists."""
    return codes.list.eval(pl.element().filter(~pl.element().is_in(_REJECTS_NOTHING)))
