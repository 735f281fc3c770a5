# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Envelopes, files and terms: the way a message goes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Final

from pytest_bdd import given, parsers, then, when

from noaber.berichten.answers import Envelope, answer
from noaber.berichten.judge import Outcome, judge_bytes
from noaber.berichten.xml.write import write
from noaber.flows.bewaak import bewaak
from noaber.flows.verzend_opnieuw import verzend_opnieuw
from noaber.partijen import operations as partijen
from noaber.postbus import queries as post
from noaber.postbus.envelop.ontvangst import read_post
from noaber.postbus.envelop.write import render_envelop, write_envelop
from noaber.postbus.models import Bericht, Signaal
from noaber.postbus.types import (
    AlertKind,
    Di01,
    Du01,
    Duplicate,
    Envelop,
    Fo01,
    Richting,
    Systeem,
    Uitkomst,
)
from tests.declaraties.factories import Row
from tests.flows.declareren import bericht_323
from tests.flows.wereld import B1, G1, P1
from tests.postbus import builders
from tests.spec import lezen
from tests.spec.lezen import DAG, MAAND, dag
from tests.spec.stappen_antwoord import akkoord, ontvangen
from tests.spec.stappen_declaratie import lees_regels
from tests.spec.wereld import Wereld
from tests.toewijzingen import factories as f

BOM: Final = b"\xef\xbb\xbf"
_VORM: dict[str, Callable[[bytes], bytes]] = {
    "een BOM": lambda data: BOM + data,
    "LF als regeleinde": lambda data: data.replace(b"\r\n", b"\n"),
}


def _envelop_van(data: bytes) -> Envelop:
    envelop = read_post(data, "x.xml").envelop
    assert envelop is not None, "er is geen envelop"
    return envelop


def _di01(payload: bytes, functie: str, nummer: str) -> bytes:
    return write_envelop(builders.di01(functie, payload, referentienummer=builders.number(nummer)))


# ── in an envelop ────────────────────────────────────────────────────────────────────────────────


@when("P1 in een envelop een startbericht stuurt voor een Bsn van 8 cijfers")
def bsn_van_8_cijfers(wereld: Wereld) -> None:
    start = f.start("2026-03-12", wereld.toewijzingen["T1"].nummer)
    payload = write(f.bericht_305(start)).replace(B1.encode(), B1[1:].encode())
    wereld.ontvang(_di01(payload, "WMO305", "eerste"))


@then(parsers.re(r"komt er geen retour, maar een foutbericht \(Fo01\) met code (?P<code>\w+)"))
def foutbericht(wereld: Wereld, code: str) -> None:
    """To the knooppunt, about the envelop that came."""
    received = ontvangen(wereld)
    assert received.oordeel.outcome is Outcome.REJECTED_SCHEMA
    assert received.verwerkt is not None
    assert received.verwerkt.uitkomst is Uitkomst.NIET_LEESBAAR
    assert received.antwoord_id is not None
    fout = _envelop_van(post.get_uitgaand(received.antwoord_id).data)
    heen = _envelop_van(post.get_raw(received.bericht_id))
    assert isinstance(fout, Fo01)
    assert (fout.code, fout.cross_refnummer) == (code, str(heen.referentienummer))
    assert fout.ontvanger == Systeem(organisatie=P1, applicatie="GGk")


@when(
    parsers.re(
        r"P1 (?P<hoe>in een envelop|zonder envelop) op T1 een start meldt per "
        rf"(?P<begin>{DAG})(?:, geschreven met (?P<vorm>.+))?"
    )
)
def meldt_start(wereld: Wereld, hoe: str, begin: str, vorm: str | None) -> None:
    start = f.start(f"{dag(begin)}", wereld.toewijzingen["T1"].nummer)
    data = write(f.bericht_305(start, dagtekening=wereld.vandaag))
    if vorm:
        spelled = _VORM[vorm](data)
        assert spelled != data
        data = spelled
    wereld.ontvang(_di01(data, "WMO305", "eerste") if hoe == "in een envelop" else data)


@then(
    parsers.re(
        r"krijgt P1 (?P<hoe>in een envelop \(Du01\)|zonder envelop) een akkoord \((?P<nr>\d{3})\)"
    )
)
def krijgt_verpakt(wereld: Wereld, hoe: str, nr: str) -> None:
    akkoord(wereld, "P1", nr)
    received = ontvangen(wereld)
    assert received.antwoord_id is not None
    answered = read_post(post.get_uitgaand(received.antwoord_id).data, "x.xml").envelop
    if hoe == "zonder envelop":
        assert answered is None
        return
    assert isinstance(answered, Du01)
    heen = _envelop_van(post.get_raw(received.bericht_id))
    assert answered.cross_refnummer == heen.referentienummer


