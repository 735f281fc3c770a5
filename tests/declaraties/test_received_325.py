# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The aanbieder judges a 325: docs/algorithms/declaratie-antwoord.md."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from noaber.berichten.answers import Codes
from noaber.berichten.definitions import groups as g
from noaber.berichten.definitions import messages as m
from noaber.berichten.definitions.registry import by_name
from noaber.berichten.judge import judge_bytes
from noaber.berichten.rulebook import list_rules
from noaber.berichten.xml.columns import line_layout
from noaber.berichten.xml.write import UnwritableMessage, write
from noaber.declaraties.rules.columns import UNCHANGED
from noaber.declaraties.rules.oordeel import judge
from noaber.declaraties.rules.toekenning import judge_antwoord
from noaber.declaraties.types import (
    BEANTWOORD,
    VERZONDEN,
    AntwoordJudgement,
    Judgement,
    PrestatieStatus,
    Toekenning,
)
from noaber.kernel.bsn import is_bsn
from noaber.kernel.finding import Severity
from noaber.kernel.wet import Wet
from tests.declaraties.exchange import (
    ANSWERED_ON,
    answered,
    body_of,
    codes_of,
    declaratie,
    facts,
    judged,
    received,
    total,
    verzonden,
    with_body,
    with_client,
    with_prestatie,
    with_right_total,
)
from tests.declaraties.factories import (
    B1,
    B2,
    B3,
    Row,
    credit_of,
    lines,
    prestatie,
    toewijzing,
)
from tests.declaraties.factories import facts as facts_of_the_gemeente
from tests.declaraties.histories import History, histories

GRANTED, REJECTED, NOT_JUDGED = (
    PrestatieStatus.TOEGEKEND,
    PrestatieStatus.AFGEWEZEN,
    PrestatieStatus.NIET_BEOORDEELD,
)
UNHURRIED = [HealthCheck.too_slow, HealthCheck.filter_too_much]
"""Two in five histories have nothing that comes back, or hold what no message can."""
generated = settings(deadline=None, max_examples=60, suppress_health_check=UNHURRIED)


def place_of(client: int, prestatie: int | None = None, root: str = "DeclaratieAntwoord") -> str:
    place = f"{root}/Clienten/Client[{client}]"
    return place if prestatie is None else f"{place}/Prestaties/Prestatie[{prestatie}]"


def rejecting(*places: tuple[int, int], code: str = "9321") -> Codes:
    """The gemeente rejects these lines: (client, prestatie)."""
    return Codes(classes={place_of(*place, root="Declaratie"): (code,) for place in places})


def found(judgement: AntwoordJudgement) -> list[tuple[str, str | None, str]]:
    """Rule, retourcode and place of every error."""
    return [(entry.rule, entry.retourcode, entry.place) for entry in judgement.errors]


def statuses(toekenning: Toekenning | None) -> list[str]:
    assert toekenning is not None
    return toekenning.lines["status"].to_list()


# Two clients; 540,00 each, and a credit of 540,00.
FIRST, SECOND = prestatie(), prestatie(begindatum="2026-02-01")
OTHERS = prestatie(bsn=B2)
CREDIT = credit_of(prestatie(bsn=B2, begindatum="2026-01-01"))
SENT = declaratie(lines([FIRST, SECOND, OTHERS, CREDIT]))
ALL_GRANTED = answered(SENT)
ONE_BACK = answered(SENT, rejecting((1, 2)))
TWO_BACK = answered(SENT, rejecting((1, 2), (2, 1)))


# ── what an answer means ─────────────────────────────────────────────────────────────────────────


def test_a_declaratie_that_is_granted_in_full() -> None:
    judgement = judged(SENT, ALL_GRANTED)
    assert judgement.findings == ()
    toekenning = judgement.toekenning
    assert toekenning is not None
    assert statuses(toekenning) == [GRANTED] * 4
    assert toekenning.toegekend == 3 * 54_000 - 54_000
    assert toekenning.lines["codes"].to_list() == [[]] * 4
    assert toekenning.counts_as_sent


def test_what_comes_back_is_rejected_with_its_codes() -> None:
    codes = Codes(classes={place_of(1, 2, "Declaratie"): ("0611", "9346")})
    toekenning = judged(SENT, answered(SENT, codes)).toekenning
    assert toekenning is not None
    assert statuses(toekenning) == [GRANTED, REJECTED, GRANTED, GRANTED]
    assert toekenning.lines["codes"].to_list() == [[], ["0611", "9346"], [], []]
    assert toekenning.lines["client_codes"].to_list() == [[]] * 4
    assert toekenning.toegekend == 54_000
    assert toekenning.counts_as_sent


