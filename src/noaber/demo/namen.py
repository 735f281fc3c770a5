# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Names out of a story. The codes of the gemeenten exist, so that messages can be judged; nothing
else here has anything to do with a real place, organisation or person.
"""

from __future__ import annotations

from typing import Final

GEMEENTEN: Final = (
    ("1969", "Waterkwartier"),
    ("1979", "Heideveen"),
    ("1966", "Terpwolde"),
    ("1950", "Zandwijk"),
    ("1952", "Kolkerland"),
    ("1895", "Dijkerode"),
)
"""Code of CBS, and a name that no gemeente has."""

_SOORTEN: Final = ("Zorghuis", "Stichting", "Thuiszorg", "Jeugdhulp", "Begeleiding")
_BEELDEN: Final = (
    "De Zilverreiger",
    "Het Kompas",
    "De Lindehoeve",
    "Noorderzon",
    "De Wilgenroos",
    "Het Veerhuis",
    "De Morgenster",
    "Eigenwijs",
    "De Kiekendief",
    "Samenspel",
)

STRATEN: Final = (
    "Kerkpad",
    "Molenweg",
    "Brink",
    "Hooilaan",
    "Wierdestraat",
    "Schapendrift",
    "Lage Es",
    "Turfkade",
    "Meidoornhof",
    "Achterom",
)
ACHTERNAMEN: Final = (
    ("Bakker", ""),
    ("Boer", "de"),
    ("Brink", "van den"),
    ("Dijkstra", ""),
    ("Eikenaar", ""),
    ("Groen", ""),
    ("Haan", "de"),
    ("Jansen", ""),
    ("Kuiper", ""),
    ("Meer", "van der"),
    ("Noordhoff", ""),
    ("Oosterhuis", ""),
    ("Postma", ""),
    ("Ruiter", "de"),
    ("Smit", ""),
    ("Tuinstra", ""),
    ("Veen", "van"),
    ("Wieringa", ""),
    ("Zijlstra", ""),
    ("d'Hoogëveen", ""),
)
VOORNAMEN: Final = (
    "Anna",
    "Bram",
    "Cato",
    "Daan",
    "Elin",
    "Freek",
    "Guusje",
    "Hidde",
    "Ilse",
    "Job",
)


def aanbieder(index: int) -> str:
    """The name of the aanbieder with this number, from 0; never the same for two."""
    beeld = _BEELDEN[index % len(_BEELDEN)]
    soort = _SOORTEN[index // len(_BEELDEN) % len(_SOORTEN)]
    ronde = index // (len(_BEELDEN) * len(_SOORTEN))
    return f"{soort} {beeld}" + (f" {ronde + 1}" if ronde else "")
