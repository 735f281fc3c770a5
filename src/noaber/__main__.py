# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""``python -m noaber``."""

from noaber.cli import main

if __name__ == "__main__":
    main()
