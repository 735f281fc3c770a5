# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The persons it is about, where they live and with whom."""

from __future__ import annotations

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from noaber.storage.constraints import days, same

_INDEX_BYTES = 16


class Gebied(models.Model):
    """A part of a gemeente, such as a village or a district, as the gemeente itself draws it."""

    administratie = models.ForeignKey("partijen.Administratie", models.PROTECT, related_name="+")
    code = models.TextField()
    naam = models.TextField()

    class Meta:
        db_table = "gebieden"
        constraints = [
            models.UniqueConstraint(fields=["administratie", "code"], name="gebied_is_uniek")
        ]


@pghistory.track(exclude=["bsn_sealed"])
class Persoon(models.Model):
    """A person in one administratie. Two gemeenten that know the same person know it apart."""

    administratie = models.ForeignKey("partijen.Administratie", models.PROTECT, related_name="+")
    bsn_index = models.BinaryField(max_length=_INDEX_BYTES)
    """Blind index of the bsn (access.sealing)."""
    bsn_sealed = models.BinaryField()
    achternaam = models.TextField()
    voorvoegsel = models.TextField(blank=True)
    partner_achternaam = models.TextField(blank=True)
    partner_voorvoegsel = models.TextField(blank=True)
    voornamen = models.TextField(blank=True)
    voorletters = models.TextField(blank=True)
    naam_gebruik = models.CharField(max_length=1, default="1")
    """COD700: which names the person wants to be called by."""
    geboortedatum = models.DateField()
    datum_gebruik = models.CharField(max_length=1, blank=True)
    """COD170: which part of geboortedatum is unknown; empty when it is known."""
    geslacht = models.CharField(max_length=1)
    """COD046."""
    overlijdensdatum = models.DateField(null=True)
    buiten_berichten = models.BooleanField(default=False)
    """No message goes out about this person: sharing the data is a danger (OP003)."""

    class Meta:
        db_table = "personen"
        constraints = [
            models.UniqueConstraint(
                fields=["administratie", "bsn_index"], name="persoon_staat_er_een_keer"
            ),
            models.CheckConstraint(
                condition=Q(geslacht__in=["0", "1", "2"]), name="persoon_geslacht_cod046"
            ),
            models.CheckConstraint(
                condition=Q(overlijdensdatum__isnull=True)
                | Q(overlijdensdatum__gte=F("geboortedatum")),
                name="persoon_sterft_na_geboorte",
            ),
        ]


class Adres(models.Model):
    """Where a person can be reached, over the days on which that holds.

    ``geldig_tot`` is exclusive; null is until further notice.
    """

    persoon = models.ForeignKey(Persoon, models.PROTECT, related_name="adressen")
    soort = models.CharField(max_length=2)
    """COD757: 01 BRP, 02 correspondentie, 03 verblijf, 04 tijdelijk verblijf."""
    straatnaam = models.TextField(blank=True)
    huisnummer = models.PositiveIntegerField(null=True)
    huisletter = models.CharField(max_length=1, blank=True)
    toevoeging = models.CharField(max_length=4, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    plaatsnaam = models.TextField(blank=True)
    land_code = models.CharField(max_length=2, default="NL")
    """COD032."""
    telefoonnummer = models.TextField(blank=True)
    emailadres = models.TextField(blank=True)
    gebied = models.ForeignKey(Gebied, models.PROTECT, null=True, related_name="+")
    geldig_van = models.DateField()
    geldig_tot = models.DateField(null=True)

    class Meta:
        db_table = "adressen"
        constraints = [
            models.CheckConstraint(
                condition=Q(geldig_tot__isnull=True) | Q(geldig_tot__gt=F("geldig_van")),
                name="adres_geldt_een_dag",
            ),
            models.CheckConstraint(
                condition=Q(soort__in=["01", "02", "03", "04"]), name="adres_soort_cod757"
            ),
            # Two addresses of one kind on one day would make "where does this person live" a guess.
            ExclusionConstraint(
                name="adres_een_per_soort_per_dag",
                expressions=[
                    (same("persoon_id"), RangeOperators.OVERLAPS),
                    (same("soort", cast=True), RangeOperators.OVERLAPS),
                    (days("geldig_van", "geldig_tot"), RangeOperators.OVERLAPS),
                ],
            ),
        ]
        indexes = [models.Index(fields=["persoon", "soort", "geldig_van"], name="adres_van")]


class Relatie(models.Model):
    """A person around another: parent, guardian, partner, contact person (COD472)."""

    persoon = models.ForeignKey(Persoon, models.PROTECT, related_name="relaties")
    nummer = models.TextField()
    """Never changes per gemeente and client (OP071)."""
    soort = models.CharField(max_length=2)
    achternaam = models.TextField()
    voorvoegsel = models.TextField(blank=True)
    voornamen = models.TextField(blank=True)
    voorletters = models.TextField(blank=True)
    naam_gebruik = models.CharField(max_length=1, default="1")
    """COD700; 6 is an organisation (IV045)."""
    geboortedatum = models.DateField(null=True)
    geslacht = models.CharField(max_length=1, blank=True)
    telefoonnummer = models.TextField()
    geldig_van = models.DateField()
    geldig_tot = models.DateField(null=True)
    """Exclusive; null is until further notice."""

    class Meta:
        db_table = "relaties"
        constraints = [
            models.UniqueConstraint(fields=["persoon", "nummer"], name="relatie_heeft_een_nummer"),
            models.CheckConstraint(
                condition=Q(geldig_tot__isnull=True) | Q(geldig_tot__gt=F("geldig_van")),
                name="relatie_geldt_een_dag",
            ),
        ]


class Huishouden(models.Model):
    """Persons who run a household together; a child of divorced parents is in two."""

    administratie = models.ForeignKey("partijen.Administratie", models.PROTECT, related_name="+")
    soort = models.TextField()
    """brp-adres, gezin, of economisch (domain §1.2)."""

    class Meta:
        db_table = "huishoudens"
        constraints = [
            models.CheckConstraint(
                condition=Q(soort__in=["brp-adres", "gezin", "economisch"]),
                name="huishouden_soort",
            )
        ]


class Lidmaatschap(models.Model):
    """A person in a household, over the days on which that holds; the end is exclusive."""

    huishouden = models.ForeignKey(Huishouden, models.PROTECT, related_name="leden")
    persoon = models.ForeignKey(Persoon, models.PROTECT, related_name="lidmaatschappen")
    geldig_van = models.DateField()
    geldig_tot = models.DateField(null=True)

    class Meta:
        db_table = "huishoudleden"
        constraints = [
            models.CheckConstraint(
                condition=Q(geldig_tot__isnull=True) | Q(geldig_tot__gt=F("geldig_van")),
                name="lid_geldt_een_dag",
            ),
            models.UniqueConstraint(
                fields=["huishouden", "persoon", "geldig_van"], name="lid_staat_er_een_keer"
            ),
        ]
