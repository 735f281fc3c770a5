# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""``noaber instellingen`` and ``noaber uitsluiting``: what is shown, changed and refused."""

from typing import Any

import pytest
from typer.testing import CliRunner

from noaber.audit.models import Verwerking
from noaber.cli.app import app
from noaber.partijen import queries as partijen
from noaber.partijen.types import INSTELLINGEN
from tests.cli.running import run
from tests.flows.twee_kanten import make_sides
from tests.flows.wereld import B1, G1, P1, World, make_world, t1

pytestmark = pytest.mark.usefixtures("installation", "db")


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def shown(*arguments: str) -> dict[str, dict[str, Any]]:
    ran = run("instellingen", "--json", *arguments)
    assert (ran.code, ran.err) == (0, "")
    return {row["naam"]: row for row in ran.rows()}


@pytest.mark.usefixtures("world")
def test_every_setting_is_shown_with_its_meaning_and_what_holds() -> None:
    ran = run("instellingen")
    assert (ran.code, ran.err) == (0, "")
    for setting in INSTELLINGEN:
        assert f"{setting.naam} = {setting.waarden[0][0]}" in ran.out
    assert ran.out.count("In de bronnen: ") == len(INSTELLINGEN)
    assert ran.out.count("Nooit gewijzigd.") == len(INSTELLINGEN)


@pytest.mark.usefixtures("world")
def test_the_json_of_a_setting_has_exactly_these_keys() -> None:
    rows = shown()
    assert list(rows) == [setting.naam for setting in INSTELLINGEN]
    for row in rows.values():
        assert list(row) == [
            "administratie",
            "naam",
            "waarde",
            "betekenis",
            "bronnen",
            "tegenspraak",
            "waarden",
            "gevolg",
            "gewijzigd_door",
            "gewijzigd_op",
            "was",
        ]


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("setting", INSTELLINGEN, ids=lambda setting: setting.naam)
def test_a_setting_is_changed_and_tells_by_whom_and_when(setting) -> None:  # type: ignore[no-untyped-def]
    first, other = setting.waarden[0][0], setting.waarden[1][0]

    ran = run("instellingen", "--zet", f"{setting.naam}={other}", "--door", "Jansen")

    assert (ran.code, ran.err) == (0, "")
    assert f"{setting.naam} = {other}" in ran.out
    assert f"door Jansen; was {first}." in ran.out
    row = shown()[setting.naam]
    assert (row["waarde"], row["was"], row["gewijzigd_door"]) == (other, first, "Jansen")
    assert [one["waarde"] for naam, one in shown().items() if naam != setting.naam] == [
        one.waarden[0][0] for one in INSTELLINGEN if one.naam != setting.naam
    ]


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize(
    ("pair", "words"),
    [
        ("onbekend=ja", "onbekend"),
        ("goede_vrijdag_is_werkdag=misschien", "misschien"),
        ("goede_vrijdag_is_werkdag", "naam=waarde"),
        ("=ja", "naam=waarde"),
    ],
)
def test_what_is_no_setting_changes_nothing(pair: str, words: str) -> None:
    before = shown()
    good = "goede_vrijdag_is_werkdag=nee"
    ran = run("instellingen", "--zet", good, "--zet", pair)
    assert ran.code == 2
    ran.said_in_dutch(words)
    assert shown() == before


def test_who_has_more_administraties_chooses_one_by_its_code() -> None:
    make_sides()
    ran = run("instellingen")
    assert ran.code == 2
    ran.said_in_dutch(G1, P1)
    assert {row["administratie"] for row in shown(P1).values()} == {P1}


@pytest.mark.usefixtures("world")
def test_an_administratie_that_is_not_there_is_named() -> None:
    ran = run("instellingen", "0518")
    assert ran.code == 2
    ran.said_in_dutch("geen administratie")


def test_without_any_administratie_the_command_says_how_to_begin() -> None:
    ran = run("instellingen")
    assert ran.code == 2
    ran.said_in_dutch("noaber inrichting voorbeeld")


# ── who is kept out of the messages ──────────────────────────────────────────────────────────────


def keep_out(code: str, bsn: str, *arguments: str) -> tuple[int, str, str]:
    ran = CliRunner().invoke(app, ["uitsluiting", code, *arguments], input=f"{bsn}\n")
    return ran.exit_code, ran.stdout, ran.stderr


def is_out(world: World) -> bool:
    return partijen.is_buiten_berichten(world.administratie().id, B1)


@pytest.mark.regel("OP003")
def test_a_client_is_kept_out_and_let_in_again(world: World) -> None:
    world.decide(t1())
    before = Verwerking.objects.count()
    code, out, _ = keep_out(G1, B1, "--door", "Jansen")
    assert code == 0
    assert "gaan geen berichten meer" in out
    assert is_out(world)
    assert Verwerking.objects.count() == before + 1
    assert keep_out(G1, B1, "--ophef")[0] == 0
    assert not is_out(world)


@pytest.mark.parametrize(
    ("code", "bsn", "words", "ended"),
    [
        (G1, "999990275", "geen cliënt", 1),
        (G1, "12", "geen cliënt", 1),
        ("0518", B1, "geen administratie", 2),
    ],
)
def test_who_is_not_known_is_not_kept_out(
    world: World, code: str, bsn: str, words: str, ended: int
) -> None:
    world.decide(t1())
    found, _, err = keep_out(code, bsn)
    assert found == ended
    assert words in err
    assert bsn not in err
    assert not is_out(world)
