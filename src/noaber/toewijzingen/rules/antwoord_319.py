# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The 319 that the gemeente sends on a verzoek: in onderzoek, or rejected (OP274, OP344, OP346)."""

from __future__ import annotations

from datetime import date
from typing import Final

from noaber.berichten.codelists import code_list
from noaber.berichten.definitions.classes import Antwoord, Woonplaatsbeginsel
from noaber.kernel import gemeentecode
from noaber.kernel.wet import Wet
from noaber.toewijzingen.rules.verzoeken import VerzoekEvent, step
from noaber.toewijzingen.types import CannotAnswer, Verzoek, VerzoekSoort

NEW_REQUEST: Final = "1"
NO_CONTRACT: Final = "3"
NOT_IN_CONTRACT: Final = "4"
OTHER_GEMEENTE: Final = "5"
STAPELING: Final = "6"
WOONPLAATSBEGINSEL: Final = "8"


def put_in_onderzoek(verzoek: Verzoek, *, on_woonplaats: bool = False) -> Antwoord:
    """Tells the aanbieder that the decision takes longer; once. Raises CannotAnswer.

    ``on_woonplaats``: because another gemeente may be responsible; that is for a VOT of the
    Jeugdwet, and shortens the term (OP359).
    """
    _check(verzoek, VerzoekEvent.IN_ONDERZOEK)
    if on_woonplaats and not _knows_woonplaats(verzoek):
        raise CannotAnswer(
            "OP359",
            "Het woonplaatsbeginsel geldt voor een verzoek om toewijzing onder de Jeugdwet: zet "
            "dit verzoek zonder die reden in onderzoek",
        )
    return Antwoord(referentie_aanbieder=verzoek.referentie_aanbieder, verzoek_antwoord="2")


def reject(
    verzoek: Verzoek, reden: str, *, on: date, woonplaats_gemeente: str | None = None
) -> Antwoord:
    """Rejects a verzoek: one AangevraagdProduct of a VOT, or a VOW as a whole.

    ``woonplaats_gemeente``: with reden 8 the gemeente that is responsible (iJw, TR377, OP359).
    Raises CannotAnswer.
    """
    _check(verzoek, VerzoekEvent.AFGEWEZEN)
    if reden not in list_redenen(verzoek):
        raise CannotAnswer(
            "WJ759",
            f"Reden {reden} past niet bij een {verzoek.soort} onder de {verzoek.wet.naam}: kies "
            f"uit {', '.join(list_redenen(verzoek))}",
        )
    if (reden == WOONPLAATSBEGINSEL) is not (woonplaats_gemeente is not None):
        raise CannotAnswer(
            "TR377" if reden == WOONPLAATSBEGINSEL else "TR409",
            "De verantwoordelijke gemeente hoort bij reden 8 (woonplaatsbeginsel) en alleen daar: "
            "vul haar in of haal haar weg",
        )
    if woonplaats_gemeente is not None and not gemeentecode.is_known(woonplaats_gemeente, on=on):
        raise CannotAnswer(
            "TR378",
            "De gemeentecode van de verantwoordelijke gemeente staat niet in de lijst van het CBS: "
            "zoek de code op",
        )
    return Antwoord(
        referentie_aanbieder=verzoek.referentie_aanbieder,
        verzoek_antwoord="1",
        reden_afwijzing_verzoek=reden,
        woonplaatsbeginsel=(
            None
            if woonplaats_gemeente is None
            else Woonplaatsbeginsel(gemeente=woonplaats_gemeente)
        ),
    )


def list_redenen(verzoek: Verzoek) -> tuple[str, ...]:
    """The redenen of WJ759 that fit this verzoek.

    Another gemeente is reden 8 for a VOT under the Jeugdwet, and reden 5 for everything else.
    """
    left_out = OTHER_GEMEENTE if _knows_woonplaats(verzoek) else WOONPLAATSBEGINSEL
    return tuple(e.code for e in code_list("WJ759", verzoek.wet) if e.code != left_out)


def _knows_woonplaats(verzoek: Verzoek) -> bool:
    return verzoek.wet is Wet.JW and verzoek.soort is VerzoekSoort.VOT


def _check(verzoek: Verzoek, event: VerzoekEvent) -> None:
    answer = step(verzoek.status, event)
    if not answer.is_allowed:
        raise CannotAnswer(
            answer.refused_by[0],
            f"Op dit {verzoek.soort} kan dit antwoord niet meer: {answer.reason}. Stuur geen "
            "antwoord, of maak zo nodig een losse toewijzing",
        )
