# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Levels 1 and 2: every vector, judged once by the official check, gets that verdict from us."""

import csv
from pathlib import Path

import pytest

from noaber.berichten.judge import Outcome, judge_path
from noaber.kernel.finding import Severity

VECTORS = Path(__file__).resolve().parents[1] / "conformance" / "vectors_level2"
OUTCOMES = {
    "valid": Outcome.VALID,
    "reject-xsd": Outcome.REJECTED_SCHEMA,
    "reject-0001": Outcome.REJECTED_0001,
}


def rows() -> list[dict[str, str]]:
    with (VECTORS / "index.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


each_vector = pytest.mark.parametrize("row", rows(), ids=lambda row: row["file"])


def test_there_are_176_vectors_of_three_outcomes() -> None:
    assert len(rows()) == 176
    assert {row["expected"] for row in rows()} == set(OUTCOMES)


@each_vector
def test_a_vector_gets_the_outcome_and_the_rules_of_the_index(row: dict[str, str]) -> None:
    verdict = judge_path(VECTORS / row["file"])
    assert verdict.outcome is OUTCOMES[row["expected"]]
    assert verdict.definition is not None
    assert verdict.definition.number == row["message"]
    assert verdict.definition.basis_prefix == row["standard"]
    if row["expected"] != "reject-xsd":
        assert set(verdict.rules) == set(row["rules"].replace(";", " ").split())


@each_vector
def test_a_finding_of_a_vector_says_where_and_what_to_do(row: dict[str, str]) -> None:
    path = VECTORS / row["file"]
    verdict = judge_path(path)
    count = path.read_bytes().count(b"\n") + 1
    for entry in verdict.findings:
        assert entry.place
        assert entry.line is not None
        assert 1 <= entry.line <= count
        assert entry.text.endswith(".")
        at_level_2 = row["expected"] == "reject-0001" and entry.severity is Severity.ERROR
        assert entry.retourcode == ("0001" if at_level_2 else None)
