# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The aanbieder receives the answer to its declaratie (325): judged beside the 323, and kept.

A 325 gets no answer. What is wrong in it is for a person, and then nothing of it is taken over.
"""

from __future__ import annotations

from noaber.berichten.definitions.messages import DeclaratieAntwoordHeader
from noaber.berichten.judge import Verdict, judge_bytes
from noaber.berichten.xml.columns import Columns
from noaber.declaraties import operations as declaraties
from noaber.flows.types import Verwerkt, Work
from noaber.flows.verwerk_declaratie import declared_on
from noaber.kernel import gemeentecode
from noaber.postbus import operations as postbus
from noaber.postbus.queries import find_sent, get_payload, get_post, has_processed_identificatie
from noaber.postbus.types import Quarantined, Uitkomst


def verwerk(work: Work, verdict: Verdict) -> Verwerkt:
    """One 325."""
    columns, lane = verdict.columns, work.lane
    assert columns is not None
    header = columns.header
    assert isinstance(header, DeclaratieAntwoordHeader)
    sent_id = find_sent(
        lane_id=lane.id,
        number="323",
        identificatie=header.declaratie_identificatie.identificatie,
    )
    sent = None if sent_id is None else declaraties.Sent(sent_id, _read(sent_id))
    judgement = declaraties.receive_antwoord(
        lane=lane,
        columns=columns,
        outside=declaraties.OutsideAntwoord(
            ontvangstdatum=work.vandaag,
            at=work.at,
            is_known_gemeente=gemeentecode.is_known(
                lane.gemeente, on=header.bericht_identificatie.dagtekening
            ),
            is_used_identificatie=has_processed_identificatie(work.ontvangen),
            sent=sent,
            toewijzingen=declared_on(
                lane, declaraties.with_bsn_keys((sent.columns if sent else columns).lines)
            ),
        ),
    )
    postbus.note_warnings(bericht_id=work.ontvangen.id, findings=judgement.findings, at=work.at)
    toekenning = judgement.toekenning
    if toekenning is None:
        reason = " ".join(finding.text for finding in judgement.errors[:3])
        outcome = Quarantined(reason=reason)
        postbus.put_in_quarantaine(bericht_id=work.ontvangen.id, outcome=outcome, at=work.at)
        return _done(work, Uitkomst.QUARANTAINE, (), reason)
    answered = postbus.apply_answer(
        bericht_id=work.ontvangen.id,
        post=get_post(work.ontvangen.id),
        is_rejection=not toekenning.counts_as_sent,
        at=work.at,
    )
    if isinstance(answered, Quarantined):
        postbus.put_in_quarantaine(bericht_id=work.ontvangen.id, outcome=answered, at=work.at)
        return _done(work, Uitkomst.QUARANTAINE, (), answered.reason)
    codes = (*toekenning.header, *toekenning.declaratie)
    rejected = toekenning.lines.filter(toekenning.lines["status"] != "toegekend").height
    uitkomst = _uitkomst(rejected, toekenning.lines.height)
    postbus.finish(bericht_id=work.ontvangen.id, uitkomst=uitkomst, retourcodes=codes, at=work.at)
    return _done(work, uitkomst, codes)


def _read(bericht_id: int) -> Columns:
    columns = judge_bytes(get_payload(bericht_id)).columns
    assert columns is not None
    return columns


def _uitkomst(rejected: int, lines: int) -> Uitkomst:
    if not rejected:
        return Uitkomst.AKKOORD
    return Uitkomst.AFGEKEURD if rejected == lines else Uitkomst.DEELS


def _done(work: Work, uitkomst: Uitkomst, codes: tuple[str, ...], reden: str = "") -> Verwerkt:
    return Verwerkt(
        bericht_id=work.ontvangen.id,
        naam=work.ontvangen.naam,
        functie=work.ontvangen.functie,
        uitkomst=uitkomst,
        retourcodes=codes,
        codes=codes,
        reden=reden,
    )
