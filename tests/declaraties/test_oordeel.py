# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The judgement of a declaratie: docs/algorithms/declaratie-oordeel.md."""

from datetime import date
from itertools import groupby
from random import Random
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from noaber.declaraties.rules import room
from noaber.declaraties.rules.oordeel import judge
from noaber.declaraties.types import Facts, Judgement
from tests.declaraties.factories import (
    B2,
    Row,
    codes,
    credit_of,
    facts,
    granted,
    judged,
    lines,
    prestatie,
    tarief,
    toewijzing,
    without_omvang,
)

OK: list[str] = []
generated = settings(deadline=None, max_examples=50)

# ── which codes stand together ───────────────────────────────────────────────────────────────────


def test_a_declaratie_without_lines_is_granted_with_nothing() -> None:
    judgement = judged([])
    assert judgement.lines.is_empty()
    assert (judgement.header, judgement.clients, judgement.toegekend) == (None, {}, 0)


def test_the_answer_has_the_lines_of_the_message_in_their_order() -> None:
    second = toewijzing(toewijzing_nummer=2, bsn=B2)
    frame = lines([prestatie(), prestatie(geleverd_volume=99), prestatie(bsn=B2)])
    judgement = judge(
        frame, "I", date(2026, 3, 1), "D", date(2026, 3, 1), facts(toewijzingen=[second])
    )
    names = ["client", "prestatie", "bedrag", "debet_credit"]
    assert judgement.lines.columns == [*names, "codes", "is_granted"]
    assert judgement.lines.select(names).equals(frame.select(names))


@pytest.mark.regel("TR339", "TR340", "TR381", "TR341", "TR387", "TR388")
def test_all_codes_of_a_line_are_named_together_and_sorted() -> None:
    wrong = prestatie(
        product_categorie="54",
        product_code="54A01",
        begindatum="2026-07-02",
        einddatum="2026-07-30",
        eenheid="14",
        bedrag=1,
    )
    expected = ["0611", "9308", "9339", "9340", "9341", "9346", "9387", "9388", "S329"]
    assert codes([wrong]) == [expected]


@pytest.mark.regel("TR338", "TR384")
@pytest.mark.parametrize(
    ("change", "found"), [({"toewijzing_nummer": 1}, "9338"), ({}, "9384")], ids=["none", "deleted"]
)
def test_without_a_toewijzing_nothing_else_is_asked_but_the_reference(
    change: Row, found: str
) -> None:
    line = prestatie(**change, bedrag=1, geleverd_volume=999)
    deleted = toewijzing(is_deleted=True)
    assert codes([line], toewijzingen=[deleted]) == [[found]]
    used = [line["referentie_nummer"]]
    both = codes([line], toewijzingen=[deleted], used_referenties=used)
    assert both == [["8021", found]]


def test_a_deleted_toewijzing_proves_that_the_client_is_known() -> None:
    deleted = toewijzing(is_deleted=True)
    assert judged([prestatie(toewijzing_nummer=1)], toewijzingen=[deleted]).clients == {}


@pytest.mark.regel("TR390")
def test_a_credit_can_be_wrong_in_three_ways_at_once() -> None:
    first = prestatie()
    credit = credit_of(first, bedrag=1)
    found = codes(
        [credit],
        granted=[granted(first, is_credited=True)],
        used_referenties=[credit["referentie_nummer"]],
    )
    assert found == [["8017", "8021", "9390"]]


def test_a_line_of_an_unknown_client_still_takes_its_reference() -> None:
    judgement = judged([prestatie(referentie_nummer="A"), prestatie(bsn=B2, referentie_nummer="A")])
    assert judgement.clients == {2: ("8187",)}
    assert judgement.lines["codes"].to_list() == [["8021"], OK]


@pytest.mark.regel("TR304", "TR389")
def test_a_credit_of_an_unknown_client_frees_nothing() -> None:
    first = prestatie(bsn=B2)
    judgement = judged([credit_of(first), prestatie()], granted=[granted(first)])
    assert judgement.clients == {1: ("8187",)}
    assert judgement.lines["codes"].to_list() == [OK, ["9389"]]


def test_a_credit_with_a_code_frees_nothing() -> None:
    first = prestatie()
    found = codes([credit_of(first, bedrag=1), prestatie()], granted=[granted(first)])
    assert found == [["8017"], ["9389"]]


# ── tarief and amount ────────────────────────────────────────────────────────────────────────────


