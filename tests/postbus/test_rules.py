# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Deadlines, states, correlation, duplicates, fault codes and replies: functions over facts."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noaber.berichten.definitions.registry import all_definitions, by_name
from noaber.kernel.calendar.workdays import ISTANDAARDEN, is_workday
from noaber.kernel.errors import InvalidValue
from noaber.postbus.envelop.ontvangst import read_post
from noaber.postbus.envelop.read import read_envelop
from noaber.postbus.envelop.write import render_envelop, write_envelop
from noaber.postbus.rules.answer_terms import (
    NoAnswerExpected,
    answer_deadline,
    list_answer_terms,
    list_overdue,
    technical_answer,
)
from noaber.postbus.rules.correlation import (
    ByIdentificatie,
    ByReferentienummer,
    Matched,
    answer_key,
    correlate,
)
from noaber.postbus.rules.duplicates import (
    BerichtKey,
    EnvelopKey,
    bericht_key,
    envelop_key,
    judge_duplicate,
)
from noaber.postbus.rules.foutcodes import (
    Lijst,
    NextStep,
    _read_foutcodes,
    fault_event,
    find_foutcode,
)
from noaber.postbus.rules.replies import (
    SameReferentienummer,
    Stempel,
    answer_di01,
    declaratie_antwoord_di01,
    refuse_for_schema,
    resend,
)
from noaber.postbus.rules.states import TRANSITIONS, transition
from noaber.postbus.types import (
    Accepted,
    AlertKind,
    AnswerKind,
    Duplicate,
    EarlierPost,
    Envelop,
    Event,
    Post,
    Quarantined,
    Status,
)
from tests.postbus.builders import MOMENT, VERSIES, di01, du01, fo01, message, number, sent

STEMPEL = Stempel(
    referentienummer=number("stempel"), tijdstip=MOMENT, applicatie="noaber", versies=VERSIES
)


def post_of(envelop: Envelop) -> Post:
    return read_post(render_envelop(envelop), "post.xml")


def earlier(post: Post) -> EarlierPost:
    return EarlierPost(sha256=post.sha256, payload_sha256=post.payload_sha256)


# ── deadlines ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.tegenspraak(13)
@pytest.mark.regel("OP090", "OP090x4")
@pytest.mark.parametrize("definition", all_definitions(), ids=lambda definition: definition.name)
def test_every_message_waits_for_the_answers_that_the_standard_says(definition) -> None:
    expected: dict[AnswerKind, int] = {}
    if definition.number in {"301", "305", "307", "315", "317", "319"}:
        expected[AnswerKind.RETOUR] = 3
    if definition.number in {"315", "317"}:
        expected[AnswerKind.FIRST_ANSWER] = 5
    if definition.number == "323":
        expected[AnswerKind.DECLARATIE_ANTWOORD] = 10
    found = list_answer_terms(definition, date(2026, 4, 2))
    assert {line.kind: line.term.count for line in found} == expected
    assert all(line.term.calendar == ISTANDAARDEN and line.rule for line in found)
    assert technical_answer(definition) == next(iter(expected), None)


@pytest.mark.regel("OP090", "OP090x4")
@pytest.mark.parametrize(
    ("name", "kind", "received", "due"),
    [
        ("WMO301", AnswerKind.RETOUR, date(2026, 4, 2), date(2026, 4, 9)),
        ("JW305", AnswerKind.RETOUR, date(2026, 4, 4), date(2026, 4, 9)),
        ("WMO323", AnswerKind.DECLARATIE_ANTWOORD, date(2026, 5, 1), date(2026, 5, 19)),
        ("JW315", AnswerKind.FIRST_ANSWER, date(2026, 12, 24), date(2027, 1, 4)),
        ("WMO317", AnswerKind.RETOUR, date(2026, 12, 24), date(2026, 12, 30)),
    ],
    ids=["Easter", "received on a Saturday", "5 May and Ascension", "Christmas", "retour of a VOW"],
)
def test_an_answer_is_due_after_so_many_working_days(name, kind, received, due) -> None:
    deadline = answer_deadline(by_name(name), kind, received)
    assert deadline.due == deadline.original_due == due
    assert is_workday(due, ISTANDAARDEN)


def test_a_message_that_waits_for_no_answer_has_no_deadline() -> None:
    with pytest.raises(NoAnswerExpected, match="Op een WMO302 hoort geen retourbericht") as caught:
        answer_deadline(by_name("WMO302"), AnswerKind.RETOUR, date(2026, 4, 2))
    assert isinstance(caught.value, InvalidValue)


