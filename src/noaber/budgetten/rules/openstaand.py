# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What the ledger adds up to, and what is still to come.

Formulas and examples: docs/algorithms/verplichtingen.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from noaber.budgetten.types import (
    NIETS,
    Boeking,
    Clientregel,
    Gerealiseerd,
    Kostendrager,
    Levering,
    Openstaand,
    Stand,
)
from noaber.kernel.money import Cents, total
from noaber.kernel.period import Period

_StandKey = tuple[int, date, Kostendrager]


def add_up(
    boekingen: Iterable[Boeking], gerealiseerd: Iterable[Gerealiseerd] = ()
) -> tuple[Stand, ...]:
    """The standen of all toewijzingen, by toewijzing and month, in any order of what comes in.

    Boekingen of a declaratie are passed over: what it realised on each toewijzing stands in
    ``gerealiseerd``. A query gives the same with two sums.
    """
    committed: dict[_StandKey, list[Boeking]] = defaultdict(list)
    realised: dict[_StandKey, list[Gerealiseerd]] = defaultdict(list)
    for boeking in boekingen:
        if boeking.toewijzing is not None:
            committed[boeking.toewijzing, boeking.maand, boeking.kostendrager].append(boeking)
    for one in gerealiseerd:
        realised[one.toewijzing, one.maand, one.kostendrager].append(one)
    standen = [
        Stand(
            toewijzing=key[0],
            kostendrager=key[2],
            maand=key[1],
            maximum=total(boeking.maximum for boeking in committed.get(key, ())),
            verwacht=total(boeking.verwacht for boeking in committed.get(key, ())),
            gerealiseerd=total(one.bedrag for one in realised.get(key, ())),
        )
        for key in committed.keys() | realised.keys()
    ]
    return tuple(sorted(standen, key=_place))


def outstanding(standen: Iterable[Stand]) -> tuple[Openstaand, ...]:
    """What is committed and not realised, by toewijzing and month.

    ``standen`` are all of each toewijzing, because its months share: what was used beyond what one
    month had is no longer open in the last ones. Source: domain §1.14.
    """
    groups: dict[int, list[Stand]] = defaultdict(list)
    for stand in sorted(standen, key=_place):
        groups[stand.toewijzing].append(stand)
    return tuple(one for group in groups.values() for one in _outstanding_of_one(group))


def _place(stand: Stand) -> tuple[int, date]:
    return stand.toewijzing, stand.maand


def _outstanding_of_one(standen: Sequence[Stand]) -> list[Openstaand]:
    found = []
    room = max(NIETS, total(stand.maximum - stand.gerealiseerd for stand in standen))
    for stand in standen:
        maximum = min(_open(stand.maximum, stand), room)
        found.append(Openstaand(stand, maximum, min(_open(stand.verwacht, stand), maximum)))
        room -= maximum
    return found


def _open(committed: Cents, stand: Stand) -> Cents:
    return max(NIETS, committed - stand.gerealiseerd)


# ── sums of it ───────────────────────────────────────────────────────────────────────────────────


def client_lines(
    openstaand: Iterable[Openstaand], leveringen: Mapping[int, Levering], peildatum: date
) -> tuple[Clientregel, ...]:
    """One line per toewijzing, by client and toewijzing, as on ``peildatum`` (E9).

    ``leveringen`` has every toewijzing, by its key. A month counts as delivered when it is over
    and delivery ran on any day of it. Raises KeyError for a toewijzing without Levering.
    """
    groups: dict[int, list[Openstaand]] = defaultdict(list)
    for one in openstaand:
        groups[one.stand.toewijzing].append(one)
    lines = (_line(group, leveringen[key], peildatum) for key, group in groups.items())
    return tuple(sorted(lines, key=lambda line: (line.client, line.toewijzing)))


def _line(group: Sequence[Openstaand], levering: Levering, peildatum: date) -> Clientregel:
    this_month = peildatum.replace(day=1)
    to_come = [one for one in group if one.stand.maand >= this_month]
    delivered = [
        one for one in group if one.stand.maand < this_month and _ran_in(one.stand.maand, levering)
    ]
    of_all = total(one.verwacht for one in group)
    nog_te_leveren = total(one.verwacht for one in to_come)
    geleverd = total(one.verwacht for one in delivered)
    return Clientregel(
        client=levering.client,
        toewijzing=group[0].stand.toewijzing,
        kostendrager=group[0].stand.kostendrager,
        maximum=total(one.stand.maximum for one in group),
        verwacht=total(one.stand.verwacht for one in group),
        open_maximum=total(one.maximum for one in group),
        nog_te_leveren=nog_te_leveren,
        geleverd_niet_gedeclareerd=geleverd,
        niet_geleverd=of_all - nog_te_leveren - geleverd,
        gedeclareerd=total(one.stand.gerealiseerd for one in group),
        betaald=levering.betaald,
    )


def _ran_in(month: date, levering: Levering) -> bool:
    days = Period.month(month.year, month.month)
    return any(days.overlaps(period) for period in levering.geleverd)
