# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The file of a batch, made from what is kept of it: the same rows give the same bytes, always."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Final

from noaber.declaraties import models
from noaber.declaraties.rules.betalen import message_id_of
from noaber.declaraties.sepa.check import check_betaalbestand
from noaber.declaraties.sepa.write import UnwritableBetaalbestand, write_betaalbestand
from noaber.declaraties.types.betaling import Betaalbestand, Betaalopdracht, InvalidBetaling
from noaber.kernel.iban import Iban
from noaber.kernel.money import Cents
from noaber.partijen.types import Rekening

_UNWRITABLE: Final = (
    "De naam bij het rekeningnummer is niet te schrijven in de letters van de bank, of er staat "
    "een getal in dat een bsn kan zijn: leg de rekening opnieuw vast, met een andere "
    "tenaamstelling."
)
_ANY_MOMENT: Final = datetime(2026, 1, 1, tzinfo=UTC)


class UnusableBetaalbestand(ValueError):
    """The file that was made may not go to the bank; the text is Dutch. Nothing was stored."""

    def __init__(self, why: str) -> None:
        super().__init__(f"Er is geen bestand gemaakt en niets veranderd. {why}")


def make_betaalbestand(
    batch: models.Betaalbatch,
    opdrachten: Sequence[models.Betaalopdracht],
    uitvoerdatum: date,
    at: datetime,
) -> bytes:
    """The file for the bank with these opdrachten, checked by who did not write it.

    Raises:
        UnusableBetaalbestand: it may not go to the bank.
    """
    try:
        data = write_betaalbestand(
            Betaalbestand(
                message_id=message_id_of(opdrachten[0].kenmerk),
                aangemaakt_at=at,
                uitvoerdatum=uitvoerdatum,
                indiener=batch.van_naam,
                debiteur=batch.van_naam,
                iban=Iban(batch.van_iban),
                opdrachten=tuple(map(_of_row, opdrachten)),
            )
        )
    except (InvalidBetaling, UnwritableBetaalbestand) as problem:
        raise UnusableBetaalbestand(str(problem)) from None
    findings = check_betaalbestand(data)
    if findings:
        first = findings[0]
        raise UnusableBetaalbestand(
            f"Het bestand is afgekeurd ({first.rule}). {first.text} Meld dit aan de beheerder."
        )
    return data


def _of_row(row: models.Betaalopdracht) -> Betaalopdracht:
    rekening = row.rekening
    assert rekening is not None, "held opdrachten stay behind"
    return _opdracht(
        row.kenmerk, rekening.tenaamstelling, Iban(rekening.iban), Cents(row.bedrag_cents)
    )


def why_unwritable(kenmerk: str, rekening: Rekening, bedrag: Cents) -> str:
    """Why a bank cannot be asked to pay this, in Dutch; empty when it can.

    Known before the file is made, one impossible account does not stop all others.
    """
    try:
        opdracht = _opdracht(kenmerk, rekening.tenaamstelling, rekening.iban, bedrag)
        write_betaalbestand(
            Betaalbestand(
                message_id="PROEF",
                aangemaakt_at=_ANY_MOMENT,
                uitvoerdatum=_ANY_MOMENT.date(),
                indiener="noaber",
                debiteur="noaber",
                iban=rekening.iban,
                opdrachten=(opdracht,),
            )
        )
    except InvalidBetaling as problem:
        return str(problem)
    except UnwritableBetaalbestand:
        return _UNWRITABLE
    return ""


def _opdracht(kenmerk: str, naam: str, iban: Iban, bedrag: Cents) -> Betaalopdracht:
    # Only our own reference: a DeclaratieNummer is free text, in which a person may stand.
    return Betaalopdracht(
        end_to_end_id=kenmerk,
        crediteur=naam,
        iban=iban,
        bedrag=bedrag,
        omschrijving=f"Declaraties Wmo en Jeugdwet, kenmerk {kenmerk}",
    )
