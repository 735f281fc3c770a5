# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""A decision of the gemeente about a client at an aanbieder, carried out and kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from noaber.berichten.definitions import classes as c
from noaber.berichten.definitions import messages as m
from noaber.kernel.finding import Finding
from noaber.partijen.types import Lane
from noaber.toewijzingen import queries
from noaber.toewijzingen.operations.store import store_pgb, store_versions, take_nummers
from noaber.toewijzingen.rules import (
    antwoord_vot,
    antwoord_vow,
    beeindigingen,
    vervangingen,
    wijzigingen,
)
from noaber.toewijzingen.rules.start_stop import replay
from noaber.toewijzingen.rules.verzoeken import VerzoekEvent, step
from noaber.toewijzingen.types import (
    Assign,
    Besluit,
    CannotAnswer,
    ChangeBudget,
    ChangeVolume,
    Decision,
    Delete,
    Died,
    Granted,
    HonourVot,
    HonourVow,
    Moved,
    NothingChanges,
    Pgb,
    Plan,
    Prolong,
    Replace,
    Restart,
    Shorten,
    Situation,
    StartEarlier,
    StartPgb,
    VerzendStatus,
    Wens,
    Wish,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """Whom a decision is about, and what other modules know of it."""

    lane: Lane
    persoon_id: int
    bsn: str = field(repr=False)
    granted: Mapping[int, Granted] = field(default_factory=dict)
    """Approved and not credited, by ToewijzingNummer."""
    verzoek: m.Bericht315 | m.Bericht317 | None = None
    """The message with the verzoek, when the decision answers one."""


def decide(*, about: About, besluit: Besluit, decision: Decision, at: datetime) -> Plan:
    """Works out what a decision means, keeps the new versions and gives the plan.

    Whoever calls sends it (``send.compose_301``) in the same transaction.

    Raises:
        WijzigingRefused: the decision is not allowed; the text says what to do instead.
    """
    plan = _plan(about, besluit, decision)
    if not plan.versions:
        _check_news(about, besluit)
    if isinstance(besluit, StartPgb):
        store_pgb(about.persoon_id, about.lane.wet, besluit, at)
    store_versions(
        about.lane,
        about.persoon_id,
        plan.versions,
        status=VerzendStatus.VOORBEREID,
        bericht_id=None,
        at=at,
    )
    return plan


def _check_news(about: About, besluit: Besluit) -> None:
    """An event that ends nothing, or that was told before. Raises NothingChanges."""
    if isinstance(besluit, Died | Moved):
        raise NothingChanges(
            "",
            "Na die dag loopt er geen toewijzing van deze cliënt bij deze aanbieder: er is niets "
            "te beëindigen",
        )
    if isinstance(besluit, StartPgb):
        pgb = Pgb(product=besluit.product, period=besluit.period)
        if pgb in queries.list_pgbs(about.persoon_id, about.lane.wet):
            raise NothingChanges(
                "", "Dit pgb is al vastgelegd en er loopt niets meer dat moet eindigen: doe niets"
            )


def _situation(about: About) -> Situation:
    lane = about.lane
    return Situation(
        gemeente=lane.gemeente,
        wet=lane.wet,
        aanbieder=lane.aanbieder,
        bsn=about.bsn,
        toewijzingen=queries.list_versions(lane, about.persoon_id, about.bsn),
        granted=about.granted,
        leveringen=replay(queries.list_start_stops(lane, about.persoon_id)),
        pgbs=queries.list_pgbs(about.persoon_id, lane.wet),
        reden_na_definitieve_stop=lane.administratie.instellingen.reden_na_definitieve_stop,
    )


def _plan(about: About, besluit: Besluit, decision: Decision) -> Plan:
    situation = _situation(about)
    match besluit:
        case HonourVot() | HonourVow():
            return _honour(about, situation, besluit, decision)
        case StartPgb(product=product, period=period):
            pgb = Pgb(product=product, period=period)
            plan = beeindigingen.start_pgb(situation, pgb, decision)
            return replace(plan, warnings=(*plan.warnings, *_elsewhere(about, pgb)))
        case Died(overlijdensdatum=day):
            return beeindigingen.die(situation, day, decision)
        case Moved(inschrijfdatum=day):
            return beeindigingen.move_away(situation, day, decision)
        case _:
            return _change(about.lane, situation, besluit, decision)


def _elsewhere(about: About, pgb: Pgb) -> Iterator[Finding]:
    """A PGB ends the toewijzingen at every aanbieder, and a decision is about one of them."""
    others = queries.list_versions_elsewhere(about.lane, about.persoon_id)
    yield from beeindigingen.beside_pgb(others, pgb)


def _change(lane: Lane, situation: Situation, besluit: Besluit, decision: Decision) -> Plan:
    """A decision about one toewijzing that keeps its number."""
    match besluit:
        case Shorten(nummer=nummer, einddatum=einddatum):
            return wijzigingen.shorten(situation, nummer, einddatum, decision)
        case Delete(nummer=nummer):
            return wijzigingen.delete(situation, nummer, decision)
        case ChangeVolume(nummer=nummer, volume=volume):
            return wijzigingen.change_volume(situation, nummer, volume, decision)
        case ChangeBudget(nummer=nummer, budget=budget):
            return wijzigingen.change_budget(situation, nummer, budget, decision)
        case _:
            return _renumber(situation, besluit, decision, take_nummers(lane, 1)[0])


def _renumber(situation: Situation, besluit: Besluit, decision: Decision, new: int) -> Plan:
    """A decision that needs a new number, or may need one."""
    match besluit:
        case Assign(wens=wens):
            return wijzigingen.assign(situation, _wish(wens, new), decision)
        case Prolong(nummer=nummer, einddatum=einddatum):
            return wijzigingen.prolong(situation, nummer, einddatum, new, decision)
        case Replace(nummer=nummer, wens=wens):
            wish = _wish(wens, new)
            return vervangingen.replace_toewijzing(situation, nummer, wish, decision)
        case StartEarlier(nummer=nummer, ingangsdatum=day):
            return vervangingen.start_earlier(situation, nummer, day, new, decision)
        case Restart(nummer=nummer, ingangsdatum=day):
            return vervangingen.restart(situation, nummer, day, new, decision)
        case _:
            raise AssertionError(f"no way to carry out {type(besluit).__name__}")


def _honour(
    about: About, situation: Situation, besluit: HonourVot | HonourVow, decision: Decision
) -> Plan:
    _check_verzoek(about, besluit.referentie)
    if isinstance(besluit, HonourVow):
        assert isinstance(about.verzoek, m.Bericht317)
        verzoek = about.verzoek.client.verzoek
        nummers = take_nummers(about.lane, antwoord_vow.new_toewijzingen(situation, verzoek))
        return antwoord_vow.honour_vow(situation, verzoek, nummers, decision, besluit.passed)
    asked = _asked(about, besluit.referentie)
    nummer = take_nummers(about.lane, 1)[0]
    wish = (
        antwoord_vot.as_asked(asked, nummer)
        if besluit.wens is None
        else _wish(besluit.wens, nummer)
    )
    return antwoord_vot.honour_vot(situation, asked, wish, decision)


def _check_verzoek(about: About, referentie: str) -> None:
    """It must be of this client, and wait for an answer. Raises CannotAnswer."""
    of_client = [
        verzoek
        for verzoek in queries.list_verzoeken(about.lane, about.persoon_id, about.bsn)
        if verzoek.referentie_aanbieder == referentie
    ]
    if not of_client:
        raise CannotAnswer("TR379", "Deze cliënt heeft geen verzoek met deze referentie")
    honoured = step(of_client[-1].status, VerzoekEvent.TOEGEWEZEN)
    if not honoured.is_allowed:
        raise CannotAnswer(
            honoured.refused_by[0],
            f"Dit verzoek is niet meer te honoreren: {honoured.reason}. Maak zo nodig een losse "
            "toewijzing",
        )


def _asked(about: About, referentie: str) -> c.AangevraagdProduct:
    assert isinstance(about.verzoek, m.Bericht315)
    for asked in about.verzoek.client.aangevraagde_producten:
        if asked.referentie_aanbieder == referentie:
            return asked
    raise CannotAnswer("TR379", "Dit verzoek heeft geen onderdeel met deze referentie")


def _wish(wens: Wens, nummer: int) -> Wish:
    return Wish(
        nummer=nummer,
        product=wens.product,
        ingangsdatum=wens.ingangsdatum,
        einddatum=wens.einddatum,
        omvang=wens.omvang,
        budget=wens.budget,
        commentaar=wens.commentaar,
    )
