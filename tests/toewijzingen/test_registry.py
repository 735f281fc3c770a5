# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Every rule of levels 3 and 4 about toewijzingen is there, as the catalogue has it."""

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from noaber.berichten.codelists import code_list
from noaber.kernel.wet import Wet
from noaber.toewijzingen.rules.registry import Rule, all_rules

REPOSITORY = Path(__file__).resolve().parents[2]
CATALOGUS = REPOSITORY / "src" / "noaber" / "berichten" / "rules" / "catalogus.csv"
OURS = {"301", "305", "307", "315", "317", "319"}
SOORTEN = {"TR-berichtoverstijgend", "TR-externe-bron"}

with CATALOGUS.open(encoding="utf-8", newline="") as lines:
    EXPECTED = {
        row["code"]: row
        for row in csv.DictReader(lines)
        if row["soort"] in SOORTEN and OURS & set(row["berichten"].split())
    }

REGISTERED: dict[str, list[Rule]] = defaultdict(list)
for rule in all_rules():
    REGISTERED[rule.code].append(rule)


def test_there_are_as_many_rules_as_the_standard_has() -> None:
    assert len(EXPECTED) == 32
    assert set(REGISTERED) == set(EXPECTED)


@pytest.mark.parametrize("code", sorted(EXPECTED))
def test_a_rule_is_registered_as_the_catalogue_has_it(code: str) -> None:
    row, rules = EXPECTED[code], REGISTERED[code]

    assert rules, f"{code} is not registered"
    assert {rule.retourcode for rule in rules} == {row["retourcode"]}
    assert {rule.level for rule in rules} == {int(row["niveau"])}
    messages = {number for rule in rules for number in rule.numbers}
    assert messages == set(row["berichten"].split()) & OURS


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: f"{rule.code}-{rule.name}")
def test_a_rule_says_in_dutch_who_must_do_what(rule: Rule) -> None:
    assert rule.mend.startswith(("de aanbieder ", "de gemeente ", "de afzender "))
    assert not rule.mend.endswith(".")
    assert rule.check.__doc__
    for wet in Wet:
        assert rule.retourcode in code_list("WJ001", wet)
