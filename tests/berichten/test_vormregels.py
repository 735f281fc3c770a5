# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Agreements about how an element is filled that the schema carries, with no code of their own."""

import pytest

from noaber.berichten.definitions.nodes import Branch, Listing, Node
from noaber.berichten.definitions.registry import all_definitions, by_name
from noaber.berichten.examples import Edit, base_message, edit
from noaber.berichten.judge import Outcome, Verdict, judge_bytes


def judged(name: str, *edits: Edit) -> Verdict:
    return judge_bytes(edit(base_message(name), by_name(name), edits))


def places(node: Node, wanted: str, above: str = "") -> list[str]:
    """Where an element of this name may stand, the first of every listing."""
    if isinstance(node, Listing):
        return places(node.item, wanted, f"{above}/{node.item.name}[1]")
    if not isinstance(node, Branch):
        return [above.lstrip("/")] if node.name == wanted else []
    return [
        place for child in node.children for place in places(child, wanted, f"{above}/{child.name}")
    ]


WITH_BSN = [d.name for d in all_definitions() if not d.is_retour and places(d.root, "Bsn")]


@pytest.mark.regel("OP079")
def test_every_message_about_a_client_has_a_bsn_and_the_319_has_no_client() -> None:
    numbers = {by_name(name).number for name in WITH_BSN}
    assert numbers == {"301", "305", "307", "315", "317", "323", "325"}


@pytest.mark.regel("OP079")
@pytest.mark.parametrize("name", WITH_BSN)
def test_without_its_bsn_a_message_does_not_fit_the_schema(name: str) -> None:
    (place,) = places(by_name(name).root, "Bsn")
    assert judged(name).outcome is Outcome.VALID
    assert judged(name, ("remove", place)).outcome is Outcome.REJECTED_SCHEMA


@pytest.mark.regel("IV007")
@pytest.mark.parametrize(
    ("change", "fits"),
    [
        (("set", "Client/Naam/Voorletters", "AB"), True),
        (("set", "Client/Naam/Voorletters", "A.B."), False),
        (("set", "Client/Naam/Voornamen", "Anna Bo"), True),
        (("remove", "Client/Naam/Geslachtsnaam"), False),
        (("remove", "Client/Naam/Geslachtsnaam/Achternaam"), False),
    ],
)
def test_the_parts_of_a_name_stand_apart(change: Edit, fits: bool) -> None:
    assert (judged("WMO305", change).outcome is Outcome.VALID) is fits


@pytest.mark.regel("IV009")
@pytest.mark.parametrize(
    ("datum", "gebruik", "fits"),
    [
        ("1900-01-01", "3", True),
        ("1980-01-01", "2", True),
        ("1980-06-01", "1", True),
        ("1980-06-17", "3", False),
        ("1980-06-17", "2", False),
        ("1980-06-17", "1", False),
    ],
)
def test_what_is_not_known_of_a_day_of_birth_is_01_01_1900(
    datum: str, gebruik: str, fits: bool
) -> None:
    birth = "Client/Geboortedatum"
    verdict = judged(
        "WMO305",
        ("set", f"{birth}/Datum", datum),
        ("set", f"{birth}/DatumGebruik", gebruik),
    )
    assert verdict.rules == (() if fits else ("CS139",))


PRESTATIE = "Declaratie/Clienten/Client[1]/Prestaties/Prestatie[1]"


@pytest.mark.regel("IV024")
def test_an_amount_is_in_cents() -> None:
    columns = judged("WMO323").columns
    assert columns is not None
    line = columns.lines.row(0, named=True)
    assert line["bedrag"] == line["geleverd_volume"] * line["product_tarief"]
    in_euros = judged("WMO323", ("set", f"{PRESTATIE}/IngediendBedrag/Bedrag", "540.00"))
    assert in_euros.outcome is Outcome.REJECTED_SCHEMA


@pytest.mark.regel("IV042")
@pytest.mark.parametrize("part", ["Volume", "Eenheid", "Frequentie"])
def test_an_omvang_is_there_whole_and_its_volume_is_a_whole_number(part: str) -> None:
    omvang = "Client/ToegewezenProducten/ToegewezenProduct[1]/Omvang"
    assert judged("WMO301", ("remove", f"{omvang}/{part}")).outcome is Outcome.REJECTED_SCHEMA
    half = judged("WMO301", ("set", f"{omvang}/Volume", "2.5"))
    assert half.outcome is Outcome.REJECTED_SCHEMA
