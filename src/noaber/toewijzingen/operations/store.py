# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Rows: new versions, starts and stops, verzoeken and their status.

For this module alone; whoever calls has judged or planned what is stored.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.db import connection
from django.db.models import F

from noaber.kernel.wet import Wet
from noaber.partijen.types import Lane
from noaber.storage.rows import add_rows
from noaber.toewijzingen import models
from noaber.toewijzingen.queries.rijen import VersieRij, to_version
from noaber.toewijzingen.rules import termijnen
from noaber.toewijzingen.rules.actueel import current_version
from noaber.toewijzingen.types import (
    StartPgb,
    StartStop,
    StopKey,
    ToewijzingVersion,
    VerzendStatus,
    Verzoek,
    VerzoekStatus,
)

_NEXT_VOLGNUMMER: Final = """
SELECT COALESCE(max(volgnummer), 0) + 1 FROM start_stops WHERE lane_id = %s AND persoon_id = %s
"""


def open_reeks(lane: Lane) -> models.Nummerreeks:
    """The register of numbers of this gemeente and wet in these books."""
    row, _ = models.Nummerreeks.objects.get_or_create(
        administratie_id=lane.administratie.id, gemeente=lane.gemeente, wet=lane.wet.value
    )
    return row


def take_nummers(lane: Lane, count: int) -> list[int]:
    """So many ToewijzingNummers that this gemeente has not used under this wet (OP275).

    The register stays locked until the transaction ends; a number that is not used after all is
    lost, which the standard allows.
    """
    reeks = open_reeks(lane)
    models.Nummerreeks.objects.filter(pk=reeks.pk).update(
        laatste_nummer=F("laatste_nummer") + count
    )
    last = models.Nummerreeks.objects.values_list("laatste_nummer", flat=True).get(pk=reeks.pk)
    return list(range(last - count + 1, last + 1))


def store_versions(  # one row, told in full
    lane: Lane,
    persoon_id: int,
    versions: Iterable[ToewijzingVersion],
    *,
    status: VerzendStatus,
    bericht_id: int | None,
    at: datetime,
) -> list[int]:
    """Adds versions and lets each toewijzing point at the one that counts.

    Gives the ids of the toewijzingen.
    """
    made = list(versions)
    if not made:
        return []
    reeks = open_reeks(lane)
    nummers = [version.nummer for version in made]
    known = {
        row.nummer: row for row in models.Toewijzing.objects.filter(reeks=reeks, nummer__in=nummers)
    }
    highest = max(nummers)
    if highest > reeks.laatste_nummer:
        models.Nummerreeks.objects.filter(pk=reeks.pk, laatste_nummer__lt=highest).update(
            laatste_nummer=highest
        )
    touched: dict[int, models.Toewijzing] = {}
    for version in made:
        row = known.get(version.nummer)
        if row is None:
            row = known[version.nummer] = models.Toewijzing.objects.create(
                lane_id=lane.id, reeks=reeks, nummer=version.nummer, persoon_id=persoon_id
            )
        models.ToewijzingVersie.objects.create(
            toewijzing=row, **_columns(version), status=status, bericht_id=bericht_id, at=at
        )
        touched[row.pk] = row
    for row in touched.values():
        _point_at_newest(row, lane)
    return list(touched)


def _columns(version: ToewijzingVersion) -> dict[str, object]:
    product, omvang = version.product, version.omvang
    return {
        "toewijzingsdatum": version.toewijzingsdatum,
        "toewijzingstijd": version.toewijzingstijd,
        "product_categorie": product.categorie if product else None,
        "product_code": product.code if product else None,
        "ingangsdatum": version.ingangsdatum,
        "einddatum": version.einddatum,
        "volume": omvang.volume if omvang else None,
        "eenheid": omvang.eenheid if omvang else None,
        "frequentie": omvang.frequentie if omvang else None,
        "budget_cents": version.budget,
        "reden_wijziging": version.reden_wijziging,
        "referentie_aanbieder": version.referentie_aanbieder,
        "commentaar": version.commentaar,
    }