@pytest.mark.regel("OP090")
@given(st.integers(0, 30), st.sampled_from([d.name for d in all_definitions()]))
def test_silence_is_signalled_from_the_day_after_the_last_day(days: int, name: str) -> None:
    today = date(2026, 4, 2) + timedelta(days=days)
    found = list_overdue([sent(name)], today)
    kind = technical_answer(by_name(name))
    if kind is None:
        assert found == []
        return
    due = answer_deadline(by_name(name), kind, date(2026, 4, 2)).due
    assert due is not None
    assert bool(found) is (today > due)


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.SENT])
def test_only_what_is_sent_and_unanswered_can_become_overdue(status: Status) -> None:
    assert list_overdue([sent(status=status)], date(2027, 1, 1)) == []


# ── states ───────────────────────────────────────────────────────────────────────────────────────


def test_the_table_has_every_state_with_every_event_once() -> None:
    pairs = [(entry.status, entry.event) for entry in TRANSITIONS]
    assert sorted(pairs) == sorted(itertools.product(Status, Event))
    for entry in TRANSITIONS:
        assert transition(entry.status, entry.event) is entry
        assert entry.reason.endswith(".")
        assert entry.reason[0].isupper()


def test_an_answer_is_final_and_so_is_a_fault() -> None:
    for status in (Status.ANSWERED_OK, Status.ANSWERED_REJECTED, Status.FAULTED):
        assert {transition(status, event).to for event in Event} <= {None, status}


def test_every_state_can_be_reached_from_made() -> None:
    reached = {Status.MADE}
    for _ in Status:
        reached |= {entry.to for entry in TRANSITIONS if entry.status in reached and entry.to}
    assert reached == set(Status)


@given(st.lists(st.sampled_from(Event), max_size=12))
def test_whatever_happens_an_outcome_is_never_replaced_by_another(events: list[Event]) -> None:
    status, outcomes = Status.MADE, []
    for event in events:
        status = transition(status, event).to or status
        if status not in (Status.MADE, Status.SENT, Status.OVERDUE):
            outcomes.append(status)
    assert len(set(outcomes)) <= 1


# ── correlation ──────────────────────────────────────────────────────────────────────────────────


def test_an_answer_is_looked_for_by_its_crossrefnummer() -> None:
    assert answer_key(post_of(du01())) == ByReferentienummer(number("heen"))
    assert answer_key(post_of(fo01())) == ByReferentienummer(number("heen"))
    assert answer_key(post_of(di01())) is None
    assert answer_key(read_post(message("WMO301"), "x")) is None


@pytest.mark.parametrize("data", [message("WMO325"), write_envelop(di01("WMO325"))])
def test_an_answer_without_crossrefnummer_is_looked_for_by_what_it_answers(data: bytes) -> None:
    assert answer_key(read_post(data, "x")) == ByIdentificatie(
        functie="WMO323", zender="99010048", ontvanger="1969", identificatie="DECL26030001"
    )


def test_an_answer_is_matched_to_the_message_it_answers() -> None:
    assert correlate(post_of(du01()), sent()) == Matched(message=sent(), event=None)
    late = sent(status=Status.OVERDUE)
    assert correlate(post_of(du01()), late) == Matched(message=late, event=None)
    bare = read_post(message("WMO302"), "x")
    assert correlate(bare, sent(referentienummer=None)) == Matched(
        message=sent(referentienummer=None), event=None
    )


@pytest.mark.parametrize(
    ("code", "event"),
    [("IB010", Event.NOT_DELIVERED), ("IB016", Event.SEEN_BEFORE), ("XX999", Event.NOT_DELIVERED)],
)
def test_a_foutbericht_is_matched_with_what_it_means(code: str, event: Event) -> None:
    assert correlate(post_of(fo01(code=code)), sent()) == Matched(message=sent(), event=event)


