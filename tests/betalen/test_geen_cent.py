# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""No cent is lost and none is paid twice, whatever happens in whatever order.

Random declaraties (debits, credits, lines that are rejected) and random steps of paying, with a
bank that books, refuses and returns what it likes. The bank keeps its own books, from the bytes it
gets; what was granted is read from the bytes of the 325. After each step both are compared with
what is kept, and the database has its say as at a commit.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from noaber.declaraties.models import Betaalbatch, Betaalopdracht, Betaalregel, Declaratie
from noaber.declaraties.operations import NothingToExport, NotNow
from noaber.declaraties.queries import get_betaalstand
from noaber.declaraties.types import BatchStatus, OpdrachtStatus
from noaber.kernel.wet import Wet
from tests.betalen.wereld import (
    BO,
    CORA,
    DIRK,
    Betaalwereld,
    Overboeking,
    afschrift,
    as_one,
    came_back,
    left,
    payments,
    refused,
    statusrapport,
)
from tests.declaraties.factories import Row, credit_of
from tests.declaraties.sepa.builders import account
from tests.flows.wereld import B1, B2, P1, P2

AANBIEDERS = (P1, P2)
MONTHS = ("2026-01-01", "2026-02-01", "2026-03-01")
_UNDER_WAY = ("voorgesteld", "geblokkeerd", "geexporteerd")


# ── what may happen ──────────────────────────────────────────────────────────────────────────────

_line = st.tuples(
    st.sampled_from(["debet", "debet", "debet", "te veel", "credit", "credit", "onbekend"]),
    st.integers(0, 11),
    st.integers(1, 40),
)
_declare = st.tuples(
    st.just("declareer"),
    st.sampled_from(AANBIEDERS),
    st.sampled_from([Wet.WMO, Wet.JW]),
    st.lists(_line, min_size=1, max_size=4),
)
_take_back = st.tuples(
    st.just("neem alles terug"), st.sampled_from(AANBIEDERS), st.sampled_from([Wet.WMO, Wet.JW])
)
_pay = st.tuples(
    st.sampled_from(
        ["stel voor", "ronde", "ronde", "fiatteer", "geef vrij", "trek in", "exporteer", "opnieuw"]
    ),
    st.integers(0, 9),
)
_bank = st.tuples(
    st.sampled_from(["boek", "boek alles", "boek als een", "weiger", "weiger alles", "retour"]),
    st.integers(0, 9),
    st.integers(0, 3),
)
_account = st.tuples(
    st.sampled_from(["wijzig rekening", "bevestig rekening"]), st.sampled_from(AANBIEDERS)
)
_begin = st.lists(_declare, min_size=1, max_size=3)
_rest = st.lists(
    st.one_of(_declare, _declare, _take_back, _pay, _pay, _bank, _bank, _account),
    min_size=8,
    max_size=20,
)
courses = st.builds(lambda begin, rest: [*begin, ("ronde", 0), *rest], _begin, _rest)
"""A course of events begins with something paid: else most would be about nothing."""


@dataclass
class Bestand:
    """A file as the bank has it."""

    data: bytes
    waiting: list[Overboeking]
    booked: list[Overboeking] = field(default_factory=list)


