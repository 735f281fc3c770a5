# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Fictitious clients: a bsn out of the test range, a name, an address, sometimes a household."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from random import Random
from typing import Final

from noaber.demo import namen
from noaber.demo.opzet import MOST_CLIENTEN, Gemeente, Opzet, Partijen
from noaber.demo.stand import Client
from noaber.demo.verloop import VERLOPEN, gewogen
from noaber.kernel.wet import Wet
from noaber.partijen.types import Contactgegevens, Naaste, Persoonsgegevens

_WEIGHTS: Final = (9, 8, 7, 6, 5, 4, 3, 2)
_MOST_UITSTEL: Final = 4


def bsns() -> Iterator[str]:
    """Every bsn that is never given to a person: 9999xxxxx, passing the elfproef, in order."""
    for head in range(99_990_000, 100_000_000):
        digits = str(head)
        rest = sum(w * int(d) for w, d in zip(_WEIGHTS, digits, strict=True)) % 11
        if rest < 10 and (head, rest) > (99_990_000, 5):
            yield f"{digits}{rest}"


def onbekende_bsn() -> str:
    """The number of nobody in the exercise."""
    return next(islice(bsns(), MOST_CLIENTEN, None))


def maak_clienten(opzet: Opzet, partijen: Partijen) -> list[Client]:
    """All clients of an exercise, each with its own course."""
    numbers = list(islice(bsns(), opzet.clienten))
    made: list[Client] = []
    for index, bsn in enumerate(numbers):
        kans = Random(f"{opzet.zaad}/{index}")  # noqa: S311  # an exercise is to be repeatable
        row, place = divmod(index, opzet.gemeenten)
        plek = _Plek(partijen.gemeenten[place], *_huis(row))
        wet = Wet.WMO if row % 5 < 3 else Wet.JW
        known = partijen.onder_contract(wet)
        made.append(
            Client(
                index=index,
                gemeente=plek.gemeente,
                aanbieder=known[row // 5 % len(known)],
                wet=wet,
                persoon=_persoon(bsn, plek, wet, kans),
                vanaf=_vanaf(index, opzet, kans),
                verloop=_verloop(index, kans),
                kans=kans,
                huishouden=plek.huis if plek.samen else None,
                uitstel=0 if _toont_verloop(index) else kans.randrange(_MOST_UITSTEL),
                toont_verloop=_toont_verloop(index),
            )
        )
    return made


def vreemde_clienten(opzet: Opzet, partijen: Partijen) -> list[Client]:
    """One client per gemeente for the aanbieder whose books are elsewhere."""
    made = []
    for gemeente in partijen.gemeenten:
        index = MOST_CLIENTEN + 1 + gemeente.index
        bsn = next(islice(bsns(), index, None))
        kans = Random(f"{opzet.zaad}/{index}")  # noqa: S311
        made.append(
            Client(
                index=index,
                gemeente=gemeente,
                aanbieder=partijen.vreemde,
                wet=Wet.WMO,
                persoon=_persoon(bsn, _Plek(gemeente, index, samen=False), Wet.WMO, kans),
                vanaf=1,
                verloop="gewoon",
                kans=kans,
            )
        )
    return made


@dataclass(frozen=True, slots=True)
class _Plek:
    """Where a client lives."""

    gemeente: Gemeente
    huis: int
    samen: bool
    """With somebody else of the exercise."""


def _huis(row: int) -> tuple[int, bool]:
    """Of every three pairs of neighbours one pair lives together: one address, one name."""
    pair, place = divmod(row, 2)
    samen = pair % 3 == 0
    return 2 * pair + (0 if samen else place), samen


def _vanaf(index: int, opzet: Opzet, kans: Random) -> int:
    """Six of ten are there from the first month; those who show a course always are."""
    if _toont_verloop(index) or opzet.maanden < 3 or kans.random() < 0.6:
        return 1
    return kans.randint(2, max(2, opzet.maanden - 1))


def _verloop(index: int, kans: Random) -> str:
    """The first clients show every course twice; of the others most have an ordinary one."""
    names = list(VERLOPEN)
    return names[index % len(names)] if _toont_verloop(index) else gewogen(kans)


def _toont_verloop(index: int) -> bool:
    return index < 2 * len(VERLOPEN)


def _persoon(bsn: str, plek: _Plek, wet: Wet, kans: Random) -> Persoonsgegevens:
    achternaam, voorvoegsel = namen.ACHTERNAMEN[plek.huis % len(namen.ACHTERNAMEN)]
    voornaam = namen.VOORNAMEN[kans.randrange(len(namen.VOORNAMEN))]
    year = kans.randint(2009, 2021) if wet is Wet.JW else kans.randint(1932, 2003)
    return Persoonsgegevens(
        bsn=bsn,
        achternaam=achternaam,
        voorvoegsel=voorvoegsel,
        voornamen=voornaam,
        voorletters=voornaam[0],
        geboortedatum=date(year, kans.randint(1, 12), kans.randint(1, 28)),
        geslacht=kans.choice(("1", "2")),
        contacten=(
            Contactgegevens(
                straatnaam=namen.STRATEN[plek.huis % len(namen.STRATEN)],
                huisnummer=1 + plek.huis // len(namen.STRATEN),
                postcode=f"99{10 + plek.gemeente.index:02d}XX",
                plaatsnaam=plek.gemeente.naam,
            ),
        ),
        naasten=(_ouder(achternaam, voorvoegsel),) if wet is Wet.JW else (),
    )


def _ouder(achternaam: str, voorvoegsel: str) -> Naaste:
    return Naaste(
        nummer="1",
        soort="10",
        achternaam=achternaam,
        voorvoegsel=voorvoegsel,
        voornamen="Robin",
        telefoonnummer="0600000000",
    )
