# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Messages written out by hand (301, 315, 317, 319), and how a verzoek stands."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import time
from typing import Any

from pytest_bdd import given, parsers, then, when

from noaber.berichten.definitions import classes as c
from noaber.berichten.definitions import groups as g
from noaber.berichten.xml.write import write
from noaber.flows.doe_verzoek import doe_verzoek
from noaber.kernel.wet import Wet
from noaber.toewijzingen.models import Verzoek
from noaber.toewijzingen.types import Aanvraag, Aanvraagsoort, Gewenst, Vot, Vow, Wens
from tests.flows.wereld import P1
from tests.spec import lezen
from tests.spec.lezen import DAG, EXTRA, dag, misschien_dag, toon_dag
from tests.spec.stappen_levering import kop
from tests.spec.wereld import CLIENTEN, PARTIJEN, Bekend, Ontvangst, Wereld
from tests.toewijzingen import factories as f

_OP = rf"(?:op (?P<op>{DAG}) )?"
_REF = r"(?P<ref>[\w-]+)"
HANDMATIG = 500
"""Toewijzingen that a scenario writes into a 301 itself have numbers from here on."""


# ── 301 ──────────────────────────────────────────────────────────────────────────────────────────


@when(parsers.re(rf"G1 {_OP}aan P1 een toewijzingsbericht \(301\) stuurt{EXTRA}"))
def stuurt_301(wereld: Wereld, op: str | None, extra: str, datatable: list[list[str]]) -> None:
    """A 301 as the table has it, whether G1 would decide so or not."""
    wereld.op(op and dag(op))
    rows = lezen.rijen(
        datatable,
        "toewijzing",
        "product",
        "omvang",
        "budget",
        "van",
        "tot en met",
        "reden",
        "referentie",
        "besloten",
    )
    more = kop_van_301(wereld, extra)
    client = more.pop("client")
    products = [_product(wereld, row, client.bsn, more["wet"]) for row in rows]
    wereld.stuur(f.bericht_301(*products, client=client, **more))


_301 = (
    *("bericht", "toewijzing", "product", "omvang", "budget"),
    *("van", "tot en met", "reden", "besloten"),
)


@when(
    parsers.re(
        r"deze toewijzingsberichten \(301\) van G1 bij P1 komen in de volgorde (?P<volgorde>.+)"
    )
)
def komen_in_volgorde(wereld: Wereld, volgorde: str, datatable: list[list[str]]) -> None:
    """Each row is a message; one that is named twice comes again under another Identificatie."""
    rows = {row["bericht"]: row for row in lezen.rijen(datatable, *_301)}
    wereld.reeks = []
    for naam in volgorde.split(", "):
        more = kop_van_301(wereld, "")
        client = more.pop("client")
        product = _product(wereld, rows[naam], client.bsn, more["wet"])
        wereld.reeks.append(wereld.stuur(f.bericht_301(product, client=client, **more)))


def kop_van_301(wereld: Wereld, extra: str) -> dict[str, Any]:
    found = kop(wereld, "G1", extra)
    made = {name: found[name] for name in ("wet", "dagtekening")}
    if "identificatie" in found:
        made["identificatie"] = found["identificatie"]
    return {**made, "client": wereld.client_301 or f.client_301(found["wet"], found["bsn"])}


def _product(wereld: Wereld, row: lezen.Row, bsn: str, wet: Wet) -> c.ToegewezenProduct:
    naam = row["toewijzing"]
    product = lezen.product(row.get("product", ""))
    if naam not in wereld.toewijzingen:
        wereld.toewijzingen[naam] = Bekend(HANDMATIG + int(naam[1:]), bsn, P1, wet, product)
    besloten, at = row.get("besloten") or "15-12-2025", time(9, 30)
    if " " in besloten:
        besloten, clock = besloten.split()
        at = time.fromisoformat(clock)
    van = misschien_dag(row["van"])
    assert van is not None
    return c.ToegewezenProduct(
        toewijzing_nummer=wereld.toewijzingen[naam].nummer,
        referentie_aanbieder=row.get("referentie") or None,
        product=product,
        toewijzingsdatum=dag(besloten),
        toewijzingstijd=at,
        ingangsdatum=van,
        einddatum=misschien_dag(row["tot en met"]),
        reden_wijziging=row.get("reden") or None,
        omvang=lezen.omvang(row.get("omvang", "")),
        budget=lezen.centen(row["budget"]) if row.get("budget") else None,
    )


@given(parsers.re(rf"B1 is in het bericht geboren op (?P<op>{DAG}) en heeft geen gezagsdrager"))
def kind_zonder_gezagsdrager(wereld: Wereld, op: str) -> None:
    wereld.client_301 = replace(
        f.client_301(wereld.wet), relaties=(), geboortedatum=g.Geboortedatum(datum=dag(op))
    )


@given("het contact van B1 heeft geen telefoon en geen adres")
def onbereikbaar(wereld: Wereld) -> None:
    client = f.client_301(wereld.wet)
    contact = replace(client.contactgegevens[0], adres=None, telefoon=None, soort="02")
    wereld.client_301 = replace(client, contactgegevens=(replace(contact, periode=None),))


