# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""``python -m bench.declareren.files FOLDER COUNT FIRST LAST``: declaraties of these months.

Every toewijzing is declared every month, and one in seventeen corrects the month before: a credit
and the debit that takes its place. One line in twenty has an error
that is seen only beside the toewijzing, the contract or the history.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import islice
from pathlib import Path
from random import Random

from bench.declareren.plan import (
    AANBIEDERS,
    CATEGORIE,
    CODE,
    EENHEID,
    GEMEENTE,
    LARGEST,
    TARIEF,
    Plan,
    agb,
    month,
)
from bench.generate import (
    Line,
    amount_text,
    header_text,
    identity_text,
    prestatie_text,
    test_bsns,
    versions_text,
)
from noaber.berichten.definitions.registry import by_name
from noaber.berichten.xml.schema import schema_text

_SEED = 323
_ERRORS = 0.05
_CORRECTIONS = 0.06
_MOST_HOURS = 10
"""In a month: less than three hours a week allow."""
_DEFINITION = by_name("WMO323")


@dataclass(slots=True)
class _Maker:
    """Goes through the months, and remembers what can be credited."""

    plan: Plan
    chance: Random
    good: dict[int, Line]
    """By ToewijzingNummer the last debit without an error."""
    made: int = 0

    def lines(self, nummer: int, number: int) -> list[Line]:
        """What is declared on a toewijzing in a month."""
        first, last = month(number)
        found: list[Line] = []
        credited = self.good.pop(nummer, None)
        if credited is not None and self.chance.random() < _CORRECTIONS:
            found.append(
                replace(credited, referentie=self._next(), vorig=credited.referentie, dc="C")
            )
            volume = max(1, credited.volume - 1)
            found.append(
                replace(credited, referentie=self._next(), volume=volume, bedrag=volume * TARIEF)
            )
        volume = self.chance.randint(1, _MOST_HOURS)
        line = Line(
            self._next(), None, nummer, CATEGORIE, CODE, first.isoformat(), last.isoformat(),
            volume, EENHEID, TARIEF, volume * TARIEF, "D",
        )  # fmt: skip
        if self.chance.random() < _ERRORS:
            self._spoil(line)
        else:
            self.good[nummer] = line
        found.append(line)
        return found

    def _spoil(self, line: Line) -> None:
        kind = self.chance.randrange(4)
        if kind == 0:
            line.volume = 99
        elif kind == 1:
            line.tarief = TARIEF + 1
        elif kind == 2:
            line.code = "07A13"
        else:
            line.begin = f"{line.begin[:8]}{int(line.begin[8:]) + 1:02}"
        assert line.tarief is not None
        line.bedrag = line.volume * line.tarief

    def _next(self) -> str:
        self.made += 1
        return f"P{self.made:09}"


def write_months(folder: Path, plan: Plan, first: int, last: int) -> int:
    """Writes the declaraties of months ``first`` up to ``last`` and says how many lines.

    The months before are gone through as well, for what they leave to credit.
    """
    folder.mkdir(exist_ok=True)
    maker = _Maker(plan, Random(_SEED), {})
    bsns = list(islice(test_bsns(), plan.each * AANBIEDERS))
    written = 0
    for number in range(last):
        for aanbieder in range(AANBIEDERS):
            clients = [(nummer, maker.lines(nummer, number)) for nummer in plan.nummers(aanbieder)]
            if number < first:
                continue
            for part, begin in enumerate(range(0, len(clients), LARGEST)):
                of_file = clients[begin : begin + LARGEST]
                name = f"{number:03}_{aanbieder:02}_{part}"
                text = "".join(_bericht(bsns, number, aanbieder, part, of_file))
                (folder / f"{name}.xml").write_text(text, encoding="utf-8", newline="")
                written += sum(len(lines) for _, lines in of_file)
    return written


def _bericht(
    bsns: list[str], number: int, aanbieder: int, part: int, clients: list[tuple[int, list[Line]]]
) -> Iterator[str]:
    m, b = _DEFINITION.prefix, _DEFINITION.basis_prefix
    first, last = month(number)
    day = (last + timedelta(days=5)).isoformat()
    name = f"D{number:03}{aanbieder:02}{part:03}"
    total = sum(
        line.bedrag if line.dc == "D" else -line.bedrag for _, lines in clients for line in lines
    )
    rest = identity_text("BerichtIdentificatie", name, day, m, b)
    yield header_text(
        _DEFINITION, agb(aanbieder), GEMEENTE, rest + versions_text("XsdVersie", _DEFINITION)
    )
    yield (
        f"\t<{m}:Declaratie>\n"
        f"\t\t<{m}:DeclaratieNummer>{name}</{m}:DeclaratieNummer>\n"
        f"\t\t<{m}:DeclaratiePeriode>\n"
        f"\t\t\t<{b}:Begindatum>{first}</{b}:Begindatum>\n"
        f"\t\t\t<{b}:Einddatum>{last}</{b}:Einddatum>\n"
        f"\t\t</{m}:DeclaratiePeriode>\n"
        f"\t\t<{m}:DeclaratieDagtekening>{day}</{m}:DeclaratieDagtekening>\n"
        f"{amount_text('TotaalIngediendBedrag', total, m, b)}"
        f"\t\t<{m}:Clienten>\n"
    )
    for nummer, lines in clients:
        yield f"\t\t\t<{m}:Client>\n\t\t\t\t<{m}:Bsn>{bsns[nummer - 1]}</{m}:Bsn>\n"
        yield f"\t\t\t\t<{m}:Prestaties>\n"
        for line in lines:
            yield prestatie_text(line, m, b, "")
        yield f"\t\t\t\t</{m}:Prestaties>\n\t\t\t</{m}:Client>\n"
    yield f"\t\t</{m}:Clienten>\n\t</{m}:Declaratie>\n</{m}:Bericht>\n"


def write_schema(folder: Path) -> None:
    """The schema, for whoever gets it ready-made."""
    text = schema_text(_DEFINITION)
    (folder / "WMO323.xsd").write_text(text.message, encoding="utf-8")
    (folder / text.basis_name).write_text(text.basis, encoding="utf-8")


if __name__ == "__main__":
    target, count, begin, end = sys.argv[1:5]
    print(write_months(Path(target), Plan(int(count)), int(begin), int(end)))
