# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What the bank says is kept: what left, what was refused and what came back.

Reading a file again changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from noaber.declaraties import models
from noaber.declaraties.operations.betalen import let_go
from noaber.declaraties.rules.betalen import is_ours, kenmerk, message_id_of
from noaber.declaraties.rules.teruglezen import Betaald, Lezing, Verzonden
from noaber.declaraties.sepa.read import read_bankbericht
from noaber.declaraties.types import BatchStatus, OpdrachtStatus
from noaber.declaraties.types.betalen import Banksoort, Teruggelezen
from noaber.declaraties.types.betaling import Afschrift, Statusrapport
from noaber.kernel.iban import Iban
from noaber.kernel.money import Cents
from noaber.partijen.types import Administratie


class OtherAccount(ValueError):
    """The statement is of an account that this gemeente does not pay from; the text is Dutch."""

    def __init__(self) -> None:
        super().__init__(
            "Dit afschrift is van een rekening waarvan deze gemeente niet betaalt, dus er is niets "
            "gelezen: kies het afschrift van de rekening waarvan is betaald, of de goede gemeente."
        )


@transaction.atomic
def read_back(*, administratie: Administratie, data: bytes) -> Teruggelezen:
    """A camt.053 or a pain.002 of the bank, read against the batches of these books.

    Raises:
        UnreadableBankbericht: it is none of the two, or cannot be trusted.
        OtherAccount: no statement in it is of an account that these books pay from.
    """
    message = read_bankbericht(data)
    if isinstance(message, Statusrapport):
        lezing = Lezing.of(
            Banksoort.STATUSRAPPORT, _lock(administratie, {kenmerk(message.message_id, 1)})
        )
        lezing.read_statusrapport(message)
    else:
        _check_accounts(administratie, message)
        lezing = Lezing.of(Banksoort.AFSCHRIFT, _lock(administratie, _references(message)))
        lezing.read_afschriften(message)
    return _keep(lezing)


def _check_accounts(administratie: Administratie, afschriften: Sequence[Afschrift]) -> None:
    batches = models.Betaalbatch.objects.filter(administratie_id=administratie.id)
    own = {Iban(number) for number in batches.values_list("van_iban", flat=True).distinct()}
    if administratie.iban is not None:
        own.add(administratie.iban)
    if not any(one.iban in own for one in afschriften):
        raise OtherAccount


def _references(afschriften: Sequence[Afschrift]) -> set[str]:
    """The kenmerken by which batches are found. A batch has an opdracht at its first place."""
    found = set()
    for regel in (regel for one in afschriften for regel in one.regels):
        if regel.end_to_end_id is not None and is_ours(regel.end_to_end_id):
            found.add(kenmerk(message_id_of(regel.end_to_end_id), 1))
        for number in (regel.message_id, regel.payment_information_id):
            if number is not None and is_ours(number):
                found.add(kenmerk(number, 1))
    return found


def _lock(administratie: Administratie, first: set[str]) -> list[Verzonden]:
    """The batches that these kenmerken belong to; ours until the transaction ends."""
    ids = models.Betaalopdracht.objects.filter(
        kenmerk__in=first, batch__administratie_id=administratie.id
    ).values_list("batch_id", flat=True)
    batches = list(
        models.Betaalbatch.objects.select_for_update().filter(id__in=list(ids)).order_by("id")
    )
    rows: dict[int, list[models.Betaalopdracht]] = {batch.pk: [] for batch in batches}
    for row in models.Betaalopdracht.objects.filter(batch_id__in=rows).order_by("id"):
        rows[row.batch_id].append(row)
    return [
        Verzonden(
            id=batch.pk,
            nummer=batch.nummer,
            message_id=message_id_of(rows[batch.pk][0].kenmerk),
            iban=Iban(batch.van_iban),
            status=BatchStatus(batch.status),
            opdrachten=tuple(map(_betaald, rows[batch.pk])),
        )
        for batch in batches
    ]


def _betaald(row: models.Betaalopdracht) -> Betaald:
    return Betaald(
        id=row.pk,
        kenmerk=row.kenmerk,
        bedrag=Cents(row.bedrag_cents),
        status=OpdrachtStatus(row.status),
        boekdatum=row.boekdatum,
        reden=row.reden,
    )


def _keep(lezing: Lezing) -> Teruggelezen:
    changed = lezing.changed
    rows = list(models.Betaalopdracht.objects.filter(id__in=changed))
    for row in rows:
        told = changed[row.pk]
        row.status, row.boekdatum, row.reden = told.status, told.boekdatum, told.reden
    models.Betaalopdracht.objects.bulk_update(rows, ["status", "boekdatum", "reden"])
    let_go(row.pk for row in rows if row.status == OpdrachtStatus.GEWEIGERD)
    ended = [batch.id for batch in lezing.ended()]
    models.Betaalbatch.objects.filter(id__in=ended).update(status=BatchStatus.BEVESTIGD)
    return lezing.finished()
