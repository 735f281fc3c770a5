# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The 301 that goes out is complete, fits the rules, and is accepted by the aanbieder."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from noaber.berichten.answers import Envelope
from noaber.berichten.definitions.classes import (
    NieuwProduct,
    OngewijzigdProduct,
    TeWijzigenProduct,
)
from noaber.berichten.definitions.groups import Omvang
from noaber.berichten.definitions.messages import Bericht317
from noaber.berichten.judge import Outcome, judge_bytes
from noaber.berichten.xml.write import write
from noaber.kernel.wet import Wet
from noaber.toewijzingen.rules import antwoord_vow, beeindigingen, vervangingen, wijzigingen
from noaber.toewijzingen.rules.actueel import current_version, newest_versions
from noaber.toewijzingen.rules.set_301 import bericht_301, set_301
from noaber.toewijzingen.types import (
    Agreement,
    AgreementKind,
    Decision,
    PassedDates,
    Plan,
    Situation,
    Stacked,
    ToewijzingVersion,
    VerzoekStatus,
    WijzigingRefused,
    Wish,
)
from tests.toewijzingen.factories import (
    G1,
    P1,
    T1,
    T2,
    TODAY,
    changed,
    client_301,
    day,
    kept,
    new,
    omvang,
    pgb,
    situation,
    toewijzing,
    totaal,
    vow,
)
from tests.toewijzingen.postvak import Postvak

generated = settings(derandomize=True, database=None, deadline=None, max_examples=80)


@pytest.mark.regel("OP087")
def test_all_current_and_all_changed_toewijzingen_stand_in_it() -> None:
    """OP087, row by row."""
    ended = replace(T1, nummer=1, einddatum=day("2026-02-28"))
    shortened = replace(
        T1, nummer=2, einddatum=day("2026-02-28"), reden_wijziging="05", toewijzingsdatum=TODAY
    )
    future = replace(T1, nummer=3, ingangsdatum=day("2026-07-01"), einddatum=day("2026-12-31"))
    never_sent = replace(T1, nummer=4, ingangsdatum=day("2025-01-01"), einddatum=day("2025-06-30"))
    sent = {1: ended, 2: replace(T1, nummer=2), 3: future}

    products = set_301(
        [replace(v, product=None, omvang=None, budget=100) for v in (future,)]
        + [ended, replace(shortened, product=T2.product), never_sent],
        sent,
        on=TODAY,
    )

    assert [p.toewijzing_nummer for p in products] == [4, 2, 3]


@pytest.mark.regel("IV099")
def test_only_a_change_of_what_was_sent_has_a_reden() -> None:
    """IV099: empty for new and unchanged, also when an earlier change was sent before."""
    extended = replace(T1, toewijzingsdatum=day("2026-02-01"), reden_wijziging="04")

    def reden(sent: dict[int, ToewijzingVersion]) -> str | None:
        return set_301([T1, extended], sent, on=TODAY)[0].reden_wijziging

    assert reden({1001: T1}) == "04"
    assert reden({1001: extended}) is None
    assert reden({}) is None, "the aanbieder never saw it: it is new"


@pytest.mark.regel("IV097", "TR379")
def test_a_reference_goes_once() -> None:
    """IV097: in the 301 that answers, and not in the ones after it."""
    honoured = replace(T1, referentie_aanbieder="VOT-1")
    (first,) = set_301([honoured], {}, on=TODAY)
    (later,) = set_301([honoured], {1001: honoured}, on=TODAY)
    assert (first.referentie_aanbieder, later.referentie_aanbieder) == ("VOT-1", None)


def test_what_was_never_sent_is_not_taken_back() -> None:
    deleted = replace(T1, einddatum=T1.ingangsdatum, reden_wijziging="13", toewijzingsdatum=TODAY)
    assert set_301([T1, deleted], {}, on=TODAY) == ()
    assert len(set_301([T1, deleted], {1001: T1}, on=TODAY)) == 1
    assert set_301([T1, deleted], {1001: deleted}, on=TODAY) == ()


