# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Mistakes in a prestatie: each takes a right line, or a toewijzing, and makes something wrong.

These take the place of the right line, which is then declared again a month later; ``foute_extra``
are lines beside it. A maker gives None when it cannot be made of what it is given.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from noaber.demo import rekenen
from noaber.demo.aanbod import DAGDEEL, DIENSTEN, EURO, MINUUT, UUR, Dienst, tarief
from noaber.demo.declaraties import Nummering, Post, bedragen
from noaber.demo.stand import Client, Regel

_ONE_DAY: Final = timedelta(days=1)
ONBEKEND_NUMMER: Final = 900_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Omgeving:
    """What a maker may look at."""

    maand: date
    """First day of the month that is declared."""
    nummers: Nummering
    eerste: str
    """The first ReferentieNummer of this round: lower ones were declared in an earlier one."""
    lane: list[Client]
    """All clients of the lane."""
    afgekeurd: list[Regel]
    """Lines of known clients that were rejected earlier in this lane."""
    onbekende_bsn: str
    """Of nobody with a toewijzing."""


Maker = Callable[[Post, Omgeving], Regel | None]
"""Makes a wrong line of a right one, which it replaces."""


def _met_volume(post: Post, volume: int) -> Regel:
    regel = post.regel
    _, bedrag = bedragen(post.one, regel.code, regel.eenheid, volume, regel.begin)
    return replace(regel, volume=volume, bedrag=bedrag)


def _heeft_tarief(regel: Regel) -> bool:
    return regel.eenheid not in (EURO, MINUUT)


def tarief_een_cent_te_hoog(post: Post, omgeving: Omgeving) -> Regel | None:
    """ProductTarief a cent above the contract; the amount is right for that tarief."""
    del omgeving
    regel = post.regel
    if not _heeft_tarief(regel) or regel.tarief is None:
        return None
    prijs = regel.tarief + 1
    return replace(regel, tarief=prijs, bedrag=prijs * regel.volume)


def bedrag_een_cent_te_hoog(post: Post, omgeving: Omgeving) -> Regel | None:
    """IngediendBedrag is not volume times tarief."""
    del omgeving
    if post.regel.eenheid == EURO:
        return None
    return replace(post.regel, bedrag=post.regel.bedrag + 1)


def te_veel_in_periode(post: Post, omgeving: Omgeving) -> Regel | None:
    """One unit more than fits in the ProductPeriode."""
    del omgeving
    one, regel = post.one, post.regel
    if one.omvang is None or one.vorm.is_output or one.vorm.frequentie == "6":
        return None
    most = rekenen.plafond_maand(one.vorm, one.omvang.volume, regel.begin, regel.eind)
    return _met_volume(post, most * (60 if regel.eenheid == MINUUT else 1) + 1)


