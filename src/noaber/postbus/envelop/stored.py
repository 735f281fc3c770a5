# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The stuurgegevens of an envelop as plain values that a table can hold, and back.

The message inside is kept apart. What is written twice from the same values is the same file.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from noaber.postbus.types import (
    AMSTERDAM,
    Berichtenvelop,
    Di01,
    Du01,
    Envelop,
    Fo01,
    Plek,
    Referentienummer,
    Systeem,
    Versies,
)

Stored = dict[str, Any]


def to_stored(envelop: Envelop) -> Stored:
    """Everything of an envelop but the message inside."""
    stored: Stored = {
        "soort": type(envelop).__name__,
        "zender": _system(envelop.zender),
        "ontvanger": _system(envelop.ontvanger),
        "referentienummer": str(envelop.referentienummer),
        "tijdstip": envelop.tijdstip.isoformat(),
    }
    if isinstance(envelop, Fo01):
        stored |= {
            "cross": envelop.cross_refnummer,
            "code": envelop.code,
            "plek": envelop.plek.value,
            "omschrijving": envelop.omschrijving,
            "details": envelop.details,
        }
    else:
        stored |= {
            "functie": envelop.functie,
            "versies": [
                envelop.versies.applicatie_versie,
                envelop.versies.applicatie_subversie,
                envelop.versies.functie_versie,
                envelop.versies.functie_subversie,
            ],
        }
    if isinstance(envelop, Du01):
        stored["cross"] = str(envelop.cross_refnummer)
    return stored


def from_stored(stored: Stored, payload: bytes | None) -> Envelop:
    """The envelop again; ``payload`` is the message inside, None for a foutbericht."""
    shared: dict[str, Any] = {
        "zender": _to_system(stored["zender"]),
        "ontvanger": _to_system(stored["ontvanger"]),
        "referentienummer": stored["referentienummer"],
        "tijdstip": datetime.fromisoformat(stored["tijdstip"]).astimezone(AMSTERDAM),
    }
    if stored["soort"] == Fo01.__name__:
        return Fo01(
            **shared,
            cross_refnummer=stored["cross"],
            code=stored["code"],
            plek=Plek(stored["plek"]),
            omschrijving=stored["omschrijving"],
            details=stored["details"],
        )
    assert payload is not None
    shared |= {
        "referentienummer": Referentienummer(stored["referentienummer"]),
        "functie": stored["functie"],
        "versies": Versies(
            applicatie_versie=stored["versies"][0],
            applicatie_subversie=stored["versies"][1],
            functie_versie=stored["versies"][2],
            functie_subversie=stored["versies"][3],
        ),
        "payload": payload,
    }
    if stored["soort"] == Du01.__name__:
        return Du01(**shared, cross_refnummer=Referentienummer(stored["cross"]))
    return Di01(**shared)


def as_berichtenvelop(stored: Stored, payload: bytes) -> Berichtenvelop:
    """As ``from_stored``, of an envelop that is known to hold a message."""
    envelop = from_stored(stored, payload)
    assert isinstance(envelop, Berichtenvelop)
    return envelop


def _system(systeem: Systeem) -> list[str | None]:
    return [systeem.organisatie, systeem.applicatie, systeem.administratie, systeem.gebruiker]


def _to_system(stored: list[str | None]) -> Systeem:
    organisatie, applicatie, administratie, gebruiker = stored
    assert organisatie is not None
    assert applicatie is not None
    return Systeem(
        organisatie=organisatie,
        applicatie=applicatie,
        administratie=administratie,
        gebruiker=gebruiker,
    )
