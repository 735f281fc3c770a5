# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Scenario's 111 tot en met 116: tijd en transport."""

from datetime import date
from pathlib import Path

import pytest

from noaber.berichten.definitions.registry import by_name
from noaber.berichten.judge import Outcome as Verdict
from noaber.berichten.judge import judge_bytes
from noaber.postbus.envelop.ontvangst import read_post
from noaber.postbus.envelop.write import render_envelop, write_envelop
from noaber.postbus.folder.carrier import FolderCarrier
from noaber.postbus.rules.answer_terms import answer_deadline, list_overdue
from noaber.postbus.rules.correlation import ByReferentienummer, Matched, answer_key, correlate
from noaber.postbus.rules.duplicates import EnvelopKey, envelop_key, judge_duplicate
from noaber.postbus.rules.foutcodes import NextStep, find_foutcode
from noaber.postbus.rules.replies import Stempel, answer_di01, resend
from noaber.postbus.rules.states import transition
from noaber.postbus.types import (
    Accepted,
    AlertKind,
    AnswerKind,
    Duplicate,
    EarlierPost,
    Event,
    Outcome,
    Post,
    Quarantined,
    Status,
)
from tests.postbus.builders import MOMENT, VERSIES, di01, du01, fo01, message, number, sent


@pytest.mark.parametrize(
    ("name", "answer", "last", "first_signal"),
    [
        ("WMO301", "WMO302", date(2026, 3, 19), date(2026, 3, 20)),
        ("JW323", "JW325", date(2026, 3, 30), date(2026, 3, 31)),
    ],
)
def test_scenario_111(name: str, answer: str, last: date, first_signal: date) -> None:
    """111. Op maandag 16 maart 2026 gaat een 301 de deur uit; na 3 werkdagen is er geen 302.

    De gemeente krijgt een signaal. Hetzelfde geldt na 10 werkdagen voor een 323 zonder 325. Een
    antwoord dat daarna komt, geldt gewoon.
    """
    message_sent = sent(name, verzenddatum=date(2026, 3, 16))
    assert list_overdue([message_sent], last) == []
    (overdue,) = list_overdue([message_sent], first_signal)
    assert (overdue.message, overdue.due) == (message_sent, last)
    assert overdue.alert.kind is AlertKind.NO_ANSWER
    assert f"Op een {name}, verzonden op 16-03-2026, is geen {answer}" in overdue.alert.text
    assert transition(Status.SENT, Event.DEADLINE_PASSED).to is Status.OVERDUE
    assert transition(Status.OVERDUE, Event.ANSWERED_OK).to is Status.ANSWERED_OK


def test_scenario_112() -> None:
    """112. Een 301 komt binnen op donderdag 2 april 2026: het retour is er donderdag 9 april.

    Goede Vrijdag 3 april, het weekend en tweede Paasdag 6 april tellen niet mee.
    """
    deadline = answer_deadline(by_name("WMO301"), AnswerKind.RETOUR, date(2026, 4, 2))
    assert deadline.due == date(2026, 4, 9)


@pytest.mark.parametrize("envelop", [du01(), fo01()], ids=["Du01", "Fo01"])
def test_scenario_113(envelop, tmp_path: Path) -> None:
    """113. Een Du01 of Fo01 met een crossRefnummer dat hier niet bekend is: naar quarantaine.

    Het wordt nooit op een ander bericht toegepast, ook niet op een dat er verder op lijkt.
    """
    ours = {number("een ander bericht"): sent(referentienummer=number("een ander bericht"))}

    def process(post: Post) -> Outcome:
        key = answer_key(post)
        assert isinstance(key, ByReferentienummer)
        found = correlate(post, ours.get(key.referentienummer))  # type: ignore[call-overload]
        assert isinstance(found, Quarantined)
        assert found.alert is not None
        assert found.alert.kind is AlertKind.UNKNOWN_REFERENCE
        return found

    with FolderCarrier.open(tmp_path) as carrier:
        (tmp_path / "in" / "antwoord.xml").write_bytes(render_envelop(envelop))
        tally = carrier.work(process)
    assert len(tally.reasons) == 1
    (reason,) = (tmp_path / "quarantaine").glob("*.reden.txt")
    assert "een bericht dat hier niet bekend is" in reason.read_text(encoding="utf-8")


