# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The answer to a declaratie of any size: a 325 in columns, with the shapes of ``answers``.

``answers.answer`` makes the same message with a value per rejected line; what levels 3 and 4 find
in a large declaratie comes as columns and is better left so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from noaber.berichten.answers import NO_REMARK, NOT_JUDGED, Codes, Envelope, answer_head
from noaber.berichten.definitions.messages import Bericht325
from noaber.berichten.xml.columns import Columns
from noaber.berichten.xml.write_columns import write_columns


@dataclass(frozen=True, slots=True)
class LineCodes:
    """What levels 3 and 4 found in the clients and prestaties of a 323."""

    lines: pl.Series
    """Per prestatie, in the order of the message, its retourcodes; empty when it is granted."""
    clients: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    """Codes of a client (position from 1): all its prestaties are then not judged (0233)."""


def write_antwoord(columns: Columns, envelope: Envelope, codes: Codes | LineCodes) -> bytes:
    """The 325 on this declaratie, as it goes out.

    Raises:
        UnknownClass: a code is for a class that a declaratie does not have.
        UnwritableMessage: the 325 would break its schema.
    """
    if isinstance(codes, Codes):
        assert not [place for place in codes.classes if place != "Declaratie"], "lines in columns"
        return write_columns(answer_head(columns, envelope, codes), columns.lines.clear())
    rejected = _rejected(columns.lines, codes)
    sign = pl.when(pl.col("debet_credit") == "C").then(-1).otherwise(1)
    cents = rejected.select((sign * pl.col("bedrag")).sum()).item()
    head: Bericht325 = answer_head(
        columns, envelope, Codes(), rejected=cents if rejected.height else None
    )
    return write_columns(head, rejected)


def _rejected(lines: pl.DataFrame, codes: LineCodes) -> pl.DataFrame:
    """The lines that go back, with the codes of the line and of its client."""
    of_clients = pl.DataFrame(
        {
            "client": list(codes.clients),
            "client_retour_codes": list(map(list, codes.clients.values())),
        },
        schema={"client": pl.Int64, "client_retour_codes": pl.List(pl.String)},
    )
    judged = lines.with_columns(codes.lines.alias("retour_codes")).join(
        of_clients, on="client", how="left", maintain_order="left"
    )
    of_client = pl.col("client_retour_codes")
    return judged.filter(
        (pl.col("retour_codes").list.len() > 0) | of_client.is_not_null()
    ).with_columns(
        pl.when(of_client.is_not_null())
        .then(pl.lit([NOT_JUDGED], pl.List(pl.String)))
        .otherwise("retour_codes")
        .alias("retour_codes"),
        of_client.fill_null(pl.lit([NO_REMARK], pl.List(pl.String))),
    )
