# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What the gemeente may change, and what it is told to do when it may not."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time

import pytest

from noaber.berichten.definitions.groups import Omvang, Product
from noaber.kernel.period import Period
from noaber.kernel.wet import Wet
from noaber.toewijzingen.rules import beeindigingen, vervangingen, wijzigingen
from noaber.toewijzingen.rules.wijzigingen import Way, way_of
from noaber.toewijzingen.types import (
    AlreadyDeleted,
    Decision,
    EndHasPassed,
    HasGrantedPrestaties,
    Leveringen,
    LosesLawfulness,
    NeedsAgreement,
    NeedsConsent,
    NeedsNewToewijzing,
    NotAVariant,
    NothingChanges,
    OutdatedDecision,
    OverlapsPgb,
    Pgb,
    Plan,
    Stacked,
    StartKey,
    ToewijzingVersion,
    UnknownToewijzing,
    WijzigingRefused,
    Wish,
    WrongDates,
    WrongReden,
)
from tests.toewijzingen.factories import (
    B1,
    G2,
    OTHER,
    OVEREENSTEMMING,
    OVERLEG,
    T1,
    T2,
    besluit,
    day,
    granted,
    omvang,
    pgb,
    situation,
    toewijzing,
    totaal,
)

TOTAL = replace(T1, omvang=totaal(100))
BUDGET = replace(T1, product=Product(categorie="07"), omvang=None, budget=500_000)
NEXT = toewijzing(1002, "2026-07-01", "2026-12-31")
STARTED = Leveringen(starts=frozenset({StartKey(1001, T1.product, day("2026-01-05"))}))
DISCUSSED = besluit(afspraak=OVERLEG)
AGREED = besluit(afspraak=OVEREENSTEMMING)


def wish(vanaf: str, tot: str | None = "2026-06-30", nummer: int = 1009, **more: object) -> Wish:
    fields = {"product": T1.product, "omvang": omvang(5)} | more
    return Wish(
        nummer=nummer,
        ingangsdatum=day(vanaf),
        einddatum=None if tot is None else day(tot),
        **fields,  # type: ignore[arg-type]
    )


def redenen(plan: Plan) -> dict[int, str | None]:
    return {version.nummer: version.reden_wijziging for version in plan.versions}


def rules(plan: Plan) -> list[str]:
    return [warning.rule for warning in plan.warnings]


Change = Callable[[], Plan]

