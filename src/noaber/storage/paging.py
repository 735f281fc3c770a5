# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Lists that page by key: the next page begins after the last row of the one before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Q


def after(order: Sequence[str], key: Sequence[Any]) -> Q:
    """The rows that come after the one with this key, in this order.

    ``order``: as for ``order_by``; a name that begins with ``-`` goes from high to low. Together
    its columns must tell every row apart, and none may be null.
    """
    found = Q(pk__in=[])
    same = Q()
    for name, value in zip(order, key, strict=True):
        column, comparison = (name[1:], "lt") if name.startswith("-") else (name, "gt")
        found |= same & Q(**{f"{column}__{comparison}": value})
        same &= Q(**{column: value})
    return found
