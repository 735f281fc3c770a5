# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Toewijzingen with their versions, verzoeken, and what was reported as started and stopped.

In the books of a gemeente these are its own decisions and what aanbieders report; in the books of
an aanbieder they are what it received and sent. Which of the two says the lane.

A column named einddatum is the last day, as in the message; null is open.
"""

from __future__ import annotations

import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from noaber.kernel.wet import Wet
from noaber.storage.constraints import append_only
from noaber.toewijzingen.types import VerzendStatus, VerzoekSoort, VerzoekStatus


class Nummerreeks(models.Model):
    """Within one administratie: the ToewijzingNummers of one gemeente under one wet (OP275)."""

    administratie = models.ForeignKey("partijen.Administratie", models.PROTECT, related_name="+")
    gemeente = models.CharField(max_length=4)
    wet = models.CharField(max_length=3)
    laatste_nummer = models.PositiveIntegerField(default=0)
    """The highest number that was given out here; a gemeente takes the next."""

    class Meta:
        db_table = "nummerreeksen"
        constraints = [
            models.UniqueConstraint(
                fields=["administratie", "gemeente", "wet"], name="nummerreeks_is_uniek"
            ),
            models.CheckConstraint(
                condition=Q(wet__in=[wet.value for wet in Wet]), name="nummerreeks_wet"
            ),
            models.CheckConstraint(
                condition=Q(laatste_nummer__lte=999_999_999), name="nummerreeks_is_niet_op"
            ),
        ]


class Toewijzing(models.Model):
    """One toewijzing: its number, and for whom; what it says stands in its versions."""

    id = models.AutoField(primary_key=True)
    lane = models.ForeignKey("partijen.Lane", models.PROTECT, related_name="+")
    reeks = models.ForeignKey(Nummerreeks, models.PROTECT, related_name="+")
    nummer = models.PositiveIntegerField()
    persoon = models.ForeignKey("partijen.Persoon", models.PROTECT, related_name="+")
    newest = models.ForeignKey(
        "ToewijzingVersie", models.PROTECT, null=True, related_name="+", db_index=False
    )
    """The version that counts: the latest decision (IV013). Null within one transaction only."""

    class Meta:
        db_table = "toewijzingen"
        constraints = [
            models.UniqueConstraint(fields=["reeks", "nummer"], name="toewijzing_nummer_is_uniek")
        ]
        indexes = [models.Index(fields=["lane", "nummer"], name="toewijzing_in_lane")]
        triggers = [
            pgtrigger.Protect(name="blijft_bewaard", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="blijft_van_wie_zij_is", exclude=["newest"]),
        ]


class ToewijzingVersie(models.Model):
    """One version of one toewijzing, as decided by the gemeente."""

    toewijzing = models.ForeignKey(Toewijzing, models.PROTECT, related_name="versies")
    toewijzingsdatum = models.DateField()
    toewijzingstijd = models.TimeField()
    product_categorie = models.CharField(max_length=2, null=True)  # null: generiek
    product_code = models.CharField(max_length=5, null=True)  # null: not specifiek
    ingangsdatum = models.DateField()
    einddatum = models.DateField(null=True)
    volume = models.PositiveIntegerField(null=True)
    eenheid = models.CharField(max_length=2, null=True)  # null: no omvang
    frequentie = models.CharField(max_length=1, null=True)  # null: no omvang
    budget_cents = models.PositiveIntegerField(null=True)
    reden_wijziging = models.CharField(max_length=2, null=True)  # null: none
    referentie_aanbieder = models.TextField(null=True)  # null: no answer to a verzoek
    commentaar = models.TextField(null=True)  # null: none
    status = models.CharField(
        max_length=20, choices=[(status.value, status.value) for status in VerzendStatus]
    )
    """For a gemeente: how far it is on its way to the aanbieder."""
    bericht = models.ForeignKey(
        "postbus.Bericht", models.PROTECT, null=True, related_name="+", db_index=True
    )
    """The 301 that carried it last, or in which it came."""
    at = models.DateTimeField()

    class Meta:
        db_table = "toewijzing_versies"
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "toewijzing",
                    "toewijzingsdatum",
                    "toewijzingstijd",
                    "einddatum",
                    "volume",
                    "budget_cents",
                    "reden_wijziging",
                    "referentie_aanbieder",
                ],
                name="versie_staat_er_een_keer",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(einddatum__isnull=True) | Q(einddatum__gte=F("ingangsdatum")),
                name="versie_eindigt_na_begin",
            ),
            models.CheckConstraint(
                condition=Q(volume__isnull=True, eenheid__isnull=True, frequentie__isnull=True)
                | Q(volume__isnull=False, eenheid__isnull=False, frequentie__isnull=False),
                name="versie_omvang_is_heel",
            ),
            models.CheckConstraint(
                condition=Q(volume__isnull=True) | Q(budget_cents__isnull=True),
                name="versie_omvang_of_budget",
            ),
            models.CheckConstraint(
                condition=Q(product_code__isnull=True) | Q(product_categorie__isnull=False),
                name="versie_code_heeft_categorie",
            ),
            models.CheckConstraint(
                condition=Q(product_categorie__isnull=False) | Q(budget_cents__isnull=False),
                name="versie_generiek_heeft_budget",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="blijft_bewaard", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="blijft_zoals_besloten", exclude=["status", "bericht", "at"]),
        ]


@pghistory.track()
class Verzoek(models.Model):
    """One AangevraagdProduct of a 315, or a whole 317, by its reference (OP361)."""

    lane = models.ForeignKey("partijen.Lane", models.PROTECT, related_name="+")
    persoon = models.ForeignKey("partijen.Persoon", models.PROTECT, related_name="+")
    soort = models.CharField(max_length=30, choices=[(s.value, s.value) for s in VerzoekSoort])
    referentie_aanbieder = models.TextField()
    status = models.CharField(max_length=30, choices=[(s.value, s.value) for s in VerzoekStatus])
    dagtekening = models.DateField()
    ontvangstdatum = models.DateField()
    is_gezagsdrager_bekend = models.BooleanField(default=False)
    bericht = models.ForeignKey("postbus.Bericht", models.PROTECT, related_name="+")
    """The 315 or 317 in which what is asked can be read."""
    antwoord = models.ForeignKey("postbus.Bericht", models.PROTECT, null=True, related_name="+")
    """The 301 or 319 that answered it last; if that is rejected, it counts as not sent."""
    uiterlijk = models.DateField(null=True)
    """Last day for the next answer of the gemeente; null when it is answered."""

    class Meta:
        db_table = "verzoeken"
        constraints = [
            models.UniqueConstraint(
                fields=["lane", "referentie_aanbieder"],
                condition=~Q(status=VerzoekStatus.NIET_VERZONDEN.value),
                name="verzoek_referentie_is_uniek",
            ),
            models.CheckConstraint(
                condition=Q(
                    uiterlijk__isnull=True,
                )
                | Q(
                    status__in=[
                        VerzoekStatus.IN_BEHANDELING.value,
                        VerzoekStatus.IN_ONDERZOEK.value,
                        VerzoekStatus.VERZONDEN.value,
                    ]
                ),
                name="verzoek_termijn_loopt_tot_antwoord",
            ),
        ]
        indexes = [
            models.Index(fields=["lane", "persoon"], name="verzoek_van"),
            models.Index(
                fields=["uiterlijk"], condition=Q(uiterlijk__isnull=False), name="verzoek_termijn"
            ),
        ]
        triggers = [pgtrigger.Protect(name="blijft_bewaard", operation=pgtrigger.Delete)]


class Pgb(models.Model):
    """Days on which a client buys help with a budget of its own: no toewijzing then (OP043).

    Of one product and ingangsdatum the newest row counts.
    """

    persoon = models.ForeignKey("partijen.Persoon", models.PROTECT, related_name="+")
    wet = models.CharField(max_length=3)
    product_categorie = models.CharField(max_length=2, null=True)  # null: for everything
    product_code = models.CharField(max_length=5, null=True)  # null: for the whole categorie
    ingangsdatum = models.DateField()
    einddatum = models.DateField(null=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "pgbs"
        constraints = [
            models.CheckConstraint(condition=Q(wet__in=[wet.value for wet in Wet]), name="pgb_wet"),
            models.CheckConstraint(
                condition=Q(einddatum__isnull=True) | Q(einddatum__gte=F("ingangsdatum")),
                name="pgb_duurt_een_dag",
            ),
            models.CheckConstraint(
                condition=Q(product_code__isnull=True) | Q(product_categorie__isnull=False),
                name="pgb_code_heeft_categorie",
            ),
        ]
        indexes = [models.Index(fields=["persoon", "wet"], name="pgb_van")]
        triggers = [append_only()]


class GenomenBesluit(models.Model):
    """A decision of the gemeente that came in a file, with what it led to and what was agreed.

    Under one kenmerk a decision is carried out once, however often its file comes.
    """

    administratie = models.ForeignKey("partijen.Administratie", models.PROTECT, related_name="+")
    kenmerk = models.TextField(null=True)  # null: none was given
    """The gemeente's own reference of the decision."""
    afdruk = models.BinaryField(max_length=16)
    """Keyed hash of what was decided: tells another decision under a used kenmerk apart."""
    soort = models.TextField()
    nummers = ArrayField(models.PositiveIntegerField(), default=list)
    """ToewijzingNummers of the versions that it made."""
    berichten = ArrayField(models.BigIntegerField(), default=list)
    """Numbers of the 301's, or of the 319, that it sent."""
    afspraak_soort = models.TextField(blank=True)
    afspraak_datum = models.DateField(null=True)
    afspraak_toelichting = models.TextField(blank=True)
    door = models.TextField()
    at = models.DateTimeField()

    class Meta:
        db_table = "genomen_besluiten"
        constraints = [
            models.UniqueConstraint(
                fields=["administratie", "kenmerk"], name="besluit_kenmerk_is_uniek"
            ),
            models.CheckConstraint(
                condition=Q(kenmerk__isnull=True) | ~Q(kenmerk=""),
                name="besluit_kenmerk_is_niet_leeg",
            ),
            models.CheckConstraint(
                condition=Q(afspraak_soort="", afspraak_datum__isnull=True)
                | (~Q(afspraak_soort="") & Q(afspraak_datum__isnull=False)),
                name="besluit_afspraak_heeft_dag",
            ),
        ]
        triggers = [append_only()]


