# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Writing products, overeenkomsten and tarieven, one or many.

Where ``given`` stands: the fields that are told. Of a row that is known, what is not told stays as
it is; None is all of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from noaber.access.types import Recht, Viewer
from noaber.contracten import models
from noaber.contracten.types import Overeenkomst, Product, Tarief
from noaber.kernel.period import Period
from noaber.kernel.wet import Wet
from noaber.storage.bulk import Counts, put_rows


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
    register_producten(producten=[product], viewer=viewer)


def register_producten(
    *, producten: Sequence[Product], viewer: Viewer, given: Collection[str] | None = None
) -> Counts:
    """As ``register_product``, for many different ones. Raises NotAllowed."""
    gemeenten = {told.gemeente for told in producten}
    for gemeente in gemeenten:
        viewer.require(Recht.INRICHTEN, gemeente)
    rows = [
        {
            "gemeente": told.gemeente,
            "wet": told.wet.value,
            "categorie": told.categorie,
            "code": told.code,
            **_given(
                given,
                naam=told.naam,
                is_taakgericht=told.is_taakgericht,
                declaratiemoment=told.declaratiemoment,
                taakveld=told.taakveld,
                verzilveringsgraad=told.verzilveringsgraad,
            ),
        }
        for told in producten
    ]
    candidates = models.Product.objects.filter(gemeente__in=gemeenten)
    return put_rows(candidates, ["gemeente", "wet", "categorie", "code"], rows).counts


def register_overeenkomst(*, overeenkomst: Overeenkomst, aanbieder_id: int, viewer: Viewer) -> None:
    """Records a contract with the aanbieder of that number in the register, or changes its end."""
    register_overeenkomsten(overeenkomsten=[(overeenkomst, aanbieder_id)], viewer=viewer)


def register_overeenkomsten(
    *,
    overeenkomsten: Sequence[tuple[Overeenkomst, int]],
    viewer: Viewer,
    given: Collection[str] | None = None,
) -> Counts:
    """As ``register_overeenkomst``, for many with different numbers. Raises NotAllowed."""
    gemeenten = {told.gemeente for told, _ in overeenkomsten}
    for gemeente in gemeenten:
        viewer.require(Recht.INRICHTEN, gemeente)
    rows = [
        {
            "gemeente": told.gemeente,
            "nummer": told.nummer,
            "aanbieder_id": aanbieder_id,
            "wet": told.wet.value,
            **_given(given, ingangsdatum=told.ingangsdatum, einddatum_tot=told.einddatum_tot),
        }
        for told, aanbieder_id in overeenkomsten
    ]
    candidates = models.Overeenkomst.objects.filter(gemeente__in=gemeenten)
    return put_rows(candidates, ["gemeente", "nummer"], rows).counts


def _given(given: Collection[str] | None, **values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if given is None or name in given}


# ── tarieven ─────────────────────────────────────────────────────────────────────────────────────


def register_tarief(
    *, gemeente: str, wet: Wet, tarief: Tarief, viewer: Viewer, at: datetime
) -> bool:
    """Makes this the tarief of its product and eenheid for its period.

    What was known of those days is ended, not erased; what it said of other days stays. Gives
    whether anything changed.

    Raises:
        NotAllowed: the viewer may not.
        UnknownOvereenkomst, UnknownProduct: record them first.
    """
    known = models.Overeenkomst.objects.filter(gemeente=gemeente, nummer=tarief.overeenkomst)
    if not known.filter(wet=wet.value).exists():
        raise UnknownOvereenkomst(tarief.overeenkomst)
    counts = register_tarieven(gemeente=gemeente, tarieven=[tarief], viewer=viewer, at=at)
    return not counts.unchanged


