# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The scanner of declaraties against libxml2: what it accepts is valid, and reads the same."""

import re
from collections.abc import Iterator
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from polars.testing import assert_frame_equal

from noaber.berichten.definitions.registry import by_name
from noaber.berichten.examples import apply, base_message, examples
from noaber.berichten.judge import Outcome, judge_bytes
from noaber.berichten.xml.columns import Columns
from noaber.berichten.xml.parse import NotWellFormed, parse_tree
from noaber.berichten.xml.scan import scan
from noaber.berichten.xml.schema import generated_schema
from noaber.berichten.xml.source import Source, identify
from noaber.berichten.xml.stream import read_stream
from noaber.berichten.xml.write import write
from tests.berichten.declarations import bsns, declaration, pieces
from tests.berichten.layouts import LAYOUTS, ORDINARY, RARE
from tests.berichten.test_vectors import VECTORS, rows
from tests.conformance.mutants import mutants
from tests.strategies import messages

NAMES = ["WMO323", "JW323", "WMO325", "JW325"]
each_name = pytest.mark.parametrize("name", NAMES)
MEGABYTE = 1024 * 1024


def scanned(data: bytes) -> Columns | None:
    source = Source.from_bytes(data)
    identity = identify(source)
    return scan(source, identity) if identity.definition is not None else None


def is_valid(data: bytes, name: str) -> bool:
    """What the schema says of the whole document."""
    try:
        return generated_schema(by_name(name)).validate(parse_tree(data))
    except NotWellFormed:
        return False


def compare(data: bytes, name: str) -> bool:
    """Holds the scanner against libxml2, and says whether the scanner was sure."""
    ours = scanned(data)
    if ours is None:
        return False
    assert is_valid(data, name), "the scanner accepts what the schema refuses"
    definition = by_name(name)
    sure = read_stream(Source.from_bytes(data), definition, generated_schema(definition))
    assert ours.definition == sure.definition
    assert ours.header == sure.header
    assert ours.body == sure.body
    assert_frame_equal(ours.lines, sure.lines)
    return True


def judged_as_libxml2_does(data: bytes, name: str) -> None:
    """The scanner may be in doubt, but the verdict may not depend on it."""
    compare(data, name)
    verdict = judge_bytes(data)
    refused = verdict.outcome in (Outcome.REJECTED_SCHEMA, Outcome.UNKNOWN)
    assert refused is not is_valid(data, name)
    if verdict.columns is not None:
        root = parse_tree(data)
        prestaties = sum(1 for _ in root.iter("{*}Prestatie"))
        assert verdict.columns.lines.height == prestaties


# ── messages ─────────────────────────────────────────────────────────────────────────────────────


@each_name
def test_a_base_message_is_scanned_as_libxml2_reads_it(name: str) -> None:
    assert compare(base_message(name), name)


@pytest.mark.parametrize(
    "row", [row for row in rows() if row["message"] in ("323", "325")], ids=lambda row: row["file"]
)
def test_a_vector_is_scanned_as_libxml2_reads_it(row: dict[str, str]) -> None:
    data = (VECTORS / row["file"]).read_bytes()
    name = row["file"].rpartition("/")[2].partition("_")[0]
    # An answer without a client has nothing to scan.
    assert compare(data, name) is (b":Client>" in data)


@each_name
def test_an_example_is_scanned_as_libxml2_reads_it(name: str) -> None:
    for example in examples():
        if example.message == name:
            judged_as_libxml2_does(apply(example), name)


@each_name
@given(data=st.data())
@settings(derandomize=True, database=None, deadline=None, max_examples=40)
def test_any_message_is_scanned_as_libxml2_reads_it(name: str, data: st.DataObject) -> None:
    written = write(data.draw(messages(by_name(name))))
    layout = data.draw(st.sampled_from(sorted(ORDINARY)))
    compare(written, name)
    judged_as_libxml2_does(ORDINARY[layout](written, name), name)


@each_name
def test_every_mutant_is_scanned_as_libxml2_reads_it(name: str) -> None:
    scans = [compare(mutant.data, name) for mutant in mutants(base_message(name), by_name(name))]
    assert sum(scans) > 200, "the scanner gives up too easily to show anything"
    assert scans.count(False) > 200


@pytest.mark.parametrize("layout", LAYOUTS)
@each_name
def test_the_layout_does_not_matter(name: str, layout: str) -> None:
    data = LAYOUTS[layout](base_message(name), name)
    plain = scanned(base_message(name))
    assert plain is not None
    assert compare(data, name) or layout in RARE, "an everyday layout takes the slow path"
    verdict = judge_bytes(data)
    assert verdict.columns is not None
    assert verdict.columns.header == plain.header
    assert verdict.columns.body == plain.body
    assert_frame_equal(verdict.columns.lines, plain.lines)


