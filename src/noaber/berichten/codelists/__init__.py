# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Code lists of iWmo/iJw 3.2, with the period in which each code may be used.

Purpose: one place that knows which codes exist, what they are called in Dutch, and from which day.
The lists are data (``data/*.csv``: code, wet, omschrijving, geldig_vanaf, geldig_tot, toelichting);
``geldig_tot`` is the first day on which the code may no longer be used. An empty date is open.

Does not: product codes (lists 021 and JZ21), which parties agree among themselves.
"""

from noaber.berichten.codelists.lists import Code, CodeList, UnknownCodeList, code_list, names

__all__ = ["Code", "CodeList", "UnknownCodeList", "code_list", "names"]