@pytest.mark.parametrize(
    ("envelop", "found", "kind"),
    [
        (du01(), None, AlertKind.UNKNOWN_REFERENCE),
        (fo01(), None, AlertKind.UNKNOWN_REFERENCE),
        (fo01(cross_refnummer="niet te plaatsen"), None, AlertKind.UNKNOWN_REFERENCE),
        (du01(), sent(status=Status.ANSWERED_OK), AlertKind.SECOND_ANSWER),
        (du01(), sent(status=Status.ANSWERED_REJECTED), AlertKind.SECOND_ANSWER),
        (du01(), sent(status=Status.FAULTED), AlertKind.ANSWER_AFTER_FAULT),
        (fo01(), sent(status=Status.ANSWERED_OK), AlertKind.SECOND_ANSWER),
        (fo01(), sent(status=Status.FAULTED), AlertKind.SECOND_ANSWER),
        (du01(), sent("WMO319"), AlertKind.OTHER_MESSAGE),
        (du01(), sent("WMO302"), AlertKind.OTHER_MESSAGE),
        (du01(), sent("JW301"), AlertKind.OTHER_MESSAGE),
        (du01(), sent(identificatie="301260316002"), AlertKind.OTHER_MESSAGE),
        (du01(), sent(ontvanger="99010048"), AlertKind.OTHER_MESSAGE),
        (du01(), sent(zender="0344"), AlertKind.OTHER_MESSAGE),
    ],
)
def test_an_answer_that_fits_no_message_goes_to_quarantaine_with_a_signal(
    envelop, found, kind
) -> None:
    outcome = correlate(post_of(envelop), found)
    assert isinstance(outcome, Quarantined)
    assert outcome.alert is not None
    assert outcome.alert.kind is kind
    assert "Er is niets mee gedaan." in outcome.reason
    assert "niet te plaatsen" not in outcome.reason


def test_an_answer_that_level_1_refuses_still_belongs_to_its_message() -> None:
    broken = du01(payload=b"<x/>", zender=du01().zender, ontvanger=du01().ontvanger)
    assert correlate(post_of(broken), sent()) == Matched(message=sent(), event=None)
    assert isinstance(correlate(post_of(broken), sent("JW301")), Quarantined)


# ── duplicates ───────────────────────────────────────────────────────────────────────────────────


def test_post_is_known_by_the_number_of_its_envelop_and_by_that_of_its_message() -> None:
    post = post_of(di01())
    assert envelop_key(post) == EnvelopKey("1969", number("bericht", "WMO301"))
    assert bericht_key(post) == BerichtKey("1969", "414", "301260316001")
    bare = read_post(message("WMO301"), "x")
    assert (envelop_key(bare), bericht_key(bare)) == (None, bericht_key(post))
    fault = post_of(fo01())
    assert (envelop_key(fault), bericht_key(fault)) == (EnvelopKey("IB", number("fout")), None)


def test_new_post_is_accepted() -> None:
    assert judge_duplicate(post_of(di01()), same_envelop=None, same_bericht=None) == Accepted()


@pytest.mark.parametrize("envelop", [di01(), du01(), fo01()], ids=["Di01", "Du01", "Fo01"])
def test_the_same_envelop_again_is_a_duplicate(envelop: Envelop) -> None:
    post = post_of(envelop)
    assert judge_duplicate(post, same_envelop=earlier(post), same_bericht=None) == Duplicate(
        of=earlier(post), new_envelop=False
    )


def test_the_same_envelop_in_another_spelling_is_a_duplicate() -> None:
    first = post_of(di01())
    second = read_post(write_envelop(di01()).replace(b"\r\n", b"\n"), "x")
    assert first.sha256 != second.sha256
    outcome = judge_duplicate(second, same_envelop=earlier(first), same_bericht=None)
    assert outcome == Duplicate(of=earlier(first), new_envelop=False)


def test_a_number_that_is_used_for_something_else_goes_to_quarantaine() -> None:
    first, second = post_of(di01()), post_of(di01(payload=message("WMO301", "ANDERS")))
    outcome = judge_duplicate(second, same_envelop=earlier(first), same_bericht=None)
    assert isinstance(outcome, Quarantined)
    assert outcome.alert is not None
    assert outcome.alert.kind is AlertKind.REFERENCE_REUSED
    other_fault = judge_duplicate(
        post_of(fo01(code="IB002")), same_envelop=earlier(post_of(fo01())), same_bericht=None
    )
    assert isinstance(other_fault, Quarantined)


def test_a_resend_of_what_was_received_is_a_duplicate_in_a_new_envelop() -> None:
    first, second = post_of(di01()), post_of(di01(referentienummer=number("nieuw")))
    outcome = judge_duplicate(second, same_envelop=None, same_bericht=earlier(first))
    assert outcome == Duplicate(of=earlier(first), new_envelop=True)
    bare = read_post(message("WMO301"), "x")
    assert judge_duplicate(bare, same_envelop=None, same_bericht=earlier(bare)) == Duplicate(
        of=earlier(bare), new_envelop=False
    )


