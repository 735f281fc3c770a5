# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The world of tests/flows with accounts to pay to, people who pay, and a bank that answers.

A client has a toewijzing at an aanbieder as soon as a test declares for it. What comes in and goes
out are real bytes: a 323, a pain.001, a camt.053, a pain.002.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from noaber.access.types import Rol, Viewer
from noaber.berichten.definitions.groups import Product
from noaber.declaraties.models import Betaalbatch, Betaalopdracht, Betaalregel
from noaber.declaraties.types import BatchStatus, OpdrachtStatus
from noaber.flows import betaal
from noaber.kernel.iban import Iban
from noaber.kernel.wet import Wet
from noaber.partijen import operations as partijen
from noaber.toewijzingen.types import Assign, Wens
from tests.declaraties.factories import Row, credit_of
from tests.declaraties.sepa import builders
from tests.flows.declareren import bericht_323, prestatie
from tests.flows.wereld import B1, B2, B3, G1, P1, P2, PRODUCTS, Answer, World, make_world, per_week

CLIENTS = (B1, B2, B3)
GEMEENTE = builders.GEMEENTE
REKENING = {P1: builders.account("NOAB0200000001"), P2: builders.account("NOAB0200000002")}
ANDERE = {P1: builders.account("NOAB0300000001"), P2: builders.account("NOAB0300000002")}
CAMT = "camt.053.001.08"
PAIN = "pain.002.001.10"

_DOEL = "betalen van aanbieders"
BO = Viewer(naam="Bo", rollen=frozenset({Rol.BACKOFFICE}), doel=_DOEL)
CORA = Viewer(naam="Cora", rollen=frozenset({Rol.CONTROLLER}), doel=_DOEL)
DIRK = Viewer(naam="Dirk", rollen=frozenset({Rol.CONTROLLER}), doel=_DOEL)


