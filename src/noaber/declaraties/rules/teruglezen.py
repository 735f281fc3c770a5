# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What a file of the bank means for the opdrachten that went out (docs/algorithms/betalen.md).

Strict: a line counts when its reference, its amount and its account are those of one opdracht. In
every other case nothing changes and a person is told, because who takes a payment for refused pays
it again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from noaber.declaraties.rules.betalen import is_ours
from noaber.declaraties.types.betalen import Banksoort, Teruggelezen
from noaber.declaraties.types.betaling import (
    Afschrift,
    Afschriftregel,
    Bereik,
    Regelstatus,
    Statusrapport,
)
from noaber.declaraties.types.uitbetaling import BatchStatus, OpdrachtStatus
from noaber.kernel.iban import Iban
from noaber.kernel.money import Cents, format_euro, total

_SENT: Final = (OpdrachtStatus.GEEXPORTEERD, OpdrachtStatus.BEVESTIGD, OpdrachtStatus.GEWEIGERD)
_ENDED: Final = (OpdrachtStatus.BEVESTIGD, OpdrachtStatus.GEWEIGERD, OpdrachtStatus.VERVALLEN)
_ASK: Final = "Vraag de bank wat er is gebeurd; noaber heeft niets veranderd."
_NO_REASON: Final = "De bank geeft geen reden: vraag de bank ernaar voordat u opnieuw betaalt."


@dataclass(slots=True, kw_only=True)
class Betaald:
    """An opdracht as far as the bank tells about it. Its last three fields change."""

    id: int
    kenmerk: str
    bedrag: Cents
    status: OpdrachtStatus
    boekdatum: date | None
    reden: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verzonden:
    """A batch that the bank may tell about, with all its opdrachten."""

    id: int
    nummer: int
    message_id: str
    iban: Iban
    """The account that pays."""
    status: BatchStatus
    opdrachten: tuple[Betaald, ...]

    @property
    def is_ended(self) -> bool:
        """Whether of every opdracht is known what became of it."""
        return all(opdracht.status in _ENDED for opdracht in self.opdrachten)


