# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""A table that fits the screen: cells wrap between words, and nothing is cut off.

On a narrow screen some columns are left out, which the reader is told; a long text gets lines of
its own under its row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Final, Literal

_GAP: Final = "  "
_LONGEST_WORD: Final = 16
"""Characters that are kept on one line; a longer word, such as the name of a file, is folded."""
_LEAST: Final = 4
_INDENT: Final = " " * 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """How one column is shown."""

    title: str
    justify: Literal["left", "right"] = "left"
    is_extra: bool = False
    """Left out when the screen is too narrow; the last one first."""
    is_below: bool = False
    """A text for under the row."""


def print_table(title: str, columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> None:
    """Shows a table; every row has a cell for every column."""
    from noaber.cli.terminal import console

    screen = console()
    cells = [list(row) for row in rows]
    beside = [place for place, column in enumerate(columns) if not column.is_below]
    below = [place for place, column in enumerate(columns) if column.is_below]
    kept, widths = _fit(columns, beside, cells, screen.width)
    screen.print(title, style="italic")
    for line in _lines(columns, kept, widths, [column.title for column in columns]):
        screen.print(line, style="bold", soft_wrap=True)
    screen.print("─" * min(screen.width, sum(widths) + len(_GAP) * (len(widths) - 1)))
    for row in cells:
        for line in _lines(columns, kept, widths, row):
            screen.print(line, soft_wrap=True)
        for place in below:
            for line in wrap(row[place], max(screen.width - len(_INDENT), _LEAST)):
                screen.print(f"{_INDENT}{line}", soft_wrap=True)
    missing = [columns[place].title for place in beside if place not in kept]
    if missing:
        screen.print(
            f"Het scherm is te smal voor: {', '.join(missing)}. Maak het breder, of zet er "
            "--json achter.",
            style="dim",
        )


def _fit(
    columns: Sequence[Column], beside: Sequence[int], cells: Sequence[Sequence[str]], room: int
) -> tuple[list[int], list[int]]:
    """Which columns are shown, and how wide each is."""
    kept = list(beside)
    while True:
        space = room - len(_GAP) * (len(kept) - 1)
        sizes = [_sizes(columns[place], [row[place] for row in cells]) for place in kept]
        least = [size[0] for size in sizes]
        extra = [place for place in kept if columns[place].is_extra]
        if sum(least) <= space or not extra:
            break
        kept.remove(extra[-1])
    widths = _shrink([size[1] for size in sizes], least, space)
    # Nothing left to leave out: words are folded, numbers never.
    folded = [
        width if columns[place].justify == "right" else min(width, _LEAST)
        for place, width in zip(kept, least, strict=True)
    ]
    return kept, _shrink(widths, folded, space)


def _sizes(column: Column, cells: Sequence[str]) -> tuple[int, int]:
    """The least and the full width."""
    texts = [column.title, *cells]
    full = max(map(len, texts))
    words = [word for text in texts for word in text.split()]
    least = min(max(map(len, words), default=1), _LONGEST_WORD)
    if column.justify == "right":  # a number with its sign stays on one line
        least = max([least, *map(len, cells)])
    return least, full


def _shrink(widths: list[int], least: Sequence[int], space: int) -> list[int]:
    """Takes from the widest that can give, until they fit or none can."""
    while sum(widths) > space:
        giving = [place for place, width in enumerate(widths) if width > least[place]]
        if not giving:
            break
        widths[max(giving, key=widths.__getitem__)] -= 1
    return widths


def _lines(
    columns: Sequence[Column],
    kept: Sequence[int],
    widths: Sequence[int],
    row: Sequence[str],
) -> Iterator[str]:
    """One row, over as many lines as its longest cell needs."""
    cells = [
        wrap(row[place], width, break_on_hyphens=False) or [""]
        for place, width in zip(kept, widths, strict=True)
    ]
    for number in range(max(map(len, cells), default=0)):
        parts = [
            _placed(cell[number] if number < len(cell) else "", width, columns[place].justify)
            for place, width, cell in zip(kept, widths, cells, strict=True)
        ]
        yield _GAP.join(parts).rstrip()


def _placed(text: str, width: int, justify: str) -> str:
    return text.rjust(width) if justify == "right" else text.ljust(width)
