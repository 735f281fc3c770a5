# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What PostgreSQL can do and Django does not say: columns in and out by COPY, periods that may not
overlap, tables that only grow; and SQL that is put together once (``compiled``, ``rows``).

Knows no table of the domain.
"""
