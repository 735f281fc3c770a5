# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Declaraties and their prestaties. Both only grow; a correction is a credit in a later one."""

from __future__ import annotations

from typing import Final

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from noaber.storage.constraints import append_only

# Referential integrity of a hundred thousand lines in one look instead of a hundred thousand: the
# foreign keys, and that all lines together are what the declaratie says of itself. Numbered from 1
# to as many as there are, a second batch of lines would have the keys of the first.
_LINES_BELONG: Final = """
IF EXISTS (
    SELECT 1 FROM nieuw
    LEFT JOIN toewijzingen t ON t.id = nieuw.toewijzing_id
    WHERE nieuw.toewijzing_id IS NOT NULL AND t.lane_id IS DISTINCT FROM nieuw.lane_id
) THEN
    RAISE EXCEPTION 'a prestatie is on a toewijzing that is not in its lane'
        USING ERRCODE = 'foreign_key_violation';
END IF;
IF EXISTS (
    SELECT 1 FROM (
        SELECT declaratie_id, min(lane_id) AS lane_id, max(lane_id) AS last_lane_id,
            count(*) AS lines, min(regel) AS first, max(regel) AS last,
            count(*) FILTER (WHERE is_granted) AS granted_lines,
            sum(CASE WHEN NOT is_granted THEN 0 WHEN is_credit THEN -bedrag_cents
                ELSE bedrag_cents END) AS granted_cents
        FROM nieuw GROUP BY declaratie_id
    ) n
    LEFT JOIN declaraties d ON d.id = n.declaratie_id
    WHERE d.lane_id IS DISTINCT FROM n.lane_id OR n.lane_id <> n.last_lane_id
        OR d.regels <> n.lines OR n.first <> 1 OR n.last <> n.lines
        OR d.toegekende_regels <> n.granted_lines OR d.toegekend_cents <> n.granted_cents
        OR d.is_als_geheel_afgewezen
) THEN
    RAISE EXCEPTION 'the prestaties are not those of their declaratie, or do not add up to it'
        USING ERRCODE = 'integrity_constraint_violation';
END IF;
RETURN NULL;
"""

# At commit: every line is there, and what is to be paid is what was granted, to the cent.
_ADDS_UP: Final = """
IF NEW.regels <> 0 AND NOT NEW.is_als_geheel_afgewezen AND NOT EXISTS (
    SELECT 1 FROM prestaties WHERE declaratie_id = NEW.id
) THEN
    RAISE EXCEPTION 'a declaratie without its prestaties'
        USING ERRCODE = 'integrity_constraint_violation';
END IF;
IF NEW.is_ontvangen AND NEW.toegekend_cents <> (
    SELECT COALESCE(sum(bedrag_cents), 0) FROM betaalregels WHERE declaratie_id = NEW.id
) THEN
    RAISE EXCEPTION 'what is to be paid for a declaratie is not what was granted'
        USING ERRCODE = 'integrity_constraint_violation';
END IF;
RETURN NULL;
"""


class Declaratie(models.Model):
    """One declaratie that was judged: as gemeente ours to judge, as aanbieder ours that came back.

    Amounts are in eurocents, debits minus credits. Declaraties that count as not sent (rejected at
    level 2 or in the header) are not here.
    """

    id = models.AutoField(primary_key=True)
    lane = models.ForeignKey("partijen.Lane", models.PROTECT, related_name="+", db_index=False)
    bericht = models.OneToOneField("postbus.Bericht", models.PROTECT, related_name="+")
    """The 323."""
    is_ontvangen = models.BooleanField()
    """Received by a gemeente, which pays it; else sent by an aanbieder."""
    declaratie_nummer = models.TextField()
    periode = models.DateField()
    """First day of the DeclaratiePeriode, a calendar month."""
    dagtekening = models.DateField()
    """DeclaratieDagtekening."""
    ingediend_cents = models.BigIntegerField()
    toegekend_cents = models.BigIntegerField()
    regels = models.PositiveIntegerField()
    toegekende_regels = models.PositiveIntegerField()
    is_als_geheel_afgewezen = models.BooleanField(default=False)
    """9333 or 8214: it counts as not sent, and no lines are kept."""
    retourcodes = ArrayField(models.CharField(max_length=4), default=list)
    at = models.DateTimeField()

    class Meta:
        db_table = "declaraties"
        constraints = [
            models.UniqueConstraint(
                fields=["lane", "declaratie_nummer"],
                condition=Q(is_als_geheel_afgewezen=False),
                name="declaratie_nummer_is_uniek",
            ),
            models.CheckConstraint(condition=Q(periode__day=1), name="declaratie_over_een_maand"),
            models.CheckConstraint(
                condition=Q(toegekende_regels__lte=F("regels")), name="declaratie_regels_kloppen"
            ),
            models.CheckConstraint(
                condition=Q(is_als_geheel_afgewezen=False)
                | Q(toegekend_cents=0, toegekende_regels=0),
                name="declaratie_afgewezen_kent_niets_toe",
            ),
        ]
        indexes = [models.Index(fields=["lane", "-periode"], name="declaratie_laatste")]
        triggers = [
            append_only(),
            pgtrigger.Trigger(
                name="telt_op",
                level=pgtrigger.Row,
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                func=_ADDS_UP,
            ),
        ]


