# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What a month holds for the clients of an exercise, on each of its three occasions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from noaber.demo.aanbod import Vorm
from noaber.demo.leveringen import start_en_stop
from noaber.demo.rekenen import laatste_dag, volgende_maand
from noaber.demo.stand import Client, Toewijzing
from noaber.demo.stappen import wijs_toe
from noaber.demo.taken import Dag, Taak
from noaber.demo.verloop import VERLOPEN, Begin, stappen_van
from noaber.demo.vragen import andere_vorm, eigen_vorm

_BEGINDAGEN: Final = (1, 1, 2, 5, 8)
_DUUR: Final = (3, 5, 8, 11)
"""Months after that of the ingangsdatum."""
_OPEN: Final = 0.25
"""Part of what may do without an einddatum that has none."""


def besluiten(clienten: Iterable[Client], dag: Dag) -> list[Taak]:
    """What gemeenten decide."""
    tasks = []
    for client in clienten:
        if client.vanaf == dag.n:
            tasks += [wijs_toe(client, dag, one) for one in _eerste_toewijzingen(client, dag)]
        tasks += _stappen(client, "besluit", dag)
    return tasks


def meldingen(clienten: Iterable[Client], dag: Dag) -> list[Taak]:
    """What aanbieders report and ask."""
    tasks = []
    for client in clienten:
        if client.vanaf <= dag.n:
            tasks += _stappen(client, "melding", dag)
            tasks += start_en_stop(client, dag)
    return tasks


def antwoorden(clienten: Iterable[Client], dag: Dag) -> list[Taak]:
    """What gemeenten answer to what was asked this month."""
    return [task for client in clienten for task in _stappen(client, "antwoord", dag)]


def _stappen(client: Client, occasion: str, dag: Dag) -> list[Taak]:
    return [task for stap in stappen_van(client, occasion, dag.n) for task in stap(client, dag)]


# ── the beginning ────────────────────────────────────────────────────────────────────────────────


def _eerste_toewijzingen(client: Client, dag: Dag) -> list[Toewijzing]:
    verloop = VERLOPEN[client.verloop]
    if verloop.begin is Begin.NIET:
        return []
    ingang = _ingang(client, verloop.begin, dag)
    vorm = eigen_vorm(client, verloop.past)
    one = _toewijzing(client, vorm, ingang)
    if verloop.begin is Begin.KORT:
        one.eind = laatste_dag(volgende_maand(dag.maand, 1 + client.uitstel))
    if verloop.begin is not Begin.TWEE:
        return [one]
    return [one, _toewijzing(client, andere_vorm(client, vorm), ingang)]


def _ingang(client: Client, begin: Begin, dag: Dag) -> date:
    if begin is Begin.LATER:
        return volgende_maand(dag.maand, 1 + client.uitstel)
    day = 8 if begin is Begin.HALF else client.kans.choice(_BEGINDAGEN)
    return dag.maand.replace(day=day)


def _toewijzing(client: Client, vorm: Vorm, ingang: date) -> Toewijzing:
    eind: date | None = laatste_dag(volgende_maand(ingang, client.kans.choice(_DUUR)))
    if vorm.mag_open and client.kans.random() < _OPEN:
        eind = None
    return Toewijzing(
        client=client,
        vorm=vorm,
        ingang=ingang,
        eind=eind,
        omvang=vorm.omvang,
        budget=vorm.budget,
    )