REFUSED: dict[str, tuple[Change, type[WijzigingRefused], str, str]] = {
    "an unknown toewijzing": (
        lambda: wijzigingen.extend(situation(), 9, day("2026-12-31"), DISCUSSED),
        UnknownToewijzing,
        "",
        "controleer het nummer",
    ),
    "a deleted toewijzing": (
        lambda: wijzigingen.extend(
            situation(replace(T1, einddatum=T1.ingangsdatum, reden_wijziging="13")),
            1001,
            day("2026-12-31"),
            DISCUSSED,
        ),
        AlreadyDeleted,
        "OP087",
        "nieuwe toewijzing met een nieuw nummer",
    ),
    "a decision older than the version": (
        lambda: wijzigingen.extend(
            situation(),
            1001,
            day("2026-12-31"),
            Decision(datum=T1.toewijzingsdatum, tijd=T1.toewijzingstijd),
        ),
        OutdatedDecision,
        "IV013",
        "met een later tijdstip",
    ),
    "extend to an earlier day": (
        lambda: wijzigingen.extend(situation(), 1001, day("2026-05-31"), DISCUSSED),
        NothingChanges,
        "OP033x1",
        "trek de toewijzing in",
    ),
    "extend after the end": (
        lambda: wijzigingen.extend(situation(), 1001, day("2026-12-31"), besluit("2026-07-01")),
        EndHasPassed,
        "OP380",
        "nieuw nummer vanaf 01-07-2026",
    ),
    "extend with the reden of an end": (
        lambda: wijzigingen.extend(situation(), 1001, day("2026-12-31"), besluit(reden="05")),
        WrongReden,
        "IV099",
        "kies uit 04, 12, 14",
    ),
    "extend without end, per week": (
        lambda: wijzigingen.extend(situation(), 1001, None, DISCUSSED),
        NotAVariant,
        "CD076",
        "vul een einddatum in",
    ),
    "extend over the next one": (
        lambda: wijzigingen.extend(situation(T1, NEXT), 1001, day("2026-08-31"), DISCUSSED),
        Stacked,
        "OP259",
        "op elkaar aansluiten",
    ),
    "extend into a pgb": (
        lambda: wijzigingen.extend(
            situation(T1, pgbs=(pgb("2026-09-01", T1.product),)),
            1001,
            day("2026-12-31"),
            DISCUSSED,
        ),
        OverlapsPgb,
        "OP043",
        "uiterlijk de dag daarvoor",
    ),
    "shorten without reden": (
        lambda: wijzigingen.shorten(situation(), 1001, day("2026-04-30"), DISCUSSED),
        WrongReden,
        "IV099",
        "kies uit 02, 03",
    ),
    "shorten to a later day": (
        lambda: wijzigingen.shorten(situation(), 1001, day("2026-07-31"), besluit(reden="05")),
        NothingChanges,
        "OP033x1",
        "verleng de toewijzing",
    ),
    "shorten to before the begin": (
        lambda: wijzigingen.shorten(situation(NEXT), 1002, day("2026-06-30"), besluit(reden="05")),
        WrongDates,
        "CS003",
        "verwijder haar",
    ),
    "shorten into the past": (
        lambda: wijzigingen.shorten(situation(), 1001, day("2026-03-15"), besluit(reden="05")),
        NeedsAgreement,
        "OP186",
        "kies een einddatum vanaf 16-03-2026",
    ),
    "delete what was approved": (
        lambda: wijzigingen.delete(situation(T1, granted={1001: granted(3)}), 1001, AGREED),
        HasGrantedPrestaties,
        "TR385",
        "eerst crediteren",
    ),
    "delete what was started": (
        lambda: wijzigingen.delete(situation(T1, leveringen=STARTED), 1001, DISCUSSED),
        LosesLawfulness,
        "OP362",
        "omdat er niets geleverd is",
    ),
    "another volume per week under the same number": (
        lambda: wijzigingen.change_volume(situation(), 1001, 5, DISCUSSED),
        NeedsNewToewijzing,
        "OP257",
        "maak een nieuwe vanaf de wijzigingsdatum",
    ),
    "a lower total volume": (
        lambda: wijzigingen.change_volume(situation(TOTAL), 1001, 80, DISCUSSED),
        NeedsConsent,
        "OP298",
        "Leg de instemming vast",
    ),
    "the same total volume": (
        lambda: wijzigingen.change_volume(situation(TOTAL), 1001, 100, DISCUSSED),
        NothingChanges,
        "",
        "wijzig niets",
    ),
    "a lower budget": (
        lambda: wijzigingen.change_budget(situation(BUDGET), 1001, 400_000, DISCUSSED),
        NeedsConsent,
        "OP299",
        "Leg de instemming vast",
    ),
    "a budget where there is none": (
        lambda: wijzigingen.change_budget(situation(), 1001, 400_000, DISCUSSED),
        NeedsNewToewijzing,
        "OP257",
        "met een budget",
    ),
    "replace by the same": (
        lambda: vervangingen.replace_toewijzing(
            situation(), 1001, wish("2026-04-01", omvang=omvang(3)), DISCUSSED
        ),
        NothingChanges,
        "OP380",
        "onder hetzelfde nummer",
    ),
    "replace from a day outside": (
        lambda: vervangingen.replace_toewijzing(
            situation(), 1001, wish("2026-08-01", "2026-12-31"), DISCUSSED
        ),
        WrongDates,
        "IV066",
        "kies een dag daarbinnen",
    ),
    "replace from a day in the past": (
        lambda: vervangingen.replace_toewijzing(situation(), 1001, wish("2026-03-01"), DISCUSSED),
        NeedsAgreement,
        "OP186",
        "in overeenstemming",
    ),
    "a new number that was used": (
        lambda: vervangingen.replace_toewijzing(
            situation(T1, T2), 1001, wish("2026-04-01", nummer=1002), DISCUSSED
        ),
        WrongDates,
        "OP275",
        "neem een nieuw nummer",
    ),
    "an end before the begin": (
        lambda: wijzigingen.assign(situation(T2), wish("2026-04-01", "2026-03-31"), DISCUSSED),
        WrongDates,
        "CS003",
        "op of na de ingangsdatum",
    ),
    "an earlier begin of a total": (
        lambda: vervangingen.start_earlier(
            situation(TOTAL), 1001, day("2025-12-01"), 1009, DISCUSSED
        ),
        NeedsNewToewijzing,
        "OP257",
        "eigen volume of budget",
    ),
    "an earlier begin that is later": (
        lambda: vervangingen.start_earlier(situation(), 1001, day("2026-02-01"), 1009, DISCUSSED),
        WrongDates,
        "IV066",
        "kies een eerdere dag",
    ),
    "restart on the same day": (
        lambda: vervangingen.restart(situation(), 1001, day("2026-01-01"), 1009, DISCUSSED),
        NothingChanges,
        "",
        "kies een andere dag",
    ),
    "a herindeling without what is left": (
        lambda: beeindigingen.reorganise(
            situation(TOTAL), G2, day("2026-04-01"), {1001: 1}, {}, DISCUSSED
        ),
        NeedsNewToewijzing,
        "OP275",
        "vul dat eerst in",
    ),
}


