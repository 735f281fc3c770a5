# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The fast rules give the same verdict as a slow and obvious second implementation.

``NOABER_HISTORIES`` sets how many histories are compared (3000 unless said otherwise).
"""

from __future__ import annotations

import csv
import os
from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import cache
from importlib.util import find_spec
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from noaber.declaraties.types import Facts
from noaber.kernel.wet import Wet
from tests.declaraties import reference
from tests.declaraties.histories import (
    History,
    Row,
    histories,
    history_of_seed,
    is_clean,
    numbered_by_client,
)
from tests.declaraties.reference import SlowJudgement, judge_slowly

HOW_MANY = int(os.environ.get("NOABER_HISTORIES", "3000"))
FIXED = 1000
"""Histories that are the same in every run; the others are hypothesis' own choice."""
PARTS = 4

CODES = [
    *("9056", "8848", "S300"),  # message
    *("9333", "8214"),  # declaratie
    "8187",  # client
    *("8021", "8017", "9390"),  # referenties and credits
    *("9338", "9384", "9339", "9340", "S329", "9341", "0611", "9346"),  # toewijzing and contract
    *("9307", "9308", "9387", "9388"),  # productperiode
    *("9321", "9389", "9322", "9369"),  # ceilings
]

HAS_JUDGE = find_spec("noaber.declaraties.rules") and find_spec("noaber.declaraties.rules.oordeel")
needs_judge = pytest.mark.skipif(
    not HAS_JUDGE, reason="noaber.declaraties.rules.oordeel is not there yet: nothing to compare"
)


def enough(examples: int) -> settings:
    unhurried = [HealthCheck.too_slow, HealthCheck.data_too_large]
    return settings(max_examples=max(examples, 1), deadline=None, suppress_health_check=unhurried)


def slow(history: History) -> SlowJudgement:
    return judge_slowly(history.lines, *history.questions())


def fast(history: History) -> SlowJudgement:
    """The judgement of the fast rules in the form of the slow one, its lines as they came."""
    return fast_on(history, history.facts())


def fast_on_what_is_needed(history: History) -> SlowJudgement:
    """As ``fast``, with no more of what was granted before than a process fetches."""
    return fast_on(history, history.narrow_facts())


def fast_on(history: History, facts: Facts) -> SlowJudgement:
    from noaber.declaraties.rules.oordeel import judge  # noqa: PLC0415 (may not be there yet)

    found = judge(history.frame(), *history.questions()[:-1], facts)
    kept = ["client", "prestatie", "bedrag", "debet_credit"]
    assert found.lines.select(kept).equals(history.frame().select(kept))
    return SlowJudgement(
        header=found.header,
        declaratie=tuple(found.declaratie),
        clients={client: tuple(codes) for client, codes in found.clients.items() if codes},
        codes=[tuple(codes) for codes in found.lines["codes"].to_list()],
        granted=found.lines["is_granted"].to_list(),
        toegekend=found.toegekend,
    )


Judge = Callable[[History], SlowJudgement]
both = pytest.mark.parametrize("judged", [slow, pytest.param(fast, marks=needs_judge)])


@cache
def fixed_histories() -> list[tuple[History, SlowJudgement]]:
    return [(history, slow(history)) for history in map(history_of_seed, range(FIXED))]


# ------------------------------------------------------------------------ fast equals slow


@needs_judge
@enough(HOW_MANY - FIXED)
@given(histories())
def test_fast_and_slow_agree_on_any_history(history: History) -> None:
    assert fast(history) == slow(history)


@needs_judge
@pytest.mark.parametrize("part", range(PARTS))
def test_fast_and_slow_agree_on_the_fixed_histories(part: int) -> None:
    differing = [
        seed
        for seed, (history, expected) in enumerate(fixed_histories())
        if seed % PARTS == part and fast_on_what_is_needed(history) != expected
    ]
    assert differing == [], "look at history_of_seed(seed)"


# ------------------------------------------------------------- the histories are worth it


def test_every_code_comes_up_in_one_in_a_hundred_histories_or_more() -> None:
    seen: Counter[str | None] = Counter()
    for _, judgement in fixed_histories():
        per_client = (code for codes in judgement.clients.values() for code in codes)
        per_line = (code for codes in judgement.codes for code in codes)
        seen.update({judgement.header, *judgement.declaratie, *per_client, *per_line})
    assert {code: seen[code] for code in CODES if seen[code] < FIXED / 100} == {}
    assert set(seen) - {None} == set(CODES)


