# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The columns of a file with decisions, and which of them each kind of decision takes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from noaber.berichten.codelists import code_list
from noaber.berichten.definitions import types as t
from noaber.flows.invoer import cells
from noaber.flows.invoer.columns import Column, Kind
from noaber.flows.invoer.problems import BadCell
from noaber.kernel.bsn import without_bsn
from noaber.kernel.wet import Wet
from noaber.toewijzingen.types import AgreementKind, PassedDates

OPEN_END: Final = "geen"
"""What stands in einddatum where an empty cell could be an oversight."""
_KENMERK: Final = 60


def kenmerk(cell: Any) -> str:
    """The gemeente's own reference: short, and no bsn, for it is shown and kept."""
    found = cells.text(str(cell) if isinstance(cell, int) else cell)
    if len(found) > _KENMERK:
        raise BadCell(f"Een kenmerk is ten hoogste {_KENMERK} tekens lang.")
    if without_bsn(found) != found:
        raise BadCell("In een kenmerk mag geen BSN staan: het wordt getoond en bewaard.")
    return found


def einddatum(cell: Any) -> Any:
    """A day, or ``geen``: until further notice."""
    if isinstance(cell, str) and cell.strip().casefold() == OPEN_END:
        return OPEN_END
    return cells.day(cell)


def _reden(cell: Any) -> str:
    found = re.sub(r"^([0-9])$", r"0\1", cells.text(str(cell) if isinstance(cell, int) else cell))
    codes = code_list("WMO002-JZ002", Wet.WMO)
    if found not in codes:
        raise BadCell("Hier hoort een RedenWijziging van twee cijfers, zoals 05.")
    return found


def _reden_afwijzing(cell: Any) -> str:
    found = str(cell).strip()
    codes = code_list("WJ759", Wet.WMO)
    if found not in codes:
        options = ", ".join(f"{entry.code} ({entry.omschrijving.casefold()})" for entry in codes)
        raise BadCell(f"Deze reden bestaat niet. Kies uit: {options}.")
    return found


def _column(name: str, read: cells.Read, *also: str, is_required: bool = False) -> Column:
    return Column(name=name, read=read, is_required=is_required, also=also)


BESLUITWOORDEN: Final = {
    "toewijzen": "toewijzen",
    "verlengen": "verlengen",
    "inkorten": "inkorten",
    "verwijderen": "verwijderen",
    "volume": "volume",
    "budget": "budget",
    "vervangen": "vervangen",
    "eerder starten": "eerder starten",
    "opnieuw starten": "opnieuw starten",
    "pgb": "pgb",
    "overleden": "overleden",
    "verhuisd": "verhuisd",
    "honoreren": "honoreren",
    "in onderzoek": "in onderzoek",
    "afwijzen": "afwijzen",
}
_ALSO: Final = {
    "oprekken": "verlengen",
    "intrekken": "inkorten",
    "beëindigen": "inkorten",
    "volume wijzigen": "volume",
    "budget wijzigen": "budget",
    "overlijden": "overleden",
    "verhuizing": "verhuisd",
}

