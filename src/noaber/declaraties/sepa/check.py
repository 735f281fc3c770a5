# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Is this a betaalbestand that may go to the bank? Judged from its bytes, by who did not write it.

Nothing here is shared with the writer or with the values it takes: not a constant, not a check
digit, not a sum. The codes of the findings are ours; docs/algorithms/sepa.md lists them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from noaber.berichten.xml.parse import MAX_TREE_BYTES, NotWellFormed, parse_tree
from noaber.declaraties.sepa.shape import DOCUMENT, Shape
from noaber.kernel.finding import Finding

if TYPE_CHECKING:
    from lxml import etree

_NAMESPACE: Final = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"
_DECLARATION: Final = b'<?xml version="1.0" encoding="UTF-8"?>'
_BLANK: Final = " \t\r\n"
_NINE_DIGITS: Final = re.compile(r"(?<![0-9])[0-9]{9}(?![0-9])")
_DUTCH_IBAN: Final = re.compile(r"NL[0-9]{2}[A-Z]{4}[0-9]{10}")
_EEA: Final = (
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK"
)
_OWN_TEXT: Final = ("MsgId", "PmtInfId", "EndToEndId", "Nm", "Ustrd")
_OPNIEUW: Final = "maak het bestand opnieuw"

_INITIATION: Final = "CstmrCdtTrfInitn"
_BATCH: Final = f"{_INITIATION}/PmtInf"


def check_betaalbestand(data: bytes) -> tuple[Finding, ...]:
    """What is wrong with these bytes as a betaalbestand; nothing when they may go to the bank.

    When the form is wrong (SEPA-VORM, SEPA-TEKST), what the values say is not looked at. No finding
    repeats anything of the file.

    Source: ISO 20022 pain.001.001.09; EPC132-08, EPC230-15 (slashes); ISO 13616 (IBAN).
    """
    refusal = _refused_unread(data)
    if refusal is not None:
        return (refusal,)
    try:
        root = parse_tree(data)
    except NotWellFormed as problem:
        text = f"{problem.finding.text}: {_OPNIEUW}."
        return (_finding("SEPA-VORM", "", problem.finding.line, text),)
    if root.tag != f"{{{_NAMESPACE}}}Document" or root.prefix is not None:
        return (
            _finding(
                "SEPA-VORM",
                "",
                root.sourceline,
                "Het bestand is geen pain.001.001.09 zonder voorvoegsels, en iets anders stuurt "
                f"noaber niet naar de bank: {_OPNIEUW}.",
            ),
        )
    found = tuple(_form(root, DOCUMENT, ""))
    return found or tuple(_content(root))


def _refused_unread(data: bytes) -> Finding | None:
    if len(data) > MAX_TREE_BYTES:
        megabytes = MAX_TREE_BYTES // (1024 * 1024)
        text = (
            f"Het bestand is groter dan {megabytes} MB: verdeel de opdrachten over meer bestanden."
        )
    elif not data.startswith(_DECLARATION):
        text = (
            "Het bestand begint niet met een XML-declaratie in UTF-8, dus de bank kan het verkeerd "
            f"lezen: {_OPNIEUW}."
        )
    elif b"<!" in data or data.count(b"<?") > 1:
        # Comments and the like do not reach a parser's tree, but they would reach the bank.
        text = (
            "In het bestand staat commentaar, een instructie of een DOCTYPE, en wat daarin staat "
            f"is niet gecontroleerd: {_OPNIEUW}."
        )
    else:
        return None
    return _finding("SEPA-VORM", "", None, text)


# ── form: elements, order, number, letters ───────────────────────────────────────────────────────