@then("is ons antwoord UTF-8 zonder BOM, met CR/LF als regeleinde")
def zuiver_antwoord(wereld: Wereld) -> None:
    received = ontvangen(wereld)
    assert received.antwoord_id is not None
    for data in (
        post.get_uitgaand(received.antwoord_id).data,
        post.get_raw(received.antwoord_id),
    ):
        data.decode("utf-8")
        assert not data.startswith(BOM)
        assert data.count(b"\n") == data.count(b"\r\n") > 0


# ── once more ────────────────────────────────────────────────────────────────────────────────────


def _antwoorden() -> list[int]:
    return list(
        Bericht.objects.filter(richting=Richting.UIT, functie__endswith="306")
        .order_by("id")
        .values_list("id", flat=True)
    )


@when("dezelfde envelop nog eens komt")
def zelfde_envelop(wereld: Wereld) -> None:
    again = wereld.world.take_in(post.get_raw(ontvangen(wereld).bericht_id))
    assert isinstance(again.outcome, Duplicate)
    assert not again.outcome.new_envelop


@then("wordt er niets verwerkt en geldt hetzelfde antwoord")
def zelfde_antwoord(wereld: Wereld) -> None:
    assert wereld.world.work() == {}
    assert _antwoorden() == [ontvangen(wereld).antwoord_id]


@when("hetzelfde bericht nog eens komt in een nieuwe envelop")
def nieuwe_envelop(wereld: Wereld) -> None:
    payload = post.get_payload(ontvangen(wereld).bericht_id)
    again = wereld.world.take_in(_di01(payload, "WMO305", "tweede"))
    assert isinstance(again.outcome, Duplicate)
    assert again.outcome.new_envelop


@then("wordt er niets verwerkt en gaat hetzelfde antwoord mee in een nieuwe envelop")
def zelfde_antwoord_opnieuw(wereld: Wereld) -> None:
    assert wereld.world.work() == {}
    first, second = _antwoorden()
    assert post.get_payload(first) == post.get_payload(second)
    answered = _envelop_van(post.get_uitgaand(second).data)
    assert isinstance(answered, Du01)
    assert answered.cross_refnummer == builders.number("tweede")


# ── messages of G1 in envelopes ──────────────────────────────────────────────────────────────────


@given("G1 verstuurt in enveloppen")
def in_enveloppen(wereld: Wereld) -> None:
    partijen.register_administratie(
        code=G1, naam="Waterkwartier", in_envelop=True, viewer=wereld.world.viewer
    )


def _het_301(wereld: Wereld) -> Bericht:
    """The last that went out."""
    number, _ = wereld.laatste_uit("301", P1)
    return Bericht.objects.get(pk=number)


def _retour_op(number: int) -> tuple[bytes, Di01]:
    """A 302 that accepts a 301, and the envelop that the 301 went in."""
    payload = write(answer(judge_bytes(post.get_raw(number)), Envelope(f"R{number}", f.TODAY)))
    envelop = _envelop_van(post.get_uitgaand(number).data)
    assert isinstance(envelop, Di01)
    return payload, envelop


@when(
    parsers.re(
        r"bij G1 een (?P<soort>retour \(Du01\)|foutbericht \(Fo01\)) komt dat verwijst naar een "
        "envelop die hier niet bekend is"
    )
)
def onbekende_envelop(wereld: Wereld, soort: str) -> None:
    """All but its crossRefnummer fits the 301 that is on its way."""
    vreemd = builders.number("van een ander")
    if soort == "foutbericht (Fo01)":
        fout = builders.fo01(ontvanger=Systeem(organisatie=G1, applicatie="noaber"))
        wereld.ontvang(render_envelop(_met(fout, vreemd)))
        return
    payload, _ = _retour_op(_het_301(wereld).pk)
    du01 = builders.du01("WMO302", payload, cross_refnummer=vreemd)
    wereld.ontvang(write_envelop(du01))


def _met(fout: Fo01, cross: str, code: str = "IB010") -> Fo01:
    return builders.fo01(ontvanger=fout.ontvanger, cross_refnummer=cross, code=code)


