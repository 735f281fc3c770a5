# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""With a folder of published schemas, level 1 asks both schemas, and both must accept."""

from pathlib import Path

import pytest

from noaber.berichten.definitions.registry import all_definitions, by_name
from noaber.berichten.examples import base_message
from noaber.berichten.judge import Outcome, judge_bytes, judge_path
from noaber.berichten.xml.schema import SchemaFolderIncomplete, schema_text
from tests.berichten.test_vectors import VECTORS, rows

NAMES = [definition.name for definition in all_definitions()]


def put_schema(folder: Path, name: str, *, stricter: bool = False, below: bool = False) -> None:
    """A schema under its published name; a stricter one wants a gemeente that is not there."""
    text = schema_text(by_name(name))
    folder = folder / by_name(name).basis_prefix if below else folder
    folder.mkdir(exist_ok=True)
    basis = text.basis.replace('value="[0-9]{4}"', 'value="0000"') if stricter else text.basis
    assert (basis != text.basis) is stricter
    (folder / f"{name}.xsd").write_text(text.message, encoding="utf-8")
    (folder / text.basis_name).write_text(basis, encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_a_base_message_is_valid_with_the_published_schemas(
    name: str, shared_standards: Path
) -> None:
    verdict = judge_bytes(base_message(name), published=shared_standards / "xsd")
    assert verdict.outcome is Outcome.VALID


def test_every_vector_gets_the_same_verdict_with_the_published_schemas(
    shared_standards: Path,
) -> None:
    published = shared_standards / "xsd"
    different = []
    for row in rows():
        alone = judge_path(VECTORS / row["file"])
        both = judge_path(VECTORS / row["file"], published)
        if (alone.outcome, alone.findings) != (both.outcome, both.findings):
            different.append(row["file"])
    assert different == []


@pytest.mark.parametrize("below", [False, True], ids=["in the folder", "in a folder per law"])
@pytest.mark.parametrize("name", ["WMO305", "JW323", "WMO325"])
def test_a_message_that_only_the_published_schema_refuses_is_rejected(
    name: str, below: bool, tmp_path: Path
) -> None:
    put_schema(tmp_path, name, stricter=True, below=below)
    verdict = judge_bytes(base_message(name), published=tmp_path)
    assert verdict.outcome is Outcome.REJECTED_SCHEMA
    assert verdict.value is None
    assert verdict.columns is None
    (found,) = verdict.findings
    assert found.rule == "XSD"
    assert found.retourcode is None
    assert "Het gepubliceerde schema keurt dit bericht af" in found.text


@pytest.mark.parametrize("name", ["WMO305", "JW323"])
def test_a_message_that_both_schemas_accept_is_judged_further(name: str, tmp_path: Path) -> None:
    put_schema(tmp_path, name)
    assert judge_bytes(base_message(name), published=tmp_path).outcome is Outcome.VALID
    wrong_bsn = base_message(name).replace(b"Bsn>99990", b"Bsn>99991", 1)
    verdict = judge_bytes(wrong_bsn, published=tmp_path)
    assert (verdict.outcome, verdict.rules) == (Outcome.REJECTED_0001, ("CS002",))


@pytest.mark.parametrize("name", ["WMO305", "WMO323"])
def test_what_our_own_schema_refuses_stays_refused(name: str, tmp_path: Path) -> None:
    put_schema(tmp_path, name)
    short_bsn = base_message(name).replace(b"Bsn>99990", b"Bsn>9990", 1)
    verdict = judge_bytes(short_bsn, published=tmp_path)
    assert (verdict.outcome, verdict.rules) == (Outcome.REJECTED_SCHEMA, ("RS037",))


@pytest.mark.parametrize("name", ["WMO305", "WMO323"])
def test_a_folder_without_the_schema_of_the_message_is_an_error(name: str, tmp_path: Path) -> None:
    put_schema(tmp_path, "WMO307")
    with pytest.raises(SchemaFolderIncomplete, match=f"staat geen {name}.xsd"):
        judge_bytes(base_message(name), published=tmp_path)
