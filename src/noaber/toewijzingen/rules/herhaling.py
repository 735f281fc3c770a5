# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The same toewijzing once more: a decision that was probably carried out twice.

Stapeling (OP259) stops most of it. Not for hulpmiddelen: two of the same on the same days may be
meant, and whoever means it says so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from noaber.toewijzingen.types import ToewijzingVersion, Wens


def repeated(toewijzingen: Iterable[ToewijzingVersion], nummers: Collection[int]) -> int | None:
    """The number of an older toewijzing that one of these repeats, if there is one.

    ``toewijzingen``: the newest version of each of a client in a lane. ``nummers``: of those that
    a decision made.
    """
    standing = [version for version in toewijzingen if not version.is_deleted]
    for made in (version for version in standing if version.nummer in nummers):
        older = [version for version in standing if version.nummer < made.nummer]
        found = find_equal(older, made)
        if found is not None:
            return found
    return None


def find_equal(
    toewijzingen: Iterable[ToewijzingVersion], wanted: Wens | ToewijzingVersion
) -> int | None:
    """The number of a toewijzing that holds just this, on just these days."""
    return next(
        (
            version.nummer
            for version in toewijzingen
            if not version.is_deleted and _content(version) == _content(wanted)
        ),
        None,
    )


def _content(one: Wens | ToewijzingVersion) -> tuple[object, ...]:
    return one.product, one.ingangsdatum, one.einddatum, one.omvang, one.budget
