# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""A viewer, roles, and what each role allows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Recht(StrEnum):
    """One thing that somebody may do; the value is the Dutch phrase a user reads."""

    POST_VERWERKEN = "post verwerken"
    POST_BEKIJKEN = "de lijst van post bekijken"
    TOEWIJZEN = "toewijzen, en antwoorden op verzoeken"
    AANLEVEREN = "als aanbieder starts, stops, verzoeken en declaraties versturen"
    INRICHTEN = "gemeenten, aanbieders, contracten en tarieven vastleggen"
    BETALING_VOORSTELLEN = "een betaalbatch voorstellen"
    BETALING_VRIJGEVEN = "een betaalbatch vrijgeven"
    REKENING_BEVESTIGEN = "een gewijzigd rekeningnummer bevestigen"
    GROOTBOEK_CONTROLEREN = "het grootboek controleren"


class Rol(StrEnum):
    """A role; the value is the Dutch word a user reads."""

    SYSTEEM = "systeem"
    """noaber itself, when it processes post that nobody asked for by name."""
    BACKOFFICE = "backoffice"
    CONTRACTMANAGER = "contractmanager"
    CONTROLLER = "controller"
    BEHEERDER = "beheerder"


# One table, so that "who may do what" can be read in one place and shown on one screen.
RECHTEN: Final[Mapping[Rol, frozenset[Recht]]] = MappingProxyType(
    {
        Rol.SYSTEEM: frozenset({Recht.POST_VERWERKEN}),
        Rol.BACKOFFICE: frozenset(
            {
                Recht.POST_VERWERKEN,
                Recht.POST_BEKIJKEN,
                Recht.TOEWIJZEN,
                Recht.AANLEVEREN,
                Recht.BETALING_VOORSTELLEN,
            }
        ),
        Rol.CONTRACTMANAGER: frozenset({Recht.INRICHTEN, Recht.POST_BEKIJKEN}),
        Rol.CONTROLLER: frozenset(
            {
                Recht.BETALING_VRIJGEVEN,
                Recht.REKENING_BEVESTIGEN,
                Recht.GROOTBOEK_CONTROLEREN,
                Recht.POST_BEKIJKEN,
            }
        ),
        Rol.BEHEERDER: frozenset(Recht),
    }
)


class NotAllowed(PermissionError):
    """The viewer has no role that allows this; the text is Dutch."""

    def __init__(self, recht: Recht) -> None:
        super().__init__(
            f"U mag dit niet ({recht}). Vraag een beheerder om de rol die daarbij hoort."
        )
        self.recht = recht


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Whoever asks or acts, and to what end."""

    naam: str
    """How the log and the other person in a four-eyes check know them."""
    rollen: frozenset[Rol]
    doel: str
    """Purpose in Dutch, as a resident may read it: "verwerken van berichten van aanbieders"."""
    administraties: frozenset[str] | None = None
    """Codes of the books that may be touched; None is all of this installation."""

    def sees(self, administratie: str) -> bool:
        """Whether these books are there for this viewer at all."""
        return self.administraties is None or administratie in self.administraties

    def may(self, recht: Recht, administratie: str | None = None) -> bool:
        """Whether a role allows this, in these books."""
        allowed = any(recht in RECHTEN[rol] for rol in self.rollen)
        return allowed and (administratie is None or self.sees(administratie))

    def require(self, recht: Recht, administratie: str | None = None) -> None:
        """Raises NotAllowed unless ``may``."""
        if not self.may(recht, administratie):
            raise NotAllowed(recht)


def systeem(doel: str) -> Viewer:
    """noaber itself, for work that runs without a person."""
    return Viewer(naam="noaber", rollen=frozenset({Rol.SYSTEEM}), doel=doel)