def test_a_rejected_credit_leaves_more_granted() -> None:
    toekenning = judged(SENT, answered(SENT, rejecting((2, 2), code="8017"))).toekenning
    assert toekenning is not None
    assert statuses(toekenning)[3] == REJECTED
    assert toekenning.toegekend == 3 * 54_000


def test_more_credits_than_debits_granted_is_below_zero() -> None:
    toekenning = judged(SENT, answered(SENT, rejecting((1, 1), (1, 2), (2, 1)))).toekenning
    assert toekenning is not None
    assert toekenning.toegekend == -54_000


def test_the_lines_of_a_refused_client_are_not_judged() -> None:
    codes = Codes(classes={place_of(2, root="Declaratie"): ("8187",)})
    toekenning = judged(SENT, answered(SENT, codes)).toekenning
    assert toekenning is not None
    assert statuses(toekenning) == [GRANTED, GRANTED, NOT_JUDGED, NOT_JUDGED]
    assert toekenning.lines["codes"].to_list()[2:] == [["0233"]] * 2
    assert toekenning.lines["client_codes"].to_list() == [[], [], ["8187"], ["8187"]]
    assert toekenning.toegekend == 2 * 54_000
    assert toekenning.counts_as_sent, "the ReferentieNummers are used"


def test_a_line_of_a_refused_client_is_not_judged_whatever_its_own_code() -> None:
    both_back = answered(SENT, rejecting((1, 1), (1, 2)))
    judgement = judged(SENT, with_client(both_back, retour_codes=("8187",)))
    assert judgement.findings == ()
    assert statuses(judgement.toekenning) == [NOT_JUDGED, NOT_JUDGED, GRANTED, GRANTED]


@pytest.mark.parametrize("code", ["9056", "8848", "S300"])
def test_a_code_in_the_header_means_that_nothing_was_sent(code: str) -> None:
    judgement = judged(SENT, answered(SENT, Codes(header=code)))
    assert judgement.findings == ()
    toekenning = judgement.toekenning
    assert toekenning is not None
    assert (toekenning.header, toekenning.declaratie) == ((code,), ())
    assert statuses(toekenning) == [NOT_JUDGED] * 4
    assert (toekenning.toegekend, toekenning.counts_as_sent) == (0, False)


@pytest.mark.parametrize("codes", [("9333",), ("8214",), ("8214", "9333")])
def test_neither_when_the_declaratie_as_a_whole_is_rejected(codes: tuple[str, ...]) -> None:
    judgement = judged(SENT, answered(SENT, Codes(classes={"Declaratie": codes})))
    assert judgement.findings == ()
    toekenning = judgement.toekenning
    assert toekenning is not None
    assert (toekenning.header, toekenning.declaratie) == ((), codes)
    assert statuses(toekenning) == [NOT_JUDGED] * 4
    assert (toekenning.toegekend, toekenning.counts_as_sent) == (0, False)


def test_the_lines_come_in_the_order_in_which_the_facts_have_them() -> None:
    shuffled = verzonden(SENT).lines.reverse()
    toekenning = judged(SENT, ONE_BACK, sent_lines=shuffled).toekenning
    assert toekenning is not None
    assert statuses(toekenning) == [GRANTED, GRANTED, REJECTED, GRANTED]
    assert toekenning.lines.schema == pl.Schema(dict(BEANTWOORD))
    names = ["client", "prestatie", "referentie_nummer", "bedrag", "debet_credit"]
    assert toekenning.lines.select(names).equals(shuffled.select(names))


def test_the_facts_may_hold_more_than_the_lines_of_the_message() -> None:
    more = verzonden(SENT).lines.with_columns(status=pl.lit("open"), row=pl.lit(7))
    assert statuses(judged(SENT, ONE_BACK, sent_lines=more).toekenning)[1] == REJECTED


@pytest.mark.parametrize("antwoord", [ALL_GRANTED, ONE_BACK, answered(SENT, Codes(header="9056"))])
def test_every_answer_gives_lines_of_the_same_shape(antwoord: m.Bericht325) -> None:
    toekenning = judged(SENT, antwoord).toekenning
    assert toekenning is not None
    assert toekenning.lines.schema == pl.Schema(dict(BEANTWOORD))


