# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The examples: every rule has them, they can be made, and the judge agrees with each."""

import csv
import re
from collections.abc import Callable, Iterator
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from noaber.berichten.definitions.nodes import Leaf, Listing, Node, split_place
from noaber.berichten.definitions.registry import all_definitions, by_name
from noaber.berichten.examples import (
    EmptyPlace,
    Example,
    UnknownPlace,
    UnusableEdit,
    UnusableExample,
    apply,
    base_message,
    catalogue,
    edit,
    examples,
)
from noaber.berichten.xml.schema import generated_schema, published_schema

NAMES = [definition.name for definition in all_definitions()]
ALL = examples()
UNUSED = {"RS003", "RS007", "RS039"}
"""In the official list, but on no element."""


def known_rules() -> dict[str, dict[str, str]]:
    source = files("noaber.berichten.rules") / "catalogus.csv"
    with source.open(encoding="utf-8", newline="") as stream:
        return {row["code"]: row for row in csv.DictReader(stream)}


def in_scope() -> dict[str, dict[str, str]]:
    return {
        code: row
        for code, row in known_rules().items()
        if (row["soort"] in {"TR-xslt", "CD", "CS", "RS"} and code not in UNUSED) or code == "TR319"
    }


def is_level_1(rule: str) -> bool:
    return rule.startswith("RS") or rule in {"CS015", "CS025", "CS319"}


def identifier(example: Example) -> str:
    verdict = "accepts" if example.accept else "rejects"
    return f"{ALL.index(example):03} {example.rule} {verdict} {example.message}"


each_example = pytest.mark.parametrize("example", ALL, ids=identifier)


def parsed(data: bytes) -> etree._Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


# ── the base messages ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", NAMES)
def test_a_base_message_is_valid(name: str) -> None:
    schema = generated_schema(by_name(name))
    assert schema.validate(parsed(base_message(name))), schema.error_log


@pytest.mark.parametrize("name", NAMES)
def test_a_base_message_is_valid_as_published(name: str, shared_standards: Path) -> None:
    schema = published_schema(by_name(name), shared_standards / "xsd")
    assert schema.validate(parsed(base_message(name))), schema.error_log


@pytest.mark.regel("OP192")
@pytest.mark.parametrize("name", NAMES)
def test_a_base_message_is_written_as_the_standard_asks(name: str) -> None:
    data, definition = base_message(name), by_name(name)
    assert data.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\r\n')
    assert data.count(b"\n") == data.count(b"\r\n")
    assert f"<{definition.prefix}:Bericht ".encode() in data
    versions = re.findall(r"Bericht(?:Xsd)Versie>(.*?)<", data.decode())
    assert set(versions) == {definition.xsd_version}


@pytest.mark.parametrize("name", NAMES)
def test_a_base_message_is_about_people_who_do_not_exist(name: str) -> None:
    text = base_message(name).decode()
    for bsn in re.findall(r"Bsn>(\d+)<", text):
        weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
        assert sum(w * int(d) for w, d in zip(weights, bsn, strict=True)) % 11 == 0
        assert 999900006 <= int(bsn) <= 999999990, "not in the range for tests"
    parties = re.findall(r"(?:Afzender|Ontvanger|ZorgverlenerCode)>(\d{8})<", text)
    assert all(code.startswith("99") for code in parties), "an AGB code that could be real"
    assert all(mail.endswith(".example") for mail in re.findall(r"Emailadres>(.*?)<", text))


@pytest.mark.parametrize("name", NAMES)
def test_an_edit_of_nothing_changes_nothing(name: str) -> None:
    assert edit(base_message(name), by_name(name), ()) == base_message(name)


def test_the_base_messages_together_hold_every_element() -> None:
    held: set[str] = set()
    for name in NAMES:
        held |= {etree.QName(entry).localname for entry in parsed(base_message(name)).iter()}
    assert held == {name for d in all_definitions() for name in element_names(d.root)}


