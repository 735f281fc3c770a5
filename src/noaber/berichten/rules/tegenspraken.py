# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The contradictions in the public sources, with what noaber does and where (``.toml``)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from noaber.berichten.rules.toetsen import Toets, toetsen


@dataclass(frozen=True, slots=True)
class Tegenspraak:
    """One place where the sources contradict each other or are silent. Texts are Dutch."""

    nummer: int
    over: str
    bronnen: str
    """What contradicts what, in our words."""
    keuze: str
    plekken: tuple[str, ...]
    """The functions that make the choice, with their full names."""
    instellingen: tuple[str, ...]
    """Settings of an administratie, where both ways are found in practice."""
    anders: str
    """Why there is no setting; empty when there is."""

    @property
    def toetsen(self) -> tuple[Toets, ...]:
        """The tests that fail when another choice is made."""
        return toetsen().get(f"tegenspraak {self.nummer}", ())


@cache
def tegenspraken() -> tuple[Tegenspraak, ...]:
    """All of them, by number."""
    text = (files("noaber.berichten.rules") / "tegenspraken.toml").read_text(encoding="utf-8")
    return tuple(
        Tegenspraak(
            nummer=line["nummer"],
            over=line["over"],
            bronnen=line["bronnen"],
            keuze=line["keuze"],
            plekken=tuple(line["plekken"]),
            instellingen=tuple(line.get("instelling", "").split()),
            anders=line.get("anders", ""),
        )
        for line in tomllib.loads(text)["tegenspraak"]
    )