@when(parsers.re(r"G1 op dat 301 een foutbericht \(Fo01\) krijgt met code (?P<code>\w+)"))
def fout_op_301(wereld: Wereld, code: str) -> None:
    _, envelop = _retour_op(_het_301(wereld).pk)
    fout = builders.fo01(
        ontvanger=Systeem(organisatie=G1, applicatie="noaber"),
        cross_refnummer=str(envelop.referentienummer),
        code=code,
    )
    wereld.ontvang(render_envelop(fout))


@when("G1 dat 301 opnieuw verstuurt")
def opnieuw(wereld: Wereld) -> None:
    old = _het_301(wereld).pk
    new = verzend_opnieuw(bericht_id=old, viewer=wereld.world.viewer, at=wereld.world.at)
    assert new != old
    wereld.bezorg()


@then("is het dezelfde inhoud met dezelfde Identificatie, in een envelop met een nieuw nummer")
def zelfde_inhoud(wereld: Wereld) -> None:
    new = _het_301(wereld)
    old = new.herhaling_van
    assert old is not None
    assert (new.identificatie, bytes(new.payload_sha256 or b"")) == (
        old.identificatie,
        bytes(old.payload_sha256 or b""),
    )
    first, second = (_envelop_van(post.get_uitgaand(row.pk).data) for row in (old, new))
    assert first.referentienummer != second.referentienummer
    assert hashlib.sha256(post.get_raw(new.pk)).digest() == bytes(new.payload_sha256 or b"")


@when("P1 akkoord geeft op die tweede verzending (302)")
def akkoord_op_tweede(wereld: Wereld) -> None:
    payload, envelop = _retour_op(_het_301(wereld).pk)
    du01 = builders.du01("WMO302", payload, cross_refnummer=envelop.referentienummer)
    wereld.ontvang(write_envelop(du01))


# ── terms ────────────────────────────────────────────────────────────────────────────────────────


@given("P1 antwoordt niet")
def antwoordt_niet(wereld: Wereld) -> None:
    wereld.p1_zwijgt = True


@when(parsers.re(rf"P1 op (?P<op>{DAG}) alsnog akkoord geeft \(302\)"))
def alsnog_akkoord(wereld: Wereld, op: str) -> None:
    wereld.op(dag(op))
    number = _het_301(wereld).pk
    retour = answer(judge_bytes(post.get_raw(number)), Envelope(f"R{number}", wereld.vandaag))
    wereld.ontvang(write(retour))


@then(parsers.re(r'staat dat 301 op "(?P<stand>[^"]+)"'))
def stand_van_301(wereld: Wereld, stand: str) -> None:
    assert _het_301(wereld).status == stand


@when(
    parsers.re(
        rf"op (?P<op>{DAG}) een declaratie over (?P<over>{MAAND}) binnenkomt en blijft liggen"
    )
)
def blijft_liggen(wereld: Wereld, op: str, over: str, datatable: list[list[str]]) -> None:
    wereld.op(dag(op))
    lines: list[Row] = lees_regels(wereld, "P1", over, datatable)
    wereld.onderweg = bericht_323(
        lines, periode=f"{lezen.maand(over)}", dagtekening=f"{wereld.vandaag}"
    )
    wereld.world.take_in(wereld.onderweg)


@when(parsers.re(rf"noaber op (?P<op>{DAG}) verwerkt wat er ligt"))
def verwerkt_wat_er_ligt(wereld: Wereld, op: str) -> None:
    wereld.op(dag(op))
    assert wereld.onderweg is not None
    wereld.verwerk_wat_ligt(wereld.onderweg)


@when(parsers.re(rf"noaber op (?P<op>{DAG}) de termijnen bewaakt"))
def bewaakt(wereld: Wereld, op: str) -> None:
    wereld.op(dag(op))
    bewaak(viewer=wereld.world.viewer, at=wereld.world.at)


def _signalen() -> list[str]:
    """What a person should look at, without the warnings of rules at messages."""
    found = Signaal.objects.exclude(soort=AlertKind.WARNING).order_by("id")
    return list(found.values_list("tekst", flat=True))


@then("zijn er geen signalen")
def geen_signalen(wereld: Wereld) -> None:
    assert _signalen() == []


@then(parsers.re(r'is er een signaal: "(?P<tekst>[^"]+)"'))
def signaal(wereld: Wereld, tekst: str) -> None:
    """One, in these words."""
    (found,) = _signalen()
    assert tekst in found