def test_one_reference_at_two_clients_stays_two_lines() -> None:
    sent = declaratie(
        lines([prestatie(referentie_nummer="A"), prestatie(bsn=B2, referentie_nummer="A")])
    )
    judgement = judged(sent, answered(sent, rejecting((2, 1), code="8021")))
    assert judgement.findings == ()
    assert statuses(judgement.toekenning) == [GRANTED, REJECTED]


def test_facts_that_name_a_line_twice_are_refused() -> None:
    twice = pl.concat([verzonden(SENT).lines] * 2)
    with pytest.raises(pl.exceptions.PolarsError):
        judged(SENT, ONE_BACK, sent_lines=twice)


def test_a_323_with_a_line_twice_can_still_be_rejected_as_a_whole() -> None:
    twice = pl.concat([verzonden(SENT).lines] * 2)
    toekenning = judged(SENT, answered(SENT, Codes(header="9056")), sent_lines=twice).toekenning
    assert statuses(toekenning) == [NOT_JUDGED] * 8


def test_the_lines_that_were_sent_are_those_of_a_message() -> None:
    assert line_layout(by_name("JW323")).schema == VERZONDEN


# ── the scenarios of flows §11 ───────────────────────────────────────────────────────────────────


def test_098_three_clients_one_good_one_unknown_one_with_half() -> None:
    third = toewijzing(toewijzing_nummer=3, bsn=B3)
    rows = [
        prestatie(),
        prestatie(bsn=B2),
        prestatie(bsn=B2, begindatum="2026-02-01"),
        prestatie(bsn=B3, toewijzing_nummer=3),
        prestatie(bsn=B3, toewijzing_nummer=3, begindatum="2026-02-01", geleverd_volume=99),
    ]
    sent = declaratie(lines(rows))
    of_gemeente = facts_of_the_gemeente(toewijzingen=[toewijzing(), third], vandaag=ANSWERED_ON)
    judgement = judge(lines(rows), "323-1", date(2026, 4, 3), "D1", date(2026, 3, 1), of_gemeente)
    toekenning = judged(sent, answered(sent, codes_of(judgement))).toekenning
    assert toekenning is not None
    assert statuses(toekenning) == [GRANTED, NOT_JUDGED, NOT_JUDGED, GRANTED, REJECTED]
    assert toekenning.lines["codes"].to_list()[-1] == ["9321"]
    assert toekenning.toegekend == judgement.toegekend == 2 * 54_000


@pytest.mark.regel("TR366")
def test_106_a_prestatie_that_was_not_sent_is_9366_and_nothing_counts() -> None:
    judgement = judged(SENT, with_prestatie(ONE_BACK, referentie_nummer="X9"))
    assert found(judgement) == [("TR366", "9366", place_of(1, 1))]
    assert judgement.toekenning is None
    (finding,) = judgement.findings
    assert finding.text == (
        "Prestatie X9 van cliënt 1 in dit antwoord staat niet in onze declaratie; vraag de "
        "gemeente welke prestatie zij heeft afgewezen, want tot dan telt dit antwoord niet."
    )


def test_106_another_amount_is_9367() -> None:
    judgement = judged(SENT, with_prestatie(ONE_BACK, bedrag=48_000))
    assert found(judgement) == [("TR367", "9367", place_of(1, 1))]
    assert "Bedrag is € 480,00 en was € 540,00" in judgement.findings[0].text
    assert judgement.toekenning is None


@pytest.mark.regel("TR337")
def test_106_an_unknown_declaratie_has_no_retourcode() -> None:
    judgement = judge_antwoord(received(ONE_BACK), facts(None))
    assert found(judgement) == [("TR337", None, "Header/DeclaratieIdentificatie/Identificatie")]
    assert judgement.toekenning is None


@pytest.mark.regel("TR056")
def test_107_a_second_325_does_not_count() -> None:
    second = answered(SENT, identificatie="325-2")
    judgement = judged(SENT, second, used_identificaties={"325-1"}, sent_is_answered=True)
    assert found(judgement) == [("TR056", "9056", "Header/DeclaratieIdentificatie/Identificatie")]
    assert judgement.toekenning is None


def test_108_after_a_0001_all_numbers_are_free() -> None:
    wrong = replace(SENT, declaratie=replace(SENT.declaratie, totaal_ingediend_bedrag=total(1)))
    assert judge_bytes(write(wrong)).rules == ("TR358",)
    judgement = judged(wrong, answered(wrong))
    toekenning = judgement.toekenning
    assert judgement.findings == ()
    assert toekenning is not None
    assert toekenning.header == ("0001",)
    assert statuses(toekenning) == [NOT_JUDGED] * 4
    assert not toekenning.counts_as_sent


