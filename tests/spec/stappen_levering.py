# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Start (305) and stop (307): what the aanbieder reports, and what runs afterwards."""

from __future__ import annotations

from typing import Any

from pytest_bdd import given, parsers, then, when

from noaber.berichten.xml.write import write
from noaber.flows.meld_start_stop import meld_start_stop
from noaber.toewijzingen import queries
from noaber.toewijzingen.rules.start_stop import replay
from noaber.toewijzingen.types import Melding
from tests.flows.wereld import B1, P1
from tests.spec import lezen
from tests.spec.lezen import DAG, EXTRA, dag, toon_dag
from tests.spec.stappen_basis import WETTEN
from tests.spec.wereld import CLIENTEN, PARTIJEN, Bekend, Ontvangst, Wereld
from tests.toewijzingen import factories as f

STATUS = {"nieuw": "1", "gewijzigd": "2", "verwijderen": "3"}
TIJDELIJK = "20"
OP = rf"(?:op (?P<op>{DAG}) )?"


# ── one ──────────────────────────────────────────────────────────────────────────────────────────


@when(parsers.re(rf"(?P<van>P\d) {OP}op (?P<t>T\d) een start meldt per (?P<begin>{DAG}){EXTRA}"))
def meldt_start(wereld: Wereld, van: str, op: str | None, t: str, begin: str, extra: str) -> None:
    wereld.op(op and dag(op))
    _start(wereld, [{"toewijzing": t, "begindatum": begin}], van, extra)


@given(parsers.re(rf"(?P<van>P\d) heeft op (?P<t>T\d) een start gemeld per (?P<begin>{DAG})"))
def heeft_start_gemeld(wereld: Wereld, van: str, t: str, begin: str) -> None:
    now = wereld.vandaag
    wereld.op(dag(begin))
    _moet_goed(_start(wereld, [{"toewijzing": t, "begindatum": begin}], van, ""))
    wereld.op(now)


_STOP = rf"per (?P<eind>{DAG}) met reden (?P<reden>\d\d)"


@when(
    parsers.re(rf"(?P<van>P\d) {OP}de levering op (?P<t>T\d) vanaf (?P<begin>{DAG}) stopt {_STOP}")
)
def meldt_stop(
    wereld: Wereld, *, van: str, op: str | None, t: str, begin: str, eind: str, reden: str
) -> None:
    wereld.op(op and dag(op))
    row = {"toewijzing": t, "begindatum": begin, "einddatum": eind, "reden": reden}
    _stop(wereld, [row], van, "")


@given(
    parsers.re(
        rf"(?P<van>P\d) heeft de levering op (?P<t>T\d) vanaf (?P<begin>{DAG}) gestopt {_STOP}"
    )
)
def heeft_stop_gemeld(wereld: Wereld, van: str, t: str, begin: str, eind: str, reden: str) -> None:
    now = wereld.vandaag
    wereld.op(dag(eind))
    row = {"toewijzing": t, "begindatum": begin, "einddatum": eind, "reden": reden}
    _moet_goed(_stop(wereld, [row], van, ""))
    wereld.op(now)


@when(
    parsers.re(
        r"P1 op (?P<t>T\d) een stopbericht stuurt met de reden (?P<reden>\d\d) van de andere wet"
    )
)
def reden_van_de_andere_wet(wereld: Wereld, t: str, reden: str) -> None:
    """Written into the bytes: no message of ours can hold it."""
    bekend = wereld.toewijzingen[t]
    ended = f.stop("2026-01-05", "2026-02-20", "38", bekend.nummer, product=bekend.product)
    data = write(f.bericht_307(ended, wet=bekend.wet, dagtekening=wereld.vandaag))
    wereld.stuur(data.replace(b":RedenBeeindiging>38<", f":RedenBeeindiging>{reden}<".encode()))


# ── several in one message ───────────────────────────────────────────────────────────────────────


@when(parsers.re(rf"(?P<van>P\d) {OP}een startbericht \(305\) stuurt{EXTRA}"))
def stuurt_305(
    wereld: Wereld, van: str, op: str | None, extra: str, datatable: list[list[str]]
) -> None:
    wereld.op(op and dag(op))
    rows = lezen.rijen(
        datatable, "soort", "toewijzing", "product", "begindatum", "ingangsdatum toewijzing"
    )
    _start(wereld, rows, van, extra)


@when(parsers.re(rf"(?P<van>P\d) {OP}een stopbericht \(307\) stuurt{EXTRA}"))
def stuurt_307(
    wereld: Wereld, van: str, op: str | None, extra: str, datatable: list[list[str]]
) -> None:
    wereld.op(op and dag(op))
    rows = lezen.rijen(
        datatable, "soort", "toewijzing", "product", "begindatum", "einddatum", "reden"
    )
    _stop(wereld, rows, van, extra)


