# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Contradictions in the public sources that a single message shows: our choice, each way tried."""

import pytest

from noaber.berichten.answers import Envelope, answer
from noaber.berichten.codelists import code_list
from noaber.berichten.definitions.registry import by_name, definition
from noaber.berichten.examples import Edit, base_message, edit
from noaber.berichten.judge import Outcome, Verdict, judge_bytes
from noaber.berichten.rulebook import list_rules, list_tegenspraken
from noaber.kernel.wet import Wet
from tests.berichten.test_answers import ENVELOPE


def judged(name: str, *edits: Edit) -> Verdict:
    return judge_bytes(edit(base_message(name), by_name(name), edits))


def broken(name: str, *edits: Edit) -> set[str]:
    verdict = judged(name, *edits)
    assert verdict.outcome in (Outcome.VALID, Outcome.REJECTED_0001)
    return set(verdict.rules)


def test_there_are_23_contradictions_numbered_from_1() -> None:
    assert [one.nummer for one in list_tegenspraken()] == list(range(1, 24))


@pytest.mark.tegenspraak(2)
def test_a_product_periode_after_the_declaratie_periode_is_0001_and_never_9319() -> None:
    begin = "Declaratie/Clienten/Client[1]/Prestaties/Prestatie[1]/ProductPeriode/"
    verdict = judged(
        "WMO323",
        ("set", "Header/BerichtIdentificatie/Dagtekening", "2026-06-30"),
        ("set", f"{begin}Begindatum", "2026-05-01"),
        ("set", f"{begin}Einddatum", "2026-05-31"),
    )
    assert verdict.outcome is Outcome.REJECTED_0001
    assert "TR319" in verdict.rules
    made = answer(verdict, ENVELOPE)
    assert made.header.retour_codes == ("0001",)


@pytest.mark.tegenspraak(3)
@pytest.mark.regel("CS050", "CS318", "IV045")
@pytest.mark.parametrize(
    ("name", "who", "rules"),
    [
        ("JW301", "Client/Relaties/Relatie[2]", set()),
        ("JW301", "Client", {"CS318"}),
        ("WMO301", "Client/Relaties/Relatie[1]", {"CS050"}),
        ("WMO301", "Client", {"CS050"}),
    ],
)
def test_an_organisation_is_a_relatie_of_the_jeugdwet_and_never_the_client(
    name: str, who: str, rules: set[str]
) -> None:
    assert broken(name, ("set", f"{who}/Naam/NaamGebruik", "6")) == rules


@pytest.mark.tegenspraak(13)
@pytest.mark.parametrize("wet", Wet)
def test_a_vot_is_answered_with_a_316_and_a_declaratie_with_a_325(wet: Wet) -> None:
    answers = {number: definition(wet, number).answer for number in ("315", "317", "323")}
    assert {n: one.number for n, one in answers.items() if one} == {
        "315": "316",
        "317": "318",
        "323": "325",
    }


@pytest.mark.tegenspraak(14)
@pytest.mark.parametrize(
    ("name", "reden", "is_known"),
    [
        ("WMO307", "19", True),
        ("WMO307", "22", True),
        ("WMO307", "32", False),
        ("JW307", "19", False),
        ("JW307", "22", False),
        ("JW307", "32", True),
    ],
)
def test_each_law_has_its_own_reasons_to_stop(name: str, reden: str, is_known: bool) -> None:
    verdict = judged(name, ("set", "Client/StopProducten/StopProduct[1]/RedenBeeindiging", reden))
    assert (verdict.outcome is Outcome.REJECTED_SCHEMA) is not is_known


@pytest.mark.tegenspraak(14)
@pytest.mark.parametrize("wet", Wet)
def test_not_in_the_contract_is_reason_4(wet: Wet) -> None:
    reasons = code_list("WJ759", wet)
    assert "contract" in reasons.codes["4"].omschrijving.lower()
    assert "budget" in reasons.codes["2"].omschrijving.lower()


@pytest.mark.tegenspraak(15)
@pytest.mark.regel("IV034")
@pytest.mark.parametrize(("name", "ours"), [("JW305", "0.1.0"), ("WMO305", "1.0.0")])
@pytest.mark.parametrize("theirs", ["0.1.0", "1.0.0", "7.8.9"])
def test_every_schema_version_is_taken_and_ours_is_that_of_the_public_schema(
    name: str, ours: str, theirs: str
) -> None:
    verdict = judged(
        name,
        ("set", "Header/XsdVersie/BerichtXsdVersie", theirs),
        ("set", "Header/XsdVersie/BasisschemaXsdVersie", theirs),
    )
    assert verdict.outcome is Outcome.VALID
    made = answer(verdict, Envelope("RETOUR1", ENVELOPE.dagtekening))
    versions = made.header.xsd_versie_retour
    assert (versions.bericht_xsd_versie, versions.basisschema_xsd_versie) == (ours, ours)
    assert made.header.xsd_versie.bericht_xsd_versie == theirs, "the Header comes back as it was"


@pytest.mark.tegenspraak(16)
@pytest.mark.regel("CS335")
def test_a_delete_without_einddatum_is_refused_though_the_official_check_lets_it_pass() -> None:
    product = "Client/ToegewezenProducten/ToegewezenProduct[1]"
    reden = ("set", f"{product}/RedenWijziging", "13")
    assert "CS335" in broken("WMO301", reden, ("remove", f"{product}/Einddatum"))


@pytest.mark.tegenspraak(16)
@pytest.mark.regel("TR316")
def test_a_credit_that_names_itself_is_refused() -> None:
    credit = "Declaratie/Clienten/Client[1]/Prestaties/Prestatie[3]/ProductReferentie"
    columns = judged("WMO323").columns
    assert columns is not None
    row = columns.lines.filter(client=1, prestatie=3).row(0, named=True)
    assert row["debet_credit"] == "C", "the example holds a credit here"
    own = row["referentie_nummer"]
    assert "TR316" in broken("WMO323", ("set", f"{credit}/VorigReferentieNummer", own))


@pytest.mark.tegenspraak(19)
@pytest.mark.parametrize("wet", Wet)
def test_9069_and_9355_are_in_the_list_and_belong_to_tr382_and_tr355(wet: Wet) -> None:
    codes = code_list("WJ001", wet).codes
    by_code = {rule.retourcode: rule.code for rule in list_rules() if rule.retourcode in codes}
    assert {"9069", "9355"} <= set(codes)
    assert (by_code["9069"], by_code["9355"]) == ("TR382", "TR355")
    assert "TR069" not in {rule.code for rule in list_rules()}


@pytest.mark.tegenspraak(23)
@pytest.mark.regel("CS002")
@pytest.mark.parametrize("name", ["WMO305", "JW323"])
def test_nine_zeros_pass_level_2(name: str) -> None:
    place = "Declaratie/Clienten/Client[1]/Bsn" if name == "JW323" else "Client/Bsn"
    assert "CS002" not in broken(name, ("set", place, "000000000"))
    assert "CS002" in broken(name, ("set", place, "000000001"))