def element_names(node: Node) -> set[str]:
    if isinstance(node, Leaf):
        return {node.name}
    below = (node.item,) if isinstance(node, Listing) else node.children
    return {node.name}.union(*(element_names(child) for child in below))


# ── the examples ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("rule", in_scope())
def test_a_rule_has_an_example_that_it_accepts_and_one_that_it_rejects(rule: str) -> None:
    assert {entry.accept for entry in examples(rule)} == {True, False}


@pytest.mark.parametrize("rule", in_scope())
def test_a_rule_rejects_an_example_of_every_message_it_is_about(rule: str) -> None:
    rejected = {entry.message[-3:] for entry in examples(rule) if not entry.accept}
    assert rejected >= set(in_scope()[rule]["berichten"].split())


def test_no_example_is_about_a_rule_out_of_scope() -> None:
    assert {entry.rule for entry in ALL} == set(in_scope())
    assert {code for entry in ALL for code in entry.also} <= set(in_scope())


def test_no_two_examples_are_the_same() -> None:
    keys = [(entry.rule, entry.message, entry.edits) for entry in ALL]
    assert len(set(keys)) == len(keys)


@each_example
def test_the_schema_says_what_the_example_says(example: Example) -> None:
    schema = generated_schema(by_name(example.message))
    valid = example.accept or not is_level_1(example.rule)
    assert schema.validate(parsed(apply(example))) is valid, schema.error_log


@pytest.mark.parametrize(
    "example",
    [entry for entry in ALL if is_level_1(entry.rule) and not entry.accept],
    ids=identifier,
)
def test_the_definition_names_the_rule_that_a_text_breaks(example: Example) -> None:
    _, place, text = example.edits[-1]
    node: Node = by_name(example.message).root
    for name, _ in split_place(place):
        node = node.item if isinstance(node, Listing) else node.by_name[name]
    found = node.type.complaint(text)
    assert found is not None
    assert {found[0]} == set(example.also or (example.rule,))


def test_an_entry_that_is_not_complete_is_refused() -> None:
    entry = {"rule": "TR018", "message": "WMO307", "accept": "ja", "why": "", "edit": []}
    with pytest.raises(UnusableExample, match=r"Voorbeeld 7 .* accept, edits, edit"):
        catalogue._example(entry, 7)


# ── edits ────────────────────────────────────────────────────────────────────────────────────────

WRONG_EDITS = [
    (("set", "Client/Onbekend", "1"), UnknownPlace, "onder Client staat geen Onbekend"),
    (("set", "Onbekend", "1"), UnknownPlace, "staat geen Onbekend"),
    (("set", "Client/Bsn/Onbekend", "1"), UnknownPlace, "alleen tekst"),
    (("set", "Client[2]/Bsn", "1"), UnknownPlace, "geen positie 2"),
    (("set", "Client/Naam", "1"), UnusableEdit, "bevat andere elementen"),
    (("set", "Client/StopProducten/StopProduct[4]/Begindatum", "x"), EmptyPlace, "pas 2"),
    (("remove", "Client/StopProducten/StopProduct[3]"), EmptyPlace, "StopProduct[3]"),
    (("remove", "Client/Naam/Partnernaam"), UnknownPlace, "Partnernaam"),
    (("repeat", "Client/Bsn"), UnusableEdit, "ten hoogste één keer"),
    (("repeat", "Client", "2"), UnusableEdit, "bestaat niet"),
    (("zet", "Client/Bsn", "1"), UnusableEdit, "bestaat niet"),
]


@pytest.mark.parametrize(
    ("change", "error", "part"), WRONG_EDITS, ids=[" ".join(row[0]) for row in WRONG_EDITS]
)
def test_an_edit_that_cannot_be_done_says_why(
    change: tuple[str, ...], error: type[Exception], part: str
) -> None:
    with pytest.raises(error, match=re.escape(part)):
        edit(base_message("WMO307"), by_name("WMO307"), (change,))


