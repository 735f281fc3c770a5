# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Writing the log, and tying the database to its keys."""

from __future__ import annotations

from datetime import datetime

from noaber.audit.models import Installatie, Verwerking
from noaber.storage.rows import add_row


def record_verwerking(
    *,
    at: datetime,
    actor: str,
    doel: str,
    handeling: str,
    administratie: str,
    onderwerp: tuple[str, int],
) -> None:
    """Logs an act on personal data, in the transaction of the act itself."""
    soort, number = onderwerp
    add_row(
        Verwerking(
            at=at,
            actor=actor,
            doel=doel,
            handeling=handeling,
            administratie=administratie,
            onderwerp_soort=soort,
            onderwerp_id=number,
        )
    )


class OtherKeys(Exception):
    """This database was filled with other keys; the text is Dutch and says what to do."""

    def __init__(self) -> None:
        super().__init__(
            "De sleutels van noaber horen niet bij deze database: met deze sleutels is niemand "
            "terug te vinden. Zet het goede bestand met sleutels terug (zie NOABER_SLEUTEL), of "
            "wijs met DATABASE_URL de goede database aan."
        )


def claim_installation(fingerprint: str) -> None:
    """Ties a new database to these keys, or checks that it was tied to them. Raises OtherKeys."""
    row, _ = Installatie.objects.get_or_create(id=1, defaults={"sleutel_kenmerk": fingerprint})
    if row.sleutel_kenmerk != fingerprint:
        raise OtherKeys