def test_the_tarief_is_that_of_the_first_day_of_the_product_periode() -> None:
    tarieven = [
        tarief(geldig_tot_en_met="2026-02-28"),
        tarief(geldig_van="2026-03-01", tarief=6100),
    ]
    february = prestatie(begindatum="2026-02-01")
    assert codes([february, prestatie()], tarieven=tarieven) == [OK, ["0611"]]
    assert codes([prestatie(product_tarief=6100)], tarieven=tarieven) == [OK]


def test_without_a_tarief_on_that_day_every_tarief_is_wrong() -> None:
    past = tarief(geldig_tot_en_met="2026-02-28")
    assert codes([prestatie()], tarieven=[past]) == [["0611"]]


def test_a_contract_per_minute_goes_before_the_hour_tariff() -> None:
    per_minute = tarief(eenheid="01", tarief=90)
    line = prestatie(eenheid="01", geleverd_volume=10, product_tarief=90)
    assert codes([line], tarieven=[tarief(), per_minute]) == [OK]
    assert codes([line], tarieven=[tarief()]) == [["0611", "9346"]]


def test_when_the_contract_per_minute_is_over_the_hour_tariff_counts() -> None:
    per_minute = tarief(eenheid="01", tarief=90, geldig_tot_en_met="2025-12-31")
    line = prestatie(eenheid="01", geleverd_volume=10, product_tarief=100)
    assert codes([line], tarieven=[tarief(), per_minute]) == [OK]


def test_euros_have_no_tarief_and_are_not_multiplied() -> None:
    line = prestatie(eenheid="83", geleverd_volume=500, bedrag=500)
    euros = tarief(eenheid="83", tarief=None)
    assert codes([line], toewijzingen=[without_omvang()], tarieven=[euros]) == [OK]


@pytest.mark.regel("TR341")
@pytest.mark.parametrize(("eenheid", "expected"), [("04", OK), ("01", OK), ("14", ["9341"])])
def test_without_omvang_the_contract_tells_the_eenheid(eenheid: str, expected: list[str]) -> None:
    line = prestatie(eenheid=eenheid, product_tarief=100 if eenheid == "01" else 6000)
    found = codes([line], toewijzingen=[without_omvang()])
    assert found == [expected if expected == OK else ["0611", *expected]]


# ── the volume of one month ──────────────────────────────────────────────────────────────────────


@pytest.mark.regel("TR321")
@pytest.mark.parametrize(
    "change",
    [{"eenheid": "14"}, {"begindatum": "2025-12-01"}, {"begindatum": "2026-07-01"}],
    ids=["other eenheid", "before", "after"],
)
def test_volume_is_not_compared_where_that_has_no_meaning(change: Row) -> None:
    (found,) = codes([prestatie(**change, geleverd_volume=9999)])
    assert found
    assert "9321" not in found


# ── taking turns ─────────────────────────────────────────────────────────────────────────────────

TWELVE_HOURS = toewijzing(volume=12, frequentie="6")


def of_hours(hours: int, month: str, referentie: str | None = None) -> Row:
    name = {} if referentie is None else {"referentie_nummer": referentie}
    return prestatie(begindatum=month, geleverd_volume=hours, **name)


def test_the_earlier_month_goes_first_wherever_it_stands() -> None:
    found = codes(
        [of_hours(8, "2026-02-01"), of_hours(8, "2026-01-01")], toewijzingen=[TWELVE_HOURS]
    )
    assert found == [["9322"], OK]


@pytest.mark.regel("TR369")
def test_within_a_month_the_lower_reference_goes_first() -> None:
    two = [
        {**of_hours(8, "2026-01-01", reference), "product_code": code}
        for reference, code in (("R10", "45A04"), ("R2", "45A05"))
    ]
    aspecific = without_omvang(budget=50_000)
    tarieven = [tarief(), tarief(product_code="45A05")]
    assert codes(two, toewijzingen=[aspecific], tarieven=tarieven) == [OK, ["9369"]]
    assert codes(two[::-1], toewijzingen=[aspecific], tarieven=tarieven) == [["9369"], OK]


def test_a_refused_line_uses_nothing_up() -> None:
    found = codes(
        [of_hours(8, "2026-01-01"), of_hours(8, "2026-02-01"), of_hours(4, "2026-03-01")],
        toewijzingen=[TWELVE_HOURS],
    )
    assert found == [OK, ["9322"], OK]


@pytest.mark.regel("TR346")
def test_neither_does_a_line_that_was_wrong_before_its_turn() -> None:
    wrong = {**of_hours(8, "2026-01-01"), "bedrag": 1}
    found = codes([wrong, of_hours(8, "2026-02-01")], toewijzingen=[TWELVE_HOURS])
    assert found == [["9346"], OK]


