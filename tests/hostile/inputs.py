# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Files that are no good, or mean no good. Each holds a BSN and a name that must not come back."""

from __future__ import annotations

import gzip
import random
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO

from noaber.berichten.examples import base_message
from noaber.berichten.judge import Outcome

BSN = "999900134"
NAME = "Zwanenburg"
SECRETS = (BSN, NAME)
MARK = b"@@MANY@@"

UNKNOWN, REFUSED, VALID = Outcome.UNKNOWN, Outcome.REJECTED_SCHEMA, Outcome.VALID
XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'


@dataclass(frozen=True, slots=True)
class Hostile:
    """One input with the only right outcome; None where more than one is right."""

    around: bytes
    outcome: Outcome | None
    words: str = ""
    """Part of the finding, where the cause is so clear that the finding must name it."""
    repeated: bytes = b""
    """What takes the place of the mark, many times; large inputs are made when they are needed."""
    times: int = 0

    @property
    def data(self) -> bytes:
        """The input."""
        if not self.times:
            return self.around
        before, after = self.around.split(MARK)
        return before + self.repeated * self.times + after


def start_message() -> bytes:
    """A valid 305 about somebody called Zwanenburg."""
    data = base_message("WMO305")
    begin = data.index(b"Achternaam>") + len(b"Achternaam>")
    end = data.index(b"<", begin)
    data = data[:begin] + NAME.encode() + data[end:]
    begin = data.index(b"Bsn>") + len(b"Bsn>")
    return data[:begin] + BSN.encode() + data[begin + 9 :]


def declaration() -> bytes:
    """A valid 323 about the same BSN, with the name as a reference."""
    data = base_message("WMO323")
    assert BSN.encode() in data
    begin = data.index(b"ReferentieNummer>") + len(b"ReferentieNummer>")
    end = data.index(b"<", begin)
    return data[:begin] + NAME.encode() + data[end:]


@cache
def hostile_inputs() -> dict[str, Hostile]:
    """All of them, by what is wrong with them."""
    return dict(
        [
            *_not_xml(),
            *_other_encodings(),
            *_other_documents(),
            *_with_entities(),
            *(
                (f"{label} in a {name}", hostile)
                for name, data in (("305", start_message()), ("323", declaration()))
                for label, hostile in (*_inside(data), *_misspelled(data), *_odd_values(data))
            ),
        ]
    )


def _zipped(data: bytes) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(f"{NAME}.xml", data)
    return stream.getvalue()


def _not_xml() -> Iterator[tuple[str, Hostile]]:
    good = start_message()
    yield "nothing", Hostile(b"", UNKNOWN, "leeg")
    yield "only white space", Hostile(b" \r\n\t" * 300, UNKNOWN)
    yield "much white space", Hostile(b" \r\n" * 400_000, UNKNOWN)
    yield "only a byte order mark", Hostile(b"\xef\xbb\xbf", UNKNOWN)
    yield "only a declaration", Hostile(b'<?xml version="1.0"?>', UNKNOWN)
    yield "gzip", Hostile(gzip.compress(good, mtime=0), UNKNOWN, "gzip")
    yield "zip", Hostile(_zipped(good), UNKNOWN, "zip")
    yield "an empty zip", Hostile(b"PK\x05\x06" + bytes(18), UNKNOWN)
    yield "PDF", Hostile(b"%PDF-1.7\n" + good, UNKNOWN, "pdf")
    yield "a program", Hostile(b"MZ\x90\x00" + good, UNKNOWN)
    yield "random bytes", Hostile(random.Random(323).randbytes(100_000), UNKNOWN)
    yield "NUL bytes", Hostile(bytes(100_000), UNKNOWN)
    yield "text", Hostile(f"{NAME};{BSN};2026-04-01\r\n".encode() * 100, UNKNOWN)
    yield "JSON", Hostile(f'{{"bsn": "{BSN}", "naam": "{NAME}"}}'.encode(), UNKNOWN)
    yield "text before the root", Hostile(f"{NAME} {BSN}".encode() + good, UNKNOWN)
    yield "an unfinished root", Hostile(f"<{NAME} bsn='{BSN}'".encode(), UNKNOWN)
    yield "only less than", Hostile(b"<", UNKNOWN)
    yield "less than, many times", Hostile(b"<" * 300_000, UNKNOWN)
    yield (
        "a root with many attributes",
        Hostile(
            b"<a" + b"".join(b' a%d="%s"' % (n, BSN.encode()) for n in range(20_000)) + b"/>",
            UNKNOWN,
        ),
    )
    yield "a root with many spaces", Hostile(b"<a" + b" " * 200_000 + b"!", UNKNOWN)
    yield "comments without end", Hostile(b"<!--" * 60_000, UNKNOWN)
    yield "instructions without end", Hostile(b"<?a " * 60_000, UNKNOWN)
    yield (
        "a huge comment before the root",
        Hostile(
            b"<!--" + f" {NAME} {BSN} ".encode() * 60_000 + b"-->" + good.partition(b"?>")[2],
            UNKNOWN,
        ),
    )


