# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The header of a message, read before the message is judged: enough to route it and know it again.

Of a large declaratie only the first pieces are parsed. Whether the header is valid is for level 1.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from noaber.berichten.definitions.registry import Definition
from noaber.berichten.xml.parse import NotWellFormed, iterate
from noaber.berichten.xml.source import Source, identify
from noaber.postbus.types import Kop

if TYPE_CHECKING:
    from lxml import etree

_LONGEST: Final = 40
"""More than any field of a header may hold: what is longer will not pass level 1."""

_BERICHT: Final = "BerichtIdentificatie/Identificatie"
_RETOUR: Final = "IdentificatieRetour"
_DECLARATIE: Final = "DeclaratieIdentificatie/Identificatie"
_DAGTEKENING: Final = "BerichtIdentificatie/Dagtekening"
_DAGTEKENING_RETOUR: Final = "DagtekeningRetour"


def read_kop(payload: bytes) -> Kop | None:
    """The header of this message.

    None when level 1 is going to refuse the message: not one of the 28, or no usable header.
    """
    definition = identify(Source.from_bytes(payload)).definition
    header = None if definition is None else _header(payload, definition)
    if definition is None or header is None:
        return None
    own, answered = _BERICHT, None
    if definition.is_retour:
        own, answered = _RETOUR, _BERICHT
    elif definition.question is not None:
        answered = _DECLARATIE
    found = {
        name: _text(header, name, definition)
        for name in ("BerichtCode", "Afzender", "Ontvanger", own, *([answered] if answered else ()))
    }
    texts = {name: text for name, text in found.items() if text}
    if len(texts) < len(found):
        return None
    zender, ontvanger = texts["Afzender"], texts["Ontvanger"]
    dated = _DAGTEKENING_RETOUR if definition.is_retour else _DAGTEKENING
    if definition.is_retour:
        zender, ontvanger = ontvanger, zender
    return Kop(
        functie=definition.name,
        bericht_code=texts["BerichtCode"],
        zender=zender,
        ontvanger=ontvanger,
        identificatie=texts[own],
        antwoord_op=texts[answered] if answered else None,
        dagtekening=_day(_text(header, dated, definition)),
    )


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def _header(payload: bytes, definition: Definition) -> etree._Element | None:
    tag = f"{{{definition.namespace}}}Header"
    try:
        for element in iterate(Source.from_bytes(payload), (tag,)):
            root = element.getparent()
            return element if root is not None and root.getparent() is None else None
    except NotWellFormed:
        pass
    return None


def _text(header: etree._Element, path: str, definition: Definition) -> str | None:
    first, _, second = path.partition("/")
    found = header.find(f"{{{definition.namespace}}}{first}")
    if found is not None and second:
        found = found.find(f"{{{definition.basis_namespace}}}{second}")
    if found is None or found.text is None or len(found.text) > _LONGEST:
        return None
    return found.text.strip(" \t\r\n")