def test_minutes_and_hours_are_added_up_in_minutes() -> None:
    before = granted(of_hours(6, "2026-01-01"))
    minutes = {"begindatum": "2026-02-01", "eenheid": "01", "product_tarief": 100}
    for volume, expected in ((360, OK), (361, ["9322"])):
        line = prestatie(**minutes, geleverd_volume=volume)
        assert codes([line], toewijzingen=[TWELVE_HOURS], granted=[before]) == [expected]


def test_what_was_granted_beyond_the_limit_of_now_leaves_no_room() -> None:
    before = granted(of_hours(20, "2026-01-01"))
    found = codes([of_hours(1, "2026-02-01")], toewijzingen=[TWELVE_HOURS], granted=[before])
    assert found == [["9322"]]


def test_without_an_end_hours_per_month_have_no_total() -> None:
    monthly = toewijzing(volume=9, frequentie="4", einddatum=None)
    before = [granted(of_hours(9, f"20{year}-01-01")) for year in range(10, 26)]
    assert codes([of_hours(9, "2026-02-01")], toewijzingen=[monthly], granted=before) == [OK]


def test_all_reasons_why_a_line_does_not_fit_are_named() -> None:
    both = toewijzing(volume=12, frequentie="6", budget=50_000)
    first = of_hours(8, "2026-01-01")
    found = codes([of_hours(8, "2026-01-01")], toewijzingen=[both], granted=[granted(first)])
    assert found == [["9322", "9369", "9389"]]


def test_facts_that_name_a_toewijzing_twice_are_refused() -> None:
    with pytest.raises(pl.exceptions.PolarsError):
        judged([prestatie()], toewijzingen=[toewijzing(), toewijzing()])


# ── what always holds ────────────────────────────────────────────────────────────────────────────

MONTHS = ["2026-01-01", "2026-02-01", "2026-03-01"]
LIMITED = [
    toewijzing(toewijzing_nummer=1, volume=20, frequentie="6"),
    toewijzing(toewijzing_nummer=2, volume=1),
    without_omvang(toewijzing_nummer=3, budget=150_000),
    without_omvang(toewijzing_nummer=4, bsn=B2),
]
CODES = ["45A04", "45A05"]
TARIEVEN = [tarief(product_code=code) for code in CODES]


@st.composite
def prestaties(draw: st.DrawFn) -> Row:
    of = draw(st.sampled_from(LIMITED))
    in_minutes = draw(st.booleans())
    return prestatie(
        bsn=of["bsn"],
        toewijzing_nummer=of["toewijzing_nummer"],
        product_code=of["product_code"] or draw(st.sampled_from(CODES)),
        begindatum=draw(st.sampled_from(MONTHS)),
        geleverd_volume=draw(st.integers(0, 12)) * (60 if in_minutes else 1),
        eenheid="01" if in_minutes else "04",
        product_tarief=100 if in_minutes else 6000,
        referentie_nummer=draw(st.from_regex("[A-C][0-9]{2}", fullmatch=True)),
    )


@st.composite
def situations(draw: st.DrawFn) -> tuple[list[Row], list[Row]]:
    """Prestaties of a message and granted lines before it, some of them credited in it."""
    before = draw(
        st.lists(prestaties(), max_size=6, unique_by=lambda row: row["referentie_nummer"])
    )
    before = [{**row, "referentie_nummer": "OUD-" + row["referentie_nummer"]} for row in before]
    kept = [granted(row, is_credited=draw(st.integers(0, 4)) == 0) for row in before]
    now = draw(st.lists(prestaties(), max_size=12))
    now += [credit_of(row) for row in before if draw(st.booleans())]
    return draw(st.permutations(now)), kept


def known(before: list[Row]) -> Facts:
    return facts(toewijzingen=LIMITED, tarieven=TARIEVEN, granted=before)


def judge_frame(frame: pl.DataFrame, before: list[Row]) -> Judgement:
    return judge(frame, "I", date(2026, 3, 1), "D", date(2026, 3, 1), known(before))


@generated
@given(situations(), st.randoms(use_true_random=False))
def test_the_order_of_the_lines_does_not_matter(
    situation: tuple[list[Row], list[Row]], random: Random
) -> None:
    frame, before = lines(situation[0]), situation[1]
    shuffled = frame.sample(fraction=1, shuffle=True, seed=random.getrandbits(32))
    first, second = judge_frame(frame, before), judge_frame(shuffled, before)
    place = ["client", "prestatie"]
    assert first.lines.sort(place).equals(second.lines.sort(place))
    assert first.toegekend == second.toegekend