def test_scenario_114(tmp_path: Path) -> None:
    """114. Dezelfde Di01 (zelfde UUID) komt twee keer: één keer verwerkt, hetzelfde antwoord."""
    known: dict[EnvelopKey, EarlierPost] = {}
    answers: dict[str, bytes] = {}
    processed = []

    def process(post: Post) -> Outcome:
        key = envelop_key(post)
        assert key is not None
        outcome = judge_duplicate(post, same_envelop=known.get(key), same_bericht=None)
        if isinstance(outcome, Accepted):
            processed.append(key)
            known[key] = EarlierPost(sha256=post.sha256, payload_sha256=post.payload_sha256)
            stempel = Stempel(
                referentienummer=number("antwoord", post.sha256),
                tijdstip=MOMENT,
                applicatie="noaber",
                versies=VERSIES,
            )
            answer = answer_di01(post.envelop, "WMO306", message("WMO306"), stempel)  # type: ignore[arg-type]
            answers[post.sha256] = write_envelop(answer)
        earlier = outcome.of.sha256 if isinstance(outcome, Duplicate) else post.sha256
        carrier.put(answers[earlier])
        return outcome

    heen = write_envelop(di01("WMO305"))
    with FolderCarrier.open(tmp_path) as carrier:
        (tmp_path / "in" / "eerste.xml").write_bytes(heen)
        (tmp_path / "in" / "nog eens.xml").write_bytes(heen.replace(b"\r\n", b"\n"))
        tally = carrier.work(process)
    assert (tally.accepted, tally.duplicates, len(processed)) == (1, 1, 1)
    (answer_file,) = (tmp_path / "uit").iterdir()
    answer = read_post(answer_file.read_bytes(), "x").envelop
    assert answer.cross_refnummer == di01("WMO305").referentienummer  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "spell",
    [
        pytest.param(lambda data: b"\xef\xbb\xbf" + data, id="BOM"),
        pytest.param(lambda data: data.replace(b"\r\n", b"\n"), id="LF"),
        pytest.param(lambda data: b"\xef\xbb\xbf" + data.replace(b"\r\n", b"\n"), id="both"),
        pytest.param(lambda data: data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"), id="CRLF"),
    ],
)
def test_scenario_115(spell) -> None:
    """115. Een bericht met een BOM of met LF als regeleinde wordt aangenomen, ook in een envelop.

    Wat hier wordt verzonden, is UTF-8 zonder BOM met CR/LF. De inhoud blijft byte voor byte gelijk.
    """
    payload = spell(message("WMO301"))
    for data in (payload, write_envelop(di01(payload=payload))):
        post = read_post(data, "x.xml")
        assert post.payload == payload
        assert post.kop is not None
        assert judge_bytes(payload).outcome is Verdict.VALID
    sent_bytes = write_envelop(di01(payload=payload))
    assert not sent_bytes.startswith(b"\xef\xbb\xbf")
    assert sent_bytes.count(b"\n") == sent_bytes.count(b"\r\n")


@pytest.mark.parametrize("code", ["IB103", "IB023", "IB010"])
def test_scenario_116(code: str) -> None:
    """116. Een Fo01 (freeze, of IB010) op een verzonden 301: het bericht is niet afgeleverd.

    Er komt geen 302 meer. Opnieuw verzenden gaat met een nieuwe UUID, en met hetzelfde bericht en
    dezelfde Identificatie.
    """
    first = di01(referentienummer=number("heen"))
    matched = correlate(read_post(render_envelop(fo01(code=code)), "x"), sent())
    assert matched == Matched(message=sent(), event=Event.NOT_DELIVERED)
    assert transition(Status.SENT, Event.NOT_DELIVERED).to is Status.FAULTED
    assert list_overdue([sent(status=Status.FAULTED)], date(2027, 1, 1)) == []
    meaning = find_foutcode(code)
    assert meaning is not None
    assert meaning.vervolg is NextStep.RESEND
    again = resend(first, number("opnieuw"), MOMENT)
    one, two = (read_post(write_envelop(envelop), "x") for envelop in (first, again))
    assert one.payload == two.payload
    assert one.kop == two.kop
    assert envelop_key(one) != envelop_key(two)
