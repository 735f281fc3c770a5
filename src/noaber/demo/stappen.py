# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What the gemeente can decide about the help of a client.

Each step looks first whether it still makes sense; else it does nothing.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from noaber.berichten.definitions.groups import Omvang
from noaber.demo.opdrachten import Gedaan
from noaber.demo.rekenen import laatste_dag, volgende_maand
from noaber.demo.stand import Client, Toewijzing
from noaber.demo.taken import Dag, Taak, besluit
from noaber.kernel.period import Period
from noaber.kernel.wet import Wet
from noaber.toewijzingen.types import (
    Assign,
    ChangeBudget,
    ChangeVolume,
    Delete,
    Died,
    Moved,
    Prolong,
    Replace,
    Restart,
    Shorten,
    StartEarlier,
    StartPgb,
    Wens,
)

_VERHUISD = {Wet.WMO: "31", Wet.JW: "35"}
OVERLEDEN, DOOR_GEMEENTE, OP_VERZOEK, PAUZE = "02", "36", "37", "20"


def wens_van(one: Toewijzing) -> Wens:
    """What is wanted, as a decision or a verzoek says it."""
    return Wens(
        product=one.product,
        ingangsdatum=one.ingang,
        einddatum=one.eind,
        omvang=one.omvang,
        budget=one.budget,
    )


def eerste(client: Client, dag: Dag) -> Toewijzing | None:
    """The first toewijzing, when it is valid today."""
    found = next((one for one in client.toewijzingen if one.is_er), None)
    return found if found is not None and found.geldt_op(dag.datum) else None


# ── the gemeente ─────────────────────────────────────────────────────────────────────────────────


def wijs_toe(client: Client, dag: Dag, one: Toewijzing) -> Taak:
    """A new toewijzing."""

    def noteer(done: Gedaan) -> None:
        (one.nummer,) = done.nummers
        client.toewijzingen.append(one)

    return besluit(client, dag, Assign(wens=wens_van(one)), noteer)


def verleng(client: Client, dag: Dag) -> list[Taak]:
    """Two months longer, under the same number."""
    one = eerste(client, dag)
    if one is None or one.eind is None:
        return []
    later = laatste_dag(volgende_maand(one.eind, 2))

    def noteer(done: Gedaan) -> None:
        del done
        one.eind = later

    return [besluit(client, dag, Prolong(nummer=one.nummer, einddatum=later), noteer)]


def _eindig(one: Toewijzing, eind: date, reden: str) -> None:
    if one.eind is None or one.eind > eind:
        one.eind, one.einde_reden = eind, reden


def verkort(client: Client, dag: Dag) -> list[Taak]:
    """Until the end of this month."""
    one, eind = eerste(client, dag), laatste_dag(dag.datum)
    if one is None or (one.eind is not None and one.eind <= eind):
        return []

    def noteer(done: Gedaan) -> None:
        del done
        _eindig(one, eind, DOOR_GEMEENTE)

    return [besluit(client, dag, Shorten(nummer=one.nummer, einddatum=eind), noteer, reden="05")]


def verwijder(client: Client, dag: Dag) -> list[Taak]:
    """Taken back before anything was delivered."""
    one = eerste(client, dag)
    if one is None or one.leveringen:
        return []

    def noteer(done: Gedaan) -> None:
        del done
        one.is_verwijderd = True

    return [besluit(client, dag, Delete(nummer=one.nummer), noteer)]


def meer(omvang: Omvang | None, n: int) -> Omvang:
    """The same with a larger volume."""
    assert omvang is not None, "this course is for what has an omvang"
    return replace(omvang, volume=omvang.volume + n)


def opvolger(one: Toewijzing, vanaf: date, omvang: Omvang | None) -> Toewijzing:
    """The toewijzing that takes over on a day."""
    return Toewijzing(
        client=one.client,
        vorm=one.vorm,
        ingang=vanaf,
        eind=one.eind,
        omvang=omvang,
        budget=one.budget,
    )


def loopt_door(one: Toewijzing | None, dag: Dag) -> bool:
    """Whether it is still valid on the last day of next month."""
    if one is None:
        return False
    return one.eind is None or one.eind >= laatste_dag(dag.volgende)