def test_another_message_under_a_used_identificatie_is_for_level_3() -> None:
    """TR056: it is answered with 9056, so it may not vanish as a duplicate."""
    first = post_of(di01())
    other = message("WMO301").replace(b"Papiaments", b"Fries")
    second = post_of(di01(payload=other, referentienummer=number("nieuw")))
    assert bericht_key(first) == bericht_key(second)
    assert judge_duplicate(second, same_envelop=None, same_bericht=earlier(first)) == Accepted()


# ── fault codes ──────────────────────────────────────────────────────────────────────────────────


def test_every_fault_code_says_in_dutch_what_it_means_and_what_to_do() -> None:
    assert len(_read_foutcodes()) == 74
    for entry in _read_foutcodes().values():
        for text in (entry.omschrijving, entry.wat_te_doen):
            assert text[0].isupper(), entry.code
            assert text.endswith("."), entry.code
        assert len(entry.code) <= 7


@pytest.mark.parametrize(
    ("code", "lijst", "step"),
    [
        ("IB010", Lijst.GGK_2025, NextStep.RESEND),
        ("IB007", Lijst.GGK_2025, NextStep.RESEND),
        ("IB103", Lijst.GGK_2020, NextStep.RESEND),
        ("StUF055", Lijst.GGK_2020, NextStep.NEW_MESSAGE),
        ("IB014", Lijst.GGK_2025, NextStep.NEW_MESSAGE),
        ("IB016", Lijst.GGK_2025, NextStep.NONE),
        ("IB019", Lijst.GGK_2025, NextStep.NONE),
        ("BRS06", Lijst.GGK_2020, NextStep.RESEND),
        ("BRS28", Lijst.VECOZO, NextStep.NEW_MESSAGE),
    ],
)
def test_the_newest_list_that_has_a_code_counts(code, lijst, step) -> None:
    found = find_foutcode(code)
    assert found is not None
    assert (found.lijst, found.vervolg) == (lijst, step)


def test_a_code_can_be_asked_of_one_list() -> None:
    old, vecozo = find_foutcode("IB007", Lijst.GGK_2020), find_foutcode("BRS06", Lijst.VECOZO)
    assert old is not None
    assert vecozo is not None
    assert "te groot" in old.omschrijving
    assert vecozo.vervolg is NextStep.NEW_MESSAGE
    assert find_foutcode("XX999") is None


def test_only_a_number_that_is_not_unique_means_that_it_was_received() -> None:
    """Of a second 325 (IB019) the first was received, and that is another message."""
    seen = {code for _, code in _read_foutcodes() if fault_event(code) is Event.SEEN_BEFORE}
    assert seen == {"IB016", "IB216", "CC08"}
    assert fault_event("IB019") is Event.NOT_DELIVERED


# ── replies ──────────────────────────────────────────────────────────────────────────────────────


def test_an_answer_goes_back_to_who_asked_and_names_the_question() -> None:
    heen = di01("WMO305")
    answer = answer_di01(heen, "WMO306", message("WMO306"), STEMPEL)
    assert read_post(write_envelop(answer), "x").envelop == answer
    assert answer.cross_refnummer == heen.referentienummer
    assert answer.zender.organisatie == heen.ontvanger.organisatie
    assert answer.ontvanger.organisatie == heen.zender.organisatie
    assert (answer.zender.applicatie, answer.ontvanger.applicatie) == ("noaber", "GGk")


def test_a_325_can_be_made_as_du01_and_as_di01() -> None:
    heen = di01("WMO323")
    as_du01 = answer_di01(heen, "WMO325", message("WMO325"), STEMPEL)
    as_di01 = declaratie_antwoord_di01(heen, "WMO325", message("WMO325"), STEMPEL)
    for envelop in (as_du01, as_di01):
        post = read_post(write_envelop(envelop), "x")
        found = sent("WMO323", referentienummer=heen.referentienummer)
        assert isinstance(correlate(post, found), Matched)


def test_our_foutbericht_says_which_message_and_nothing_of_what_stood_in_it() -> None:
    received = di01("JW315")
    fault = refuse_for_schema(received, STEMPEL)
    assert read_envelop(write_envelop(fault)) == fault
    assert (fault.code, fault.plek, fault.details) == ("StUF055", "client", "JW315-00030002")
    assert fault.cross_refnummer == received.referentienummer
    assert fault.ontvanger.organisatie == received.zender.organisatie
    assert b"detailsXML" not in write_envelop(fault)


def test_a_resend_keeps_the_message_and_takes_a_new_number() -> None:
    first = di01()
    again = resend(first, number("nieuw"), MOMENT)
    assert (again.payload, again.referentienummer) == (first.payload, number("nieuw"))
    with pytest.raises(SameReferentienummer):
        resend(first, first.referentienummer, MOMENT)
