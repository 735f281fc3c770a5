# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The aanbieder receives a 325: is it about what we sent, and does it say so in the same words?

A 325 gets no retourbericht. So each rule speaks to the person who has to contact the gemeente.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

import polars as pl

from noaber.berichten.definitions.groups import XsdVersie
from noaber.declaraties.rules.columns import (
    CLIENT_IS_VERZONDEN,
    IS_VERZONDEN,
    REFERENTIE_IS_VERZONDEN,
    UNCHANGED,
    VERZONDEN_PREFIX,
)
from noaber.declaraties.rules.registry import Antwoord, AskedOf, Breach, antwoord_rule
from noaber.declaraties.types import AntwoordFacts
from noaber.kernel.bsn import without_bsn
from noaber.kernel.finding import Severity
from noaber.kernel.money import format_euro

Row = dict[str, Any]

UNTIL_THEN: Final = "want tot dan telt dit antwoord niet"
STILL_COUNTS: Final = "het antwoord wordt hierom niet afgekeurd"
_IDENTIFICATIE = "Header/BerichtIdentificatie"
_DECLARATIE = "Header/DeclaratieIdentificatie"
_IN_CENTS = {"product_tarief", "bedrag"}


# ── the header ───────────────────────────────────────────────────────────────────────────────────


@antwoord_rule(
    "TR056",
    "9056",
    level=3,
    asked_of=AskedOf.BERICHT,
    mend="dit antwoord telt niet, vraag de gemeente wat zij bedoelt als het geen herhaling is",
)
def antwoord_comes_once(antwoord: Antwoord, facts: AntwoordFacts) -> Iterator[Breach]:
    """Neither the Identificatie nor the declaratie that it answers was in an earlier 325.

    The standard names both elements: there is one 325 per 323 (IV087).
    """
    own = antwoord.header.bericht_identificatie.identificatie
    if own in facts.used_identificaties:
        yield Breach(
            f"{_IDENTIFICATIE}/Identificatie",
            f"Identificatie {without_bsn(own)} is al gebruikt in een eerdere 325 van deze gemeente",
        )
    if facts.declaratie is not None and facts.declaratie.is_answered:
        answered = antwoord.header.declaratie_identificatie.identificatie
        yield Breach(
            f"{_DECLARATIE}/Identificatie",
            f"Op de 323 met Identificatie {without_bsn(answered)} kwam al eerder een antwoord",
        )


@antwoord_rule(
    "TR135",
    "8848",
    level=4,
    asked_of=AskedOf.BERICHT,
    mend=f"vraag de gemeente naar de goede datum, {UNTIL_THEN}",
)
def no_dagtekening_is_in_the_future(antwoord: Antwoord, facts: AntwoordFacts) -> Iterator[Breach]:
    """The Dagtekening of the 325 and that of the 323 in it are today or earlier.

    When the 325 says just that of our 323 (8848), it names the date that was wrong.
    """
    is_told = "8848" in antwoord.header.retour_codes
    for place, words, identificatie, is_asked in (
        (_IDENTIFICATIE, "het antwoord", antwoord.header.bericht_identificatie, True),
        (_DECLARATIE, "de declaratie", antwoord.header.declaratie_identificatie, not is_told),
    ):
        dagtekening = identificatie.dagtekening
        if is_asked and dagtekening > facts.vandaag:
            yield Breach(
                f"{place}/Dagtekening",
                f"De Dagtekening van {words} ({_shown(dagtekening)}) ligt na vandaag "
                f"({_shown(facts.vandaag)})",
            )


@antwoord_rule(
    "TR378",
    "S300",
    level=4,
    asked_of=AskedOf.BERICHT,
    mend=f"ga na van wie dit antwoord komt, {UNTIL_THEN}",
)
def afzender_is_in_the_list(antwoord: Antwoord, facts: AntwoordFacts) -> Iterator[Breach]:
    """The gemeentecode of the Afzender is in the list of CBS.

    When the 325 says that the gemeente of our 323 is not (S300), it is that very code.
    """
    if not facts.is_known_gemeente and "S300" not in antwoord.header.retour_codes:
        yield Breach(
            "Header/Afzender",
            f"Gemeentecode {antwoord.header.afzender} staat niet in de lijst van gemeenten (CBS)",
        )


