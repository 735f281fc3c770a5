# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""An envelop and the message inside must say the same. What differs is an error, never mended."""

from __future__ import annotations

from typing import Final

from noaber.berichten.definitions.registry import Definition, all_definitions
from noaber.postbus.types import Berichtenvelop, Du01, Kop

_ASK: Final = "Vraag de leverancier van de afzender om dit te herstellen."
_UNKNOWN_FUNCTIE: Final = (
    "De functie in de envelop is geen bericht van iWmo of iJw 3.2; alleen die worden hier "
    "verwerkt. Zoek uit voor welk programma dit bericht is."
)
_VECOZO: Final = "VECOZO"
"""May stand as zender around an answer of an aanbieder."""


def find_functie(functie: str) -> Definition | None:
    """The message that an envelop says to carry, spelled exactly: WMO301."""
    return next((entry for entry in all_definitions() if entry.name == functie), None)


def incoherences(envelop: Berichtenvelop, kop: Kop | None) -> list[str]:
    """Where the envelop contradicts itself or the header inside, in Dutch.

    ``kop`` is None when level 1 is going to refuse the message: then there is nothing to compare.
    """
    definition = find_functie(envelop.functie)
    if definition is None:
        return [_UNKNOWN_FUNCTIE]
    wrong = _wrong_kind(envelop, definition)
    if kop is None:
        return wrong
    if kop.functie != definition.name:
        return [
            *wrong,
            f"De envelop zegt {definition.name}, maar er zit een {kop.functie} in. {_ASK}",
        ]
    if kop.bericht_code != definition.bericht_code:
        wrong.append(f"De BerichtCode in het bericht hoort niet bij een {definition.name}. {_ASK}")
    from_node = isinstance(envelop, Du01) and envelop.zender.organisatie == _VECOZO
    if kop.zender != envelop.zender.organisatie and not from_node:
        wrong.append(f"De zender van de envelop is een ander dan die van het bericht. {_ASK}")
    if kop.ontvanger != envelop.ontvanger.organisatie:
        wrong.append(f"De ontvanger van de envelop is een ander dan die van het bericht. {_ASK}")
    return wrong


def _wrong_kind(envelop: Berichtenvelop, definition: Definition) -> list[str]:
    """A heenbericht travels as Di01 and a retourbericht as Du01; of a 325 the source does not say
    which, so both are taken.
    """
    if isinstance(envelop, Du01):
        if definition.question is None:
            return [f"Een {definition.name} is geen antwoord en hoort in een Di01. {_ASK}"]
    elif definition.is_retour:
        return [f"Een {definition.name} is een antwoord en hoort in een Du01. {_ASK}"]
    return []
