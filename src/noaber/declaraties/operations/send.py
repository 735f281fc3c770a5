# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The aanbieder declares: the 323 from columns. What was granted is kept when its 325 comes."""

from __future__ import annotations

from datetime import date

import polars as pl

from noaber.berichten.answers import Envelope
from noaber.berichten.definitions import classes as c
from noaber.berichten.definitions import groups as g
from noaber.berichten.definitions import messages as m
from noaber.berichten.definitions.registry import definition
from noaber.berichten.xml.write_columns import write_columns
from noaber.kernel.period import Period
from noaber.partijen.types import Lane


class ZeroPrestatie(ValueError):
    """A prestatie has an amount of 0; the text is Dutch.

    A credit needs C (CD060) and an amount of 0 needs D (CS325), so nothing could take it back.
    """

    def __init__(self) -> None:
        super().__init__(
            "Een prestatie van 0 euro kan nooit meer worden gecrediteerd: laat haar weg uit de "
            "declaratie, of controleer het volume en het tarief."
        )


def compose_323(
    *,
    lane: Lane,
    lines: pl.DataFrame,
    periode: date,
    declaratie_nummer: str,
    envelope: Envelope,
) -> bytes:
    """The 323 with these prestaties, as it goes out. It is not judged.

    ``lines`` have ``bsn`` and the leaves of a Prestatie (``berichten.xml.columns``), in any order;
    ``periode`` is any day of the month that is declared.

    Raises:
        UnwritableMessage: it would break its schema.
        ZeroPrestatie: a prestatie of 0 can never be taken back.
    """
    if lines["bedrag"].eq(0).any():
        raise ZeroPrestatie
    version = definition(lane.wet, "323").xsd_version
    month = Period.month(periode.year, periode.month)
    assert month.last_day is not None
    cents = _total(lines)
    value = m.Bericht323(
        wet=lane.wet,
        header=m.Header(
            afzender=lane.eigen_code,
            ontvanger=lane.andere_code,
            bericht_identificatie=g.BerichtIdentificatie(
                identificatie=envelope.identificatie, dagtekening=envelope.dagtekening
            ),
            xsd_versie=g.XsdVersie(basisschema_xsd_versie=version, bericht_xsd_versie=version),
        ),
        declaratie=c.Declaratie(
            declaratie_nummer=declaratie_nummer,
            declaratie_periode=g.GeslotenPeriode(begindatum=month.start, einddatum=month.last_day),
            declaratie_dagtekening=envelope.dagtekening,
            totaal_ingediend_bedrag=g.TotaalBedragMetDC(
                totaal_bedrag=abs(cents), debet_credit="C" if cents < 0 else "D"
            ),
            clienten=(),
        ),
    )
    return write_columns(value, _by_client(lines))


def _total(lines: pl.DataFrame) -> int:
    sign = pl.when(pl.col("debet_credit") == "C").then(-1).otherwise(1)
    return int(lines.select((sign * pl.col("bedrag")).sum()).item())


def _by_client(lines: pl.DataFrame) -> pl.DataFrame:
    """The lines of one client together, with their positions in the message."""
    sorted_ = lines.sort("bsn", "begindatum", "referentie_nummer", maintain_order=True)
    return sorted_.with_columns(
        client=pl.col("bsn").rle_id().cast(pl.Int64) + 1,
        prestatie=pl.int_range(1, pl.len() + 1, dtype=pl.Int64).over("bsn"),
    )