def test_109_after_a_9321_the_numbers_are_used() -> None:
    toekenning = judged(SENT, ONE_BACK).toekenning
    assert toekenning is not None
    assert toekenning.counts_as_sent


# ── the header ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.regel("TR056")
def test_tr056_an_identificatie_comes_once() -> None:
    judgement = judged(SENT, ONE_BACK, used_identificaties={"325-1", "325-0"})
    assert found(judgement) == [("TR056", "9056", "Header/BerichtIdentificatie/Identificatie")]
    assert judgement.toekenning is None
    assert judged(SENT, ONE_BACK, used_identificaties={"325-0"}).findings == ()


@pytest.mark.regel("TR056")
def test_tr056_a_repeated_325_is_told_twice_what_is_wrong() -> None:
    judgement = judged(SENT, ONE_BACK, used_identificaties={"325-1"}, sent_is_answered=True)
    assert [entry.rule for entry in judgement.findings] == ["TR056", "TR056"]


@pytest.mark.regel("TR135")
def test_tr135_no_dagtekening_is_after_today() -> None:
    yesterday = ANSWERED_ON - timedelta(days=1)
    judgement = judged(SENT, ONE_BACK, vandaag=yesterday)
    assert found(judgement) == [("TR135", "8848", "Header/BerichtIdentificatie/Dagtekening")]
    assert "(10-04-2026) ligt na vandaag (09-04-2026)" in judgement.findings[0].text
    judgement = judged(SENT, ONE_BACK, vandaag=date(2026, 4, 2))
    assert [place for _, _, place in found(judgement)] == [
        "Header/BerichtIdentificatie/Dagtekening",
        "Header/DeclaratieIdentificatie/Dagtekening",
    ]


@pytest.mark.regel("TR135")
def test_tr135_an_answer_that_says_so_of_our_own_date_counts() -> None:
    before = SENT.header.bericht_identificatie.dagtekening - timedelta(days=1)
    told = answered(SENT, Codes(header="8848"), dagtekening=before)
    toekenning = judged(SENT, told, vandaag=before).toekenning
    assert toekenning is not None
    assert not toekenning.counts_as_sent
    other = answered(SENT, Codes(header="9056"), dagtekening=before)
    assert found(judged(SENT, other, vandaag=before)) == [
        ("TR135", "8848", "Header/DeclaratieIdentificatie/Dagtekening")
    ]


@pytest.mark.regel("TR378")
def test_tr378_the_gemeente_exists() -> None:
    judgement = judged(SENT, ONE_BACK, is_known_gemeente=False)
    assert found(judgement) == [("TR378", "S300", "Header/Afzender")]
    assert judgement.toekenning is None


@pytest.mark.regel("TR378")
def test_tr378_an_answer_that_says_so_of_our_own_gemeentecode_counts() -> None:
    told = answered(SENT, Codes(header="S300"))
    toekenning = judged(SENT, told, is_known_gemeente=False).toekenning
    assert toekenning is not None
    assert not toekenning.counts_as_sent


@pytest.mark.regel("TR337")
def test_tr337_the_dagtekening_of_the_declaratie_is_ours_too() -> None:
    judgement = judged(SENT, ONE_BACK, sent_dagtekening=date(2026, 4, 2))
    assert found(judgement) == [("TR337", None, "Header/DeclaratieIdentificatie/Dagtekening")]
    assert judgement.toekenning is None


@pytest.mark.regel("TR337")
def test_tr337_facts_about_another_323_do_not_count() -> None:
    judgement = judged(SENT, ONE_BACK, sent_identificatie="323-2")
    assert found(judgement) == [("TR337", None, "Header/DeclaratieIdentificatie/Identificatie")]


@pytest.mark.tegenspraak(15)
@pytest.mark.regel("TR371")
@pytest.mark.parametrize("part", ["basisschema_xsd_versie", "bericht_xsd_versie"])
def test_tr371_another_xsd_versie_is_a_warning_and_the_answer_counts(part: str) -> None:
    other = replace(SENT.header.xsd_versie, **{part: "1.0.0"})
    judgement = judged(SENT, ONE_BACK, sent_xsd_versie=other)
    (warning,) = judgement.findings
    assert (warning.rule, warning.severity) == ("TR371", Severity.WARNING)
    assert judgement.errors == ()
    assert statuses(judgement.toekenning)[1] == REJECTED