BESLUITEN: Final = Kind(
    "besluiten",
    (
        _column("kenmerk", kenmerk, "referentie_gemeente"),
        _column("besluit", cells.choice(BESLUITWOORDEN, _ALSO), is_required=True),
        _column("gemeente", cells.gemeente, "gemeentecode", is_required=True),
        _column("bsn", cells.bsn, "burgerservicenummer"),
        _column("aanbieder", cells.agb, "agb", "agb_code"),
        _column("wet", cells.WET),
        _column("toewijzingnummer", cells.whole(1, 999_999_999), "nummer", "toewijzing"),
        _column("categorie", cells.code_of_either("WMO020-JZ020"), "productcategorie"),
        _column("productcode", cells.bounded(t.ProductCode), "code"),
        _column("ingangsdatum", cells.day),
        _column("einddatum", einddatum, "einddatum_tot_en_met"),
        _column("volume", cells.whole(1, cells.MOST_CENTS)),
        _column("eenheid", cells.eenheid()),
        _column("frequentie", cells.frequentie()),
        _column("bedrag", cells.euros),
        _column("budget", cells.euros),
        _column("commentaar", cells.short(1000), "opmerking"),
        _column("reden", _reden, "redenwijziging", "reden_wijziging"),
        _column("afspraak", cells.choice({kind.value: kind for kind in AgreementKind})),
        _column("afspraak_datum", cells.day),
        _column("afspraak_toelichting", cells.short(1000)),
        _column("verzoek", cells.whole(1, 2**53), "verzoeknummer"),
        _column("referentie", cells.bounded(t.ReferentieAanbieder), "referentie_aanbieder"),
        _column("verstreken_datum", cells.choice({passed.value: passed for passed in PassedDates})),
        _column("overlijdensdatum", cells.day),
        _column("inschrijfdatum", cells.day),
        _column("reden_afwijzing", _reden_afwijzing),
        _column("woonplaats_gemeente", cells.gemeente),
        _column("om_woonplaats", cells.yes_no),
    ),
    also=("besluit", "toewijzingen"),
)

ALWAYS: Final = frozenset({"kenmerk", "besluit", "gemeente"})
CLIENT: Final = ("bsn", "aanbieder", "wet")
_AGREED: Final = ("afspraak", "afspraak_datum", "afspraak_toelichting")
_OMVANG: Final = ("volume", "eenheid", "frequentie", "bedrag", "budget")
_PRODUCT: Final = ("categorie", "productcode")
WENS: Final = (*_PRODUCT, "ingangsdatum", "einddatum", *_OMVANG, "commentaar")
_VERZOEK: Final = (*CLIENT, "verzoek", "referentie")


@dataclass(frozen=True, slots=True)
class Fields:
    """What a kind of decision takes, beside what every row may have."""

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()

    @property
    def all(self) -> frozenset[str]:
        """Every column that may be filled."""
        return ALWAYS.union(self.required, self.optional)


_ONE: Final = (*CLIENT, "toewijzingnummer")
FIELDS: Final[Mapping[str, Fields]] = {
    "toewijzen": Fields((*CLIENT, "ingangsdatum"), (*WENS, *_AGREED)),
    "verlengen": Fields((*_ONE, "einddatum"), ("reden", *_AGREED)),
    "inkorten": Fields((*_ONE, "einddatum"), ("reden", *_AGREED)),
    "verwijderen": Fields(_ONE, _AGREED),
    "volume": Fields(_ONE, ("volume", "bedrag", "reden", *_AGREED)),
    "budget": Fields((*_ONE, "budget"), ("reden", *_AGREED)),
    "vervangen": Fields((*_ONE, "ingangsdatum"), (*WENS, "reden", *_AGREED)),
    "eerder starten": Fields((*_ONE, "ingangsdatum"), _AGREED),
    "opnieuw starten": Fields((*_ONE, "ingangsdatum"), _AGREED),
    "pgb": Fields(("bsn", "wet", "ingangsdatum"), ("aanbieder", *_PRODUCT, "einddatum", *_AGREED)),
    "overleden": Fields(("bsn", "overlijdensdatum"), ("aanbieder", "wet")),
    "verhuisd": Fields(("bsn", "inschrijfdatum"), ("aanbieder", "wet", *_AGREED)),
    "honoreren": Fields((), (*_VERZOEK, *WENS, "verstreken_datum", *_AGREED)),
    "in onderzoek": Fields((), (*_VERZOEK, "om_woonplaats")),
    "afwijzen": Fields(("reden_afwijzing",), (*_VERZOEK, "woonplaats_gemeente")),
}
ANSWERS: Final = frozenset({"honoreren", "in onderzoek", "afwijzen"})
"""Decisions about a verzoek: it says whom it is about."""
EVENTS: Final = frozenset({"pgb", "overleden", "verhuisd"})
"""Decisions that may be about every aanbieder of the client."""