# ── documents that try to fool the scanner ───────────────────────────────────────────────────────


def between(data: bytes, before: str, after: str) -> bytes:
    """Something before the first client and something after the last."""
    first = data.index(b"<wmo323:Client>")
    end = b"</wmo323:Client>"
    last = data.rindex(end) + len(end)
    return data[:first] + before.encode() + data[first:last] + after.encode() + data[last:]


def after_line(data: bytes, number: int, inserted: bytes) -> bytes:
    """Something directly after a line."""
    ends = [hit.end() for hit in re.finditer(rb"</wmo323:Prestatie>", data)]
    return data[: ends[number]] + inserted + data[ends[number] :]


def swapped(data: bytes, old: bytes, new: bytes, occurrence: int) -> bytes:
    """One occurrence of something replaced."""
    starts = [hit.start() for hit in re.finditer(re.escape(old), data)]
    at = starts[occurrence]
    return data[:at] + new + data[at + len(old) :]


def hidden_lines(plain: bytes) -> Iterator[tuple[str, bytes]]:
    part = pieces()
    one = part.client(next(bsns()), [part.numbered_line(1)])
    hidden = declaration(1, 1).replace(one.encode(), b"")
    for how, opens, closes in (("a comment", "<!--", "-->"), ("an instruction", "<?x ", "?>")):
        yield f"all clients in {how}", between(plain, opens, closes)
        yield f"all clients in {how}, one after it", between(plain, opens, closes + one)
        yield f"all clients in {how}, one before it", between(plain, one + opens, closes)
        yield (
            f"{how} from before the first client to after the first",
            between(plain, opens, "").replace(
                b"</wmo323:Client>", b"</wmo323:Client>" + closes.encode(), 1
            ),
        )
        yield (
            f"a client in {how} before the root",
            plain.replace(b"<wmo323:Bericht", f"{opens}{one}{closes}<wmo323:Bericht".encode(), 1),
        )
        yield f"a client in {how} after the root", plain + f"{opens}{one}{closes}".encode()
        yield (
            f"all clients in {how}, which ends after the root",
            hidden.replace(b"</wmo323:Clienten>", f"{opens}{one}</wmo323:Clienten>".encode())
            + closes.encode(),
        )
        yield f"{how} between two lines", after_line(plain, 2, f"{opens}x{closes}".encode())
        yield (
            f"a line in {how}",
            after_line(plain, 2, f"{opens}{part.numbered_line(90)}{closes}".encode()),
        )
        yield f"{how} that never ends", after_line(plain, 2, opens.encode())
    yield "all clients in CDATA", between(plain, "<![CDATA[", "]]>")
    yield "all clients in CDATA, one after it", between(plain, "<![CDATA[", "]]>" + one)
    yield "a line in CDATA", after_line(plain, 2, b"<![CDATA[" + part.line.encode() + b"]]>")
    yield "end of CDATA in a text", swapped(plain, b"R00000003", b"]]>", 0)
    yield "end of a comment in a text", swapped(plain, b"R00000003", b"-->", 0)
    yield "greater than in a text", swapped(plain, b"R00000003", b">", 0)
    yield "an entity in a text", swapped(plain, b"R00000003", b"&amp;", 0)
    yield "an unknown entity in a text", swapped(plain, b"R00000003", b"&nbsp;", 0)
    yield "a reference to NUL in a text", swapped(plain, b"R00000003", b"&#0;", 0)


def other_names(plain: bytes) -> Iterator[tuple[str, bytes]]:
    other = b' xmlns:wmo323="urn:x"'
    same = b' xmlns:wmo323="http://www.istandaarden.nl/iwmo/3_2/wmo323/schema"'
    for tag in (b"Declaratie", b"Clienten", b"Client", b"Bsn", b"Prestaties", b"Prestatie"):
        for how, declared in (("another", other), ("its own", same)):
            for which in (0, -1):
                old = b"<wmo323:" + tag + b">"
                label = f"{how} namespace on {tag.decode()} {which}"
                yield label, swapped(plain, old, old[:-1] + declared + b">", which)
    groups = b' xmlns:iwmo="urn:x"'
    yield (
        "another namespace for groups on Clienten",
        plain.replace(b"<wmo323:Clienten>", b"<wmo323:Clienten" + groups + b">"),
    )
    yield "namespace undeclared", plain.replace(b"<wmo323:Clienten>", b'<wmo323:Clienten xmlns="">')

    dotted = LAYOUTS["prefixes with a dot"](plain, "WMO323")
    yield (
        "a prefix that only looks like it",
        swapped(
            swapped(dotted, b"<n.s:Prestatie>", b"<nxs:Prestatie>", -1),
            b"</n.s:Prestatie>",
            b"</nxs:Prestatie>",
            -1,
        ),
    )
    yield (
        "a line that ends with another prefix",
        swapped(dotted, b"</n.s:Eenheid>", b"</n-s:Eenheid>", -1),
    )
    yield (
        "a group with another prefix",
        swapped(
            swapped(dotted, b"<b.s:Bedrag>", b"<b+s:Bedrag>", -1),
            b"</b.s:Bedrag>",
            b"</b>s:Bedrag>",
            -1,
        ),
    )
    yield (
        "an end of client with another prefix",
        swapped(dotted, b"</n.s:Client>", b"</nns:Client>", 0),
    )