def vervang(client: Client, dag: Dag) -> list[Taak]:
    """Another omvang from next month on: a new number."""
    one = eerste(client, dag)
    if one is None or not loopt_door(one, dag):
        return []
    nieuw = opvolger(one, dag.volgende, meer(one.omvang, 1))

    def noteer(done: Gedaan) -> None:
        _, nieuw.nummer = done.nummers
        _eindig(one, laatste_dag(dag.datum), DOOR_GEMEENTE)
        client.toewijzingen.append(nieuw)

    return [besluit(client, dag, Replace(nummer=one.nummer, wens=wens_van(nieuw)), noteer)]


def wijzig_volume(client: Client, dag: Dag) -> list[Taak]:
    """A larger total."""
    one = eerste(client, dag)
    if one is None:
        return []
    omvang = meer(one.omvang, 10)

    def noteer(done: Gedaan) -> None:
        del done
        one.omvang = omvang

    return [besluit(client, dag, ChangeVolume(nummer=one.nummer, volume=omvang.volume), noteer)]


def wijzig_budget(client: Client, dag: Dag) -> list[Taak]:
    """A larger budget."""
    one = eerste(client, dag)
    if one is None or one.budget is None:
        return []
    budget = one.budget + 250_000

    def noteer(done: Gedaan) -> None:
        del done
        one.budget = budget

    return [besluit(client, dag, ChangeBudget(nummer=one.nummer, budget=budget), noteer)]


def overlijd(client: Client, dag: Dag) -> list[Taak]:
    """The client died on the 25th of last month."""
    gestorven = dag.vorige.replace(day=25)
    running = client.actuele(gestorven)
    if not running or any(one.ingang > gestorven for one in running):
        return []

    def noteer(done: Gedaan) -> None:
        del done
        for one in running:
            _eindig(one, gestorven, OVERLEDEN)

    return [besluit(client, dag, Died(overlijdensdatum=gestorven), noteer)]


def verhuis(client: Client, dag: Dag) -> list[Taak]:
    """The client moves to another gemeente at the end of this month."""
    running = client.actuele(dag.volgende)
    if not running or any(one.ingang >= dag.volgende for one in running):
        return []

    def noteer(done: Gedaan) -> None:
        del done
        for one in running:
            _eindig(one, laatste_dag(dag.datum), _VERHUISD[client.wet])

    return [besluit(client, dag, Moved(inschrijfdatum=dag.volgende), noteer)]


def begin_pgb(client: Client, dag: Dag) -> list[Taak]:
    """From next month on the client buys the help itself."""
    one = eerste(client, dag)
    if one is None or not loopt_door(one, dag):
        return []

    def noteer(done: Gedaan) -> None:
        del done
        _eindig(one, laatste_dag(dag.datum), DOOR_GEMEENTE)

    period = Period(dag.volgende, None)
    return [besluit(client, dag, StartPgb(product=one.product, period=period), noteer)]


def begin_eerder(client: Client, dag: Dag) -> list[Taak]:
    """Help was needed from the first of the month: an extra toewijzing in front."""
    one = eerste(client, dag)
    if one is None or one.ingang.day == 1:
        return []
    ervoor = opvolger(one, one.ingang.replace(day=1), one.omvang)
    ervoor.eind = one.ingang - timedelta(days=1)

    def noteer(done: Gedaan) -> None:
        (ervoor.nummer,) = done.nummers
        client.toewijzingen.append(ervoor)

    return [
        besluit(client, dag, StartEarlier(nummer=one.nummer, ingangsdatum=ervoor.ingang), noteer)
    ]


def begin_opnieuw(client: Client, dag: Dag) -> list[Taak]:
    """It begins in the middle of the month after all: deleted, and assigned anew."""
    one = eerste(client, dag)
    if one is None or one.leveringen:
        return []
    nieuw = opvolger(one, dag.datum.replace(day=15), one.omvang)

    def noteer(done: Gedaan) -> None:
        _, nieuw.nummer = done.nummers
        one.is_verwijderd = True
        client.toewijzingen.append(nieuw)

    return [besluit(client, dag, Restart(nummer=one.nummer, ingangsdatum=nieuw.ingang), noteer)]
