# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What the sender gets back: a retourbericht or a 325, as real bytes that were judged again."""

from __future__ import annotations

from pytest_bdd import parsers, then

from noaber.berichten.answers import NO_REMARK, NOT_JUDGED, TECHNICAL, XSLT_VERSION
from noaber.berichten.judge import Outcome, Verdict
from noaber.postbus import queries as post
from noaber.postbus.models import Bericht, Signaal
from noaber.postbus.types import AlertKind, InStatus, Uitkomst
from tests.postbus.rijen import status_of
from tests.spec import antwoorden, lezen
from tests.spec.codes import CODES, lees_codes
from tests.spec.lezen import DAG, dag
from tests.spec.wereld import NAMEN, PARTIJEN, Ontvangst, Wereld

_ONDER = {"verzoek": ("ongewijzigd", "te wijzigen", "nieuw")}
_AAN = r"krijgt (?P<aan>[GP]\d) een"


def antwoord_aan(wereld: Wereld, aan: str, nr: str) -> Verdict:
    """The answer to the last message: of this kind, for this party, right in itself."""
    assert wereld.laatste is not None
    antwoord = wereld.laatste.antwoord
    assert antwoord is not None, "er is geen antwoord"
    assert antwoord.outcome is Outcome.VALID
    assert antwoord.definition is not None
    assert antwoord.definition.number == nr
    assert wereld.laatste.antwoord_id is not None
    row = Bericht.objects.get(pk=wereld.laatste.antwoord_id)
    assert NAMEN.get(row.ontvanger, row.ontvanger) == aan
    return antwoord


def ontvangen(wereld: Wereld) -> Ontvangst:
    assert wereld.laatste is not None
    return wereld.laatste


@then(parsers.re(rf"{_AAN} akkoord \((?P<nr>\d{{3}})\)"))
def akkoord(wereld: Wereld, aan: str, nr: str) -> None:
    """A retour of a header alone, without codes."""
    antwoord = antwoord_aan(wereld, aan, nr)
    assert (antwoorden.kop_codes(antwoord), antwoorden.heeft_inhoud(antwoord)) == ((), False), (
        antwoorden.klassen(antwoord)
    )
    assert antwoorden.xslt_versie(antwoord) is None
    verwerkt = ontvangen(wereld).verwerkt
    assert verwerkt is not None
    assert verwerkt.uitkomst is Uitkomst.AKKOORD


@then(parsers.re(r"krijgt (?P<aan>[GP]\d) elke keer een akkoord \((?P<nr>\d{3})\)"))
def elke_keer_akkoord(wereld: Wereld, aan: str, nr: str) -> None:
    assert wereld.reeks
    for received in wereld.reeks:
        wereld.laatste = received
        akkoord(wereld, aan, nr)


@then(
    parsers.re(
        rf"{_AAN} afkeuring \((?P<nr>\d{{3}})\) in de kop: (?P<codes>{CODES})"
        r"(?:, namelijk (?P<regels>[A-Z0-9 en,]+))?"
    )
)
def afkeuring_in_de_kop(wereld: Wereld, aan: str, nr: str, codes: str, regels: str | None) -> None:
    """The header with these codes and nothing below it; for 0001 also which rules are broken."""
    antwoord = antwoord_aan(wereld, aan, nr)
    wanted = lees_codes(codes)
    assert (antwoorden.kop_codes(antwoord), antwoorden.heeft_inhoud(antwoord)) == (wanted, False)
    is_technical = wanted == (TECHNICAL,)
    assert antwoorden.xslt_versie(antwoord) == (XSLT_VERSION if is_technical else None)
    named = tuple(sorted(regels.replace(" en ", ", ").split(", "))) if regels else ()
    assert ontvangen(wereld).oordeel.rules == named
    _afgekeurd(wereld)


@then(
    parsers.re(
        rf"{_AAN} afkeuring \((?P<nr>\d{{3}})\) bij (?P<plek>[a-z]+(?: [a-z]+)?(?: \d)?): "
        rf"(?P<codes>{CODES})"
    )
)
def afkeuring_bij(wereld: Wereld, aan: str, nr: str, plek: str, codes: str) -> None:
    """These codes there; what is below it was not judged (0233), the rest has 0200."""
    antwoord = antwoord_aan(wereld, aan, nr)
    found = antwoorden.klassen(antwoord)
    assert plek in found, sorted(found)
    assert antwoorden.kop_codes(antwoord) == (NO_REMARK,)
    below = _ONDER.get(plek, ())
    rest = {p: (NOT_JUDGED,) if p.startswith(below) else (NO_REMARK,) for p in found}
    assert found == {**rest, plek: lees_codes(codes)}
    _afgekeurd(wereld)


@then(parsers.re(rf"{_AAN} afkeuring \((?P<nr>\d{{3}})\) met"))
def afkeuring_met(wereld: Wereld, aan: str, nr: str, datatable: list[list[str]]) -> None:
    """The codes of the whole answer, class by class."""
    antwoord = antwoord_aan(wereld, aan, nr)
    rows = lezen.rijen(datatable, "plek", "code")
    found = {"kop": antwoorden.kop_codes(antwoord), **antwoorden.klassen(antwoord)}
    assert {row["plek"]: lees_codes(row["code"]) for row in rows} == found
    _afgekeurd(wereld)


def _afgekeurd(wereld: Wereld) -> None:
    verwerkt = ontvangen(wereld).verwerkt
    assert verwerkt is not None
    assert verwerkt.uitkomst is Uitkomst.AFGEKEURD


@then("komt er geen antwoord, want het bericht past niet in het schema")
def past_niet_in_schema(wereld: Wereld) -> None:
    received = ontvangen(wereld)
    assert received.oordeel.outcome is Outcome.REJECTED_SCHEMA
    assert received.verwerkt is not None
    assert received.verwerkt.uitkomst is Uitkomst.NIET_LEESBAAR
    assert received.antwoord_id is None


@then(parsers.re(rf"moest dat antwoord er uiterlijk op (?P<op>{DAG}) zijn"))
def uiterlijk(wereld: Wereld, op: str) -> None:
    assert ontvangen(wereld).uiterlijk == dag(op)


@then(parsers.re(r"is er een aandachtspunt: (?P<regels>[A-Z0-9x, en]+)"))
def aandachtspunt(wereld: Wereld, regels: str) -> None:
    """Warnings of rules at what happened last, exactly these."""
    assert wereld.aandachtspunten() == sorted(regels.replace(" en ", ", ").split(", "))


@then("zijn er geen aandachtspunten")
def geen_aandachtspunten(wereld: Wereld) -> None:
    assert wereld.aandachtspunten() == []


@then(parsers.re(r"zijn er ook bij (?P<wie>P\d) geen aandachtspunten"))
def geen_aandachtspunten_bij(wereld: Wereld, wie: str) -> None:
    assert not Signaal.objects.filter(
        bericht__administratie__code=PARTIJEN[wie], soort=AlertKind.WARNING
    ).exists()


@then("is het bericht zelf bewaard zoals het kwam")
def bewaard(wereld: Wereld) -> None:
    received = ontvangen(wereld)
    assert status_of(received.bericht_id) == InStatus.VERWERKT
    assert post.get_payload(received.bericht_id) == received.oordeel.source.read()
