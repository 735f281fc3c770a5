# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The explanation of level 1 against the judge of level 1: they never disagree.

libxml2 says whether a message is valid; the diagnosis says why not. The diagnosis is a walk of our
own over the same definition, so on every mutant the one is a check on the other.
"""

from __future__ import annotations

import pytest
from lxml import etree

from noaber.berichten.definitions.registry import Definition, all_definitions, by_name
from noaber.berichten.definitions.simple import UnreadableValue
from noaber.berichten.examples import base_message
from noaber.berichten.judge import Outcome, judge_bytes
from noaber.berichten.xml.diagnose import diagnose
from noaber.berichten.xml.parse import NotWellFormed, parse_tree
from noaber.berichten.xml.read import to_value
from noaber.berichten.xml.schema import generated_schema
from tests.conformance.mutants import mutants

NAMES = [definition.name for definition in all_definitions()]


def is_readable(root: etree._Element, definition: Definition) -> bool:
    """Some dates and times pass the schema and are no day or time that we can hold."""
    try:
        to_value(root, definition)
    except UnreadableValue:
        return False
    return True


@pytest.mark.parametrize("name", NAMES)
def test_a_mutant_is_explained_exactly_when_the_schema_refuses_it(name: str) -> None:
    definition = by_name(name)
    schema = generated_schema(definition)
    refused = 0
    for mutant in mutants(base_message(name), definition):
        try:
            root = parse_tree(mutant.data)
        except NotWellFormed:
            continue
        is_valid = schema.validate(root) and is_readable(root, definition)
        findings = list(diagnose(root, definition))
        assert is_valid == (not findings), f"{mutant.label}: {findings[:2]}"
        refused += not is_valid
        assert all(finding.line and finding.text and finding.rule for finding in findings)
    assert refused > 100


@pytest.mark.parametrize("name", [name for name in NAMES if name[-3:] in ("323", "325")])
def test_a_bulk_mutant_is_explained_by_the_stream_too(name: str) -> None:
    definition = by_name(name)
    schema = generated_schema(definition)
    for mutant in mutants(base_message(name), definition, every=11):
        verdict = judge_bytes(mutant.data)
        if verdict.definition is None:
            continue  # the root itself was changed
        try:
            root = parse_tree(mutant.data)
            is_valid = schema.validate(root) and is_readable(root, definition)
        except (NotWellFormed, etree.XMLSyntaxError):
            is_valid = False
        assert is_valid == (verdict.outcome is not Outcome.REJECTED_SCHEMA), mutant.label
        if not is_valid:
            assert verdict.findings, mutant.label
            assert not any("gepubliceerde schema" in f.text for f in verdict.findings), mutant.label
