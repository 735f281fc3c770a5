# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Changes that the gemeente plans on one toewijzing (flows §4, OP033x1, OP257, OP380, IV066).

Under the same number: einddatum, deletion, total volume and budget. What needs another number is in
``vervangingen``, what happens to all toewijzingen of a client in ``beeindigingen``.

Every function returns the versions to send, or raises a ``WijzigingRefused`` that says what to do
instead. Which way a change goes is the choice of ``way_of``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Final

from noaber.berichten.definitions.groups import Omvang
from noaber.kernel.finding import Finding
from noaber.kernel.wet import Wet
from noaber.toewijzingen.rules.planning import (
    ONE_DAY,
    as_deleted,
    check_end_in_the_past,
    chosen_reden,
    granted_after,
    like,
    new_number,
    newest,
    not_discussed,
    planned,
    retroactive,
    same_number,
)
from noaber.toewijzingen.rules.varianten import variant_of
from noaber.toewijzingen.rules.wording import day, omvang_name, warning
from noaber.toewijzingen.types import (
    Decision,
    EndHasPassed,
    LosesLawfulness,
    NeedsConsent,
    NeedsNewToewijzing,
    NothingChanges,
    Phase,
    Plan,
    Situation,
    ToewijzingVersion,
    Wish,
    WrongDates,
)

REDENEN_EXTEND: Final = frozenset({"04", "12", "14"})
REDENEN_SHORTEN: Final = frozenset(
    {"02", "03", "05", "06", "07", "08", "09", "10", "11", "12", "14"}
)
REDENEN_AMOUNT: Final = frozenset({"05", "12", "14"})

_REDEN_BEEINDIGING: Final = {
    "02": "02",
    "03": "36",
    "05": "36",
    "06": "39",
    "08": "36",
    "09": "38",
    "10": "36",
    "11": "36",
    "12": "37",
}
_MOVED: Final = {Wet.WMO: "31", Wet.JW: "35"}


class Way(StrEnum):
    """How a wanted omvang, budget and einddatum can be reached."""

    UNCHANGED = "unchanged"
    EINDDATUM = "einddatum"
    """Same number."""
    AMOUNT = "amount"
    """Volume at Frequentie 6 or Budget, with or without Einddatum: same number."""
    REPLACE = "replace"
    """End, and a new number."""


def way_of(
    now: ToewijzingVersion, omvang: Omvang | None, budget: int | None, einddatum: date | None
) -> Way:
    """Which kind of change a wanted situation asks for (OP033x1, OP257)."""
    if _only_amount_differs(now, omvang, budget):
        return Way.AMOUNT
    if (omvang, budget) != (now.omvang, now.budget):
        return Way.REPLACE
    return Way.UNCHANGED if einddatum == now.einddatum else Way.EINDDATUM


def _only_amount_differs(now: ToewijzingVersion, omvang: Omvang | None, budget: int | None) -> bool:
    if now.budget is not None and budget is not None and now.omvang is omvang is None:
        return now.budget != budget
    if now.omvang is None or omvang is None or budget != now.budget:
        return False
    return (
        now.omvang.frequentie == "6"
        and now.omvang != omvang
        and now.omvang == replace(omvang, volume=now.omvang.volume)
    )


def reden_beeindiging_for(reden_wijziging: str, wet: Wet) -> str | None:
    """The RedenBeeindiging that is expected in the stop that follows; None when it is free."""
    if reden_wijziging == "07":
        return _MOVED[wet]
    return _REDEN_BEEINDIGING.get(reden_wijziging)


# ── new ──────────────────────────────────────────────────────────────────────────────────────────


def assign(situation: Situation, wish: Wish, decision: Decision) -> Plan:
    """A first toewijzing. With an ingangsdatum in the past it needs consultation (flows §9)."""
    made = new_number(situation, wish, decision)
    return planned(situation, [made], retroactive(made, decision))


# ── the end ──────────────────────────────────────────────────────────────────────────────────────


