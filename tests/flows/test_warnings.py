# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""A person is told once what to look at."""

from dataclasses import replace
from datetime import date

import pytest

from noaber.berichten.definitions.groups import Product
from noaber.postbus.models import Signaal
from noaber.toewijzingen.types import Assign, Wens
from tests.flows.wereld import World, make_world
from tests.toewijzingen.factories import bericht_305, bericht_307, start, stop


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def test_costs_that_cannot_be_told_are_told_at_the_decision_and_not_at_a_start(
    world: World,
) -> None:
    aspecific = Product(categorie="07")
    made = world.decide(
        Assign(
            wens=Wens(
                product=aspecific,
                ingangsdatum=date(2026, 1, 1),
                einddatum=date(2026, 6, 30),
            )
        )
    )
    assert ["niet vast te leggen" in warning.text for warning in made.warnings] == [True]
    before = Signaal.objects.count()

    begun = replace(start("2026-03-12", 1), product=aspecific)
    ended = replace(stop("2026-03-12", "2026-03-13", "19", 1), product=aspecific)
    world.receive(bericht_305(begun))
    world.receive(bericht_307(ended))

    assert Signaal.objects.count() == before
