# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What the scenarios leave out: rare codes, warnings, and the shape of the whole answer."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from noaber.berichten.definitions.groups import Product
from noaber.kernel.wet import Wet
from noaber.toewijzingen.rules.wording import day as said
from noaber.toewijzingen.rules.wording import listed, omvang_name, product_name, shown
from noaber.toewijzingen.types import VerzoekStatus
from tests.toewijzingen.factories import (
    B1,
    B2,
    BEGELEIDING,
    T1,
    T2,
    antwoord,
    as_product,
    bericht_301,
    bericht_305,
    bericht_307,
    changed,
    day,
    granted,
    kept,
    new,
    omvang,
    start,
    stop,
    toewijzing,
    totaal,
    vot,
    vow,
)
from tests.toewijzingen.postvak import Postvak

# ── header ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.regel("TR056", "TR135", "TR378")
def test_of_two_faults_in_the_header_one_is_answered() -> None:
    gemeente = Postvak([T1])
    gemeente.receive(bericht_305(start("2026-01-05"), identificatie="A1"))

    answer = gemeente.receive(
        bericht_305(start("2026-01-05"), identificatie="A1", naar="9999", dagtekening="2026-03-17")
    )

    assert answer.header_codes == ("9056",)
    assert answer.judgement is not None
    assert [f.rule for f in answer.judgement.findings] == ["TR056", "TR135", "TR378"]


@pytest.mark.regel("TR056")
def test_an_identificatie_of_a_rejected_message_is_used_up() -> None:
    gemeente = Postvak([T1])
    gemeente.receive(bericht_305(start("2026-01-05", 7777), identificatie="A1"))

    answer = gemeente.receive(bericht_305(start("2026-01-05"), identificatie="A1"))

    assert answer.header_codes == ("9056",)


@pytest.mark.regel("TR135", "TR378")
def test_the_aanbieder_looks_at_the_header_too() -> None:
    aanbieder = Postvak([T1])
    wrong_301 = bericht_301(as_product(T1), van="9999")
    assert aanbieder.receive(wrong_301).header_codes == ("S300",)
    assert aanbieder.receive(antwoord("VOT-1", dagtekening="2026-03-17")).header_codes == ("8848",)


def test_a_gemeente_that_existed_at_the_ingangsdatum_may_send_a_301() -> None:
    old = toewijzing(1001, "2021-06-01", gemeente="0398")
    assert Postvak().receive(bericht_301(as_product(old), van="0398")).is_ok


def test_a_vow_about_a_toewijzing_of_a_dissolved_gemeente_is_accepted() -> None:
    old = toewijzing(1001, "2021-06-01", gemeente="0398")
    assert Postvak([old]).receive(vow(changed(), naar="0398")).is_ok


@pytest.mark.regel("TR378")
def test_the_gemeente_of_the_woonplaatsbeginsel_exists() -> None:
    aanbieder = Postvak()
    gemeente = Postvak()
    asked = vot(wet=Wet.JW)
    product = replace(asked.client.aangevraagde_producten[0], product=BEGELEIDING[Wet.JW])
    gemeente.receive(vot(product, wet=Wet.JW))
    aanbieder.verzoeken = list(gemeente.verzoeken)

    wrong = aanbieder.receive(antwoord("VOT-1", "1", "8", wet=Wet.JW, woonplaats="9999"))
    right = aanbieder.receive(antwoord("VOT-1", "1", "8", wet=Wet.JW, woonplaats="0014"))

    assert wrong.codes == {"Woonplaatsbeginsel": ("S300",)}
    assert wrong.body.retour_codes == ("0200",)
    assert right.is_ok


def test_on_a_delete_only_the_key_is_looked_at() -> None:
    """TR063: a product code that has left the list, and a number that is gone, do not matter."""
    gemeente = Postvak([T1])
    gemeente.receive(bericht_305(start("2026-01-05")))
    gemeente.productcodes = frozenset()
    gemeente.toewijzingen.clear()

    assert gemeente.receive(bericht_305(start("2026-01-05", status="3"))).is_ok


@pytest.mark.regel("TR381", "TR382")
def test_a_product_code_outside_the_list_is_s329_in_a_start_and_a_stop() -> None:
    gemeente = Postvak([T1], productcodes=frozenset())
    assert gemeente.receive(bericht_305(start("2026-01-05"))).codes == {
        "StartProduct[1]": ("S329",)
    }
    assert gemeente.receive(bericht_307(stop("2026-01-05", "2026-02-27"))).codes == {
        "StopProduct[1]": ("S329", "9069")
    }


