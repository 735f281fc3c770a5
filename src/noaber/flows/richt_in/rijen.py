# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What must hold within one row, beyond each cell by itself.

What a 301 asks of a client is asked here already: better when a person is recorded than when the
first toewijzing cannot go.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Final

from noaber.berichten.codelists import code_list
from noaber.flows.invoer.columns import Row
from noaber.kernel.wet import Wet

Complaint = tuple[str, str]
"""Column and sentence."""
_EURO: Final = "83"
_OLDEST: Final = 120
_UNKNOWN_BIRTH: Final = date(1900, 1, 1)
_NEEDS_POSTCODE: Final = frozenset({"01", "03"})
_ADDRESS: Final = (
    "straatnaam",
    "huisnummer",
    "huisletter",
    "toevoeging",
    "postcode",
    "plaatsnaam",
    "telefoonnummer",
    "emailadres",
)


def complaints(kind: str, row: Row, on: date) -> Iterator[Complaint]:
    """What is wrong with a row. ``on``: today."""
    check = _CHECKS.get(kind)
    if check is not None:
        yield from (found for found in check(row, on) if found[0] not in row.wrong)


def has_address(row: Row) -> bool:
    """Whether a row of personen says where the person can be reached."""
    return any(row.get(name) not in (None, "") for name in _ADDRESS)


def _administratie(row: Row, _: date) -> Iterator[Complaint]:
    old = row.get("oude_codes") or ()
    if old and row.reads("code") and len(row.get("code")) != 4:
        yield "oude_codes", "Alleen een gemeente heeft oude codes."
    if any(not re.fullmatch(r"[0-9]{4}", code) for code in old):
        yield "oude_codes", "Een oude code is een gemeentecode van 4 cijfers."
    if row.get("code") in old:
        yield "oude_codes", "De code van nu staat ook bij de oude codes."


def _product(row: Row, _: date) -> Iterator[Complaint]:
    if row.reads("wet", "categorie"):
        yield from _categorie(row, row.get("wet"))


def _categorie(row: Row, wet: Wet) -> Iterator[Complaint]:
    if row.get("categorie") not in code_list("WMO020-JZ020", wet):
        yield "categorie", f"Deze productcategorie bestaat niet in de {wet.naam}."


def _overeenkomst(row: Row, _: date) -> Iterator[Complaint]:
    yield from _period(row, "ingangsdatum", "einddatum")


def _tarief(row: Row, _: date) -> Iterator[Complaint]:
    yield from _period(row, "geldig_van", "geldig_tot_en_met")
    if not row.reads("eenheid", "bedrag"):
        return
    is_euro, has_amount = row.get("eenheid") == _EURO, row.get("bedrag") is not None
    if is_euro and has_amount:
        yield "bedrag", "Bij de eenheid euro (83) hoort geen bedrag: het volume is het bedrag."
    elif not is_euro and not has_amount:
        yield "bedrag", "Deze kolom is leeg en moet gevuld zijn, behalve bij de eenheid euro (83)."


def _persoon(row: Row, on: date) -> Iterator[Complaint]:
    if row.reads("geboortedatum", "onbekend_in_geboortedatum"):
        yield from _birth(row, on)
    died, born = row.get("overlijdensdatum"), row.get("geboortedatum")
    if died is not None and not (born or died) <= died <= on:
        yield "overlijdensdatum", "Deze dag ligt voor de geboorte of na vandaag."
    has_partner = bool(row.get("partner_achternaam")) or not row.reads("partner_achternaam")
    if not has_partner and row.get("naamgebruik", "1") != "1":
        yield (
            "naamgebruik",
            "Vul partner_achternaam in, of kies eigen.",
        )
    if not has_partner and row.get("partner_voorvoegsel"):
        yield "partner_voorvoegsel", "Dit voorvoegsel hoort bij een partner_achternaam. Vul die in."
    if has_address(row):
        yield from _address(row, row.get("soort_adres", "01"))
    elif row.get("woont_er_vanaf") is not None and row.reads(*_ADDRESS):
        yield "woont_er_vanaf", "Deze datum hoort bij een adres. Vul het adres in."
    if row.get("woont_er_vanaf") is not None and row.get("woont_er_vanaf") < _UNKNOWN_BIRTH:
        yield "woont_er_vanaf", "Deze datum ligt voor 1900. Laat haar leeg als zij onbekend is."


def _birth(row: Row, on: date) -> Iterator[Complaint]:
    born, unknown = row.get("geboortedatum"), row.get("onbekend_in_geboortedatum", "")
    if born > on:
        yield "geboortedatum", "Deze dag ligt na vandaag."
    if born < _years_before(on, _OLDEST) and not (unknown == "3" and born == _UNKNOWN_BIRTH):
        yield "geboortedatum", f"Deze dag ligt meer dan {_OLDEST} jaar terug. Kijk de datum na."
    asked = {
        "1": ("de eerste van de maand", born.day == 1),
        "2": ("1 januari", (born.month, born.day) == (1, 1)),
        "3": ("1 januari 1900", born == _UNKNOWN_BIRTH),
    }
    if unknown in asked and not asked[unknown][1]:
        yield (
            "geboortedatum",
            f"Als een deel van de geboortedatum onbekend is, vul dan {asked[unknown][0]} in.",
        )


def _adres(row: Row, _: date) -> Iterator[Complaint]:
    yield from _address(row, row.get("soort_adres"))
    yield from _period(row, "geldig_van", "geldig_tot_en_met")


def _address(row: Row, soort: str) -> Iterator[Complaint]:
    """The rules of the standard on a Contact (TR006, CD025, CD034, CS089)."""
    if not row.reads("soort_adres", "land", "huisnummer", "postcode", "telefoonnummer"):
        return
    has_house, postcode = row.get("huisnummer") is not None, row.get("postcode") or ""
    if soort in _NEEDS_POSTCODE and not postcode:
        yield "postcode", "Bij een BRP-adres of verblijfadres hoort een postcode."
    elif postcode and row.get("land", "NL") == "NL":
        if not re.fullmatch(r"[1-9][0-9]{3}[A-Z]{2}", postcode):
            yield "postcode", "Een Nederlandse postcode is 4 cijfers en 2 letters, zoals 9999ZZ."
        if not has_house:
            yield "huisnummer", "Bij een Nederlandse postcode hoort een huisnummer."
    elif not row.get("telefoonnummer") and not (has_house and postcode):
        yield "telefoonnummer", "Vul een huisnummer met postcode in, of een telefoonnummer."


def _relatie(row: Row, on: date) -> Iterator[Complaint]:
    born = row.get("geboortedatum")
    if born is not None and not _years_before(on, _OLDEST) <= born <= on:
        yield "geboortedatum", f"Deze dag ligt na vandaag, of meer dan {_OLDEST} jaar terug."
    yield from _period(row, "geldig_van", "geldig_tot_en_met")


def _period(row: Row, first: str, last: str) -> Iterator[Complaint]:
    begin, end = row.get(first), row.get(last)
    if begin is not None and end is not None and end < begin:
        yield last, f"Deze dag ligt voor de {first}. Kijk beide na."


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)


_CHECKS: Final[Mapping[str, Callable[[Row, date], Iterator[Complaint]]]] = {
    "administraties": _administratie,
    "producten": _product,
    "overeenkomsten": _overeenkomst,
    "tarieven": _tarief,
    "personen": _persoon,
    "adressen": _adres,
    "relaties": _relatie,
}