def _other_encodings() -> Iterator[tuple[str, Hostile]]:
    good = start_message().decode()
    declared = {
        encoding: good.replace('encoding="UTF-8"', f'encoding="{encoding}"')
        for encoding in ("UTF-16", "ISO-8859-1", "windows-1252", "UTF-32", "utf-7", "x-onbekend")
    }
    mark_le, mark_be = b"\xff\xfe", b"\xfe\xff"
    for text, how in ((declared["UTF-16"], "declared"), (good.partition("?>")[2], "not declared")):
        little, big = (text.strip().encode(f"utf-16-{order}") for order in ("le", "be"))
        for label, data in (
            ("UTF-16 LE with mark", mark_le + little),
            ("UTF-16 BE with mark", mark_be + big),
            ("UTF-16 LE without mark", little),
            ("UTF-16 BE without mark", big),
        ):
            yield f"{label}, {how}", Hostile(data, UNKNOWN, "UTF-16")
    yield "UTF-32 with mark", Hostile(good.encode("utf-32"), UNKNOWN)
    yield "UTF-32 without mark", Hostile(good.encode("utf-32-le"), UNKNOWN)
    for encoding in ("ISO-8859-1", "windows-1252"):
        text = declared[encoding].replace(NAME, "Zwanenbürg")
        yield f"{encoding}, declared", Hostile(text.encode(encoding), UNKNOWN, encoding)
    yield "UTF-16 declared, UTF-8 written", Hostile(declared["UTF-16"].encode(), UNKNOWN, "UTF-16")
    yield "UTF-7 declared", Hostile(declared["utf-7"].encode("utf-7"), UNKNOWN)
    yield "an unknown encoding", Hostile(declared["x-onbekend"].encode(), UNKNOWN)
    latin = good.replace(NAME, f"{NAME} Zwanenbürg").encode("iso-8859-1")
    yield "ISO-8859-1, not declared", Hostile(latin, REFUSED, "UTF-8")
    yield "EBCDIC", Hostile(good.encode("cp500"), UNKNOWN)
    ascii_only = good.replace("UTF-8", "US-ASCII").replace(NAME, f"{NAME}é")
    yield "ASCII declared, more written", Hostile(ascii_only.encode(), UNKNOWN)


def _other_documents() -> Iterator[tuple[str, Hostile]]:
    good = start_message().decode()
    yield (
        "HTML",
        Hostile(f"<!DOCTYPE html><html><body>{NAME} {BSN}</body></html>".encode(), UNKNOWN),
    )
    yield "HTML without DOCTYPE", Hostile(f"<html><p>{NAME} {BSN}<br></html>".encode(), UNKNOWN)
    yield (
        "SVG",
        Hostile(
            f'<svg xmlns="http://www.w3.org/2000/svg"><text>{NAME}</text></svg>'.encode(), UNKNOWN
        ),
    )
    for old, new, words in (
        ("/3_2/", "/3_1/", "3.1"),
        ("/3_2/", "/3_3/", "3.3"),
        ("/3_2/", "/2_0/", "2.0"),
    ):
        yield f"release {words}", Hostile(good.replace(old, new).encode(), UNKNOWN, words)
    ieb = good.replace("wmo305", "wmo401").replace("/iwmo/", "/ieb/")
    yield "a WMO401 of iEb", Hostile(ieb.encode(), UNKNOWN, "WMO401")
    yield (
        "a message that does not exist",
        Hostile(good.replace("wmo305", "wmo399").encode(), UNKNOWN),
    )
    yield "another root", Hostile(good.replace(":Bericht", ":Brief").encode(), UNKNOWN)
    yield (
        "a root without namespace",
        Hostile(f"<Bericht><Bsn>{BSN}</Bsn></Bericht>".encode(), UNKNOWN),
    )
    yield (
        "the root of one law in the other",
        Hostile(good.replace("/iwmo/", "/ijw/").encode(), UNKNOWN),
    )
    yield (
        "a 305 that says it is a 307",
        Hostile(good.replace("wmo305/schema", "wmo307/schema").encode(), REFUSED),
    )
    yield (
        "a 305 that says it is a 323",
        Hostile(good.replace("wmo305/schema", "wmo323/schema").encode(), REFUSED),
    )


