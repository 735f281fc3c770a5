# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""A person, where it can be reached over time, and who is around it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from noaber.kernel.bsn import InvalidBsn
from noaber.partijen import operations, queries
from noaber.partijen.models import Adres, Lidmaatschap
from noaber.partijen.operations import UnknownGebied
from noaber.partijen.queries import UnknownPersoon
from noaber.partijen.types import Contactgegevens, Gebied, Naaste, Persoonsgegevens
from noaber.storage.history import history_of
from tests.flows.wereld import B1, B2, World, make_world

STRANGER = "999900158"
DAY = date(2026, 1, 1)


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def persoon(bsn: str = STRANGER, **more: Any) -> Persoonsgegevens:
    fields: dict[str, Any] = {
        "bsn": bsn,
        "achternaam": "Noaber",
        "geboortedatum": date(1980, 5, 17),
        "geslacht": "1",
    }
    return Persoonsgegevens(**fields | more)


def put(world: World, **more: Any) -> int:
    return operations.register_persoon(administratie=world.administratie(), persoon=persoon(**more))


def seen(world: World, number: int, on: date = DAY) -> Persoonsgegevens:
    return queries.get_persoon(number, on=on, viewer=world.viewer)


def adres(straat: str, van: date, tot: date | None = None, **more: Any) -> Contactgegevens:
    return Contactgegevens(
        straatnaam=straat, huisnummer=1, plaatsnaam="Waterkwartier", geldig_van=van, geldig_tot=tot,
        **more,
    )  # fmt: skip


# ── a person ─────────────────────────────────────────────────────────────────────────────────────


def test_a_person_told_again_is_the_same_person_brought_up_to_date(world: World) -> None:
    number = put(world)
    assert put(world, achternaam="d'Hoogëveen") == number
    assert seen(world, number).achternaam == "d'Hoogëveen"


@pytest.mark.parametrize("bsn", ["123456789", "99990015", "9999.00.158", "000000000", ""])
def test_a_number_that_is_no_bsn_is_refused_and_not_repeated(world: World, bsn: str) -> None:
    with pytest.raises(InvalidBsn) as refused:
        put(world, bsn=bsn)
    assert not bsn or bsn not in str(refused.value)


def test_two_gemeenten_know_the_same_person_apart(world: World) -> None:
    operations.register_administratie(
        code="0014", naam="Ander", in_envelop=False, viewer=world.viewer
    )
    here = world.persoon(B1)
    there = operations.register_persoon(
        administratie=world.administratie("0014"), persoon=persoon(B1, achternaam="Anders")
    )
    assert there != here
    assert seen(world, here).achternaam == "d'Hoogëveen"
    assert queries.find_persoon(world.administratie("0014").id, B1) == there


def test_only_known_numbers_are_found(world: World) -> None:
    books = world.administratie().id
    assert queries.find_persoon(books, STRANGER) is None
    assert queries.list_known_bsns(books, [B1, STRANGER, B2]) == {B1, B2}


def test_whom_no_message_may_be_about_is_known_by_name_and_by_number(world: World) -> None:
    books = world.administratie()
    assert not queries.is_buiten_berichten(books.id, B1)
    operations.set_buiten_berichten(
        administratie=books, persoon_id=world.persoon(B1), is_buiten=True, viewer=world.viewer,
        at=world.at,
    )  # fmt: skip
    assert queries.is_buiten_berichten(books.id, B1)
    assert queries.list_buiten_berichten(books.id, [B1, B2, STRANGER]) == [world.persoon(B1)]
    assert seen(world, world.persoon(B1)).buiten_berichten
    from noaber.partijen.models import Persoon  # noqa: PLC0415

    events = history_of(Persoon).filter(pgh_obj_id=world.persoon(B1)).order_by("pgh_id")
    assert list(events.values_list("buiten_berichten", flat=True)) == [False, True]


# ── addresses ────────────────────────────────────────────────────────────────────────────────────


def test_on_a_day_a_person_lives_where_it_lived_on_that_day(world: World) -> None:
    number = put(world, contacten=(adres("Oude weg", DAY),))
    put(world, contacten=(adres("Nieuwe weg", date(2026, 3, 1)),))
    for on, straat in ((date(2026, 2, 28), "Oude weg"), (date(2026, 3, 1), "Nieuwe weg")):
        assert [one.straatnaam for one in seen(world, number, on).contacten] == [straat]
    assert seen(world, number, date(2025, 12, 31)).contacten == ()


