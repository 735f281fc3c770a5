# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The state machine of a verzoek, and what holds for every order of events."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from noaber.kernel.wet import Wet
from noaber.toewijzingen.rules.antwoord_319 import list_redenen, put_in_onderzoek, reject
from noaber.toewijzingen.rules.verzoeken import STEPS, VerzoekEvent, apply, open_verzoeken, step
from noaber.toewijzingen.types import CannotAnswer, Verzoek, VerzoekSoort, VerzoekStatus
from tests.toewijzingen.factories import B1, G1, P1, TODAY

generated = settings(derandomize=True, database=None, deadline=None, max_examples=200)
ENDED = (VerzoekStatus.GEHONOREERD, VerzoekStatus.AFGEWEZEN)


def a_verzoek(
    status: VerzoekStatus = VerzoekStatus.VERZONDEN,
    soort: VerzoekSoort = VerzoekSoort.VOT,
    wet: Wet = Wet.WMO,
) -> Verzoek:
    return Verzoek(
        gemeente=G1,
        wet=wet,
        aanbieder=P1,
        bsn=B1,
        soort=soort,
        referentie_aanbieder="VOT-1",
        status=status,
        dagtekening=TODAY,
        ontvangstdatum=TODAY,
    )


def test_the_table_has_a_reason_for_every_status_and_event() -> None:
    assert set(STEPS) == {(status, event) for status in VerzoekStatus for event in VerzoekEvent}
    assert all(row.reason for row in STEPS.values())
    assert all(row.is_allowed == (row.to is not None) for row in STEPS.values())


@generated
@given(st.lists(st.sampled_from(VerzoekEvent), max_size=12))
def test_an_end_is_an_end_and_in_onderzoek_comes_once(events: list[VerzoekEvent]) -> None:
    verzoek, looked_into = a_verzoek(), 0
    for event in events:
        before, verzoek = verzoek, apply(verzoek, event)
        if before.status in ENDED:
            assert verzoek.status is before.status
        if verzoek.status is VerzoekStatus.IN_ONDERZOEK is not before.status:
            looked_into += 1
    assert looked_into <= 1


@generated
@given(st.lists(st.sampled_from(VerzoekEvent), max_size=12))
def test_only_an_answer_ends_a_verzoek(events: list[VerzoekEvent]) -> None:
    verzoek = a_verzoek()
    for event in events:
        verzoek = apply(verzoek, event)
    if verzoek.status is VerzoekStatus.GEHONOREERD:
        assert VerzoekEvent.TOEGEWEZEN in events
    if verzoek.status is VerzoekStatus.AFGEWEZEN:
        assert VerzoekEvent.AFGEWEZEN in events


@pytest.mark.parametrize("status", VerzoekStatus)
def test_only_what_is_in_treatment_blocks(status: VerzoekStatus) -> None:
    is_open = status in (VerzoekStatus.IN_BEHANDELING, VerzoekStatus.IN_ONDERZOEK)
    assert open_verzoeken([a_verzoek(status)]) == ((a_verzoek(status),) if is_open else ())


def test_a_request_that_was_refused_by_its_retour_may_be_sent_again() -> None:
    verzoek = apply(a_verzoek(), VerzoekEvent.RETOUR_REJECTED)
    assert verzoek.status is VerzoekStatus.NIET_VERZONDEN
    assert step(verzoek.status, VerzoekEvent.AFGEWEZEN).refused_by == ("TR355",)
    assert apply(verzoek, VerzoekEvent.SENT).status is VerzoekStatus.VERZONDEN


@pytest.mark.parametrize("status", ENDED)
def test_the_gemeente_cannot_answer_what_has_ended(status: VerzoekStatus) -> None:
    ended = a_verzoek(status)
    with pytest.raises(CannotAnswer, match="kan dit antwoord niet meer"):
        put_in_onderzoek(ended)
    with pytest.raises(CannotAnswer, match="losse toewijzing"):
        reject(ended, "7", on=date(2026, 3, 16))


def test_in_onderzoek_is_sent_once() -> None:
    with pytest.raises(CannotAnswer, match="één keer") as refused:
        put_in_onderzoek(a_verzoek(VerzoekStatus.IN_ONDERZOEK))
    assert refused.value.rule == "TR360"


@pytest.mark.parametrize(
    ("wet", "soort", "left_out"),
    [
        (Wet.JW, VerzoekSoort.VOT, "5"),
        (Wet.JW, VerzoekSoort.VOW, "8"),
        (Wet.WMO, VerzoekSoort.VOT, "8"),
        (Wet.WMO, VerzoekSoort.VOW, "8"),
    ],
    ids=["jw-vot", "jw-vow", "wmo-vot", "wmo-vow"],
)
def test_another_gemeente_has_one_reason_per_kind(
    wet: Wet, soort: VerzoekSoort, left_out: str
) -> None:
    verzoek = a_verzoek(VerzoekStatus.IN_BEHANDELING, soort, wet)
    assert set("123456789") - set(list_redenen(verzoek)) == {left_out}
