# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What an aanbieder asks for a client, and how the gemeente answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from noaber.berichten.definitions.groups import Omvang, Verwijzer
from noaber.demo.aanbod import Vorm, vormen
from noaber.demo.opdrachten import Gedaan
from noaber.demo.rekenen import laatste_dag, volgende_maand
from noaber.demo.stand import Client, Gevraagd, Toewijzing
from noaber.demo.stappen import (
    OP_VERZOEK,
    eerste,
    loopt_door,
    meer,
    opvolger,
    wens_van,
)
from noaber.demo.taken import Dag, Taak, antwoord, besluit, verzoek
from noaber.kernel.wet import Wet
from noaber.toewijzingen.types import (
    Aanvraag,
    Gewenst,
    HonourVot,
    HonourVow,
    Investigate,
    PassedDates,
    Reject,
    Vot,
    Vow,
)

_INHOUDELIJK = "7"
Nummers = tuple[int, ...]


# ── asking ───────────────────────────────────────────────────────────────────────────────────────


def nieuwe(client: Client, vorm: Vorm, ingang: date, maanden: int = 6) -> Toewijzing:
    """A toewijzing that nobody has decided on yet."""
    return Toewijzing(
        client=client,
        vorm=vorm,
        ingang=ingang,
        eind=laatste_dag(volgende_maand(ingang, maanden)),
        omvang=vorm.omvang,
        budget=vorm.budget,
    )


