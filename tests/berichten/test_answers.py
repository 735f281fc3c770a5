# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Answers have the shape that the standard gives them, at every level, for every message."""

from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

import pytest

from noaber.berichten.answers import (
    FULLY_GRANTED,
    NO_REMARK,
    NOT_JUDGED,
    TECHNICAL,
    XSLT_VERSION,
    Codes,
    Envelope,
    NoAnswer,
    answer,
)
from noaber.berichten.definitions import messages as m
from noaber.berichten.definitions.classes import DeclaratieAntwoord, Klasse
from noaber.berichten.definitions.registry import all_definitions, by_name
from noaber.berichten.examples import base_message
from noaber.berichten.judge import Outcome, Verdict, judge_bytes, judge_path
from noaber.berichten.xml.parse import parse_tree
from noaber.berichten.xml.read import to_value
from noaber.berichten.xml.schema import published_schema
from noaber.berichten.xml.write import definition_of, write
from tests.berichten.declarations import bsns, declaration, pieces
from tests.berichten.test_vectors import VECTORS, rows

ENVELOPE = Envelope("RETOUR1", date(2026, 4, 13))
QUESTIONS = [entry for entry in all_definitions() if entry.answer is not None]
HEEN = [entry.name for entry in QUESTIONS if entry.number != "323"]
DECLARATIES = ["WMO323", "JW323"]
ANSWERS = [entry.name for entry in all_definitions() if entry.answer is None]
PART = {
    "301": "Client/ToegewezenProducten/ToegewezenProduct[2]",
    "305": "Client/StartProducten/StartProduct[2]",
    "307": "Client/StopProducten/StopProduct[2]",
    "315": "Client/AangevraagdeProducten/AangevraagdProduct[2]",
    "317": "Client/Verzoek/NieuweProducten/NieuwProduct[2]",
}
"""A class inside another."""
CODE = "9019"


def judged(name: str) -> Verdict:
    verdict = judge_bytes(base_message(name), f"{name}.xml")
    assert verdict.outcome is Outcome.VALID
    return verdict


def value_of(name: str, data: bytes | None = None) -> Any:
    return to_value(parse_tree(data or base_message(name)), by_name(name))


def answered(verdict: Verdict, codes: Codes | None = None) -> Any:
    """The answer, after a look at what holds for every answer."""
    value = answer(verdict, ENVELOPE, codes)
    assert verdict.definition is not None
    assert definition_of(value) == verdict.definition.answer
    data = write(value)
    again = judge_bytes(data, "antwoord.xml")
    assert (again.outcome, again.rules) == (Outcome.VALID, ())
    assert value_of(definition_of(value).name, data) == value
    return value


def body_of(value: Any) -> Any:
    return value.antwoord if hasattr(value, "antwoord") else value.client


