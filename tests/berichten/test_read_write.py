# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What is read is written back identically, and what may not go out is refused."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from noaber.berichten.definitions.messages import Bericht
from noaber.berichten.definitions.registry import all_definitions, by_name
from noaber.berichten.examples import base_message
from noaber.berichten.judge import Outcome, judge_bytes
from noaber.berichten.xml.parse import parse_tree
from noaber.berichten.xml.read import to_value
from noaber.berichten.xml.schema import generated_schema, published_schema
from noaber.berichten.xml.write import UnwritableMessage, definition_of, write
from tests.berichten.layouts import LAYOUTS
from tests.berichten.test_vectors import VECTORS, rows
from tests.strategies import messages

NAMES = [definition.name for definition in all_definitions()]
each_name = pytest.mark.parametrize("name", NAMES)
generated = settings(derandomize=True, database=None, deadline=None, max_examples=25)


def read(data: bytes, name: str) -> Bericht:
    """The value of a message that the schema accepts; of a declaratie too, with all its lines."""
    root = parse_tree(data)
    schema = generated_schema(by_name(name))
    assert schema.validate(root), schema.error_log
    return to_value(root, by_name(name))


def changed(value: Any, path: str, new: object) -> Any:
    """The value with something else at a path of field names and positions."""
    first, _, rest = path.partition(".")
    if isinstance(value, tuple):
        index = int(first)
        return (*value[:index], changed(value[index], rest, new), *value[index + 1 :])
    inner = changed(getattr(value, first), rest, new) if rest else new
    return replace(value, **{first: inner})


# ── there and back ───────────────────────────────────────────────────────────────────────────────


@each_name
def test_a_base_message_is_written_as_it_was_read(name: str) -> None:
    value = read(base_message(name), name)
    assert definition_of(value) == by_name(name)
    assert read(write(value), name) == value


@pytest.mark.parametrize(
    "row", [row for row in rows() if row["expected"] != "reject-xsd"], ids=lambda row: row["file"]
)
def test_a_vector_is_written_as_it_was_read(row: dict[str, str]) -> None:
    name = Path(row["file"]).name.partition("_")[0]
    value = read((VECTORS / row["file"]).read_bytes(), name)
    assert read(write(value), name) == value


@each_name
@given(data=st.data())
@generated
def test_any_message_is_read_as_it_was_written(name: str, data: st.DataObject) -> None:
    value = data.draw(messages(by_name(name)))
    written = write(value)
    assert read(written, name) == value
    assert write(read(written, name)) == written
    assert written.count(b"\n") == written.count(b"\r\n") == written.count(b"\r")
    assert not written.startswith(b"\xef\xbb\xbf")


@each_name
def test_what_is_written_passes_the_published_schema(name: str, shared_standards: Path) -> None:
    schema = published_schema(by_name(name), shared_standards / "xsd")
    assert schema.validate(parse_tree(write(read(base_message(name), name)))), schema.error_log


@pytest.mark.parametrize("name", ["WMO301", "JW301", "WMO320", "JW315", "WMO323", "JW325"])
@given(data=st.data())
@generated
def test_any_written_message_passes_the_published_schema(
    name: str, shared_standards: Path, data: st.DataObject
) -> None:
    schema = published_schema(by_name(name), shared_standards / "xsd")
    written = write(data.draw(messages(by_name(name))))
    assert schema.validate(parse_tree(written)), schema.error_log


@each_name
def test_what_is_written_has_the_form_that_the_standard_asks(name: str) -> None:
    written = write(read(base_message(name), name))
    assert written.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\r\n<')
    assert written.endswith(b">\r\n")
    assert written.count(b"\n") == written.count(b"\r\n") == written.count(b"\r")
    written.decode("utf-8", "strict")


@each_name
def test_the_judge_has_the_value_that_was_written(name: str) -> None:
    value = read(base_message(name), name)
    verdict = judge_bytes(write(value), f"{name}.xml")
    assert verdict.outcome is Outcome.VALID
    if verdict.columns is None:
        assert verdict.value == value
    else:
        assert verdict.columns.header == value.header


@pytest.mark.parametrize(
    "text",
    [
        "]]>",
        "<b>&amp;</b>",
        "'\"",
        "\ttab\t",
        " blanks around ",
        "één\u00a0twee",
        "\U0001f600",
        "e\u0301",
        "\u0085\u2028",
        "\ufeffmark",
        "&#0;",
        "a\u200bb",
    ],
)
def test_a_strange_name_comes_back_as_it_was(text: str) -> None:
    path = "client.naam.geslachtsnaam.achternaam"
    value = changed(read(base_message("WMO305"), "WMO305"), path, text)
    assert read(write(value), "WMO305") == value


@pytest.mark.parametrize("text", ["a\nb", "a\r\nb", "a\rb", "\n\n a", "a\r", "a\n\r\n\rb"])
def test_a_comment_keeps_its_line_ends(text: str) -> None:
    value = changed(read(base_message("WMO301"), "WMO301"), "client.commentaar", text)
    written = write(value)
    assert read(written, "WMO301") == value
    assert written.count(b"\n") == written.count(b"\r\n") == written.count(b"\r")


