# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The rules of a declaratie and its answer once more: slow, obvious, one line after the other.

Written from the text of the catalogue, not from the expressions, to hold those against.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from noaber.berichten.definitions.classes import DeclaratieClient, Prestatie
from noaber.berichten.definitions.groups import BedragMetDC, TotaalBedragMetDC
from noaber.berichten.definitions.messages import Bericht323, Bericht325

Broken = tuple[str, int, int]
"""A rule with the positions of the Client and the Prestatie that break it; 0 for the whole."""

START = date(2021, 1, 1)
Lines = list[tuple[int, int, Prestatie]]


def broken_rules(value: Bericht323 | Bericht325) -> set[Broken]:
    """Every rule that the message breaks, with where."""
    found: set[Broken] = set()
    if isinstance(value, Bericht323):
        clients = value.declaratie.clienten
        lines = numbered(clients)
        found.update((rule, 0, 0) for rule in whole_323(value, lines))
        found.update(several_323(lines))
        for client, position, line in lines:
            found.update((rule, client, position) for rule in line_323(value, line))
    else:
        antwoord = value.declaratie_antwoord
        clients = antwoord.clienten if antwoord else ()
        lines = numbered(clients)
        found.update((rule, 0, 0) for rule in whole_325(value, lines))
    dagtekening = value.header.bericht_identificatie.dagtekening
    found.update(both(clients, lines, dagtekening))
    return found


def numbered(clients: tuple[DeclaratieClient, ...]) -> Lines:
    """All lines with their positions from 1."""
    return [
        (number, position, line)
        for number, client in enumerate(clients, start=1)
        for position, line in enumerate(client.prestaties, start=1)
    ]


def signed(amount: BedragMetDC) -> int:
    """In eurocents, a credit counting as negative."""
    return amount.bedrag if amount.debet_credit == "D" else -amount.bedrag


def signed_total(amount: TotaalBedragMetDC) -> int:
    """In eurocents, a credit counting as negative."""
    return amount.totaal_bedrag if amount.debet_credit == "D" else -amount.totaal_bedrag


def is_last_of_month(day: date) -> bool:
    """Whether tomorrow is a first; there is no tomorrow after the last day that Python knows."""
    return day == date.max or (day + timedelta(days=1)).day == 1


# ── 323 and 325 ──────────────────────────────────────────────────────────────────────────────────


def both(
    clients: tuple[DeclaratieClient, ...], lines: Lines, dagtekening: date
) -> Iterator[Broken]:
    """TR101, CS002, TR134, TR137, CD060 and CS325, as far as they are about clients and lines."""
    seen: set[str] = set()
    for number, client in enumerate(clients, start=1):
        if client.bsn in seen:
            yield "TR101", number, 0
        seen.add(client.bsn)
        a, b, c, d, e, f, g, h, i = (int(digit) for digit in client.bsn)
        if (9 * a + 8 * b + 7 * c + 6 * d + 5 * e + 4 * f + 3 * g + 2 * h - i) % 11 != 0:
            yield "CS002", number, 0
    for number, position, line in lines:
        periode = line.product_periode
        credit = line.ingediend_bedrag.debet_credit == "C"
        for rule, is_broken in (
            ("TR101", occurrences(lines, number, line) > 1),
            ("TR134", periode.begindatum > dagtekening),
            (
                "TR137",
                periode.einddatum < periode.begindatum or periode.einddatum > dagtekening,
            ),
            ("CD060", credit != (line.product_referentie.vorig_referentie_nummer is not None)),
            ("CS325", credit and line.ingediend_bedrag.bedrag == 0),
        ):
            if is_broken:
                yield rule, number, position


def occurrences(lines: Lines, client: int, line: Prestatie) -> int:
    """How many lines of the client have the key of this line, itself included."""
    return sum(
        1
        for number, _, other in lines
        if number == client and other.product_referentie == line.product_referentie
    )


# ── 323 ──────────────────────────────────────────────────────────────────────────────────────────


