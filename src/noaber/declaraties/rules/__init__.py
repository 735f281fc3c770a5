# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Levels 3 and 4 of a 323: pure rules, in columns where there are many lines.

``oordeel.judge`` is the way in. Every published rule is one function in ``bericht``,
``verwijzingen``, ``producten``, ``bedragen``, ``perioden`` or ``room``, with its code beside it;
``registry.all_rules`` lists them. Reasons and examples stand in docs/algorithms/plafonds.md and
docs/algorithms/declaratie-oordeel.md.
"""
