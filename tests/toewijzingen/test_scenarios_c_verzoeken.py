# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Scenario's 32 tot en met 55: verzoeken om toewijzing (VOT) en om wijziging (VOW).

Tenzij anders gezegd: toewijzing T1 van gemeente G1 aan aanbieder P1 voor cliënt B1, 3 uur per week
van 1 januari tot en met 30 juni 2026. Vandaag is maandag 16 maart 2026.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from noaber.berichten.definitions import classes as c
from noaber.berichten.definitions.groups import Product
from noaber.berichten.definitions.messages import Bericht315
from noaber.berichten.judge import Outcome, judge_path
from noaber.kernel.wet import Wet
from noaber.toewijzingen.rules import antwoord_319, antwoord_vot, antwoord_vow, set_301, termijnen
from noaber.toewijzingen.rules.verzoeken import open_verzoeken
from noaber.toewijzingen.rules.wijzigingen import reden_beeindiging_for
from noaber.toewijzingen.types import (
    CannotAnswer,
    NeedsAgreement,
    PassedDates,
    Plan,
    Situation,
    Stacked,
    ToewijzingVersion,
    VerzoekStatus,
    WantedDatePassed,
    Wish,
)
from tests.toewijzingen.factories import (
    B2,
    BEGELEIDING,
    OTHER,
    OVEREENSTEMMING,
    OVERLEG,
    P2,
    T1,
    T2,
    TODAY,
    aangevraagd,
    antwoord,
    as_product,
    bericht_301,
    bericht_305,
    bericht_307,
    besluit,
    changed,
    day,
    kept,
    new,
    omvang,
    situation,
    start,
    stop,
    toewijzing,
    totaal,
    verzoek,
    vot,
    vow,
)
from tests.toewijzingen.postvak import Postvak, Received

IWMO_VECTORS = Path(__file__).parents[1] / "conformance" / "vectors_level2" / "iwmo"
OTHER_PRODUCT = OTHER[Wet.WMO]


def products_of(plan: Plan, around: Situation, on: date = TODAY) -> dict[int, c.ToegewezenProduct]:
    """What stands in the 301 that honours a verzoek, by number."""
    products = set_301.set_301(
        [*around.toewijzingen, *plan.versions],
        {version.nummer: version for version in around.toewijzingen},
        on=on,
        vow_referentie=plan.vow_referentie,
    )
    return {product.toewijzing_nummer: product for product in products}


def both_sides(*sent: Bericht315) -> tuple[Postvak, Postvak]:
    """A gemeente and an aanbieder after these verzoeken were sent and accepted."""
    gemeente, aanbieder = Postvak([T1, T2]), Postvak([T1, T2])
    for message in sent:
        assert gemeente.receive(message).is_ok
    aanbieder.verzoeken = list(gemeente.verzoeken)
    return gemeente, aanbieder


def two_products() -> Bericht315:
    """A VOT for two products from July on."""
    return vot(
        aangevraagd("1", product=Product(categorie="02", code="02A03"), van="2026-07-01"),
        aangevraagd("2", van="2026-07-01"),
    )


@pytest.mark.tegenspraak(14)
def test_scenario_32_every_product_of_a_vot_gets_its_own_answer() -> None:
    """Een VOT met 2 producten: het ene wordt toegewezen (referentie 1), het andere afgewezen omdat
    het niet in het contract past (reden 4, of 3 als er geen contract is). Pas dan is het verzoek
    klaar.
    """
    gemeente, aanbieder = both_sides(two_products())
    first, second = gemeente.verzoeken

    honoured = toewijzing(1003, "2026-07-01", "2026-12-31", product=OTHER_PRODUCT)
    product = as_product(honoured, referentie_aanbieder="1")
    gemeente.answered((product,))
    assert [v.status for v in open_verzoeken(gemeente.verzoeken)] == [VerzoekStatus.IN_BEHANDELING]
    assert aanbieder.receive(bericht_301(product, as_product(T1), as_product(T2))).is_ok

    rejection = antwoord_319.reject(second, antwoord_319.NOT_IN_CONTRACT, on=TODAY)
    assert rejection.reden_afwijzing_verzoek == "4"
    gemeente.answered(rejection)
    assert aanbieder.receive(antwoord("2", "1", "4")).is_ok

    for side in (gemeente, aanbieder):
        assert not open_verzoeken(side.verzoeken)
        assert {v.referentie_aanbieder: v.status for v in side.verzoeken} == {
            "1": VerzoekStatus.GEHONOREERD,
            "2": VerzoekStatus.AFGEWEZEN,
        }
    assert first.referentie_aanbieder == "1"


