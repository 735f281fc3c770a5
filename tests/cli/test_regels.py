# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""``noaber regels``: one rule with its examples, or the list, and what the filters leave."""

import pytest

from noaber.berichten.examples import examples
from noaber.berichten.rulebook import list_rules
from tests.cli.running import run

KEYS = [
    "code",
    "wet",
    "soort",
    "niveau",
    "retourcode",
    "berichten",
    "elementen",
    "tekst",
    "toelichting",
    "uitgewerkt_in",
    "waar",
    "stand",
]


def codes(*arguments: str) -> list[str]:
    ran = run("regels", "--json", *arguments)
    assert (ran.code, ran.err) == (0, "")
    return [row["code"] for row in ran.rows()]


def test_all_rules_are_listed_in_the_order_of_the_standard() -> None:
    assert codes() == [rule.code for rule in list_rules()]
    assert len(codes()) > 250


def test_the_json_of_a_rule_in_the_list_has_exactly_these_keys() -> None:
    for row in run("regels", "--json").rows():
        assert list(row) == KEYS


def test_the_table_says_how_many_rules_there_are() -> None:
    ran = run("regels")
    assert (ran.code, ran.err) == (0, "")
    assert f"{len(list_rules())} regels van iWmo en iJw 3.2" in ran.out
    assert "TR335" in ran.out


@pytest.mark.parametrize("code", ["TR335", "tr335", " TR335 "])
def test_one_rule_is_shown_with_its_text_and_examples(code: str) -> None:
    ran = run("regels", code)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("TR335")
    assert "DeclaratieDagtekening" in ran.out
    assert "Retourcode: 0001" in ran.out
    assert "Goed (" in ran.out
    assert "Fout (" in ran.out


def test_the_json_of_one_rule_has_its_checks_and_examples() -> None:
    ran = run("regels", "TR335", "--json")
    (row,) = ran.rows()
    assert list(row) == [*KEYS, "controles", "toetsen", "voorbeelden"]
    assert row["controles"] == [
        {
            "functie": "noaber.berichten.rules.declaratie_323"
            ".product_periode_at_most_five_years_ago",
            "berichten": ["323"],
            "stromen": ["noaber.flows.inbox.process_next"],
            "via": None,
        }
    ]
    assert all(list(test) == ["soort", "toets", "aantal", "via"] for test in row["toetsen"])
    assert {test["via"] for test in row["toetsen"]} == {None}
    assert "voorbeeld" in {test["soort"] for test in row["toetsen"]}
    assert len(row["voorbeelden"]) == len(examples("TR335"))
    assert {entry["oordeel"] for entry in row["voorbeelden"]} == {"goed", "fout"}
    assert all(list(e) == ["bericht", "oordeel", "uitleg"] for e in row["voorbeelden"])


def test_a_rule_of_the_process_shows_who_enforces_it_where_and_which_test_guards_it() -> None:
    ran = run("regels", "TR321")
    rule = "noaber.declaraties.rules.perioden.volume_fits_in_product_periode"
    assert f"Gecontroleerd door: {rule} (323)" in ran.out
    assert "in de stroom noaber.flows.verwerk_declaratie.verwerk" in ran.out
    assert "Getoetst door: tests/" in ran.out


def test_an_agreement_shows_the_rules_that_work_it_out() -> None:
    (row,) = run("regels", "OP279", "--json").rows()
    assert {check["via"] for check in row["controles"]} == {"TR307", "TR308"}
    assert {test["via"] for test in row["toetsen"]} >= {"TR307", "TR308"}


def test_the_contradictions_are_shown_with_our_choice_and_what_guards_it() -> None:
    ran = run("regels", "--tegenspraken")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("23 tegenspraken")
    assert "Instelling: output_week_zonder_zondag" in ran.out
    assert ran.out.count("Keuze: ") == 23
    assert ran.out.count("Getoetst door: ") >= 23


def test_the_json_of_the_contradictions_has_exactly_these_keys() -> None:
    rows = run("regels", "--tegenspraken", "--json").rows()
    assert [row["nummer"] for row in rows] == list(range(1, 24))
    for row in rows:
        assert list(row) == [
            "nummer",
            "over",
            "bronnen",
            "keuze",
            "plekken",
            "instellingen",
            "anders",
            "toetsen",
        ]


def test_the_contradictions_are_a_list_of_their_own() -> None:
    ran = run("regels", "TR335", "--tegenspraken")
    assert ran.code == 2
    ran.said_in_dutch("--tegenspraken")


@pytest.mark.parametrize("rule", list_rules(), ids=lambda rule: rule.code)
def test_every_rule_can_be_shown(rule) -> None:  # type: ignore[no-untyped-def]
    for arguments in ([], ["--json"]):
        ran = run("regels", rule.code, *arguments)
        assert (ran.code, ran.err) == (0, "")
        assert rule.code in ran.out


@pytest.mark.parametrize("code", ["TR999", "X", "335", "TR335 TR316", "../TR335"])
def test_an_unknown_rule_ends_with_2(code: str) -> None:
    ran = run("regels", code)
    assert ran.code == 2
    ran.said_in_dutch("bestaat niet", "TR335")


@pytest.mark.parametrize("number", ["323", "WMO323", "jw323"])
def test_the_list_can_be_about_one_message(number: str) -> None:
    found = codes("--bericht", number)
    assert found == [rule.code for rule in list_rules() if "323" in rule.berichten]
    assert "TR335" in found
    assert "CS050" not in found


@pytest.mark.parametrize("kind", ["TR", "CD", "CS", "RS", "OP", "IV", "UP", "cs"])
def test_the_list_can_be_of_one_kind(kind: str) -> None:
    found = codes("--soort", kind)
    assert found
    assert all(code.startswith(kind.upper()) for code in found)
    everything = [rule.code for rule in list_rules()]
    assert found == [code for code in everything if code.startswith(kind.upper())]


def test_the_list_can_be_about_words() -> None:
    found = codes("--zoek", "elfproef")
    assert "CS002" in found
    assert found == codes("--zoek", "ELFPROEF")
    both = codes("--zoek", "elfproef bsn")
    assert set(both) <= set(found)
    assert len(found) < 20


def test_filters_work_together() -> None:
    assert set(codes("--bericht", "323", "--soort", "CS")) == (
        set(codes("--bericht", "323")) & set(codes("--soort", "CS"))
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ["--zoek", "qqqqq"],
        ["--bericht", "999"],
        ["--soort", "XX"],
        ["--bericht", "319", "--soort", "RS045"],
    ],
)
def test_a_filter_that_leaves_nothing_ends_with_1(arguments: list[str]) -> None:
    ran = run("regels", *arguments)
    assert ran.code == 1
    ran.said_in_dutch("Geen regel voldoet")
