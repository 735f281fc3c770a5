# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The state machine of a verzoek, as one table (flows §5, OP344, OP350).

One row per status and event. A VOT has one verzoek per AangevraagdProduct, a VOW is one verzoek.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from noaber.berichten.definitions.classes import Antwoord, ToegewezenProduct
from noaber.toewijzingen.types import Verzoek, VerzoekStatus


class VerzoekEvent(StrEnum):
    """What can happen to a verzoek; the value is what a user reads."""

    SENT = "verzoek verstuurd"
    RETOUR_OK = "retour zonder fouten"
    RETOUR_REJECTED = "retour met fouten"
    IN_ONDERZOEK = "antwoord: in onderzoek"
    AFGEWEZEN = "antwoord: afgewezen"
    TOEGEWEZEN = "toewijzing met deze referentie"


@dataclass(frozen=True, slots=True)
class Step:
    """What an event does to a verzoek in some status, and why."""

    to: VerzoekStatus | None
    """None: refused."""
    reason: str
    refused_by: tuple[str, ...] = ()
    """Codes of the rules that refuse it."""

    @property
    def is_allowed(self) -> bool:
        """Whether the table lets it through."""
        return not self.refused_by


_S, _E = VerzoekStatus, VerzoekEvent


def _refuse(reason: str, *rules: str) -> Step:
    return Step(None, reason, rules)


_NOT_SENT = "dit verzoek geldt als niet verzonden"
_HONOURED = "er is al een toewijzing met deze referentie gestuurd"
_REJECTED = "het verzoek is al afgewezen"
_LOOKING = "de gemeente onderzoekt het verzoek; een besluit volgt"
_TREATED = "het verzoek is al in behandeling, dus het komt niet nog een keer"

_TABLE: dict[tuple[VerzoekStatus, VerzoekEvent], Step] = {
    (_S.VERZONDEN, _E.SENT): _refuse("het verzoek is al verstuurd", "TR347"),
    (_S.VERZONDEN, _E.RETOUR_OK): Step(_S.IN_BEHANDELING, "de gemeente neemt het in behandeling"),
    (_S.VERZONDEN, _E.RETOUR_REJECTED): Step(_S.NIET_VERZONDEN, _NOT_SENT),
    # The answer overtook the retour: the order of arrival has no meaning (OP080).
    (_S.VERZONDEN, _E.IN_ONDERZOEK): Step(_S.IN_ONDERZOEK, _LOOKING),
    (_S.VERZONDEN, _E.AFGEWEZEN): Step(_S.AFGEWEZEN, "de gemeente wijst het verzoek af"),
    (_S.VERZONDEN, _E.TOEGEWEZEN): Step(_S.GEHONOREERD, "de gemeente honoreert het verzoek"),
    (_S.NIET_VERZONDEN, _E.SENT): Step(_S.VERZONDEN, "verbeterd en opnieuw verstuurd"),
    (_S.NIET_VERZONDEN, _E.IN_ONDERZOEK): _refuse(_NOT_SENT, "TR355"),
    (_S.NIET_VERZONDEN, _E.AFGEWEZEN): _refuse(_NOT_SENT, "TR355"),
    (_S.NIET_VERZONDEN, _E.TOEGEWEZEN): _refuse(_NOT_SENT, "TR379"),
    (_S.IN_BEHANDELING, _E.SENT): _refuse(_TREATED, "TR347", "TR374"),
    (_S.IN_BEHANDELING, _E.IN_ONDERZOEK): Step(_S.IN_ONDERZOEK, _LOOKING),
    (_S.IN_BEHANDELING, _E.AFGEWEZEN): Step(_S.AFGEWEZEN, "de gemeente wijst het verzoek af"),
    (_S.IN_BEHANDELING, _E.TOEGEWEZEN): Step(_S.GEHONOREERD, "de gemeente honoreert het verzoek"),
    (_S.IN_ONDERZOEK, _E.SENT): _refuse(_TREATED, "TR347", "TR374"),
    (_S.IN_ONDERZOEK, _E.IN_ONDERZOEK): _refuse("in onderzoek mag één keer", "TR360"),
    (_S.IN_ONDERZOEK, _E.AFGEWEZEN): Step(_S.AFGEWEZEN, "na onderzoek wordt het afgewezen"),
    (_S.IN_ONDERZOEK, _E.TOEGEWEZEN): Step(_S.GEHONOREERD, "na onderzoek wordt het gehonoreerd"),
    (_S.GEHONOREERD, _E.SENT): _refuse(_HONOURED, "TR347"),
    (_S.GEHONOREERD, _E.IN_ONDERZOEK): _refuse(_HONOURED, "TR359"),
    (_S.GEHONOREERD, _E.AFGEWEZEN): _refuse(_HONOURED, "TR359"),
    (_S.GEHONOREERD, _E.TOEGEWEZEN): _refuse(_HONOURED, "TR379"),
    (_S.AFGEWEZEN, _E.SENT): _refuse(_REJECTED, "TR347"),
    (_S.AFGEWEZEN, _E.IN_ONDERZOEK): _refuse(_REJECTED, "TR360", "TR365"),
    (_S.AFGEWEZEN, _E.AFGEWEZEN): _refuse(_REJECTED, "TR365"),
    (_S.AFGEWEZEN, _E.TOEGEWEZEN): _refuse(_REJECTED, "TR379"),
}

