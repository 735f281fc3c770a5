# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Changes that need a new ToewijzingNummer: another omvang, product or ingangsdatum (OP257, IV066).

The old toewijzing ends or is deleted with a reden, the new one has none.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from noaber.kernel.finding import Finding
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
from noaber.toewijzingen.rules.wijzigingen import REDENEN_SHORTEN, Way, delete, way_of
from noaber.toewijzingen.rules.wording import day, warning
from noaber.toewijzingen.types import (
    Decision,
    NeedsNewToewijzing,
    NothingChanges,
    Plan,
    Situation,
    ToewijzingVersion,
    Wish,
    WrongDates,
)


def replace_toewijzing(situation: Situation, nummer: int, wish: Wish, decision: Decision) -> Plan:
    """Another omvang or product: end on the day before, and a new number from that day (OP257)."""
    now = newest(situation, nummer)
    if wish.product == now.product and way_of(now, wish.omvang, wish.budget, wish.einddatum) in (
        Way.UNCHANGED,
        Way.EINDDATUM,
    ):
        raise NothingChanges(
            "OP380",
            f"Product en omvang van toewijzing {nummer} blijven gelijk: wijzig alleen de "
            "einddatum, onder hetzelfde nummer",
        )
    if wish.ingangsdatum < now.ingangsdatum or (
        now.einddatum is not None and wish.ingangsdatum > now.einddatum
    ):
        raise WrongDates(
            "IV066",
            f"De wijziging vanaf {day(wish.ingangsdatum)} ligt buiten toewijzing {nummer} "
            f"({day(now.ingangsdatum)} tot en met {day(now.einddatum)}): kies een dag daarbinnen, "
            "of maak een losse nieuwe toewijzing",
        )
    last_day = wish.ingangsdatum - ONE_DAY
    reden = chosen_reden(decision, REDENEN_SHORTEN, "05")
    if wish.ingangsdatum == now.ingangsdatum:
        ended = as_deleted(situation, now, decision)
    else:
        check_end_in_the_past(now, last_day, decision)
        ended = same_number(now, decision, reden, einddatum=last_day)
    made = new_number(situation, wish, decision)
    warnings = [
        *granted_after(situation, now, last_day),
        *not_discussed(now, decision),
        *_total_stays_behind(now),
    ]
    return planned(situation, [ended, made], warnings)


def _total_stays_behind(now: ToewijzingVersion) -> Iterator[Finding]:
    if now.has_total:
        yield warning(
            "OP257",
            f"Toewijzing {now.nummer} houdt haar hele totaal, terwijl zij eerder eindigt; verlaag "
            "het volume of budget zo nodig apart.",
        )


def start_earlier(
    situation: Situation, nummer: int, ingangsdatum: date, nieuw: int, decision: Decision
) -> Plan:
    """An earlier first day: an extra toewijzing up to the one that is there.

    The other way is ``restart``: delete, and one new toewijzing for the whole.
    """
    now = newest(situation, nummer)
    if ingangsdatum >= now.ingangsdatum:
        raise WrongDates(
            "IV066",
            f"Toewijzing {nummer} gaat al in op {day(now.ingangsdatum)}: kies een eerdere dag, of "
            "maak haar opnieuw voor een latere ingangsdatum",
        )
    if now.has_total:
        raise NeedsNewToewijzing(
            "OP257",
            f"Toewijzing {nummer} heeft een totaal voor de hele periode, dus de extra dagen hebben "
            "een eigen volume of budget nodig: maak daarvoor een losse nieuwe toewijzing, of maak "
            "de toewijzing in haar geheel opnieuw",
        )
    wish = like(now, nieuw, ingangsdatum, now.ingangsdatum - ONE_DAY)
    made = new_number(situation, wish, decision)
    return planned(situation, [made], retroactive(made, decision))


def restart(
    situation: Situation, nummer: int, ingangsdatum: date, nieuw: int, decision: Decision
) -> Plan:
    """Another first day, earlier or later: delete, and the same again under a new number."""
    now = newest(situation, nummer)
    if ingangsdatum == now.ingangsdatum:
        raise NothingChanges(
            "", f"Toewijzing {nummer} gaat al in op {day(ingangsdatum)}: kies een andere dag"
        )
    (deleted,) = delete(situation, nummer, decision).versions
    made = new_number(situation, like(now, nieuw, ingangsdatum, now.einddatum), decision)
    return planned(situation, [deleted, made], retroactive(made, decision))
