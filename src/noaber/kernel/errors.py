# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The base of every refusal in the kernel."""

from __future__ import annotations


class InvalidValue(ValueError):
    """What was given cannot be the value asked for.

    ``str(error)`` is a Dutch sentence for a user: what is wrong, why, what to do. It never repeats
    the input, because a BSN may have been typed into any field (domain §3.3 rule 7). A form or
    a file reader may catch this one class; each module names its own subclasses. Misuse by a
    programmer (a float for money, a moment for a date) is a ``TypeError`` in English instead.
    """
