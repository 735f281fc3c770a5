# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Whatever comes in: a verdict, in Dutch, soon, in bounded memory, that repeats nobody's data."""

import logging
import os
import re
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from noaber.berichten.answers import Envelope, NoAnswer, answer
from noaber.berichten.definitions.nodes import Leaf
from noaber.berichten.definitions.registry import all_definitions, by_name
from noaber.berichten.examples import apply, base_message, examples
from noaber.berichten.judge import Outcome, Verdict, judge_bytes, judge_path
from noaber.berichten.summary import summary
from noaber.berichten.xml.source import MAX_BYTES
from noaber.berichten.xml.write import UnwritableMessage, write
from tests.berichten.declarations import declaration_in_pieces, pieces
from tests.berichten.test_answers import ENVELOPE
from tests.conformance.mutants import spans
from tests.hostile.child import judge_in_child
from tests.hostile.dutch import english_words
from tests.hostile.inputs import (
    BSN,
    MARK,
    NAME,
    SECRETS,
    Hostile,
    declaration,
    hostile_inputs,
    start_message,
)

INPUTS = hostile_inputs()
MEGABYTE = 1024 * 1024
each_input = pytest.mark.parametrize("what", INPUTS)


def texts(verdict: Verdict) -> str:
    """Everything that a user may get to read."""
    return "\n".join(f"{e.rule} {e.retourcode} {e.place} {e.text}" for e in verdict.findings)


def assert_keeps_secrets(verdict: Verdict) -> None:
    shown = texts(verdict)
    assert [secret for secret in SECRETS if secret in shown] == []


# ── every input ──────────────────────────────────────────────────────────────────────────────────


