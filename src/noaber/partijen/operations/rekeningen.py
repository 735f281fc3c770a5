# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Accounts of aanbieders: one person records them, another confirms."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from noaber.access.types import Recht, Viewer
from noaber.kernel.iban import Iban
from noaber.partijen import models
from noaber.partijen.types import Administratie


class NeedsAnotherPerson(PermissionError):
    """The second pair of eyes must be somebody else's; the text is Dutch."""

    def __init__(self) -> None:
        super().__init__(
            "Dit moet een ander doen dan degene die het opgaf: zo ziet altijd een tweede paar ogen "
            "een gewijzigd rekeningnummer."
        )


class UnknownRekening(LookupError):
    """There is no account that waits for confirmation; the text is Dutch."""

    def __init__(self) -> None:
        super().__init__(
            "Er wacht geen rekeningnummer van deze aanbieder op bevestiging. Kijk met 'noaber "
            "inrichting toon rekeningen' wat er bekend is."
        )


class OtherRekening(ValueError):
    """The account that waits is another one than was typed; the text is Dutch."""

    def __init__(self) -> None:
        super().__init__(
            "Het rekeningnummer dat op bevestiging wacht, is een ander nummer dan u opgaf: "
            "vergelijk het met de brief van de aanbieder, en laat het zo nodig opnieuw vastleggen."
        )


@transaction.atomic
def register_rekening(
    *,
    administratie: Administratie,
    agb: str,
    iban: Iban,
    tenaamstelling: str,
    viewer: Viewer,
    at: datetime,
) -> bool:
    """Records an account for an aanbieder; it waits for confirmation by somebody else.

    Gives whether anything is new: the account that is known already changes nothing.
    """
    viewer.require(Recht.INRICHTEN, administratie.code)
    aanbieder = models.Aanbieder.objects.select_for_update().get(agb=agb)
    newest = (
        models.Rekening.objects.filter(administratie_id=administratie.id, aanbieder=aanbieder)
        .order_by("-opgegeven_at", "-id")
        .first()
    )
    if newest and (newest.iban, newest.tenaamstelling) == (iban.number, tenaamstelling):
        return False
    models.Rekening.objects.create(
        administratie_id=administratie.id,
        aanbieder=aanbieder,
        iban=iban.number,
        tenaamstelling=tenaamstelling,
        opgegeven_door=viewer.naam,
        opgegeven_at=at,
    )
    return True


@transaction.atomic
def confirm_rekening(
    *,
    administratie: Administratie,
    agb: str,
    viewer: Viewer,
    at: datetime,
    iban: Iban | None = None,
) -> None:
    """Confirms the newest account of an aanbieder.

    ``iban``: the number as whoever confirms has it; None: not compared.

    Raises:
        NotAllowed: the viewer may not.
        UnknownRekening: nothing waits.
        OtherRekening: another number waits.
        NeedsAnotherPerson: the viewer is who recorded it.
    """
    viewer.require(Recht.REKENING_BEVESTIGEN, administratie.code)
    row = (
        models.Rekening.objects.select_for_update()
        .filter(administratie_id=administratie.id, aanbieder__agb=agb)
        .order_by("-opgegeven_at", "-id")
        .first()
    )
    if row is None or row.bevestigd_at is not None:
        raise UnknownRekening
    if iban is not None and row.iban != iban.number:
        raise OtherRekening
    if row.opgegeven_door.strip().casefold() == viewer.naam.strip().casefold():
        raise NeedsAnotherPerson
    row.bevestigd_door, row.bevestigd_at = viewer.naam, at
    row.save(update_fields=["bevestigd_door", "bevestigd_at"])