@pytest.mark.tegenspraak(17)
@pytest.mark.regel("TR374")
def test_scenario_33_a_half_answered_vot_blocks_a_second_one() -> None:
    """De VOT van scenario 32 is half beantwoord: een tweede VOT van P1 voor B1 krijgt 9374 in de
    kop. Een VOT van P2 mag wel.
    """
    gemeente, _ = both_sides(two_products())
    gemeente.answered((as_product(toewijzing(1003), referentie_aanbieder="1"),))

    second = gemeente.receive(vot(aangevraagd("3", van="2027-01-01", tot="2027-06-30")))
    of_another = gemeente.receive(vot(aangevraagd("3"), van=P2))
    for_another = gemeente.receive(vot(aangevraagd("4"), bsn=B2))

    assert second.header_codes == ("9374",)
    assert second.body is None
    assert of_another.is_ok
    assert for_another.is_ok


@pytest.mark.regel("TR374")
def test_scenario_34_an_open_vot_blocks_a_vow() -> None:
    """Een VOW terwijl een VOT in behandeling is: 9374."""
    gemeente, _ = both_sides(two_products())

    answer = gemeente.receive(vow(changed(), kept(1002)))

    assert answer.header_codes == ("9374",)


@pytest.mark.regel("TR381")
def test_scenario_35_a_rejected_message_counts_as_not_sent() -> None:
    """Een VOT met een onbekende productcode is afgekeurd (S329). Verbeterd mag hij opnieuw, met een
    nieuwe Identificatie en dezelfde referentie.
    """
    gemeente = Postvak([T2])

    wrong = gemeente.receive(vot(aangevraagd(product=Product(categorie="07", code="99X99"))))
    assert wrong.codes == {"AangevraagdProduct[1]": ("S329",)}
    assert not gemeente.verzoeken

    assert gemeente.receive(vot(aangevraagd())).is_ok
    assert [v.status for v in gemeente.verzoeken] == [VerzoekStatus.IN_BEHANDELING]


@pytest.mark.regel("TR360", "TR365")
def test_scenario_36_in_onderzoek_once_and_rejected_once() -> None:
    """In onderzoek mag één keer (daarna 9360); dan een afwijzing; een tweede afwijzing
    krijgt 9365.
    """
    _, aanbieder = both_sides(vot(aangevraagd(van="2026-07-01")))

    assert aanbieder.receive(antwoord("VOT-1", "2")).is_ok
    assert aanbieder.receive(antwoord("VOT-1", "2")).codes == {"Antwoord": ("9360",)}
    assert aanbieder.receive(antwoord("VOT-1", "1", "7")).is_ok
    assert aanbieder.receive(antwoord("VOT-1", "1", "7")).codes == {"Antwoord": ("9365",)}
    assert aanbieder.verzoeken[0].status is VerzoekStatus.AFGEWEZEN


@pytest.mark.regel("TR359")
def test_scenario_37_no_antwoord_after_a_toewijzing() -> None:
    """Het verzoek is gehonoreerd; daarna krijgt een antwoord met dezelfde referentie 9359."""
    _, aanbieder = both_sides(vot(aangevraagd(van="2026-07-01")))
    honoured = toewijzing(1003, "2026-07-01", "2026-12-31", referentie_aanbieder="VOT-1")
    assert aanbieder.receive(
        bericht_301(as_product(honoured), as_product(T1), as_product(T2))
    ).is_ok

    assert aanbieder.receive(antwoord("VOT-1", "1", "7")).codes == {"Antwoord": ("9359",)}


