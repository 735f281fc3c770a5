# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Writing a 323 or 325 from columns: the same bytes as from values, without a value per line.

Every element of a line becomes one expression, made from the definition; Polars puts the text of
all lines together.
"""

from __future__ import annotations

from functools import cache

import polars as pl

from noaber.berichten.definitions.messages import Bericht323, Bericht325
from noaber.berichten.definitions.nodes import Branch, Leaf, Listing, Node
from noaber.berichten.definitions.registry import Definition
from noaber.berichten.definitions.simple import Base
from noaber.berichten.xml.columns import LineLayout, line_layout
from noaber.berichten.xml.scan import scan
from noaber.berichten.xml.source import Source, identify
from noaber.berichten.xml.write import END, ESCAPES, check_written, definition_of, document_lines

_OPENS = (pl.col("client") != pl.col("client").shift()).fill_null(value=True)
_CLOSES = (pl.col("client") != pl.col("client").shift(-1)).fill_null(value=True)
_XML_ESCAPES = {"&": "&amp;", ">": "&gt;", "<": "&lt;", **ESCAPES}
_NOTHING = pl.lit("")


def write_columns(value: Bericht323 | Bericht325, lines: pl.DataFrame) -> bytes:
    """The message with these lines, as it goes out.

    ``value`` is the message without clients; ``lines`` have the columns of ``line_layout``, those
    of one client together. Without lines there is no element Clienten.

    Raises:
        UnwritableMessage: as ``write`` does.
    """
    definition = definition_of(value)
    document = list(document_lines(value, definition))
    if lines.height:
        layout = line_layout(definition)
        place = _place_of_clienten(document, layout, definition)
        tag = f"{definition.prefix}:{layout.clienten.name}"
        clients = str(lines.select(_client(definition))["client"].str.join(END).item())
        document[place:place] = [f"\t\t<{tag}>", clients, f"\t\t</{tag}>"]
    data = END.join(document).encode("utf-8", "surrogatepass")
    source = Source.from_bytes(data)
    # The scanner accepts only what the schema accepts; where it is not sure, the schema judges.
    if scan(source, identify(source)) is None:
        check_written(data, definition)
    return data


def _place_of_clienten(document: list[str], layout: LineLayout, definition: Definition) -> int:
    """The line before which Clienten belongs: the element after it, or the end of the body."""
    m = definition.prefix
    begin = document.index(f"\t<{m}:{layout.body.name}>")
    names = [node.name for node in layout.body.children]
    behind = names[names.index(layout.clienten.name) + 1 :]
    ends = [f"\t\t<{m}:{name}>" for name in behind] + [f"\t</{m}:{layout.body.name}>"]
    return min(document.index(line, begin) for line in ends if line in document)


@cache
def _client(definition: Definition) -> pl.Expr:
    """The text of a line, with the begin and end of its client where it is the first or last."""
    layout = line_layout(definition)
    m, b = definition.prefix, definition.basis_prefix
    client, prestaties = f"{m}:{layout.client.name}", f"{m}:{layout.prestaties.name}"
    t = "\t" * 3
    opens = [
        pl.lit(f"{t}<{client}>{END}"),
        _element(layout.client.by_name["Bsn"], m, b, f"{t}\t"),
        pl.lit(f"{END}{t}\t<{prestaties}>{END}"),
    ]
    closes = [pl.lit(f"{END}{t}\t</{prestaties}>{END}")]
    if layout.has_codes:
        codes = layout.client.by_name["RetourCodes"]
        assert isinstance(codes, Listing)
        closes += [_codes("client_retour_codes", codes, m, f"{t}\t"), pl.lit(END)]
    closes.append(pl.lit(f"{t}</{client}>"))
    return pl.concat_str(
        pl.when(_OPENS).then(pl.concat_str(opens)).otherwise(_NOTHING),
        _element(layout.prestatie, m, b, f"{t}\t\t"),
        pl.when(_CLOSES).then(pl.concat_str(closes)).otherwise(_NOTHING),
    ).alias("client")


def _element(node: Node, m: str, b: str, t: str) -> pl.Expr:
    """The text of an element, without a line end behind it; null when it is not there."""
    tag = f"{b if node.in_basis else m}:{node.name}"
    if isinstance(node, Leaf):
        return pl.concat_str(pl.lit(f"{t}<{tag}>"), _value(node), pl.lit(f"</{tag}>"))
    if isinstance(node, Listing):
        return _codes("retour_codes", node, m, t)
    assert isinstance(node, Branch)
    inside = [
        pl.concat_str(_element(child, m, b, f"{t}\t"), pl.lit(END)).fill_null("")
        for child in node.children
    ]
    return pl.concat_str(pl.lit(f"{t}<{tag}>{END}"), *inside, pl.lit(f"{t}</{tag}>"))


def _value(leaf: Leaf) -> pl.Expr:
    column = pl.col(leaf.field)
    if leaf.type.base is Base.TEXT:
        if leaf.type.codes is None:
            for sign, written in _XML_ESCAPES.items():
                column = column.str.replace_all(sign, written, literal=True)
        return column
    return column.cast(pl.String)


def _codes(column: str, listing: Listing, m: str, t: str) -> pl.Expr:
    tag, item = f"{m}:{listing.name}", f"{m}:{listing.item.name}"
    one = pl.format(f"{t}\t<{item}>{{}}</{item}>{END}", pl.element())
    inside = pl.col(column).list.eval(one).list.join("")
    return pl.concat_str(pl.lit(f"{t}<{tag}>{END}"), inside, pl.lit(f"{t}</{tag}>"))
