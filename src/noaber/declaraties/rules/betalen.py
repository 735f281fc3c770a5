# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What is paid to whom, to which account, under which reference (docs/algorithms/betalen.md)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from noaber.declaraties.types.betalen import OpenRegel
from noaber.kernel.money import Cents, total
from noaber.partijen.types import Rekening

NO_ACCOUNT: Final = (
    "Van deze aanbieder is geen rekeningnummer bekend: leg het vast, laat een ander het "
    "bevestigen en neem de aanbieder mee in de volgende batch."
)
NOT_CONFIRMED: Final = (
    "Het rekeningnummer van deze aanbieder is nieuw of gewijzigd en nog niet door een tweede "
    "persoon bevestigd: laat het bevestigen en neem de aanbieder mee in de volgende batch."
)
CHANGED: Final = (
    "Het rekeningnummer van deze aanbieder is gewijzigd sinds de batch werd voorgesteld: neem de "
    "aanbieder mee in de volgende batch, die het nieuwe nummer laat zien aan wie vrijgeeft."
)
SETTLED: Final = (
    "De aanbieder heeft minstens zo veel gecrediteerd als er te betalen is: het wordt verrekend "
    "met een volgende batch."
)
UNREGISTERED: Final = (
    "Deze AGB-code staat niet in het register: leg de aanbieder vast en doe een nieuw voorstel."
)
_MARK: Final = "NOABER-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Netto:
    """All open regels of one aanbieder, whatever the lane or the wet."""

    aanbieder: str
    bedrag: Cents
    regels: tuple[OpenRegel, ...]

    @property
    def is_payable(self) -> bool:
        """Whether anything is left to pay once credits are settled."""
        return self.bedrag > 0


def net_per_aanbieder(regels: Iterable[OpenRegel]) -> list[Netto]:
    """The open regels together per aanbieder, by AGB code. No cent is in two of them."""
    found: dict[str, list[OpenRegel]] = {}
    for regel in regels:
        found.setdefault(regel.aanbieder, []).append(regel)
    return [
        Netto(aanbieder=agb, bedrag=total(row.bedrag for row in rows), regels=tuple(rows))
        for agb, rows in sorted(found.items())
    ]


def why_held(newest: Rekening | None) -> str:
    """Why nothing may be paid to this account, in Dutch; empty when it may (domain §3.3.6)."""
    if newest is None:
        return NO_ACCOUNT
    return "" if newest.is_bevestigd else NOT_CONFIRMED


def why_held_now(proposed: int | None, newest: Rekening | None) -> str:
    """The same on the day of export: what was released is what is paid.

    ``proposed``: number of the account that two people have seen.
    """
    reason = why_held(newest)
    if reason:
        return reason
    return "" if newest is not None and newest.id == proposed else CHANGED


# ── references ───────────────────────────────────────────────────────────────────────────────────


def message_id(gemeente: str, nummer: int) -> str:
    """Number of the file at the bank (MsgId): unique for ever, because batches count on."""
    return f"{_MARK}{gemeente}-{_grouped(nummer)}"


def kenmerk(message: str, place: int) -> str:
    """Reference of one opdracht in a file (EndToEndId)."""
    return f"{message}-{_grouped(place)}"


def message_id_of(reference: str) -> str:
    """The number of the file in which the opdracht with this kenmerk is."""
    return reference.rpartition("-")[0]


def is_ours(reference: str | None) -> bool:
    """Whether a reference looks like one that noaber made."""
    return reference is not None and reference.startswith(_MARK)


def _grouped(number: int) -> str:
    """In groups of three, so that no run of digits is long enough to be a bsn."""
    return f"{number:,}".replace(",", ".")
