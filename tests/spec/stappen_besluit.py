# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What G1 decides about toewijzingen, what noaber refuses, and which toewijzingen there are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.db.models import F
from pytest_bdd import given, parsers, then, when

from noaber.berichten.codelists import code_list
from noaber.kernel.period import Period
from noaber.toewijzingen import queries
from noaber.toewijzingen.models import ToewijzingVersie
from noaber.toewijzingen.operations.store import store_versions
from noaber.toewijzingen.types import (
    VERWIJDERD,
    AgreementKind,
    Assign,
    Besluit,
    ChangeBudget,
    ChangeVolume,
    Delete,
    Died,
    HonourVot,
    HonourVow,
    Investigate,
    PassedDates,
    Prolong,
    Reject,
    Replace,
    Shorten,
    StartPgb,
    ToewijzingVersion,
    VerzendStatus,
    Wens,
    WijzigingRefused,
)
from tests.flows.wereld import G1, P1
from tests.postbus.rijen import status_of
from tests.spec import lezen
from tests.spec.lezen import BEDRAG, DAG, EXTRA, dag, toon_dag, toon_omvang, toon_product
from tests.spec.wereld import CLIENTEN, PARTIJEN, Bekend, Wereld

_OP = rf"(?:op (?P<op>{DAG}) )?"
_T = r"(?P<t>T\d)"
_NIETS = object()

AFSPRAAK = {
    "in overleg": AgreementKind.OVERLEG,
    "in overeenstemming": AgreementKind.OVEREENSTEMMING,
    "zonder overleg": None,
}
DATUMS = {"zoals gevraagd": PassedDates.AS_ASKED, "vanaf het besluit": PassedDates.SHIFT}


def _afspraak(more: lezen.Row) -> AgreementKind | None:
    """A decision that says nothing of it was talked over."""
    text = more.get("afspraak", "in overleg met P1")
    return AFSPRAAK[text.partition(" met ")[0]]


# ── decisions ────────────────────────────────────────────────────────────────────────────────────


def _vervang(wereld: Wereld, found: re.Match[str]) -> Besluit:
    """The rest of the period with another omvang."""
    bekend = wereld.toewijzingen[found["t"]]
    einddatum = newest(wereld, bekend).einddatum
    return Replace(
        nummer=bekend.nummer,
        wens=Wens(
            product=bekend.product,
            ingangsdatum=dag(found["vanaf"]),
            einddatum=einddatum,
            omvang=lezen.omvang(found["omvang"]),
        ),
    )


def _nummer(wereld: Wereld, found: re.Match[str]) -> int:
    return wereld.toewijzingen[found["t"]].nummer


_BESLUITEN: dict[str, Callable[[Wereld, re.Match[str]], Besluit]] = {
    rf"{_T} te verlengen tot en met (?P<eind>{DAG})": lambda w, f: Prolong(
        nummer=_nummer(w, f), einddatum=dag(f["eind"])
    ),
    rf"{_T} in te korten tot en met (?P<eind>{DAG})": lambda w, f: Shorten(
        nummer=_nummer(w, f), einddatum=dag(f["eind"])
    ),
    rf"{_T} te verwijderen": lambda w, f: Delete(nummer=_nummer(w, f)),
    rf"het volume van {_T} te veranderen in (?P<volume>\d+)": lambda w, f: ChangeVolume(
        nummer=_nummer(w, f), volume=int(f["volume"])
    ),
    rf"het budget van {_T} te veranderen in (?P<budget>{BEDRAG})": lambda w, f: ChangeBudget(
        nummer=_nummer(w, f), budget=lezen.centen(f["budget"])
    ),
    rf"{_T} vanaf (?P<vanaf>{DAG}) te vervangen door (?P<omvang>.+)": _vervang,
    rf"(?P<product>\w{{5}}) vanaf (?P<vanaf>{DAG}) als pgb te geven": lambda w, f: StartPgb(
        product=lezen.product(f["product"]), period=Period(dag(f["vanaf"]), None)
    ),
    rf"het overlijden op (?P<dag>{DAG}) te verwerken": lambda w, f: Died(
        overlijdensdatum=dag(f["dag"])
    ),
}


