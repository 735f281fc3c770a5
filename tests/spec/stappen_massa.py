# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Declaraties of tens of thousands of lines, and the limit of 25 MB."""

from __future__ import annotations

from itertools import islice

import polars as pl
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_bdd import given, parsers, then, when

from bench.generate import test_bsns
from noaber.access.sealing import keyring
from noaber.berichten.judge import judge_bytes
from noaber.flows.declareer import declareer_in_delen
from noaber.partijen.models import Lane
from noaber.postbus import queries as post
from noaber.postbus.envelop.names import SENT_MAX_BYTES
from noaber.storage.copy import copy_in
from noaber.toewijzingen.models import Nummerreeks
from tests.flows.declareren import bericht_van, prestatie
from tests.flows.wereld import G1, P1
from tests.spec import antwoorden, lezen
from tests.spec.codes import CODES, lees_codes
from tests.spec.lezen import BEDRAG, DAG, MAAND, dag
from tests.spec.stappen_antwoord import antwoord_aan, ontvangen
from tests.spec.wereld import CLIENTEN, Wereld

FIRST = 1_000_001
"""Ids and numbers of what is filled in at once: far from what the scenario makes itself."""
UREN, TE_VEEL = 3, 99
_N = r"[\d.]+"


def _bsns(count: int) -> list[str]:
    """So many in the test range, and none of those with a name."""
    return list(islice((bsn for bsn in test_bsns() if bsn not in CLIENTEN.values()), count))


def _aantal(text: str) -> int:
    return int(text.replace(".", ""))


# ── many clients ─────────────────────────────────────────────────────────────────────────────────


@given(
    parsers.re(
        rf"(?P<aantal>{_N}) cliënten met elk een toewijzing van 3 uur per week "
        rf"van (?P<van>{DAG}) tot en met (?P<tot>{DAG})"
    )
)
def veel_toewijzingen(wereld: Wereld, aantal: str, van: str, tot: str) -> None:
    """In by COPY: that a 301 went out for each is not what this is about."""
    count = _aantal(aantal)
    lane = Lane.objects.get(pk=wereld.lane(G1, P1, wereld.wet).id)
    reeks = Nummerreeks.objects.create(
        administratie_id=lane.administratie_id,
        gemeente=G1,
        wet=lane.wet,
        laatste_nummer=FIRST + count,
    )
    ids = pl.DataFrame({"id": range(FIRST, FIRST + count)})
    at = wereld.world.at.isoformat()
    tables = {
        "personen": _personen(ids, lane.administratie_id),
        "toewijzingen": ids.with_columns(
            lane_id=pl.lit(lane.pk),
            reeks_id=pl.lit(reeks.pk),
            nummer="id",
            persoon_id="id",
            newest_id="id",
        ),
        "toewijzing_versies": ids.with_columns(
            toewijzing_id="id",
            toewijzingsdatum=pl.lit(dag(van)),
            toewijzingstijd=pl.lit("09:00:00"),
            product_categorie=pl.lit("07"),
            product_code=pl.lit("07A12"),
            ingangsdatum=pl.lit(dag(van)),
            einddatum=pl.lit(dag(tot)),
            volume=pl.lit(3),
            eenheid=pl.lit("04"),
            frequentie=pl.lit("2"),
            status=pl.lit("bevestigd"),
            at=pl.lit(at),
        ),
    }
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table, rows in tables.items():
            copy_in(table, rows)
            cursor.execute(f"ANALYZE {table}")
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
    wereld.veel = count


def _personen(ids: pl.DataFrame, administratie_id: int) -> pl.DataFrame:
    ring = keyring()
    known = _bsns(ids.height)
    empty = (
        "voorvoegsel",
        "partner_achternaam",
        "partner_voorvoegsel",
        "voornamen",
        "voorletters",
        "datum_gebruik",
    )
    return ids.with_columns(
        administratie_id=pl.lit(administratie_id),
        bsn_index=pl.Series(["\\x" + ring.blind_index(bsn).hex() for bsn in known]),
        bsn_sealed=pl.Series(["\\x" + ring.seal(bsn.encode()).hex() for bsn in known]),
        achternaam=pl.lit("Voorbeeld"),
        naam_gebruik=pl.lit("1"),
        geboortedatum=pl.lit("1960-01-01"),
        geslacht=pl.lit("1"),
        buiten_berichten=pl.lit("false"),
        **{name: pl.lit("") for name in empty},
    )


# ── many lines ───────────────────────────────────────────────────────────────────────────────────


