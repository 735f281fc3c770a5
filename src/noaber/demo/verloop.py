# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""How help can go: each course as a name, the shapes it fits, and what happens in which month.

A step stands under the occasion (``besluit``, ``melding`` or ``antwoord``) and the number of months
after the beginning. It gives tasks, or none when life went another way meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random
from types import MappingProxyType
from typing import Final

from noaber.demo import leveringen, stappen, vragen
from noaber.demo.aanbod import Vorm
from noaber.demo.stand import Client
from noaber.demo.taken import Dag, Taak

Stap = Callable[[Client, Dag], list[Taak]]
B, M, A = "besluit", "melding", "antwoord"


class Begin(StrEnum):
    """How it begins."""

    NU = "in deze maand"
    LATER = "vanaf de volgende maand"
    HALF = "vanaf de achtste, om later te vervroegen"
    KORT = "tot het einde van de volgende maand"
    TWEE = "twee producten"
    NIET = "zonder toewijzing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verloop:
    """One course."""

    begin: Begin = Begin.NU
    past: Callable[[Vorm], bool] = field(default=lambda vorm: True)
    """Which shapes of a toewijzing it fits."""
    stappen: Mapping[tuple[str, int], Stap] = field(default_factory=dict)


def _is_specifiek(vorm: Vorm) -> bool:
    return vorm.omvang is not None


def _per_periode(vorm: Vorm) -> bool:
    return vorm.frequentie in ("2", "4") and not vorm.is_output


def _totaal(vorm: Vorm) -> bool:
    return vorm.frequentie == "6" and not vorm.is_output


def _budget(vorm: Vorm) -> bool:
    return vorm.budget is not None


def _per_week(vorm: Vorm) -> bool:
    return vorm.frequentie == "2" and not vorm.is_output


VERLOPEN: Final[Mapping[str, Verloop]] = MappingProxyType(
    {
        "gewoon": Verloop(),
        "verlengd": Verloop(
            begin=Begin.KORT, past=_is_specifiek, stappen={(B, 1): stappen.verleng}
        ),
        "verkort": Verloop(stappen={(B, 1): stappen.verkort}),
        "verwijderd": Verloop(begin=Begin.LATER, stappen={(B, 1): stappen.verwijder}),
        "vervangen": Verloop(past=_per_periode, stappen={(B, 1): stappen.vervang}),
        "volume": Verloop(past=_totaal, stappen={(B, 1): stappen.wijzig_volume}),
        "budget": Verloop(past=_budget, stappen={(B, 1): stappen.wijzig_budget}),
        "overleden": Verloop(stappen={(B, 1): stappen.overlijd}),
        "verhuisd": Verloop(stappen={(B, 1): stappen.verhuis}),
        "pgb": Verloop(past=_per_periode, stappen={(B, 1): stappen.begin_pgb}),
        "eerder": Verloop(begin=Begin.HALF, past=_per_week, stappen={(B, 1): stappen.begin_eerder}),
        "opnieuw": Verloop(
            begin=Begin.LATER, past=_per_periode, stappen={(B, 1): stappen.begin_opnieuw}
        ),
        "pauze": Verloop(stappen={(M, 1): leveringen.pauzeer, (M, 2): leveringen.hervat}),
        "pauze-einde": Verloop(
            stappen={(M, 1): leveringen.pauzeer, (M, 2): leveringen.stop_na_pauze}
        ),
        "gestopt": Verloop(stappen={(M, 1): leveringen.stop_eerder}),
        "start-verbeterd": Verloop(stappen={(M, 1): leveringen.verbeter_start}),
        "stop-verbeterd": Verloop(
            stappen={(M, 1): leveringen.stop_verkeerd, (M, 2): leveringen.verbeter_stop}
        ),
        "kruisend": Verloop(begin=Begin.LATER, stappen={(M, 1): leveringen.kruis}),
        "taakgericht": Verloop(
            begin=Begin.NIET,
            stappen={(M, 0): leveringen.begin_taakgericht, (M, 1): leveringen.stop_taakgericht},
        ),
        "twee": Verloop(begin=Begin.TWEE, past=_is_specifiek),
        "vot": Verloop(begin=Begin.NIET, stappen={(M, 0): vragen.vraag, (A, 0): vragen.honoreer}),
        "vot-twee": Verloop(
            begin=Begin.NIET,
            past=_is_specifiek,
            stappen={(M, 0): vragen.vraag_twee, (A, 0): vragen.honoreer_half},
        ),
        "vot-nee": Verloop(
            past=_is_specifiek, stappen={(M, 1): vragen.vraag_ander, (A, 1): vragen.wijs_af}
        ),
        "vot-onderzoek": Verloop(
            begin=Begin.NIET,
            past=_is_specifiek,
            stappen={
                (M, 0): vragen.vraag,
                (A, 0): vragen.onderzoek,
                (B, 1): vragen.honoreer,
            },
        ),
        "vot-onderzoek-nee": Verloop(
            past=_is_specifiek,
            stappen={
                (M, 1): vragen.vraag_ander,
                (A, 1): vragen.onderzoek,
                (B, 2): vragen.wijs_af,
            },
        ),
        "vow-omvang": Verloop(
            past=_per_periode, stappen={(M, 1): vragen.vraag_meer, (A, 1): vragen.honoreer}
        ),
        "vow-langer": Verloop(
            past=_is_specifiek, stappen={(M, 1): vragen.vraag_langer, (A, 1): vragen.honoreer}
        ),
        "vow-totaal": Verloop(
            past=_totaal, stappen={(M, 1): vragen.vraag_meer_totaal, (A, 1): vragen.honoreer}
        ),
        "vow-budget": Verloop(
            past=_budget, stappen={(M, 1): vragen.vraag_meer_budget, (A, 1): vragen.honoreer}
        ),
        "vow-nieuw": Verloop(
            past=_is_specifiek, stappen={(M, 1): vragen.vraag_erbij, (A, 1): vragen.honoreer}
        ),
        "vow-nee": Verloop(
            past=_per_periode, stappen={(M, 1): vragen.vraag_meer, (A, 1): vragen.wijs_af}
        ),
        "vow-onderzoek": Verloop(
            past=_per_periode,
            stappen={
                (M, 1): vragen.vraag_meer,
                (A, 1): vragen.onderzoek,
                (B, 2): vragen.honoreer_voorbij,
            },
        ),
    }
)


_GEWOON: Final = 0.65
"""Part of the clients to whom nothing special happens."""


def gewogen(kans: Random) -> str:
    """The course of a client, by chance."""
    names = list(VERLOPEN)
    return names[0] if kans.random() < _GEWOON else kans.choice(names[1:])


def stappen_van(client: Client, occasion: str, n: int) -> list[Stap]:
    """What this month holds for a client on this occasion."""
    verloop = VERLOPEN[client.verloop]
    found = []
    for (name, months), stap in verloop.stappen.items():
        # What comes after the beginning may come later, all of it by as much.
        due = client.vanaf + months + (client.uitstel if months else 0)
        if name == occasion and due == n:
            found.append(stap)
    return found
