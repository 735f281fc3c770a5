# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Honouring a VOT or VOW: the table of flows §5, row by row, and its edges."""

from dataclasses import replace

import pytest

from noaber.berichten.definitions.groups import Product
from noaber.kernel.wet import Wet
from noaber.toewijzingen.rules.antwoord_vot import as_asked, honour_vot
from noaber.toewijzingen.rules.antwoord_vow import honour_vow, new_toewijzingen
from noaber.toewijzingen.types import (
    HasGrantedPrestaties,
    PassedDates,
    Stacked,
    ToewijzingVersion,
    WantedDatePassed,
    WrongDates,
)
from tests.toewijzingen.factories import (
    OTHER,
    OVEREENSTEMMING,
    OVERLEG,
    T1,
    T2,
    aangevraagd,
    besluit,
    changed,
    day,
    granted,
    kept,
    new,
    omvang,
    situation,
    toewijzing,
    totaal,
    verzoek,
)

TOTAL = replace(T1, omvang=totaal(100))
BUDGET = replace(T1, product=Product(categorie="07"), omvang=None, budget=500_000)
AGREED = besluit(afspraak=OVEREENSTEMMING)
LATE = besluit("2026-04-10", afspraak=OVEREENSTEMMING)


def summary(
    versions: tuple[ToewijzingVersion, ...],
) -> list[tuple[int, str, str | None, str | None]]:
    """Number, first day, last day and reden of every version."""
    return [
        (
            v.nummer,
            v.ingangsdatum.isoformat(),
            None if v.einddatum is None else v.einddatum.isoformat(),
            v.reden_wijziging,
        )
        for v in versions
    ]


def test_only_the_end_differs() -> None:
    wanted = verzoek(changed(omvang=omvang(3), tot="2026-12-31"))
    plan = honour_vow(situation(), wanted, [], besluit())
    assert summary(plan.versions) == [(1001, "2026-01-01", "2026-12-31", "12")]
    assert plan.vow_referentie == "VOW-1"
    assert plan.versions[0].referentie_aanbieder == "VOW-1"


@pytest.mark.parametrize("tot", ["2026-06-30", "2026-12-31"], ids=["same-end", "later-end"])
def test_a_total_or_budget_differs(tot: str) -> None:
    more = verzoek(changed(omvang=totaal(120), vanaf="2026-01-01", tot=tot))
    budget = verzoek(changed(budget=600_000, vanaf="2026-01-01", tot=tot))
    for now, wanted in ((TOTAL, more), (BUDGET, budget)):
        plan = honour_vow(situation(now), wanted, [], besluit())
        assert summary(plan.versions) == [(1001, "2026-01-01", tot, "12")]


def test_a_budget_that_is_not_repeated_stays() -> None:
    longer = verzoek(changed(omvang=None, tot="2026-12-31"))
    (after,) = honour_vow(situation(BUDGET), longer, [], besluit()).versions
    assert (after.budget, after.einddatum) == (500_000, day("2026-12-31"))


def test_another_omvang_splits() -> None:
    wanted = verzoek(changed(tot="2026-12-31"), kept(1002), new("2026-05-01"))
    around = situation(T1, replace(T2, einddatum=day("2026-04-30")))
    assert new_toewijzingen(around, wanted) == 2
    plan = honour_vow(around, wanted, [8, 9], besluit())
    assert summary(plan.versions) == [
        (1001, "2026-01-01", "2026-03-31", "12"),
        (8, "2026-04-01", "2026-12-31", None),
        (9, "2026-05-01", "2026-12-31", None),
    ]
    assert [version.omvang for version in plan.versions[:2]] == [omvang(3), omvang(5)]


def test_too_few_numbers_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="fewer"):
        honour_vow(situation(), verzoek(changed()), [], besluit())


def test_what_is_asked_as_a_change_but_is_the_same_stays_unchanged() -> None:
    wanted = verzoek(changed(omvang=omvang(3)), new("2026-07-01"))
    plan = honour_vow(situation(), wanted, [9], besluit())
    assert [version.nummer for version in plan.versions] == [9]
    assert [warning.rule for warning in plan.warnings] == ["IV092"]


def test_a_wanted_day_of_today_has_not_passed() -> None:
    plan = honour_vow(situation(), verzoek(changed()), [9], besluit("2026-04-01"))
    assert summary(plan.versions)[0] == (1001, "2026-01-01", "2026-03-31", "12")


