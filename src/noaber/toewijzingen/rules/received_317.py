# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The content of a VOW (317) against our toewijzingen.

"Current" is looked at on the Dagtekening: the day on which the aanbieder made the request, and not
a later one on which we happen to read it (OP095).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from noaber.berichten.definitions import classes as c
from noaber.berichten.definitions import messages as m
from noaber.berichten.definitions.groups import Product
from noaber.kernel.finding import Finding
from noaber.kernel.period import Period
from noaber.toewijzingen.rules.actueel import current_toewijzingen
from noaber.toewijzingen.rules.registry import Breach, rule
from noaber.toewijzingen.rules.stapeling import is_same_product
from noaber.toewijzingen.rules.wording import day, listed, product_name, shown, warning
from noaber.toewijzingen.types import ToewijzingVersion, VerzoekFacts

AT_CLIENT = "Client"
AT_VERZOEK = "Client/Verzoek"
_LAST_DAY_OF_OLD_VARIANTS = date(2020, 12, 31)


def _changed_place(position: int) -> str:
    return f"{AT_VERZOEK}/TeWijzigenProducten/TeWijzigenProduct[{position}]"


def _dagtekening(message: m.Bericht317) -> date:
    return message.header.bericht_identificatie.dagtekening


def _current(message: m.Bericht317, facts: VerzoekFacts) -> dict[int, ToewijzingVersion]:
    return current_toewijzingen(facts.toewijzingen, _dagtekening(message))


@dataclass(frozen=True, slots=True)
class _Change:
    """A TeWijzigenProduct beside the current toewijzing that it names."""

    place: str
    wish: c.TeWijzigenProduct
    now: ToewijzingVersion

    @property
    def runs_after_2020(self) -> bool:
        return self.now.einddatum is None or self.now.einddatum > _LAST_DAY_OF_OLD_VARIANTS


def _changes(message: m.Bericht317, facts: VerzoekFacts) -> Iterator[_Change]:
    current = _current(message, facts)
    for n, wish in enumerate(message.client.verzoek.te_wijzigen_producten, 1):
        now = current.get(wish.toewijzing_nummer)
        if now is not None:
            yield _Change(_changed_place(n), wish, now)


# ── which toewijzingen are named ─────────────────────────────────────────────────────────────────


@rule(
    "TR304",
    "8187",
    "317",
    mend="de aanbieder controleert het BSN; voor een nieuwe cliënt is er het verzoek om "
    "toewijzing (315)",
)
def client_has_a_toewijzing(message: m.Bericht317, facts: VerzoekFacts) -> Iterator[Breach]:
    """The client is known: there is or was a toewijzing to this aanbieder."""
    if not facts.toewijzingen:
        yield Breach(AT_CLIENT, "Deze cliënt heeft geen toewijzing bij deze aanbieder")


@rule(
    "TR349",
    "9349",
    "317",
    mend="de aanbieder noemt elke actuele toewijzing, als OngewijzigdProduct of als "
    "TeWijzigenProduct",
)
def every_current_toewijzing_is_named(
    message: m.Bericht317, facts: VerzoekFacts
) -> Iterator[Breach]:
    """A VOW describes the whole wanted situation (OP308)."""
    verzoek = message.client.verzoek
    named = {p.toewijzing_nummer for p in verzoek.ongewijzigde_producten}
    named |= {p.toewijzing_nummer for p in verzoek.te_wijzigen_producten}
    missing = [nummer for nummer in _current(message, facts) if nummer not in named]
    if missing:
        yield Breach(AT_VERZOEK, f"Het verzoek noemt toewijzing {listed(missing)} niet")


@rule(
    "TR350",
    "9350",
    "317",
    mend="de aanbieder noemt alleen toewijzingen die nog lopen of nog moeten ingaan",
)
def ongewijzigd_product_is_current(message: m.Bericht317, facts: VerzoekFacts) -> Iterator[Breach]:
    """OngewijzigdProduct names a current toewijzing."""
    current = _current(message, facts)
    for n, kept in enumerate(message.client.verzoek.ongewijzigde_producten, 1):
        if kept.toewijzing_nummer not in current:
            yield Breach(
                f"{AT_VERZOEK}/OngewijzigdeProducten/OngewijzigdProduct[{n}]",
                f"Toewijzing {shown(kept.toewijzing_nummer)} is niet actueel bij deze aanbieder",
            )


