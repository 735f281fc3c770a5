# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Rules about what is assigned or asked for: product, period, omvang and budget (301, 315, 317)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from noaber.berichten.definitions import messages as m
from noaber.berichten.definitions.groups import Omvang, Product
from noaber.berichten.rules.registry import Breach, rule
from noaber.berichten.rules.wording import day
from noaber.kernel.wet import Wet

WithProducts = m.Bericht301 | m.Bericht315 | m.Bericht317

# From this date the standard asks for omvang exactly when there is a product code.
_LAST_DAY_OF_OLD_VARIANTS = date(2020, 12, 31)
_HULPMIDDELEN = {"11", "12", "13", "14"}


@dataclass(frozen=True, slots=True)
class _Entry:
    """One product in a 301, 315 or 317, under the names that the message gives its dates."""

    place: str
    product: Product | None
    begin: date
    eind: date | None
    omvang: Omvang | None
    budget: int | None
    begin_name: str
    eind_name: str = "Einddatum"
    names_product: bool = True
    """False for a TeWijzigenProduct: which product it is stands in the toewijzing."""
    deleted: bool = False

    @property
    def runs_after_2020(self) -> bool:
        return self.eind is None or self.eind > _LAST_DAY_OF_OLD_VARIANTS


def _entries(message: WithProducts) -> Iterator[_Entry]:
    match message:
        case m.Bericht301():
            for position, t in enumerate(message.client.toegewezen_producten, 1):
                yield _Entry(
                    f"Client/ToegewezenProducten/ToegewezenProduct[{position}]",
                    t.product,
                    t.ingangsdatum,
                    t.einddatum,
                    t.omvang,
                    t.budget,
                    "Ingangsdatum",
                    deleted=t.reden_wijziging in {"01", "13"} and t.einddatum == t.ingangsdatum,
                )
        case m.Bericht315():
            for position, a in enumerate(message.client.aangevraagde_producten, 1):
                yield _Entry(
                    f"Client/AangevraagdeProducten/AangevraagdProduct[{position}]",
                    a.product,
                    a.toewijzing_ingangsdatum,
                    a.toewijzing_einddatum,
                    a.omvang,
                    a.budget,
                    "ToewijzingIngangsdatum",
                    "ToewijzingEinddatum",
                )
        case m.Bericht317():
            yield from _changed(message)
            yield from _new(message)


def _changed(message: m.Bericht317) -> Iterator[_Entry]:
    for position, w in enumerate(message.client.verzoek.te_wijzigen_producten, 1):
        yield _Entry(
            f"Client/Verzoek/TeWijzigenProducten/TeWijzigenProduct[{position}]",
            None,
            w.gewenste_ingangsdatum,
            w.einddatum,
            w.omvang,
            w.budget,
            "GewensteIngangsdatum",
            names_product=False,
        )


def _new(message: m.Bericht317) -> Iterator[_Entry]:
    for position, n in enumerate(message.client.verzoek.nieuwe_producten, 1):
        yield _Entry(
            f"Client/Verzoek/NieuweProducten/NieuwProduct[{position}]",
            n.product,
            n.gewenste_ingangsdatum,
            n.einddatum,
            n.omvang,
            n.budget,
            "GewensteIngangsdatum",
        )


def _overlaps(entries: Iterator[_Entry], wet: Wet) -> Iterator[Breach]:
    """Entries that begin while one of the same product still runs.

    Same product: same code, or same category where a code is missing; no product at all is the same
    as every product (TR302). In order of begin it is enough to know which earlier one ends last.
    """
    kept = [entry for entry in entries if _takes_part(entry, wet)]
    last: dict[tuple[str, str] | str, _Entry] = {}
    for entry in sorted(kept, key=lambda entry: entry.begin):
        earlier = [last[key] for key in _same_as(entry.product) if key in last]
        running = max(earlier, key=_end, default=None)
        if running is not None and _end(running) >= entry.begin:
            yield Breach(
                entry.place,
                f"Deze periode (vanaf {day(entry.begin)}) overlapt met die van hetzelfde product "
                f"in {running.place.rpartition('/')[2]} (vanaf {day(running.begin)})",
            )
        for key in _counts_as(entry.product):
            if key not in last or _end(entry) > _end(last[key]):
                last[key] = entry


def _takes_part(entry: _Entry, wet: Wet) -> bool:
    is_hulpmiddel = entry.product is not None and entry.product.categorie in _HULPMIDDELEN
    if entry.deleted or not entry.names_product or (wet is Wet.WMO and is_hulpmiddel):
        return False
    return entry.eind is None or entry.eind >= entry.begin  # else CS003 says what is wrong