# A retour says something about a message, once; a second one changes nothing.
_AFTER_RETOUR = "over dit verzoek is al een retour ontvangen"
_TABLE |= {
    (status, event): Step(status, _AFTER_RETOUR)
    for status in _S
    if status is not _S.VERZONDEN
    for event in (_E.RETOUR_OK, _E.RETOUR_REJECTED)
}

STEPS: Final[Mapping[tuple[VerzoekStatus, VerzoekEvent], Step]] = MappingProxyType(_TABLE)


def step(status: VerzoekStatus, event: VerzoekEvent) -> Step:
    """The row of the table."""
    return STEPS[status, event]


def apply(verzoek: Verzoek, event: VerzoekEvent) -> Verzoek:
    """The verzoek after an event; unchanged when the table refuses it."""
    to = step(verzoek.status, event).to
    return verzoek if to is None else replace(verzoek, status=to)


def open_verzoeken(verzoeken: Iterable[Verzoek]) -> tuple[Verzoek, ...]:
    """Those in treatment: they block a new verzoek of the same aanbieder for the client (TR374)."""
    return tuple(verzoek for verzoek in verzoeken if verzoek.status.is_open)


def event_of_answer(antwoord: Antwoord) -> VerzoekEvent:
    """What a 319 does."""
    if antwoord.verzoek_antwoord == "2":
        return VerzoekEvent.IN_ONDERZOEK
    return VerzoekEvent.AFGEWEZEN


def after_301(
    verzoeken: Iterable[Verzoek], products: Iterable[ToegewezenProduct]
) -> tuple[Verzoek, ...]:
    """The verzoeken that a 301 honours, with their new status."""
    named = {product.referentie_aanbieder for product in products}
    return _changed(
        (verzoek for verzoek in verzoeken if verzoek.referentie_aanbieder in named),
        VerzoekEvent.TOEGEWEZEN,
    )


def after_319(verzoeken: Iterable[Verzoek], antwoord: Antwoord) -> tuple[Verzoek, ...]:
    """The verzoek that a 319 answers, with its new status."""
    named = antwoord.referentie_aanbieder
    return _changed(
        (verzoek for verzoek in verzoeken if verzoek.referentie_aanbieder == named),
        event_of_answer(antwoord),
    )


def _changed(verzoeken: Iterable[Verzoek], event: VerzoekEvent) -> tuple[Verzoek, ...]:
    pairs = ((verzoek, apply(verzoek, event)) for verzoek in verzoeken)
    return tuple(after for before, after in pairs if after != before)