@generated
@given(situations())
def test_granted_is_the_sum_of_the_granted_lines(situation: tuple[list[Row], list[Row]]) -> None:
    judgement = judge_frame(lines(situation[0]), situation[1])
    rows = judgement.lines.to_dicts()
    assert judgement.toegekend == sum(
        (1 if row["debet_credit"] == "D" else -1) * row["bedrag"]
        for row in rows
        if row["is_granted"]
    )
    for row in rows:
        assert row["is_granted"] == (row["codes"] == [])
        assert row["codes"] == sorted(set(row["codes"]))


def open_after(situation: tuple[list[Row], list[Row]]) -> list[Row]:
    """What is granted and not taken back, once the message is judged."""
    frame, before = lines(situation[0]), situation[1]
    now = frame.filter(judge_frame(frame, before).lines["is_granted"]).to_dicts()
    taken_back = {row["vorig_referentie_nummer"] for row in now}
    old = [row for row in before if not row["is_credited"]]
    return [row for row in old if row["referentie_nummer"] not in taken_back] + [
        row for row in now if row["debet_credit"] == "D"
    ]


def key(row: Row) -> tuple[Any, ...]:
    names = ("toewijzing_nummer", "product_code", "begindatum", "einddatum")
    return tuple(row[name] for name in names)


def used(rows: list[Row]) -> dict[int, tuple[int, int]]:
    """Minutes and amount per toewijzing."""
    ordered = sorted(rows, key=key)
    return {
        number: (
            sum(row["geleverd_volume"] * (60 if row["eenheid"] == "04" else 1) for row in of_one),
            sum(row["bedrag"] for row in of_one),
        )
        for number, group in groupby(ordered, key=lambda row: row["toewijzing_nummer"])
        for of_one in [list(group)]
    }


@generated
@given(situations())
def test_no_limit_is_passed_that_was_not_passed_before(
    situation: tuple[list[Row], list[Row]],
) -> None:
    before = used([row for row in situation[1] if not row["is_credited"]])
    for number, (minutes, bedrag) in used(open_after(situation)).items():
        old_minutes, old_bedrag = before.get(number, (0, 0))
        if number == 1:
            assert minutes <= max(20 * 60, old_minutes)
        if number == 3:
            assert bedrag <= max(150_000, old_bedrag)


@generated
@given(situations())
def test_a_product_is_granted_once_a_month(situation: tuple[list[Row], list[Row]]) -> None:
    old = [key(row) for row in situation[1] if not row["is_credited"]]
    after = [key(row) for row in open_after(situation)]
    for one in set(after):
        assert after.count(one) <= max(1, old.count(one))


@generated
@given(situations())
def test_looking_in_columns_gives_what_going_one_by_one_gives(
    situation: tuple[list[Row], list[Row]],
) -> None:
    frame, before = lines(situation[0]), situation[1]
    in_columns = judge_frame(frame, before)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(room, "_does_not_fit", lambda: pl.lit(value=True))
        one_by_one = judge_frame(frame, before)
    assert in_columns.lines.equals(one_by_one.lines)


@generated
@given(situations())
def test_facts_of_others_change_nothing(situation: tuple[list[Row], list[Row]]) -> None:
    frame, before = lines(situation[0]), situation[1]
    other = prestatie(bsn="999900160", toewijzing_nummer=99, referentie_nummer="OTHER")
    more = facts(
        toewijzingen=[*LIMITED, toewijzing(toewijzing_nummer=99, bsn="999900160")],
        tarieven=[*TARIEVEN, tarief(product_categorie="54", product_code="54A01")],
        granted=[*before, granted(other)],
    )
    found = judge(frame, "I", date(2026, 3, 1), "D", date(2026, 3, 1), more)
    assert found.lines.equals(judge_frame(frame, before).lines)


@generated
@given(prestaties())
def test_a_credit_makes_room_for_a_debit_of_the_same_size(first: Row) -> None:
    old = {**first, "referentie_nummer": "OLD"}
    credit, again = credit_of(old), {**first, "referentie_nummer": "NEW"}
    alone = codes_of_frame([again], [])
    assert codes_of_frame([again, credit], [granted(old)]) == [*alone, OK]


def codes_of_frame(rows: list[Row], before: list[Row]) -> list[list[str]]:
    return judge_frame(lines(rows), before).lines["codes"].to_list()
