# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The register of levels 3 and 4 of a 323 and a 325 against the list of rules."""

import pytest

from noaber.berichten.definitions.registry import by_name
from noaber.berichten.rulebook import list_rules, rule_entry
from noaber.berichten.xml.columns import line_layout
from noaber.declaraties.rules.marks import codes_of, mark_of
from noaber.declaraties.rules.registry import AskedOf, all_rules, rules_asked_of
from tests.declaraties.factories import LINES

CHECKED_AT_LEVEL_2 = {"TR319"}
"""Listed as a rule over several messages, but it needs only this one."""


@pytest.mark.parametrize("number", ["323", "325"])
def test_every_rule_of_levels_3_and_4_of_a_message_is_there_once(number: str) -> None:
    about = [entry for entry in list_rules() if number in entry.berichten]
    listed = {entry.code for entry in about if entry.niveau in ("3", "4")}
    codes = [entry.code for entry in all_rules() if number in entry.numbers]
    assert len(codes) == len(set(codes))
    assert set(codes) == listed - CHECKED_AT_LEVEL_2


def test_every_rule_has_the_level_and_the_retourcode_of_the_list() -> None:
    for entry in all_rules():
        text = rule_entry(entry.code).text
        assert (str(entry.level), entry.retourcode) == (text.niveau, text.retourcode), entry.code


def test_every_rule_has_one_check_and_a_sentence() -> None:
    for entry in all_rules():
        checks = (entry.on_heading, entry.on_lines, entry.on_room, entry.on_antwoord)
        (check,) = [check for check in checks if check is not None]
        assert check.__doc__, entry.code
        assert check.__name__ == entry.name
        assert entry.numbers == (("323",) if entry.on_antwoord is None else ("325",))
        assert bool(entry.mend) == (entry.numbers == ("325",)), "only a 325 is told in words"


def test_a_rule_of_one_message_is_not_asked_of_the_other() -> None:
    of_323 = {entry for part in AskedOf for entry in rules_asked_of(part)}
    of_325 = {entry for part in AskedOf for entry in rules_asked_of(part, "325")}
    assert not of_323 & of_325
    assert of_323 | of_325 == set(all_rules())
    every_bit = 2**32 - 1
    assert not {"9366", "9367"} & set(codes_of(every_bit)), "no bit is kept for them"


def test_the_message_is_judged_in_a_fixed_order() -> None:
    codes = [entry.retourcode for entry in rules_asked_of(AskedOf.BERICHT)]
    assert codes == ["9056", "8848", "S300"]


def test_a_mark_gives_its_codes_back_sorted() -> None:
    rules = [entry for entry in all_rules() if entry.retourcode in ("S329", "0611", "9389")]
    assert codes_of(mark_of(rules)) == ["0611", "9389", "S329"]
    assert codes_of(0) == []


def test_the_lines_of_the_tests_are_those_of_a_message() -> None:
    assert line_layout(by_name("JW323")).schema == LINES
