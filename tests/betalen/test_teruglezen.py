# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What the bank says: paid, refused, returned; and what does not fit changes nothing."""

from datetime import date, timedelta

import pytest

from noaber.access.types import NotAllowed, Rol, Viewer
from noaber.declaraties.models import Betaalopdracht
from noaber.declaraties.operations import OtherAccount
from noaber.declaraties.sepa.elements import UnreadableBankbericht
from noaber.declaraties.types import BatchStatus, OpdrachtStatus
from noaber.declaraties.types.betalen import Banksoort
from noaber.flows.betaal import Betaalexport
from noaber.partijen.models import Administratie
from tests.betalen.wereld import (
    ANDERE,
    CAMT,
    GEMEENTE,
    Betaalwereld,
    Overboeking,
    afschrift,
    as_one,
    came_back,
    everything,
    left,
    open_cents,
    payments,
    refused,
    status_of,
    statuses,
    statusrapport,
)
from tests.declaraties.sepa import builders
from tests.flows.wereld import B2, G1, P1, P2

BEVESTIGD, GEWEIGERD, GEEXPORTEERD = (
    OpdrachtStatus.BEVESTIGD,
    OpdrachtStatus.GEWEIGERD,
    OpdrachtStatus.GEEXPORTEERD,
)
NINE, FIVE = 9 * 6000, 5 * 6000


@pytest.fixture
def sent(world: Betaalwereld) -> Betaalexport:
    """A file with 540,00 for P1 and 300,00 for P2."""
    world.owe(9)
    world.owe(5, aanbieder=P2)
    return world.exported()


def changes_nothing(world: Betaalwereld, data: bytes) -> tuple[str, ...]:
    """What is told about a file that changes nothing."""
    before = everything()
    read = world.read(data)
    assert (read.bevestigd, read.geweigerd, read.teruggekomen, read.afgerond) == (0, 0, 0, ())
    assert everything() == before
    return read.problemen


# ── paid ─────────────────────────────────────────────────────────────────────────────────────────


def test_what_left_the_account_is_paid_on_that_day(world: Betaalwereld, sent: Betaalexport) -> None:
    one, two = payments(sent.data)
    read = world.read(afschrift([left(one, "2026-04-07")]))
    assert read.soort is Banksoort.AFSCHRIFT
    assert (read.bevestigd, read.bevestigd_bedrag) == (1, NINE)
    assert (read.afgerond, read.problemen) == ((), ())
    assert statuses(sent.batch_id) == [BEVESTIGD, GEEXPORTEERD]
    assert status_of(sent.batch_id) is BatchStatus.GEEXPORTEERD
    assert Betaalopdracht.objects.get(kenmerk=one.kenmerk).boekdatum == date(2026, 4, 7)

    read = world.read(afschrift([left(two, "2026-04-08")]))
    assert read.afgerond == (1,)
    assert status_of(sent.batch_id) is BatchStatus.BEVESTIGD
    assert open_cents() == 0


def test_reading_a_statement_again_changes_nothing(world: Betaalwereld, sent: Betaalexport) -> None:
    data = afschrift(map(left, payments(sent.data)))
    assert world.read(data).bevestigd == 2
    assert changes_nothing(world, data) == ()
    assert world.read(data).al_bekend == 2


@pytest.mark.parametrize("aantal", [2, None])
def test_a_file_that_is_booked_as_one_amount_is_paid_in_full(
    world: Betaalwereld, sent: Betaalexport, aantal: int | None
) -> None:
    data = afschrift([as_one(sent.data, NINE + FIVE, aantal)])
    read = world.read(data)
    assert (read.bevestigd, read.bevestigd_bedrag, read.afgerond) == (2, NINE + FIVE, (1,))
    assert changes_nothing(world, data) == ()
    assert world.read(data).al_bekend == 2


def test_one_amount_without_what_was_refused_before_fits(
    world: Betaalwereld, sent: Betaalexport
) -> None:
    world.read(statusrapport(sent.data, batches=refused(payments(sent.data)[1])))
    assert world.read(afschrift([as_one(sent.data, NINE, 1)])).bevestigd == 1
    assert statuses(sent.batch_id) == [BEVESTIGD, GEWEIGERD]


@pytest.mark.parametrize(("cents", "aantal"), [(NINE, 2), (NINE + FIVE + 1, 2), (NINE + FIVE, 3)])
def test_one_amount_that_is_not_the_sum_is_told(
    world: Betaalwereld, sent: Betaalexport, cents: int, aantal: int
) -> None:
    (problem,) = changes_nothing(world, afschrift([as_one(sent.data, cents, aantal)]))
    assert "batch 1 als één bedrag" in problem


