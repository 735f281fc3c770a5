# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Names and limits of the koppelvlak."""

from __future__ import annotations

from typing import Final

GGK_NAMESPACE: Final = "http://www.stufstandaarden.nl/koppelvlak/ggk0210"
STUF_NAMESPACE: Final = "http://www.egem.nl/StUF/StUF0301"

DI01_ROOT: Final = "envelopHeenbericht-ggk_Di01"
DU01_ROOT: Final = "envelopRetourbericht-ggk_Du01"
FO01_ROOT: Final = "Fo01Bericht"
BESTAND: Final = "xmlBestand"

SENT_MAX_BYTES: Final = 25_000_000
"""An envelop that we send stays below this as a whole: the smaller reading of "25 MB" (OP179)."""
RECEIVED_MAX_BYTES: Final = 160 * 1024 * 1024
"""More than this is not read. A receiver processes what it can (OP179): this holds a message of
four times the standard's limit in base64."""


def ggk(name: str) -> str:
    """Tag of an element of the koppelvlak."""
    return f"{{{GGK_NAMESPACE}}}{name}"


def stuf(name: str) -> str:
    """Tag of an element of StUF."""
    return f"{{{STUF_NAMESPACE}}}{name}"
