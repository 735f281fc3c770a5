# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Lines of the lists of post, and one message as a person looks at it. None shows a person."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from noaber.postbus.types.post import Richting


@dataclass(frozen=True, slots=True, kw_only=True)
class PostFilter:
    """Which lines of a list are wanted; None is all."""

    administratie: str | None = None
    """Code of the books."""
    aanbieder: str | None = None
    """AGB code: traffic with this aanbieder."""
    soort: str | None = None
    """Kind of message: WMO301, or its number alone for both laws."""
    stand: str | None = None
    """A status or an uitkomst."""
    sinds: date | None = None
    """The first day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRegel:
    """One message."""

    id: int
    richting: Richting
    administratie: str | None
    soort: str
    """WMO301, Fo01, or that it could not be seen."""
    functie: str
    zender: str
    ontvanger: str
    identificatie: str
    status: str
    uitkomst: str
    retourcodes: tuple[str, ...]
    dagtekening: date
    at: datetime
    uiterlijk: date | None
    """Last day for the answer: ours to what came in, theirs to what went out."""
    antwoord: str | None
    """Functie and identificatie of the answer to it, if it is there."""

    @property
    def stand(self) -> str:
        """How it stands, in Dutch: what came of it, else how far it is."""
        return self.uitkomst or self.status

    @property
    def andere(self) -> str:
        """The other party."""
        return self.zender if self.richting is Richting.IN else self.ontvanger


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarantaineRegel:
    """One thing that waits for a decision."""

    id: int
    at: datetime
    naam: str
    reden: str
    administratie: str | None = None
    bericht: int | None = None
    """Number of the message, when it was taken in and could not be processed."""
    omschrijving: str = ""
    """Functie and identificatie of that message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignaalRegel:
    """One thing that a person should look at."""

    id: int
    at: datetime
    soort: str
    regel: str
    tekst: str
    bericht: str | None
    """Functie and identificatie of the message it is about."""
    bericht_id: int | None = None
    administratie: str | None = None


# ── one message ──────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Gebeurtenis:
    """Something that happened to a message."""

    at: datetime
    wat: str
    """Dutch."""
    door: str = ""
    """Who did it, if a person did."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvelopFeiten:
    """What stands on the outside of a message."""

    soort: str
    """Di01, Du01 or Fo01."""
    referentienummer: str
    verwijst_naar: str | None
    """Referentienummer of the envelop that it answers or reports on."""
    zender: str
    ontvanger: str
    tijdstip: datetime
    fout: str = ""
    """Of a foutbericht its code, with what that means."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BerichtDetail:
    """One message, all but its content."""

    regel: PostRegel
    lane_id: int | None
    naam: str
    """Of the file, without long numbers."""
    grootte: int
    sha256: str
    pogingen: int
    envelop: EnvelopFeiten | None
    antwoord_op: PostVerwijzing | None = None
    antwoorden: tuple[PostVerwijzing, ...] = ()
    herhaling_van: PostVerwijzing | None = None
    herhalingen: tuple[PostVerwijzing, ...] = ()
    gebeurtenissen: tuple[Gebeurtenis, ...] = field(default=())
    """In order of time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostVerwijzing:
    """Another message, as far as a pointer to it needs."""

    id: int
    wat: str
    """Functie and identificatie."""
    stand: str
    at: datetime