def without_codes(value: Any) -> Any:
    """The same with no retourcode anywhere."""
    if isinstance(value, tuple):
        return tuple(without_codes(item) for item in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changed = {entry.name: without_codes(getattr(value, entry.name)) for entry in fields(value)}
    if isinstance(value, Klasse):
        changed["retour_codes"] = ()
    return replace(value, **changed)


def all_codes(value: Any) -> list[tuple[str, ...]]:
    """The codes of every class, from the outside in."""
    if isinstance(value, tuple):
        return [codes for item in value for codes in all_codes(item)]
    if not is_dataclass(value):
        return []
    own = [value.retour_codes] if isinstance(value, Klasse) else []
    return own + [
        codes for entry in fields(value) for codes in all_codes(getattr(value, entry.name))
    ]


# ── the header ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("code", [None, TECHNICAL, "9056"])
@pytest.mark.parametrize("name", HEEN)
def test_a_retour_repeats_the_header_and_does_not_swap_the_parties(
    name: str, code: str | None
) -> None:
    heen = value_of(name).header
    retour = answered(judged(name), Codes(header=code)).header
    assert isinstance(retour, m.RetourHeader)
    assert (retour.afzender, retour.ontvanger) == (heen.afzender, heen.ontvanger)
    assert retour.bericht_identificatie == heen.bericht_identificatie
    assert retour.xsd_versie == heen.xsd_versie
    assert (retour.identificatie_retour, retour.dagtekening_retour) == (
        ENVELOPE.identificatie,
        ENVELOPE.dagtekening,
    )
    assert retour.xsd_versie_retour.bericht_xsd_versie == by_name(name).xsd_version
    assert retour.xslt_versie == (XSLT_VERSION if code == TECHNICAL else None)


@pytest.mark.parametrize("code", [None, TECHNICAL, "9056"])
@pytest.mark.parametrize("name", DECLARATIES)
def test_a_325_has_a_header_of_its_own_with_the_parties_swapped(
    name: str, code: str | None
) -> None:
    heen = value_of(name).header
    own = answered(judged(name), Codes(header=code)).header
    assert isinstance(own, m.DeclaratieAntwoordHeader)
    assert (own.afzender, own.ontvanger) == (heen.ontvanger, heen.afzender)
    assert own.bericht_identificatie.identificatie == ENVELOPE.identificatie
    assert own.bericht_identificatie.dagtekening == ENVELOPE.dagtekening
    assert own.declaratie_identificatie == heen.bericht_identificatie
    assert own.xsd_versie_declaratie == heen.xsd_versie
    assert own.xsd_versie.bericht_xsd_versie == by_name(name).xsd_version
    assert own.xslt_versie == (XSLT_VERSION if code == TECHNICAL else None)
    assert own.retour_codes == (code or NO_REMARK,)


def test_an_answer_says_which_message_it_is() -> None:
    data = write(answered(judged("WMO305")))
    assert b"<wmo306:BerichtCode>419<" in data
    assert b"<wmo325:BerichtCode>485<" in write(answered(judged("WMO323")))
    assert b"<jw325:BerichtCode>491<" in write(answered(judged("JW323")))


def test_an_answer_repeats_the_versions_that_the_sender_used() -> None:
    other = base_message("WMO305").replace(b"XsdVersie>1.0.0<", b"XsdVersie>1.2.3<")
    header = answered(judge_bytes(other)).header
    assert header.xsd_versie.bericht_xsd_versie == "1.2.3"
    assert header.xsd_versie_retour.bericht_xsd_versie == "1.0.0"


# ── all is well ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", HEEN)
def test_a_good_message_gets_a_header_without_codes_and_nothing_else(name: str) -> None:
    retour = answered(judged(name))
    assert retour.header.retour_codes == ()
    assert body_of(retour) is None


@pytest.mark.parametrize("name", DECLARATIES)
def test_a_good_declaratie_is_granted_in_full(name: str) -> None:
    declaratie = value_of(name).declaratie
    value = answered(judged(name))
    assert value.header.retour_codes == (NO_REMARK,)
    assert value.declaratie_antwoord == DeclaratieAntwoord(
        declaratie_nummer=declaratie.declaratie_nummer,
        totaal_ingediend_bedrag=declaratie.totaal_ingediend_bedrag,
        totaal_toegekend_bedrag=declaratie.totaal_ingediend_bedrag,
        clienten=(),
        retour_codes=(FULLY_GRANTED,),
    )


# ── levels 1 and 2 ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("entry", QUESTIONS, ids=lambda entry: entry.name)
def test_a_message_that_fails_level_1_gets_no_answer(entry: Any) -> None:
    wrong = base_message(entry.name).replace(b"Dagtekening>2026", b"Dagtekening>x026", 1)
    verdict = judge_bytes(wrong)
    assert verdict.outcome is Outcome.REJECTED_SCHEMA
    with pytest.raises(NoAnswer, match=r"krijgt geen retourbericht.*Fo01.*\.$"):
        answer(verdict, ENVELOPE)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"<a/>"])
def test_what_is_no_message_gets_no_answer(data: bytes) -> None:
    with pytest.raises(NoAnswer, match="krijgt geen retourbericht"):
        answer(judge_bytes(data), ENVELOPE)


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_gets_no_answer(name: str) -> None:
    with pytest.raises(
        NoAnswer, match=rf"^Een {name} is zelf een antwoord en krijgt geen antwoord\.$"
    ):
        answer(judged(name), ENVELOPE)


@pytest.mark.regel("IV028", "IV032", "IV033")
@pytest.mark.parametrize(
    "row",
    [row for row in rows() if row["expected"] == "reject-0001" and row["message"] != "325"],
    ids=lambda row: row["file"],
)
def test_a_message_that_fails_level_2_gets_0001_and_nothing_else(row: dict[str, str]) -> None:
    value = answered(judge_path(VECTORS / row["file"]))
    assert value.header.retour_codes == (TECHNICAL,)
    assert value.header.xslt_versie == XSLT_VERSION
    if row["message"] == "323":
        assert value.declaratie_antwoord is None
    else:
        assert body_of(value) is None


