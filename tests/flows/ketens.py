# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Declaraties that follow each other, with what the slow reference says of each.

Made as the single histories are (``tests.declaraties.histories``), but nothing of before is made
up: what was granted, credited or used is what the reference made of the declaraties before. Between
two declaraties a toewijzing may be shortened, made longer, changed in volume or deleted.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

import polars as pl
from hypothesis import strategies as st

from noaber.berichten.judge import Outcome, judge_bytes
from noaber.declaraties.types import GRANTED, TARIEVEN, TOEWIJZINGEN, USED, Facts
from noaber.kernel.wet import Wet
from tests.declaraties.factories import LINES, used_of
from tests.declaraties.histories import (
    KNOWN_BSNS,
    MONTHS,
    OUTPUT,
    PRODUCT_AND_PERIODE,
    Chooser,
    Row,
    World,
    add_lines,
    first_of_month,
    is_clean,
    last_of_month,
    make_products,
    make_tarieven,
    make_toewijzing,
    numbered_by_client,
    right_line,
)
from tests.declaraties.reference import SlowJudgement, judge_slowly
from tests.flows.declareren import bericht_van

_MONTHS_AFTER = 16
"""All of it is received so long after the month it is mostly about: nothing lies in the future."""
_MOST_DIGITS = 99_999_999
"""The schema has room for eight."""

_CATEGORIEEN = {
    Wet.WMO: {"01": "01", "45": "07", "46": "02", "47": "03"},
    Wet.JW: {"01": "44", "45": "45", "46": "46", "47": "47"},
}
"""Those of the histories as the code list of each wet has them; one to one, so nothing changes."""

Realisaties = dict[tuple[str, str, date], int]
Stand = tuple[int, int, int]


@dataclass
class Declared:
    """One declaratie: its bytes, and what must come of it."""

    data: bytes
    lines: list[Row]
    expected: SlowJudgement | None
    """None when it breaks levels 1 or 2: then it counts as not sent."""
    realisaties: Realisaties = field(default_factory=dict)
    """By product and month of help: cents granted, credits taken off; never zero."""
    standen: dict[int, Stand] = field(default_factory=dict)
    """By toewijzing on which this declaratie granted anything: hours, other volume, cents."""

    @property
    def is_kept(self) -> bool:
        """Whether it counts as sent, so that its lines stay."""
        return (
            self.expected is not None
            and self.expected.header is None
            and not self.expected.declaratie
        )


@dataclass
class Step:
    """First these toewijzingen change, then this declaratie comes."""

    changed: list[Row]
    declared: Declared


@dataclass
class Keten:
    """A whole history, from nothing declared on."""

    wet: Wet
    vandaag: date
    """The day on which every declaratie is received."""
    toewijzingen: list[Row]
    tarieven: list[Row]
    counts_week_without_sunday: bool
    steps: list[Step]


@st.composite
def ketens(draw: st.DrawFn) -> Keten:
    """Any chain."""
    below = [st.integers(0, max(n - 1, 0)) for n in range(200)]
    return make_keten(Chooser(lambda n: draw(below[n])))


def keten_of_seed(seed: int) -> Keten:
    """The same chain for the same seed."""
    return make_keten(Chooser(Random(seed).randrange))


# ── the making ───────────────────────────────────────────────────────────────────────────────────


@dataclass
class _Books(World):
    """What the gemeente knows, kept by the reference."""

    made: int = 0
    used: list[str] = field(default_factory=list)
    """ReferentieNummers of every line that was kept, granted or not."""
    nummers: set[str] = field(default_factory=set)
    identificaties: set[str] = field(default_factory=set)
    last: date | None = None

    def new_referentie(self) -> str:
        self.made += 1
        return f"{self.choose.one('', 'a', 'B', '10', 'é')}{self.made}"