@when(parsers.re(rf"G1 {_OP}besluit (?P<wat>(?!verzoek )[^,]+?){EXTRA}"))
def besluit(wereld: Wereld, op: str | None, wat: str, extra: str) -> None:
    wereld.op(op and dag(op))
    for pattern, make in _BESLUITEN.items():
        if found := re.fullmatch(pattern, wat):
            _voer_uit(wereld, make(wereld, found), extra, (found.groupdict().get("t") or ""))
            return
    raise lezen.NietTeLezen(f"geen besluit: {wat}")


@when(parsers.re(rf"G1 {_OP}wil toewijzen{EXTRA}"))
def wil_toewijzen(wereld: Wereld, op: str | None, extra: str, datatable: list[list[str]]) -> None:
    wereld.op(op and dag(op))
    (row,) = lezen.rijen(datatable, "product", "omvang", "budget", "van", "tot en met")
    _voer_uit(wereld, Assign(wens=_wens(row)), extra)


@given(parsers.re(rf"G1 heeft (?P<t>T\d) op (?P<op>{DAG}) ingekort tot en met (?P<eind>{DAG})"))
def heeft_ingekort(wereld: Wereld, t: str, op: str, eind: str) -> None:
    wereld.op(dag(op))
    made = Shorten(nummer=wereld.toewijzingen[t].nummer, einddatum=dag(eind))
    _voer_uit(wereld, made, ", met reden 05, in overeenstemming met P1", t)
    assert wereld.besluit is not None


@given(parsers.re(rf"in de boeken van G1 staat (?P<t>T\d) sinds (?P<op>{DAG}) als verwijderd"))
def staat_als_verwijderd(wereld: Wereld, t: str, op: str) -> None:
    """As another system may have left it: noaber itself refuses to (TR385)."""
    wereld.op(dag(op))
    bekend = wereld.toewijzingen[t]
    now = newest(wereld, bekend)
    persoon_id = wereld.persoon(bekend.bsn)
    assert persoon_id is not None
    deleted = replace(
        now, toewijzingsdatum=dag(op), einddatum=now.ingangsdatum, reden_wijziging=VERWIJDERD
    )
    store_versions(
        wereld.lane(G1, bekend.aanbieder, bekend.wet),
        persoon_id,
        [deleted],
        status=VerzendStatus.BEVESTIGD,
        bericht_id=None,
        at=wereld.world.at,
    )


_HONOREER = r"verzoek (?P<ref>[\w-]+) toe te wijzen(?: met (?P<omvang>[^,]+?))?"


@when(parsers.re(rf"G1 {_OP}besluit {_HONOREER}{EXTRA}"))
def honoreer(wereld: Wereld, op: str | None, ref: str, omvang: str | None, extra: str) -> None:
    """Grants what is asked under this reference, a VOT or a VOW."""
    wereld.op(op and dag(op))
    asked = wereld.verzoeken[ref]
    made: Besluit
    if asked is None:
        passed = lezen.extra(extra).get("datums")
        made = HonourVow(referentie=ref, passed=DATUMS[passed] if passed else None)
    else:
        wens = None
        if omvang is not None:
            wens = replace(asked, omvang=lezen.omvang(omvang))
        made = HonourVot(referentie=ref, wens=wens)
    _voer_uit(wereld, made, extra)


_ANTWOORD = (
    r"verzoek (?P<ref>[\w-]+) (?P<wat>in onderzoek te nemen|af te wijzen)"
    r"(?: met reden (?P<reden>\d))?(?: en gemeente (?P<gemeente>\d{4}))?"
    r"(?P<woonplaats> vanwege de woonplaats)?"
)


@when(parsers.re(rf"G1 {_OP}besluit {_ANTWOORD}"))
def beantwoord(
    wereld: Wereld,
    *,
    op: str | None,
    ref: str,
    wat: str,
    reden: str | None,
    gemeente: str | None,
    woonplaats: str | None,
) -> None:
    """Answers with a 319: in onderzoek, or no."""
    wereld.op(op and dag(op))
    made = (
        Reject(referentie=ref, reden=reden, woonplaats_gemeente=gemeente)
        if reden
        else Investigate(referentie=ref, on_woonplaats=woonplaats is not None)
    )
    assert (wat == "af te wijzen") is (reden is not None)
    wereld.antwoord(made)