@pytest.mark.regel("TR378", "TR371")
def test_when_the_header_is_wrong_the_rest_is_not_looked_at() -> None:
    wrong = with_prestatie(ONE_BACK, referentie_nummer="X9")
    judgement = judged(
        SENT,
        wrong,
        is_known_gemeente=False,
        sent_declaratie_nummer="D2",
        sent_xsd_versie=g.XsdVersie(basisschema_xsd_versie="1.0.0", bericht_xsd_versie="1.0.0"),
    )
    assert [entry.rule for entry in judgement.findings] == ["TR378", "TR371"]


# ── the declaratie, its clients and prestaties ───────────────────────────────────────────────────


@pytest.mark.regel("TR376")
@pytest.mark.parametrize(
    "antwoord", [ONE_BACK, ALL_GRANTED, answered(SENT, Codes(classes={"Declaratie": ("9333",)}))]
)
def test_tr376_another_declaratie_nummer(antwoord: m.Bericht325) -> None:
    judgement = judged(SENT, antwoord, sent_declaratie_nummer="D2")
    assert found(judgement) == [("TR376", None, "DeclaratieAntwoord/DeclaratieNummer")]
    assert judgement.toekenning is None


def test_tr376_has_nothing_to_compare_when_the_header_says_it_all() -> None:
    antwoord = answered(SENT, Codes(header="8848"))
    assert judged(SENT, antwoord, sent_declaratie_nummer="D2").findings == ()


@pytest.mark.regel("TR304")
def test_tr304_a_client_who_was_not_declared_is_told_once() -> None:
    codes = rejecting((1, 1), (1, 2))
    judgement = judged(SENT, with_client(answered(SENT, codes), bsn=B3))
    assert found(judgement) == [("TR304", "8187", place_of(1))]
    assert judgement.toekenning is None


@pytest.mark.regel("TR304")
def test_tr304_says_enough_about_the_lines_of_a_stranger() -> None:
    unknown = with_prestatie(ONE_BACK, referentie_nummer="X9")
    judgement = judged(SENT, with_client(unknown, bsn=B3))
    assert found(judgement) == [("TR304", "8187", place_of(1))]


@pytest.mark.regel("TR304")
def test_tr304_a_prestatie_that_is_somebody_elses() -> None:
    judgement = judged(SENT, with_client(ONE_BACK, bsn=B2))
    assert found(judgement) == [("TR304", "8187", place_of(1, 1))]
    assert judgement.toekenning is None


@pytest.mark.regel("TR366")
def test_tr366_the_vorig_referentie_nummer_belongs_to_the_reference() -> None:
    antwoord = answered(SENT, rejecting((2, 2), code="8017"))
    judgement = judged(SENT, with_prestatie(antwoord, vorig_referentie_nummer="X9"))
    assert found(judgement) == [("TR366", "9366", place_of(1, 1))]


OTHER_VALUES: Row = {
    "toewijzing_nummer": 260_102,
    "product_categorie": "46",
    "product_code": "45A05",
    "begindatum": date(2026, 2, 2),
    "einddatum": date(2026, 2, 27),
    "geleverd_volume": 8,
    "eenheid": "14",
    "product_tarief": 6100,
    "bedrag": 48_000,
}


@pytest.mark.parametrize("name", OTHER_VALUES)
def test_tr367_each_value_is_the_one_that_was_sent(name: str) -> None:
    judgement = judged(SENT, with_prestatie(ONE_BACK, **{name: OTHER_VALUES[name]}))
    assert found(judgement) == [("TR367", "9367", place_of(1, 1))]
    assert f": {UNCHANGED[name]} is " in judgement.findings[0].text
    assert judgement.toekenning is None


def test_tr367_a_tarief_that_fell_out() -> None:
    judgement = judged(SENT, with_prestatie(ONE_BACK, product_tarief=None))
    assert "ProductTarief is leeg en was € 60,00" in judgement.findings[0].text


def test_tr367_a_debit_that_became_a_credit() -> None:
    # To level 2 a C without VorigReferentieNummer is wrong (CD060), so the facts are changed.
    other = verzonden(SENT).lines.with_columns(debet_credit=pl.lit("C"))
    judgement = judged(SENT, ONE_BACK, sent_lines=other)
    assert found(judgement) == [("TR367", "9367", place_of(1, 1))]
    assert "DebetCredit is D en was C" in judgement.findings[0].text


