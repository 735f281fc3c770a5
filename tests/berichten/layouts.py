# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The same message written in another way: what is between the values may never matter."""

from __future__ import annotations

import re
from collections.abc import Callable

from noaber.berichten.definitions.registry import by_name

Layout = Callable[[bytes, str], bytes]
"""From a message as we write it, and its name, to the same message in another layout."""

XSI = b"http://www.w3.org/2001/XMLSchema-instance"
_TEXT = re.compile(rb">([^<>\s][^<>]*)<")


def _prefixes(message: bytes, basis: bytes) -> Layout:
    """Other namespace prefixes; an empty one is the default namespace."""

    def renamed(data: bytes, name: str) -> bytes:
        definition = by_name(name)
        for old, new in ((definition.prefix, message), (definition.basis_prefix, basis)):
            was = old.encode()
            colon = new + b":" if new else b""
            data = re.sub(rb"<(/?)" + was + rb":", rb"<\g<1>" + colon, data)
            data = data.replace(
                b"xmlns:" + was + b"=", b"xmlns" + (b":" + new if new else b"") + b"="
            )
        return data

    return renamed


def _between(inserted: bytes) -> Layout:
    """Something that does not count, between every two elements."""
    return lambda data, name: re.sub(rb">(\s*)<(?!\?)", rb">\g<1>" + inserted + rb"<", data)


def _texts(change: Callable[[bytes], bytes]) -> Layout:
    """Every text spelled in another way."""
    return lambda data, name: _TEXT.sub(lambda hit: b">" + change(hit[1]) + b"<", data)


def _in_halves(middle: bytes) -> Layout:
    return _texts(lambda text: text[:1] + middle + text[1:] if text[:1].isascii() else text)


def _references(text: bytes) -> bytes:
    return "".join(f"&#{ord(letter)};" for letter in text.decode()).encode()


def _namespaces_everywhere(data: bytes, name: str) -> bytes:
    definition = by_name(name)
    both = (
        f' xmlns:{definition.basis_prefix}="{definition.basis_namespace}"'
        f" xmlns:{definition.prefix}='{definition.namespace}'"
    ).encode()
    return re.sub(rb"<([a-z0-9]+:(?!Bericht>)[A-Za-z0-9]+)>", rb"<\g<1>" + both + rb">", data)


# What the scanner of declaraties must be able to read itself: these occur every day.
ORDINARY: dict[str, Layout] = {
    "as it is": lambda data, name: data,
    "no indentation": lambda data, name: re.sub(rb">\s+<", b"><", data),
    "spaces": lambda data, name: data.replace(b"\t", b"    "),
    "line feeds only": lambda data, name: data.replace(b"\r\n", b"\n"),
    "carriage returns only": lambda data, name: data.replace(b"\r\n", b"\r"),
    "empty lines": lambda data, name: data.replace(b"\r\n", b"\r\n \r\n\t\r\n"),
    "byte order mark": lambda data, name: b"\xef\xbb\xbf" + data,
    "other prefixes": _prefixes(b"ns1", b"ns2"),
    "prefixes with a dot": _prefixes(b"n.s", b"b.s"),
    "prefixes with other letters": _prefixes("é_".encode(), b"_-3"),
    "default namespace": _prefixes(b"", b"b"),
    "default namespace for the groups": _prefixes(b"m", b""),
    "without declaration": lambda data, name: data.partition(b"?>")[2],
    "blank before the root": lambda data, name: data.replace(b"?>", b"?>\r\n\t\n ", 1),
    "comment before the root": lambda data, name: data.replace(b"?>", b"?><!-- <x> -->", 1),
    "instruction before the root": lambda data, name: data.replace(b"?>", b"?><?x <y> ?>", 1),
    "quotes of the other kind": lambda data, name: data.replace(b'"', b"'"),
    "schema location": lambda data, name: data.replace(
        b":Bericht ",
        b':Bericht xmlns:xsi="' + XSI + b'" xsi:schemaLocation="urn:x http://localhost/x.xsd" ',
        1,
    ),
}

# What is allowed, but seldom: here the scanner may step aside for libxml2.
RARE: dict[str, Layout] = {
    "comments between": _between(b"<!-- <x:Prestatie> ]]> &amp; -->"),
    "instructions between": _between(b"<?x <Bsn> --> ?>"),
    "comments inside texts": _in_halves(b"<!-- x -->"),
    "instructions inside texts": _in_halves(b"<?x y?>"),
    "CDATA": _texts(lambda text: b"<![CDATA[" + text.replace(b"&amp;", b"&") + b"]]>"),
    "character references": _texts(lambda text: text if b"&" in text else _references(text)),
    "blanks inside tags": lambda data, name: re.sub(
        rb"<(/?[a-z0-9]+:[A-Za-z0-9]+)>", b"<\\g<1>\r\n\t >", data
    ),
    "namespaces on every element": _namespaces_everywhere,
    "comment after the root": lambda data, name: data + b"<!-- x --><?x y?>\n",
}

LAYOUTS = {**ORDINARY, **RARE}
