# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What a rule says about a message."""

import dataclasses

import pytest

from noaber.kernel.finding import Finding, Severity

FINDING = Finding(
    rule="CS002",
    retourcode="0001",
    place="Client/ToegewezenProducten/ToegewezenProduct[2]/Einddatum",
    line=42,
    text="De einddatum ligt voor de ingangsdatum: de gemeente moet een van beide verbeteren.",
)


def test_a_finding_is_a_fout_unless_it_says_otherwise() -> None:
    assert FINDING.severity is Severity.ERROR
    assert dataclasses.replace(FINDING, severity=Severity.WARNING).severity == "waarschuwing"


def test_a_finding_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        FINDING.rule = "CS003"


def test_equal_findings_are_one() -> None:
    assert {FINDING, dataclasses.replace(FINDING)} == {FINDING}
