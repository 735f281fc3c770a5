# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The ledger: what is committed, what falls free and what is realised. It only grows."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from noaber.budgetten.types import Soort
from noaber.kernel.wet import Wet
from noaber.storage.constraints import append_only


class Boeking(models.Model):
    """One entry, of one service month; amounts in eurocents, below zero for what is taken back.

    A verplichting has a toewijzing, a realisatie a declaratie and the product: its lines are the
    subsidiary ledger.
    """

    administratie = models.ForeignKey(
        "partijen.Administratie", models.PROTECT, related_name="+", db_index=False
    )
    soort = models.CharField(max_length=12)
    wet = models.CharField(max_length=3)
    product_categorie = models.CharField(max_length=2, blank=True)
    product_code = models.CharField(max_length=5, blank=True)
    """Empty where the toewijzing leaves it open."""
    maand = models.DateField()
    """First day of the month in which the help is given."""
    boekmaand = models.DateField()
    """First day of the month in which it was booked."""
    max_cents = models.BigIntegerField(default=0)
    verwacht_cents = models.BigIntegerField(default=0)
    bedrag_cents = models.BigIntegerField(default=0)
    """Of a realisatie."""
    toewijzing = models.ForeignKey(
        "toewijzingen.Toewijzing", models.PROTECT, null=True, related_name="+", db_index=False
    )
    declaratie = models.ForeignKey(
        "declaraties.Declaratie", models.PROTECT, null=True, related_name="+", db_index=False
    )
    at = models.DateTimeField()

    class Meta:
        db_table = "boekingen"
        constraints = [
            models.CheckConstraint(
                condition=Q(soort__in=[soort.value for soort in Soort]), name="boeking_soort"
            ),
            models.CheckConstraint(
                condition=Q(wet__in=[wet.value for wet in Wet]), name="boeking_wet"
            ),
            models.CheckConstraint(
                condition=Q(maand__day=1, boekmaand__day=1), name="boeking_in_een_maand"
            ),
            models.CheckConstraint(
                condition=Q(
                    soort=Soort.REALISATIE.value,
                    declaratie__isnull=False,
                    toewijzing__isnull=True,
                    max_cents=0,
                    verwacht_cents=0,
                )
                | Q(
                    soort=Soort.VERPLICHTING.value,
                    declaratie__isnull=True,
                    toewijzing__isnull=False,
                    max_cents__gte=0,
                    verwacht_cents__gte=0,
                    bedrag_cents=0,
                )
                | Q(
                    soort=Soort.VRIJVAL.value,
                    declaratie__isnull=True,
                    toewijzing__isnull=False,
                    max_cents__lte=0,
                    verwacht_cents__lte=0,
                    bedrag_cents=0,
                ),
                name="boeking_heeft_een_bron",
            ),
            models.UniqueConstraint(
                fields=["declaratie", "maand", "product_categorie", "product_code"],
                condition=Q(soort=Soort.REALISATIE.value),
                name="realisatie_wordt_een_keer_geboekt",
            ),
        ]
        indexes = [
            models.Index(
                fields=["toewijzing", "maand"],
                condition=Q(toewijzing__isnull=False),
                name="boeking_van_toewijzing",
            ),
            models.Index(fields=["administratie", "maand"], name="boeking_per_maand"),
        ]
        triggers = [append_only()]