def te_veel_in_totaal(post: Post, omgeving: Omgeving) -> Regel | None:
    """Fits in the month, but with what was granted before more than the total."""
    del omgeving
    one, regel = post.one, post.regel
    left = one.rest()
    if one.vorm.frequentie != "6" or one.omvang is None or left is None:
        return None
    left += one.geteld(regel.volume, regel.eenheid)  # the right line is not declared after all
    if left >= one.omvang.volume * one.in_minuten:
        return None  # nothing was granted yet: then it would not fit in the month either
    hours = one.in_minuten == 60 and regel.eenheid == UUR
    return _met_volume(post, left // (60 if hours else 1) + 1)


def boven_budget(post: Post, omgeving: Omgeving) -> Regel | None:
    """More money than is left of the budget."""
    del omgeving
    one, regel = post.one, post.regel
    left = one.rest_budget()
    if left is None or not regel.tarief or len(one.vorm.geleverd) > 1:
        return None
    return _met_volume(post, (left + regel.bedrag) // regel.tarief + 1)


def _ander(post: Post, past: Callable[[Dienst], bool]) -> Regel | None:
    """The same line for another product that is contracted in the same eenheid."""
    client, regel = post.one.client, post.regel
    found = next(
        (
            d
            for d in DIENSTEN
            if d.wet is client.wet and d.code != regel.code and regel.eenheid in d.basis and past(d)
        ),
        None,
    )
    if found is None or not _heeft_tarief(regel):
        return None
    which = (client.wet, found.code, regel.eenheid)
    prijs = tarief(client.gemeente, client.aanbieder, which, regel.begin)
    return replace(
        regel,
        categorie=found.categorie,
        code=found.code,
        tarief=prijs,
        bedrag=prijs * regel.volume,
    )


def andere_code(post: Post, omgeving: Omgeving) -> Regel | None:
    """Another product of the same categorie than was assigned."""
    del omgeving
    if post.one.omvang is None:
        return None
    return _ander(post, lambda d: d.categorie == post.regel.categorie)


def andere_categorie(post: Post, omgeving: Omgeving) -> Regel | None:
    """Assigned is a categorie; declared is a product of another one."""
    del omgeving
    one = post.one
    if one.product is None or one.product.code is not None:
        return None
    return _ander(post, lambda d: d.categorie != post.regel.categorie)


def ander_product(post: Post, omgeving: Omgeving) -> Regel | None:
    """Another categorie and code than were assigned."""
    del omgeving
    if post.one.omvang is None:
        return None
    return _ander(post, lambda d: d.categorie != post.regel.categorie)


def onbekende_code(post: Post, omgeving: Omgeving) -> Regel | None:
    """A code that is on no list: so there is no tarief for it either."""
    del omgeving
    if post.one.omvang is None or not _heeft_tarief(post.regel):
        return None
    return replace(post.regel, code="ZZ999")


def andere_eenheid(post: Post, omgeving: Omgeving) -> Regel | None:
    """Hours are assigned, dagdelen are declared; both are in the contract."""
    del omgeving
    one, regel = post.one, post.regel
    if one.omvang is None or one.omvang.eenheid != UUR or regel.code not in ("02A03", "45A04"):
        return None
    prijs, bedrag = bedragen(one, regel.code, DAGDEEL, 1, regel.begin)
    return replace(regel, volume=1, eenheid=DAGDEEL, tarief=prijs, bedrag=bedrag)


def _is_hele_maand(regel: Regel) -> bool:
    return regel.begin.day == 1 and regel.eind == rekenen.laatste_dag(regel.eind)


def begint_een_dag_te_laat(post: Post, omgeving: Omgeving) -> Regel | None:
    """The ProductPeriode begins on the second."""
    del omgeving
    if not _is_hele_maand(post.regel):
        return None
    return replace(_met_volume(post, 1), begin=post.regel.begin + _ONE_DAY)


def eindigt_een_dag_te_vroeg(post: Post, omgeving: Omgeving) -> Regel | None:
    """The ProductPeriode ends a day before the end of the month."""
    del omgeving
    if not _is_hele_maand(post.regel):
        return None
    return replace(_met_volume(post, 1), eind=post.regel.eind - _ONE_DAY)


def loopt_over_het_einde(post: Post, omgeving: Omgeving) -> Regel | None:
    """The toewijzing ended within the month; declared is the whole of it."""
    del omgeving
    last = rekenen.laatste_dag(post.regel.eind)
    return None if post.regel.eind == last else replace(post.regel, eind=last)


def onbekende_toewijzing(post: Post, omgeving: Omgeving) -> Regel | None:
    """A ToewijzingNummer that nobody was given."""
    del omgeving
    return replace(post.regel, nummer=ONBEKEND_NUMMER + post.one.client.index)


def toewijzing_van_ander(post: Post, omgeving: Omgeving) -> Regel | None:
    """The ToewijzingNummer of another client."""
    other = next(
        (
            one.nummer
            for client in omgeving.lane
            for one in client.toewijzingen
            if client is not post.one.client and one.is_er
        ),
        None,
    )
    return None if other is None else replace(post.regel, nummer=other)


def referentie_opnieuw(post: Post, omgeving: Omgeving) -> Regel | None:
    """A ReferentieNummer that was used before."""
    earlier = next((r for r in post.one.toegekend if r.referentie < omgeving.eerste), None)
    return None if earlier is None else replace(post.regel, referentie=earlier.referentie)
