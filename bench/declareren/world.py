# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""``python -m bench.declareren.world COUNT``: a gemeente with that many toewijzingen.

What is only there to be looked up goes in by COPY, with the checks of the database switched off:
filling is not what is measured.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING

from bench.declareren.plan import (
    AANBIEDERS,
    CATEGORIE,
    CODE,
    EENHEID,
    FIRST,
    GEMEENTE,
    LAST,
    PER_WEEK,
    TARIEF,
    Plan,
    agb,
)
from bench.generate import test_bsns
from noaber.config.start import start

if TYPE_CHECKING:
    from noaber.access.types import Viewer
    from noaber.partijen.types import Administratie


def fill(plan: Plan) -> None:
    """Fills an empty database."""
    from noaber.access.types import Rol, Viewer  # noqa: PLC0415

    viewer = Viewer(naam="bench", rollen=frozenset(Rol), doel="meten van noaber")
    lanes = _parties(viewer)
    _toewijzingen(plan, lanes)


def _parties(viewer: Viewer) -> list[int]:
    """Everything with an operation of its own; gives the lanes."""
    from noaber.contracten import operations as contracten  # noqa: PLC0415
    from noaber.contracten.types import Overeenkomst, Product, Tarief  # noqa: PLC0415
    from noaber.kernel.period import Period  # noqa: PLC0415
    from noaber.kernel.wet import Wet  # noqa: PLC0415
    from noaber.partijen import operations as partijen  # noqa: PLC0415
    from noaber.partijen.queries import get_aanbieder_id  # noqa: PLC0415

    gemeente: Administratie = partijen.register_administratie(
        code=GEMEENTE, naam="Waterkwartier", in_envelop=False, viewer=viewer
    )
    product = Product(
        gemeente=GEMEENTE, wet=Wet.WMO, categorie=CATEGORIE, code=CODE, naam="Begeleiding"
    )
    contracten.register_product(product=product, viewer=viewer)
    lanes = []
    for code in map(agb, range(AANBIEDERS)):
        partijen.register_aanbieder(agb=code, naam=f"Aanbieder {code}", kvk="", viewer=viewer)
        contracten.register_overeenkomst(
            overeenkomst=Overeenkomst(
                gemeente=GEMEENTE, aanbieder=code, wet=Wet.WMO, nummer=code, ingangsdatum=FIRST
            ),
            aanbieder_id=get_aanbieder_id(code),
            viewer=viewer,
        )
        contracten.register_tarief(
            gemeente=GEMEENTE,
            wet=Wet.WMO,
            tarief=Tarief(
                overeenkomst=code,
                categorie=CATEGORIE,
                code=CODE,
                eenheid=EENHEID,
                bedrag_cents=TARIEF,
                geldig=Period(FIRST, None),
            ),
            viewer=viewer,
            at=datetime(2025, 1, 1, tzinfo=UTC),
        )
        lane = partijen.open_lane(
            administratie=gemeente, gemeente=GEMEENTE, aanbieder=code, wet=Wet.WMO
        )
        lanes.append(lane.id)
    return lanes


def _toewijzingen(plan: Plan, lanes: list[int]) -> None:
    import polars as pl  # noqa: PLC0415
    from django.db import connection, transaction  # noqa: PLC0415

    from noaber.access.sealing import keyring  # noqa: PLC0415
    from noaber.partijen.models import Lane  # noqa: PLC0415
    from noaber.storage.copy import copy_in  # noqa: PLC0415
    from noaber.toewijzingen.models import Nummerreeks  # noqa: PLC0415

    ring, count = keyring(), plan.each * AANBIEDERS
    lane = Lane.objects.get(pk=lanes[0])
    reeks = Nummerreeks.objects.create(
        administratie_id=lane.administratie_id,
        gemeente=GEMEENTE,
        wet=lane.wet,
        laatste_nummer=count,
    )
    bsns = list(islice(test_bsns(), count))
    ids = pl.DataFrame({"id": range(1, count + 1)})
    personen = ids.with_columns(
        administratie_id=pl.lit(lane.administratie_id),
        bsn_index=pl.Series(["\\x" + ring.blind_index(bsn).hex() for bsn in bsns]),
        bsn_sealed=pl.Series(["\\x" + ring.seal(bsn.encode()).hex() for bsn in bsns]),
        achternaam=pl.lit("Verzonnen"),
        naam_gebruik=pl.lit("1"),
        geboortedatum=pl.lit("1960-01-01"),
        geslacht=pl.lit("1"),
        buiten_berichten=pl.lit("false"),
        **{
            name: pl.lit("")
            for name in (
                "voorvoegsel", "partner_achternaam", "partner_voorvoegsel", "voornamen",
                "voorletters", "datum_gebruik",
            )
        },
    )  # fmt: skip
    toewijzingen = ids.with_columns(
        lane_id=pl.Series([lanes[number // plan.each] for number in range(count)]),
        reeks_id=pl.lit(reeks.pk),
        nummer="id",
        persoon_id="id",
        newest_id="id",
    )
    versies = ids.with_columns(
        toewijzing_id="id",
        toewijzingsdatum=pl.lit("2024-12-01"),
        toewijzingstijd=pl.lit("09:00:00"),
        product_categorie=pl.lit(CATEGORIE),
        product_code=pl.lit(CODE),
        ingangsdatum=pl.lit(FIRST),
        einddatum=pl.lit(LAST),
        volume=pl.lit(PER_WEEK),
        eenheid=pl.lit(EENHEID),
        frequentie=pl.lit("2"),
        status=pl.lit("bevestigd"),
        at=pl.lit("2024-12-01 09:00:00+01"),
    )
    tables = {
        "personen": personen,
        "toewijzingen": toewijzingen,
        "toewijzing_versies": versies,
    }
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table, rows in tables.items():
            copy_in(table, rows)
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), {count})")
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"ANALYZE {table}")


if __name__ == "__main__":
    start(migrate=True)
    fill(Plan(int(sys.argv[1])))
