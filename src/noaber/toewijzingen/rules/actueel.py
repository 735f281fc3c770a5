# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Which version of a toewijzing counts, and which toewijzingen are current (IV013, TR349)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from noaber.toewijzingen.types import ToewijzingVersion


def current_version(versions: Iterable[ToewijzingVersion]) -> ToewijzingVersion:
    """The newest decision among versions of one toewijzing (IV013).

    The order in which they came has no meaning (OP080). Of two decisions of the same moment a
    changed one goes before a new one; beyond that the content decides, so that the answer never
    depends on the order. Raises ValueError without versions.
    """
    return max(versions, key=_rank)


def newest_versions(versions: Iterable[ToewijzingVersion]) -> dict[int, ToewijzingVersion]:
    """The newest version of every toewijzing, by ToewijzingNummer, in order of number."""
    newest: dict[int, ToewijzingVersion] = {}
    for version in versions:
        known = newest.get(version.nummer)
        newest[version.nummer] = version if known is None else current_version((known, version))
    return dict(sorted(newest.items()))


def current_toewijzingen(
    versions: Iterable[ToewijzingVersion], on: date
) -> dict[int, ToewijzingVersion]:
    """The current toewijzingen on a day, by ToewijzingNummer."""
    return {
        nummer: version
        for nummer, version in newest_versions(versions).items()
        if version.is_current_on(on)
    }


def _rank(version: ToewijzingVersion) -> tuple[object, ...]:
    return (
        *version.decided_at,
        version.reden_wijziging or "",
        version.is_deleted,
        version.einddatum or date.max,
        repr(version),
    )