@antwoord_rule(
    "TR337",
    "",
    level=3,
    asked_of=AskedOf.BERICHT,
    mend=f"vraag de gemeente op welke declaratie zij antwoordt, {UNTIL_THEN}",
)
def declaratie_was_sent_by_us(antwoord: Antwoord, facts: AntwoordFacts) -> Iterator[Breach]:
    """DeclaratieIdentificatie, with its Dagtekening, is that of a 323 that we sent."""
    named, sent = antwoord.header.declaratie_identificatie, facts.declaratie
    name = f"323 met Identificatie {without_bsn(named.identificatie)}"
    if sent is None or sent.identificatie != named.identificatie:
        yield Breach(
            f"{_DECLARATIE}/Identificatie",
            f"Een {name} hebben wij niet aan deze gemeente gestuurd",
        )
    elif sent.dagtekening != named.dagtekening:
        yield Breach(
            f"{_DECLARATIE}/Dagtekening",
            f"De {name} heeft Dagtekening {_shown(sent.dagtekening)}, maar het antwoord noemt "
            f"{_shown(named.dagtekening)}",
        )


@antwoord_rule(
    "TR371",
    "",
    level=3,
    asked_of=AskedOf.BERICHT,
    mend=f"meld dit de gemeente, {STILL_COUNTS}",
    severity=Severity.WARNING,
)
def xsd_versie_is_that_of_the_declaratie(
    antwoord: Antwoord, facts: AntwoordFacts
) -> Iterator[Breach]:
    """XsdVersieDeclaratie is the XsdVersie of the 323.

    Only a warning: which declaratie is meant, and what was decided, does not depend on it.
    """
    named, sent = antwoord.header.xsd_versie_declaratie, facts.declaratie
    if sent is not None and named != sent.xsd_versie:
        yield Breach(
            "Header/XsdVersieDeclaratie",
            f"XsdVersieDeclaratie is {_versions(named)}, maar onze declaratie heeft "
            f"{_versions(sent.xsd_versie)}",
        )


# ── the declaratie ───────────────────────────────────────────────────────────────────────────────


@antwoord_rule(
    "TR376",
    "",
    level=3,
    asked_of=AskedOf.DECLARATIE,
    mend=f"vraag de gemeente over welke declaratie zij heeft beslist, {UNTIL_THEN}",
)
def declaratie_nummer_is_ours(antwoord: Antwoord, facts: AntwoordFacts) -> Iterator[Breach]:
    """DeclaratieNummer is that of the 323 that the Header names."""
    sent, body = facts.declaratie, antwoord.body
    if sent is not None and body is not None and body.declaratie_nummer != sent.declaratie_nummer:
        yield Breach(
            "DeclaratieAntwoord/DeclaratieNummer",
            f"DeclaratieNummer {without_bsn(body.declaratie_nummer)} is niet dat van de 323 in de "
            f"Header ({without_bsn(sent.declaratie_nummer)})",
        )


# ── clients and prestaties ───────────────────────────────────────────────────────────────────────


@antwoord_rule(
    "TR304",
    "8187",
    level=3,
    asked_of=AskedOf.CLIENT,
    mend=f"vraag de gemeente welke cliënt zij bedoelt, {UNTIL_THEN}",
)
def client_is_in_the_declaratie(antwoord: Antwoord, facts: AntwoordFacts) -> Iterator[Breach]:
    """The Bsn is that of a client in the 323, and of the client of this prestatie.

    The rule speaks of the Bsn; its retourcode says that the prestatie is not of this client.
    """
    del facts
    for client in antwoord.lines.filter(~CLIENT_IS_VERZONDEN)["client"].unique().sort():
        yield Breach(
            client_place(client),
            f"Het Bsn van cliënt {client} in dit antwoord staat niet in onze declaratie",
        )
    is_of_another = CLIENT_IS_VERZONDEN & ~IS_VERZONDEN & REFERENTIE_IS_VERZONDEN
    for row in _rows(antwoord, is_of_another):
        yield Breach(
            prestatie_place(row),
            f"{prestatie_name(row)} staat in dit antwoord bij cliënt {row['client']}, maar in onze "
            "declaratie bij een andere",
        )


