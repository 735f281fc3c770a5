# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""A message as a person reads it: Dutch labels, codes in words, amounts in euros.

Personal data is masked unless asked for: who may see it, is the business of the caller.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING, Any

from noaber.berichten.definitions.nodes import Branch, Leaf, Node
from noaber.berichten.definitions.registry import Definition
from noaber.berichten.judge import Verdict
from noaber.kernel.money import format_euro

if TYPE_CHECKING:
    import polars as pl

    from noaber.berichten.xml.columns import Columns

_MASK = "•••"
# Elements that say who somebody is, where they live or what was written about them.
_PERSONAL = {
    "Achternaam",
    "Voorvoegsel",
    "Voornamen",
    "Voorletters",
    "Huisnummer",
    "Huisletter",
    "HuisnummerToevoeging",
    "Postcode",
    "Straatnaam",
    "Plaatsnaam",
    "Organisatie",
    "Telefoonnummer",
    "Landnummer",
    "Emailadres",
    "Commentaar",
}
_CENTS = {"Bedrag", "TotaalBedrag", "Budget", "ProductTarief"}
_EURO_UNIT = "83"
_MOST_LINES = 20


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a summary; ``depth`` 0 is the outermost."""

    depth: int
    label: str
    text: str = ""


def summary(verdict: Verdict, *, unmasked: bool = False) -> list[Line]:
    """The message in lines; empty when it did not pass level 1."""
    definition = verdict.definition
    if definition is None:
        return []
    head = Line(0, definition.name, f"{definition.kind.naam}, {definition.wet.naam}")
    if verdict.value is not None:
        lines = _children(verdict.value, definition.root, 1, unmasked)
        return [head, *lines]
    if verdict.columns is not None:
        return [head, *_bulk(verdict.columns, definition, unmasked)]
    return []


def _children(value: Any, branch: Branch, depth: int, unmasked: bool) -> Iterator[Line]:
    for child in branch.children:
        content = getattr(value, child.field, None) if child.field else None
        if content is not None and content != ():
            yield from _lines(content, child, depth, unmasked, value)


def _lines(content: Any, node: Node, depth: int, unmasked: bool, parent: Any) -> Iterator[Line]:
    if isinstance(node, Leaf):
        yield Line(depth, label(node.name), _text(content, node, unmasked, parent))
    elif isinstance(node, Branch):
        yield Line(depth, label(node.name))
        yield from _children(content, node, depth + 1, unmasked)
    elif isinstance(node.item, Leaf):
        codes = "; ".join(_text(code, node.item, unmasked, parent) for code in content)
        yield Line(depth, label(node.name), codes)
    else:
        for position, item in enumerate(content, 1):
            yield Line(depth, f"{label(node.item.name)} {position}")
            yield from _children(item, node.item, depth + 1, unmasked)


def _text(content: Any, leaf: Leaf, unmasked: bool, parent: Any) -> str:
    if not unmasked:
        hidden = _masked(content, leaf, parent)
        if hidden is not None:
            return hidden
    if isinstance(content, date):
        return f"{content.day:02}-{content.month:02}-{content.year:04}"
    if isinstance(content, time):
        return content.isoformat("seconds")
    in_cents = leaf.name in _CENTS or (
        leaf.name in ("Volume", "GeleverdVolume") and getattr(parent, "eenheid", None) == _EURO_UNIT
    )
    if in_cents:
        return format_euro(content)
    codes = leaf.type.codes
    return f"{content} · {codes.describe(content)}" if codes is not None else str(content)


def _masked(content: Any, leaf: Leaf, parent: Any) -> str | None:
    if leaf.type.name == "BurgerServicenummer":
        return f"{_MASK}{content[-3:]}"
    if leaf.name == "Datum" and hasattr(parent, "datum_gebruik"):
        return f"{_MASK}{content.year:04}"
    is_name_of_referrer = leaf.type.name == "NaamVerwijzer"
    return _MASK if leaf.name in _PERSONAL or is_name_of_referrer else None


def label(name: str) -> str:
    """``ToewijzingIngangsdatum`` → ``Toewijzing ingangsdatum``."""
    words = re.findall(r"[A-Z][a-z0-9]*", name)
    return " ".join([words[0], *(word.lower() for word in words[1:])])


# ── declaraties ──────────────────────────────────────────────────────────────────────────────────


def _bulk(columns: Columns, definition: Definition, unmasked: bool) -> Iterator[Line]:
    header = definition.root.by_name["Header"]
    yield from _lines(columns.header, header, 1, unmasked, None)
    if columns.body is not None:
        body = definition.root.children[1]
        yield from _lines(columns.body, body, 1, unmasked, None)
    if columns.lines.is_empty():
        yield Line(1, "Prestaties", "geen")
        return
    yield Line(1, "Cliënten", _count(columns.lines["client"].n_unique()))
    yield Line(1, "Prestaties", _count(columns.lines.height))
    yield from _per_product(columns.lines)
    yield from _first_lines(columns, definition, unmasked)


def _per_product(lines: pl.DataFrame) -> Iterator[Line]:
    # Loads Polars, which only a 323 or 325 needs: the command starts faster without.
    import polars as pl  # noqa: PLC0415

    signed = (
        pl.when(pl.col("debet_credit") == "D").then(pl.col("bedrag")).otherwise(-pl.col("bedrag"))
    )
    groups = (
        lines.group_by("product_categorie", "product_code")
        .agg(pl.len().alias("count"), signed.sum().alias("cents"))
        .sort("cents", "product_code", descending=[True, False])
    )
    yield Line(1, "Per product")
    for row in groups.head(_MOST_LINES).iter_rows(named=True):
        yield Line(
            2,
            f"{row['product_categorie']} {row['product_code']}",
            f"{_count(row['count'])} prestaties, {format_euro(row['cents'])}",
        )
    if groups.height > _MOST_LINES:
        yield Line(2, f"en nog {groups.height - _MOST_LINES} andere producten")


def _first_lines(columns: Columns, definition: Definition, unmasked: bool) -> Iterator[Line]:
    # Loads Polars, which only a 323 or 325 needs: the command starts faster without.
    from noaber.berichten.xml.columns import line_layout  # noqa: PLC0415
    from noaber.berichten.xml.values import prestatie_of  # noqa: PLC0415

    layout = line_layout(definition)
    lines = columns.lines
    for row in lines.head(_MOST_LINES).iter_rows(named=True):
        bsn = row["bsn"] if unmasked else f"{_MASK}{row['bsn'][-3:]}"
        yield Line(1, f"Prestatie {row['prestatie']} van cliënt {row['client']}", f"Bsn {bsn}")
        yield from _children(prestatie_of(row), layout.prestatie, 2, unmasked)
    if lines.height > _MOST_LINES:
        yield Line(1, f"En nog {_count(lines.height - _MOST_LINES)} prestaties")


def _count(number: int) -> str:
    return f"{number:,}".replace(",", ".")