@pytest.mark.regel("OP299", "OP298", "OP362")
@pytest.mark.parametrize("case", REFUSED)
def test_a_refusal_says_which_rule_and_what_to_do(case: str) -> None:
    change, error, rule, advice = REFUSED[case]

    with pytest.raises(error) as refused:
        change()

    text = str(refused.value)
    assert refused.value.rule == rule
    assert advice in text
    assert text.endswith(f"({rule})." if rule else ".")
    assert B1 not in text


def test_a_change_keeps_everything_else_and_drops_the_old_reference() -> None:
    before = replace(T1, referentie_aanbieder="VOT-1", commentaar="Thuis")
    (after,) = wijzigingen.extend(situation(before), 1001, day("2026-12-31"), AGREED).versions
    assert after == replace(
        before,
        einddatum=day("2026-12-31"),
        toewijzingsdatum=day("2026-03-16"),
        toewijzingstijd=time(14, 0),
        reden_wijziging="04",
        referentie_aanbieder=None,
    )


def test_the_newest_version_is_changed() -> None:
    newer = replace(T1, toewijzingsdatum=day("2026-02-01"), einddatum=day("2026-05-31"))
    plan = wijzigingen.extend(situation(newer, T1), 1001, day("2026-06-30"), DISCUSSED)
    assert plan.versions[0].einddatum == day("2026-06-30")


def test_an_extension_of_a_total_points_at_the_amount() -> None:
    plan = wijzigingen.extend(situation(TOTAL), 1001, day("2026-12-31"), besluit())
    assert rules(plan) == ["OP033x1", "OP380"]


def test_an_end_that_is_today_has_not_passed() -> None:
    plan = wijzigingen.prolong(
        situation(), 1001, day("2026-12-31"), 1009, besluit("2026-06-30", afspraak=OVERLEG)
    )
    assert [version.nummer for version in plan.versions] == [1001]


def test_an_end_today_is_not_in_the_past() -> None:
    plan = wijzigingen.shorten(
        situation(), 1001, day("2026-03-16"), besluit(reden="05", afspraak=OVERLEG)
    )
    assert rules(plan) == []


def test_one_day_that_stays_is_pointed_out() -> None:
    plan = wijzigingen.shorten(situation(NEXT), 1002, day("2026-07-01"), besluit(reden="14"))
    assert rules(plan) == ["OP087", "OP033x1"]
    assert not plan.versions[0].is_deleted


def test_a_request_of_the_aanbieder_is_agreement_enough() -> None:
    """Reden 12: nobody has to ask again what the aanbieder asked for (OP033x1)."""
    on_request = besluit(reden="12")
    assert redenen(wijzigingen.change_volume(situation(TOTAL), 1001, 80, on_request)) == {
        1001: "12"
    }
    assert redenen(wijzigingen.shorten(situation(), 1001, day("2026-02-28"), on_request)) == {
        1001: "12"
    }


