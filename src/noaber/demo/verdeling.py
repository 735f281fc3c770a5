# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Spreading mistakes over the prestaties of a month: so many, and of every kind as often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random

from noaber.demo.declaraties import Declaratie, Post
from noaber.demo.foute_extra import ExtraMaker
from noaber.demo.foute_regels import Maker, Omgeving
from noaber.demo.fouten import EXTRA, REGELFOUTEN, Foutsoort
from noaber.demo.stand import Regel, Toewijzing
from noaber.demo.verwachting import Fout

Gemaakt = Counter[str]
"""How often each kind of mistake was made so far."""


def plek_van(regel: Regel) -> str:
    """Where the codes of a line come back."""
    return f"Prestatie {regel.referentie}"


def plek_van_client(referenties: Iterator[str] | list[str]) -> str:
    """Where the codes of a client in a declaratie come back: known by its first line."""
    return f"Client van {min(referenties)}"


@dataclass(slots=True)
class Deel:
    """One declaratie, with what may not stand in it twice."""

    declaratie: Declaratie
    omgeving: Omgeving
    fouten: list[Fout] = field(default_factory=list)
    _debets: Counter[tuple[object, ...]] = field(default_factory=Counter)
    _vorige: set[str] = field(default_factory=set)
    _referenties: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        for post in self.declaratie.posten:
            self._noteer(post.regel)

    def _sleutel(self, regel: Regel) -> tuple[object, ...]:
        return regel.bsn, regel.nummer, regel.categorie, regel.code, regel.begin, regel.eind

    def _noteer(self, regel: Regel) -> None:
        self._referenties.add(regel.referentie)
        if regel.vorig is None:
            self._debets[self._sleutel(regel)] += 1
        else:
            self._vorige.add(regel.vorig)

    def _botst(self, regel: Regel, instead_of: Regel | None = None) -> bool:
        """Whether the message as a whole would be wrong with this line in it (level 2)."""
        if regel.vorig is not None:
            taken = self._vorige | self._referenties
            return regel.vorig in taken or regel.referentie in self._vorige
        count = self._debets[self._sleutel(regel)]
        if instead_of is not None and self._sleutel(regel) == self._sleutel(instead_of):
            count -= 1
        return count > 0 or regel.referentie in self._vorige

    def vervang(self, post: Post, soort: Foutsoort, maker: Maker) -> bool:
        """Puts a wrong line in the place of a right one, if that can be done."""
        right = post.regel
        wrong = maker(post, self.omgeving)
        if wrong is None or self._botst(wrong, right):
            return False
        self._debets[self._sleutel(right)] -= 1
        self._noteer(wrong)
        post.one.toegekend.remove(right)
        post.one.te_herstellen.append(post.maand)
        post.regel, post.is_goed = wrong, False
        self.fouten.append(Fout(soort.naam, plek_van(wrong), soort.codes))
        return True

    def voeg_toe(self, soort: Foutsoort, maker: ExtraMaker, one: Toewijzing) -> bool:
        """Puts a wrong line beside the right ones, if that can be done."""
        for regel in maker(self.omgeving):
            is_stranger = regel.bsn == self.omgeving.onbekende_bsn
            if self._botst(regel) or (is_stranger and self._has(regel.bsn)):
                continue
            self._noteer(regel)
            maand = self.declaratie.maand
            self.declaratie.posten.append(Post(one, regel, maand, is_goed=False))
            plek = plek_van_client([regel.referentie]) if is_stranger else plek_van(regel)
            self.fouten.append(Fout(soort.naam, plek, soort.codes))
            return True
        return False

    def _has(self, bsn: str) -> bool:
        return any(post.regel.bsn == bsn for post in self.declaratie.posten)


def verdeel(delen: list[Deel], aantal: int, gemaakt: Gemaakt, kans: Random) -> None:
    """Makes so many mistakes, each time of the kind that was made least."""
    candidates = [
        (deel, post)
        for deel in delen
        for post in deel.declaratie.posten
        if post.maand == deel.declaratie.maand and not post.regel.is_credit
    ]
    kans.shuffle(candidates)
    order = kans.sample(delen, len(delen))
    ways = [_instead(soort, maker, candidates) for soort, maker in REGELFOUTEN]
    ways += [_beside(soort, maker, order) for soort, maker in EXTRA]
    names = [soort.naam for soort, _ in (*REGELFOUTEN, *EXTRA)]
    open_ways = dict(zip(names, ways, strict=True))
    while aantal and open_ways:
        name = min(open_ways, key=lambda name: (gemaakt[name], names.index(name)))
        if open_ways[name]():
            gemaakt[name] += 1
            aantal -= 1
        else:
            del open_ways[name]


def _instead(
    soort: Foutsoort, maker: Maker, candidates: list[tuple[Deel, Post]]
) -> Callable[[], bool]:
    """Makes one more mistake of a kind; false when no line is left to make it of."""
    left = iter(candidates)

    def one_more() -> bool:
        return any(post.is_goed and deel.vervang(post, soort, maker) for deel, post in left)

    return one_more


def _beside(soort: Foutsoort, maker: ExtraMaker, order: list[Deel]) -> Callable[[], bool]:
    left = iter(order)

    def one_more() -> bool:
        return any(
            bool(deel.declaratie.posten)
            and deel.voeg_toe(soort, maker, deel.declaratie.posten[0].one)
            for deel in left
        )

    return one_more
