# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Spreading mistakes: as many as asked, of every kind as often, and the money follows."""

from collections import Counter
from datetime import date
from random import Random

from noaber.demo import verdeling
from noaber.demo.clienten import maak_clienten, onbekende_bsn
from noaber.demo.declaraties import Declaratie, Nummering, Post, van_client
from noaber.demo.foute_regels import Omgeving
from noaber.demo.fouten import EXTRA, REGELFOUTEN
from noaber.demo.opzet import Opzet, Partijen
from noaber.demo.rekenen import volgende_maand
from noaber.demo.stand import Client, Levering, Toewijzing
from noaber.demo.vragen import eigen_vorm

JAN = date(2026, 1, 1)
OPZET = Opzet(gemeenten=1, aanbieders=1, clienten=200, maanden=6)


def met_hulp() -> list[Client]:
    """Clients, each with one toewijzing for four months on which help runs."""
    made = maak_clienten(OPZET, Partijen.van(OPZET))
    for client in made:
        vorm = eigen_vorm(client, lambda _: True)
        client.toewijzingen.append(
            Toewijzing(
                client=client,
                vorm=vorm,
                ingang=JAN,
                eind=date(2026, 4, 15),
                omvang=vorm.omvang,
                budget=vorm.budget,
                nummer=client.index + 1,
                leveringen=[Levering(JAN)],
            )
        )
    return made


def delen(clienten: list[Client], maand: date, nummers: Nummering) -> list[verdeling.Deel]:
    eerste = f"R{nummers.laatste + 1:08d}"
    lanes: dict[object, Declaratie] = {}
    for client in clienten:
        posten = list(van_client(client, maand, nummers))
        lanes.setdefault(client.lane, Declaratie(client, maand)).posten += posten
    return [
        verdeling.Deel(
            declaratie,
            Omgeving(
                maand=maand,
                nummers=nummers,
                eerste=eerste,
                lane=[client for client in clienten if client.lane == lane],
                afgekeurd=[],
                onbekende_bsn=onbekende_bsn(),
            ),
        )
        for lane, declaratie in lanes.items()
    ]


def wrong(found: list[verdeling.Deel]) -> list[Post]:
    return [post for deel in found for post in deel.declaratie.posten if not post.is_goed]


def test_exactly_so_many_mistakes_are_made() -> None:
    found = delen(met_hulp(), JAN, Nummering())
    made: verdeling.Gemaakt = Counter()
    verdeling.verdeel(found, 40, made, Random(1))
    assert made.total() == len(wrong(found)) == 40
    assert sum(len(deel.fouten) for deel in found) == 40


def test_each_kind_that_can_be_made_is_made_about_as_often() -> None:
    """In the third month there is something of before to take back or to declare twice."""
    clienten, nummers, made = met_hulp(), Nummering(), Counter[str]()
    for n in range(4):
        found = delen(clienten, volgende_maand(JAN, n), nummers)
        verdeling.verdeel(found, 50, made, Random(n))
    names = {soort.naam for soort, _ in (*REGELFOUTEN, *EXTRA)}
    # Nobody's toewijzing was deleted here, none ended a month ago, and nobody remembers here what
    # was rejected.
    assert names - set(made) == {"verwijderd", "na-toewijzing", "credit-afgekeurd"}
    assert made.total() == 200


def test_without_lines_there_is_nothing_to_do_wrong() -> None:
    made: verdeling.Gemaakt = Counter()
    verdeling.verdeel([], 10, made, Random(1))
    assert made.total() == 0


def test_what_is_wrong_is_not_granted_and_is_declared_again() -> None:
    clienten, nummers = met_hulp(), Nummering()
    found = delen(clienten, JAN, nummers)
    before = {id(post): post.regel for deel in found for post in deel.declaratie.posten}
    verdeling.verdeel(found, 60, Counter(), Random(3))
    granted = sum(r.bedrag for c in clienten for one in c.toewijzingen for r in one.toegekend)
    assert granted == sum(deel.declaratie.toegekend for deel in found)
    replaced = {
        (post.one.client.index, before[id(post)].code)
        for post in wrong(found)
        if id(post) in before
    }
    assert replaced
    again = {
        (post.one.client.index, post.regel.code)
        for deel in delen(clienten, volgende_maand(JAN, 1), nummers)
        for post in deel.declaratie.posten
        if post.regel.begin == JAN
    }
    assert replaced <= again


def test_no_declaratie_becomes_wrong_as_a_whole() -> None:
    """Two equal debits in one message, or a credit of a line beside it, are a matter of level 2."""
    clienten, nummers, made = met_hulp(), Nummering(), Counter[str]()
    for n in range(4):
        found = delen(clienten, volgende_maand(JAN, n), nummers)
        verdeling.verdeel(found, 60, made, Random(n))
        for deel in found:
            lines = [post.regel for post in deel.declaratie.posten]
            debits = Counter(
                (r.bsn, r.nummer, r.categorie, r.code, r.begin, r.eind)
                for r in lines
                if not r.is_credit
            )
            assert max(debits.values()) == 1
            here = {r.referentie for r in lines}
            assert not here & {r.vorig for r in lines}
            assert len(here) == len(lines)