def extend(situation: Situation, nummer: int, einddatum: date | None, decision: Decision) -> Plan:
    """Oprekken: a later last day, or none, under the same number (OP380)."""
    now = newest(situation, nummer)
    if now.einddatum is None or (einddatum is not None and einddatum <= now.einddatum):
        raise NothingChanges(
            "OP033x1",
            f"Toewijzing {nummer} loopt al tot en met {day(now.einddatum)}: kies een latere "
            "einddatum, of trek de toewijzing in",
        )
    if now.einddatum < decision.datum:
        begin = now.einddatum + ONE_DAY
        raise EndHasPassed(
            "OP380",
            f"Toewijzing {nummer} is op {day(now.einddatum)} geëindigd en kan niet meer worden "
            f"verlengd: maak een nieuwe toewijzing met een nieuw nummer vanaf {day(begin)}",
            begin,
        )
    after = same_number(
        now, decision, chosen_reden(decision, REDENEN_EXTEND, "04"), einddatum=einddatum
    )
    variant_of(after, after.wet)
    warnings = [*not_discussed(now, decision), *_amount_for_longer(now)]
    return planned(situation, [after], warnings)


def prolong(
    situation: Situation, nummer: int, einddatum: date | None, nieuw: int, decision: Decision
) -> Plan:
    """The same help for longer: oprekken as long as the end has not passed, else a new number."""
    try:
        return extend(situation, nummer, einddatum, decision)
    except EndHasPassed as passed:
        now = newest(situation, nummer)
        wish = like(now, nieuw, passed.begin, einddatum)
    made = new_number(situation, wish, decision)
    return planned(situation, [made], [*retroactive(made, decision), *_amount_for_longer(now)])


def _amount_for_longer(now: ToewijzingVersion) -> Iterator[Finding]:
    if now.has_total:
        yield warning(
            "OP380",
            f"Het totaal van toewijzing {now.nummer} blijft gelijk terwijl de periode langer "
            "wordt; ga na of het volume of budget nog past.",
        )


def shorten(situation: Situation, nummer: int, einddatum: date, decision: Decision) -> Plan:
    """Intrekken: an earlier last day under the same number; the aanbieder then sends a stop."""
    now = newest(situation, nummer)
    reden = chosen_reden(decision, REDENEN_SHORTEN, _reden_after_stop(situation, nummer))
    if einddatum < now.ingangsdatum:
        raise WrongDates(
            "CS003",
            f"Toewijzing {nummer} gaat pas in op {day(now.ingangsdatum)}: verwijder haar als er "
            "niets geleverd is",
        )
    if now.einddatum is not None and einddatum >= now.einddatum:
        raise NothingChanges(
            "OP033x1",
            f"Toewijzing {nummer} eindigt al op {day(now.einddatum)}: kies een eerdere einddatum, "
            "of verleng de toewijzing",
        )
    # The day of death is a fact; it is told, not settled.
    if reden != "02":
        check_end_in_the_past(now, einddatum, decision)
    after = same_number(now, decision, reden, einddatum=einddatum)
    warnings = [*granted_after(situation, now, einddatum), *_one_day(now, einddatum)]
    if reden != "02":
        warnings += not_discussed(now, decision)
    return planned(situation, [after], warnings)


def _reden_after_stop(situation: Situation, nummer: int) -> str | None:
    """What is usual once the aanbieder has stopped for good: the sources say 12 and 14 both."""
    if situation.leveringen.phase_of(nummer) is not Phase.ENDED:
        return None
    return situation.reden_na_definitieve_stop


def _one_day(now: ToewijzingVersion, einddatum: date) -> Iterator[Finding]:
    if einddatum == now.ingangsdatum:
        yield warning(
            "OP087",
            f"Toewijzing {now.nummer} blijft één dag geldig ({day(einddatum)}); kies verwijderen "
            "(reden 13) als zij nooit had moeten bestaan.",
        )