@antwoord_rule(
    "TR366",
    "9366",
    level=3,
    asked_of=AskedOf.PRESTATIE,
    mend=f"vraag de gemeente welke prestatie zij heeft afgewezen, {UNTIL_THEN}",
)
def prestatie_is_in_the_declaratie(antwoord: Antwoord, facts: AntwoordFacts) -> Iterator[Breach]:
    """The ProductReferentie is that of a prestatie in the 323.

    Not asked of a client whom we did not declare: there TR304 says enough.
    """
    del facts
    for row in _rows(antwoord, CLIENT_IS_VERZONDEN & ~REFERENTIE_IS_VERZONDEN):
        yield Breach(
            prestatie_place(row),
            f"{prestatie_name(row)} van cliënt {row['client']} in dit antwoord staat niet in onze "
            "declaratie",
        )


@antwoord_rule(
    "TR367",
    "9367",
    level=3,
    asked_of=AskedOf.PRESTATIE,
    mend=f"vraag de gemeente wat zij heeft beoordeeld, {UNTIL_THEN}",
)
def prestatie_is_as_it_was_sent(antwoord: Antwoord, facts: AntwoordFacts) -> Iterator[Breach]:
    """Toewijzing, product, ProductPeriode, volume, eenheid, tarief and bedrag are those we sent.

    DebetCredit is part of the bedrag.
    """
    del facts
    is_changed = pl.any_horizontal(
        pl.col(name).ne_missing(pl.col(VERZONDEN_PREFIX + name)) for name in UNCHANGED
    )
    for row in _rows(antwoord, IS_VERZONDEN & is_changed):
        yield Breach(
            prestatie_place(row),
            f"{prestatie_name(row)} is anders dan in onze declaratie: {', '.join(_changes(row))}",
        )


# ── places and words ─────────────────────────────────────────────────────────────────────────────


def client_place(client: int) -> str:
    """Where a client stands in a 325."""
    return f"DeclaratieAntwoord/Clienten/Client[{client}]"


def prestatie_place(row: Row) -> str:
    """Where a returned line stands in a 325."""
    return f"{client_place(row['client'])}/Prestaties/Prestatie[{row['prestatie']}]"


def prestatie_name(row: Row) -> str:
    """``Prestatie R7``: by the ReferentieNummer that the aanbieder knows it by."""
    return f"Prestatie {without_bsn(row['referentie_nummer'])}"


def _rows(antwoord: Antwoord, is_wanted: pl.Expr) -> Iterator[Row]:
    return antwoord.lines.filter(is_wanted).iter_rows(named=True)


def _changes(row: Row) -> Iterator[str]:
    for name, element in UNCHANGED.items():
        now, sent = row[name], row[VERZONDEN_PREFIX + name]
        if now != sent:
            yield f"{element} is {_value(name, now)} en was {_value(name, sent)}"


def _value(name: str, value: object) -> str:
    if value is None:
        return "leeg"
    if isinstance(value, date):
        return _shown(value)
    if isinstance(value, int) and name in _IN_CENTS:
        return format_euro(value)
    return without_bsn(str(value))


def _shown(day: date) -> str:
    return f"{day.day:02}-{day.month:02}-{day.year:04}"


def _versions(versie: XsdVersie) -> str:
    return f"{versie.basisschema_xsd_versie} (basisschema) en {versie.bericht_xsd_versie} (bericht)"
