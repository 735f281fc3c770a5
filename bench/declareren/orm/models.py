# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""One table, with the indexes that its questions need."""

from typing import ClassVar

from django.db import models


class Regel(models.Model):
    """A line with its verdict."""

    objects: ClassVar[models.Manager["Regel"]] = models.Manager()

    lane = models.ForeignKey("partijen.Lane", models.PROTECT, related_name="+")
    toewijzing = models.ForeignKey(
        "toewijzingen.Toewijzing", models.PROTECT, null=True, related_name="+"
    )
    referentie = models.CharField(max_length=20, db_index=True)
    begindatum = models.DateField()
    einddatum = models.DateField()
    volume = models.IntegerField()
    bedrag_cents = models.IntegerField()
    is_credit = models.BooleanField()
    is_granted = models.BooleanField()
    code = models.CharField(max_length=4, blank=True)

    class Meta:
        app_label = "orm"
        db_table = "bench_regels"
