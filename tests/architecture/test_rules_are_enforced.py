# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What ``noaber regels`` says is true: every rule is honoured somewhere, and a test guards it.

Whether that test fails when the rule is no longer honoured was tried by switching rules off; these
tests see to it that the places and the tests that are named exist, and that none is forgotten.
"""

import ast
import csv
import importlib
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from noaber.berichten.rulebook import (
    RuleText,
    list_rules,
    list_tegenspraken,
    list_toetsen,
    rule_entry,
)
from noaber.flows import handhaving
from noaber.flows.inbox import FLOWS
from noaber.partijen.types import INSTELLINGEN
from scripts import list_tests

REPOSITORY = Path(__file__).resolve().parents[2]
RULES = list_rules()
SOURCES = {
    path: path.read_text(encoding="utf-8") for path in (REPOSITORY / "src" / "noaber").rglob("*.py")
}
BUILT = [rule for rule in RULES if rule.stand == "gebouwd"]
JUDGED = [rule for rule in RULES if rule.soort in ("CD", "CS") or rule.soort.startswith("TR")]
AGREED = [rule for rule in RULES if rule.soort in ("OP", "IV") and rule.software == "ja"]
NOT_BUILT = {"IV079"}
"""How an aanbieder adds up minutes; noaber declares the whole hours that it is given."""
NOT_USED = {
    "outstanding": "for who reads about a budget",
    "reden_beeindiging_for": "an expectation about the stop to come, which no rule demands",
    "reorganise": "a herindeling is no decision yet",
    "whole_hours": "IV079",
}
"""Functions of rules that no flow reaches, and why they are there."""


def codes(rules: list[RuleText]) -> list[str]:
    return [rule.code for rule in rules]


@cache
def functions_in(path: str) -> set[str]:
    """The names of the test functions in a file, those of a class as ``Class::test``."""
    found: set[str] = set()
    for node in ast.parse((REPOSITORY / path).read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef):
            found.add(node.name)
        elif isinstance(node, ast.ClassDef):
            found |= {
                f"{node.name}::{one.name}" for one in node.body if isinstance(one, ast.FunctionDef)
            }
    return found


def exists(name: str) -> bool:
    """Whether this full name of a module, class, function or method can be imported."""
    parts = name.split(".")
    for length in range(len(parts), 0, -1):
        try:
            found: object = importlib.import_module(".".join(parts[:length]))
        except ModuleNotFoundError:
            continue
        for part in parts[length:]:
            found = getattr(found, part, None)
        return found is not None
    return False


def test_the_rules_are_those_of_the_standard(shared_standards: Path) -> None:
    with (shared_standards / "rules.csv").open(encoding="utf-8", newline="") as stream:
        published = Counter(row["id"] for row in csv.DictReader(stream))
    assert Counter(codes(RULES)) == published
    assert len(RULES) == 308


def test_nothing_is_left_open() -> None:
    assert {rule.stand for rule in RULES} <= {"gebouwd", "later", "geen"}
    assert {rule.code for rule in RULES if rule.stand == "later"} == NOT_BUILT
    assert [rule.code for rule in RULES if rule.stand == "geen" and rule.software == "ja"] == []


@pytest.mark.parametrize("rule", [*JUDGED, *AGREED], ids=lambda rule: rule.code)
def test_a_rule_is_honoured_somewhere_and_guarded_by_a_test(rule: RuleText) -> None:
    if rule.code in NOT_BUILT:
        assert not list_toetsen(rule.code) or not handhaving.list_plekken(rule.code)
        return
    assert handhaving.list_plekken(rule.code), "no function honours this rule"
    assert list_toetsen(rule.code), "no test guards this rule: mark one with pytest.mark.regel"


@pytest.mark.parametrize("rule", JUDGED, ids=lambda rule: rule.code)
def test_a_rule_with_a_retourcode_has_a_check_of_its_own(rule: RuleText) -> None:
    """A check of level 2, or a rule of a process; what others work out is not enough."""
    own = [plek for plek in handhaving.list_plekken(rule.code) if plek.via is None]
    assert own
    assert [test for test, via in list_toetsen(rule.code) if via is None]
    if rule.niveau == "2":
        assert rule_entry(rule.code).checks


@pytest.mark.parametrize("rule", BUILT, ids=lambda rule: rule.code)
def test_every_place_and_every_flow_that_is_named_exists(rule: RuleText) -> None:
    for plek in handhaving.list_plekken(rule.code):
        assert plek.stromen, plek.plek
        for name in (plek.plek, *plek.stromen):
            assert exists(name), name


@pytest.mark.parametrize("rule", BUILT, ids=lambda rule: rule.code)
def test_the_catalogue_names_the_modules_of_those_places(rule: RuleText) -> None:
    modules = {plek.module for plek in handhaving.list_plekken(rule.code)}
    if rule.soort == "RS":  # a bound on a type; the schema and the reader keep it
        assert rule_entry(rule.code).facets or modules
        return
    for waar in rule.waar.split():
        assert any(f"{name}.".startswith(f"{waar}.") for name in modules), (waar, modules)


def test_a_message_is_judged_by_the_flow_that_the_inbox_gives_it() -> None:
    assert {number: f"{flow.__module__}.{flow.__name__}" for number, flow in FLOWS.items()} == (
        handhaving.FLOW_OF
    )
    assert exists(handhaving.INBOX)


def test_the_list_of_tests_is_fresh(capsys: pytest.CaptureFixture[str]) -> None:
    assert list_tests.main(["--check"]) == 0, capsys.readouterr().err


def test_every_test_that_is_named_exists() -> None:
    named = {test for rule in RULES for test, _ in list_toetsen(rule.code)}
    named |= {test for one in list_tegenspraken() for test in one.toetsen}
    assert len(named) > 300
    for test in named:
        assert test.aantal > 0
        if test.soort == "scenario":
            path, _, scenario = test.toets.partition(": ")
            assert scenario in (REPOSITORY / path).read_text(encoding="utf-8"), test.toets
        else:
            path, _, function = test.toets.partition("::")
            assert function in functions_in(path), test.toets


def rule_functions() -> Iterator[str]:
    """Every public function of a rules module that is not registered as a rule."""
    for path, text in SOURCES.items():
        if "rules" in path.parts:
            for node in ast.parse(text).body:
                if isinstance(node, ast.FunctionDef) and not node.decorator_list:
                    yield node.name


def is_used(name: str) -> bool:
    """Whether a line of code says it, other than its definition and a list of names."""
    said = re.compile(rf"^(?!def |from |import )(?!\s*\"?{name}\"?,?$).*\b{name}\b", re.MULTILINE)
    return any(said.search(text) for text in SOURCES.values())


def test_no_function_of_a_rule_is_written_and_never_used() -> None:
    """Registered rules are all judged; what stands beside them must be called by something."""
    assert {name for name in rule_functions() if name[0] != "_" and not is_used(name)} == set(
        NOT_USED
    )


# ── the contradictions in the sources ────────────────────────────────────────────────────────────


def test_every_contradiction_is_decided_in_code_and_guarded_by_a_test() -> None:
    for one in list_tegenspraken():
        assert one.over, one.nummer
        assert one.bronnen, one.nummer
        assert one.keuze, one.nummer
        assert one.plekken, one.nummer
        assert [name for name in one.plekken if not exists(name)] == []
        assert one.toetsen, f"mark a test with pytest.mark.tegenspraak({one.nummer})"
        assert bool(one.instellingen) != bool(one.anders), one.nummer


def test_settings_and_contradictions_name_each_other() -> None:
    told = {name: one.nummer for one in list_tegenspraken() for name in one.instellingen}
    known = {one.naam: one.tegenspraak for one in INSTELLINGEN if one.tegenspraak}
    assert told == known
