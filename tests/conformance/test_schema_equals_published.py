# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Level 1: the schema made of our definitions judges exactly as the published schema does."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from noaber.berichten import examples
from noaber.berichten.definitions.registry import Definition, all_definitions, by_name
from noaber.berichten.xml.schema import generated_schema, published_schema
from tests.conformance.mutants import Mutant, mutants, typed_mutants

NAMES = [definition.name for definition in all_definitions()]
VECTORS = Path(__file__).parent / "vectors_level2"
FEWEST = 20_000


def parsed(data: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.fromstring(data, parser)


def vectors(name: str | None = None) -> list[dict[str, str]]:
    with (VECTORS / "index.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return [row for row in rows if name is None or Path(row["file"]).name.startswith(f"{name}_")]


def own_mutants(definition: Definition) -> Iterator[Mutant]:
    # A retourbericht holds the classes of the message that it answers: a third will do.
    every = 3 if definition.is_retour else 1
    yield from mutants(examples.base_message(definition.name), definition, every)
    for row in vectors(definition.name):
        yield from mutants((VECTORS / row["file"]).read_bytes(), definition, every=97)


def outside_mutants(definition: Definition, standards: Path) -> Iterator[Mutant]:
    example = standards / "examples" / definition.basis_prefix / f"{definition.name}.xml"
    yield from mutants(example.read_bytes(), definition, every=11)


def differences(
    definition: Definition, standards: Path, candidates: Iterator[Mutant]
) -> list[tuple[str, str]]:
    """Label and verdicts of every candidate on which the two schemas do not agree."""
    ours = generated_schema(definition)
    theirs = published_schema(definition, standards / "xsd")
    found = []
    for mutant in candidates:
        document = parsed(mutant.data)
        verdicts = (ours.validate(document), theirs.validate(document))
        if verdicts[0] != verdicts[1]:
            found.append((mutant.label, f"ours {verdicts[0]}, published {verdicts[1]}"))
    return found


@pytest.mark.parametrize("name", NAMES)
def test_every_mutant_gets_the_same_verdict(name: str, shared_standards: Path) -> None:
    definition = by_name(name)
    found = differences(definition, shared_standards, own_mutants(definition))
    found += differences(
        definition, shared_standards, outside_mutants(definition, shared_standards)
    )
    assert found == []


def test_there_are_enough_mutants() -> None:
    counts = {d.name: sum(1 for _ in own_mutants(d)) for d in all_definitions()}
    assert sum(counts.values()) >= FEWEST
    assert min(counts.values()) >= FEWEST // len(counts) // 2, "no message may be skipped over"


@pytest.mark.parametrize("name", NAMES)
def test_no_mutant_comes_twice_and_both_verdicts_occur(name: str) -> None:
    definition = by_name(name)
    data = [mutant.data for mutant in mutants(examples.base_message(name), definition, every=7)]
    assert len(set(data)) > 0.95 * len(data)
    verdicts = {generated_schema(definition).validate(parsed(entry)) for entry in data}
    assert verdicts == {True, False}


@pytest.mark.parametrize("name", ["WMO319", "JW323"])
def test_a_message_may_name_its_types(name: str, shared_standards: Path) -> None:
    definition = by_name(name)
    candidates = typed_mutants(examples.base_message(name), definition)
    assert differences(definition, shared_standards, candidates) == []


@pytest.mark.parametrize("name", NAMES)
def test_every_message_gets_the_same_verdict(name: str, shared_standards: Path) -> None:
    definition = by_name(name)
    published = shared_standards / "examples" / definition.basis_prefix / f"{name}.xml"
    candidates = [
        Mutant("base", examples.base_message(name)),
        Mutant("public example", published.read_bytes()),
        *(Mutant(row["file"], (VECTORS / row["file"]).read_bytes()) for row in vectors(name)),
        *(
            Mutant(entry.why, examples.apply(entry))
            for entry in examples.examples()
            if entry.message == name
        ),
    ]
    assert differences(definition, shared_standards, iter(candidates)) == []


@pytest.mark.parametrize("name", NAMES)
def test_every_vector_gets_the_verdict_of_the_index(name: str) -> None:
    schema = generated_schema(by_name(name))
    found = {
        row["file"]: schema.validate(parsed((VECTORS / row["file"]).read_bytes()))
        for row in vectors(name)
    }
    assert found == {row["file"]: row["expected"] != "reject-xsd" for row in vectors(name)}


def test_the_index_names_every_vector() -> None:
    files = {path.relative_to(VECTORS).as_posix() for path in VECTORS.glob("*/*.xml")}
    assert files == {row["file"] for row in vectors()}
    assert len(files) == 176