@pytest.mark.regel("TR355")
def test_scenario_38_an_antwoord_names_a_verzoek_that_was_sent() -> None:
    """Een antwoord met een referentie die nooit is verstuurd: 9355."""
    assert Postvak().receive(antwoord("VOT-9")).codes == {"Antwoord": ("9355",)}


def test_scenario_39_only_a_rejection_has_a_reason() -> None:
    """Afgewezen zonder reden, of in onderzoek met reden: 0001."""
    without, with_one = antwoord("VOT-1", "1"), antwoord("VOT-1", "2", "4")

    assert Postvak().receive(without).broken == ("CD085",)
    assert Postvak().receive(with_one).broken == ("CD086",)


@pytest.mark.regel("IV095", "TR377", "TR409")
def test_scenario_40_the_responsible_gemeente_goes_with_reason_8() -> None:
    """JW319 met reden 8 zonder gemeente (TR377), of met een andere reden en wel een gemeente
    (TR409): 0001. Een WMO319 heeft die klasse niet. Onze eigen afwijzing kan deze fouten niet
    maken.
    """
    without = antwoord("VOT-1", "1", "8", wet=Wet.JW)
    beside = antwoord("VOT-1", "1", "5", wet=Wet.JW, woonplaats="0014")

    assert Postvak().receive(without).broken == ("TR377",)
    assert Postvak().receive(beside).broken == ("TR409",)
    wmo = judge_path(IWMO_VECTORS / "WMO319_006.xml")
    assert wmo.outcome is Outcome.REJECTED_SCHEMA

    gemeente = Postvak()
    gemeente.receive(vot(aangevraagd(product=BEGELEIDING[Wet.JW]), wet=Wet.JW))
    (asked,) = gemeente.verzoeken
    with pytest.raises(CannotAnswer, match="hoort bij reden 8"):
        antwoord_319.reject(asked, "8", on=TODAY)
    with pytest.raises(CannotAnswer, match="kies uit 1, 2, 3, 4, 6, 7, 8, 9"):
        antwoord_319.reject(asked, "5", on=TODAY, woonplaats_gemeente="0014")
    with pytest.raises(CannotAnswer, match="lijst van het CBS"):
        antwoord_319.reject(asked, "8", on=TODAY, woonplaats_gemeente="9999")
    right = antwoord_319.reject(asked, "8", on=TODAY, woonplaats_gemeente="0014")
    assert right.woonplaatsbeginsel == c.Woonplaatsbeginsel(gemeente="0014")


@pytest.mark.regel("TR347")
def test_scenario_41_a_reference_is_used_once_per_aanbieder_and_wet() -> None:
    """Een referentie die P1 jaren geleden gebruikte: 9347. Van P2, of onder de andere wet,
    mag hij.
    """
    gemeente = Postvak([T1])
    gemeente.receive(vot(aangevraagd("REF"), bsn=B2))
    gemeente.verzoeken = [replace(v, status=VerzoekStatus.GEHONOREERD) for v in gemeente.verzoeken]

    of_p1 = gemeente.receive(vot(aangevraagd("REF", van="2026-07-01")))
    of_p1_in_a_vow = gemeente.receive(vow(changed(), referentie="REF"))
    of_p2 = gemeente.receive(vot(aangevraagd("REF"), van=P2))
    of_the_other_wet = gemeente.receive(
        vot(aangevraagd("REF", product=BEGELEIDING[Wet.JW]), wet=Wet.JW)
    )

    assert of_p1.codes == {"AangevraagdProduct[1]": ("9347",)}
    assert of_p1_in_a_vow.codes == {"Verzoek": ("9347",)}
    assert of_p2.is_ok
    assert of_the_other_wet.is_ok


