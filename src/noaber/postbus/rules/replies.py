# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The envelopes that follow from another: an answer, a foutbericht, a resend.

Who makes one hands in the number and the moment; the parties and the reference follow from here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from noaber.kernel.errors import InvalidValue
from noaber.postbus.rules.foutcodes import OWN_CODE
from noaber.postbus.types import (
    GGK,
    Berichtenvelop,
    Di01,
    Du01,
    Fo01,
    Plek,
    Referentienummer,
    Systeem,
    Versies,
)

_OMSCHRIJVING: Final = "Berichtbody is niet conform schema in sectormodel"


class SameReferentienummer(InvalidValue):
    """A resend needs a number of its own."""

    def __init__(self) -> None:
        super().__init__(
            "Dit bericht kan zo niet opnieuw worden verzonden, want het referentienummer is al "
            "gebruikt: neem een nieuw referentienummer en houd het bericht zelf gelijk."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Stempel:
    """What is new in an envelop of ours: its number, its moment and the program that made it."""

    referentienummer: Referentienummer
    tijdstip: datetime
    applicatie: str
    versies: Versies


def answer_di01(heen: Di01, functie: str, payload: bytes, stempel: Stempel) -> Du01:
    """The envelop of the answer to a heenbericht; also of a 325, which then refers to its 323."""
    return Du01(
        zender=Systeem(organisatie=heen.ontvanger.organisatie, applicatie=stempel.applicatie),
        ontvanger=Systeem(organisatie=heen.zender.organisatie, applicatie=GGK),
        referentienummer=stempel.referentienummer,
        tijdstip=stempel.tijdstip,
        functie=functie,
        versies=stempel.versies,
        payload=payload,
        cross_refnummer=heen.referentienummer,
    )


def declaratie_antwoord_di01(heen: Di01, functie: str, payload: bytes, stempel: Stempel) -> Di01:
    """The envelop of a 325 for a node that wants it as Di01: the reference is in the message."""
    return Di01(
        zender=Systeem(organisatie=heen.ontvanger.organisatie, applicatie=stempel.applicatie),
        ontvanger=Systeem(organisatie=heen.zender.organisatie, applicatie=GGK),
        referentienummer=stempel.referentienummer,
        tijdstip=stempel.tijdstip,
        functie=functie,
        versies=stempel.versies,
        payload=payload,
    )


def refuse_for_schema(received: Berichtenvelop, stempel: Stempel) -> Fo01:
    """The one foutbericht that is ours to send: the message inside breaks its schema (level 1).

    It says which message of which version, and nothing of what stood in it.
    """
    functie = f"{received.functie}-{received.versies.functie_versie}"
    return Fo01(
        zender=Systeem(organisatie=received.ontvanger.organisatie, applicatie=stempel.applicatie),
        ontvanger=Systeem(organisatie=received.zender.organisatie, applicatie=GGK),
        referentienummer=stempel.referentienummer,
        tijdstip=stempel.tijdstip,
        cross_refnummer=received.referentienummer,
        code=OWN_CODE,
        plek=Plek.CLIENT,
        omschrijving=_OMSCHRIJVING,
        details=f"{functie}{received.versies.functie_subversie}",
    )


def resend(
    envelop: Di01 | Du01, referentienummer: Referentienummer, tijdstip: datetime
) -> Di01 | Du01:
    """The same message in a new envelop, after a fault of the transport.

    Raises SameReferentienummer.
    """
    if referentienummer == envelop.referentienummer:
        raise SameReferentienummer
    return replace(envelop, referentienummer=referentienummer, tijdstip=tijdstip)
