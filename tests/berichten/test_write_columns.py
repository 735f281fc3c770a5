# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""A 323 or 325 written from columns has the bytes of one written from values."""

from dataclasses import replace

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from noaber.berichten.answers import NO_REMARK, Codes, Envelope, answer
from noaber.berichten.declaratie_antwoord import LineCodes, write_antwoord
from noaber.berichten.definitions.messages import Bericht323, Bericht325
from noaber.berichten.examples import base_message
from noaber.berichten.judge import Verdict, judge_bytes
from noaber.berichten.xml.columns import Columns
from noaber.berichten.xml.write import UnwritableMessage, write
from noaber.berichten.xml.write_columns import write_columns

ENVELOPE = Envelope("ANTWOORD0001", __import__("datetime").date(2026, 4, 2))


def columns_of(name: str) -> Columns:
    found = judge_bytes(base_message(name)).columns
    assert found is not None
    return found


@pytest.mark.parametrize("name", ["WMO323", "JW323", "WMO325", "JW325"])
def test_what_was_read_is_written_back(name: str) -> None:
    columns = columns_of(name)
    kind = Bericht323 if name.endswith("323") else Bericht325
    field = "declaratie" if kind is Bericht323 else "declaratie_antwoord"
    value = kind(wet=columns.wet, header=columns.header, **{field: columns.body})
    written = judge_bytes(write_columns(value, columns.lines)).columns
    assert written is not None
    assert written.lines.equals(columns.lines)
    assert (written.header, written.body) == (columns.header, columns.body)


@pytest.fixture(scope="module")
def verdict() -> Verdict:
    return judge_bytes(base_message("WMO323"))


CODES = st.sampled_from([(), (), ("9321",), ("0611", "9346")])


@given(data=st.data())
def test_an_answer_in_columns_has_the_bytes_of_an_answer_in_values(
    verdict: Verdict, data: st.DataObject
) -> None:
    columns = verdict.columns
    assert columns is not None
    lines = columns.lines
    of_lines = [data.draw(CODES) for _ in range(lines.height)]
    refused = {
        client: ("8187",)
        for client in lines["client"].unique().sort()
        if data.draw(st.booleans()) and data.draw(st.booleans())
    }
    of_lines = [
        () if client in refused else codes
        for client, codes in zip(lines["client"], of_lines, strict=True)
    ]
    classes = {f"Declaratie/Clienten/Client[{n}]": codes for n, codes in refused.items()}
    for client, prestatie, codes in zip(lines["client"], lines["prestatie"], of_lines, strict=True):
        if codes:
            place = f"Declaratie/Clienten/Client[{client}]/Prestaties/Prestatie[{prestatie}]"
            classes[place] = codes
    in_columns = LineCodes(
        pl.Series([list(codes) for codes in of_lines], dtype=pl.List(pl.String)), refused
    )
    in_values = answer(verdict, ENVELOPE, Codes(classes=classes))
    assert write_antwoord(columns, ENVELOPE, in_columns) == write(in_values)


@pytest.mark.parametrize("codes", [Codes(header="9056"), Codes(classes={"Declaratie": ("9333",)})])
def test_a_declaratie_that_is_rejected_as_a_whole(verdict: Verdict, codes: Codes) -> None:
    assert verdict.columns is not None
    assert write_antwoord(verdict.columns, ENVELOPE, codes) == write(
        answer(verdict, ENVELOPE, codes)
    )


@given(referentie=st.text(st.sampled_from("<>&\"'ë\\,\x7f A"), min_size=1, max_size=20))
def test_every_text_is_escaped_as_in_values(verdict: Verdict, referentie: str) -> None:
    columns = verdict.columns
    assert columns is not None
    one = columns.lines.head(1).with_columns(pl.lit(referentie).alias("referentie_nummer"))
    changed = replace(columns, lines=one)
    codes = LineCodes(pl.Series([["9321"]], dtype=pl.List(pl.String)))
    place = "Declaratie/Clienten/Client[1]/Prestaties/Prestatie[1]"
    in_values = answer(
        replace(verdict, columns=changed), ENVELOPE, Codes(classes={place: ("9321",)})
    )
    try:
        expected: bytes | None = write(in_values)
    except UnwritableMessage:
        expected = None
    try:
        written: bytes | None = write_antwoord(changed, ENVELOPE, codes)
    except UnwritableMessage:
        written = None
    assert written == expected


def test_a_code_that_does_not_exist_is_not_written(verdict: Verdict) -> None:
    assert verdict.columns is not None
    lines = verdict.columns.lines
    codes = LineCodes(pl.Series([["XXXX"]] * lines.height, dtype=pl.List(pl.String)))
    with pytest.raises(UnwritableMessage):
        write_antwoord(verdict.columns, ENVELOPE, codes)
    assert NO_REMARK == "0200"
