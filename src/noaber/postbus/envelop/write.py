# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""From an envelop to bytes: UTF-8 without BOM, lines ending in CR/LF, the payload in base64.

One value gives one sequence of bytes, always: what is written again is the same file.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import Final
from xml.sax.saxutils import escape

from noaber.postbus.envelop.names import (
    BESTAND,
    DI01_ROOT,
    DU01_ROOT,
    FO01_ROOT,
    GGK_NAMESPACE,
    SENT_MAX_BYTES,
    STUF_NAMESPACE,
)
from noaber.postbus.rules.foutcodes import OWN_CODE
from noaber.postbus.types import Berichtenvelop, Du01, Envelop, Fo01, Stuurgegevens, Systeem

# A bare carriage return would be read back as a line feed; a line feed travels as CR/LF.
_ESCAPES: Final = {"\r": "&#13;", "\n": "\r\n"}


class UnwritableEnvelop(ValueError):
    """This envelop may not leave; the text says why and what to do, in Dutch."""


def write_envelop(envelop: Envelop) -> bytes:
    """The envelop as it goes out.

    Raises:
        UnwritableEnvelop: it is larger than 25 MB, or a foutbericht that is not ours to send.
    """
    if isinstance(envelop, Fo01) and envelop.code != OWN_CODE:
        raise UnwritableEnvelop(
            f"Een gemeente of aanbieder verstuurt alleen foutberichten met code {OWN_CODE}; de "
            "andere codes zijn van de knooppunten."
        )
    data = render_envelop(envelop)
    if len(data) > SENT_MAX_BYTES:
        raise UnwritableEnvelop(
            f"De envelop is {len(data) / 1_000_000:.1f} MB groot en mag 25 MB zijn: verdeel het "
            "bericht over meer berichten, elk met een eigen Identificatie."
        )
    return data


def render_envelop(envelop: Envelop) -> bytes:
    """The bytes of any envelop, also one that only a node may send: for simulators and tests."""
    return "\r\n".join(_document(envelop)).encode()


def _document(envelop: Envelop) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    if isinstance(envelop, Fo01):
        yield from _fo01(envelop)
    else:
        yield from _bericht(envelop)
    yield ""


def _bericht(envelop: Berichtenvelop) -> Iterator[str]:
    is_answer = isinstance(envelop, Du01)
    root = DU01_ROOT if is_answer else DI01_ROOT
    yield f'<GGK:{root} xmlns:GGK="{GGK_NAMESPACE}" xmlns:StUF="{STUF_NAMESPACE}">'
    yield "\t<GGK:stuurgegevens>"
    yield from _stuur(envelop, "Du01" if is_answer else "Di01")
    if isinstance(envelop, Du01):
        yield _leaf(2, "StUF:crossRefnummer", envelop.cross_refnummer)
    yield _leaf(2, "StUF:functie", envelop.functie)
    yield "\t</GGK:stuurgegevens>"
    yield "\t<GGK:parameters>"
    yield _leaf(2, "GGK:applicatieVersie", envelop.versies.applicatie_versie)
    yield _leaf(2, "GGK:applicatieSubversie", envelop.versies.applicatie_subversie)
    yield _leaf(2, "GGK:functieVersie", envelop.versies.functie_versie)
    yield _leaf(2, "GGK:functieSubversie", envelop.versies.functie_subversie)
    yield "\t\t<GGK:bericht>"
    yield _leaf(3, f"GGK:{BESTAND}", base64.b64encode(envelop.payload).decode())
    yield "\t\t</GGK:bericht>"
    yield "\t</GGK:parameters>"
    yield f"</GGK:{root}>"


def _fo01(fout: Fo01) -> Iterator[str]:
    yield f'<StUF:{FO01_ROOT} xmlns:StUF="{STUF_NAMESPACE}">'
    yield "\t<StUF:stuurgegevens>"
    yield from _stuur(fout, "Fo01")
    yield _leaf(2, "StUF:crossRefnummer", fout.cross_refnummer)
    yield "\t</StUF:stuurgegevens>"
    yield "\t<StUF:body>"
    yield _leaf(2, "StUF:code", fout.code)
    yield _leaf(2, "StUF:plek", fout.plek)
    yield _leaf(2, "StUF:omschrijving", fout.omschrijving)
    if fout.details is not None:
        yield _leaf(2, "StUF:details", fout.details)
    yield "\t</StUF:body>"
    yield f"</StUF:{FO01_ROOT}>"


def _stuur(envelop: Stuurgegevens, berichtcode: str) -> Iterator[str]:
    yield _leaf(2, "StUF:berichtcode", berichtcode)
    yield from _systeem("zender", envelop.zender)
    yield from _systeem("ontvanger", envelop.ontvanger)
    yield _leaf(2, "StUF:referentienummer", envelop.referentienummer)
    moment = envelop.tijdstip
    yield _leaf(2, "StUF:tijdstipBericht", f"{moment.year:04}{moment:%m%d%H%M%S}")


def _systeem(name: str, systeem: Systeem) -> Iterator[str]:
    yield f"\t\t<StUF:{name}>"
    yield _leaf(3, "StUF:organisatie", systeem.organisatie)
    yield _leaf(3, "StUF:applicatie", systeem.applicatie)
    if systeem.administratie is not None:
        yield _leaf(3, "StUF:administratie", systeem.administratie)
    if systeem.gebruiker is not None:
        yield _leaf(3, "StUF:gebruiker", systeem.gebruiker)
    yield f"\t\t</StUF:{name}>"


def _leaf(depth: int, tag: str, text: str) -> str:
    indent = "\t" * depth
    return f"{indent}<{tag}>{escape(text, _ESCAPES)}</{tag}>"
