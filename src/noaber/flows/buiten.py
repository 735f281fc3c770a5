# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Facts of one module in the words of another."""

from __future__ import annotations

from noaber.berichten.definitions.groups import Product
from noaber.contracten import queries as contracten
from noaber.declaraties import queries as declaraties
from noaber.declaraties.types import Verbruik
from noaber.flows.types import Work
from noaber.kernel.period import Period
from noaber.partijen.queries import find_persoon
from noaber.partijen.types import Lane
from noaber.postbus.queries import has_processed_identificatie
from noaber.toewijzingen import queries as toewijzingen
from noaber.toewijzingen.types import Granted, ToewijzingVersion

_UUR = "04"
_MINUTES = 60


def used_identificaties(work: Work) -> frozenset[str]:
    """The Identificatie of this message, if it was used before (TR056)."""
    taken = work.ontvangen
    return frozenset({taken.identificatie} if has_processed_identificatie(taken) else ())


def granted_of(lane: Lane, bsn: str) -> dict[int, Granted]:
    """By ToewijzingNummer what is granted and not credited for a client in a lane."""
    persoon_id = find_persoon(lane.administratie.id, bsn)
    return {} if persoon_id is None else granted_for(lane, persoon_id, bsn)


def granted_for(lane: Lane, persoon_id: int, bsn: str) -> dict[int, Granted]:
    """As ``granted_of``, for a person who is known."""
    ids = toewijzingen.list_toewijzing_ids(lane, persoon_id)
    used = declaraties.list_verbruik(ids.values())
    if not used:
        return {}
    versions = toewijzingen.list_versions(lane, persoon_id, bsn)
    return {
        version.nummer: _granted(version, used[ids[version.nummer]])
        for version in versions
        if ids[version.nummer] in used
    }


def gecontracteerd(lane: Lane) -> dict[Product, tuple[Period, ...]]:
    """What the aanbieder of a lane may deliver by its contracts, and when (OP296)."""
    prijzen = contracten.list_prijzen(lane.gemeente, lane.aanbieder, lane.wet)
    return {
        Product(categorie=categorie, code=code): tuple(prijs.geldig for prijs in found)
        for (categorie, code), found in prijzen.items()
    }


def _granted(version: ToewijzingVersion, used: Verbruik) -> Granted:
    """In the eenheid of the toewijzing; minutes declared on hours make whole hours, upwards."""
    in_hours = version.omvang is not None and version.omvang.eenheid == _UUR
    rest = -(-used.overig // _MINUTES) if in_hours else used.overig
    return Granted(volume=used.uren + rest, cents=used.cents, last_day=used.last_day)
