# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Products, overeenkomsten and tarieven."""

from __future__ import annotations

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from noaber.kernel.wet import Wet
from noaber.storage.constraints import days, same

_WETTEN = [wet.value for wet in Wet]
DECLARATIEMOMENTEN = ("einde", "mijlpaal", "periodiek")
EENHEDEN = ("01", "04", "14", "16", "82", "83", "84")


@pghistory.track()
class Product(models.Model):
    """A kind of help that a gemeente buys: a code of its own within a national categorie."""

    gemeente = models.CharField(max_length=4)
    wet = models.CharField(max_length=3)
    categorie = models.CharField(max_length=2)
    code = models.CharField(max_length=5)
    naam = models.TextField()
    is_taakgericht = models.BooleanField(default=False)
    """Bought as a task: start and stop only, no toewijzing and no declaratie per person (D8)."""
    declaratiemoment = models.CharField(max_length=10, blank=True)
    """When a result is declared, as agreed; empty for what is paid per unit of effort (OP264)."""
    taakveld = models.CharField(max_length=6, blank=True)
    """Iv3."""
    verzilveringsgraad = models.DecimalField(max_digits=5, decimal_places=4, default=1)
    """Part of what is assigned that is usually declared; makes the expected commitment."""

    class Meta:
        db_table = "producten"
        constraints = [
            models.UniqueConstraint(
                fields=["gemeente", "wet", "categorie", "code"], name="product_is_uniek"
            ),
            models.CheckConstraint(condition=Q(wet__in=_WETTEN), name="product_wet"),
            models.CheckConstraint(
                condition=Q(declaratiemoment__in=["", *DECLARATIEMOMENTEN]),
                name="product_declaratiemoment",
            ),
            models.CheckConstraint(
                condition=Q(verzilveringsgraad__gte=0, verzilveringsgraad__lte=1),
                name="product_verzilvering_is_een_deel",
            ),
        ]


@pghistory.track()
class Overeenkomst(models.Model):
    """A contract between one gemeente and one aanbieder. ``einddatum_tot`` is exclusive."""

    gemeente = models.CharField(max_length=4)
    aanbieder = models.ForeignKey("partijen.Aanbieder", models.PROTECT, related_name="+")
    wet = models.CharField(max_length=3)
    nummer = models.TextField()
    ingangsdatum = models.DateField()
    einddatum_tot = models.DateField(null=True)

    class Meta:
        db_table = "overeenkomsten"
        constraints = [
            models.UniqueConstraint(fields=["gemeente", "nummer"], name="overeenkomst_nummer"),
            models.CheckConstraint(condition=Q(wet__in=_WETTEN), name="overeenkomst_wet"),
            models.CheckConstraint(
                condition=Q(einddatum_tot__isnull=True) | Q(einddatum_tot__gt=F("ingangsdatum")),
                name="overeenkomst_duurt_een_dag",
            ),
        ]
        indexes = [
            models.Index(fields=["gemeente", "aanbieder", "wet"], name="overeenkomst_tussen")
        ]


@pghistory.track()
class Tarief(models.Model):
    """The price of a product per eenheid over a period, and when that was known.

    ``geldig_tot`` is exclusive. A correction ends the row with ``vervallen_at`` and adds another;
    of the rows in force no two hold on the same day.
    """

    overeenkomst = models.ForeignKey(Overeenkomst, models.PROTECT, related_name="tarieven")
    product = models.ForeignKey(Product, models.PROTECT, related_name="tarieven")
    eenheid = models.CharField(max_length=2)
    """WJ756."""
    bedrag_cents = models.PositiveIntegerField(null=True)
    """Per eenheid; null for eenheid 83, where the volume is the amount."""
    geldig_van = models.DateField()
    geldig_tot = models.DateField(null=True)
    geregistreerd_at = models.DateTimeField()
    vervallen_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "tarieven"
        constraints = [
            models.CheckConstraint(condition=Q(eenheid__in=EENHEDEN), name="tarief_eenheid_wj756"),
            models.CheckConstraint(
                condition=Q(eenheid="83", bedrag_cents__isnull=True)
                | (~Q(eenheid="83") & Q(bedrag_cents__isnull=False)),
                name="tarief_euro_heeft_geen_bedrag",
            ),
            models.CheckConstraint(
                condition=Q(geldig_tot__isnull=True) | Q(geldig_tot__gt=F("geldig_van")),
                name="tarief_geldt_een_dag",
            ),
            models.CheckConstraint(
                condition=Q(vervallen_at__isnull=True) | Q(vervallen_at__gte=F("geregistreerd_at")),
                name="tarief_vervalt_na_registratie",
            ),
            ExclusionConstraint(
                name="tarief_een_per_dag",
                expressions=[
                    (same("overeenkomst_id"), RangeOperators.OVERLAPS),
                    (same("product_id"), RangeOperators.OVERLAPS),
                    (same("eenheid", cast=True), RangeOperators.OVERLAPS),
                    (days("geldig_van", "geldig_tot"), RangeOperators.OVERLAPS),
                ],
                condition=Q(vervallen_at__isnull=True),
            ),
        ]
