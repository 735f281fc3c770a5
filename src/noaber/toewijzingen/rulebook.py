# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The front door to the rules of this module, for screens and pages that list them.

Nobody else judges with these rules; whoever wants to know which function enforces a code asks here.
"""

from noaber.toewijzingen.rules.registry import Rule, all_rules

__all__ = ["Rule", "all_rules"]
