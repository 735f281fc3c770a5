# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Reads what the scenarios say: days, amounts, omvang, products and tables in plain Dutch.

Whatever cannot be read is an error: a scenario never says something that is not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from noaber.berichten.definitions.groups import Omvang, Product
from noaber.kernel.money import format_euro, parse_euro
from noaber.kernel.period import Period

MAANDEN = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
EENHEDEN = {
    "minuut": "01",
    "minuten": "01",
    "uur": "04",
    "etmaal": "14",
    "dagdeel": "16",
    "dagdelen": "16",
    "euro": "83",
}
FREQUENTIES = {"per dag": "1", "per week": "2", "per maand": "4", "in totaal": "6"}
EURO = "83"

DAG = r"\d{1,2} [a-z]+ \d{4}"
"""A day in a step: 16 maart 2026."""
BEDRAG = r"[\d.]+,\d\d"
MAAND = r"[a-z]+ \d{4}"

Row = dict[str, str]


class NietTeLezen(AssertionError):
    """The scenario says something that the steps do not understand."""


def dag(text: str) -> date:
    """16 maart 2026, or 16-03-2026 in a table."""
    if found := re.fullmatch(r"(\d{2})-(\d{2})-(\d{4})", text):
        return date(int(found[3]), int(found[2]), int(found[1]))
    if found := re.fullmatch(rf"(\d{{1,2}}) ({'|'.join(MAANDEN)}) (\d{{4}})", text):
        return date(int(found[3]), MAANDEN.index(found[2]) + 1, int(found[1]))
    raise NietTeLezen(f"geen dag: {text}")


def misschien_dag(text: str) -> date | None:
    return None if text in ("", "open") else dag(text)


def maand(text: str) -> date:
    """The first day of maart 2026."""
    return dag(f"1 {text}")


def periode(text: str) -> tuple[date, date]:
    """First and last day of "maart 2026" or of "01-03-2026 t/m 19-03-2026"."""
    begin, joined, last = text.partition(" t/m ")
    if joined:
        return dag(begin), dag(last)
    first = maand(text)
    last_day = Period.month(first.year, first.month).last_day
    assert last_day is not None
    return first, last_day


def centen(text: str) -> int:
    """1.080,00 in eurocents."""
    return int(parse_euro(text))


def hoeveel(text: str) -> tuple[int, str]:
    """Volume and eenheid of "18 uur" or "900,00 euro" (in eurocents)."""
    found = re.fullmatch(rf"([\d.,]+) ({'|'.join(EENHEDEN)})", text)
    if found is None:
        raise NietTeLezen(f"geen hoeveelheid: {text}")
    eenheid = EENHEDEN[found[2]]
    return (centen(found[1]) if eenheid == EURO else int(found[1])), eenheid


def omvang(text: str) -> Omvang | None:
    """3 uur per week; empty or "geen" is none."""
    if text in ("", "geen"):
        return None
    for words, frequentie in FREQUENTIES.items():
        if text.endswith(f" {words}"):
            volume, eenheid = hoeveel(text.removesuffix(f" {words}"))
            return Omvang(volume=volume, eenheid=eenheid, frequentie=frequentie)
    raise NietTeLezen(f"geen omvang: {text}")


def product(text: str) -> Product | None:
    """07A12 (its categorie stands in front); "categorie 07" is aspecifiek, "geen" generiek.

    "54 met code 45A04" names a code that belongs to another categorie.
    """
    if text in ("", "geen"):
        return None
    if found := re.fullmatch(r"categorie (\d{2})", text):
        return Product(categorie=found[1])
    if found := re.fullmatch(r"(\d{2}) met code (\w{5})", text):
        return Product(categorie=found[1], code=found[2])
    if re.fullmatch(r"\d{2}\w\d{2}", text):
        return Product(categorie=text[:2], code=text)
    raise NietTeLezen(f"geen product: {text}")


def toon_omvang(value: Omvang | None) -> str:
    """An omvang as a table has it."""
    if value is None:
        return "geen"
    woord = next(word for word, code in EENHEDEN.items() if code == value.eenheid)
    frequentie = next(word for word, code in FREQUENTIES.items() if code == value.frequentie)
    return f"{toon_volume(value.volume, value.eenheid)} {woord} {frequentie}"


def toon_volume(volume: int, eenheid: str) -> str:
    return toon_bedrag(volume) if eenheid == EURO else str(volume)


def toon_bedrag(cents: int) -> str:
    return format_euro(cents).removeprefix("€ ")


def toon_product(value: Product | None) -> str:
    if value is None:
        return "geen"
    return value.code or f"categorie {value.categorie}"


def toon_dag(value: date | None) -> str:
    return "open" if value is None else f"{value:%d-%m-%Y}"


# ── tables ───────────────────────────────────────────────────────────────────────────────────────


def rijen(datatable: list[list[str]], *bekend: str) -> list[Row]:
    """The rows of a table by the words above them; a word that is not known is an error."""
    koppen, *rest = datatable
    vreemd = set(koppen) - set(bekend)
    if vreemd or len(set(koppen)) < len(koppen):
        raise NietTeLezen(f"onbekende of dubbele kolommen: {sorted(vreemd) or koppen}")
    return [dict(zip(koppen, rij, strict=True)) for rij in rest]


def vergelijk(wanted: list[Row], found: Iterable[dict[str, Any]]) -> None:
    """Every row that is there, as far as the table tells of it, and no other."""
    koppen = list(wanted[0]) if wanted else []
    shown = [{kop: str(row[kop]) for kop in koppen} for row in found]
    assert shown == wanted


# ── what stands behind a sentence ────────────────────────────────────────────────────────────────

_EXTRA = {
    "identificatie": r"met Identificatie (\w+)",
    "dagtekening": rf"met Dagtekening ({DAG})",
    "nummer": r"met DeclaratieNummer (\w+)",
    "totaal": r"met totaal ([\d.]+,\d\d [DC])",
    "naar": r"aan gemeente (\d{4})",
    "client": r"voor cliënt (B\d|met Bsn \d{9})",
    "wet": r"onder de (Wmo|Jeugdwet)",
    "reden": r"met reden (\d\d)",
    "afspraak": r"(in overleg met P\d|in overeenstemming met P\d|zonder overleg)",
    "datums": r"(zoals gevraagd|vanaf het besluit)",
}
_ANY = "|".join(re.sub(r"\((?!\?)", "(?:", pattern) for pattern in _EXTRA.values())
EXTRA = rf"(?P<extra>(?:, (?:{_ANY}))*)"
"""Phrases behind a sentence, each after a comma."""


def extra(text: str) -> Row:
    """The phrases by what they are about."""
    found: Row = {}
    for phrase in filter(None, re.split(r", (?=[a-z])", text.removeprefix(", "))):
        for name, pattern in _EXTRA.items():
            if match := re.fullmatch(pattern, phrase):
                assert name not in found, phrase
                found[name] = match[1]
                break
        else:
            raise NietTeLezen(f"niet te begrijpen: {phrase}")
    return found
