# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What came back on a message: read from the answer itself, as whoever sent the message has it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import polars as pl

from noaber.berichten.definitions.classes import Klasse
from noaber.berichten.definitions.messages import Retourbericht
from noaber.berichten.definitions.nodes import Branch, Listing
from noaber.berichten.judge import judge_bytes
from noaber.berichten.xml.columns import Columns
from noaber.demo.verdeling import plek_van_client
from noaber.demo.verwachting import DECLARATIE, Antwoordsoort, Uitkomst
from noaber.postbus.queries import get_payload
from noaber.postbus.queries.verzonden import Lot, list_lot
from noaber.postbus.types import Status

_NIETS = frozenset({"0200", "0233", "8001"})
"""Codes that reject nothing."""


def lees(bericht_ids: tuple[int, ...]) -> list[tuple[Lot, Uitkomst]]:
    """What came back on these messages of ours."""
    return [(lot, _uitkomst(lot)) for lot in list_lot(bericht_ids)]


def _uitkomst(lot: Lot) -> Uitkomst:
    if lot.status is Status.FAULTED:
        return Uitkomst(antwoord=Antwoordsoort.FOUTBERICHT)
    if lot.antwoord_id is None:
        return Uitkomst(antwoord=Antwoordsoort.GEEN)
    return lees_antwoord(get_payload(lot.antwoord_id))


def lees_antwoord(payload: bytes) -> Uitkomst:
    """What a retourbericht or 325 says."""
    verdict = judge_bytes(payload)
    if verdict.columns is not None:
        return _325(verdict.columns)
    value = verdict.value
    assert isinstance(value, Retourbericht), "an answer that is right in itself"
    assert verdict.definition is not None
    codes: dict[str, tuple[str, ...]] = {}
    for branch in verdict.definition.root.children[1:]:
        assert isinstance(branch, Branch)
        body = getattr(value, branch.field)
        if body is not None:
            codes.update(_klassen(body, branch, branch.name))
    return Uitkomst(header=tuple(value.header.retour_codes), codes=codes)


def _klassen(value: Any, branch: Branch, plek: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every class with a code that rejects it, by place."""
    codes = tuple(sorted(set(getattr(value, "retour_codes", ())) - _NIETS))
    if codes:
        yield plek, codes
    for child in branch.children:
        content = getattr(value, child.field, None) if child.field else None
        if content is None:
            continue
        if isinstance(child, Listing) and isinstance(child.item, Branch):
            for position, item in enumerate(content, 1):
                inner = f"{plek}/{child.name}/{child.item.name}[{position}]"
                yield from _klassen(item, child.item, inner)
        elif isinstance(child, Branch) and isinstance(content, Klasse):
            yield from _klassen(content, child, f"{plek}/{child.name}")


def _325(columns: Columns) -> Uitkomst:
    header = tuple(columns.header.retour_codes)  # type: ignore[union-attr]  # of a 325
    antwoord = columns.antwoord
    if antwoord is None:
        return Uitkomst(header=header)
    codes: dict[str, tuple[str, ...]] = {}
    if whole := tuple(sorted(set(antwoord.retour_codes) - _NIETS)):
        codes[DECLARATIE] = whole
    for _, lines in columns.lines.group_by("client", maintain_order=True):
        codes.update(_van_client(lines))
    return Uitkomst(header=header, codes=codes, toegekend=antwoord.totaal_toegekend_bedrag.cents)


def _van_client(lines: pl.DataFrame) -> Iterator[tuple[str, tuple[str, ...]]]:
    of_client = tuple(sorted(set(lines["client_retour_codes"][0]) - _NIETS))
    if of_client:
        yield plek_van_client(lines["referentie_nummer"].to_list()), of_client
    for referentie, codes in lines.select("referentie_nummer", "retour_codes").iter_rows():
        if own := tuple(sorted(set(codes) - _NIETS)):
            yield f"Prestatie {referentie}", own
