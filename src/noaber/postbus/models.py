# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Every message received and sent, with its bytes, and what waits for a person."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length

from noaber.postbus.types import AlertKind, InStatus, Richting, Status

_IN = Q(richting=Richting.IN.value)
_OUT = Q(richting=Richting.UIT.value)
_FIRST = Q(herhaling_van__isnull=True)


class Bericht(models.Model):
    """One message that came in or goes out.

    An incoming one is stored first and processed later, so nothing is lost when noaber stops in
    between; an outgoing one is stored in the transaction that decides on it and carried away after.
    """

    richting = models.CharField(max_length=3, choices=[(r.value, r.name) for r in Richting])
    administratie = models.ForeignKey(
        "partijen.Administratie", models.PROTECT, null=True, related_name="+"
    )
    """Null when nobody here is meant: a message to a gemeente that does not exist."""
    lane = models.ForeignKey("partijen.Lane", models.PROTECT, null=True, related_name="+")
    """Null when it is between no two parties here: a foutbericht, a message without header."""
    functie = models.CharField(max_length=30, blank=True)
    """WMO301; empty for a foutbericht."""
    zender = models.TextField()
    ontvanger = models.TextField()
    identificatie = models.TextField(blank=True)
    """Of this message: the IdentificatieRetour of a retourbericht."""
    antwoord_op = models.ForeignKey("self", models.PROTECT, null=True, related_name="antwoorden")
    herhaling_van = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    """The same message sent again in another envelop."""
    dagtekening = models.DateField()
    """What is written first is judged first; for a foutbericht the day it came."""
    rang = models.PositiveSmallIntegerField()
    """Order among messages of one day: answers, toewijzingen, verzoeken, starts, stops, money."""
    status = models.CharField(max_length=20)
    uitkomst = models.CharField(max_length=20, blank=True)
    """What came of an incoming message."""
    retourcodes = ArrayField(models.CharField(max_length=4), default=list)
    """In the header of the answer, or of the DeclaratieAntwoord."""
    at = models.DateTimeField()
    """When it was received, or made."""
    afgerond_at = models.DateTimeField(null=True)
    """When it was processed, or carried away."""
    uiterlijk = models.DateField(null=True)
    """Last day for the answer to it, ours or theirs; null when none is due or it is there."""
    pogingen = models.PositiveSmallIntegerField(default=0)
    """How often processing ended in an error of ours."""
    naam = models.TextField(blank=True)
    """Name of the file that it came in, without long numbers; or that it went out in."""
    sha256 = models.BinaryField(max_length=32)
    payload_sha256 = models.BinaryField(max_length=32, null=True)
    grootte = models.PositiveIntegerField()
    """Bytes, as it came or goes, without the envelop for what goes."""
    envelop = models.JSONField(null=True)
    """Stuurgegevens of the envelop it travels in; null for a bare message."""
    referentienummer = models.TextField(null=True)  # unique where it is there

    class Meta:
        db_table = "berichten"
        constraints = [
            models.CheckConstraint(
                condition=(_IN & Q(status__in=[status.value for status in InStatus]))
                | (_OUT & Q(status__in=[status.value for status in Status])),
                name="bericht_status_bestaat",
            ),
            models.CheckConstraint(
                condition=~(_IN & Q(status=InStatus.VERWERKT.value)) | Q(afgerond_at__isnull=False),
                name="bericht_verwerkt_op_een_moment",
            ),
            # One answer to a message, whatever happens. A repeat sends an answer, not a new one.
            models.UniqueConstraint(
                fields=["antwoord_op"],
                condition=_OUT & _FIRST & Q(antwoord_op__isnull=False),
                name="bericht_krijgt_een_antwoord",
            ),
            models.UniqueConstraint(
                fields=["zender", "referentienummer"],
                condition=_IN & Q(referentienummer__isnull=False),
                name="envelop_komt_een_keer_binnen",
            ),
            models.UniqueConstraint(
                fields=["zender", "functie", "identificatie", "payload_sha256"],
                condition=_IN & _FIRST & ~Q(identificatie=""),
                name="bericht_komt_een_keer_binnen",
            ),
            models.UniqueConstraint(  # no number to know it by: the same bytes are the same post
                fields=["sha256"],
                condition=_IN & _FIRST & Q(identificatie=""),
                name="bytes_komen_een_keer_binnen",
            ),
            models.UniqueConstraint(
                fields=["referentienummer"],
                condition=_OUT & Q(referentienummer__isnull=False),
                name="envelop_gaat_een_keer_uit",
            ),
            models.UniqueConstraint(
                fields=["zender", "functie", "identificatie"],
                condition=_OUT & _FIRST,
                name="bericht_gaat_een_keer_uit",
            ),
        ]
        indexes = [
            models.Index(
                "lane",
                "dagtekening",
                "rang",
                Length("identificatie"),
                "identificatie",
                "payload_sha256",
                "id",
                condition=_IN & Q(status=InStatus.ONTVANGEN.value),
                name="bericht_wacht",
            ),
            models.Index(
                fields=["id"],
                condition=_OUT & Q(status=Status.MADE.value),
                name="bericht_ligt_klaar",
            ),
            models.Index(
                fields=["uiterlijk"], condition=Q(uiterlijk__isnull=False), name="bericht_termijn"
            ),
            models.Index(fields=["sha256"], name="bericht_sha256"),
            models.Index(fields=["administratie", "richting", "-id"], name="bericht_lijst"),
            models.Index(fields=["at"], name="bericht_moment"),
            models.Index(fields=["functie"], name="bericht_soort"),
            models.Index(fields=["status"], name="bericht_stand"),
        ]
        triggers = [pgtrigger.Protect(name="blijft_bewaard", operation=pgtrigger.Delete)]


