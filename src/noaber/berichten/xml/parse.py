# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Parsing with everything dangerous switched off, and libxml2's complaints in Dutch."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from lxml import etree

from noaber.berichten.xml.source import Source, finding
from noaber.kernel.finding import Finding

# A message with one client weighs kilobytes. Only 323 and 325 come in bulk, and those are read in
# pieces; a tree of more than this would cost gigabytes.
MAX_TREE_BYTES = 64 * 1024 * 1024

_BLOCK = 256 * 1024
# A valid 323 or 325 has a Prestatie every kilobyte; this much of something else is kept in memory.
_MAX_SILENT = 4 * 1024 * 1024
_LONGEST_TAG = 256
_ROOT_END = re.compile(rb"</[^<>]*Bericht\s*>")

# Without huge_tree libxml2 also stops at 256 levels deep and at 10 MB in one text.
_SAFE: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "dtd_validation": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}

_E = etree.ErrorTypes
_PHRASES: dict[int, str] = {
    _E.ERR_DOCUMENT_EMPTY: "Het bestand bevat geen XML",
    _E.ERR_DOCUMENT_END: "Na het einde van het bericht staat nog iets",
    _E.ERR_TAG_NAME_MISMATCH: "Een element begint en eindigt niet met dezelfde naam",
    _E.ERR_TAG_NOT_FINISHED: "Het bestand is afgebroken: niet elk element is afgesloten",
    _E.ERR_GT_REQUIRED: "Een element is niet goed geschreven: het teken > ontbreekt",
    _E.ERR_LTSLASH_REQUIRED: "Het bestand is afgebroken midden in een element",
    _E.ERR_LT_REQUIRED: "Het bestand is geen XML: het teken < ontbreekt",
    _E.ERR_INVALID_CHAR: "Het bestand bevat een teken dat in XML niet is toegestaan",
    _E.ERR_INVALID_CHARREF: "Het bestand bevat een tekencode die in XML niet is toegestaan",
    _E.ERR_INVALID_ENCODING: "Het bestand bevat bytes die geen geldige UTF-8 zijn",
    _E.ERR_UNDECLARED_ENTITY: "Het bestand gebruikt een entiteit (&…;) die niet bestaat",
    _E.ERR_ENTITY_LOOP: "Het bestand gebruikt entiteiten die naar zichzelf verwijzen",
    _E.ERR_ENTITYREF_SEMICOL_MISSING: "Het teken & moet in XML als &amp; worden geschreven",
    _E.ERR_NAME_REQUIRED: "Een element, een entiteit of het teken & is niet goed geschreven",
    _E.ERR_ATTRIBUTE_REDEFINED: "Een attribuut komt twee keer voor in een element",
    _E.ERR_CDATA_NOT_FINISHED: "Het bestand is afgebroken midden in een CDATA-deel",
    _E.ERR_COMMENT_NOT_FINISHED: "Het bestand is afgebroken midden in commentaar",
    _E.ERR_MISPLACED_CDATA_END: "De tekens ]]> mogen niet los in een tekst staan",
    _E.ERR_RESOURCE_LIMIT: "Het bestand is te diep genest of heeft een te lange tekst",
    _E.ERR_NAME_TOO_LONG: "Een naam in het bestand is te lang",
    _E.ERR_PI_NOT_FINISHED: "Het bestand is afgebroken midden in een instructie (<? … ?>)",
    _E.ERR_ATTRIBUTE_NOT_STARTED: "Een attribuut heeft geen aanhalingstekens",
    _E.ERR_RESERVED_XML_NAME: "Er staat een XML-declaratie op een plaats waar dat niet mag",
    _E.NS_ERR_UNDEFINED_NAMESPACE: "Een element heeft een voorvoegsel dat niet is verklaard",
}


_NOT_A_DECLARATIE = finding("XSD", "Het bestand is voor een groot deel geen declaratie")


class NotWellFormed(ValueError):
    """The text is not XML that we are willing to read; carries the finding."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.text)
        self.finding = finding


def parse_tree(data: bytes) -> etree._Element:
    """The root element of a message.

    Raises:
        NotWellFormed: with the finding that says why.
    """
    if len(data) > MAX_TREE_BYTES:
        raise NotWellFormed(
            finding(
                "OP179",
                f"Het bestand is {len(data) // (1024 * 1024)} MB groot; "
                "zo groot is een bericht over één cliënt nooit",
            )
        )
    parser = etree.XMLParser(**_SAFE)
    try:
        root: etree._Element = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise NotWellFormed(_translate(parser.error_log)) from None
    refuse_doctype(root)
    return root


def local_name(element: etree._Element) -> str:
    """Name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def refuse_doctype(root: etree._Element) -> None:
    """A DOCTYPE after the place where ``identify`` looked cannot exist, but entities can."""
    if root.getroottree().docinfo.internalDTD is not None:
        raise NotWellFormed(finding("XML", "Het bestand heeft een DOCTYPE; dat is niet toegestaan"))


