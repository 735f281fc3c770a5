# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What stands in a 301: the complete set for one client at one aanbieder (OP087, IV097, IV099).

All toewijzingen that are current, and all that changed since the previous 301; a deletion once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from noaber.berichten.answers import Envelope
from noaber.berichten.definitions import classes as c
from noaber.berichten.definitions import groups as g
from noaber.berichten.definitions import messages as m
from noaber.berichten.definitions.registry import definition
from noaber.kernel.finding import Finding
from noaber.kernel.wet import Wet
from noaber.toewijzingen.rules.actueel import newest_versions
from noaber.toewijzingen.rules.gezagsdrager import gezagsdrager_warnings
from noaber.toewijzingen.rules.stapeling import stacked
from noaber.toewijzingen.types import Stacked, ToewijzingVersion


def set_301(
    toewijzingen: Iterable[ToewijzingVersion],
    sent: Mapping[int, ToewijzingVersion],
    *,
    on: date,
    vow_referentie: str | None = None,
) -> tuple[c.ToegewezenProduct, ...]:
    """The products of the next 301, in order of Ingangsdatum; empty: there is nothing to send.

    ``toewijzingen``: of one client at one aanbieder, one gemeente and wet, what is new included.
    ``sent``: by number the version that the aanbieder has: sent last, and not rejected.
    ``vow_referentie``: of the VOW that this 301 honours; then every product carries it.
    Raises Stacked: the aanbieder would have to reject it (TR302).
    """
    kept = [
        version
        for version in newest_versions(toewijzingen).values()
        if _belongs(version, sent.get(version.nummer), on)
    ]
    for one, other in stacked(kept):
        raise Stacked(
            "OP259",
            f"Toewijzing {one.nummer} en {other.nummer} zijn voor hetzelfde product op dezelfde "
            "dagen: beëindig er eerst één",
        )
    kept.sort(key=lambda version: (version.ingangsdatum, version.nummer))
    return tuple(_product(version, sent.get(version.nummer), vow_referentie) for version in kept)


def _belongs(newest: ToewijzingVersion, sent: ToewijzingVersion | None, on: date) -> bool:
    if newest.is_deleted:
        # What the aanbieder never saw need not be taken back.
        return sent is not None and not sent.is_deleted
    return newest.is_current_on(on) or _has_changed(newest, sent)


def _has_changed(newest: ToewijzingVersion, sent: ToewijzingVersion | None) -> bool:
    return sent is None or newest.decided_at != sent.decided_at


def _product(
    newest: ToewijzingVersion, sent: ToewijzingVersion | None, vow_referentie: str | None
) -> c.ToegewezenProduct:
    has_changed = _has_changed(newest, sent)
    is_new = sent is None
    return c.ToegewezenProduct(
        toewijzing_nummer=newest.nummer,
        referentie_aanbieder=vow_referentie
        or (newest.referentie_aanbieder if has_changed else None),
        product=newest.product,
        toewijzingsdatum=newest.toewijzingsdatum,
        toewijzingstijd=newest.toewijzingstijd,
        ingangsdatum=newest.ingangsdatum,
        einddatum=newest.einddatum,
        reden_wijziging=newest.reden_wijziging if has_changed and not is_new else None,
        omvang=newest.omvang,
        budget=newest.budget,
        commentaar=newest.commentaar,
    )


def bericht_301(
    toewijzing: ToewijzingVersion,
    client: c.ToewijzingClient,
    products: tuple[c.ToegewezenProduct, ...],
    envelope: Envelope,
) -> m.Bericht301:
    """The message. ``toewijzing``: any of the set; it says from whom, to whom and by which law."""
    version = definition(toewijzing.wet, "301").xsd_version
    return m.Bericht301(
        wet=toewijzing.wet,
        header=m.Header(
            afzender=toewijzing.gemeente,
            ontvanger=toewijzing.aanbieder,
            bericht_identificatie=g.BerichtIdentificatie(
                identificatie=envelope.identificatie, dagtekening=envelope.dagtekening
            ),
            xsd_versie=g.XsdVersie(basisschema_xsd_versie=version, bericht_xsd_versie=version),
        ),
        client=replace(client, toegewezen_producten=products),
    )


def client_warnings(
    client: c.ToewijzingClient, wet: Wet, on: date, *, is_gezagsdrager_bekend: bool
) -> Iterator[Finding]:
    """What the gemeente should look at before it sends a 301 about this client."""
    yield from gezagsdrager_warnings(client, wet, on, is_known=is_gezagsdrager_bekend)
