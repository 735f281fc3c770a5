# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Every scenario of the standard's flows is there, and every rule that one names exists."""

import re
from pathlib import Path

from noaber.berichten.rulebook import list_rules
from scripts.scenarios import Feature, by_rule, features, page_of

COUNT = 116
_GROUP = re.compile(r"### ([A-F])\. ")
_ITEM = re.compile(r"(\d+)\. ")


def numbers() -> list[str]:
    """Every number once, in the order of the features."""
    found = [scenario.number for feature in features() for scenario in feature.scenarios]
    return list(dict.fromkeys(found))


def test_there_are_116_scenarios_in_order() -> None:
    found = numbers()
    assert len(found) == COUNT
    assert [int(number[1:]) for number in found] == list(range(1, COUNT + 1))
    assert [feature.name[0] for feature in features()] == list("abcdef")
    assert all(
        scenario.number[0] == feature.name[0].upper()
        for feature in features()
        for scenario in feature.scenarios
    )


def test_they_are_those_of_the_flows(shared_standards: Path) -> None:
    text = (shared_standards / "flows.md").read_text(encoding="utf-8")
    section = text[text.index("## 11. Scenario tests") :]
    group, wanted = "", []
    for line in section.splitlines():
        if found := _GROUP.match(line):
            group = found[1]
        elif group and (item := _ITEM.match(line)):
            wanted.append(f"{group}{item[1]}")
    assert numbers() == wanted


def test_scenarios_under_one_number_stand_together() -> None:
    for feature in features():
        in_order = [scenario.number for scenario in feature.scenarios]
        assert in_order == sorted(in_order, key=lambda number: int(number[1:])), feature.name


def test_every_scenario_names_rules_that_exist() -> None:
    known = {rule.code for rule in list_rules()}
    for feature in features():
        for scenario in feature.scenarios:
            assert scenario.rules, scenario.number
            assert set(scenario.rules) <= known, (scenario.number, set(scenario.rules) - known)


def test_every_scenario_has_a_title_of_its_own() -> None:
    titles = [scenario.title for feature in features() for scenario in feature.scenarios]
    assert len(set(titles)) == len(titles)


def test_a_rule_leads_to_its_scenarios() -> None:
    assert by_rule()["TR322"] == ["E75", "E76", "E93", "E102", "E103", "E105"]
    assert page_of("E75") == "e_declaratie"
    assert isinstance(features()[0], Feature)
