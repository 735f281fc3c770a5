# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Reading toewijzingen, verzoeken and leveringen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

import polars as pl
from django.db.models import F, QuerySet

from noaber.access.types import Viewer
from noaber.berichten.definitions.registry import Rol
from noaber.kernel.period import Period
from noaber.kernel.wet import Wet
from noaber.partijen.queries import get_bsns
from noaber.partijen.types import Lane
from noaber.storage.compiled import Compiled
from noaber.storage.copy import as_numbers, copy_out
from noaber.toewijzingen import models
from noaber.toewijzingen.queries.rijen import (
    StartStopRij,
    VersieRij,
    product_of,
    to_start_stop,
    to_version,
)
from noaber.toewijzingen.types import (
    Changed,
    Leveringen,
    Pgb,
    Phase,
    StartStop,
    ToewijzingVersion,
    VerzendStatus,
    Verzoek,
    VerzoekSoort,
    VerzoekStatus,
)

DECLARED_ON: Final = {
    "toewijzing_id": pl.Int64,
    "toewijzing_nummer": pl.Int64,
    "bsn": pl.String,
    "product_categorie": pl.String,
    "product_code": pl.String,
    "ingangsdatum": pl.Date,
    "einddatum": pl.Date,
    "volume": pl.Int64,
    "eenheid": pl.String,
    "frequentie": pl.String,
    "budget": pl.Int64,
    "is_output": pl.Boolean,
    "is_deleted": pl.Boolean,
}
"""What a declaratie is judged by, one row per toewijzing; ``bsn`` is a key (partijen.bsn_keys)."""

_DECLARED_ON: Final = """
SELECT t.id AS toewijzing_id, t.nummer AS toewijzing_nummer, encode(p.bsn_index, 'hex') AS bsn,
    v.product_categorie, v.product_code, v.ingangsdatum - DATE '1970-01-01' AS ingangsdatum,
    v.einddatum - DATE '1970-01-01' AS einddatum,
    v.volume, v.eenheid, v.frequentie, v.budget_cents AS budget,
    COALESCE(v.eenheid IN ('82', '83'), false) AS is_output,
    COALESCE(v.reden_wijziging IN ('13', '01') AND v.einddatum = v.ingangsdatum, false)
        AS is_deleted
FROM toewijzingen t
JOIN toewijzing_versies v ON v.id = t.newest_id
JOIN personen p ON p.id = t.persoon_id
WHERE t.lane_id = %s AND """


def declared_on(lane_id: int, nummers: pl.Series) -> pl.DataFrame:
    """The newest version of every toewijzing with one of these numbers (``DECLARED_ON``)."""
    query = _DECLARED_ON + "t.nummer = ANY(%s::int[])"
    return copy_out(query, [lane_id, as_numbers(nummers.unique())], DECLARED_ON)


def declared_for(lane_id: int, bsn_keys: Iterable[str]) -> pl.DataFrame:
    """The toewijzingen of these clients: who has none at all is unknown (TR304)."""
    query = _DECLARED_ON + "p.bsn_index = ANY(%s)"
    return copy_out(query, [lane_id, [bytes.fromhex(key) for key in bsn_keys]], DECLARED_ON)


# ── toewijzingen of one client ───────────────────────────────────────────────────────────────────


def _columns(rows: QuerySet[models.ToewijzingVersie], *more: str) -> QuerySet[Any, tuple[Any, ...]]:
    return rows.values_list(*VersieRij._fields, *more)


def _of_client(lane_id: Any, persoon_id: Any) -> QuerySet[models.ToewijzingVersie]:
    return models.ToewijzingVersie.objects.filter(
        toewijzing__lane_id=lane_id, toewijzing__persoon_id=persoon_id
    ).order_by("toewijzing__nummer", "id")


_ALL_OF_CLIENT: Final = Compiled(
    2, lambda lane, persoon: _columns(_of_client(lane, persoon)), VersieRij._make
)
_NEWEST_OF_CLIENT: Final = Compiled(
    2,
    lambda lane, persoon: _columns(_of_client(lane, persoon).filter(toewijzing__newest_id=F("id"))),
    VersieRij._make,
)


def list_versions(
    lane: Lane, persoon_id: int | None, bsn: str, *, only_newest: bool = True
) -> tuple[ToewijzingVersion, ...]:
    """The toewijzingen of a client in a lane; of each its newest version, or all."""
    if persoon_id is None:
        return ()
    ask = _NEWEST_OF_CLIENT if only_newest else _ALL_OF_CLIENT
    return tuple(to_version(row, lane, bsn) for row in ask(lane.id, persoon_id))


