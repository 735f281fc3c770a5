# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Levels 3 and 4 of a 323 and a 325: pure rules, in columns where there are many lines.

The gemeente judges a 323: ``oordeel.judge`` is the way in. Every published rule is one function in
``bericht``, ``verwijzingen``, ``producten``, ``bedragen``, ``perioden`` or ``room``, with its code
beside it. The aanbieder judges the 325 that comes back: ``toekenning.judge_antwoord``, with the
rules in ``received_325``. ``registry.all_rules`` lists them all. Reasons and examples stand in
docs/algorithms/plafonds.md, declaratie-oordeel.md and declaratie-antwoord.md.
"""
