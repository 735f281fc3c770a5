# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""A table on screens of every width."""

from __future__ import annotations

import pytest

from noaber.cli.columns import Column, print_table

COLUMNS = (
    Column(title="Nr", justify="right"),
    Column(title="Ontvangen"),
    Column(title="Kenmerk"),
    Column(title="Bedrag", justify="right"),
    Column(title="Antwoord", is_extra=True),
    Column(title="Reden", is_below=True),
)
ROWS = (
    ("7", "05-01-2026 12:00", "N00000000004", "€ 1.234,56", "WMO302 N00000000002", ""),
    ("12", "06-01-2026 12:00", "N00000000005", "€ 7,00", "", "Het bestand is geen XML. " * 5),
)
TOO_NARROW = "Het scherm is te smal voor: Antwoord."


def lines_at(
    width: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> str:
    monkeypatch.setenv("COLUMNS", str(width))
    print_table("Post", COLUMNS, ROWS)
    return capsys.readouterr().out


@pytest.mark.parametrize("width", [20, 30, 40, 52, 60, 80, 120, 200])
def test_no_line_is_wider_than_the_screen_and_nothing_is_cut(
    width: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = lines_at(width, monkeypatch, capsys)
    assert max(map(len, out.splitlines())) <= max(width, 35)
    assert "…" not in out


def test_a_wide_screen_has_a_row_on_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = lines_at(100, monkeypatch, capsys).splitlines()
    assert out[1] == " Nr  Ontvangen         Kenmerk           Bedrag  Antwoord".removeprefix(" ")
    assert out[3] == " 7  05-01-2026 12:00  N00000000004  € 1.234,56  WMO302 N00000000002"
    assert out[4] == "12  06-01-2026 12:00  N00000000005      € 7,00"
    assert out[5].startswith("    Het bestand is geen XML.")


def test_a_narrow_screen_wraps_between_words_and_tells_what_is_left_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = lines_at(48, monkeypatch, capsys)
    assert TOO_NARROW in out.replace("\n", " ")
    assert "05-01-2026" in out
    assert "N00000000004" in out
    assert "€ 1.234,56" in out
    assert TOO_NARROW not in lines_at(100, monkeypatch, capsys).replace("\n", " ")