def strange_letters(plain: bytes) -> Iterator[tuple[str, bytes]]:
    for name, letter in LETTERS.items():
        yield f"{name} in a text", swapped(plain, b"R00000003", b"R" + letter, 0)
        yield f"{name} between two lines", after_line(plain, 2, letter)
        yield f"{name} in a name", swapped(plain, b"wmo323:Eenheid", b"wmo323:Een" + letter, 2)


def wrong_structure(plain: bytes) -> Iterator[tuple[str, bytes]]:
    part = pieces()
    one = part.client(next(bsns()), [part.numbered_line(1)])
    yield (
        "an attribute on a line",
        swapped(plain, b"<wmo323:Prestatie>", b'<wmo323:Prestatie x="y">', 3),
    )
    yield (
        "a client without lines",
        swapped(
            plain,
            plain[plain.index(b"<wmo323:Prestaties>") : plain.index(b"</wmo323:Client>")],
            b"",
            0,
        ),
    )
    yield (
        "a line outside a client",
        swapped(plain, b"</wmo323:Clienten>", part.line.encode() + b"</wmo323:Clienten>", 0),
    )
    yield (
        "a client outside the clients",
        swapped(plain, b"</wmo323:Clienten>", b"</wmo323:Clienten>" + one.encode(), 0),
    )
    yield (
        "the clients twice",
        re.sub(rb"(<wmo323:Clienten>.*</wmo323:Clienten>)", rb"\1\1", plain, flags=re.DOTALL),
    )
    yield (
        "a client inside a client",
        swapped(plain, b"</wmo323:Client>", one.encode() + b"</wmo323:Client>", 1),
    )
    yield (
        "two ends of a client",
        swapped(plain, b"</wmo323:Client>", b"</wmo323:Client></wmo323:Client>", 1),
    )
    yield (
        "two begins of a client",
        swapped(plain, b"<wmo323:Client>", b"<wmo323:Client><wmo323:Client>", 1),
    )
    yield "no end of the second client", swapped(plain, b"</wmo323:Client>", b"", 1)
    yield "no begin of the second client", swapped(plain, b"<wmo323:Client>", b"", 1)
    yield "two roots", plain + plain.partition(b"?>")[2]
    yield "text after the root", plain + b"x"
    for unfinished in (
        "<",
        "</",
        "<!",
        "<!-",
        "<!-- x",
        "<?",
        "<?x",
        "<x",
        "<![CDATA[",
        "&",
        "&#65",
    ):
        yield f"unfinished {unfinished} after the root", plain + unfinished.encode()
    yield "text between two clients", swapped(plain, b"</wmo323:Client>", b"</wmo323:Client>x", 0)
    for wrong in ("2026-02-30", "2026-13-01", "0000-01-01", "2026-00-10", "２026-01-01"):
        yield (
            f"the day {wrong}",
            swapped(plain, b"Einddatum>2026-03-31<", f"Einddatum>{wrong}<".encode(), 4),
        )
    yield "a DOCTYPE before the root", plain.replace(b"?>", b"?><!DOCTYPE x>", 1)
    yield (
        "a DOCTYPE inside",
        swapped(plain, b"<wmo323:Clienten>", b"<!DOCTYPE x><wmo323:Clienten>", 0),
    )


LETTERS = {
    "U+FFFE": "\ufffe".encode(),
    "U+FFFF": "\uffff".encode(),
    "U+0001": b"\x01",
    "vertical tab": b"\x0b",
    "NUL": b"\0",
    "U+001F": b"\x1f",
    "delete": b"\x7f",
    "next line": "\x85".encode(),
    "no-break space": "\xa0".encode(),
    "line separator": "\u2028".encode(),
    "byte order mark": b"\xef\xbb\xbf",
    "a surrogate": b"\xed\xa0\x80",
    "a lone byte": b"\xff",
    "half a letter": b"\xc3",
    "an overlong NUL": b"\xc0\x80",
    "a letter beyond Unicode": b"\xf4\x90\x80\x80",
    "an emoji": "\U0001f600".encode(),
}
PLAIN = declaration(3, 2)
EVIL = {
    how: data
    for some in (hidden_lines, other_names, strange_letters, wrong_structure)
    for how, data in some(PLAIN)
}


