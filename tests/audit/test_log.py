# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Each look at a person, and each act on its data, is logged with who did it and to what end."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest
from django.db import transaction

from noaber import flows
from noaber.access.sealing import Keyring
from noaber.access.types import Viewer
from noaber.audit.models import Installatie, Verwerking
from noaber.audit.operations import OtherKeys, claim_installation, record_verwerking
from noaber.audit.queries import list_verwerkingen, logged_ids
from noaber.flows.beantwoord_verzoek import beantwoord_verzoek
from noaber.flows.sluit_uit import sluit_uit
from noaber.flows.toon_bericht import toon_bericht
from noaber.postbus.models import Bericht
from noaber.toewijzingen.types import Investigate, Melding, Shorten, Vot, Wens
from tests.flows.declareren import april, prestatie
from tests.flows.twee_kanten import Sides, aanvraag, hours, make_sides, product
from tests.flows.wereld import B1, G1, P1, t1
from tests.hostile.dutch import english_words

ROSA = Viewer(naam="Rosa", rollen=frozenset(), doel="regelen van hulp")


@pytest.fixture
def sides(db: None) -> Sides:
    """The gemeente and P1, T1 in both books, and Rosa at work."""
    made = make_sides()
    made.decide(t1())
    made.settle()
    made.ask(_vot("VOT-1"))
    made.settle()
    made.viewer = replace(ROSA, rollen=made.viewer.rollen)
    return made


def _vot(referentie: str) -> Vot:
    wens = Wens(
        product=product(1),
        ingangsdatum=date(2026, 4, 1),
        einddatum=date(2026, 12, 31),
        omvang=hours(2),
    )
    return Vot(aanvragen=(aanvraag(referentie, wens),))


def _declare(sides: Sides) -> None:
    sides.today = april()
    sides.declare(prestatie(1), periode=date(2026, 3, 1))


def _process(sides: Sides) -> None:
    sides.report(Melding(nummer=1, begindatum=date(2026, 1, 5)))
    sides.carry()


Act = Callable[[Sides], object]
ACTS: dict[str, tuple[Act, str, str]] = {
    "ken_toe": (
        lambda s: s.decide(Shorten(nummer=1, einddatum=date(2026, 5, 31)), reden="05", at=time(11)),
        G1,
        "persoon",
    ),
    "beantwoord_verzoek": (
        lambda s: beantwoord_verzoek(
            lane=s.lane(), besluit=Investigate(referentie="VOT-1"), viewer=s.viewer, at=s.at
        ),
        G1,
        "persoon",
    ),
    "sluit_uit": (
        lambda s: sluit_uit(code=G1, bsn=B1, is_buiten=True, viewer=s.viewer, at=s.at),
        G1,
        "persoon",
    ),
    "toon_bericht": (
        lambda s: toon_bericht(
            bericht_id=Bericht.objects.filter(functie="WMO301", richting="uit").get().pk,
            viewer=s.viewer,
            at=s.at,
        ),
        G1,
        "bericht",
    ),
    "meld_start_stop": (
        lambda s: s.report(Melding(nummer=1, begindatum=date(2026, 1, 5))),
        P1,
        "persoon",
    ),
    "doe_verzoek": (lambda s: s.ask(_vot("VOT-2")), P1, "persoon"),
    "declareer": (_declare, P1, "bericht"),
    "inbox": (_process, G1, "bericht"),
}


@pytest.mark.parametrize("name", ACTS)
def test_an_act_is_logged_with_who_and_to_what_end(sides: Sides, name: str) -> None:
    act, administratie, kind = ACTS[name]
    if name == "doe_verzoek":
        _answer_first(sides)
    last = Verwerking.objects.latest("pk").pk
    act(sides)
    rows = list(Verwerking.objects.filter(pk__gt=last))
    found = [row for row in rows if row.administratie == administratie]
    assert found, "nothing was logged"
    assert {row.actor for row in rows} == {"Rosa"}
    assert {row.onderwerp_soort for row in found} == {kind}
    for row in rows:
        assert row.doel == ("regelen van hulp" if row.onderwerp_soort != "bericht" else row.doel)
        assert row.doel
        assert english_words(row.handeling) == []
        assert B1 not in row.handeling + row.doel
    if kind == "persoon":
        number = sides.persoon(B1) if administratie == G1 else sides.client()
        assert {row.onderwerp_id for row in found} == {number}


