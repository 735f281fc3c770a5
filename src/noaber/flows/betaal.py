# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Paying aanbieders: what was granted, to their accounts, by two people, and what the bank says.

partijen knows the accounts, declaraties what is to be paid; here they meet. Each step is one
transaction. Killed during the export, nothing has happened; killed after, the same export gives the
same file again.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from noaber.access.types import NotAllowed, Recht, Viewer
from noaber.declaraties import operations as declaraties
from noaber.declaraties.queries import UnknownBatch, get_batch
from noaber.declaraties.types.betalen import (
    Batch,
    Betaalexport,
    Crediteur,
    OpenRegel,
    Teruggelezen,
    Voorstel,
)
from noaber.partijen import queries as partijen
from noaber.partijen.types import Administratie, Rekening

__all__ = [
    "Betaalexport",
    "Teruggelezen",
    "UnknownBatch",
    "Voorstel",
    "exporteer",
    "fiatteer",
    "geef_vrij",
    "lees_terug",
    "stel_voor",
    "trek_in",
]

_EITHER = (Recht.BETALING_VOORSTELLEN, Recht.BETALING_VRIJGEVEN)


@transaction.atomic
def stel_voor(
    *, administratie: Administratie, uitvoerdatum: date, viewer: Viewer, at: datetime
) -> Voorstel:
    """Proposes to pay all that is open, an opdracht for each aanbieder.

    Raises:
        NotAllowed, NoPayingAccount, UitvoerdatumIsOver, NoName.
    """
    viewer.require(Recht.BETALING_VOORSTELLEN, administratie.code)
    regels = declaraties.lock_open_regels(administratie.id)
    return declaraties.propose(
        administratie=administratie,
        regels=regels,
        crediteuren=_crediteuren(administratie, regels),
        uitvoerdatum=uitvoerdatum,
        door=viewer.naam,
        at=at,
    )


def _crediteuren(administratie: Administratie, regels: list[OpenRegel]) -> dict[str, Crediteur]:
    newest: dict[str, Rekening] = {}
    for rekening in partijen.list_rekeningen(administratie.id):
        newest.setdefault(rekening.aanbieder, rekening)
    known = partijen.find_aanbieders({regel.aanbieder for regel in regels})
    return {
        agb: Crediteur(aanbieder_id=number, agb=agb, naam=naam, rekening=newest.get(agb))
        for agb, (number, naam) in known.items()
    }


def fiatteer(*, batch_id: int, viewer: Viewer, at: datetime) -> None:
    """The first person agrees.

    Raises:
        NotAllowed, UnknownBatch, NotNow, NoName.
    """
    _see(batch_id, viewer, Recht.BETALING_VRIJGEVEN)
    declaraties.approve(batch_id=batch_id, door=viewer.naam, at=at)


def geef_vrij(*, batch_id: int, viewer: Viewer, at: datetime) -> None:
    """The second person agrees.

    Raises:
        NotAllowed, UnknownBatch, NotNow, NoName, NeedsAnotherPerson.
    """
    _see(batch_id, viewer, Recht.BETALING_VRIJGEVEN)
    declaraties.release(batch_id=batch_id, door=viewer.naam, at=at)


def trek_in(*, batch_id: int, viewer: Viewer, at: datetime) -> None:
    """Withdraws a batch of which no file was made: whoever may begin or end one may stop it.

    Raises:
        NotAllowed, UnknownBatch, NotNow, NoName.
    """
    _see(batch_id, viewer, *_EITHER)
    declaraties.withdraw(batch_id=batch_id, door=viewer.naam, at=at)


@transaction.atomic
def exporteer(*, batch_id: int, viewer: Viewer, at: datetime) -> Betaalexport:
    """The file for the bank of a batch that was released; the same file when asked again.

    Raises:
        NotAllowed, UnknownBatch, NotNow, PayingAccountChanged, NothingToExport,
        UnusableBetaalbestand, OtherBytes, NoName.
    """
    batch = _see(batch_id, viewer, Recht.BETALING_VRIJGEVEN)
    declaraties.lock_batch(batch_id)  # before the accounts are read: what is read then counts
    administratie = partijen.find_administratie(batch.administratie)
    assert administratie is not None
    return declaraties.export(
        batch_id=batch_id,
        rekeningen=partijen.list_rekeningen(administratie.id),
        iban=administratie.iban,
        door=viewer.naam,
        at=at,
    )


def lees_terug(
    *, administratie: Administratie, data: bytes, viewer: Viewer, at: datetime
) -> Teruggelezen:
    """Reads a statement (camt.053) or a status report (pain.002); which of the two shows itself.

    Raises:
        NotAllowed, UnreadableBankbericht, OtherAccount.
    """
    _require_one(viewer, administratie.code, *_EITHER)
    return declaraties.read_back(administratie=administratie, data=data)


def _see(batch_id: int, viewer: Viewer, *rechten: Recht) -> Batch:
    """A batch that the viewer sees and may do one of these with."""
    batch = get_batch(batch_id, viewer=viewer)
    _require_one(viewer, batch.administratie, *rechten)
    return batch


def _require_one(viewer: Viewer, administratie: str, *rechten: Recht) -> None:
    if not any(viewer.may(recht, administratie) for recht in rechten):
        raise NotAllowed(rechten[0])
