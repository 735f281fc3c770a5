# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""TR101 for messages with one client: no class twice with the same logical key.

An absent part of a key counts as empty. StatusAanlevering is no part of it, so taking back and
sending anew with the same key needs two messages (IV008).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from noaber.berichten.definitions import messages as m
from noaber.berichten.definitions.groups import Product
from noaber.berichten.rules.registry import Breach, rule

_Key = tuple[object, ...]
_TEXT = "Deze {name} heeft dezelfde sleutel ({key}) als een eerdere in dit bericht"


def _doubles(place: str, key_names: str, keys: Sequence[_Key]) -> Iterator[Breach]:
    seen: set[_Key] = set()
    name = place.rpartition("/")[2]
    for position, key in enumerate(keys, 1):
        if key in seen:
            yield Breach(f"{place}[{position}]", _TEXT.format(name=name, key=key_names))
        seen.add(key)


def _product_key(product: Product | None) -> _Key:
    return (product.categorie, product.code or "") if product is not None else ("", "")


@rule("TR101", "301")
def keys_in_301_are_unique(message: m.Bericht301) -> Iterator[Breach]:
    """Contact by Soort, Relatie by Nummer, ToegewezenProduct by ToewijzingNummer."""
    client = message.client
    yield from _doubles(
        "Client/Contactgegevens/Contact", "Soort", [(c.soort,) for c in client.contactgegevens]
    )
    yield from _doubles("Client/Relaties/Relatie", "Nummer", [(r.nummer,) for r in client.relaties])
    yield from _doubles(
        "Client/ToegewezenProducten/ToegewezenProduct",
        "ToewijzingNummer",
        [(t.toewijzing_nummer,) for t in client.toegewezen_producten],
    )


@rule("TR101", "305")
def keys_in_305_are_unique(message: m.Bericht305) -> Iterator[Breach]:
    """StartProduct by ToewijzingNummer, Product and Begindatum."""
    yield from _doubles(
        "Client/StartProducten/StartProduct",
        "ToewijzingNummer, Product en Begindatum",
        [
            (s.toewijzing_nummer, *_product_key(s.product), s.begindatum)
            for s in message.client.start_producten
        ],
    )


@rule("TR101", "307")
def keys_in_307_are_unique(message: m.Bericht307) -> Iterator[Breach]:
    """StopProduct by the key of its start with Einddatum and RedenBeeindiging."""
    yield from _doubles(
        "Client/StopProducten/StopProduct",
        "ToewijzingNummer, Product, Begindatum, Einddatum en RedenBeeindiging",
        [
            (
                s.toewijzing_nummer,
                *_product_key(s.product),
                s.begindatum,
                s.einddatum,
                s.reden_beeindiging,
            )
            for s in message.client.stop_producten
        ],
    )


@rule("TR101", "315")
def keys_in_315_are_unique(message: m.Bericht315) -> Iterator[Breach]:
    """AangevraagdProduct by ReferentieAanbieder."""
    yield from _doubles(
        "Client/AangevraagdeProducten/AangevraagdProduct",
        "ReferentieAanbieder",
        [(a.referentie_aanbieder,) for a in message.client.aangevraagde_producten],
    )


@rule("TR101", "317")
def keys_in_317_are_unique(message: m.Bericht317) -> Iterator[Breach]:
    """Named toewijzingen by number, new products by Product and GewensteIngangsdatum."""
    verzoek = message.client.verzoek
    yield from _doubles(
        "Client/Verzoek/OngewijzigdeProducten/OngewijzigdProduct",
        "ToewijzingNummer",
        [(o.toewijzing_nummer,) for o in verzoek.ongewijzigde_producten],
    )
    yield from _doubles(
        "Client/Verzoek/TeWijzigenProducten/TeWijzigenProduct",
        "ToewijzingNummer",
        [(w.toewijzing_nummer,) for w in verzoek.te_wijzigen_producten],
    )
    yield from _doubles(
        "Client/Verzoek/NieuweProducten/NieuwProduct",
        "Product en GewensteIngangsdatum",
        [(*_product_key(n.product), n.gewenste_ingangsdatum) for n in verzoek.nieuwe_producten],
    )
