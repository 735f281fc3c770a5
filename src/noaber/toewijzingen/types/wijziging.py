# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Planning a change: what the gemeente decides, what stands around it, and what comes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from noaber.berichten.definitions.groups import Omvang, Product
from noaber.kernel.finding import Finding
from noaber.kernel.period import Period
from noaber.kernel.wet import Wet
from noaber.toewijzingen.types.facts import Granted
from noaber.toewijzingen.types.levering import Leveringen
from noaber.toewijzingen.types.toewijzing import ToewijzingVersion


class AgreementKind(StrEnum):
    """What was settled with the aanbieder; the value is the Dutch word a user reads."""

    OVERLEG = "overleg"
    """It was talked over (OP033x1)."""
    OVEREENSTEMMING = "overeenstemming"
    """The aanbieder agrees (OP186, OP298, OP299)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """A talk with the aanbieder about a change, as it was recorded."""

    kind: AgreementKind
    datum: date
    note: str = ""
    """With whom, and what was said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A decision of the gemeente on a toewijzing. Its day is also "today" for every check."""

    datum: date
    """Toewijzingsdatum."""
    tijd: time
    """Toewijzingstijd."""
    reden: str | None = None
    """RedenWijziging that the gemeente chose; None takes the usual one, if there is one."""
    agreement: Agreement | None = None

    @property
    def is_on_request(self) -> bool:
        """The aanbieder asked for it, which is agreement enough (OP033x1)."""
        return self.reden == "12"

    @property
    def has_consent(self) -> bool:
        """The aanbieder agrees."""
        agreement = self.agreement
        agrees = agreement is not None and agreement.kind is AgreementKind.OVEREENSTEMMING
        return agrees or self.is_on_request

    @property
    def was_discussed(self) -> bool:
        """There was at least a talk."""
        return self.agreement is not None or self.is_on_request


class PassedDates(StrEnum):
    """What to do with wanted dates of a VOW that have passed at the decision (IV093)."""

    SHIFT = "vanaf het besluit"
    """The old toewijzing ends on the day of the decision; what is new begins the day after."""
    AS_ASKED = "zoals gevraagd"
    """As asked, with retroactive effect; only in agreement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a new toewijzing should hold."""

    nummer: int
    """A number that this gemeente has not used yet under this wet (OP275)."""
    product: Product | None
    ingangsdatum: date
    einddatum: date | None = None
    """Last day."""
    omvang: Omvang | None = None
    budget: int | None = None
    commentaar: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pgb:
    """A persoonsgebonden budget of the client: no toewijzing for that product meanwhile (OP043)."""

    product: Product | None
    period: Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What stands around a change: one client at one aanbieder, under one wet."""

    gemeente: str
    wet: Wet
    aanbieder: str
    bsn: str = field(repr=False)
    toewijzingen: tuple[ToewijzingVersion, ...] = ()
    """At least the newest version of every toewijzing."""
    granted: Mapping[int, Granted] = field(default_factory=dict)
    """Approved and not credited, by ToewijzingNummer."""
    leveringen: Leveringen = field(default_factory=Leveringen)
    pgbs: tuple[Pgb, ...] = ()
    reden_na_definitieve_stop: str = "12"
    """RedenWijziging to take when a toewijzing ends after a definitive stop (setting)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to store and send: new versions, each with its RedenWijziging."""

    versions: tuple[ToewijzingVersion, ...]
    warnings: tuple[Finding, ...] = ()
    vow_referentie: str | None = field(default=None, repr=False)
    """Reference of the VOW that this answers: every product of the 301 carries it (IV093)."""


# ── errors ───────────────────────────────────────────────────────────────────────────────────────


class WijzigingRefused(ValueError):
    """A change that is not allowed.

    The text is Dutch, for a user: what is not allowed, why, what to do instead. Never a BSN.
    """

    def __init__(self, rule: str, text: str) -> None:
        super().__init__(f"{text} ({rule})." if rule else f"{text}.")
        self.rule = rule
        """Code of the published rule that forbids it; empty for a rule of our own."""


class UnknownToewijzing(WijzigingRefused):
    """There is no toewijzing of that number for this client at this aanbieder."""


class AlreadyDeleted(WijzigingRefused):
    """A deleted toewijzing counts as not sent: nothing about it changes any more."""


class OutdatedDecision(WijzigingRefused):
    """The decision is not newer than the version that it would change (IV013)."""


class NothingChanges(WijzigingRefused):
    """The wish is what already holds, or is another kind of change."""


class WrongDates(WijzigingRefused):
    """The dates do not fit the toewijzing or each other."""


class WrongReden(WijzigingRefused):
    """This RedenWijziging does not belong to this change, or none was chosen."""


class NotAVariant(WijzigingRefused):
    """No toewijzingsvariant has this combination of product, omvang, budget and einddatum."""


class NeedsNewToewijzing(WijzigingRefused):
    """This may not change under the same number (OP033x1, OP257)."""


class EndHasPassed(WijzigingRefused):
    """The Einddatum has passed, so it cannot be put off any more (OP380)."""

    def __init__(self, rule: str, text: str, begin: date) -> None:
        super().__init__(rule, text)
        self.begin = begin
        """First day for the new toewijzing that is needed instead."""


class NeedsAgreement(WijzigingRefused):
    """An end in the past is possible only in agreement with the aanbieder (OP186)."""


class NeedsConsent(WijzigingRefused):
    """Lowering Volume or Budget is possible only with consent of the aanbieder (OP298, OP299)."""


class HasGrantedPrestaties(WijzigingRefused):
    """Approved prestaties forbid the deletion (TR385)."""


class LosesLawfulness(WijzigingRefused):
    """It would take away the lawfulness of care that was delivered (OP362)."""


class Stacked(WijzigingRefused):
    """The same product twice on one day (OP259)."""


class BuitenBerichten(WijzigingRefused):
    """No message may go out about this client (OP003)."""

    def __init__(self) -> None:
        super().__init__(
            "OP003",
            "Over deze cliënt gaan geen berichten, want het delen van de gegevens is een ernstig "
            "risico voor de veiligheid: regel dit op papier, of laat eerst vastleggen dat "
            "berichten weer mogen",
        )


class NamesAPerson(WijzigingRefused):
    """A Commentaar holds what can be traced to a person (OP191)."""


class OverlapsPgb(WijzigingRefused):
    """The client has a PGB for this product in that period (OP043)."""


class WantedDatePassed(WijzigingRefused):
    """A wanted date of a VOW has passed: first settle the dates with the aanbieder (IV093)."""


class CannotAnswer(WijzigingRefused):
    """This answer is not possible (any more) on this verzoek."""