def _point_at_newest(row: models.Toewijzing, lane: Lane) -> None:
    """The newest decision counts, whatever the order in which versions came (IV013, OP080)."""
    versions = {
        to_version(VersieRij._make(found), lane, bsn=""): number
        for number, *found in row.versies.values_list("pk", *VersieRij._fields)
    }
    newest = versions[current_version(versions)]
    if row.newest_id != newest:
        models.Toewijzing.objects.filter(pk=row.pk).update(newest_id=newest)


def store_start_stops(
    lane: Lane, persoon_id: int, events: Iterable[StartStop], bericht_id: int
) -> None:
    """Adds what one message told, after everything that was told before."""
    with connection.cursor() as cursor:
        cursor.execute(_NEXT_VOLGNUMMER, [lane.id, persoon_id])
        row = cursor.fetchone()
    assert row is not None
    add_rows(_start_stop(lane, persoon_id, event, row[0], bericht_id) for event in events)


def _start_stop(
    lane: Lane, persoon_id: int, event: StartStop, volgnummer: int, bericht_id: int
) -> models.StartStop:
    stop = event.key if isinstance(event.key, StopKey) else None
    product = event.start.product
    return models.StartStop(
        lane_id=lane.id,
        persoon_id=persoon_id,
        toewijzing_nummer=event.start.toewijzing_nummer,
        product_categorie=product.categorie if product else None,
        product_code=product.code if product else None,
        begindatum=event.start.begindatum,
        einddatum=stop.einddatum if stop else None,
        reden_beeindiging=stop.reden_beeindiging if stop else None,
        is_delete=event.is_delete,
        volgnummer=volgnummer,
        bericht_id=bericht_id,
    )


def store_verzoeken(
    lane: Lane, persoon_id: int, verzoeken: Iterable[Verzoek], bericht_id: int
) -> None:
    """Adds new verzoeken, with the day on which their first answer is due."""
    models.Verzoek.objects.bulk_create(
        models.Verzoek(
            lane_id=lane.id,
            persoon_id=persoon_id,
            soort=verzoek.soort,
            referentie_aanbieder=verzoek.referentie_aanbieder,
            status=verzoek.status,
            dagtekening=verzoek.dagtekening,
            ontvangstdatum=verzoek.ontvangstdatum,
            is_gezagsdrager_bekend=verzoek.is_gezagsdrager_bekend,
            bericht_id=bericht_id,
            uiterlijk=termijnen.answer_due(
                verzoek, werkdagen=lane.administratie.instellingen.werkdagen
            ),
        )
        for verzoek in verzoeken
    )


def store_status(
    lane: Lane,
    verzoeken: Iterable[Verzoek],
    antwoord_id: int | None,
    *,
    on_woonplaats: bool = False,
) -> None:
    """Gives existing verzoeken their new status and term. ``antwoord_id``: the 301 or 319."""
    for verzoek in verzoeken:
        models.Verzoek.objects.filter(
            lane_id=lane.id, referentie_aanbieder=verzoek.referentie_aanbieder
        ).exclude(status=VerzoekStatus.NIET_VERZONDEN).update(
            status=verzoek.status,
            uiterlijk=termijnen.answer_due(
                verzoek,
                werkdagen=lane.administratie.instellingen.werkdagen,
                on_woonplaats=on_woonplaats,
            ),
            antwoord_id=antwoord_id,
        )


def store_pgb(persoon_id: int, wet: Wet, besluit: StartPgb, at: datetime) -> None:
    """Remembers a PGB, so that nothing is assigned on its days (OP043)."""
    product = besluit.product
    models.Pgb.objects.create(
        persoon_id=persoon_id,
        wet=wet.value,
        product_categorie=product.categorie if product else None,
        product_code=product.code if product else None,
        ingangsdatum=besluit.period.start,
        einddatum=besluit.period.last_day,
        at=at,
    )
