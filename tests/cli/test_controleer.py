# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""``noaber controleer`` as a financieel adviseur and as a script see it."""

from __future__ import annotations

from datetime import date

import pytest

from noaber.contracten import operations as contracten
from noaber.contracten.types import Tarief
from noaber.kernel.period import Period
from noaber.kernel.wet import Wet
from tests.cli.running import run
from tests.flows.breuken import sql
from tests.flows.declareren import april, bericht_323, prestatie
from tests.flows.wereld import B1, G1, P1, PRODUCTS, World, make_world, t1
from tests.hostile.dutch import english_words
from tests.postbus.rijen import carry

DAY = ("--vandaag", "2026-04-03")


@pytest.fixture
def world(db: None, installation: dict[str, str]) -> World:
    world = make_world()
    made = world.decide(t1())
    assert made.bericht_id is not None
    carry(world, made.bericht_id)
    world.today = april()
    answer = world.receive(bericht_323([prestatie(1)]))
    assert answer.done.antwoord_id is not None
    carry(world, answer.done.antwoord_id)
    return world


def test_when_all_is_well_every_rule_is_named_and_the_command_ends_with_zero(
    world: World,
) -> None:
    ran = run("controleer", "grootboek", "--berichten", *DAY)
    assert ran.code == 0, ran.out
    assert "Alles klopt: 21 regels gecontroleerd." in ran.out
    assert ran.out.count("✔") == 21
    assert "✘" not in ran.out
    assert english_words(ran.out) == []


def test_a_script_reads_each_rule_with_its_counts(world: World) -> None:
    ran = run("controleer", "grootboek", "--json", "--gemeente", G1, *DAY)
    rows = ran.rows()
    assert ran.code == 0
    assert len({row["regel"] for row in rows}) == len(rows) == 20
    assert all(row["klopt"] and row["zegt"].endswith(".") for row in rows)
    by_name = {row["regel"]: row for row in rows}
    assert by_name["declaratie-telt-op"]["bekeken"] == 1
    assert by_name["verplichting-is-bij"]["bekeken"] == 1
    assert by_name["heenbericht-beantwoord"]["bekeken"] == 1


def test_a_break_ends_with_one_and_says_where_and_what(world: World) -> None:
    sql("UPDATE betaalregels SET bedrag_cents = bedrag_cents + 100")
    ran = run("controleer", "grootboek", *DAY)
    assert ran.code == 1
    assert "✘ betaalregel-is-toegekend" in ran.out
    assert f"van {P1} (wmo, 03-2026): toegekend is € 540,00, te betalen is € 541,00" in ran.out
    assert "2 van de 20 regels kloppen niet" in ran.out
    assert B1 not in ran.out
    (broken, total) = [
        row for row in run("controleer", "grootboek", "--json", *DAY).rows() if not row["klopt"]
    ]
    assert (broken["gebroken"], len(broken["breuken"])) == (1, 1)
    assert total["breuken"][0]["waar"] == f"administratie {G1}"


def test_what_is_to_be_booked_is_booked_once(world: World) -> None:
    categorie, code = PRODUCTS[Wet.WMO][0]
    contracten.register_tarief(
        gemeente=G1,
        wet=Wet.WMO,
        tarief=Tarief(
            overeenkomst=f"wmo-{P1}",
            categorie=categorie,
            code=code,
            eenheid="04",
            bedrag_cents=6600,
            geldig=Period(date(2026, 5, 1), None),
        ),
        viewer=world.viewer,
        at=world.at,
    )
    late = run("controleer", "grootboek", *DAY)
    assert late.code == 1
    assert "noaber controleer bijboeken" in " ".join(late.out.split())
    done = run("controleer", "bijboeken", *DAY)
    assert (done.code, "bij 1 was er iets te boeken" in done.out) == (0, True)
    assert run("controleer", "grootboek", *DAY).code == 0
    assert run("controleer", "bijboeken", "--json", *DAY).rows() == [
        {"toewijzingen": 1, "gewijzigd": 0, "boekingen": 0, "niet_vast_te_leggen": 0}
    ]


@pytest.mark.parametrize("what", ["grootboek", "bijboeken"])
def test_books_that_are_not_here_are_refused(world: World, what: str) -> None:
    ran = run("controleer", what, "--gemeente", "0014", *DAY)
    assert ran.code == 2
    ran.said_in_dutch("Controleer de code")
