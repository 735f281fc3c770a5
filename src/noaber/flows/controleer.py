# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Everything that must always hold in the books: each module's own invariants, and what joins them.

Nothing is changed but the log. A break is a fault of noaber, or somebody was in the database by
hand; only what is not booked yet has an ordinary cause, and says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from noaber.access.types import NotAllowed, Recht, Viewer
from noaber.audit.operations import record_verwerking
from noaber.budgetten.queries.controle import check_budgetten
from noaber.declaraties.queries.controle import check_declaraties, name_declaraties
from noaber.flows.controleer_samen import (
    check_antwoorden_323,
    check_lanes,
    check_log,
    check_plafonds,
    check_realisatie,
    check_verplichtingen,
)
from noaber.kernel.controle import Break, Checked
from noaber.partijen.queries import list_administraties
from noaber.postbus.queries.controle import check_post, name_berichten
from noaber.toewijzingen.queries.controle import check_toewijzingen, name_toewijzingen

LONG: Final = timedelta(days=1)
"""A message that waits longer than this was forgotten."""


class UnknownBooks(LookupError):
    """There are no books under this code; the text is Dutch."""

    def __init__(self) -> None:
        super().__init__(
            "Voor deze code worden hier geen boeken gevoerd. Controleer de code van de gemeente of "
            "de aanbieder."
        )


@dataclass(frozen=True, slots=True)
class Uitslag:
    """One invariant, with its breaks as a person finds them."""

    checked: Checked
    breuken: tuple[tuple[str, str], ...]
    """Where (declaratie, toewijzing, bericht), and what is wrong there. Never a person."""


def controleer(
    *,
    viewer: Viewer,
    at: datetime,
    administratie: str | None = None,
    with_berichten: bool = False,
) -> Iterator[Uitslag]:
    """Looks at every invariant, one after the other.

    ``with_berichten``: also opens every 325 and compares it with what is kept, which takes as long
    as reading all of them. That is logged once for each administratie, with the purpose.

    Raises:
        NotAllowed: the viewer may not; whoever sees some books only must name them.
        UnknownBooks: there are none under this code.
    """
    viewer.require(Recht.GROOTBOEK_CONTROLEREN, administratie)
    if administratie is None and viewer.administraties is not None:
        raise NotAllowed(Recht.GROOTBOEK_CONTROLEREN)
    names = {books.code: books.id for books in list_administraties(viewer=viewer)}
    if administratie is not None and administratie not in names:
        raise UnknownBooks
    books = None if administratie is None else names[administratie]
    codes = {number: code for code, number in names.items()}
    for checked in _checks(viewer, at, administratie, books):
        yield Uitslag(checked, tuple(_told(checked.breaks, codes)))
    if with_berichten:
        _log(viewer, at, codes if books is None else {books: codes[books]})
        checked = check_antwoorden_323(books)
        yield Uitslag(checked, tuple(_told(checked.breaks, codes)))


def _log(viewer: Viewer, at: datetime, codes: dict[int, str]) -> None:
    """That messages are opened, before they are: every administratie can see who looked."""
    with transaction.atomic():
        for number, code in sorted(codes.items()):
            record_verwerking(
                at=at,
                actor=viewer.naam,
                doel=viewer.doel,
                handeling="controleren",
                administratie=code,
                onderwerp=("administratie", number),
            )


def _checks(viewer: Viewer, at: datetime, code: str | None, books: int | None) -> Iterator[Checked]:
    yield from check_declaraties(administratie_id=books)
    yield from check_realisatie(books)
    yield from check_budgetten(administratie_id=books)
    yield check_verplichtingen(viewer, code, timezone.localdate(at))
    yield from check_toewijzingen(administratie_id=books)
    yield check_plafonds(books)
    yield from check_post(administratie_id=books, since=at - LONG)
    yield check_lanes(viewer, books)
    yield check_log(books)


def _told(breaks: tuple[Break, ...], codes: dict[int, str]) -> Iterator[tuple[str, str]]:
    numbers: dict[str, list[int]] = {}
    for one in breaks:
        numbers.setdefault(one.subject, []).append(one.number)
    names = {
        "declaratie": name_declaraties(numbers.get("declaratie", [])),
        "toewijzing": name_toewijzingen(numbers.get("toewijzing", [])),
        "bericht": name_berichten(numbers.get("bericht", [])),
        "administratie": {number: f"administratie {code}" for number, code in codes.items()},
    }
    for one in breaks:
        found = names.get(one.subject, {}).get(one.number)
        yield found or f"{one.subject} {one.number}", one.text
