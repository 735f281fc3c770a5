# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The examples of ``rules.toml`` and the messages that they start from."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from noaber.berichten.definitions.registry import by_name
from noaber.berichten.examples.edits import Edit, edit

_FOLDER = files("noaber.berichten.examples")
_KEYS = {"rule": str, "message": str, "accept": bool, "why": str, "edits": list}


class UnusableExample(ValueError):
    """An entry of rules.toml does not say what an example must say."""


@dataclass(frozen=True, slots=True)
class Example:
    """One small change to a valid message, and what one rule says of the result.

    When ``accept`` is true the result is valid as a whole. When it is false the rule is broken;
    ``also`` names the other rules that cannot but break with it.
    """

    rule: str
    message: str
    """Name of the base message, such as WMO307."""
    accept: bool
    why: str
    """What the change does, in Dutch (B1)."""
    edits: tuple[Edit, ...]
    also: tuple[str, ...] = ()


@cache
def base_message(name: str) -> bytes:
    """One valid message of that kind, such as ``WMO301``.

    Raises:
        UnknownMessage: release 3.2 has no message of that name.
    """
    return (_FOLDER / "messages" / f"{by_name(name).name}.xml").read_bytes()


def examples(rule: str | None = None) -> tuple[Example, ...]:
    """All examples, or those of one rule; empty for a rule that has none."""
    found = _all_examples()
    return found if rule is None else tuple(entry for entry in found if entry.rule == rule)


def apply(example: Example) -> bytes:
    """The message of an example: its base message with the edits done."""
    return edit(base_message(example.message), by_name(example.message), example.edits)


@cache
def _all_examples() -> tuple[Example, ...]:
    text = (_FOLDER / "rules.toml").read_text(encoding="utf-8")
    entries = tomllib.loads(text)["example"]
    return tuple(_example(entry, number) for number, entry in enumerate(entries, start=1))


def _example(entry: dict[str, Any], number: int) -> Example:
    wrong = [key for key, kind in _KEYS.items() if not isinstance(entry.get(key), kind)]
    wrong += sorted(set(entry) - set(_KEYS) - {"also"})
    if wrong:
        raise UnusableExample(
            f"Voorbeeld {number} in rules.toml is niet bruikbaar; controleer {', '.join(wrong)}."
        )
    return Example(
        rule=entry["rule"],
        message=entry["message"],
        accept=entry["accept"],
        why=entry["why"],
        edits=tuple(tuple(change) for change in entry["edits"]),
        also=tuple(entry.get("also", ())),
    )
