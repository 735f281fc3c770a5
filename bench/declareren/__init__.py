# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""How fast a gemeente answers its declaraties: from XML to a committed verdict and a written 325.

``world`` fills a database with toewijzingen · ``files`` makes the declaraties of a few months ·
``orm`` is the way it is usually built, line by line · ``single`` times one small message at a time
· ``memory`` watches a command · ``compare`` puts them beside each other.

Every round has declaratiemonths of its own, so the last round runs on the history of all before.
"""