def test_a_higher_amount_needs_no_consent() -> None:
    assert redenen(wijzigingen.change_volume(situation(TOTAL), 1001, 120, DISCUSSED)) == {
        1001: "05"
    }
    plan = wijzigingen.change_budget(
        situation(BUDGET), 1001, 600_000, besluit(reden="14", afspraak=OVERLEG)
    )
    assert redenen(plan) == {1001: "14"}
    assert plan.versions[0].budget == 600_000


def test_a_lower_budget_than_approved_is_pointed_out() -> None:
    around = situation(BUDGET, granted={1001: granted(cents=450_000)})
    plan = wijzigingen.change_budget(around, 1001, 400_000, AGREED)
    assert rules(plan) == ["OP345"]


@pytest.mark.regel("OP362")
def test_delete_with_consent_after_a_start() -> None:
    plan = wijzigingen.delete(situation(T1, leveringen=STARTED), 1001, AGREED)
    assert redenen(plan) == {1001: "13"}


def test_another_product_gets_a_new_number() -> None:
    other = wish("2026-04-01", product=OTHER[Wet.WMO], omvang=omvang(3))
    plan = vervangingen.replace_toewijzing(situation(), 1001, other, DISCUSSED)
    assert redenen(plan) == {1001: "05", 1009: None}
    assert plan.versions[0].einddatum == day("2026-03-31")


def test_a_replacement_from_the_first_day_deletes_the_old_one() -> None:
    plan = vervangingen.replace_toewijzing(
        situation(NEXT), 1002, wish("2026-07-01", "2026-12-31"), DISCUSSED
    )
    assert redenen(plan) == {1002: "13", 1009: None}


def test_a_replaced_total_keeps_its_volume_and_says_so() -> None:
    plan = vervangingen.replace_toewijzing(situation(TOTAL), 1001, wish("2026-04-01"), DISCUSSED)
    assert plan.versions[0].omvang == totaal(100)
    assert rules(plan) == ["OP257"]


def test_an_earlier_begin_is_an_extra_toewijzing() -> None:
    plan = vervangingen.start_earlier(situation(), 1001, day("2025-12-01"), 1009, besluit())
    (extra,) = plan.versions
    assert (extra.ingangsdatum, extra.einddatum) == (day("2025-12-01"), day("2025-12-31"))
    assert extra.reden_wijziging is None
    assert len(plan.warnings) == 1


@pytest.mark.parametrize("vanaf", ["2025-12-01", "2026-04-01"], ids=["earlier", "later"])
def test_another_begin_deletes_and_starts_anew(vanaf: str) -> None:
    plan = vervangingen.restart(situation(), 1001, day(vanaf), 1009, DISCUSSED)
    assert redenen(plan) == {1001: "13", 1009: None}
    assert plan.versions[1].ingangsdatum == day(vanaf)
    assert plan.versions[1].einddatum == T1.einddatum


# ── events in a life ─────────────────────────────────────────────────────────────────────────────


def test_death_ends_what_runs_and_deletes_what_was_to_come() -> None:
    ended = toewijzing(1003, "2025-01-01", "2025-12-31", besloten="2024-12-15")
    plan = beeindigingen.die(situation(T1, NEXT, ended), day("2026-03-10"), besluit())
    assert redenen(plan) == {1001: "02", 1002: "13"}
    assert rules(plan) == ["OP186"]


def test_a_pgb_for_another_product_changes_nothing() -> None:
    other = pgb("2026-05-01", OTHER[Wet.WMO])
    assert beeindigingen.start_pgb(situation(), other, DISCUSSED).versions == ()


def test_a_pgb_for_a_category_ends_its_products_and_deletes_what_comes() -> None:
    plan = beeindigingen.start_pgb(
        situation(T1, NEXT), pgb("2026-05-01", Product(categorie="07")), DISCUSSED
    )
    assert redenen(plan) == {1001: "08", 1002: "13"}


