# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Scenarios of flows §11 that levels 3 and 4 of a 323 decide, by their number.

What a scenario says of levels 1 and 2 is checked by the vectors of berichten; what it says of the
315's and of what is remembered belongs to the flow that receives a declaratie.
"""

from datetime import date

import pytest

from noaber.declaraties.rules.bedragen import whole_hours
from noaber.declaraties.types import Facts, Judgement
from noaber.kernel.wet import Wet
from tests.declaraties.factories import (
    B1,
    B2,
    B3,
    T1,
    Row,
    codes,
    credit_of,
    granted,
    judged,
    prestatie,
    tarief,
    toewijzing,
    without_omvang,
)

OK: list[str] = []


def is_wholly_granted(judgement: Judgement, bedrag: int) -> bool:
    return bool(judgement.lines["is_granted"].all()) and judgement.toegekend == bedrag


# ── the message: scenarios 4 to 6, for a 323 ─────────────────────────────────────────────────────


@pytest.mark.regel("TR056")
def test_004_an_identificatie_of_an_earlier_323_gets_9056_and_nothing_else() -> None:
    judgement = judged(
        [prestatie(geleverd_volume=999)],
        {"identificatie": "I-7"},
        used_identificaties={"I-7"},
        used_declaratie_nummers={"D-1"},
        is_known_gemeente=False,
    )
    assert (judgement.header, judgement.declaratie, judgement.clients) == ("9056", (), {})
    assert judgement.lines["codes"].to_list() == [OK]
    assert judgement.lines["is_granted"].to_list() == [False]
    assert judgement.toegekend == 0


@pytest.mark.regel("TR135")
def test_005_a_dagtekening_of_tomorrow_gets_8848() -> None:
    assert judged([prestatie()], {"dagtekening": "2026-03-17"}).header == "8848"
    assert judged([prestatie()], {"dagtekening": "2026-03-16"}).header is None


@pytest.mark.regel("TR378")
def test_006_a_gemeentecode_that_is_not_in_the_list_gets_s300() -> None:
    judgement = judged([prestatie()], is_known_gemeente=False)
    assert (judgement.header, judgement.toegekend) == ("S300", 0)


# ── the declaratie ───────────────────────────────────────────────────────────────────────────────


def test_073_eighteen_hours_in_a_month_that_touches_six_weeks_are_granted() -> None:
    assert is_wholly_granted(judged([prestatie(geleverd_volume=18)]), 108_000)


@pytest.mark.regel("TR321")
def test_074_nineteen_hours_get_9321_and_nothing_is_granted() -> None:
    judgement = judged([prestatie(geleverd_volume=19)])
    assert judgement.lines["codes"].to_list() == [["9321"]]
    assert (judgement.declaratie, judgement.clients, judgement.toegekend) == ((), {}, 0)


SUMMER = toewijzing(ingangsdatum="2022-07-11", einddatum="2022-09-04")
JULY = {"begindatum": "2022-07-11", "einddatum": "2022-07-31"}
AUGUST = {"begindatum": "2022-08-01", "einddatum": "2022-08-31"}
SEPTEMBER = {"begindatum": "2022-09-01", "einddatum": "2022-09-04"}


@pytest.mark.regel("TR321")
@pytest.mark.parametrize(("month", "hours"), [(JULY, 9), (AUGUST, 15), (SEPTEMBER, 3)])
def test_075_each_month_has_room_for_its_own_weeks(month: Row, hours: int) -> None:
    lines = [prestatie(**month, geleverd_volume=hours)]
    assert codes(lines, toewijzingen=[SUMMER]) == [OK]
    lines = [prestatie(**month, geleverd_volume=hours + 1)]
    assert codes(lines, toewijzingen=[SUMMER]) == [["9321"]]


@pytest.mark.regel("TR322")
@pytest.mark.parametrize("hours", [3, 1])
def test_075_after_9_and_15_hours_nothing_is_left_of_24(hours: int) -> None:
    july, august = (
        prestatie(**JULY, geleverd_volume=9),
        prestatie(**AUGUST, geleverd_volume=15),
    )
    september = prestatie(**SEPTEMBER, geleverd_volume=hours)
    before = [granted(july), granted(august)]
    assert codes([september], toewijzingen=[SUMMER], granted=before) == [["9322"]]
    assert codes([july, august, september], toewijzingen=[SUMMER]) == [OK, OK, ["9322"]]


@pytest.mark.regel("TR322")
@pytest.mark.parametrize(("hours", "expected"), [(3, ["9322"]), (2, OK)])
def test_076_household_help_has_six_weeks_a_month_and_14_in_all(
    hours: int, expected: list[str]
) -> None:
    product = {"product_categorie": "01", "product_code": "01A03"}
    hulp = toewijzing(**product, volume=1, ingangsdatum="2022-05-01", einddatum="2022-07-31")
    lines = [
        prestatie(**product, begindatum="2022-05-01", geleverd_volume=6),
        prestatie(**product, begindatum="2022-06-01", geleverd_volume=6),
        prestatie(**product, begindatum="2022-07-01", geleverd_volume=hours),
    ]
    found = codes(lines, wet=Wet.WMO, toewijzingen=[hulp], tarieven=[tarief(**product)])
    assert found == [OK, OK, expected]


@pytest.mark.regel("TR321")
def test_076_in_the_jeugdwet_categorie_01_is_no_household_help() -> None:
    product = {"product_categorie": "01", "product_code": "01A03"}
    hulp = toewijzing(**product, volume=1)
    lines = [prestatie(**product, begindatum="2026-02-01", geleverd_volume=6)]
    assert codes(lines, toewijzingen=[hulp], tarieven=[tarief(**product)]) == [["9321"]]
    found = codes(lines, wet=Wet.WMO, toewijzingen=[hulp], tarieven=[tarief(**product)])
    assert found == [OK]


EUROS = tarief(eenheid="83", tarief=None)


@pytest.mark.tegenspraak(6)
@pytest.mark.regel("IV076", "IV077")
def test_077_output_has_no_week_in_a_month_without_a_sunday() -> None:
    output = toewijzing(
        volume=30_000,
        eenheid="83",
        is_output=True,
        ingangsdatum="2022-07-11",
        einddatum="2022-09-03",
    )
    until = {"begindatum": "2022-09-01", "einddatum": "2022-09-03"}
    lines = [
        prestatie(**JULY, eenheid="83", geleverd_volume=90_000),
        prestatie(**AUGUST, eenheid="83", geleverd_volume=150_000),
        prestatie(**until, eenheid="83", geleverd_volume=1),
    ]
    assert codes(lines, toewijzingen=[output], tarieven=[EUROS]) == [OK, OK, ["9321"]]


@pytest.mark.regel("IV078")
@pytest.mark.parametrize(("hours", "expected"), [(15, OK), (16, ["9321"])])
def test_078_a_broken_month_has_the_volume_of_a_month(hours: int, expected: list[str]) -> None:
    monthly = toewijzing(volume=15, frequentie="4", ingangsdatum="2021-10-12")
    line = prestatie(begindatum="2021-10-12", geleverd_volume=hours)
    assert codes([line], toewijzingen=[monthly]) == [expected]


@pytest.mark.parametrize(("minutes", "expected"), [(1080, OK), (1081, ["9321"])])
def test_079_hours_may_be_declared_in_minutes(minutes: int, expected: list[str]) -> None:
    line = prestatie(eenheid="01", geleverd_volume=minutes, product_tarief=100)
    assert codes([line]) == [expected]


@pytest.mark.regel("TR418", "TR346", "IV081")
@pytest.mark.parametrize(
    ("tarief_per_minute", "bedrag", "expected"),
    [(83, 79_17, OK), (83, 78_85, ["9346"]), (84, 79_17, ["0611"]), (84, 79_80, ["0611", "9346"])],
)
def test_079_the_amount_of_minutes_comes_from_the_hour_tariff(
    tarief_per_minute: int, bedrag: int, expected: list[str]
) -> None:
    line = prestatie(
        eenheid="01", geleverd_volume=95, product_tarief=tarief_per_minute, bedrag=bedrag
    )
    assert codes([line], tarieven=[tarief(tarief=5000)]) == [expected]


@pytest.mark.regel("TR341")
@pytest.mark.parametrize(("assigned", "declared"), [("01", "04"), ("14", "16")])
def test_080_no_other_eenheid_stands_for_another(assigned: str, declared: str) -> None:
    line = prestatie(eenheid=declared)
    tarieven = [tarief(eenheid=assigned), tarief(eenheid=declared)]
    found = codes([line], toewijzingen=[toewijzing(eenheid=assigned)], tarieven=tarieven)
    assert found == [["9341"]]


def test_081_minutes_are_added_up_before_they_become_hours() -> None:
    assert whole_hours(4 * 95) == 6
    assert whole_hours(20) == 1


@pytest.mark.regel("TR387", "TR388")
@pytest.mark.parametrize(
    ("begin", "eind", "expected"),
    [("2026-03-02", "2026-03-31", ["9387"]), ("2026-03-01", "2026-03-30", ["9388"])],
)
def test_082_a_product_periode_is_a_whole_month(begin: str, eind: str, expected: list[str]) -> None:
    assert codes([prestatie(begindatum=begin, einddatum=eind)]) == [expected]


@pytest.mark.regel("IV089")
def test_082_a_product_periode_is_cut_to_the_toewijzing() -> None:
    short = toewijzing(ingangsdatum="2026-04-08", einddatum="2026-06-17")
    lines = [
        prestatie(begindatum="2026-04-08", einddatum="2026-04-30"),
        prestatie(begindatum="2026-05-01", einddatum="2026-05-31"),
        prestatie(begindatum="2026-06-01", einddatum="2026-06-17"),
    ]
    assert codes(lines, toewijzingen=[short]) == [OK, OK, OK]


@pytest.mark.regel("TR307", "TR387")
def test_082_a_product_periode_does_not_begin_before_the_toewijzing() -> None:
    later = toewijzing(ingangsdatum="2026-04-08", einddatum="2026-06-30")
    month_before = prestatie(begindatum="2026-03-01", einddatum="2026-03-31")
    assert codes([month_before], toewijzingen=[later]) == [["9307"]]
    whole_month = prestatie(begindatum="2026-04-01", einddatum="2026-04-30")
    assert codes([whole_month], toewijzingen=[later]) == [["9307", "9387"]]


@pytest.mark.regel("TR308", "TR388")
def test_082_a_product_periode_does_not_end_after_the_toewijzing() -> None:
    shorter = toewijzing(ingangsdatum="2026-01-01", einddatum="2026-04-17")
    whole_month = prestatie(begindatum="2026-04-01", einddatum="2026-04-30")
    assert codes([whole_month], toewijzingen=[shorter]) == [["9308", "9388"]]


@pytest.mark.regel("TR318", "IV090")
@pytest.mark.parametrize(
    ("month", "expected"), [("2021-05-01", ("8214",)), ("2021-09-01", ()), ("2021-10-01", ())]
)
def test_085_a_declaratie_does_not_go_back_before_the_last_one(
    month: str, expected: tuple[str, ...]
) -> None:
    judgement = judged(
        [prestatie()], {"periode_begin": month}, last_declaratie_periode="2021-09-01"
    )
    assert judgement.declaratie == expected
    assert judgement.toegekend == (0 if expected else 54_000)
    assert judgement.lines["is_granted"].to_list() == [not expected]


@pytest.mark.regel("TR333")
def test_086_a_declaratie_nummer_is_used_once() -> None:
    judgement = judged([prestatie(geleverd_volume=99)], used_declaratie_nummers={"D-1"})
    assert (judgement.header, judgement.declaratie) == (None, ("9333",))
    assert (judgement.clients, judgement.toegekend) == ({}, 0)
    assert judgement.lines["codes"].to_list() == [OK]


@pytest.mark.regel("TR333", "TR318")
def test_085_086_both_codes_stand_in_one_answer() -> None:
    judgement = judged(
        [prestatie()], used_declaratie_nummers={"D-1"}, last_declaratie_periode="2026-04-01"
    )
    assert judgement.declaratie == ("8214", "9333")


@pytest.mark.regel("TR314")
def test_087_a_referentie_nummer_is_used_once() -> None:
    line = prestatie()
    assert codes([line], used_referenties=[line["referentie_nummer"]]) == [["8021"]]


@pytest.mark.regel("TR314")
def test_087_of_two_equal_referentie_nummers_at_two_clients_neither_is_right() -> None:
    other = toewijzing(toewijzing_nummer=260102, bsn=B2)
    lines = [
        prestatie(referentie_nummer="A"),
        prestatie(referentie_nummer="A", bsn=B2, toewijzing_nummer=260102),
    ]
    assert codes(lines, toewijzingen=[toewijzing(), other]) == [["8021"], ["8021"]]


@pytest.mark.regel("TR338")
def test_088_an_unknown_toewijzing_nummer_gets_9338() -> None:
    assert codes([prestatie(toewijzing_nummer=1)]) == [["9338"]]


@pytest.mark.regel("TR338")
def test_088_so_does_the_toewijzing_of_another_client() -> None:
    own = toewijzing(toewijzing_nummer=260102, bsn=B2)
    assert codes([prestatie(bsn=B2)], toewijzingen=[toewijzing(), own]) == [["9338"]]


@pytest.mark.regel("TR304")
def test_088_a_client_without_any_toewijzing_gets_8187_and_its_lines_are_not_judged() -> None:
    judgement = judged([prestatie(bsn=B2)])
    assert judgement.clients == {1: ("8187",)}
    assert judgement.lines["codes"].to_list() == [OK]
    assert judgement.lines["is_granted"].to_list() == [False]


OTHER_CODE = {"product_code": "45A05"}


@pytest.mark.regel("TR340")
def test_089_a_specific_toewijzing_has_one_code() -> None:
    tarieven = [tarief(), tarief(**OTHER_CODE)]
    assert codes([prestatie(**OTHER_CODE)], tarieven=tarieven) == [["9340"]]


@pytest.mark.regel("TR339", "TR381", "TR418")
def test_089_another_categorie_gets_9339_and_s329_when_the_code_does_not_belong_to_it() -> None:
    line = prestatie(product_categorie="54")
    assert codes([line]) == [["0611", "9339", "S329"]]
    assert codes([line], tarieven=[tarief(), tarief(product_categorie="54")]) == [["9339"]]


def test_089_an_aspecific_toewijzing_has_room_for_two_codes_in_one_month() -> None:
    """Casus 9: 12 etmaal x 300,00 + 32 uur x 100,00."""
    tarieven = [tarief(eenheid="14", tarief=30_000), tarief(**OTHER_CODE, tarief=10_000)]
    lines = [
        prestatie(eenheid="14", geleverd_volume=12, product_tarief=30_000),
        prestatie(**OTHER_CODE, geleverd_volume=32, product_tarief=10_000),
    ]
    judgement = judged(lines, toewijzingen=[without_omvang()], tarieven=tarieven)
    assert is_wholly_granted(judgement, 680_000)


GENERIC = without_omvang(product_categorie=None, budget=6_000_000)
EITHER = [
    tarief(product_categorie="50", product_code="50A01", tarief=1000),
    tarief(product_categorie="44", product_code="44A01", eenheid="14", tarief=25_000),
]


def of_two_categories() -> list[Row]:
    """25 uur x 10,00 + 10 etmaal x 250,00 (casus 16)."""
    return [
        prestatie(
            product_categorie="50",
            product_code="50A01",
            geleverd_volume=25,
            product_tarief=1000,
            referentie_nummer="1-UUR",
        ),
        prestatie(
            product_categorie="44",
            product_code="44A01",
            eenheid="14",
            geleverd_volume=10,
            product_tarief=25_000,
            referentie_nummer="2-ETMAAL",
        ),
    ]


def test_090_a_generic_toewijzing_has_room_for_every_product_within_its_budget() -> None:
    judgement = judged(of_two_categories(), toewijzingen=[GENERIC], tarieven=EITHER)
    assert is_wholly_granted(judgement, 275_000)


@pytest.mark.tegenspraak(1)
@pytest.mark.regel("TR369")
@pytest.mark.parametrize(("spent", "expected"), [(5_725_000, OK), (5_725_001, ["9369"])])
def test_090_the_line_that_passes_the_budget_gets_9369(spent: int, expected: list[str]) -> None:
    before = prestatie(
        begindatum="2026-02-01", eenheid="83", geleverd_volume=spent, product_code="50A02"
    )
    found = codes(
        of_two_categories(), toewijzingen=[GENERIC], tarieven=EITHER, granted=[granted(before)]
    )
    assert found == [OK, expected]


@pytest.mark.regel("TR418")
def test_091_another_tarief_gets_0611() -> None:
    assert codes([prestatie(product_tarief=6100)]) == [["0611"]]


@pytest.mark.regel("TR346")
def test_091_an_amount_that_is_not_volume_times_tarief_gets_9346() -> None:
    assert codes([prestatie(bedrag=54_001)]) == [["9346"]]


@pytest.mark.regel("TR389")
def test_092_a_second_debit_for_the_same_month_and_product_gets_9389() -> None:
    first = prestatie(geleverd_volume=5)
    assert codes([prestatie(geleverd_volume=5)], granted=[granted(first)]) == [["9389"]]


def test_092_not_when_the_first_is_credited_or_was_rejected() -> None:
    first = prestatie()
    assert codes([prestatie()], granted=[granted(first, is_credited=True)]) == [OK]
    assert codes([prestatie()], used_referenties=[first["referentie_nummer"]]) == [OK]


@pytest.mark.regel("TR389", "TR369", "OP366", "IV086")
def test_093_a_credit_listed_last_frees_the_month_the_volume_and_the_budget() -> None:
    first = prestatie(geleverd_volume=9)
    limits = [toewijzing(volume=9, frequentie="6"), without_omvang(budget=54_000)]
    for limited in limits:
        lines = [prestatie(geleverd_volume=9), credit_of(first)]
        judgement = judged(lines, toewijzingen=[limited], granted=[granted(first)])
        assert is_wholly_granted(judgement, 0)
        alone = codes(lines[:1], toewijzingen=[limited], granted=[granted(first)])
        assert alone in ([["9322", "9389"]], [["9369", "9389"]])


@pytest.mark.regel("TR323")
def test_094_a_credit_of_a_line_that_was_never_granted_gets_8017() -> None:
    rejected = prestatie()
    assert codes([credit_of(rejected)]) == [["8017"]]
    assert codes([credit_of(rejected)], used_referenties=[rejected["referentie_nummer"]]) == [
        ["8017"]
    ]


@pytest.mark.tegenspraak(4)
@pytest.mark.regel("TR390")
def test_094_a_second_credit_gets_9390() -> None:
    first = prestatie()
    assert codes([credit_of(first)], granted=[granted(first, is_credited=True)]) == [["9390"]]


@pytest.mark.regel("TR323", "IV091")
@pytest.mark.parametrize(
    "change",
    [
        {"bedrag": 53_999},
        {"geleverd_volume": 8},
        {"product_tarief": None},
        {"eenheid": "01"},
        {"product_code": "45A05"},
        {"product_categorie": "54"},
        {"begindatum": date(2026, 3, 2)},
        {"einddatum": date(2026, 3, 30)},
        {"toewijzing_nummer": 1},
    ],
)
def test_094_a_credit_with_other_data_than_its_debit_gets_8017(change: Row) -> None:
    first = prestatie()
    assert codes([credit_of(first, **change)], granted=[granted(first)]) == [["8017"]]


@pytest.mark.regel("TR323")
def test_094_so_does_a_credit_for_another_client() -> None:
    first = prestatie()
    found = codes(
        [credit_of(first, bsn=B2)],
        granted=[granted(first)],
        toewijzingen=[toewijzing(), toewijzing(toewijzing_nummer=2, bsn=B2)],
    )
    assert found == [["8017"]]


@pytest.mark.regel("IV085")
@pytest.mark.parametrize(
    "now", [{"is_deleted": True, "einddatum": "2026-01-01"}, {"einddatum": "2026-02-28"}]
)
def test_095_a_credit_is_granted_on_a_toewijzing_that_was_deleted_or_shortened(now: Row) -> None:
    first = prestatie()
    found = codes([credit_of(first)], granted=[granted(first)], toewijzingen=[toewijzing(**now)])
    assert found == [OK]


def test_096_a_declaratie_of_credits_only_is_granted_below_zero() -> None:
    first = prestatie(geleverd_volume=18)
    assert is_wholly_granted(judged([credit_of(first)], granted=[granted(first)]), -108_000)


@pytest.mark.regel("TR304", "OP281", "IV088")
def test_098_each_client_gets_its_own_verdict() -> None:
    third = toewijzing(toewijzing_nummer=260103, bsn=B3)
    lines = [
        prestatie(),
        prestatie(bsn=B2),
        prestatie(bsn=B2),
        prestatie(bsn=B3, toewijzing_nummer=260103, begindatum="2026-01-01"),
        prestatie(bsn=B3, toewijzing_nummer=260103, geleverd_volume=19),
    ]
    judgement = judged(lines, toewijzingen=[toewijzing(), third])
    assert judgement.clients == {2: ("8187",)}
    assert judgement.lines["codes"].to_list() == [OK, OK, OK, OK, ["9321"]]
    assert judgement.lines["is_granted"].to_list() == [True, False, False, True, False]
    assert judgement.toegekend == 2 * 54_000
    refused = judgement.lines.filter(~judgement.lines["is_granted"])
    assert sum(line["bedrag"] for line in lines) - judgement.toegekend == refused["bedrag"].sum()


@pytest.mark.regel("OP364")
def test_099_start_and_stop_are_no_fact_that_a_line_is_judged_by() -> None:
    """Nothing about them can be handed in (OP364)."""
    assert not any("start" in name or "stop" in name for name in Facts.__annotations__)
    assert codes([prestatie()]) == [OK]


@pytest.mark.regel("TR384", "TR308")
def test_100_a_deleted_toewijzing_gets_9384_and_a_shortened_one_9308() -> None:
    deleted = toewijzing(is_deleted=True, einddatum="2026-01-01")
    assert codes([prestatie(geleverd_volume=99)], toewijzingen=[deleted]) == [["9384"]]
    shortened = toewijzing(einddatum="2026-02-28")
    assert codes([prestatie()], toewijzingen=[shortened]) == [["9308"]]


@pytest.mark.regel("TR308", "TR388", "IV084")
def test_101_successive_toewijzingen_in_one_month_have_a_line_each() -> None:
    first = toewijzing(ingangsdatum="2021-03-01", einddatum="2021-03-09")
    second = toewijzing(toewijzing_nummer=2, ingangsdatum="2021-03-23", einddatum="2021-03-31")
    lines = [
        prestatie(begindatum="2021-03-01", einddatum="2021-03-09", geleverd_volume=6),
        prestatie(
            begindatum="2021-03-23",
            einddatum="2021-03-31",
            toewijzing_nummer=2,
            geleverd_volume=6,
        ),
    ]
    assert codes(lines, toewijzingen=[first, second]) == [OK, OK]
    whole = prestatie(begindatum="2021-03-01", einddatum="2021-03-31")
    assert codes([whole], toewijzingen=[first, second]) == [["9308", "9388"]]


def test_102_casus_13_is_granted_with_1400_euros() -> None:
    changed = {"product_code": "45A05"}
    days = {"product_categorie": "44", "product_code": "44A01", "eenheid": "14"}
    assigned = [
        toewijzing(ingangsdatum="2021-01-01", einddatum="2021-02-19"),
        toewijzing(
            **days,
            toewijzing_nummer=2,
            volume=365,
            frequentie="6",
            ingangsdatum="2021-01-01",
            einddatum="2021-12-31",
        ),
        toewijzing(
            toewijzing_nummer=3, volume=5, ingangsdatum="2021-02-20", einddatum="2021-12-31"
        ),
    ]
    february = {"begindatum": "2021-02-01", "product_tarief": 4000}
    lines = [
        prestatie(**february, einddatum="2021-02-19"),
        prestatie(
            toewijzing_nummer=3,
            begindatum="2021-02-20",
            geleverd_volume=5,
            product_tarief=4000,
        ),
        prestatie(
            **days,
            toewijzing_nummer=2,
            begindatum="2021-02-01",
            geleverd_volume=28,
            product_tarief=3000,
        ),
    ]
    tarieven = [tarief(tarief=4000), tarief(**changed), tarief(**days, tarief=3000)]
    assert is_wholly_granted(judged(lines, toewijzingen=assigned, tarieven=tarieven), 140_000)


@pytest.mark.regel("TR322")
@pytest.mark.parametrize(("rest", "expected"), [(292_500, OK), (292_501, ["9322"])])
def test_103_a_traject_is_paid_in_two_parts_that_stay_within_the_total(
    rest: int, expected: list[str]
) -> None:
    traject = toewijzing(
        volume=975_000,
        eenheid="83",
        frequentie="6",
        is_output=True,
        ingangsdatum="2021-07-10",
        einddatum="2022-04-09",
    )
    first = prestatie(begindatum="2021-07-10", eenheid="83", geleverd_volume=682_500)
    last = prestatie(
        begindatum="2022-04-01", einddatum="2022-04-09", eenheid="83", geleverd_volume=rest
    )
    changes = {"toewijzingen": [traject], "tarieven": [EUROS]}
    assert codes([first], **changes) == [OK]
    assert codes([last], granted=[granted(first)], **changes) == [expected]


def test_104_three_missed_months_are_three_lines_in_one_323() -> None:
    months = ["2026-01-01", "2026-02-01", "2026-03-01"]
    judgement = judged([prestatie(begindatum=month) for month in months])
    assert is_wholly_granted(judgement, 3 * 54_000)


def test_105_at_the_turn_of_the_year_week_53_counts_in_both_months_and_once_in_all() -> None:
    around = toewijzing(ingangsdatum="2026-12-28", einddatum="2027-01-10")
    december = prestatie(begindatum="2026-12-28", geleverd_volume=3)
    january = {"begindatum": "2027-01-01", "einddatum": "2027-01-10"}
    for hours, expected in ((3, OK), (6, ["9322"]), (7, ["9321"])):
        lines = [december, prestatie(**january, geleverd_volume=hours)]
        assert codes(lines, toewijzingen=[around]) == [OK, expected]
    assert codes([prestatie(**january, geleverd_volume=6)], toewijzingen=[around]) == [OK]


@pytest.mark.regel("TR314")
def test_109_a_rejected_line_comes_back_under_a_new_referentie_nummer() -> None:
    rejected = prestatie(geleverd_volume=19)
    used = [rejected["referentie_nummer"]]
    again = {**rejected, "geleverd_volume": 18, "bedrag": 108_000}
    assert codes([again], used_referenties=used) == [["8021"]]
    assert codes([{**again, "referentie_nummer": "NEW"}], used_referenties=used) == [OK]


def test_the_base_toewijzing_is_that_of_the_scenarios() -> None:
    base = toewijzing()
    assert (base["bsn"], base["toewijzing_nummer"], base["volume"]) == (B1, T1, 3)
