# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The comparator: a declaratie judged as it is usually built, a line at a time through an ORM.

It knows fewer rules than noaber does, and keeps less; what it does check must come out the same.
"""