def _answer_first(sides: Sides) -> None:
    """One verzoek at a time: the first is honoured or refused before a second is asked."""
    from noaber.toewijzingen.types import Reject  # noqa: PLC0415

    besluit = Reject(referentie="VOT-1", reden="7")
    beantwoord_verzoek(lane=sides.lane(), besluit=besluit, viewer=sides.viewer, at=sides.at)
    sides.settle()


@pytest.mark.parametrize("name", ACTS)
def test_an_act_that_cannot_be_logged_does_not_happen(
    sides: Sides, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if name == "doe_verzoek":
        _answer_first(sides)
    if name == "inbox":
        sides.report(Melding(nummer=1, begindatum=date(2026, 1, 5)))

    def fails(*_: object, **__: object) -> None:
        raise OSError

    before = Bericht.objects.count(), Verwerking.objects.count()
    monkeypatch.setattr("noaber.audit.operations.add_row", fails)
    if name == "inbox":
        from noaber.flows.inbox import ProcessingFailed  # noqa: PLC0415

        with pytest.raises(ProcessingFailed), transaction.atomic():
            sides.carry()
    else:
        with pytest.raises(OSError), transaction.atomic():  # noqa: PT011
            ACTS[name][0](sides)
    assert (Bericht.objects.count(), Verwerking.objects.count()) == before


OPENERS = {
    "get_persoon", "get_bsns", "list_versions_by_nummer", "list_verzoeken_by_referentie",
}  # fmt: skip
"""Queries that open the number of a person."""


def test_every_flow_that_opens_a_person_logs_it() -> None:
    """What comes in is logged once, by the inbox; the flows behind it are given no clock for it."""
    folder = Path(flows.__file__).parent
    silent = []
    seen = 0
    for path in sorted(folder.rglob("*.py")):
        names = {
            node.attr if isinstance(node, ast.Attribute) else node.id
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Attribute | ast.Name)
        }
        if names & OPENERS:
            seen += 1
            if "record_verwerking" not in names:
                silent.append(path.name)
    assert seen >= 4
    assert silent == []


# ── the log itself ───────────────────────────────────────────────────────────────────────────────


def test_the_log_of_one_person_is_read_newest_first(db: None) -> None:
    sides = make_sides()
    for handeling, number in (("kijken", 7), ("besluiten", 7), ("kijken", 8)):
        record_verwerking(
            at=sides.at,
            actor="Rosa",
            doel="toetsen",
            handeling=handeling,
            administratie=G1,
            onderwerp=("persoon", number),
        )
    assert [row.handeling for row in list_verwerkingen("persoon", 7)] == ["besluiten", "kijken"]
    assert [row.handeling for row in list_verwerkingen("persoon", 7, limit=1)] == ["besluiten"]
    assert list_verwerkingen("bericht", 7) == []
    assert sorted(logged_ids("persoon")) == [7, 8]


def test_a_database_belongs_to_the_keys_that_filled_it(db: None) -> None:
    claim_installation("een")
    claim_installation("een")
    assert Installatie.objects.get().sleutel_kenmerk == "een"
    with pytest.raises(OtherKeys, match="NOABER_SLEUTEL") as refused:
        claim_installation("twee")
    assert english_words(str(refused.value)) == []
    assert Installatie.objects.get().sleutel_kenmerk == "een"


def test_the_mark_of_the_keys_in_the_database_tells_nothing_of_them() -> None:
    ring = Keyring(b"name", {b"name": bytes(32)}, bytes(32))
    assert bytes(32).hex()[:16] != ring.fingerprint
    assert len(ring.fingerprint) == 16
