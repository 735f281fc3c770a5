# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What is written is read back as the same value, and one value is always the same bytes."""

import base64
import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noaber.postbus.envelop.names import SENT_MAX_BYTES
from noaber.postbus.envelop.read import read_envelop
from noaber.postbus.envelop.write import UnwritableEnvelop, render_envelop, write_envelop
from noaber.postbus.types import (
    AMSTERDAM,
    Envelop,
    InvalidEnvelopField,
    InvalidReferentienummer,
    Referentienummer,
    to_tijdstip,
)
from tests.postbus.builders import di01, du01, envelopes, fo01, number

GOLDEN = """<?xml version="1.0" encoding="UTF-8"?>
<GGK:envelopRetourbericht-ggk_Du01 xmlns:GGK="http://www.stufstandaarden.nl/koppelvlak/ggk0210" \
xmlns:StUF="http://www.egem.nl/StUF/StUF0301">
	<GGK:stuurgegevens>
		<StUF:berichtcode>Du01</StUF:berichtcode>
		<StUF:zender>
			<StUF:organisatie>99010014</StUF:organisatie>
			<StUF:applicatie>Zaaksysteem</StUF:applicatie>
		</StUF:zender>
		<StUF:ontvanger>
			<StUF:organisatie>1969</StUF:organisatie>
			<StUF:applicatie>GGk</StUF:applicatie>
		</StUF:ontvanger>
		<StUF:referentienummer>REF</StUF:referentienummer>
		<StUF:tijdstipBericht>20260402093000</StUF:tijdstipBericht>
		<StUF:crossRefnummer>CROSS</StUF:crossRefnummer>
		<StUF:functie>WMO302</StUF:functie>
	</GGK:stuurgegevens>
	<GGK:parameters>
		<GGK:applicatieVersie>0001</GGK:applicatieVersie>
		<GGK:applicatieSubversie>0000</GGK:applicatieSubversie>
		<GGK:functieVersie>0003</GGK:functieVersie>
		<GGK:functieSubversie>0002</GGK:functieSubversie>
		<GGK:bericht>
			<GGK:xmlBestand>aGFsbG8=</GGK:xmlBestand>
		</GGK:bericht>
	</GGK:parameters>
</GGK:envelopRetourbericht-ggk_Du01>
"""


@given(envelopes)
def test_what_is_written_is_read_back_as_the_same_value(envelop: Envelop) -> None:
    data = write_envelop(envelop)
    assert read_envelop(data) == envelop
    assert write_envelop(read_envelop(data)) == data


@pytest.mark.regel("OP192")
@given(envelopes)
def test_what_is_written_has_no_bom_and_ends_its_lines_in_crlf(envelop: Envelop) -> None:
    data = write_envelop(envelop)
    assert data.startswith(b"<?xml")
    assert data.endswith(b">\r\n")
    assert data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r")


def test_the_bytes_of_an_answer_are_these() -> None:
    envelop = du01(
        payload=b"hallo",
        zender=du01().zender,
        ontvanger=du01().ontvanger,
    )
    expected = GOLDEN.replace("REF", envelop.referentienummer)
    expected = expected.replace("CROSS", envelop.cross_refnummer)
    assert write_envelop(envelop).decode() == expected.replace("\n", "\r\n")


@given(st.binary(min_size=1, max_size=5000))
def test_the_payload_comes_through_byte_for_byte(payload: bytes) -> None:
    envelop = read_envelop(write_envelop(di01(payload=payload)))
    assert envelop.payload == payload


@pytest.mark.parametrize(
    "spell",
    [
        pytest.param(lambda d: d.replace(b"GGK:", b"a:").replace(b":GGK=", b":a="), id="prefix"),
        pytest.param(
            lambda d: d.replace(b"GGK:", b"").replace(b"xmlns:GGK=", b"xmlns="), id="no prefix"
        ),
        pytest.param(lambda d: b"\xef\xbb\xbf" + d, id="BOM"),
        pytest.param(lambda d: d.replace(b"\r\n", b"\n"), id="LF"),
        pytest.param(lambda d: re.sub(rb">\s+<", b"><", d), id="one line"),
        pytest.param(
            lambda d: re.sub(rb">([^<>\s]+)</", rb">\r\n\t \1 \r\n</", d), id="blanks around values"
        ),
        pytest.param(
            lambda d: d.replace(b"<StUF:zender>", b"<!-- x --><StUF:zender>"), id="comment"
        ),
        pytest.param(lambda d: d.split(b"\r\n", 1)[1], id="no declaration"),
        pytest.param(lambda d: d.replace(b'"', b"'"), id="single quotes"),
        pytest.param(lambda d: d.replace(b"xmlBestand>", b"xmlBestand >"), id="blank in a tag"),
        pytest.param(
            lambda d: d.replace(b"</StUF:zender>", b"<StUF:administratie/></StUF:zender>"),
            id="empty optional element",
        ),
    ],
)
def test_a_spelling_without_meaning_makes_no_difference(spell) -> None:
    envelop = di01()
    data = spell(write_envelop(envelop))
    assert data != write_envelop(envelop)
    assert read_envelop(data) == envelop


