# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The answer to a message: a retourbericht (302, 306, 308, 316, 318, 320) or a 325.

The shapes are those of flows §3. Levels 1 and 2 are answered from the verdict; what levels 3 and 4
find is handed in as codes per class (``Codes``), so that the process modules never need to know how
an answer is built. IV028, IV032, IV033, IV034, IV087, OP065.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from noaber.berichten.definitions import groups as g
from noaber.berichten.definitions import messages as m
from noaber.berichten.definitions.classes import DeclaratieAntwoord, DeclaratieClient, Klasse
from noaber.berichten.definitions.nodes import Branch, Leaf, Listing
from noaber.berichten.definitions.registry import Definition
from noaber.berichten.judge import Outcome, Verdict

if TYPE_CHECKING:
    from noaber.berichten.xml.columns import Columns

NO_REMARK = "0200"
NOT_JUDGED = "0233"
TECHNICAL = "0001"
FULLY_GRANTED = "8001"

# The version of the published check whose verdict ours reproduces; an answer with 0001 names it.
XSLT_VERSION = "2.10.5"


class NoAnswer(ValueError):
    """This message gets no answer; the text says why, in Dutch."""


class UnknownClass(ValueError):
    """A code is meant for a class that the message does not have; nothing is answered."""

    def __init__(self, places: Iterable[str]) -> None:
        super().__init__(
            f"Dit bericht heeft geen klasse op deze plek: {', '.join(sorted(places))}. "
            "Er is geen antwoord gemaakt."
        )


@dataclass(frozen=True, slots=True)
class Envelope:
    """What the sender of the answer decides: its own number (at most 12 characters) and date."""

    identificatie: str
    dagtekening: date


@dataclass(frozen=True, slots=True)
class Codes:
    """What levels 3 and 4 found. At most one of ``header`` and ``classes`` says something.

    ``header``: one code about the message as a whole (9056, 8848, S300): nothing else is answered.
    ``classes``: codes by place of the class, e.g. ``{"Client/StartProducten/StartProduct[2]":
    ("9019",)}``; for a 323 ``{"Declaratie": …}``, ``{"Declaratie/Clienten/Client[2]": …}`` or
    ``{"Declaratie/Clienten/Client[2]/Prestaties/Prestatie[1]": …}``.
    """

    header: str | None = None
    classes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def answer(verdict: Verdict, envelope: Envelope, codes: Codes | None = None) -> m.Bericht:
    """The answer to a judged message.

    Raises:
        NoAnswer: the message failed level 1, or is itself an answer.
        UnknownClass: a code is for a class that the message does not have.
    """
    definition = verdict.definition
    if definition is None or verdict.outcome in (Outcome.UNKNOWN, Outcome.REJECTED_SCHEMA):
        raise NoAnswer(
            "Een bericht dat niet aan het schema voldoet krijgt geen retourbericht; meld het de "
            "afzender met een foutbericht (Fo01, StUF055)."
        )
    target = definition.answer
    if target is None:
        raise NoAnswer(f"Een {definition.name} is zelf een antwoord en krijgt geen antwoord.")
    codes = codes or Codes()
    if verdict.outcome is Outcome.REJECTED_0001:
        codes = Codes(header=TECHNICAL)
    if verdict.columns is not None:
        return _declaratie_antwoord(verdict.columns, envelope, codes)
    assert isinstance(verdict.value, m.Heenbericht)
    return _retour(verdict.value, target, envelope, codes)


# ── retourberichten ──────────────────────────────────────────────────────────────────────────────


def _retour(
    heen: m.Heenbericht, target: Definition, envelope: Envelope, codes: Codes
) -> m.Retourbericht:
    if codes.header:
        header_codes: tuple[str, ...] = (codes.header,)
    else:
        header_codes = (NO_REMARK,) if codes.classes else ()
    header = m.RetourHeader(
        afzender=heen.header.afzender,
        ontvanger=heen.header.ontvanger,
        bericht_identificatie=heen.header.bericht_identificatie,
        xsd_versie=heen.header.xsd_versie,
        identificatie_retour=envelope.identificatie,
        dagtekening_retour=envelope.dagtekening,
        xslt_versie=XSLT_VERSION if codes.header == TECHNICAL else None,
        xsd_versie_retour=_xsd_versie(target),
        retour_codes=header_codes,
    )
    body: dict[str, Any] = {}
    if codes.classes and not codes.header:
        branch = target.root.children[1]
        assert isinstance(branch, Branch)
        left = dict(codes.classes)
        body[branch.field] = _marked(getattr(heen, branch.field), branch, branch.name, left, False)
        if left:
            raise UnknownClass(left)
    make: Callable[..., m.Bericht] = target.kind.cls  # each kind has its own fields
    retour = make(wet=heen.wet, header=header, **body)
    assert isinstance(retour, m.Retourbericht)
    return retour


