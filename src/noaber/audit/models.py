# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The log, append-only, and whose database this is."""

from __future__ import annotations

from django.db import models

from noaber.storage.constraints import append_only


class Verwerking(models.Model):
    """One act on personal data; fields follow VNG verwerkingenlogging."""

    at = models.DateTimeField()
    actor = models.TextField()
    """Who did it, by name; noaber itself when no person did."""
    doel = models.TextField()
    handeling = models.TextField()
    """What was done, in a few Dutch words."""
    administratie = models.TextField()
    """Code of the gemeente or aanbieder that is responsible."""
    onderwerp_soort = models.TextField()
    """What was handled: bericht, persoon, toewijzing."""
    onderwerp_id = models.BigIntegerField()

    class Meta:
        db_table = "verwerkingen"
        indexes = [models.Index(fields=["onderwerp_soort", "onderwerp_id"], name="verwerking_van")]
        triggers = [append_only()]


class Installatie(models.Model):
    """The one row that says which keys belong to this database."""

    sleutel_kenmerk = models.TextField()
    """Fingerprint of the keyring: with another one no person would be found again."""

    class Meta:
        db_table = "installatie"
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="installatie_is_een")]
