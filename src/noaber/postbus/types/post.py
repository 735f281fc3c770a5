# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Post, what became of it, and the facts that rules take."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from noaber.postbus.types.envelop import Envelop, Fo01, Referentienummer


@dataclass(frozen=True, slots=True, kw_only=True)
class Kop:
    """What the header inside says, told from the side of who sends: a retourbericht repeats the
    header of the heenbericht without swapping the parties, here they are swapped.
    """

    functie: str
    """By the root element: WMO301."""
    bericht_code: str
    zender: str
    ontvanger: str
    identificatie: str
    """Of this message: the IdentificatieRetour of a retourbericht."""
    antwoord_op: str | None = None
    """Identificatie of the message that this one answers."""
    dagtekening: date | None = None
    """Of this message; None when it is no day, which level 1 will say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One thing that came in: an envelop, or a bare message."""

    name: str
    """For people: long runs of digits are hidden, because a file name may hold a BSN."""
    sha256: str
    """Of ``data``."""
    data: bytes = field(repr=False)
    """Exactly what came in."""
    envelop: Envelop | None
    kop: Kop | None
    """None for an Fo01 and for a message that level 1 is going to refuse."""

    @property
    def payload(self) -> bytes | None:
        """The message itself; None for an Fo01, which has none."""
        if isinstance(self.envelop, Fo01):
            return None
        return self.data if self.envelop is None else self.envelop.payload

    @property
    def payload_sha256(self) -> str | None:
        """Hash of the message itself: two envelopes around one message have the same."""
        if self.envelop is None:
            return self.sha256
        payload = self.payload
        return None if payload is None else hashlib.sha256(payload).hexdigest()


class AlertKind(StrEnum):
    """Why a person has to look; the value is the Dutch phrase a user reads."""

    UNKNOWN_REFERENCE = "antwoord op een onbekend bericht"
    SECOND_ANSWER = "tweede antwoord op een bericht"
    ANSWER_AFTER_FAULT = "antwoord op een bericht dat niet is afgeleverd"
    OTHER_MESSAGE = "antwoord dat bij een ander bericht hoort"
    REFERENCE_REUSED = "referentienummer voor de tweede keer gebruikt"
    NO_ANSWER = "antwoord is niet op tijd"
    OWN_DEADLINE = "ons antwoord is niet op tijd"
    VERZOEK = "antwoord op een verzoek is niet op tijd"
    NOT_DELIVERED = "bericht is niet afgeleverd"
    REJECTED = "ons bericht is afgekeurd"
    WARNING = "aandachtspunt bij een bericht"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """Something that must land on somebody's list."""

    kind: AlertKind
    text: str
    """Dutch: what, why, what to do. Without persons and without content."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verlopen:
    """A term that passed."""

    termijn: str
    """Tells this term from every other: the same one is signalled once."""
    tekst: str
    """As in ``Alert``."""
    bericht_id: int


@dataclass(frozen=True, slots=True)
class Accepted:
    """New: to be judged and processed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicate:
    """Here before: nothing is processed, the earlier answer holds."""

    of: EarlierPost
    new_envelop: bool
    """A second sending of the same message: the earlier answer goes out again in an envelop that
    refers to this one. Otherwise it is the same envelop, and exactly the same answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarantined:
    """Waits for a person; nothing is done with it."""

    reason: str
    """Dutch, one or more sentences. Without persons and without content."""
    alert: Alert | None = None


Outcome = Accepted | Duplicate | Quarantined


class Richting(StrEnum):
    """Which way a message goes."""

    IN = "in"
    UIT = "uit"


class InStatus(StrEnum):
    """State of a message that we received; the value is the Dutch word a user reads."""

    ONTVANGEN = "ontvangen"
    VERWERKT = "verwerkt"
    HERHALING = "herhaling"
    """Here before in another envelop; nothing was processed, the earlier answer went again."""
    QUARANTAINE = "quarantaine"
    """Processing failed for a reason that lies with us; a person decides."""


class Uitkomst(StrEnum):
    """What came of a message that we received; the value is the Dutch phrase a user reads."""

    AKKOORD = "akkoord"
    DEELS = "deels toegekend"
    """A declaratie of which some lines were rejected."""
    AFGEKEURD = "afgekeurd"
    NIET_LEESBAAR = "schema klopt niet"
    """Level 1: there is no answer but the foutbericht of the transport."""
    BEKEND = "al bekend"
    QUARANTAINE = "quarantaine"


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierPost:
    """Post of before that has a number in common with the post that is looked at."""

    sha256: str
    payload_sha256: str | None


class Status(StrEnum):
    """State of a message that we send; the value is the Dutch phrase a user reads."""

    MADE = "gemaakt"
    SENT = "verzonden"
    OVERDUE = "antwoord te laat"
    FAULTED = "niet afgeleverd"
    ANSWERED_OK = "akkoord"
    ANSWERED_REJECTED = "afgekeurd"


class Event(StrEnum):
    """What can happen to a message that we send; the value is the Dutch phrase a user reads."""

    SENT = "is verzonden"
    ANSWERED_OK = "is beantwoord met akkoord"
    ANSWERED_REJECTED = "is beantwoord met een afkeuring"
    NOT_DELIVERED = "foutbericht: niet afgeleverd"
    SEEN_BEFORE = "foutbericht: dit referentienummer was er al"
    DEADLINE_PASSED = "de termijn voor het antwoord is voorbij"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verzonden:
    """A message that we made, as far as post is concerned."""

    referentienummer: Referentienummer | None
    """None for a bare message, which travels without envelop."""
    functie: str
    zender: str
    ontvanger: str
    identificatie: str
    status: Status
    verzenddatum: date | None = None
    """None as long as it is only made."""
    uiterlijk: date | None = None
    """Last day for the answer as it was noted at sending; None: by the terms of the standard."""


class AnswerKind(StrEnum):
    """What kind of answer a message waits for; the value is the Dutch word a user reads."""

    RETOUR = "retourbericht"
    DECLARATIE_ANTWOORD = "declaratie-antwoord"
    FIRST_ANSWER = "eerste antwoord op het verzoek"


# ── what is stored ───────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Ontvangen:
    """A stored message that we received, as far as whoever processes it needs."""

    id: int
    lane_id: int | None
    administratie_id: int | None
    administratie: str | None
    """Code of the books it is for; None when nobody here is meant."""
    functie: str
    """WMO301; empty for a foutbericht, and where level 1 could not even see that."""
    zender: str
    ontvanger: str
    identificatie: str
    ontvangstdatum: date
    naam: str
    """For people."""
    envelop: str | None
    """Kind of the envelop it came in; None for a bare message."""

    @property
    def is_fout(self) -> bool:
        """A foutbericht."""
        return self.envelop == Fo01.__name__


@dataclass(frozen=True, slots=True)
class Opgepakt:
    """A received message that is at hand, with its bytes as they came, its envelop included."""

    ontvangen: Ontvangen
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Afgehandeld:
    """What came of a message that we received."""

    functie: str
    uitkomst: str
    retourcodes: tuple[str, ...]
    antwoord: str | None
    """Name of the file with our answer; None when there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Genoemd:
    """How a message is called."""

    functie: str
    identificatie: str
    naam: str
    """Of its file; empty for a message of ours that is not carried yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opgesteld:
    """A message that we made and that has to go out."""

    functie: str
    """WMO301."""
    identificatie: str
    """From ``next_identificatie``."""
    dagtekening: date
    payload: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Uitgaand:
    """A message of ours, ready to be carried."""

    id: int
    functie: str
    data: bytes = field(repr=False)
    """The file as it goes: in its envelop, or the message alone."""
