# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The gemeente receives a declaratie (323): judged, kept, booked, and answered with a 325."""

from __future__ import annotations

from datetime import date

import polars as pl

from noaber.berichten.judge import Verdict
from noaber.budgetten import operations as budgetten
from noaber.contracten import queries as contracten
from noaber.declaraties import operations as declaraties
from noaber.declaraties.types import Stand
from noaber.flows.antwoord import answer_declaratie
from noaber.flows.boek_verplichting import boek_verplichting
from noaber.flows.types import Verwerkt, Work
from noaber.kernel import gemeentecode
from noaber.partijen.types import Lane
from noaber.postbus.queries import has_processed_identificatie
from noaber.toewijzingen import queries as toewijzingen
from noaber.toewijzingen.queries.controle import list_reduced

_KEY = ["toewijzing_nummer", "bsn"]


def verwerk(work: Work, verdict: Verdict) -> Verwerkt:
    """One 323."""
    columns, lane = verdict.columns, work.lane
    assert columns is not None
    lines = declaraties.with_bsn_keys(columns.lines)
    dagtekening = columns.header.bericht_identificatie.dagtekening
    assigned = declared_on(lane, lines)
    judged = declaraties.receive_declaratie(
        lane=lane,
        columns=columns,
        lines=lines,
        outside=declaraties.Outside(
            bericht_id=work.ontvangen.id,
            ontvangstdatum=work.vandaag,
            at=work.at,
            is_known_gemeente=_is_known_gemeente(lane, dagtekening, assigned),
            is_used_identificatie=has_processed_identificatie(work.ontvangen),
            toewijzingen=assigned,
            tarieven=contracten.tarieven_frame(lane.gemeente, lane.aanbieder, lane.wet),
        ),
    )
    _book(work, judged.stand)
    if judged.stand.declaratie_id is not None:
        _book_freed(work, lines, assigned, judged.judgement.lines["is_granted"])
    return answer_declaratie(work.ontvangen, columns, judged.codes, judged.stand, work.at)


def declared_on(lane: Lane, lines: pl.DataFrame) -> pl.DataFrame:
    """The toewijzingen that these lines name, and those of clients for whom a line names none."""
    named = toewijzingen.declared_on(lane.id, lines["toewijzing_nummer"])
    in_doubt = lines.join(named, on=_KEY, how="anti")["bsn"].unique()
    if in_doubt.is_empty():
        return named
    others = toewijzingen.declared_for(lane.id, in_doubt)
    return pl.concat([named, others]).unique("toewijzing_id", maintain_order=True)


def _is_known_gemeente(lane: Lane, dagtekening: date, assigned: pl.DataFrame) -> bool:
    """TR378: on the Dagtekening, or on the Ingangsdatum of a toewijzing (a herindeling)."""
    days = {dagtekening, *assigned["ingangsdatum"].unique()}
    return any(gemeentecode.is_known(lane.gemeente, on=day) for day in days)


def _book(work: Work, stand: Stand) -> None:
    if stand.declaratie_id is None:
        return
    budgetten.book_realisatie(
        boekstuk=budgetten.Boekstuk.of(work.lane.administratie.id, work.vandaag, work.at),
        wet=work.lane.wet,
        declaratie_id=stand.declaratie_id,
        realisaties=[
            budgetten.Realisatie(
                product_categorie=entry.product_categorie,
                product_code=entry.product_code,
                maand=entry.maand,
                bedrag=entry.bedrag,
            )
            for entry in stand.realisaties
        ],
    )


def _book_freed(
    work: Work, lines: pl.DataFrame, assigned: pl.DataFrame, is_granted: pl.Series
) -> None:
    """What was realised stays committed, so what a credit takes back may fall free.

    That is so where the toewijzing was shortened or stopped since. Elsewhere all that was booked is
    still needed, so there is nothing to work out.
    """
    taken_back = lines.filter(is_granted & (lines["debet_credit"] == "C"))
    if not taken_back.is_empty():
        credited = taken_back.join(assigned, on=_KEY, how="inner")["toewijzing_id"].unique()
        reduced = list_reduced(credited)
        if reduced:
            boek_verplichting(work.lane, reduced, on=work.vandaag, at=work.at)