def _end(entry: _Entry) -> date:
    return entry.eind or date.max


# An entry is kept under what it is; another looks under everything that is the same product.
_ANY, _GENERIC = "any", "generic"


def _counts_as(product: Product | None) -> list[tuple[str, str] | str]:
    if product is None:
        return [_ANY, _GENERIC]
    return [_ANY, product.categorie, (product.categorie, product.code or "")]


def _same_as(product: Product | None) -> list[tuple[str, str] | str]:
    if product is None:
        return [_ANY]
    if product.code is None:
        return [_GENERIC, product.categorie]
    return [_GENERIC, (product.categorie, product.code), (product.categorie, "")]


@rule("TR302", "301")
def toegewezen_products_do_not_overlap(message: m.Bericht301) -> Iterator[Breach]:
    """No two toewijzingen of the same product on one day; deleted ones do not count."""
    yield from _overlaps(_entries(message), message.wet)


@rule("TR386", "315")
def aangevraagd_products_do_not_overlap(message: m.Bericht315) -> Iterator[Breach]:
    """No two requests for the same product on one day."""
    yield from _overlaps(_entries(message), message.wet)


@rule("TR410", "317")
def nieuw_products_do_not_overlap(message: m.Bericht317) -> Iterator[Breach]:
    """No two NieuwProducten for the same product on one day."""
    yield from _overlaps(_new(message), message.wet)


@rule("TR134", "301")
def toewijzingsdatum_not_after_dagtekening(message: m.Bericht301) -> Iterator[Breach]:
    """A decision is not reported before it was taken."""
    dagtekening = message.header.bericht_identificatie.dagtekening
    for position, product in enumerate(message.client.toegewezen_producten, 1):
        if product.toewijzingsdatum > dagtekening:
            yield Breach(
                f"Client/ToegewezenProducten/ToegewezenProduct[{position}]/Toewijzingsdatum",
                f"De Toewijzingsdatum ({day(product.toewijzingsdatum)}) ligt na de Dagtekening "
                f"({day(dagtekening)})",
            )


@rule("CD041", "301", "315", "317")
def code_asks_for_omvang(message: WithProducts) -> Iterator[Breach]:
    """Omvang is there when Product.Code is."""
    for entry in _entries(message):
        if entry.product is not None and entry.product.code and entry.omvang is None:
            yield Breach(
                f"{entry.place}/Omvang", "Omvang ontbreekt; bij een product met Code is die nodig"
            )


def _omvang_without_code(message: WithProducts) -> Iterator[Breach]:
    for entry in _entries(message):
        has_code = entry.product is not None and entry.product.code is not None
        if entry.names_product and not has_code and entry.runs_after_2020 and entry.omvang:
            yield Breach(
                f"{entry.place}/Omvang",
                "Omvang mag niet gevuld zijn als het product geen Code heeft",
            )


@rule("CD080", "301")
def no_omvang_without_code_in_301(message: m.Bericht301) -> Iterator[Breach]:
    """No Omvang without Code, when it runs after 2020."""
    yield from _omvang_without_code(message)


@rule("CD095", "315")
def no_omvang_without_code_in_315(message: m.Bericht315) -> Iterator[Breach]:
    """No Omvang without Code, when it runs after 2020."""
    yield from _omvang_without_code(message)


@rule("CD096", "317")
def no_omvang_without_code_in_317(message: m.Bericht317) -> Iterator[Breach]:
    """No Omvang without Code in a NieuwProduct, when it runs after 2020."""
    yield from _omvang_without_code(message)


@rule("CD075", "301", "315", "317")
def budget_asks_for_einddatum(message: WithProducts) -> Iterator[Breach]:
    """A budget holds for a known period."""
    for entry in _entries(message):
        if entry.budget is not None and entry.eind is None:
            yield Breach(
                f"{entry.place}/{entry.eind_name}",
                f"{entry.eind_name} ontbreekt; bij een Budget is die nodig",
            )


@rule("CD076", "301", "315", "317")
def volume_per_week_asks_for_einddatum(message: WithProducts) -> Iterator[Breach]:
    """With Frequentie 2 the total can be computed only for a known period."""
    for entry in _entries(message):
        if entry.omvang is not None and entry.omvang.frequentie == "2" and entry.eind is None:
            yield Breach(
                f"{entry.place}/{entry.eind_name}",
                f"{entry.eind_name} ontbreekt; bij Frequentie 2 (per week) is die nodig",
            )


@rule("CD077", "301", "315", "317")
def budget_excludes_omvang(message: WithProducts) -> Iterator[Breach]:
    """No Omvang beside a Budget."""
    for entry in _entries(message):
        if entry.budget is not None and entry.omvang is not None:
            yield Breach(f"{entry.place}/Omvang", "Omvang mag niet gevuld zijn naast een Budget")