@pytest.mark.regel("TR366")
def test_every_line_that_is_wrong_is_told_with_all_that_is_wrong_in_it() -> None:
    both = with_prestatie(TWO_BACK, geleverd_volume=8, bedrag=48_000)
    judgement = judged(SENT, with_prestatie(both, 2, referentie_nummer="X9"))
    assert found(judgement) == [
        ("TR366", "9366", place_of(2, 1)),
        ("TR367", "9367", place_of(1, 1)),
    ]
    text = judgement.findings[1].text
    assert "GeleverdVolume is 8 en was 9, Bedrag is € 480,00 en was € 540,00;" in text


@pytest.mark.regel("TR376")
def test_no_text_holds_what_may_be_a_bsn() -> None:
    numbered = declaratie(
        lines([prestatie(referentie_nummer=f"N{B1}")]),
        declaratie_nummer=B1,
        identificatie=B2,
    )
    antwoord = answered(numbered, rejecting((1, 1)), identificatie=B3)
    wrong = [
        judged(numbered, antwoord, used_identificaties={B3}, sent_is_answered=True),
        judged(numbered, antwoord, sent_identificatie="323-1"),
        judged(numbered, antwoord, sent_dagtekening=date(2026, 4, 2)),
        judged(numbered, antwoord, sent_declaratie_nummer=B3),
        judged(numbered, with_client(antwoord, bsn=B2)),
        judged(numbered, with_prestatie(antwoord, toewijzing_nummer=int(B2))),
        judged(numbered, with_prestatie(antwoord, referentie_nummer=f"X{B2}")),
    ]
    texts = [finding.text for judgement in wrong for finding in judgement.findings]
    assert len(texts) == 8
    for text in texts:
        assert not [run for run in re.findall(r"[0-9]{9}", text) if is_bsn(run)], text
        assert text.endswith(".")
        assert text.count(";") == 1


# ── IV087: what level 2 cannot see ───────────────────────────────────────────────────────────────


def test_iv087_another_total_than_we_sent() -> None:
    more = total(SENT.declaratie.totaal_ingediend_bedrag.cents + 100)
    judgement = judged(SENT, with_right_total(with_body(ONE_BACK, totaal_ingediend_bedrag=more)))
    assert found(judgement) == [("IV087", None, "DeclaratieAntwoord/TotaalToegekendBedrag")]
    assert "is € 541,00, maar onze prestaties" in judgement.findings[0].text
    assert judgement.toekenning is None


def test_iv087_a_line_that_came_back_in_the_total_only() -> None:
    less = with_body(ALL_GRANTED, totaal_ingediend_bedrag=total(54_000), retour_codes=("0200",))
    assert found(judged(SENT, with_right_total(less))) == [
        ("IV087", None, "DeclaratieAntwoord/TotaalToegekendBedrag")
    ]


def test_iv087_a_header_that_rejects_goes_alone() -> None:
    both = replace(ONE_BACK, header=replace(ONE_BACK.header, retour_codes=("8848",)))
    judgement = judged(SENT, both)
    assert found(judgement) == [("IV087", None, "DeclaratieAntwoord")]
    assert judgement.toekenning is None


def test_iv087_a_header_that_rejects_nothing_does_not_go_alone() -> None:
    judgement = judged(SENT, replace(ONE_BACK, declaratie_antwoord=None))
    assert found(judgement) == [("IV087", None, "Header/RetourCodes")]
    assert judgement.toekenning is None


def test_iv087_of_a_refused_client_all_lines_come_back() -> None:
    judgement = judged(SENT, with_client(ONE_BACK, retour_codes=("8187",)))
    assert found(judgement) == [("IV087", None, place_of(1))]
    assert "noemt 1 van zijn 2 prestaties" in judgement.findings[0].text


@pytest.mark.parametrize("codes", [("0200",), ("0233",)])
def test_iv087_a_line_that_comes_back_without_a_reason_is_rejected(codes: tuple[str, ...]) -> None:
    judgement = judged(SENT, with_prestatie(ONE_BACK, retour_codes=codes))
    (warning,) = judgement.findings
    assert (warning.rule, warning.severity, warning.place) == (
        "IV087",
        Severity.WARNING,
        place_of(1, 1),
    )
    expected = REJECTED if codes == ("0200",) else NOT_JUDGED
    assert statuses(judgement.toekenning) == [GRANTED, expected, GRANTED, GRANTED]


