# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Envelopes that are wrong, or out to harm: refused in Dutch, without repeating what they say."""

import base64
import re
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from noaber.postbus.envelop.names import RECEIVED_MAX_BYTES
from noaber.postbus.envelop.read import UnreadableEnvelop, read_envelop
from noaber.postbus.envelop.write import render_envelop, write_envelop
from tests.postbus.builders import di01, du01, fo01, number

HEEN = write_envelop(di01())
ANSWER = write_envelop(du01())
FAULT = render_envelop(fo01())
PACKED = base64.b64encode(di01().payload)
BESTAND = b"<GGK:xmlBestand>" + PACKED + b"</GGK:xmlBestand>"
REF = number("bericht", "WMO301").encode()
CROSS = number("heen").encode()
HEAD = b'<?xml version="1.0" encoding="UTF-8"?>\r\n'

LAUGHS = b"".join(
    b'<!ENTITY a%d "%s">' % (level, b"&a%d;" % (level - 1) * 10) for level in range(1, 10)
)
DOCTYPES = {
    "empty": b"<!DOCTYPE x>",
    "billion laughs": b'<!DOCTYPE x [<!ENTITY a0 "ha">' + LAUGHS + b"]>",
    "a file": b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>',
    "the network": b'<!DOCTYPE x SYSTEM "http://example.invalid/x.dtd">',
}


def after_head(new: bytes, data: bytes = HEEN) -> bytes:
    assert data.startswith(HEAD)
    return HEAD + new + data[len(HEAD) :]


def swap(old: bytes, new: bytes, data: bytes = HEEN) -> bytes:
    assert data.count(old) >= 1
    return data.replace(old, new, 1)


