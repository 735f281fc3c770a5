# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Whole histories of one aanbieder: toewijzingen, tarieven, what was granted, and a new message.

Made small and mean, so that every code comes up often: volumes and budgets just at or over what is
allowed, lines that are right but for one field, periods around week 53 and 29 February. A history
obeys what level 2 promises: one client per bsn, a productperiode within a month, no debit credited
twice in one message. Only equal debits of one client (TR416) are there all the same, and credits
with a tarief too few or too many (CD087). It is made of choices from a range, so hypothesis
(``histories``) can make it small again, and a seed (``history_of_seed``) makes many fast.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any, TypeVar

import polars as pl
from hypothesis import strategies as st

from noaber.berichten.definitions.registry import all_definitions
from noaber.berichten.xml.columns import line_layout
from noaber.declaraties.types import GRANTED, TARIEVEN, TOEWIJZINGEN, USED, Facts
from noaber.kernel.wet import Wet
from tests.declaraties import reference
from tests.declaraties.factories import used_of

Row = dict[str, Any]
T = TypeVar("T")


@dataclass
class History:
    """What ``judge`` and ``judge_slowly`` are asked, with the facts as lists of rows."""

    wet: Wet
    lines: list[Row]
    toewijzingen: list[Row]
    granted: list[Row]
    tarieven: list[Row]
    used_referenties: list[str]
    identificatie: str = "BERICHT1"
    dagtekening: date = date(2030, 1, 2)
    declaratie_nummer: str = "DECLARATIE1"
    periode_begin: date = date(2029, 12, 1)
    vandaag: date = date(2030, 1, 2)
    is_known_gemeente: bool = True
    used_identificaties: frozenset[str] = frozenset({"BERICHT0"})
    used_declaratie_nummers: frozenset[str] = frozenset({"DECLARATIE0"})
    last_declaratie_periode: date | None = None
    counts_week_without_sunday: bool = False

    def facts(self) -> Facts:
        return Facts(
            wet=self.wet,
            vandaag=self.vandaag,
            is_known_gemeente=self.is_known_gemeente,
            used_identificaties=self.used_identificaties,
            used_declaratie_nummers=self.used_declaratie_nummers,
            last_declaratie_periode=self.last_declaratie_periode,
            toewijzingen=pl.DataFrame(self.toewijzingen, schema=dict(TOEWIJZINGEN)),
            granted=pl.DataFrame(self.granted, schema=dict(GRANTED)),
            used=pl.DataFrame(used_of(self.granted), schema=dict(USED)),
            used_referenties=pl.Series(self.used_referenties, dtype=pl.String),
            tarieven=pl.DataFrame(self.tarieven, schema=dict(TARIEVEN)),
            counts_week_without_sunday=self.counts_week_without_sunday,
        )

    def narrow_facts(self) -> Facts:
        """The facts as a process fetches them: of what was granted only what this message needs."""
        days = {line["begindatum"] for line in self.lines}
        credited = {line["vorig_referentie_nummer"] for line in self.lines}
        needed = [
            row
            for row in self.granted
            if row["begindatum"] in days or row["referentie_nummer"] in credited
        ]
        return replace(self.facts(), granted=pl.DataFrame(needed, schema=dict(GRANTED)))

    def frame(self) -> pl.DataFrame:
        """The lines as the reader of the 323 gives them."""
        return pl.DataFrame(self.lines, schema=dict(_line_schema(self.wet)))

    def questions(self) -> tuple[str, date, str, date, Facts]:
        """All that is asked besides the lines, in the order of both implementations."""
        return (
            self.identificatie,
            self.dagtekening,
            self.declaratie_nummer,
            self.periode_begin,
            self.facts(),
        )


@cache
def _line_schema(wet: Wet) -> dict[str, pl.DataType | type[pl.DataType]]:
    found = [d for d in all_definitions() if d.number == "323" and d.wet is wet]
    return line_layout(found[0]).schema


def numbered_by_client(lines: list[Row]) -> list[Row]:
    """The lines as a message holds them: per bsn together, clients and prestaties from 1."""
    numbered = []
    for client, bsn in enumerate(dict.fromkeys(line["bsn"] for line in lines), 1):
        of_client = [line for line in lines if line["bsn"] == bsn]
        for prestatie, line in enumerate(of_client, 1):
            numbered.append({**line, "client": client, "prestatie": prestatie})
    return numbered


