# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""A 323 or 325 as columns: one row per Prestatie, in Arrow memory, with the rest as values.

Two paths give the same result. The scanner goes through the bytes in one pass and accepts only
what the schema accepts too; where it is not sure it steps aside for libxml2, which judges and fills
the columns element by element. Memory stays bounded on both paths: never the whole file at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property

import polars as pl

from noaber.berichten.definitions.classes import Declaratie, DeclaratieAntwoord
from noaber.berichten.definitions.messages import DeclaratieAntwoordHeader, Header
from noaber.berichten.definitions.nodes import Branch, Leaf, Listing, Node
from noaber.berichten.definitions.registry import Definition
from noaber.berichten.definitions.simple import Base
from noaber.kernel.wet import Wet

_TYPES: dict[Base, type[pl.DataType]] = {
    Base.TEXT: pl.String,
    Base.WHOLE: pl.Int64,
    Base.DATE: pl.Date,
    Base.TIME: pl.Time,
}


@dataclass(frozen=True)
class Columns:
    """A declaratie or its answer.

    ``lines`` has one row per Prestatie, in document order: ``client`` and ``prestatie`` (positions
    from 1, the second within its client), ``bsn``, then every leaf of the Prestatie by its field
    name (``referentie_nummer``, ``begindatum``, ``bedrag`` …). Dates are inclusive, amounts in
    eurocents. In a 325 also ``retour_codes`` and ``client_retour_codes`` (lists of text).
    """

    definition: Definition
    header: Header | DeclaratieAntwoordHeader
    body: Declaratie | DeclaratieAntwoord | None
    """The declaratie or the answer without its clients."""
    lines: pl.DataFrame

    @property
    def lines_place(self) -> str:
        """Place of the element that holds the clients."""
        return (
            f"{'Declaratie' if self.definition.number == '323' else 'DeclaratieAntwoord'}/Clienten"
        )

    @cached_property
    def declaratie(self) -> Declaratie:
        """The body of a 323."""
        assert isinstance(self.body, Declaratie)
        return self.body

    @cached_property
    def antwoord(self) -> DeclaratieAntwoord | None:
        """The body of a 325, absent when the whole 323 was rejected in the header."""
        assert not isinstance(self.body, Declaratie)
        return self.body

    @cached_property
    def clients(self) -> pl.DataFrame:
        """The first line of every client."""
        return self.lines.filter(pl.col("prestatie") == 1)

    @property
    def wet(self) -> Wet:
        """The law of the declaratie."""
        return self.definition.wet


@dataclass(frozen=True)
class LineLayout:
    """The parts of a bulk message that the two readers need from its definition."""

    body: Branch
    clienten: Listing
    client: Branch
    prestaties: Listing
    prestatie: Branch
    has_codes: bool
    """Whether clients and prestaties carry retourcodes (325)."""

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """The leaves of a Prestatie, in document order."""
        return tuple(_leaves(self.prestatie))

    @cached_property
    def schema(self) -> dict[str, pl.DataType | type[pl.DataType]]:
        """Names and types of the columns."""
        leaves: dict[str, pl.DataType | type[pl.DataType]] = {
            leaf.field: _TYPES[leaf.type.base] for leaf in self.leaves
        }
        codes: dict[str, pl.DataType | type[pl.DataType]] = (
            {"retour_codes": pl.List(pl.String), "client_retour_codes": pl.List(pl.String)}
            if self.has_codes
            else {}
        )
        return {"client": pl.Int64, "prestatie": pl.Int64, "bsn": pl.String, **leaves, **codes}

    def empty(self) -> pl.DataFrame:
        """No lines."""
        return pl.DataFrame(schema=self.schema)


def _leaves(node: Node) -> list[Leaf]:
    if isinstance(node, Leaf):
        return [node]
    if isinstance(node, Branch):
        return [leaf for child in node.children for leaf in _leaves(child)]
    return []  # retourcodes: a list, read apart


@cache
def line_layout(definition: Definition) -> LineLayout:
    """The layout of a 323 or 325.

    Raises:
        ValueError: another message, which has no lines.
    """
    if definition.number not in ("323", "325"):
        raise ValueError(f"{definition.name} has no declared lines")
    body = definition.root.children[1]
    assert isinstance(body, Branch)
    clienten = body.by_name["Clienten"]
    assert isinstance(clienten, Listing)
    assert isinstance(clienten.item, Branch)
    prestaties = clienten.item.by_name["Prestaties"]
    assert isinstance(prestaties, Listing)
    assert isinstance(prestaties.item, Branch)
    return LineLayout(
        body,
        clienten,
        clienten.item,
        prestaties,
        prestaties.item,
        has_codes="RetourCodes" in prestaties.item.by_name,
    )
