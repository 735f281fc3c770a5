# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The parties that exchange messages, and the accounts that are paid."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Trim
from django.db.models.lookups import Exact

from noaber.berichten.definitions.registry import Rol
from noaber.kernel.wet import Wet

_GEMEENTECODE = r"^[0-9]{4}$"
_AGB = r"^[0-9]{8}$"
_IBAN = r"^[A-Z]{2}[0-9]{2}[A-Z0-9]{10,30}$"


@pghistory.track()
class Administratie(models.Model):
    """The books that this installation keeps for one gemeente or one aanbieder."""

    code = models.CharField(max_length=8, unique=True)
    """Gemeentecode or AGB code."""
    naam = models.TextField()
    in_envelop = models.BooleanField(default=False)
    """Whether messages that it sends by itself travel in a StUF envelop; an answer travels as its
    question came."""

    iban = models.CharField(max_length=34, blank=True)
    """The account that a gemeente pays from; empty as long as it pays nothing."""
    # Choices where the standard leaves room; what each means: types.INSTELLINGEN.
    antwoord_323_als_di01 = models.BooleanField(default=False)
    output_week_zonder_zondag = models.BooleanField(default=False)
    goede_vrijdag_is_werkdag = models.BooleanField(default=False)
    vijf_mei_is_werkdag = models.BooleanField(default=False)
    reden_na_definitieve_stop = models.CharField(max_length=2, default="12")

    class Meta:
        db_table = "administraties"
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex=_GEMEENTECODE) | Q(code__regex=_AGB),
                name="administratie_heeft_een_code",
            ),
            models.CheckConstraint(
                condition=Q(iban="") | Q(iban__regex=_IBAN), name="administratie_iban_is_iban"
            ),
            models.CheckConstraint(
                condition=Q(reden_na_definitieve_stop__in=["12", "14"]),
                name="administratie_reden_na_stop",
            ),
        ]

    @property
    def rol(self) -> Rol:
        """Whose books these are."""
        return Rol.GEMEENTE if len(self.code) == 4 else Rol.AANBIEDER


class OudeCode(models.Model):
    """A gemeentecode that a herindeling ended; its messages belong to this administratie now."""

    code = models.CharField(max_length=4, unique=True)
    administratie = models.ForeignKey(Administratie, models.PROTECT, related_name="oude_codes")

    class Meta:
        db_table = "oude_gemeentecodes"
        constraints = [
            models.CheckConstraint(condition=Q(code__regex=_GEMEENTECODE), name="oude_code_is_code")
        ]


@pghistory.track()
class Aanbieder(models.Model):
    """A provider of help, known by its AGB code."""

    agb = models.CharField(max_length=8, unique=True)
    naam = models.TextField()
    kvk = models.CharField(max_length=8, blank=True)

    class Meta:
        db_table = "aanbieders"
        constraints = [
            models.CheckConstraint(condition=Q(agb__regex=_AGB), name="aanbieder_heeft_agb"),
            models.CheckConstraint(
                condition=Q(kvk="") | Q(kvk__regex=_AGB), name="aanbieder_kvk_is_acht_cijfers"
            ),
        ]


class Lane(models.Model):
    """The traffic between one gemeente and one aanbieder under one wet, in the books of one.

    Whoever changes anything in a lane holds its row locked: in a lane things happen in order.
    """

    administratie = models.ForeignKey(Administratie, models.PROTECT, related_name="lanes")
    gemeente = models.CharField(max_length=4)
    """May be a code of before a herindeling."""
    aanbieder = models.CharField(max_length=8)
    wet = models.CharField(max_length=3, choices=[(wet.value, wet.naam) for wet in Wet])

    class Meta:
        db_table = "lanes"
        constraints = [
            models.UniqueConstraint(
                fields=["administratie", "gemeente", "aanbieder", "wet"], name="lane_is_uniek"
            ),
            models.CheckConstraint(
                condition=Q(gemeente__regex=_GEMEENTECODE)
                & Q(aanbieder__regex=_AGB)
                & Q(wet__in=[wet.value for wet in Wet]),
                name="lane_is_volledig",
            ),
        ]
        triggers = [pgtrigger.Protect(name="blijft_zoals_zij_is", operation=pgtrigger.Update)]


class Rekening(models.Model):
    """The account of an aanbieder as one gemeente pays it: a version, never edited.

    A new account is not paid until a second person has confirmed it (domain §3.3 rule 6).
    """

    administratie = models.ForeignKey(Administratie, models.PROTECT, related_name="+")
    aanbieder = models.ForeignKey(Aanbieder, models.PROTECT, related_name="rekeningen")
    iban = models.CharField(max_length=34)
    tenaamstelling = models.TextField()
    opgegeven_door = models.TextField()
    opgegeven_at = models.DateTimeField()
    bevestigd_door = models.TextField(blank=True)
    bevestigd_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "rekeningen"
        constraints = [
            models.CheckConstraint(condition=Q(iban__regex=_IBAN), name="rekening_is_iban"),
            models.CheckConstraint(
                condition=Q(bevestigd_at__isnull=True, bevestigd_door="")
                | (Q(bevestigd_at__isnull=False) & ~Q(bevestigd_door="")),
                name="rekening_bevestigd_door_iemand",
            ),
            models.CheckConstraint(
                condition=~Q(Exact(Lower(Trim("bevestigd_door")), Lower(Trim("opgegeven_door")))),
                name="rekening_bevestigd_door_een_ander",
            ),
        ]
        indexes = [
            models.Index(
                fields=["administratie", "aanbieder", "-opgegeven_at"], name="rekening_nieuwste"
            )
        ]
        triggers = [
            pgtrigger.Protect(name="blijft_bewaard", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="opgave_ligt_vast",
                fields=[
                    "administratie",
                    "aanbieder",
                    "iban",
                    "tenaamstelling",
                    "opgegeven_door",
                    "opgegeven_at",
                ],
            ),
        ]
