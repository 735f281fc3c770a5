# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Declaraties (323): what P1 declares, what G1 grants (325), and what is to be paid and booked."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.db.models import Sum
from pytest_bdd import given, parsers, then, when

from noaber.berichten.answers import FULLY_GRANTED, NO_REMARK
from noaber.budgetten.models import Boeking
from noaber.contracten.queries import tarieven_frame
from noaber.declaraties.models import Betaalregel, Declaratie, Prestatie
from noaber.declaraties.rules.bedragen import whole_hours
from noaber.flows.declareer import declareer
from noaber.kernel.money import Cents
from tests.declaraties.factories import Row, credit_of
from tests.declaraties.factories import lines as frame_of
from tests.flows.declareren import bericht_323
from tests.flows.wereld import G1
from tests.spec import antwoorden, lezen
from tests.spec.codes import CODES, lees_codes
from tests.spec.lezen import BEDRAG, DAG, EURO, EXTRA, MAAND, dag
from tests.spec.stappen_antwoord import antwoord_aan, ontvangen
from tests.spec.stappen_basis import WETTEN
from tests.spec.wereld import CLIENTEN, PARTIJEN, Ontvangst, Wereld

_OP = rf"(?:op (?P<op>{DAG}) )?"
_GELD = rf"(?P<geld>{BEDRAG}(?: C)?)"
MINUUT, UUR = "01", "04"


# ── what is declared ─────────────────────────────────────────────────────────────────────────────


@when(parsers.re(rf"(?P<van>P\d) {_OP}over (?P<over>{MAAND}) declareert{EXTRA}"))
def declareert(
    wereld: Wereld, van: str, op: str | None, over: str, extra: str, datatable: list[list[str]]
) -> None:
    wereld.op(op and dag(op))
    _stuur(wereld, van, over, extra, datatable)


@given(
    parsers.re(
        rf"(?P<van>P\d) heeft {_OP}over (?P<over>{MAAND}) gedeclareerd, en kreeg alles{EXTRA}"
    )
)
def heeft_gedeclareerd(
    wereld: Wereld, van: str, op: str | None, over: str, extra: str, datatable: list[list[str]]
) -> None:
    now = wereld.vandaag
    wereld.op(op and dag(op))
    _stuur(wereld, van, over, extra, datatable)
    antwoord = antwoord_aan(wereld, van, "325")
    assert antwoorden.declaratie_codes(antwoord) == (FULLY_GRANTED,)
    wereld.op(now)


def _stuur(
    wereld: Wereld, van: str, over: str, extra: str, datatable: list[list[str]]
) -> Ontvangst:
    lines = lees_regels(wereld, van, over, datatable)
    if wereld.heeft_boeken(PARTIJEN[van]):
        return wereld.stuur_uit_boeken(declareer_uit_boeken(wereld, van, over, lines))
    more = lezen.extra(extra)
    data = bericht_323(
        lines,
        wet=WETTEN[more["wet"]] if "wet" in more else wereld.wet,
        van=PARTIJEN[van],
        periode=f"{lezen.maand(over)}",
        dagtekening=f"{wereld.vandaag}",
        nummer=more.get("nummer"),
    )
    return wereld.stuur(_ander_totaal(data, more["totaal"]) if "totaal" in more else data)


def declareer_uit_boeken(wereld: Wereld, van: str, over: str, lines: list[Row]) -> int:
    """An aanbieder with books here declares through noaber; gives the number of the message."""
    code = PARTIJEN[van]
    return declareer(
        lane=wereld.lane(code, code, wereld.wet),
        lines=frame_of(lines).drop("client", "prestatie"),
        periode=lezen.maand(over),
        viewer=wereld.world.viewer,
        at=wereld.world.at,
    )


def lees_regels(wereld: Wereld, van: str, over: str, datatable: list[list[str]]) -> list[Row]:
    """The lines of a table; what a ReferentieNummer stood for first is remembered."""
    rows = lezen.rijen(
        datatable,
        "regel",
        "cliënt",
        "toewijzing",
        "product",
        "periode",
        "geleverd",
        "tarief",
        "bedrag",
        "credit van",
    )
    lines = [_regel(wereld, row, over, van) for row in rows]
    for line in lines:
        wereld.regels.setdefault(line["referentie_nummer"], line)
    return lines