def make_keten(choose: Chooser) -> Keten:
    month = choose.one(*MONTHS)
    wet = choose.one(Wet.WMO, Wet.JW)
    products = make_products(choose)
    toewijzingen = [
        _as_in_the_database(
            make_toewijzing(choose, nummer, choose.one(*KNOWN_BSNS), products, month)
        )
        for nummer in range(1, 2 + choose.below(4))
    ]
    books = _Books(
        choose,
        wet,
        month,
        toewijzingen,
        make_tarieven(choose, products, month),
        granted=[],
        lines=[],
        is_tidy=False,
        counts_week_without_sunday=choose.one_in(2),
    )
    return Keten(
        wet=wet,
        vandaag=_vandaag(month),
        toewijzingen=_written(toewijzingen, wet),
        tarieven=_written(books.tarieven, wet),
        counts_week_without_sunday=books.counts_week_without_sunday,
        steps=[_step(books, is_first=number == 0) for number in range(2 + choose.below(5))],
    )


def _vandaag(month: date) -> date:
    return first_of_month(month, _MONTHS_AFTER) + timedelta(days=1)


def _written(rows: list[Row], wet: Wet) -> list[Row]:
    """The rows as they stand in messages and tables of this wet."""
    of_wet = _CATEGORIEEN[wet]
    return [{**row, "product_categorie": of_wet.get(row["product_categorie"])} for row in rows]


def _as_in_the_database(row: Row) -> Row:
    """Omvang or budget; and what is output follows from the eenheid."""
    if row["product_categorie"] is None:
        row |= {"volume": None, "eenheid": None, "frequentie": None}
        row["budget"] = 0 if row["budget"] is None else row["budget"]
    if row["volume"] is not None:
        row["budget"] = None
    if row["budget"] is not None:
        row["budget"] = (60_000, 6_000, 540_000, 61)[row["toewijzing_nummer"] % 4]
    if row["is_deleted"]:
        row["einddatum"] = row["ingangsdatum"]
    row["is_output"] = row["eenheid"] in OUTPUT
    return row


def _step(books: _Books, *, is_first: bool) -> Step:
    choose = books.choose
    changed = [] if is_first or not choose.one_in(3) else _change(books)
    books.is_tidy = choose.one_in(3)
    books.lines = []
    for _ in range(2 + choose.below(8)):
        add_lines(books)
    if not books.lines:
        books.lines.append(right_line(books, books.toewijzingen[0]))
    if books.used and choose.one_in(4):
        _use_again(books)
    lines = [line for line in books.lines if _is_writable(line)]
    if not choose.one_in(12):
        lines = _without_technical(lines)
    if not lines:
        lines = [right_line(books, books.toewijzingen[0])]
    return Step(changed, _declare(books, numbered_by_client(lines)))


def _use_again(books: _Books) -> None:
    """A reference of before, of a line that was granted or not; TR316 keeps it from a credit."""
    line = books.choose.one(*books.lines)
    referentie = books.choose.one(*books.used[::-1])
    if referentie not in {row["vorig_referentie_nummer"] for row in books.lines}:
        line["referentie_nummer"] = referentie


def _is_writable(line: Row) -> bool:
    digits = (line["geleverd_volume"], line["bedrag"], line["product_tarief"] or 0)
    return is_clean(line) and max(digits) <= _MOST_DIGITS and line["toewijzing_nummer"] < 1000


def _without_technical(lines: list[Row]) -> list[Row]:
    """Without what level 2 sees: a reference twice at a client (TR101), equal debits (TR416)."""
    seen: set[tuple[object, ...]] = set()
    kept = []
    for line in lines:
        keys: list[tuple[object, ...]] = [(line["bsn"], line["referentie_nummer"])]
        if line["debet_credit"] == "D":
            keys.append(tuple(line[name] for name in ("bsn", *PRODUCT_AND_PERIODE)))
        if not seen.intersection(keys):
            seen.update(keys)
            kept.append(line)
    return kept


def _change(books: _Books) -> list[Row]:
    """Another version of one toewijzing."""
    row = books.choose.one(*books.toewijzingen)
    if row["is_deleted"]:
        return []
    kind = books.choose.one("longer", "shorter", "volume", "deleted")
    end = row["einddatum"]
    if kind == "deleted" and not books.counting(row):
        row |= {"is_deleted": True, "einddatum": row["ingangsdatum"]}
    elif kind == "volume" and row["volume"] is not None:
        row["volume"] = max(row["volume"] + books.choose.one(1, -1), 1)
    elif kind == "shorter":
        first = row["ingangsdatum"]
        row["einddatum"] = last_of_month(first) if end is None else first + (end - first) // 2
    elif end is not None:
        row["einddatum"] = books.choose.one(end + timedelta(days=1), last_of_month(end, 1))
    return _written([row], books.wet)