def _marked(
    value: Any, branch: Branch, place: str, codes: dict[str, tuple[str, ...]], above: bool
) -> Any:
    """The class unchanged, with a code on itself and on every class below it.

    Takes out of ``codes`` what it has used.
    """
    own = codes.pop(place, ())
    changed: dict[str, Any] = {}
    for child in branch.children:
        content = getattr(value, child.field, None) if child.field else None
        if content is None or isinstance(child, Leaf) or child.field == "retour_codes":
            continue
        inner = f"{place}/{child.name}"
        if isinstance(child, Listing) and isinstance(child.item, Branch):
            changed[child.field] = tuple(
                _marked(
                    item,
                    child.item,
                    f"{inner}/{child.item.name}[{position}]",
                    codes,
                    above or bool(own),
                )
                for position, item in enumerate(content, 1)
            )
        elif isinstance(child, Branch) and issubclass(child.cls, Klasse):
            changed[child.field] = _marked(content, child, inner, codes, above or bool(own))
    changed["retour_codes"] = own or ((NOT_JUDGED,) if above else (NO_REMARK,))
    return replace(value, **changed)


def _xsd_versie(definition: Definition) -> g.XsdVersie:
    return g.XsdVersie(
        basisschema_xsd_versie=definition.xsd_version, bericht_xsd_versie=definition.xsd_version
    )


# ── declaratie-antwoord ──────────────────────────────────────────────────────────────────────────


def answer_head(
    columns: Columns, envelope: Envelope, codes: Codes, *, rejected: int | None = None
) -> m.Bericht325:
    """The 325 on a declaratie, without clients.

    ``rejected``: eurocents of the lines that go back (debits - credits), None when none do.
    """
    heen = columns.header
    assert isinstance(heen, m.Header)
    target = columns.definition.answer
    assert target is not None
    header = m.DeclaratieAntwoordHeader(
        afzender=heen.ontvanger,
        ontvanger=heen.afzender,
        bericht_identificatie=g.BerichtIdentificatie(
            identificatie=envelope.identificatie, dagtekening=envelope.dagtekening
        ),
        xsd_versie=_xsd_versie(target),
        declaratie_identificatie=heen.bericht_identificatie,
        xslt_versie=XSLT_VERSION if codes.header == TECHNICAL else None,
        xsd_versie_declaratie=heen.xsd_versie,
        retour_codes=(codes.header or NO_REMARK,),
    )
    body = None if codes.header else _granted(columns, codes.classes.get("Declaratie"), rejected)
    return m.Bericht325(wet=columns.wet, header=header, declaratie_antwoord=body)


def _granted(
    columns: Columns, whole: tuple[str, ...] | None, rejected: int | None
) -> DeclaratieAntwoord:
    declaratie = columns.declaratie
    submitted = declaratie.totaal_ingediend_bedrag
    if whole:
        toegekend, own = 0, whole
    elif rejected is not None:
        toegekend, own = submitted.cents - rejected, (NO_REMARK,)
    else:
        toegekend, own = submitted.cents, (FULLY_GRANTED,)
    return DeclaratieAntwoord(
        declaratie_nummer=declaratie.declaratie_nummer,
        totaal_ingediend_bedrag=submitted,
        totaal_toegekend_bedrag=g.TotaalBedragMetDC(
            totaal_bedrag=abs(toegekend), debet_credit="C" if toegekend < 0 else "D"
        ),
        retour_codes=own,
    )


def _declaratie_antwoord(columns: Columns, envelope: Envelope, codes: Codes) -> m.Bericht325:
    clienten: tuple[DeclaratieClient, ...] = ()
    rejected = None
    if codes.classes and not codes.header and "Declaratie" not in codes.classes:
        clienten = _rejected_clients(columns, codes.classes)
        rejected = sum(p.ingediend_bedrag.cents for c in clienten for p in c.prestaties)
    made = answer_head(columns, envelope, codes, rejected=rejected)
    if not clienten:
        return made
    assert made.declaratie_antwoord is not None
    return replace(made, declaratie_antwoord=replace(made.declaratie_antwoord, clienten=clienten))


def _rejected_clients(
    columns: Columns, classes: Mapping[str, tuple[str, ...]]
) -> tuple[DeclaratieClient, ...]:
    """Only rejected prestaties return; those of a rejected client all do, as not judged."""
    # Loads Polars, which only a 323 or 325 needs: the command starts faster without.
    from noaber.berichten.xml.values import prestatie_of, rows_by_client  # noqa: PLC0415

    left = set(classes)
    numbers = {_client_number(place) for place in classes}
    clienten = []
    for client, rows in rows_by_client(columns, numbers):
        place = f"Declaratie/Clienten/Client[{client}]"
        client_codes = classes.get(place, ())
        prestaties = []
        for row in rows:
            inner_place = f"{place}/Prestaties/Prestatie[{row['prestatie']}]"
            inner = classes.get(inner_place, ())
            left.discard(inner_place)
            if client_codes or inner:
                own = (NOT_JUDGED,) if client_codes else inner
                prestaties.append(replace(prestatie_of(row), retour_codes=own))
        left.discard(place)
        clienten.append(
            DeclaratieClient(
                bsn=rows[0]["bsn"],
                prestaties=tuple(prestaties),
                retour_codes=client_codes or (NO_REMARK,),
            )
        )
    if left:
        raise UnknownClass(left)
    return tuple(clienten)


def _client_number(place: str) -> int:
    number = place.partition("Client[")[2].partition("]")[0]
    if not number.isdigit():
        raise UnknownClass([place])
    return int(number)