def test_level_2_goes_before_what_later_levels_found() -> None:
    verdict = judge_bytes(base_message("WMO305").replace(b"Bsn>99990", b"Bsn>99991"))
    value = answered(verdict, Codes(classes={"Client": ("8187",)}))
    assert (value.header.retour_codes, value.client) == ((TECHNICAL,), None)


# ── levels 3 and 4: a retourbericht ──────────────────────────────────────────────────────────────


@pytest.mark.parametrize("code", ["9056", "8848", "S300"])
@pytest.mark.parametrize("name", [*HEEN, *DECLARATIES])
def test_a_code_about_the_whole_message_stands_alone(name: str, code: str) -> None:
    value = answered(judged(name), Codes(header=code))
    assert value.header.retour_codes == (code,)
    body = value.declaratie_antwoord if name in DECLARATIES else body_of(value)
    assert body is None


@pytest.mark.parametrize("name", HEEN)
def test_a_code_about_the_outer_class_leaves_the_classes_inside_it_unjudged(name: str) -> None:
    heen = body_of(value_of(name))
    place = "Antwoord" if name.endswith("319") else "Client"
    value = answered(judged(name), Codes(classes={place: (CODE,)}))
    body = body_of(value)
    assert value.header.retour_codes == (NO_REMARK,)
    assert value.header.xslt_versie is None
    assert without_codes(body) == heen
    assert all_codes(body) == [(CODE,)] + [(NOT_JUDGED,)] * (len(all_codes(heen)) - 1)


@pytest.mark.parametrize("name", [name for name in HEEN if name[-3:] in PART])
def test_a_code_about_an_inner_class_leaves_the_others_without_remark(name: str) -> None:
    heen = body_of(value_of(name))
    value = answered(judged(name), Codes(classes={PART[name[-3:]]: (CODE,)}))
    body = body_of(value)
    assert value.header.retour_codes == (NO_REMARK,)
    assert without_codes(body) == heen
    codes = all_codes(body)
    assert codes.count((CODE,)) == 1
    assert codes.count((NO_REMARK,)) == len(codes) - 1
    assert body.retour_codes == (NO_REMARK,)
    inner = body.verzoek.nieuwe_producten if name.endswith("317") else last_list(body)
    assert inner[1].retour_codes == (CODE,)


def last_list(body: Any) -> tuple[Any, ...]:
    lists = [
        getattr(body, entry.name) for entry in fields(body) if entry.name.endswith("producten")
    ]
    (found,) = lists
    return found


@pytest.mark.parametrize("name", ["WMO317", "JW317"])
def test_a_code_about_a_verzoek_reaches_its_products_but_not_the_client(name: str) -> None:
    value = answered(judged(name), Codes(classes={"Client/Verzoek": ("9355",)}))
    assert value.client.retour_codes == (NO_REMARK,)
    below = all_codes(value.client.verzoek)
    assert below == [("9355",)] + [(NOT_JUDGED,)] * (len(below) - 1)
    assert len(below) > 3


def test_a_code_deep_inside_a_301_stands_at_its_own_class() -> None:
    place = "Client/Relaties/Relatie[2]/Contact"
    value = answered(judged("WMO301"), Codes(classes={place: ("9019",)}))
    first, second = value.client.relaties
    assert first.contact.retour_codes == first.retour_codes == second.retour_codes == (NO_REMARK,)
    assert second.contact.retour_codes == ("9019",)
    assert without_codes(value.client) == value_of("WMO301").client


def test_all_codes_of_one_class_are_listed_together() -> None:
    place = PART["305"]
    value = answered(judged("WMO305"), Codes(classes={place: ("9019", "9332")}))
    assert value.client.start_producten[1].retour_codes == ("9019", "9332")


def test_a_class_with_a_code_of_its_own_keeps_it_below_a_rejected_one() -> None:
    codes = {"Client": ("8187",), PART["305"]: ("9019",)}
    value = answered(judged("WMO305"), Codes(classes=codes))
    assert value.client.retour_codes == ("8187",)
    inner = [product.retour_codes for product in value.client.start_producten]
    assert inner == [(NOT_JUDGED,), ("9019",), (NOT_JUDGED,)]


