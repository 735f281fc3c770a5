# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Tables: the parties that exchange messages, and the persons it is about."""

from noaber.partijen.models.partijen import Aanbieder, Administratie, Lane, OudeCode, Rekening
from noaber.partijen.models.personen import (
    Adres,
    Gebied,
    Huishouden,
    Lidmaatschap,
    Persoon,
    Relatie,
)

__all__ = [
    "Aanbieder",
    "Administratie",
    "Adres",
    "Gebied",
    "Huishouden",
    "Lane",
    "Lidmaatschap",
    "OudeCode",
    "Persoon",
    "Rekening",
    "Relatie",
]