def iterate(
    source: Source, tags: tuple[str, ...], schema: etree.XMLSchema | None = None
) -> Iterator[etree._Element]:
    """The elements of those names as they end.

    The caller removes what it has used, but never the newest element or the text behind it: the
    parser may still be writing there.

    One of the names is that of the root. With a schema the document is validated on the way, but
    libxml2 tells only at the end: until then an element may be invalid.

    Raises:
        NotWellFormed: with the finding that says why. Rule XSD when the schema refuses; also when
            so much passes without any of those elements that it cannot be a message.
    """
    parser = etree.XMLPullParser(events=("end",), tag=tags, schema=schema, **_SAFE)
    silent = line = 0
    after_root: bytes | None = None
    try:
        with source.open() as stream:
            for piece in _pieces(stream):
                # Blanks cost nothing: they are not kept for the next element.
                silent += len(piece.translate(None, b" \t\r\n"))
                if after_root is not None:
                    after_root += piece
                else:
                    line += piece.count(b"\n")
                    parser.feed(piece)
                    if parser.feed_error_log.filter_from_errors():
                        raise NotWellFormed(_translate(parser.feed_error_log))
                for _, element in parser.read_events():
                    silent = 0
                    after_root = b"" if element.getparent() is None else None
                    yield element
                if silent > _MAX_SILENT:
                    raise NotWellFormed(_NOT_A_DECLARATIE)
        parser.close()
    except etree.XMLSyntaxError:
        log = parser.feed_error_log.filter_from_errors() or parser.error_log
        raise NotWellFormed(_translate(log)) from None
    # With a schema lxml keeps silent about what is not well-formed: the root then never ends, or
    # something follows it. So both are looked at here.
    if after_root is None:
        raise NotWellFormed(_why_unfinished(source, tags, schema))
    try:
        parse_tree(b"<x/>" + after_root)
    except NotWellFormed as problem:
        inside = problem.finding.line or 1
        raise NotWellFormed(replace(problem.finding, line=line + inside)) from None


def _pieces(stream: BinaryIO) -> Iterator[bytes]:
    """The bytes of a message, cut behind everything that may be the end of its root."""
    rest = b""
    while block := stream.read(_BLOCK):
        data = rest + block
        tag = data.rfind(b"<", max(len(data) - _LONGEST_TAG, 0))  # it may go on in the next block
        whole, rest = (data[:tag], data[tag:]) if tag >= 0 else (data, b"")
        yield from _cut(whole)
    yield from _cut(rest)


def _cut(data: bytes) -> Iterator[bytes]:
    start = 0
    for end in _ROOT_END.finditer(data):
        yield data[start : end.end()]
        start = end.end()
    if start < len(data):
        yield data[start:]


def _why_unfinished(
    source: Source, tags: tuple[str, ...], schema: etree.XMLSchema | None
) -> Finding:
    if schema is not None:
        try:
            for element in iterate(source, tags):
                element.clear(keep_tail=True)
        except NotWellFormed as problem:
            return problem.finding
    return finding("XML", "Het bestand is afgebroken: niet elk element is afgesloten")


def _translate(log: etree._ListErrorLog) -> Finding:
    """One Dutch finding for what libxml2 says; its own words may quote the file, so they go.

    The log must be that of the parser: the one of the error holds what went wrong in all parsers
    before. Its first entry counts, because a push parser begins anew after an error.
    """
    first = next(iter(log.filter_from_errors()), None)
    if first is None:
        return finding("XML", "Het bestand is afgebroken: niet elk element is afgesloten")
    if first.domain_name == "SCHEMASV":
        return finding("XSD", "Het bericht voldoet niet aan het schema")
    unnamed = f"Het bestand is geen goedgevormde XML (libxml2-fout {first.type})"
    return finding("XML", _PHRASES.get(first.type, unnamed), first.line or None)


_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def is_xml_text(text: str) -> bool:
    """Whether every character may stand in an XML 1.0 document."""
    return _NOT_XML.search(text) is None
