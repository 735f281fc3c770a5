# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What an aanbieder tells in a verzoek, and what it reads in the retourbericht on it."""

from dataclasses import replace
from datetime import date

import pytest

from noaber.berichten.answers import Codes, Envelope, answer
from noaber.berichten.judge import judge_bytes
from noaber.berichten.xml.write import write
from noaber.postbus import queries as postbus
from noaber.postbus.operations import mark_sent
from noaber.postbus.types import Uitkomst
from noaber.toewijzingen.types import Beschikking, VerzoekStatus, Vot, Wens
from tests.flows.twee_kanten import Sides, aanvraag, hours, make_sides, product, sent
from tests.flows.wereld import t1


@pytest.fixture
def sides(db: None) -> Sides:
    """P1 has toewijzing 1 of client B1 and its books of its own."""
    world = make_sides()
    world.decide(t1())
    world.settle()
    return world


WENS = Wens(
    product=product(),
    ingangsdatum=date(2026, 7, 1),
    einddatum=date(2026, 9, 30),
    omvang=hours(2),
)


@pytest.mark.regel("IV052")
def test_a_verzoek_names_the_beschikking_that_a_client_has(sides: Sides) -> None:
    known = replace(
        aanvraag("VOT-1", WENS), beschikking=Beschikking(nummer=4711, ingangsdatum=date(2026, 1, 1))
    )
    other = aanvraag("VOT-2", replace(WENS, product=product(1)))
    number = sides.ask(Vot(aanvragen=(known, other)))
    first, second = sent(number).client.aangevraagde_producten
    assert (first.beschikking_nummer, first.beschikking_ingangsdatum) == (4711, date(2026, 1, 1))
    assert (second.beschikking_nummer, second.beschikking_ingangsdatum) == (None, None)
    sides.settle()
    assert sides.verzoek("VOT-1") == (VerzoekStatus.IN_BEHANDELING,) * 2


@pytest.mark.tegenspraak(17)
@pytest.mark.parametrize(
    "codes",
    [
        Codes(header="9374"),
        Codes(classes={"Client": ("9374",)}),
        Codes(classes={"Client/AangevraagdeProducten/AangevraagdProduct[1]": ("9374",)}),
    ],
    ids=["header", "client", "product"],
)
def test_a_9374_counts_wherever_it_stands_in_the_316(sides: Sides, codes: Codes) -> None:
    number = sides.ask(Vot(aanvragen=(aanvraag("VOT-1", WENS),)))
    payload = postbus.get_payload(number)
    mark_sent(bericht_id=number, naam="vot.xml", at=sides.at)
    retour = answer(judge_bytes(payload), Envelope("900000000001", sides.today), codes)
    assert b"9374" in write(retour)

    taken = sides.take_in(write(retour), "316.xml")
    done = sides.work()[taken.bericht_id]

    assert done.uitkomst is Uitkomst.AFGEKEURD
    assert sides.verzoek("VOT-1") == (VerzoekStatus.NIET_VERZONDEN,)
    assert sides.ask(Vot(aanvragen=(aanvraag("VOT-1", WENS),))) > number