@pytest.mark.regel("OP259", "TR302")
def test_our_own_stapeling_does_not_leave_the_house() -> None:
    with pytest.raises(Stacked, match="beëindig er eerst één"):
        set_301([T1, replace(T1, nummer=1002)], {}, on=TODAY)


@pytest.mark.regel("IV046")
def test_the_message_names_the_parties_and_the_law() -> None:
    products = set_301([T1], {}, on=TODAY)
    message = bericht_301(T1, client_301(), products, Envelope("A1", TODAY))
    assert (message.header.afzender, message.header.ontvanger) == (G1, P1)
    assert message.wet is Wet.WMO
    assert judge_bytes(write(message)).outcome is Outcome.VALID


@given(
    st.lists(
        st.builds(
            replace,
            st.just(T1),
            toewijzingsdatum=st.sampled_from([day("2026-01-01"), day("2026-02-01")]),
            toewijzingstijd=st.sampled_from([time(9), time(10)]),
            einddatum=st.sampled_from([day("2026-03-31"), day("2026-06-30"), None]),
            reden_wijziging=st.sampled_from([None, "04", "05"]),
        ),
        min_size=1,
        max_size=6,
    ),
    st.randoms(),
)
@generated
def test_the_newest_version_does_not_depend_on_the_order(
    versions: list[ToewijzingVersion], chance: object
) -> None:
    shuffled = list(versions)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert current_version(versions) == current_version(shuffled)
    assert current_version(versions).decided_at == max(v.decided_at for v in versions)
    assert newest_versions(shuffled) == {1001: current_version(versions)}


# ── any change: refused with a name, or a 301 that the aanbieder accepts ─────────────────────────

DAYS = st.dates(date(2025, 11, 1), date(2026, 12, 31))
OMVANG = st.sampled_from([omvang(3), omvang(5), totaal(100), totaal(80), omvang(2, "14", "4")])
REDENEN = st.sampled_from([None, "02", "04", "05", "07", "12", "14"])
AGREEMENTS = st.sampled_from([None, *AgreementKind])


def decisions() -> st.SearchStrategy[Decision]:
    def decision(reden: str | None, kind: AgreementKind | None) -> Decision:
        agreement = None if kind is None else Agreement(kind=kind, datum=TODAY)
        return Decision(datum=TODAY, tijd=time(14), reden=reden, agreement=agreement)

    return st.builds(decision, REDENEN, AGREEMENTS)


@st.composite
def first_toewijzingen(draw: st.DrawFn) -> tuple[ToewijzingVersion, ToewijzingVersion]:
    """Two products of one client, each with its own omvang and period."""
    made = []
    for nummer, product in ((1001, T1.product), (1002, T2.product)):
        begin = draw(DAYS)
        length = draw(st.integers(0, 300))
        made.append(
            toewijzing(
                nummer,
                begin.isoformat(),
                (begin + timedelta(days=length)).isoformat(),
                product=product,
                omvang=draw(OMVANG),
                besloten="2025-10-15",
            )
        )
    return made[0], made[1]


Change = Callable[[Situation, Decision], Plan]
Part = OngewijzigdProduct | TeWijzigenProduct | NieuwProduct


@st.composite
def changes(draw: st.DrawFn) -> Change:
    """One of the changes that a backoffice can make."""
    on, volume, size = draw(DAYS), draw(st.sampled_from([80, 100, 120])), draw(OMVANG)
    until = on + timedelta(days=draw(st.integers(0, 200)))
    made: list[Change] = [
        lambda s, d: wijzigingen.extend(s, 1001, on, d),
        lambda s, d: wijzigingen.prolong(s, 1001, on, 1009, d),
        lambda s, d: wijzigingen.shorten(s, 1001, on, d),
        lambda s, d: wijzigingen.delete(s, 1001, d),
        lambda s, d: wijzigingen.change_volume(s, 1001, volume, d),
        lambda s, d: vervangingen.replace_toewijzing(s, 1001, _wish(size, on, until), d),
        lambda s, d: vervangingen.start_earlier(s, 1001, on, 1009, d),
        lambda s, d: vervangingen.restart(s, 1001, on, 1009, d),
        lambda s, d: wijzigingen.assign(s, _wish(size, on, until), d),
        lambda s, d: beeindigingen.die(s, on, d),
        lambda s, d: beeindigingen.move_away(s, on, d),
        lambda s, d: beeindigingen.start_pgb(s, pgb(on.isoformat(), T1.product), d),
    ]
    return draw(st.sampled_from(made))


