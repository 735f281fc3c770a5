# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""A status report says which money will not move; when in doubt a person looks."""

import pytest

from noaber.declaraties.sepa.elements import UnreadableBankbericht
from noaber.declaraties.sepa.read import read_statusrapport
from noaber.declaraties.types.bankreden import Bankreden
from noaber.declaraties.types.betaling import Afwijzing, Bereik
from tests.declaraties.sepa.builders import PAIN_002, batch, because, pain_002, transaction

NUMBER = "NOABER-2026-04-02-1"
REFUSED = "<GrpSts>RJCT</GrpSts>"


@pytest.fixture(params=PAIN_002)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def group(status: str) -> str:
    return f"<GrpSts>{status}</GrpSts>"


def of_batch(status: str) -> str:
    return f"<PmtInfSts>{status}</PmtInfSts>"


def of_transaction(status: str) -> str:
    return f"<TxSts>{status}</TxSts>"


@pytest.mark.parametrize("status", ["ACTC", "ACCP", "ACSP", "ACSC", "PDNG", "RCVD"])
def test_an_accepted_file_has_no_refusals(kind: str, status: str) -> None:
    rapport = read_statusrapport(pain_002(group(status), kind=kind))
    assert (rapport.message_id, rapport.status) == (NUMBER, status)
    assert rapport.afwijzingen == ()
    assert rapport.find_afwijzing("2026-03/1") is None


def test_a_refused_file(kind: str) -> None:
    rapport = read_statusrapport(pain_002(REFUSED + because("FF01"), kind=kind))
    whole = Afwijzing(bereik=Bereik.BESTAND, redenen=(Bankreden("FF01"),))
    assert rapport.afwijzingen == (whole,)
    assert rapport.find_afwijzing("2026-03/1") == whole


@pytest.mark.parametrize("status", ["RJCT", "CANC"])
def test_a_refused_batch(kind: str, status: str) -> None:
    data = pain_002(batches=batch(of_batch(status) + because("AM04")), kind=kind)
    (found,) = read_statusrapport(data).afwijzingen
    assert found == Afwijzing(
        bereik=Bereik.BATCH, payment_information_id=NUMBER, redenen=(Bankreden("AM04"),)
    )


def test_one_refused_opdracht(kind: str) -> None:
    inside = transaction("2026-03/1", of_transaction("RJCT"), because("AC01"))
    inside += transaction("2026-03/2", of_transaction("ACSP"))
    rapport = read_statusrapport(
        pain_002(group("PART"), batch(of_batch("PART") + inside), kind=kind)
    )
    found = Afwijzing(
        bereik=Bereik.OPDRACHT,
        payment_information_id=NUMBER,
        end_to_end_id="2026-03/1",
        redenen=(Bankreden("AC01"),),
    )
    assert rapport.afwijzingen == (found,)
    assert rapport.find_afwijzing("2026-03/1") == found
    assert rapport.find_afwijzing("2026-03/2") is None


@pytest.mark.parametrize(
    ("whole", "part"), [(REFUSED, ""), ("", of_batch("RJCT"))], ids=["file", "batch"]
)
def test_in_a_refused_whole_an_opdracht_says_why(kind: str, whole: str, part: str) -> None:
    inside = part + transaction("2026-03/1", reden=because("AC04"))
    rapport = read_statusrapport(pain_002(whole, batch(inside), kind=kind))
    one, other = rapport.find_afwijzing("2026-03/1"), rapport.find_afwijzing("2026-03/2")
    assert one is not None
    assert other is not None
    assert (one.bereik, one.redenen) == (Bereik.OPDRACHT, (Bankreden("AC04"),))
    assert other.bereik is not Bereik.OPDRACHT


def test_a_refusal_without_a_reason_and_with_one_of_the_bank(kind: str) -> None:
    own = "<StsRsnInf><Rsn><Prtry>J. Voorbeeld</Prtry></Rsn></StsRsnInf><StsRsnInf/>"
    (found,) = read_statusrapport(pain_002(REFUSED + own, kind=kind)).afwijzingen
    assert found.redenen == (Bankreden(None), Bankreden(None))
    (found,) = read_statusrapport(pain_002(REFUSED, kind=kind)).afwijzingen
    assert found.redenen == ()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"group": group("BLCK")}, "kent noaber niet"),
        ({"group": REFUSED, "batches": batch(of_batch("ACTC"))}, "aanvaardt toch een deel"),
        (
            {"batches": batch(of_batch("RJCT") + transaction("2026-03/1", of_transaction("ACSC")))},
            "aanvaardt toch een deel",
        ),
        (
            {"batches": batch(f"<TxInfAndSts>{of_transaction('RJCT')}</TxInfAndSts>")},
            "OrgnlEndToEndId ontbreekt",
        ),
        ({"about": "pain.008.001.08"}, "niet over een betaalbestand"),
    ],
    ids=["unknown status", "batch in file", "opdracht in batch", "no reference", "direct debit"],
)
def test_when_in_doubt_a_person_looks(kind: str, data: dict[str, str], says: str) -> None:
    with pytest.raises(UnreadableBankbericht, match=says) as refused:
        read_statusrapport(pain_002(**data, kind=kind))
    assert "2026-03" not in str(refused.value)
