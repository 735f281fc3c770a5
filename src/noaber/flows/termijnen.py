# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""One list of all that waits for an answer, from the lists of post and of toewijzingen."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from datetime import date
from typing import Final, Self

from noaber.access.types import Viewer
from noaber.kernel.bsn import without_bsn
from noaber.postbus import queries as postbus
from noaber.postbus.queries import PAGE, TermijnKey
from noaber.postbus.types import PostFilter, PostRegel, Richting
from noaber.toewijzingen.queries.termijnen import list_verzoek_termijnen
from noaber.toewijzingen.types.termijn import VerzoekTermijn

BERICHT: Final = "bericht"
VERZOEK: Final = "verzoek"
_LAST: Final = 2**63 - 1


class WrongPlace(ValueError):
    """This is no place in the list; the text is Dutch."""

    def __init__(self) -> None:
        super().__init__(
            "Hier gaat de lijst niet verder. Neem de waarde over die onder de vorige bladzijde "
            "stond, of laat --na weg."
        )


@dataclass(frozen=True, slots=True, order=True)
class Plaats:
    """Place of a line in the list: by term, then messages before verzoeken, then number."""

    uiterlijk: date
    soort: str
    id: int

    def __str__(self) -> str:
        return f"{self.uiterlijk}.{self.soort}.{self.id}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """The place that ``str`` wrote.

        Raises:
            WrongPlace: it is no such text.
        """
        try:
            day, soort, number = text.split(".")
            place = cls(date.fromisoformat(day), soort, int(number))
        except ValueError:
            raise WrongPlace from None
        if soort not in (BERICHT, VERZOEK) or not 0 <= place.id <= _LAST:
            raise WrongPlace
        return place


@dataclass(frozen=True, slots=True, kw_only=True)
class TermijnRegel:
    """One thing that waits for an answer. It shows no person."""

    plaats: Plaats
    administratie: str | None
    wat: str
    """Kind and kenmerk."""
    andere: str
    """The other party."""
    is_onze: bool
    """Whether the answer is ours to give; else it is theirs."""
    stand: str
    bericht_id: int

    @property
    def uiterlijk(self) -> date:
        """Last day for the answer."""
        return self.plaats.uiterlijk


def list_termijnen(
    *,
    viewer: Viewer,
    before: date,
    wanted: PostFilter,
    after: Plaats | None = None,
    limit: int = PAGE,
) -> list[TermijnRegel]:
    """What waits for an answer that is due before this day; the oldest term first.

    A kind of message or a stand in ``wanted`` leaves verzoeken out; so does a first day, which a
    verzoek has through its message only.

    Raises:
        NotAllowed: the viewer may not.
    """
    after_post, after_verzoek = _places(after)
    berichten = postbus.list_termijnen(
        viewer=viewer, before=before, wanted=wanted, after=after_post, limit=limit
    )
    verzoeken: list[VerzoekTermijn] = []
    if wanted.soort is None and wanted.stand is None and wanted.sinds is None:
        verzoeken = list_verzoek_termijnen(
            viewer=viewer,
            before=before,
            administratie=wanted.administratie,
            aanbieder=wanted.aanbieder,
            after=after_verzoek,
            limit=limit,
        )
    merged = heapq.merge(
        map(_of_bericht, berichten), map(_of_verzoek, verzoeken), key=lambda line: line.plaats
    )
    return list(merged)[:limit]


def _places(after: Plaats | None) -> tuple[TermijnKey | None, tuple[date, int] | None]:
    """Where each of the two lists goes on."""
    if after is None:
        return None, None
    if after.soort == BERICHT:
        return TermijnKey(after.uiterlijk, after.id), (after.uiterlijk, 0)
    return TermijnKey(after.uiterlijk, _LAST), (after.uiterlijk, after.id)


def _of_bericht(regel: PostRegel) -> TermijnRegel:
    assert regel.uiterlijk is not None
    return TermijnRegel(
        plaats=Plaats(regel.uiterlijk, BERICHT, regel.id),
        administratie=regel.administratie,
        wat=f"{regel.soort} {regel.identificatie}".strip(),
        andere=regel.andere,
        is_onze=regel.richting is Richting.IN,
        stand=regel.status,
        bericht_id=regel.id,
    )


def _of_verzoek(verzoek: VerzoekTermijn) -> TermijnRegel:
    return TermijnRegel(
        plaats=Plaats(verzoek.uiterlijk, VERZOEK, verzoek.id),
        administratie=verzoek.administratie,
        wat=f"{verzoek.soort} {without_bsn(verzoek.referentie_aanbieder)}",
        andere=verzoek.aanbieder if verzoek.is_onze else verzoek.gemeente,
        is_onze=verzoek.is_onze,
        stand=verzoek.status,
        bericht_id=verzoek.bericht_id,
    )
