# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Scenario's 15 tot en met 31: toewijzen en wijzigen.

Tenzij anders gezegd: toewijzing T1 van gemeente G1 aan aanbieder P1 voor cliënt B1, 3 uur per week
van 1 januari tot en met 30 juni 2026. Vandaag is maandag 16 maart 2026.
"""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from noaber.berichten.definitions.groups import Geboortedatum, Product
from noaber.kernel.wet import Wet
from noaber.toewijzingen.rules import (
    antwoord_vot,
    beeindigingen,
    set_301,
    vervangingen,
    wijzigingen,
)
from noaber.toewijzingen.rules.varianten import variant_of
from noaber.toewijzingen.types import (
    EndHasPassed,
    HasGrantedPrestaties,
    NeedsAgreement,
    NeedsConsent,
    NotAVariant,
    StartKey,
    ToewijzingVersion,
    VerzoekStatus,
    Wish,
    WrongReden,
)
from tests.toewijzingen.factories import (
    BEGELEIDING,
    OTHER,
    OVEREENSTEMMING,
    OVERLEG,
    P1,
    T1,
    T2,
    TODAY,
    aangevraagd,
    as_product,
    bericht_301,
    bericht_305,
    bericht_307,
    besluit,
    client_301,
    day,
    granted,
    omvang,
    pgb,
    situation,
    start,
    stop,
    toewijzing,
    totaal,
    vot,
)
from tests.toewijzingen.postvak import Postvak, Received


def sent_to_the_aanbieder(aanbieder: Postvak, *versions: ToewijzingVersion) -> Received:
    """The next 301: everything that is current, and what is new since the last one."""
    products = set_301.set_301(
        [*aanbieder.toewijzingen, *versions],
        {nummer: aanbieder.newest(nummer) for nummer in {v.nummer for v in aanbieder.toewijzingen}},
        on=aanbieder.today,
    )
    return aanbieder.receive(bericht_301(*products, dagtekening=aanbieder.today))


@pytest.mark.regel("OP380", "IV066")
def test_scenario_15_extending_keeps_the_number_and_the_start() -> None:
    """T1 wordt op 10 mei verlengd tot en met 31 december: zelfde nummer en Ingangsdatum, reden 04,
    een nieuw moment van toewijzen. De start loopt door, een nieuwe start is niet nodig.
    """
    aanbieder = Postvak([T1], today=day("2026-05-10"))
    gemeente = Postvak([T1], today=day("2026-05-10"))
    gemeente.receive(bericht_305(start("2026-01-05")))

    plan = wijzigingen.extend(
        situation(), 1001, day("2026-12-31"), besluit("2026-05-10", afspraak=OVERLEG)
    )

    (after,) = plan.versions
    assert after.nummer == 1001
    assert (after.ingangsdatum, after.einddatum) == (day("2026-01-01"), day("2026-12-31"))
    assert after.reden_wijziging == "04"
    assert after.decided_at > T1.decided_at
    assert not plan.warnings
    assert sent_to_the_aanbieder(aanbieder, after).is_ok
    assert len(gemeente.leveringen().running(1001)) == 1


@pytest.mark.regel("OP380")
def test_scenario_16_after_the_end_there_is_a_new_toewijzing_instead() -> None:
    """Na 30 juni kan T1 niet meer worden opgerekt: er komt een nieuw nummer vanaf 1 juli
    (OP380).
    """
    with pytest.raises(EndHasPassed, match=r"nieuwe toewijzing.*01-07-2026") as refused:
        wijzigingen.extend(situation(), 1001, day("2026-12-31"), besluit("2026-07-03"))
    assert refused.value.begin == day("2026-07-01")

    plan = wijzigingen.prolong(
        situation(), 1001, day("2026-12-31"), 1009, besluit("2026-07-03", afspraak=OVERLEG)
    )

    (new,) = plan.versions
    assert (new.nummer, new.ingangsdatum, new.reden_wijziging) == (1009, day("2026-07-01"), None)
    assert (new.product, new.omvang) == (T1.product, T1.omvang)


@pytest.mark.tegenspraak(8)
@pytest.mark.regel("OP257", "IV066", "OP033x1")
def test_scenario_17_another_volume_per_week_ends_the_old_and_starts_a_new_number() -> None:
    """De gemeente maakt van 3 uur per week 5 uur vanaf 1 april: T1 eindigt op 31 maart (reden 05),
    T2 gaat in op 1 april zonder reden. De aanbieder stuurt een stop met reden 36 en een nieuwe
    start.
    """
    aanbieder = Postvak([T1])
    gemeente = Postvak([T1], today=day("2026-04-03"))
    gemeente.receive(bericht_305(start("2026-01-05")))
    wish = Wish(
        nummer=1002,
        product=T1.product,
        ingangsdatum=day("2026-04-01"),
        einddatum=day("2026-06-30"),
        omvang=omvang(5),
    )

    plan = vervangingen.replace_toewijzing(situation(), 1001, wish, besluit(afspraak=OVERLEG))

    old, new = plan.versions
    assert (old.nummer, old.einddatum, old.reden_wijziging) == (1001, day("2026-03-31"), "05")
    assert old.omvang == omvang(3)
    assert (new.nummer, new.ingangsdatum, new.reden_wijziging) == (1002, day("2026-04-01"), None)
    assert sent_to_the_aanbieder(aanbieder, old, new).is_ok
    reden = wijzigingen.reden_beeindiging_for("05", Wet.WMO)
    assert reden == "36"
    gemeente.toewijzingen += plan.versions
    stopped = bericht_307(stop("2026-01-05", "2026-03-31", reden), dagtekening="2026-04-02")
    assert gemeente.receive(stopped).is_ok
    started = bericht_305(start("2026-04-01", 1002), dagtekening="2026-04-02")
    assert gemeente.receive(started).is_ok


@pytest.mark.regel("OP298", "OP345")
def test_scenario_18_lowering_a_total_volume_needs_consent() -> None:
    """Van 100 naar 80 uur in totaal, terwijl er 90 zijn goedgekeurd: dat mag alleen met instemming
    van de aanbieder. Daarna gaat het onder hetzelfde nummer.
    """
    total = replace(T1, omvang=totaal(100))
    around = situation(total, granted={1001: granted(volume=90)})

    with pytest.raises(NeedsConsent, match=r"alleen omlaag met instemming.*al meer goedgekeurd"):
        wijzigingen.change_volume(around, 1001, 80, besluit())
    with pytest.raises(NeedsConsent):
        wijzigingen.change_volume(around, 1001, 80, besluit(afspraak=OVERLEG))

    plan = wijzigingen.change_volume(around, 1001, 80, besluit(afspraak=OVEREENSTEMMING))

    (after,) = plan.versions
    assert (after.nummer, after.omvang, after.reden_wijziging) == (1001, totaal(80), "05")
    assert [warning.rule for warning in plan.warnings] == ["OP345"]


@pytest.mark.regel("OP087")
def test_scenario_19_a_deleted_toewijzing_is_sent_once() -> None:
    """T1 zonder declaraties verwijderen: Einddatum gelijk aan Ingangsdatum, reden 13. T1 is dan
    niet meer actueel en het volgende bericht noemt haar niet meer.
    """
    aanbieder = Postvak([T1, T2])

    plan = wijzigingen.delete(situation(T1, T2), 1001, besluit())

    (after,) = plan.versions
    assert (after.einddatum, after.reden_wijziging) == (day("2026-01-01"), "13")
    assert not after.is_current_on(TODAY)
    first = set_301.set_301([T1, T2, after], {1001: T1, 1002: T2}, on=TODAY)
    assert [p.toewijzing_nummer for p in first] == [1001, 1002]
    assert aanbieder.receive(bericht_301(*first)).is_ok
    second = set_301.set_301([T1, T2, after], {1001: after, 1002: T2}, on=TODAY)
    assert [p.toewijzing_nummer for p in second] == [1002]


@pytest.mark.regel("TR385")
def test_scenario_20_a_toewijzing_with_approved_lines_is_not_deleted() -> None:
    """T1 met een goedgekeurde declaratieregel verwijderen: de gemeente mag het niet, en de
    aanbieder keurt het af met 9385. Is de regel gecrediteerd, dan mag het wel.
    """
    with pytest.raises(HasGrantedPrestaties, match="eerst crediteren"):
        wijzigingen.delete(situation(granted={1001: granted(18, 108_000)}), 1001, besluit())
    (deleted,) = wijzigingen.delete(situation(), 1001, besluit()).versions

    aanbieder = Postvak([T1], granted={1001: granted(18, 108_000)})
    refused = aanbieder.receive(bericht_301(as_product(deleted)))
    assert refused.codes == {"ToegewezenProduct[1]": ("9385",)}
    assert aanbieder.newest(1001) == T1

    aanbieder.granted.clear()  # the credit is approved
    assert aanbieder.receive(bericht_301(as_product(deleted))).is_ok
    assert aanbieder.newest(1001).is_deleted


def test_scenario_21_a_delete_ends_where_it_begins() -> None:
    """Verwijderen (reden 13) met een andere Einddatum dan de Ingangsdatum: 0001."""
    wrong = as_product(T1, einddatum=date(2026, 1, 2), reden_wijziging="13")

    answer = Postvak([T1]).receive(bericht_301(wrong))

    assert answer.header_codes == ("0001",)
    assert answer.broken == ("CS335",)


def test_scenario_22_reden_01_has_lapsed() -> None:
    """RedenWijziging 01 bestaat niet meer: 0001. Onze eigen wijziging kan die reden niet
    krijgen.
    """
    answer = Postvak([T1]).receive(bericht_301(as_product(T1, reden_wijziging="01")))

    assert answer.header_codes == ("0001",)
    assert answer.broken == ("CS336",)
    with pytest.raises(WrongReden, match="kies uit 02, 03, 05"):
        wijzigingen.shorten(situation(), 1001, day("2026-04-30"), besluit(reden="01"))


@pytest.mark.regel("OP186")
def test_scenario_23_an_end_in_the_past_needs_a_recorded_agreement() -> None:
    """T1 inkorten tot 28 februari, in het verleden, mag alleen in overeenstemming (OP186). Wat over
    maart al is goedgekeurd, blijft goedgekeurd; daar wijst een waarschuwing op.
    """
    around = situation(granted={1001: granted(30, 180_000, tot="2026-03-31")})

    with pytest.raises(NeedsAgreement, match="in overeenstemming met de aanbieder"):
        wijzigingen.shorten(around, 1001, day("2026-02-28"), besluit(reden="05"))

    plan = wijzigingen.shorten(
        around, 1001, day("2026-02-28"), besluit(reden="05", afspraak=OVEREENSTEMMING)
    )

    (after,) = plan.versions
    assert (after.einddatum, after.reden_wijziging) == (day("2026-02-28"), "05")
    assert [warning.rule for warning in plan.warnings] == ["UP031"]


def a_vot_of_p1_in_treatment(referentie: str = "VOT-1") -> Postvak:
    """The aanbieder P1, that asked for a product beside T2 and waits for the answer."""
    aanbieder = Postvak([T2])
    asked = Postvak([T2])
    asked.receive(vot(aangevraagd(referentie)))
    aanbieder.verzoeken = asked.verzoeken
    return aanbieder


@pytest.mark.regel("TR379")
def test_scenario_24_an_own_decision_carries_no_reference() -> None:
    """Een toewijzing op eigen initiatief met de ReferentieAanbieder van een oud verzoek: 9379."""
    aanbieder = a_vot_of_p1_in_treatment()
    aanbieder.verzoeken = [
        replace(v, status=VerzoekStatus.GEHONOREERD) for v in aanbieder.verzoeken
    ]
    own = toewijzing(1003, "2026-04-01", referentie_aanbieder="VOT-1")

    answer = aanbieder.receive(bericht_301(as_product(own), as_product(T2)))

    assert answer.codes == {"ToegewezenProduct[1]": ("9379",)}


@pytest.mark.regel("TR379")
def test_scenario_25_only_the_honoured_product_of_a_vot_carries_the_reference() -> None:
    """Na een verzoek om toewijzing staat de referentie alleen bij het gehonoreerde product. Staat
    zij ook bij de toewijzing die er al was, dan krijgt die 9379.
    """
    honoured = as_product(toewijzing(1003, "2026-04-01", referentie_aanbieder="VOT-1"))
    right, wrong = a_vot_of_p1_in_treatment(), a_vot_of_p1_in_treatment()

    assert right.receive(bericht_301(honoured, as_product(T2))).is_ok
    assert right.verzoeken[0].status is VerzoekStatus.GEHONOREERD

    other = as_product(T2, referentie_aanbieder="VOT-1")
    assert wrong.receive(bericht_301(honoured, other)).codes == {"ToegewezenProduct[2]": ("9379",)}
    assert wrong.verzoeken[0].status is VerzoekStatus.IN_BEHANDELING


NO_VARIANT: dict[str, tuple[dict[str, Any], str]] = {
    "per week without end": ({"einddatum": None}, "CD076"),
    "budget without end": (
        {"product": None, "omvang": None, "budget": 100_000, "einddatum": None},
        "CD075",
    ),
    "budget and omvang": ({"budget": 100_000}, "CD077"),
    "nothing": ({"product": None, "omvang": None}, "CD079"),
    "code without omvang": ({"omvang": None}, "CD041"),
    "category with omvang": ({"product": Product(categorie="07")}, "CD080"),
}


@pytest.mark.tegenspraak(12)
@pytest.mark.regel("IV074")
@pytest.mark.parametrize("case", NO_VARIANT)
def test_scenario_26_only_the_variants_of_the_standard_exist(case: str) -> None:
    """Een combinatie van product, omvang en budget die niet bestaat, wordt afgekeurd (0001), en de
    gemeente kan haar ook niet maken.
    """
    different, rule = NO_VARIANT[case]
    wrong = replace(T1, **different)

    answer = Postvak().receive(bericht_301(as_product(wrong)))
    assert answer.header_codes == ("0001",)
    assert rule in answer.broken

    with pytest.raises(NotAVariant) as refused:
        variant_of(wrong, Wet.WMO)
    assert refused.value.rule == rule


def test_scenario_27_an_etmaal_is_not_assigned_per_day() -> None:
    """Etmaal per dag kan niet (CS338), uren per dag wel."""
    etmaal, uur = replace(T1, omvang=omvang(1, "14", "1")), replace(T1, omvang=omvang(1, "04", "1"))

    assert Postvak().receive(bericht_301(as_product(etmaal))).broken == ("CS338",)
    assert Postvak().receive(bericht_301(as_product(uur))).is_ok
    with pytest.raises(NotAVariant, match="kan niet per dag"):
        variant_of(etmaal, Wet.WMO)
    assert variant_of(uur, Wet.WMO).eenheid == "04"


@pytest.mark.regel("OP043")
def test_scenario_28_a_toewijzing_ends_before_the_pgb_starts() -> None:
    """De cliënt krijgt vanaf 1 mei een pgb voor hetzelfde product: T1 eindigt uiterlijk 30
    april.
    """
    plan = beeindigingen.start_pgb(
        situation(T1, T2), pgb("2026-05-01", T1.product), besluit(afspraak=OVERLEG)
    )

    (after,) = plan.versions
    assert (after.nummer, after.einddatum) == (1001, day("2026-04-30"))
    assert after.reden_wijziging == "08"


def test_scenario_29_a_client_has_died() -> None:
    """De cliënt is op 10 maart overleden: T1 eindigt op die dag met reden 02, de stop heeft reden
    02.
    """
    gemeente = Postvak([T1])
    gemeente.receive(bericht_305(start("2026-01-05")))

    plan = beeindigingen.die(situation(), day("2026-03-10"), besluit())

    (after,) = plan.versions
    assert (after.einddatum, after.reden_wijziging) == (day("2026-03-10"), "02")
    assert wijzigingen.reden_beeindiging_for("02", Wet.WMO) == "02"
    gemeente.toewijzingen += plan.versions
    assert gemeente.receive(bericht_307(stop("2026-01-05", "2026-03-10", "02"))).is_ok
    assert not gemeente.leveringen().running(1001)


@pytest.mark.regel("OP002", "OP002x1")
def test_scenario_30_the_gezagsdrager_of_a_young_client_is_named() -> None:
    """Een kind van 10 zonder gezagsdrager in het JW301: een waarschuwing, geen afkeuring. Heeft de
    aanbieder in zijn verzoek gezegd dat hij de gezagsdrager kent, dan is er niets aan de hand.
    """
    child = replace(
        client_301(Wet.JW), relaties=(), geboortedatum=Geboortedatum(datum=date(2015, 9, 1))
    )
    product = as_product(toewijzing(wet=Wet.JW))
    unknown, known = Postvak(), Postvak()
    asked = Postvak()
    asked.receive(
        vot(
            aangevraagd(product=BEGELEIDING[Wet.JW]),
            wet=Wet.JW,
            bsn=child.bsn,
            gezagsdrager_bekend="1",
        )
    )
    known.verzoeken = asked.verzoeken

    without = unknown.receive(bericht_301(product, wet=Wet.JW, client=child))
    with_vot = known.receive(bericht_301(product, wet=Wet.JW, client=child))

    assert without.is_ok
    assert without.warned == {"OP002"}
    assert with_vot.is_ok
    assert with_vot.warned == set()
    before_sending = set_301.client_warnings(child, Wet.JW, TODAY, is_gezagsdrager_bekend=False)
    assert [warning.rule for warning in before_sending] == ["OP002"]


@pytest.mark.parametrize(
    ("soort", "has_address", "rule"), [("01", False, "TR006"), ("04", True, "TR061")]
)
def test_scenario_31_a_client_can_be_reached(soort: str, has_address: bool, rule: str) -> None:
    """Een contact zonder telefoon en adres (TR006), of alleen een tijdelijk adres (TR061): 0001."""
    client = client_301()
    contact = replace(client.contactgegevens[0], soort=soort, periode=None)
    if not has_address:
        contact = replace(contact, adres=None, telefoon=None)

    answer = Postvak().receive(
        bericht_301(as_product(T1), client=replace(client, contactgegevens=(contact,)))
    )

    assert answer.header_codes == ("0001",)
    assert rule in answer.broken


def test_a_plan_for_a_vot_goes_out_with_the_reference() -> None:
    """Een gehonoreerd verzoek om toewijzing gaat met de referentie in het bericht, de rest
    zonder.
    """
    aanbieder = a_vot_of_p1_in_treatment()
    wish = antwoord_vot.as_asked(aangevraagd(), 1003)

    plan = antwoord_vot.honour_vot(situation(T2), aangevraagd(), wish, besluit())
    products = set_301.set_301([T2, *plan.versions], {1002: T2}, on=TODAY)

    assert {p.toewijzing_nummer: p.referentie_aanbieder for p in products} == {
        1002: None,
        1003: "VOT-1",
    }
    assert {p.product for p in products} == {BEGELEIDING[Wet.WMO], OTHER[Wet.WMO]}
    assert aanbieder.receive(bericht_301(*products)).is_ok
    assert aanbieder.newest(1003).aanbieder == P1
    assert StartKey(1003, T1.product, TODAY).subject == 1003