# ── start and stop ───────────────────────────────────────────────────────────────────────────────


def test_a_start_outside_the_toewijzing_is_a_warning() -> None:
    answer = Postvak([replace(T1, ingangsdatum=date(2026, 3, 1))]).receive(
        bericht_305(start("2026-02-23"))
    )
    assert answer.is_ok
    assert answer.warned >= {"OP363"}


@pytest.mark.regel("OP272")
def test_a_stop_that_comes_late_is_a_warning() -> None:
    gemeente = Postvak([T1])
    gemeente.receive(bericht_305(start("2026-01-05")))
    answer = gemeente.receive(bericht_307(stop("2026-01-05", "2026-02-27")))
    assert answer.warned == {"OP272"}


def test_a_date_from_before_any_calendar_does_no_harm() -> None:
    """A start in the year 1: there is nothing to count, so nothing to say."""
    gemeente = Postvak(taakgericht=frozenset({Product(categorie="07")}))
    answer = gemeente.receive(bericht_305(start("0001-01-02", None)))
    assert answer.is_ok
    assert answer.warned == set()


# ── VOW ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.regel("TR304")
def test_a_vow_for_an_unknown_client_judges_nothing_below_the_client() -> None:
    answer = Postvak([T1]).receive(vow(changed(), bsn=B2))
    assert answer.header_codes == ("0200",)
    assert answer.body.retour_codes == ("8187",)
    assert answer.body.verzoek.retour_codes == ("0233",)


@pytest.mark.regel("OP095")
def test_current_is_looked_at_on_the_dagtekening() -> None:
    """A VOW of Friday about a toewijzing that ended on Friday, read on Monday (OP095)."""
    ended = replace(T2, einddatum=date(2026, 3, 13))
    message = vow(changed(), kept(1002), dagtekening="2026-03-13")
    assert Postvak([T1, ended]).receive(message).is_ok


@pytest.mark.regel("IV092", "OP345")
@pytest.mark.parametrize(
    ("now", "wish", "warned"),
    [
        (T1, {"vanaf": "2026-07-15", "tot": "2026-12-31"}, {"IV092"}),
        (replace(T1, ingangsdatum=date(2026, 5, 1)), {"vanaf": "2026-04-01"}, {"IV092"}),
        (replace(T1, omvang=totaal(100)), {"omvang": totaal(20), "vanaf": "2026-01-01"}, {"OP345"}),
        (
            replace(T1, product=Product(categorie="07"), omvang=None, budget=500_000),
            {"budget": 100, "vanaf": "2026-01-01"},
            {"OP345"},
        ),
    ],
    ids=["after-the-end", "before-the-begin", "volume-below", "budget-below"],
)
def test_a_vow_that_cannot_be_granted_as_it_stands_is_a_warning(
    now: Any, wish: dict[str, Any], warned: set[str]
) -> None:
    gemeente = Postvak([now], granted={1001: granted(60, 360_000)})
    answer = gemeente.receive(vow(changed(**wish)))
    assert answer.is_ok
    assert answer.warned == warned


def test_an_old_category_with_omvang_may_stay_as_it_was() -> None:
    """Until 2020 a category could have an omvang; TR412 and TR375 leave those alone."""
    old = toewijzing(1001, "2019-01-01", "2020-12-31", product=Product(categorie="07"))
    gemeente = Postvak([old], today=day("2020-06-01"))
    message = vow(
        changed(vanaf="2020-07-01", tot="2020-12-31"),
        new("2020-07-01", "2020-12-31"),
        dagtekening="2020-06-01",
    )
    assert gemeente.receive(message).is_ok


def test_hulpmiddelen_may_be_asked_twice() -> None:
    rolstoel = Product(categorie="11", code="11A01")
    gemeente = Postvak([replace(T1, product=rolstoel)], productcodes=frozenset({rolstoel}))
    assert gemeente.receive(vow(kept(1001), new("2026-04-01", product=rolstoel))).is_ok


# ── 301 ──────────────────────────────────────────────────────────────────────────────────────────


def in_treatment(aanbieder: Postvak, message: Any) -> Postvak:
    """The aanbieder has sent this verzoek, and its retour was without faults."""
    gemeente = Postvak(list(aanbieder.toewijzingen))
    assert gemeente.receive(message).is_ok
    aanbieder.verzoeken = list(gemeente.verzoeken)
    return aanbieder