@pytest.mark.regel("OP307")
def test_scenario_42_a_vot_for_what_is_already_assigned_is_refused_on_content() -> None:
    """Een VOT voor het product en de periode van T1: geen retourcode, wel een waarschuwing. De
    gemeente wijst af met reden 6 (stapeling) of 1, en kan het niet per ongeluk toewijzen.
    """
    gemeente = Postvak([T1])
    asked = aangevraagd()

    answer = gemeente.receive(vot(asked))

    assert answer.is_ok
    assert answer.warned == {"OP307"}
    with pytest.raises(Stacked, match="op dezelfde dagen"):
        antwoord_vot.honour_vot(situation(), asked, antwoord_vot.as_asked(asked, 1002), besluit())
    (sent,) = gemeente.verzoeken
    assert antwoord_319.reject(sent, "6", on=TODAY).verzoek_antwoord == "1"
    assert antwoord_319.reject(sent, "1", on=TODAY).verzoek_antwoord == "1"


@pytest.mark.regel("TR349")
@pytest.mark.parametrize(
    ("t2", "code"),
    [
        (T2, "9349"),
        (replace(T2, einddatum=date(2026, 3, 15)), None),
        (replace(T2, ingangsdatum=date(2026, 4, 1)), "9349"),
        (replace(T2, einddatum=T2.ingangsdatum, reden_wijziging="13"), None),
    ],
    ids=["runs", "ended-yesterday", "starts-next-month", "deleted"],
)
def test_scenario_43_a_vow_names_every_current_toewijzing(
    t2: ToewijzingVersion, code: str | None
) -> None:
    """Een VOW die alleen T1 noemt terwijl T2 ook actueel is: 9349 bij het verzoek. Is T2 gisteren
    geëindigd of verwijderd, dan is het goed. Gaat T2 volgende maand in, dan moet hij erbij.
    """
    answer = Postvak([T1, t2]).receive(vow(changed()))

    assert answer.codes == ({} if code is None else {"Verzoek": (code,)})


@pytest.mark.regel("TR350", "TR351", "OP306")
def test_scenario_44_a_vow_names_only_current_toewijzingen() -> None:
    """OngewijzigdProduct van een geëindigde toewijzing: 9350. TeWijzigenProduct van een onbekend
    nummer: 9351.
    """
    ended = replace(T2, einddatum=date(2026, 2, 28))

    unchanged = Postvak([T1, ended]).receive(vow(changed(), kept(1002)))
    unknown = Postvak([T1, ended]).receive(vow(kept(1001), changed(7777)))

    assert unchanged.codes == {"OngewijzigdProduct[1]": ("9350",)}
    assert unknown.codes == {"TeWijzigenProduct[1]": ("9351",)}


@pytest.mark.regel("TR357")
@pytest.mark.parametrize(
    ("vanaf", "code"), [("2026-03-16", "9357"), ("2026-01-01", None), ("2026-03-17", None)]
)
def test_scenario_45_a_change_lies_ahead_or_covers_the_whole_toewijzing(
    vanaf: str, code: str | None
) -> None:
    """Een wijziging vanaf de Dagtekening terwijl T1 eerder begon: 9357. Vanaf de Ingangsdatum van
    T1, of vanaf morgen: goed.
    """
    answer = Postvak([T1]).receive(vow(changed(vanaf=vanaf)))

    assert answer.codes == ({} if code is None else {"TeWijzigenProduct[1]": (code,)})


@pytest.mark.regel("TR373")
def test_scenario_46_a_total_changes_from_the_start() -> None:
    """Een hoger budget, of meer uren bij Frequentie 6, met een datum in de toekomst: 9373."""
    budget = replace(T1, product=Product(categorie="07"), omvang=None, budget=500_000)
    total = replace(T1, omvang=totaal(100))

    higher = Postvak([budget]).receive(vow(changed(budget=600_000)))
    more = Postvak([total]).receive(vow(changed(omvang=totaal(120))))
    from_the_start = Postvak([total]).receive(vow(changed(omvang=totaal(120), vanaf="2026-01-01")))
    only_longer = Postvak([total]).receive(vow(changed(omvang=totaal(100), tot="2026-12-31")))

    assert higher.codes == {"TeWijzigenProduct[1]": ("9373",)}
    assert more.codes == {"TeWijzigenProduct[1]": ("9373",)}
    assert from_the_start.is_ok
    assert only_longer.is_ok


