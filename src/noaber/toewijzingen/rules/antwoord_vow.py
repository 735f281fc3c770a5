# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The 301 that honours a VOW: everything as requested, or nothing (IV093, OP348).

Every product of that 301 carries the reference of the VOW, also what stays as it was; so the plan
has ``vow_referentie`` and holds only what is new.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from noaber.berichten.definitions import classes as c
from noaber.kernel.finding import Finding
from noaber.toewijzingen.rules.planning import (
    ONE_DAY,
    as_deleted,
    granted_after,
    new_number,
    newest,
    planned,
    same_number,
)
from noaber.toewijzingen.rules.varianten import variant_of
from noaber.toewijzingen.rules.wijzigingen import Way, below_granted, way_of
from noaber.toewijzingen.rules.wording import day, listed, warning
from noaber.toewijzingen.types import (
    AgreementKind,
    Decision,
    NeedsAgreement,
    PassedDates,
    Plan,
    Situation,
    ToewijzingVersion,
    WantedDatePassed,
    Wish,
    WrongDates,
)

_Wish = tuple[c.TeWijzigenProduct, ToewijzingVersion]
"""What is asked of a toewijzing, and its newest version."""


def honour_vow(
    situation: Situation,
    verzoek: c.Verzoek,
    nummers: Sequence[int],
    decision: Decision,
    passed: PassedDates | None = None,
) -> Plan:
    """The versions that honour a VOW.

    ``nummers``: unused ToewijzingNummers; the first ``new_toewijzingen`` of them are taken, in the
    order of the request. ``passed``: what was settled about wanted dates that have passed.

    Raises WantedDatePassed when such dates are not settled, NeedsAgreement when they are to be kept
    without agreement, Stacked, WrongDates, NotAVariant, HasGrantedPrestaties; ValueError with too
    few numbers.
    """
    if len(nummers) < new_toewijzingen(situation, verzoek):
        raise ValueError("fewer ToewijzingNummers than new toewijzingen")
    wishes = _wishes(situation, verzoek)
    late = _late(verzoek, wishes, decision)
    _check_dates(late, decision, passed)
    answer = _Answer(
        situation,
        verzoek.referentie_aanbieder,
        iter(nummers),
        replace(decision, reden="12"),
        passed,
    )
    versions: list[ToewijzingVersion] = []
    warnings = list(_not_agreed(late, decision))
    for wish, now in wishes:
        versions += answer.changed(wish, now)
        warnings += answer.warnings(wish, now)
    versions += [answer.new(new) for new in verzoek.nieuwe_producten]
    return planned(situation, versions, warnings, vow_referentie=verzoek.referentie_aanbieder)


def new_toewijzingen(situation: Situation, verzoek: c.Verzoek) -> int:
    """How many new ToewijzingNummers it takes to honour a VOW."""
    split = [wish for wish, now in _wishes(situation, verzoek) if _way(wish, now) is Way.REPLACE]
    return len(split) + len(verzoek.nieuwe_producten)


def _wishes(situation: Situation, verzoek: c.Verzoek) -> list[_Wish]:
    return [
        (wish, newest(situation, wish.toewijzing_nummer)) for wish in verzoek.te_wijzigen_producten
    ]


def _way(wish: c.TeWijzigenProduct, now: ToewijzingVersion) -> Way:
    return way_of(now, wish.omvang, _budget(wish, now), wish.einddatum)


def _budget(wish: c.TeWijzigenProduct, now: ToewijzingVersion) -> int | None:
    """A Budget that is left out stays as it was, unless an Omvang takes its place."""
    return now.budget if wish.budget is None and wish.omvang is None else wish.budget


def _late(verzoek: c.Verzoek, wishes: list[_Wish], decision: Decision) -> list[date]:
    """The wanted days that have passed. For a change of the whole duration no day matters."""
    wanted = [w.gewenste_ingangsdatum for w, now in wishes if _way(w, now) is Way.REPLACE]
    wanted += [new.gewenste_ingangsdatum for new in verzoek.nieuwe_producten]
    return sorted({wish for wish in wanted if wish < decision.datum})


def _not_agreed(late: list[date], decision: Decision) -> Iterator[Finding]:
    if late and decision.agreement is None:
        yield warning(
            "IV093",
            f"De datum {listed(day(wish) for wish in late)} schuift op naar het besluit; dat gaat "
            "in overeenstemming met de aanbieder. Leg die vast.",
        )


def _check_dates(late: list[date], decision: Decision, passed: PassedDates | None) -> None:
    if not late:
        return
    if passed is None:
        raise WantedDatePassed(
            "IV093",
            f"De gewenste datum {listed(day(wish) for wish in late)} is voorbij op de dag van het "
            f"besluit ({day(decision.datum)}): spreek met de aanbieder af of de wijziging na het "
            "besluit ingaat of toch zoals gevraagd",
        )
    agreement = decision.agreement
    agreed = agreement is not None and agreement.kind is AgreementKind.OVEREENSTEMMING
    if passed is PassedDates.AS_ASKED and not agreed:
        raise NeedsAgreement(
            "IV093",
            f"Toewijzen zoals gevraagd, vanaf {listed(day(wish) for wish in late)}, kan alleen in "
            "overeenstemming met de aanbieder: leg die vast, of laat de wijziging na het besluit "
            "ingaan",
        )