def _with_entities() -> Iterator[tuple[str, Hostile]]:
    good = start_message().decode()
    _, declaration_end, body = good.partition("?>")
    assert declaration_end

    def with_doctype(inside: str, use: str, root: str = "wmo305:Bericht") -> Hostile:
        text = body.replace(f">{NAME}<", f">{use}<")
        assert text != body
        return Hostile(
            f'<?xml version="1.0"?><!DOCTYPE {root} {inside}>{text}'.encode(), UNKNOWN, "DOCTYPE"
        )

    laughs = "".join(f'<!ENTITY lol{n} "{f"&lol{n - 1};" * 10}">' for n in range(1, 10))
    yield "billion laughs", with_doctype(f'[<!ENTITY lol0 "{NAME}">{laughs}]', "&lol9;")
    yield "quadratic blowup", with_doctype(f'[<!ENTITY a "{"x" * 100_000}">]', "&a;" * 20_000)
    yield "an entity that names itself", with_doctype('[<!ENTITY a "&b;"><!ENTITY b "&a;">]', "&a;")
    for label, address in (
        ("a file", "file:///etc/passwd"),
        ("a web address", "http://127.0.0.1:9/geheim"),
        ("a device", "file:///dev/zero"),
    ):
        yield (
            f"an external entity from {label}",
            with_doctype(f'[<!ENTITY a SYSTEM "{address}">]', "&a;"),
        )
        yield (
            f"a parameter entity from {label}",
            with_doctype(f'[<!ENTITY % a SYSTEM "{address}"> %a;]', "x"),
        )
        yield f"an external DTD from {label}", with_doctype(f'SYSTEM "{address}"', "x")
    yield "a DOCTYPE without entities", with_doctype("", "x")
    yield "default attributes", with_doctype(f'[<!ATTLIST wmo305:Bericht a CDATA "{BSN}">]', "x")
    for before in ("\r\n", "<!-- x -->", "<?x y?>", "<!-- > -->\n<?x >?> "):
        inside = with_doctype("", "x").data.replace(
            b"?><!DOCTYPE", f"?>{before}<!DOCTYPE".encode(), 1
        )
        yield f"a DOCTYPE after {before!a}", Hostile(inside, UNKNOWN, "DOCTYPE")
    yield "a DOCTYPE in lower case", Hostile(f"<!doctype html>{body}".encode(), UNKNOWN)
    yield (
        "a DOCTYPE beyond the first part of the file",
        Hostile(
            with_doctype("", "x").data.replace(
                b"?><!DOCTYPE", b"?><!--" + b" " * 300_000 + b"--><!DOCTYPE", 1
            ),
            UNKNOWN,
        ),
    )
    for name, data in (("305", start_message()), ("323", declaration())):
        prefix = f"wmo{name}"
        attribute = f'{XSI} xsi:schemaLocation="urn:x http://127.0.0.1:9/x.xsd"'.encode()
        at = f"<{prefix}:Bericht ".encode()
        yield (
            f"a schema location in a {name}",
            Hostile(data.replace(at, at + attribute + b" ", 1), VALID),
        )
        stylesheet = b'<?xml-stylesheet href="http://127.0.0.1:9/x.xsl" type="text/xsl"?>'
        yield (
            f"a stylesheet in a {name}",
            Hostile(data.replace(b"?>", b"?>" + stylesheet, 1), VALID),
        )
        yield (
            f"XInclude in a {name}",
            Hostile(
                data.replace(
                    f"<{prefix}:Header>".encode(),
                    b'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" '
                    b'href="file:///etc/passwd" parse="text"/>' + f"<{prefix}:Header>".encode(),
                ),
                REFUSED,
            ),
        )


