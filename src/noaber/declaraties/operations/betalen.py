# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""A batch of payments: proposed, approved by one person, released by another, or withdrawn.

Nobody pays a regel twice: it is in one opdracht at a time, and proposing locks the open ones. The
database checks the sums (docs/algorithms/betalen.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Final

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from noaber.declaraties import models, queries
from noaber.declaraties.operations.betaalbestand import why_unwritable
from noaber.declaraties.rules import betalen as rules
from noaber.declaraties.types import BATCH_STEPS, BatchStatus, OpdrachtStatus
from noaber.declaraties.types.betalen import (
    BlijftOpen,
    Crediteur,
    Opdracht,
    OpenRegel,
    Voorstel,
)
from noaber.kernel.calendar.workdays import BANK, workday_on_or_after
from noaber.partijen.types import Administratie

_TAKE: Final = """
UPDATE betaalregels SET opdracht_id = taken.opdracht_id
FROM unnest(%s::int[], %s::bigint[]) AS taken(declaratie_id, opdracht_id)
WHERE betaalregels.declaratie_id = taken.declaratie_id AND betaalregels.opdracht_id IS NULL
"""


class NoPayingAccount(ValueError):
    """The gemeente has no account to pay from; the text is Dutch."""

    def __init__(self) -> None:
        super().__init__(
            "Van deze gemeente is geen rekening bekend waarvan zij betaalt: leg die eerst vast bij "
            "de gegevens van de gemeente."
        )


class UitvoerdatumIsOver(ValueError):
    """The day on which to pay lies in the past; the text is Dutch."""

    def __init__(self) -> None:
        super().__init__(
            "De uitvoerdatum is al voorbij, en dan betaalt de bank niet: kies vandaag of een "
            "latere dag."
        )


class NeedsAnotherPerson(PermissionError):
    """Whoever approved may not release; the text is Dutch."""

    def __init__(self) -> None:
        super().__init__(
            "Vrijgeven moet een ander doen dan wie fiatteerde: er gaat geen geld weg dat maar één "
            "persoon heeft gezien. Vraag een collega."
        )


class NoName(ValueError):
    """Nobody can be told apart by an empty name; the text is Dutch."""

    def __init__(self) -> None:
        super().__init__("Er staat niet bij wie dit doet: geef een naam op.")


class NotNow(ValueError):
    """A batch in this state cannot take this step; the text is Dutch."""

    def __init__(self, nummer: int, status: BatchStatus, wanted: BatchStatus) -> None:
        super().__init__(
            f"Batch {nummer} kan niet worden {_STEP[wanted]}, want zij is {_STATE[status]}. "
            f"{_INSTEAD[status]}"
        )


_STEP = {
    BatchStatus.GEFIATTEERD: "gefiatteerd",
    BatchStatus.VRIJGEGEVEN: "vrijgegeven",
    BatchStatus.GEEXPORTEERD: "geëxporteerd",
    BatchStatus.VERVALLEN: "ingetrokken",
}
_STATE = {
    BatchStatus.VOORGESTELD: "alleen voorgesteld",
    BatchStatus.GEFIATTEERD: "door één persoon gefiatteerd",
    BatchStatus.VRIJGEGEVEN: "vrijgegeven",
    BatchStatus.GEEXPORTEERD: "al als bestand naar buiten gegaan",
    BatchStatus.BEVESTIGD: "door de bank afgehandeld",
    BatchStatus.VERVALLEN: "ingetrokken",
}
_INSTEAD = {
    BatchStatus.VOORGESTELD: "Laat haar eerst fiatteren.",
    BatchStatus.GEFIATTEERD: "Een tweede persoon kan haar vrijgeven.",
    BatchStatus.VRIJGEGEVEN: "Maak nu het bestand voor de bank.",
    BatchStatus.GEEXPORTEERD: "Lees terug wat de bank ervan zegt.",
    BatchStatus.BEVESTIGD: "Er valt niets meer aan te doen.",
    BatchStatus.VERVALLEN: "Doe een nieuw voorstel.",
}


# ── to propose ───────────────────────────────────────────────────────────────────────────────────


def lock_open_regels(administratie_id: int) -> list[OpenRegel]:
    """The open regels of these books, which nobody else can propose until the transaction ends.

    Whoever proposes at the same moment waits here, and then finds them taken. Locked in one order,
    so that two never wait for each other; what else goes on in a lane is not held up.
    """
    rows = queries.open_regels(administratie_id).order_by("pk").select_for_update(of=("self",))
    return [queries.as_open_regel(row) for row in rows]


@transaction.atomic
def propose(
    *,
    administratie: Administratie,
    regels: Sequence[OpenRegel],
    crediteuren: Mapping[str, Crediteur],
    uitvoerdatum: date,
    door: str,
    at: datetime,
) -> Voorstel:
    """A batch with an opdracht for each aanbieder that has more to get than it credited.

    ``regels``: as ``lock_open_regels`` gave them in this transaction. ``crediteuren``: by AGB code
    those that are registered.

    Raises:
        NoPayingAccount, UitvoerdatumIsOver, NoName.
    """
    naam = named(door)
    if administratie.iban is None:
        raise NoPayingAccount
    if uitvoerdatum < timezone.localdate(at):
        raise UitvoerdatumIsOver
    day = workday_on_or_after(uitvoerdatum, BANK)
    nettos = rules.net_per_aanbieder(regels)
    known = [(one, crediteuren[one.aanbieder]) for one in nettos if one.aanbieder in crediteuren]
    payable = [(netto, who) for netto, who in known if netto.is_payable]
    proposal = Voorstel(
        batch_id=None,
        nummer=None,
        uitvoerdatum=day,
        verrekend=tuple(
            _stays_open(netto, who.naam, rules.SETTLED)
            for netto, who in known
            if not netto.is_payable
        ),
        onbekend=tuple(
            _stays_open(netto, "", rules.UNREGISTERED)
            for netto in nettos
            if netto.aanbieder not in crediteuren
        ),
    )
    if not payable:
        return proposal
    batch = models.Betaalbatch.objects.create(
        administratie_id=administratie.id,
        nummer=_next_nummer(administratie.id),
        status=BatchStatus.VOORGESTELD,
        uitvoerdatum=day,
        van_iban=administratie.iban.number,
        van_naam=administratie.naam,
        voorgesteld_door=naam,
        voorgesteld_at=at,
    )
    message = rules.message_id(administratie.code, batch.nummer)
    opdrachten = [
        _opdracht(batch, rules.kenmerk(message, place), netto, who)
        for place, (netto, who) in enumerate(payable, start=1)
    ]
    return replace(
        proposal, batch_id=batch.pk, nummer=batch.nummer, opdrachten=_store(opdrachten, payable)
    )


def _stays_open(netto: rules.Netto, naam: str, reden: str) -> BlijftOpen:
    return BlijftOpen(
        aanbieder=netto.aanbieder,
        naam=naam,
        bedrag=netto.bedrag,
        regels=len(netto.regels),
        reden=reden,
    )


def _next_nummer(administratie_id: int) -> int:
    """Of two that propose at once, the second has waited for the open regels and counts on."""
    of_before = models.Betaalbatch.objects.filter(administratie_id=administratie_id)
    return (of_before.aggregate(last=Max("nummer"))["last"] or 0) + 1


def _opdracht(
    batch: models.Betaalbatch, kenmerk: str, netto: rules.Netto, who: Crediteur
) -> models.Betaalopdracht:
    rekening = who.rekening
    reason = rules.why_held(rekening)
    if rekening is not None and not reason:
        reason = why_unwritable(kenmerk, rekening, netto.bedrag)
    is_held = bool(reason)
    return models.Betaalopdracht(
        batch=batch,
        aanbieder_id=who.aanbieder_id,
        rekening_id=None if is_held or rekening is None else rekening.id,
        bedrag_cents=netto.bedrag,
        kenmerk=kenmerk,
        status=OpdrachtStatus.GEBLOKKEERD if is_held else OpdrachtStatus.VOORGESTELD,
        reden=reason,
    )


def _store(
    rows: list[models.Betaalopdracht], payable: Sequence[tuple[rules.Netto, Crediteur]]
) -> tuple[Opdracht, ...]:
    stored = models.Betaalopdracht.objects.bulk_create(rows)
    taken = {
        regel.declaratie_id: row.pk
        for row, (netto, _) in zip(stored, payable, strict=True)
        for regel in netto.regels
    }
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [list(taken), list(taken.values())])
        assert cursor.rowcount == len(taken), "the open regels were not locked"
    return tuple(
        Opdracht(
            id=row.pk,
            aanbieder=who.agb,
            naam=who.naam,
            bedrag=netto.bedrag,
            kenmerk=row.kenmerk,
            status=OpdrachtStatus(row.status),
            reden=row.reden,
            iban=who.rekening.iban if row.rekening_id and who.rekening else None,
            regels=len(netto.regels),
        )
        for row, (netto, who) in zip(stored, payable, strict=True)
    )


