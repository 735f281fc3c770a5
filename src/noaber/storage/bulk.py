# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Many rows at once: what is new is added, what differs is changed, and both are counted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import models

_BATCH: Final = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What became of a number of rows."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            new=self.new + other.new,
            changed=self.changed + other.changed,
            unchanged=self.unchanged + other.unchanged,
        )

    @classmethod
    def of(cls, total: int, *, new: int, changed: int) -> Counts:
        """Of so many rows these are new or changed; the others are not."""
        return cls(new=new, changed=changed, unchanged=total - new - changed)


@dataclass(frozen=True, slots=True)
class Put:
    """What ``put_rows`` did."""

    keys: tuple[int, ...]
    """Primary keys, in the order of the rows."""
    new: frozenset[int]
    changed: frozenset[int]

    @property
    def counts(self) -> Counts:
        """How many of each."""
        return Counts.of(len(self.keys), new=len(self.new), changed=len(self.changed))


Row = Mapping[str, Any]
"""Values by the name of the column; what is left out stays as it is, or gets its default."""


def put_rows(
    candidates: models.QuerySet[Any],
    key: Sequence[str],
    rows: Sequence[Row],
    *,
    only_new: Callable[[Row], Row] | None = None,
) -> Put:
    """Adds these rows, or makes those with the same key say what these say.

    ``candidates``: at least every stored row that has the key of one of these. ``only_new``: more
    values for a row that is added, when they are costly to make. No two rows have the same key.

    Somebody else may add the same row meanwhile; then theirs is changed. That is why a row that
    was added is read again.
    """
    known = _by_key(candidates, key)
    missing = [row for row in rows if _key_of(row, key) not in known]
    if missing:
        made = [
            candidates.model(**row, **(only_new(row) if only_new is not None else {}))
            for row in missing
        ]
        candidates.model._default_manager.bulk_create(  # noqa: SLF001  # Django's own name for it
            made, batch_size=_BATCH, ignore_conflicts=True
        )
        known = _by_key(candidates.all(), key)
    found = [known[_key_of(row, key)] for row in rows]
    new = frozenset(known[_key_of(row, key)].pk for row in missing)
    changed = _change([(instance, row) for instance, row in zip(found, rows, strict=True)])
    keys = tuple(instance.pk for instance in found)
    return Put(keys=keys, new=new, changed=frozenset(changed) - new)


def _change(pairs: Sequence[tuple[models.Model, Row]]) -> list[int]:
    """Stores what differs; the primary keys of the rows that did."""
    touched: list[models.Model] = []
    names: set[str] = set()
    for instance, row in pairs:
        different = [name for name, value in row.items() if getattr(instance, name) != value]
        for name in different:
            setattr(instance, name, row[name])
        if different:
            touched.append(instance)
            names.update(different)
    if touched:
        # An upsert on the primary key: an UPDATE per row in one statement, where bulk_update
        # writes a CASE per row and column.
        type(touched[0])._default_manager.bulk_create(  # noqa: SLF001
            touched,
            batch_size=_BATCH,
            update_conflicts=True,
            unique_fields=["pk"],
            update_fields=[_field(touched[0], name) for name in sorted(names)],
        )
    return [instance.pk for instance in touched]


def _field(instance: models.Model, column: str) -> str:
    """The name of a field; ``aanbieder`` for the column ``aanbieder_id``."""
    return instance._meta.get_field(column).name  # noqa: SLF001


def _by_key(candidates: models.QuerySet[Any], key: Sequence[str]) -> dict[tuple[Any, ...], Any]:
    return {tuple(getattr(row, name) for name in key): row for row in candidates}


def _key_of(row: Row, key: Sequence[str]) -> tuple[Any, ...]:
    return tuple(row[name] for name in key)