def _inside(good: bytes) -> Iterator[tuple[str, Hostile]]:
    """The same wrongs in a message for the tree and in one for the columns."""
    middle = good.index(b">", len(good) * 2 // 3) + 1
    secret = BSN.encode()

    def put(inserted: bytes, words: str = "") -> Hostile:
        return Hostile(good[:middle] + inserted + good[middle:], REFUSED, words)

    def put_many(inserted: bytes, repeated: bytes, times: int) -> Hostile:
        return replace(put(inserted), repeated=repeated, times=times)

    yield "10,000 nested elements", put(b"<a>" * 10_000 + b"</a>" * 10_000, "diep")
    yield "10,000 unclosed elements", put(b"<a>" * 10_000)
    yield "300 nested elements", put(b"<a>" * 300 + b"</a>" * 300, "diep")
    yield "an attribute of 1 MB", put(b"<a b='" + secret * 110_000 + b"'/>")
    yield "an attribute of 11 MB", put_many(b"<a b='" + MARK + b"'/>", secret, 1_300_000)
    yield (
        "100,000 attributes",
        put(b"<a " + b" ".join(b'a%d=""' % number for number in range(100_000)) + b"/>"),
    )
    yield "20 MB of text in one element", put_many(b"<a>" + MARK + b"</a>", secret, 2_300_000)
    yield "20 MB of text", put_many(MARK, NAME.encode(), 2_000_000)
    yield "a name of 1 MB", put(b"<" + b"a" * 1_000_000 + b"/>")
    yield (
        "20,000 namespaces",
        put(b"<a " + b" ".join(b'xmlns:a%d="urn:%d"' % (n, n) for n in range(20_000)) + b"/>"),
    )
    yield (
        "a comment of 20 MB",
        Hostile(good[:middle] + b"<!--" + MARK + b"-->", REFUSED, "", NAME.encode(), 2_000_000),
    )


def _misspelled(good: bytes) -> Iterator[tuple[str, Hostile]]:
    """Small mistakes."""
    middle = good.index(b">", len(good) * 2 // 3) + 1
    secret = BSN.encode()

    def put(inserted: bytes, words: str = "") -> Hostile:
        return Hostile(good[:middle] + inserted + good[middle:], REFUSED, words)

    for part in (0.2, 0.5, 0.8, 0.99):
        yield f"only the first {part:.0%}", Hostile(good[: int(len(good) * part)], REFUSED)
    yield "two roots", Hostile(good + good.partition(b"?>")[2], REFUSED)
    yield "text after the root", Hostile(good + secret, REFUSED)
    yield "an unfinished comment after the root", Hostile(good + b"<!-- " + secret, REFUSED)
    yield "an unfinished instruction after the root", Hostile(good + b"<?x " + secret, REFUSED)
    yield "NUL after the root", Hostile(good + bytes(1000), REFUSED)
    yield "an undeclared prefix", put(b"<q:a/>", "voorvoegsel")
    yield "an unknown element", put(b"<a>" + secret + b"</a>")
    yield "a text where none may be", put(secret)
    yield "a NUL byte", put(b"\0", "teken")
    yield "a control character", put(b"\x07", "teken")
    yield "a lone byte", put(b"\xff" + secret, "UTF-8")
    yield "half a letter", put(b"\xe2\x82" + secret, "UTF-8")
    yield "an overlong letter", put(b"\xc0\xaf", "UTF-8")
    yield "an encoded surrogate", put(b"\xed\xa0\x80\xed\xb0\x80", "UTF-8")
    yield "U+FFFE", put(b"\xef\xbf\xbe", "teken")
    yield "a reference to NUL", put(b"&#0;", "teken")
    yield "a reference to a surrogate", put(b"&#xD800;", "teken")
    yield "a reference beyond Unicode", put(b"&#x110000;", "teken")
    yield "a reference of a million digits", put(b"&#" + b"9" * 1_000_000 + b";")
    yield "an unknown entity", put(b"&" + NAME.encode() + b";", "entiteit")
    yield "a bare ampersand", put(b" & " + secret)
    yield "a bare less than", put(b" < " + secret)
    yield "the wrong end tag", put(b"<a></b>")
    yield "an end tag too many", put(b"</" + NAME.encode() + b">")
    yield "an attribute twice", put(b"<a b='' b=''/>", "twee keer")
    yield "an attribute without quotes", put(b"<a b=" + secret + b"/>")
    yield "unfinished CDATA", put(b"<![CDATA[" + secret)
    yield "a DOCTYPE inside", put(b"<!DOCTYPE a [<!ENTITY b 'c'>]>")
    yield "a second declaration", put(b'<?xml version="1.0"?>')
    yield "a declaration with another encoding", put(b'<?xml version="1.0" encoding="UTF-16"?>')


def _odd_values(good: bytes) -> Iterator[tuple[str, Hostile]]:
    """What is well-formed, or nearly so, and seldom seen."""
    middle = good.index(b">", len(good) * 2 // 3) + 1
    yield (
        "XML 1.1",
        Hostile(
            good.replace(b'version="1.0"', b'version="1.1"', 1)[:middle] + b"&#1;" + good[middle:],
            REFUSED,
        ),
    )
    for digits in (25, 4301):
        yield f"a number of {digits} digits", Hostile(_number(good, b"9" * digits), REFUSED)
        yield f"{digits} zeros before a number", Hostile(_number(good, b"0" * digits), None)
        yield f"a year of {digits} digits", Hostile(_date(good, b"2" * digits), REFUSED)


def _number(good: bytes, digits: bytes) -> bytes:
    at = good.index(b":ToewijzingNummer>") + len(b":ToewijzingNummer>")
    return good[:at] + digits + good[at:]


def _date(good: bytes, digits: bytes) -> bytes:
    at = good.rindex(b":Begindatum>2") + len(b":Begindatum>")
    return good[:at] + digits + good[at:]