def _regel(wereld: Wereld, row: lezen.Row, over: str, van: str) -> Row:
    begin, eind = lezen.periode(row.get("periode") or over)
    vorige = row.get("credit van", "")
    if vorige in wereld.regels:
        line = credit_of(wereld.regels[vorige])
        if row.get("bedrag"):
            line["bedrag"] = lezen.centen(row["bedrag"])
        return {**line, "referentie_nummer": row["regel"]}
    bekend = wereld.toewijzingen.get(row["toewijzing"])
    product = lezen.product(row["product"]) if row.get("product") else bekend and bekend.product
    assert product is not None
    volume, eenheid = lezen.hoeveel(row["geleverd"])
    line = {
        "bsn": CLIENTEN[row["cliënt"]] if row.get("cliënt") else bekend.bsn if bekend else "",
        "referentie_nummer": row["regel"],
        "vorig_referentie_nummer": vorige or None,
        "toewijzing_nummer": bekend.nummer if bekend else 999,
        "product_categorie": product.categorie,
        "product_code": product.code,
        "begindatum": begin,
        "einddatum": eind,
        "geleverd_volume": volume,
        "eenheid": eenheid,
        "debet_credit": "C" if vorige else "D",
    }
    tarief = row.get("tarief")
    if tarief:
        line["product_tarief"] = None if tarief == "geen" else lezen.centen(tarief)
    else:
        line["product_tarief"] = _tarief(wereld, line, van)
    line["bedrag"] = (
        lezen.centen(row["bedrag"]) if row.get("bedrag") else volume * (line["product_tarief"] or 1)
    )
    return line


def _tarief(wereld: Wereld, line: Row, van: str) -> int | None:
    """What the contract says; of an hour a sixtieth per minute."""
    if line["eenheid"] == EURO:
        return None
    known = {
        (code, eenheid): tarief
        for _, code, eenheid, tarief, *_ in tarieven_frame(
            G1, PARTIJEN[van], wereld.wet
        ).iter_rows()
    }
    found = known.get((line["product_code"], line["eenheid"]))
    if found is None and line["eenheid"] == MINUUT:
        return Cents(known[line["product_code"], UUR]).scaled(1, 60)
    return found if found is not None else 6000


def _ander_totaal(data: bytes, text: str) -> bytes:
    """The same message with another TotaalIngediendBedrag than that of its lines."""
    bedrag, _, sign = text.partition(" ")
    for element, value in (("TotaalBedrag", str(lezen.centen(bedrag))), ("DebetCredit", sign)):
        pattern = rf"(:{element}>)[^<]*<".encode()
        data, count = re.subn(pattern, rb"\g<1>" + value.encode() + b"<", data, count=1)
        assert count == 1
    return data


@when(
    parsers.re(
        r"P1 in maart (?P<keer>\d+) keer (?P<minuten>\d+) minuten hulp geeft en dat in uren "
        r"declareert"
    )
)
def telt_minuten_op(wereld: Wereld, keer: str, minuten: str) -> None:
    wereld.uren = whole_hours(int(keer) * int(minuten))


@then(parsers.re(r"zijn dat (?P<uren>\d+) hele uren"))
def hele_uren(wereld: Wereld, uren: str) -> None:
    assert wereld.uren == int(uren)


# ── what is granted ──────────────────────────────────────────────────────────────────────────────


def _centen(text: str) -> int:
    """1.080,00 C is below zero."""
    bedrag = text.removesuffix(" C")
    return -lezen.centen(bedrag) if bedrag != text else lezen.centen(bedrag)


def _toegekend(wereld: Wereld, cents: int) -> Any:
    """The 325 with this total; what is kept, to be paid and booked is the same to the cent."""
    received = ontvangen(wereld)
    assert received.kop is not None
    aan = next(naam for naam, code in PARTIJEN.items() if code == received.kop.zender)
    antwoord = antwoord_aan(wereld, aan, "325")
    assert antwoorden.kop_codes(antwoord) == (NO_REMARK,)
    assert antwoorden.toegekend(antwoord) == cents
    bewaard = Declaratie.objects.get(bericht_id=received.bericht_id)
    assert bewaard.toegekend_cents == cents
    betaald = Betaalregel.objects.filter(declaratie=bewaard).values_list("bedrag_cents", flat=True)
    assert list(betaald) == ([cents] if cents else [])
    geboekt = Boeking.objects.filter(declaratie=bewaard).aggregate(som=Sum("bedrag_cents"))["som"]
    assert (geboekt or 0) == cents
    return antwoord


@then(parsers.re(rf"kent G1 alles toe \(8001\): {_GELD}"))
def alles_toegekend(wereld: Wereld, geld: str) -> None:
    antwoord = _toegekend(wereld, _centen(geld))
    assert antwoorden.ingediend(antwoord) == _centen(geld)
    assert antwoorden.declaratie_codes(antwoord) == (FULLY_GRANTED,)
    assert antwoorden.regel_codes(antwoord) == {}


@then(parsers.re(rf"kent G1 {_GELD} toe en wijst regel (?P<regel>\w+) af: (?P<codes>{CODES})"))
def een_regel_afgewezen(wereld: Wereld, geld: str, regel: str, codes: str) -> None:
    _deels(wereld, geld, {regel: lees_codes(codes)}, {})


