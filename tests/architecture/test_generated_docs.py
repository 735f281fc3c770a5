# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The generated pages keep what the README and the manual promise about them."""

import re
from pathlib import Path

import pytest

from noaber.berichten.rulebook import RuleText, list_rules, rule_entry
from scripts import generate_docs
from scripts.markdown import MARK

REPOSITORY = Path(__file__).resolve().parents[2]
DOCS = REPOSITORY / "docs"
LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")
BUILT_LEVEL_2 = [rule for rule in list_rules() if rule.niveau == "2" and rule.stand == "gebouwd"]


def rule_page(code: str) -> str:
    return (DOCS / "rules" / f"{code}.md").read_text(encoding="utf-8")


def test_every_rule_has_a_page() -> None:
    missing = [r.code for r in list_rules() if not (DOCS / "rules" / f"{r.code}.md").is_file()]
    assert missing == [], "run ./run docs"


def test_every_rule_is_in_the_index() -> None:
    index = (DOCS / "rules" / "index.md").read_text(encoding="utf-8")
    assert [rule.code for rule in list_rules() if f"({rule.code}.md)" not in index] == []


@pytest.mark.parametrize("rule", BUILT_LEVEL_2, ids=lambda rule: rule.code)
def test_a_built_rule_of_level_2_names_what_checks_it_and_shows_both_sides(rule: RuleText) -> None:
    page = rule_page(rule.code)
    checks = rule_entry(rule.code).checks
    assert checks, "a rule that is built has a function"
    for check in checks:
        assert f"`{check.name}` in [`src/{check.module.replace('.', '/')}.py`]" in page
    assert "| goed |" in page, "an example that the rule accepts"
    assert "| fout |" in page, "an example that the rule rejects"


def test_the_readme_tells_the_truth_about_tr335() -> None:
    source = "src/noaber/berichten/rules/declaratie_323.py"
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    assert "docs/rules/TR335.md" in readme
    assert source in readme
    (check,) = rule_entry("TR335").checks
    assert f"`{check.name}` in [`{source}`]" in rule_page("TR335")
    assert f"def {check.name}(" in (REPOSITORY / source).read_text(encoding="utf-8")


def test_every_link_in_the_generated_pages_leads_somewhere() -> None:
    dead = [
        (path.name, target)
        for folder in generate_docs.FOLDERS
        for path in (DOCS / folder).glob("*.md")
        for target in LINK.findall(path.read_text(encoding="utf-8"))
        if not (path.parent / target).exists()
    ]
    assert dead == []


def test_the_check_names_what_is_missing_stale_and_superfluous(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert generate_docs.main([], docs=tmp_path) == 0
    assert generate_docs.main(["--check"], docs=tmp_path) == 0
    rules = tmp_path / "rules"
    (rules / "TR335.md").unlink()
    (rules / "TR018.md").write_text(f"{MARK}\nold", encoding="utf-8")
    (rules / "TR999.md").write_text(f"{MARK}\ngone", encoding="utf-8")
    (rules / "by-hand.md").write_text("of a person", encoding="utf-8")
    capsys.readouterr()

    assert generate_docs.main(["--check"], docs=tmp_path) == 1

    said = capsys.readouterr().err
    assert "ontbreekt: docs/rules/TR335.md" in said
    assert "verouderd: docs/rules/TR018.md" in said
    assert "overbodig: docs/rules/TR999.md" in said
    assert "by-hand" not in said

    assert generate_docs.main([], docs=tmp_path) == 0
    assert generate_docs.main(["--check"], docs=tmp_path) == 0
    assert not (rules / "TR999.md").exists()
    assert (rules / "by-hand.md").exists(), "what a person wrote stays"