def test_scenario_7_one_bad_start_rejects_the_whole_message() -> None:
    """Flows §11 scenario 7: Header 0200, Client 0200, good one 0200, other 9019."""
    verdict = judged("JW305")
    value = answered(verdict, Codes(classes={"Client/StartProducten/StartProduct[2]": ("9019",)}))
    assert value.header.retour_codes == ("0200",)
    assert value.client.retour_codes == ("0200",)
    assert [entry.retour_codes for entry in value.client.start_producten] == [("0200",), ("9019",)]


# ── levels 3 and 4: a 325 ────────────────────────────────────────────────────────────────────────


def three_clients(*, credit: bool = False) -> bytes:
    """Three clients: with one, two and two lines of 1125,00; or with a credit for every line."""
    part = pieces()
    numbers = iter(range(1, 6))

    def line() -> str:
        number = next(numbers)
        text = part.numbered_line(number)
        if credit:
            vorig = f"<iwmo:VorigReferentieNummer>OUD{number}</iwmo:VorigReferentieNummer>"
            text = text.replace("</iwmo:ReferentieNummer>", "</iwmo:ReferentieNummer>" + vorig)
            text = text.replace("DebetCredit>D<", "DebetCredit>C<")
        return text

    clients = [
        part.client(bsn, [line() for _ in range(count)])
        for bsn, count in zip(bsns(), (1, 2, 2), strict=False)
    ]
    start = part.start(5)
    if credit:
        start = start.replace("DebetCredit>D<", "DebetCredit>C<")
    return "".join([start, *clients, part.tail]).encode()


CLIENT = "Declaratie/Clienten/Client[{}]"
LINE = CLIENT + "/Prestaties/Prestatie[{}]"


def granted(data: bytes, classes: dict[str, tuple[str, ...]]) -> DeclaratieAntwoord:
    verdict = judge_bytes(data)
    assert verdict.outcome is Outcome.VALID, verdict.findings
    value = answered(verdict, Codes(classes=classes))
    assert value.header.retour_codes == (NO_REMARK,)
    assert value.header.xslt_versie is None
    body = value.declaratie_antwoord
    assert body is not None
    # TR342, once more by hand.
    returned = sum(p.ingediend_bedrag.cents for c in body.clienten for p in c.prestaties)
    if set(body.retour_codes) <= {NO_REMARK, FULLY_GRANTED}:
        submitted = body.totaal_ingediend_bedrag.cents
        assert submitted - body.totaal_toegekend_bedrag.cents == returned
    return body


def shape(body: DeclaratieAntwoord) -> list[tuple[tuple[str, ...], list[tuple[str, ...]]]]:
    """Codes of every returned client with those of its returned lines."""
    return [(c.retour_codes, [p.retour_codes for p in c.prestaties]) for c in body.clienten]


def test_scenario_98_a_client_and_a_line_are_rejected() -> None:
    """Flows §11 scenario 98: client 2 is unknown (8187), one line of client 3 too much (9321)."""
    data = three_clients()
    clients = value_of("WMO323", data).declaratie.clienten
    body = granted(data, {CLIENT.format(2): ("8187",), LINE.format(3, 2): ("9321",)})
    assert body.retour_codes == ("0200",)
    assert body.totaal_ingediend_bedrag.cents == 5 * 112_500
    assert body.totaal_toegekend_bedrag.cents == 2 * 112_500
    assert shape(body) == [(("8187",), [("0233",), ("0233",)]), (("0200",), [("9321",)])]
    assert [c.bsn for c in body.clienten] == [clients[1].bsn, clients[2].bsn]
    assert without_codes(body.clienten[0]) == clients[1]
    assert without_codes(body.clienten[1].prestaties) == clients[2].prestaties[1:]


def test_scenario_96_a_declaratie_of_credits_is_granted_below_zero() -> None:
    """Flows §11 scenario 96: total 1080,00 C gives toegekend 1080,00 C."""
    body = granted(three_clients(credit=True), {})
    assert (body.retour_codes, body.clienten) == ((FULLY_GRANTED,), ())
    assert body.totaal_ingediend_bedrag == body.totaal_toegekend_bedrag
    assert body.totaal_toegekend_bedrag.debet_credit == "C"
    assert body.totaal_toegekend_bedrag.totaal_bedrag == 5 * 112_500