def list_versions_by_nummer(
    lane: Lane, nummers: Iterable[int], *, viewer: Viewer
) -> tuple[ToewijzingVersion, ...]:
    """Every version under these numbers of this gemeente and wet, at whichever aanbieder."""
    rows = models.ToewijzingVersie.objects.filter(
        toewijzing__reeks__administratie_id=lane.administratie.id,
        toewijzing__reeks__gemeente=lane.gemeente,
        toewijzing__reeks__wet=lane.wet.value,
        toewijzing__nummer__in=list(nummers),
    )
    found = list(_columns(rows, "toewijzing__persoon_id"))
    bsns = get_bsns({persoon_id for *_, persoon_id in found}, viewer=viewer)
    return tuple(
        to_version(VersieRij._make(row), lane, bsns[persoon_id]) for *row, persoon_id in found
    )


def list_sent(lane: Lane, persoon_id: int, bsn: str) -> dict[int, ToewijzingVersion]:
    """By number the version that the aanbieder has: sent last, and not rejected."""
    rows = models.ToewijzingVersie.objects.filter(
        toewijzing__lane_id=lane.id,
        toewijzing__persoon_id=persoon_id,
        status__in=[status for status in VerzendStatus if status.is_there],
    )
    found = map(VersieRij._make, _columns(rows.order_by("bericht_id", "id")))
    return {row.toewijzing__nummer: to_version(row, lane, bsn) for row in found}


def list_changed(lane: Lane, toewijzing_ids: Iterable[int]) -> list[Changed]:
    """How these toewijzingen of a lane stand now, in order of number."""
    rows = models.ToewijzingVersie.objects.filter(
        toewijzing_id__in=list(toewijzing_ids), toewijzing__newest_id=F("id")
    )
    found = []
    for *row, number in _columns(rows.order_by("toewijzing__nummer"), "toewijzing_id"):
        version = to_version(VersieRij._make(row), lane, bsn="")
        found.append(
            Changed(
                toewijzing_id=number,
                nummer=version.nummer,
                product=version.product,
                omvang=version.omvang,
                budget=version.budget,
                period=version.period,
            )
        )
    return found


def list_versions_elsewhere(lane: Lane, persoon_id: int) -> tuple[ToewijzingVersion, ...]:
    """The newest version of a client's toewijzingen at other aanbieders, in the same books.

    Their bsn is left out: nobody asks.
    """
    rows = models.ToewijzingVersie.objects.filter(
        toewijzing__persoon_id=persoon_id,
        toewijzing__newest_id=F("id"),
        toewijzing__lane__gemeente=lane.gemeente,
        toewijzing__lane__wet=lane.wet.value,
    ).exclude(toewijzing__lane_id=lane.id)
    return tuple(
        to_version(VersieRij._make(row), replace(lane, aanbieder=aanbieder), bsn="")
        for *row, aanbieder in _columns(
            rows.order_by("toewijzing__nummer"), "toewijzing__lane__aanbieder"
        )
    )


def list_pgbs(persoon_id: int, wet: Wet) -> tuple[Pgb, ...]:
    """The PGB's of a client under a wet."""
    rows = models.Pgb.objects.filter(persoon_id=persoon_id, wet=wet.value).order_by("id")
    newest = {(row.product_categorie, row.product_code, row.ingangsdatum): row for row in rows}
    return tuple(
        Pgb(
            product=product_of(row.product_categorie, row.product_code),
            period=Period.from_inclusive(row.ingangsdatum, row.einddatum),
        )
        for row in newest.values()
    )


_WEEK: Final = timedelta(days=7)


def list_short_output(administratie_id: int) -> dict[int, list[int]]:
    """By lane the output per week that is shorter than a week: it may lack a Sunday."""
    rows = models.ToewijzingVersie.objects.filter(
        toewijzing__lane__administratie_id=administratie_id,
        toewijzing__newest_id=F("id"),
        eenheid__in=["82", "83"],
        frequentie="2",
        einddatum__lt=F("ingangsdatum") + _WEEK,
    )
    found: dict[int, list[int]] = {}
    for toewijzing_id, lane_id in rows.order_by("toewijzing_id").values_list(
        "toewijzing_id", "toewijzing__lane_id"
    ):
        found.setdefault(lane_id, []).append(toewijzing_id)
    return found


