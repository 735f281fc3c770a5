# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Who takes part in an exercise: nobody who exists, nobody twice, and all of it by the seed."""

from collections import Counter

from noaber.demo.clienten import bsns, maak_clienten, onbekende_bsn, vreemde_clienten
from noaber.demo.inrichting import rekening
from noaber.demo.opzet import (
    MOST_AANBIEDERS,
    MOST_CLIENTEN,
    MOST_GEMEENTEN,
    Opzet,
    Partijen,
)
from noaber.demo.stand import Client
from noaber.demo.verloop import VERLOPEN
from noaber.kernel.bsn import is_bsn
from noaber.kernel.gemeentecode import list_gemeenten
from noaber.kernel.wet import Wet

LARGEST = Opzet(
    gemeenten=MOST_GEMEENTEN, aanbieders=MOST_AANBIEDERS, clienten=MOST_CLIENTEN, maanden=12
)


def clienten(opzet: Opzet) -> list[Client]:
    return maak_clienten(opzet, Partijen.van(opzet))


def test_every_bsn_is_one_that_nobody_has() -> None:
    numbers = list(bsns())
    assert len(numbers) == len(set(numbers)) == 9091
    assert all(is_bsn(number) and number.startswith("9999") for number in numbers)


def test_nobody_is_there_twice_in_the_largest_exercise() -> None:
    everybody = clienten(LARGEST) + vreemde_clienten(LARGEST, Partijen.van(LARGEST))
    numbers = [client.bsn for client in everybody]
    assert len(set(numbers)) == len(numbers) == MOST_CLIENTEN + MOST_GEMEENTEN
    assert onbekende_bsn() not in numbers


def test_no_two_aanbieders_share_a_name_a_code_or_an_account() -> None:
    partijen = Partijen.van(LARGEST)
    everybody = [*partijen.aanbieders, partijen.vreemde]
    for key in (lambda a: a.naam, lambda a: a.agb, lambda a: rekening(1000 + a.index)):
        assert len({key(one) for one in everybody}) == len(everybody)
    assert all(len(one.agb) == 8 for one in everybody)


def test_the_gemeenten_have_codes_that_exist_and_names_that_do_not() -> None:
    known = {one.code: one.name for one in list_gemeenten(on=LARGEST.begin)}
    for gemeente in Partijen.van(LARGEST).gemeenten:
        assert gemeente.code in known
        assert gemeente.naam not in known.values()


def test_every_course_is_shown_even_in_a_small_exercise() -> None:
    shown = Counter(client.verloop for client in clienten(Opzet(clienten=2 * len(VERLOPEN))))
    assert shown == dict.fromkeys(VERLOPEN, 2)


def test_the_seed_decides_who_they_are_and_when_they_come() -> None:
    def lives(zaad: int) -> list[tuple[object, ...]]:
        opzet = Opzet(clienten=300, zaad=zaad)
        return [(c.persoon, c.vanaf, c.verloop, c.uitstel) for c in clienten(opzet)]

    assert lives(3) == lives(3)
    assert lives(3) != lives(4)


def test_one_aanbieder_alone_delivers_under_both_laws() -> None:
    alone = Partijen.van(Opzet(aanbieders=1))
    assert [alone.onder_contract(wet) for wet in Wet] == [list(alone.aanbieders)] * 2


def test_households_are_of_one_gemeente_one_address_and_one_name() -> None:
    homes: dict[tuple[str, int], set[tuple[object, ...]]] = {}
    for client in clienten(Opzet(clienten=200)):
        if client.huishouden is not None:
            persoon = client.persoon
            homes.setdefault((client.gemeente.code, client.huishouden), set()).add(
                (persoon.achternaam, persoon.contacten)
            )
    assert len(homes) > 20
    assert {len(found) for found in homes.values()} == {1}
