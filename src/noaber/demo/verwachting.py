# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What must come back on a message, as it follows from how the message was made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Antwoordsoort(StrEnum):
    """How a message is answered; the value is what a user reads."""

    ANTWOORD = "antwoord"
    FOUTBERICHT = "foutbericht"
    GEEN = "geen antwoord"


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """What an answer says: codes in the header, and codes by place, those that reject nothing
    (0200, 0233, 8001) left out.
    """

    antwoord: Antwoordsoort = Antwoordsoort.ANTWOORD
    header: tuple[str, ...] = ()
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By place in the message; of a declaratie by ReferentieNummer."""
    toegekend: int | None = None
    """Eurocents that a 325 grants; None for every other message."""


@dataclass(frozen=True, slots=True)
class Fout:
    """One mistake in a message: its kind, and where which codes must come back."""

    soort: str
    plek: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verwachting:
    """What must come back."""

    uitkomst: Uitkomst = field(default_factory=Uitkomst)
    fouten: tuple[Fout, ...] = ()
    """The mistakes in it, for the table of kinds."""


GOED = Verwachting()
"""Nothing is wrong with it."""

HEADER = "Header"
DECLARATIE = "DeclaratieAntwoord"


def afgekeurd(soort: str, plek: str, *codes: str) -> Verwachting:
    """A message about one client that is rejected for one mistake."""
    if plek == HEADER:
        uitkomst = Uitkomst(header=codes)
    else:
        nothing = 0 if plek == DECLARATIE else None
        uitkomst = Uitkomst(header=("0200",), codes={plek: tuple(sorted(codes))}, toegekend=nothing)
    return Verwachting(uitkomst, (Fout(soort, plek, tuple(sorted(codes))),))


def niet_leesbaar(soort: str, *, in_envelop: bool) -> Verwachting:
    """A message that breaks its schema: a foutbericht, or nothing when it came without envelop."""
    how = Antwoordsoort.FOUTBERICHT if in_envelop else Antwoordsoort.GEEN
    return Verwachting(Uitkomst(antwoord=how), (Fout(soort, "schema", ("XSD",)),))


@dataclass(frozen=True, slots=True)
class Verschil:
    """Something that did not come back as it should."""

    bericht: str
    """Functie and Identificatie."""
    plek: str
    verwacht: str
    gevonden: str


def verschillen(bericht: str, verwacht: Uitkomst, gevonden: Uitkomst) -> Iterator[Verschil]:
    """Everything that is not as expected; nothing when all is."""
    if verwacht.antwoord is not gevonden.antwoord:
        yield Verschil(bericht, "antwoord", verwacht.antwoord, gevonden.antwoord)
        return
    if verwacht.header != gevonden.header:
        yield Verschil(bericht, HEADER, _shown(verwacht.header), _shown(gevonden.header))
    for plek in sorted({*verwacht.codes, *gevonden.codes}):
        should, found = verwacht.codes.get(plek, ()), gevonden.codes.get(plek, ())
        if should != found:
            yield Verschil(bericht, plek, _shown(should), _shown(found))
    if verwacht.toegekend != gevonden.toegekend:
        yield Verschil(
            bericht, "toegekend", f"{verwacht.toegekend} cent", f"{gevonden.toegekend} cent"
        )


def _shown(codes: Iterable[str]) -> str:
    return " ".join(codes) or "geen"