def test_a_new_element_comes_where_the_definition_wants_it() -> None:
    definition = by_name("WMO301")
    start = base_message("WMO301")
    place = "Client/ToegewezenProducten/ToegewezenProduct"
    changes = [
        ("remove", "Client/Relaties"),
        ("set", "Client/Relaties/Relatie/Naam/NaamGebruik", "1"),
        ("set", "Client/Relaties/Relatie/Naam/Geslachtsnaam/Achternaam", "Aa"),
        ("set", "Client/Relaties/Relatie/Contact/Telefoon/Telefoon01/Landnummer", "0031"),
        ("set", "Client/Relaties/Relatie/Contact/Telefoon/Telefoon01/Telefoonnummer", "1"),
        ("set", "Client/Relaties/Relatie/Contact/Soort", "02"),
        ("set", "Client/Relaties/Relatie/Soort", "10"),
        ("set", "Client/Relaties/Relatie/Nummer", "1"),
        ("repeat", f"{place}[5]"),
        ("remove", f"{place}[6]/Omvang"),
        ("set", f"{place}[6]/Omvang/Frequentie", "6"),
        ("set", f"{place}[6]/Omvang/Volume", "1"),
        ("set", f"{place}[6]/Omvang/Eenheid", "82"),
    ]
    schema = generated_schema(definition)
    assert schema.validate(parsed(edit(start, definition, tuple(changes)))), schema.error_log


def test_a_gemeentecode_of_the_examples_exists(shared_standards: Path) -> None:
    source = next((shared_standards / "codelists").glob("CBS_gemeentecodes_*.csv"))
    with source.open(encoding="utf-8", newline="") as stream:
        known = {next(iter(row.values())) for row in csv.DictReader(stream)}
    used = {
        code
        for name in NAMES
        for code in re.findall(
            r"(?:Afzender|Ontvanger|Gemeente)>(\d{4})<", base_message(name).decode()
        )
    }
    assert used
    assert used <= known


def test_every_code_of_a_base_message_is_in_force() -> None:
    found = []
    for definition in all_definitions():
        root = parsed(base_message(definition.name))
        day = dagtekening(root)
        for place, text, leaf in texts_of(root, definition.root):
            if leaf.type.codes is not None and text not in leaf.type.codes.on(day):
                found.append((definition.name, place, text))
    assert found == []


def dagtekening(root: etree._Element) -> date:
    text = root.findtext("{*}Header/{*}BerichtIdentificatie/{*}Dagtekening")
    return date.fromisoformat(text or "")


def texts_of(
    element: etree._Element, node: Node, place: str = ""
) -> Iterator[tuple[str, str, Leaf]]:
    if isinstance(node, Leaf):
        yield place, element.text or "", node
        return
    for child in element:
        name = etree.QName(child).localname
        below = node.item if isinstance(node, Listing) else node.by_name[name]
        yield from texts_of(child, below, f"{place}/{name}")


# ── the judge ────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def judge_bytes() -> Callable[..., Any]:
    module = pytest.importorskip("noaber.berichten.judge", reason="there is no judge yet")
    return module.judge_bytes


@each_example
def test_the_judge_says_what_the_example_says(
    example: Example, judge_bytes: Callable[..., Any]
) -> None:
    verdict = judge_bytes(apply(example), f"{example.message}.xml")
    rules = {finding.rule for finding in verdict.findings}
    if example.accept:
        assert (verdict.outcome, example.rule in rules) == ("geldig", False)
    elif is_level_1(example.rule):
        assert verdict.outcome == "afgekeurd-schema"
        assert rules & {example.rule, *example.also}
    else:
        assert verdict.outcome == "afgekeurd-0001"
        assert rules == {example.rule, *example.also}


@pytest.mark.parametrize("name", NAMES)
def test_the_judge_accepts_a_base_message(name: str, judge_bytes: Callable[..., Any]) -> None:
    verdict = judge_bytes(base_message(name), f"{name}.xml")
    assert verdict.outcome == "geldig"