def test_a_rejected_credit_is_granted_less_below_zero() -> None:
    body = granted(three_clients(credit=True), {LINE.format(1, 1): ("8017",)})
    assert body.totaal_toegekend_bedrag.cents == -4 * 112_500
    assert shape(body) == [(("0200",), [("8017",)])]


@pytest.mark.parametrize("credit", [False, True])
def test_a_granted_total_of_zero_is_debit(credit: bool) -> None:
    codes = {CLIENT.format(number): ("8187",) for number in (1, 2, 3)}
    body = granted(three_clients(credit=credit), codes)
    assert body.retour_codes == ("0200",)
    assert body.totaal_toegekend_bedrag.totaal_bedrag == 0
    assert body.totaal_toegekend_bedrag.debet_credit == "D"
    assert [len(client.prestaties) for client in body.clienten] == [1, 2, 2]


@pytest.mark.parametrize("code", ["9333", "8214"])
@pytest.mark.parametrize("data", [three_clients(), three_clients(credit=True)], ids=["D", "C"])
def test_a_rejected_declaratie_is_granted_nothing_and_returns_no_client(
    data: bytes, code: str
) -> None:
    body = granted(data, {"Declaratie": (code,)})
    assert body.retour_codes == (code,)
    assert body.clienten == ()
    assert abs(body.totaal_ingediend_bedrag.cents) == 5 * 112_500
    assert body.totaal_toegekend_bedrag.totaal_bedrag == 0
    assert body.totaal_toegekend_bedrag.debet_credit == "D"


def test_a_line_keeps_all_its_codes_and_everything_else_it_had() -> None:
    verdict = judged("WMO323")
    heen = value_of("WMO323").declaratie.clienten[0].prestaties
    assert verdict.columns is not None
    codes = Codes(classes={LINE.format(1, 3): ("8017", "9390"), LINE.format(1, 1): ("9321",)})
    body = answered(verdict, codes).declaratie_antwoord
    (client,) = body.clienten
    assert [line.retour_codes for line in client.prestaties] == [("9321",), ("8017", "9390")]
    assert without_codes(client.prestaties) == (heen[0], heen[2])
    submitted = value_of("WMO323").declaratie.totaal_ingediend_bedrag.cents
    assert body.totaal_toegekend_bedrag.cents == submitted - heen[0].ingediend_bedrag.cents - (
        heen[2].ingediend_bedrag.cents
    )


def test_clients_are_returned_in_the_order_of_the_declaratie() -> None:
    codes = {
        LINE.format(3, 1): ("9321",),
        CLIENT.format(1): ("8187",),
        LINE.format(2, 2): ("9338",),
    }
    body = granted(three_clients(), codes)
    assert shape(body) == [
        (("8187",), [("0233",)]),
        (("0200",), [("9338",)]),
        (("0200",), [("9321",)]),
    ]


def test_lines_of_a_rejected_client_are_not_judged_whatever_they_had() -> None:
    codes = {CLIENT.format(2): ("8187",), LINE.format(2, 1): ("9321",)}
    assert shape(granted(three_clients(), codes)) == [(("8187",), [("0233",), ("0233",)])]


def test_the_answer_to_a_large_declaratie_is_judged_valid() -> None:
    data = declaration(200, 5)
    codes = {LINE.format(number, 1 + number % 5): ("9321",) for number in range(1, 201)}
    body = granted(data, codes)
    assert len(body.clienten) == 200
    assert body.totaal_toegekend_bedrag.cents == 800 * 112_500


@pytest.mark.parametrize("name", [*HEEN, *DECLARATIES])
def test_every_shape_of_answer_passes_the_published_schema(
    name: str, shared_standards: Any
) -> None:
    verdict = judged(name)
    assert verdict.definition is not None
    assert verdict.definition.answer is not None
    schema = published_schema(verdict.definition.answer, shared_standards / "xsd")
    place = {"319": "Antwoord", "323": CLIENT.format(1)}.get(name[-3:], "Client")
    for codes in (
        None,
        Codes(header="0001"),
        Codes(header="9056"),
        Codes(classes={place: (CODE,)}),
    ):
        document = parse_tree(write(answer(verdict, ENVELOPE, codes)))
        assert schema.validate(document), schema.error_log