def _form(element: etree._Element, shape: Shape, place: str) -> Iterator[Finding]:
    # A namespace that nothing uses is looked at too: it is text that would go along unseen.
    if dict(element.attrib) != dict(shape.attributes) or element.nsmap != {None: _NAMESPACE}:
        yield _finding(
            "SEPA-VORM",
            place,
            element.sourceline,
            f"Een attribuut van {shape.name} ontbreekt, is anders of hoort er niet: {_OPNIEUW}.",
        )
    if shape.text is None:
        yield from _container(element, shape, place)
    elif len(element):
        yield _finding(
            "SEPA-VORM",
            place,
            element.sourceline,
            f"In {shape.name} staan andere elementen, en daar hoort tekst te staan: {_OPNIEUW}.",
        )
    elif not shape.text.fullmatch(element.text or ""):
        yield _finding(
            "SEPA-TEKST",
            place,
            element.sourceline,
            f"{shape.name} is niet goed, want hier moet {shape.must_be} staan: {_OPNIEUW}.",
        )


def _container(element: etree._Element, shape: Shape, place: str) -> Iterator[Finding]:
    children = list(element)
    wanted = shape.inside
    if shape.instead and children and children[0].tag == _tag(shape.instead[0]):
        wanted = shape.instead
    at = 0
    for part in wanted:
        count = 0
        while at < len(children) and children[at].tag == _tag(part) and (part.repeats or not count):
            count += 1
            step = f"{part.name}[{count}]" if part.repeats else part.name
            yield from _form(children[at], part, f"{place}/{step}".lstrip("/"))
            at += 1
        if not count:
            yield _finding(
                "SEPA-VORM",
                place,
                element.sourceline,
                f"In {shape.name} ontbreekt {part.name}, of het staat niet op zijn plaats: "
                f"{_OPNIEUW}.",
            )
            return  # what follows is shifted, so more findings would say nothing
    between = (element.text, *(child.tail for child in children))
    if at < len(children) or any(text and text.strip(_BLANK) for text in between):
        yield _finding(
            "SEPA-VORM",
            place,
            element.sourceline,
            f"In {shape.name} staat iets dubbel of iets wat er niet hoort: {_OPNIEUW}.",
        )


def _tag(shape: Shape) -> str:
    return f"{{{_NAMESPACE}}}{shape.name}"


# ── content: what the values say together; the form is right here ────────────────────────────────


def _content(root: etree._Element) -> Iterator[Finding]:
    yield from _tellingen(root)
    yield from _dagen(root)
    yield from _rekeningen(root)
    yield from _kenmerken(root)
    yield from _personen(root)


def _tellingen(root: etree._Element) -> Iterator[Finding]:
    whole = 0
    amounts = _all(root, f"{_BATCH}/CdtTrfTxInf/Amt/InstdAmt")
    for number, element in enumerate(amounts, start=1):
        cents = _cents(element)
        whole += cents
        if cents == 0:
            yield _finding(
                "SEPA-BEDRAG",
                f"{_BATCH}/CdtTrfTxInf[{number}]/Amt/InstdAmt",
                element.sourceline,
                f"Een bedrag is nul, en nul kan niet worden overgemaakt: {_OPNIEUW}.",
            )
    for place in (f"{_INITIATION}/GrpHdr", _BATCH):
        (count,) = _all(root, f"{place}/NbOfTxs")
        if int(count.text or "") != len(amounts):
            yield _finding(
                "SEPA-TELLING",
                f"{place}/NbOfTxs",
                count.sourceline,
                "Het aantal opdrachten is anders dan het bestand zegt, dus er ontbreekt iets of er "
                f"staat iets te veel: {_OPNIEUW}.",
            )
        (control,) = _all(root, f"{place}/CtrlSum")
        if _cents(control) != whole:
            yield _finding(
                "SEPA-TELLING",
                f"{place}/CtrlSum",
                control.sourceline,
                "Het controletotaal is niet de som van de opdrachten, dus een bedrag of het totaal "
                f"klopt niet: {_OPNIEUW}.",
            )


