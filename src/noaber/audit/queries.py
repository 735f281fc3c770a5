# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Reading the log."""

from __future__ import annotations

from noaber.audit.models import Installatie


def is_claimed() -> bool:
    """Whether this database is tied to keys."""
    return Installatie.objects.exists()
