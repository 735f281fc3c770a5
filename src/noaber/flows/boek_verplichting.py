# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What a toewijzing may cost is booked when it is made or changes, starts or stops.

The situation as it is now is worked out anew and only the difference is booked, so it does not
matter which event led here, and doing it twice books nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Final

from noaber.budgetten import operations as budgetten
from noaber.budgetten.queries.controle import Unbooked, list_unbooked
from noaber.budgetten.types import Gerealiseerd, Horizon, Kostendrager, Opdracht, Tarief
from noaber.contracten import queries as contracten
from noaber.contracten.types import Prijs
from noaber.declaraties import queries as declaraties
from noaber.kernel.finding import Finding, Severity
from noaber.kernel.money import Cents
from noaber.partijen.types import Lane
from noaber.toewijzingen import queries as toewijzingen
from noaber.toewijzingen.queries.controle import list_stopped_among
from noaber.toewijzingen.types import Changed

EXTRA_JAREN: Final = 1
"""A toewijzing without end is committed up to the end of next year (docs/algorithms)."""

_Prijzen = dict[tuple[str, str], tuple[Prijs, ...]]


def boek_verplichting(
    lane: Lane, toewijzing_ids: Iterable[int], *, on: date, at: datetime
) -> tuple[Finding, ...]:
    """Books what these toewijzingen commit now; what cannot be told is a warning.

    In a fixed number of queries, for one toewijzing as for a thousand.
    """
    found = bereken(lane, toewijzing_ids, on=on)
    boekstuk = budgetten.Boekstuk.of(lane.administratie.id, on, at)
    budgetten.book_entries(boekstuk=boekstuk, unbooked=found.unbooked)
    return tuple(
        Finding(
            rule="",
            retourcode=None,
            place="",
            line=None,
            text=f"Toewijzing {found.nummers[number]}: {problem}",
            severity=Severity.WARNING,
        )
        for number, problem in found.unbooked.unknown.items()
    )


@dataclass(frozen=True, slots=True)
class Berekend:
    """What the situation of toewijzingen asks for, beside what the ledger has."""

    nummers: dict[int, int]
    """By id the ToewijzingNummer."""
    unbooked: Unbooked


def bereken(lane: Lane, toewijzing_ids: Iterable[int], *, on: date) -> Berekend:
    """Works out what these toewijzingen of a lane commit on a day; nothing is booked."""
    ids = list(toewijzing_ids)
    changed = toewijzingen.list_changed(lane, ids)
    stopped = list_stopped_among(lane, ids)
    prijzen = contracten.list_prijzen(lane.gemeente, lane.aanbieder, lane.wet)
    realised = declaraties.list_realised(ids)
    opdrachten = [
        _opdracht(lane, toewijzing, prijzen, stopped.get(toewijzing.nummer))
        for toewijzing in changed
    ]
    gerealiseerd = [
        one
        for opdracht in opdrachten
        for one in _gerealiseerd(opdracht, realised.get(opdracht.toewijzing, {}))
    ]
    horizon = Horizon(boekjaar=on.year, extra_jaren=EXTRA_JAREN)
    return Berekend(
        nummers={toewijzing.toewijzing_id: toewijzing.nummer for toewijzing in changed},
        unbooked=list_unbooked(opdrachten, gerealiseerd, horizon, on.replace(day=1)),
    )


def _opdracht(
    lane: Lane, toewijzing: Changed, prijzen: _Prijzen, gestopt_op: date | None
) -> Opdracht:
    product = toewijzing.product
    found: Sequence[Prijs] = ()
    if product is not None and product.code is not None:
        found = prijzen.get((product.categorie, product.code), ())
    omvang = toewijzing.omvang
    return Opdracht(
        toewijzing=toewijzing.toewijzing_id,
        kostendrager=Kostendrager(
            administratie=lane.administratie.id,
            wet=lane.wet,
            product_categorie=product.categorie if product else None,
            product_code=product.code if product else None,
        ),
        period=toewijzing.period,
        omvang=omvang,
        budget=None if toewijzing.budget is None else Cents(toewijzing.budget),
        is_output=omvang is not None and omvang.eenheid in ("82", "83"),
        counts_week_without_sunday=lane.administratie.instellingen.output_week_zonder_zondag,
        tarieven=tuple(
            Tarief(Cents(prijs.bedrag_cents), prijs.eenheid, prijs.geldig)
            for prijs in found
            if prijs.bedrag_cents is not None
        ),
        verzilveringsgraad=Fraction(found[-1].verzilveringsgraad) if found else Fraction(1),
        gestopt_op=gestopt_op,
    )


def _gerealiseerd(opdracht: Opdracht, per_month: dict[date, int]) -> list[Gerealiseerd]:
    return [
        Gerealiseerd(
            toewijzing=opdracht.toewijzing,
            kostendrager=opdracht.kostendrager,
            maand=maand,
            bedrag=Cents(cents),
        )
        for maand, cents in per_month.items()
    ]
