# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What every retourcode means, in a few words. A scenario names them together, and gets both right.

The standard's own words are in code list WJ001; these are for reading along.
"""

from __future__ import annotations

import re

BETEKENIS = {
    "0001": "technische regel",
    "0200": "geen opmerkingen",
    "0233": "niet beoordeeld",
    "8001": "volledig toegekend",
    "8848": "Dagtekening in de toekomst",
    "9056": "Identificatie al gebruikt",
    "S300": "gemeentecode onbekend",
    "S329": "productcode onbekend",
    # toewijzing
    "9332": "ToewijzingNummer al gebruikt",
    "9379": "referentie hoort hier niet",
    "9385": "er zijn goedgekeurde regels",
    # start en stop
    "9019": "toewijzing onbekend",
    "9063": "melding onbekend",
    "9069": "geen start bij deze stop",
    "9071": "op deze start is een stop gemeld",
    "9074": "al gemeld",
    "9326": "er loopt al een levering",
    "9413": "al tijdelijk gestopt",
    "9414": "einddatum ligt voor de tijdelijke stop",
    "9415": "al definitief gestopt",
    # verzoeken
    "9347": "referentie al gebruikt",
    "9349": "een lopende toewijzing ontbreekt",
    "9350": "ongewijzigde toewijzing loopt niet",
    "9351": "te wijzigen toewijzing loopt niet",
    "9355": "verzoek onbekend",
    "9357": "gewenste ingangsdatum kan niet",
    "9359": "verzoek is al gehonoreerd",
    "9360": "verzoek is al in onderzoek",
    "9361": "gevraagde producten overlappen",
    "9365": "verzoek is al afgewezen",
    "9373": "totaal wijzigt alleen vanaf het begin",
    "9374": "er is al een verzoek in behandeling",
    "9375": "omvang of budget past niet",
    "9411": "omvang ontbreekt",
    "9412": "omvang mag hier niet",
    # declaratie
    "0611": "ander tarief dan afgesproken",
    "8017": "geen goedgekeurde regel om te crediteren",
    "8021": "ReferentieNummer al gebruikt",
    "8187": "cliënt heeft geen toewijzing",
    "8214": "maand ligt voor de vorige declaratie",
    "9307": "periode begint voor de toewijzing",
    "9308": "periode eindigt na de toewijzing",
    "9321": "meer dan in deze periode mag",
    "9322": "meer dan in totaal mag",
    "9333": "DeclaratieNummer al gebruikt",
    "9338": "toewijzing onbekend bij deze cliënt",
    "9339": "andere productcategorie",
    "9340": "andere productcode",
    "9341": "andere eenheid",
    "9346": "bedrag klopt niet",
    "9366": "prestatie is niet ingediend",
    "9367": "prestatie is anders ingediend",
    "9369": "meer dan het budget",
    "9384": "toewijzing is verwijderd",
    "9387": "periode begint te laat",
    "9388": "periode eindigt te vroeg of te laat",
    "9389": "al gedeclareerd in deze periode",
    "9390": "al gecrediteerd",
}

_CODE = r"[0-9S][0-9]{3}"
CODES = rf"{_CODE} \([^)]+\)(?:(?:, | en ){_CODE} \([^)]+\))*"
"""One or more codes with what they mean: 9074 (al gemeld) en 9326 (er loopt al een levering)."""


def lees_codes(text: str) -> tuple[str, ...]:
    """The codes, in order. What they mean must be what they mean everywhere."""
    found = re.findall(rf"({_CODE}) \(([^)]+)\)", text)
    assert found, text
    for code, betekenis in found:
        assert BETEKENIS.get(code) == betekenis, f"{code} betekent: {BETEKENIS.get(code)}"
    return tuple(code for code, _ in found)