@given(parsers.re(rf"G1 heeft {_OP}verzoek (?P<ref>[\w-]+) afgewezen met reden (?P<reden>\d)"))
def heeft_afgewezen(wereld: Wereld, op: str | None, ref: str, reden: str) -> None:
    now = wereld.vandaag
    wereld.op(op and dag(op))
    wereld.antwoord(Reject(referentie=ref, reden=reden))
    wereld.op(now)


@given(parsers.re(rf"G1 heeft {_OP}verzoek (?P<ref>[\w-]+) in onderzoek genomen"))
def heeft_in_onderzoek_genomen(wereld: Wereld, op: str | None, ref: str) -> None:
    now = wereld.vandaag
    wereld.op(op and dag(op))
    wereld.antwoord(Investigate(referentie=ref))
    wereld.op(now)


def _wens(row: lezen.Row) -> Wens:
    van = lezen.misschien_dag(row["van"])
    assert van is not None
    return Wens(
        product=lezen.product(row.get("product", "")),
        ingangsdatum=van,
        einddatum=lezen.misschien_dag(row["tot en met"]),
        omvang=lezen.omvang(row.get("omvang", "")),
        budget=lezen.centen(row["budget"]) if row.get("budget") else None,
    )


def _voer_uit(wereld: Wereld, made: Besluit, extra: str, t: str = "") -> None:
    more = lezen.extra(extra)
    bekend = wereld.toewijzingen.get(t)
    lane = wereld.lane(G1, bekend.aanbieder if bekend else P1, bekend.wet if bekend else wereld.wet)
    bsn = bekend.bsn if bekend else CLIENTEN[more.get("client", "B1")]
    wereld.neem_besluit(made, lane, bsn=bsn, reden=more.get("reden"), afspraak=_afspraak(more))


@then(parsers.re(r'weigert noaber dat: "(?P<tekst>[^"]+)"(?: \((?P<regel>[A-Z0-9x]+)\))?'))
def weigert(wereld: Wereld, tekst: str, regel: str | None) -> None:
    """The sentence that the user reads, or a part of it, and the rule behind it."""
    refused = wereld.weigering
    assert isinstance(refused, WijzigingRefused), "het is niet geweigerd"
    assert tekst in str(refused), str(refused)
    assert (refused.rule or None) == regel
    wereld.weigering = None


# ── what goes out ────────────────────────────────────────────────────────────────────────────────

_KOLOMMEN = (
    "toewijzing",
    "product",
    "omvang",
    "budget",
    "van",
    "tot en met",
    "reden",
    "referentie",
    "besloten",
    "stand",
    "versies",
)


@then(parsers.re(r"stuurt G1 aan (?P<aan>P\d) een 301 met"))
def stuurt_301(wereld: Wereld, aan: str, datatable: list[list[str]]) -> None:
    """The whole content of the 301 that this decision sent."""
    assert wereld.besluit is not None
    number, verdict = wereld.laatste_uit("301", PARTIJEN[aan])
    assert number == wereld.besluit.bericht_id
    value: Any = verdict.value
    found = [_toon(wereld, p, value.wet) for p in value.client.toegewezen_producten]
    lezen.vergelijk(lezen.rijen(datatable, *_KOLOMMEN), found)


@then(parsers.re(r"is (?P<wie>P\d) daarmee akkoord \(302\)"))
def akkoord_302(wereld: Wereld, wie: str) -> None:
    """The other side, with its own books, took the 301 and its 302 came back."""
    assert wereld.heeft_boeken(PARTIJEN[wie])
    assert wereld.besluit is not None
    assert wereld.besluit.bericht_id is not None
    assert status_of(wereld.besluit.bericht_id) == "akkoord"
    standen = ToewijzingVersie.objects.filter(bericht_id=wereld.besluit.bericht_id)
    assert set(standen.values_list("status", flat=True)) == {"bevestigd"}


