# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""From value classes to a tree of elements: what schema, reader, writer and columns walk over.

The dataclasses are the definition; this module reads them once per message. An element of a group
stands in the namespace of the basisschema, every other element in that of its message.
"""

from __future__ import annotations

import re
import types
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cached_property
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from noaber.berichten.definitions.classes import Klasse, Only
from noaber.berichten.definitions.groups import Groep
from noaber.berichten.definitions.simple import SimpleType
from noaber.berichten.definitions.types import (
    AFZENDER,
    AGB_CODE,
    BERICHT_CODE,
    BERICHT_SUBVERSIE,
    BERICHT_VERSIE,
    GEMEENTE,
    ONTVANGER,
    fixed,
)
from noaber.kernel.wet import Wet


def element_name(field_name: str) -> str:
    """``referentie_nummer`` → ``ReferentieNummer``."""
    return "".join(part.capitalize() for part in field_name.split("_"))


@dataclass(frozen=True)
class Leaf:
    """An element with text. ``tag`` is its name with namespace, as lxml writes it."""

    name: str
    field: str
    tag: str
    type: SimpleType
    required: bool
    in_basis: bool
    fixed: str | None = None
    """The only allowed text; such an element is not a field of the value."""


@dataclass(frozen=True)
class Branch:
    """An element with children, read into an instance of ``cls``."""

    name: str
    field: str
    tag: str
    cls: type
    children: tuple[Node, ...]
    required: bool
    in_basis: bool

    @cached_property
    def by_tag(self) -> dict[str, Node]:
        """The children by tag."""
        return {child.tag: child for child in self.children}

    @cached_property
    def by_name(self) -> dict[str, Node]:
        """The children by element name."""
        return {child.name: child for child in self.children}

    @property
    def is_group(self) -> bool:
        """Whether the children stand in the basisschema."""
        return issubclass(self.cls, Groep)

    @property
    def type_name(self) -> str:
        """Name of the type in the schema, as the standard names it (a message may refer to it)."""
        if self.is_group:
            return f"CDT_{self.cls.__name__}"
        return "Root" if self.name == "Bericht" else self.name


@dataclass(frozen=True)
class Listing:
    """An element that holds one or more elements of one kind, read into a tuple."""

    name: str
    field: str
    tag: str
    item: Leaf | Branch
    required: bool
    in_basis: bool = False


Node = Leaf | Branch | Listing


@dataclass(frozen=True)
class Context:
    """What the same class needs to know about the message it stands in."""

    wet: Wet
    is_answer: bool
    gemeente_sends: bool
    bericht_code: str
    namespace: str
    basis_namespace: str

    def tag(self, name: str, *, in_basis: bool = False) -> str:
        """The name of an element with its namespace."""
        return f"{{{self.basis_namespace if in_basis else self.namespace}}}{name}"


def compile_root(cls: type, context: Context) -> Branch:
    """The element tree of one message for one law."""
    tag = context.tag("Bericht")
    return Branch("Bericht", "", tag, cls, _children(cls, context), required=True, in_basis=False)


def _children(cls: type, context: Context) -> tuple[Node, ...]:
    hints = get_type_hints(cls, include_extras=True)
    own = [entry for entry in fields(cls) if hints[entry.name] is not Wet]
    codes_last = sorted(own, key=lambda entry: entry.name == "retour_codes")
    nodes = [
        node
        for entry in codes_last
        if (node := _node(cls, entry.name, hints[entry.name], entry.default, context))
    ]
    if "bericht_identificatie" in hints:
        nodes = [*_message_constants(context), *nodes]
    return tuple(nodes)


def _message_constants(context: Context) -> list[Node]:
    constants = (
        ("BerichtCode", context.bericht_code, "RS047", BERICHT_CODE),
        ("BerichtVersie", "3", "CS025", BERICHT_VERSIE),
        ("BerichtSubversie", "2", "CS015", BERICHT_SUBVERSIE),
    )
    return [
        Leaf(name, "", context.tag(name), fixed(value, rule, type_), True, False, fixed=value)
        for name, value, rule, type_ in constants
    ]


def _node(cls: type, name: str, hint: Any, default: object, context: Context) -> Node | None:
    hint, marks = _unwrapped(hint)
    hint, optional = _without_none(hint)
    if any(isinstance(mark, Only) and mark.wet is not context.wet for mark in marks):
        return None
    in_basis = issubclass(cls, Groep)
    element = element_name(name)
    tag = context.tag(element, in_basis=in_basis)
    required = not optional
    if get_origin(hint) is tuple:
        if name == "retour_codes" and issubclass(cls, Klasse):
            if not context.is_answer:
                return None
            required = True
        else:
            required = default is MISSING
        item = _item(get_args(hint)[0], context)
        return Listing(element, name, context.tag(element), item, required)
    inner, inner_marks = _unwrapped(hint)
    simple = next((m for m in (*marks, *inner_marks) if isinstance(m, SimpleType)), None)
    if simple is not None:
        bound = _party(simple, context).bind(context.wet)
        return Leaf(element, name, tag, bound, required, in_basis)
    if not (isinstance(inner, type) and is_dataclass(inner)):
        raise TypeError(f"{cls.__name__}.{name}: {inner!r} is neither a simple type nor a class")
    children = _children(inner, context)
    return Branch(element, name, tag, inner, children, required, in_basis)


def _item(hint: Any, context: Context) -> Leaf | Branch:
    inner, marks = _unwrapped(hint)
    simple = next((m for m in marks if isinstance(m, SimpleType)), None)
    if simple is not None:
        tag = context.tag(simple.name)
        return Leaf(simple.name, "", tag, simple.bind(context.wet), True, False)
    name = getattr(inner, "element", "") or inner.__name__
    return Branch(name, "", context.tag(name), inner, _children(inner, context), True, False)


def _party(simple: SimpleType, context: Context) -> SimpleType:
    if simple is AFZENDER:
        return GEMEENTE if context.gemeente_sends else AGB_CODE
    if simple is ONTVANGER:
        return AGB_CODE if context.gemeente_sends else GEMEENTE
    return simple


def _unwrapped(hint: Any) -> tuple[Any, tuple[Any, ...]]:
    if get_origin(hint) is Annotated:
        inner, *marks = get_args(hint)
        return inner, tuple(marks)
    return hint, ()


def _without_none(hint: Any) -> tuple[Any, bool]:
    if get_origin(hint) in (Union, types.UnionType):
        kept = [arg for arg in get_args(hint) if arg is not type(None)]
        if len(kept) != 1:
            raise TypeError(f"{hint!r}: only one type beside None is allowed")
        return kept[0], True
    return hint, False


_STEP = re.compile(r"([A-Za-z0-9]+)(?:\[([0-9]+)\])?")


def split_place(place: str) -> list[tuple[str, int]]:
    """``Clienten/Client[2]/Bsn`` → ``[("Clienten", 1), ("Client", 2), ("Bsn", 1)]``.

    Raises:
        ValueError: the place is not a path of element names with positions from 1.
    """
    steps = []
    for part in place.split("/"):
        found = _STEP.fullmatch(part)
        if not found:
            raise ValueError(f"{place!r} is geen pad van elementnamen (voorbeeld: Client/Bsn)")
        steps.append((found[1], int(found[2] or 1)))
    return steps