def _regels(clients: int, count: int, last: str, te_veel: int = 0) -> pl.DataFrame:
    """So many lines of 3 uur: of every client the last months, of some one month more.

    The first ``te_veel`` lines of the last month claim 99 uur.
    """
    months = [lezen.periode(f"{naam} 2026") for naam in lezen.MAANDEN]
    end = lezen.MAANDEN.index(last.split(maxsplit=1)[0]) + 1
    frames = []
    for back in range(-(-count // clients)):
        begin, eind = months[end - 1 - back]
        some = min(clients, count - back * clients)
        frames.append(
            pl.DataFrame({"client": range(1, some + 1)}).with_columns(
                begindatum=pl.lit(begin),
                einddatum=pl.lit(eind),
                geleverd_volume=pl.when((pl.lit(back) == 0) & (pl.col("client") <= te_veel))
                .then(TE_VEEL)
                .otherwise(UREN)
                .cast(pl.Int64),
                prestatie=pl.lit(back + 1, pl.Int64),
            )
        )
    known = pl.Series(_bsns(clients))
    row = prestatie(1)
    lines = pl.concat(frames).sort("client", "prestatie")
    return (
        lines.with_row_index("row", offset=1)
        .with_columns(
            bsn=known.gather(lines["client"] - 1),
            referentie_nummer=pl.format("M{}", pl.col("row").cast(pl.String).str.zfill(7)),
            vorig_referentie_nummer=pl.lit(None, pl.String),
            toewijzing_nummer=pl.col("client") + (FIRST - 1),
            product_categorie=pl.lit(row["product_categorie"]),
            product_code=pl.lit(row["product_code"]),
            eenheid=pl.lit(row["eenheid"]),
            product_tarief=pl.lit(row["product_tarief"], pl.Int64),
            bedrag=pl.col("geleverd_volume") * row["product_tarief"],
            debet_credit=pl.lit("D"),
        )
        .drop("row")
    )


@when(
    parsers.re(
        rf"P1 op (?P<op>{DAG}) over (?P<over>{MAAND}) een declaratie van (?P<aantal>{_N}) regels "
        rf"stuurt(?:, waarvan (?P<te_veel>{_N}) van 99 uur)?"
    )
)
def stuurt_massa(wereld: Wereld, op: str, over: str, aantal: str, te_veel: str | None) -> None:
    wereld.op(dag(op))
    lines = _regels(wereld.veel, _aantal(aantal), over, _aantal(te_veel or "0"))
    data = bericht_van(lines, periode=f"{lezen.maand(over)}", dagtekening=f"{wereld.vandaag}")
    with CaptureQueriesContext(connection) as queries:
        wereld.ontvang(data)
    wereld.vragen = len(queries)


@then("is dat bericht groter dan 25 MB")
def groter_dan_25_mb(wereld: Wereld) -> None:
    assert len(post.get_payload(ontvangen(wereld).bericht_id)) > SENT_MAX_BYTES


@then(
    parsers.re(
        rf"krijgt P1 één 325 onder 25 MB, met alleen die (?P<aantal>{_N}) regels, elk met "
        rf"(?P<codes>{CODES}), en (?P<geld>{BEDRAG}) toegekend"
    )
)
def een_325(wereld: Wereld, aantal: str, codes: str, geld: str) -> None:
    antwoord = antwoord_aan(wereld, "P1", "325")
    number = ontvangen(wereld).antwoord_id
    assert number is not None
    assert len(post.get_raw(number)) * 4 / 3 < SENT_MAX_BYTES
    found = antwoorden.regel_codes(antwoord)
    assert len(found) == _aantal(aantal)
    assert set(found.values()) == {lees_codes(codes)}
    assert antwoorden.toegekend(antwoord) == lezen.centen(geld)


@then("kost dat evenveel vragen aan de database als een declaratie van één regel")
def evenveel_vragen(wereld: Wereld) -> None:
    """Facts are fetched for all lines at once."""
    asked = wereld.vragen
    one = _regels(wereld.veel, 1, "mei 2026").with_columns(referentie_nummer=pl.lit("EEN"))
    wereld.op(dag("1 juni 2026"))
    data = bericht_van(one, periode="2026-05-01", dagtekening=f"{wereld.vandaag}")
    with CaptureQueriesContext(connection) as queries:
        wereld.ontvang(data)
    assert asked == len(queries)


# ── out of the books of P1 ───────────────────────────────────────────────────────────────────────


@when(parsers.re(rf"P1 op (?P<op>{DAG}) (?P<aantal>{_N}) regels over (?P<over>{MAAND}) declareert"))
def declareert_massa(wereld: Wereld, op: str, aantal: str, over: str) -> None:
    wereld.op(dag(op))
    wereld.veel = _aantal(aantal)
    wereld.delen = declareer_in_delen(
        lane=wereld.lane(P1, P1, wereld.wet),
        lines=_regels(wereld.veel, wereld.veel, over).drop("client", "prestatie"),
        periode=lezen.maand(over),
        viewer=wereld.world.viewer,
        at=wereld.world.at,
    )


@then(
    parsers.re(
        rf"verstuurt P1 (?P<aantal>\d+) declaraties over (?P<over>{MAAND}), elk onder 25 MB en met "
        "een eigen nummer, en samen met alle regels"
    )
)
def in_delen(wereld: Wereld, aantal: str, over: str) -> None:
    assert len(wereld.delen) == int(aantal)
    nummers, lines = set(), []
    for number in wereld.delen:
        data = post.get_raw(number)
        assert len(data) * 4 / 3 < SENT_MAX_BYTES
        columns = judge_bytes(data).columns
        assert columns is not None
        assert columns.declaratie.declaratie_periode.begindatum == lezen.maand(over)
        nummers.add(columns.declaratie.declaratie_nummer)
        nummers.add(columns.header.bericht_identificatie.identificatie)
        lines.append(columns.lines["referentie_nummer"])
    assert len(nummers) in (len(wereld.delen), 2 * len(wereld.delen))
    together = pl.concat(lines)
    assert (together.len(), together.n_unique()) == (wereld.veel, wereld.veel)