@rule("CD078", "301", "315", "317")
def omvang_excludes_budget(message: WithProducts) -> Iterator[Breach]:
    """No Budget beside an Omvang."""
    for entry in _entries(message):
        if entry.budget is not None and entry.omvang is not None:
            yield Breach(f"{entry.place}/Budget", "Budget mag niet gevuld zijn naast een Omvang")


@rule("CD079", "301", "315", "317")
def only_a_budget_may_lack_a_product(message: WithProducts) -> Iterator[Breach]:
    """Product when there is no Budget: only a budget may be generic."""
    for entry in _entries(message):
        if entry.names_product and entry.budget is None and entry.product is None:
            yield Breach(
                f"{entry.place}/Product", "Product ontbreekt; dat mag alleen als er een Budget is"
            )


@rule("CS003", "301", "315", "317")
def einddatum_not_before_begin(message: WithProducts) -> Iterator[Breach]:
    """A period ends on or after the day on which it begins."""
    for entry in _entries(message):
        if entry.eind is not None and entry.eind < entry.begin:
            yield Breach(
                f"{entry.place}/{entry.eind_name}",
                f"{entry.eind_name} ({day(entry.eind)}) ligt voor {entry.begin_name} "
                f"({day(entry.begin)})",
            )


@rule("CS003", "301")
def contact_periode_not_reversed(message: m.Bericht301) -> Iterator[Breach]:
    """The Periode of a temporary address ends on or after its begin."""
    places = [
        (f"Client/Contactgegevens/Contact[{position}]", contact)
        for position, contact in enumerate(message.client.contactgegevens, 1)
    ] + [
        (f"Client/Relaties/Relatie[{position}]/Contact", relatie.contact)
        for position, relatie in enumerate(message.client.relaties, 1)
    ]
    for place, contact in places:
        periode = contact.periode
        if periode is None or periode.begindatum is None or periode.einddatum is None:
            continue
        if periode.einddatum < periode.begindatum:
            yield Breach(
                f"{place}/Periode/Einddatum",
                f"Einddatum ({day(periode.einddatum)}) ligt voor Begindatum "
                f"({day(periode.begindatum)})",
            )


def _daily_frequency(message: WithProducts) -> Iterator[Breach]:
    for entry in _entries(message):
        omvang = entry.omvang
        if omvang is None or not entry.runs_after_2020:
            continue
        if omvang.eenheid in {"14", "16", "83", "84"} and omvang.frequentie not in {"2", "4", "6"}:
            yield Breach(
                f"{entry.place}/Omvang/Frequentie",
                f"Eenheid {omvang.eenheid} kan niet per dag; kies Frequentie 2, 4 of 6",
            )


@rule("CS338", "301", "317")
def etmaal_dagdeel_euro_stuks_not_per_day(message: m.Bericht301 | m.Bericht317) -> Iterator[Breach]:
    """Eenheid 14, 16, 83 and 84 with Frequentie 2, 4 or 6."""
    yield from _daily_frequency(message)


@rule("CS343", "315")
def etmaal_dagdeel_euro_stuks_not_per_day_in_315(message: m.Bericht315) -> Iterator[Breach]:
    """Eenheid 14, 16, 83 and 84 with Frequentie 2, 4 or 6 (twin of CS338)."""
    yield from _daily_frequency(message)


@rule("CS335", "301")
def deleted_toewijzing_ends_where_it_begins(message: m.Bericht301) -> Iterator[Breach]:
    """RedenWijziging 13 only with Einddatum = Ingangsdatum; a missing Einddatum is wrong too."""
    for position, product in enumerate(message.client.toegewezen_producten, 1):
        if product.reden_wijziging == "13" and product.einddatum != product.ingangsdatum:
            yield Breach(
                f"Client/ToegewezenProducten/ToegewezenProduct[{position}]/Einddatum",
                "Bij RedenWijziging 13 (verwijderd) moet Einddatum gelijk zijn aan Ingangsdatum "
                f"({day(product.ingangsdatum)})",
            )


@rule("CS336", "301")
def lapsed_reden_wijziging_is_not_used(message: m.Bericht301) -> Iterator[Breach]:
    """RedenWijziging 01 has lapsed."""
    for position, product in enumerate(message.client.toegewezen_producten, 1):
        if product.reden_wijziging == "01":
            yield Breach(
                f"Client/ToegewezenProducten/ToegewezenProduct[{position}]/RedenWijziging",
                "RedenWijziging 01 is vervallen; kies een andere reden",
            )