class StartStop(models.Model):
    """One StartProduct or StopProduct that was accepted, or reported by us, in that order."""

    lane = models.ForeignKey("partijen.Lane", models.PROTECT, related_name="+", db_index=False)
    persoon = models.ForeignKey(
        "partijen.Persoon", models.PROTECT, related_name="+", db_index=False
    )
    toewijzing_nummer = models.PositiveIntegerField(null=True)
    """Null for a taakgericht product."""
    product_categorie = models.CharField(max_length=2, null=True)  # null: generiek
    product_code = models.CharField(max_length=5, null=True)  # null: none
    begindatum = models.DateField()
    einddatum = models.DateField(null=True)
    """Null for a start."""
    reden_beeindiging = models.CharField(max_length=2, null=True)  # null: a start
    is_delete = models.BooleanField()
    volgnummer = models.PositiveIntegerField()
    """Order of the message among those of this person in this lane, from 1."""
    bericht = models.ForeignKey("postbus.Bericht", models.PROTECT, related_name="+", db_index=False)

    class Meta:
        db_table = "start_stops"
        constraints = [
            models.CheckConstraint(
                condition=Q(einddatum__isnull=True, reden_beeindiging__isnull=True)
                | Q(einddatum__isnull=False, reden_beeindiging__isnull=False),
                name="stop_heeft_datum_en_reden",
            ),
            models.CheckConstraint(
                condition=Q(einddatum__isnull=True) | Q(einddatum__gte=F("begindatum")),
                name="stop_niet_voor_start",
            ),
        ]
        indexes = [models.Index(fields=["lane", "persoon", "volgnummer"], name="start_stop_van")]
        triggers = [append_only()]


class NietVerzondenMelding(models.Model):
    """A 305 or 307 of ours that was rejected or not delivered: what it told counts as not sent.

    The starts and stops stay as they were reported; this is taken away when the message is sent
    again and accepted.
    """

    bericht = models.OneToOneField(
        "postbus.Bericht", models.PROTECT, primary_key=True, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        db_table = "niet_verzonden_meldingen"
