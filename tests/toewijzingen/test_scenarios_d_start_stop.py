# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Scenario's 56 tot en met 72: start en stop.

Tenzij anders gezegd: toewijzing T1 van gemeente G1 aan aanbieder P1 voor cliënt B1, 3 uur per week
van 1 januari tot en met 30 juni 2026. Vandaag is maandag 16 maart 2026.
"""

from dataclasses import replace

import pytest

from noaber.berichten.definitions.classes import StopProduct
from noaber.berichten.definitions.groups import Product
from noaber.berichten.judge import Outcome
from noaber.berichten.xml.write import write
from noaber.kernel.wet import Wet
from noaber.toewijzingen.types import Phase, StartKey
from tests.toewijzingen.factories import (
    B2,
    BEGELEIDING,
    T1,
    bericht_305,
    bericht_307,
    day,
    start,
    stop,
    toewijzing,
)
from tests.toewijzingen.postvak import Postvak

ASPECIFIC = Product(categorie="54")


def started(*, on: str = "2026-01-05") -> Postvak:
    """A gemeente that knows T1, on which delivery has begun."""
    gemeente = Postvak([T1])
    assert gemeente.receive(bericht_305(start(on))).is_ok
    return gemeente


def paused(*, on: str = "2026-02-20") -> Postvak:
    """The same, after a tijdelijke stop."""
    gemeente = started()
    assert gemeente.receive(bericht_307(stop("2026-01-05", on, "20"))).is_ok
    return gemeente


def stops(gemeente: Postvak) -> list[tuple[str, str]]:
    """Every stop that stands: last day and reden."""
    found = gemeente.leveringen().stops
    return sorted((s.einddatum.isoformat(), s.reden_beeindiging) for s in found)


@pytest.mark.regel("TR326", "OP379")
@pytest.mark.parametrize("reden", ["20", "19"], ids=["pause", "definitive"])
def test_scenario_56_a_second_start_only_after_a_stop(reden: str) -> None:
    """Een tweede start terwijl de eerste nog loopt: 9326. Na een tijdelijke of definitieve stop mag
    het wel.
    """
    gemeente = started()

    assert gemeente.receive(bericht_305(start("2026-02-02"))).codes == {
        "StartProduct[1]": ("9326",)
    }
    assert gemeente.receive(bericht_307(stop("2026-01-05", "2026-01-30", reden))).is_ok
    assert gemeente.receive(bericht_305(start("2026-02-02"))).is_ok
    assert gemeente.leveringen().phase_of(1001) is Phase.RUNNING


@pytest.mark.regel("TR074", "TR326")
def test_scenario_57_the_same_start_twice() -> None:
    """Dezelfde start nog eens, met een nieuwe Identificatie: 9074 (en 9326, want hij loopt nog)."""
    gemeente = started()

    answer = gemeente.receive(bericht_305(start("2026-01-05")))

    assert answer.codes == {"StartProduct[1]": ("9074", "9326")}


@pytest.mark.regel("TR019")
def test_scenario_58_a_start_refers_to_a_toewijzing_of_this_client() -> None:
    """Een start op de toewijzing van een andere cliënt: 9019. Zonder nummer, bij een taakgericht
    product: goed. Zonder nummer bij een ander product: 9019.
    """
    taakgericht = Product(categorie="07", code="07A12")
    gemeente = Postvak([replace(T1, bsn=B2)], taakgericht=frozenset({taakgericht}))

    of_another = gemeente.receive(bericht_305(start("2026-01-05")))
    without = gemeente.receive(bericht_305(start("2026-01-05", None, product=taakgericht)))
    not_taakgericht = Postvak([T1]).receive(bericht_305(start("2026-01-05", None)))

    assert of_another.codes == {"StartProduct[1]": ("9019",)}
    assert without.is_ok
    assert not_taakgericht.codes == {"StartProduct[1]": ("9019",)}


@pytest.mark.regel("TR063", "TR071")
def test_scenario_59_only_what_was_reported_is_deleted_and_the_stop_goes_first() -> None:
    """Een start verwijderen die nooit is gemeld: 9063. Een start met een stop verwijderen: 9071; na
    het verwijderen van de stop mag het.
    """
    gemeente = paused()

    unknown = gemeente.receive(bericht_305(start("2026-01-06", status="3")))
    with_stop = gemeente.receive(bericht_305(start("2026-01-05", status="3")))
    assert unknown.codes == {"StartProduct[1]": ("9063",)}
    assert with_stop.codes == {"StartProduct[1]": ("9071",)}

    taken_back = stop("2026-01-05", "2026-02-20", "20", status="3")
    assert gemeente.receive(bericht_307(taken_back)).is_ok
    assert gemeente.receive(bericht_305(start("2026-01-05", status="3"))).is_ok
    assert gemeente.leveringen().phase_of(1001) is Phase.NONE


@pytest.mark.regel("IV008")
def test_scenario_60_a_start_date_is_corrected_in_one_message() -> None:
    """De startdatum verbeteren kan in één bericht: de oude verwijderen, de nieuwe melden. Alleen de
    ToewijzingIngangsdatum verbeteren kan niet in één bericht (0001, dubbele sleutel), wel in twee.
    """
    gemeente = started()
    correction = bericht_305(start("2026-01-05", status="3"), start("2026-01-07"))
    assert gemeente.receive(correction).is_ok
    assert [s.begindatum for s in gemeente.leveringen().running(1001)] == [day("2026-01-07")]

    deleted = start("2026-01-07", status="3")
    again = start("2026-01-07", toewijzing_ingangsdatum=day("2026-01-01"))
    in_one = gemeente.receive(bericht_305(deleted, again))
    assert in_one.header_codes == ("0001",)
    assert in_one.broken == ("TR101",)
    assert gemeente.receive(bericht_305(deleted)).is_ok
    assert gemeente.receive(bericht_305(again)).is_ok


@pytest.mark.regel("TR382")
def test_scenario_61_a_stop_repeats_the_key_of_its_start() -> None:
    """Een stop met een andere Begindatum dan de start, of zonder start: 9069."""
    other_begin = started().receive(bericht_307(stop("2026-01-06", "2026-02-27")))
    without = Postvak([T1]).receive(bericht_307(stop("2026-01-05", "2026-02-27")))

    assert other_begin.codes == {"StopProduct[1]": ("9069",)}
    assert without.codes == {"StopProduct[1]": ("9069",)}


@pytest.mark.regel("TR414")
@pytest.mark.parametrize(
    ("eind", "code"), [("2026-02-20", None), ("2026-03-01", None), ("2026-02-19", "9414")]
)
def test_scenario_62_the_end_is_not_before_the_pause(eind: str, code: str | None) -> None:
    """Tijdelijk gestopt op 20 februari; definitief op dezelfde dag (casus 2) of later (casus 3):
    goed. Een dag eerder: 9414.
    """
    answer = paused().receive(bericht_307(stop("2026-01-05", eind, "23")))

    assert answer.codes == ({} if code is None else {"StopProduct[1]": (code,)})


@pytest.mark.regel("TR413", "TR415")
@pytest.mark.parametrize("reden", ["20", "22"])
def test_scenario_63_one_pause_and_one_end_per_start(reden: str) -> None:
    """Twee keer tijdelijk gestopt: 9413. Na een definitieve stop nog een stop op dezelfde start:
    9415.
    """
    twice = paused().receive(bericht_307(stop("2026-01-05", "2026-02-27", "20")))
    gemeente = paused()
    assert gemeente.receive(bericht_307(stop("2026-01-05", "2026-02-27", "19"))).is_ok

    after = gemeente.receive(bericht_307(stop("2026-01-05", "2026-03-06", reden)))

    assert twice.codes == {"StopProduct[1]": ("9413",)}
    assert after.codes == {"StopProduct[1]": ("9415",)}


def test_scenario_64_the_reason_of_a_stop_is_corrected_in_one_message() -> None:
    """Casus 4: een stop met reden 22 vervangen door reden 19, in één bericht. Daarna is er één
    stop.
    """
    gemeente = started()
    gemeente.receive(bericht_307(stop("2026-01-05", "2026-02-20", "22")))

    answer = gemeente.receive(
        bericht_307(
            stop("2026-01-05", "2026-02-20", "22", status="3"),
            stop("2026-01-05", "2026-02-20", "19"),
        )
    )

    assert answer.is_ok
    assert stops(gemeente) == [("2026-02-20", "19")]


def test_scenario_65_a_pause_becomes_definitive_in_one_message() -> None:
    """Casus 5: een tijdelijke stop vervangen door een definitieve, met dezelfde Einddatum."""
    gemeente = paused()

    answer = gemeente.receive(
        bericht_307(
            stop("2026-01-05", "2026-02-20", "20", status="3"),
            stop("2026-01-05", "2026-02-20", "23"),
        )
    )

    assert answer.is_ok
    assert stops(gemeente) == [("2026-02-20", "23")]
    assert gemeente.leveringen().phase_of(1001) is Phase.ENDED


@pytest.mark.regel("IV008", "OP033")
def test_scenario_66_deletes_go_first_whatever_the_order_in_the_file() -> None:
    """Als 64 en 65, maar de nieuwe stop staat vooraan in het bericht: hetzelfde resultaat."""
    gemeente = paused()

    answer = gemeente.receive(
        bericht_307(
            stop("2026-01-05", "2026-02-20", "23"),
            stop("2026-01-05", "2026-02-20", "20", status="3"),
        )
    )

    assert answer.is_ok
    assert stops(gemeente) == [("2026-02-20", "23")]


@pytest.mark.tegenspraak(14)
@pytest.mark.parametrize(("wet", "reden"), [(Wet.JW, "19"), (Wet.WMO, "32")], ids=["jw", "wmo"])
def test_scenario_67_each_law_has_its_own_reasons(wet: Wet, reden: str) -> None:
    """JW307 met reden 19 of WMO307 met reden 32: past niet in het schema, dus geen retour."""
    ended = stop("2026-01-05", "2026-02-20", "38", product=BEGELEIDING[wet])
    message = bericht_307(ended, wet=wet)
    data = write(message).replace(b":RedenBeeindiging>38<", f":RedenBeeindiging>{reden}<".encode())

    answer = Postvak([T1]).receive_bytes(data)

    assert answer.verdict.outcome is Outcome.REJECTED_SCHEMA
    assert answer.retour is None


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [(stop("2026-01-05", "2026-01-04"), "TR018"), (stop("2026-01-05", "2026-03-17"), "TR134")],
    ids=["before-the-start", "after-the-dagtekening"],
)
def test_scenario_68_a_stop_lies_between_start_and_dagtekening(
    wrong: StopProduct, rule: str
) -> None:
    """Een stop voor de start (TR018) of na de Dagtekening (TR134): 0001."""
    answer = started().receive(bericht_307(wrong))

    assert answer.header_codes == ("0001",)
    assert answer.broken == (rule,)


@pytest.mark.regel("OP033x2", "CS058")
def test_scenario_69_status_2_does_not_exist() -> None:
    """StatusAanlevering 2 (gewijzigd): 0001 (CS058)."""
    answer = Postvak([T1]).receive(bericht_305(start("2026-01-05", status="2")))

    assert answer.header_codes == ("0001",)
    assert answer.broken == ("CS058",)


@pytest.mark.tegenspraak(20)
@pytest.mark.regel("IV075")
@pytest.mark.parametrize(
    ("product", "warned"),
    [(ASPECIFIC, set()), (Product(categorie="54", code="54A10"), {"IV075"})],
    ids=["category-only", "with-a-code"],
)
def test_scenario_70_another_product_than_assigned_is_a_warning(
    product: Product, warned: set[str]
) -> None:
    """Een toewijzing op alleen een categorie: een start met die categorie is goed. Staat er ook een
    code bij, dan bestaat daar geen retourcode voor: accepteren met een waarschuwing.
    """
    aspecific = toewijzing(wet=Wet.JW, product=ASPECIFIC, omvang=None)
    codes = frozenset({Product(categorie="54", code="54A10")})
    gemeente = Postvak([aspecific], productcodes=codes)

    answer = gemeente.receive(bericht_305(start("2026-03-12", product=product), wet=Wet.JW))

    assert answer.is_ok
    assert answer.warned == warned


@pytest.mark.regel("OP379")
def test_scenario_71_delivery_may_begin_again_within_the_toewijzing() -> None:
    """Definitief gestopt terwijl T1 doorloopt tot en met 30 juni; in april opnieuw gestart: goed
    (OP379). T1 zelf verandert niet.
    """
    gemeente = started()
    assert gemeente.receive(bericht_307(stop("2026-01-05", "2026-02-27", "19"))).is_ok
    gemeente.today = day("2026-04-08")

    answer = gemeente.receive(bericht_305(start("2026-04-07"), dagtekening="2026-04-08"))

    assert answer.is_ok
    assert answer.warned == set()
    assert gemeente.toewijzingen == [T1]


@pytest.mark.regel("TR382")
def test_scenario_72_a_stop_that_overtakes_its_start_is_sent_again() -> None:
    """De stop komt aan voor de start: 9069. Na de start stuurt de aanbieder hem opnieuw: goed."""
    gemeente = Postvak([T1])
    ended = stop("2026-01-05", "2026-02-20", "19")

    assert gemeente.receive(bericht_307(ended)).codes == {"StopProduct[1]": ("9069",)}
    assert not gemeente.leveringen().stops
    assert gemeente.receive(bericht_305(start("2026-01-05"))).is_ok
    assert gemeente.receive(bericht_307(ended)).is_ok


@pytest.mark.regel("OP271")
def test_a_late_message_is_accepted_with_a_warning() -> None:
    """Een start van januari die pas in maart wordt gemeld: te laat, maar nooit een reden om af te
    keuren.
    """
    answer = Postvak([T1]).receive(bericht_305(start("2026-01-05")))

    assert answer.is_ok
    assert answer.warned == {"OP271"}


def test_taking_back_an_old_stop_while_a_new_start_runs_is_a_warning() -> None:
    """Geen regel keurt het af, maar er lopen dan twee leveringen op één toewijzing."""
    gemeente = paused()
    assert gemeente.receive(bericht_305(start("2026-03-02"))).is_ok

    answer = gemeente.receive(bericht_307(stop("2026-01-05", "2026-02-20", "20", status="3")))

    assert answer.is_ok
    assert "OP289" in answer.warned
    assert len(gemeente.leveringen().running(1001)) == 2


@pytest.mark.regel("TR019")
def test_a_deleted_toewijzing_can_end_but_not_begin() -> None:
    """Op een verwijderde toewijzing kan niets beginnen (9019); wat al begonnen was, kan stoppen."""
    gemeente = started()
    gemeente.toewijzingen.append(
        toewijzing(1001, tot="2026-01-01", besloten="2026-03-02", reden_wijziging="13")
    )

    ended = gemeente.receive(bericht_307(stop("2026-01-05", "2026-03-13", "36")))
    again = gemeente.receive(bericht_305(start("2026-03-16")))

    assert ended.is_ok
    assert ended.warned == {"OP087"}
    assert again.codes == {"StartProduct[1]": ("9019",)}


@pytest.mark.regel("TR326")
def test_two_starts_in_one_message_are_judged_by_day_and_not_by_place() -> None:
    """Twee starts op één toewijzing in één bericht: de latere krijgt 9326, waar hij ook staat."""
    early, late = start("2026-01-05"), start("2026-02-02")

    one = Postvak([T1]).receive(bericht_305(early, late))
    other = Postvak([T1]).receive(bericht_305(late, early))

    assert one.codes == {"StartProduct[2]": ("9326",)}
    assert other.codes == {"StartProduct[1]": ("9326",)}


def test_both_laws_keep_their_own_leveringen() -> None:
    """Hetzelfde nummer onder de Wmo en de Jeugdwet zijn twee toewijzingen."""
    gemeente = Postvak([T1, toewijzing(wet=Wet.JW)])

    wmo = gemeente.receive(bericht_305(start("2026-01-05")))
    jw = gemeente.receive(bericht_305(start("2026-01-05", product=BEGELEIDING[Wet.JW]), wet=Wet.JW))

    assert wmo.is_ok
    assert jw.is_ok
    assert StartKey(1001, BEGELEIDING[Wet.JW], day("2026-01-05")) in gemeente.leveringen().starts
