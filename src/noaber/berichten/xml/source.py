# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Where a message comes from, and which message it is, before any XML parser sees it.

The first kilobytes decide: is this XML in UTF-8, and is its root one of the 28 messages? What is
not gets a finding in Dutch. Rule codes: OP179 (size), OP192 (encoding and form), XML (not
well-formed or not allowed), XSD (not a message of release 3.2).
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from noaber.berichten.definitions.registry import Definition, all_definitions, by_namespace
from noaber.kernel.finding import Finding

# A message may weigh 25 MB (OP179), but a receiver processes what it can: a yearly declaratie of a
# large aanbieder is four times that. Above this limit nothing is read at all.
MAX_BYTES = 512 * 1024 * 1024
# Where the root element must have begun: after this much of comments and white space we stop.
_HEAD_BYTES = 256 * 1024

_NAME = rb"[A-Za-z_\x80-\xff][A-Za-z0-9._\x80-\xff-]*"
_PROLOG = re.compile(rb"\xef\xbb\xbf|\s+|<\?.*?\?>|<!--.*?-->", re.DOTALL)
_ROOT = re.compile(
    rb"<(?:(" + _NAME + rb"):)?(" + _NAME + rb")((?:\s+[^\s=<>]+\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))*)"
    rb"\s*/?>"
)
_ATTRIBUTE = re.compile(rb"([^\s=<>]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_DECLARATION = re.compile(rb"<\?xml\s[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")
_RELEASE = re.compile(
    r"istandaarden\.nl/(iwmo|ijw|ieb)/([0-9]{1,2})_([0-9]{1,2})/((?:wmo|jw)[0-9]{3})/"
)

_SIGNATURES = (
    (b"\xff\xfe", "is in UTF-16 geschreven; sla het op als UTF-8"),
    (b"\xfe\xff", "is in UTF-16 geschreven; sla het op als UTF-8"),
    (b"<\x00", "is in UTF-16 geschreven; sla het op als UTF-8"),
    (b"\x00<", "is in UTF-16 geschreven; sla het op als UTF-8"),
    (b"\x1f\x8b", "is ingepakt met gzip; pak het eerst uit"),
    (b"PK\x03\x04", "is een zip-bestand; pak het eerst uit of geef het als .zip aan de controle"),
    (b"%PDF", "is een pdf en geen XML-bericht"),
    (b"MZ", "is een programma en geen XML-bericht"),
)


@dataclass(frozen=True)
class Source:
    """A message that can be opened more than once: a file, a zip entry or bytes in memory."""

    name: str
    size: int
    open: Callable[[], BinaryIO]

    @staticmethod
    def from_bytes(data: bytes, name: str = "bericht.xml") -> Source:
        """A message in memory."""
        return Source(name, len(data), lambda: BytesIO(data))

    @staticmethod
    def from_path(path: Path) -> Source:
        """A message in a file.

        Raises:
            OSError: the file is not there or may not be read.
        """
        return Source(str(path), path.stat().st_size, lambda: path.open("rb"))

    def read(self) -> bytes:
        """The whole message."""
        with self.open() as stream:
            return stream.read()


@dataclass(frozen=True, slots=True)
class Identity:
    """What the first bytes say about a message."""

    definition: Definition | None
    findings: tuple[Finding, ...] = ()
    prefixes: tuple[tuple[str, str], ...] = ()
    """Namespace prefixes that the root element declares; the default namespace has prefix ''."""


def finding(rule: str, text: str, line: int | None = None, place: str = "") -> Finding:
    """A finding of level 1: no retourbericht carries it, the transport answers (Fo01 StUF055)."""
    return Finding(rule=rule, retourcode=None, place=place, line=line, text=text)


def identify(source: Source) -> Identity:
    """Which message this is, or why that cannot be told."""
    if source.size > MAX_BYTES:
        megabytes = source.size // (1024 * 1024)
        return _unknown(
            "OP179",
            f"Het bestand is {megabytes} MB groot; een bericht mag 25 MB zijn en meer dan "
            f"{MAX_BYTES // (1024 * 1024)} MB wordt niet gelezen",
        )
    with source.open() as stream:
        head = stream.read(_HEAD_BYTES)
    if not head:
        return _unknown("XML", "Het bestand is leeg (0 bytes)")
    for signature, phrase in _SIGNATURES:
        if head.startswith(signature):
            return _unknown("OP192", f"Het bestand {phrase}")
    # A byte order mark is accepted on reading; OP192 asks to leave it out.
    return _identify_xml(head.removeprefix(b"\xef\xbb\xbf"), whole=source.size <= _HEAD_BYTES)


def _identify_xml(head: bytes, *, whole: bool) -> Identity:
    encoding = _DECLARATION.match(head)
    if encoding and encoding[1].upper() not in (b"UTF-8", b"UTF8"):
        name = _encoding_name(encoding[1].decode("ascii"))
        return _unknown(
            "OP192", f"Het bestand zegt in {name} te zijn geschreven; het moet UTF-8 zijn"
        )
    position = len(head) - len(after_prolog(head))
    if head.startswith(b"<!DOCTYPE", position):
        return _unknown(
            "XML", "Het bestand heeft een DOCTYPE; dat is in een bericht niet toegestaan"
        )
    root = _ROOT.match(head, position)
    if root is None:
        if head[position : position + 1] != b"<":
            return _unknown("XML", "Het bestand is geen XML: er staat geen element vooraan")
        if whole:
            return _unknown(
                "XML", "Het bestand is afgebroken of het eerste element is geen geldige XML"
            )
        return _unknown("XML", "Het bestand heeft vooraan geen herkenbaar begin van een bericht")
    return _identify_root(root)


def _encoding_name(declared: str) -> str:
    """The name of a known encoding; an unknown one may hold anything and is not repeated."""
    try:
        codecs.lookup(declared)
    except LookupError:
        return "een onbekende codering"
    return declared


def after_prolog(data: bytes) -> bytes:
    """The document without what may stand before its root: declaration, comments, instructions."""
    position = 0
    while found := _PROLOG.match(data, position):
        position = found.end()
    return data[position:]


def _identify_root(root: re.Match[bytes]) -> Identity:
    prefix = (root[1] or b"").decode("utf-8", "replace")
    local = root[2].decode("utf-8", "replace")
    prefixes = {}
    for name, double, single in _ATTRIBUTE.findall(root[3]):
        key = name.decode("utf-8", "replace")
        if key == "xmlns" or key.startswith("xmlns:"):
            prefixes[key[6:]] = (double or single).decode("utf-8", "replace")
    namespace = prefixes.get(prefix, "")
    definition = by_namespace(namespace)
    if definition is None or local != "Bericht":
        return _unknown("XSD", _unknown_root_text(namespace))
    ordered = tuple(sorted(prefixes.items(), key=lambda entry: entry[0] != prefix))
    return Identity(definition, prefixes=ordered)


def _unknown_root_text(namespace: str) -> str:
    release = _RELEASE.search(namespace)
    if release is None:
        return (
            "Het eerste element is geen Bericht uit iWmo of iJw release 3.2; "
            "controleer of dit het goede bestand is"
        )
    standard, major, minor, name = release.groups()
    if any(entry.prefix == name for entry in all_definitions()):
        return (
            f"Dit is een {name.upper()} van release {major}.{minor}; "
            "alleen release 3.2 wordt verwerkt"
        )
    return (
        f"Dit is een {name.upper()} ({standard} {major}.{minor}); "
        "dat bericht hoort niet bij iWmo of iJw 3.2"
    )


def _unknown(rule: str, text: str) -> Identity:
    return Identity(None, (finding(rule, text),))
