# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What the aanbieder reports of the help of a client: starts, stops, and mending them.

Each step looks first whether it still makes sense; else it does nothing.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from noaber.demo.aanbod import DIENSTEN
from noaber.demo.opdrachten import Gedaan, SchrijfIn
from noaber.demo.rekenen import volgende_maand
from noaber.demo.stand import Client, Levering, Toewijzing
from noaber.demo.stappen import PAUZE, eerste
from noaber.demo.taken import Dag, Taak, besluit, melding
from noaber.demo.verwachting import afgekeurd
from noaber.kernel.wet import Wet
from noaber.toewijzingen.types import Delete, Melding

VOLGENS_PLAN = {Wet.WMO: "19", Wet.JW: "31"}
DOOR_AANBIEDER = {Wet.WMO: "22", Wet.JW: "33"}
IN_OVEREENSTEMMING = {Wet.WMO: "23", Wet.JW: "34"}


def in_lopende(client: Client, dag: Dag) -> tuple[Toewijzing, Levering] | None:
    """The first toewijzing with its running start, when there is one."""
    one = eerste(client, dag)
    if one is None or one.levering is None or not one.levering.loopt:
        return None
    return one, one.levering


def start_en_stop(client: Client, dag: Dag) -> list[Taak]:
    """What every aanbieder reports: help that began, and help of which the toewijzing is over."""
    starts = [one for one in client.toewijzingen if _moet_starten(one, dag)]
    stops = [(one, _te_stoppen(one, dag)) for one in client.toewijzingen]
    tasks = []

    def noteer(done: Gedaan) -> None:
        del done
        for one in starts:
            one.leveringen.append(Levering(one.ingang))

    if starts:
        begun = (Melding(nummer=one.nummer, begindatum=one.ingang) for one in starts)
        tasks.append(melding(client, dag, *begun, na=noteer))
    ended = [(one, levering) for one, levering in stops if levering is not None]
    if ended:
        tasks.append(_stop_alle(client, dag, ended))
    return tasks


def _moet_starten(one: Toewijzing, dag: Dag) -> bool:
    return one.is_er and not one.leveringen and not one.start_niet and one.ingang <= dag.datum


def _te_stoppen(one: Toewijzing, dag: Dag) -> Levering | None:
    if not one.is_er or one.eind is None or one.eind >= dag.datum:
        return None
    levering = one.levering
    if levering is None or levering.einde or levering.begin > one.eind:
        return None
    return levering


def _stop_alle(client: Client, dag: Dag, ended: list[tuple[Toewijzing, Levering]]) -> Taak:
    def stop(one: Toewijzing, levering: Levering) -> tuple[str, date]:
        assert one.eind is not None
        reden = one.einde_reden or VOLGENS_PLAN[client.wet]
        return reden, max(one.eind, levering.pauze or one.eind)

    def noteer(done: Gedaan) -> None:
        del done
        for one, levering in ended:
            levering.einde = stop(one, levering)

    return melding(
        client,
        dag,
        *(
            Melding(
                nummer=one.nummer,
                begindatum=levering.begin,
                reden=stop(one, levering)[0],
                einddatum=stop(one, levering)[1],
            )
            for one, levering in ended
        ),
        na=noteer,
    )


def _stop(client: Client, dag: Dag, reden: str, eind: date) -> list[Taak]:
    found = in_lopende(client, dag)
    if found is None or found[1].begin > eind:
        return []
    one, levering = found

    def noteer(done: Gedaan) -> None:
        del done
        if reden == PAUZE:
            levering.pauze = eind
        else:
            levering.einde = reden, eind

    stop = Melding(nummer=one.nummer, begindatum=levering.begin, einddatum=eind, reden=reden)
    return [melding(client, dag, stop, na=noteer)]


def pauzeer(client: Client, dag: Dag) -> list[Taak]:
    """The client is away for a while."""
    return _stop(client, dag, PAUZE, dag.datum - timedelta(days=2))


def stop_eerder(client: Client, dag: Dag) -> list[Taak]:
    """The client and the aanbieder agree that it is enough; the toewijzing stays valid."""
    eind = dag.datum - timedelta(days=1)
    return _stop(client, dag, IN_OVEREENSTEMMING[client.wet], eind)


def stop_verkeerd(client: Client, dag: Dag) -> list[Taak]:
    """A stop under the wrong reden."""
    eind = dag.datum - timedelta(days=3)
    return _stop(client, dag, DOOR_AANBIEDER[client.wet], eind)


