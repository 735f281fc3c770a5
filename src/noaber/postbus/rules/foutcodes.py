# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What a fault code means and what to do about it.

``foutcodes.csv`` holds three published lists: that of the GGk of November 2025, the older one of
the GGk (2020), of which some codes may still come, and that of VECOZO. Where lists give one code
two meanings, the one of the GGk of 2025 counts, then 2020, then VECOZO.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Final

from noaber.postbus.types import Event

OWN_CODE: Final = "StUF055"
"""The one code that a gemeente sends itself: the payload breaks its schema."""


class Lijst(StrEnum):
    """A published list, in the order in which a code is looked up."""

    GGK_2025 = "ggk-2025"
    GGK_2020 = "ggk-2020"
    VECOZO = "vecozo"


class NextStep(StrEnum):
    """What becomes of the message; the value is the Dutch phrase a user reads."""

    RESEND = "opnieuw verzenden"
    """When the cause is gone: the same payload, a new referentienummer."""
    NEW_MESSAGE = "nieuw bericht maken"
    """The message itself is wrong: another one, with a new Identificatie."""
    NONE = "niets verzenden"
    """What it says was there already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Foutcode:
    """One code of one list."""

    lijst: Lijst
    code: str
    afzender: str
    omschrijving: str
    vervolg: NextStep
    wat_te_doen: str
    event: Event


def find_foutcode(code: str, lijst: Lijst | None = None) -> Foutcode | None:
    """The meaning of a code, in one list or in the first list that has it."""
    lists = [lijst] if lijst else list(Lijst)
    found = (_read_foutcodes().get((entry, code)) for entry in lists)
    return next((entry for entry in found if entry), None)


def fault_event(code: str) -> Event:
    """What a foutbericht with this code does to the message it is about.

    A code in no list means not delivered too: a person then looks what it says.
    """
    found = find_foutcode(code)
    return found.event if found else Event.NOT_DELIVERED


@cache
def _read_foutcodes() -> dict[tuple[Lijst, str], Foutcode]:
    text = (files("noaber.postbus.rules") / "foutcodes.csv").read_text(encoding="utf-8")
    return {
        (Lijst(line["lijst"]), line["code"]): Foutcode(
            lijst=Lijst(line["lijst"]),
            code=line["code"],
            afzender=line["afzender"],
            omschrijving=line["omschrijving"],
            vervolg=NextStep(line["vervolg"]),
            wat_te_doen=line["wat_te_doen"],
            event=Event.SEEN_BEFORE if line["al_eerder_ontvangen"] == "ja" else Event.NOT_DELIVERED,
        )
        for line in csv.DictReader(text.splitlines())
    }