def test_details_of_a_batch_are_read_one_by_one(world: Betaalwereld, sent: Betaalexport) -> None:
    details = "".join(
        builders.detail(one.kenmerk, -one.cents, kind=CAMT) for one in payments(sent.data)
    )
    line = builders.entry(-(NINE + FIVE), details, kind=CAMT)
    assert world.read(afschrift([line])).bevestigd == 2


# ── what is not ours, or does not fit ────────────────────────────────────────────────────────────


def test_other_lines_on_the_statement_are_counted_and_not_told(
    world: Betaalwereld, sent: Betaalexport
) -> None:
    one, _ = payments(sent.data)
    others = [
        left(Overboeking("PGB J. Voorbeeld", 12_345, "")),
        came_back(Overboeking("NOTPROVIDED", 99, "")),
        left(Overboeking("999900134", 5, "")),
    ]
    read = world.read(afschrift([*others, left(one)]))
    assert (read.overig, read.bevestigd, read.problemen) == (3, 1, ())
    assert "Voorbeeld" not in repr(read)
    assert "999900134" not in repr(read)


@pytest.mark.parametrize("kenmerk", ["NOABER-1969-1-3", "NOABER-1969-2-1", "NOABER-0344-1-1"])
def test_a_kenmerk_of_noaber_that_is_not_known_is_told(
    world: Betaalwereld, sent: Betaalexport, kenmerk: str
) -> None:
    (problem,) = changes_nothing(world, afschrift([left(Overboeking(kenmerk, NINE, ""))]))
    assert "een kenmerk van noaber dat bij geen opdracht van deze gemeente hoort" in problem


def test_a_file_of_noaber_that_is_not_known_is_told(
    world: Betaalwereld, sent: Betaalexport
) -> None:
    line = as_one(sent.data, NINE + FIVE).replace("NOABER-1969-1<", "NOABER-1969-8<")
    (problem,) = changes_nothing(world, afschrift([line]))
    assert "een betaalbestand van noaber dat bij deze gemeente niet bekend is" in problem


@pytest.mark.parametrize("cents", [NINE - 1, NINE + 1, -NINE])
def test_another_amount_is_told(world: Betaalwereld, sent: Betaalexport, cents: int) -> None:
    kenmerk = payments(sent.data)[0].kenmerk
    (problem,) = changes_nothing(world, afschrift([left(Overboeking(kenmerk, cents, ""))]))
    assert f"Opdracht {kenmerk} heeft op het afschrift een ander bedrag" in problem
    assert "€ -540,00" in problem


def test_a_payment_that_is_booked_twice_in_one_file_is_told(
    world: Betaalwereld, sent: Betaalexport
) -> None:
    one, _ = payments(sent.data)
    twice = [left(one, bank_kenmerk="A1"), left(one, bank_kenmerk="A2")]
    read = world.read(afschrift(twice))
    assert read.bevestigd == 1
    (problem,) = read.problemen
    assert "twee keer op het afschrift" in problem


def test_a_payment_that_is_booked_again_on_another_day_is_told(
    world: Betaalwereld, sent: Betaalexport
) -> None:
    one, _ = payments(sent.data)
    world.read(afschrift([left(one, "2026-04-07")]))
    (problem,) = changes_nothing(world, afschrift([left(one, "2026-04-08")]))
    assert "op een andere dag ook al afgeboekt" in problem


def test_a_payment_that_was_never_sent_is_told(world: Betaalwereld) -> None:
    world.owe(9)
    proposal = world.propose()
    line = left(Overboeking(proposal.opdrachten[0].kenmerk, NINE, ""))
    (problem,) = changes_nothing(world, afschrift([line]))
    assert "terwijl noaber de opdracht niet heeft verstuurd" in problem


def test_the_statement_of_another_account_is_not_read(
    world: Betaalwereld, sent: Betaalexport
) -> None:
    before = everything()
    with pytest.raises(OtherAccount, match="waarvan deze gemeente niet betaalt"):
        world.read(afschrift(map(left, payments(sent.data)), iban=ANDERE[P1]))
    assert everything() == before


def test_a_line_on_another_account_of_the_gemeente_is_told(
    world: Betaalwereld, sent: Betaalexport
) -> None:
    Administratie.objects.filter(code=G1).update(iban=ANDERE[P1].number)
    one, _ = payments(sent.data)
    (problem,) = changes_nothing(world, afschrift([left(one)], iban=ANDERE[P1]))
    assert "op een andere rekening dan waarvan is betaald" in problem
    assert world.read(afschrift([left(one)], iban=GEMEENTE)).bevestigd == 1