def test_iv087_granted_in_full_with_rejected_lines() -> None:
    judgement = judged(SENT, with_body(ONE_BACK, retour_codes=("8001",)))
    assert [entry.place for entry in judgement.findings] == ["DeclaratieAntwoord/RetourCodes"]
    assert judgement.errors == ()
    assert statuses(judgement.toekenning)[1] == REJECTED


# ── the gemeente and the aanbieder see the same ──────────────────────────────────────────────────


def in_messages_of_iJw(history: History) -> History:  # noqa: N802 (the name of the standard)
    """The history as messages can carry it: iJw has no Categorie 01."""
    for rows in (history.lines, history.toewijzingen, history.granted, history.tarieven):
        for row in rows:
            if row["product_categorie"] == "01":
                row["product_categorie"] = "41"
    return replace(history, wet=Wet.JW)


def exchanged(history: History) -> tuple[m.Bericht323, Judgement, m.Bericht325]:
    """What the aanbieder sends, what the gemeente finds and what it answers."""
    history = in_messages_of_iJw(history)
    sent = declaratie(
        history.frame(),
        identificatie=history.identificatie,
        dagtekening=history.dagtekening,
        declaratie_nummer=history.declaratie_nummer,
        periode_begin=history.periode_begin,
    )
    try:
        at_level_2 = judge_bytes(write(sent)).rules
    except UnwritableMessage:
        assume(False)
    assume("TR101" not in at_level_2)
    judgement = judge(history.frame(), *history.questions())
    # Histories are about levels 3 and 4 and hold lines that level 2 would stop, such as old ones.
    return sent, judgement, answered(sent, codes_of(judgement), level_2=False, dagtekening=TODAY)


TODAY = date(2040, 1, 5)


@generated
@given(histories())
def test_both_parties_see_the_same(history: History) -> None:
    sent, of_gemeente, antwoord = exchanged(history)
    judgement = judged(sent, antwoord, vandaag=TODAY)
    assert judgement.findings == ()
    toekenning = judgement.toekenning
    assert toekenning is not None
    assert toekenning.header == ((of_gemeente.header,) if of_gemeente.header else ())
    assert toekenning.declaratie == of_gemeente.declaratie
    assert toekenning.toegekend == of_gemeente.toegekend
    is_whole = bool(toekenning.header or toekenning.declaratie)
    assert toekenning.counts_as_sent is not is_whole
    ours, theirs = toekenning.lines.to_dicts(), of_gemeente.lines.to_dicts()
    for our, their in zip(ours, theirs, strict=True):
        place = ("client", "prestatie", "bedrag", "debet_credit")
        assert [our[name] for name in place] == [their[name] for name in place]
        assert (our["status"], our["codes"], our["client_codes"]) == expected(
            their, of_gemeente.clients.get(their["client"], ()), is_whole=is_whole
        )


def expected(
    their: Row, client_codes: tuple[str, ...], *, is_whole: bool
) -> tuple[str, list[str], list[str]]:
    if is_whole:
        return NOT_JUDGED, [], []
    if client_codes:
        return NOT_JUDGED, ["0233"], list(client_codes)
    if their["is_granted"]:
        return GRANTED, [], []
    return REJECTED, their["codes"], []


@generated
@given(histories(), st.integers(0, 100))
def test_the_order_of_the_facts_changes_nothing(history: History, seed: int) -> None:
    sent, _, antwoord = exchanged(history)
    shuffled = verzonden(sent).lines.sample(fraction=1, shuffle=True, seed=seed)
    first = judged(sent, antwoord, vandaag=TODAY).toekenning
    second = judged(sent, antwoord, vandaag=TODAY, sent_lines=shuffled).toekenning
    assert first is not None
    assert second is not None
    place = ["client", "prestatie"]
    assert first.lines.sort(place).equals(second.lines.sort(place))
    assert first.toegekend == second.toegekend


# ── and when one thing in the answer is changed, its rule says so ────────────────────────────────

Change = Callable[[m.Bericht325, int, int], m.Bericht325]


def on_the_line(**changes: Any) -> Change:
    return lambda antwoord, client, number: with_prestatie(antwoord, client, number, **changes)


def in_the_header(**changes: Any) -> Change:
    return lambda antwoord, client, number: replace(
        antwoord, header=replace(antwoord.header, **changes)
    )


def _other_amount(antwoord: m.Bericht325, client: int, number: int) -> m.Bericht325:
    bedrag = body_of(antwoord).clienten[client - 1].prestaties[number - 1].ingediend_bedrag.bedrag
    return with_prestatie(antwoord, client, number, bedrag=bedrag + 1)


