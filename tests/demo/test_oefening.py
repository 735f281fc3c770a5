# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""A small exercise, whole: what was expected is what came, and a wrong expectation is noticed."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from noaber.demo.oefening import Oefening
from noaber.demo.opzet import Opzet
from noaber.demo.recepten import SOORTEN
from noaber.demo.verslag import Verslag, maak_verslag
from tests.demo.conftest import Doen, rolled_back

pytestmark = pytest.mark.xdist_group("oefening")

# Over the turn of a year, after which what goes on is booked for longer.
OPZET = Opzet(gemeenten=2, aanbieders=3, clienten=40, maanden=3, begin=date(2026, 11, 1))
VERVALST = "tarief"


@dataclass
class Gedaan:
    """One exercise with its report, and the report with one expectation falsified."""

    oefening: Oefening
    verslag: Verslag
    vervalst: Verslag


@pytest.fixture(scope="module")
def gedaan(
    doe_oefening: Doen,
    tmp_path_factory: pytest.TempPathFactory,
    django_db_setup: None,
    django_db_blocker: Any,
) -> Iterator[Gedaan]:
    with django_db_blocker.unblock(), rolled_back():
        oefening = doe_oefening(OPZET, tmp_path_factory.mktemp("oefening"))
        yield Gedaan(oefening, maak_verslag(oefening), maak_verslag(oefening, vervals=VERVALST))


def test_everything_comes_back_as_it_should(gedaan: Gedaan) -> None:
    verslag = gedaan.verslag
    assert verslag.verschillen == []
    assert [controle for controle in verslag.controles if not controle.klopt] == []
    assert verslag.klopt
    assert verslag.beantwoord > 200


def test_every_kind_of_mistake_is_made_and_found_as_often(gedaan: Gedaan) -> None:
    lines = gedaan.verslag.soorten
    assert [line.soort for line in lines] == list(SOORTEN)
    assert [line.soort.naam for line in lines if line.verwacht == 0] == []
    assert [line for line in lines if line.gevonden != line.verwacht] == []


def test_what_is_counted_is_what_was_made(gedaan: Gedaan) -> None:
    made = gedaan.oefening.gemaakt
    expected = {line.soort.naam: line.verwacht for line in gedaan.verslag.soorten}
    assert made
    assert {naam: expected[naam] for naam in made} == dict(made)


def test_no_check_looked_at_nothing(gedaan: Gedaan) -> None:
    idle = {controle.naam for controle in gedaan.verslag.controles if not controle.gekeken}
    assert len(gedaan.verslag.controles) > 20
    assert idle == {"niets-blijft-liggen"}, "nothing may wait, so there is nothing to look at"


def test_the_money_adds_up(gedaan: Gedaan) -> None:
    """From the lines themselves, with the bank as the last to say."""
    oefening, verslag = gedaan.oefening, gedaan.verslag
    granted: Counter[str] = Counter()
    for client in oefening.clienten:
        for one in client.toewijzingen:
            granted[client.gemeente.code] += sum(regel.bedrag for regel in one.toegekend)
    booked: Counter[str] = Counter()
    for ronde in oefening.betalingen:
        booked[ronde.gemeente] += ronde.betaald
    reported: Counter[str] = Counter()
    for line in verslag.geld:
        assert line.betaald == line.toegekend
        reported[line.gemeente] += line.toegekend
    assert granted == booked == reported
    assert all(granted.values())
    assert len(granted) == OPZET.gemeenten


def test_a_right_answer_to_a_wrong_expectation_is_a_difference(gedaan: Gedaan) -> None:
    """Only that kind of mistake, at each of its places."""
    made = gedaan.oefening.gemaakt[VERVALST]
    vervalst = gedaan.vervalst
    assert not vervalst.klopt
    assert len(vervalst.verschillen) == made
    assert {one.gevonden for one in vervalst.verschillen} == {"0611"}
    wrong = {line.soort.naam: line for line in vervalst.soorten if line.gevonden != line.verwacht}
    assert set(wrong) == {VERVALST}
    assert (wrong[VERVALST].verwacht, wrong[VERVALST].gevonden) == (made, 0)


def test_the_report_holds_no_bsn(gedaan: Gedaan) -> None:
    text = json.dumps(gedaan.verslag.as_json(), ensure_ascii=False)
    assert [client.index for client in gedaan.oefening.clienten if client.bsn in text] == []


@pytest.mark.django_db
def test_the_same_seed_gives_the_same_exercise(doe_oefening: Doen, tmp_path: Path) -> None:
    found = []
    for name in ("eerst", "later"):
        opzet = Opzet(gemeenten=1, aanbieders=1, clienten=6, maanden=1, zaad=7)
        with rolled_back():
            found.append(maak_verslag(doe_oefening(opzet, tmp_path / name)).as_json())
    assert found[0] == found[1]
    assert found[0]["klopt"]
    assert sum(line["verwacht"] for line in found[0]["fouten"]) > 10


@pytest.mark.django_db
def test_without_mistakes_nothing_is_rejected(doe_oefening: Doen, tmp_path: Path) -> None:
    opzet = Opzet(gemeenten=1, aanbieders=1, clienten=6, maanden=1, fouten=0)
    with rolled_back():
        verslag = maak_verslag(doe_oefening(opzet, tmp_path))
    assert verslag.klopt
    assert sum(line.verwacht for line in verslag.soorten) == 0
    assert {line.afgewezen for line in verslag.geld} == {0}
    assert {line.stand for line in verslag.berichten if line.richting == "in"} <= {
        "akkoord",
        "al bekend",
    }
