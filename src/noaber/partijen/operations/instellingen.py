# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What an administratie chooses where the sources leave room, and who is kept out of messages.

Who did it and when goes along with the history that the database itself keeps of every change.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

import pghistory
from django.db import transaction

from noaber.access.types import Recht, Viewer
from noaber.partijen import models
from noaber.partijen.queries import UnknownPersoon, get_administratie
from noaber.partijen.types import INSTELLINGEN, Administratie


class UnknownInstelling(LookupError):
    """There is no such setting, or it cannot be this; the text is Dutch and says what can be."""


@transaction.atomic
def set_instellingen(
    *, code: str, waarden: Mapping[str, str], viewer: Viewer, at: datetime
) -> Administratie:
    """Changes settings of the books of this gemeente or aanbieder: all of them, or none.

    ``waarden``: by name, as a user writes them. What was already so leaves no trace.

    Raises:
        NotAllowed: the viewer may not.
        UnknownAdministratie: there are no such books, or not for this viewer.
        UnknownInstelling: a name or value does not exist.
    """
    viewer.require(Recht.INRICHTEN)
    found = get_administratie(code, viewer=viewer)
    wanted = {naam: _value(naam, text) for naam, text in waarden.items()}
    changed: dict[str, Any] = {
        naam: value for naam, value in wanted.items() if getattr(found.instellingen, naam) != value
    }
    if changed:
        with pghistory.context(door=viewer.naam, at=at.isoformat()):
            models.Administratie.objects.filter(id=found.id).update(**changed)
    return replace(found, instellingen=replace(found.instellingen, **changed))


def _value(naam: str, text: str) -> bool | str:
    setting = next((one for one in INSTELLINGEN if one.naam == naam), None)
    if setting is None:
        names = ", ".join(one.naam for one in INSTELLINGEN)
        raise UnknownInstelling(f"De instelling {naam} bestaat niet: kies uit {names}.")
    for written, value, _ in setting.waarden:
        if text.strip().lower() == written:
            return value
    options = " of ".join(written for written, _, _ in setting.waarden)
    raise UnknownInstelling(f"{naam} kan niet {text} zijn: kies uit {options}.")


@transaction.atomic
def set_buiten_berichten(
    *, administratie: Administratie, persoon_id: int, is_buiten: bool, viewer: Viewer, at: datetime
) -> None:
    """Keeps a person out of what is sent, or lets messages go again (OP003).

    A professional decides so when sharing the data is a serious danger. What was sent stays sent;
    help is then arranged on paper.

    Raises:
        NotAllowed: the viewer may not.
        UnknownPersoon: not there, or not in these books.
    """
    viewer.require(Recht.TOEWIJZEN, administratie.code)
    with pghistory.context(door=viewer.naam, at=at.isoformat()):
        changed = models.Persoon.objects.filter(
            id=persoon_id, administratie_id=administratie.id
        ).update(buiten_berichten=is_buiten)
    if not changed:
        raise UnknownPersoon
