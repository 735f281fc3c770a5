# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Markdown for generated pages: text, tables, and the mark by which a page is known as ours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

MARK = "<!-- gemaakt door scripts/generate_docs.py; niet met de hand wijzigen -->"


def escaped(text: str) -> str:
    return re.sub(r"([\\`*_\[\]|])", r"\\\1", text).replace("<", "&lt;")


def code(text: str) -> str:
    return f"`{text}`".replace("|", "\\|")


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A table; columns in which no row says anything are left out."""
    body = [list(row) for row in rows]
    kept = [index for index in range(len(heads)) if any(row[index] for row in body)]
    lines = [[heads[index] for index in kept], ["---"] * len(kept)]
    lines += [[row[index] for index in kept] for row in body]
    return [f"| {' | '.join(line)} |" for line in lines]


def page(*blocks: Iterable[str]) -> str:
    """Blocks of lines, parted by white lines; empty blocks are left out."""
    texts = ["\n".join(block) for block in blocks]
    return "\n\n".join([MARK, *(text for text in texts if text)]) + "\n"


def facts(*pairs: tuple[str, str]) -> list[str]:
    return [f"- **{name}:** {value}" for name, value in pairs if value]


def day(value: date) -> str:
    return f"{value.day:02}-{value.month:02}-{value.year:04}"