def test_after_a_vow_every_product_carries_the_reference() -> None:
    aanbieder = in_treatment(Postvak([T1, T2]), vow(changed(tot="2026-06-30"), kept(1002)))
    longer = replace(T1, toewijzingsdatum=day("2026-03-16"), reden_wijziging="12")

    answer = aanbieder.receive(
        bericht_301(as_product(longer, referentie_aanbieder="VOW-1"), as_product(T2))
    )

    assert answer.codes == {"ToegewezenProduct[2]": ("9379",)}
    assert aanbieder.verzoeken[0].status is VerzoekStatus.IN_BEHANDELING


@pytest.mark.regel("TR379")
def test_a_reference_of_nobody_is_9379() -> None:
    answer = Postvak().receive(bericht_301(as_product(T1, referentie_aanbieder=B1)))
    assert answer.codes == {"ToegewezenProduct[1]": ("9379",)}
    assert answer.judgement is not None
    assert B1 not in answer.judgement.findings[0].text


@pytest.mark.regel("TR332")
def test_a_number_comes_back_for_the_same_product_and_ingangsdatum() -> None:
    aanbieder = Postvak([T1])
    other_product = as_product(T1, product=T2.product)
    other_begin = as_product(T1, ingangsdatum=date(2026, 2, 1))
    assert aanbieder.receive(bericht_301(other_product)).codes == {
        "ToegewezenProduct[1]": ("9332",)
    }
    assert aanbieder.receive(bericht_301(other_begin)).codes == {"ToegewezenProduct[1]": ("9332",)}


@pytest.mark.regel("OP087")
def test_a_301_that_leaves_out_what_still_runs_is_a_warning() -> None:
    answer = Postvak([T1, T2]).receive(bericht_301(as_product(T1)))
    assert answer.is_ok
    assert answer.warned == {"OP087"}


@pytest.mark.tegenspraak(8)
@pytest.mark.regel("TR332", "OP033x1")
@pytest.mark.parametrize(
    ("different", "warned"),
    [
        ({"omvang": omvang(5)}, {"OP033x1"}),
        ({"omvang": totaal(50)}, {"OP033x1"}),
        ({"einddatum": date(2026, 2, 28)}, {"OP186"}),
        ({"einddatum": date(2026, 4, 30)}, set()),
        ({"product": None, "omvang": None, "budget": 100}, set()),
    ],
    ids=["volume-per-week", "other-frequentie", "past", "future", "not-accepted"],
)
def test_a_change_that_should_not_come_like_this_is_a_warning(
    different: dict[str, Any], warned: set[str]
) -> None:
    after = as_product(T1, toewijzingsdatum=date(2026, 3, 16), reden_wijziging="05", **different)
    aanbieder = Postvak([T1])
    answer = aanbieder.receive(bericht_301(after))
    if "product" in different:
        assert answer.codes == {"ToegewezenProduct[1]": ("9332",)}
    else:
        assert answer.is_ok
        assert answer.warned == warned


def test_a_total_volume_may_change_under_the_same_number() -> None:
    aanbieder = Postvak([replace(T1, omvang=totaal(100))])
    after = as_product(
        T1, omvang=totaal(80), toewijzingsdatum=date(2026, 3, 16), reden_wijziging="12"
    )
    assert aanbieder.receive(bericht_301(after)).warned == set()


def test_a_category_that_gets_an_omvang_is_a_warning() -> None:
    old = toewijzing(
        1001, "2019-01-01", "2020-12-31", product=Product(categorie="07"), besloten="2018-12-01"
    )
    aanbieder = Postvak([replace(old, omvang=None)], today=day("2020-06-01"))
    after = as_product(old, toewijzingsdatum=date(2020, 6, 1), reden_wijziging="05")
    answer = aanbieder.receive(bericht_301(after, dagtekening="2020-06-01"))
    assert answer.is_ok
    assert answer.warned == {"OP033x1"}


# ── wording ──────────────────────────────────────────────────────────────────────────────────────


def test_how_values_read() -> None:
    assert said(None) == "geen einddatum"
    assert said(date(1, 2, 3)) == "03-02-0001"
    assert listed([]) == ""
    assert listed([1, 2, 3]) == "1, 2 en 3"
    assert shown(f"VOT-{B1}-x") == "VOT-(negen cijfers)-x"
    assert shown(123456789) == "123456789", "fails the elfproef, so it is nobody's"
    assert product_name(None) == "zonder product"
    assert product_name(Product(categorie="07")) == "categorie 07"
    assert omvang_name(None) == "geen omvang"
    assert omvang_name(omvang(5)) == "5 (eenheid 04, frequentie 2)"
