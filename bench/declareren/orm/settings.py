# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The settings of noaber, with the table of the comparator."""

# Django reads every name of a settings module.
from noaber.config.settings import *  # noqa: F403
from noaber.config.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "bench.declareren.orm"]