@pytest.mark.regel("TR375", "TR411", "TR412")
def test_scenario_47_omvang_follows_the_product_of_the_toewijzing() -> None:
    """TeWijzigenProduct zonder omvang bij een productcode: 9411. Met omvang bij alleen een
    categorie: 9412. Met omvang bij een generieke toewijzing: 9375 en 9412.
    """
    aspecific = replace(T1, product=Product(categorie="07"), omvang=None)
    generic = replace(T1, product=None, omvang=None, budget=500_000)

    missing = Postvak([T1]).receive(vow(changed(omvang=None, tot="2026-12-31")))
    too_much = Postvak([aspecific]).receive(vow(changed()))
    on_generic = Postvak([generic]).receive(vow(changed()))

    assert missing.codes == {"TeWijzigenProduct[1]": ("9411",)}
    assert too_much.codes == {"TeWijzigenProduct[1]": ("9412",)}
    assert on_generic.codes == {"TeWijzigenProduct[1]": ("9375", "9412")}


@pytest.mark.regel("TR361")
@pytest.mark.parametrize(("vanaf", "code"), [("2026-10-01", "9361"), ("2027-01-01", None)])
def test_scenario_48_wanted_products_do_not_overlap(vanaf: str, code: str | None) -> None:
    """T1 verlengen tot en met 31 december én hetzelfde product nieuw vanaf 1 oktober: 9361. Nieuw
    vanaf 1 januari: goed.
    """
    longer = changed(omvang=omvang(3), tot="2026-12-31")
    again = new(vanaf, "2027-12-31", product=T1.product)

    answer = Postvak([T1]).receive(vow(longer, again))

    assert answer.codes == ({} if code is None else {"Verzoek": (code,)})


@pytest.mark.tegenspraak(21)
@pytest.mark.regel("TR361")
def test_a_number_that_is_kept_and_changed_is_9361() -> None:
    """Een nummer dat zowel ongewijzigd als te wijzigen is, staat er twee keer in (keuze 10.21)."""
    answer = Postvak([T1]).receive(vow(kept(1001), changed()))

    assert answer.codes == {"Verzoek": ("9361",)}


@pytest.mark.regel("OP343")
def test_scenario_49_a_new_product_starts_after_the_dagtekening() -> None:
    """NieuwProduct vanaf de Dagtekening: 0001 (TR380)."""
    answer = Postvak([T1]).receive(vow(kept(1001), new("2026-03-16")))

    assert answer.header_codes == ("0001",)
    assert answer.broken == ("TR380",)


def test_scenario_50_a_vow_changes_something_that_runs() -> None:
    """Een VOW met alleen ongewijzigde producten (TR353), of alleen nieuwe (TR352): 0001."""
    assert Postvak([T1]).receive(vow(kept(1001))).broken == ("TR353",)
    assert Postvak([T1]).receive(vow(new("2026-04-01"))).broken == ("TR352",)