@transaction.atomic
def register_tarieven(
    *, gemeente: str, tarieven: Sequence[Tarief], viewer: Viewer, at: datetime
) -> Counts:
    """As ``register_tarief``, for many of one gemeente, in this order.

    The wet is that of the overeenkomst. Raises NotAllowed, UnknownOvereenkomst, UnknownProduct.
    """
    viewer.require(Recht.INRICHTEN, gemeente)
    nummers = {tarief.overeenkomst for tarief in tarieven}
    overeenkomsten = {
        row.nummer: row
        for row in models.Overeenkomst.objects.filter(gemeente=gemeente, nummer__in=nummers)
    }
    producten = {
        (row.wet, row.categorie, row.code): row
        for row in models.Product.objects.filter(gemeente=gemeente)
    }
    table = _Table.read(overeenkomsten.values(), at)
    new = changed = 0
    for tarief in tarieven:
        overeenkomst = overeenkomsten.get(tarief.overeenkomst)
        if overeenkomst is None:
            raise UnknownOvereenkomst(tarief.overeenkomst)
        product = producten.get((overeenkomst.wet, tarief.categorie, tarief.code))
        if product is None:
            raise UnknownProduct(tarief.categorie, tarief.code)
        touched, is_told = table.put((overeenkomst.pk, product.pk, tarief.eenheid), tarief)
        new += is_told and not touched
        changed += is_told and touched
    table.store()
    return Counts.of(len(tarieven), new=new, changed=changed)


_Key = tuple[int, int, str]
"""Overeenkomst, product and eenheid."""


class _Table:
    """The tarieven in force of some overeenkomsten, worked on in memory and stored at the end."""

    def __init__(self, rows: Iterable[models.Tarief], at: datetime) -> None:
        self._at = at
        self._rows: dict[_Key, list[models.Tarief]] = {}
        self._ended: list[models.Tarief] = []
        for row in rows:
            key = (row.overeenkomst_id, row.product_id, row.eenheid)
            self._rows.setdefault(key, []).append(row)

    @classmethod
    def read(cls, overeenkomsten: Iterable[models.Overeenkomst], at: datetime) -> _Table:
        rows = models.Tarief.objects.select_for_update().filter(
            overeenkomst__in=[row.pk for row in overeenkomsten], vervallen_at__isnull=True
        )
        return cls(rows, at)

    def put(self, key: _Key, tarief: Tarief) -> tuple[bool, bool]:
        """Whether anything was known of those days, and whether this says something else."""
        rows = self._rows.setdefault(key, [])
        touched = [row for row in rows if _period(row).overlaps(tarief.geldig)]
        if _say_the_same(touched, tarief):
            return True, False
        for row in touched:
            rows.remove(row)
            if row.pk:
                # Told on a day before it was recorded, it still ends after that.
                row.vervallen_at = max(self._at, row.geregistreerd_at)
                self._ended.append(row)
            for rest in _without(_period(row), tarief.geldig):
                rows.append(self._made(key, row.bedrag_cents, rest))
        rows.append(self._made(key, tarief.bedrag_cents, tarief.geldig))
        return bool(touched), True

    def _made(self, key: _Key, bedrag_cents: int | None, geldig: Period) -> models.Tarief:
        overeenkomst_id, product_id, eenheid = key
        return models.Tarief(
            overeenkomst_id=overeenkomst_id,
            product_id=product_id,
            eenheid=eenheid,
            bedrag_cents=bedrag_cents,
            geldig_van=geldig.start,
            geldig_tot=geldig.end,
            geregistreerd_at=self._at,
        )

    def store(self) -> None:
        """First what ends: the database refuses two tarieven on one day at every moment."""
        models.Tarief.objects.bulk_update(self._ended, ["vervallen_at"], batch_size=500)
        models.Tarief.objects.bulk_create(
            [row for rows in self._rows.values() for row in rows if not row.pk], batch_size=2000
        )


def _period(row: models.Tarief) -> Period:
    return Period(row.geldig_van, row.geldig_tot)


def _say_the_same(rows: list[models.Tarief], tarief: Tarief) -> bool:
    """Whether these rows give this bedrag on every day of its period already.

    One row after the other does so too; what they say of other days does not matter.
    """
    if any(row.bedrag_cents != tarief.bedrag_cents for row in rows):
        return False
    left = [tarief.geldig]
    for row in rows:
        left = [rest for period in left for rest in _without(period, _period(row))]
    return not left


def _without(period: Period, taken: Period) -> list[Period]:
    """The days of a period before and after those that are taken."""
    if not period.overlaps(taken):
        return [period]
    rest = []
    if period.start < taken.start:
        rest.append(Period(period.start, taken.start))
    if taken.end is not None and (period.end is None or taken.end < period.end):
        rest.append(Period(taken.end, period.end))
    return rest
