# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""From bytes to an envelop.

Tolerant where it carries no meaning (prefixes, white space, a BOM, comments), strict everywhere
else: elements, their order and their number are those of the published schema.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Final

from noaber.berichten.xml.parse import NotWellFormed, parse_tree
from noaber.berichten.xml.source import Source, identify
from noaber.postbus.envelop.names import (
    BESTAND,
    DI01_ROOT,
    DU01_ROOT,
    FO01_ROOT,
    RECEIVED_MAX_BYTES,
    ggk,
    stuf,
)
from noaber.postbus.types import (
    AMSTERDAM,
    Di01,
    Du01,
    Envelop,
    Fo01,
    InvalidEnvelopField,
    InvalidReferentienummer,
    Plek,
    Referentienummer,
    Systeem,
    Versies,
)

if TYPE_CHECKING:
    from lxml import etree

_BLANK: Final = " \t\r\n"
# What may stand in a file of base64: no character of it can begin or end markup. Some writers of
# XML put a carriage return there as a reference.
_BESTAND: Final = re.compile(
    rb"<(?:[^\s<>/:!?=]++:)?" + BESTAND.encode() + rb"(?:[ \t\r\n][^<>]*)?>"
    rb"((?:[A-Za-z0-9+/= \t\r\n]++|&#(?:13|10|[xX]0?[dDaA]);)*+)</"
)
_BETWEEN: Final = re.compile(rb"[ \t\r\n]++|&#[^;]*;")
_TIJDSTIP: Final = re.compile(
    r"([0-9]{4})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})[0-9]{0,3}"
)

_STUUR: Final = ("berichtcode", "zender", "ontvanger", "referentienummer", "tijdstipBericht")
_SYSTEEM: Final = ("organisatie", "applicatie", "administratie?", "gebruiker?")
_PARAMETERS: Final = (
    "applicatieVersie",
    "applicatieSubversie",
    "functieVersie",
    "functieSubversie",
    "bericht",
)
_FOUT: Final = ("code", "plek", "omschrijving", "details?", "detailsXML?")


class UnreadableEnvelop(ValueError):
    """This is no envelop that we are willing to read; the text says why, in Dutch.

    It names elements of the standard only, and never repeats what was read.
    """


def read_envelop(data: bytes) -> Envelop:
    """The envelop in these bytes. The message inside is unpacked and not looked at.

    Raises:
        UnreadableEnvelop: with the reason.
    """
    _refuse_unsafe(data)
    skeleton, bestand, mark = _without_bestand(data)
    try:
        root = parse_tree(skeleton)
    except NotWellFormed as problem:
        raise UnreadableEnvelop(f"{problem.finding.text}.") from None
    try:
        if root.tag == stuf(FO01_ROOT):
            return _fo01(root)
        if root.tag in (ggk(DI01_ROOT), ggk(DU01_ROOT)):
            return _with_bericht(root, bestand, mark)
    except (InvalidEnvelopField, InvalidReferentienummer) as problem:
        raise UnreadableEnvelop(str(problem)) from None
    raise UnreadableEnvelop(_unknown_root(str(root.tag)))


def _refuse_unsafe(data: bytes) -> None:
    """Everything that is refused before an XML parser sees it: size, encoding, DOCTYPE."""
    if len(data) > RECEIVED_MAX_BYTES:
        raise UnreadableEnvelop(
            f"Het bestand is {len(data) // 1_000_000} MB groot; een bericht mag 25 MB zijn en meer "
            f"dan {RECEIVED_MAX_BYTES // (1024 * 1024)} MB wordt niet gelezen. Vraag de afzender "
            "om het te verdelen."
        )
    identity = identify(Source.from_bytes(data))
    for finding in identity.findings:
        if finding.rule != "XSD":  # "not one of the 28 messages" is what an envelop should be
            raise UnreadableEnvelop(f"{finding.text}.")