@given("B1 heeft alleen een tijdelijk adres (soort 04)")
def alleen_tijdelijk(wereld: Wereld) -> None:
    client = f.client_301(wereld.wet)
    contact = replace(client.contactgegevens[0], soort="04", periode=None)
    wereld.client_301 = replace(client, contactgegevens=(contact,))


# ── 315 ──────────────────────────────────────────────────────────────────────────────────────────

_VOT = r"een verzoek om toewijzing \(315\)"


@when(parsers.re(rf"(?P<van>P\d) {_OP}{_VOT} stuurt{EXTRA}"))
def stuurt_vot(
    wereld: Wereld, van: str, op: str | None, extra: str, datatable: list[list[str]]
) -> None:
    wereld.op(op and dag(op))
    _vot(wereld, van, extra, datatable)


@given(parsers.re(rf"(?P<van>P\d) heeft {_OP}{_VOT} gestuurd{EXTRA}"))
def heeft_vot_gestuurd(
    wereld: Wereld, van: str, op: str | None, extra: str, datatable: list[list[str]]
) -> None:
    now = wereld.vandaag
    wereld.op(op and dag(op))
    _moet_goed(_vot(wereld, van, extra, datatable))
    wereld.op(now)


def _vot(wereld: Wereld, van: str, extra: str, datatable: list[list[str]]) -> Ontvangst:
    rows = lezen.rijen(datatable, "referentie", "product", "omvang", "van", "tot en met")
    more = kop(wereld, van, extra)
    wensen = {row["referentie"]: _wens(row) for row in rows}
    wereld.verzoeken |= wensen
    if wereld.heeft_boeken(PARTIJEN[van]):
        return _vraag(wereld, van, more, _als_vot(wereld, wensen))
    asked = [
        f.aangevraagd(
            referentie,
            f"{wens.ingangsdatum}",
            f"{wens.einddatum}",
            product=wens.product,
            omvang=wens.omvang,
        )
        for referentie, wens in wensen.items()
    ]
    return wereld.stuur(f.vot(*asked, **more))


def _wens(row: lezen.Row) -> Wens:
    return Wens(
        product=lezen.product(row.get("product", "")),
        ingangsdatum=dag(row.get("van") or row["vanaf"]),
        einddatum=dag(row["tot en met"]),
        omvang=lezen.omvang(row.get("omvang", "")),
    )


def _als_vot(wereld: Wereld, wensen: dict[str, Wens]) -> Vot:
    return Vot(
        aanvragen=tuple(
            Aanvraag(referentie=referentie, wens=wens, verwijzer=g.Verwijzer(type="06"))
            for referentie, wens in wensen.items()
        ),
        is_gezagsdrager_bekend=wereld.gezagsdrager_bekend or None,
    )


def _vraag(wereld: Wereld, van: str, more: dict[str, Any], gevraagd: Aanvraagsoort) -> Ontvangst:
    """An aanbieder with books here asks through noaber."""
    code = PARTIJEN[van]
    number = doe_verzoek(
        lane=wereld.lane(code, code, more["wet"]),
        persoon_id=wereld.client_bij(code, more["bsn"]),
        gevraagd=gevraagd,
        viewer=wereld.world.viewer,
        at=wereld.world.at,
    )
    return wereld.stuur_uit_boeken(number)


@given("P1 kent de gezagsdrager (GezagsdragerBekend 1)")
def gezagsdrager_bekend(wereld: Wereld) -> None:
    wereld.gezagsdrager_bekend = True


# ── 317 ──────────────────────────────────────────────────────────────────────────────────────────

_VOW = rf"verzoek om wijziging {_REF} \(317\)"


@when(parsers.re(rf"(?P<van>P\d) {_OP}{_VOW} stuurt{EXTRA}"))
def stuurt_vow(
    wereld: Wereld, van: str, op: str | None, ref: str, extra: str, datatable: list[list[str]]
) -> None:
    wereld.op(op and dag(op))
    _vow(wereld, van, ref, extra, datatable)


@given(parsers.re(rf"(?P<van>P\d) heeft {_OP}{_VOW} gestuurd{EXTRA}"))
def heeft_vow_gestuurd(
    wereld: Wereld, van: str, op: str | None, ref: str, extra: str, datatable: list[list[str]]
) -> None:
    now = wereld.vandaag
    wereld.op(op and dag(op))
    _moet_goed(_vow(wereld, van, ref, extra, datatable))
    wereld.op(now)


def _vow(wereld: Wereld, van: str, ref: str, extra: str, datatable: list[list[str]]) -> Ontvangst:
    rows = lezen.rijen(
        datatable, "wat", "toewijzing", "product", "omvang", "budget", "vanaf", "tot en met"
    )
    wereld.verzoeken[ref] = None
    more = kop(wereld, van, extra)
    if wereld.heeft_boeken(PARTIJEN[van]):
        return _vraag(wereld, van, more, _als_vow(wereld, ref, rows))
    parts = [_deel(wereld, row) for row in rows]
    return wereld.stuur(f.vow(*parts, referentie=ref, **more))