@dataclass
class Verloop:
    """One course of events, with the books of an aanbieder and of a bank beside those of noaber."""

    world: Betaalwereld
    granted: Counter[str] = field(default_factory=Counter)
    """By aanbieder what the 325's say."""
    moved: Counter[str] = field(default_factory=Counter)
    """By aanbieder what left the account, as the bank has it."""
    debits: dict[tuple[str, Wet], list[Row]] = field(default_factory=dict)
    files: list[Bestand] = field(default_factory=list)
    told: list[bytes] = field(default_factory=list)
    """What the bank sent."""
    accounts: int = 0

    def do(self, step: tuple[Any, ...]) -> None:
        kind, *rest = step
        if kind == "declareer":
            self.declare(*rest)
        elif kind == "neem alles terug":
            agb, wet = rest
            rows = [credit_of(row) for row in self.debits.get((agb, wet), [])]
            self.send(rows, agb, wet)
        elif kind in ("wijzig rekening", "bevestig rekening"):
            self.change_account(kind, *rest)
        elif len(rest) == 2:
            self.bank(kind, *rest)
        else:
            self.pay(kind, *rest)

    # ── declaring ────────────────────────────────────────────────────────────────────────────────

    def declare(self, agb: str, wet: Wet, lines: list[tuple[str, int, int]]) -> None:
        before = self.debits.setdefault((agb, wet), [])
        rows = []
        for kind, which, uren in lines:
            if kind == "credit":
                if before:
                    rows.append(credit_of(before[which % len(before)]))
                continue
            debit = self.world.debit(
                999 if kind == "te veel" else uren,
                aanbieder=agb,
                wet=wet,
                bsn=(B1, B2)[which % 2],
                begindatum=MONTHS[which % 3],
            )
            rows.append(credit_of(debit) if kind == "onbekend" else debit)
        self.send(rows, agb, wet)
        before += [row for row in rows if row["debet_credit"] == "D"]

    def send(self, rows: list[Row], agb: str, wet: Wet) -> None:
        if not rows:
            return
        answer = self.world.declare(*rows, aanbieder=agb, wet=wet)
        if answer.columns is not None and answer.columns.antwoord is not None:
            self.granted[agb] += answer.columns.antwoord.totaal_toegekend_bedrag.cents

    # ── paying ───────────────────────────────────────────────────────────────────────────────────

    def pay(self, kind: str, which: int) -> None:
        batches = list(Betaalbatch.objects.order_by("id").values_list("id", flat=True))
        if kind == "stel voor":
            self.world.propose()
        elif kind == "ronde":
            batch_id = self.world.propose().batch_id
            if batch_id is not None:
                self.world.approve(batch_id, CORA)
                self.world.release(batch_id, DIRK)
                self.export(batch_id)
        elif batches:
            self.step(kind, batches[which % len(batches)])

    def step(self, kind: str, batch_id: int) -> None:
        try:
            if kind == "fiatteer":
                self.world.approve(batch_id, CORA)
            elif kind == "geef vrij":
                self.world.release(batch_id, DIRK)
            elif kind == "trek in":
                self.world.withdraw(batch_id)
            else:
                self.export(batch_id)
        except NotNow:
            pass  # a step that this batch cannot take

    def export(self, batch_id: int) -> None:
        try:
            exported = self.world.export(batch_id)
        except NothingToExport:
            return
        known = [one for one in self.files if one.data == exported.data]
        assert bool(known) is exported.is_herhaald
        if not known:
            self.files.append(Bestand(exported.data, payments(exported.data)))

    def change_account(self, kind: str, agb: str) -> None:
        if kind == "wijzig rekening":
            self.accounts += 1
            self.world.give_account(agb, account(f"NOAB09{self.accounts:08}"))
        elif not _is_confirmed(self.world, agb):
            self.world.confirm_account(agb)

    # ── the bank ─────────────────────────────────────────────────────────────────────────────────

    def bank(self, kind: str, which: int, other: int) -> None:
        if not self.files:
            return
        file = self.files[which % len(self.files)]
        some = [one for place, one in enumerate(file.waiting) if place % 2 == other % 2]
        every = list(file.waiting)
        if kind == "boek" and some:
            self.book(file, some, afschrift(map(left, some)))
        elif kind == "boek alles" and every:
            self.book(file, every, afschrift(map(left, every)))
        elif kind == "boek als een" and every and not file.booked:
            cents = sum(one.cents for one in every)
            self.book(file, every, afschrift([as_one(file.data, cents, len(every))]))
        elif kind == "weiger" and some:
            self.refuse(file, some, statusrapport(file.data, batches=refused(*some)))
        elif kind == "weiger alles" and every and not file.booked:
            self.refuse(file, every, statusrapport(file.data, "<GrpSts>RJCT</GrpSts>"))
        elif kind == "retour" and file.booked:
            self.give_back(file, file.booked[other % len(file.booked)])
        elif self.told:
            self.tell(self.told[which % len(self.told)])  # something of before, once more

    def book(self, file: Bestand, which: list[Overboeking], data: bytes) -> None:
        assert self.tell(data).bevestigd == len(which)
        for one in which:
            file.waiting.remove(one)
            file.booked.append(one)
            self.moved[_aanbieder(one)] += one.cents

    def refuse(self, file: Bestand, which: list[Overboeking], data: bytes) -> None:
        assert self.tell(data).geweigerd == len(which)
        for one in which:
            file.waiting.remove(one)

    def give_back(self, file: Bestand, one: Overboeking) -> None:
        assert self.tell(afschrift([came_back(one)])).teruggekomen == 1
        file.booked.remove(one)
        self.moved[_aanbieder(one)] -= one.cents

    def tell(self, data: bytes) -> Any:
        self.told.append(data)
        return self.world.read(data)

    # ── what must hold ───────────────────────────────────────────────────────────────────────────

    def check(self) -> None:
        connection.check_constraints()  # the triggers that wait for a commit
        for agb in AANBIEDERS:
            granted = self.granted[agb]
            assert _sum_of_lines(agb) == granted
            declared = Declaratie.objects.filter(lane__aanbieder=agb)
            assert sum(row.toegekend_cents for row in declared) == granted
            regels = Betaalregel.objects.filter(lane__aanbieder=agb)
            assert sum(row.bedrag_cents for row in regels) == granted
            paid = _sum_of_opdrachten(agb, OpdrachtStatus.BEVESTIGD)
            under_way = _sum_of_opdrachten(agb, *_UNDER_WAY)
            is_open = sum(row.bedrag_cents for row in regels if row.opdracht_id is None)
            assert paid == self.moved[agb]
            assert paid + under_way + is_open == granted
        stand = get_betaalstand(self.world.administratie(), self.world.today, viewer=BO)
        assert stand.klopt
        assert (stand.toegekend, stand.betaald) == (self.granted.total(), self.moved.total())

    def pay_all(self) -> None:
        """Everything that is still somewhere on its way gets an end."""
        for agb in AANBIEDERS:
            self.change_account("bevestig rekening", agb)
        for batch in Betaalbatch.objects.filter(
            status__in=[
                BatchStatus.VOORGESTELD, BatchStatus.GEFIATTEERD, BatchStatus.VRIJGEGEVEN,
            ]
        ):  # fmt: skip
            self.world.withdraw(batch.pk)
        self.pay("ronde", 0)
        for place in range(len(self.files)):
            if self.files[place].waiting:
                self.bank("boek alles", place, 0)


