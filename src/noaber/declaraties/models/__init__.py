# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Tables: declaraties with their prestaties, and what is paid for them."""

from noaber.declaraties.models.betalingen import Betaalbatch, Betaalopdracht, Betaalregel
from noaber.declaraties.models.declaraties import Declaratie, Prestatie

__all__ = ["Betaalbatch", "Betaalopdracht", "Betaalregel", "Declaratie", "Prestatie"]
