# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Events in the life of a client that end toewijzingen: pgb, death, move, herindeling (flows §9).

What has begun ends on the last day; what was yet to begin is deleted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from noaber.kernel.finding import Finding
from noaber.toewijzingen.rules.actueel import newest_versions
from noaber.toewijzingen.rules.planning import (
    ONE_DAY,
    as_deleted,
    check_end_in_the_past,
    granted_after,
    new_number,
    planned,
    running_on,
    same_number,
)
from noaber.toewijzingen.rules.stapeling import is_same_product
from noaber.toewijzingen.rules.wording import day, warning
from noaber.toewijzingen.types import (
    Decision,
    NeedsNewToewijzing,
    Pgb,
    Plan,
    Situation,
    ToewijzingVersion,
    Wish,
)


def start_pgb(situation: Situation, pgb: Pgb, decision: Decision) -> Plan:
    """The client gets a PGB: toewijzingen for that product end the day before (OP043, reden 08)."""
    last_day = pgb.period.start - ONE_DAY
    ending = [v for v in running_on(situation, pgb.period.start) if _is_under(v, pgb)]
    versions, warnings = _ended(situation, ending, last_day, replace(decision, reden="08"))
    return planned(situation, versions, warnings)


def beside_pgb(versions: Iterable[ToewijzingVersion], pgb: Pgb) -> Iterator[Finding]:
    """The toewijzingen at other aanbieders that run on beside a PGB (OP043)."""
    for version in newest_versions(versions).values():
        if _is_under(version, pgb):
            yield warning(
                "OP043",
                f"Ook toewijzing {version.nummer} bij aanbieder {version.aanbieder} loopt in de "
                f"tijd van het pgb (vanaf {day(pgb.period.start)}); beëindig die ook.",
            )


def _is_under(version: ToewijzingVersion, pgb: Pgb) -> bool:
    is_same = version.product == pgb.product or is_same_product(
        version.product, pgb.product, version.wet
    )
    return is_same and version.period.overlaps(pgb.period)


def die(situation: Situation, overlijdensdatum: date, decision: Decision) -> Plan:
    """The client died: every toewijzing ends on that day (reden 02).

    A day in the past needs no agreement here: the day is a fact (own reading of OP186).
    """
    versions, warnings = _ended(
        situation,
        running_on(situation, overlijdensdatum),
        overlijdensdatum,
        replace(decision, reden="02"),
    )
    return planned(situation, versions, warnings)


def move_away(situation: Situation, inschrijfdatum: date, decision: Decision) -> Plan:
    """The client moves to another gemeente: every toewijzing ends the day before (reden 07)."""
    last_day = inschrijfdatum - ONE_DAY
    versions, warnings = _ended(
        situation, running_on(situation, inschrijfdatum), last_day, replace(decision, reden="07")
    )
    return planned(situation, versions, warnings)


def reorganise(
    situation: Situation,
    new_gemeente: str,
    vanaf: date,
    nummers: Mapping[int, int],
    rest: Mapping[int, int],
    decision: Decision,
) -> Plan:
    """Herindeling: the old toewijzing ends (reden 11), the new gemeente assigns the same anew.

    ``nummers``: the new ToewijzingNummer for every toewijzing that runs on. ``rest``: what is left
    of a total (Volume at Frequentie 6, or Budget), by old number.
    Raises NeedsNewToewijzing when a number or a rest is missing.
    """
    running = running_on(situation, vanaf)
    versions, warnings = _ended(situation, running, vanaf - ONE_DAY, replace(decision, reden="11"))
    new_situation = replace(situation, gemeente=new_gemeente, toewijzingen=())
    made = [
        new_number(new_situation, _successor(version, vanaf, nummers, rest), decision)
        for version in running
    ]
    return planned(situation, [*versions, *made], warnings)


def _successor(
    version: ToewijzingVersion, vanaf: date, nummers: Mapping[int, int], rest: Mapping[int, int]
) -> Wish:
    shares_total = version.has_total and version.ingangsdatum < vanaf
    if version.nummer not in nummers or (shares_total and version.nummer not in rest):
        raise NeedsNewToewijzing(
            "OP275",
            f"Voor toewijzing {version.nummer} ontbreekt een nieuw nummer, of wat er van het "
            f"totaal over is op {day(vanaf)}: vul dat eerst in",
        )
    omvang, budget = version.omvang, version.budget
    if shares_total:
        left = rest[version.nummer]
        omvang = None if omvang is None else replace(omvang, volume=left)
        budget = None if budget is None else left
    return Wish(
        nummer=nummers[version.nummer],
        product=version.product,
        ingangsdatum=max(version.ingangsdatum, vanaf),
        einddatum=version.einddatum,
        omvang=omvang,
        budget=budget,
        commentaar=version.commentaar,
    )


def _ended(
    situation: Situation,
    running: Iterable[ToewijzingVersion],
    last_day: date,
    decision: Decision,
) -> tuple[list[ToewijzingVersion], list[Finding]]:
    """Every toewijzing that runs past the last day, ended or deleted; reden as in the decision."""
    versions: list[ToewijzingVersion] = []
    warnings: list[Finding] = []
    reden = decision.reden
    assert reden is not None
    for now in running:
        if now.ingangsdatum > last_day:
            versions.append(as_deleted(situation, now, decision))
        elif now.einddatum is None or now.einddatum > last_day:
            if reden != "02":
                check_end_in_the_past(now, last_day, decision)
            versions.append(same_number(now, decision, reden, einddatum=last_day))
            warnings += granted_after(situation, now, last_day)
            if reden == "02" and last_day < decision.datum:
                warnings.append(
                    warning(
                        "OP186",
                        f"Toewijzing {now.nummer} eindigt in het verleden, op de dag van "
                        f"overlijden ({day(last_day)}); laat de aanbieder weten dat dit komt.",
                    )
                )
    return versions, warnings
