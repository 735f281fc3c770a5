# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Tells Django that this module has tables."""

from django.apps import AppConfig


class BudgettenConfig(AppConfig):
    """The tables of this module."""

    name = "noaber.budgetten"
