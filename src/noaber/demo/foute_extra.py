# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Wrong prestaties beside the right ones: for the wrong days, twice, or taking back what cannot be.

A maker yields every line that it can make here; the first that stands in nobody's way is taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from noaber.demo import rekenen
from noaber.demo.declaraties import bedragen
from noaber.demo.foute_regels import Omgeving
from noaber.demo.stand import Regel, Toewijzing

ExtraMaker = Callable[[Omgeving], Iterator[Regel]]


def _toewijzingen(omgeving: Omgeving) -> Iterator[Toewijzing]:
    return (one for client in omgeving.lane for one in client.toewijzingen if one.nummer)


def _maand(day: date) -> tuple[date, date]:
    return day.replace(day=1), rekenen.laatste_dag(day)


def _losse(one: Toewijzing, periode: tuple[date, date], omgeving: Omgeving, bsn: str = "") -> Regel:
    """One unit of what is declared on a toewijzing, over any days."""
    code, eenheid = one.vorm.geleverd[0]
    prijs, bedrag = bedragen(one, code, eenheid, 1, periode[0])
    return Regel(
        referentie=omgeving.nummers.volgende(),
        bsn=bsn or one.client.bsn,
        nummer=one.nummer,
        categorie=one.product.categorie if one.product else code[:2],
        code=code,
        begin=periode[0],
        eind=periode[1],
        volume=1,
        eenheid=eenheid,
        tarief=prijs,
        bedrag=bedrag,
    )


# ── for the wrong days, or nobody ────────────────────────────────────────────────────────────────


def voor_de_toewijzing(omgeving: Omgeving) -> Iterator[Regel]:
    """The month before the toewijzing begins."""
    for one in _toewijzingen(omgeving):
        if one.is_er and one.ingang <= omgeving.maand:
            yield _losse(one, _maand(rekenen.volgende_maand(one.ingang, -1)), omgeving)


def na_de_toewijzing(omgeving: Omgeving) -> Iterator[Regel]:
    """A whole month after the toewijzing has ended."""
    for one in _toewijzingen(omgeving):
        if one.is_er and one.eind is not None and one.eind < omgeving.maand:
            yield _losse(one, _maand(omgeving.maand), omgeving)


def op_verwijderde_toewijzing(omgeving: Omgeving) -> Iterator[Regel]:
    """The toewijzing counts as never sent."""
    for one in _toewijzingen(omgeving):
        if one.is_verwijderd:
            yield _losse(one, _maand(omgeving.maand), omgeving)


def client_zonder_toewijzing(omgeving: Omgeving) -> Iterator[Regel]:
    """Somebody for whom nothing was ever assigned."""
    for one in _toewijzingen(omgeving):
        yield _losse(one, _maand(omgeving.maand), omgeving, omgeving.onbekende_bsn)


# ── about what was declared before ───────────────────────────────────────────────────────────────


def _eerder(omgeving: Omgeving) -> Iterator[tuple[Toewijzing, Regel]]:
    """What was granted in an earlier declaratie and is not touched by this one."""
    for one in _toewijzingen(omgeving):
        for regel in one.toegekend:
            if regel.referentie < omgeving.eerste:
                yield one, regel


def dubbel_gedeclareerd(omgeving: Omgeving) -> Iterator[Regel]:
    """The same product and ProductPeriode as a granted debit."""
    for one, regel in _eerder(omgeving):
        periode = rekenen.in_maand(one.ingang, one.eind, regel.begin)
        if not one.is_er or periode != (regel.begin, regel.eind):
            continue
        prijs, bedrag = bedragen(one, regel.code, regel.eenheid, 1, regel.begin)
        left, budget = one.rest(), one.rest_budget()
        fits = left is None or left >= one.geteld(1, regel.eenheid)
        if fits and (budget is None or budget >= bedrag):
            yield replace(
                regel,
                referentie=omgeving.nummers.volgende(),
                volume=1,
                tarief=prijs,
                bedrag=bedrag,
            )


def credit_zonder_debet(omgeving: Omgeving) -> Iterator[Regel]:
    """Takes back what was never declared."""
    for _, regel in _eerder(omgeving):
        vorig = f"X{regel.referentie[1:]}"
        yield replace(regel, referentie=omgeving.nummers.volgende(), vorig=vorig)


def credit_met_ander_bedrag(omgeving: Omgeving) -> Iterator[Regel]:
    """Takes back another amount than was declared."""
    for _, regel in _eerder(omgeving):
        credit = regel.als_credit(omgeving.nummers.volgende())
        if regel.eenheid != "83":  # there the volume would have to follow (CS339)
            yield replace(credit, bedrag=credit.bedrag + 1)


def credit_van_afgekeurde(omgeving: Omgeving) -> Iterator[Regel]:
    """Takes back what was rejected."""
    for regel in omgeving.afgekeurd:
        yield regel.als_credit(omgeving.nummers.volgende())


def tweede_credit(omgeving: Omgeving) -> Iterator[Regel]:
    """Takes back what was taken back before."""
    for one in _toewijzingen(omgeving):
        for regel, credit in one.gecrediteerd:
            if credit < omgeving.eerste:
                yield regel.als_credit(omgeving.nummers.volgende())