@pytest.mark.parametrize("between", [b"\r\n", b"\n", b" ", b"&#13;\n", b"&#xD;&#10;", b"\t"])
def test_base64_in_lines_is_read(between: bytes) -> None:
    envelop = di01()
    packed = base64.b64encode(envelop.payload)
    wrapped = between.join(packed[i : i + 76] for i in range(0, len(packed), 76))
    assert read_envelop(write_envelop(envelop).replace(packed, wrapped)) == envelop


@pytest.mark.parametrize("wrap", [b"<![CDATA[%s]]>", b"<!-- c -->%s", b"%s<?pi?>"])
def test_base64_that_is_spelled_oddly_is_read_the_slow_way(wrap: bytes) -> None:
    envelop = di01()
    packed = base64.b64encode(envelop.payload)
    assert read_envelop(write_envelop(envelop).replace(packed, wrap % packed)) == envelop


@pytest.mark.regel("OP179")
def test_a_payload_of_30_mb_is_read_and_not_written() -> None:
    """OP179: a sender keeps to 25 MB, a receiver processes what it can."""
    large = di01(payload=bytes(range(256)) * (30_000_000 // 256))
    with pytest.raises(UnwritableEnvelop, match="verdeel het bericht"):
        write_envelop(large)
    assert read_envelop(render_envelop(large)) == large


def test_the_whole_envelop_counts_for_the_limit_and_not_the_payload_alone() -> None:
    fits = di01(payload=b"x" * (SENT_MAX_BYTES // 4 * 3 - 3000))
    assert len(write_envelop(fits)) <= SENT_MAX_BYTES
    with pytest.raises(UnwritableEnvelop):
        write_envelop(di01(payload=b"x" * (SENT_MAX_BYTES // 4 * 3)))


@pytest.mark.parametrize("code", ["IB010", "StUF001", "IB103"])
def test_only_a_stuf055_is_ours_to_send(code: str) -> None:
    with pytest.raises(UnwritableEnvelop, match="alleen foutberichten met code StUF055"):
        write_envelop(fo01(code=code))
    assert read_envelop(render_envelop(fo01(code=code))) == fo01(code=code)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("20260402093000", datetime(2026, 4, 2, 9, 30, tzinfo=AMSTERDAM)),
        ("20260402093000123", datetime(2026, 4, 2, 9, 30, tzinfo=AMSTERDAM)),
        ("20260329023000", datetime(2026, 3, 29, 2, 30, tzinfo=AMSTERDAM)),
        ("00010101000000", datetime(1, 1, 1, tzinfo=AMSTERDAM)),
    ],
    ids=["seconds", "fractions are left out", "an hour that does not exist", "year one"],
)
def test_a_tijdstip_is_dutch_local_time(text: str, moment: datetime) -> None:
    data = write_envelop(di01()).replace(b"20260402093000", text.encode())
    envelop = read_envelop(data)
    assert envelop.tijdstip == moment
    assert envelop.tijdstip.tzinfo is AMSTERDAM
    assert text[:14].encode() in write_envelop(envelop)


def test_a_moment_of_another_zone_becomes_dutch_local_time() -> None:
    assert to_tijdstip(datetime(2026, 7, 1, 22, 0, 1, 5, UTC)) == datetime(
        2026, 7, 2, 0, 0, 1, tzinfo=AMSTERDAM
    )
    with pytest.raises(TypeError):
        to_tijdstip(datetime(2026, 7, 1))  # noqa: DTZ001
    with pytest.raises(TypeError):
        di01(tijdstip=datetime(2026, 7, 1, tzinfo=UTC))


@given(st.lists(st.text(), max_size=4), st.lists(st.text(), max_size=4))
def test_a_derived_number_is_a_version_4_uuid_and_follows_from_its_parts(
    one: list[str], other: list[str]
) -> None:
    first, second = Referentienummer.derived(*one), Referentienummer.derived(*other)
    assert Referentienummer(first) == first
    assert (first == second) is (one == other)


@pytest.mark.parametrize(
    "field",
    [
        {"functie": ""},
        {"functie": "x" * 31},
        {"functie": " WMO301"},
        {"functie": "WMO\n301"},
        {"functie": "WMO\ufffe301"},
        {"payload": b""},
    ],
    ids=["empty", "long", "blank", "line", "not XML", "no payload"],
)
def test_a_field_that_no_envelop_can_hold_is_refused_when_it_is_made(field) -> None:
    with pytest.raises(InvalidEnvelopField) as caught:
        di01(**field)
    assert str(caught.value).startswith("Het veld ")
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize("text", ["", number("x").upper(), "1" + number("x"), number("x") + "\n"])
def test_a_number_that_is_no_uuid_of_version_4_in_lower_case_is_refused(text: str) -> None:
    with pytest.raises(InvalidReferentienummer):
        di01(referentienummer=text)
    with pytest.raises(InvalidReferentienummer):
        du01(cross_refnummer=text)


def test_a_repr_shows_no_content() -> None:
    shown = repr(di01()) + repr(du01()) + repr(fo01(omschrijving="geheim", details="geheim"))
    assert "Bericht>" not in shown
    assert "geheim" not in shown
