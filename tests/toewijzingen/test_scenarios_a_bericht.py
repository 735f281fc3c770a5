# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Scenario's 1 tot en met 13: het bericht als geheel.

Tenzij anders gezegd: toewijzing T1 van gemeente G1 aan aanbieder P1 voor cliënt B1, 3 uur per week
van 1 januari tot en met 30 juni 2026. Vandaag is maandag 16 maart 2026. Scenario 14 (bestanden
groter dan 25 MB) hoort bij het versturen, niet bij toewijzingen.
"""

from dataclasses import replace
from datetime import date, time
from itertools import permutations

import pytest

from noaber.berichten.answers import XSLT_VERSION
from noaber.berichten.definitions.classes import ToegewezenProduct
from noaber.berichten.definitions.groups import Product
from noaber.berichten.judge import Outcome
from noaber.berichten.xml.write import write
from noaber.kernel.wet import Wet
from noaber.toewijzingen.types import StartKey
from tests.toewijzingen.factories import (
    B1,
    B2,
    P2,
    PRODUCTCODES,
    T1,
    as_product,
    bericht_301,
    bericht_305,
    bericht_307,
    day,
    start,
    stop,
    toewijzing,
)
from tests.toewijzingen.postvak import Postvak


def test_scenario_01_a_valid_start_is_accepted() -> None:
    """Een goed startbericht krijgt een retour met alleen de kop, zonder codes."""
    gemeente = Postvak([T1])

    answer = gemeente.receive(bericht_305(start("2026-01-05")))

    assert answer.is_ok


def test_scenario_02_a_bsn_of_8_digits_gets_no_retour() -> None:
    """Een BSN van 8 cijfers past niet in het schema: er komt geen retour en er wordt niets
    bewaard.
    """
    gemeente = Postvak([T1])
    data = write(bericht_305(start("2026-01-05"))).replace(B1.encode(), B1[1:].encode())

    answer = gemeente.receive_bytes(data)

    assert answer.verdict.outcome is Outcome.REJECTED_SCHEMA
    assert answer.retour is None
    assert not gemeente.start_stops
    assert not gemeente.identificaties


def test_scenario_03_a_bsn_that_fails_the_elfproef_is_0001() -> None:
    """Een BSN dat de elfproef niet doorstaat: alleen de kop, met 0001 en de versie van de
    controle.
    """
    gemeente = Postvak([T1])

    answer = gemeente.receive(bericht_305(start("2026-01-05"), bsn="999900135"))

    assert answer.header_codes == ("0001",)
    assert answer.retour is not None
    assert answer.retour.header.xslt_versie == XSLT_VERSION
    assert answer.body is None


@pytest.mark.regel("TR056")
def test_scenario_04_an_identificatie_is_used_once_per_kind_of_message() -> None:
    """Dezelfde Identificatie nog eens in een start van P1 mag niet; in een stop, of van P2, wel."""
    gemeente = Postvak([T1, toewijzing(2001, aanbieder=P2)])
    gemeente.receive(bericht_305(start("2026-01-05"), identificatie="A1"))

    again = gemeente.receive(bericht_305(start("2026-02-02"), identificatie="A1"))
    in_a_stop = gemeente.receive(
        bericht_307(stop("2026-01-05", "2026-02-27", "20"), identificatie="A1")
    )
    of_another = gemeente.receive(
        bericht_305(start("2026-01-05", 2001), van=P2, identificatie="A1")
    )

    assert again.header_codes == ("9056",)
    assert again.body is None
    assert in_a_stop.is_ok
    assert of_another.is_ok


@pytest.mark.regel("TR135")
def test_scenario_05_a_dagtekening_of_tomorrow_is_8848() -> None:
    """Een stop met de Dagtekening van morgen: alleen de kop, met 8848."""
    gemeente = Postvak([T1])
    gemeente.receive(bericht_305(start("2026-01-05")))

    answer = gemeente.receive(
        bericht_307(stop("2026-01-05", "2026-03-13"), dagtekening="2026-03-17")
    )

    assert answer.header_codes == ("8848",)
    assert answer.body is None


@pytest.mark.regel("TR378")
def test_scenario_06_the_gemeentecode_exists_or_existed_when_the_toewijzing_began() -> None:
    """Gemeente 9999 bestaat niet: S300. Een gemeente die na een herindeling niet meer bestaat, mag
    nog bij een toewijzing van voor de herindeling.
    """
    heerhugowaard = toewijzing(3001, "2021-06-01", gemeente="0398")
    gemeente = Postvak([T1, heerhugowaard])

    unknown = gemeente.receive(bericht_305(start("2026-01-05"), naar="9999"))
    dissolved = gemeente.receive(bericht_305(start("2026-01-05", 3001), naar="0398"))

    assert unknown.header_codes == ("S300",)
    assert dissolved.is_ok


@pytest.mark.regel("TR019", "OP286", "OP065")
def test_scenario_07_one_wrong_class_rejects_the_whole_message() -> None:
    """Twee starts, één op een onbekende toewijzing: het hele bericht is afgekeurd, de goede start
    krijgt 0200, de foute 9019, en er wordt geen start bewaard.
    """
    gemeente = Postvak([T1])

    answer = gemeente.receive(bericht_305(start("2026-01-05"), start("2026-01-05", 7777)))

    assert answer.header_codes == ("0200",)
    assert answer.body.retour_codes == ("0200",)
    good, wrong = answer.body.start_producten
    assert good.retour_codes == ("0200",)
    assert wrong.retour_codes == ("9019",)
    assert not gemeente.leveringen().starts


def test_scenario_08_two_toewijzingen_for_one_product_may_not_overlap_one_day() -> None:
    """Perioden die één dag overlappen worden afgekeurd (TR302); aansluitende perioden zijn goed."""
    first = as_product(T1)

    def second(van: str) -> ToegewezenProduct:
        return as_product(toewijzing(1002, van, "2026-12-31"))

    overlapping = Postvak().receive(bericht_301(first, second("2026-06-30")))
    adjacent = Postvak().receive(bericht_301(first, second("2026-07-01")))

    assert overlapping.header_codes == ("0001",)
    assert overlapping.broken == ("TR302",)
    assert adjacent.is_ok


@pytest.mark.parametrize(("wet", "categorie"), [(Wet.WMO, "11"), (Wet.JW, "45")], ids=str)
def test_scenario_09_hulpmiddelen_of_the_wmo_may_overlap(wet: Wet, categorie: str) -> None:
    """Twee keer dezelfde rolstoel (Wmo, categorie 11) in dezelfde periode mag; bij de Jeugdwet mag
    hetzelfde product niet dubbel.
    """
    product = Product(categorie=categorie, code=f"{categorie}A01")
    aanbieder = Postvak(productcodes=frozenset({product}))
    one = toewijzing(1001, wet=wet, product=product)
    other = replace(one, nummer=1002)

    answer = aanbieder.receive(bericht_301(as_product(one), as_product(other), wet=wet))

    assert answer.is_ok is (wet is Wet.WMO)
    assert wet is Wet.WMO or answer.header_codes == ("0001",)


def test_scenario_10_a_generic_toewijzing_stands_alone_except_beside_hulpmiddelen() -> None:
    """Generiek (alleen een budget) naast een specifieke toewijzing mag niet; naast een Wmo-
    voorziening uit categorie 13 wel.
    """
    generic = toewijzing(1002, product=None, omvang=None, budget=500_000)
    woonvoorziening = Product(categorie="13", code="13A01")
    beside = toewijzing(1003, product=woonvoorziening)
    aanbieder = Postvak(productcodes=PRODUCTCODES | {woonvoorziening})

    wrong = aanbieder.receive(bericht_301(as_product(generic), as_product(T1)))
    right = aanbieder.receive(bericht_301(as_product(generic), as_product(beside)))

    assert wrong.header_codes == ("0001",)
    assert right.is_ok


def test_scenario_11_a_deleted_toewijzing_does_not_count_as_overlap() -> None:
    """Een verwijderde toewijzing (reden 13) binnen de periode van hetzelfde product telt
    niet mee.
    """
    deleted = toewijzing(1002, "2026-02-01", "2026-02-01", reden_wijziging="13")

    answer = Postvak().receive(bericht_301(as_product(T1), as_product(deleted)))

    assert answer.is_ok


@pytest.mark.regel("TR332")
def test_scenario_12_a_toewijzingnummer_belongs_to_one_toewijzing() -> None:
    """Een ToewijzingNummer dat G1 al voor een andere cliënt heeft gebruikt: 9332 bij die
    toewijzing.
    """
    aanbieder = Postvak([replace(T1, bsn=B2)])

    answer = aanbieder.receive(bericht_301(as_product(T1)))

    assert answer.header_codes == ("0200",)
    assert answer.body.retour_codes == ("0200",)
    assert answer.body.toegewezen_producten[0].retour_codes == ("9332",)
    assert answer.codes == {"ToegewezenProduct[1]": ("9332",)}


@pytest.mark.regel("IV013", "OP080")
def test_scenario_13_the_newest_decision_counts_whatever_the_order_of_arrival() -> None:
    """Twee exemplaren van hetzelfde bericht en een ouder besluit ertussen: in elke volgorde van
    aankomst geldt daarna het nieuwste besluit.
    """
    older = T1
    newest = replace(
        T1,
        toewijzingsdatum=date(2026, 3, 10),
        toewijzingstijd=time(11, 15),
        einddatum=date(2026, 4, 30),
        reden_wijziging="05",
    )

    for arrival in permutations([newest, older, newest]):
        aanbieder = Postvak()
        for version in arrival:
            assert aanbieder.receive(bericht_301(as_product(version))).is_ok
        assert aanbieder.newest(1001) == newest


def test_findings_and_facts_never_hold_a_bsn() -> None:
    """Ook als de aanbieder een BSN als kenmerk of nummer gebruikt, staat het in geen enkele
    tekst.
    """
    gemeente = Postvak([T1])
    gemeente.receive(bericht_305(start("2026-01-05"), identificatie=B2))
    gemeente.receive(bericht_305(start("2026-01-05"), identificatie=B2))
    messages = [
        bericht_305(start("2026-01-05"), identificatie=B2),
        bericht_305(start("2026-01-05", int(B2))),
        bericht_305(start("2026-01-05"), naar="9999"),
    ]

    for message in messages:
        answer = gemeente.receive(message)
        assert answer.judgement is not None
        texts = " ".join(finding.text for finding in answer.judgement.findings)
        assert texts
        assert B1 not in texts
        assert B2 not in texts
    assert B1 not in repr(gemeente.toewijzingen)
    assert StartKey(1001, T1.product, day("2026-01-05")) in gemeente.leveringen().starts