# ── other spellings of the same message ──────────────────────────────────────────────────────────


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    "name", ["WMO301", "JW305", "WMO316", "JW317", "WMO319", "WMO323", "JW325"]
)
def test_a_message_in_another_layout_has_the_same_value(name: str, layout: str) -> None:
    data = LAYOUTS[layout](base_message(name), name)
    assert (data == base_message(name)) is (layout == "as it is")
    assert read(data, name) == read(base_message(name), name)
    verdict = judge_bytes(data)
    assert (verdict.outcome, verdict.rules) == (Outcome.VALID, ())
    assert verdict.definition == by_name(name)


@pytest.mark.parametrize(
    ("element", "text"),
    [
        ("Volume", " \r\n+00004\t"),
        ("Ingangsdatum", "\t2026-03-01 "),
        ("Toewijzingstijd", " 10:00:00.0 "),
    ],
)
def test_blanks_around_a_number_or_date_do_not_count(element: str, text: str) -> None:
    def with_text(inside: str) -> Bericht:
        before, tag, after = base_message("WMO301").partition(f":{element}>".encode())
        return read(before + tag + inside.encode() + after[after.index(b"<") :], "WMO301")

    assert with_text(text) == with_text(text.strip().lstrip("+0"))


# ── what may not go out ──────────────────────────────────────────────────────────────────────────

SURNAME = "client.naam.geslachtsnaam.achternaam"
PRODUCT = "client.toegewezen_producten.0"
UNWRITABLE = [
    ("WMO305", SURNAME, "Zwanenburg" * 21, "Achternaam is 210 tekens lang"),
    ("WMO305", SURNAME, "", "Achternaam is leeg"),
    ("WMO305", SURNAME, " \t ", "Achternaam bestaat alleen uit spaties"),
    ("WMO305", SURNAME, "Zwanen\nburg", "regeleinde"),
    ("WMO305", SURNAME, None, "Achternaam ontbreekt"),
    ("WMO305", SURNAME, "Zwanen\x00burg", "een teken dat in XML niet is toegestaan"),
    ("WMO305", SURNAME, "Zwanen\x1bburg", "een teken dat in XML niet is toegestaan"),
    ("WMO305", SURNAME, "Zwanen\ud800burg", "een teken dat in XML niet is toegestaan"),
    ("WMO305", SURNAME, "Zwanen\uffffburg", "een teken dat in XML niet is toegestaan"),
    ("WMO305", "client.bsn", "99990013", "Bsn heeft niet precies 9 cijfers"),
    ("WMO305", "client.bsn", "9999001340", "Bsn is 10 tekens lang"),
    ("WMO305", "client.geslacht", "3", "codelijst COD046"),
    ("WMO305", "client.start_producten", (), "StartProducten ontbreekt"),
    ("WMO305", "client", None, "Client ontbreekt"),
    ("WMO305", "header.afzender", "1969", "AGB-code"),
    ("WMO305", "header.bericht_identificatie.identificatie", "X" * 13, "Identificatie is 13"),
    ("WMO301", f"{PRODUCT}.toewijzing_nummer", -1, "ToewijzingNummer is lager dan 0"),
    ("WMO301", f"{PRODUCT}.toewijzing_nummer", 10**9, "ToewijzingNummer is hoger dan 999999999"),
    ("WMO301", f"{PRODUCT}.toewijzing_nummer", 1.5, "ToewijzingNummer is geen geheel getal"),
    ("WMO301", f"{PRODUCT}.ingangsdatum", "morgen", "Ingangsdatum is geen datum"),
    ("WMO306", "header.retour_codes", ("9999",), "codelijst WJ001"),
    ("WMO323", "declaratie.clienten", (), "Clienten ontbreekt"),
    ("WMO323", "declaratie.clienten.0.prestaties", (), "Prestaties ontbreekt"),
    ("WMO323", "declaratie.totaal_ingediend_bedrag.totaal_bedrag", 10**12, "TotaalBedrag is hoger"),
    ("WMO325", "header.retour_codes", (), "RetourCodes ontbreekt"),
]


@pytest.mark.parametrize(
    ("name", "path", "new", "words"),
    UNWRITABLE,
    ids=[f"{name} {path.rpartition('.')[2]} {new!a:.20}" for name, path, new, _ in UNWRITABLE],
)
def test_a_value_that_the_schema_refuses_is_not_written(
    name: str, path: str, new: object, words: str
) -> None:
    value = changed(read(base_message(name), name), path, new)
    with pytest.raises(UnwritableMessage) as refused:
        write(value)
    text = str(refused.value)
    assert text.startswith(f"Dit {name} kan niet worden geschreven: ")
    assert text.endswith(".")
    assert words in text
    assert "Zwanen" not in text
    assert "99990013" not in text
    assert refused.value.definition == by_name(name)
    assert refused.value.findings


@pytest.mark.parametrize("digits", [10, 24, 25, 4000])
def test_a_number_of_any_length_is_refused_in_words(digits: int) -> None:
    path = "client.toegewezen_producten.0.toewijzing_nummer"
    value = changed(read(base_message("WMO301"), "WMO301"), path, 10**digits)
    with pytest.raises(UnwritableMessage, match="ToewijzingNummer"):
        write(value)