def _without_bestand(data: bytes) -> tuple[bytes, bytes | None, str]:
    """The document with a short mark in the place of its base64, and that base64.

    libxml2 refuses a text of more than 10 MB unless its limits are switched off, and a payload may
    be larger. What is taken out is of characters that cannot be markup, and so is the mark: the
    document with the mark has the same structure. The mark stands nowhere else in the document, so
    finding it in the right element proves that the base64 stood there and not in a comment.
    """
    found = list(_BESTAND.finditer(data))
    if len(found) != 1:
        return data, None, ""
    number = 0
    while (mark := b"uitgenomen%d" % number) in data:
        number += 1
    start, end = found[0].span(1)
    return data[:start] + mark + data[end:], data[start:end], mark.decode()


# ── the three envelopes ──────────────────────────────────────────────────────────────────────────


def _with_bericht(root: etree._Element, bestand: bytes | None, mark: str) -> Di01 | Du01:
    top = _children(root, ("stuurgegevens", "parameters"), ggk)
    is_answer = root.tag == ggk(DU01_ROOT)
    cross = ("crossRefnummer",) if is_answer else ()
    stuur = _children(top["stuurgegevens"], (*_STUUR, *cross, "functie"), stuf)
    parameters = _children(top["parameters"], _PARAMETERS, ggk)
    _check_berichtcode(stuur, "Du01" if is_answer else "Di01")
    envelop = Di01(
        zender=_systeem(stuur["zender"]),
        ontvanger=_systeem(stuur["ontvanger"]),
        referentienummer=Referentienummer(_text(stuur["referentienummer"])),
        tijdstip=_tijdstip(stuur["tijdstipBericht"]),
        functie=_text(stuur["functie"]),
        versies=Versies(
            applicatie_versie=_text(parameters["applicatieVersie"]),
            applicatie_subversie=_text(parameters["applicatieSubversie"]),
            functie_versie=_text(parameters["functieVersie"]),
            functie_subversie=_text(parameters["functieSubversie"]),
        ),
        payload=_payload(parameters["bericht"], bestand, mark),
    )
    if not is_answer:
        return envelop
    return Du01(
        zender=envelop.zender,
        ontvanger=envelop.ontvanger,
        referentienummer=envelop.referentienummer,
        tijdstip=envelop.tijdstip,
        functie=envelop.functie,
        versies=envelop.versies,
        payload=envelop.payload,
        cross_refnummer=Referentienummer(_text(stuur["crossRefnummer"])),
    )


def _fo01(root: etree._Element) -> Fo01:
    top = _children(root, ("stuurgegevens", "body"), stuf)
    stuur = _children(top["stuurgegevens"], (*_STUUR, "crossRefnummer"), stuf)
    body = _children(top["body"], _FOUT, stuf)
    _check_berichtcode(stuur, "Fo01")
    plek = _text(body["plek"])
    if plek not in list(Plek):
        raise UnreadableEnvelop("In het foutbericht is plek iets anders dan client of server.")
    return Fo01(
        zender=_systeem(stuur["zender"]),
        ontvanger=_systeem(stuur["ontvanger"]),
        referentienummer=_text(stuur["referentienummer"]),
        tijdstip=_tijdstip(stuur["tijdstipBericht"]),
        cross_refnummer=_text(stuur["crossRefnummer"]),
        code=_text(body["code"]),
        plek=Plek(plek),
        omschrijving=_text(body["omschrijving"]),
        details=_optional(body, "details"),
    )


def _unknown_root(tag: str) -> str:
    local = tag.rpartition("}")[2]
    if local in (DI01_ROOT, DU01_ROOT, FO01_ROOT):
        return (
            "Deze envelop hoort bij een andere versie van het koppelvlak; alleen ggk0210 met StUF "
            "03.01 wordt verwerkt. Vraag de afzender om die versie te gebruiken."
        )
    if local in ("Bv03Bericht", "Fo03Bericht"):
        return (
            "Dit is een technische ontvangstmelding tussen knooppunten (Bv03 of Fo03) en geen "
            "bericht. Vraag de leverancier van de koppeling waarom die hier terechtkomt."
        )
    return (
        "Dit is geen bericht van iWmo of iJw 3.2 en geen StUF-envelop met zo'n bericht. "
        "Controleer of dit het goede bestand is."
    )


