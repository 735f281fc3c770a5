# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What is paid: a regel per declaratie, an opdracht per aanbieder, a batch that two people release.

```
regel: open → in an opdracht → paid with it; refused by the bank → open again
batch: voorgesteld → gefiatteerd → vrijgegeven → geexporteerd → bevestigd
       voorgesteld, gefiatteerd, vrijgegeven → vervallen
```

The triggers of these three tables hold the invariant (docs/algorithms/betalen.md): what is open,
under way and paid is together what was granted, to the cent, whatever SQL somebody types.
"""

from __future__ import annotations

from typing import Final

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Trim
from django.db.models.lookups import Exact

from noaber.declaraties.types import BATCH_STEPS, OPDRACHT_STEPS, BatchStatus, OpdrachtStatus

# An opdracht that lives is the sum of its regels, all of this aanbieder in these books; one that
# was refused or lapsed has let go of them. {opdrachten}: which opdrachten to look at.
_WHOLE: Final = """
IF EXISTS (
    SELECT 1 FROM betaalopdrachten o
    JOIN betaalbatches b ON b.id = o.batch_id
    JOIN aanbieders a ON a.id = o.aanbieder_id
    CROSS JOIN LATERAL (
        SELECT count(*) AS regels, COALESCE(sum(r.bedrag_cents), 0) AS cents,
            bool_and(l.administratie_id = b.administratie_id AND l.aanbieder = a.agb) AS is_own
        FROM betaalregels r JOIN lanes l ON l.id = r.lane_id
        WHERE r.opdracht_id = o.id
    ) found
    WHERE o.id IN ({opdrachten}) AND CASE
        WHEN o.status IN ('geweigerd', 'vervallen') THEN found.regels > 0
        ELSE found.cents <> o.bedrag_cents OR NOT found.is_own
    END
) THEN
    RAISE EXCEPTION 'the amount of an opdracht is not the sum of its betaalregels'
        USING ERRCODE = 'integrity_constraint_violation';
END IF;
"""
# Money leaves with a released batch, to a confirmed account of who is paid.
_MAY_LEAVE: Final = """
IF NEW.status IN ('geexporteerd', 'bevestigd', 'geweigerd') AND NOT EXISTS (
    SELECT 1 FROM betaalbatches b
    JOIN rekeningen k ON k.id = NEW.rekening_id
    WHERE b.id = NEW.batch_id AND b.geexporteerd_at IS NOT NULL
        AND k.administratie_id = b.administratie_id AND k.aanbieder_id = NEW.aanbieder_id
        AND k.bevestigd_at IS NOT NULL
) THEN
    RAISE EXCEPTION 'an opdracht leaves without a released batch or a confirmed account'
        USING ERRCODE = 'integrity_constraint_violation';
END IF;
"""
# With one regel per declaratie, no removal and fixed amounts: the sum is right for ever.
_IS_WHAT_WAS_GRANTED: Final = """
IF NOT EXISTS (
    SELECT 1 FROM declaraties d
    WHERE d.id = NEW.declaratie_id AND d.is_ontvangen AND d.lane_id = NEW.lane_id
        AND d.toegekend_cents = NEW.bedrag_cents
) THEN
    RAISE EXCEPTION 'a betaalregel is not what was granted on its declaratie'
        USING ERRCODE = 'integrity_constraint_violation';