def test_a_stay_somewhere_else_does_not_move_the_address(world: World) -> None:
    number = put(
        world,
        contacten=(adres("Thuis", DAY), adres("Opvang", DAY, date(2026, 2, 1), soort="04")),
    )
    assert {one.soort: one.straatnaam for one in seen(world, number).contacten} == {
        "01": "Thuis", "04": "Opvang",
    }  # fmt: skip
    assert [one.soort for one in seen(world, number, date(2026, 2, 1)).contacten] == ["01"]


def test_a_gebied_must_be_known_and_a_person_without_it_is_not_half_stored(world: World) -> None:
    with pytest.raises(UnknownGebied):
        put(world, contacten=(adres("Thuis", DAY, gebied="W9"),))
    assert queries.find_persoon(world.administratie().id, STRANGER) is None
    operations.register_gebieden(
        administratie=world.administratie(),
        gebieden=[Gebied(code="W9", naam="Wijk 9")],
        viewer=world.viewer,
    )
    number = put(world, contacten=(adres("Thuis", DAY, gebied="W9"),))
    assert seen(world, number).contacten[0].gebied == "W9"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(
    told=st.lists(
        st.tuples(st.integers(0, 20), st.integers(1, 12) | st.none()), min_size=1, max_size=6
    )
)
def test_what_is_told_holds_until_the_next_address_that_is_known(
    world: World, told: list[tuple[int, int | None]]
) -> None:
    """Beside a calendar in which every day is written down."""
    number = put(world)
    Adres.objects.filter(persoon_id=number).delete()
    calendar: list[str | None] = [None] * 60
    for at, (begin, length) in enumerate(told):
        straat = f"Straat {at}"
        end = 60 if length is None else begin + length
        later = [
            day
            for day in range(begin + 1, 60)
            if calendar[day] is not None and calendar[day] != calendar[day - 1]
        ]
        for day in range(begin, min([end, *later])):
            calendar[day] = straat
        until = None if length is None else DAY + timedelta(days=end)
        put(world, contacten=(adres(straat, DAY + timedelta(days=begin), until),))
    found: list[str | None] = [None] * 60
    for row in Adres.objects.filter(persoon_id=number):
        last = 60 if row.geldig_tot is None else (row.geldig_tot - DAY).days
        for day in range((row.geldig_van - DAY).days, last):
            found[day] = row.straatnaam
    assert found == calendar


# ── who is around ────────────────────────────────────────────────────────────────────────────────


def naaste(**more: Any) -> Naaste:
    fields: dict[str, Any] = {
        "nummer": "1",
        "soort": "01",
        "achternaam": "Buur",
        "telefoonnummer": "0500000000",
        "geldig_van": DAY,
    }
    return Naaste(**fields | more)


def test_a_naaste_keeps_its_number_and_is_there_on_its_days(world: World) -> None:
    number = put(world, naasten=(naaste(),))
    put(world, naasten=(naaste(achternaam="Buurman", geldig_tot=date(2026, 2, 1)),))
    assert [one.achternaam for one in seen(world, number).naasten] == ["Buurman"]
    assert seen(world, number, date(2026, 2, 1)).naasten == ()


def test_contacten_and_naasten_of_nobody_are_refused(world: World) -> None:
    books = world.administratie()
    with pytest.raises(UnknownPersoon):
        operations.register_naasten(administratie=books, naasten=[(STRANGER, naaste())])
    with pytest.raises(UnknownPersoon):
        operations.register_contacten(
            administratie=books, contacten=[(STRANGER, adres("X", DAY))], on=DAY
        )


def test_contacten_are_counted_as_new_changed_or_known(world: World) -> None:
    books = world.administratie()
    number = put(world)
    first = [(STRANGER, adres("Een", DAY))]
    counts = [
        operations.register_contacten(administratie=books, contacten=told, on=DAY)
        for told in (first, first, [(STRANGER, replace(first[0][1], straatnaam="Twee"))])
    ]
    assert [(one.new, one.changed, one.unchanged) for one in counts] == [
        (1, 0, 0), (0, 0, 1), (0, 1, 0),
    ]  # fmt: skip
    assert [one.straatnaam for one in seen(world, number).contacten] == ["Twee"]


def test_a_household_is_made_of_persons_from_a_day_on(world: World) -> None:
    leden = [world.persoon(B1), world.persoon(B2)]
    made = operations.register_huishouden(
        administratie=world.administratie(), soort="gezin", leden=leden, vanaf=DAY
    )
    rows = Lidmaatschap.objects.filter(huishouden_id=made)
    assert sorted(rows.values_list("persoon_id", "geldig_van", "geldig_tot")) == [
        (one, DAY, None) for one in sorted(leden)
    ]
