# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""How rows stood before: what the triggers of pghistory kept."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, QuerySet


def history_of(model: type[Model]) -> QuerySet[Any]:
    """Every version that a row of this table ever had, one row each, in no order.

    The columns are those of the table and ``pgh_obj_id`` (the row), ``pgh_id`` (rises in time),
    ``pgh_created_at`` and ``pgh_context``. The model of the history is made when Django starts,
    so no type is known for it.
    """
    tracked: Any = model
    history: QuerySet[Any] = tracked.pgh_event_model.objects.all()
    return history
