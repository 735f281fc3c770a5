# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Level 2: the technical rules that need only the message itself.

One published rule is one function (messages with one client) or one column expression (323 and
325), registered under its own code. Where to look:

* ``personen`` – date of birth, name, BSN, language · ``adressen`` – contact and address
* ``producten`` – product, period, omvang, budget, overlap · ``sleutels`` – no key twice
* ``start_stop`` – 305, 307 · ``verzoeken`` – 315, 317, 319
* ``declaratie_323`` and ``declaratie_antwoord_325`` – declared lines
* ``catalogus.csv`` – the Dutch text of all 308 rules, also those of other levels
* ``toetsen.csv`` – which tests guard which rule, made by ``scripts/list_tests.py``
* ``tegenspraken.toml`` – where the public sources contradict each other, and what noaber does

Rules are pure: they take the message and yield what is wrong. Dates come from the message, never
from a clock.
"""

from noaber.berichten.rules.catalogue import RuleText, UnknownRule, catalogue, rule_text
from noaber.berichten.rules.registry import Breach, Rule, all_rules, check, check_columns
from noaber.berichten.rules.tegenspraken import Tegenspraak, tegenspraken
from noaber.berichten.rules.toetsen import Toets, toetsen

__all__ = [
    "Breach",
    "Rule",
    "RuleText",
    "Tegenspraak",
    "Toets",
    "UnknownRule",
    "all_rules",
    "catalogue",
    "check",
    "check_columns",
    "rule_text",
    "tegenspraken",
    "toetsen",
]
