# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What can be expected to go wrong at the start."""


class NotReady(Exception):
    """noaber cannot work with its database; the text is Dutch and says what to do."""