@then(parsers.re(rf"kent G1 {_GELD} toe en wijst af"))
def afgewezen(wereld: Wereld, geld: str, datatable: list[list[str]]) -> None:
    """Every line and client that comes back, with its codes; a client without a row has 0200."""
    rows = {row["plek"]: lees_codes(row["code"]) for row in lezen.rijen(datatable, "plek", "code")}
    regels = {p.removeprefix("regel "): c for p, c in rows.items() if p.startswith("regel ")}
    clienten = {
        CLIENTEN[plek.removeprefix("cliënt ")]: codes
        for plek, codes in rows.items()
        if plek.startswith("cliënt ")
    }
    assert len(regels) + len(clienten) == len(rows), sorted(rows)
    _deels(wereld, geld, regels, clienten)


@then(parsers.re(rf"kent G1 {_GELD} toe en wijst elke regel (?P<regel>\w+) af: (?P<codes>{CODES})"))
def elke_regel_afgewezen(wereld: Wereld, geld: str, regel: str, codes: str) -> None:
    """Two lines under one ReferentieNummer, and neither is right."""
    antwoord = _toegekend(wereld, _centen(geld))
    assert antwoord.columns is not None
    rows = antwoord.columns.lines.select("referentie_nummer", "retour_codes").rows()
    assert [(r, tuple(c)) for r, c in rows] == [(regel, lees_codes(codes))] * 2


def _deels(wereld: Wereld, geld: str, regels: antwoorden.Codes, clienten: antwoorden.Codes) -> None:
    antwoord = _toegekend(wereld, _centen(geld))
    assert antwoorden.declaratie_codes(antwoord) == (NO_REMARK,)
    assert antwoorden.regel_codes(antwoord) == regels
    found = antwoorden.client_codes(antwoord)
    assert found == {**dict.fromkeys(found, (NO_REMARK,)), **clienten}


@then(parsers.re(rf"wijst G1 de hele declaratie af: (?P<codes>{CODES})"))
def hele_declaratie_afgewezen(wereld: Wereld, codes: str) -> None:
    """Nothing is granted, and no line is kept."""
    antwoord = _toegekend(wereld, 0)
    assert antwoorden.declaratie_codes(antwoord) == lees_codes(codes)
    assert antwoorden.regel_codes(antwoord) == {}
    bewaard = Declaratie.objects.get(bericht_id=ontvangen(wereld).bericht_id)
    assert not Prestatie.objects.filter(declaratie_id=bewaard.pk).exists()


@then(
    parsers.re(rf"is ingediend min toegekend precies de som van de regels die terugkomen: {_GELD}")
)
def verschil_is_wat_terugkomt(wereld: Wereld, geld: str) -> None:
    """TR342, added up here once more."""
    antwoord = ontvangen(wereld).antwoord
    assert antwoord is not None
    back = sum(
        -line["bedrag"] if line["debet_credit"] == "C" else line["bedrag"]
        for line in (wereld.regels[referentie] for referentie in antwoorden.regel_codes(antwoord))
    )
    assert antwoorden.ingediend(antwoord) - antwoorden.toegekend(antwoord) == back == _centen(geld)


# ── money ────────────────────────────────────────────────────────────────────────────────────────


@then(parsers.re(rf"is deze declaratie te betalen uiterlijk op (?P<op>{DAG})"))
def te_betalen_op(wereld: Wereld, op: str) -> None:
    regel = Betaalregel.objects.get(declaratie__bericht_id=ontvangen(wereld).bericht_id)
    assert regel.uiterlijk == dag(op)


@then(parsers.re(rf"is in totaal te betalen: {_GELD}"))
def in_totaal_te_betalen(wereld: Wereld, geld: str) -> None:
    """All declaraties together that G1 received, credits taken off."""
    totaal = Betaalregel.objects.aggregate(som=Sum("bedrag_cents"))["som"]
    assert (totaal or 0) == _centen(geld)


@then("is er niets te betalen")
def niets_te_betalen(wereld: Wereld) -> None:
    assert not Betaalregel.objects.exists()


@then("staat in het grootboek als gerealiseerd")
def grootboek(wereld: Wereld, datatable: list[list[str]]) -> None:
    """Over all declaraties, by product and month of help."""
    wanted = lezen.rijen(datatable, "product", "maand", "bedrag")
    rows = (
        Boeking.objects.filter(soort="realisatie")
        .values_list("product_code", "maand")
        .annotate(som=Sum("bedrag_cents"))
        .order_by("product_code", "maand")
    )
    lezen.vergelijk(
        wanted,
        [
            {"product": code, "maand": _maand(maand), "bedrag": lezen.toon_bedrag(som)}
            for code, maand, som in rows
        ],
    )


def _maand(first: date) -> str:
    return f"{lezen.MAANDEN[first.month - 1]} {first.year}"


@then(parsers.re(r"(?:is|zijn) van deze declaratie (?P<aantal>\d+|geen) regels? bewaard"))
def regels_bewaard(wereld: Wereld, aantal: str) -> None:
    """Lines in the books of G1, granted or not."""
    found = Prestatie.objects.filter(
        declaratie_id__in=Declaratie.objects.filter(
            bericht_id=ontvangen(wereld).bericht_id
        ).values_list("id", flat=True)
    )
    assert found.count() == (0 if aantal == "geen" else int(aantal))
