# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Mutants: a message with one thing changed, for every element and every way to change it.

They show that two judges of messages agree. The change is made in the text, not in a tree, so
that also what a tree hides (character references, CDATA, comments, white space) can differ.
Nothing is random: the same message gives the same mutants, in the same order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from noaber.berichten.definitions.nodes import Branch, Leaf, Listing, Node
from noaber.berichten.definitions.registry import Definition
from tests.conformance.texts import spellings, wrong_texts

XSI = "http://www.w3.org/2001/XMLSchema-instance"
_MARKUP = re.compile(r"<!--.*?-->|<\?.*?\?>|<(/?)([\w.-]+):([\w.-]+)([^<>]*?)(/?)>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Mutant:
    """One changed message; ``label`` says where and how."""

    label: str
    data: bytes


@dataclass(slots=True, eq=False)
class Span:
    """Where one element stands in the text of a message."""

    prefix: str
    name: str
    node: Node | None
    parent: Span | None
    start: int
    inside: int
    outside: int = 0
    end: int = 0
    children: list[Span] = field(default_factory=list)

    @property
    def place(self) -> str:
        """The path of element names, without positions."""
        above = self.parent.place if self.parent else ""
        return f"{above}/{self.name}" if above else self.name


def spans(text: str, definition: Definition) -> list[Span]:
    """All elements of a message in document order, the root first."""
    found: list[Span] = []
    current: Span | None = None
    for hit in _MARKUP.finditer(text):
        if hit[3] is None:
            continue
        if hit[1]:
            assert current is not None
            current.outside, current.end = hit.start(), hit.end()
            current = current.parent
            continue
        node: Node | None = definition.root if current is None else _child(current.node, hit[3])
        span = Span(hit[2], hit[3], node, current, hit.start(), hit.end())
        if current is not None:
            current.children.append(span)
        found.append(span)
        if hit[5]:
            span.outside = span.end = span.inside
        else:
            current = span
    return found


def _child(node: Node | None, name: str) -> Node | None:
    if isinstance(node, Branch):
        return node.by_name.get(name)
    if isinstance(node, Listing) and node.item.name == name:
        return node.item
    return None


def mutants(data: bytes, definition: Definition, every: int = 1) -> Iterator[Mutant]:
    """The mutants of one message: of each place the first element, of ``every`` n-th change.

    How a text is spelled (blanks, CDATA, references) is tried once per simple type, and what the
    text is at each place: that is where two definitions can differ.
    """
    text = data.decode("utf-8")
    places: set[str] = set()
    types: set[str] = set()
    turn = 0
    for span in spans(text, definition):
        if span.place in places:
            continue
        places.add(span.place)
        changes = [*_structure(text, span, definition), *_attributes(span)]
        if isinstance(span.node, Leaf):
            content = text[span.inside : span.outside]
            changes += _contents(text, span, wrong_texts(span.node.type, definition.wet, content))
            if span.node.type.name not in types:
                types.add(span.node.type.name)
                changes += _contents(text, span, spellings(content))
        for how, start, end, new in changes:
            turn += 1
            if turn % every == 0:
                changed = text[:start] + new + text[end:]
                yield Mutant(f"{span.place}: {how}", changed.encode())


def typed_mutants(data: bytes, definition: Definition) -> Iterator[Mutant]:
    """Each element with a text says with xsi:type which type of the schema it has.

    Schemas that judge alike may still call their types differently.
    """
    text = data.decode("utf-8")
    basis = definition.basis_prefix
    for span in spans(text, definition):
        if isinstance(span.node, Leaf) and span.node.fixed is None:
            at = span.start + 1 + len(f"{span.prefix}:{span.name}")
            for name in (span.node.type.name, f"LDT_{span.node.type.name}"):
                attribute = f' xmlns:xsi="{XSI}" xsi:type="{basis}:{name}"'
                changed = text[:at] + attribute + text[at:]
                yield Mutant(f"{span.place}: xsi:type {name}", changed.encode())


Change = tuple[str, int, int, str]
"""How, and which stretch of the text becomes what."""


def _contents(text: str, span: Span, contents: Iterator[tuple[str, str]]) -> Iterator[Change]:
    seen = {text[span.inside : span.outside]}
    for how, content in contents:
        if content not in seen:
            seen.add(content)
            yield how, span.inside, span.outside, content


def _structure(text: str, span: Span, definition: Definition) -> Iterator[Change]:
    """Changes to the elements themselves: there or not, where, and what they are called."""
    whole = text[span.start : span.end]
    content = text[span.inside : span.outside]
    if span.parent is not None:
        yield "dropped", span.start, span.end, ""
        yield "doubled", span.end, span.end, whole
        yield from _moved(text, span, whole)
    yield from _renamed(text, span, definition, content)
    if span.children:
        yield "emptied", span.inside, span.outside, ""
        yield "self-closed", span.start, span.end, text[span.start : span.inside - 1] + "/>"
        yield "only blanks", span.inside, span.outside, "  \n  "
        last = span.children[-1].end
        for how, inner in (
            ("text before the children", "x"),
            ("no-break space before the children", "\xa0"),
            ("reference to a blank before the children", "&#32;&#9;&#13;"),
            ("CDATA with a blank before the children", "<![CDATA[ ]]>"),
            ("comment before the children", "<!-- x -->"),
            ("instruction before the children", "<?x y?>"),
            ("unknown first child", f"<{span.prefix}:Onbekend>x</{span.prefix}:Onbekend>"),
            ("first child without namespace", "<Onbekend/>"),
        ):
            yield how, span.inside, span.inside, inner
        yield "text after the children", last, last, "x"
        yield "unknown last child", last, last, f"<{span.prefix}:Onbekend/>"
    else:
        yield "child inside", span.outside, span.outside, f"<{span.prefix}:Onbekend/>"


def _moved(text: str, span: Span, whole: str) -> Iterator[Change]:
    assert span.parent is not None
    sisters = span.parent.children
    index = sisters.index(span)
    if index + 1 < len(sisters):
        after = sisters[index + 1]
        between = text[span.end : after.start]
        swapped = text[after.start : after.end] + between + whole
        yield "swapped with the next", span.start, after.end, swapped
        rest = text[span.end : sisters[-1].end]
        yield "moved to the end", span.start, sisters[-1].end, rest + whole
    if index > 0:
        before = text[sisters[0].start : span.start]
        yield "moved to the front", sisters[0].start, span.end, whole + before
    if span.parent.parent is not None:
        rest = text[span.end : span.parent.end]
        yield "moved out of its parent", span.start, span.parent.end, rest + whole
    if index > 0 and sisters[index - 1].node != span.node:
        brother = sisters[index - 1]
        tail = text[brother.outside : span.start]
        if brother.outside < brother.end:
            yield "moved into the one before", brother.outside, span.end, whole + tail


def _renamed(text: str, span: Span, definition: Definition, content: str) -> Iterator[Change]:
    def named(tag: str, xmlns: str = "") -> str:
        declared = f' xmlns:v="{xmlns}"' if xmlns else ""
        roots = _root_attributes(text, span)
        return f"<{tag}{declared}{roots}>{content}</{tag}>"

    own = f"{span.prefix}:{span.name}"
    basis = span.prefix == definition.basis_prefix
    other_prefix = definition.prefix if basis else definition.basis_prefix
    namespace = definition.basis_namespace if basis else definition.namespace
    yield "renamed", span.start, span.end, named(own + "X")
    yield "in lower case", span.start, span.end, named(own.lower())
    yield "in the other namespace", span.start, span.end, named(f"{other_prefix}:{span.name}")
    yield "without namespace", span.start, span.end, named(span.name)
    for how, uri in (
        ("of a later release", namespace.replace("/3_2/", "/3_3/")),
        ("of the other law", _other_law(namespace)),
        ("in a namespace in upper case", namespace.upper()),
    ):
        yield how, span.start, span.end, named(f"v:{span.name}", uri)
    yield "by another prefix", span.start, span.end, named(f"v:{span.name}", namespace)


def _other_law(namespace: str) -> str:
    for one, other in (("iwmo", "ijw"), ("ijw", "iwmo")):
        if f"/{one}/" in namespace:
            law = {"iwmo": "wmo", "ijw": "jw"}
            swapped = namespace.replace(f"/{one}/", f"/{other}/")
            return swapped.replace(f"/{law[one]}3", f"/{law[other]}3")
    return namespace


def _attributes(span: Span) -> Iterator[Change]:
    at = span.start + 1 + len(f"{span.prefix}:{span.name}")
    for how, attribute in (
        ("unknown attribute", ' soort="x"'),
        ("xml:lang", ' xml:lang="nl"'),
        ("xsi:nil true", f' xmlns:xsi="{XSI}" xsi:nil="true"'),
        ("xsi:nil false", f' xmlns:xsi="{XSI}" xsi:nil="false"'),
        (
            "xsi:type of XML schema",
            f' xmlns:xsi="{XSI}" xmlns:xs="http://www.w3.org/2001/XMLSchema" xsi:type="xs:string"',
        ),
        ("xsi:type unknown", f' xmlns:xsi="{XSI}" xsi:type="Onbekend"'),
        ("xsi:schemaLocation", f' xmlns:xsi="{XSI}" xsi:schemaLocation="urn:x x.xsd"'),
    ):
        yield how, at, at, attribute


def _root_attributes(text: str, span: Span) -> str:
    if span.parent is not None:
        return ""
    opening = text[span.start : span.inside].rstrip("/>")
    return opening[opening.index(" ") :] if " " in opening else ""