# ----------------------------------------------------------------------------- choosing


@dataclass(frozen=True)
class Chooser:
    """Choices; the first option is the simplest."""

    below: Callable[[int], int]
    """A whole number from 0 up to, not including, the argument."""

    def one(self, *options: T) -> T:
        return options[self.below(len(options))]

    def one_in(self, n: int) -> bool:
        return self.below(n) == n - 1


_BELOW = [st.integers(0, max(n - 1, 0)) for n in range(200)]


@st.composite
def histories(draw: st.DrawFn) -> History:
    """Any history."""
    return make_history(Chooser(lambda n: draw(_BELOW[n])))


def history_of_seed(seed: int) -> History:
    """The same history for the same seed."""
    return make_history(Chooser(Random(seed).randrange))


# ----------------------------------------------------------------------- days and periods

ONE_DAY = timedelta(days=1)
MONTHS = (
    date(2026, 3, 1),
    date(2026, 11, 1),  # week 53, and a Sunday on 29 November
    date(2026, 12, 1),
    date(2023, 12, 1),  # 31 December is a Sunday, 1 January starts week 1
    date(2024, 1, 1),  # leap February; 30 December 2024 is in week 1
    date(2027, 12, 1),
    date(2028, 2, 1),
    date(2024, 12, 1),
)


