# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The language of iWmo and iJw 3.2: read, judge, explain, answer and write every message.

Purpose: everything that can be known from one message alone. Plain Python: no database, no
clock, no network; whoever needs today's date passes it in.

Words: a *heenbericht* (301, 305, 307, 315, 317, 319, 323) asks something, a *retourbericht*
(302, 306, 308, 316, 318, 320) or the 325 answers it. A *klasse* is a part of a message that can
carry its own retourcodes. *Wet* is the law a message belongs to: Wmo (iWmo) or Jeugdwet (iJw).

Rooms, from high to low: ``answers``, ``summary``, ``rulebook`` → ``judge`` → ``rules`` and
``examples`` → ``xml`` → ``definitions`` → ``codelists``.

Promises: level 1 (schema) gives the verdict of the published schema; level 2 (technical rules)
gives the verdict of the published rules; what is read is written back identically; no finding,
error or log line ever holds a BSN.

Does not: judge a message against other messages or our own decisions (levels 3 and 4).
"""