def _declare(books: _Books, lines: list[Row]) -> Declared:
    choose = books.choose
    serial = len(books.identificaties) + 1
    nummer = choose.one(*[f"N{serial}"] * 14, "N1")
    identificatie = choose.one(*[f"I{serial}"] * 14, "I1")
    vandaag = _vandaag(books.month)
    periode = first_of_month(vandaag, -1 - choose.one(0, 0, 0, 1, 2))
    if books.last is not None and not choose.one_in(8):
        periode = max(periode, books.last)
    dagtekening = vandaag + choose.one(*[0] * 14, 1) * timedelta(days=1)
    data = bericht_van(
        pl.DataFrame(_written(lines, books.wet), schema=LINES, orient="row"),
        wet=books.wet,
        periode=periode.isoformat(),
        dagtekening=dagtekening.isoformat(),
        nummer=nummer,
        identificatie=identificatie,
    )
    if judge_bytes(data).outcome is not Outcome.VALID:
        books.identificaties.add(identificatie)
        return Declared(data, lines, None)
    expected = judge_slowly(
        lines, identificatie, dagtekening, nummer, periode, _facts(books, identificatie, nummer)
    )
    books.identificaties.add(identificatie)
    declared = Declared(data, lines, expected)
    if declared.is_kept:
        books.nummers.add(nummer)
        books.last = max(books.last or periode, periode)
        _keep(books, declared, expected.granted)
    return declared


def _facts(books: _Books, identificatie: str, nummer: str) -> Facts:
    return Facts(
        wet=books.wet,
        vandaag=_vandaag(books.month),
        is_known_gemeente=True,
        used_identificaties=frozenset(books.identificaties & {identificatie}),
        used_declaratie_nummers=frozenset(books.nummers & {nummer}),
        last_declaratie_periode=books.last,
        toewijzingen=pl.DataFrame(books.toewijzingen, schema=dict(TOEWIJZINGEN)),
        granted=pl.DataFrame(books.granted, schema=dict(GRANTED)),
        used=pl.DataFrame(used_of(books.granted), schema=dict(USED)),
        used_referenties=pl.Series(books.used, dtype=pl.String),
        tarieven=pl.DataFrame(books.tarieven, schema=dict(TARIEVEN)),
        counts_week_without_sunday=books.counts_week_without_sunday,
    )


def _keep(books: _Books, declared: Declared, granted: list[bool]) -> None:
    """Line by line what the books say after this declaratie."""
    touched = set()
    for line, is_granted in zip(declared.lines, granted, strict=True):
        books.used.append(line["referentie_nummer"])
        if not is_granted:
            continue
        touched.add(line["toewijzing_nummer"])
        sign = 1 if line["debet_credit"] == "D" else -1
        month = line["begindatum"].replace(day=1)
        categorie = _CATEGORIEEN[books.wet][line["product_categorie"]]
        key = (categorie, line["product_code"], month)
        declared.realisaties[key] = declared.realisaties.get(key, 0) + sign * line["bedrag"]
        if sign == 1:
            row = {name: line[name] for name in GRANTED if name != "is_credited"}
            books.granted.append({**row, "is_credited": False})
        else:
            for row in books.granted:
                if row["referentie_nummer"] == line["vorig_referentie_nummer"]:
                    row["is_credited"] = True
    declared.realisaties = {key: cents for key, cents in declared.realisaties.items() if cents}
    declared.standen = {nummer: _stand(books.granted, nummer) for nummer in touched}


def _stand(granted: list[Row], nummer: int) -> Stand:
    rows = [r for r in granted if r["toewijzing_nummer"] == nummer and not r["is_credited"]]
    hours = sum(row["geleverd_volume"] for row in rows if row["eenheid"] == "04")
    other = sum(row["geleverd_volume"] for row in rows if row["eenheid"] != "04")
    return hours, other, sum(row["bedrag"] for row in rows)