def _aanbieder(one: Overboeking) -> str:
    return Betaalopdracht.objects.get(kenmerk=one.kenmerk).aanbieder.agb


def _is_confirmed(world: Betaalwereld, agb: str) -> bool:
    from noaber.partijen.queries import list_rekeningen  # noqa: PLC0415

    return list_rekeningen(world.administratie().id, agb)[0].is_bevestigd


def _sum_of_opdrachten(agb: str, *statuses: str) -> int:
    rows = Betaalopdracht.objects.filter(aanbieder__agb=agb, status__in=statuses)
    return sum(row.bedrag_cents for row in rows)


def _sum_of_lines(agb: str) -> int:
    """Granted debits minus granted credits, line by line."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.bedrag_cents, p.is_credit FROM prestaties p JOIN lanes l ON l.id = p.lane_id "
            "WHERE l.aanbieder = %s AND p.is_granted",
            [agb],
        )
        return sum(-cents if is_credit else cents for cents, is_credit in cursor.fetchall())


@settings(max_examples=30, suppress_health_check=list(HealthCheck))
@given(events=courses)
def test_no_cent_is_lost_and_none_is_paid_twice(
    world: Betaalwereld, events: list[tuple[Any, ...]]
) -> None:
    for agb in AANBIEDERS:  # decided once, before the first course of events
        for bsn in (B1, B2):
            for wet in (Wet.WMO, Wet.JW):
                world.toewijzing(bsn, agb, wet)
    with transaction.atomic():
        verloop = Verloop(world)
        for event in events:
            verloop.do(event)
            verloop.check()
        verloop.pay_all()
        verloop.check()
        for agb in AANBIEDERS:
            owed = verloop.granted[agb] - verloop.moved[agb]
            assert owed <= 0  # all is paid; only what was credited afterwards waits
            assert _sum_of_opdrachten(agb, *_UNDER_WAY) == 0
        transaction.set_rollback(True)