def test_messages_that_are_granted_in_full_come_up_too_with_debits_and_credits() -> None:
    in_full = [history for history, judgement in fixed_histories() if all(judgement.granted)]
    assert len(in_full) > FIXED / 20
    kinds = [{line["debet_credit"] for line in history.lines} for history in in_full]
    assert all(kinds.count(kind) > FIXED / 200 for kind in ({"D"}, {"D", "C"}))


def test_histories_obey_what_level_2_promises() -> None:
    for history, _ in fixed_histories():
        lines = history.lines
        assert 1 <= len(lines) <= 12
        assert all(is_clean(line) for line in lines if line["debet_credit"] == "D")
        assert all(line["begindatum"] <= line["einddatum"] for line in lines), "TR137"
        credited = [line["vorig_referentie_nummer"] for line in lines]
        credited = [referentie for referentie in credited if referentie is not None]
        assert len(credited) == len(set(credited)), "TR315"
        assert not {line["referentie_nummer"] for line in lines} & set(credited), "TR316"
        assert all(  # CD060
            (line["debet_credit"] == "C") == (line["vorig_referentie_nummer"] is not None)
            for line in lines
        )
        bsns = {line["client"]: line["bsn"] for line in lines}
        assert len(bsns) == len(set(bsns.values())), "TR101"
        for toewijzing in history.toewijzingen:
            eind = toewijzing["einddatum"]
            assert eind is None or eind >= toewijzing["ingangsdatum"]
            assert eind or toewijzing["frequentie"] != "2", "CD076"


# --------------------------------------------------------------------- order in the file


def per_line(judgement: SlowJudgement, lines: list[Row]) -> dict[int, Any]:
    """What became of each line, by the place it had at first."""
    return {
        line["at_first"]: (judgement.clients.get(line["client"]), codes, is_granted)
        for line, codes, is_granted in zip(lines, judgement.codes, judgement.granted, strict=True)
    }


