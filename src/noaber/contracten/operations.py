# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Writing products, overeenkomsten and tarieven."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from noaber.access.types import Recht, Viewer
from noaber.contracten import models
from noaber.contracten.types import Overeenkomst, Product, Tarief
from noaber.kernel.period import Period
from noaber.kernel.wet import Wet


class UnknownProduct(LookupError):
    """The gemeente has no such product; the text is Dutch."""

    def __init__(self, categorie: str, code: str) -> None:
        super().__init__(
            f"Product {categorie} {code} staat niet op de productlijst van deze gemeente: neem het "
            "eerst daarin op."
        )


class UnknownOvereenkomst(LookupError):
    """The gemeente has no such contract; the text is Dutch."""

    def __init__(self, nummer: str) -> None:
        super().__init__(
            f"Overeenkomst {nummer} is hier niet bekend: leg haar eerst vast, of controleer het "
            "nummer."
        )


def register_product(*, product: Product, viewer: Viewer) -> None:
    """Puts a product on the list of a gemeente, or changes what is said of it."""
    viewer.require(Recht.INRICHTEN, product.gemeente)
    models.Product.objects.update_or_create(
        gemeente=product.gemeente,
        wet=product.wet.value,
        categorie=product.categorie,
        code=product.code,
        defaults={
            "naam": product.naam,
            "is_taakgericht": product.is_taakgericht,
            "taakveld": product.taakveld,
            "verzilveringsgraad": product.verzilveringsgraad,
        },
    )


def register_overeenkomst(*, overeenkomst: Overeenkomst, aanbieder_id: int, viewer: Viewer) -> None:
    """Records a contract with the aanbieder of that number in the register, or changes its end."""
    viewer.require(Recht.INRICHTEN, overeenkomst.gemeente)
    models.Overeenkomst.objects.update_or_create(
        gemeente=overeenkomst.gemeente,
        nummer=overeenkomst.nummer,
        defaults={
            "aanbieder_id": aanbieder_id,
            "wet": overeenkomst.wet.value,
            "ingangsdatum": overeenkomst.ingangsdatum,
            "einddatum_tot": overeenkomst.einddatum_tot,
        },
    )


@transaction.atomic
def register_tarief(
    *, gemeente: str, wet: Wet, tarief: Tarief, viewer: Viewer, at: datetime
) -> bool:
    """Makes this the tarief of its product and eenheid for its period.

    What was known of those days is ended, not erased; what it said of other days stays. Gives
    whether anything changed.

    Raises:
        UnknownOvereenkomst, UnknownProduct: record them first.
    """
    viewer.require(Recht.INRICHTEN, gemeente)
    overeenkomst = models.Overeenkomst.objects.filter(
        gemeente=gemeente, nummer=tarief.overeenkomst
    ).first()
    if overeenkomst is None:
        raise UnknownOvereenkomst(tarief.overeenkomst)
    product = models.Product.objects.filter(
        gemeente=gemeente, wet=wet.value, categorie=tarief.categorie, code=tarief.code
    ).first()
    if product is None:
        raise UnknownProduct(tarief.categorie, tarief.code)
    known = list(
        models.Tarief.objects.select_for_update().filter(
            overeenkomst=overeenkomst,
            product=product,
            eenheid=tarief.eenheid,
            vervallen_at__isnull=True,
        )
    )
    touched = [
        row for row in known if Period(row.geldig_van, row.geldig_tot).overlaps(tarief.geldig)
    ]
    if [(row.bedrag_cents, row.geldig_van, row.geldig_tot) for row in touched] == [
        (tarief.bedrag_cents, tarief.geldig.start, tarief.geldig.end)
    ]:
        return False
    for row in touched:
        row.vervallen_at = at
        row.save(update_fields=["vervallen_at"])
        for rest in _without(Period(row.geldig_van, row.geldig_tot), tarief.geldig):
            _add(overeenkomst, product, tarief.eenheid, row.bedrag_cents, rest, at)
    _add(overeenkomst, product, tarief.eenheid, tarief.bedrag_cents, tarief.geldig, at)
    return True


def _without(period: Period, taken: Period) -> list[Period]:
    """The days of a period before and after those that are taken."""
    rest = []
    if period.start < taken.start:
        rest.append(Period(period.start, taken.start))
    if taken.end is not None and (period.end is None or taken.end < period.end):
        rest.append(Period(taken.end, period.end))
    return rest


def _add(  # the columns of one row
    overeenkomst: models.Overeenkomst,
    product: models.Product,
    eenheid: str,
    bedrag_cents: int | None,
    geldig: Period,
    at: datetime,
) -> None:
    models.Tarief.objects.create(
        overeenkomst=overeenkomst,
        product=product,
        eenheid=eenheid,
        bedrag_cents=bedrag_cents,
        geldig_van=geldig.start,
        geldig_tot=geldig.end,
        geregistreerd_at=at,
    )