END IF;
RETURN NULL;
"""


def _deferred(name: str, operation: pgtrigger.Operation, func: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Row,
        when=pgtrigger.After,
        operation=operation,
        timing=pgtrigger.Deferred,
        func=func,
    )


def _settled(*fields: str, once: str) -> pgtrigger.Q:
    """For a trigger: one of these fields changes after the moment ``once`` is known."""
    changes = pgtrigger.Q()
    for field in fields:
        changes |= pgtrigger.Q(**{f"old__{field}__df": pgtrigger.F(f"new__{field}")})
    return pgtrigger.Q(**{f"old__{once}__isnull": False}) & changes


@pghistory.track()
class Betaalbatch(models.Model):
    """What a gemeente pays in one go, released by two people."""

    administratie = models.ForeignKey("partijen.Administratie", models.PROTECT, related_name="+")
    nummer = models.PositiveIntegerField()
    status = models.CharField(max_length=20, choices=[(s.value, s.value) for s in BatchStatus])
    uitvoerdatum = models.DateField()
    van_iban = models.CharField(max_length=34)
    """The account that pays. Kept, so that the same file can be made whatever changes later."""
    van_naam = models.TextField()
    voorgesteld_door = models.TextField()
    voorgesteld_at = models.DateTimeField()
    gefiatteerd_door = models.TextField(blank=True)
    gefiatteerd_at = models.DateTimeField(null=True)
    vrijgegeven_door = models.TextField(blank=True)
    vrijgegeven_at = models.DateTimeField(null=True)
    geexporteerd_door = models.TextField(blank=True)
    geexporteerd_at = models.DateTimeField(null=True)
    ingetrokken_door = models.TextField(blank=True)
    ingetrokken_at = models.DateTimeField(null=True)
    bestand_sha256 = models.BinaryField(max_length=32, null=True)
    """Of the file for the bank: exporting again gives the same bytes."""

    class Meta:
        db_table = "betaalbatches"
        constraints = [
            models.UniqueConstraint(fields=["administratie", "nummer"], name="batch_nummer"),
            models.CheckConstraint(
                condition=Q(vrijgegeven_at__isnull=True, vrijgegeven_door="")
                | (
                    Q(vrijgegeven_at__isnull=False, gefiatteerd_at__isnull=False)
                    & ~Q(vrijgegeven_door="")
                    & ~Q(Exact(Lower(Trim("vrijgegeven_door")), Lower(Trim("gefiatteerd_door"))))
                ),
                name="batch_vrijgegeven_door_twee",
            ),
            models.CheckConstraint(
                condition=Q(gefiatteerd_at__isnull=True, gefiatteerd_door="")
                | (Q(gefiatteerd_at__isnull=False) & ~Q(gefiatteerd_door="")),
                name="batch_gefiatteerd_door_iemand",
            ),
            models.CheckConstraint(
                condition=~Q(status=BatchStatus.GEFIATTEERD.value)
                | Q(gefiatteerd_at__isnull=False),
                name="batch_heet_niet_zomaar_gefiatteerd",
            ),
            models.CheckConstraint(
                condition=~Q(status=BatchStatus.VRIJGEGEVEN.value)
                | Q(vrijgegeven_at__isnull=False),
                name="batch_heet_niet_zomaar_vrijgegeven",
            ),
            models.CheckConstraint(
                condition=~Q(
                    status__in=[BatchStatus.GEEXPORTEERD.value, BatchStatus.BEVESTIGD.value]
                )
                | Q(
                    vrijgegeven_at__isnull=False,
                    geexporteerd_at__isnull=False,
                    bestand_sha256__isnull=False,
                ),
                name="batch_gaat_niet_uit_zonder_vrijgave",
            ),
            models.CheckConstraint(
                condition=Q(geexporteerd_at__isnull=True, geexporteerd_door="")
                | (Q(geexporteerd_at__isnull=False) & ~Q(geexporteerd_door="")),
                name="batch_geexporteerd_door_iemand",
            ),
            models.CheckConstraint(
                condition=(
                    ~Q(status=BatchStatus.VERVALLEN.value)
                    & Q(ingetrokken_at__isnull=True, ingetrokken_door="")
                )
                | (
                    Q(status=BatchStatus.VERVALLEN.value, ingetrokken_at__isnull=False)
                    & ~Q(ingetrokken_door="")
                ),
                name="batch_ingetrokken_door_iemand",
            ),
            models.CheckConstraint(
                condition=Q(geexporteerd_at__isnull=True)
                | Q(status__in=[BatchStatus.GEEXPORTEERD.value, BatchStatus.BEVESTIGD.value]),
                name="batch_die_uit_is_komt_niet_terug",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="blijft_bewaard", operation=pgtrigger.Delete),
            pgtrigger.FSM(
                name="stappen",
                field="status",
                transitions=[(one.value, next_.value) for one, next_ in BATCH_STEPS],
            ),
            pgtrigger.ReadOnly(
                name="voorstel_ligt_vast",
                fields=[
                    "administratie",
                    "nummer",
                    "van_iban",
                    "van_naam",
                    "voorgesteld_door",
                    "voorgesteld_at",
                ],
            ),
            pgtrigger.Protect(
                name="fiat_ligt_vast",
                operation=pgtrigger.Update,
                condition=_settled("gefiatteerd_door", "gefiatteerd_at", once="gefiatteerd_at"),
            ),
            pgtrigger.Protect(
                name="vrijgave_ligt_vast",
                operation=pgtrigger.Update,
                condition=_settled("vrijgegeven_door", "vrijgegeven_at", once="vrijgegeven_at"),
            ),
            pgtrigger.Protect(
                name="bestand_ligt_vast",
                operation=pgtrigger.Update,
                condition=_settled(
                    "geexporteerd_at", "bestand_sha256", "uitvoerdatum", once="geexporteerd_at"
                ),
            ),
        ]


@pghistory.track()
class Betaalopdracht(models.Model):
    """What one aanbieder gets in one batch: its regels together, always above zero."""

    batch = models.ForeignKey(Betaalbatch, models.PROTECT, related_name="opdrachten")
    aanbieder = models.ForeignKey("partijen.Aanbieder", models.PROTECT, related_name="+")
    rekening = models.ForeignKey("partijen.Rekening", models.PROTECT, null=True, related_name="+")
    """Null when there was no confirmed account at the proposal: then it is held."""
    bedrag_cents = models.BigIntegerField()
    kenmerk = models.CharField(max_length=35, unique=True)
    """EndToEndId: by this the statement of the bank finds it again."""
    status = models.CharField(max_length=20, choices=[(s.value, s.value) for s in OpdrachtStatus])
    reden = models.TextField(blank=True)
    """Why it is held or was refused, in Dutch."""
    boekdatum = models.DateField(null=True)
    """When it left our account. It stays when the money came back."""

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
            models.CheckConstraint(
                condition=Q(boekdatum__isnull=True)
                | Q(status__in=[OpdrachtStatus.BEVESTIGD.value, OpdrachtStatus.GEWEIGERD.value]),
                name="opdracht_geboekt_is_betaald_of_terug",
            ),
            models.CheckConstraint(
                condition=~Q(
                    status__in=[OpdrachtStatus.GEBLOKKEERD.value, OpdrachtStatus.GEWEIGERD.value]
                )
                | ~Q(reden=""),
                name="opdracht_wacht_met_een_reden",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="blijft_bewaard", operation=pgtrigger.Delete),
            pgtrigger.FSM(
                name="stappen",
                field="status",
                transitions=[(one.value, next_.value) for one, next_ in OPDRACHT_STEPS],
            ),
            pgtrigger.ReadOnly(
                name="bedrag_ligt_vast",
                fields=["batch", "aanbieder", "rekening", "bedrag_cents", "kenmerk"],
            ),
            _deferred(
                "telt_op",
                pgtrigger.Insert | pgtrigger.Update,
                _WHOLE.format(opdrachten="NEW.id") + _MAY_LEAVE + "RETURN NULL;",
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
            pgtrigger.ReadOnly(
                name="bedrag_ligt_vast", fields=["declaratie", "bedrag_cents", "lane", "uiterlijk"]
            ),
            _deferred("is_wat_is_toegekend", pgtrigger.Insert, _IS_WHAT_WAS_GRANTED),
            _deferred(
                "past_in_opdracht",
                pgtrigger.Insert | pgtrigger.Update,
                _WHOLE.format(opdrachten="NEW.opdracht_id, OLD.opdracht_id") + "RETURN NULL;",
            ),
        ]