def _dagen(root: etree._Element) -> Iterator[Finding]:
    (made,) = _all(root, f"{_INITIATION}/GrpHdr/CreDtTm")
    (wanted,) = _all(root, f"{_BATCH}/ReqdExctnDt/Dt")
    days: list[date] = []
    for element, place in (
        (made, f"{_INITIATION}/GrpHdr/CreDtTm"),
        (wanted, f"{_BATCH}/ReqdExctnDt/Dt"),
    ):
        try:
            days.append(datetime.fromisoformat(element.text or "").date())
        except ValueError:
            yield _finding(
                "SEPA-DATUM",
                place,
                element.sourceline,
                f"Een datum of tijdstip bestaat niet: {_OPNIEUW}.",
            )
    if len(days) == 2 and days[1] < days[0]:
        yield _finding(
            "SEPA-DATUM",
            f"{_BATCH}/ReqdExctnDt/Dt",
            wanted.sourceline,
            "De uitvoerdatum ligt voor de dag waarop het bestand is gemaakt: kies een latere dag.",
        )


def _rekeningen(root: etree._Element) -> Iterator[Finding]:
    (own,) = _all(root, f"{_BATCH}/DbtrAcct/Id/IBAN")
    if not _is_iban(own.text or ""):
        yield _finding("SEPA-REKENING", f"{_BATCH}/DbtrAcct/Id/IBAN", own.sourceline, _GEEN_IBAN)
    for number, element in enumerate(_all(root, f"{_BATCH}/CdtTrfTxInf/CdtrAcct/Id/IBAN"), start=1):
        place = f"{_BATCH}/CdtTrfTxInf[{number}]/CdtrAcct/Id/IBAN"
        if not _is_iban(element.text or ""):
            yield _finding("SEPA-REKENING", place, element.sourceline, _GEEN_IBAN)
        elif (element.text or "")[:2] not in _EEA.split():
            yield _finding(
                "SEPA-REKENING",
                place,
                element.sourceline,
                "Een rekening ligt buiten de Europese Economische Ruimte, en dan vraagt de bank "
                "meer dan een IBAN: geef deze betaling zelf op bij de bank.",
            )


_GEEN_IBAN: Final = (
    "Een rekeningnummer klopt niet, want het controlegetal of de lengte is fout: vergelijk het met "
    "het register en maak het bestand opnieuw."
)


def _is_iban(text: str) -> bool:
    """ISO 13616: the first four characters behind, letters as numbers from 10, modulo 97 is 1."""
    if text.startswith("NL") and not _DUTCH_IBAN.fullmatch(text):
        return False
    return int("".join(str(int(sign, 36)) for sign in text[4:] + text[:4])) % 97 == 1


def _kenmerken(root: etree._Element) -> Iterator[Finding]:
    seen: set[str] = set()
    for number, element in enumerate(_all(root, f"{_BATCH}/CdtTrfTxInf/PmtId/EndToEndId"), start=1):
        if (element.text or "") in seen:
            yield _finding(
                "SEPA-KENMERK",
                f"{_BATCH}/CdtTrfTxInf[{number}]/PmtId/EndToEndId",
                element.sourceline,
                "Een opdracht heeft hetzelfde kenmerk als een eerdere, en dan betaalt de bank "
                "misschien dubbel: geef elke opdracht een eigen kenmerk.",
            )
        seen.add(element.text or "")


def _personen(root: etree._Element) -> Iterator[Finding]:
    for element in root.iter(*(f"{{{_NAMESPACE}}}{name}" for name in _OWN_TEXT)):
        if any(map(_may_be_bsn, _NINE_DIGITS.findall(element.text or ""))):
            yield _finding(
                "SEPA-PERSOON",
                root.getroottree().getelementpath(element).replace(f"{{{_NAMESPACE}}}", ""),
                element.sourceline,
                "In een tekst staat een getal dat een BSN kan zijn, en dat mag niet naar de bank: "
                "gebruik een eigen kenmerk.",
            )


def _may_be_bsn(digits: str) -> bool:
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    weighed = sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True))
    return weighed % 11 == 0 and digits != "0" * 9


# ── parts ────────────────────────────────────────────────────────────────────────────────────────


def _all(root: etree._Element, place: str) -> Sequence[etree._Element]:
    return root.findall("/".join(f"{{{_NAMESPACE}}}{name}" for name in place.split("/")))


def _cents(element: etree._Element) -> int:
    return int((element.text or "").replace(".", ""))


def _finding(rule: str, place: str, line: int | None, text: str) -> Finding:
    return Finding(rule=rule, retourcode=None, place=place, line=line, text=text)