def first_of_month(day: date, months_later: int = 0) -> date:
    months = day.year * 12 + day.month - 1 + months_later
    return date(months // 12, months % 12 + 1, 1)


def last_of_month(day: date, months_later: int = 0) -> date:
    return first_of_month(day, months_later + 1) - ONE_DAY


def sunday_after(day: date) -> date:
    return day + timedelta(days=7 - day.isoweekday())


# ------------------------------------------------------------------ products and tarieven

PRODUCTS = (
    ("45", "45A04", ("04",)),
    ("01", "01A01", ("04",)),  # a household in iWmo; in iJw a categorie as any other
    ("45", "45A05", ("04", "01")),  # minutes have a tariff of their own
    ("45", "45A16", ("16", "14")),
    ("46", "46B83", ("83",)),
    ("46", "46B82", ("82", "83")),
    ("46", "45A16", ("84",)),  # a code in two categories
)
HUISHOUDEN = PRODUCTS[1]
OUTPUT_PRODUCTS = PRODUCTS[4:6]
TARIEVEN_IN_CENTS = (6000, 5000, 5010, 5070, 5029, 5031, 30, 29, 1, 61)
"""5010 / 60 is 83,5 and 5070 / 60 is 84,5: half away from zero is not half to even."""
OUTPUT = {"82", "83"}


def make_products(choose: Chooser) -> list[tuple[str, str, tuple[str, ...]]]:
    """One to five; the code in two categories often in both."""
    often = (HUISHOUDEN, *OUTPUT_PRODUCTS)
    products = {choose.one(*PRODUCTS, *often): None for _ in range(1 + choose.below(4))}
    if any(code == "45A16" for _, code, _ in products) and choose.one_in(2):
        products |= {product: None for product in PRODUCTS if product[1] == "45A16"}
    return list(products)


def make_tarieven(
    choose: Chooser, products: list[tuple[str, str, tuple[str, ...]]], month: date
) -> list[Row]:
    rows = []
    for categorie, code, eenheden in products:
        for eenheid in eenheden:
            split = choose.one(
                None, None, None, first_of_month(month, 1), month + timedelta(days=14)
            )
            gap = choose.one(0, 0, 0, 20)
            versions: list[tuple[date, date | None]] = [(date(2020, 1, 1), None)]
            if split is not None:
                versions = [(date(2020, 1, 1), split - ONE_DAY), (split + gap * ONE_DAY, None)]
                versions = choose.one(versions, versions, versions[:1], versions[1:])
            rows += [
                {
                    "product_categorie": categorie,
                    "product_code": code,
                    "eenheid": eenheid,
                    "tarief": None if eenheid == "83" else choose.one(*TARIEVEN_IN_CENTS),
                    "geldig_van": van,
                    "geldig_tot_en_met": tot,
                }
                for van, tot in versions
            ]
    return rows


# ------------------------------------------------------------------------- toewijzingen

VOLUMES = {
    "01": (60, 30, 95, 1),
    "04": (1, 2, 3, 5),
    "83": (30000, 100, 1),
}
NO_OMVANG = {"volume": None, "eenheid": None, "frequentie": None}


def make_toewijzing(
    choose: Chooser,
    nummer: int,
    bsn: str,
    products: list[tuple[str, str, tuple[str, ...]]],
    month: date,
) -> Row:
    categorie, code, eenheden = choose.one(*products)
    ingangsdatum, einddatum = make_duration(choose, month)
    variant = choose.one("specifiek", "specifiek", "specifiek", "aspecifiek", "generiek")
    eenheid = choose.one(*eenheden)
    if eenheid == "04" and "01" not in eenheden and choose.one_in(6):
        eenheid = "01"  # assigned in minutes, contracted per hour
    omvang = {
        "volume": choose.one(*VOLUMES.get(eenheid, (1, 2, 3))),
        "eenheid": eenheid,
        "frequentie": choose.one("2", "2", "2", "4", "4", "6", "1"),
    }
    has_omvang = choose.one_in(3) if variant != "specifiek" else not choose.one_in(4)
    if has_omvang and omvang["frequentie"] == "2" and einddatum is None:
        einddatum = last_of_month(max(month, ingangsdatum), 1)  # CD076
    return {
        "toewijzing_nummer": nummer,
        "bsn": bsn,
        "product_categorie": None if variant == "generiek" else categorie,
        "product_code": code if variant == "specifiek" else None,
        "ingangsdatum": ingangsdatum,
        "einddatum": einddatum,
        **(omvang if has_omvang else NO_OMVANG),
        "budget": 0 if choose.one_in(8 if has_omvang else 2) else None,  # filled in at the end
        "is_output": (eenheid in OUTPUT) != choose.one_in(4),
        "is_deleted": choose.one_in(10),
    }


def make_duration(choose: Chooser, month: date) -> tuple[date, date | None]:
    begin = choose.one(
        month,
        month + timedelta(days=choose.below(28)),
        last_of_month(month),
        month - timedelta(days=choose.one(1, 20, 400)),
        date(month.year, 12, 28),
    )
    eind = choose.one(
        last_of_month(month, 2),
        last_of_month(month, 1),
        first_of_month(month, 1) + timedelta(days=choose.below(28)),
        first_of_month(month, 2) + timedelta(days=choose.below(28)),
        last_of_month(begin),
        begin + timedelta(days=choose.below(14)),
        begin + timedelta(days=(5 - begin.weekday()) % 7),  # up to a Saturday: no Sunday
        sunday_after(first_of_month(month, 1) + timedelta(days=choose.below(28))),
        None,
        date(month.year + 1, 1, 10),
    )
    return begin, eind if eind is None or eind >= begin else last_of_month(begin)


# -------------------------------------------------------------------------------- lines


@dataclass
class World:
    """What there is when a line is made."""

    choose: Chooser
    wet: Wet
    month: date
    toewijzingen: list[Row]
    tarieven: list[Row]
    granted: list[Row]
    lines: list[Row]
    is_tidy: bool
    """All lines of this message are right."""
    counts_week_without_sunday: bool

    def new_referentie(self) -> str:
        """Not used yet; the order of making is not the order of sorting."""
        taken = len(self.granted) + len(self.lines)
        return f"{self.choose.one('', 'a', 'B', '10', 'é')}{taken}"

    def counting(self, toewijzing: Row) -> list[Row]:
        """Debits on the toewijzing that count already, those of the message for right ones."""
        credited = {line["vorig_referentie_nummer"] for line in self.lines}
        before = [
            row
            for row in self.granted
            if not row["is_credited"] and row["referentie_nummer"] not in credited
        ]
        now = [line for line in self.lines if line["debet_credit"] == "D"]
        nummer = toewijzing["toewijzing_nummer"]
        return [row for row in before + now if row["toewijzing_nummer"] == nummer]


def right_line(world: World, toewijzing: Row) -> Row:
    """A debit that fits the toewijzing, and now and then just does not fit its volume."""
    choose = world.choose
    begin, eind = choose.one(*productperioden(toewijzing, world.month))
    categorie, code, eenheid = choose.one(*fitting_products(world, toewijzing))
    line = {
        "client": 0,
        "prestatie": 0,
        "bsn": toewijzing["bsn"],
        "referentie_nummer": world.new_referentie(),
        "vorig_referentie_nummer": None,
        "toewijzing_nummer": toewijzing["toewijzing_nummer"],
        "product_categorie": categorie,
        "product_code": code,
        "begindatum": begin,
        "einddatum": eind,
        "geleverd_volume": 0,
        "eenheid": eenheid,
        "product_tarief": None,
        "bedrag": 0,
        "debet_credit": "D",
    }
    line["geleverd_volume"] = fitting_volume(world, toewijzing, line)
    return priced(line, world.tarieven)


def productperioden(toewijzing: Row, month: date) -> list[tuple[date, date]]:
    """The months around, as far as the toewijzing is valid in them."""
    begin, eind = toewijzing["ingangsdatum"], toewijzing["einddatum"] or date.max
    found = []
    for later in range(-1, 15):
        first, last = first_of_month(month, later), last_of_month(month, later)
        if first <= eind and last >= begin:
            found.append((max(first, begin), min(last, eind)))
    return found[:3] or [(begin, min(last_of_month(begin), eind))]


def fitting_products(world: World, toewijzing: Row) -> list[tuple[str, str, str]]:
    """Products with an eenheid that may be declared on the toewijzing."""
    found = []
    for row in world.tarieven:
        categorie, code, eenheid = row["product_categorie"], row["product_code"], row["eenheid"]
        fits = toewijzing["product_categorie"] in {None, categorie}
        fits = fits and toewijzing["product_code"] in {None, code}
        for declared in [eenheid, "01"] if eenheid == "04" else [eenheid]:
            product = (categorie, code, declared)
            fits_eenheid = reference.is_fitting_eenheid(
                {"product_code": code, "eenheid": declared}, toewijzing, world.tarieven
            )
            if fits and fits_eenheid and product not in found:
                found.append(product)
    # A tarief that has ended leaves nothing: then the code is as good as any other.
    fallback = (
        toewijzing["product_categorie"] or "45",
        toewijzing["product_code"] or "45A04",
        toewijzing["eenheid"] or "04",
    )
    return found or [fallback]


def fitting_volume(world: World, toewijzing: Row, line: Row) -> int:
    """Mostly what is allowed for the productperiode, or what is left of the total."""
    choose = world.choose
    if toewijzing["volume"] is None:
        return choose.one(1, 10, 25, 95, 30, 0)
    allowed = reference.most_in_productperiode(
        toewijzing,
        line["begindatum"],
        line["einddatum"],
        world.wet,
        counts_week_without_sunday=world.counts_week_without_sunday,
    )
    total = reference.most_in_total(toewijzing)
    hours = toewijzing["eenheid"] == "04"
    counted = sum(
        row["geleverd_volume"] * (60 if hours and row["eenheid"] == "04" else 1)
        for row in world.counting(toewijzing)
    )
    factor = 60 if hours else 1
    left = allowed * factor if total is None else max(total * factor - counted, 0)
    most = min(allowed * factor, left)
    target = (
        choose.one(most, most, most // 2, 1)
        if world.is_tidy
        else (choose.one(most, allowed * factor, left, most // 2, 1, 0))
    )
    over = 0 if world.is_tidy else choose.one(0, 0, 0, 1)
    if hours and line["eenheid"] == "04":
        return target // 60 + over
    return target + over


def priced(line: Row, tarieven: list[Row]) -> Row:
    """With the tarief and bedrag that belong to its product, volume and day."""
    volume = line["geleverd_volume"]
    if line["eenheid"] == "83":
        return {**line, "product_tarief": None, "bedrag": volume}
    per_hour = reference.find_hour_tarief_for_minutes(line, tarieven)
    if per_hour is not None:
        tarief = reference.one_sixtieth(per_hour["tarief"])
        bedrag = reference.one_sixtieth(per_hour["tarief"] * volume)
        return {**line, "product_tarief": tarief, "bedrag": bedrag}
    found = reference.find_tarief(line, line["eenheid"], tarieven)
    tarief = 6000 if found is None else found["tarief"]
    return {**line, "product_tarief": tarief, "bedrag": volume * tarief}


# ------------------------------------------------------------------- near misses in debits


def is_clean(line: Row) -> bool:
    """What level 2 lets through (CS337, CS339, CD087, TR137), one line by itself."""
    if (line["eenheid"] == "83") != (line["product_tarief"] is None):
        return False
    if line["eenheid"] == "83" and line["bedrag"] != line["geleverd_volume"]:
        return False
    begin, eind = line["begindatum"], line["einddatum"]
    return begin <= eind <= last_of_month(begin) and line["bedrag"] >= 0


def near_miss(world: World, line: Row) -> Row:
    """The line with one thing changed, if level 2 does not see it."""
    change = world.choose.one(*CHANGES)
    changed = {**line, **change(world, line)}
    return changed if is_clean(changed) else line


def _other_toewijzing(world: World, line: Row) -> Row:
    numbers = [row["toewijzing_nummer"] for row in world.toewijzingen]
    return {"toewijzing_nummer": world.choose.one(99, *numbers)}


def _other_bsn(world: World, line: Row) -> Row:
    others = [bsn for bsn in (*KNOWN_BSNS, "999999990") if bsn != line["bsn"]]
    return {"bsn": world.choose.one(*others)}


def _other_categorie(world: World, line: Row) -> Row:
    return {"product_categorie": world.choose.one(*{product[0]: 0 for product in PRODUCTS})}


def _other_code(world: World, line: Row) -> Row:
    return {"product_code": world.choose.one(*{product[1]: 0 for product in PRODUCTS})}


def _other_product(world: World, line: Row) -> Row:
    row = world.choose.one(*world.tarieven)
    other = {field: row[field] for field in ("product_categorie", "product_code", "eenheid")}
    return priced({**line, **other}, world.tarieven)


def _other_eenheid(world: World, line: Row) -> Row:
    eenheid = world.choose.one("01", "04", "14", "16", "82", "83", "84")
    if world.choose.one_in(2) or "83" in {eenheid, line["eenheid"]}:
        return priced({**line, "eenheid": eenheid}, world.tarieven)
    return {"eenheid": eenheid}


def _other_tarief(world: World, line: Row) -> Row:
    if line["product_tarief"] is None:
        return {}
    tarief = line["product_tarief"] + world.choose.one(1, -1, 1000)
    bedrag = world.choose.one(line["bedrag"], tarief * line["geleverd_volume"])
    return {"product_tarief": max(tarief, 0), "bedrag": bedrag}


def _other_bedrag(world: World, line: Row) -> Row:
    tarief = line["product_tarief"] or 0
    by_tarief = tarief * line["geleverd_volume"]  # wrong for minutes at an hour tariff
    return {"bedrag": world.choose.one(by_tarief, line["bedrag"] + 1, line["bedrag"] - 1)}


def _other_volume(world: World, line: Row) -> Row:
    volume = line["geleverd_volume"] + world.choose.one(1, -1, 1000, 99_000_000)
    return priced({**line, "geleverd_volume": max(volume, 0)}, world.tarieven)


def _other_begindatum(world: World, line: Row) -> Row:
    first = line["begindatum"].replace(day=1)
    shifted = line["begindatum"] + world.choose.one(1, -1, 5) * ONE_DAY
    return {"begindatum": world.choose.one(first, shifted)}


def _other_einddatum(world: World, line: Row) -> Row:
    shifted = line["einddatum"] + world.choose.one(-1, 1, -5) * ONE_DAY
    return {"einddatum": world.choose.one(last_of_month(line["einddatum"]), shifted)}


def _other_month(world: World, line: Row) -> Row:
    later = world.choose.one(1, -1, 2, -2, 12)
    other = {
        "begindatum": first_of_month(line["begindatum"], later),
        "einddatum": last_of_month(line["begindatum"], later),
    }
    return priced({**line, **other}, world.tarieven)


def _used_referentie(world: World, line: Row) -> Row:
    credited = {row["vorig_referentie_nummer"] for row in world.lines}  # TR316
    numbers = {row["referentie_nummer"]: None for row in [*world.granted, *world.lines]}
    free = [number for number in numbers if number not in {*credited, line["referentie_nummer"]}]
    return {"referentie_nummer": world.choose.one("AFGEWEZEN", *free)}


CHANGES: tuple[Callable[[World, Row], Row], ...] = (
    _other_bedrag,
    _other_tarief,
    _other_eenheid,
    _other_volume,
    _other_begindatum,
    _other_einddatum,
    _other_month,
    _other_product,
    _other_code,
    _other_categorie,
    _other_toewijzing,
    _other_bsn,
    _used_referentie,
)


# ------------------------------------------------------------------------------- credits


def make_credit(world: World, debit: Row) -> Row:
    """A credit of a granted debit, exact but for now and then one field."""
    choose = world.choose
    credit = {field: debit[field] for field in GRANTED if field != "is_credited"}
    credit |= {"client": 0, "prestatie": 0, "debet_credit": "C"}
    credit["vorig_referentie_nummer"] = debit["referentie_nummer"]
    credit["referentie_nummer"] = world.new_referentie()
    if not world.is_tidy and choose.one_in(4):
        credit |= choose.one(
            {"bedrag": debit["bedrag"] + 1},
            {"geleverd_volume": debit["geleverd_volume"] + 1},
            {"product_tarief": 1 if debit["product_tarief"] is None else None},
            {"product_tarief": (debit["product_tarief"] or 0) + 1},
            {"eenheid": "14"},
            {"einddatum": max(debit["einddatum"] - ONE_DAY, debit["begindatum"])},
            {"begindatum": min(debit["begindatum"] + ONE_DAY, debit["einddatum"])},
            {"product_code": "45A99"},
            {"product_categorie": "47"},
            {"toewijzing_nummer": debit["toewijzing_nummer"] + 1},
            _other_bsn(world, debit),
            _other_bsn(world, debit),
            {"vorig_referentie_nummer": "ONBEKEND"},
            _used_referentie(world, debit),
        )
    return credit


def add_credit(world: World) -> None:
    """A credit that level 2 lets through, and often a new debit in its place."""
    taken = {line["vorig_referentie_nummer"] for line in world.lines}  # TR315
    in_message = {line["referentie_nummer"] for line in world.lines}  # TR316
    open_debits = [
        row
        for row in world.granted
        if row["bedrag"] > 0  # CS325
        and row["referentie_nummer"] not in taken | in_message
        and not (world.is_tidy and row["is_credited"])
    ]
    if not open_debits:
        return
    debit = world.choose.one(*open_debits)
    credit = make_credit(world, debit)
    if credit["vorig_referentie_nummer"] in taken:
        return
    world.lines.append(credit)
    if world.choose.one_in(2):
        again = {field: credit[field] for field in credit if field != "debet_credit"}
        again |= {
            "debet_credit": "D",
            "vorig_referentie_nummer": None,
            "referentie_nummer": world.new_referentie(),
        }
        if world.choose.one_in(3):
            again["geleverd_volume"] = max(debit["geleverd_volume"] - 1, 1)
        world.lines.append(priced(again, world.tarieven))


# ---------------------------------------------------------------------- history and message

KNOWN_BSNS = ("111111110", "222222220", "333333330")


def make_history(choose: Chooser) -> History:
    month = choose.one(*MONTHS)
    wet = choose.one(Wet.WMO, Wet.JW)
    products = make_products(choose)
    toewijzingen = [
        make_toewijzing(choose, nummer, choose.one(*KNOWN_BSNS), products, month)
        for nummer in range(1, 2 + choose.below(4))
    ]
    tarieven = make_tarieven(choose, products, month)
    world = World(
        choose,
        wet,
        month,
        toewijzingen,
        tarieven,
        granted=[],
        lines=[],
        is_tidy=choose.one_in(4),
        counts_week_without_sunday=choose.one_in(2),
    )
    add_granted(world)
    for _ in range(1 + choose.below(10)):
        add_lines(world)
    if not world.lines:
        world.lines.append(right_line(world, toewijzingen[0]))
    fill_budgets(world)
    history = History(
        wet=wet,
        lines=numbered_by_client(world.lines[:12]),
        toewijzingen=toewijzingen,
        granted=world.granted,
        tarieven=tarieven,
        used_referenties=["AFGEWEZEN", *(row["referentie_nummer"] for row in world.granted)],
        counts_week_without_sunday=world.counts_week_without_sunday,
    )
    spoil_message(choose, history)
    return history


def add_granted(world: World) -> None:
    """Debits of earlier messages, at most one that counts per product and productperiode."""
    choose = world.choose
    seen = set()
    for toewijzing in world.toewijzingen:
        for _ in range(choose.below(4)):
            line = right_line(world, toewijzing)
            row = {field: line[field] for field in GRANTED if field != "is_credited"}
            row["referentie_nummer"] = f"{choose.one('g', 'G', '0')}{len(world.granted)}"
            row["is_credited"] = choose.one_in(3)
            row |= as_it_was_then(choose, row, toewijzing)
            key = tuple(row[field] for field in PRODUCT_AND_PERIODE)
            if row["is_credited"] or key not in seen:
                world.granted.append(row)
                seen |= set() if row["is_credited"] else {key}


def as_it_was_then(choose: Chooser, row: Row, toewijzing: Row) -> Row:
    """What was right under an earlier version of the toewijzing may be far off now."""
    kind = choose.one("same", "same", "same", "other period", "other number", "nearly all", "same")
    if kind == "other number":
        return {"toewijzing_nummer": 98}  # not in the facts
    if kind == "other period":
        begin, eind = row["begindatum"], row["einddatum"]
        return choose.one(
            {"einddatum": max(eind - timedelta(days=3), begin)},
            {"einddatum": last_of_month(begin)},
            {"begindatum": begin.replace(day=1)},
        )
    most = None if toewijzing["volume"] is None else reference.most_in_total(toewijzing)
    if kind == "nearly all" and most is not None:
        volume = max(most - choose.one(*VOLUMES["04"], toewijzing["volume"]), 0)
        eenheid = toewijzing["eenheid"]
        return {"geleverd_volume": volume, "eenheid": eenheid}
    return {}


PRODUCT_AND_PERIODE = (
    "toewijzing_nummer",
    "product_categorie",
    "product_code",
    "begindatum",
    "einddatum",
)


def add_lines(world: World) -> None:
    choose = world.choose
    kind = choose.one("debit", "debit", "debit", "debit", "credit", "again")
    if kind == "credit":
        add_credit(world)
        return
    if kind == "again" and world.lines and not world.is_tidy:
        earlier = choose.one(*world.lines)
        if earlier["debet_credit"] == "D":
            referentie = choose.one(world.new_referentie(), earlier["referentie_nummer"])
            world.lines.append({**earlier, "referentie_nummer": referentie})
        return
    candidates = [t for t in world.toewijzingen if not (world.is_tidy and t["is_deleted"])]
    if not candidates:
        return
    line = right_line(world, choose.one(*candidates))
    if world.is_tidy:
        declared = [tuple(row[f] for f in PRODUCT_AND_PERIODE) for row in counting_now(world)]
        if tuple(line[field] for field in PRODUCT_AND_PERIODE) in declared:
            return
    else:
        for _ in range(choose.one(0, 0, 1, 1, 2)):
            line = near_miss(world, line)
    world.lines.append(line)


def counting_now(world: World) -> list[Row]:
    return [row for toewijzing in world.toewijzingen for row in world.counting(toewijzing)]


def fill_budgets(world: World) -> None:
    """Budgets that the lines just fit in, or miss by a cent."""
    choose = world.choose
    for toewijzing in world.toewijzingen:
        if toewijzing["budget"] is None:
            continue
        counting = world.counting(toewijzing)
        counting = counting if world.is_tidy else counting[: choose.below(len(counting) + 1)]
        spent = sum(row["bedrag"] for row in counting)
        more = choose.one(0, 1) if world.is_tidy else choose.one(0, -1, 1, 10_000)
        toewijzing["budget"] = max(spent + more, 0)


def spoil_message(choose: Chooser, history: History) -> None:
    """Now and then something is wrong with the message or declaratie as a whole."""
    last = choose.one(None, history.periode_begin, first_of_month(history.periode_begin, -3))
    history.last_declaratie_periode = last
    history.dagtekening -= choose.one(0, 1) * ONE_DAY
    if choose.one_in(40):
        history.identificatie = "BERICHT0"
    if choose.one_in(40):
        history.dagtekening = history.vandaag + ONE_DAY
    if choose.one_in(40):
        history.is_known_gemeente = False
    if choose.one_in(40):
        history.declaratie_nummer = "DECLARATIE0"
    if choose.one_in(40):
        history.last_declaratie_periode = first_of_month(history.periode_begin, 1)