# ── refused ──────────────────────────────────────────────────────────────────────────────────────


def test_what_the_bank_refuses_is_open_again_and_in_the_next_batch(
    world: Betaalwereld, sent: Betaalexport
) -> None:
    one, two = payments(sent.data)
    data = statusrapport(sent.data, "<GrpSts>PART</GrpSts>", refused(one, code="AC01"))
    read = world.read(data)
    assert read.soort is Banksoort.STATUSRAPPORT
    assert (read.geweigerd, read.geweigerd_bedrag, read.problemen) == (1, NINE, ())
    assert statuses(sent.batch_id) == [GEWEIGERD, GEEXPORTEERD]
    row = Betaalopdracht.objects.get(kenmerk=one.kenmerk)
    assert row.reden.startswith("Het rekeningnummer klopt niet of bestaat niet (AC01)")
    assert row.boekdatum is None
    assert open_cents() == NINE

    assert changes_nothing(world, data) == ()
    assert world.read(afschrift([left(two)])).afgerond == (1,)
    world.owe(1, bsn=B2)
    (again,) = world.propose().opdrachten
    assert (again.bedrag, again.kenmerk) == (NINE + 6000, "NOABER-1969-2-1")
    assert changes_nothing(world, data) == ()


@pytest.mark.parametrize("scope", ["bestand", "batch"])
def test_a_refused_whole_refuses_every_opdracht(
    world: Betaalwereld, sent: Betaalexport, scope: str
) -> None:
    if scope == "bestand":
        data = statusrapport(sent.data, "<GrpSts>RJCT</GrpSts>" + builders.because("DU01"))
    else:
        inside = "<PmtInfSts>RJCT</PmtInfSts>" + builders.because("DU01")
        data = statusrapport(sent.data, batches=builders.batch(inside))
    read = world.read(data)
    assert (read.geweigerd, read.afgerond) == (2, (1,))
    assert status_of(sent.batch_id) is BatchStatus.BEVESTIGD
    assert open_cents() == NINE + FIVE
    assert "(DU01)" in Betaalopdracht.objects.filter(status=GEWEIGERD)[0].reden


def test_a_bank_that_gives_no_reason_still_leaves_one(
    world: Betaalwereld, sent: Betaalexport
) -> None:
    world.read(statusrapport(sent.data, "<GrpSts>RJCT</GrpSts>"))
    reasons = Betaalopdracht.objects.values_list("reden", flat=True)
    assert all("De bank geeft geen reden" in reason for reason in reasons)


def test_what_the_bank_accepts_is_not_paid_yet(world: Betaalwereld, sent: Betaalexport) -> None:
    assert changes_nothing(world, statusrapport(sent.data, "<GrpSts>ACSC</GrpSts>")) == ()


def test_what_was_held_is_not_refused_with_the_rest(world: Betaalwereld) -> None:
    world.owe(9)
    world.owe(5, aanbieder=P2)
    world.today += timedelta(days=1)
    world.give_account(P1, ANDERE[P1])
    sent = world.exported()
    world.read(statusrapport(sent.data, "<GrpSts>RJCT</GrpSts>"))
    assert statuses(sent.batch_id) == [OpdrachtStatus.VERVALLEN, GEWEIGERD]


def test_a_report_on_another_file_is_told(world: Betaalwereld, sent: Betaalexport) -> None:
    other = statusrapport(sent.data, "<GrpSts>RJCT</GrpSts>").replace(
        b"NOABER-1969-1", b"NOABER-1969-9"
    )
    (problem,) = changes_nothing(world, other)
    assert "een betaalbestand dat noaber voor deze gemeente niet heeft gemaakt" in problem


def test_a_refusal_of_something_that_is_not_in_the_file_is_told(
    world: Betaalwereld, sent: Betaalexport
) -> None:
    stray = statusrapport(sent.data, batches=refused(Overboeking("NOABER-1969-1-7", 1, "")))
    (problem,) = changes_nothing(world, stray)
    assert "niet in het bestand van batch 1 zit" in problem
    inside = "<PmtInfSts>RJCT</PmtInfSts>" + builders.because("DU01")
    other_batch = statusrapport(sent.data, batches=builders.batch(inside)).replace(
        b"<OrgnlPmtInfId>NOABER-1969-1<", b"<OrgnlPmtInfId>ANDERS<"
    )
    (problem,) = changes_nothing(world, other_batch)
    assert "niet in het bestand van batch 1 zit" in problem