@pytest.mark.parametrize("how", EVIL)
def test_an_evil_document_is_judged_as_libxml2_does(how: str) -> None:
    judged_as_libxml2_does(EVIL[how], "WMO323")


def test_the_evil_documents_are_valid_and_invalid() -> None:
    valid = [how for how in EVIL if is_valid(EVIL[how], "WMO323")]
    assert 20 < len(valid) < len(EVIL) - 20


@pytest.mark.parametrize("row", [0, 1, 2, 5])
@pytest.mark.parametrize("text", ["<", "&", "]]>", "\x00", "\ufffe", "<!--", "<x/>", "</x>"])
def test_a_text_with_markup_is_judged_as_libxml2_does(text: str, row: int) -> None:
    data = declaration(3, 2)
    old = f"R{row + 1:08}".encode()
    judged_as_libxml2_does(swapped(data, old, text.encode(), 0), "WMO323")


# ── sizes and cuts ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("clients", "lines_each"), [(1, 5000), (2, 4000), (900, 6)])
def test_a_declaratie_of_several_blocks_is_scanned_as_libxml2_reads_it(
    clients: int, lines_each: int
) -> None:
    data = declaration(clients, lines_each)
    assert len(data) > 4 * MEGABYTE
    assert compare(data, "WMO323")


def test_a_line_that_is_wrong_in_the_last_of_several_blocks_is_found() -> None:
    data = swapped(declaration(900, 6), b"<wmo323:Eenheid>04<", b"<wmo323:Eenheid>05<", -1)
    assert scanned(data) is None
    verdict = judge_bytes(data)
    assert verdict.outcome is Outcome.REJECTED_SCHEMA
    assert [entry.place for entry in verdict.findings] == [
        "Declaratie/Clienten/Client[900]/Prestaties/Prestatie[6]/Eenheid"
    ]


@pytest.mark.parametrize("place", ["<wmo323:Clienten>", "</wmo323:Client>", "</wmo323:Prestatie>"])
def test_a_large_stretch_of_white_space_changes_nothing(place: str) -> None:
    data = declaration(3, 2)
    wide = swapped(data, place.encode(), place.encode() + b" \r\n\t " * MEGABYTE, 0)
    scan_of_wide = scanned(wide)
    # Before the first client so much is no longer ordinary.
    assert (scan_of_wide is not None) is (place != "<wmo323:Clienten>")
    if scan_of_wide is not None:
        assert is_valid(wide, "WMO323")
        plain = scanned(data)
        assert plain is not None
        assert_frame_equal(scan_of_wide.lines, plain.lines)


@pytest.mark.parametrize("after", ["<!-- x -->", "x"])
def test_white_space_before_something_unusual_costs_no_more_than_elsewhere(after: str) -> None:
    end = b"</wmo323:Client>"
    data = swapped(declaration(3, 2), end, end + b" " * 40_000 + after.encode(), 0)
    start = process_time()
    judged_as_libxml2_does(data, "WMO323")
    assert process_time() - start < 1, "it grows with the square of the length"


@pytest.mark.parametrize("name", ["WMO323", "JW323"])
def test_a_declaratie_that_is_cut_anywhere_is_refused(name: str) -> None:
    data = declaration(8, 4, name)
    whole = data.rindex(b">") + 1
    cuts = [*range(0, whole, 997), *range(whole - 40, whole)]
    for cut in cuts:
        part = data[:cut]
        assert scanned(part) is None, cut
        verdict = judge_bytes(part)
        assert verdict.outcome in (Outcome.REJECTED_SCHEMA, Outcome.UNKNOWN), cut
        assert verdict.findings, cut
    assert judge_bytes(data[:whole]).outcome is Outcome.VALID


def test_a_declaratie_that_lacks_a_piece_is_judged_as_libxml2_does() -> None:
    data = declaration(4, 3)
    for start in range(700, len(data) - 300, 997):
        judged_as_libxml2_does(data[:start] + data[start + 211 :], "WMO323")


def test_the_tree_of_a_declaratie_holds_what_the_columns_hold() -> None:
    data = declaration(3, 2)
    ours = scanned(data)
    assert ours is not None
    root = etree.fromstring(data)
    for column, element in (
        ("bsn", None),
        ("referentie_nummer", "ReferentieNummer"),
        ("toewijzing_nummer", "ToewijzingNummer"),
        ("bedrag", "Bedrag"),
    ):
        if element is not None:
            texts = [entry.text for entry in root.iter(f"{{*}}{element}")]
        else:
            texts = [entry.text for entry in root.iter("{*}Bsn") for _ in range(2)]
        assert [str(value) for value in ours.lines[column]] == texts
    assert ours.lines["client"].to_list() == [1, 1, 2, 2, 3, 3]
    assert ours.lines["prestatie"].to_list() == [1, 2, 1, 2, 1, 2]