@dataclass(frozen=True, slots=True)
class _Answer:
    """The answer as it is made: what it needs for every part."""

    situation: Situation
    referentie: str
    nummers: Iterator[int]
    decision: Decision
    passed: PassedDates | None

    def changed(
        self, wish: c.TeWijzigenProduct, now: ToewijzingVersion
    ) -> Iterator[ToewijzingVersion]:
        """What becomes of one TeWijzigenProduct (the table of flows §5)."""
        way = _way(wish, now)
        if way is Way.REPLACE:
            yield from self._split(wish, now)
        elif way is not Way.UNCHANGED:
            if wish.einddatum is not None and wish.einddatum < now.ingangsdatum:
                raise WrongDates(
                    "IV092",
                    f"De gevraagde einddatum ({day(wish.einddatum)}) ligt voor de ingangsdatum van "
                    f"toewijzing {now.nummer} ({day(now.ingangsdatum)}): wijs het verzoek af en "
                    "overleg wat de aanbieder bedoelt",
                )
            after = same_number(
                now,
                self.decision,
                "12",
                einddatum=wish.einddatum,
                omvang=wish.omvang,
                budget=_budget(wish, now),
                referentie_aanbieder=self.referentie,
            )
            variant_of(after, after.wet)
            yield after

    def new(self, wish: c.NieuwProduct) -> ToewijzingVersion:
        """A NieuwProduct: from the wanted day, or from the decision when that has passed."""
        begin = wish.gewenste_ingangsdatum
        if self._is_shifted(begin):
            begin = self.decision.datum
        return self._new_number(now=None, wish=wish, begin=begin)

    def _split(
        self, wish: c.TeWijzigenProduct, now: ToewijzingVersion
    ) -> Iterator[ToewijzingVersion]:
        begin = self._begin(wish)
        last_day = begin - ONE_DAY
        if last_day < now.ingangsdatum:
            deleted = as_deleted(self.situation, now, self.decision)
            yield replace(deleted, referentie_aanbieder=self.referentie)
        elif now.einddatum is None or last_day < now.einddatum:
            yield same_number(
                now,
                self.decision,
                "12",
                einddatum=last_day,
                referentie_aanbieder=self.referentie,
            )
        yield self._new_number(now=now, wish=wish, begin=begin)

    def _begin(self, wish: c.TeWijzigenProduct) -> date:
        if self._is_shifted(wish.gewenste_ingangsdatum):
            return self.decision.datum + ONE_DAY
        return wish.gewenste_ingangsdatum

    def _is_shifted(self, wanted: date) -> bool:
        return wanted < self.decision.datum and self.passed is PassedDates.SHIFT

    def _new_number(
        self,
        now: ToewijzingVersion | None,
        wish: c.TeWijzigenProduct | c.NieuwProduct,
        begin: date,
    ) -> ToewijzingVersion:
        if wish.einddatum is not None and wish.einddatum < begin:
            raise WantedDatePassed(
                "IV093",
                f"De gevraagde periode eindigt op {day(wish.einddatum)}, voor de dag waarop de "
                f"wijziging kan ingaan ({day(begin)}): spreek af dat het zoals gevraagd wordt, of "
                "wijs het verzoek af",
            )
        product = wish.product if isinstance(wish, c.NieuwProduct) else None
        made = Wish(
            nummer=next(self.nummers),
            product=product if now is None else now.product,
            ingangsdatum=begin,
            einddatum=wish.einddatum,
            omvang=wish.omvang,
            budget=wish.budget,
        )
        return new_number(self.situation, made, self.decision, self.referentie)

    def warnings(self, wish: c.TeWijzigenProduct, now: ToewijzingVersion) -> Iterator[Finding]:
        """What someone should look at before this part is sent."""
        way = _way(wish, now)
        if way is Way.UNCHANGED:
            yield warning(
                "IV092",
                f"Het verzoek vraagt voor toewijzing {now.nummer} wat er al is; zij blijft "
                "ongewijzigd.",
            )
        if way is Way.REPLACE:
            yield from granted_after(self.situation, now, self._begin(wish) - ONE_DAY)
            return
        granted = self.situation.granted.get(now.nummer)
        if granted is None:
            return
        if wish.omvang is not None and wish.omvang.frequentie == "6":
            yield from below_granted("Het volume", now, wish.omvang.volume, granted.volume)
        if wish.budget is not None:
            yield from below_granted("Het budget", now, wish.budget, granted.cents)
        if wish.einddatum is not None:
            yield from granted_after(self.situation, now, wish.einddatum)
