# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What aanbieders declare: the help of a month, corrections of earlier months, credits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from noaber.demo import rekenen
from noaber.demo.aanbod import ETMAAL, EURO, MINUUT, UUR, tarief
from noaber.demo.stand import Client, Regel, Toewijzing

_CREDITS: Final = 0.03
"""Part of what was granted that is corrected a month later: taken back and declared anew."""
_CREDITS_VAN_EERSTEN: Final = 0.15
"""The same of the clients that show every course: so that it occurs in a small exercise too."""
_DEEL: Final = (1.0, 0.9, 0.75, 0.6)
"""Part of what may be declared that is."""


@dataclass(slots=True)
class Nummering:
    """ReferentieNummers, each given once."""

    laatste: int = 0

    def volgende(self) -> str:
        """The next."""
        self.laatste += 1
        return f"R{self.laatste:08d}"


@dataclass(slots=True, eq=False)
class Post:
    """One line that goes out, with the toewijzing it is on."""

    one: Toewijzing
    regel: Regel
    maand: date
    """First day of the month it is about."""
    is_goed: bool = True


@dataclass(slots=True)
class Declaratie:
    """What one aanbieder declares to one gemeente under one wet over one month."""

    client: Client
    """Any of its clients: it says from whom, to whom and by which law."""
    maand: date
    posten: list[Post] = field(default_factory=list)

    @property
    def toegekend(self) -> int:
        """Eurocents that must be granted."""
        return sum(post.regel.cents for post in self.posten if post.is_goed)

    @property
    def ingediend(self) -> int:
        """Eurocents that are declared."""
        return sum(post.regel.cents for post in self.posten)


def van_client(client: Client, maand: date, nummers: Nummering) -> Iterator[Post]:
    """All right lines of a client over a month. What they grant is noted at once."""
    for one in client.toewijzingen:
        herstel, one.te_herstellen = one.te_herstellen, []
        yield from _correcties(one, maand, nummers)
        for earlier in herstel:
            yield from van_maand(one, earlier, nummers)
        yield from van_maand(one, maand, nummers)


def van_maand(one: Toewijzing, maand: date, nummers: Nummering) -> Iterator[Post]:
    """The right lines on a toewijzing over one month."""
    periode = rekenen.in_maand(one.ingang, one.eind, maand)
    if not one.is_er or periode is None or not _is_geleverd(one, *periode):
        return
    for code, eenheid in one.vorm.geleverd:
        if one.is_gedeclareerd(code, periode[0]):
            continue
        regel = maak_regel(one, code, eenheid, periode, nummers)
        if regel is not None:
            one.toegekend.append(regel)
            yield Post(one, regel, maand.replace(day=1))


def _is_geleverd(one: Toewijzing, begin: date, eind: date) -> bool:
    return any(
        levering.begin <= eind and (levering.einde is None or levering.einde[1] >= begin)
        for levering in one.leveringen
    )


def maak_regel(
    one: Toewijzing,
    code: str,
    eenheid: str,
    periode: tuple[date, date],
    nummers: Nummering,
) -> Regel | None:
    """One line with as much as fits; None when nothing is left."""
    volume = _volume(one, code, eenheid, periode)
    if volume < 1:
        return None
    prijs, bedrag = bedragen(one, code, eenheid, volume, periode[0])
    categorie = next(c for c in _categorieen(one, code))
    return Regel(
        referentie=nummers.volgende(),
        bsn=one.client.bsn,
        nummer=one.nummer,
        categorie=categorie,
        code=code,
        begin=periode[0],
        eind=periode[1],
        volume=volume,
        eenheid=eenheid,
        tarief=prijs,
        bedrag=bedrag,
    )


def _categorieen(one: Toewijzing, code: str) -> Iterator[str]:
    if one.product is not None:
        yield one.product.categorie
    else:
        yield code[:2]


def bedragen(
    one: Toewijzing, code: str, eenheid: str, volume: int, op: date
) -> tuple[int | None, int]:
    """ProductTarief and IngediendBedrag of so much."""
    if eenheid == EURO:
        return None, volume
    client = one.client
    which = (client.wet, code, eenheid)
    prijs = tarief(client.gemeente, client.aanbieder, which, op)
    if eenheid == MINUUT:
        return rekenen.afgerond(prijs, 60), rekenen.afgerond(prijs * volume, 60)
    return prijs, prijs * volume


def _volume(one: Toewijzing, code: str, eenheid: str, periode: tuple[date, date]) -> int:
    deel = one.client.kans.choice(_DEEL)
    if one.omvang is None:
        return _zonder_omvang(one, code, eenheid, periode, deel)
    most = rekenen.plafond_maand(one.vorm, one.omvang.volume, *periode) * one.in_minuten
    if one.vorm.frequentie == "6":  # what is for the whole duration is spread over it
        most = max(most // 5, 1)
    left = one.rest()
    counted = int(most * deel) if left is None else min(int(most * deel), left)
    if one.in_minuten == 1 or eenheid == MINUUT:
        return counted
    return counted // 60


def _zonder_omvang(
    one: Toewijzing, code: str, eenheid: str, periode: tuple[date, date], deel: float
) -> int:
    days = (periode[1] - periode[0]).days + 1
    wanted = int((days if eenheid == ETMAAL else 14 if eenheid == UUR else 9) * deel)
    left = one.rest_budget()
    if left is None:
        return wanted
    prijs, _ = bedragen(one, code, eenheid, 1, periode[0])
    assert prijs
    return min(wanted, left // prijs)


# ── corrections ──────────────────────────────────────────────────────────────────────────────────


def _correcties(one: Toewijzing, maand: date, nummers: Nummering) -> Iterator[Post]:
    """Now and then something of last month was too much: a credit, and a lower debit.

    Half of the corrections take back only.
    """
    last = rekenen.volgende_maand(maand, -1)
    part = _CREDITS_VAN_EERSTEN if one.client.toont_verloop else _CREDITS
    for regel in list(one.toegekend):
        if regel.begin.replace(day=1) != last or one.client.kans.random() >= part:
            continue
        if not one.is_er or regel.volume < 2:
            continue
        yield Post(one, crediteer(one, regel, nummers), last)
        if one.client.kans.random() < 0.5 and _past_nog(one, regel):
            volume = regel.volume - 1
            _, bedrag = bedragen(one, regel.code, regel.eenheid, volume, regel.begin)
            lager = replace(regel, referentie=nummers.volgende(), volume=volume, bedrag=bedrag)
            one.toegekend.append(lager)
            yield Post(one, lager, last)


def _past_nog(one: Toewijzing, regel: Regel) -> bool:
    """Whether the period of a line still lies within the toewijzing, as it is now."""
    return rekenen.in_maand(one.ingang, one.eind, regel.begin) == (regel.begin, regel.eind)


def crediteer(one: Toewijzing, regel: Regel, nummers: Nummering) -> Regel:
    """The credit of a granted line, which is then no longer granted."""
    credit = regel.als_credit(nummers.volgende())
    one.toegekend.remove(regel)
    one.gecrediteerd.append((regel, credit.referentie))
    return credit