@pytest.mark.tegenspraak(9)
@pytest.mark.regel("IV093")
def test_scenario_51_casus_13_a_vow_from_request_to_stop_and_start() -> None:
    """Casus 13: T1 3 uur per week en T2 365 etmaal in totaal. De aanbieder vraagt 5 uur per week
    vanaf 20 februari 2021, T2 blijft. Eerst in onderzoek, dan gehonoreerd: T1 eindigt 19 februari
    met reden 12, T2 ongewijzigd zonder reden, T3 nieuw zonder reden, alle drie met de referentie.
    Daarna een stop op T1 met reden 37 en een start op T3.
    """
    t1 = toewijzing(1, "2021-01-01", "2021-12-31", wet=Wet.JW, besloten="2020-12-15")
    t2 = replace(t1, nummer=2, product=OTHER[Wet.JW], omvang=totaal(365, "14"))
    gemeente, aanbieder = Postvak([t1, t2]), Postvak([t1, t2])
    gemeente.today = aanbieder.today = day("2021-02-01")
    asked = (changed(1, "2021-02-20", "2021-12-31"), kept(2))
    date_of = {"dagtekening": "2021-02-01"}
    begun = start("2021-01-04", 1, product=t1.product)
    assert gemeente.receive(bericht_305(begun, wet=Wet.JW, **date_of)).is_ok

    assert gemeente.receive(vow(*asked, wet=Wet.JW, **date_of)).is_ok
    aanbieder.verzoeken = list(gemeente.verzoeken)
    gemeente.answered(antwoord_319.put_in_onderzoek(gemeente.verzoeken[0]))
    assert aanbieder.receive(antwoord("VOW-1", "2", wet=Wet.JW, **date_of)).is_ok

    around = situation(t1, t2)
    plan = antwoord_vow.honour_vow(around, verzoek(*asked), [3], besluit("2021-02-10"))
    products = products_of(plan, around, day("2021-02-10"))
    gemeente.answered(tuple(products.values()))
    gemeente.toewijzingen += plan.versions

    assert {n: p.reden_wijziging for n, p in products.items()} == {1: "12", 2: None, 3: None}
    assert {p.referentie_aanbieder for p in products.values()} == {"VOW-1"}
    assert (products[1].einddatum, products[1].omvang) == (day("2021-02-19"), omvang(3))
    assert products[2] == as_product(t2, referentie_aanbieder="VOW-1")
    assert (products[3].ingangsdatum, products[3].omvang) == (day("2021-02-20"), omvang(5))
    gemeente.today = aanbieder.today = day("2021-02-22")
    honoured = bericht_301(*products.values(), wet=Wet.JW, dagtekening="2021-02-10")
    assert aanbieder.receive(honoured).is_ok
    assert aanbieder.verzoeken[0].status is VerzoekStatus.GEHONOREERD

    reden = reden_beeindiging_for("12", Wet.JW)
    assert reden == "37"
    ended = stop("2021-01-04", "2021-02-19", reden, 1, product=t1.product)
    again = start("2021-02-20", 3, product=t1.product)
    assert gemeente.receive(bericht_307(ended, wet=Wet.JW, dagtekening="2021-02-22")).is_ok
    assert gemeente.receive(bericht_305(again, wet=Wet.JW, dagtekening="2021-02-22")).is_ok


E_AND_F = (
    toewijzing(1, "2023-01-01", "2023-12-31", besloten="2022-12-15", product=OTHER_PRODUCT),
    toewijzing(2, "2023-01-01", "2023-12-31", besloten="2022-12-15"),
)
"""IV093, example 1: E is to be extended, F goes from 3 to 6 hours per week."""
IV093 = verzoek(
    changed(1, "2023-06-12", "2024-06-30", omvang=omvang(3)),
    changed(2, "2023-06-12", "2023-12-31", omvang=omvang(6)),
)


@pytest.mark.tegenspraak(9)
@pytest.mark.regel("IV093", "OP348")
def test_scenario_52_a_vow_is_honoured_as_asked() -> None:
    """IV093, voorbeeld 1, besluit op 2 juni 2023: E krijgt de nieuwe einddatum onder hetzelfde
    nummer (reden 12); F eindigt op 11 juni met 3 uur (reden 12); nieuw F vanaf 12 juni met 6 uur.
    """
    around = situation(*E_AND_F)

    plan = antwoord_vow.honour_vow(around, IV093, [3], besluit("2023-06-02"))

    products = products_of(plan, around, day("2023-06-02"))
    assert (products[1].einddatum, products[1].reden_wijziging) == (day("2024-06-30"), "12")
    assert (products[2].einddatum, products[2].reden_wijziging) == (day("2023-06-11"), "12")
    assert products[2].omvang == omvang(3)
    assert (products[3].ingangsdatum, products[3].reden_wijziging) == (day("2023-06-12"), None)
    assert (products[3].einddatum, products[3].omvang) == (day("2023-12-31"), omvang(6))


