# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What a flow is given, and what came of a message."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from noaber.access.types import Viewer
from noaber.declaraties.types import Stand
from noaber.partijen.types import Lane
from noaber.postbus.types import Ontvangen, Uitkomst


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One message at hand: whose lane, who does it, and when."""

    ontvangen: Ontvangen
    lane: Lane
    viewer: Viewer
    at: datetime

    @property
    def vandaag(self) -> date:
        """The day on which the message is judged: when it came, not when we got round to it."""
        return self.ontvangen.ontvangstdatum


@dataclass(frozen=True, slots=True, kw_only=True)
class Verwerkt:
    """What came of one message."""

    bericht_id: int
    naam: str
    functie: str
    uitkomst: Uitkomst
    retourcodes: tuple[str, ...] = ()
    """In the header of the answer, or of its DeclaratieAntwoord."""
    codes: tuple[str, ...] = ()
    """Every retourcode in the answer that rejects something, once."""
    antwoord_id: int | None = None
    declaratie: Stand | None = None
    reden: str = field(default="")
    """Why it waits in quarantaine, in Dutch."""
