# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Noaber: an open platform for the sociaal domein of Dutch municipalities.

The tree is the architecture: doors (cli) on top, then the processes, berichten, kernel.
Imports only go down; pyproject.toml holds the contracts and ``./run check`` keeps them.
"""

__version__ = "0.1.0"