@each_input
def test_an_input_gets_the_right_outcome_in_dutch_and_is_not_repeated(
    what: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    hostile = INPUTS[what]
    verdict = judge_bytes(hostile.data, f"{what}.xml")
    assert hostile.outcome in (verdict.outcome, None)
    assert bool(verdict.findings) is (verdict.outcome is not Outcome.VALID)
    assert (verdict.definition is None) is (verdict.outcome is Outcome.UNKNOWN)
    assert hostile.words in texts(verdict)
    assert_keeps_secrets(verdict)
    for entry in verdict.findings:
        assert english_words(f"{entry.place} {entry.text}") == []
        assert entry.text.endswith(".")
        assert "\n" not in entry.text
        assert len(entry.text) < 400
        assert entry.retourcode is None
    if verdict.outcome is not Outcome.VALID:
        assert verdict.value is None
        assert verdict.columns is None
        assert summary(verdict) == []
        with pytest.raises(NoAnswer) as refused:
            answer(verdict, ENVELOPE)
        assert english_words(str(refused.value)) == []
    assert caplog.records == []
    assert capfd.readouterr() == ("", "")


def test_inputs_are_explained_in_words_and_not_by_a_number_of_a_library() -> None:
    verdicts = {what: judge_bytes(hostile.data) for what, hostile in INPUTS.items()}
    assert [what for what in INPUTS if "libxml2" in texts(verdicts[what])] == []


@pytest.mark.parametrize(
    "mistake",
    [
        b"\0",
        b"\x07",
        b"\xff",
        b"\xc3",
        b"&#0;",
        b"&onbekend;",
        b"& ",
        b"<q:a/>",
        b"<a></b>",
        b"<a b='' b=''/>",
        b"<a b=1/>",
    ],
    ids=ascii,
)
@pytest.mark.parametrize("good", [start_message(), declaration()], ids=["305", "323"])
def test_a_mistake_in_the_markup_is_reported_on_its_own_line(good: bytes, mistake: bytes) -> None:
    at = good.index(b">", len(good) * 2 // 3) + 1
    (found,) = judge_bytes(good[:at] + mistake + good[at:]).findings
    assert found.line == good.count(b"\n", 0, at) + 1


@pytest.mark.parametrize("good", [start_message(), declaration()], ids=["305", "323"])
def test_what_stands_after_the_root_is_reported_on_its_own_line(good: bytes) -> None:
    (found,) = judge_bytes(good + b"\r\n\r\n<a/>").findings
    assert found.line == good.count(b"\n") + 3


def test_all_inputs_together_take_little_time_and_memory(tmp_path: Path) -> None:
    paths = []
    for number, hostile in enumerate(INPUTS.values()):
        paths.append(tmp_path / f"{number}.xml")
        paths[-1].write_bytes(hostile.data)
    results = judge_in_child(paths)
    slow = [what for what, found in zip(INPUTS, results, strict=True) if found.seconds > 3]
    assert slow == []
    assert sum(found.seconds for found in results) < 20
    assert results[-1].megabytes < 400


# ── nothing is fetched and nothing is opened ─────────────────────────────────────────────────────


@pytest.fixture
def web_server() -> Iterator[tuple[socket.socket, int]]:
    """Somebody who waits for a call."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server, server.getsockname()[1]


def attempts(address: str) -> Iterator[bytes]:
    """Every way in which XML can ask a reader to open something."""
    for good, prefix in ((start_message(), "wmo305"), (declaration(), "wmo323")):
        text = good.decode()
        namespace = f"http://www.istandaarden.nl/iwmo/3_2/{prefix}/schema"
        xsi = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        for element in ("Bericht", "Header", "Bsn"):
            for attribute in (
                f'{xsi} xsi:schemaLocation="urn:x {address}"',
                f'{xsi} xsi:schemaLocation="{namespace} {address}"',
                f'{xsi} xsi:noNamespaceSchemaLocation="{address}"',
                f'xml:base="{address}"',
            ):
                yield re.sub(
                    rf"<{prefix}:{element}\b", rf"\g<0> {attribute}", text, count=1
                ).encode()
        for doctype in (
            f'<!DOCTYPE x SYSTEM "{address}">',
            f'<!DOCTYPE x PUBLIC "x" "{address}">',
            f'<!DOCTYPE x [<!ENTITY a SYSTEM "{address}">]>',
            f'<!DOCTYPE x [<!ENTITY % a SYSTEM "{address}"> %a;]>',
            f'<?xml-stylesheet href="{address}"?>',
            f'<?xml-model href="{address}"?>',
        ):
            yield text.replace("?>", "?>" + doctype, 1).encode()
            yield text.replace("?>", "?><!--" + " " * 300_000 + "-->" + doctype, 1).encode()
        xi = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{address}"/>'
        yield text.replace(f"<{prefix}:Header>", f"<{prefix}:Header>{xi}").encode()


def test_no_message_makes_us_call_anybody(web_server: tuple[socket.socket, int]) -> None:
    server, port = web_server
    count = 0
    for data in attempts(f"http://127.0.0.1:{port}/x.xsd"):
        judge_bytes(data)
        count += 1
    assert count > 40
    with pytest.raises(BlockingIOError):
        server.accept()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_no_message_makes_us_open_a_file(tmp_path: Path) -> None:
    # Whoever opens this pipe to read it, waits for ever; and a writer can tell that he is there.
    pipe = tmp_path / "pijp.xsd"
    os.mkfifo(pipe)
    for address in (str(pipe), pipe.as_uri()):
        for data in attempts(address):
            judge_bytes(data)
    with pytest.raises(OSError, match="No such device or address"):
        os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)


# ── planted data ─────────────────────────────────────────────────────────────────────────────────


def planted(name: str) -> Iterator[tuple[str, bytes]]:
    """The base message with a BSN or a name as the text of one element."""
    text = base_message(name).decode()
    seen = set()
    for span in spans(text, by_name(name)):
        if isinstance(span.node, Leaf) and span.place not in seen:
            seen.add(span.place)
            for secret in (BSN, f"BSN {BSN}", NAME):
                changed = text[: span.inside] + secret + text[span.outside :]
                yield f"{span.place}: {secret}", changed.encode()


@pytest.mark.parametrize("name", [definition.name for definition in all_definitions()])
def test_a_bsn_or_a_name_in_the_wrong_element_is_not_repeated(name: str) -> None:
    leaks = []
    for label, data in planted(name):
        shown = texts(judge_bytes(data))
        if any(secret in shown for secret in SECRETS):
            leaks.append(label)
    assert leaks == []


@pytest.mark.parametrize("name", ["WMO323", "JW323", "WMO325", "JW325"])
def test_a_bsn_inside_a_reference_is_not_repeated(name: str) -> None:
    leaks = []
    for example in examples():
        if example.message == name and not example.accept:
            data = apply(example)
            for secret in (BSN, f"B{BSN}", f"{BSN}-A", f"{BSN}/{BSN}", f" {BSN}"):
                reference = rb"\g<1>" + secret.encode()
                changed = re.sub(rb"(ReferentieNummer>)[^<\s]+", reference, data)
                if BSN in texts(judge_bytes(changed)):
                    leaks.append((example.rule, secret))
    assert leaks == []


def test_a_bsn_in_a_number_of_a_toewijzing_is_not_repeated() -> None:
    data = re.sub(rb"(ToewijzingNummer>)[0-9]+", rb"\g<1>" + BSN.encode(), base_message("WMO323"))
    data = re.sub(rb"(ProductCode>)[^<\s]+", rb"\g<1>02A05", data)
    data = re.sub(rb"(ProductCategorie>)[^<\s]+", rb"\g<1>02", data)
    verdict = judge_bytes(data)
    assert "TR416" in verdict.rules
    assert_keeps_secrets(verdict)


ODD_PLACES = {
    "the name of an element": (b"<wmo305:Geslacht>", b"<wmo305:b999900134/><wmo305:Geslacht>"),
    "the name of an element with letters around": (
        b"<wmo305:Geslacht>",
        b"<wmo305:Zwanenburg-999900134/><wmo305:Geslacht>",
    ),
    "the name of an attribute": (b"<wmo305:Geslacht>", b"<wmo305:Geslacht b999900134='x'>"),
    "the value of an attribute": (b"<wmo305:Geslacht>", b"<wmo305:Geslacht a='999900134'>"),
    "a prefix": (b"<wmo305:Geslacht>", b"<b999900134:Geslacht>"),
    "a declared prefix": (
        b"<wmo305:Geslacht>",
        b"<b999900134:X xmlns:b999900134='urn:x'/><wmo305:Geslacht>",
    ),
    "a namespace": (b"<wmo305:Geslacht>", b"<X xmlns='urn:999900134'/><wmo305:Geslacht>"),
    "an instruction": (b"<wmo305:Geslacht>", b"<?b999900134 Zwanenburg?>x<wmo305:Geslacht>"),
    "a comment": (b"<wmo305:Geslacht>", b"<!-- 999900134 Zwanenburg -->x<wmo305:Geslacht>"),
    "an entity": (b"<wmo305:Geslacht>", b"<wmo305:Geslacht>&b999900134;"),
    "the encoding": (b'encoding="UTF-8"', b'encoding="999900134"'),
    "the release": (b"/3_2/wmo305/", b"/999900134_2/wmo305/"),
    "the other half of the release": (b"/3_2/wmo305/", b"/3_999900134/wmo305/"),
    "the name of the root": (b":Bericht", b":b999900134"),
    "a version": (b"XsdVersie>1.0.0<", b"XsdVersie>999900134.0.0-<"),
}


@pytest.mark.parametrize("where", ODD_PLACES)
def test_a_bsn_in_the_markup_is_not_repeated(where: str) -> None:
    old, new = ODD_PLACES[where]
    data = start_message().replace(old, new)
    assert data != start_message()
    verdict = judge_bytes(data)
    assert verdict.outcome is not Outcome.VALID
    assert_keeps_secrets(verdict)


# ── large files ──────────────────────────────────────────────────────────────────────────────────


def test_a_gigabyte_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "groot.xml"
    path.write_bytes(start_message().rstrip())
    os.truncate(path, 1024 * MEGABYTE)
    (found,) = judge_in_child([path])
    path.unlink()
    assert found.outcome == "onbekend"
    assert "1024 MB" in found.texts[0]
    assert found.seconds < 0.1
    assert found.megabytes < 100


def test_a_file_just_over_the_limit_is_refused_and_just_under_it_is_looked_at(
    tmp_path: Path,
) -> None:
    for size, words in ((MAX_BYTES + 1, "groot"), (MAX_BYTES, "geen element vooraan")):
        path = tmp_path / f"{size}.xml"
        path.touch()
        os.truncate(path, size)
        (found,) = judge_path(path).findings
        path.unlink()
        assert words in found.text


LARGE = 300 * MEGABYTE


def large_files() -> dict[str, tuple[bytes, bytes]]:
    """How a file begins, and what is repeated after that in one line; NUL stays a hole."""
    middle_of_305 = start_message().index(b"<wmo305:Naam>")
    middle_of_323 = declaration().index(b"<wmo323:Prestaties>")
    return {
        "garbage": (b"", b"qwertyuiop"),
        "markup": (b"", b"<a>"),
        "a 305 followed by holes": (start_message(), b"\0"),
        "a 323 followed by holes": (declaration(), b"\0"),
        "a 305 with one endless text": (start_message()[:middle_of_305], b"x"),
        "a 323 with one endless text": (declaration()[:middle_of_323], b"x"),
        "a 323 with endless blanks": (declaration()[:middle_of_323], b" "),
        "a 323 with an endless comment": (declaration()[:middle_of_323] + b"<!--", b"x"),
        "a 323 with an endless attribute": (declaration()[:middle_of_323] + b"<a b='", b"x"),
    }


@pytest.mark.parametrize("what", large_files())
def test_a_file_of_300_megabytes_in_one_line_is_refused_soon(what: str, tmp_path: Path) -> None:
    start, repeated = large_files()[what]
    path = tmp_path / "groot.xml"
    with path.open("wb") as stream:
        stream.write(start.replace(b"\r\n", b""))
        if repeated == b"\0":
            stream.truncate(LARGE)
        else:
            block = repeated * (MEGABYTE // len(repeated))
            while stream.tell() < LARGE:
                stream.write(block)
    (found,) = judge_in_child([path], timeout=30)
    path.unlink()
    assert found.outcome in ("onbekend", "afgekeurd-schema")
    assert found.seconds < 5
    assert found.megabytes < 500
    assert english_words(" ".join(found.texts)) == []


def test_a_declaratie_of_90_megabytes_is_judged_in_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "jaar.xml"
    with path.open("w", encoding="utf-8", newline="") as stream:
        for piece in declaration_in_pieces(8_000, 14):
            stream.write(piece)
    assert path.stat().st_size > 90_000_000
    (found,) = judge_in_child([path])
    path.unlink()
    assert (found.outcome, found.texts) == ("geldig", [])
    assert found.lines == 112_000
    assert found.seconds < 15
    assert found.megabytes < 300


def test_a_declaratie_of_30_megabytes_with_comments_is_judged_in_little_memory(
    tmp_path: Path,
) -> None:
    path = tmp_path / "jaar.xml"
    with path.open("w", encoding="utf-8", newline="") as stream:
        for piece in declaration_in_pieces(2_000, 18):
            stream.write(piece.replace("<wmo323:Prestaties>", "<wmo323:Prestaties><!-- x -->"))
    (found,) = judge_in_child([path])
    path.unlink()
    assert (found.outcome, found.lines) == ("geldig", 36_000)
    assert found.seconds < 15
    assert found.megabytes < 300


# ── small pieces, many times ─────────────────────────────────────────────────────────────────────


def repeated() -> dict[str, Hostile]:
    """Messages in which something small is repeated, where a reader might keep or compare all."""
    declared, start, assigned = declaration(), start_message(), base_message("WMO301")
    tag = b"wmo301:ToegewezenProduct"
    product = re.search(b"<" + tag + b">.*?</" + tag + b">", assigned, re.DOTALL)
    assert product is not None
    line = pieces().line.strip().encode()
    wrong_line = line.replace(b">04<", b">0X<")

    def before(data: bytes, tag: bytes, piece: bytes, times: int, rest: bytes = b"") -> Hostile:
        return Hostile(data.replace(tag, MARK + rest + tag, 1), None, "", piece, times)

    clients, lines = b"</wmo323:Clienten>", b"</wmo323:Prestaties>"
    first, sex = b"<wmo323:Clienten>", b"<wmo305:Geslacht>"
    starts, products = b"</wmo305:StartProducten>", b"</wmo301:ToegewezenProducten>"
    empty = b"<wmo323:Prestatie/>"
    blanks = b" " * 50_000 + b"<!-- x -->"
    return {
        "empty lines outside a client": before(declared, first, empty, 600_000),
        "empty lines in a client": before(declared, lines, empty, 600_000),
        "empty lines deep in a client": before(declared, lines, b"<a>" + empty + b"</a>", 400_000),
        "empty clients": before(declared, clients, b"<wmo323:Client/>", 600_000),
        "lines in one client, and a wrong one": before(declared, lines, line, 10_000, wrong_line),
        "unknown elements in a 323": before(declared, lines, b"<a/>", 800_000),
        "unknown elements in a 305": before(start, sex, b"<a/>", 500_000),
        "start products": before(start, starts, b"<wmo305:StartProduct/>", 100_000),
        "the same toewijzing": before(assigned, products, product[0], 400),
        "small elements beside a text": before(start, sex, b"x<a/>", 300_000),
        "instructions": before(declared, first, b"<?x?>", 600_000),
        "comments": before(start, sex, b"<!---->", 600_000),
        "CDATA": before(start, sex, b"<![CDATA[]]>", 600_000),
        "blanks between comments": before(declared, clients, blanks, 4),
        "references": Hostile(start.replace(NAME.encode(), MARK), None, "", b"&#65;", 600_000),
    }


@pytest.mark.parametrize("what", repeated())
def test_many_small_pieces_take_little_time_and_memory(what: str, tmp_path: Path) -> None:
    path = tmp_path / "veel.xml"
    path.write_bytes(repeated()[what].data)
    try:
        (found,) = judge_in_child([path], timeout=10)
    except subprocess.TimeoutExpired:
        pytest.fail("judging a few megabytes takes more than 10 seconds")
    assert found.seconds < 5
    assert found.megabytes < 300
    assert len(found.texts) < 1000, "nobody reads a thousand findings about one message"


def test_an_envelope_of_more_than_twelve_characters_is_refused_without_repeating_it() -> None:
    value = answer(judge_bytes(start_message()), Envelope(f"{NAME} {BSN}", ENVELOPE.dagtekening))
    with pytest.raises(UnwritableMessage) as refused:
        write(value)
    assert not any(secret in str(refused.value) for secret in SECRETS)
