# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""How dates, sums and spans of years read inside a finding."""

from __future__ import annotations

from datetime import date


def day(value: date) -> str:
    """``01-04-2026``; padded by hand because strftime does not pad years before 1000."""
    return f"{value.day:02}-{value.month:02}-{value.year:04}"


def years_before(value: date, years: int) -> date:
    """The same day so many years earlier; 29 February becomes 28 February in a common year."""
    year = max(value.year - years, 1)
    try:
        return value.replace(year=year)
    except ValueError:
        return value.replace(year=year, day=28)
