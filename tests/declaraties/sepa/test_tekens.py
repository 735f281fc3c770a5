# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Any text becomes text that every bank in SEPA reads, always the same one."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noaber.declaraties.sepa.tekens import to_sepa_tekens

READ_BY_EVERY_BANK = re.compile(r"(?:[A-Za-z0-9/?:().,'+-](?: (?! |\Z))?)*")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zorggroep Noaber", "Zorggroep Noaber"),
        ("Hulp & Zó", "Hulp + Zo"),
        ("Coördinatie ëéèêïöüç ÄÖÜÉ", "Coordinatie eeeeiouc AOUE"),
        ("Cafe\u0301 met los accent", "Cafe met los accent"),
        ("Straße Ærø Œuvre Łódź Þór", "Strasse AEro OEuvre Lodz THor"),
        ("'t Hoogeland en ’t Laageland", "'t Hoogeland en 't Laageland"),
        ("d´Anjou d`Anjou", "d'Anjou d'Anjou"),
        ('„Thuis” "Thuis" «Thuis»', "'Thuis' 'Thuis' 'Thuis'"),
        ("jan – mrt — 2026_03", "jan - mrt - 2026-03"),
        ("\u0132sselland bij \u0133s", "IJsselland bij ijs"),
        ("[a] {b} c|d\\e", "(a) (b) c/d/e"),
        ("€ 5; @home #1!", "EUR 5, .home .1."),
        ("twee\u00a0 \u2009 spaties ", "twee spaties"),
        ("on\u00adzicht\u200bbaar\ufeff", "onzichtbaar"),
        ("½ en 2²", "1/2 en 22"),
        ("Ελλάδα", "......"),
        ("👍🏽", ".."),
        ("", ""),
        ("   ", ""),
    ],
)
def test_known_texts(text: str, expected: str) -> None:
    assert to_sepa_tekens(text) == expected


@given(st.text())
def test_the_result_is_read_by_every_bank_and_has_no_spaces_too_many(text: str) -> None:
    assert READ_BY_EVERY_BANK.fullmatch(to_sepa_tekens(text))


@given(st.text())
def test_doing_it_twice_changes_nothing_more(text: str) -> None:
    once = to_sepa_tekens(text)
    assert to_sepa_tekens(once) == once


@given(st.text(st.sampled_from("ABCxyz019/-?:().,'+")))
def test_what_a_bank_reads_stays_as_it_is(text: str) -> None:
    assert to_sepa_tekens(text) == text