def test_a_refusal_of_what_was_paid_is_told(world: Betaalwereld, sent: Betaalexport) -> None:
    one, _ = payments(sent.data)
    world.read(afschrift([left(one)]))
    (problem,) = changes_nothing(world, statusrapport(sent.data, batches=refused(one)))
    assert "door de bank geweigerd terwijl zij al is afgeboekt" in problem


def test_what_left_after_it_was_refused_is_told(world: Betaalwereld, sent: Betaalexport) -> None:
    one, _ = payments(sent.data)
    world.read(statusrapport(sent.data, batches=refused(one)))
    (problem,) = changes_nothing(world, afschrift([left(one)]))
    assert "staat weer open of zit in een nieuwe batch: houd die tegen" in problem


# ── returned ─────────────────────────────────────────────────────────────────────────────────────


def test_what_came_back_is_open_again(world: Betaalwereld, sent: Betaalexport) -> None:
    one, two = payments(sent.data)
    world.read(afschrift([left(one), left(two)]))
    data = afschrift([came_back(one, "AC04")])
    read = world.read(data)
    assert (read.teruggekomen, read.teruggekomen_bedrag, read.problemen) == (1, NINE, ())
    row = Betaalopdracht.objects.get(kenmerk=one.kenmerk)
    assert (row.status, row.boekdatum) == (GEWEIGERD, date(2026, 4, 7))
    assert row.reden.startswith("Teruggekomen. De rekening is opgeheven (AC04)")
    assert open_cents() == NINE
    assert status_of(sent.batch_id) is BatchStatus.BEVESTIGD

    assert changes_nothing(world, data) == ()
    assert changes_nothing(world, afschrift([left(one), left(two)])) == ()
    assert world.propose().totaal == NINE


def test_what_left_and_came_back_in_one_file_is_open_again(
    world: Betaalwereld, sent: Betaalexport
) -> None:
    one, two = payments(sent.data)
    data = afschrift([came_back(one), left(two), left(one)])
    read = world.read(data)
    assert (read.bevestigd, read.teruggekomen, read.afgerond) == (2, 1, (1,))
    assert statuses(sent.batch_id) == [GEWEIGERD, BEVESTIGD]
    assert open_cents() == NINE
    assert changes_nothing(world, data) == ()


def test_what_came_back_before_it_was_read_to_leave_waits(
    world: Betaalwereld, sent: Betaalexport
) -> None:
    one, _ = payments(sent.data)
    (problem,) = changes_nothing(world, afschrift([came_back(one)]))
    assert "lees eerst het eerdere afschrift" in problem
    world.read(afschrift([left(one)]))
    assert world.read(afschrift([came_back(one)])).teruggekomen == 1


def test_a_part_that_came_back_is_told(world: Betaalwereld, sent: Betaalexport) -> None:
    one, _ = payments(sent.data)
    world.read(afschrift([left(one)]))
    part = Overboeking(one.kenmerk, one.cents - 250, "")
    (problem,) = changes_nothing(world, afschrift([came_back(part)]))
    assert "€ 537,50" in problem


# ── any bytes, any viewer ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "data",
    [b"", b"geen xml", b"<Document/>", b"\x00\xff" * 40, "een 323"],
    ids=["leeg", "tekst", "ander", "bytes", "pain.001"],
)
def test_a_file_that_is_no_statement_and_no_report_is_refused(
    world: Betaalwereld, sent: Betaalexport, data: bytes | str
) -> None:
    with pytest.raises(UnreadableBankbericht, match=r"^Dit bankbestand wordt niet verwerkt, want"):
        world.read(sent.data if isinstance(data, str) else data)


def test_a_statement_that_does_not_add_up_changes_nothing(
    world: Betaalwereld, sent: Betaalexport
) -> None:
    before = everything()
    data = afschrift(map(left, payments(sent.data))).replace(b">540.00<", b">541.00<")
    with pytest.raises(UnreadableBankbericht, match="niet het eindsaldo"):
        world.read(data)
    assert everything() == before


def test_only_who_pays_reads_back(world: Betaalwereld, sent: Betaalexport) -> None:
    stranger = Viewer(naam="Els", rollen=frozenset({Rol.CONTRACTMANAGER}), doel="kijken")
    with pytest.raises(NotAllowed):
        world.read(afschrift(map(left, payments(sent.data))), viewer=stranger)
