# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Days that count: feestdagen, working days, legal terms and deadlines.

Purpose
    On which day something is due, by the Algemene termijnenwet (Atw) for terms in a law, and by a
    named calendar of working days for standards and contracts.

Words
    ``feestdagen`` the days of Atw art. 3 · ``workdays`` calendars of working days ("werkdagen") ·
    ``terms`` a term ("termijn") and when it ends · ``deadline`` one running term, with extension
    ("verdaging") and suspension ("opschorting").

Promises
    All of it is dated data in ``data/``, each line with its source; a new year, a new besluit or a
    changed calendar is a line of data and no code. Outside the years the data covers there is a
    named error, never a guess.

Does not
    Know which term belongs to which decision (that is for the processes), what time it is, or
    anything that is counted in hours. The choices are explained in docs/algorithms/termijnen.md.
"""
