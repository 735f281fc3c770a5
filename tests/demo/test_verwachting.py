# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Laying what should come back beside what did."""

import pytest

from noaber.demo.recepten import FOUTEN, SOORTEN
from noaber.demo.verwachting import (
    GOED,
    Antwoordsoort,
    Uitkomst,
    Verschil,
    afgekeurd,
    niet_leesbaar,
    verschillen,
)
from tests.conftest import REPOSITORY

PLEK = "Client/StartProducten/StartProduct[1]"


def test_the_same_is_no_difference() -> None:
    for verwacht in (GOED, afgekeurd("x", PLEK, "9019"), niet_leesbaar("x", in_envelop=True)):
        assert list(verschillen("WMO305 1", verwacht.uitkomst, verwacht.uitkomst)) == []


@pytest.mark.parametrize(
    ("verwacht", "gevonden", "plek"),
    [
        (Uitkomst(), Uitkomst(header=("0001",)), "Header"),
        (Uitkomst(header=("9056",)), Uitkomst(), "Header"),
        (Uitkomst(codes={PLEK: ("9019",)}), Uitkomst(), PLEK),
        (Uitkomst(), Uitkomst(codes={PLEK: ("9019",)}), PLEK),
        (Uitkomst(codes={PLEK: ("9019",)}), Uitkomst(codes={PLEK: ("9019", "9326")}), PLEK),
        (Uitkomst(toegekend=100), Uitkomst(toegekend=99), "toegekend"),
        (Uitkomst(), Uitkomst(antwoord=Antwoordsoort.GEEN), "antwoord"),
    ],
)
def test_anything_else_is(verwacht: Uitkomst, gevonden: Uitkomst, plek: str) -> None:
    (found,) = verschillen("WMO305 1", verwacht, gevonden)
    assert (found.bericht, found.plek) == ("WMO305 1", plek)
    assert found.verwacht != found.gevonden


def test_a_code_at_another_place_is_two_differences() -> None:
    found = list(verschillen("b", Uitkomst(codes={"A": ("1",)}), Uitkomst(codes={"B": ("1",)})))
    assert found == [Verschil("b", "A", "1", "geen"), Verschil("b", "B", "geen", "1")]


def test_what_breaks_its_schema_gets_a_foutbericht_only_in_an_envelop() -> None:
    with_, without = (niet_leesbaar("x", in_envelop=it).uitkomst.antwoord for it in (True, False))
    assert (with_, without) == (Antwoordsoort.FOUTBERICHT, Antwoordsoort.GEEN)


def test_every_kind_of_mistake_has_one_name_and_says_what_is_wrong() -> None:
    names = [soort.naam for soort in SOORTEN]
    assert len(set(names)) == len(names)
    assert all(soort.tekst for soort in SOORTEN)
    assert {one.soort.naam for one in FOUTEN} <= set(names)


def test_the_manual_names_every_kind_of_mistake_with_its_codes() -> None:
    manual = (REPOSITORY / "docs" / "handleiding" / "oefenen.md").read_text(encoding="utf-8")
    rows = [
        tuple(cell.strip() for cell in line.strip("|").split("|"))
        for line in manual.partition("## Welke fouten")[2].splitlines()
        if line.startswith("| ")
    ][1:]
    assert [row[:3] for row in rows] == [
        (soort.bericht or "–", str(soort.niveau), soort.tekst) for soort in SOORTEN
    ]
    for row, soort in zip(rows, SOORTEN, strict=True):
        if soort.codes and soort.waar != "schema":
            assert row[3] == " ".join(soort.codes)