def test_dates_that_have_passed_shift_to_the_decision() -> None:
    around = situation(T1, replace(T2, einddatum=day("2026-03-31")))
    wanted = verzoek(changed(), kept(1002), new("2026-04-01"))
    plan = honour_vow(around, wanted, [8, 9], LATE, PassedDates.SHIFT)
    assert summary(plan.versions) == [
        (1001, "2026-01-01", "2026-04-10", "12"),
        (8, "2026-04-11", "2026-06-30", None),
        (9, "2026-04-10", "2026-12-31", None),
    ]


def test_shifting_without_a_recorded_agreement_is_pointed_out() -> None:
    late = besluit("2026-04-10")
    plan = honour_vow(situation(), verzoek(changed()), [9], late, PassedDates.SHIFT)
    assert [warning.rule for warning in plan.warnings] == ["IV093"]


def test_a_period_that_is_wholly_over_cannot_be_shifted() -> None:
    wanted = verzoek(changed(tot="2026-04-08"))
    with pytest.raises(WantedDatePassed, match="wijs het verzoek af"):
        honour_vow(situation(), wanted, [9], LATE, PassedDates.SHIFT)


def test_a_toewijzing_that_ended_meanwhile_is_not_stretched_by_a_shift() -> None:
    short = replace(T1, einddatum=day("2026-04-05"))
    wanted = verzoek(changed(tot="2026-06-30"))
    plan = honour_vow(situation(short), wanted, [9], LATE, PassedDates.SHIFT)
    assert summary(plan.versions) == [(9, "2026-04-11", "2026-06-30", None)]


def test_a_change_for_the_whole_duration_deletes_the_old_one() -> None:
    """Asked from the original Ingangsdatum (TR357), honoured as asked."""
    wanted = verzoek(changed(vanaf="2026-01-01"))
    with pytest.raises(WantedDatePassed):
        honour_vow(situation(), wanted, [9], besluit())

    plan = honour_vow(situation(), wanted, [9], AGREED, PassedDates.AS_ASKED)
    assert summary(plan.versions) == [
        (1001, "2026-01-01", "2026-01-01", "13"),
        (9, "2026-01-01", "2026-06-30", None),
    ]
    assert {version.referentie_aanbieder for version in plan.versions} == {"VOW-1"}

    declared = situation(T1, granted={1001: granted(18)})
    with pytest.raises(HasGrantedPrestaties):
        honour_vow(declared, wanted, [9], AGREED, PassedDates.AS_ASKED)


def test_a_package_that_stacks_is_refused() -> None:
    """A new product before the change of the same product: the old toewijzing still runs then."""
    wanted = verzoek(
        changed(vanaf="2026-06-01"), new("2026-04-01", "2026-05-31", product=T1.product)
    )
    with pytest.raises(Stacked):
        honour_vow(situation(), wanted, [8, 9], besluit())


def test_an_end_before_the_begin_is_refused() -> None:
    """No rule stops such a request when it comes in; the answer is a 319."""
    later = replace(T1, ingangsdatum=day("2026-05-01"))
    wanted = verzoek(changed(omvang=omvang(3), tot="2026-04-15"))
    with pytest.raises(WrongDates, match="wijs het verzoek af"):
        honour_vow(situation(later), wanted, [], besluit())


def test_what_was_approved_is_pointed_out() -> None:
    lower = verzoek(changed(omvang=totaal(50), vanaf="2026-01-01"))
    plan = honour_vow(situation(TOTAL, granted={1001: granted(60)}), lower, [], besluit())
    assert [warning.rule for warning in plan.warnings] == ["OP345"]
    shorter = verzoek(changed(budget=100, vanaf="2026-01-01", tot="2026-02-01"))
    around = situation(BUDGET, granted={1001: granted(cents=200)})
    plan = honour_vow(around, shorter, [], besluit())
    assert [warning.rule for warning in plan.warnings] == ["OP345", "UP031"]


def test_a_vot_that_only_prolongs_points_at_extending() -> None:
    asked = aangevraagd(van="2026-07-01")
    plan = honour_vot(situation(), asked, as_asked(asked, 1009), besluit())
    assert [warning.rule for warning in plan.warnings] == ["OP380"]
    ended = besluit("2026-07-02")
    assert honour_vot(situation(), asked, as_asked(asked, 1009), ended).warnings == ()


def test_a_vot_may_be_answered_with_another_product_after_contact() -> None:
    asked = aangevraagd()
    wish = replace(as_asked(asked, 1009), product=OTHER[Wet.WMO])
    plan = honour_vot(
        situation(toewijzing(1, "2025-01-01", "2025-12-31", besloten="2024-12-15")),
        asked,
        wish,
        besluit(afspraak=OVERLEG),
    )
    assert plan.warnings == ()
    assert plan.versions[0].referentie_aanbieder == "VOT-1"