@dataclass
class Betaalwereld(World):
    """A world in which there is something to pay."""

    today: date = date(2026, 4, 2)
    """A Thursday; Goede Vrijdag and Pasen follow, so the next bank day is Tuesday the 7th."""
    toewijzingen: dict[tuple[str, str, Wet], int] = field(default_factory=dict)

    # ── declaring ────────────────────────────────────────────────────────────────────────────────

    def debit(
        self,
        uren: int = 9,
        *,
        aanbieder: str = P1,
        wet: Wet = Wet.WMO,
        bsn: str = B1,
        **changes: Any,
    ) -> Row:
        """A debit of so many uur at 60,00 in March."""
        nummer = self.toewijzing(bsn, aanbieder, wet)
        return prestatie(nummer, wet, bsn=bsn, geleverd_volume=uren, **changes)

    def toewijzing(self, bsn: str, aanbieder: str, wet: Wet) -> int:
        """Number of the toewijzing of this client, decided when it is first asked for."""
        key = (bsn, aanbieder, wet)
        if key not in self.toewijzingen:
            categorie, code = PRODUCTS[wet][0]
            besluit = Assign(
                wens=Wens(
                    product=Product(categorie=categorie, code=code),
                    ingangsdatum=date(2026, 1, 1),
                    einddatum=date(2026, 6, 30),
                    omvang=per_week(40),
                )
            )
            (self.toewijzingen[key],) = self.decide(
                besluit, bsn=bsn, aanbieder=aanbieder, wet=wet
            ).nummers
        return self.toewijzingen[key]

    def declare(self, *rows: Row, aanbieder: str = P1, wet: Wet = Wet.WMO, **other: Any) -> Answer:
        """A 323 with these lines, received, judged and answered."""
        return self.receive(
            bericht_323(rows, van=aanbieder, wet=wet, dagtekening=str(self.today), **other)
        )

    def owe(self, uren: int = 9, **other: Any) -> Row:
        """One declaratie of one debit that is granted; gives the debit."""
        row = self.debit(uren, **other)
        where = {name: other[name] for name in ("aanbieder", "wet") if name in other}
        granted = self.declare(row, **where).done.declaratie
        assert granted is not None
        assert granted.toegekend == row["bedrag"]
        return row

    def take_back(self, row: Row, *, aanbieder: str = P1, wet: Wet = Wet.WMO) -> None:
        """A declaratie of one credit that is granted."""
        granted = self.declare(credit_of(row), aanbieder=aanbieder, wet=wet).done.declaratie
        assert granted is not None
        assert granted.toegekend == -row["bedrag"]

    # ── paying ───────────────────────────────────────────────────────────────────────────────────

    def propose(self, uitvoerdatum: date | None = None, viewer: Viewer = BO) -> betaal.Voorstel:
        return betaal.stel_voor(
            administratie=self.administratie(),
            uitvoerdatum=uitvoerdatum or self.today,
            viewer=viewer,
            at=self.at,
        )

    def approve(self, batch_id: int, viewer: Viewer = CORA) -> None:
        betaal.fiatteer(batch_id=batch_id, viewer=viewer, at=self.at)

    def release(self, batch_id: int, viewer: Viewer = DIRK) -> None:
        betaal.geef_vrij(batch_id=batch_id, viewer=viewer, at=self.at)

    def withdraw(self, batch_id: int, viewer: Viewer = BO) -> None:
        betaal.trek_in(batch_id=batch_id, viewer=viewer, at=self.at)

    def export(self, batch_id: int, viewer: Viewer = CORA) -> betaal.Betaalexport:
        return betaal.exporteer(batch_id=batch_id, viewer=viewer, at=self.at)

    def released(self) -> int:
        """A batch of all that is open, released by two people."""
        batch_id = self.propose().batch_id
        assert batch_id is not None
        self.approve(batch_id)
        self.release(batch_id)
        return batch_id

    def exported(self) -> betaal.Betaalexport:
        """A batch of all that is open, as a file."""
        return self.export(self.released())

    def read(self, data: bytes, viewer: Viewer = BO) -> betaal.Teruggelezen:
        return betaal.lees_terug(
            administratie=self.administratie(), data=data, viewer=viewer, at=self.at
        )

    def give_account(self, agb: str, iban: Iban, naam: str = "Zorg B.V.") -> None:
        """Cora records an account; nobody has confirmed it yet."""
        partijen.register_rekening(
            administratie=self.administratie(),
            agb=agb,
            iban=iban,
            tenaamstelling=naam,
            viewer=replace(CORA, rollen=frozenset(Rol)),
            at=self.at,
        )

    def confirm_account(self, agb: str) -> None:
        """Dirk confirms it."""
        partijen.confirm_rekening(
            administratie=self.administratie(), agb=agb, viewer=DIRK, at=self.at
        )


def make_betaalwereld(*, accounts: bool = True) -> Betaalwereld:
    """G1 with an account to pay from, and P1 and P2 with confirmed accounts."""
    made = make_world()
    world = Betaalwereld()
    partijen.register_administratie(
        code=G1, naam="Waterkwartier", in_envelop=False, iban=GEMEENTE, viewer=made.viewer
    )
    if accounts:
        for agb, naam in ((P1, "Zorg Dichtbij B.V."), (P2, "Stichting De Helpende Hand")):
            world.give_account(agb, REKENING[agb], naam)
            world.confirm_account(agb)
    return world


# ── the bank ─────────────────────────────────────────────────────────────────────────────────────

_TRANSACTION = re.compile(
    rb"<EndToEndId>(.*?)</EndToEndId>.*?<InstdAmt Ccy=\"EUR\">(\d+)\.(\d\d)</InstdAmt>"
    rb".*?<IBAN>(.*?)</IBAN>",
    re.DOTALL,
)


@dataclass(frozen=True)
class Overboeking:
    """One payment as a bank reads it in our file."""

    kenmerk: str
    cents: int
    iban: str


