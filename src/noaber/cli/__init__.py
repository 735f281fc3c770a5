# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The command line: one of the doors of noaber.

Purpose: what a person at a prompt, or a script, wants from the floors below. Texts are Dutch;
``--json`` gives the same for machines. Exit codes: 0 all is well, 1 something was rejected or
impossible, 2 wrong use.

Does not: decide anything. A command makes one call and translates the result or the error.
"""

from noaber.cli.app import main

__all__ = ["main"]