# ── parts ────────────────────────────────────────────────────────────────────────────────────────


def _children(
    parent: etree._Element, names: Iterable[str], tag: Callable[[str], str]
) -> dict[str, etree._Element]:
    """The children by name; each once and in this order, a name with ? may be absent."""
    rest = list(parent)
    found: dict[str, etree._Element] = {}
    for name in names:
        bare = name.rstrip("?")
        if rest and rest[0].tag == tag(bare):
            found[bare] = rest.pop(0)
        elif bare == name:
            raise UnreadableEnvelop(
                f"In de envelop ontbreekt het element {name}, of het staat niet op zijn plaats. "
                "Vraag de leverancier van de afzender om dit te herstellen."
            )
    between = (parent.text, *(child.tail for child in parent))
    if rest or any(text and text.strip(_BLANK) for text in between):
        raise UnreadableEnvelop(
            f"In de envelop staat iets wat er niet hoort, of iets dubbels, na {bare_name(parent)}. "
            "Vraag de leverancier van de afzender om dit te herstellen."
        )
    return found


def bare_name(element: etree._Element) -> str:
    """Name of an element of which the tag is known to be one of ours."""
    return str(element.tag).rpartition("}")[2]


def _text(element: etree._Element) -> str:
    if len(element):
        raise UnreadableEnvelop(
            f"In de envelop heeft het element {bare_name(element)} andere elementen in zich."
        )
    return (element.text or "").strip(_BLANK)


def _optional(elements: Mapping[str, etree._Element], name: str) -> str | None:
    element = elements.get(name)
    return None if element is None else _text(element) or None


def _check_berichtcode(stuur: Mapping[str, etree._Element], expected: str) -> None:
    if _text(stuur["berichtcode"]) != expected:
        raise UnreadableEnvelop(
            f"De berichtcode in de envelop is niet {expected}, terwijl de envelop dat wel is."
        )


def _systeem(element: etree._Element) -> Systeem:
    parts = _children(element, _SYSTEEM, stuf)
    return Systeem(
        organisatie=_text(parts["organisatie"]),
        applicatie=_text(parts["applicatie"]),
        administratie=_optional(parts, "administratie"),
        gebruiker=_optional(parts, "gebruiker"),
    )


def _tijdstip(element: etree._Element) -> datetime:
    """Fractions of a second, which StUF allows and ggk0210 does not ask for, are left out."""
    found = _TIJDSTIP.fullmatch(_text(element))
    if found is not None:
        year, month, day, hour, minute, second = map(int, found.groups())
        try:
            return datetime(year, month, day, hour, minute, second, tzinfo=AMSTERDAM)
        except ValueError:
            pass
    raise InvalidEnvelopField("tijdstipBericht", "het is een moment als jjjjmmdduummss")


def _payload(bericht: etree._Element, bestand: bytes | None, mark: str) -> bytes:
    if bericht.find(ggk("tekstBestand")) is not None:
        raise UnreadableEnvelop(
            "In de envelop zit een tekstBestand; een bericht van iWmo of iJw reist als xmlBestand. "
            "Vraag de afzender om het als bericht te sturen."
        )
    text = _text(_children(bericht, (BESTAND,), ggk)[BESTAND])
    if bestand is None:
        return _decoded("".join(text.split()).encode())
    if text != mark:
        raise UnreadableEnvelop("In de envelop staat het xmlBestand niet op zijn plaats.")
    return _decoded(_BETWEEN.sub(b"", bestand))


def _decoded(packed: bytes) -> bytes:
    """Strict: the one spelling that these bytes have in base64, or nothing."""
    try:
        payload = base64.b64decode(packed, validate=True)
    except (binascii.Error, ValueError):
        payload = b""
    if packed and base64.b64encode(payload) == packed:
        return payload
    raise UnreadableEnvelop(
        "Het bericht in de envelop is niet goed ingepakt (geen geldige base64), of het is leeg. "
        "Vraag de afzender om het opnieuw te sturen."
    )