def hervat(client: Client, dag: Dag) -> list[Taak]:
    """Help goes on after a pause."""
    one = eerste(client, dag)
    if one is None or one.levering is None or one.levering.pauze is None or one.levering.einde:
        return []
    begin = dag.datum - timedelta(days=1)

    def noteer(done: Gedaan) -> None:
        del done
        one.leveringen.append(Levering(begin))

    return [melding(client, dag, Melding(nummer=one.nummer, begindatum=begin), na=noteer)]


def stop_na_pauze(client: Client, dag: Dag) -> list[Taak]:
    """The client does not come back."""
    one = eerste(client, dag)
    if one is None or one.levering is None or one.levering.pauze is None or one.levering.einde:
        return []
    levering = one.levering
    reden, eind = IN_OVEREENSTEMMING[client.wet], dag.datum - timedelta(days=1)

    def noteer(done: Gedaan) -> None:
        del done
        levering.einde = reden, eind

    stop = Melding(nummer=one.nummer, begindatum=levering.begin, einddatum=eind, reden=reden)
    return [melding(client, dag, stop, na=noteer)]


def verbeter_start(client: Client, dag: Dag) -> list[Taak]:
    """It began a day later: the start is taken back and reported anew, in one message."""
    found = in_lopende(client, dag)
    if found is None:
        return []
    one, levering = found
    begin = levering.begin + timedelta(days=1)

    def noteer(done: Gedaan) -> None:
        del done
        levering.begin = begin

    return [
        melding(
            client,
            dag,
            Melding(nummer=one.nummer, begindatum=levering.begin, is_delete=True),
            Melding(nummer=one.nummer, begindatum=begin),
            na=noteer,
        )
    ]


def verbeter_stop(client: Client, dag: Dag) -> list[Taak]:
    """The reden of a stop was wrong: taken back and reported anew, in one message."""
    one = eerste(client, dag)
    if one is None or one.levering is None or one.levering.einde is None:
        return []
    levering = one.levering
    reden, eind = one.levering.einde
    goed = VOLGENS_PLAN[client.wet]

    def noteer(done: Gedaan) -> None:
        del done
        levering.einde = goed, eind

    fout = Melding(
        nummer=one.nummer,
        begindatum=levering.begin,
        einddatum=eind,
        reden=reden,
        is_delete=True,
    )
    return [melding(client, dag, fout, replace(fout, reden=goed, is_delete=False), na=noteer)]


def kruis(client: Client, dag: Dag) -> list[Taak]:
    """A start and a deletion cross in the post: the start is on nothing."""
    one = eerste(client, dag)
    if one is None or one.leveringen:
        return []
    one.start_niet = True

    def noteer(done: Gedaan) -> None:
        del done
        one.is_verwijderd = True

    return [
        melding(
            client,
            dag,
            Melding(nummer=one.nummer, begindatum=one.ingang),
            verwacht=afgekeurd(
                "start-kruist-verwijdering", "Client/StartProducten/StartProduct[1]", "9019"
            ),
        ),
        besluit(client, dag, Delete(nummer=one.nummer), noteer),
    ]


# ── bought as a task ─────────────────────────────────────────────────────────────────────────────


def _taak(client: Client) -> Melding:
    product = next(d for d in DIENSTEN if d.is_taakgericht and d.wet is client.wet).product
    return Melding(product=product, begindatum=date.min)


def begin_taakgericht(client: Client, dag: Dag) -> list[Taak]:
    """A client comes in without a toewijzing."""
    begin = dag.datum - timedelta(days=3)
    start = melding(client, dag, replace(_taak(client), begindatum=begin))
    enter = SchrijfIn(administratie=client.aanbieder.agb, persoon=client.persoon)
    return [Taak(start.keten, enter), start]


def stop_taakgericht(client: Client, dag: Dag) -> list[Taak]:
    """And leaves again, a month later or more."""
    months = 1 + client.uitstel
    begin = volgende_maand(dag.maand, -months).replace(day=dag.datum.day) - timedelta(days=3)
    stop = replace(
        _taak(client),
        begindatum=begin,
        einddatum=dag.datum - timedelta(days=1),
        reden=VOLGENS_PLAN[client.wet],
    )
    return [melding(client, dag, stop)]