def _other_eenheid(antwoord: m.Bericht325, client: int, number: int) -> m.Bericht325:
    eenheid = body_of(antwoord).clienten[client - 1].prestaties[number - 1].eenheid
    return with_prestatie(antwoord, client, number, eenheid="16" if eenheid == "14" else "14")


def _without_the_line(antwoord: m.Bericht325, client: int, number: int) -> m.Bericht325:
    prestaties = body_of(antwoord).clienten[client - 1].prestaties
    gone = prestaties[number - 1].ingediend_bedrag.cents
    assume(gone != 0)
    kept = (*prestaties[: number - 1], *prestaties[number:])
    clienten = body_of(antwoord).clienten
    if kept:
        less = with_client(antwoord, client, prestaties=kept)
    else:
        less = with_body(antwoord, clienten=(*clienten[: client - 1], *clienten[client:]))
    ingediend = body_of(antwoord).totaal_ingediend_bedrag.cents - gone
    return with_right_total(with_body(less, totaal_ingediend_bedrag=total(ingediend)))


STRANGER = "123456782"
NEVER_SENT = g.BerichtIdentificatie(identificatie="NOOIT", dagtekening=date(2030, 1, 1))
NO_VERSION = g.XsdVersie(basisschema_xsd_versie="9.9.9", bericht_xsd_versie="9.9.9")
CHANGES: dict[str, tuple[str, Change]] = {
    "identificatie": (
        "TR056",
        in_the_header(
            bericht_identificatie=g.BerichtIdentificatie(identificatie="GEWEEST", dagtekening=TODAY)
        ),
    ),
    "dagtekening": (
        "TR135",
        in_the_header(
            bericht_identificatie=g.BerichtIdentificatie(
                identificatie="325-1", dagtekening=TODAY + timedelta(days=1)
            )
        ),
    ),
    "declaratie": ("TR337", in_the_header(declaratie_identificatie=NEVER_SENT)),
    "xsd versie": ("TR371", in_the_header(xsd_versie_declaratie=NO_VERSION)),
    "nummer": ("TR376", lambda a, client, number: with_body(a, declaratie_nummer="X")),
    "bsn": ("TR304", lambda a, client, number: with_client(a, client, bsn=STRANGER)),
    "referentie": ("TR366", on_the_line(referentie_nummer="NOOIT")),
    "toewijzing": ("TR367", on_the_line(toewijzing_nummer=123)),
    "categorie": ("TR367", on_the_line(product_categorie="54")),
    "code": ("TR367", on_the_line(product_code="99X99")),
    "begindatum": ("TR367", on_the_line(begindatum=date(2019, 1, 1))),
    "einddatum": ("TR367", on_the_line(einddatum=date(2039, 12, 31))),
    "volume": ("TR367", on_the_line(geleverd_volume=77_777)),
    "eenheid": ("TR367", _other_eenheid),
    "tarief": ("TR367", on_the_line(product_tarief=77_777)),
    "bedrag": ("TR367", _other_amount),
    "left out": ("IV087", _without_the_line),
}


@pytest.mark.regel("TR135", "TR376")
@pytest.mark.parametrize("name", CHANGES)
@settings(deadline=None, max_examples=10, suppress_health_check=UNHURRIED)
@given(history=histories(), data=st.data())
def test_each_change_in_an_answer_is_found(
    name: str, history: History, data: st.DataObject
) -> None:
    sent, of_gemeente, antwoord = exchanged(history)
    body = antwoord.declaratie_antwoord
    assume(body is not None and body.clienten)
    clienten = body_of(antwoord).clienten
    client = data.draw(st.integers(1, len(clienten)))
    number = data.draw(st.integers(1, len(clienten[client - 1].prestaties)))
    rule, change = CHANGES[name]
    changed = change(antwoord, client, number)
    judgement = judged(sent, changed, vandaag=TODAY, used_identificaties={"GEWEEST"})
    assert {finding.rule for finding in judgement.findings} == {rule}
    if rule == "TR371":
        assert judgement.toekenning is not None
        assert judgement.toekenning.toegekend == of_gemeente.toegekend
    else:
        assert judgement.toekenning is None


def test_every_rule_of_a_325_has_a_change_or_a_test_of_its_own() -> None:
    about_325 = [rule for rule in list_rules() if "325" in rule.berichten]
    listed = {rule.code for rule in about_325 if rule.niveau in ("3", "4")}
    assert listed == {rule for rule, _ in CHANGES.values()} - {"IV087"} | {"TR378"}