def test_a_pgb_in_the_past_needs_agreement() -> None:
    with pytest.raises(NeedsAgreement):
        beeindigingen.start_pgb(situation(), pgb("2026-03-01", T1.product), DISCUSSED)


def test_a_pgb_for_a_wheelchair_counts_although_hulpmiddelen_may_overlap() -> None:
    rolstoel = Product(categorie="11", code="11A01")
    around = situation(T2, pgbs=(Pgb(product=rolstoel, period=Period(date(2026, 1, 1), None)),))
    with pytest.raises(OverlapsPgb):
        wijzigingen.assign(around, wish("2026-04-01", product=rolstoel), DISCUSSED)


def test_a_move_ends_everything_the_day_before() -> None:
    plan = beeindigingen.move_away(situation(T1, T2), day("2026-04-15"), DISCUSSED)
    assert redenen(plan) == {1001: "07", 1002: "07"}
    assert {version.einddatum for version in plan.versions} == {day("2026-04-14")}


def test_a_herindeling_assigns_the_same_again_in_the_new_gemeente() -> None:
    """The new gemeente may even use the same numbers: they are unique per gemeente."""
    around = situation(TOTAL, replace(NEXT, product=OTHER[Wet.WMO]))
    plan = beeindigingen.reorganise(
        around, G2, day("2026-04-01"), {1001: 1001, 1002: 5}, {1001: 60}, DISCUSSED
    )
    old, never_begun, new, moved = plan.versions
    assert (old.gemeente, old.einddatum, old.reden_wijziging) == (
        TOTAL.gemeente,
        day("2026-03-31"),
        "11",
    )
    assert never_begun.is_deleted
    assert (new.gemeente, new.nummer, new.ingangsdatum) == (G2, 1001, day("2026-04-01"))
    assert (new.omvang, new.reden_wijziging) == (totaal(60), None)
    assert (moved.nummer, moved.ingangsdatum) == (5, day("2026-07-01"))


# ── which way a change goes ──────────────────────────────────────────────────────────────────────


@pytest.mark.tegenspraak(8)
@pytest.mark.regel("OP033x1", "OP257")
@pytest.mark.parametrize(
    ("now", "omvang_", "budget", "tot", "way"),
    [
        (T1, omvang(3), None, "2026-06-30", Way.UNCHANGED),
        (T1, omvang(3), None, "2026-12-31", Way.EINDDATUM),
        (T1, omvang(5), None, "2026-06-30", Way.REPLACE),
        (TOTAL, totaal(120), None, "2026-12-31", Way.AMOUNT),
        (TOTAL, totaal(120, "01"), None, "2026-06-30", Way.REPLACE),
        (TOTAL, omvang(3), None, "2026-06-30", Way.REPLACE),
        (BUDGET, None, 600_000, "2026-12-31", Way.AMOUNT),
        (BUDGET, None, None, "2026-06-30", Way.REPLACE),
    ],
    ids=str,
)
def test_the_way_of_a_change(
    now: ToewijzingVersion, omvang_: Omvang | None, budget: int | None, tot: str, way: Way
) -> None:
    assert way_of(now, omvang_, budget, day(tot)) is way


@pytest.mark.parametrize(
    ("reden", "wmo", "jw"),
    [("07", "31", "35"), ("09", "38", "38"), ("12", "37", "37"), ("14", None, None)],
)
def test_the_stop_that_is_expected_after_an_end(
    reden: str, wmo: str | None, jw: str | None
) -> None:
    assert wijzigingen.reden_beeindiging_for(reden, Wet.WMO) == wmo
    assert wijzigingen.reden_beeindiging_for(reden, Wet.JW) == jw


def test_one_number_twice_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="twice in one plan"):
        beeindigingen.reorganise(
            situation(T1, T2), G2, day("2026-04-01"), {1001: 7, 1002: 7}, {}, DISCUSSED
        )


def test_a_decision_knows_what_was_agreed() -> None:
    silent = Decision(datum=date(2026, 3, 16), tijd=time(9))
    assert not silent.has_consent
    assert not silent.was_discussed
    assert DISCUSSED.was_discussed
    assert not DISCUSSED.has_consent
    assert AGREED.has_consent