# ── two people, or none ──────────────────────────────────────────────────────────────────────────


@transaction.atomic
def approve(*, batch_id: int, door: str, at: datetime) -> None:
    """The first of two people agrees with a batch.

    Raises:
        NotNow, NoName.
    """
    naam = named(door)
    batch = lock_batch(batch_id)
    step(batch, BatchStatus.GEFIATTEERD)
    batch.gefiatteerd_door, batch.gefiatteerd_at = naam, at
    batch.save(update_fields=["status", "gefiatteerd_door", "gefiatteerd_at"])


@transaction.atomic
def release(*, batch_id: int, door: str, at: datetime) -> None:
    """The second of two people agrees: now a file may be made.

    Raises:
        NeedsAnotherPerson: it is the same person.
        NotNow, NoName.
    """
    naam = named(door)
    batch = lock_batch(batch_id)
    step(batch, BatchStatus.VRIJGEGEVEN)
    if naam.casefold() == batch.gefiatteerd_door.casefold():
        raise NeedsAnotherPerson
    batch.vrijgegeven_door, batch.vrijgegeven_at = naam, at
    batch.save(update_fields=["status", "vrijgegeven_door", "vrijgegeven_at"])


@transaction.atomic
def withdraw(*, batch_id: int, door: str, at: datetime) -> None:
    """No file of this batch will be made; its regels are open again.

    Raises:
        NotNow: the file was made already.
        NoName.
    """
    naam = named(door)
    batch = lock_batch(batch_id)
    step(batch, BatchStatus.VERVALLEN)
    batch.ingetrokken_door, batch.ingetrokken_at = naam, at
    batch.save(update_fields=["status", "ingetrokken_door", "ingetrokken_at"])
    lapsed = models.Betaalopdracht.objects.filter(batch=batch)
    lapsed.update(status=OpdrachtStatus.VERVALLEN)
    let_go(lapsed.values_list("id", flat=True))


def named(door: str) -> str:
    """A name without blanks around it. Raises NoName."""
    naam = " ".join(door.split())
    if not naam:
        raise NoName
    return naam


def lock_batch(batch_id: int) -> models.Betaalbatch:
    """The row of a batch, ours until the transaction ends; it must exist."""
    return models.Betaalbatch.objects.select_for_update().get(id=batch_id)


def step(batch: models.Betaalbatch, wanted: BatchStatus) -> None:
    """Takes a step, if it is one. Raises NotNow."""
    status = BatchStatus(batch.status)
    if (status, wanted) not in BATCH_STEPS:
        raise NotNow(batch.nummer, status, wanted)
    batch.status = wanted


def let_go(opdracht_ids: Iterable[int]) -> None:
    """The regels of these opdrachten are open again."""
    models.Betaalregel.objects.filter(opdracht_id__in=list(opdracht_ids)).update(opdracht=None)
