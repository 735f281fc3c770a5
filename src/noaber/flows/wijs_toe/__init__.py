# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Decisions from a file: the whole file is checked first, then each row is carried out by itself.

``kolommen`` (what can be decided, and which columns that takes) · ``lezen`` (the file) ·
``besluiten`` (a row to a decision) · ``uitvoeren`` (one row, one transaction).

A row with a kenmerk is carried out once, however often its file comes and by however many at once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from noaber.access.types import Recht, Viewer
from noaber.flows.invoer.problems import Findings, Shows
from noaber.flows.wijs_toe.lezen import Regel, read_besluiten
from noaber.flows.wijs_toe.uitvoeren import ROWS, Stand, Uitkomst, carry_out
from noaber.storage.locks import wait_for_turn


@dataclass(slots=True)
class Besloten:
    """What came of a file with decisions."""

    findings: Findings = field(default_factory=Findings)
    """When anything is wrong with the file, nothing was carried out."""
    uitkomsten: list[Uitkomst] = field(default_factory=list)

    @property
    def is_done(self) -> bool:
        """Whether every row was carried out, now or before."""
        return all(one.stand in (Stand.GEDAAN, Stand.AL_GEDAAN) for one in self.uitkomsten)


def wijs_toe(
    file: tuple[str, bytes],
    *,
    viewer: Viewer,
    clock: Callable[[], datetime],
    shows: Shows,
    gemeente: str | None = None,
    proef: bool = False,
) -> Besloten:
    """Carries out the decisions in a file, by name and content; their messages lie ready after it.

    ``gemeente``: for rows that do not say it themselves. ``proef``: everything, and then nothing
    of it stays; others who decide wait meanwhile.

    Raises:
        NotAllowed: the viewer may not.
    """
    viewer.require(Recht.TOEWIJZEN)
    done = Besloten()
    regels = read_besluiten(
        file,
        viewer=viewer,
        gemeente=gemeente,
        on=timezone.localdate(clock()),
        findings=done.findings,
        shows=shows,
    )
    if proef:
        with transaction.atomic():
            wait_for_turn(ROWS)
            done.uitkomsten = _carry_out(regels, viewer, clock, shows)
            transaction.set_rollback(True)
    else:
        done.uitkomsten = _carry_out(regels, viewer, clock, shows)
    return done


def _carry_out(
    regels: list[Regel], viewer: Viewer, clock: Callable[[], datetime], shows: Shows
) -> list[Uitkomst]:
    found = []
    with shows.task("Besluiten", len(regels)) as advance:
        for regel in regels:
            found.append(carry_out(regel, viewer=viewer, at=clock()))
            advance(1)
    return found
