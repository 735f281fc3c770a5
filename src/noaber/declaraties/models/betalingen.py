# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What is paid: a regel per declaratie, an opdracht per aanbieder, a batch that two people release.

```
regel: open → in an opdracht → paid with it; refused by the bank → open again
batch: voorgesteld → gefiatteerd → vrijgegeven → geexporteerd → bevestigd; voorgesteld → vervallen
```
"""

from __future__ import annotations

from typing import Final

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q

from noaber.declaraties.types import BatchStatus, OpdrachtStatus

_FITS: Final = """
IF NEW.bedrag_cents <> (
    SELECT COALESCE(sum(bedrag_cents), 0) FROM betaalregels WHERE opdracht_id = NEW.id
) AND NEW.status <> 'geweigerd' AND NEW.status <> 'vervallen' THEN
    RAISE EXCEPTION 'the amount of an opdracht is not the sum of its betaalregels'
        USING ERRCODE = 'integrity_constraint_violation';
END IF;
RETURN NULL;
"""


@pghistory.track()
class Betaalbatch(models.Model):
    """What a gemeente pays in one go, released by two people."""

    administratie = models.ForeignKey("partijen.Administratie", models.PROTECT, related_name="+")
    nummer = models.PositiveIntegerField()
    status = models.CharField(max_length=20, choices=[(s.value, s.value) for s in BatchStatus])
    uitvoerdatum = models.DateField()
    voorgesteld_door = models.TextField()
    voorgesteld_at = models.DateTimeField()
    gefiatteerd_door = models.TextField(blank=True)
    gefiatteerd_at = models.DateTimeField(null=True)
    vrijgegeven_door = models.TextField(blank=True)
    vrijgegeven_at = models.DateTimeField(null=True)
    geexporteerd_at = models.DateTimeField(null=True)
    bestand_sha256 = models.BinaryField(max_length=32, null=True)
    """Of the file for the bank: exporting again gives the same bytes."""

    class Meta:
        db_table = "betaalbatches"
        constraints = [
            models.UniqueConstraint(fields=["administratie", "nummer"], name="batch_nummer"),
            models.CheckConstraint(
                condition=Q(vrijgegeven_at__isnull=True)
                | (Q(gefiatteerd_at__isnull=False) & ~Q(vrijgegeven_door=F("gefiatteerd_door"))),
                name="batch_vrijgegeven_door_twee",
            ),
            models.CheckConstraint(
                condition=~Q(
                    status__in=[BatchStatus.GEEXPORTEERD.value, BatchStatus.BEVESTIGD.value]
                )
                | Q(vrijgegeven_at__isnull=False, geexporteerd_at__isnull=False),
                name="batch_gaat_niet_uit_zonder_vrijgave",
            ),
        ]
        triggers = [pgtrigger.Protect(name="blijft_bewaard", operation=pgtrigger.Delete)]


@pghistory.track()
class Betaalopdracht(models.Model):
    """What one aanbieder gets in one batch: its regels together, always above zero."""

    batch = models.ForeignKey(Betaalbatch, models.PROTECT, related_name="opdrachten")
    aanbieder = models.ForeignKey("partijen.Aanbieder", models.PROTECT, related_name="+")
    rekening = models.ForeignKey("partijen.Rekening", models.PROTECT, null=True, related_name="+")
    """Null as long as there is no confirmed account: then it is held."""
    bedrag_cents = models.BigIntegerField()
    kenmerk = models.CharField(max_length=35, unique=True)
    """EndToEndId: by this the statement of the bank finds it again."""
    status = models.CharField(max_length=20, choices=[(s.value, s.value) for s in OpdrachtStatus])
    reden = models.TextField(blank=True)
    """Why it is held or was refused, in Dutch."""
    boekdatum = models.DateField(null=True)

    class Meta:
        db_table = "betaalopdrachten"
        constraints = [
            models.UniqueConstraint(fields=["batch", "aanbieder"], name="opdracht_per_aanbieder"),
            models.CheckConstraint(
                condition=Q(bedrag_cents__gt=0), name="opdracht_is_meer_dan_nul"
            ),
            models.CheckConstraint(
                condition=~Q(
                    status__in=[OpdrachtStatus.GEEXPORTEERD.value, OpdrachtStatus.BEVESTIGD.value]
                )
                | Q(rekening__isnull=False),
                name="opdracht_gaat_naar_een_rekening",
            ),
            models.CheckConstraint(
                condition=~Q(status=OpdrachtStatus.BEVESTIGD.value) | Q(boekdatum__isnull=False),
                name="opdracht_betaald_op_een_dag",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="blijft_bewaard", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="bedrag_ligt_vast", fields=["bedrag_cents", "kenmerk"]),
            pgtrigger.Trigger(
                name="telt_op",
                level=pgtrigger.Row,
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                timing=pgtrigger.Deferred,
                func=_FITS,
            ),
        ]


@pghistory.track()
class Betaalregel(models.Model):
    """What a declaratie brings: granted debits minus granted credits, so it may be below zero."""

    declaratie = models.OneToOneField(
        "Declaratie", models.PROTECT, related_name="betaalregel", primary_key=True
    )
    lane = models.ForeignKey("partijen.Lane", models.PROTECT, related_name="+")
    bedrag_cents = models.BigIntegerField()
    uiterlijk = models.DateField()
    """Last day to pay: 30 days after the Dagtekening of the 323 (SAP)."""
    opdracht = models.ForeignKey(Betaalopdracht, models.PROTECT, null=True, related_name="regels")

    class Meta:
        db_table = "betaalregels"
        constraints = [
            models.CheckConstraint(condition=~Q(bedrag_cents=0), name="regel_is_niet_nul")
        ]
        indexes = [
            models.Index(
                fields=["lane"], condition=Q(opdracht__isnull=True), name="betaalregel_open"
            )
        ]
        triggers = [
            pgtrigger.Protect(name="blijft_bewaard", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="bedrag_ligt_vast", fields=["bedrag_cents", "lane"]),
        ]