def find_toewijzing_ids(lane: Lane, nummers: Iterable[int]) -> dict[int, int]:
    """By number the id of every toewijzing of this lane."""
    rows = models.Toewijzing.objects.filter(lane_id=lane.id, nummer__in=list(nummers))
    return dict(rows.values_list("nummer", "id"))


def list_toewijzing_ids(lane: Lane, persoon_id: int) -> dict[int, int]:
    """By number the id of every toewijzing of a client in a lane."""
    rows = models.Toewijzing.objects.filter(lane_id=lane.id, persoon_id=persoon_id)
    return dict(rows.values_list("nummer", "id"))


# ── leveringen ───────────────────────────────────────────────────────────────────────────────────


def _start_stops_of(lane_id: Any, persoon_id: Any) -> QuerySet[models.StartStop]:
    return models.StartStop.objects.filter(lane_id=lane_id, persoon_id=persoon_id).order_by(
        "volgnummer", "id"
    )


_RECEIVED: Final = Compiled(
    2,
    lambda lane, persoon: _start_stops_of(lane, persoon).values_list(*StartStopRij._fields),
    StartStopRij._make,
)
_REPORTED_BY_US: Final = Compiled(
    2,
    lambda lane, persoon: (
        _start_stops_of(lane, persoon)
        .exclude(bericht_id__in=models.NietVerzondenMelding.objects.values("bericht_id"))
        .values_list(*StartStopRij._fields)
    ),
    StartStopRij._make,
)


def list_start_stops(lane: Lane, persoon_id: int | None) -> tuple[StartStop, ...]:
    """Every start and stop of a client in a lane that counts as reported, in order."""
    if persoon_id is None:
        return ()
    # Ours: what the gemeente rejected counts as not sent.
    ask = _REPORTED_BY_US if lane.rol is Rol.AANBIEDER else _RECEIVED
    return tuple(map(to_start_stop, ask(lane.id, persoon_id)))


def last_stops(leveringen: Leveringen) -> dict[int, date]:
    """By ToewijzingNummer the last day of delivery, where it stopped for good and stands so.

    For this module alone.
    """
    found = {}
    for nummer in {start.toewijzing_nummer for start in leveringen.starts} - {None}:
        if leveringen.phase_of(nummer) is Phase.ENDED:
            last = [s.einddatum for s in leveringen.stops if s.start.subject == nummer]
            assert nummer is not None
            found[nummer] = max(last)
    return found


# ── verzoeken ────────────────────────────────────────────────────────────────────────────────────


def list_verzoeken(lane: Lane, persoon_id: int | None, bsn: str) -> tuple[Verzoek, ...]:
    """The verzoeken of a client in a lane."""
    if persoon_id is None:
        return ()
    rows = models.Verzoek.objects.filter(lane_id=lane.id, persoon_id=persoon_id)
    return tuple(to_verzoek(row, lane, bsn) for row in rows.order_by("id"))


def list_verzoeken_by_referentie(
    lane: Lane, referenties: Iterable[str], *, viewer: Viewer
) -> tuple[Verzoek, ...]:
    """The verzoeken with one of these references, of any client."""
    rows = list(
        models.Verzoek.objects.filter(
            lane_id=lane.id, referentie_aanbieder__in=list(referenties)
        ).order_by("id")
    )
    bsns = get_bsns({row.persoon_id for row in rows}, viewer=viewer)
    return tuple(to_verzoek(row, lane, bsns[row.persoon_id]) for row in rows)


def find_verzoek_bericht(lane: Lane, referentie: str) -> tuple[int, int] | None:
    """The message in which a verzoek was asked, and the person it is about."""
    return (
        models.Verzoek.objects.filter(lane_id=lane.id, referentie_aanbieder=referentie)
        .exclude(status=VerzoekStatus.NIET_VERZONDEN)
        .order_by("-id")
        .values_list("bericht_id", "persoon_id")
        .first()
    )


def to_verzoek(row: models.Verzoek, lane: Lane, bsn: str) -> Verzoek:
    """The row as a value. For this module alone."""
    return Verzoek(
        gemeente=lane.gemeente,
        wet=lane.wet,
        aanbieder=lane.aanbieder,
        bsn=bsn,
        soort=VerzoekSoort(row.soort),
        referentie_aanbieder=row.referentie_aanbieder,
        status=VerzoekStatus(row.status),
        dagtekening=row.dagtekening,
        ontvangstdatum=row.ontvangstdatum,
        is_gezagsdrager_bekend=row.is_gezagsdrager_bekend,
    )
