# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The log of what was done with data about persons, and to what end.

Words: a *verwerking* is one act on personal data (AVG art. 4): who, when, with which purpose, on
which subject.

Promises: an act on data is logged in the same transaction as the act; the database refuses to
change or remove what is logged.

Does not: know any table of the domain; a subject is named by its kind and number.
"""
