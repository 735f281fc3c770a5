# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""A released batch becomes a file for the bank, once; asked again, the same file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from noaber.declaraties import models, queries
from noaber.declaraties.operations.betaalbestand import make_betaalbestand, why_unwritable
from noaber.declaraties.operations.betalen import let_go, lock_batch, named, step
from noaber.declaraties.rules import betalen as rules
from noaber.declaraties.types import BatchStatus, OpdrachtStatus
from noaber.declaraties.types.betalen import Betaalexport
from noaber.kernel.calendar.workdays import BANK, workday_on_or_after
from noaber.kernel.iban import Iban
from noaber.kernel.money import Cents
from noaber.partijen.types import Rekening

_SENT = (OpdrachtStatus.GEEXPORTEERD, OpdrachtStatus.BEVESTIGD, OpdrachtStatus.GEWEIGERD)


class PayingAccountChanged(ValueError):
    """The gemeente pays from another account than two people have seen; the text is Dutch."""

    def __init__(self) -> None:
        super().__init__(
            "De gemeente betaalt nu van een andere rekening dan toen deze batch werd voorgesteld: "
            "trek de batch in en doe een nieuw voorstel."
        )


class NothingToExport(ValueError):
    """Every opdracht of the batch is held; the text is Dutch."""

    def __init__(self) -> None:
        super().__init__(
            "Van geen enkele aanbieder in deze batch staat het rekeningnummer vast, dus er valt "
            "niets te betalen: laat de nummers bevestigen, trek de batch in en doe een nieuw "
            "voorstel."
        )


class OtherBytes(RuntimeError):
    """The file that can be made now is not the one that was made then; the text is Dutch."""

    def __init__(self) -> None:
        super().__init__(
            "Het bestand dat noaber nu maakt is niet gelijk aan het bestand dat eerder is gemaakt, "
            "dus noaber geeft het niet: stuur niets naar de bank en meld dit aan de beheerder."
        )


@transaction.atomic
def export(
    *, batch_id: int, rekeningen: Sequence[Rekening], iban: Iban | None, door: str, at: datetime
) -> Betaalexport:
    """The file of a batch that two people released.

    ``rekeningen``: the accounts of these books, per aanbieder the newest first. ``iban``: the
    account that the gemeente pays from now. What may not be paid now stays behind, and its regels
    are open again.

    Raises:
        NotNow: nobody released it yet, or it was withdrawn.
        PayingAccountChanged, NothingToExport, UnusableBetaalbestand, OtherBytes, NoName.
    """
    naam = named(door)
    batch = lock_batch(batch_id)
    rows = list(
        models.Betaalopdracht.objects.filter(batch=batch)
        .select_related("aanbieder", "rekening")
        .order_by("id")
    )
    if batch.geexporteerd_at is not None:
        return _again(batch, rows, batch.geexporteerd_at)
    step(batch, BatchStatus.GEEXPORTEERD)
    if iban is None or iban.number != batch.van_iban:
        raise PayingAccountChanged
    _mark_held(rows, rekeningen)
    held = [row for row in rows if row.reden]
    going = [row for row in rows if not row.reden]
    if not going:
        raise NothingToExport
    batch.uitvoerdatum = workday_on_or_after(max(batch.uitvoerdatum, timezone.localdate(at)), BANK)
    data = make_betaalbestand(batch, going, batch.uitvoerdatum, at)
    batch.geexporteerd_door, batch.geexporteerd_at = naam, at
    batch.bestand_sha256 = sha256(data).digest()
    batch.save(
        update_fields=[
            "status",
            "uitvoerdatum",
            "geexporteerd_door",
            "geexporteerd_at",
            "bestand_sha256",
        ]
    )
    for row in going:
        row.status = OpdrachtStatus.GEEXPORTEERD
    for row in held:
        row.status = OpdrachtStatus.VERVALLEN
    models.Betaalopdracht.objects.bulk_update(rows, ["status", "reden"])
    result = _result(batch, data, rows, is_repeated=False)
    let_go(row.pk for row in held)
    return result


def _mark_held(rows: Iterable[models.Betaalopdracht], rekeningen: Sequence[Rekening]) -> None:
    """Gives a reason to each opdracht that may not go, and to no other."""
    newest: dict[str, Rekening] = {}
    for rekening in rekeningen:
        newest.setdefault(rekening.aanbieder, rekening)
    for row in rows:
        if row.status != OpdrachtStatus.GEBLOKKEERD:
            row.reden = _why_held(row, newest.get(row.aanbieder.agb))


def _why_held(row: models.Betaalopdracht, newest: Rekening | None) -> str:
    reason = rules.why_held_now(row.rekening_id, newest)
    if not reason and newest is not None:
        reason = why_unwritable(row.kenmerk, newest, Cents(row.bedrag_cents))
    return reason


def _again(
    batch: models.Betaalbatch, rows: Sequence[models.Betaalopdracht], then: datetime
) -> Betaalexport:
    sent = [row for row in rows if row.status in _SENT]
    data = make_betaalbestand(batch, sent, batch.uitvoerdatum, then)
    if sha256(data).digest() != bytes(batch.bestand_sha256 or b""):
        raise OtherBytes
    return _result(batch, data, rows, is_repeated=True)


def _result(
    batch: models.Betaalbatch,
    data: bytes,
    rows: Sequence[models.Betaalopdracht],
    *,
    is_repeated: bool,
) -> Betaalexport:
    regels = queries.list_regels(row.pk for row in rows)
    shown = [(row, queries.as_opdracht(row, len(regels.get(row.pk, ())))) for row in rows]
    return Betaalexport(
        batch_id=batch.pk,
        nummer=batch.nummer,
        naam=f"{rules.message_id_of(rows[0].kenmerk)}.xml",
        data=data,
        uitvoerdatum=batch.uitvoerdatum,
        opdrachten=tuple(one for row, one in shown if row.status in _SENT),
        geblokkeerd=tuple(one for row, one in shown if row.status not in _SENT),
        is_herhaald=is_repeated,
    )
