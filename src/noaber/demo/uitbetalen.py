# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""A gemeente pays what was granted, by three people, and the bank says what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from noaber.demo.bank import Bank
from noaber.demo.inrichting import BEHEERDER, EERSTE, TWEEDE, boeken
from noaber.demo.opzet import Gemeente
from noaber.demo.taken import Dag
from noaber.flows import betaal as flow

_OVERMORGEN: Final = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Betaalronde:
    """One batch of one gemeente."""

    gemeente: str
    maand: int
    nummer: int
    opdrachten: int
    betaald: int
    """Eurocents that arrived."""
    terug: int
    """Opdrachten that the bank sent back."""
    problemen: tuple[str, ...] = ()
    """Dutch: what did not fit when the statement was read."""


def betaal(gemeente: Gemeente, bank: Bank, dag: Dag) -> Betaalronde | None:
    """Pays all that is open; None when there is nothing to pay."""
    administratie = boeken(gemeente.code)
    voorstel = flow.stel_voor(
        administratie=administratie,
        uitvoerdatum=dag.datum + _OVERMORGEN,
        viewer=BEHEERDER,
        at=dag.at,
    )
    if voorstel.batch_id is None:
        return None
    batch = voorstel.batch_id
    flow.fiatteer(batch_id=batch, viewer=EERSTE, at=dag.at)
    flow.geef_vrij(batch_id=batch, viewer=TWEEDE, at=dag.at)
    export = flow.exporteer(batch_id=batch, viewer=TWEEDE, at=dag.at)
    booked = bank.verwerk(export.data, voorstel.uitvoerdatum)
    gelezen = flow.lees_terug(
        administratie=administratie, data=booked.afschrift, viewer=BEHEERDER, at=dag.at
    )
    return Betaalronde(
        gemeente=gemeente.code,
        maand=dag.n,
        nummer=voorstel.nummer or 0,
        opdrachten=len(voorstel.opdrachten),
        betaald=booked.betaald,
        terug=len(booked.terug),
        problemen=gelezen.problemen,
    )