def _start(wereld: Wereld, rows: list[lezen.Row], van: str, extra: str) -> Ontvangst:
    if wereld.heeft_boeken(PARTIJEN[van]):
        return _meld(wereld, rows, van)
    starts = []
    for row in rows:
        more: dict[str, Any] = {}
        if row.get("ingangsdatum toewijzing"):
            more["toewijzing_ingangsdatum"] = dag(row["ingangsdatum toewijzing"])
        starts.append(
            f.start(
                f"{dag(row['begindatum'])}",
                _nummer(wereld, row["toewijzing"]),
                status=STATUS[row.get("soort") or "nieuw"],
                product=_product(wereld, row),
                **more,
            )
        )
    message = f.bericht_305(*starts, **kop(wereld, van, extra, rows[0]["toewijzing"]))
    return wereld.stuur(message)


def _meld(wereld: Wereld, rows: list[lezen.Row], van: str) -> Ontvangst:
    """An aanbieder with books here reports through noaber."""
    code, first = PARTIJEN[van], wereld.toewijzingen[rows[0]["toewijzing"]]
    number = meld_start_stop(
        lane=wereld.lane(code, code, first.wet),
        persoon_id=wereld.client_bij(code, first.bsn),
        meldingen=[
            Melding(
                nummer=wereld.toewijzingen[row["toewijzing"]].nummer,
                begindatum=dag(row["begindatum"]),
                einddatum=dag(row["einddatum"]) if "einddatum" in row else None,
                reden=row.get("reden"),
                is_delete=row.get("soort") == "verwijderen",
            )
            for row in rows
        ],
        viewer=wereld.world.viewer,
        at=wereld.world.at,
    )
    return wereld.stuur_uit_boeken(number)


def _stop(wereld: Wereld, rows: list[lezen.Row], van: str, extra: str) -> Ontvangst:
    if wereld.heeft_boeken(PARTIJEN[van]):
        return _meld(wereld, rows, van)
    stops = [
        f.stop(
            f"{dag(row['begindatum'])}",
            f"{dag(row['einddatum'])}",
            row["reden"],
            _nummer(wereld, row["toewijzing"]),
            status=STATUS[row.get("soort") or "nieuw"],
            product=_product(wereld, row),
        )
        for row in rows
    ]
    message = f.bericht_307(*stops, **kop(wereld, van, extra, rows[0]["toewijzing"]))
    return wereld.stuur(message)


def kop(wereld: Wereld, van: str, extra: str, toewijzing: str = "") -> dict[str, Any]:
    """From whom, to whom, about whom, and what else a sentence says of the message."""
    more = lezen.extra(extra)
    bekend = wereld.toewijzingen.get(toewijzing)
    made: dict[str, Any] = {
        "van": PARTIJEN[van],
        "wet": WETTEN[more["wet"]] if "wet" in more else bekend.wet if bekend else wereld.wet,
        "bsn": bekend.bsn if bekend else B1,
        "dagtekening": dag(more["dagtekening"]) if "dagtekening" in more else wereld.vandaag,
    }
    if "naar" in more:
        made["naar"] = more["naar"]
    if "identificatie" in more:
        made["identificatie"] = more["identificatie"]
    if "client" in more:
        made["bsn"] = CLIENTEN.get(more["client"], more["client"].removeprefix("met Bsn "))
    return made


def _nummer(wereld: Wereld, naam: str) -> int | None:
    """The number of T1; "geen" for a taakgericht product, "onbekend" for one that never was."""
    if naam == "geen":
        return None
    return 999 if naam == "onbekend" else wereld.toewijzingen[naam].nummer


def _product(wereld: Wereld, row: lezen.Row) -> Any:
    if row.get("product"):
        return lezen.product(row["product"])
    bekend: Bekend | None = wereld.toewijzingen.get(row["toewijzing"])
    return bekend.product if bekend else f.BEGELEIDING[wereld.wet]


def _moet_goed(received: Ontvangst) -> None:
    assert received.verwerkt is not None
    assert received.verwerkt.codes == (), received.verwerkt.codes


# ── what runs ────────────────────────────────────────────────────────────────────────────────────


@then("staan bij G1 deze leveringen")
def leveringen(wereld: Wereld, datatable: list[list[str]]) -> None:
    """Of B1 at P1: a row per start, and per stop of a start that has more than one."""
    wanted = lezen.rijen(datatable, "toewijzing", "begin", "einde", "reden")
    lezen.vergelijk(wanted, _leveringen(wereld))


@then("staat bij G1 geen enkele levering")
def geen_levering(wereld: Wereld) -> None:
    assert _leveringen(wereld) == []


def _leveringen(wereld: Wereld) -> list[lezen.Row]:
    lane = wereld.lane("1969", P1, wereld.wet)
    found = replay(queries.list_start_stops(lane, wereld.persoon(B1)))
    rows = []
    for start in sorted(found.starts, key=lambda s: (s.begindatum, s.toewijzing_nummer or 0)):
        naam = (
            "geen"
            if start.toewijzing_nummer is None
            else wereld.naam_van(start.toewijzing_nummer, wereld.wet)
        )
        row = {"toewijzing": naam, "begin": toon_dag(start.begindatum)}
        stops = found.stops_of(start)
        rows += [
            {**row, "einde": toon_dag(stop.einddatum), "reden": stop.reden_beeindiging}
            for stop in stops
        ]
        if not stops:
            rows.append({**row, "einde": "loopt", "reden": ""})
    return rows
