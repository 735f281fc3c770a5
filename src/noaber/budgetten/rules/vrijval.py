# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""From a new situation to boekingen: only the differences, month by month.

Every event comes down to this: the first verplichting, shortened, extended, deleted, another
volume, budget, tarief or horizon, stopped. Examples: docs/algorithms/verplichtingen.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from noaber.budgetten.rules.verplichting import maandbedragen
from noaber.budgetten.types import NIETS, Boeking, Horizon, Maandbedrag, Opdracht, Soort, Stand
from noaber.kernel.money import Cents, split_largest_remainder, total


def book_situation(
    opdracht: Opdracht, standen: Iterable[Stand], horizon: Horizon, boekmaand: date
) -> tuple[Boeking, ...]:
    """The boekingen that bring what is committed to the situation of this opdracht, by month.

    ``standen`` are all of this toewijzing, one per month; none for the first time. ``boekmaand`` is
    the first day of the month in which is booked. What is realised stays committed, unless the
    opdracht is deleted.

    Raises TariefOntbreekt, NietsVastTeLeggen; TypeError for the stand of another toewijzing, or of
    a month that is given twice. Source: domain §1.14.
    """
    before = _by_month(opdracht, standen)
    wanted = {bedrag.maand: bedrag for bedrag in maandbedragen(opdracht, horizon)}
    months = sorted(before.keys() | wanted.keys())
    so_far = [before.get(month) or _nothing(opdracht, month) for month in months]
    new = [wanted.get(month) or Maandbedrag(month, NIETS, NIETS) for month in months]
    maxima = _targets(
        opdracht,
        [bedrag.maximum for bedrag in new],
        [_kept(stand.maximum, stand) for stand in so_far],
    )
    expected = _targets(
        opdracht,
        [bedrag.verwacht for bedrag in new],
        [_kept(stand.verwacht, stand) for stand in so_far],
    )
    return tuple(
        boeking
        for stand, maximum, verwacht in zip(so_far, maxima, expected, strict=True)
        for boeking in _differences(
            stand, boekmaand, maximum - stand.maximum, verwacht - stand.verwacht
        )
    )


def _by_month(opdracht: Opdracht, standen: Iterable[Stand]) -> dict[date, Stand]:
    found: dict[date, Stand] = {}
    for stand in standen:
        if stand.toewijzing != opdracht.toewijzing or stand.maand in found:
            raise TypeError("give one stand per month, all of the toewijzing of the opdracht")
        found[stand.maand] = stand
    return found


def _nothing(opdracht: Opdracht, month: date) -> Stand:
    return Stand(toewijzing=opdracht.toewijzing, kostendrager=opdracht.kostendrager, maand=month)


def _kept(committed: Cents, stand: Stand) -> Cents:
    """What may not be released: at most committed - realised can go."""
    return max(NIETS, min(committed, stand.gerealiseerd))


def _targets(opdracht: Opdracht, wanted: Sequence[Cents], kept: Sequence[Cents]) -> Sequence[Cents]:
    """What is committed per month from now on."""
    if opdracht.is_deleted:
        return wanted
    if opdracht.has_total:
        return _share_one_amount(wanted, kept)
    return [max(amount, least) for amount, least in zip(wanted, kept, strict=True)]


def _share_one_amount(wanted: Sequence[Cents], kept: Sequence[Cents]) -> Sequence[Cents]:
    """The same sum as wanted with no month below what it keeps, as far as there is that much.

    A month that would fall below is held at what it keeps, and the rest is split again over the
    other months, until none falls below.
    """
    parts: Sequence[Cents] = wanted
    held: set[int] = set()
    while short := {at for at, part in enumerate(parts) if part < kept[at]}:
        held |= short
        rest = total(wanted) - total(kept[at] for at in held)
        weights = [NIETS if at in held else amount for at, amount in enumerate(wanted)]
        if rest <= 0:
            return kept
        shares = split_largest_remainder(rest, weights)
        parts = [kept[at] if at in held else share for at, share in enumerate(shares)]
    return parts


def _differences(
    stand: Stand, boekmaand: date, maximum: Cents, verwacht: Cents
) -> Iterator[Boeking]:
    """At most one verplichting and one vrijval: the two amounts may go different ways."""
    for soort, pick in ((Soort.VERPLICHTING, max), (Soort.VRIJVAL, min)):
        of_maximum, of_verwacht = pick(maximum, NIETS), pick(verwacht, NIETS)
        if of_maximum or of_verwacht:
            yield Boeking(
                soort=soort,
                kostendrager=stand.kostendrager,
                maand=stand.maand,
                boekmaand=boekmaand,
                maximum=of_maximum,
                verwacht=of_verwacht,
                toewijzing=stand.toewijzing,
            )
