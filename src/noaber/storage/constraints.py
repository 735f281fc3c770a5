# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Constraints and triggers that several modules use."""

from __future__ import annotations

from typing import Final

import pgtrigger
from django.db import models
from django.db.models import F, Func, Value
from django.db.models.functions import Cast

_CLOSED: Final = "[]"


def same(field: str, *, cast: bool = False) -> Func:
    """For an exclusion constraint: overlaps only where the field is equal.

    A plain server has no GiST for numbers (that is btree_gist), but it has one for ranges; a range
    from a number to itself overlaps another exactly when the numbers are equal. ``cast``: the field
    is a text of digits.
    """
    number = Cast(field, models.BigIntegerField()) if cast else F(field)
    return Func(number, number, Value(_CLOSED), function="int8range")


def days(begin: str, end: str) -> Func:
    """For an exclusion constraint: overlaps where a day is shared; the end is exclusive."""
    return Func(F(begin), F(end), function="daterange")


def append_only(name: str = "alleen_toevoegen") -> pgtrigger.Protect:
    """Refuses every change and removal of a row."""
    return pgtrigger.Protect(name=name, operation=pgtrigger.Update | pgtrigger.Delete)