def _wish(size: Omvang, begin: date, eind: date) -> Wish:
    return Wish(nummer=1009, product=T1.product, ingangsdatum=begin, einddatum=eind, omvang=size)


@generated
@given(first_toewijzingen(), changes(), decisions())
def test_every_change_is_refused_or_accepted_by_the_aanbieder(
    first: tuple[ToewijzingVersion, ...], change: Change, decision: Decision
) -> None:
    around = situation(*first)
    try:
        plan = change(around, decision)
    except WijzigingRefused:
        return
    known = {version.nummer: version for version in first}
    for version in plan.versions:
        assert (version.reden_wijziging is None) is (version.nummer not in known)
        assert version.decided_at == (decision.datum, decision.tijd)
        assert version.referentie_aanbieder is None
    products = set_301([*first, *plan.versions], known, on=TODAY)
    assume(products)

    aanbieder = Postvak(list(first))
    message = bericht_301(first[0], client_301(), products, Envelope("A1", TODAY))
    answer = aanbieder.receive(message)

    assert answer.is_ok, answer.judgement
    for version in plan.versions:
        assert aanbieder.newest(version.nummer) == version


AHEAD = st.dates(TODAY + timedelta(days=1), date(2026, 9, 30))


@st.composite
def requests(draw: st.DrawFn) -> tuple[tuple[ToewijzingVersion, ...], Bericht317]:
    """Toewijzingen of which the first is current, and a VOW that changes it."""
    first, second = draw(first_toewijzingen())
    first = replace(first, einddatum=max(TODAY, first.ingangsdatum) + timedelta(days=100))
    wanted = draw(st.one_of(AHEAD, st.just(first.ingangsdatum)))
    until = wanted + timedelta(days=draw(st.integers(0, 250)))
    size = draw(st.one_of(OMVANG, st.just(first.omvang)))
    parts: list[Part] = [changed(1001, wanted.isoformat(), until.isoformat(), omvang=size)]
    if second.is_current_on(TODAY):
        parts.append(kept(1002))
    if draw(st.booleans()):
        begin = draw(AHEAD)
        parts.append(new(begin.isoformat(), (begin + timedelta(days=60)).isoformat()))
    return (first, second), vow(*parts)


@generated
@given(requests(), st.sampled_from(PassedDates), st.sampled_from([0, 30, 90]))
def test_every_accepted_vow_is_refused_by_name_or_honoured_in_full(
    request_: tuple[tuple[ToewijzingVersion, ...], Bericht317], passed: PassedDates, later: int
) -> None:
    first, message = request_
    gemeente, around = Postvak(list(first)), situation(*first)
    assume(gemeente.receive(message).is_ok)
    decided = Decision(
        datum=TODAY + timedelta(days=later),
        tijd=time(14),
        agreement=Agreement(kind=AgreementKind.OVEREENSTEMMING, datum=TODAY),
    )
    try:
        plan = antwoord_vow.honour_vow(
            around, message.client.verzoek, [2001, 2002], decided, passed
        )
    except WijzigingRefused:
        return
    products = set_301(
        [*first, *plan.versions],
        {version.nummer: version for version in first},
        on=decided.datum,
        vow_referentie=plan.vow_referentie,
    )
    aanbieder = Postvak(list(first), today=decided.datum, verzoeken=list(gemeente.verzoeken))
    envelope = Envelope("A1", decided.datum)
    answer = aanbieder.receive(bericht_301(first[0], client_301(), products, envelope))

    assert answer.is_ok, answer.judgement
    assert {product.referentie_aanbieder for product in products} == {"VOW-1"}
    assert aanbieder.verzoeken[0].status is VerzoekStatus.GEHONOREERD