@dataclass(slots=True)
class Lezing:
    """Reads one file of the bank against the batches that it tells about."""

    batches: tuple[Verzonden, ...]
    found: Teruggelezen
    changed: dict[int, Betaald] = field(default_factory=dict)
    """By id the opdrachten that are not as they were."""
    _by_kenmerk: dict[str | None, tuple[Verzonden, Betaald]] = field(default_factory=dict)
    _seen: dict[tuple[str, Regelstatus], str | None] = field(default_factory=dict)

    @classmethod
    def of(cls, soort: Banksoort, batches: Iterable[Verzonden]) -> Lezing:
        """A file of this kind, of which nothing is read yet."""
        lezing = cls(tuple(batches), Teruggelezen(soort=soort))
        for batch in lezing.batches:
            for opdracht in batch.opdrachten:
                lezing._by_kenmerk[opdracht.kenmerk] = (batch, opdracht)
        return lezing

    def read_afschriften(self, afschriften: Sequence[Afschrift]) -> None:
        """What was booked. All that left is read before what came back."""
        lines = [(regel, one.iban) for one in afschriften for regel in one.regels]
        lines.sort(key=lambda line: line[0].status is Regelstatus.GERETOURNEERD)
        for regel, iban in lines:
            self._read_regel(regel, iban)
        unbooked = sum(one.niet_geboekt for one in afschriften)
        self.found = replace(self.found, niet_geboekt=unbooked)

    def read_statusrapport(self, rapport: Statusrapport) -> None:
        """What the bank refuses. What it does not refuse is not paid yet."""
        batch = next((one for one in self.batches if one.message_id == rapport.message_id), None)
        if batch is None:
            self._problem(
                "Dit statusrapport gaat over een betaalbestand dat noaber voor deze gemeente niet "
                "heeft gemaakt: kijk of u de goede gemeente en het goede bestand hebt."
            )
            return
        ours = self._of_batch(rapport, batch)
        for opdracht in batch.opdrachten:
            afwijzing = ours.find_afwijzing(opdracht.kenmerk)
            if afwijzing is not None and opdracht.status in _SENT:
                reden = " ".join(map(str, afwijzing.redenen)) or _NO_REASON
                self._refuse(opdracht, reden)

    # ── one line of a statement ──────────────────────────────────────────────────────────────────

    def _read_regel(self, regel: Afschriftregel, iban: Iban) -> None:
        known = self._by_kenmerk.get(regel.end_to_end_id)
        if known is not None:
            batch, opdracht = known
            self._read_opdracht(regel, iban == batch.iban, opdracht)
        elif is_ours(regel.end_to_end_id):
            self._problem(
                "Het afschrift noemt een kenmerk van noaber dat bij geen opdracht van deze "
                "gemeente hoort: kijk of u de goede gemeente hebt. " + _ASK
            )
        else:
            self._read_whole(regel, iban)

    def _read_opdracht(
        self, regel: Afschriftregel, is_paying_account: bool, opdracht: Betaald
    ) -> None:
        is_retour = regel.status is Regelstatus.GERETOURNEERD
        wanted = opdracht.bedrag if is_retour else -opdracht.bedrag
        if not is_paying_account:
            self._about(opdracht, "staat op een andere rekening dan waarvan is betaald")
        elif regel.bedrag != wanted:
            self._about(
                opdracht,
                f"heeft op het afschrift een ander bedrag ({format_euro(regel.bedrag)}) dan is "
                f"opgedragen ({format_euro(wanted)})",
            )
        elif self._is_second(regel, opdracht):
            self._about(opdracht, "staat twee keer op het afschrift")
        elif is_retour:
            self._came_back(regel, opdracht)
        else:
            self._left(regel, opdracht)

    def _is_second(self, regel: Afschriftregel, opdracht: Betaald) -> bool:
        """Whether this file told it before, and not as the same entry of the bank."""
        key = (opdracht.kenmerk, regel.status)
        if key not in self._seen:
            self._seen[key] = regel.bank_kenmerk
            return False
        return regel.bank_kenmerk is None or regel.bank_kenmerk != self._seen[key]

    def _left(self, regel: Afschriftregel, opdracht: Betaald) -> None:
        if opdracht.status is OpdrachtStatus.GEEXPORTEERD:
            self._confirm(opdracht, regel.boekdatum)
        elif opdracht.status not in _SENT:
            self._about(opdracht, "is afgeboekt terwijl noaber de opdracht niet heeft verstuurd")
        elif opdracht.boekdatum == regel.boekdatum:
            self.found = replace(self.found, al_bekend=self.found.al_bekend + 1)
        elif opdracht.boekdatum is None:
            self._about(
                opdracht,
                "is afgeboekt terwijl de bank de opdracht eerder weigerde. Wat erin zat, staat "
                "weer open of zit in een nieuwe batch: houd die tegen",
            )
        else:
            self._about(opdracht, "is op een andere dag ook al afgeboekt")

    def _came_back(self, regel: Afschriftregel, opdracht: Betaald) -> None:
        if opdracht.status is OpdrachtStatus.BEVESTIGD:
            reden = str(regel.reden) if regel.reden is not None else _NO_REASON
            self._put(opdracht, OpdrachtStatus.GEWEIGERD, f"Teruggekomen. {reden}")
            self.found = replace(
                self.found,
                teruggekomen=self.found.teruggekomen + 1,
                teruggekomen_bedrag=self.found.teruggekomen_bedrag + opdracht.bedrag,
            )
        elif opdracht.status is OpdrachtStatus.GEWEIGERD and opdracht.boekdatum is not None:
            self.found = replace(self.found, al_bekend=self.found.al_bekend + 1)
        else:
            self._about(
                opdracht,
                "is teruggekomen terwijl noaber niet heeft gelezen dat het geld wegging: lees "
                "eerst het eerdere afschrift, en dan dit afschrift nog eens",
            )

    def _read_whole(self, regel: Afschriftregel, iban: Iban) -> None:
        """A batch that the bank booked as one amount: found by the number of the batch."""
        numbers = {regel.payment_information_id, regel.message_id}
        batch = next((one for one in self.batches if one.message_id in numbers), None)
        if batch is None or regel.end_to_end_id is not None:
            if any(map(is_ours, numbers)):
                self._problem(
                    "Het afschrift noemt een betaalbestand van noaber dat bij deze gemeente niet "
                    "bekend is: kijk of u de goede gemeente hebt. " + _ASK
                )
            else:
                self.found = replace(self.found, overig=self.found.overig + 1)
            return
        members = [
            one
            for one in batch.opdrachten
            if one.status is OpdrachtStatus.GEEXPORTEERD or one.boekdatum == regel.boekdatum
        ]
        fits = (
            regel.status is Regelstatus.GEBOEKT
            and iban == batch.iban
            and -total(one.bedrag for one in members) == regel.bedrag
            and regel.aantal in (1, len(members))
        )
        if not (fits and members):
            self._problem(
                f"Het afschrift noemt batch {batch.nummer} als één bedrag, en dat past niet bij de "
                "opdrachten ervan. " + _ASK
            )
            return
        for opdracht in members:
            self._left(regel, opdracht)

    # ── a status report ──────────────────────────────────────────────────────────────────────────

    def _of_batch(self, rapport: Statusrapport, batch: Verzonden) -> Statusrapport:
        """The report with what is about this batch; the rest is told to a person."""
        sent = {one.kenmerk for one in batch.opdrachten if one.status in _SENT}
        ours = tuple(
            one
            for one in rapport.afwijzingen
            if one.payment_information_id in (None, batch.message_id)
            and (one.bereik is not Bereik.OPDRACHT or one.end_to_end_id in sent)
        )
        if ours != rapport.afwijzingen:
            self._problem(
                f"De bank weigert iets dat niet in het bestand van batch {batch.nummer} zit. {_ASK}"
            )
        return replace(rapport, afwijzingen=ours)

    def _refuse(self, opdracht: Betaald, reden: str) -> None:
        if opdracht.status is OpdrachtStatus.GEWEIGERD:
            self.found = replace(self.found, al_bekend=self.found.al_bekend + 1)
        elif opdracht.status is OpdrachtStatus.BEVESTIGD:
            self._about(opdracht, "is door de bank geweigerd terwijl zij al is afgeboekt")
        else:
            self._put(opdracht, OpdrachtStatus.GEWEIGERD, reden)
            self.found = replace(
                self.found,
                geweigerd=self.found.geweigerd + 1,
                geweigerd_bedrag=self.found.geweigerd_bedrag + opdracht.bedrag,
            )

    # ── what changes ─────────────────────────────────────────────────────────────────────────────

    def _confirm(self, opdracht: Betaald, boekdatum: date) -> None:
        opdracht.boekdatum = boekdatum
        self._put(opdracht, OpdrachtStatus.BEVESTIGD, "")
        self.found = replace(
            self.found,
            bevestigd=self.found.bevestigd + 1,
            bevestigd_bedrag=self.found.bevestigd_bedrag + opdracht.bedrag,
        )

    def _put(self, opdracht: Betaald, status: OpdrachtStatus, reden: str) -> None:
        opdracht.status, opdracht.reden = status, reden
        self.changed[opdracht.id] = opdracht

    def _about(self, opdracht: Betaald, what: str) -> None:
        self._problem(f"Opdracht {opdracht.kenmerk} {what}. {_ASK}")

    def _problem(self, text: str) -> None:
        self.found = replace(self.found, problemen=(*self.found.problemen, text))

    def ended(self) -> list[Verzonden]:
        """The batches that have an end now and had none."""
        return [
            batch
            for batch in self.batches
            if batch.status is BatchStatus.GEEXPORTEERD and batch.is_ended
        ]

    def finished(self) -> Teruggelezen:
        """What was read, all together."""
        return replace(self.found, afgerond=tuple(batch.nummer for batch in self.ended()))