def eigen_vorm(client: Client, past: Callable[[Vorm], bool]) -> Vorm:
    """A shape for this client: which one depends on its number, so that all occur."""
    fitting = [vorm for vorm in vormen(client.wet) if past(vorm)]
    return fitting[client.index // 2 % len(fitting)]


def andere_vorm(client: Client, *beside: Vorm) -> Vorm:
    """A specific shape of a categorie that the client has not had, nor will have beside this."""
    products = [one.product for one in client.toewijzingen] + [vorm.product for vorm in beside]
    had = {product.categorie for product in products if product is not None}
    fitting = [
        vorm
        for vorm in vormen(client.wet)
        if vorm.omvang is not None and vorm.product and vorm.product.categorie not in had
    ]
    return fitting[client.index % len(fitting)]


def _aanvraag(client: Client, one: Toewijzing) -> Aanvraag:
    doctor = Verwijzer(type="02", zorgverlener_code="01990001")
    return Aanvraag(
        referentie=client.nieuwe_referentie(),
        wens=wens_van(one),
        verwijzer=doctor if client.wet is Wet.JW else Verwijzer(type="06"),
        is_onder_raamcontract=True,
    )


def _vot(client: Client, dag: Dag, *wanted: Toewijzing) -> list[Taak]:
    if client.gevraagd:
        return []
    aanvragen = tuple(_aanvraag(client, one) for one in wanted)

    def bij(one: Toewijzing) -> Callable[[Nummers], None]:
        def noteer(nummers: Nummers) -> None:
            (one.nummer,) = nummers
            client.toewijzingen.append(one)

        return noteer

    client.gevraagd += [
        Gevraagd(aanvraag.referentie, bij(one))
        for aanvraag, one in zip(aanvragen, wanted, strict=True)
    ]
    known = True if client.wet is Wet.JW else None
    return [verzoek(client, dag, Vot(aanvragen=aanvragen, is_gezagsdrager_bekend=known))]


def vraag(client: Client, dag: Dag) -> list[Taak]:
    """A new client: help from next month on."""
    vorm = eigen_vorm(client, lambda vorm: vorm.omvang is not None)
    return _vot(client, dag, nieuwe(client, vorm, dag.volgende))


def vraag_twee(client: Client, dag: Dag) -> list[Taak]:
    """A new client: two kinds of help, each asked for itself."""
    vorm = eigen_vorm(client, lambda vorm: vorm.omvang is not None)
    other = nieuwe(client, andere_vorm(client, vorm), dag.volgende)
    return _vot(client, dag, nieuwe(client, vorm, dag.volgende), other)


def vraag_ander(client: Client, dag: Dag) -> list[Taak]:
    """Another kind of help beside what there is."""
    if eerste(client, dag) is None:
        return []
    return _vot(client, dag, nieuwe(client, andere_vorm(client), dag.volgende))


def _vow(
    client: Client, dag: Dag, gewenst: Gewenst, bij_honoreren: Callable[[Nummers], None]
) -> list[Taak]:
    referentie = client.nieuwe_referentie()
    client.gevraagd.append(Gevraagd(referentie, bij_honoreren))
    return [verzoek(client, dag, Vow(referentie=referentie, gewijzigd=(gewenst,)))]


def vraag_meer(client: Client, dag: Dag) -> list[Taak]:
    """More per week or month, from next month on."""
    one = eerste(client, dag)
    if one is None or not loopt_door(one, dag) or client.gevraagd:
        return []
    nieuw = opvolger(one, dag.volgende, meer(one.omvang, 2))

    def noteer(nummers: Nummers) -> None:
        _, nieuw.nummer = nummers
        one.eind, one.einde_reden = laatste_dag(dag.datum), OP_VERZOEK
        client.toewijzingen.append(nieuw)

    gewenst = Gewenst(
        nummer=one.nummer, vanaf=nieuw.ingang, einddatum=one.eind, omvang=nieuw.omvang
    )
    return _vow(client, dag, gewenst, noteer)


def _vraag_geheel(
    client: Client, dag: Dag, eind: date | None, omvang: Omvang | None, budget: int | None
) -> list[Taak]:
    """A change that holds for the whole duration, under the same number."""
    one = eerste(client, dag)
    if one is None or client.gevraagd:
        return []

    def noteer(nummers: Nummers) -> None:
        del nummers
        one.eind, one.omvang, one.budget = eind, omvang, budget

    gewenst = Gewenst(
        nummer=one.nummer, vanaf=one.ingang, einddatum=eind, omvang=omvang, budget=budget
    )
    return _vow(client, dag, gewenst, noteer)


def vraag_langer(client: Client, dag: Dag) -> list[Taak]:
    """The same for three months more."""
    one = eerste(client, dag)
    if one is None or one.eind is None:
        return []
    return _vraag_geheel(
        client, dag, laatste_dag(volgende_maand(one.eind, 3)), one.omvang, one.budget
    )


def vraag_meer_totaal(client: Client, dag: Dag) -> list[Taak]:
    """A larger total volume."""
    one = eerste(client, dag)
    return [] if one is None else _vraag_geheel(client, dag, one.eind, meer(one.omvang, 5), None)


def vraag_meer_budget(client: Client, dag: Dag) -> list[Taak]:
    """A larger budget."""
    one = eerste(client, dag)
    if one is None or one.budget is None:
        return []
    return _vraag_geheel(client, dag, one.eind, None, one.budget + 125_000)


def vraag_erbij(client: Client, dag: Dag) -> list[Taak]:
    """A new product beside what stays as it is, as one package."""
    if eerste(client, dag) is None or client.gevraagd:
        return []
    nieuw = nieuwe(client, andere_vorm(client), dag.volgende)

    def noteer(nummers: Nummers) -> None:
        (nieuw.nummer,) = nummers
        client.toewijzingen.append(nieuw)

    referentie = client.nieuwe_referentie()
    client.gevraagd.append(Gevraagd(referentie, noteer))
    return [verzoek(client, dag, Vow(referentie=referentie, nieuw=(wens_van(nieuw),)))]


# ── answering ────────────────────────────────────────────────────────────────────────────────────


def _honoreer(client: Client, dag: Dag, passed: PassedDates | None = None) -> list[Taak]:
    tasks = []
    for asked in client.gevraagd:

        def noteer(done: Gedaan, asked: Gevraagd = asked) -> None:
            asked.bij_honoreren(done.nummers)
            client.gevraagd.remove(asked)
            client.gehonoreerd.append(asked.referentie)

        is_vot = "vot" in client.verloop
        wat = (
            HonourVot(referentie=asked.referentie)
            if is_vot
            else HonourVow(referentie=asked.referentie, passed=passed)
        )
        tasks.append(besluit(client, dag, wat, noteer))
    return tasks


def honoreer(client: Client, dag: Dag) -> list[Taak]:
    """As asked."""
    return _honoreer(client, dag)


def honoreer_voorbij(client: Client, dag: Dag) -> list[Taak]:
    """As asked, though the wanted day has passed: settled with the aanbieder."""
    return _honoreer(client, dag, PassedDates.AS_ASKED)


def _vergeet(client: Client, asked: Gevraagd) -> Callable[[Gedaan], None]:
    def noteer(done: Gedaan) -> None:
        del done
        client.gevraagd.remove(asked)
        client.afgewezen.append(asked.referentie)

    return noteer


def wijs_af(client: Client, dag: Dag) -> list[Taak]:
    """No, for what it is about."""
    return [
        antwoord(
            client,
            dag,
            Reject(referentie=asked.referentie, reden=_INHOUDELIJK),
            _vergeet(client, asked),
        )
        for asked in client.gevraagd
    ]


def honoreer_half(client: Client, dag: Dag) -> list[Taak]:
    """The first product yes, the second no."""
    if len(client.gevraagd) != 2:
        return []
    return [_honoreer(client, dag)[0], wijs_af(client, dag)[1]]


def onderzoek(client: Client, dag: Dag) -> list[Taak]:
    """The decision takes longer."""
    return [
        antwoord(client, dag, Investigate(referentie=asked.referentie)) for asked in client.gevraagd
    ]