def _als_vow(wereld: Wereld, ref: str, rows: list[lezen.Row]) -> Vow:
    """What stays as it is need not be said: noaber adds it."""
    return Vow(
        referentie=ref,
        gewijzigd=tuple(
            Gewenst(
                nummer=wereld.toewijzingen[row["toewijzing"]].nummer,
                vanaf=dag(row["vanaf"]),
                einddatum=misschien_dag(row["tot en met"]),
                omvang=lezen.omvang(row["omvang"]),
            )
            for row in rows
            if row["wat"] == "wijzigt"
        ),
        nieuw=tuple(_wens(row) for row in rows if row["wat"] == "nieuw"),
    )


def _deel(wereld: Wereld, row: lezen.Row) -> Any:
    naam = row.get("toewijzing", "")
    nummer = 999 if naam == "onbekend" else naam and wereld.toewijzingen[naam].nummer
    if row["wat"] == "blijft":
        return c.OngewijzigdProduct(toewijzing_nummer=nummer)
    vanaf = misschien_dag(row["vanaf"])
    assert vanaf is not None
    how: dict[str, Any] = {
        "gewenste_ingangsdatum": vanaf,
        "einddatum": misschien_dag(row["tot en met"]),
        "omvang": lezen.omvang(row.get("omvang", "")),
        "budget": lezen.centen(row["budget"]) if row.get("budget") else None,
    }
    if row["wat"] == "wijzigt":
        return c.TeWijzigenProduct(toewijzing_nummer=nummer, **how)
    assert row["wat"] == "nieuw", row["wat"]
    return c.NieuwProduct(product=lezen.product(row["product"]), **how)


def _moet_goed(received: Ontvangst) -> None:
    assert received.verwerkt is not None
    assert received.verwerkt.codes == (), received.verwerkt.codes


# ── 319 ──────────────────────────────────────────────────────────────────────────────────────────


@when(
    parsers.re(
        rf"G1 {_OP}aan P1 op verzoek {_REF} antwoordt \(319\): (?P<wat>in onderzoek|afgewezen)"
        r"(?: met reden (?P<reden>\d))?(?: en gemeente (?P<woonplaats>\d{4}))?"
    )
)
def stuurt_319(
    wereld: Wereld,
    op: str | None,
    ref: str,
    wat: str,
    reden: str | None,
    woonplaats: str | None,
) -> None:
    """A 319 as the sentence has it, whether G1 would answer so or not."""
    wereld.op(op and dag(op))
    code = "2" if wat == "in onderzoek" else "1"
    wereld.stuur(
        f.antwoord(
            ref,
            code,
            reden,
            wet=wereld.wet,
            woonplaats=woonplaats,
            dagtekening=wereld.vandaag,
        )
    )


@when(parsers.re(rf"G1 aan P1 op verzoek {_REF} in een WMO319 toch gemeente (?P<g>\d{{4}}) noemt"))
def wmo319_met_woonplaats(wereld: Wereld, ref: str, g: str) -> None:
    """The class that only the JW319 has, written into a WMO319."""
    data = write(f.antwoord(ref, "1", "5", wet=Wet.WMO, dagtekening=wereld.vandaag))
    found = re.search(rb"</(\w+):Antwoord>", data)
    assert found is not None
    prefix = found[1].decode()
    klasse = (
        f"<{prefix}:Woonplaatsbeginsel><{prefix}:Gemeente>{g}</{prefix}:Gemeente>"
        f"</{prefix}:Woonplaatsbeginsel>"
    )
    wereld.stuur(data[: found.start()] + klasse.encode() + data[found.start() :])


# ── how it stands ────────────────────────────────────────────────────────────────────────────────


@then(parsers.re(r"staan bij (?P<wie>[GP]\d) deze verzoeken(?: van (?P<client>B\d))?"))
def verzoeken(wereld: Wereld, wie: str, client: str | None, datatable: list[list[str]]) -> None:
    """Of a client at P1: how each stands, and the last day for the next answer of G1."""
    wanted = lezen.rijen(datatable, "referentie", "stand", "uiterlijk")
    lezen.vergelijk(wanted, _verzoeken(wereld, wie, client or "B1"))


@then(parsers.re(r"staat bij (?P<wie>[GP]\d) geen enkel verzoek"))
def geen_verzoek(wereld: Wereld, wie: str) -> None:
    assert _verzoeken(wereld, wie, "B1") == []


def _verzoeken(wereld: Wereld, wie: str, client: str) -> list[dict[str, Any]]:
    lane = wereld.lane(PARTIJEN[wie], P1, wereld.wet)
    persoon_id = wereld.persoon(CLIENTEN[client], PARTIJEN[wie])
    rows = Verzoek.objects.filter(lane_id=lane.id, persoon_id=persoon_id).order_by("id")
    return [
        {
            "referentie": row.referentie_aanbieder,
            "stand": row.status,
            "uiterlijk": toon_dag(row.uiterlijk) if row.uiterlijk else "",
        }
        for row in rows
    ]