def payments(data: bytes) -> list[Overboeking]:
    """What our file asks the bank to pay."""
    return [
        Overboeking(found[1].decode(), int(found[2] + found[3]), found[4].decode())
        for found in _TRANSACTION.finditer(data)
    ]


def message_id(data: bytes) -> str:
    found = re.search(rb"<MsgId>(.*?)</MsgId>", data)
    assert found is not None
    return found[1].decode()


def left(one: Overboeking, day: str = "2026-04-07", **other: Any) -> str:
    """A line that says that a payment left the account."""
    details = builders.detail(one.kenmerk, kind=CAMT)
    return _entry(-one.cents, details, day, **other)


def came_back(one: Overboeking, code: str = "AC04", day: str = "2026-04-09", **other: Any) -> str:
    """A line that says that its money came back."""
    details = builders.detail(one.kenmerk, kind=CAMT, reden=f"<Cd>{code}</Cd>")
    return _entry(one.cents, details, day, **other)


def as_one(data: bytes, cents: int, aantal: int | None = None, day: str = "2026-04-07") -> str:
    """A whole file that was booked as one amount."""
    number = "" if aantal is None else f"<NbOfTxs>{aantal}</NbOfTxs>"
    batch = f"<Btch><PmtInfId>{message_id(data)}</PmtInfId>{number}</Btch>"
    return _entry(-cents, batch, day)


def _entry(cents: int, details: str, day: str, bank_kenmerk: str | None = None) -> str:
    line = builders.entry(cents, details, kind=CAMT, day=f"<Dt>{day}</Dt>")
    if bank_kenmerk is not None:
        line = line.replace("<AcctSvcrRef>BANK-1<", f"<AcctSvcrRef>{bank_kenmerk}<")
    return line


def afschrift(lines: Iterable[str], iban: Iban = GEMEENTE) -> bytes:
    """A statement of an account with these lines, which adds up."""
    lines = list(lines)
    moved = sum(
        (-1 if found[3] == "DBIT" else 1) * int(found[1] + found[2])
        for line in lines
        if (
            found := re.search(
                r"<Amt Ccy=\"EUR\">(\d+)\.(\d\d)</Amt><CdtDbtInd>(\w+)</CdtDbtInd>", line
            )
        )
    )
    begin = 100_000_000
    return builders.camt(
        builders.statement(lines, begin, begin + moved, iban=f"<IBAN>{iban.number}</IBAN>"),
        kind=CAMT,
    )


def statusrapport(data: bytes, group: str = "", batches: str = "") -> bytes:
    """A status report about our file."""
    report = builders.pain_002(group, batches, kind=PAIN)
    return report.replace(b"NOABER-2026-04-02-1", message_id(data).encode())


def refused(*which: Overboeking, code: str = "AC01") -> str:
    """The part of a status report that refuses these payments."""
    return builders.batch(
        "".join(
            builders.transaction(one.kenmerk, "<TxSts>RJCT</TxSts>", builders.because(code))
            for one in which
        )
    )


# ── what is kept ─────────────────────────────────────────────────────────────────────────────────


def open_cents() -> int:
    """All that is in no batch."""
    return sum(Betaalregel.objects.filter(opdracht=None).values_list("bedrag_cents", flat=True))


def status_of(batch_id: int) -> BatchStatus:
    return BatchStatus(Betaalbatch.objects.get(id=batch_id).status)


def statuses(batch_id: int) -> list[OpdrachtStatus]:
    """Of the opdrachten of a batch, in their order."""
    rows = Betaalopdracht.objects.filter(batch_id=batch_id).order_by("id")
    return [OpdrachtStatus(row.status) for row in rows]


def everything() -> list[tuple[Any, ...]]:
    """All that is kept of payments: what changes nothing leaves this as it was."""
    return [
        row
        for model in (Betaalbatch, Betaalopdracht, Betaalregel)
        for row in model.objects.order_by("pk").values_list()
    ]