@then(
    parsers.re(
        r"stuurt G1 aan (?P<aan>P\d) een 319: (?P<ref>[\w-]+) (?:(?P<in_onderzoek>in onderzoek)|"
        r"afgewezen met reden (?P<reden>\d) \((?P<betekenis>[^)]+)\)(?:, gemeente (?P<g>\d{4}))?)"
    )
)
def stuurt_319(
    wereld: Wereld,
    *,
    aan: str,
    ref: str,
    in_onderzoek: str | None,
    reden: str | None,
    betekenis: str | None,
    g: str | None,
) -> None:
    _, verdict = wereld.laatste_uit("319", PARTIJEN[aan])
    value: Any = verdict.value
    woonplaats = value.antwoord.woonplaatsbeginsel
    assert (
        value.antwoord.referentie_aanbieder,
        value.antwoord.verzoek_antwoord,
        value.antwoord.reden_afwijzing_verzoek,
        woonplaats and woonplaats.gemeente,
    ) == (ref, "2" if in_onderzoek else "1", reden, g)
    if reden is not None:
        omschrijving = code_list("WJ759", value.wet).codes[reden].omschrijving
        assert omschrijving.casefold() == (betekenis or "").casefold()


@then(parsers.re(r"is (?P<wie>P\d) akkoord met dat 319 \(320\)"))
def akkoord_320(wereld: Wereld, wie: str) -> None:
    assert wereld.heeft_boeken(PARTIJEN[wie])
    number, _ = wereld.laatste_uit("319", PARTIJEN[wie])
    assert status_of(number) == "akkoord"


# ── what there is ────────────────────────────────────────────────────────────────────────────────


@then(parsers.re(r"staan bij (?P<wie>[GP]\d) deze toewijzingen(?: van (?P<client>B\d))?"))
def staan_toewijzingen(
    wereld: Wereld, wie: str, client: str | None, datatable: list[list[str]]
) -> None:
    """The version that counts of every toewijzing of B1 at P1, in the books of one of them."""
    wanted = lezen.rijen(datatable, *_KOLOMMEN)
    lezen.vergelijk(wanted, _toewijzingen(wereld, wie, client or "B1"))


@then(parsers.re(r"staat bij (?P<wie>[GP]\d) geen enkele toewijzing(?: van (?P<client>B\d))?"))
def geen_toewijzing(wereld: Wereld, wie: str, client: str | None) -> None:
    assert _toewijzingen(wereld, wie, client or "B1") == []


@then(parsers.re(r"heeft (?P<wie>[GP]\d) (?P<aantal>\d+) toewijzingen"))
def aantal_toewijzingen(wereld: Wereld, wie: str, aantal: str) -> None:
    assert len(_toewijzingen(wereld, wie, "B1")) == int(aantal)


def _toewijzingen(wereld: Wereld, wie: str, client: str) -> list[dict[str, Any]]:
    lane = wereld.lane(PARTIJEN[wie], P1, wereld.wet)
    bsn = CLIENTEN[client]
    persoon_id = wereld.persoon(bsn, PARTIJEN[wie])
    standen = dict(
        ToewijzingVersie.objects.filter(
            toewijzing__lane_id=lane.id, toewijzing__newest_id=F("id")
        ).values_list("toewijzing__nummer", "status")
    )
    versies = ToewijzingVersie.objects.filter(toewijzing__lane_id=lane.id)
    aantallen = Counter(versies.values_list("toewijzing__nummer", flat=True))
    return [
        {
            **_toon(wereld, version, wereld.wet, version.nummer),
            "stand": standen[version.nummer],
            "versies": aantallen[version.nummer],
        }
        for version in queries.list_versions(lane, persoon_id, bsn)
    ]


def newest(wereld: Wereld, bekend: Bekend) -> ToewijzingVersion:
    """The version that counts at G1."""
    lane = wereld.lane(G1, bekend.aanbieder, bekend.wet)
    versions = queries.list_versions(lane, wereld.persoon(bekend.bsn), bekend.bsn)
    return next(version for version in versions if version.nummer == bekend.nummer)


def _toon(wereld: Wereld, value: Any, wet: Any, nummer: int | None = None) -> dict[str, Any]:
    return {
        "toewijzing": wereld.naam_van(nummer or value.toewijzing_nummer, wet),
        "product": toon_product(value.product),
        "omvang": toon_omvang(value.omvang),
        "budget": lezen.toon_bedrag(value.budget) if value.budget is not None else "",
        "van": toon_dag(value.ingangsdatum),
        "tot en met": toon_dag(value.einddatum),
        "reden": value.reden_wijziging or "",
        "referentie": value.referentie_aanbieder or "",
        "besloten": toon_dag(value.toewijzingsdatum),
    }