class Prestatie(models.Model):
    """One line of a declaratie with its verdict. Comes in bulk, by COPY, whole or not at all.

    The bsn of a line is that of its toewijzing; what was declared for somebody unknown stands in
    the message only.
    """

    pk = models.CompositePrimaryKey("declaratie_id", "regel")
    declaratie_id = models.IntegerField()
    regel = models.IntegerField()
    """Place in the message, from 1."""
    lane_id = models.IntegerField()
    toewijzing_id = models.IntegerField(null=True)
    """Null when there is no such toewijzing for this client."""
    referentie_nummer = models.TextField(db_collation="C")
    vorig_referentie_nummer = models.TextField(null=True, db_collation="C")  # credit
    product_categorie = models.TextField()
    product_code = models.TextField()
    begindatum = models.DateField()
    einddatum = models.DateField()
    """Last day of the ProductPeriode."""
    geleverd_volume = models.IntegerField()
    eenheid = models.TextField()
    tarief_cents = models.IntegerField(null=True)
    """Null for eenheid 83."""
    bedrag_cents = models.IntegerField()
    is_credit = models.BooleanField()
    is_granted = models.BooleanField()
    codes = ArrayField(models.TextField(), null=True)
    """Retourcodes; null when granted, empty when the client is not judged (0233)."""
    stand_uren = models.BigIntegerField(null=True)
    stand_overig = models.BigIntegerField(null=True)
    stand_cents = models.BigIntegerField(null=True)
    """What is granted and not credited on the toewijzing after this whole declaratie: volume in
    hours, volume in any other eenheid, and money. So the next declaratie reads one row per
    toewijzing, however long its history; ``controleer grootboek`` adds up the history and compares.
    """

    class Meta:
        db_table = "prestaties"
        constraints = [
            models.UniqueConstraint(
                fields=["lane_id", "referentie_nummer"],
                condition=Q(is_granted=True),
                name="prestatie_referentie_is_uniek",
            ),
            models.UniqueConstraint(
                fields=["lane_id", "vorig_referentie_nummer"],
                condition=Q(is_granted=True, is_credit=True),
                name="prestatie_wordt_een_keer_gecrediteerd",
            ),
            models.CheckConstraint(
                condition=Q(is_granted=False) | Q(toewijzing_id__isnull=False, codes__isnull=True),
                name="prestatie_toegekend_op_toewijzing",
            ),
            models.CheckConstraint(
                condition=Q(is_granted=True) | Q(codes__isnull=False),
                name="prestatie_afgewezen_met_reden",
            ),
            models.CheckConstraint(
                condition=Q(is_granted=False)
                | Q(stand_uren__gte=0, stand_overig__gte=0, stand_cents__gte=0),
                name="prestatie_stand_niet_onder_nul",
            ),
            models.CheckConstraint(condition=Q(bedrag_cents__gte=0), name="prestatie_bedrag"),
        ]
        indexes = [
            models.Index(
                fields=["lane_id", "referentie_nummer"],
                condition=Q(is_granted=False),
                name="prestatie_afgewezen_referentie",
            ),
            models.Index(
                fields=["toewijzing_id", "declaratie_id", "begindatum"],
                condition=Q(is_granted=True),
                name="prestatie_op_toewijzing",
            ),
        ]
        triggers = [
            append_only(),
            pgtrigger.Trigger(
                name="hoort_bij_declaratie",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                referencing=pgtrigger.Referencing(new="nieuw"),  # type: ignore[no-untyped-call]
                func=_LINES_BELONG,
            ),
        ]