@rule(
    "TR351",
    "9351",
    "317",
    mend="de aanbieder wijzigt alleen toewijzingen die nog lopen of nog moeten ingaan",
)
def te_wijzigen_product_is_current(message: m.Bericht317, facts: VerzoekFacts) -> Iterator[Breach]:
    """TeWijzigenProduct names a current toewijzing."""
    current = _current(message, facts)
    for n, wish in enumerate(message.client.verzoek.te_wijzigen_producten, 1):
        if wish.toewijzing_nummer not in current:
            yield Breach(
                _changed_place(n),
                f"Toewijzing {shown(wish.toewijzing_nummer)} is niet actueel bij deze aanbieder",
            )


# ── what is asked of a toewijzing ────────────────────────────────────────────────────────────────


@rule(
    "TR357",
    "9357",
    "317",
    mend="de aanbieder vraagt een datum na de Dagtekening, of de Ingangsdatum van de toewijzing "
    "als de wijziging voor de hele duur geldt",
)
def change_lies_ahead_or_covers_all(message: m.Bericht317, facts: VerzoekFacts) -> Iterator[Breach]:
    """A wanted date on or before the Dagtekening is that of the start of the toewijzing."""
    dagtekening = _dagtekening(message)
    for change in _changes(message, facts):
        wanted = change.wish.gewenste_ingangsdatum
        if wanted <= dagtekening and wanted != change.now.ingangsdatum:
            yield Breach(
                change.place,
                f"De GewensteIngangsdatum ({day(wanted)}) ligt niet na de Dagtekening "
                f"({day(dagtekening)}) en is niet de Ingangsdatum van toewijzing "
                f"{change.now.nummer} ({day(change.now.ingangsdatum)})",
            )


@rule(
    "TR373",
    "9373",
    "317",
    mend="de aanbieder vult als GewensteIngangsdatum de Ingangsdatum van de toewijzing in",
)
def budget_or_total_changes_from_the_start(
    message: m.Bericht317, facts: VerzoekFacts
) -> Iterator[Breach]:
    """A budget, or a volume for the whole duration, changes for that whole duration."""
    for change in _changes(message, facts):
        what = "het Budget" if changes_budget(change.now, change.wish) else ""
        what = what or ("het totale Volume" if changes_total(change.now, change.wish) else "")
        if what and change.wish.gewenste_ingangsdatum != change.now.ingangsdatum:
            yield Breach(
                change.place,
                f"Het verzoek wijzigt {what}, maar de GewensteIngangsdatum "
                f"({day(change.wish.gewenste_ingangsdatum)}) is niet de Ingangsdatum van "
                f"toewijzing {change.now.nummer} ({day(change.now.ingangsdatum)})",
            )


def changes_budget(now: ToewijzingVersion, wish: c.TeWijzigenProduct) -> bool:
    """Another Budget is asked; one that is left out stays as it was."""
    return wish.budget is not None and wish.budget != now.budget


def changes_total(now: ToewijzingVersion, wish: c.TeWijzigenProduct) -> bool:
    """Only the Volume differs, and it counts for the whole duration (Frequentie 6)."""
    return (
        now.omvang is not None
        and wish.omvang is not None
        and now.omvang.frequentie == wish.omvang.frequentie == "6"
        and now.omvang.eenheid == wish.omvang.eenheid
        and now.omvang.volume != wish.omvang.volume
    )


@rule(
    "TR375",
    "9375",
    "317",
    mend="de aanbieder laat Omvang leeg; bij deze toewijzing hoort alleen een Budget",
)
def no_omvang_for_a_generic_toewijzing(
    message: m.Bericht317, facts: VerzoekFacts
) -> Iterator[Breach]:
    """No Omvang where the toewijzing has no Product, when it runs after 2020."""
    for change in _changes(message, facts):
        if change.now.product is None and change.runs_after_2020 and change.wish.omvang:
            yield Breach(
                change.place,
                f"Omvang is gevuld, maar toewijzing {change.now.nummer} is generiek (zonder "
                "Product)",
            )


@rule("TR411", "9411", "317", mend="de aanbieder vult de gewenste Omvang in, ook als die gelijk is")
def omvang_for_a_specific_toewijzing(
    message: m.Bericht317, facts: VerzoekFacts
) -> Iterator[Breach]:
    """Omvang is there where the toewijzing has a product code."""
    for change in _changes(message, facts):
        product = change.now.product
        if product is not None and product.code and change.wish.omvang is None:
            yield Breach(
                change.place,
                f"Omvang ontbreekt, terwijl toewijzing {change.now.nummer} een productcode heeft",
            )


