# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""A short stretch of the fuzzing that ``./run fuzz`` does for long, always the same."""

from collections import Counter
from itertools import islice

import pytest

from noaber.berichten.judge import Outcome
from tests import fuzz


def test_many_changes_at_once_are_judged_and_repeat_no_bsn() -> None:
    outcomes = Counter(fuzz.examine(data) for data in islice(fuzz.combined(20260401), 500))
    assert set(outcomes) >= {Outcome.VALID, Outcome.REJECTED_SCHEMA, Outcome.REJECTED_0001}


def test_the_seeds_are_valid_and_hold_the_planted_bsn() -> None:
    for name, data in fuzz.seeds().items():
        # In some seeds two clients now have the same BSN.
        assert fuzz.examine(data) in (Outcome.VALID, Outcome.REJECTED_0001)
        assert (fuzz.BSN.encode() in data) is (b"Bsn>" in data), name


def test_without_atheris_the_reason_is_given(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(fuzz, "find_spec", lambda name: None)
    assert fuzz.main(["1"]) == 2
    assert "Atheris is er niet" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["x"], ["1", "2"], ["mutanten", "-1"], ["ketens", "x"]])
def test_wrong_use_is_explained(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert fuzz.main(arguments) == 2
    assert "aantal seconden" in capsys.readouterr().err