HOSTILE = {
    **{f"DOCTYPE: {name}": after_head(text) for name, text in DOCTYPES.items()},
    "DOCTYPE after a comment": after_head(b"<!-- x --><!DOCTYPE x>"),
    "DOCTYPE with an entity in use": swap(b">WMO301<", b">&f;<", after_head(DOCTYPES["a file"])),
    "unknown entity": swap(b">WMO301<", b">&f;<"),
    "UTF-16": HEEN.decode().replace("UTF-8", "UTF-16").encode("utf-16"),
    "another encoding": swap(b"UTF-8", b"ISO-8859-1"),
    "no UTF-8": swap(b">Zaaksysteem<", b">Zaaksyst\xe9\xe9m<"),
    "a control character": swap(b">Zaaksysteem<", b">Zaak\x01systeem<"),
    "a vertical tab in the base64": swap(PACKED, PACKED[:40] + b"\x0b" + PACKED[40:]),
    "empty file": b"",
    "no XML": b"hallo",
    "gzip": b"\x1f\x8b\x08",
    "cut off": HEEN[:-40],
    "cut off in the base64": HEEN[: HEEN.index(PACKED) + 50],
    "something behind it": HEEN + b"<x/>",
    "too deep": HEEN.replace(b">WMO301<", b">" + b"<a>" * 5000 + b"</a>" * 5000 + b"<"),
    "another root": b"<x/>",
    "another koppelvlak": HEEN.replace(b"/ggk0210", b"/ggk0310"),
    "another StUF": FAULT.replace(b"StUF0301", b"StUF0204"),
    "a receipt": FAULT.replace(b"Fo01Bericht", b"Bv03Bericht"),
    "a fault between nodes": FAULT.replace(b"Fo01Bericht", b"Fo03Bericht"),
    "soap around it": b'<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"/>',
    "UUID version 1": swap(REF, b"9c0f7b90-5c69-11e5-a837-0800200c9a66"),
    "UUID in upper case": swap(REF, REF.upper()),
    "UUID of another variant": swap(REF, b"9c0f7b90-5c69-41e5-c837-0800200c9a66"),
    "UUID in braces": swap(REF, b"{" + REF + b"}"),
    "UUID that is none": swap(REF, b"1234"),
    "cross UUID version 1": swap(CROSS, b"9c0f7b90-5c69-11e5-a837-0800200c9a66", ANSWER),
    "cross UUID in upper case": swap(CROSS, CROSS.upper(), ANSWER),
    "answer without crossRefnummer": re.sub(
        rb"<StUF:crossRef.*?/StUF:crossRefnummer>", b"", ANSWER
    ),
    "fault without crossRefnummer": re.sub(rb"<StUF:crossRef.*?/StUF:crossRefnummer>", b"", FAULT),
    "heenbericht with crossRefnummer": swap(
        b"<StUF:functie>",
        b"<StUF:crossRefnummer>" + CROSS + b"</StUF:crossRefnummer><StUF:functie>",
    ),
    "two payloads": swap(BESTAND, BESTAND + BESTAND),
    "two payloads of which one empty": swap(BESTAND, BESTAND + b"<GGK:xmlBestand/>"),
    "no payload": swap(BESTAND, b""),
    "an empty payload": swap(PACKED, b""),
    "a blank payload": swap(PACKED, b" \r\n "),
    "a payload elsewhere": swap(
        b"<StUF:functie>WMO301</StUF:functie>", BESTAND, swap(BESTAND, b"", HEEN)
    ),
    "a payload in a comment, and another text": swap(
        BESTAND, b"<!--" + BESTAND + b"--><GGK:xmlBestand><![CDATA[uitgenomen0]]></GGK:xmlBestand>"
    ),
    "an element in the payload": swap(PACKED, b"<a/>" + PACKED),
    "a text file": swap(BESTAND, b'<GGK:tekstBestand bestandsnaam="a.csv">YQ==</GGK:tekstBestand>'),
    "both kinds of file": swap(
        BESTAND, BESTAND + b'<GGK:tekstBestand bestandsnaam="a.csv">YQ==</GGK:tekstBestand>'
    ),
    "base64 for the web": swap(PACKED, b"YW_-"),
    "base64 cut off": swap(PACKED, PACKED.rstrip(b"=")[:-1]),
    "base64 with padding inside": swap(PACKED, b"YQ==YQ=="),
    "base64 with too much padding": swap(PACKED, b"YWJj="),
    "base64 with loose bits": swap(PACKED, b"YR=="),
    "base64 of one sign": swap(PACKED, b"Y"),
    "wrong berichtcode": swap(b">Di01<", b">Du01<"),
    "wrong order": swap(
        b"<StUF:zender>",
        b"<StUF:functie>WMO301</StUF:functie><StUF:zender>",
        swap(b"<StUF:functie>WMO301</StUF:functie>", b""),
    ),
    "an unknown element": swap(b"<StUF:functie>", b"<StUF:x/><StUF:functie>"),
    "loose text": swap(b"<GGK:parameters>", b"x<GGK:parameters>"),
    "element in the wrong namespace": HEEN.replace(b"StUF:functie>", b"GGK:functie>"),
    "a date without time": swap(b">20260402093000<", b">20260402<"),
    "a date that does not exist": swap(b">20260402093000<", b">20260230093000<"),
    "hour 25": swap(b">20260402093000<", b">20260402253000<"),
    "a moment with a zone": swap(b">20260402093000<", b">2026-04-02T09:30:00<"),
    "a version of three digits": swap(b">0003<", b">003<"),
    "a version of letters": swap(b">0003<", b">vier<"),
    "an applicatie of two letters": swap(b">Zaaksysteem<", b">ab<"),
    "no organisatie": swap(b">1969<", b"><"),
    "an organisatie of 201 letters": swap(b">1969<", b">" + b"x" * 201 + b"<"),
    "plek elsewhere": swap(b">client<", b">onderweg<", FAULT),
    "a fault code of 8 letters": swap(b">IB010<", b">IB010010<", FAULT),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_envelop_is_refused_in_dutch(name: str) -> None:
    with pytest.raises(UnreadableEnvelop) as caught:
        read_envelop(HOSTILE[name])
    text = str(caught.value)
    assert text.endswith(".")
    assert text[0].isupper()
    read = (REF.decode(), CROSS.decode(), "1969", "99010014", "Zaaksysteem", "WMO301", "20260402")
    assert not [word for word in read if word in text], "it repeats what it read"


@pytest.mark.parametrize("name", ["too deep", "DOCTYPE: billion laughs"])
def test_a_bomb_costs_no_time(name: str) -> None:
    begin = time.process_time()
    with pytest.raises(UnreadableEnvelop):
        read_envelop(HOSTILE[name])
    assert time.process_time() - begin < 5


def test_what_is_too_large_is_not_parsed_at_all() -> None:
    with pytest.raises(UnreadableEnvelop, match="meer dan 160 MB wordt niet gelezen"):
        read_envelop(b"<" * (RECEIVED_MAX_BYTES + 1))


def test_an_attribute_or_comment_that_looks_like_a_payload_is_not_one() -> None:
    """The real payload is read, or nothing: never the other one."""
    other = base64.b64encode(b"<Bericht/>")
    comment = b"<!--<GGK:xmlBestand>" + other + b"</GGK:xmlBestand>-->"
    assert read_envelop(swap(b"<GGK:bericht>", b"<GGK:bericht>" + comment)) == di01()
    cdata = b"<![CDATA[<xmlBestand>" + other + b"</xmlBestand>]]>"
    found = read_envelop(swap(b">Zaaksysteem<", b">" + cdata + b"<"))
    assert found.payload == di01().payload  # type: ignore[union-attr]


def test_the_detailsxml_of_a_fault_may_hold_anything_and_is_not_kept() -> None:
    """It repeats a message, with the person in it."""
    details = (
        b"<StUF:detailsXML>" + HEEN[len(HEAD) :] + b"<a><b>x</b></a></StUF:detailsXML></StUF:body>"
    )
    assert read_envelop(swap(b"</StUF:body>", details, FAULT)) == fo01()


@given(st.binary(max_size=300) | st.binary(max_size=300).map(lambda tail: HEAD + tail))
@example(b"\xef\xbb\xbf")
@example(b"<")
def test_random_bytes_are_refused_by_name(data: bytes) -> None:
    with pytest.raises(UnreadableEnvelop):
        read_envelop(data)


@given(st.integers(0, len(HEEN) - 1), st.binary(max_size=3), st.integers(0, 3))
def test_a_damaged_envelop_is_read_or_refused_by_name(at: int, new: bytes, gone: int) -> None:
    try:
        read_envelop(HEEN[:at] + new + HEEN[at + gone :])
    except UnreadableEnvelop as problem:
        assert str(problem).endswith(".")  # noqa: PT017