@rule("TR412", "9412", "317", mend="de aanbieder laat Omvang leeg")
def no_omvang_without_code(message: m.Bericht317, facts: VerzoekFacts) -> Iterator[Breach]:
    """No Omvang where the toewijzing has no product code, when it runs after 2020.

    The text does not say whose Einddatum is meant; that of the toewijzing is.
    """
    for change in _changes(message, facts):
        product = change.now.product
        if (product is None or not product.code) and change.runs_after_2020 and change.wish.omvang:
            yield Breach(
                change.place,
                f"Omvang is gevuld, maar toewijzing {change.now.nummer} heeft geen productcode",
            )


# ── the package as a whole ───────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Part:
    """One product of the wanted situation, with the days that are asked for."""

    name: str
    product: Product | None
    period: Period
    is_new: bool = False
    nummer: int | None = None


def _period(begin: date, eind: date | None) -> Period:
    # A reversed period is refused at level 2 (CS003); here it overlaps nothing.
    if eind is not None and eind < begin:
        return Period(begin, begin)
    return Period.from_inclusive(begin, eind)


def _parts(message: m.Bericht317, facts: VerzoekFacts) -> Iterator[_Part]:
    current, verzoek = _current(message, facts), message.client.verzoek
    for kept in verzoek.ongewijzigde_producten:
        now = current.get(kept.toewijzing_nummer)
        if now is not None:
            yield _Part(f"toewijzing {now.nummer}", now.product, now.period, nummer=now.nummer)
    for change in _changes(message, facts):
        now, wish = change.now, change.wish
        asked = _period(wish.gewenste_ingangsdatum, wish.einddatum)
        yield _Part(f"toewijzing {now.nummer}", now.product, asked, nummer=now.nummer)
    for n, new in enumerate(verzoek.nieuwe_producten, 1):
        asked = _period(new.gewenste_ingangsdatum, new.einddatum)
        yield _Part(f"nieuw product {n}", new.product, asked, is_new=True)


@rule(
    "TR361",
    "9361",
    "317",
    mend="de aanbieder laat de perioden op elkaar aansluiten",
)
def wanted_products_do_not_overlap(message: m.Bericht317, facts: VerzoekFacts) -> Iterator[Breach]:
    """The same product more than once only on other days; new against new is TR410.

    A toewijzing that is named as unchanged and as changed stands twice in the package too.
    """
    for one, other in combinations(_parts(message, facts), 2):
        if one.is_new and other.is_new:
            continue
        if one.nummer is not None and one.nummer == other.nummer:
            yield Breach(AT_VERZOEK, f"Het verzoek noemt {one.name} twee keer")
        elif is_same_product(one.product, other.product, message.wet) and one.period.overlaps(
            other.period
        ):
            yield Breach(
                AT_VERZOEK,
                f"Het verzoek vraagt {product_name(other.product)} twee keer op dezelfde dagen "
                f"({one.name} en {other.name})",
            )


# ── what someone should look at ──────────────────────────────────────────────────────────────────


def vow_warnings(message: m.Bericht317, facts: VerzoekFacts) -> Iterator[Finding]:
    """Requests that cannot be granted as they stand, though no rule refuses the message."""
    for change in _changes(message, facts):
        now, wish = change.now, change.wish
        wanted = wish.gewenste_ingangsdatum
        if wanted < now.ingangsdatum:
            yield warning(
                "IV092",
                f"De GewensteIngangsdatum ({day(wanted)}) ligt voor de Ingangsdatum van toewijzing "
                f"{now.nummer} ({day(now.ingangsdatum)}); overleg met de aanbieder wat bedoeld is.",
                change.place,
            )
        if now.einddatum is not None and wanted > now.einddatum:
            yield warning(
                "IV092",
                f"De GewensteIngangsdatum ({day(wanted)}) ligt na het einde van toewijzing "
                f"{now.nummer} ({day(now.einddatum)}); vraag de aanbieder om een nieuw product.",
                change.place,
            )
        yield from _below_what_is_granted(change, facts)


def _below_what_is_granted(change: _Change, facts: VerzoekFacts) -> Iterator[Finding]:
    now, wish = change.now, change.wish
    granted = facts.granted.get(now.nummer)
    if granted is None:
        return
    if changes_total(now, wish) and wish.omvang and wish.omvang.volume < granted.volume:
        yield warning(
            "OP345",
            f"Het gevraagde Volume ({wish.omvang.volume}) is lager dan wat op toewijzing "
            f"{now.nummer} al is goedgekeurd ({granted.volume}); overleg met de aanbieder.",
            change.place,
        )
    if changes_budget(now, wish) and wish.budget is not None and wish.budget < granted.cents:
        yield warning(
            "OP345",
            f"Het gevraagde Budget is lager dan wat op toewijzing {now.nummer} al is goedgekeurd; "
            "overleg met de aanbieder.",
            change.place,
        )
