# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Who may do what: nothing, unless a role allows it, and only in the books that one may touch."""

from __future__ import annotations

from dataclasses import replace

import pytest

from noaber.access.types import RECHTEN, NotAllowed, Recht, Rol, Viewer, systeem
from noaber.partijen import queries
from tests.flows.wereld import B1, G1, World, make_world
from tests.hostile.dutch import english_words

NOBODY = Viewer(naam="Niemand", rollen=frozenset(), doel="niets")


def test_without_a_role_nothing_is_allowed() -> None:
    assert [recht for recht in Recht if NOBODY.may(recht)] == []


@pytest.mark.parametrize("recht", Recht)
def test_what_is_not_allowed_is_refused_in_dutch_with_what_it_is(recht: Recht) -> None:
    with pytest.raises(NotAllowed) as refused:
        NOBODY.require(recht)
    assert refused.value.recht is recht
    assert str(recht) in str(refused.value)
    assert english_words(str(refused.value)) == []


@pytest.mark.parametrize("rol", Rol)
def test_a_role_allows_what_stands_in_the_table_and_no_more(rol: Rol) -> None:
    viewer = replace(NOBODY, rollen=frozenset({rol}))
    assert {recht for recht in Recht if viewer.may(recht)} == RECHTEN[rol]


def test_every_right_is_given_by_some_role_and_roles_add_up() -> None:
    assert set().union(*RECHTEN.values()) == set(Recht)
    both = replace(NOBODY, rollen=frozenset({Rol.BACKOFFICE, Rol.CONTROLLER}))
    assert both.may(Recht.BETALING_VOORSTELLEN)
    assert both.may(Recht.BETALING_VRIJGEVEN)


def test_who_proposes_a_payment_does_not_release_it() -> None:
    """The administrator aside, who is the whole computer on the command line."""
    for rol, rechten in RECHTEN.items():
        both = {Recht.BETALING_VOORSTELLEN, Recht.BETALING_VRIJGEVEN} <= rechten
        assert both is (rol is Rol.BEHEERDER), rol


def test_noaber_itself_may_process_post_and_nothing_else() -> None:
    viewer = systeem("verwerken")
    assert {recht for recht in Recht if viewer.may(recht)} == {Recht.POST_VERWERKEN}
    assert (viewer.naam, viewer.doel) == ("noaber", "verwerken")


def test_books_of_others_are_not_there_for_a_viewer() -> None:
    viewer = replace(NOBODY, rollen=frozenset({Rol.BEHEERDER}), administraties=frozenset({G1}))
    assert viewer.may(Recht.TOEWIJZEN)
    assert viewer.may(Recht.TOEWIJZEN, G1)
    assert not viewer.may(Recht.TOEWIJZEN, "0014")
    with pytest.raises(NotAllowed):
        viewer.require(Recht.TOEWIJZEN, "0014")


# ── reads ────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def test_a_person_in_other_books_looks_like_one_that_is_not_there(world: World) -> None:
    stranger = replace(world.viewer, administraties=frozenset({"0014"}))
    number = world.persoon(B1)
    refused = []
    for persoon_id, viewer in ((number, stranger), (10**9, world.viewer)):
        with pytest.raises(queries.UnknownPersoon) as found:
            queries.get_persoon(persoon_id, on=world.today, viewer=viewer)
        refused.append(str(found.value))
    assert len(set(refused)) == 1
    assert queries.get_bsns([number], viewer=stranger) == {}


def test_books_of_others_look_like_books_that_are_not_there(world: World) -> None:
    stranger = replace(world.viewer, administraties=frozenset({"0014"}))
    refused = []
    for code, viewer in ((G1, stranger), ("0053", world.viewer)):
        with pytest.raises(queries.UnknownAdministratie) as found:
            queries.get_administratie(code, viewer=viewer)
        refused.append(str(found.value))
    assert len(set(refused)) == 1
    assert queries.list_administraties(viewer=stranger) == []
    world.lane()
    assert queries.list_lanes(viewer=stranger) == []
    assert len(queries.list_lanes(viewer=world.viewer)) == 1
