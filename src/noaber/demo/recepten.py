# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Every kind of mistake that an exercise can make, in the order of a table."""

from __future__ import annotations

from typing import Final

# Reading these modules registers their recipes.
from noaber.demo import foute_besluiten, foute_declaraties, foute_meldingen, foute_verzoeken
from noaber.demo.fouten import EXTRA, KRUISING, REGELFOUTEN, Foutsoort
from noaber.demo.vreemd import POSTFOUTEN
from noaber.demo.zoeken import FOUTEN

MODULES: Final = (foute_besluiten, foute_declaraties, foute_meldingen, foute_verzoeken)

SOORTEN: Final[tuple[Foutsoort, ...]] = tuple(
    sorted(
        (
            *(soort for soort, _ in REGELFOUTEN),
            *(soort for soort, _ in EXTRA),
            *(one.soort for one in FOUTEN),
            *POSTFOUTEN,
            KRUISING,
        ),
        key=lambda soort: (soort.bericht, soort.niveau, soort.naam),
    )
)

__all__ = ["FOUTEN", "MODULES", "SOORTEN"]