@pytest.mark.regel("IV093", "OP348")
def test_scenario_53_a_wanted_date_that_has_passed_is_settled_first() -> None:
    """Als 52, maar het besluit valt op 20 juni, na de gewenste datum: eerst afspreken. Dan eindigt
    F op 20 juni en gaat nieuw F in op 21 juni, of in overeenstemming toch zoals gevraagd.
    """
    around, late = situation(*E_AND_F), besluit("2023-06-20")
    agreed = besluit("2023-06-20", afspraak=OVEREENSTEMMING)

    with pytest.raises(WantedDatePassed, match="12-06-2023 is voorbij"):
        antwoord_vow.honour_vow(around, IV093, [3], late)
    with pytest.raises(NeedsAgreement, match="zoals gevraagd"):
        antwoord_vow.honour_vow(around, IV093, [3], late, PassedDates.AS_ASKED)

    shifted = antwoord_vow.honour_vow(around, IV093, [3], agreed, PassedDates.SHIFT)
    products = products_of(shifted, around, day("2023-06-20"))
    assert products[2].einddatum == day("2023-06-20")
    assert products[3].ingangsdatum == day("2023-06-21")
    assert not shifted.warnings

    as_asked = antwoord_vow.honour_vow(around, IV093, [3], agreed, PassedDates.AS_ASKED)
    products = products_of(as_asked, around, day("2023-06-20"))
    assert products[2].einddatum == day("2023-06-11")
    assert products[3].ingangsdatum == day("2023-06-12")


def test_scenario_54_silence_has_a_due_date() -> None:
    """Na 5 werkdagen zonder antwoord is een VOT te laat. Na in onderzoek geldt 8 weken na de
    Dagtekening (56 dagen); bij het woonplaatsbeginsel (Jeugdwet) 14 dagen na ontvangst.
    """
    gemeente = Postvak(today=day("2026-03-17"))
    gemeente.receive(vot(aangevraagd(product=BEGELEIDING[Wet.JW]), wet=Wet.JW))
    (asked,) = gemeente.verzoeken
    assert termijnen.answer_due(asked) == day("2026-03-24")

    gemeente.answered(antwoord_319.put_in_onderzoek(asked))
    (looked_into,) = gemeente.verzoeken
    assert termijnen.answer_due(looked_into) == day("2026-05-11")
    assert (day("2026-05-11") - asked.dagtekening).days == 56
    assert termijnen.answer_due(looked_into, on_woonplaats=True) == day("2026-03-31")

    gemeente.answered(antwoord_319.reject(looked_into, "7", on=TODAY))
    assert termijnen.answer_due(gemeente.verzoeken[0]) is None


@pytest.mark.tegenspraak(11)
@pytest.mark.regel("IV094")
def test_scenario_55_the_gemeente_may_deviate_from_a_vot() -> None:
    """De toewijzing heeft een ander volume dan gevraagd: zij houdt de referentie van dat onderdeel.
    Is er geen contact geweest, dan staat daar een waarschuwing bij.
    """
    asked = aangevraagd(van="2026-07-01")
    _, aanbieder = both_sides(vot(asked))
    less: Wish = replace(antwoord_vot.as_asked(asked, 1003), omvang=omvang(2))
    around = situation(T1, T2)

    silent = antwoord_vot.honour_vot(around, asked, less, besluit())
    plan = antwoord_vot.honour_vot(around, asked, less, besluit(afspraak=OVERLEG))

    assert [warning.rule for warning in silent.warnings] == ["IV094"]
    assert not plan.warnings
    products = products_of(plan, around)
    assert products[1003].omvang == omvang(2)
    assert products[1003].referentie_aanbieder == "VOT-1"
    answer: Received = aanbieder.receive(bericht_301(*products.values()))
    assert answer.is_ok