class BerichtInhoud(models.Model):
    """The bytes of a message, packed and sealed: they hold persons."""

    bericht = models.OneToOneField(Bericht, models.PROTECT, primary_key=True, related_name="inhoud")
    sealed = models.BinaryField()
    """For what came in exactly that, its envelop included; for what goes out the message alone."""

    class Meta:
        db_table = "bericht_inhoud"
        triggers = [
            pgtrigger.Protect(
                name="alleen_toevoegen", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]


@pghistory.track(exclude=["sealed"])
class Quarantaine(models.Model):
    """What could not be taken in, with the reason; it waits until a person has decided."""

    at = models.DateTimeField()
    naam = models.TextField()
    sha256 = models.BinaryField(max_length=32)
    reden = models.TextField()
    """Dutch: what, why, what to do. Without persons and without content."""
    bericht = models.ForeignKey(Bericht, models.PROTECT, null=True, related_name="+")
    """When it was taken in and processing failed."""
    sealed = models.BinaryField(null=True)
    """The bytes; null when they are those of the bericht, or could not be read."""
    afgehandeld_at = models.DateTimeField(null=True)
    afgehandeld_door = models.TextField(blank=True)
    besluit = models.TextField(blank=True)

    class Meta:
        db_table = "quarantaine"
        constraints = [
            models.UniqueConstraint(
                fields=["sha256", "naam"],
                condition=Q(afgehandeld_at__isnull=True),
                name="quarantaine_een_keer_open",
            ),
            models.CheckConstraint(
                condition=Q(afgehandeld_at__isnull=True)
                | (~Q(afgehandeld_door="") & ~Q(besluit="")),
                name="quarantaine_heeft_een_besluit",
            ),
        ]
        indexes = [
            models.Index(
                fields=["id"], condition=Q(afgehandeld_at__isnull=True), name="quarantaine_open"
            )
        ]
        triggers = [pgtrigger.Protect(name="blijft_bewaard", operation=pgtrigger.Delete)]


@pghistory.track()
class Signaal(models.Model):
    """Something that a person should look at: an answer that did not come, a warning of a rule."""

    at = models.DateTimeField()
    soort = models.TextField(choices=[(kind.value, kind.value) for kind in AlertKind])
    regel = models.CharField(max_length=8, blank=True)
    """Code of the rule that warns."""
    tekst = models.TextField()
    bericht = models.ForeignKey(Bericht, models.PROTECT, null=True, related_name="signalen")
    termijn = models.TextField(blank=True)
    """Which term passed, for a signal about one: no term is signalled twice."""
    afgehandeld_at = models.DateTimeField(null=True)
    afgehandeld_door = models.TextField(blank=True)
    besluit = models.TextField(blank=True)

    class Meta:
        db_table = "signalen"
        constraints = [
            models.CheckConstraint(
                condition=Q(afgehandeld_at__isnull=True)
                | (~Q(afgehandeld_door="") & ~Q(besluit="")),
                name="signaal_heeft_een_besluit",
            ),
            models.UniqueConstraint(
                fields=["termijn"], condition=~Q(termijn=""), name="termijn_wordt_een_keer_gemeld"
            ),
        ]
        indexes = [
            models.Index(
                fields=["id"], condition=Q(afgehandeld_at__isnull=True), name="signaal_open"
            )
        ]
        triggers = [pgtrigger.Protect(name="blijft_bewaard", operation=pgtrigger.Delete)]
