# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Whose books a command is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from noaber.cli.options import fail, viewer

if TYPE_CHECKING:
    from noaber.partijen.types import Administratie


def get_books(code: str) -> Administratie:
    """The books of this gemeente or aanbieder, also by a code of before a herindeling.

    Ends the command when there are none.
    """
    from noaber.partijen.queries import find_administratie

    found = find_administratie(code)
    if found is None:
        fail(
            "Hier worden geen boeken gevoerd voor deze code. Controleer de code van de gemeente "
            "(vier cijfers) of van de aanbieder (acht cijfers); 'noaber inrichting toon' laat zien "
            "welke er zijn."
        )
    return found


def get_gemeente(code: str | None, doel: str) -> Administratie:
    """The books of this gemeente, or of the only one there is. Ends the command otherwise."""
    from noaber.berichten.definitions.registry import Rol
    from noaber.partijen.queries import find_administratie, list_administraties

    if code is not None:
        found = find_administratie(code)
        if found is None or found.rol is not Rol.GEMEENTE:
            fail(
                "Van deze gemeente voert noaber hier geen administratie. Controleer --gemeente; "
                "'noaber inrichting toon' laat zien welke er zijn."
            )
        return found
    every = list_administraties(viewer=viewer(None, doel))
    gemeenten = [one for one in every if one.rol is Rol.GEMEENTE]
    if not every:
        fail("Er is nog geen administratie. Begin met 'noaber inrichting voorbeeld MAP'.")
    if len(gemeenten) != 1:
        fail("Zet met --gemeente CODE achter het commando om welke gemeente het gaat.")
    return gemeenten[0]