def whole_323(value: Bericht323, lines: Lines) -> Iterator[str]:
    """The rules about the declaratie itself."""
    declaratie = value.declaratie
    dagtekening = value.header.bericht_identificatie.dagtekening
    begin = declaratie.declaratie_periode.begindatum
    eind = declaratie.declaratie_periode.einddatum
    whole_month = (
        begin.day == 1
        and is_last_of_month(eind)
        and begin.year == eind.year
        and begin.month == eind.month
    )
    if not whole_month:
        yield "CS340"
    if begin < START:
        yield "CS100"
    if begin > dagtekening:
        yield "TR134"
    if eind < begin or eind > dagtekening:
        yield "TR137"
    total = declaratie.totaal_ingediend_bedrag
    if signed_total(total) != sum(signed(line.ingediend_bedrag) for _, _, line in lines):
        yield "TR358"
    if total.totaal_bedrag == 0 and total.debet_credit == "C":
        yield "CS325"


def several_323(lines: Lines) -> Iterator[Broken]:
    """The rules about several lines together."""
    for client, position, line in lines:
        vorig = line.product_referentie.vorig_referentie_nummer
        others = [(n, other) for n, p, other in lines if (n, p) != (client, position)]
        if vorig is not None:
            if any(
                vorig == other.product_referentie.vorig_referentie_nummer for _, other in others
            ):
                yield "TR315", client, position
            if any(vorig == other.product_referentie.referentie_nummer for _, _, other in lines):
                yield "TR316", client, position
        if line.ingediend_bedrag.debet_credit == "D" and any(
            number == client
            and other.ingediend_bedrag.debet_credit == "D"
            and other.toewijzing_nummer == line.toewijzing_nummer
            and other.product_categorie == line.product_categorie
            and other.product_code == line.product_code
            and other.product_periode == line.product_periode
            for number, other in others
        ):
            yield "TR416", client, position


def line_323(value: Bericht323, line: Prestatie) -> Iterator[str]:
    """The rules about one line."""
    declaratie = value.declaratie
    begin, eind = line.product_periode.begindatum, line.product_periode.einddatum
    last = declaratie.declaratie_periode.einddatum
    if begin > last or eind > last:
        yield "TR319"
    if months_between(eind, declaratie.declaratie_dagtekening) > 60:
        yield "TR335"
    if begin < START:
        yield "CS100"
    if (begin.year, begin.month) != (eind.year, eind.month):
        yield "CS337"
    in_euros = line.eenheid == "83"
    if in_euros and line.product_tarief is not None:
        yield "CD087"
    if not in_euros and line.product_tarief is None:
        yield "CD087"
    if in_euros and line.ingediend_bedrag.bedrag != line.geleverd_volume:
        yield "CS339"


def months_between(earlier: date, later: date) -> float:
    """Months, with half a month for a rest of days; the end of a month is as far as it goes."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    if earlier.day == later.day or (is_last_of_month(earlier) and later.day > earlier.day):
        return months
    return months + (0.5 if earlier.day < later.day else -0.5)


# ── 325 ──────────────────────────────────────────────────────────────────────────────────────────


def whole_325(value: Bericht325, lines: Lines) -> Iterator[str]:
    """The rules about the answer itself."""
    antwoord = value.declaratie_antwoord
    if antwoord is None:
        return
    submitted = signed_total(antwoord.totaal_ingediend_bedrag)
    granted = signed_total(antwoord.totaal_toegekend_bedrag)
    returned = sum(signed(line.ingediend_bedrag) for _, _, line in lines)
    if all(code in ("0200", "8001") for code in antwoord.retour_codes):
        if returned != submitted - granted:
            yield "TR342"
    elif granted != 0 or lines:
        yield "TR342"
    for total in (antwoord.totaal_ingediend_bedrag, antwoord.totaal_toegekend_bedrag):
        if total.totaal_bedrag == 0 and total.debet_credit == "C":
            yield "CS325"
