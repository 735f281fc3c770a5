# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""A row to the decision that it stands for, and to what tells it from other decisions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, Final

from noaber.berichten.definitions.groups import Omvang, Product
from noaber.flows.wijs_toe.kolommen import OPEN_END
from noaber.flows.wijs_toe.lezen import Regel, has_wens
from noaber.kernel.period import Period
from noaber.toewijzingen.types import (
    Agreement,
    Antwoordbesluit,
    Assign,
    Besluit,
    ChangeBudget,
    ChangeVolume,
    Delete,
    Died,
    HonourVot,
    HonourVow,
    Investigate,
    Moved,
    Prolong,
    Reject,
    Replace,
    Restart,
    Shorten,
    StartEarlier,
    StartPgb,
    VerzoekSoort,
    Wens,
)
from noaber.toewijzingen.types.genomen import Gevraagd


def besluit_of(regel: Regel) -> Besluit:
    """The decision about a client."""
    return _MAKERS[regel.soort](regel)


def answer_of(regel: Regel, gevraagd: Gevraagd) -> Besluit | Antwoordbesluit:
    """The decision about a verzoek."""
    referentie = gevraagd.referentie_aanbieder
    if regel.soort == "in onderzoek":
        return Investigate(referentie=referentie, on_woonplaats=bool(regel.get("om_woonplaats")))
    if regel.soort == "afwijzen":
        return Reject(
            referentie=referentie,
            reden=regel.get("reden_afwijzing"),
            woonplaats_gemeente=regel.get("woonplaats_gemeente"),
        )
    if gevraagd.soort is VerzoekSoort.VOT:
        return HonourVot(referentie=referentie, wens=_wens(regel) if has_wens(regel) else None)
    return HonourVow(referentie=referentie, passed=regel.get("verstreken_datum"))


def agreement_of(regel: Regel, on: date) -> Agreement | None:
    """What was settled with the aanbieder; on this day when the row does not say when."""
    kind = regel.get("afspraak")
    if kind is None:
        return None
    return Agreement(
        kind=kind,
        datum=regel.get("afspraak_datum") or on,
        note=regel.get("afspraak_toelichting") or "",
    )


def told(regel: Regel) -> dict[str, str]:
    """All that a row decides, as text; the kenmerk is only its name."""
    values = {name: _as_text(value) for name, value in regel.values.items()}
    values.pop("kenmerk", None)
    return values


def _as_text(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, StrEnum) else str(value)


def _product(regel: Regel) -> Product | None:
    categorie = regel.get("categorie")
    return (
        None if categorie is None else Product(categorie=categorie, code=regel.get("productcode"))
    )


def _end(regel: Regel) -> date | None:
    end = regel.get("einddatum")
    return None if end == OPEN_END else end


def _wens(regel: Regel) -> Wens:
    omvang = None
    if regel.get("eenheid") is not None:
        amount = regel.get("volume") if regel.get("bedrag") is None else regel.get("bedrag")
        omvang = Omvang(
            volume=int(amount), eenheid=regel.get("eenheid"), frequentie=regel.get("frequentie")
        )
    budget = regel.get("budget")
    return Wens(
        product=_product(regel),
        ingangsdatum=regel.get("ingangsdatum"),
        einddatum=_end(regel),
        omvang=omvang,
        budget=None if budget is None else int(budget),
        commentaar=regel.get("commentaar"),
    )


def _change_volume(regel: Regel) -> Besluit:
    amount = regel.get("volume") if regel.get("bedrag") is None else regel.get("bedrag")
    return ChangeVolume(nummer=regel.get("toewijzingnummer"), volume=int(amount))


def _shorten(regel: Regel) -> Besluit:
    return Shorten(nummer=regel.get("toewijzingnummer"), einddatum=regel.get("einddatum"))


_MAKERS: Final[Mapping[str, Callable[[Regel], Besluit]]] = {
    "toewijzen": lambda r: Assign(wens=_wens(r)),
    "verlengen": lambda r: Prolong(nummer=r.get("toewijzingnummer"), einddatum=_end(r)),
    "inkorten": _shorten,
    "verwijderen": lambda r: Delete(nummer=r.get("toewijzingnummer")),
    "volume": _change_volume,
    "budget": lambda r: ChangeBudget(nummer=r.get("toewijzingnummer"), budget=int(r.get("budget"))),
    "vervangen": lambda r: Replace(nummer=r.get("toewijzingnummer"), wens=_wens(r)),
    "eerder starten": lambda r: StartEarlier(
        nummer=r.get("toewijzingnummer"), ingangsdatum=r.get("ingangsdatum")
    ),
    "opnieuw starten": lambda r: Restart(
        nummer=r.get("toewijzingnummer"), ingangsdatum=r.get("ingangsdatum")
    ),
    "pgb": lambda r: StartPgb(
        product=_product(r), period=Period.from_inclusive(r.get("ingangsdatum"), _end(r))
    ),
    "overleden": lambda r: Died(overlijdensdatum=r.get("overlijdensdatum")),
    "verhuisd": lambda r: Moved(inschrijfdatum=r.get("inschrijfdatum")),
}
