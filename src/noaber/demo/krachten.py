# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Who does the work: one process or several. The door makes them; here is what is asked of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Protocol, TypeVar

Piece = TypeVar("Piece")
Result = TypeVar("Result")


class Krachten(Protocol):
    """Workers, each with a database connection of its own."""

    def chains(
        self, function: Callable[[Piece], Result], chains: Sequence[Sequence[Piece]]
    ) -> Iterator[tuple[int, int, Result]]:
        """Does the pieces of each chain in order, and chains beside each other.

        Gives what came of each piece, with the places of its chain and of itself, as it is done.
        """
        ...

    def until_done(
        self, function: Callable[[Piece], list[Result]], piece: Piece
    ) -> Iterator[list[Result]]:
        """Does the same piece over and over in every worker, until it gives nothing."""
        ...


class Voortgang(Protocol):
    """Bars for whoever is watching."""

    def task(self, name: str, total: int) -> AbstractContextManager[Callable[[int], None]]:
        """A bar; call what it gives with every step that is done."""
        ...
