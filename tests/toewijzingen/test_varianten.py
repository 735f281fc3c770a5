# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Our variants are those of the published table, and nothing else is one."""

import csv
from dataclasses import replace
from datetime import date
from itertools import product as combinations
from pathlib import Path

import pytest

from noaber.berichten.definitions.groups import Omvang, Product
from noaber.berichten.judge import judge_bytes
from noaber.berichten.xml.write import write
from noaber.kernel.wet import Wet
from noaber.toewijzingen.rules.varianten import Shape, Uitvoering, Variant, Vorm, variant_of
from noaber.toewijzingen.types import NotAVariant
from tests.toewijzingen.factories import T1, as_product, bericht_301

EIND = date(2026, 6, 30)
EENHEDEN = ("01", "04", "14", "16", "82", "83", "84")


def found(shape: Shape, wet: Wet) -> Variant | None:
    try:
        return variant_of(shape, wet)
    except NotAVariant:
        return None


def shape_of(row: dict[str, str], einddatum: date | None) -> Shape:
    """A toewijzing as a row of the table describes it."""
    categorie = "55" if "cat 55" in row["note"] else "45"
    product = None
    if row["categorie"] == "filled":
        code = f"{categorie}A04" if row["productcode"] == "filled" else None
        product = Product(categorie=categorie, code=code)
    size = None
    if row["volume"] == "filled":
        size = Omvang(volume=3, eenheid=row["eenheid"], frequentie=row["frequentie"])
    return Shape(product, size, 100_000 if row["budget"] == "filled" else None, einddatum)


@pytest.mark.regel("IV074", "OP260")
def test_every_row_of_the_table_is_a_variant(shared_standards: Path) -> None:
    table = shared_standards / "codelists" / "toewijzingsvarianten.csv"
    with table.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) == 31
    for row in rows:
        variant = variant_of(shape_of(row, EIND), Wet.JW)
        assert row["type"].startswith(variant.vorm)
        assert Uitvoering(row["uitvoering"]) in variant.uitvoering
        # A traject by contract has an end; its shape is that of any specifieke toewijzing.
        if row["type"] != "specifiek traject":
            without_end = found(shape_of(row, None), Wet.JW)
            assert (without_end is None) is (row["einddatum"] == "required"), row


@pytest.mark.parametrize("wet", Wet)
def test_nothing_else_is_a_variant_and_level_2_agrees(wet: Wet) -> None:
    """Every combination: what we allow passes the rules of the message, and the other way round.

    Of three the message alone cannot see that they are wrong: stuks (84) and euro's per day are
    refused there too, but categorie 55 without code depends on the law.
    """
    categorie = "07" if wet is Wet.WMO else "45"
    products = [None, Product(categorie=categorie), Product(categorie=categorie, code="12345")]
    sizes = [None] + [
        Omvang(volume=3, eenheid=eenheid, frequentie=per)
        for eenheid in EENHEDEN
        for per in ("1", "2", "4", "6")
    ]
    for product, size, budget, eind in combinations(products, sizes, (None, 100), (None, EIND)):
        shape = Shape(product, size, budget, eind)
        version = replace(T1, product=product, omvang=size, budget=budget, einddatum=eind)
        message = bericht_301(as_product(version), wet=wet)
        assert (found(shape, wet) is not None) is (judge_bytes(write(message)).rules == ()), shape


@pytest.mark.regel("OP261")
def test_units_decide_between_inspanning_and_output() -> None:
    uur = variant_of(Shape(T1.product, T1.omvang, None, EIND), Wet.WMO)
    euro = Omvang(volume=30_000, eenheid="83", frequentie="2")
    assert uur.uitvoering == {Uitvoering.INSPANNING}
    assert variant_of(Shape(T1.product, euro, None, EIND), Wet.WMO).uitvoering == {
        Uitvoering.OUTPUT
    }


def test_what_is_bought_nationally_is_a_traject_of_the_jeugdwet() -> None:
    landelijk = Shape(Product(categorie="55"), None, None, None)
    assert variant_of(landelijk, Wet.JW).uitvoering == {Uitvoering.OUTPUT}
    assert variant_of(landelijk, Wet.JW).vorm is Vorm.ASPECIFIEK
    with pytest.raises(NotAVariant, match="kies een andere variant"):
        variant_of(landelijk, Wet.WMO)