@both
@enough(HOW_MANY // 20)
@given(history=histories(), seed=st.integers(0, 2**32))
def test_the_order_of_clients_and_lines_in_the_file_changes_nothing(
    judged: Judge, history: History, seed: int
) -> None:
    lines = [{**line, "at_first": place} for place, line in enumerate(history.lines)]
    before = judged(history)
    shuffled = numbered_by_client(Random(seed).sample(lines, len(lines)))
    history.lines = [
        {field: value for field, value in line.items() if field != "at_first"} for line in shuffled
    ]
    after = judged(history)
    assert per_line(before, lines) == per_line(after, shuffled)
    assert (before.header, before.declaratie) == (after.header, after.declaratie)
    assert before.toegekend == after.toegekend


# --------------------------------------------------------- scenarios of flows §11 by hand

B1, B2, B3 = "111111110", "222222220", "333333330"
PER_UUR = 6000


def day(text: str) -> date:
    return date.fromisoformat(text)


def toewijzing(begin: str, eind: str, **other: Any) -> Row:
    """3 uur per week of 45A04, unless said otherwise."""
    return {
        "toewijzing_nummer": 1,
        "bsn": B1,
        "product_categorie": "45",
        "product_code": "45A04",
        "ingangsdatum": day(begin),
        "einddatum": day(eind),
        "volume": 3,
        "eenheid": "04",
        "frequentie": "2",
        "budget": None,
        "is_output": False,
        "is_deleted": False,
    } | other


def budget(begin: str, eind: str, amount: int) -> Row:
    """Generiek: any product within the contract, up to an amount."""
    nothing = dict.fromkeys(
        ["product_categorie", "product_code", "volume", "eenheid", "frequentie"]
    )
    return toewijzing(begin, eind, **nothing, budget=amount)


def debit(referentie: str, begin: str, eind: str, volume: int, **other: Any) -> Row:
    """Hours of 45A04 on toewijzing 1 of client B1, unless said otherwise."""
    tarief = other.get("product_tarief", PER_UUR)
    return {
        "bsn": B1,
        "referentie_nummer": referentie,
        "vorig_referentie_nummer": None,
        "toewijzing_nummer": 1,
        "product_categorie": "45",
        "product_code": "45A04",
        "begindatum": day(begin),
        "einddatum": day(eind),
        "geleverd_volume": volume,
        "eenheid": "04",
        "product_tarief": tarief,
        "bedrag": volume if tarief is None else volume * tarief,
        "debet_credit": "D",
    } | other


def euros(referentie: str, begin: str, eind: str, cents: int) -> Row:
    return debit(referentie, begin, eind, cents, eenheid="83", product_tarief=None)


def credit(referentie: str, of: Row) -> Row:
    return of | {
        "referentie_nummer": referentie,
        "vorig_referentie_nummer": of["referentie_nummer"],
        "debet_credit": "C",
    }


def tarief(code: str, eenheid: str, amount: int | None) -> Row:
    return {
        "product_categorie": code[:2],
        "product_code": code,
        "eenheid": eenheid,
        "tarief": amount,
        "geldig_van": date(2020, 1, 1),
        "geldig_tot_en_met": None,
    }


CONTRACT = [tarief("45A04", "04", PER_UUR), tarief("45A04", "83", None)]


def history_of(
    toewijzingen: list[Row],
    lines: list[Row],
    granted: list[Row] | None = None,
    tarieven: list[Row] | None = None,
) -> History:
    before = [
        {field: value for field, value in line.items() if field not in DEBIT_ONLY}
        | {"is_credited": False}
        for line in granted or []
    ]
    return History(
        wet=Wet.JW,
        lines=numbered_by_client(lines),
        toewijzingen=toewijzingen,
        granted=before,
        tarieven=tarieven or CONTRACT,
        used_referenties=[row["referentie_nummer"] for row in before],
    )


DEBIT_ONLY = {"debet_credit", "vorig_referentie_nummer"}
JULY = ("2022-07-11", "2022-07-31")
AUGUST = ("2022-08-01", "2022-08-31")
SEPTEMBER = ("2022-09-01", "2022-09-04")
T75 = toewijzing("2022-07-11", "2022-09-04")

S77 = toewijzing("2022-07-11", "2022-09-03", volume=30000, eenheid="83", is_output=True)

MARCH = ("2026-03-01", "2026-03-31")
T1 = toewijzing("2026-01-01", "2026-06-30")


def minutes(volume: int, product_tarief: int, bedrag: int) -> Row:
    return debit("r1", *MARCH, volume, eenheid="01", product_tarief=product_tarief, bedrag=bedrag)


G90 = budget("2026-01-01", "2026-12-31", 60000_00)
C90 = [tarief("45A04", "04", 10_00), tarief("44B01", "14", 250_00)]
UUR90 = debit("r1", *MARCH, 25, product_tarief=10_00)
ETMAAL90 = debit(
    "r2",
    *MARCH,
    10,
    product_tarief=250_00,
    product_categorie="44",
    product_code="44B01",
    eenheid="14",
)


def spent90(amount: int) -> Row:
    return debit("g1", "2026-02-01", "2026-02-28", 1, bedrag=amount)


T93 = toewijzing("2026-01-01", "2026-06-30", volume=18, frequentie="6")
G93 = budget("2026-01-01", "2026-06-30", 18 * PER_UUR)
FIRST93 = debit("g1", *MARCH, 18)

CLIENTS98 = [
    toewijzing("2026-01-01", "2026-06-30"),
    toewijzing("2026-01-01", "2026-06-30", bsn=B3, toewijzing_nummer=3),
    toewijzing("2026-01-01", "2026-06-30", bsn=B3, toewijzing_nummer=4),
]

T102 = [
    toewijzing("2021-01-01", "2021-02-19"),
    toewijzing(
        "2021-01-01",
        "2021-12-31",
        toewijzing_nummer=2,
        product_categorie="44",
        product_code="44B01",
        volume=7,
        eenheid="14",
    ),
    toewijzing("2021-02-20", "2021-12-31", toewijzing_nummer=3, volume=5),
]
C102 = [tarief("45A04", "04", 40_00), tarief("44B01", "14", 30_00)]
T102_LINE = debit("r1", "2021-02-01", "2021-02-19", 9, product_tarief=40_00)
ETMALEN102 = debit(
    "r2",
    "2021-02-01",
    "2021-02-28",
    28,
    toewijzing_nummer=2,
    product_categorie="44",
    product_code="44B01",
    eenheid="14",
    product_tarief=30_00,
)


def third102(uren: int) -> Row:
    return debit("r3", "2021-02-20", "2021-02-28", uren, toewijzing_nummer=3, product_tarief=40_00)


T103 = toewijzing(
    "2021-07-10", "2022-04-09", volume=9750_00, eenheid="83", frequentie="6", is_output=True
)
START103 = euros("r1", "2021-07-10", "2021-07-31", 6825_00)
END103 = ("2022-04-01", "2022-04-09")

T105 = toewijzing("2026-12-28", "2027-01-10")
DECEMBER = ("2026-12-28", "2026-12-31")
JANUARY = ("2027-01-01", "2027-01-10")

OK: tuple[str, ...] = ()
SCENARIOS: dict[str, tuple[History, list[tuple[str, ...]], int]] = {
    "75 july": (history_of([T75], [debit("r1", *JULY, 9)]), [OK], 9 * PER_UUR),
    "75 august": (history_of([T75], [debit("r1", *AUGUST, 15)]), [OK], 15 * PER_UUR),
    "75 september": (history_of([T75], [debit("r1", *SEPTEMBER, 3)]), [OK], 3 * PER_UUR),
    "75 an hour over in each": (
        history_of(
            [T75],
            [debit("r1", *JULY, 10), debit("r2", *AUGUST, 16), debit("r3", *SEPTEMBER, 4)],
        ),
        [("9321",)] * 3,
        0,
    ),
    "75 nothing left of the total": (
        history_of(
            [T75],
            [debit("r1", *SEPTEMBER, 3)],
            [debit("g1", *JULY, 9), debit("g2", *AUGUST, 15)],
        ),
        [("9322",)],
        0,
    ),
    "75 in one message, the last period first": (
        history_of(
            [T75],
            [debit("r1", *SEPTEMBER, 1), debit("r2", *AUGUST, 15), debit("r3", *JULY, 9)],
        ),
        [("9322",), OK, OK],
        24 * PER_UUR,
    ),
    "77 output has no Sunday in September": (
        history_of(
            [S77],
            [
                euros("r1", *JULY, 900_00),
                euros("r2", *AUGUST, 1500_00),
                euros("r3", "2022-09-01", "2022-09-03", 1),
            ],
        ),
        [OK, OK, ("9321",)],
        2400_00,
    ),
    "77 a cent over": (
        history_of([S77], [euros("r1", *JULY, 900_01), euros("r2", *AUGUST, 1500_01)]),
        [("9321",), ("9321",)],
        0,
    ),
    "79 minutes within the hours": (
        history_of([T1], [minutes(1080, 1_00, 1080_00)]),
        [OK],
        1080_00,
    ),
    "79 a minute over": (history_of([T1], [minutes(1081, 1_00, 1081_00)]), [("9321",)], 0),
    "79 rounded once": (
        history_of([T1], [minutes(95, 83, 79_17)], tarieven=[tarief("45A04", "04", 50_00)]),
        [OK],
        79_17,
    ),
    "79 rounded twice": (
        history_of([T1], [minutes(95, 83, 78_85)], tarieven=[tarief("45A04", "04", 50_00)]),
        [("9346",)],
        0,
    ),
    "90 a generic budget takes any product": (
        history_of([G90], [UUR90, ETMAAL90], tarieven=C90),
        [OK, OK],
        2750_00,
    ),
    "90 the budget to the cent": (
        history_of([G90], [UUR90, ETMAAL90], [spent90(57250_00)], C90),
        [OK, OK],
        2750_00,
    ),
    "90 a cent over, on the line that passes it": (
        history_of([G90], [UUR90, ETMAAL90], [spent90(57250_01)], C90),
        [OK, ("9369",)],
        250_00,
    ),
    "93 a credit, listed last, frees the volume": (
        history_of([T93], [debit("r1", *MARCH, 17), credit("r2", FIRST93)], [FIRST93]),
        [OK, OK],
        -PER_UUR,
    ),
    "93 a credit, listed last, frees the budget": (
        history_of([G93], [debit("r1", *MARCH, 18), credit("r2", FIRST93)], [FIRST93]),
        [OK, OK],
        0,
    ),
    "93 without the credit": (
        history_of([T93], [debit("r1", *MARCH, 17)], [FIRST93]),
        [("9322", "9389")],
        0,
    ),
    "93 a rejected credit frees nothing": (
        history_of(
            [T93],
            [debit("r1", *MARCH, 17), credit("r2", FIRST93) | {"bedrag": 1}],
            [FIRST93],
        ),
        [("9322", "9389"), ("8017",)],
        0,
    ),
    "98 one client right, one unknown, one half right": (
        history_of(
            CLIENTS98,
            [
                debit("r1", *MARCH, 18),
                debit("r2", *MARCH, 18, bsn=B2),
                debit("r3", *MARCH, 18, bsn=B2, toewijzing_nummer=2),
                debit("r4", *MARCH, 19, bsn=B3, toewijzing_nummer=3),
                debit("r5", *MARCH, 10, bsn=B3, toewijzing_nummer=4),
            ],
        ),
        [OK, OK, OK, ("9321",), OK],
        28 * PER_UUR,
    ),
    "102 casus 13": (
        history_of(T102, [T102_LINE, ETMALEN102, third102(5)], tarieven=C102),
        [OK, OK, OK],
        1400_00,
    ),
    "102 casus 13, at most 10 uur": (
        history_of(T102, [T102_LINE, ETMALEN102, third102(10)], tarieven=C102),
        [OK, OK, OK],
        1600_00,
    ),
    "102 casus 13, an hour over": (
        history_of(T102, [T102_LINE, ETMALEN102, third102(11)], tarieven=C102),
        [OK, OK, ("9321",)],
        1200_00,
    ),
    "103 a trajectory in two parts": (
        history_of([T103], [START103, euros("r2", *END103, 2925_00)]),
        [OK, OK],
        9750_00,
    ),
    "103 a cent over": (
        history_of([T103], [START103, euros("r2", *END103, 2925_01)]),
        [OK, ("9322",)],
        6825_00,
    ),
    "105 week 53": (history_of([T105], [debit("r1", *DECEMBER, 3)]), [OK], 3 * PER_UUR),
    "105 weeks 53 and 1": (history_of([T105], [debit("r1", *JANUARY, 6)]), [OK], 6 * PER_UUR),
    "105 an hour over in each": (
        history_of([T105], [debit("r1", *DECEMBER, 4), debit("r2", *JANUARY, 7)]),
        [("9321",), ("9321",)],
        0,
    ),
    "105 week 53 counts once in the total": (
        history_of([T105], [debit("r1", *DECEMBER, 3), debit("r2", *JANUARY, 6)]),
        [OK, ("9322",)],
        3 * PER_UUR,
    ),
}


@both
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_scenario_of_flows(judged: Judge, scenario: str) -> None:
    history, codes, toegekend = SCENARIOS[scenario]
    judgement = judged(history)
    unknown = [line["bsn"] == B2 for line in history.lines]
    granted = [found == OK and not gone for found, gone in zip(codes, unknown, strict=True)]
    assert judgement == SlowJudgement(
        header=None,
        declaratie=(),
        clients={2: ("8187",)} if any(unknown) else {},
        codes=codes,
        granted=granted,
        toegekend=toegekend,
    )


# -------------------------------------------------- the ceilings against published vectors


def test_the_slow_ceilings_are_those_of_the_published_vectors(shared_standards) -> None:
    text = (shared_standards / "vectors_volume.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        is_household = row["categorie"].startswith("01")
        assigned = toewijzing(
            row["ingangsdatum"],
            row["einddatum"],
            volume=int(row["volume"]),
            eenheid=row["eenheid"],
            frequentie=row["frequentie"],
            product_categorie="01" if is_household else "07",
            is_output=row["variant"] == "output",
        )
        begin, eind = day(row["productperiode_begin"]), day(row["productperiode_eind"])
        assert reference.count_iso_weeks(begin, eind) == int(row["iso_weeks"]), row
        assert len(reference.sundays(begin, eind)) == int(row["sundays"]), row
        most = reference.most_in_productperiode(assigned, begin, eind, Wet.WMO)
        assert most == int(row["max_productperiode"]), row
        assert reference.most_in_total(assigned) == int(row["max_total"]), row
