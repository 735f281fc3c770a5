# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Every kind of mistake of an exercise: what is done wrong, and what must then come back.

The codes stand here as the standard gives them; no code that judges is asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from noaber.demo import foute_extra, foute_regels
from noaber.demo.foute_extra import ExtraMaker
from noaber.demo.foute_regels import Maker


@dataclass(frozen=True, slots=True)
class Foutsoort:
    """One kind of mistake."""

    naam: str
    bericht: str
    """Number of the message."""
    niveau: int
    """Level at which it is found."""
    waar: str
    """Where the codes come back: the header, a class, or as a foutbericht."""
    codes: tuple[str, ...]
    tekst: str
    """Dutch: what is wrong with it."""


def _regel(naam: str, codes: str, tekst: str, niveau: int = 3) -> Foutsoort:
    return Foutsoort(naam, "323", niveau, "Prestatie", tuple(codes.split()), tekst)


REGELFOUTEN: Final[tuple[tuple[Foutsoort, Maker], ...]] = (
    (
        _regel("tarief", "0611", "tarief een cent te hoog", 3),
        foute_regels.tarief_een_cent_te_hoog,
    ),
    (
        _regel("bedrag", "9346", "bedrag is niet volume maal tarief", 4),
        foute_regels.bedrag_een_cent_te_hoog,
    ),
    (
        _regel("volume-periode", "9321", "één meer dan in de maand past"),
        foute_regels.te_veel_in_periode,
    ),
    (
        _regel("volume-totaal", "9322", "samen meer dan er is toegewezen"),
        foute_regels.te_veel_in_totaal,
    ),
    (_regel("budget", "9369", "meer dan er van het budget over is"), foute_regels.boven_budget),
    (_regel("productcode", "9340", "ander product, zelfde categorie"), foute_regels.andere_code),
    (
        _regel("categorie", "9339", "product van een andere categorie"),
        foute_regels.andere_categorie,
    ),
    (_regel("product", "9339 9340", "heel ander product"), foute_regels.ander_product),
    (
        _regel("code-onbekend", "0611 9340 S329", "productcode die niemand kent", 4),
        foute_regels.onbekende_code,
    ),
    (_regel("eenheid", "9341", "dagdelen in plaats van uren"), foute_regels.andere_eenheid),
    (
        _regel("begin-periode", "9387", "periode begint op de tweede"),
        foute_regels.begint_een_dag_te_laat,
    ),
    (
        _regel("eind-periode", "9388", "periode eindigt een dag te vroeg"),
        foute_regels.eindigt_een_dag_te_vroeg,
    ),
    (
        _regel("over-einde", "9308 9388", "loopt door na het einde van de toewijzing"),
        foute_regels.loopt_over_het_einde,
    ),
    (
        _regel("toewijzing-onbekend", "9338", "nummer van geen enkele toewijzing"),
        foute_regels.onbekende_toewijzing,
    ),
    (
        _regel("toewijzing-ander", "9338", "toewijzing van een andere cliënt"),
        foute_regels.toewijzing_van_ander,
    ),
    (
        _regel("referentie", "8021", "referentienummer al eerder gebruikt"),
        foute_regels.referentie_opnieuw,
    ),
)
"""Mistakes that take the place of a right line."""

EXTRA: Final[tuple[tuple[Foutsoort, ExtraMaker], ...]] = (
    (
        _regel("voor-toewijzing", "9307", "de maand voor de toewijzing ingaat"),
        foute_extra.voor_de_toewijzing,
    ),
    (
        _regel("na-toewijzing", "9308", "een maand na het einde van de toewijzing"),
        foute_extra.na_de_toewijzing,
    ),
    (
        _regel("verwijderd", "9384", "op een verwijderde toewijzing"),
        foute_extra.op_verwijderde_toewijzing,
    ),
    (
        Foutsoort("client", "323", 3, "Client", ("8187",), "cliënt zonder toewijzing"),
        foute_extra.client_zonder_toewijzing,
    ),
    (
        _regel("dubbel", "9389", "dezelfde periode nog een keer"),
        foute_extra.dubbel_gedeclareerd,
    ),
    (
        _regel("credit-zonder-debet", "8017", "credit zonder debet"),
        foute_extra.credit_zonder_debet,
    ),
    (
        _regel("credit-bedrag", "8017", "credit met een ander bedrag"),
        foute_extra.credit_met_ander_bedrag,
    ),
    (
        _regel("credit-afgekeurd", "8017", "credit van een afgekeurde regel"),
        foute_extra.credit_van_afgekeurde,
    ),
    (_regel("credit-twee-keer", "9390", "tweede credit"), foute_extra.tweede_credit),
)
"""Mistakes beside the right lines."""

KRUISING: Final = Foutsoort(
    "start-kruist-verwijdering", "305", 3, "StartProduct", ("9019",),
    "start die de verwijdering kruist",
)  # fmt: skip
"""Nobody did anything wrong, and the start is rejected all the same."""
