# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Whether, when and in which batch a declaratie and each of its lines was paid."""

from __future__ import annotations

from typing import Final

from django.db import connection

from noaber.access.types import Viewer
from noaber.declaraties import models
from noaber.declaraties.types import BatchStatus, OpdrachtStatus
from noaber.declaraties.types.betalen import BetaaldeDeclaratie, BetaaldeRegel, Betaling
from noaber.kernel.bsn import without_bsn
from noaber.kernel.money import Cents
from noaber.kernel.wet import Wet
from noaber.partijen.types import Administratie

MOST_REGELS: Final = 1000
"""Lines of one page, unless the caller asks for another number."""


class UnknownDeclaratie(LookupError):
    """There is no such declaratie in books that the viewer sees; the text is Dutch."""

    def __init__(self) -> None:
        super().__init__(
            "Van deze aanbieder is geen declaratie met dit nummer ontvangen die telt. Controleer "
            "het DeclaratieNummer en de AGB-code."
        )


def list_betaalde_declaraties(
    administratie: Administratie, aanbieder: str, nummer: str, *, viewer: Viewer
) -> list[BetaaldeDeclaratie]:
    """The declaraties with this number; there may be one per wet.

    Raises:
        UnknownDeclaratie: there is none, or not for this viewer.
    """
    rows = (
        models.Declaratie.objects.filter(
            lane__administratie_id=administratie.id,
            lane__aanbieder=aanbieder,
            declaratie_nummer=nummer,
            is_ontvangen=True,
            is_als_geheel_afgewezen=False,
        )
        .select_related("lane", "betaalregel__opdracht__batch")
        .order_by("id")
    )
    found = [_declaratie(row) for row in rows] if viewer.sees(administratie.code) else []
    if not found:
        raise UnknownDeclaratie
    return found


def _declaratie(row: models.Declaratie) -> BetaaldeDeclaratie:
    return BetaaldeDeclaratie(
        declaratie_id=row.pk,
        declaratie_nummer=without_bsn(row.declaratie_nummer),
        aanbieder=row.lane.aanbieder,
        gemeente=row.lane.gemeente,
        wet=Wet(row.lane.wet),
        periode=row.periode,
        dagtekening=row.dagtekening,
        ingediend=Cents(row.ingediend_cents),
        toegekend=Cents(row.toegekend_cents),
        regels=row.regels,
        toegekende_regels=row.toegekende_regels,
        betaling=_betaling(getattr(row, "betaalregel", None)),
    )


def _betaling(regel: models.Betaalregel | None) -> Betaling:
    if regel is None:
        return Betaling(bedrag=Cents(0), uiterlijk=None)
    bedrag, opdracht = Cents(regel.bedrag_cents), regel.opdracht
    if opdracht is None:
        return Betaling(bedrag=bedrag, uiterlijk=regel.uiterlijk)
    return Betaling(
        bedrag=bedrag,
        uiterlijk=regel.uiterlijk,
        batch=opdracht.batch.nummer,
        batch_status=BatchStatus(opdracht.batch.status),
        opdracht_status=OpdrachtStatus(opdracht.status),
        kenmerk=opdracht.kenmerk,
        boekdatum=opdracht.boekdatum,
    )


_REGELS: Final = """
SELECT p.regel, p.referentie_nummer, p.product_categorie, p.product_code, p.begindatum,
    p.einddatum, CASE WHEN p.is_credit THEN -p.bedrag_cents ELSE p.bedrag_cents END, p.is_granted,
    p.is_granted AND NOT p.is_credit AND EXISTS (
        SELECT 1 FROM prestaties c
        WHERE c.lane_id = p.lane_id AND c.vorig_referentie_nummer = p.referentie_nummer
            AND c.is_granted AND c.is_credit
    )
FROM prestaties p
WHERE p.declaratie_id = %(declaratie)s AND p.regel > %(after)s
    AND (%(referentie)s::text IS NULL OR p.referentie_nummer = %(referentie)s)
ORDER BY p.regel LIMIT %(most)s
"""


def list_betaalde_regels(
    declaratie: BetaaldeDeclaratie,
    *,
    referentie: str | None = None,
    after_regel: int = 0,
    most: int = MOST_REGELS,
) -> list[BetaaldeRegel]:
    """The lines of a declaratie that ``list_betaalde_declaraties`` gave, in its order.

    ``referentie``: only the line with this ReferentieNummer.
    """
    asked = {
        "declaratie": declaratie.declaratie_id,
        "after": after_regel,
        "referentie": referentie,
        "most": most,
    }
    with connection.cursor() as cursor:
        cursor.execute(_REGELS, asked)
        rows = cursor.fetchall()
    return [
        BetaaldeRegel(
            regel=regel,
            referentie=without_bsn(reference),
            product_categorie=categorie,
            product_code=code,
            begindatum=begin,
            einddatum=end,
            bedrag=Cents(cents),
            is_toegekend=is_granted,
            is_gecrediteerd=is_credited,
        )
        for regel, reference, categorie, code, begin, end, cents, is_granted, is_credited in rows
    ]
