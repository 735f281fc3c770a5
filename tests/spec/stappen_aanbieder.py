# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The aanbieder reads what G1 granted (325), and what it does with an answer that does not fit."""

from __future__ import annotations

from pytest_bdd import given, parsers, then, when

from noaber.berichten.answers import Codes, Envelope, answer
from noaber.berichten.judge import Outcome, judge_bytes
from noaber.berichten.xml.write import write
from noaber.declaraties.models import Declaratie
from noaber.postbus import queries as post
from noaber.postbus.models import Bericht
from noaber.postbus.types import Duplicate, Richting, Uitkomst
from tests.flows.wereld import P1
from tests.spec import lezen
from tests.spec.lezen import BEDRAG, DAG, MAAND, dag
from tests.spec.stappen_antwoord import ontvangen
from tests.spec.stappen_declaratie import declareer_uit_boeken, lees_regels
from tests.spec.wereld import Wereld

_EERSTE_REGEL = "Declaratie/Clienten/Client[1]/Prestaties/Prestatie[1]"


@given(
    parsers.re(
        rf"P1 heeft op (?P<op>{DAG}) een declaratie over (?P<over>{MAAND}) verstuurd die G1 nog "
        "niet heeft"
    )
)
def verstuurd(wereld: Wereld, op: str, over: str, datatable: list[list[str]]) -> None:
    """In the books of P1 and on its way; the scenario writes the answer itself."""
    wereld.op(dag(op))
    lines = lees_regels(wereld, "P1", over, datatable)
    wereld.onderweg = wereld.gaat_uit(declareer_uit_boeken(wereld, "P1", over, lines))


def _antwoord(data: bytes, identificatie: str, codes: Codes) -> bytes:
    verdict = judge_bytes(data)
    assert verdict.columns is not None
    dagtekening = verdict.columns.header.bericht_identificatie.dagtekening
    return write(answer(verdict, Envelope(identificatie, dagtekening), codes))


@when(
    parsers.re(
        r"P1 daarop een 325 krijgt dat R1 afwijst met 9321, maar met (?:"
        rf"ReferentieNummer (?P<referentie>\w+)|bedrag (?P<bedrag>{BEDRAG})|"
        r"(?P<onbekend>een onbekende declaratie))"
    )
)
def krijgt_verkeerd_325(
    wereld: Wereld, referentie: str | None, bedrag: str | None, onbekend: str | None
) -> None:
    assert wereld.onderweg is not None
    sent = judge_bytes(wereld.onderweg).columns
    assert sent is not None
    data = _antwoord(wereld.onderweg, "A325", Codes(classes={_EERSTE_REGEL: ("9321",)}))
    if referentie:
        old, new = b">R1<", f">{referentie}<".encode()
    elif bedrag:
        old, new = (
            f">{wereld.regels['R1']['bedrag']}<".encode(),
            f">{lezen.centen(bedrag)}<".encode(),
        )
    else:
        assert onbekend
        old = f">{sent.header.bericht_identificatie.identificatie}<".encode()
        new = b">ONBEKEND<"
    assert old in data
    data = data.replace(old, new)
    assert judge_bytes(data).outcome is Outcome.VALID, "in zichzelf klopt het"
    wereld.ontvang(data)


@then("komt er geen antwoord, want op een 325 antwoordt niemand")
def geen_antwoord(wereld: Wereld) -> None:
    assert ontvangen(wereld).antwoord_id is None


@then("is bij P1 niets van die declaratie verwerkt")
def niets_verwerkt(wereld: Wereld) -> None:
    assert not Declaratie.objects.filter(lane__administratie__code=P1).exists()


@then(parsers.re(rf"is bij P1 (?P<geld>{BEDRAG}) van die declaratie toegekend"))
def bij_p1_toegekend(wereld: Wereld, geld: str) -> None:
    bewaard = Declaratie.objects.get(lane__administratie__code=P1)
    assert bewaard.toegekend_cents == lezen.centen(geld)
    assert not bewaard.is_ontvangen


# ── once more ────────────────────────────────────────────────────────────────────────────────────


@when("dezelfde declaratie nog eens bij G1 komt")
def nog_eens(wereld: Wereld) -> None:
    received = ontvangen(wereld)
    again = wereld.world.take_in(post.get_raw(received.bericht_id))
    assert isinstance(again.outcome, Duplicate)
    assert again.bericht_id == received.bericht_id


@then("gebeurt er niets, en blijft het bij één 325")
def een_325(wereld: Wereld) -> None:
    assert wereld.world.work() == {}
    uit = Bericht.objects.filter(richting=Richting.UIT, functie__endswith="325")
    assert uit.count() == 1


@when("P1 nog een 325 op die declaratie krijgt")
def tweede_325(wereld: Wereld) -> None:
    declaratie = post.get_payload(ontvangen(wereld).bericht_id)
    wereld.ontvang(_antwoord(declaratie, "NOGEENS", Codes()))


@then(parsers.re(r'ligt het in quarantaine: "(?P<waarom>[^"]+)"'))
def in_quarantaine(wereld: Wereld, waarom: str) -> None:
    """A person has to look; the reason says why."""
    verwerkt = ontvangen(wereld).verwerkt
    assert verwerkt is not None
    assert verwerkt.uitkomst is Uitkomst.QUARANTAINE
    assert waarom in verwerkt.reden
    wereld.in_quarantaine += 1
