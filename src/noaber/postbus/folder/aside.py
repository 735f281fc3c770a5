# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Putting aside what cannot be taken in, with the reason beside it for whoever looks after post.

The reason is there before the file is: a file in quarantaine without a reason does not exist.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from noaber.postbus.folder.contents import Item, stored_name
from noaber.postbus.folder.durable import move, place
from noaber.postbus.folder.layout import Layout, shown_name
from noaber.postbus.folder.lease import half_in

REASON: Final = ".reden.txt"


def put_file_aside(path: Path, name: str, reason: str, layout: Layout, scratch: Path) -> None:
    """Moves a file to ``quarantaine`` under this name. ``scratch`` is a folder of this worker."""
    target = layout.quarantine / name
    _place_reason(target, shown_name(path.name), reason, scratch)
    move(path, target)


def put_item_aside(item: Item, reason: str, layout: Layout, scratch: Path) -> None:
    """Writes one message of a zip to ``quarantaine``."""
    target = layout.quarantine / stored_name(item.data, "xml")
    _place_reason(target, item.name, reason, scratch)
    place(item.data, target, half_in(scratch))


def _place_reason(target: Path, name: str, reason: str, scratch: Path) -> None:
    text = (
        f"Waarom dit bestand in quarantaine staat\n\n{reason}\n\n"
        f"Naam bij binnenkomst: {name}\n\n"
        "Er is niets mee gedaan. Is de oorzaak weg, zet het bestand dan terug in de map in.\n"
    )
    place(text.encode(), target.with_name(target.name + REASON), half_in(scratch))