def delete(situation: Situation, nummer: int, decision: Decision) -> Plan:
    """Reden 13: the toewijzing counts as not sent (TR385, OP362)."""
    now = newest(situation, nummer)
    after = as_deleted(situation, now, decision)
    started = [s for s in situation.leveringen.starts if s.toewijzing_nummer == nummer]
    if started and not decision.has_consent:
        first = min(start.begindatum for start in started)
        raise LosesLawfulness(
            "OP362",
            f"Op toewijzing {nummer} is een start gemeld vanaf {day(first)}, dus verwijderen kan "
            "geleverde zorg onrechtmatig maken: beëindig de toewijzing, of leg vast dat de "
            "aanbieder instemt omdat er niets geleverd is",
        )
    return planned(situation, [after])


# ── how much ─────────────────────────────────────────────────────────────────────────────────────


def change_volume(situation: Situation, nummer: int, volume: int, decision: Decision) -> Plan:
    """Another Volume for the whole duration; only at Frequentie 6 (OP033x1)."""
    now = newest(situation, nummer)
    if now.omvang is None or now.omvang.frequentie != "6":
        raise NeedsNewToewijzing(
            "OP257",
            f"De omvang van toewijzing {nummer} ({omvang_name(now.omvang)}) kan niet onder "
            "hetzelfde nummer wijzigen, dat kan alleen bij frequentie 6 (totaal): beëindig de "
            "toewijzing en maak een nieuwe vanaf de wijzigingsdatum",
        )
    known = situation.granted.get(nummer)
    granted = None if known is None else known.volume
    _check_amount(
        "OP298",
        "het volume",
        now,
        (now.omvang.volume, volume, granted),
        decision,
    )
    reden = chosen_reden(decision, REDENEN_AMOUNT, "05")
    after = same_number(now, decision, reden, omvang=replace(now.omvang, volume=volume))
    warnings = [
        *below_granted("Het volume", now, volume, granted),
        *not_discussed(now, decision),
    ]
    return planned(situation, [after], warnings)


def change_budget(situation: Situation, nummer: int, budget: int, decision: Decision) -> Plan:
    """Another Budget for the whole duration, in eurocents (OP033x1)."""
    now = newest(situation, nummer)
    if now.budget is None:
        raise NeedsNewToewijzing(
            "OP257",
            f"Toewijzing {nummer} heeft geen budget: beëindig haar en maak een nieuwe toewijzing "
            "met een budget",
        )
    known = situation.granted.get(nummer)
    granted = None if known is None else known.cents
    _check_amount("OP299", "het budget", now, (now.budget, budget, granted), decision)
    after = same_number(now, decision, chosen_reden(decision, REDENEN_AMOUNT, "05"), budget=budget)
    warnings = [
        *below_granted("Het budget", now, budget, granted),
        *not_discussed(now, decision),
    ]
    return planned(situation, [after], warnings)


def _check_amount(
    rule: str,
    what: str,
    now: ToewijzingVersion,
    amounts: tuple[int, int, int | None],
    decision: Decision,
) -> None:
    before, after, granted = amounts
    if after == before:
        raise NothingChanges("", f"In toewijzing {now.nummer} is {what} al zo: wijzig niets")
    if after < before and not decision.has_consent:
        below = " Er is al meer goedgekeurd dan dat." if granted and granted > after else ""
        raise NeedsConsent(
            rule,
            f"Van toewijzing {now.nummer} mag {what} alleen omlaag met instemming van de aanbieder."
            f"{below} Leg de instemming vast, of laat {what} staan",
        )


def below_granted(
    what: str, now: ToewijzingVersion, after: int, granted: int | None
) -> Iterator[Finding]:
    """A total that is lower than what was approved (OP345)."""
    if granted is not None and granted > after:
        yield warning(
            "OP345",
            f"{what} van toewijzing {now.nummer} wordt lager dan wat al is goedgekeurd; wat "
            "goedgekeurd is, blijft goedgekeurd en er kan niets meer bij.",
        )
