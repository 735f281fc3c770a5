# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The laws under which a municipality assigns help by standard message."""

from __future__ import annotations

from enum import StrEnum


class Wet(StrEnum):
    """The *wettelijk domein* of a message, an assignment or a declaration.

    Numbers (toewijzingnummer, declaratienummer, referentienummer) are unique within one law only.
    """

    WMO = "wmo"
    JW = "jw"

    @property
    def standaard(self) -> str:
        """Name of the information standard: iWmo or iJw."""
        return "iWmo" if self is Wet.WMO else "iJw"

    @property
    def naam(self) -> str:
        """Name of the law as a user reads it."""
        return "Wmo" if self is Wet.WMO else "Jeugdwet"
